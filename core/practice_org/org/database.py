"""The data file: one SQLite database for records and settings, another for query results kept open.

Reading happens on a connection per thread; writing on one connection behind a lock. Inside a write
transaction its own thread reads through the same connection, so that it sees what it has written.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from core.practice_org.org.objects import PACKAGED_COLUMN
from core.practice_org.org.schema import NUMBER_KINDS, Field, Kind, Schema, SObject
from core.practice_org.private_files import make_private_file

FOLDED = "_folded"

WRITER_CACHE = 16_384
READER_CACHE = 4_096
"""KiB of the file that a connection keeps in memory."""

_SQL_TYPES = {Kind.BOOLEAN: "INTEGER NOT NULL DEFAULT 0", Kind.DATETIME: "INTEGER", Kind.DATE: "TEXT"}


def fold(text: str | None) -> str | None:
    """The form of a text in which Salesforce's comparison without regard to case finds it equal."""
    return None if text is None else text.casefold()


class Database:
    """The files of one practice org. `path` is the main file; the query results lie beside it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.is_new = not path.exists()
        self._cursor_path = path.with_name(path.stem + "-cursors" + path.suffix)
        self._local = threading.local()
        self._lock = threading.Lock()
        self._cursor_lock = threading.Lock()
        self._open: list[sqlite3.Connection] = []
        self._open_lock = threading.Lock()
        for file in (self.path, self._cursor_path):
            make_private_file(file)
        self._writer = self._connect()
        self._writer.execute(
            "CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL)"
        )
        self._cursor_writer = self._connect(cursors=True)

    def _connect(self, *, cursors: bool = False) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=60, isolation_level=None, check_same_thread=False)
        connection.create_function("fold", 1, fold, deterministic=True)
        connection.execute("PRAGMA journal_mode = WAL")
        # A practice org may lose its last second in a power cut; it may not be slow.
        connection.execute("PRAGMA synchronous = OFF")
        # The system keeps the file in memory anyway: larger caches of our own, one for every connection, were
        # measured to save no time at a million people, and to cost 400 MB.
        connection.execute("PRAGMA temp_store = FILE")
        connection.execute(f"PRAGMA cache_size = -{READER_CACHE if cursors else WRITER_CACHE}")
        if cursors:
            connection.execute("ATTACH ? AS cursors", (str(self._cursor_path),))
            connection.execute("PRAGMA cursors.journal_mode = WAL")
            connection.execute("PRAGMA cursors.synchronous = OFF")
        with self._open_lock:
            self._open.append(connection)
        return connection

    def reader(self) -> sqlite3.Connection:
        """The connection this thread reads with; inside `writing` it is the writing one."""
        inside: sqlite3.Connection | None = getattr(self._local, "writing", None)
        if inside is not None:
            return inside
        connection: sqlite3.Connection | None = getattr(self._local, "reader", None)
        if connection is None:
            connection = self._connect(cursors=True)
            self._local.reader = connection
        return connection

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """A connection for one long reading, which sees the org as it is now, whatever is written meanwhile."""
        connection = self._connect()
        connection.execute("BEGIN")
        try:
            yield connection
        finally:
            with self._open_lock:
                if connection in self._open:
                    self._open.remove(connection)
            connection.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One write transaction, rolled back when an exception leaves it; an inner one joins the outer."""
        inside: sqlite3.Connection | None = getattr(self._local, "writing", None)
        if inside is not None:
            with _savepoint(inside):
                yield inside
            return
        with self._lock:
            self._writer.execute("BEGIN IMMEDIATE")
            self._local.writing = self._writer
            try:
                yield self._writer
            except BaseException:
                self._writer.execute("ROLLBACK")
                raise
            else:
                self._writer.execute("COMMIT")
            finally:
                self._local.writing = None

    @contextmanager
    def writing_cursors(self) -> Iterator[sqlite3.Connection]:
        """A transaction that reads the records and writes query results, without keeping writers waiting."""
        with self._cursor_lock:
            self._cursor_writer.execute("BEGIN")
            try:
                yield self._cursor_writer
            except BaseException:
                self._cursor_writer.execute("ROLLBACK")
                raise
            else:
                self._cursor_writer.execute("COMMIT")

    def setting(self, name: str, otherwise: Any = None) -> Any:
        """A stored setting, decoded from JSON."""
        row = self.reader().execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
        return otherwise if row is None else json.loads(row[0])

    def store_setting(self, name: str, value: Any) -> None:
        """Keep a setting as JSON, in the data file."""
        with self.writing() as connection:
            connection.execute(
                "INSERT INTO setting (name, value) VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                (name, json.dumps(value)),
            )

    def interrupt(self) -> None:
        """Stop every statement that runs, so that the process can end at once."""
        with self._open_lock:
            for connection in self._open:
                connection.interrupt()

    def close(self) -> None:
        """Close every connection; nothing may use the database afterwards."""
        with self._open_lock:
            for connection in self._open:
                connection.close()
            self._open.clear()

    def ensure_tables(self, shape: Schema) -> None:
        """Create the tables, and add the columns that a newer shape brings to an older file."""
        with self.writing() as connection:
            for sobject in shape.complete.values():
                _ensure_table(connection, sobject)

    def ensure_indexes(self, shape: Schema) -> None:
        """Create the indexes; done after seeding, because filling an indexed table takes far longer."""
        with self.writing() as connection:
            for sobject in shape.complete.values():
                for statement in _indexes(sobject):
                    connection.execute(statement)


