"""Where the bearer token of each request comes from."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Protocol

from core.messages import Category, Problem, ProblemError
from core.salesforce.values.errors import explain

FIRST_REST_S = 60.0
LONGEST_REST_S = 900.0
"""After a refusal that only a person can heal, Salesforce is left alone for so long; longer with each further one.

What the person has put right in Setup, an IP range for instance, counts at the next try without a new sign-in.
"""

MOST_AT_ONCE = 3
AT_ONCE_S = 60.0
"""A token that is refused as soon as it is there is not exchanged more often than this in so many seconds."""


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


class LastingRefusalError(ProblemError):
    """A token was given, and cannot be used: as with a refusal, only a person can heal that."""


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


class RefreshingTokens:
    """Access tokens that are asked for when they are needed, held in memory and nowhere else.

    One exchange per expiry, whatever number of threads come for it: they wait for the one that asks. A refusal
    that only a new sign-in heals is remembered, so that nothing hammers at Salesforce and locks the user out.
    """

    def __init__(
        self, ask: Callable[[], str], first: str = "", *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`ask` gets a new access token, and has kept what must outlive it when it returns; `first` is one
        that is there already. `clock` counts seconds."""
        self._ask = ask
        self._token = first
        self._clock = clock
        self._lock = threading.Lock()
        self._asked: deque[float] = deque(maxlen=MOST_AT_ONCE)
        self._refusal: tuple[float, Problem] | None = None
        self._rest = FIRST_REST_S

    @property
    def current(self) -> str:
        """The access token that is held now; empty when there is none."""
        return self._token

    def token(self) -> str:
        """The token to send; asks for the first one."""
        return self._token or self._exchanged("")

    def renew(self, refused: str) -> str:
        """A newer token than the one that was refused; raises ProblemError when there is none to be had."""
        return self._exchanged(refused)

    def settle(self, seconds: float) -> None:
        """Wait so long at most until an exchange that is on its way is finished, and what it gave is kept."""
        if self._lock.acquire(timeout=seconds):
            self._lock.release()

    def _exchanged(self, refused: str) -> str:
        with self._lock:
            if self._token and self._token != refused:
                return self._token
            self._token = ""
            now = self._clock()
            if self._refusal is not None and now < self._refusal[0]:
                raise ProblemError(self._refusal[1])
            if len(self._asked) == MOST_AT_ONCE and now - self._asked[0] < AT_ONCE_S:
                raise ProblemError(explain("INVALID_SESSION_ID"))
            try:
                self._token = self._ask()
            except ProblemError as error:
                lasting = isinstance(error, LastingRefusalError)
                if lasting or error.problem.category is Category.AUTHENTICATION:
                    self._refusal = (now + self._rest, error.problem)
                    self._rest = min(2 * self._rest, LONGEST_REST_S)
                raise
            self._asked.append(now)
            self._refusal, self._rest = None, FIRST_REST_S
            return self._token
