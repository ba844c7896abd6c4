"""Wherever the opt-out field is the cause of a trouble, one press leads to the checklist."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.engine import Engine
from core.events import LogAdded, PeopleChanged
from core.salesforce.values.errors import explain
from core.settings import OPT_OUT_FIELD
from core.store.types.fields import OptOutField
from core.store.types.log import Level, LogKind, NewLogEntry
from core.store.types.pushes import PushState
from core.store.types.runs import RunOutcome
from gui import texts
from gui.main_window import MainWindow
from gui.pages.checklist.page import ChecklistTab
from gui.pages.diagnostics.error_group import ErrorGroup
from gui.pages.diagnostics.page import DiagnosticsPage
from gui.pages.integration.last_sync import LastSyncCard
from gui.pages.integration.page import IntegrationTab
from gui.pages.people.page import PeopleTab
from gui.pages.status_log.page import StatusLogPage
from gui.widgets.choice import Choice
from gui.widgets.table import Table
from tests.gui.pages.diagnostics.test_page import hold_up
from tests.helpers.driving import controls, named, says
from tests.helpers.practice import PracticeOrg

SLOW_MS = 30_000
WAY = "Open the checklist"


def ways(within: QWidget) -> list[QWidget]:
    return [w for w in controls(within) if w.accessibleName() == WAY and w.isVisible()]


def take(way: QWidget, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: way.height() > 10)
    qtbot.mouseClick(way, Qt.MouseButton.LeftButton)


def problem_at(table: Table, row: int) -> str:
    model = table.model()
    return next(
        (
            text
            for column in range(model.columnCount())
            if "opt out field" in (text := str(model.index(row, column).data()))
        ),
        "",
    )


def is_at_checklist(window: MainWindow) -> bool:
    found = window.findChild(ChecklistTab)
    return isinstance(found, ChecklistTab) and found.isVisible()


def page(window: MainWindow, kind: type[QWidget]) -> QWidget:
    found = window.findChild(kind)
    assert isinstance(found, QWidget)
    return found


@pytest.fixture
def hidden(practice_org: PracticeOrg) -> PracticeOrg:
    practice_org.control("faults", {"clear": True, "scenario": "field-hidden"})
    return practice_org


def test_a_push_that_is_parked_for_the_field_leads_there_and_another_one_does_not(
    window: MainWindow, engine: Engine, qtbot: QtBot
) -> None:
    window.go_to("diagnostics")
    diagnostics = page(window, DiagnosticsPage)
    refused, hidden = explain("FIELD_CUSTOM_VALIDATION_EXCEPTION"), explain("INVALID_FIELD")
    hold_up(engine, (refused, PushState.PARKED), (hidden, PushState.PARKED))
    qtbot.waitUntil(lambda: len(diagnostics.findChildren(ErrorGroup)) == 2)
    groups = {says(group, hidden.code): group for group in diagnostics.findChildren(ErrorGroup)}
    qtbot.waitUntil(lambda: len(ways(groups[True])) == 1)
    assert not ways(groups[False])
    take(ways(groups[True])[0], qtbot)
    assert is_at_checklist(window)


def test_the_chosen_parked_push_leads_there_as_well(window: MainWindow, engine: Engine, qtbot: QtBot) -> None:
    window.go_to("diagnostics")
    diagnostics = page(window, DiagnosticsPage)
    hold_up(engine, (explain("INVALID_FIELD_FOR_INSERT_UPDATE"), PushState.PARKED))
    table = diagnostics.findChild(Table)
    assert isinstance(table, Table)
    qtbot.waitUntil(lambda: table.model().rowCount() == 1)
    table.selectRow(0)
    qtbot.waitUntil(lambda: len(ways(diagnostics)) == 2)
    take(ways(diagnostics)[1], qtbot)
    assert is_at_checklist(window)


def test_a_persons_parked_push_leads_there(window: MainWindow, engine: Engine, qtbot: QtBot) -> None:
    window.go_to("unsubscribes", "people")
    people = page(window, PeopleTab)
    hold_up(engine, (explain("INVALID_FIELD"), PushState.PARKED))
    engine.events.emit(PeopleChanged())
    table = people.findChild(Table)
    assert isinstance(table, Table)
    qtbot.waitUntil(lambda: table.model().rowCount() == 1)
    table.selectRow(0)
    qtbot.waitUntil(lambda: len(ways(people)) == 1)
    take(ways(people)[0], qtbot)
    assert is_at_checklist(window)


def test_entries_of_the_status_log_about_the_field_lead_there(
    window: MainWindow, engine: Engine, qtbot: QtBot
) -> None:
    window.go_to("status_log")
    log = page(window, StatusLogPage)
    problem = explain("INVALID_FIELD")
    other = explain("UNABLE_TO_LOCK_ROW")
    entries = [
        NewLogEntry(Level.ERROR, LogKind.PUSH, one.what, fix=one.fix, code=one.code)
        for one in (problem, other)
    ]
    engine.log.add(entries, datetime(2026, 11, 24, 4, 0, tzinfo=UTC))
    engine.events.emit(LogAdded())
    table = log.findChild(Table)
    assert isinstance(table, Table)
    qtbot.waitUntil(lambda: table.model().rowCount() == 2)
    for row in range(2):
        table.selectRow(row)
        assert len(ways(log)) == says(log, problem.code)
    table.selectRow(next(row for row in range(2) if problem_at(table, row) == texts.text_of(problem.what)))
    take(ways(log)[0], qtbot)
    assert is_at_checklist(window)


def test_a_radio_button_that_cannot_be_chosen_and_the_chosen_one_lead_there(
    window: MainWindow, engine: Engine, hidden: PracticeOrg, qtbot: QtBot
) -> None:
    window.go_to("unsubscribes", "integration")
    integration = page(window, IntegrationTab)
    engine.check_connection()
    chosen, other = integration.findChildren(Choice)
    qtbot.waitUntil(lambda: len(ways(chosen)) == 1)
    assert says(chosen, "This field is hidden from the connected user, or read-only.")
    assert not ways(other)
    engine.settings.set(OPT_OUT_FIELD, OptOutField.MARKETO_SALES)
    qtbot.waitUntil(lambda: not named(chosen, "Sync to Salesforce Opt Out field").isEnabled())
    take(ways(chosen)[0], qtbot)
    assert is_at_checklist(window)


def test_a_field_that_fails_on_one_object_alone_is_warned_of(
    window: MainWindow, engine: Engine, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    practice_org.control("faults", {"clear": True, "scenario": "field-hidden-on-lead"})
    window.go_to("unsubscribes", "integration")
    integration = page(window, IntegrationTab)
    engine.check_connection()
    qtbot.waitUntil(lambda: says(integration, "On Lead records this field is hidden"))
    assert named(integration, "Sync to Salesforce Opt Out field").isEnabled()


def test_a_sync_that_could_not_run_for_the_field_leads_there(
    window: MainWindow, engine: Engine, hidden: PracticeOrg, qtbot: QtBot
) -> None:
    window.go_to("unsubscribes", "integration")
    card = page(window, LastSyncCard)
    engine.start()
    engine.sync.sync_now()
    qtbot.waitUntil(
        lambda: (run := engine.runs.last()) is not None and run.outcome is RunOutcome.FAILED, timeout=SLOW_MS
    )
    qtbot.waitUntil(lambda: len(ways(card)) == 1)
    take(ways(card)[0], qtbot)
    assert is_at_checklist(window)
