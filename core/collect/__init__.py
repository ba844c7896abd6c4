"""How unsubscribes come in: typed or pasted by hand, from CSV files, from a watched folder; and how they go out."""
