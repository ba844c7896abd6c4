"""A lock between processes."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.messages import CancelledError
from core.private_files import make_file

_LOOK_S = 0.1


@contextmanager
def one_at_a_time(place: Path, stop: threading.Event) -> Iterator[None]:
    """Keep other processes, and other threads, out meanwhile; ends with this process.

    `place` becomes an SQLite file, which serves as the lock because it works alike on every system. Raises
    CancelledError when `stop` is set while waiting, sqlite3.Error or OSError when there can be no such file.
    """
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
            else:
                break
        yield
    finally:
        lock.close()
