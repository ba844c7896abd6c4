"""Opening the local people database: pragmas, per-thread connections, migrations with a backup before them."""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Any

from peewee import BaseQuery, DatabaseError, OperationalError, SelectBase, SqliteDatabase
from playhouse.migrations import Runner

from core.files.private_files import make_file, make_folder
from core.messages import QT_TRANSLATE_NOOP, Category, Problem, ProblemError, Scope, make_problem
from core.store.presence import absence, mark
from core.store.search_index import bring_up_to_date, is_due
from core.store.sqlite import (
    BUSY_SECONDS,
    CACHE,
    HURRIED,
    PRAGMAS,
    ROOMY,
    SURE,
    copy_to,
    data_version,
    is_whole,
    uri_of,
    write_ahead,
)
from core.store.trouble import GoneError, cannot_open

log = logging.getLogger(__name__)

SQLITE_FILE = "people.sqlite3"
MIGRATIONS = resources.files("core.store") / "migrations"
_ABANDONED_AFTER_S = 3600
_LONGEST_UPGRADE_S = 1800
"""For so long another process that brings the database up to date is waited for; one that is killed lets go at once."""


class _Thread(threading.local):
    """How a thread writes: what it has to ask before, and whether others index for the search whom it adds."""

    holds: Callable[[SqliteDatabase], None] | None = None
    indexes_later: bool = False


