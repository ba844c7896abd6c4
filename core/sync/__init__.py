"""Keeping both sides in step: planning, one two-way run, pushing, matching, the schedule, and the threads for it."""
