"""Secrets given to a command: on standard input, never as an argument, where other users could read them."""

from __future__ import annotations

import getpass
import sys

from core.secrets.given_secret import LONGEST, SecretKind, secret_from_bytes, secret_from_text


def secret_from_standard_input(what: str, kind: SecretKind) -> str:
    """The secret on standard input, read to its end; at a terminal it is asked for, and not shown there.

    Empty where none is given. Raises ProblemError for what cannot be one, without repeating it.
    """
    if sys.stdin is None:  # closed
        return ""
    if sys.stdin.isatty():
        try:
            return secret_from_text(getpass.getpass(f"{what}: "), kind)
        except EOFError:
            return ""
    return secret_from_bytes(sys.stdin.buffer.read(LONGEST + 1), kind)
