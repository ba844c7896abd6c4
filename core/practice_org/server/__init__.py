"""The web server on loopback, over TLS, and the way from a call to its answer."""
