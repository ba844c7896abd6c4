"""The push queue at work: an opt-out collected here is on its way at once."""
