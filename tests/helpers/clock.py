"""The clock of the tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

PACIFIC = ZoneInfo("America/Los_Angeles")


def pacific(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """A time on the clocks of California, in UTC."""
    return datetime(year, month, day, hour, minute, tzinfo=PACIFIC).astimezone(UTC)


class Clock:
    """Calling it gives aware UTC, `ahead` by what it was moved.

    It stands still at a time; without one it goes as the computer's does.
    """

    def __init__(self, at: datetime | None = None) -> None:
        self._at = at
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return (self._at or datetime.now(UTC)) + self.ahead

    @property
    def at(self) -> datetime:
        """What it shows; when it is set, it stands still there."""
        return self()

    @at.setter
    def at(self, at: datetime) -> None:
        self._at, self.ahead = at, timedelta()

    def seconds(self) -> float:
        """The same for whoever counts seconds, from any moment."""
        return self().timestamp()

    def move(self, **by: float) -> None:
        """Move forward, or back, by a timedelta's arguments."""
        self.ahead += timedelta(**by)
