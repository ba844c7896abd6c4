"""What goes to whoever helps: the log file, the log as a CSV file, the diagnostics file."""
