"""Taking back in the window: whom it concerns first, a reason, the boxes, and what came of it."""

from __future__ import annotations

import csv
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.collect.columns import TreatAs
from core.engine import Engine
from core.store.types.people import NewPerson
from gui.main_window import MainWindow
from gui.pages.import_export.imports_card import ImportsCard
from gui.pages.import_export.page import ImportExportTab
from gui.pages.import_export.take_back_dialog import TakeBackDialog
from gui.widgets.buttons import DangerButton, SecondaryButton
from gui.widgets.check_box import CheckBox
from gui.widgets.reason import ReasonFields
from gui.widgets.select import Select
from gui.widgets.table import Table
from tests.end_to_end.test_rules_of_the_sync import create, sync, ticked, unsubscribed
from tests.gui.test_integration import says
from tests.helpers.practice import PracticeOrg

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def card(window: MainWindow) -> ImportsCard:
    window.go_to("unsubscribes", "import_export")
    tab = window.findChild(ImportExportTab)
    assert isinstance(tab, ImportExportTab)
    found = tab.findChild(ImportsCard)
    assert isinstance(found, ImportsCard)
    return found


def imported(engine: Engine, org: PracticeOrg, folder: Path, *names: str) -> list[str]:
    """A list of these people is imported and pushed; returns the IDs of their records."""
    emails = [f"{name}@example.com" for name in names]
    records = [create(org, Email=email) for email in emails]
    engine.store.people.add(
        [NewPerson(email, salesforce_ids=(record,)) for email, record in zip(emails, records, strict=True)],
        engine.options.now(),
    )
    path = folder / "wrong.csv"
    path.write_text("email\n" + "\n".join(emails), encoding="utf-8")
    engine.importing.run(path, treat_as=TreatAs.UNSUBSCRIBES).close()
    engine.push.drain(Event())
    return records


def opened(card: ImportsCard, qtbot: QtBot, rows: int, row: int) -> TakeBackDialog:
    """Select a line and ask for the way back; waits until it is known whom it concerns."""
    card.refresh()
    table = card.findChild(Table)
    assert isinstance(table, Table)
    qtbot.waitUntil(lambda: table.model().rowCount() == rows)
    table.selectRow(row)
    button(card, "Take back…").click()
    dialog = card.window().findChild(TakeBackDialog)
    assert isinstance(dialog, TakeBackDialog)
    qtbot.waitUntil(lambda: says(dialog, "will be re-subscribed"))
    return dialog


def button(inside: QWidget, text: str) -> SecondaryButton:
    [found] = [one for one in inside.findChildren(SecondaryButton) if one.text() == text]
    return found


def choose_reason(dialog: TakeBackDialog, row: int) -> None:
    reason = dialog.findChild(ReasonFields)
    assert isinstance(reason, ReasonFields)
    choice = reason.findChild(Select)
    assert isinstance(choice, Select)
    choice.setCurrentIndex(row)


def cells(dialog: TakeBackDialog) -> list[list[str]]:
    table = dialog.findChild(Table)
    assert isinstance(table, Table)
    model = table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_an_import_is_taken_back_with_its_boxes_once_a_reason_is_given(
    card: ImportsCard, engine: Engine, practice_org: PracticeOrg, tmp_path: Path, qtbot: QtBot
) -> None:
    engine.collect.by_hand(["known@example.com"], "by phone")
    records = imported(engine, practice_org, tmp_path, "known", "ada", "grace")
    dialog = opened(card, qtbot, 2, 0)
    confirm = dialog.findChild(DangerButton)
    assert isinstance(confirm, DangerButton)
    assert not confirm.isEnabled(), "a reason is needed"
    assert says(dialog, "2 people have a box in Salesforce that stays ticked")
    boxes = dialog.findChild(CheckBox)
    assert isinstance(boxes, CheckBox)
    boxes.setChecked(True)
    qtbot.waitUntil(lambda: says(dialog, "2 boxes will be cleared"))
    assert ["known@example.com", "○ Stays as it is", "Was unsubscribed before."] in cells(dialog)
    choose_reason(dialog, 1)
    assert confirm.isEnabled()
    assert confirm.text() == "Take 2 people back"

    confirm.click()

    qtbot.waitUntil(lambda: says(dialog, "2 people are re-subscribed."))
    assert [ticked(practice_org, record) for record in records] == [True, False, False]
    assert unsubscribed(engine, "known@example.com")
    assert not unsubscribed(engine, "ada@example.com")
    dialog.save_results(tmp_path / "taken-back.csv")
    qtbot.waitUntil(lambda: says(dialog, "rows written to"))
    with (tmp_path / "taken-back.csv").open(newline="", encoding="utf-8-sig") as stream:
        rows = {row["address"]: (row["became"], row["why"]) for row in csv.DictReader(stream)}
    assert rows == {
        "known@example.com": ("left", "Was unsubscribed before."),
        "ada@example.com": ("resubscribed", ""),
        "grace@example.com": ("resubscribed", ""),
    }
    dialog.close()
    table = card.findChild(Table)
    assert isinstance(table, Table)
    qtbot.waitUntil(lambda: table.model().rowCount() == 3)
    said = [[table.model().index(row, at).data() for at in (0, 6)] for row in range(3)]
    assert said == [
        ["Batch 2 taken back, re-subscribed: 2", "done"],
        ["wrong.csv, number 2", "taken back"],
        ["Added by hand, number 1", "done"],
    ]
    table.selectRow(0)
    assert not button(card, "Take back…").isEnabled(), "what took back is not taken back"


def test_a_sync_says_that_the_next_one_brings_back_whose_box_stays_ticked(
    card: ImportsCard, engine: Engine, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    create(practice_org, Email="told@example.com", HasOptedOutOfEmail=True)
    sync(engine)
    dialog = opened(card, qtbot, 1, 0)
    assert says(dialog, "stays ticked: the next sync unsubscribes")
    choose_reason(dialog, 3)
    confirm = dialog.findChild(DangerButton)
    assert isinstance(confirm, DangerButton)
    confirm.click()
    qtbot.waitUntil(lambda: says(dialog, "re-subscribed."))
    assert not unsubscribed(engine, "told@example.com")
    dialog.close()
