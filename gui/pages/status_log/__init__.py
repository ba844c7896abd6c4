"""The page Status log."""
