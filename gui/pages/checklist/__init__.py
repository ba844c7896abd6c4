"""The tab Checklist: the checks, the guide, and doing it for the admin."""
