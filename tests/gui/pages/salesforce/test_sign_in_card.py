"""Logging in from the Salesforce page: the browser is played against a real practice org, with a real keyring."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import keyring
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QProgressBar, QScrollArea
from pytestqt.qtbot import QtBot

from core.connection.access_providers import account_of
from core.connection.sign_ins import BrowserOptions
from core.connection.signed_in import Manner
from core.connection.state import ConnectionState
from core.engine import Engine
from core.salesforce.sign_in.listener import callback_urls
from core.secrets.credentials import Credentials, RefreshAccess
from core.settings import CA_FILE
from gui.assistant.sign_in_step import SignInStep
from gui.language import ENGLISH, JAPANESE, Language
from gui.main_window import MainWindow
from gui.pages.salesforce.page import SalesforcePage
from gui.pages.salesforce.sign_in_card import SignInCard
from gui.pages.salesforce.waiting_for_browser import WaitingForBrowser
from gui.widgets.copy_field import CopyField
from tests.helpers.driving import named, press, says
from tests.helpers.no_keyring import NoKeyring
from tests.helpers.oauth_browser import Browser, PlayedBrowser, free_ports
from tests.helpers.practice import PracticeOrg

pytestmark = [pytest.mark.secret_service, pytest.mark.usefixtures("desktop_keyring")]

SLOW_MS = 20_000


@pytest.fixture(autouse=True)
def _as_at_first(practice_org: PracticeOrg) -> Iterator[None]:
    yield
    practice_org.control("faults", {"clear": True})


@pytest.fixture
def card(window: MainWindow, engine: Engine, practice_org: PracticeOrg) -> SignInCard:
    """The form, filled in for the practice org, whose authority is trusted."""
    engine.settings.set(CA_FILE, practice_org.line["ca_file"])
    window.go_to("salesforce")
    found = window.findChild(SignInCard)
    assert isinstance(found, SignInCard)
    named(found, "My Domain").click()  # type: ignore[attr-defined]
    write(found, "My Domain address", practice_org.url)
    write(found, "Consumer key", practice_org.line["client_id"])
    return found


def write(card: SignInCard, name: str, text: str) -> None:
    field = named(card, name)
    assert isinstance(field, QLineEdit)
    field.setText(text)


def behave(practice_org: PracticeOrg, **settings: Any) -> None:
    practice_org.control("faults", {"org": {"oauth": settings}})


class Person:
    """Sits at the browser; the ports are free ones, which the app of the practice org lists."""

    def __init__(self, card: SignInCard, practice_org: PracticeOrg, **how: Any) -> None:
        ports = free_ports(1)
        behave(practice_org, callback_urls=callback_urls(ports))
        self.browser = PlayedBrowser(Browser(practice_org, **how))
        card.sign_in.options = BrowserOptions(open_browser=self.browser.open, ports=ports)


def nobody(card: SignInCard, practice_org: PracticeOrg, *, opens: bool = True, wait_s: float = 600) -> None:
    """A browser in which nobody does anything, or none at all."""
    ports = free_ports(1)
    behave(practice_org, callback_urls=callback_urls(ports))
    card.sign_in.options = BrowserOptions(open_browser=lambda _url: opens, ports=ports, wait_s=wait_s)


def test_an_admin_logs_in_with_the_browser_and_sees_what_was_found(
    card: SignInCard, window: MainWindow, engine: Engine, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    person = Person(card, practice_org)
    page = window.findChild(SalesforcePage)
    assert isinstance(page, SalesforcePage)
    with closing(person.browser):
        press(card, "Log in to Salesforce", qtbot)
        qtbot.waitUntil(lambda: says(page, "What the test found"), timeout=SLOW_MS)
    assert engine.connection.state().state is ConnectionState.CONNECTED
    assert says(page, practice_org.line["username"])
    assert says(page, "Practice org")
    assert says(page, "with the browser, ")
    assert says(page, "Sign-in")
    assert not says(page, "not known")
    last = engine.connection.signed_in()
    assert last is not None
    assert (last.manner, last.client_id) == (Manner.BROWSER, practice_org.line["client_id"])
    kept = Credentials(account_of(engine.data_dir)).load()
    assert isinstance(kept, RefreshAccess)
    files = [path for path in engine.data_dir.rglob("*") if path.is_file()]
    assert files
    assert [path for path in files if kept.refresh_token.encode() in path.read_bytes()] == []


def test_the_form_is_filled_in_the_next_time(
    card: SignInCard, engine: Engine, practice_org: PracticeOrg, open_window: Any, qtbot: QtBot
) -> None:
    person = Person(card, practice_org)
    with closing(person.browser):
        press(card, "Log in to Salesforce", qtbot)
        qtbot.waitUntil(lambda: engine.connection.state().state is ConnectionState.CONNECTED, timeout=SLOW_MS)
    engine.connection.forget()
    again = open_window()
    again.go_to("salesforce")
    found = again.findChild(SignInCard)
    assert isinstance(found, SignInCard)
    fields = [field.text() for field in found.findChildren(QLineEdit)]
    assert {practice_org.url, practice_org.line["client_id"]} <= set(fields)


@pytest.mark.parametrize(
    ("how", "says_what", "code"),
    [
        ({"decision": "deny"}, "was not allowed in on the sign-in page", "access_denied (denied)"),
        ({}, "does not let the user in from this network", "invalid_grant (ip restricted)"),
        ({}, "no longer active in Salesforce", "invalid_grant (inactive user)"),
        ({}, "not allowed to use this app in your org", "OAUTH_APP_ACCESS_DENIED"),
        ({}, "does not exist in the org in which you signed in", "OAUTH_EC_APP_NOT_FOUND"),
    ],
)
def test_a_refusal_is_said_in_words_with_what_to_do(
    card: SignInCard,
    engine: Engine,
    practice_org: PracticeOrg,
    how: dict[str, str],
    says_what: str,
    code: str,
    qtbot: QtBot,
) -> None:
    person = Person(card, practice_org, **how)
    at_the_token_endpoint = {
        "invalid_grant (ip restricted)": "ip_restricted",
        "invalid_grant (inactive user)": "inactive_user",
        "OAUTH_APP_ACCESS_DENIED": "access_denied",
        "OAUTH_EC_APP_NOT_FOUND": "cross_org",
    }
    if code in at_the_token_endpoint:
        behave(practice_org, refuse=at_the_token_endpoint[code])
    with closing(person.browser):
        press(card, "Log in to Salesforce", qtbot)
        qtbot.waitUntil(lambda: says(card, says_what), timeout=SLOW_MS)
    assert says(card, code)
    assert engine.connection.state().state is ConnectionState.NOT_CONNECTED
    assert named(card, "Log in to Salesforce").isVisible()


def test_while_the_browser_has_the_word_the_address_can_be_copied_and_it_can_be_given_up(
    card: SignInCard, engine: Engine, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    nobody(card, practice_org)
    press(card, "Log in to Salesforce", qtbot)
    qtbot.waitUntil(lambda: says(card, "A page of Salesforce has opened in your browser"), timeout=SLOW_MS)
    [bar] = card.findChildren(QProgressBar)
    assert bar.isVisible()
    assert not named(card, "Consumer key").isVisible()
    assert says(card, "9:5") or says(card, "10:00")
    press(card, "Copy", qtbot)
    assert QGuiApplication.clipboard().text().startswith(f"{practice_org.url}/services/oauth2/authorize?")
    assert named(card, "Copied").isVisible()
    press(card, "Cancel", qtbot)
    qtbot.waitUntil(lambda: says(card, "The sign-in was given up. Nothing has changed."), timeout=SLOW_MS)
    assert named(card, "Consumer key").isVisible()
    assert engine.connection.state().state is ConnectionState.NOT_CONNECTED


def test_what_errors_in_the_browser_mean_is_told_beside_the_callback_url(
    card: SignInCard, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    nobody(card, practice_org)
    press(card, "Log in to Salesforce", qtbot)
    qtbot.waitUntil(lambda: says(card, "has opened in your browser"), timeout=SLOW_MS)
    press(card, "The browser shows an error instead", qtbot)
    assert says(card, "redirect_uri_mismatch")
    assert says(card, "does not list the callback URL of this program")
    callback = named(card, "Callback URL")
    assert isinstance(callback, QLineEdit)
    assert callback.text() == callback_urls(list(card.sign_in.options.ports))[0]
    press(card, "Cancel", qtbot)
    qtbot.waitUntil(lambda: not card.sign_in.is_running, timeout=SLOW_MS)


def test_without_a_browser_the_address_is_shown_to_be_opened_by_hand(
    card: SignInCard, engine: Engine, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    nobody(card, practice_org, opens=False)
    press(card, "Log in to Salesforce", qtbot)
    qtbot.waitUntil(lambda: says(card, "No browser could be opened here."), timeout=SLOW_MS)
    address = named(card, "Address of the sign-in page")
    assert isinstance(address, QLineEdit)
    by_hand = PlayedBrowser(Browser(practice_org))
    with closing(by_hand):
        by_hand.open(address.text())
        qtbot.waitUntil(lambda: engine.connection.state().state is ConnectionState.CONNECTED, timeout=SLOW_MS)


def test_nobody_signs_in_and_the_time_runs_out(
    card: SignInCard, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    nobody(card, practice_org, wait_s=0.5)
    press(card, "Log in to Salesforce", qtbot)
    qtbot.waitUntil(lambda: says(card, "was not finished in the browser within the time"), timeout=SLOW_MS)
    assert says(card, "Start the sign-in once more.")
    assert named(card, "Log in to Salesforce").isEnabled()


def test_taken_ports_are_named(card: SignInCard, qtbot: QtBot) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        card.sign_in.options = BrowserOptions(open_browser=lambda _url: True, ports=[port])
        press(card, "Log in to Salesforce", qtbot)
        qtbot.waitUntil(lambda: says(card, f"the ports {port} are all in use"), timeout=SLOW_MS)


def test_an_authority_that_is_not_trusted_is_no_reason_to_go_on(
    card: SignInCard, engine: Engine, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    person = Person(card, practice_org)
    engine.settings.set(CA_FILE, "")
    with closing(person.browser):
        press(card, "Log in to Salesforce", qtbot)
        qtbot.waitUntil(lambda: says(card, "CERTIFICATE_NOT_TRUSTED"), timeout=SLOW_MS)


def test_without_a_keyring_nothing_is_kept_anywhere_and_the_advice_is_given(
    card: SignInCard, engine: Engine, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())
    practice_org.control("oauth/revoke-refresh-tokens", {})
    person = Person(card, practice_org)
    try:
        with closing(person.browser):
            press(card, "Log in to Salesforce", qtbot)
            qtbot.waitUntil(lambda: says(card, "This computer offers no keyring"), timeout=SLOW_MS)
    finally:
        keyring.set_keyring(before)
    assert engine.connection.signed_in() is None
    assert engine.connection.state().state is ConnectionState.NOT_CONNECTED
    assert practice_org.control("oauth/revoke-refresh-tokens", {})["revoked"] == 0, "it was taken back"


def test_what_is_missing_is_asked_for_before_the_browser_opens(card: SignInCard, qtbot: QtBot) -> None:
    write(card, "Consumer key", " ")
    press(card, "Log in to Salesforce", qtbot)
    assert says(card, "The consumer key of the app in your org is needed")
    write(card, "Consumer key", "3MVG9")
    write(card, "My Domain address", "")
    press(card, "Log in to Salesforce", qtbot)
    assert says(card, "Give the address of your org, or choose Production or Sandbox.")
    assert not card.sign_in.is_running


def test_an_address_that_is_none_is_said(card: SignInCard, qtbot: QtBot) -> None:
    write(card, "My Domain address", "http://acme.my.salesforce.com")
    press(card, "Log in to Salesforce", qtbot)
    qtbot.waitUntil(lambda: says(card, "does not begin with https://"), timeout=SLOW_MS)


def test_the_arrow_keys_go_through_the_places_and_the_address_is_the_next_stop(
    card: SignInCard, qtbot: QtBot
) -> None:
    card.window().activateWindow()
    production = named(card, "Production")
    production.setFocus()
    production.click()  # type: ignore[attr-defined]
    assert not named(card, "My Domain address").isVisible()
    for name in ("Sandbox", "My Domain"):
        focused = card.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Down)
        assert named(card, name).hasFocus()
    assert named(card, "My Domain address").isVisible()
    qtbot.keyClick(named(card, "My Domain"), Qt.Key.Key_Tab)
    assert named(card, "My Domain address").hasFocus()


@pytest.mark.parametrize("code", [ENGLISH, JAPANESE])
def test_while_the_browser_is_waited_for_nothing_is_cut_off_in_the_assistant(
    window: MainWindow, language: Language, practice_org: PracticeOrg, code: str, qtbot: QtBot
) -> None:
    window.resize(window.minimumSize())
    language.choose(code)
    window.go_to("assistant", "sign_in")
    step = window.findChild(SignInStep)
    assert isinstance(step, SignInStep)
    card = step.findChild(SignInCard)
    assert isinstance(card, SignInCard)
    nobody(card, practice_org)
    card.sign_in.start(practice_org.url, practice_org.line["client_id"])
    card._show_waiting(True)
    waiting = card.findChild(WaitingForBrowser)
    assert isinstance(waiting, WaitingForBrowser)
    qtbot.waitUntil(lambda: any(field.isVisible() for field in waiting.findChildren(CopyField)))
    qtbot.wait(20)
    [area] = [area for area in step.findChildren(QScrollArea) if area.isVisible()]
    assert area.widget().width() <= area.viewport().width()
    card.sign_in.cancel()
    qtbot.waitUntil(lambda: not card.sign_in.is_running)
