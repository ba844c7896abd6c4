"""What the departments of the engine work with, as one value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from core.connection.manager import ConnectionManager
from core.events import EventBus, StatusLogWriter
from core.salesforce.http.retry import USUAL, Backoff
from core.settings import Settings
from core.store.store import Store


@dataclass(frozen=True, slots=True)
class Services:
    """The store, the settings, the way to the org, who is told, and the clock, of one data directory.

    `now` gives aware UTC times; `backoff` says how long pushing and syncing wait after failures.
    """

    store: Store
    settings: Settings
    connection: ConnectionManager
    events: EventBus
    now: Callable[[], datetime]
    backoff: Backoff = USUAL

    @property
    def log(self) -> StatusLogWriter:
        """Writes into the status log."""
        return StatusLogWriter(self.store.status_log, self.events, self.now)
