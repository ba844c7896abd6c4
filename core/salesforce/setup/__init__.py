"""An org's Setup: the Tooling API and the Metadata API."""
