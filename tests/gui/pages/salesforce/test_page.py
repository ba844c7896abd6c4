"""The Salesforce page: who is connected, testing it, signing out, and what it says when a new sign-in is needed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from pytestqt.qtbot import QtBot

from core.connection.state import ConnectionState
from core.engine import Engine
from core.messages import ProblemError
from core.settings import NIGHTLY_SYNC
from gui.engine_bridge import EngineBridge
from gui.icons import Icons
from gui.main_window import MainWindow
from gui.pages.checklist.page import ChecklistTab
from gui.pages.salesforce.network_card import NetworkCard
from gui.pages.salesforce.page import SalesforcePage
from gui.pages.salesforce.sign_in_card import SignInCard
from gui.pages.salesforce.sign_out import SignOutDialog
from gui.theme import Theme
from gui.tray import Tray
from tests.helpers.driving import named, press, says
from tests.helpers.practice import PracticeOrg

pytestmark = [
    pytest.mark.secret_service,
    pytest.mark.usefixtures("desktop_keyring"),
    pytest.mark.qt_log_ignore("propagateSizeHints"),
]

SLOW_MS = 20_000


@pytest.fixture(autouse=True)
def _as_at_first(practice_org: PracticeOrg) -> Iterator[None]:
    yield
    practice_org.control("faults", {"clear": True})


@pytest.fixture
def page(window: MainWindow) -> SalesforcePage:
    window.go_to("salesforce")
    found = window.findChild(SalesforcePage)
    assert isinstance(found, SalesforcePage)
    return found


@pytest.fixture
def connected(
    page: SalesforcePage, engine: Engine, practice_org: PracticeOrg, qtbot: QtBot
) -> SalesforcePage:
    token = practice_org.control("tokens", {})["access_token"]
    engine.connection.connect_with_token(practice_org.url, token, Path(practice_org.line["ca_file"]))
    qtbot.waitUntil(lambda: says(page, practice_org.line["username"]))
    return page


def test_before_there_is_an_org_the_page_is_the_way_to_one(page: SalesforcePage) -> None:
    assert named(page, "Log in to Salesforce").isVisible()
    assert not says(page, "Connection")
    assert not says(page, "Load people from Salesforce")


def test_the_org_is_shown_with_its_kind_and_the_form_folds_away(
    connected: SalesforcePage, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    assert says(connected, "Practice org")
    assert says(connected, practice_org.url)
    assert says(connected, "with an access token that was handed in, ")
    assert says(connected, "of 100,000 left")
    form = connected.findChild(SignInCard)
    assert isinstance(form, SignInCard)
    assert not form.is_open
    press(form, "Log in again…", qtbot)
    assert named(form, "Consumer key").isVisible()


def test_a_test_of_the_connection_lists_what_it_found(connected: SalesforcePage, qtbot: QtBot) -> None:
    press(connected, "Test connection", qtbot)
    qtbot.waitUntil(lambda: says(connected, "What the test found"), timeout=SLOW_MS)
    for found in (
        "Connection to Salesforce, encrypted and verified",
        "Sign-in",
        "API of the org",
        "Org to which this data belongs",
        "Reading and writing the opt out field",
        "API calls left today",
    ):
        assert says(connected, found)
    assert not says(connected, "wrong")


def test_a_test_says_where_it_ended(
    connected: SalesforcePage, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    practice_org.control("expire-tokens", {})
    press(connected, "Test connection", qtbot)
    qtbot.waitUntil(lambda: says(connected, "× wrong"), timeout=SLOW_MS)
    assert says(connected, "✓ fine")
    assert says(connected, "not known")
    qtbot.waitUntil(lambda: says(connected, "Sign in to Salesforce again"))
    assert says(connected, "nothing that was collected is lost")
    form = connected.findChild(SignInCard)
    assert isinstance(form, SignInCard)
    assert form.is_open, "the way to sign in again is there at once"


def test_the_integration_screen_leads_to_the_new_sign_in(
    connected: SalesforcePage, window: MainWindow, engine: Engine, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    window.go_to("unsubscribes", "integration")
    practice_org.control("expire-tokens", {})
    with pytest.raises(ProblemError):
        engine.check_connection()
    qtbot.waitUntil(lambda: says(window, "Until you sign in again pushes wait"))
    press(window, "Sign in again", qtbot)
    assert window.shown_page == "salesforce"


@pytest.mark.qt_log_ignore("QPlatformNativeInterface::systemTrayWindowChanged")
def test_the_tray_asks_for_the_new_sign_in(
    connected: SalesforcePage,
    bridge: EngineBridge,
    theme: Theme,
    engine: Engine,
    practice_org: PracticeOrg,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    engine.settings.set(NIGHTLY_SYNC, "on")
    kept = QSettings(str(tmp_path / "tray.ini"), QSettings.Format.IniFormat)
    tray = Tray(bridge, theme, Icons(theme), kept)
    qtbot.waitUntil(lambda: tray.tooltip == "Unsubscribe Sync: Needs you: 1")
    practice_org.control("expire-tokens", {})
    with pytest.raises(ProblemError):
        engine.check_connection()
    qtbot.waitUntil(lambda: tray.tooltip == "Unsubscribe Sync: Needs you: 2")
    token = practice_org.control("tokens", {})["access_token"]
    engine.connection.connect_with_token(practice_org.url, token, Path(practice_org.line["ca_file"]))
    qtbot.waitUntil(lambda: tray.tooltip == "Unsubscribe Sync: Needs you: 1")


def ask_to_sign_out(page: SalesforcePage, window: MainWindow, qtbot: QtBot) -> SignOutDialog:
    press(page, "Sign out…", qtbot)
    dialog = window.findChild(SignOutDialog)
    assert isinstance(dialog, SignOutDialog)
    return dialog


def test_signing_out_asks_first_and_says_what_stays(
    connected: SalesforcePage, window: MainWindow, engine: Engine, qtbot: QtBot
) -> None:
    dialog = ask_to_sign_out(connected, window, qtbot)
    assert says(dialog, "It is not revoked")
    assert says(dialog, "nothing is pushed or synced")
    assert says(dialog, "stay on this computer")
    press(dialog, "Cancel", qtbot)
    assert engine.connection.state().state is ConnectionState.CONNECTED
    dialog = ask_to_sign_out(connected, window, qtbot)
    press(dialog, "Sign out", qtbot)
    qtbot.waitUntil(lambda: engine.connection.state().state is ConnectionState.NOT_CONNECTED, timeout=SLOW_MS)
    qtbot.waitUntil(lambda: named(connected, "Log in to Salesforce").isVisible())
    assert not named(connected, "Test connection").isVisible()


def test_the_keyboard_stays_at_the_button_that_tested(connected: SalesforcePage, qtbot: QtBot) -> None:
    connected.window().activateWindow()
    button = named(connected, "Test connection")
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: says(connected, "What the test found"), timeout=SLOW_MS)
    assert button.hasFocus()


def test_a_network_that_says_nothing_holds_up_nothing_else(
    connected: SalesforcePage, window: MainWindow, engine: Engine, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    practice_org.control("faults", {"requests": [{"do": "stall", "seconds": 60, "times": 0}]})
    press(connected, "Test connection", qtbot)
    card = connected.findChild(NetworkCard)
    assert isinstance(card, NetworkCard)
    card.save()
    window.go_to("unsubscribes", "checklist")
    page = window.findChild(ChecklistTab)
    assert isinstance(page, ChecklistTab)
    page.check_now()
    window.go_to("salesforce")
    connected.change(NIGHTLY_SYNC, "off")
    qtbot.waitUntil(lambda: engine.settings.text(NIGHTLY_SYNC) == "off", timeout=SLOW_MS)
    assert not named(connected, "Testing…").isEnabled(), "the test has not ended yet"


def test_signing_out_says_so_while_the_network_says_nothing(
    connected: SalesforcePage, engine: Engine, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    engine.connection.sign_in_with_secret(
        practice_org.url,
        practice_org.line["client_id"],
        practice_org.line["client_secret"],
        ca_file=Path(practice_org.line["ca_file"]),
    )
    practice_org.control("faults", {"requests": [{"do": "stall", "seconds": 2, "path": "revoke"}]})
    press(connected, "Sign out…", qtbot)
    dialog = connected.window().findChild(SignOutDialog)
    assert isinstance(dialog, SignOutDialog)
    press(dialog, "Sign out", qtbot)
    assert says(dialog, "Signing out…")
    assert not says(dialog, "Cancel")
    state = engine.connection.state
    qtbot.waitUntil(lambda: state().state is ConnectionState.NOT_CONNECTED, timeout=SLOW_MS)
