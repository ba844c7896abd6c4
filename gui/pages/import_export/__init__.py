"""The tab Import and export."""
