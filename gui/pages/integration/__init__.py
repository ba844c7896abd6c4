"""The tab Integration: the nightly sync, the field, sync now."""
