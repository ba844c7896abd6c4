"""The local side as it is, read past the program; the one place that knows its tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

DATABASE = "people.sqlite3"


@dataclass(frozen=True, slots=True)
class Here:
    """Who is known and who is unsubscribed, by address key, and how long the history is."""

    people: frozenset[str]
    unsubscribed: frozenset[str]
    history: int


@contextmanager
def _open(data_dir: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{data_dir / DATABASE}?mode=ro", uri=True, timeout=30)) as connection:
        yield connection


def look(data_dir: Path) -> Here:
    """The local side as it is committed now."""
    with _open(data_dir) as connection:
        people = dict(connection.execute("SELECT email_key, unsubscribed_at IS NOT NULL FROM person"))
        [history] = connection.execute("SELECT count(*) FROM history").fetchone()
    return Here(frozenset(people), frozenset(key for key, out in people.items() if out), history)


def unsubscribed(data_dir: Path) -> frozenset[str]:
    """The address keys of those who are unsubscribed at this moment."""
    with _open(data_dir) as connection:
        rows = connection.execute("SELECT email_key FROM person WHERE unsubscribed_at IS NOT NULL")
        return frozenset(key for (key,) in rows)


def settings(data_dir: Path, *keys: str) -> dict[str, str | None]:
    """The texts of settings as they are stored; None where nobody has set one."""
    with _open(data_dir) as connection:
        stored = dict(connection.execute("SELECT key, value FROM setting"))
    return {key: stored.get(key) for key in keys}
