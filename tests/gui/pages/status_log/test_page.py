"""The Status log screen, driven as a user would."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from core.engine import Engine
from core.events import LogAdded
from core.messages import Counted, Message
from core.store.types.fields import OptOutField
from core.store.types.log import Level, LogKind, NewLogEntry
from core.store.types.runs import Run, RunCounts, RunKind, RunOutcome
from gui import texts
from gui.main_window import MainWindow
from gui.pages.status_log.detail import LogDetail
from gui.pages.status_log.page import StatusLogPage
from gui.widgets.record_link import RecordLink
from tests.gui.pages.conftest import ORG, Browser
from tests.helpers.driving import choose, controls, named, press, rows, says, table

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
REFUSED = NewLogEntry(
    Level.ERROR,
    LogKind.PUSH,
    Message("Salesforce refused the record of {name}.", {"name": "<b>Ann</b>"}),
    fix=Message("Ask the admin of {org}.", {"org": "Acme"}),
    email="ann@example.com",
    salesforce_id="0035e00000ABCDEAA4",
    code="FIELD_CUSTOM_VALIDATION_EXCEPTION",
    detail="Raw text from the org",
)
PLAIN = NewLogEntry(Level.INFO, LogKind.SYNC, Message("The sync began."))
WARNING = NewLogEntry(Level.WARNING, LogKind.CONNECTION, Message("The connection is slow."))


def write(engine: Engine, *entries: NewLogEntry) -> None:
    """Write entries as a worker does: the table first, then the event."""
    engine.log.add(entries, NOW)
    engine.events.emit(LogAdded())


def number(count: int, first: int = 0) -> list[NewLogEntry]:
    return [replace(PLAIN, message=Message(f"Entry {place}.")) for place in range(first, first + count)]


def run_of(engine: Engine) -> Run:
    opened = engine.runs.open(RunKind.MANUAL, OptOutField.SALESFORCE, NOW, full=False, planned_for=None)
    return engine.runs.close(opened, RunOutcome.DONE, RunCounts(), NOW, api_calls=1, full=False)


@pytest.fixture
def page(window: MainWindow) -> StatusLogPage:
    window.go_to("status_log")
    found = window.findChild(StatusLogPage)
    assert isinstance(found, StatusLogPage)
    return found


def test_an_empty_log_says_so_calmly(page: StatusLogPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: says(page, "Nothing has happened yet."))
    assert not named(page, "Export CSV…").isEnabled()


def test_entries_are_listed_newest_first_with_their_level_in_words(
    page: StatusLogPage, engine: Engine, qtbot: QtBot
) -> None:
    write(engine, PLAIN, WARNING, REFUSED)
    qtbot.waitUntil(lambda: len(rows(page, 3)) == 3)
    assert rows(page, 3) == [
        "Salesforce refused the record of <b>Ann</b>.",
        "The connection is slow.",
        "The sync began.",
    ]
    assert rows(page, 1) == ["× Error", "! Warning", "• Information"]
    assert rows(page, 2) == ["Push", "Connection", "Sync"]
    assert rows(page, 4) == ["ann@example.com", "", ""]
    qtbot.waitUntil(lambda: says(page, "3 entries"))


def test_the_chosen_entry_tells_what_whom_why_and_what_to_do(
    page: StatusLogPage, engine: Engine, qtbot: QtBot
) -> None:
    write(engine, REFUSED)
    qtbot.waitUntil(lambda: len(rows(page, 3)) == 1)
    assert not says(page, "What to do")
    table(page).selectRow(0)
    for text in (
        "Salesforce refused the record of <b>Ann</b>.",
        "ann@example.com",
        "FIELD_CUSTOM_VALIDATION_EXCEPTION",
        "Raw text from the org",
        "Ask the admin of Acme.",
    ):
        assert says(page, text)
    detail = page.findChild(LogDetail)
    assert isinstance(detail, LogDetail)
    qtbot.keyClick(table(page), Qt.Key.Key_Escape)
    assert not detail.isVisible()


def test_details_are_copied_by_button_and_by_key(page: StatusLogPage, engine: Engine, qtbot: QtBot) -> None:
    write(engine, REFUSED)
    qtbot.waitUntil(lambda: len(rows(page, 3)) == 1)
    table(page).selectRow(0)
    press(page, "Copy details", qtbot)
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0].endswith("Error · Push")
    assert copied[1:] == [
        "Salesforce refused the record of <b>Ann</b>.",
        "Address: ann@example.com",
        "Salesforce ID: 0035e00000ABCDEAA4",
        "What to do: Ask the admin of Acme.",
        "Code: FIELD_CUSTOM_VALIDATION_EXCEPTION",
        "Details: Raw text from the org",
    ]
    QGuiApplication.clipboard().clear()
    qtbot.keyClick(table(page), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().splitlines() == copied


def test_levels_and_kinds_can_be_picked(page: StatusLogPage, engine: Engine, qtbot: QtBot) -> None:
    write(engine, PLAIN, WARNING, REFUSED)
    choose(page, "Level", "Warnings and errors")
    qtbot.waitUntil(lambda: rows(page, 1) == ["× Error", "! Warning"])
    choose(page, "Kind", "Connection")
    qtbot.waitUntil(lambda: rows(page, 3) == ["The connection is slow."])
    choose(page, "Level", "Errors")
    qtbot.waitUntil(lambda: says(page, "No entry fits the filters."))
    press(page, "Show all entries", qtbot)
    qtbot.waitUntil(lambda: len(rows(page, 3)) == 3)


def test_words_are_searched_for_while_one_types(page: StatusLogPage, engine: Engine, qtbot: QtBot) -> None:
    write(engine, PLAIN, WARNING, REFUSED)
    qtbot.keyClicks(named(page, "Search the status log"), "ANN@exam")
    qtbot.waitUntil(lambda: rows(page, 4) == ["ann@example.com"])
    qtbot.keyClick(named(page, "Search the status log"), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(rows(page, 3)) == 3)


def test_the_keyboard_finds_and_opens(
    page: StatusLogPage, window: MainWindow, engine: Engine, qtbot: QtBot
) -> None:
    write(engine, PLAIN, REFUSED)
    qtbot.waitUntil(lambda: len(rows(page, 3)) == 2)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert named(page, "Search the status log").hasFocus()
    qtbot.keyClick(named(page, "Search the status log"), Qt.Key.Key_Return)
    assert table(page).hasFocus()
    assert says(page, "ann@example.com")
    qtbot.keyClick(table(page), Qt.Key.Key_Return)
    assert named(page, "Copy details").hasFocus()
    qtbot.keyClick(named(page, "Copy details"), Qt.Key.Key_Escape)
    assert table(page).hasFocus()


def test_one_sync_can_be_opened_from_elsewhere_and_from_its_entries(
    page: StatusLogPage, window: MainWindow, engine: Engine, qtbot: QtBot
) -> None:
    first, second = run_of(engine), run_of(engine)
    write(engine, replace(PLAIN, run_id=first.id), replace(WARNING, run_id=second.id), REFUSED)
    window.go_to("status_log", first.id)
    qtbot.waitUntil(lambda: rows(page, 3) == ["The sync began."])
    box = named(page, "Sync")
    assert isinstance(box, QComboBox)
    assert box.currentText().endswith("Sync now · In step")
    choose(page, "Sync", "All syncs")
    qtbot.waitUntil(lambda: len(rows(page, 3)) == 3)
    table(page).selectRow(1)
    press(page, "All of this sync", qtbot)
    qtbot.waitUntil(lambda: rows(page, 3) == ["The connection is slow."])


def test_new_entries_come_by_themselves_and_disturb_nobody(
    page: StatusLogPage, engine: Engine, qtbot: QtBot
) -> None:
    write(engine, *number(60))
    qtbot.waitUntil(lambda: len(rows(page, 3)) == 60)
    view = table(page)
    view.selectRow(30)
    view.verticalScrollBar().setValue(700)
    place = view.rowViewportPosition(30)
    write(engine, *number(5, first=60))
    qtbot.waitUntil(lambda: len(rows(page, 3)) == 65)
    assert rows(page, 3)[0] == "Entry 64."
    assert view.currentIndex().row() == 35
    assert view.rowViewportPosition(35) == place
    assert says(page, "Entry 29.")
    press(page, "Go to the newest", qtbot)
    assert view.rowAt(0) == 0
    assert not named(page, "Go to the newest").isVisible()


def test_only_new_entries_that_fit_the_filters_come(
    page: StatusLogPage, engine: Engine, qtbot: QtBot
) -> None:
    choose(page, "Level", "Errors")
    write(engine, PLAIN, REFUSED, WARNING)
    qtbot.waitUntil(lambda: rows(page, 1) == ["× Error"])


def test_a_page_that_nobody_sees_catches_up_when_it_is_opened(
    page: StatusLogPage, window: MainWindow, engine: Engine, qtbot: QtBot
) -> None:
    write(engine, PLAIN)
    qtbot.waitUntil(lambda: len(rows(page, 3)) == 1)
    window.go_to("profile")
    write(engine, *number(3))
    qtbot.wait(300)
    assert len(rows(page, 3)) == 1
    window.go_to("status_log")
    qtbot.waitUntil(lambda: len(rows(page, 3)) == 4)


def test_a_record_opens_in_the_browser(
    page: StatusLogPage, engine: Engine, browser: Browser, qtbot: QtBot
) -> None:
    write(engine, REFUSED)
    qtbot.waitUntil(lambda: len(rows(page, 3)) == 1)
    table(page).selectRow(0)
    link = page.findChild(RecordLink)
    assert isinstance(link, RecordLink)
    assert link.text() == "0035e00000ABCDEAA4"
    assert not link.isEnabled()
    link.set_record("0035e00000ABCDEAA4", ORG)
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert browser.opened == ["https://acme.my.salesforce.com/0035e00000ABCDEAA4"]


def test_what_is_listed_is_exported_whole(
    page: StatusLogPage, engine: Engine, tmp_path: Path, qtbot: QtBot
) -> None:
    write(engine, *number(450), REFUSED)
    choose(page, "Level", "Information")
    qtbot.waitUntil(lambda: says(page, f"{texts.number(450)} entries"))
    page.export_to(tmp_path / "log.csv")
    qtbot.waitUntil(lambda: says(page, "450 entries written to log.csv."))
    with (tmp_path / "log.csv").open(encoding="utf-8-sig", newline="") as stream:
        written = list(csv.DictReader(stream))
    assert len(written) == 450
    assert {row["level"] for row in written} == {"info"}


def test_an_export_that_fails_says_why(
    page: StatusLogPage, engine: Engine, tmp_path: Path, qtbot: QtBot
) -> None:
    write(engine, PLAIN)
    qtbot.waitUntil(lambda: len(rows(page, 3)) == 1)
    page.export_to(tmp_path / "nowhere" / "log.csv")
    qtbot.waitUntil(lambda: says(page, "there is no such folder"))
    assert named(page, "Export CSV…").isEnabled()


def test_every_control_has_a_name(page: StatusLogPage, engine: Engine, qtbot: QtBot) -> None:
    write(engine, REFUSED)
    qtbot.waitUntil(lambda: len(rows(page, 3)) == 1)
    table(page).selectRow(0)
    shown = [control for control in controls(page) if control.isVisible()]
    assert len(shown) >= 8
    assert all(control.accessibleName() for control in shown)


TOGETHER = Counted("{count} person has no Salesforce record.", "{count} people have no Salesforce record.")


def night_of(engine: Engine, people: int = 47) -> Run:
    """A night that left so many people out, as it stands in the log."""
    run = run_of(engine)
    left_out = [
        replace(
            WARNING,
            message=Message("Not synced."),
            fix=Message("Share the record."),
            run_id=run.id,
            email=f"p{place}@example.com",
            together=TOGETHER,
        )
        for place in range(people)
    ]
    write(engine, *left_out, replace(PLAIN, message=Message("Both sides agree."), run_id=run.id))
    return run


FOLDED = "▸ Sync now: Both sides agree."


def test_a_night_is_one_row_and_unfolds_to_a_line_for_each_kind_and_to_all_47(
    page: StatusLogPage, engine: Engine, qtbot: QtBot
) -> None:
    night_of(engine)
    write(engine, REFUSED)
    qtbot.waitUntil(lambda: len(rows(page, 3)) == 2)
    assert rows(page, 3)[1] == FOLDED
    assert rows(page, 1)[1] == "! Warning"
    assert rows(page, 4)[1] == "48 entries"
    assert says(page, "49 entries")
    view = table(page)
    view.setFocus()
    view.selectRow(1)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: len(rows(page, 3)) == 4)
    assert [text.strip() for text in rows(page, 3)[1:]] == [
        "▾ Sync now: Both sides agree.",
        "▸ 47 people have no Salesforce record.",
        "Both sides agree.",
    ]
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert says(page, "47 people have no Salesforce record.")
    assert says(page, "Share the record.")
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(rows(page, 3)) == 51)
    assert {text for text in rows(page, 4) if text.startswith("p")} == {
        f"p{n}@example.com" for n in range(47)
    }
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert says(page, "p46@example.com")
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.currentIndex().row() == 2
    qtbot.keyClick(view, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: len(rows(page, 3)) == 4)


def test_a_row_unfolds_by_its_sign_and_by_a_double_click(
    page: StatusLogPage, engine: Engine, qtbot: QtBot
) -> None:
    night_of(engine)
    qtbot.waitUntil(lambda: rows(page, 3) == [FOLDED])
    view = table(page)
    place = view.visualRect(view.model().index(0, 3))
    sign = QPoint(place.x() + 10, place.center().y())
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=sign)
    qtbot.waitUntil(lambda: len(rows(page, 3)) == 3)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    qtbot.waitUntil(lambda: rows(page, 3) == [FOLDED])


def test_a_line_says_whether_it_is_unfolded_to_who_does_not_see_its_sign(
    page: StatusLogPage, engine: Engine, qtbot: QtBot
) -> None:
    night_of(engine)
    qtbot.waitUntil(lambda: rows(page, 3) == [FOLDED])
    index = table(page).model().index(0, 3)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Sync now: Both sides agree., folded"


def test_filters_leave_of_each_night_the_line_that_fits(
    page: StatusLogPage, engine: Engine, qtbot: QtBot
) -> None:
    night_of(engine)
    night_of(engine, 2)
    choose(page, "Level", "Warnings")
    lines = ["▸ 2 people have no Salesforce record.", "▸ 47 people have no Salesforce record."]
    qtbot.waitUntil(lambda: rows(page, 3) == lines)
    choose(page, "Level", "All levels")
    qtbot.keyClicks(named(page, "Search the status log"), "p46@")
    qtbot.waitUntil(lambda: rows(page, 3) == ["Not synced."])


def test_what_a_run_says_next_joins_its_row_while_another_is_unfolded(
    page: StatusLogPage, engine: Engine, qtbot: QtBot
) -> None:
    run = night_of(engine)
    qtbot.waitUntil(lambda: rows(page, 3) == [FOLDED])
    table(page).selectRow(0)
    qtbot.keyClick(table(page), Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: len(rows(page, 3)) == 3)
    write(engine, replace(REFUSED, run_id=run.id))
    qtbot.waitUntil(lambda: len(rows(page, 3)) == 4)
    assert rows(page, 1)[:2] == ["× Error", "× Error"]
    assert table(page).currentIndex().row() == 0
