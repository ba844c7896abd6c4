"""States that an org can be brought into, by name or written down."""
