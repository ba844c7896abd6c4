"""Contacts and Leads: reading and finding them, and the one door that ticks."""
