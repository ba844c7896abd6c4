"""Importing and exporting on screen."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from core.collect.columns import Column, TreatAs
from core.engine import Engine
from core.settings import WATCHED_FOLDER
from core.store.types.people import NewPerson
from gui.main_window import MainWindow
from gui.pages.import_export.import_choices import ImportChoices
from gui.pages.import_export.imports_card import ImportsCard
from gui.pages.import_export.page import ExportCard, ImportExportTab
from gui.widgets.select import Select
from gui.widgets.table import Table
from tests.gui.test_integration import named, says
from tests.helpers.samples import record_id

SLOW_MS = 20_000
CONTACT = record_id(1)


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


def visible(tab: QWidget, name: str) -> list[QWidget]:
    """What is called so and can be seen."""
    return [one for one in tab.findChildren(QWidget) if one.accessibleName() == name and one.isVisible()]


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
    # It is counted by itself, and the one button says the number.
    qtbot.waitUntil(lambda: says(tab, "Nothing is changed yet"), timeout=SLOW_MS)
    table = tab.findChild(QTableWidget)
    assert isinstance(table, QTableWidget)
    box = table.cellWidget(0, 0)
    assert isinstance(box, Select)
    assert box.currentData() == Column.EMAIL
    assert figures(tab) == {
        "person added": "1",
        "unsubscribed": "1",
        "changed": "0",
        "already so": "0",
        "refused": "1",
    }
    assert says(tab, "1 unsubscribed by a yes in the column “unsubscribed”")
    assert says(tab, "It goes to Salesforce at once: Email Opt Out of 0 Contacts and Leads")
    assert unsubscribed(engine) == 0

    qtbot.mouseClick(named(tab, "Unsubscribe 1 person"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: says(tab, "The file is imported."), timeout=SLOW_MS)
    assert unsubscribed(engine) == 1
    assert says(tab, "Line 3: ")


def test_one_click_never_imports_thousands_the_button_says_the_number(
    tab: ImportExportTab, engine: Engine, tmp_path: Path, qtbot: QtBot
) -> None:
    engine.store.people.add([NewPerson("p1@example.com", salesforce_ids=(CONTACT,))], engine.options.now())
    tab.open_with(
        written(tmp_path, "email\n" + "".join(f"p{number}@example.com\n" for number in range(2500)))
    )
    qtbot.waitUntil(lambda: bool(visible(tab, "Unsubscribe 2,500 people")), timeout=SLOW_MS)
    assert says(tab, "of 1 Contact or Lead that is known now")
    assert unsubscribed(engine) == 0
    qtbot.mouseClick(named(tab, "Unsubscribe 2,500 people"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: unsubscribed(engine) == 2500, timeout=SLOW_MS)


def test_a_file_that_leaves_open_who_is_unsubscribed_is_asked_about(
    tab: ImportExportTab, engine: Engine, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "export.csv"
    path.write_text("email,created\nada@example.com,1730000000\n", encoding="utf-8")
    tab.open_with(path)
    qtbot.waitUntil(
        lambda: says(tab, "does not say whether the people in it have unsubscribed"), timeout=SLOW_MS
    )
    assert not named(tab, "Import").isEnabled()
    choices = tab.findChild(ImportChoices)
    assert isinstance(choices, ImportChoices)
    box = next(box for box in choices.findChildren(Select) if box.accessibleName() == "Who is unsubscribed")
    assert box.currentText() == "Choose…"
    box.setCurrentIndex(box.findData(str(TreatAs.UNSUBSCRIBES)))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: bool(visible(tab, "Unsubscribe 1 person")), timeout=SLOW_MS)
    assert unsubscribed(engine) == 0


def test_imports_are_listed_and_the_results_of_one_can_be_saved(
    tab: ImportExportTab, engine: Engine, tmp_path: Path, qtbot: QtBot
) -> None:
    card = tab.findChild(ImportsCard)
    assert isinstance(card, ImportsCard)
    assert not card.isVisible()
    engine.importing.run(written(tmp_path, "email,status\nada@example.com,cleaned\nnonsense,unsubscribed\n"))
    qtbot.waitUntil(card.isVisible, timeout=SLOW_MS)
    table = card.findChild(Table)
    assert isinstance(table, Table)
    qtbot.waitUntil(lambda: table.model().rowCount() == 1, timeout=SLOW_MS)
    row = [table.model().index(0, at).data() for at in range(table.model().columnCount())]
    assert (row[0], row[3:]) == ("people.csv, number 1", ["1", "1", "1", "done"])
    card.save_results(engine.imports.page()[0].id, tmp_path / "results.csv")
    qtbot.waitUntil(lambda: says(tab, "2 rows written to"), timeout=SLOW_MS)
    assert "ada@example.com" in (tmp_path / "results.csv").read_text(encoding="utf-8-sig")


def test_a_column_can_be_chosen_by_hand(
    tab: ImportExportTab, engine: Engine, tmp_path: Path, qtbot: QtBot
) -> None:
    path = written(tmp_path, "first,second\nx,ada@example.com\ny,grace@example.com\n")
    tab.open_with(path)
    qtbot.waitUntil(lambda: bool(visible(tab, "Import 2 people")), timeout=SLOW_MS)
    table = tab.findChild(QTableWidget)
    assert isinstance(table, QTableWidget)
    box = table.cellWidget(0, 0)
    assert isinstance(box, Select)
    box.setCurrentIndex(box.findData(str(Column.COMPANY)))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: not visible(tab, "Import 2 people"), timeout=SLOW_MS)
    qtbot.waitUntil(lambda: bool(visible(tab, "Import 2 people")), timeout=SLOW_MS)
    qtbot.mouseClick(named(tab, "Import 2 people"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: says(tab, "The file is imported."), timeout=SLOW_MS)
    details = engine.store.people.details(["ada@example.com"])["ada@example.com"]
    assert details.texts == ("x", "", "", "") or details.texts[2] == "x"


def test_a_file_that_is_none_is_refused_in_one_sentence(
    tab: ImportExportTab, tmp_path: Path, qtbot: QtBot
) -> None:
    tab.open_with(tmp_path)
    qtbot.waitUntil(lambda: says(tab, "is a folder."), timeout=SLOW_MS)
    assert not visible(tab, "Import")


def test_unsubscribes_are_exported(
    tab: ImportExportTab, engine: Engine, tmp_path: Path, qtbot: QtBot
) -> None:
    engine.collect.by_hand(["ada@example.com"], "asked by phone")
    card = tab.findChild(ExportCard)
    assert isinstance(card, ExportCard)
    card.export_to(tmp_path / "out.csv")
    qtbot.waitUntil(lambda: says(tab, "1 person written to"), timeout=SLOW_MS)
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
    qtbot.waitUntil(lambda: engine.sources.watched_folder.state() is None)
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
