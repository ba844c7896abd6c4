"""New databases of the tests' process are copies of one that was migrated, instead of being migrated step by step.

A new database takes every migration there ever was, which is most of the time of a test that needs a store. Here the
first new database of the process does, and each after it is filled, page by page, with what that one then held.
Databases that are there already are migrated as ever, by other steps than the program's own likewise, and so are
those of all processes that tests start. Tests of the steps themselves ask for `migrated_step_by_step`.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from core.store import database as module
from core.store.database import Database

_OWN = module.MIGRATIONS
_step_by_step = Database._migrate
_one_at_a_time = threading.Lock()
_template: sqlite3.Connection | None = None


def copy_new_databases() -> None:
    """Begin with it, for the whole process."""
    Database._migrate = _migrate  # type: ignore[method-assign]


@contextmanager
def migrated_step_by_step() -> Iterator[None]:
    """New databases take every step for once."""
    before, Database._migrate = Database._migrate, _step_by_step  # type: ignore[method-assign]
    try:
        yield
    finally:
        Database._migrate = before  # type: ignore[method-assign]


def _migrate(self: Database) -> None:
    with self.use() as db:
        if module.MIGRATIONS is _OWN and not db.get_tables():
            _fill(self, db.connection())
    _step_by_step(self)


def _fill(database: Database, connection: sqlite3.Connection) -> None:
    global _template
    with _one_at_a_time:
        if _template is not None:
            _template.backup(connection)
            return
        _step_by_step(database)
        _template = sqlite3.connect(":memory:", check_same_thread=False)
        connection.backup(_template)
