"""Alarms: what needs the admin is told where they are, once when it comes up and once when it is over."""
