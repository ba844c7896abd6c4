"""The operations of the model, by who acts. Each is a function of the world and plain arguments."""
