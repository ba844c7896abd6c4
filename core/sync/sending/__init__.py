"""One sender for push, sync and re-subscribe, and what is written down of each answer."""
