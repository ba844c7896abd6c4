"""The ways of signing in, each up to a token."""
