"""What a store says of itself, read without opening it for work: nothing is made, migrated or kept open."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from core.store.database import SQLITE_FILE
from core.store.presence import is_missing
from core.store.sqlite import uri_of
from core.store.types.orgs import Org

_PATIENCE_S = 2.0


@dataclass(frozen=True, slots=True)
class ReadOnlyView:
    """The org that a store belongs to, and its settings. `readable` is False for a file that cannot be read."""

    org: Org | None = None
    settings: dict[str, str] = field(default_factory=dict)
    readable: bool = True


def read_only_view(folder: Path) -> ReadOnlyView:
    """Look at the store in `folder`; one that is not there yet has nothing to say, one that is gone cannot be read."""
    path = folder / SQLITE_FILE
    if is_missing(path):
        return ReadOnlyView(readable=False)
    if not path.exists():
        return ReadOnlyView()
    try:
        with closing(sqlite3.connect(uri_of(path, "ro"), uri=True, timeout=_PATIENCE_S)) as file:
            rows = file.execute(
                "SELECT id, name, instance_url, is_sandbox, is_practice, username, api_version FROM org"
            ).fetchall()
            settings = dict(file.execute("SELECT key, value FROM setting").fetchall())
    except sqlite3.Error:
        return ReadOnlyView(readable=False)
    orgs = [Org(row[0], row[1], row[2], bool(row[3]), bool(row[4]), row[5], row[6]) for row in rows]
    return ReadOnlyView(orgs[0] if orgs else None, settings)
