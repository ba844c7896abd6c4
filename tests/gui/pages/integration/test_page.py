"""The Integration screen before an org is connected: what to do first, and no button that cannot be explained."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from core.engine import Engine
from core.settings import ASSISTANT
from gui.main_window import MainWindow
from gui.pages.integration.page import IntegrationTab
from tests.helpers.driving import named, press, says


@pytest.fixture
def tab(window: MainWindow) -> IntegrationTab:
    window.go_to("unsubscribes", "integration")
    found = window.findChild(IntegrationTab)
    assert isinstance(found, IntegrationTab)
    return found


def test_a_newcomer_is_led_to_the_assistant(tab: IntegrationTab) -> None:
    assert says(tab, "The set-up assistant leads to a first preview, step by step.")
    assert named(tab, "Set-up assistant").isEnabled()


def test_a_banner_counts_the_steps_of_the_set_up_that_are_left_until_it_is_done(
    tab: IntegrationTab, window: MainWindow, engine: Engine, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: says(tab, "Set-up: 5 steps left"))
    engine.collect.by_hand(["somebody@example.com"], "Asked by phone")
    qtbot.waitUntil(lambda: says(tab, "Set-up: 4 steps left"))
    press(tab, "Nightly sync", qtbot)
    qtbot.waitUntil(lambda: says(tab, "Set-up: 3 steps left"))
    press(tab, "Set-up assistant", qtbot)
    assert window.shown_page == "assistant"
    window.go_to("assistant", "nightly")
    press(window, "Finish", qtbot)
    qtbot.waitUntil(lambda: engine.settings.text(ASSISTANT) == "done")
    qtbot.waitUntil(lambda: tab.isVisible() and not says(tab, "steps left"))


def test_a_sync_that_could_reach_nothing_is_not_on_offer_and_the_button_says_why(tab: IntegrationTab) -> None:
    for name in ("Sync now", "Preview"):
        button = named(tab, name)
        assert not button.isEnabled()
        assert button.toolTip() == "Connect to Salesforce first"
        assert button.accessibleDescription() == "Connect to Salesforce first"
    assert not says(tab, "Press Sync now")
