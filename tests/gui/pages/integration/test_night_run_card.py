"""The card with the time of the nightly sync and the switch for the closed program."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from core.engine import Engine
from core.engine_options import EngineOptions
from core.messages import Message
from core.settings import NIGHTLY_SYNC, NIGHTLY_TIME, NIGHTLY_WEEKDAYS, NIGHTLY_ZONE
from gui.main_window import MainWindow
from gui.pages.integration.night_run_card import NightRunCard
from tests.core.sync.os_schedule.test_night_run import MemoryScheduler
from tests.gui.test_integration import named, says

SWITCH = "Also when the program is closed"


@pytest.fixture
def scheduler() -> MemoryScheduler:
    return MemoryScheduler()


@pytest.fixture
def engine(tmp_path: Path, scheduler: MemoryScheduler) -> Iterator[Engine]:
    opened = Engine(EngineOptions(tmp_path / "data", environment={}, os_scheduler=scheduler))
    opened.settings.set(NIGHTLY_SYNC, "on")
    yield opened
    opened.stop()


@pytest.fixture
def card(window: MainWindow) -> NightRunCard:
    window.go_to("unsubscribes", "integration")
    found = window.findChild(NightRunCard)
    assert isinstance(found, NightRunCard)
    return found


def time_field(card: NightRunCard) -> QLineEdit:
    return next(field for field in card.findChildren(QLineEdit) if field.accessibleName() == "Time of day")


def test_the_switch_makes_the_entry_and_takes_it_away_and_says_so(
    card: NightRunCard, scheduler: MemoryScheduler, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: named(card, SWITCH).isEnabled())
    assert says(card, "Off: while the program is closed no sync runs")
    qtbot.mouseClick(named(card, SWITCH), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: says(card, "On: this computer starts the sync by itself"))
    assert len(scheduler.entries) == 1
    named(card, SWITCH).setFocus()
    qtbot.keyClick(named(card, SWITCH), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: says(card, "Off: while"))
    assert scheduler.entries == []


def test_an_entry_for_nights_that_are_off_says_that_none_is_due(
    card: NightRunCard, engine: Engine, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: named(card, SWITCH).isEnabled())
    qtbot.mouseClick(named(card, SWITCH), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: says(card, "On: this computer starts the sync by itself"))
    engine.settings.set(NIGHTLY_SYNC, "off")
    qtbot.waitUntil(lambda: says(card, "On, but the nightly sync is off"))


def test_what_the_system_refuses_is_told_and_the_switch_stays_off(
    card: NightRunCard, scheduler: MemoryScheduler, qtbot: QtBot
) -> None:
    scheduler.complaint = "Failed to connect to bus"
    qtbot.waitUntil(lambda: named(card, SWITCH).isEnabled())
    qtbot.mouseClick(named(card, SWITCH), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: says(card, "Failed to connect to bus"))
    qtbot.waitUntil(lambda: not named(card, SWITCH).isChecked())


def test_where_it_cannot_be_switched_on_it_says_why(
    scheduler: MemoryScheduler, request: pytest.FixtureRequest, qtbot: QtBot
) -> None:
    scheduler.reason = Message("There is no systemd here.")
    card = request.getfixturevalue("card")
    qtbot.waitUntil(lambda: says(card, "There is no systemd here."))
    assert not named(card, SWITCH).isEnabled()


def test_another_time_zone_and_day_are_kept_and_one_link_brings_marketo_sales_own_back(
    card: NightRunCard, engine: Engine, qtbot: QtBot
) -> None:
    assert says(card, "This is the Marketo Sales default: every day at 8:00 pm Pacific.")
    field = time_field(card)
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "21:30")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: engine.settings.text(NIGHTLY_TIME) == "21:30")
    zones = next(box for box in card.findChildren(QComboBox) if box.accessibleName() == "Time zone")
    qtbot.waitUntil(lambda: zones.findData("Europe/Berlin") >= 0)
    zones.setCurrentIndex(zones.findData("Europe/Berlin"))
    zones.activated.emit(zones.currentIndex())
    qtbot.waitUntil(lambda: engine.settings.text(NIGHTLY_ZONE) == "Europe/Berlin")
    qtbot.mouseClick(named(card, "Sunday"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: engine.settings.text(NIGHTLY_WEEKDAYS) == "mon,tue,wed,thu,fri,sat")
    back = named(card, "Restore Marketo Sales default")
    qtbot.waitUntil(back.isVisible)
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: says(card, "This is the Marketo Sales default"))
    assert not back.isVisible()
    assert field.text() == "20:00"


def test_a_time_that_is_none_is_refused_with_an_example_and_stays_to_be_corrected(
    card: NightRunCard, engine: Engine, qtbot: QtBot
) -> None:
    field = time_field(card)
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "25:99")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: says(card, "such as 20:00"))
    assert field.text() == "25:99"
    assert engine.settings.text(NIGHTLY_TIME) == "20:00"


def test_the_last_day_cannot_be_taken_away(card: NightRunCard, engine: Engine, qtbot: QtBot) -> None:
    engine.settings.set(NIGHTLY_WEEKDAYS, "mon")
    qtbot.waitUntil(lambda: not named(card, "Tuesday").isChecked())
    qtbot.mouseClick(named(card, "Monday"), Qt.MouseButton.LeftButton)
    assert says(card, "At least one day is needed")
    assert named(card, "Monday").isChecked()
