from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.collect.collector import Collector
from core.collect.csv_export import CsvExport
from core.collect.csv_import import CsvImport
from core.events import Event
from core.settings import Settings
from core.store.store import Store
from core.store.types.log import LogEntry, LogFilter
from tests.helpers.services import services_over

NOW = datetime(2026, 6, 10, 12, tzinfo=UTC)


@dataclass
class House:
    """A store of its own with the department of collecting over it, and what it told the others."""

    folder: Path
    store: Store
    settings: Settings
    collector: Collector
    importer: CsvImport
    exporter: CsvExport
    told: list[Event] = field(default_factory=list)
    wakes: list[threading.Thread] = field(default_factory=list)

    def log(self) -> list[LogEntry]:
        return self.store.status_log.page(LogFilter(), before_id=None, limit=100)

    def person_id(self, key: str) -> int:
        return self.store.people.by_keys([key])[key].id

    def unsubscribed(self) -> set[str]:
        return {key for key, unsubscribed in self.store.people.states() if unsubscribed}

    def people(self) -> set[str]:
        return {key for key, _ in self.store.people.states()}

    def file(self, text: str | bytes, name: str = "people.csv") -> Path:
        """A file with this text in UTF-8, or with these bytes."""
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path


def build(folder: Path, data: Path) -> House:
    """A house over the data directory `data`."""
    services = services_over(data, lambda: NOW)
    wakes: list[threading.Thread] = []

    def wake() -> None:
        wakes.append(threading.current_thread())

    house = House(
        folder,
        services.store,
        services.settings,
        Collector(services, who="Mina Kato", on_collected=wake),
        CsvImport(services, who="Mina Kato", on_collected=wake),
        CsvExport(services),
        wakes=wakes,
    )
    services.events.subscribe(house.told.append)
    return house


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """An empty house; its database stays connected for this thread."""
    built = build(tmp_path, tmp_path / "data")
    with built.store.database.use():
        yield built
