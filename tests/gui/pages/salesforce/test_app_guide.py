"""The guide to the External Client App."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from core.connection.sign_ins import BrowserOptions
from core.salesforce.sign_in.listener import callback_urls
from gui.main_window import MainWindow
from gui.pages.salesforce.app_guide import AppGuideDialog, setup_address
from gui.pages.salesforce.sign_in_card import SignInCard
from gui.widgets.copy_field import CopyField
from tests.gui.pages.conftest import Browser
from tests.helpers.driving import named, press, says
from tests.helpers.oauth_browser import free_ports

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

MANAGER = "lightning/setup/ManageExternalClientApplication/home"


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("https://acme.my.salesforce.com", f"https://acme.my.salesforce.com/{MANAGER}"),
        ("acme--dev.sandbox.my.salesforce.com", f"https://acme--dev.sandbox.my.salesforce.com/{MANAGER}"),
        (
            "https://login.salesforce.com",
            f"https://login.salesforce.com/?startURL=%2F{MANAGER.replace('/', '%2F')}",
        ),
        ("test", f"https://test.salesforce.com/?startURL=%2F{MANAGER.replace('/', '%2F')}"),
        ("", f"https://login.salesforce.com/?startURL=%2F{MANAGER.replace('/', '%2F')}"),
        ("no address", f"https://login.salesforce.com/?startURL=%2F{MANAGER.replace('/', '%2F')}"),
    ],
)
def test_the_deep_link_leads_into_setup_of_the_chosen_place(host: str, address: str) -> None:
    assert setup_address(host) == address


@pytest.fixture
def card(window: MainWindow) -> SignInCard:
    window.go_to("salesforce")
    found = window.findChild(SignInCard)
    assert isinstance(found, SignInCard)
    return found


@pytest.fixture
def guide(card: SignInCard, window: MainWindow) -> AppGuideDialog:
    card.open_guide()
    found = window.findChild(AppGuideDialog)
    assert isinstance(found, AppGuideDialog)
    return found


def test_the_form_leads_to_it(card: SignInCard, window: MainWindow, qtbot: QtBot) -> None:
    press(card, "Create the External Client App, step by step…", qtbot)
    assert window.findChild(AppGuideDialog) is not None


def test_every_step_is_there_with_what_to_copy(guide: AppGuideDialog, qtbot: QtBot) -> None:
    for title in (
        "Open the External Client App Manager",
        "Press New External Client App, and name it",
        "Open API (Enable OAuth Settings), and tick Enable OAuth",
        "Choose the OAuth scopes",
        "Set the security options, and press Create",
        "Say in Policies who may use it",
        "Copy the consumer key",
        "Check by signing in",
    ):
        assert says(guide, title)
    copied = []
    for field in guide.findChildren(CopyField):
        press(field, "Copy", qtbot)
        copied.append(QGuiApplication.clipboard().text())
    assert "\n".join(callback_urls()) in copied
    for scope in ("(api)", "(refresh_token, offline_access)", "(openid)"):
        assert any(text.endswith(scope) for text in copied)


def test_setup_opens_in_the_browser(guide: AppGuideDialog, browser: Browser, qtbot: QtBot) -> None:
    press(guide, "Open the External Client App Manager in the browser", qtbot)
    assert browser.opened == [setup_address("login")]


def test_the_key_is_checked_by_signing_in_with_it(
    guide: AppGuideDialog, card: SignInCard, qtbot: QtBot
) -> None:
    card.sign_in.options = BrowserOptions(open_browser=lambda _url: True, ports=free_ports(1))
    assert not named(guide, "Check by signing in").isEnabled()
    key = named(guide, "Consumer key")
    assert isinstance(key, QLineEdit)
    key.setText(" 3MVG9abc ")
    press(guide, "Check by signing in", qtbot)
    qtbot.waitUntil(lambda: says(card, "has opened in your browser"), timeout=20_000)
    address = named(card, "Address of the sign-in page")
    assert isinstance(address, QLineEdit)
    assert "client_id=3MVG9abc&" in address.text()
    press(card, "Cancel", qtbot)
    qtbot.waitUntil(lambda: not card.sign_in.is_running, timeout=20_000)


def test_a_key_that_was_pasted_is_kept_when_the_guide_is_closed(
    guide: AppGuideDialog, card: SignInCard, qtbot: QtBot
) -> None:
    key = named(guide, "Consumer key")
    assert isinstance(key, QLineEdit)
    key.setText("3MVG9abc")
    press(guide, "Close", qtbot)
    assert card.client_id() == "3MVG9abc"
