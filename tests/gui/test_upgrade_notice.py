"""Opening a large database of an earlier version says what takes so long, in the window and on the command line."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from core.cli.program import run_program
from core.engine_options import EngineOptions
from core.messages import ProblemError
from core.store.database import SQLITE_FILE
from core.store.store import Store
from gui.theme import Theme
from gui.upgrade_notice import UpgradeNotice, opened
from tests.core.store.test_counted_and_smaller import made_by

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

SENTENCE = "The people database is brought up to date for this version."


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data directory with a database that counts as large."""
    monkeypatch.setattr("core.store.upgrade._LARGE", 100_000)
    return made_by(tmp_path / "data", 8)


@pytest.fixture
def shown(qapp: QApplication) -> list[str]:
    """The titles of the notices that come up while the test runs."""
    titles: list[str] = []
    timer = QTimer(qapp)
    timer.timeout.connect(lambda: titles.extend(_titles(qapp)))
    timer.start(10)
    return titles


def _titles(qapp: QApplication) -> list[str]:
    return [window.windowTitle() for window in qapp.topLevelWidgets() if isinstance(window, UpgradeNotice)]


def options(folder: Path) -> EngineOptions:
    return EngineOptions(folder, environment={})


def test_the_window_says_that_people_are_brought_up_to_date(
    old: Path, theme: Theme, shown: list[str]
) -> None:
    with opened(options(old), theme) as engine:
        assert engine.totals().people == 3000
    assert shown


def test_a_database_of_this_version_opens_without_a_word(
    tmp_path: Path, theme: Theme, shown: list[str]
) -> None:
    Store(tmp_path)
    with opened(options(tmp_path), theme) as engine:
        assert engine.totals().people == 0
    assert shown == []


def test_what_hinders_it_is_raised_as_ever(old: Path, theme: Theme, shown: list[str]) -> None:
    with closing(sqlite3.connect(old / SQLITE_FILE)) as connection:
        connection.execute("INSERT INTO schema_migration (name, applied) VALUES ('0999_newer', '2026-01-01')")
        connection.commit()
    with pytest.raises(ProblemError) as caught:
        opened(options(old), theme)
    assert caught.value.problem.code == "DATABASE_TOO_NEW"


def test_the_command_line_says_so_once(old: Path, capfd: pytest.CaptureFixture[str]) -> None:
    def status() -> str:
        run_program(lambda *_: 0, ["--data-dir", str(old), "status"])
        return " ".join(capfd.readouterr().err.split())

    assert SENTENCE in status()
    assert SENTENCE not in status()
