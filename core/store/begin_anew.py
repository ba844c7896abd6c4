"""An empty people database in the place of one that is lost: the admin's deliberate act, never the program's own.

Nothing is deleted. What is left of the old database is moved into a folder beside the new one, the mark last, so that
a crash in between leaves either the old state or a place for a first start.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path

from peewee import DatabaseError

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category, Problem, ProblemError, Scope, make_problem
from core.store.database import SQLITE_FILE
from core.store.presence import EMPTY, MISSING, put_aside
from core.store.store import Store
from core.store.trouble import DAMAGED, cannot_open

LOST = frozenset({MISSING, EMPTY, DAMAGED})
"""The codes of problems after which nothing is left but to bring the database back, or to begin anew."""


def begin_anew(folder: Path, now: datetime) -> Path | None:
    """Make a new database in `folder`; returns where what was left of the old one lies, None where nothing was.

    Raises ProblemError: NOTHING_LOST when the old one can be used, and what hinders moving or making files.
    """
    _require_lost(folder)
    path = folder / SQLITE_FILE
    try:
        aside = put_aside(path, now)
    except OSError as error:
        raise ProblemError(cannot_open(path, error)) from error
    Store(folder, anew=True)
    return aside


def _require_lost(folder: Path) -> None:
    try:
        # `known`: also where no mark tells of it, an empty place is not one whose database can be used.
        whole = Store(folder, known=True).database.is_whole()
    except ProblemError as error:
        if error.problem.code in LOST:
            return
        raise
    except (DatabaseError, sqlite3.Error):
        return
    if whole:
        raise ProblemError(nothing_lost(folder))


def nothing_lost(folder: Path) -> Problem:
    """There is a database that can be used, so there is no reason to begin anew."""
    return make_problem(
        "NOTHING_LOST",
        Category.OTHER,
        NOOP("core", "The people database in {path} is there and can be used."),
        NOOP("core", "Nothing was done. To begin anew all the same, use another data directory."),
        scope=Scope.RECORD,
        path=str(folder),
    )
