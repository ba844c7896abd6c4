"""The planned nights, and the thread that runs them and what the button asks for."""
