"""The page Diagnostics: how pushes stand, and what holds them up."""
