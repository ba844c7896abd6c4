"""Looks between the nights: when the last one was. What they took is counted by the day, see `daily_figures`."""

from __future__ import annotations

from datetime import datetime

from core.plain_text.moments import from_iso_text, iso_text
from core.store.database import Database
from core.store.org_state import OrgState

LAST_LOOK = "looks.last"
"""In the settings table: when Salesforce was looked at last between the nights."""


class Looks:
    """What is kept of them."""

    def __init__(self, database: Database) -> None:
        self._state = OrgState(database)

    def done(self, at: datetime) -> None:
        """Note a look."""
        self._state.set_setting(LAST_LOOK, iso_text(at))

    def last(self) -> datetime | None:
        """When the last one was; None before the first."""
        stored = self._state.setting(LAST_LOOK)
        return from_iso_text(stored) if stored else None
