"""Signing in: the page, the token endpoint, and signed requests."""
