"""Is the org ready: signed in, the field there, visible, writable, on every layout; and the guided steps."""
