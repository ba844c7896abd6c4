"""One two-way run: read, plan, apply here, write there, read back."""
