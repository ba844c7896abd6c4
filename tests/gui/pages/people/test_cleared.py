"""People whose box somebody unticked in Salesforce: the filter, who does it, and the admin's decision."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from core.engine import Engine
from core.engine_options import EngineOptions, utc_now
from core.settings import CLEARED_BOXES, LOOK_EVERY, NIGHTLY_SYNC
from core.store.types.cleared import ClearedStanding
from core.store.types.runs import RunKind, RunOutcome
from core.sync.run.two_way import RunRequest
from gui.main_window import MainWindow
from gui.pages.integration.page import IntegrationTab
from gui.pages.people.leave_dialog import LeaveDialog
from gui.pages.people.page import PeopleTab
from tests.core.sync.conftest import reached
from tests.gui.test_integration import named, says
from tests.gui.test_people import choose, dialog, listed, pick
from tests.helpers.practice import PracticeOrg

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

BY = "Legacy CRM Integration"


@pytest.fixture
def practice_org() -> Iterator[PracticeOrg]:
    with PracticeOrg(people=12, opted_out=3) as org:
        yield org


@pytest.fixture
def engine(practice_org: PracticeOrg, tmp_path: Path) -> Iterator[Engine]:
    opened = Engine(EngineOptions(tmp_path, environment=reached(practice_org), now=utc_now))
    yield opened
    opened.stop()


@pytest.fixture
def unticked(engine: Engine, practice_org: PracticeOrg) -> Engine:
    """An integration has unticked what was opted out on both sides, and the admin wants to be asked."""
    engine.settings.set(NIGHTLY_SYNC, "on")
    engine.settings.set(CLEARED_BOXES, "ask")
    request = RunRequest(RunKind.MANUAL, approved=True)
    assert engine.sync.run_here(request, stop=Event()).outcome is RunOutcome.DONE
    practice_org.control("faults", {"scenario": "integration-unticks"})
    assert engine.sync.run_here(request, stop=Event()).outcome is RunOutcome.DONE
    return engine


@pytest.fixture
def tab(unticked: Engine, window: MainWindow, qtbot: QtBot) -> PeopleTab:
    window.go_to("unsubscribes", ("people", "cleared"))
    found = window.findChild(PeopleTab)
    assert isinstance(found, PeopleTab)
    qtbot.waitUntil(lambda: says(found, "wait for your decision"))
    return found


def standings(engine: Engine) -> set[ClearedStanding]:
    return {box.standing for box in engine.store.cleared_boxes.all()}


def test_the_filter_lists_them_and_says_who_does_it_and_how_often(tab: PeopleTab, qtbot: QtBot) -> None:
    boxes = list(tab.engine.store.cleared_boxes.all())
    qtbot.waitUntil(lambda: len(listed(tab)) == len({box.email.lower() for box in boxes}))
    assert says(tab, f"{BY}: {len(boxes)} boxes wait for your decision.")
    assert says(tab, "times in the last 30 days, on 1 day.")
    choose(tab, "State in Salesforce", "Any state", qtbot)
    qtbot.waitUntil(lambda: not says(tab, "wait for your decision"))


def test_the_person_tells_who_changed_the_record_last_and_is_ticked_again_by_a_click(
    tab: PeopleTab, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: bool(listed(tab)))
    pick(tab, listed(tab)[0], qtbot)
    qtbot.waitUntil(lambda: says(tab, f"{BY} changed the record last"))
    assert says(tab, "Unticked in Salesforce by somebody")
    qtbot.mouseClick(named(tab, "Tick again"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ClearedStanding.WAITS not in standings(tab.engine))


def test_leaving_them_needs_a_reason_which_is_kept(tab: PeopleTab, qtbot: QtBot) -> None:
    named(tab, "Leave…").click()
    asked = dialog(tab, LeaveDialog, qtbot)
    confirm = named(asked, "Leave unticked")
    confirm.click()
    assert standings(tab.engine) == {ClearedStanding.WAITS}
    [reason] = asked.findChildren(QLineEdit)
    qtbot.keyClicks(reason, "test records")
    qtbot.keyClick(reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: standings(tab.engine) == {ClearedStanding.LEFT})
    assert {box.reason for box in tab.engine.store.cleared_boxes.all()} == {"test records"}
    qtbot.waitUntil(lambda: says(tab, "left unticked"))


def test_the_looks_between_the_nights_are_told_beside_the_next_sync(
    unticked: Engine, window: MainWindow, qtbot: QtBot
) -> None:
    window.go_to("unsubscribes", "integration")
    page = window.findChild(IntegrationTab)
    assert isinstance(page, IntegrationTab)
    assert not says(page, "Looks every")
    unticked.settings.set(LOOK_EVERY, "15")
    qtbot.waitUntil(lambda: says(page, "Looks every 15 minutes · about 192 API calls a day"))
    unticked.sync.look_here(stop=Event())
    page.refresh()
    qtbot.waitUntil(lambda: says(page, "Looks every 15 minutes; last look"))
    assert says(page, "In step but for"), "the boxes that wait are not in step"
