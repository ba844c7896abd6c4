"""Taking back what a batch, or a sync, has brought about."""
