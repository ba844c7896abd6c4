"""A clock that tests set by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

PACIFIC = ZoneInfo("America/Los_Angeles")


def pacific(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """A time on the clocks of California, in UTC."""
    return datetime(year, month, day, hour, minute, tzinfo=PACIFIC).astimezone(UTC)


class Clock:
    """Stands still until it is moved; calling it gives aware UTC."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        """Move forward, or back, by a timedelta's arguments."""
        self.at += timedelta(**by)