class Database:
    """A SQLite file with one connection for each thread that uses it.

    A file that vanishes, or is replaced, under the open database is noticed by every transaction and every new
    connection, which raise GoneError then; what was written into the void is never taken for kept.
    """

    def __init__(self, path: Path, *, known: bool = False, anew: bool = False) -> None:
        """Open `path`, making or migrating it; raises ProblemError when that cannot be done.

        It is not made where there was one before, by the mark beside it or because it is `known` elsewhere, unless
        the admin wants it made `anew`.
        """
        self.path = path
        self._thread = _Thread()
        self._file: tuple[int, int] | None = None
        self._peewee = SqliteDatabase(
            uri_of(path),
            uri=True,
            pragmas=PRAGMAS,
            lock_type="IMMEDIATE",
            timeout=BUSY_SECONDS,
            autoconnect=False,
        )
        try:
            if not anew and (problem := absence(path, known=known)) is not None:
                raise ProblemError(problem)
            _make_private(path)
            write_ahead(path)
            with self.use():
                self._migrate()
            self._file = _identity(path)
            mark(path)
        except (DatabaseError, sqlite3.Error, OSError) as error:
            raise ProblemError(cannot_open(path, error)) from error

    @contextmanager
    def use(self) -> Iterator[SqliteDatabase]:
        """The database, connected for this thread; a connection that was open before stays open afterwards."""
        opened = self._peewee.is_closed()
        if opened:
            self.check()
            self._peewee.connect()
        try:
            yield self._peewee
        finally:
            if opened:
                self._peewee.close()

    @contextmanager
    def transaction(self) -> Iterator[SqliteDatabase]:
        """A short write transaction; nested ones join the outer one. Never wait for the network inside.

        Whom it added or renamed can be searched for when it has ended, save in a thread that is `indexing_later`.
        """
        with self.use() as db:
            if db.in_transaction():
                yield db
            else:
                self.check()
                with db.atomic():
                    if self._thread.holds is not None:
                        self._thread.holds(db)
                    yield db
                    if not self._thread.indexes_later:
                        bring_up_to_date(db)
                # A file that was taken away meanwhile took what was written with it.
                self.check()

    def check(self) -> None:
        """Raise GoneError when the file is not the one that was opened; costs a look at the folder, no reading."""
        if self._file is not None and _identity(self.path) != self._file:
            raise GoneError(f"{self.path.name} is not the file that was opened")

    @contextmanager
    def fenced(self, holds: Callable[[SqliteDatabase], None]) -> Iterator[None]:
        """Let every transaction of this thread begin by asking `holds`, which raises when the thread may not write."""
        before, self._thread.holds = self._thread.holds, holds
        try:
            yield
        finally:
            self._thread.holds = before

    @contextmanager
    def indexing_later(self) -> Iterator[None]:
        """Let transactions of this thread leave it to `index_lot` to make findable whom they add.

        For whoever adds very many. Should nobody come to that, the transactions of others do it bit by bit.
        """
        before, self._thread.indexes_later = self._thread.indexes_later, True
        try:
            yield
        finally:
            self._thread.indexes_later = before

    def index_lot(self) -> bool:
        """Make findable a lot of those whom nobody has indexed yet; False when there was nobody."""
        with self.use() as db:
            if not is_due(db):
                return False
            with self.indexing_later(), self.transaction():
                bring_up_to_date(db)
            return True

    @contextmanager
    def hurried(self) -> Iterator[None]:
        """Let this thread's transactions end without waiting for the disk, for work that is done again if it is lost.

        The file stays whole whatever happens, and transactions are kept in their order, so that a power cut can take
        the last of them and nothing else. That of another connection, and the first one after this, waits for
        all before it. What a collected opt-out or an answer of Salesforce is kept by must not stand in here.
        """
        with self.use() as db:
            db.execute_sql(HURRIED)
            try:
                yield
            finally:
                db.execute_sql(SURE)

    @contextmanager
    def roomy(self) -> Iterator[None]:
        """Give this thread's connection room in memory (128 MB) for pages, while it writes to very many of them.

        People and records come in no order, so that a few thousand of them lie in as many pages of an index; what has
        no room goes to the disk within the transaction, and is read again for the next one.
        """
        with self.use() as db:
            db.execute_sql(ROOMY)
            try:
                yield
            finally:
                db.execute_sql(CACHE)

    def select(self, query: BaseQuery) -> list[Any]:
        """All rows of a model's query; the whole list is read at once, and belongs to no connection."""
        with self.use() as db:
            return list(query.bind(db).execute())

    def count(self, query: SelectBase) -> int:
        """How many rows a model's query has."""
        with self.use() as db:
            return query.bind(db).count()

    def execute(self, query: BaseQuery) -> int:
        """Carry out a model's insert, update or delete; returns a new row's id, else how many rows it changed."""
        with self.transaction() as db:
            return int(query.bind(db).execute())

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        """All rows of a query. The whole list is read at once: a half-read cursor would stop checkpoints."""
        with self.use() as db:
            return list(db.execute_sql(sql, values).fetchall())

    def row(self, sql: str, values: Sequence[object] = ()) -> Any | None:
        """The first row of a query, or None."""
        with self.use() as db:
            return db.execute_sql(sql, values).fetchone()

    def write(self, sql: str, values: Sequence[object] = ()) -> int:
        """Run one statement and return how many rows it changed."""
        with self.transaction() as db:
            return int(db.execute_sql(sql, values).rowcount)

    def write_many(self, sql: str, rows: Sequence[Sequence[object]]) -> None:
        """Run one statement for each row, in one transaction."""
        with self.transaction() as db:
            db.connection().executemany(sql, rows)

    def data_version(self) -> int:
        """A number that changes when another connection has written; compare only within one thread.

        Needs a connection kept open by `use()`.
        """
        with self.use() as db:
            return data_version(db)

    def is_whole(self) -> bool:
        """Whether the file has no damage that a quick look finds."""
        with self.use() as db:
            return is_whole(db)

    def back_up(self, to: Path) -> None:
        """Copy the open database, whole and consistent, into a new file readable by the user alone.

        It gets its name only when it is complete. Raises OSError or sqlite3.Error.
        """
        unfinished = to.with_name(f"{to.name}.{os.getpid()}.unfinished")
        try:
            unfinished.touch(mode=0o600)
            with self.use() as db:
                copy_to(db, unfinished)
            unfinished.replace(to)
        finally:
            unfinished.unlink(missing_ok=True)

    def _migrate(self) -> None:
        with resources.as_file(MIGRATIONS) as folder:
            runner = Runner(self._peewee, str(folder))
            if any(step.path is None for step in runner.status()):
                raise ProblemError(_from_a_newer_version(self.path))
            self._clear_away_unfinished()
            pending = self._pending_for_us(runner)
            if pending and runner.applied():
                stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
                self.back_up(self.path.with_name(f"{self.path.stem}-before-{pending[0]}-{stamp}.sqlite3"))
            while pending:
                log.info("bringing the database up to %s", pending[0])
                try:
                    runner.up(pending[0])
                except DatabaseError:
                    # Another process may have opened the database at the same moment and have done this step.
                    if pending[0] in _pending(runner):
                        raise
                pending = _pending(runner)

    def _pending_for_us(self, runner: Runner) -> list[str]:
        """What is to be done, once no other process is at it: with very many people that takes minutes."""
        until = time.monotonic() + _LONGEST_UPGRADE_S
        while pending := _pending(runner):
            try:
                with self._peewee.atomic():
                    if pending == _pending(runner):
                        return pending
            except OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > until:
                    raise
        return pending

    def _clear_away_unfinished(self) -> None:
        """Copies of a process that was killed at it hold people and are of no use; one just begun may be another's."""
        for left in self.path.parent.glob(f"{self.path.stem}-before-*.unfinished*"):
            with suppress(OSError):
                if time.time() - left.stat().st_mtime > _ABANDONED_AFTER_S:
                    left.unlink()


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file it is, as long as nobody takes it away or puts another in its place."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _pending(runner: Runner) -> list[str]:
    return [step.name for step in runner.status() if step.applied is None]


def _make_private(path: Path) -> None:
    """SQLite gives its journal files the rights of the main file, so the main file is made first."""
    make_folder(path.parent)
    make_file(path)


def _from_a_newer_version(path: Path) -> Problem:
    return make_problem(
        "DATABASE_TOO_NEW",
        Category.OTHER,
        QT_TRANSLATE_NOOP("core", "The people database {path} was made by a newer Unsubscribe Sync."),
        QT_TRANSLATE_NOOP("core", "Install the newer version on this computer, then start again."),
        scope=Scope.CONNECTION,
        path=str(path),
    )
