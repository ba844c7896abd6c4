"""The org itself: its objects, fields and users, what its setup holds, and the file that keeps all of it."""
