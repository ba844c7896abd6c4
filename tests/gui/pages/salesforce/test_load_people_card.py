"""Loading people from the Salesforce page, with a real practice org behind it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar
from pytestqt.qtbot import QtBot

from core.engine import Engine
from core.engine_options import EngineOptions, utc_now
from gui.assistant.page import AssistantPage
from gui.main_window import MainWindow
from gui.pages.salesforce.load_people_card import LoadPeopleCard
from gui.theme import Theme
from tests.core.sync.conftest import reached
from tests.gui.test_integration import SLOW_MS, named, says
from tests.helpers.practice import PracticeOrg


@pytest.fixture
def engine(practice_org: PracticeOrg, tmp_path: Path) -> Iterator[Engine]:
    opened = Engine(EngineOptions(tmp_path / "data", environment=reached(practice_org), now=utc_now))
    yield opened
    opened.stop()


@pytest.fixture
def card(window: MainWindow, engine: Engine) -> LoadPeopleCard:
    window.go_to("salesforce")
    engine.start()
    found = window.findChild(LoadPeopleCard)
    assert isinstance(found, LoadPeopleCard)
    return found


def load(card: LoadPeopleCard, qtbot: QtBot) -> None:
    qtbot.mouseClick(named(card, "Load people from Salesforce"), Qt.MouseButton.LeftButton)


def test_the_button_adds_everybody_and_says_how_many(
    card: LoadPeopleCard, engine: Engine, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: says(card, "There are no people here yet."))
    load(card, qtbot)
    assert not named(card, "Load people from Salesforce").isEnabled()
    qtbot.waitUntil(lambda: says(card, "Loaded: "), timeout=SLOW_MS)
    people = engine.totals().people
    assert people > 40
    qtbot.waitUntil(lambda: says(card, f"{people} people here"))
    assert named(card, "Load people from Salesforce").isEnabled()
    load(card, qtbot)
    qtbot.waitUntil(lambda: says(card, "Loaded: 0 people added"), timeout=SLOW_MS)


def test_while_it_loads_it_shows_how_far_it_is_and_can_be_cancelled(
    card: LoadPeopleCard, engine: Engine, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    practice_org.control("faults", {"requests": [{"do": "stall", "seconds": 20, "path": "query"}]})
    try:
        load(card, qtbot)
        qtbot.waitUntil(lambda: says(card, "Reading Contacts"), timeout=SLOW_MS)
        [bar] = card.findChildren(QProgressBar)
        assert bar.isVisible()
        qtbot.mouseClick(named(card, "Cancel"), Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: says(card, "Cancelled: 0 people were added."), timeout=SLOW_MS)
        assert not bar.isVisible()
    finally:
        practice_org.control("faults", {"clear": True})


def test_what_hinders_it_is_said_with_what_to_do(
    card: LoadPeopleCard, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    practice_org.control("faults", {"org": {"limits": {"daily": 5000, "used": 4990}}})
    try:
        load(card, qtbot)
        qtbot.waitUntil(lambda: says(card, "are kept for others"), timeout=SLOW_MS)
        assert says(card, "in an hour or two")
    finally:
        practice_org.control("faults", {"org": {"limits": {"daily": 100_000, "used": 0}}})


def test_the_count_stands_in_one_line_in_the_smallest_window(
    card: LoadPeopleCard, window: MainWindow, engine: Engine, theme: Theme, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: says(card, "There are no people here yet."))
    load(card, qtbot)
    qtbot.waitUntil(lambda: says(card, "Loaded: "), timeout=SLOW_MS)
    window.resize(theme.px(860), theme.px(560))
    window.go_to("assistant", "people")
    assistant = window.findChild(AssistantPage)
    assert isinstance(assistant, AssistantPage)
    qtbot.waitUntil(lambda: says(assistant, "people here, "))
    count = next(label for label in assistant.findChildren(QLabel) if "people here, " in label.text())
    qtbot.waitUntil(lambda: count.width() >= count.fontMetrics().horizontalAdvance(count.text()))
    assert count.height() < 2 * count.fontMetrics().height()
