"""Looks between the nights that found nothing: how many there were on a day, and what they took; never a row each."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from core.plain_text.moments import from_iso_text, iso_text
from core.store.database import Database
from core.store.org_state import OrgState

_FIRST_DAY = date(1970, 1, 1)
LAST_LOOK = "looks.last"
"""In the settings table: when Salesforce was looked at last between the nights."""


class Looks:
    """What is kept of them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._state = OrgState(database)

    def done(self, at: datetime, api_calls: int, *, found: bool) -> None:
        """Note a look; the calls of one that found something stand in its run."""
        with self._database.transaction():
            self._state.set_setting(LAST_LOOK, iso_text(at))
            if not found:
                self._database.write(
                    "INSERT INTO look_day (day, looks, api_calls) VALUES (?, 1, ?) ON CONFLICT (day) "
                    "DO UPDATE SET looks = looks + 1, api_calls = api_calls + excluded.api_calls",
                    ((at.astimezone(UTC).date() - _FIRST_DAY).days, api_calls),
                )

    def last(self) -> datetime | None:
        """When the last one was; None before the first."""
        stored = self._state.setting(LAST_LOOK)
        return from_iso_text(stored) if stored else None

    def calls_by_day(self, since: date) -> dict[date, int]:
        """The API calls of looks that found nothing, by day (UTC); days without one are left out."""
        return {
            _FIRST_DAY + timedelta(days=day): calls
            for day, calls in self._database.rows(
                "SELECT day, api_calls FROM look_day WHERE day >= ?", ((since - _FIRST_DAY).days,)
            )
        }