@contextmanager
def _savepoint(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("SAVEPOINT inner_write")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK TO inner_write")
        raise
    finally:
        connection.execute("RELEASE inner_write")


def _column_types(entry: Field) -> dict[str, str]:
    if entry.kind in NUMBER_KINDS:
        sql_type = "REAL" if entry.kind is not Kind.INT else "INTEGER"
    else:
        sql_type = _SQL_TYPES.get(entry.kind, "TEXT")
    column = entry.column or entry.name
    columns = {column: sql_type}
    if entry.folded:
        columns[column + FOLDED] = "TEXT"
    return columns


def _ensure_table(connection: sqlite3.Connection, sobject: SObject) -> None:
    columns: dict[str, str] = {}
    for entry in sobject.fields:
        if entry.stored:
            columns |= _column_types(entry)
    present = {row[1] for row in connection.execute(f'PRAGMA table_info("{sobject.name}")')}
    if not present:
        listed = ", ".join(f'"{name}" {sql_type}' for name, sql_type in columns.items())
        connection.execute(f'CREATE TABLE "{sobject.name}" (serial INTEGER PRIMARY KEY, {listed})')
        return
    for name, sql_type in columns.items():
        if name not in present:
            connection.execute(f'ALTER TABLE "{sobject.name}" ADD COLUMN "{name}" {sql_type}')


def _indexes(sobject: SObject) -> Iterator[str]:
    name = sobject.name

    def index(label: str, columns: str, where: str = "") -> str:
        return f'CREATE INDEX IF NOT EXISTS "{name}_{label}" ON "{name}" ({columns}) {where}'

    yield f'CREATE UNIQUE INDEX IF NOT EXISTS "{name}_Id" ON "{name}" ("Id")'
    # Salesforce compares stamps by the second, so the index is on the second.
    yield index("SystemModstamp", '"SystemModstamp" / 1000, "Id"')
    for entry in sobject.fields:
        column = entry.column or entry.name
        if entry.folded and entry.stored:
            yield index(column, f'"{column}{FOLDED}"')
        if column in ("HasOptedOutOfEmail", PACKAGED_COLUMN, "IsDeleted", "IsConverted") and entry.stored:
            yield index(column, f'"{column}"', f'WHERE "{column}" = 1')
        if column in ("AccountId", "MasterRecordId", "ConvertedContactId", "PersonContactId"):
            yield index(column, f'"{column}"', f'WHERE "{column}" IS NOT NULL')
