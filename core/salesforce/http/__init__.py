"""The HTTP session under every call: connection, tokens, limits, pages of lists."""
