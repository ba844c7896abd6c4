"""Importing and exporting on screen."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from core.collect.columns import Column
from core.engine import Engine
from core.settings import WATCHED_FOLDER
from gui.main_window import MainWindow
from gui.pages.import_export import ExportCard, ImportExportTab
from gui.widgets.select import Select
from tests.gui.test_integration import named, says

SLOW_MS = 20_000


@pytest.fixture
def tab(window: MainWindow) -> ImportExportTab:
    window.go_to("unsubscribes", "import_export")
    found = window.findChild(ImportExportTab)
    assert isinstance(found, ImportExportTab)
    return found


def written(folder: Path, text: str) -> Path:
    path = folder / "people.csv"
    path.write_text(text, encoding="utf-8")
    return path


def unsubscribed(engine: Engine) -> int:
    return engine.totals().unsubscribed


def figures(tab: QWidget) -> dict[str, str]:
    """The figures on screen, by their words."""
    names = [
        w.accessibleName()
        for w in tab.findChildren(QWidget)
        if type(w).__name__ == "Figure" and w.isVisible()
    ]
    return {words: number for number, _, words in (name.partition(" ") for name in names)}


def test_a_dropped_file_is_shown_counted_and_imported(
    window: MainWindow, tab: ImportExportTab, engine: Engine, tmp_path: Path, qtbot: QtBot
) -> None:
    path = written(tmp_path, "mail,name,unsubscribed\nada@example.com,Ada,yes\nnonsense,Bob,yes\n")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    window.dropEvent(
        QDropEvent(
            QPointF(10, 10),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    qtbot.waitUntil(lambda: named(tab, "Import").isVisible(), timeout=SLOW_MS)
    table = tab.findChild(QTableWidget)
    assert isinstance(table, QTableWidget)
    box = table.cellWidget(0, 0)
    assert isinstance(box, Select)
    assert box.currentData() == Column.EMAIL

    qtbot.mouseClick(named(tab, "Count what it would do"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: says(tab, "Nothing is changed yet"), timeout=SLOW_MS)
    assert figures(tab) == {
        "people added": "1",
        "unsubscribed": "1",
        "changed": "0",
        "already so": "0",
        "refused": "1",
    }
    assert unsubscribed(engine) == 0

    qtbot.mouseClick(named(tab, "Import"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: says(tab, "The file is imported."), timeout=SLOW_MS)
    assert unsubscribed(engine) == 1
    assert says(tab, "Line 3: ")


def test_a_column_can_be_chosen_by_hand(
    tab: ImportExportTab, engine: Engine, tmp_path: Path, qtbot: QtBot
) -> None:
    path = written(tmp_path, "first,second\nx,ada@example.com\ny,grace@example.com\n")
    tab.open_with(path)
    qtbot.waitUntil(lambda: named(tab, "Import").isVisible(), timeout=SLOW_MS)
    table = tab.findChild(QTableWidget)
    assert isinstance(table, QTableWidget)
    for position, meaning in ((0, ""), (1, Column.EMAIL)):
        box = table.cellWidget(0, position)
        assert isinstance(box, Select)
        box.setCurrentIndex(box.findData(str(meaning)))
    qtbot.mouseClick(named(tab, "Import"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: says(tab, "The file is imported."), timeout=SLOW_MS)
    assert engine.totals().people == 2


def test_a_file_that_is_none_is_refused_in_one_sentence(
    tab: ImportExportTab, tmp_path: Path, qtbot: QtBot
) -> None:
    tab.open_with(tmp_path)
    qtbot.waitUntil(lambda: says(tab, "is a folder."), timeout=SLOW_MS)
    assert not named(tab, "Import").isVisible()


def test_unsubscribes_are_exported(
    tab: ImportExportTab, engine: Engine, tmp_path: Path, qtbot: QtBot
) -> None:
    engine.collect.by_hand(["ada@example.com"], "asked by phone")
    card = tab.findChild(ExportCard)
    assert isinstance(card, ExportCard)
    card.export_to(tmp_path / "out.csv")
    qtbot.waitUntil(lambda: says(tab, "1 people written to"), timeout=SLOW_MS)
    assert "ada@example.com" in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")


def test_files_in_the_watched_folder_are_taken_in(
    tab: ImportExportTab, engine: Engine, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "watched"
    folder.mkdir()
    engine.start()
    engine.settings.set(WATCHED_FOLDER, str(folder))
    qtbot.waitUntil(lambda: says(tab, str(folder)))
    written(folder, "email\nada@example.com\n")
    qtbot.waitUntil(lambda: unsubscribed(engine) == 1, timeout=SLOW_MS)
    qtbot.waitUntil(lambda: (folder / "done" / "people.csv").exists(), timeout=SLOW_MS)
    qtbot.mouseClick(named(tab, "Stop watching"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: engine.watched_folder() is None)
    qtbot.waitUntil(lambda: says(tab, "No folder is watched."))


@pytest.mark.skipif(os.name != "posix", reason="there the rights of others are not looked at")
def test_a_folder_that_others_may_write_to_says_so_and_can_be_allowed(
    tab: ImportExportTab, engine: Engine, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "watched"
    folder.mkdir()
    folder.chmod(0o777)
    written(folder, "email\nada@example.com\n")
    engine.start()
    engine.settings.set(WATCHED_FOLDER, str(folder))
    qtbot.waitUntil(lambda: says(tab, "so no file is taken from there"), timeout=SLOW_MS)
    assert unsubscribed(engine) == 0
    qtbot.mouseClick(
        named(tab, "Other users of this computer may put files there"), Qt.MouseButton.LeftButton
    )
    qtbot.waitUntil(lambda: unsubscribed(engine) == 1, timeout=SLOW_MS)
    qtbot.waitUntil(lambda: not says(tab, "so no file is taken from there"))
