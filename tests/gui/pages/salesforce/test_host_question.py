"""A host that is not Salesforce's: the window shows it, and asks before anything secret goes there."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from core.engine import Engine
from core.settings import TRUSTED_HOSTS
from gui.main_window import MainWindow
from gui.pages.salesforce.host_question import HostQuestion
from gui.pages.salesforce.other_ways import OtherWaysCard
from gui.pages.salesforce.sign_in_card import SignInCard
from gui.widgets.labels import TextLabel
from tests.helpers.driving import choose, named, press, says

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

EVIL = "https://login.salesforce.com.xn--slesforce-0yh.invalid"
SLOW_MS = 20_000


def question(window: MainWindow, qtbot: QtBot) -> HostQuestion:
    """The dialog, once it is there."""

    def asked() -> HostQuestion | None:
        return next((one for one in window.findChildren(HostQuestion) if one.isVisible()), None)

    qtbot.waitUntil(lambda: asked() is not None, timeout=SLOW_MS)
    found = asked()
    assert found is not None
    return found


def texts_of(dialog: HostQuestion) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(TextLabel))


@pytest.fixture
def other_ways(window: MainWindow, qtbot: QtBot) -> OtherWaysCard:
    window.go_to("salesforce")
    card = window.findChild(OtherWaysCard)
    assert isinstance(card, OtherWaysCard)
    press(card, "Show", qtbot)
    choose(card, "Way to sign in", "Access token")
    for name, text in (("Address of your org", EVIL), ("Access token", "00Dx!secret")):
        field = next(f for f in card.findChildren(QLineEdit) if f.accessibleName() == name)
        field.setText(text)
    return card


def test_the_whole_host_is_shown_and_going_back_allows_nothing(
    window: MainWindow, other_ways: OtherWaysCard, engine: Engine, qtbot: QtBot
) -> None:
    press(other_ways, "Connect", qtbot)
    asked = question(window, qtbot)
    shown = texts_of(asked)
    assert "xn--slesforce-0yh.invalid" in shown
    assert "login.salesforce.com.s\N{CYRILLIC SMALL LETTER A}lesforce.invalid" in shown
    assert (
        asked.close_button.hasFocus()
        or asked.close_button.isDefault()
        or asked.focusWidget() is asked.close_button
    )
    press(asked, "Go back", qtbot)
    assert engine.settings.text(TRUSTED_HOSTS) == ""
    assert says(other_ways, "is not a host of Salesforce")


def test_a_yes_is_kept_and_the_sign_in_goes_on(
    window: MainWindow, other_ways: OtherWaysCard, engine: Engine, qtbot: QtBot
) -> None:
    press(other_ways, "Connect", qtbot)
    press(question(window, qtbot), "Trust this host", qtbot)
    qtbot.waitUntil(lambda: says(other_ways, "cannot be reached"), timeout=SLOW_MS)
    assert engine.settings.text(TRUSTED_HOSTS) == "login.salesforce.com.xn--slesforce-0yh.invalid"


def test_the_browser_is_not_opened_before_the_yes(window: MainWindow, qtbot: QtBot) -> None:
    window.go_to("salesforce")
    card = window.findChild(SignInCard)
    assert isinstance(card, SignInCard)
    named(card, "My Domain").click()  # type: ignore[attr-defined]
    for name, text in (("My Domain address", EVIL), ("Consumer key", "3MVG9")):
        field = named(card, name)
        assert isinstance(field, QLineEdit)
        field.setText(text)
    opened: list[str] = []
    card.sign_in.options = card.sign_in.options.__class__(open_browser=lambda url: bool(opened.append(url)))
    card.log_in()
    question(window, qtbot)
    assert opened == []
