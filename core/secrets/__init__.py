"""Secrets: how they are handed in, and the operating system's keyring that alone keeps them."""
