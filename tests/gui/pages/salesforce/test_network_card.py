"""The card for company networks: it shows the way taken, changes it, tries it, and keeps the password out of sight."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from core.engine import Engine
from core.settings import CA_FILE, PROXY, PROXY_USER
from gui.main_window import MainWindow
from gui.pages.salesforce.network_card import NetworkCard
from tests.core.secrets.test_credentials import SmallEntries
from tests.helpers.connect_proxy import FAR, ConnectProxy, org_behind
from tests.helpers.driving import press, says

SLOW_MS = 20_000


@pytest.fixture(autouse=True)
def entries(monkeypatch: pytest.MonkeyPatch) -> Iterator[SmallEntries]:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    before = keyring.get_keyring()
    backend = SmallEntries()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


@pytest.fixture
def card(window: MainWindow, qtbot: QtBot) -> NetworkCard:
    window.go_to("salesforce")
    found = window.findChild(NetworkCard)
    assert isinstance(found, NetworkCard)
    assert not found.is_open
    press(found, "Change…", qtbot)
    return found


def field(card: NetworkCard, name: str) -> QLineEdit:
    return next(f for f in card.findChildren(QLineEdit) if f.accessibleName() == name)


def fill(card: NetworkCard, proxy: str, user: str = "", password: str = "", ca_file: str = "") -> None:
    card._proxy.setCurrentIndex(card._proxy.findData("own"))
    field(card, "Address of the proxy").setText(proxy)
    field(card, "User for the proxy").setText(user)
    field(card, "Password for the proxy").setText(password)
    field(card, "CA file to trust").setText(ca_file)


def test_the_head_says_which_way_is_taken(
    card: NetworkCard, engine: Engine, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: says(card, "Proxy: As the system says (no proxy)."))
    monkeypatch.setenv("https_proxy", "http://u:secret@proxy.corp.example:3128")
    card.refresh()
    assert says(card, "Proxy: As the system says (proxy.corp.example:3128).")
    engine.settings.set(PROXY, "none")
    qtbot.waitUntil(lambda: says(card, "Proxy: No proxy."))


def test_user_and_password_are_asked_for_only_with_a_proxy_of_its_own(card: NetworkCard) -> None:
    assert field(card, "User for the proxy").isHidden()
    card._proxy.setCurrentIndex(card._proxy.findData("own"))
    assert not field(card, "User for the proxy").isHidden()
    assert field(card, "Password for the proxy").echoMode() is QLineEdit.EchoMode.Password


def test_a_proxy_with_a_password_is_saved_tried_and_not_shown_again(
    card: NetworkCard, engine: Engine, entries: SmallEntries, tmp_path: Path, qtbot: QtBot
) -> None:
    with ConnectProxy("anna", "right") as proxy, org_behind(proxy, tmp_path / "far") as org:
        engine.connection.network.change(proxy.place, "anna", "right", org.line["ca_file"])
        engine.connection.allow_host(FAR)
        engine.connection.connect_with_token(FAR, org.token, None)
        fill(card, proxy.place, "anna", "wrong", org.line["ca_file"])
        press(card, "Save and test", qtbot)
        qtbot.waitUntil(lambda: says(card, "wants a user and a password"), timeout=SLOW_MS)
        field(card, "Password for the proxy").setText("right")
        press(card, "Save and test", qtbot)
        qtbot.waitUntil(lambda: says(card, "Saved. Salesforce can be reached."), timeout=SLOW_MS)
        assert engine.settings.text(PROXY) == proxy.place
        # Without a new one, the password stays.
        press(card, "Save and test", qtbot)
        qtbot.waitUntil(lambda: card._save.isEnabled(), timeout=SLOW_MS)
        assert "right" in entries.entries.values()
        # That of another user it is not.
        field(card, "User for the proxy").setText("otto")
        press(card, "Save and test", qtbot)
        qtbot.waitUntil(lambda: says(card, "wants a user and a password"), timeout=SLOW_MS)
        assert "right" not in entries.entries.values()


def test_what_cannot_be_used_is_said_and_nothing_is_changed(
    card: NetworkCard, engine: Engine, tmp_path: Path, qtbot: QtBot
) -> None:
    fill(card, "anna:secret@proxy:8080")
    press(card, "Save and test", qtbot)
    qtbot.waitUntil(lambda: says(card, "not the address of a proxy"), timeout=SLOW_MS)
    fill(card, "proxy:8080", ca_file=str(tmp_path / "absent.pem"))
    press(card, "Save and test", qtbot)
    qtbot.waitUntil(lambda: says(card, "cannot be used"), timeout=SLOW_MS)
    assert [engine.settings.text(setting) for setting in (PROXY, PROXY_USER, CA_FILE)] == ["system", "", ""]


def test_before_an_org_is_connected_it_is_only_saved(card: NetworkCard, engine: Engine, qtbot: QtBot) -> None:
    fill(card, "proxy.example.com:8080")
    press(card, "Save and test", qtbot)
    qtbot.waitUntil(lambda: says(card, "Saved."), timeout=SLOW_MS)
    assert engine.settings.text(PROXY) == "proxy.example.com:8080"
    assert says(card, "Proxy: proxy.example.com:8080.")
