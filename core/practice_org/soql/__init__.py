"""SOQL: read into a tree, checked against what the user may see, and run as SQL."""
