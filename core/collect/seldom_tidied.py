"""Going through a million rows without Python looking for garbage in circles all the while."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_OBJECTS = 50_000
"""Python looks after so many new objects, some MB of them, instead of 700: rows make none that hold each other."""


class _Users:
    """How many threads asked for it, and what was set before the first of them."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.count = 0
        self.before = gc.get_threshold()


_users = _Users()


@contextmanager
def seldom_tidied() -> Iterator[None]:
    """Let Python look for circles of objects more seldom, in the whole process; as before when the last one has left.

    That costs a fifth of an import otherwise. It still looks, for there may be others who make such circles.
    """
    with _users.lock:
        if not _users.count:
            _users.before = gc.get_threshold()
            gc.set_threshold(max(_OBJECTS, _users.before[0]), *_users.before[1:])
        _users.count += 1
    try:
        yield
    finally:
        with _users.lock:
            _users.count -= 1
            if not _users.count:
                gc.set_threshold(*_users.before)
