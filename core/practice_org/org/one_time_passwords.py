"""The passwords with which a program opens the org in a browser: each is good once, and for a minute."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable

KEPT_MS = 60_000
MOST_KEPT = 1_000
"""Passwords that wait at the same time; the oldest goes when there is one more."""


class FrontDoor:
    """The passwords that were given out and not used yet. `now` gives milliseconds."""

    def __init__(self, now: Callable[[], int]) -> None:
        self._now = now
        self._given: dict[str, int] = {}
        self._lock = threading.Lock()

    def password(self) -> str:
        """A new one, good for one use."""
        with self._lock:
            while len(self._given) >= MOST_KEPT:
                del self._given[next(iter(self._given))]
            made = secrets.token_urlsafe(48)
            self._given[made] = self._now()
            return made

    def used(self, password: str) -> bool:
        """Use one up; false when it is unknown, was used, or has expired."""
        with self._lock:
            given = self._given.pop(password, None)
        return given is not None and self._now() - given < KEPT_MS
