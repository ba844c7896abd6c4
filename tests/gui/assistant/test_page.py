"""The set-up assistant, driven as a newcomer would, on an engine that is connected to nothing yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from core.engine import Engine
from core.engine_options import EngineOptions
from core.settings import ASSISTANT, ASSISTANT_STEPS, LANGUAGE, OPT_OUT_FIELD
from core.store.types.fields import OptOutField
from gui.assistant.page import AssistantPage
from gui.assistant.sign_in_step import SignInStep
from gui.main_window import MainWindow
from tests.core.connection.conftest import desktop_keyring  # noqa: F401 - a fixture
from tests.gui.assistant.test_first_run import choose, press, switch_of
from tests.gui.conftest import OpenWindow
from tests.gui.test_integration import says
from tests.helpers.practice import PracticeOrg

SLOW_MS = 20_000


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    opened = Engine(EngineOptions(tmp_path / "data", environment={}))
    yield opened
    opened.stop()


@pytest.fixture
def assistant(window: MainWindow) -> AssistantPage:
    window.go_to("assistant")
    return page_of(window)


def page_of(window: MainWindow) -> AssistantPage:
    found = window.findChild(AssistantPage)
    assert isinstance(found, AssistantPage)
    return found


def button(assistant: AssistantPage, text: str) -> QAbstractButton:
    return next(b for b in assistant.findChildren(QAbstractButton) if b.text() == text and b.isVisible())


def test_the_language_is_the_first_question_and_takes_effect_at_once(
    assistant: AssistantPage, engine: Engine, qtbot: QtBot
) -> None:
    assert says(assistant, "In which language do you want to work?")
    choose(assistant, "日本語")
    qtbot.waitUntil(lambda: engine.settings.text(LANGUAGE) == "ja")
    qtbot.waitUntil(lambda: says(assistant, "どの言語で使用しますか?"))
    assert says(assistant.window(), "設定アシスタント"), (
        "the title of the page is still that of the assistant"
    )


def test_it_goes_on_where_it_was_left(
    assistant: AssistantPage, window: MainWindow, engine: Engine, open_window: OpenWindow, qtbot: QtBot
) -> None:
    press(assistant, "Next")
    press(assistant, "Next")
    assert says(assistant, "Sign in to your org")
    qtbot.waitUntil(lambda: engine.settings.text(ASSISTANT) == "sign_in")
    press(assistant, "Continue later")
    assert window.shown_page == "unsubscribes"
    again = open_window()
    again.go_to("assistant")
    qtbot.waitUntil(lambda: says(page_of(again), "Sign in to your org"))


def test_next_waits_for_the_sign_in_and_says_so(assistant: AssistantPage) -> None:
    assistant.open_with("sign_in")
    assert not button(assistant, "Next").isEnabled()
    assert says(assistant, "Sign in first.")
    assert button(assistant, "Continue later").isEnabled()


@pytest.mark.secret_service
@pytest.mark.usefixtures("desktop_keyring")
def test_signing_in_lets_the_next_step_follow(
    assistant: AssistantPage, engine: Engine, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    assistant.open_with("sign_in")
    token = practice_org.control("tokens", {})["access_token"]
    engine.connection.connect_with_token(practice_org.url, token, Path(practice_org.line["ca_file"]))
    qtbot.waitUntil(lambda: button(assistant, "Next").isEnabled(), timeout=SLOW_MS)
    step = assistant.findChild(SignInStep)
    assert isinstance(step, SignInStep)
    assert says(step, practice_org.line["username"])
    press(assistant, "Next")
    assert says(assistant, "Which opt out field is kept in step?")


def test_the_field_is_chosen_as_on_the_integration_screen(
    assistant: AssistantPage, engine: Engine, qtbot: QtBot
) -> None:
    assistant.open_with("field")
    choose(assistant, "Sync to Marketo Sales Opt Out field")
    qtbot.waitUntil(lambda: engine.settings.text(OPT_OUT_FIELD) == OptOutField.MARKETO_SALES)


def test_one_can_go_back_by_button_and_by_the_list_but_not_ahead(assistant: AssistantPage) -> None:
    assistant.open_with("field")
    press(assistant, "Back")
    assert says(assistant, "Sign in to your org")
    named = {b.accessibleName(): b for b in assistant.findChildren(QAbstractButton) if b.isVisible()}
    assert not named["People"].isEnabled()
    named["Language, done"].click()
    assert says(assistant, "In which language do you want to work?")
    assert not button(assistant, "Back").isEnabled()


def test_the_integration_screen_and_the_profile_lead_to_it(window: MainWindow, qtbot: QtBot) -> None:
    window.go_to("unsubscribes", "integration")
    qtbot.waitUntil(lambda: says(window, "No Salesforce org is connected."))
    press(window, "Set-up assistant")
    assert window.shown_page == "assistant"
    window.go_to("profile")
    press(window, "Open the assistant")
    assert window.shown_page == "assistant"


def test_the_keyboard_goes_through_the_step_before_it_comes_to_next(
    assistant: AssistantPage, window: MainWindow, qtbot: QtBot
) -> None:
    window.activateWindow()
    named = {b.accessibleName(): b for b in assistant.findChildren(QAbstractButton) if b.isVisible()}
    named["Language"].setFocus()
    passed = []
    for _ in range(3):
        qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
        focused = window.focusWidget()
        assert focused is not None
        passed.append(focused.accessibleName())
    assert passed == ["As the system", "Continue later", "Next"]


def signs(assistant: AssistantPage) -> dict[str, str]:
    """What the list says of each step, by its name."""
    named = [b.accessibleName() for b in assistant.findChildren(QAbstractButton) if b.isVisible()]
    steps = ("Language", "Org", "Sign in", "Field", "Checklist", "People", "Preview", "Nightly sync")
    return {name.partition(", ")[0]: name.partition(", ")[2] for name in named if name.startswith(steps)}


def test_what_was_skipped_does_not_look_done(assistant: AssistantPage, engine: Engine, qtbot: QtBot) -> None:
    assistant.open_with("nightly")
    skipped = "skipped, not done yet"
    qtbot.waitUntil(lambda: signs(assistant)["Checklist"] == skipped)
    assert signs(assistant) == {
        "Language": "done",
        "Org": "done",
        "Sign in": skipped,
        "Field": "done",
        "Checklist": skipped,
        "People": skipped,
        "Preview": skipped,
        "Nightly sync": "",
    }
    assert says(assistant, "Not done yet: Sign in, Checklist, People, Preview, Nightly sync.")
    assert button(assistant, "Finish").isEnabled()
    engine.collect.by_hand(["somebody@example.com"], "Asked by phone")
    qtbot.waitUntil(lambda: signs(assistant)["People"] == "done")
    pictures = {
        b.accessibleName().partition(", ")[0]: b.icon().pixmap(16, 16).toImage()
        for b in assistant.findChildren(QAbstractButton)
        if b.isVisible()
    }
    assert pictures["People"] == pictures["Language"] != pictures["Checklist"]
    assert says(assistant, "Not done yet: Sign in, Checklist, Preview, Nightly sync.")


def test_the_last_step_is_the_switch_of_the_nightly_sync_and_it_is_off_until_then(
    assistant: AssistantPage, engine: Engine, qtbot: QtBot
) -> None:
    assert ASSISTANT_STEPS[-2:] == ("preview", "nightly"), "after the first preview"
    assistant.open_with("nightly")
    assert says(assistant, "No next sync: the nightly sync is off.")
    assert not engine.settings.nightly_sync
    switch_of(assistant).click()
    qtbot.waitUntil(lambda: engine.settings.nightly_sync)
    qtbot.waitUntil(lambda: says(assistant, "8:00 pm Pacific"))
    qtbot.waitUntil(lambda: "Nightly sync" not in hindrance(assistant))


def hindrance(assistant: AssistantPage) -> str:
    return button(assistant, "Finish").accessibleDescription()


def test_a_preview_that_could_reach_nothing_is_not_on_offer_and_the_button_says_why(
    assistant: AssistantPage,
) -> None:
    assistant.open_with("preview")
    assert says(assistant, "A first sync can be worked out once an org is connected.")
    begin = button(assistant, "Calculate the preview")
    assert not begin.isEnabled()
    assert begin.toolTip() == "Connect to Salesforce first"
