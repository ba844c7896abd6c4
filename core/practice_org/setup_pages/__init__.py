"""Setup for people: the pages of the org in a browser."""
