"""The way to the org: which org, with which token, whether it can be reached; and the practice org as a child."""
