"""The Bulk API 2.0, for very many records at once."""
