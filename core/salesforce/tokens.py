"""Where the bearer token of each request comes from."""

from __future__ import annotations

from typing import Protocol

from core.messages import ProblemError
from core.salesforce.errors import explain


class TokenSource(Protocol):
    """Gives access tokens; thread-safe, one for all workers."""

    def token(self) -> str:
        """The token to send; raises ProblemError (AUTHENTICATION) when only a new sign-in can give one."""
        ...

    def renew(self, refused: str) -> str:
        """A newer token than the one that was refused; raises ProblemError when there is none to be had.

        Several workers may come with the same refused token: it is exchanged once, and all get the new one.
        """
        ...


class HandedInToken:
    """An access token that somebody handed in. Nothing can renew it."""

    def __init__(self, token: str) -> None:
        self._token = token.strip()

    def token(self) -> str:
        """The token as it was handed in; raises ProblemError for a text that cannot be one."""
        if not self._token or not self._token.isascii() or not self._token.isprintable():
            # Such a text would break the HTTP header, and the error of that would show it.
            raise ProblemError(explain("INVALID_SESSION_ID"))
        return self._token

    def renew(self, refused: str) -> str:
        """Always raises ProblemError: only a new sign-in helps."""
        raise ProblemError(explain("INVALID_SESSION_ID"))
