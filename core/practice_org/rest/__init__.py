"""The REST API: records, queries, describes, limits, and the rules that every save meets."""
