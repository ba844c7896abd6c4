"""The Diagnostics screen, driven as a user would, with a queue that is held up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from core.engine import Engine
from core.events import QueueChanged
from core.messages import Problem
from core.salesforce.values.errors import explain
from core.store.sends import SendAnswer
from core.store.types.fields import OptOutField
from core.store.types.log import LogFilter
from core.store.types.people import NewPerson, Source
from core.store.types.pushes import PushState
from core.store.unsubscribes import NewUnsubscribe
from gui import texts
from gui.main_window import MainWindow
from gui.pages.diagnostics.error_group import ErrorGroup
from gui.pages.diagnostics.give_up import GiveUpDialog
from gui.pages.diagnostics.page import DiagnosticsPage
from gui.widgets.table import Table
from tests.helpers.driving import controls, named, press, rows, says, table

# Dialogs make the offscreen platform say what it cannot do.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
FIELD = OptOutField.SALESFORCE
REFUSED = explain("FIELD_CUSTOM_VALIDATION_EXCEPTION", "Raw text from the org")
LOCKED = explain("UNABLE_TO_LOCK_ROW")
CONVERTED = explain("CANNOT_UPDATE_CONVERTED_LEAD")


def hold_up(engine: Engine, *problems: tuple[Problem, PushState]) -> None:
    """One person with one record and one push for each problem, answered so."""
    store = engine.store
    for place, (problem, state) in enumerate(problems):
        email, id_ = f"person{place}@example.com", f"003Pr{place:010d}AAA"
        store.people.add([NewPerson(email, salesforce_ids=(id_,))], NOW)
        store.unsubscribes.collect([NewUnsubscribe(email, NOW, Source.MANUAL)], FIELD, NOW)
        lookups = store.sends.take_lookups(9, NOW, FIELD)
        store.sends.answer([SendAnswer(push.id, PushState.DONE) for push in lookups], NOW)
        taken, _ = store.sends.take_due(9, NOW, FIELD)
        later = datetime(2100, 1, 1, tzinfo=UTC) if state is PushState.WAITING else None
        store.sends.answer([SendAnswer(push.id, state, problem, later) for push in taken], NOW)
    queue = engine.queue.state()
    engine.events.emit(QueueChanged(queue.waiting, queue.parked))


@pytest.fixture
def page(window: MainWindow) -> DiagnosticsPage:
    window.go_to("diagnostics")
    found = window.findChild(DiagnosticsPage)
    assert isinstance(found, DiagnosticsPage)
    return found


def groups(page: DiagnosticsPage) -> list[ErrorGroup]:
    return [group for group in page.findChildren(ErrorGroup) if group.isVisible()]


def test_nothing_held_up_is_said_calmly(page: DiagnosticsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: says(page, "Nothing is held up."))
    assert not named(page, "Retry everything").isEnabled()
    assert not table(page).isVisible()


def test_a_paused_queue_is_not_called_calm_and_can_be_tried_at_once(
    page: DiagnosticsPage, engine: Engine, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold_up(engine, (LOCKED, PushState.WAITING))
    due = engine.queue.next_due()
    assert due is not None
    assert due > datetime.now(UTC)
    until = NOW + timedelta(hours=1)
    paused = replace(engine.queue.state(), paused_until=until, reason=explain("SERVER_UNAVAILABLE").what)
    monkeypatch.setattr(engine.push, "state", lambda: paused)
    engine.events.emit(QueueChanged.to(paused))
    qtbot.waitUntil(lambda: says(page, "Paused until"))
    assert not says(page, "Nothing is held up.")
    qtbot.mouseClick(named(page, "Try now"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: (engine.queue.next_due() or due) <= datetime.now(UTC))


def test_what_holds_pushes_up_is_grouped_with_cause_and_remedy(
    page: DiagnosticsPage, engine: Engine, qtbot: QtBot
) -> None:
    parked, waiting = PushState.PARKED, PushState.WAITING
    hold_up(engine, (REFUSED, parked), (REFUSED, parked), (CONVERTED, parked), (LOCKED, waiting))
    qtbot.waitUntil(lambda: len(groups(page)) == 3)
    first = groups(page)[0]
    assert says(first, "2 parked")
    assert says(first, "Access/Validation · FIELD_CUSTOM_VALIDATION_EXCEPTION")
    assert says(first, texts.text_of(REFUSED.what))
    assert says(first, texts.text_of(REFUSED.fix))
    locked = next(group for group in groups(page) if says(group, LOCKED.code))
    assert says(locked, "1 waiting")
    assert not named(locked, "Retry all of this kind").isVisible()
    assert not named(locked, "Give up…").isVisible()
    assert not says(page, "Nothing is held up.")


def test_parked_pushes_are_listed_with_record_field_and_attempts(
    page: DiagnosticsPage, engine: Engine, qtbot: QtBot
) -> None:
    hold_up(engine, (REFUSED, PushState.PARKED), (CONVERTED, PushState.PARKED))
    qtbot.waitUntil(lambda: rows(page, 0) == ["person1@example.com", "person0@example.com"])
    assert rows(page, 1) == ["003Pr0000000001AAA", "003Pr0000000000AAA"]
    assert rows(page, 2) == ["Email Opt Out", "Email Opt Out"]
    assert rows(page, 3) == ["1", "1"]
    assert rows(page, 4) == [texts.date_and_time(NOW)] * 2


def test_all_of_a_kind_are_sent_again(page: DiagnosticsPage, engine: Engine, qtbot: QtBot) -> None:
    hold_up(engine, *[(REFUSED, PushState.PARKED)] * 2, (CONVERTED, PushState.PARKED))
    qtbot.waitUntil(lambda: len(groups(page)) == 2)
    press(groups(page)[0], "Retry all of this kind", qtbot)
    qtbot.waitUntil(lambda: says(page, "2 pushes are tried again."))
    assert (engine.queue.state().waiting, engine.queue.state().parked) == (2, 1)
    qtbot.waitUntil(lambda: rows(page, 0) == ["person2@example.com"])


def test_everything_is_sent_again(page: DiagnosticsPage, engine: Engine, qtbot: QtBot) -> None:
    hold_up(engine, (REFUSED, PushState.PARKED), (CONVERTED, PushState.PARKED))
    qtbot.waitUntil(named(page, "Retry everything").isEnabled)
    press(page, "Retry everything", qtbot)
    qtbot.waitUntil(lambda: says(page, "2 pushes are tried again."))
    qtbot.waitUntil(lambda: not table(page).isVisible())


def test_one_push_is_sent_again_by_keyboard(page: DiagnosticsPage, engine: Engine, qtbot: QtBot) -> None:
    hold_up(engine, (REFUSED, PushState.PARKED), (CONVERTED, PushState.PARKED))
    qtbot.waitUntil(lambda: len(rows(page, 0)) == 2)
    table(page).selectRow(1)
    assert says(page, "FIELD_CUSTOM_VALIDATION_EXCEPTION · Raw text from the org")
    qtbot.keyClick(table(page), Qt.Key.Key_Return)
    assert named(page, "Retry").hasFocus()
    qtbot.keyClick(named(page, "Retry"), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: rows(page, 0) == ["person1@example.com"])
    assert says(page, "1 push is tried again.")


def test_a_kind_is_given_up_only_with_a_reason_that_is_kept(
    page: DiagnosticsPage, engine: Engine, qtbot: QtBot
) -> None:
    hold_up(engine, *[(REFUSED, PushState.PARKED)] * 2, (CONVERTED, PushState.PARKED))
    qtbot.waitUntil(lambda: len(groups(page)) == 2)
    press(groups(page)[0], "Give up…", qtbot)
    qtbot.waitUntil(lambda: page.findChild(GiveUpDialog) is not None)
    dialog = page.findChild(GiveUpDialog)
    assert isinstance(dialog, GiveUpDialog)
    assert says(dialog, "Give up 2 pushes?")
    assert not named(dialog, "Give up").isEnabled()
    field = dialog.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    qtbot.keyClicks(field, "The records are test data")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: says(page, "2 pushes were given up."))
    assert engine.queue.state().parked == 1
    entry = engine.log.page(LogFilter(), before_id=None, limit=1)[0]
    assert entry.message.values == {"who": engine.who, "reason": "The records are test data"}


def test_giving_up_can_be_thought_better_of(page: DiagnosticsPage, engine: Engine, qtbot: QtBot) -> None:
    hold_up(engine, (REFUSED, PushState.PARKED))
    qtbot.waitUntil(lambda: len(rows(page, 0)) == 1)
    table(page).selectRow(0)
    press(page.findChild(Table).parentWidget(), "Give up…", qtbot)
    dialog = page.findChild(GiveUpDialog)
    assert isinstance(dialog, GiveUpDialog)
    assert says(dialog, "Give up this push?")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.findChild(GiveUpDialog) is None)
    assert engine.queue.state().parked == 1


def test_a_push_and_an_error_can_be_copied(page: DiagnosticsPage, engine: Engine, qtbot: QtBot) -> None:
    hold_up(engine, (REFUSED, PushState.PARKED))
    qtbot.waitUntil(lambda: len(rows(page, 0)) == 1 and len(groups(page)) == 1)
    table(page).selectRow(0)
    qtbot.keyClick(table(page), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0].startswith("person0@example.com · 003Pr0000000000AAA · Email Opt Out · ")
    error = [
        "Access/Validation · FIELD_CUSTOM_VALIDATION_EXCEPTION",
        texts.text_of(REFUSED.what),
        texts.text_of(REFUSED.fix),
        "Raw text from the org",
    ]
    assert copied[1:] == error
    press(groups(page)[0], "Copy", qtbot)
    assert QGuiApplication.clipboard().text().splitlines() == error


def test_the_diagnostics_file_names_nobody(
    page: DiagnosticsPage, engine: Engine, tmp_path: Path, qtbot: QtBot
) -> None:
    hold_up(engine, (REFUSED, PushState.PARKED))
    page.export_to(tmp_path / "diagnostics.txt")
    qtbot.waitUntil(lambda: says(page, "diagnostics.txt is written. Look through it before you pass it on."))
    written = (tmp_path / "diagnostics.txt").read_text(encoding="utf-8-sig")
    assert "access_validation FIELD_CUSTOM_VALIDATION_EXCEPTION: 1 parked" in written
    assert "@" not in written
    page.export_to(tmp_path / "nowhere" / "diagnostics.txt")
    qtbot.waitUntil(lambda: says(page, "there is no such folder"))


def test_every_control_has_a_name(page: DiagnosticsPage, engine: Engine, qtbot: QtBot) -> None:
    hold_up(engine, (REFUSED, PushState.PARKED))
    qtbot.waitUntil(lambda: len(rows(page, 0)) == 1 and len(groups(page)) == 1)
    table(page).selectRow(0)
    shown = [control for control in controls(page) if control.isVisible()]
    assert len(shown) >= 9
    assert all(control.accessibleName() for control in shown)


def test_the_tab_key_goes_down_the_page(page: DiagnosticsPage, engine: Engine, qtbot: QtBot) -> None:
    hold_up(engine, (REFUSED, PushState.PARKED), (CONVERTED, PushState.PARKED))
    qtbot.waitUntil(lambda: len(groups(page)) == 2 and table(page).isVisible())
    seen = []
    at = named(page, "Retry everything")
    while at not in seen:
        seen.append(at)
        at = at.nextInFocusChain()
    stops = [one for one in seen if one in controls(page) and one.isVisible()]
    heights = [one.mapTo(page, one.rect().topLeft()).y() for one in stops]
    assert len(stops) >= 9
    assert heights == sorted(heights)
