"""The first page: how everything stands, what needs the admin, and the figures of the days."""
