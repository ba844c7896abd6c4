"""What only SQLite understands: words for the SQL of other modules, and what is asked of the file itself.

A store on another database brings its own of each. Apart from here such words stand in the migrations alone, and those
of the full-text index in `search_index`; a test reads the sources for them.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from peewee import ColumnBase, Expression, SqliteDatabase, fn

BUSY_SECONDS = 30
PRAGMAS = {
    # FULL: with WAL, NORMAL can lose the last commits in a power cut, and a collected opt-out is a promise.
    "synchronous": 2,
    "foreign_keys": 1,
    # INSERT OR REPLACE deletes rows without asking the triggers that guard unsubscribes, unless this is on.
    "recursive_triggers": 1,
    "temp_store": 2,
    # In pages: a large run writes the same pages over and over, and need not copy them back each 4 MB.
    "wal_autocheckpoint": 8000,
    "cache_size": -32_000,
    "mmap_size": 67_108_864,
}
CACHE, ROOMY = (f"PRAGMA cache_size = {size}" for size in (PRAGMAS["cache_size"], -128_000))
"""How much of the file a connection keeps at hand: the usual, and for a transaction that touches pages everywhere."""
SURE, HURRIED = "PRAGMA synchronous = FULL", "PRAGMA synchronous = NORMAL"
"""Whether the end of a transaction waits until the disk has it; with WAL the file stays whole either way."""

EACH = "json_each(?)"
"""SQL for a table of the `listed` values of one parameter: `value`, and `key`, the place in the list from 0."""
AMONG = f"IN (SELECT value FROM {EACH})"
"""SQL: is one of the `listed` values of one parameter. However many, they are one parameter and one statement."""
BY_ID = "NOT INDEXED"
"""SQL behind a table that is read page by page in the order of its ids, so that no index is taken and sorted."""
CONTAINS = "instr(search_text, ?) > 0"
"""SQL: `search_text` has the text of one parameter in it, letter by letter, however long that is."""


def listed(values: Iterable[object]) -> str:
    """The one parameter that stands for many values, in `EACH` and `AMONG`."""
    return json.dumps(list(values))


def member(column: str, name: str) -> str:
    """SQL for the value of a name in the JSON object that a column holds."""
    return f"json_extract({column}, '$.{name}')"


def holds(texts: str) -> str:
    """SQL: the text that this SQL makes has that of one parameter in it, letter by letter."""
    return f"instr({texts}, ?) > 0"


def contains(column: ColumnBase, text: str) -> Expression:
    """The same as CONTAINS in a model's query."""
    return fn.instr(column, text) > 0


def uri_of(path: Path, mode: str = "rw") -> str:
    """The database as SQLite is told of it; in no mode that is used here it makes a file that is not there."""
    place = path.absolute().as_posix()
    return f"file://{'' if place.startswith('/') else '/'}{quote(place, safe='/:')}?mode={mode}"


def write_ahead(path: Path) -> None:
    """Let readers and a writer work side by side; the file remembers it.

    SQLite does not wait by itself here when another process is opening the same new file.
    """
    until = time.monotonic() + BUSY_SECONDS
    with closing(sqlite3.connect(uri_of(path), uri=True, timeout=BUSY_SECONDS)) as connection:
        while True:
            try:
                connection.execute("PRAGMA journal_mode=wal").fetchone()
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                    raise
                time.sleep(0.02)
            else:
                return


def data_version(db: SqliteDatabase) -> int:
    """A number that changes when another connection has written; compare only within one connection."""
    return int(db.execute_sql("PRAGMA data_version").fetchone()[0])


def is_whole(db: SqliteDatabase) -> bool:
    """Whether the file has no damage that a quick look finds."""
    return [row[0] for row in db.execute_sql("PRAGMA quick_check(1)")] == ["ok"]


def copy_to(db: SqliteDatabase, path: Path) -> None:
    """Copy the open database, whole and consistent. Raises OSError or sqlite3.Error."""
    with closing(sqlite3.connect(path)) as copy:
        db.connection().backup(copy)


class Scratch:
    """Texts by key that one piece of work sets aside: in memory, on disk where that is short, never in a database.

    Forgotten when it is closed. For one thread at a time.
    """

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("CREATE TABLE kept (key TEXT PRIMARY KEY, text TEXT NOT NULL)")

    def known(self, keys: Iterable[str]) -> dict[str, str]:
        """The texts of those among these keys that have one."""
        return dict(self._database.execute(f"SELECT key, text FROM kept WHERE key {AMONG}", (listed(keys),)))

    def keep(self, texts: Mapping[str, str]) -> None:
        """Set texts aside, in the place of earlier ones of the same keys."""
        self._database.execute("BEGIN")
        self._database.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", sorted(texts.items()))
        self._database.execute("COMMIT")

    def close(self) -> None:
        """Forget everything."""
        self._database.close()
