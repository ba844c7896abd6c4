"""Killing an engine inside this process, as if the process had ended: nothing of it writes or sends afterwards.

A process that is killed runs no `finally` and no `except`. So the exception that stands for it only unwinds the stack;
from that instant every statement of the engine's database connections and every call of its sessions raises it again,
whatever the code on the way out tries to put right.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import peewee


class Killed(BaseException):
    """The process is gone."""


class Life:
    """One engine's life. `commits` counts its transactions since the last act began; `at_commit` looks at each.

    `at_commit` is given the number and "before" or "after", and may end the life.
    """

    def __init__(self) -> None:
        self.dead = False
        self.commits = 0
        self.at_commit: Callable[[int, str], None] = _nothing

    def end(self) -> None:
        """From now on everything raises Killed, beginning with this."""
        self.dead = True
        raise Killed

    def check(self) -> None:
        if self.dead:
            raise Killed


def _nothing(_number: int, _when: str) -> None:
    """Nobody looks."""


class _Statements(sqlite3.Cursor):
    def execute(self, sql: str, *parameters: Any) -> Any:
        life: Life = self.connection.life  # type: ignore[attr-defined]
        life.check()
        if not sql.startswith("COMMIT"):
            return super().execute(sql, *parameters)
        life.commits += 1
        number = life.commits
        life.at_commit(number, "before")
        result = super().execute(sql, *parameters)
        life.at_commit(number, "after")
        return result

    def executemany(self, sql: str, *parameters: Any) -> Any:
        self.connection.life.check()  # type: ignore[attr-defined]
        return super().executemany(sql, *parameters)


class _Connection(sqlite3.Connection):
    life: Life

    def cursor(self, factory: Any = None) -> Any:
        self.life.check()
        return super().cursor(_Statements)

    def execute(self, sql: str, *parameters: Any) -> Any:
        return self.cursor().execute(sql, *parameters)

    def executemany(self, sql: str, *parameters: Any) -> Any:
        return self.cursor().executemany(sql, *parameters)


@contextmanager
def born(life: Life) -> Iterator[None]:
    """Databases that are opened in here belong to this life."""
    original = peewee.SqliteDatabase.__init__

    def opened(self: peewee.SqliteDatabase, *arguments: Any, **options: Any) -> None:
        options["factory"] = type("Connection", (_Connection,), {"life": life})
        original(self, *arguments, **options)

    peewee.SqliteDatabase.__init__ = opened
    try:
        yield
    finally:
        peewee.SqliteDatabase.__init__ = original


@contextmanager
def deaths_are_silent() -> Iterator[None]:
    """Threads that a killed engine leaves behind end without a word."""
    before = threading.excepthook

    def hook(arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_type is not Killed:
            before(arguments)

    threading.excepthook = hook
    try:
        yield
    finally:
        threading.excepthook = before
