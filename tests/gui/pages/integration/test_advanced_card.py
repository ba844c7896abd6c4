"""The card Advanced: every setting without a control of its own can be read, changed and put back in the window."""

from __future__ import annotations

import re

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from core.engine import Engine
from core.settings import ALL, FULL_EVERY_DAYS
from gui.main_window import MainWindow
from gui.pages.integration.advanced_card import ADVANCED, SHOWN_ELSEWHERE, AdvancedCard
from tests.helpers.driving import named, says
from tests.test_house import ROOT


@pytest.fixture
def card(window: MainWindow) -> AdvancedCard:
    window.go_to("unsubscribes", "integration")
    found = window.findChild(AdvancedCard)
    assert isinstance(found, AdvancedCard)
    found.set_open(True)
    return found


def field(card: AdvancedCard, purpose: str) -> QLineEdit:
    [found] = [one for one in card.findChildren(QLineEdit) if one.accessibleName() == purpose]
    return found


def test_every_setting_has_one_place_in_the_window() -> None:
    assert {setting.key for setting in ADVANCED} | SHOWN_ELSEWHERE == ALL.keys()
    elsewhere = "".join(
        path.read_text("utf-8")
        for folder in ("gui", "core/connection", "core/alarms")
        for path in (ROOT / folder).rglob("*.py")
        if path.name != "advanced_card.py"
    )
    names = {key: key.upper() for key in SHOWN_ELSEWHERE}
    assert [key for key, name in names.items() if not re.search(rf"\b{name}\b", elsewhere)] == []


def test_each_is_shown_with_purpose_value_what_it_accepts_and_its_default(
    card: AdvancedCard, engine: Engine
) -> None:
    for setting in ADVANCED:
        assert says(card, setting.purpose)
        assert says(card, setting.accepted.words.english())
        shown = field(card, setting.purpose)
        assert shown.text() == engine.settings.text(setting)
        assert "Default: " in shown.accessibleDescription()


def test_a_value_is_changed_refused_in_the_settings_own_words_and_put_back(
    card: AdvancedCard, engine: Engine, qtbot: QtBot
) -> None:
    days = field(card, FULL_EVERY_DAYS.purpose)
    days.setText("30")
    days.editingFinished.emit()
    qtbot.waitUntil(lambda: engine.settings.number(FULL_EVERY_DAYS) == 30)
    days.setText("never")
    days.editingFinished.emit()
    qtbot.waitUntil(lambda: says(card, "full_every_days cannot be set to “never”."))
    assert engine.settings.number(FULL_EVERY_DAYS) == 30
    named(card, "Back to the default").click()
    qtbot.waitUntil(lambda: engine.settings.is_default(FULL_EVERY_DAYS))
    qtbot.waitUntil(lambda: not says(card, "cannot be set to"))
    assert days.text() == FULL_EVERY_DAYS.default
