"""The nightly sync when the program is closed: an entry in the system's own scheduler that calls the command."""
