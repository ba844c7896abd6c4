"""Texts of others made harmless: no secret in a log, no character that steers a terminal."""
