"""Until when an opt-out has to be everywhere, how the open ones stand, and the report of a period."""
