"""A database that the tests copy is the one that a user's first start makes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from core.store import database as opening
from core.store.store import Store
from core.store.types.people import NewPerson
from tests.helpers.samples import NOW
from tests.helpers.template import migrated_step_by_step


def whole(folder: Path) -> dict[str, Any]:
    """All that a database holds, and how, without the moments at which it was migrated."""
    with closing(sqlite3.connect(folder / opening.SQLITE_FILE)) as connection:
        held: dict[str, Any] = {"tables": connection.execute("SELECT * FROM sqlite_master").fetchall()}
        for pragma in (
            "journal_mode",
            "page_size",
            "user_version",
            "application_id",
            "encoding",
            "auto_vacuum",
        ):
            held[pragma] = connection.execute(f"PRAGMA {pragma}").fetchone()
        for kind, name, *_ in held["tables"]:
            if kind == "table":
                held[name] = connection.execute(f'SELECT * FROM "{name}"').fetchall()
    held["schema_migration"] = [row[1] for row in held["schema_migration"]]
    return held


def test_it_differs_in_nothing_from_one_that_was_migrated_step_by_step(tmp_path: Path) -> None:
    with migrated_step_by_step():
        Store(tmp_path / "steps")
    soiled = Store(tmp_path / "soiled")
    soiled.people.add([NewPerson("a@example.com")], NOW)
    Store(tmp_path / "copied")
    steps = whole(tmp_path / "steps")
    assert len(steps["schema_migration"]) >= 8
    assert whole(tmp_path / "copied") == steps != whole(tmp_path / "soiled")


def test_steps_that_a_test_adds_are_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Store(tmp_path / "own")
    folder = tmp_path / "migrations"
    folder.mkdir()
    (folder / "0001_other.py").write_text(
        "def up(migrator, db):\n    db.execute_sql('CREATE TABLE other (id)')\n"
    )
    monkeypatch.setattr(opening, "MIGRATIONS", folder)
    other = opening.Database(tmp_path / "other" / opening.SQLITE_FILE)
    assert sorted(name for (name,) in other.rows("SELECT name FROM sqlite_master WHERE type = 'table'")) == [
        "other",
        "schema_migration",
    ]
