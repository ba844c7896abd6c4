"""The card Deadlines: rule, what is open, and the report; and the clock on a person's panel."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from core.engine import Engine
from core.settings.deadlines import DEADLINE_COUNTRY, DEADLINE_DAYS, DEADLINE_RULE
from core.store.types.deadlines import DeadlineRule
from core.store.types.fields import OptOutField
from core.store.types.people import Source
from core.store.unsubscribes import NewUnsubscribe
from gui.main_window import MainWindow
from gui.pages.integration.deadlines_card import DeadlinesCard
from gui.pages.people.person_panel import PersonPanel
from tests.helpers.driving import named, says


def collect(engine: Engine, days_ago: int, email: str) -> None:
    at = engine.options.now() - timedelta(days=days_ago)
    engine.store.unsubscribes.collect([NewUnsubscribe(email, at, Source.MANUAL)], OptOutField.SALESFORCE, at)


@pytest.fixture
def late(engine: Engine) -> None:
    """To be asked for before the window, which reads at once: one that has passed, one that is new."""
    collect(engine, 40, "ada@example.com")
    collect(engine, 0, "bo@example.com")


@pytest.fixture
def card(window: MainWindow, qtbot: QtBot) -> DeadlinesCard:
    window.go_to("unsubscribes", "integration")
    found = window.findChild(DeadlinesCard)
    assert isinstance(found, DeadlinesCard)
    qtbot.waitUntil(lambda: combo(found, "Business days of").count() > 100)
    return found


def combo(card: DeadlinesCard, name: str) -> QComboBox:
    [found] = [one for one in card.findChildren(QComboBox) if one.accessibleName() == name]
    return found


def choose(box: QComboBox, data: str) -> None:
    at = box.findData(data)
    assert at >= 0
    box.setCurrentIndex(at)
    box.activated.emit(at)


def test_where_all_is_confirmed_it_says_so(card: DeadlinesCard, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: says(card, "Every opt-out that was collected is confirmed."))
    assert says(card, "This is a calculation and no legal advice")


def test_what_has_passed_and_the_oldest_are_shown(late: None, card: DeadlinesCard, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: says(card, "2 not confirmed yet · 1 past the deadline"))
    assert says(card, "The oldest was collected ")


def test_each_rule_asks_for_what_it_needs(card: DeadlinesCard, engine: Engine, qtbot: QtBot) -> None:
    country = combo(card, "Business days of")
    assert country.currentText() == "The rule's own: US"
    choose(country, "DE")
    qtbot.waitUntil(lambda: engine.settings.text(DEADLINE_COUNTRY) == "DE")
    choose(combo(card, "Rule"), DeadlineRule.GDPR)
    qtbot.waitUntil(lambda: not country.isVisible())
    [days] = [one for one in card.findChildren(QLineEdit) if one.accessibleName().startswith("Days that")]
    assert days.isVisible()
    days.setText("7")
    days.editingFinished.emit()
    qtbot.waitUntil(lambda: engine.settings.text(DEADLINE_DAYS) == "7")
    days.setText("0")
    days.editingFinished.emit()
    qtbot.waitUntil(lambda: says(card, "It accepts a whole number from 1 to 60."))
    choose(combo(card, "Rule"), DeadlineRule.MAILBOX_PROVIDERS)
    qtbot.waitUntil(lambda: not days.isVisible())
    assert engine.settings.text(DEADLINE_RULE) == DeadlineRule.MAILBOX_PROVIDERS


@pytest.mark.parametrize("name", ["r.pdf", "r.csv"])
def test_the_report_is_saved_and_its_outcome_told(
    late: None, card: DeadlinesCard, tmp_path: Path, qtbot: QtBot, name: str
) -> None:
    card.save_to(tmp_path / name)
    assert not named(card, "Save report…").isEnabled()
    qtbot.waitUntil(lambda: says(card, "2 opt-outs written to "))
    assert says(card, "1 not in time.")
    assert (tmp_path / name).read_bytes()[:4] == (b"%PDF" if name == "r.pdf" else b"\xef\xbb\xbfe")


def test_a_report_that_cannot_be_written_says_so(card: DeadlinesCard, tmp_path: Path, qtbot: QtBot) -> None:
    card.save_to(tmp_path / "none" / "r.csv")
    qtbot.waitUntil(lambda: says(card, "was not written: there is no such folder."))
    assert named(card, "Save report…").isEnabled()


def test_a_person_shows_the_clock(late: None, window: MainWindow, qtbot: QtBot) -> None:
    window.go_to("unsubscribes", "people")
    panel = window.findChild(PersonPanel)
    assert isinstance(panel, PersonPanel)
    panel.show_person(2)
    qtbot.waitUntil(lambda: says(panel, "; due by "))
    panel.show_person(1)
    qtbot.waitUntil(lambda: says(panel, "; not confirmed in Salesforce, though it was due by "))
