"""What the departments work with, over a store alone: no org, no environment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from core.connection.manager import ConnectionManager
from core.events import EventBus
from core.services import Services
from core.settings import Settings
from core.store.store import Store


def services_over(folder: Path, now: Callable[[], datetime], store: Store | None = None) -> Services:
    """Those of a data directory, whose store is opened unless it is given."""
    store, events = store or Store(folder), EventBus()
    settings = Settings(store.org_state, events)
    connection = ConnectionManager(
        store, settings, events, data_dir=folder, practice=None, environment={}, now=now
    )
    return Services(store, settings, connection, events, now)
