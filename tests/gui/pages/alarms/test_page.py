"""The page Alarms in a real window: set up, tried, and what came of it beside the button."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from core.alarms.problems import why_not
from core.alarms.ways import MailSetUp
from core.engine import Engine
from core.events import AlarmsChanged, AlarmShown, Event
from core.settings.alarms import ALARMS_DESKTOP, ALARMS_HEARTBEAT, ALARMS_QUIET_FROM
from core.store.types.alarms import ChannelState
from gui.main_window import MainWindow
from gui.pages.alarms.page import AlarmsPage
from tests.core.secrets.test_credentials import SmallEntries
from tests.helpers.alarm_servers import MailServer, WebServer
from tests.helpers.driving import choose, controls, named, press, says


@pytest.fixture(autouse=True)
def entries() -> Iterator[SmallEntries]:
    before, backend = keyring.get_keyring(), SmallEntries()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


@pytest.fixture
def page(window: MainWindow) -> AlarmsPage:
    window.go_to("alarms")
    found = window.findChild(AlarmsPage)
    assert isinstance(found, AlarmsPage)
    return found


def write(page: QWidget, name: str, text: str) -> QLineEdit:
    field = named(page, name)
    assert isinstance(field, QLineEdit)
    field.setText(text)
    return field


def test_e_mail_is_set_up_tried_and_its_password_is_gone_from_the_field(
    page: AlarmsPage, engine: Engine, qtbot: QtBot, tmp_path: Path, entries: SmallEntries
) -> None:
    assert not named(page, "Test: E-mail").isEnabled()
    with MailServer(tmp_path, security="starttls", password="right") as server:
        engine.connection.network.change("system", "", None, str(server.ca_file))
        write(page, "Receivers", "admin@example.com")
        write(page, "Mail server", "localhost")
        choose(page, "Encryption", "TLS")
        port = named(page, "Port")
        assert isinstance(port, QLineEdit)
        assert port.text() == "465"
        choose(page, "Encryption", "STARTTLS")
        assert port.text() == "587"
        port.setText(server.port)
        write(page, "User", "me")
        password = write(page, "Password", "wrong")
        press(page, "Save", qtbot)
        qtbot.waitUntil(lambda: says(page, "Saved.") and password.text() == "")
        press(page, "Test: E-mail", qtbot)
        qtbot.waitUntil(lambda: says(page, "refused the user or the password"))
        assert "refused the user" in named(page, "Test: E-mail").accessibleDescription()
        password.setText("right")
        qtbot.keyClick(password, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: list(entries.entries.values()) == ["right"] and says(page, "Saved."))
        named(page, "Test: E-mail").setFocus()
        qtbot.keyClick(named(page, "Test: E-mail"), Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: says(page, "A test was sent; see whether it has arrived."))
        assert named(page, "Test: E-mail").hasFocus()
    assert len(server.received) == 1


def test_a_webhook_is_added_tried_and_removed(
    page: AlarmsPage, qtbot: QtBot, tmp_path: Path, entries: SmallEntries
) -> None:
    with WebServer(tmp_path) as server:
        field = write(page, "Address of a chat or a webhook", "mailto://me:pass@example.com")
        press(page, "Add", qtbot)
        qtbot.waitUntil(lambda: says(page, "The address mailto://… is of no service"))
        field.setText(f"{server.url}/hook/s3cret")
        press(page, "Add", qtbot)
        qtbot.waitUntil(lambda: says(page, "http://localhost/… was added. Test it now."))
        qtbot.waitUntil(lambda: field.text() == "" and says(page, "Test it now."))
        qtbot.waitUntil(lambda: any(w.accessibleName() == "Test: http://localhost/…" for w in controls(page)))
        press(page, "Test: http://localhost/…", qtbot)
        qtbot.waitUntil(lambda: says(page, "A test was sent; see whether it has arrived."))
        assert len(server.texts) == 1
    press(page, "Remove http://localhost/…", qtbot)
    qtbot.waitUntil(lambda: says(page, "The address was removed.") and entries.entries == {})


def test_the_desktop_is_tried_and_switched_off(page: AlarmsPage, engine: Engine, qtbot: QtBot) -> None:
    shown: list[Event] = []
    engine.events.subscribe(lambda event: shown.append(event) if isinstance(event, AlarmShown) else None)
    press(page, "Test: Desktop", qtbot)
    qtbot.waitUntil(lambda: len(shown) == 1)
    press(page, "Alarms on the desktop", qtbot)
    qtbot.waitUntil(lambda: engine.settings.text(ALARMS_DESKTOP) == "off")
    qtbot.waitUntil(lambda: not named(page, "Test: Desktop").isEnabled())


def test_quiet_hours_and_the_heartbeat_are_kept_and_what_is_wrong_is_said_below(
    page: AlarmsPage, engine: Engine, qtbot: QtBot
) -> None:
    for name, setting, wrong, right in (
        ("From", ALARMS_QUIET_FROM, "late", "22:00"),
        ("Address", ALARMS_HEARTBEAT, "http://example.com/x", "https://example.com/x"),
    ):
        field = write(page, name, wrong)
        field.setFocus()
        qtbot.keyClick(field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda field=field: "It accepts" in field.accessibleDescription())
        field.setText(right)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda setting=setting, right=right: engine.settings.text(setting) == right)
    qtbot.waitUntil(lambda: named(page, "Test: Heartbeat").isEnabled())


def test_what_hinders_the_alarms_themselves_stands_on_their_card(
    page: AlarmsPage, engine: Engine, qtbot: QtBot
) -> None:
    engine.alarms.ways.set_mail(MailSetUp("localhost", "1", "none", receivers="a@example.com"), None)
    state = ChannelState("email", 1, None, why_not("MAIL_NOT_REACHED", "localhost:1"))
    engine.store.alarms.not_told(state, [])
    engine.events.emit(AlarmsChanged())
    qtbot.waitUntil(lambda: says(page, "The mail server localhost:1 cannot be reached."))
