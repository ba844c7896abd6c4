"""What the tests of this folder share."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backends import SecretService as secret_service_backend

from core.connection.manager import ConnectionManager
from core.connection.practice_child import PracticeLine
from core.events import Event, EventBus
from core.settings import Settings
from core.store.store import Store
from tests.helpers.practice import PracticeOrg
from tests.helpers.secret_service import SecretService

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def running_at(line: PracticeLine) -> PracticeOrg:
    """The tests' view of a practice org that somebody else started: its queries and its control surface."""
    org = PracticeOrg()
    org.line = {
        "instance_url": line.instance_url,
        "ca_file": line.ca_file,
        "access_token": line.access_token,
    }
    return org


@pytest.fixture(scope="module")
def practice() -> Iterator[PracticeOrg]:
    """An org of the test module's own, which its tests may change."""
    with PracticeOrg(people=20, opted_out=2) as running:
        yield running


@pytest.fixture(scope="module")
def desktop_keyring(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A real, unlocked Secret Service, which this process uses; data directories have accounts of their own."""
    variable = "DBUS_SESSION_BUS_ADDRESS"
    outside, backend = os.environ.get(variable), keyring.get_keyring()
    with SecretService(tmp_path_factory.mktemp("home")) as service:
        os.environ[variable] = service.environment[variable]
        keyring.set_keyring(secret_service_backend.Keyring())
        yield
    keyring.set_keyring(backend)
    if outside is None:
        del os.environ[variable]
    else:
        os.environ[variable] = outside


class Desk:
    """A keeper with all that it stands on, and the events that it has told."""

    def __init__(self, data_dir: Path, **options: Any) -> None:
        self.data_dir = data_dir
        self.store = Store(data_dir)
        self.events = EventBus()
        self.told: list[Event] = []
        self.events.subscribe(self.told.append)
        self.settings = Settings(self.store.org_state, self.events)
        options = {"practice": None, "environment": {}, "now": lambda: NOW} | options
        self.keeper = ConnectionManager(self.store, self.settings, self.events, data_dir=data_dir, **options)

    def told_of(self, kind: type[Event]) -> int:
        """How often an event was told since the last call for that event."""
        others = [event for event in self.told if not isinstance(event, kind)]
        count = len(self.told) - len(others)
        self.told[:] = others
        return count


MakeDesk = Callable[..., Desk]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[MakeDesk]:
    """Makes keepers over one data directory; closes them at the end."""
    made: list[Desk] = []

    def make(data_dir: Path = tmp_path / "data", **options: Any) -> Desk:
        made.append(Desk(data_dir, **options))
        return made[-1]

    yield make
    for each in made:
        each.keeper.close()
