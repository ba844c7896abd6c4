"""The plan of a sync on screen, before it is carried out."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from core.engine import Engine
from core.engine_options import utc_now
from core.settings import BRAKE_NUMBER, BRAKE_PRACTICE, BRAKE_SHARE
from core.store.types.fields import OptOutField
from core.store.types.people import NewPerson, Source
from core.store.types.runs import RunOutcome
from core.store.unsubscribes import NewUnsubscribe
from gui.main_window import MainWindow
from gui.pages.integration.page import IntegrationTab
from gui.pages.preview import PreviewPage
from gui.widgets.table import Table
from tests.end_to_end.test_rules_of_the_sync import create, ticked
from tests.gui.test_integration import named, says
from tests.helpers.driving import choose
from tests.helpers.driving import named as control
from tests.helpers.practice import PracticeOrg

SLOW_MS = 20_000


@pytest.fixture
def tab(window: MainWindow, engine: Engine) -> IntegrationTab:
    window.go_to("unsubscribes", "integration")
    engine.start()
    found = window.findChild(IntegrationTab)
    assert isinstance(found, IntegrationTab)
    return found


@pytest.fixture
def page(window: MainWindow) -> PreviewPage:
    shown = window.shown_page
    window.go_to("preview")  # a page is made when it is first looked at
    window.go_to(shown)
    found = window.findChild(PreviewPage)
    assert isinstance(found, PreviewPage)
    return found


def apply_button(page: PreviewPage) -> QAbstractButton:
    return next(button for button in page.findChildren(QAbstractButton) if button.text().startswith("Apply "))


def rows(page: PreviewPage) -> list[list[str]]:
    table = page.findChild(Table)
    assert isinstance(table, Table)
    model = table.model()
    return [
        [str(model.index(line, place).data()) for place in range(model.columnCount())]
        for line in range(model.rowCount())
    ]


def test_a_preview_shows_every_change_and_do_it_does_just_that(
    tab: IntegrationTab,
    page: PreviewPage,
    engine: Engine,
    practice_org: PracticeOrg,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    contact = create(practice_org, Email="previewed@example.com")
    qtbot.mouseClick(named(tab, "Preview"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.isVisible() and bool(rows(page)), timeout=SLOW_MS)
    tab.shell.go_to("unsubscribes", "integration")
    qtbot.waitUntil(lambda: says(tab, "There was none yet.") and says(tab, "Preview of "))
    qtbot.mouseClick(named(tab, "Open the preview"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.isVisible() and bool(rows(page)))
    planned = rows(page)
    assert all(len(line) == 4 and line[3] for line in planned)
    assert says(page, "Nothing is written yet")
    assert {line[0] for line in planned} <= {"Unsubscribe here", "Opt out in Salesforce"}
    assert apply_button(page).text().startswith(f"Apply {len(planned):,} change")
    page.export_to(tmp_path / "plan.csv")
    qtbot.waitUntil(lambda: says(page, "changes written to"), timeout=SLOW_MS)
    with (tmp_path / "plan.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert len(list(csv.DictReader(stream))) == len(planned)
    qtbot.mouseClick(apply_button(page), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: says(tab, "In step"), timeout=SLOW_MS)
    last = engine.runs.last()
    assert last is not None
    assert last.counts.unsubscribed_here + last.counts.opted_out_in_salesforce == len(planned)
    assert not ticked(practice_org, contact)
    page.shell.go_to("preview")
    qtbot.waitUntil(lambda: says(page, "The plan was carried out."), timeout=SLOW_MS)


def test_a_long_preview_is_searched_and_filtered_and_says_what_it_would_change(
    tab: IntegrationTab, page: PreviewPage, engine: Engine, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    create(practice_org, LastName="Looked-For", Email="looked-for@example.com", HasOptedOutOfEmail=True)
    contact = create(practice_org, Email="waits@example.com")
    engine.store.people.add([NewPerson("waits@example.com", salesforce_ids=(contact,))], utc_now())
    engine.store.unsubscribes.collect(
        [NewUnsubscribe("waits@example.com", utc_now(), Source.MANUAL)], OptOutField.MARKETO_SALES, utc_now()
    )
    qtbot.mouseClick(named(tab, "Preview"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.isVisible() and len(rows(page)) > 2, timeout=SLOW_MS)
    planned = len(rows(page))
    assert says(page, "to unsubscribe here · ")
    assert says(page, "Field: Email Opt Out")
    qtbot.keyClicks(control(page, "Search the planned changes"), "LOOKED-for")
    qtbot.waitUntil(lambda: [line[1] for line in rows(page)] == ["looked-for@example.com"])
    assert says(page, f"1 of {planned:,} changes")
    assert apply_button(page).text().startswith(f"Apply {planned:,} change")
    table = page.findChild(Table)
    assert isinstance(table, Table)
    table.selectRow(0)
    assert says(page, "Looked-For is opted out in Salesforce.")
    qtbot.keyClick(control(page, "Search the planned changes"), Qt.Key.Key_Escape)
    choose(page, "Where", "Opt out in Salesforce")
    qtbot.waitUntil(lambda: {line[0] for line in rows(page)} == {"Opt out in Salesforce"})
    choose(page, "Why", "Unsubscribed here")
    qtbot.waitUntil(lambda: [line[1] for line in rows(page)] == ["waits@example.com"])
    assert "Source: Manual" in rows(page)[0][3]
    choose(page, "Where", "Unsubscribe here")
    qtbot.waitUntil(lambda: says(page, "No change fits the filters."))


def test_a_held_sync_is_announced_and_leads_to_its_plan(
    tab: IntegrationTab, page: PreviewPage, engine: Engine, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    create(practice_org, Email="held@example.com", HasOptedOutOfEmail=True)
    for setting, value in ((BRAKE_PRACTICE, "on"), (BRAKE_NUMBER, "0"), (BRAKE_SHARE, "0")):
        engine.settings.set(setting, value)
    qtbot.mouseClick(named(tab, "Sync now"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: says(tab, "A sync is waiting for your approval"), timeout=SLOW_MS)
    last = engine.runs.last()
    assert last is not None
    assert last.outcome is RunOutcome.HELD
    qtbot.mouseClick(named(tab, "Look at it"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.isVisible() and bool(rows(page)), timeout=SLOW_MS)
    assert says(page, "that need no approval")


def test_without_a_plan_the_page_says_so(window: MainWindow, page: PreviewPage, qtbot: QtBot) -> None:
    window.go_to("preview")
    qtbot.waitUntil(lambda: says(page, "Nothing is planned"))
    assert says(page, "No preview is waiting.")
    assert not apply_button(page).isVisible()
