"""The tab Unsubscribed people: the list, and one person."""
