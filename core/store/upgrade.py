"""Whether opening a database will take long, for an earlier version made it; asked first, so that it can be told."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from importlib import resources
from pathlib import Path

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message
from core.store import database
from core.store.sqlite import uri_of

UPGRADING = Message(
    NOOP(
        "core",
        "The people database is brought up to date for this version. With very many people that takes some minutes, "
        "and is done once. A copy of it as it was stays beside it.",
    )
)
_LARGE = 20_000_000
"""Bytes from which on it is more than a moment: about 25,000 people."""


def takes_long(folder: Path) -> bool:
    """Whether the store in `folder` is large and of an earlier version; what cannot be read now is told on opening."""
    path = folder / database.SQLITE_FILE
    try:
        if path.stat().st_size < _LARGE:
            return False
        with closing(sqlite3.connect(uri_of(path, "ro"), uri=True)) as file:
            done = {name for (name,) in file.execute("SELECT name FROM schema_migration")}
    except (OSError, sqlite3.Error):
        return False
    with resources.as_file(database.MIGRATIONS) as steps:
        return any(step.stem not in done for step in steps.glob("[0-9]*.py"))
