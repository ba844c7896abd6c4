"""A lock between processes."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from core.files.private_files import make_file
from core.messages import CancelledError

_LOOK_S = 0.1


class HeldElsewhereError(Exception):
    """Another process, which may be suspended, did not let go in time."""


@contextmanager
def one_at_a_time(place: Path, stop: threading.Event, *, patience_s: float | None = None) -> Iterator[None]:
    """Keep other processes, and other threads, out meanwhile; ends with this process.

    `place` becomes an SQLite file, which serves as the lock because it works alike on every system. Raises
    CancelledError when `stop` is set while waiting, HeldElsewhereError after `patience_s` seconds (None: never),
    sqlite3.Error or OSError when there can be no such file.
    """
    ends = None if patience_s is None else monotonic() + patience_s
    make_file(place)
    lock = sqlite3.connect(place, timeout=_LOOK_S, isolation_level=None)
    try:
        while True:
            if stop.is_set():
                raise CancelledError
            try:
                lock.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError as trouble:
                if trouble.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                    raise
                if ends is not None and monotonic() > ends:
                    raise HeldElsewhereError from None
            else:
                break
        yield
    finally:
        lock.close()
