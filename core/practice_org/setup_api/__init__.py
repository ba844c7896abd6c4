"""Setup for programs: the Tooling API and the Metadata API."""
