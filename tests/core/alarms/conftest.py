"""Alarms of one data directory, with a clock that tests set, a keyring in memory, and needs that tests make."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import keyring
import pytest

from core.alarms.alarms import Alarms
from core.alarms.ways import MailSetUp
from core.attention.needs import Need, NeedKind, Summary
from core.connection.state import Connection, ConnectionState
from core.engine import Engine
from core.engine_options import EngineOptions
from core.messages import Message
from core.store.types.log import Level
from tests.core.secrets.test_credentials import SmallEntries
from tests.helpers.alarm_servers import MailServer, WebServer
from tests.helpers.clock import Clock

EVENING = datetime(2026, 3, 2, 20, 0).astimezone(UTC)
HELD = Need(
    NeedKind.SYNC_HELD, Message("A sync is waiting for your approval."), Message("Look."), "7", run_id=7
)
PARKED = Need(NeedKind.PUSHES_PARKED, Message("12 pushes are parked: no access"), Message("Give it."), "A")
SIGN_IN = Need(NeedKind.SIGN_IN, Message("Salesforce asks for a new sign-in."), level=Level.ERROR)
SET_UP = Need(NeedKind.SET_UP, Message("Set-up: 3 steps left"), level=Level.INFO)


@pytest.fixture
def entries() -> Iterator[SmallEntries]:
    before, backend = keyring.get_keyring(), SmallEntries()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


class Desk:
    """An engine that is not started; `needs` are what the admin is needed for, as other tests hold it."""

    def __init__(self, folder: Path) -> None:
        self.clock = Clock(EVENING)
        self.engine = Engine(EngineOptions(folder, environment={}, now=self.clock))
        self.needs: list[Need] = []
        self.connected = True
        self.alarms: Alarms = self.engine.alarms
        self.alarms._attention = lambda: self  # type: ignore[assignment,return-value]
        self.engine.connection.state = self._state  # type: ignore[method-assign]

    def summary(self) -> Summary:
        return Summary(tuple(self.needs))

    def _state(self) -> Connection:
        return Connection(ConnectionState.CONNECTED if self.connected else ConnectionState.CONNECTING)

    def window_looks(self, *needs: Need, minutes: float = 0) -> None:
        """A look of the thread that works while a window is there, some minutes after the one before."""
        self.clock.move(minutes=minutes)
        self.needs = list(needs)
        self.alarms._guarded_turn(threading.Event())

    def command_ends(self, *needs: Need, minutes: float = 0) -> None:
        self.clock.move(minutes=minutes)
        self.needs = list(needs)
        self.alarms.tell_here(threading.Event(), limit_s=60)

    def mail_to(self, server: MailServer) -> None:
        self.alarms.ways.set_mail(
            MailSetUp("localhost", server.port, "none", receivers="admin@example.com"),
            None,
        )

    def chat_to(self, server: WebServer, path: str = "/hook/s3cret") -> str:
        return self.alarms.ways.add_chat(f"{server.url.replace('http', 'json', 1)}{path}").number


@pytest.fixture
def desk(tmp_path: Path, entries: SmallEntries) -> Iterator[Desk]:
    made = Desk(tmp_path / "data")
    yield made
    made.engine.stop()


@pytest.fixture
def mail_server(tmp_path: Path) -> Iterator[MailServer]:
    with MailServer(tmp_path) as server:
        yield server


@pytest.fixture
def web_server(tmp_path: Path) -> Iterator[WebServer]:
    with WebServer(tmp_path) as server:
        yield server
