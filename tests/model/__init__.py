"""A random model of both sides."""
