"""What happened on each day: read in one go for the plots of the Overview. Triggers count it (migration 0015)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from core.store.database import Database
from core.store.schema import utc_text
from core.store.types.figures import API_CALLS, UNSUBSCRIBED, CallsOf, DailyFigures
from core.store.types.people import Source

_EPOCH = date(1970, 1, 1)


class Figures:
    """The counted days. A day is one of this computer's time zone, as its calendar shows it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_calls(self, of: CallsOf, calls: int, at: datetime) -> None:
        """Count API calls that belong to no run; those of runs are counted when they are closed."""
        if calls > 0:
            self._database.write(_ADD, (utc_text(at), API_CALLS, of, calls))

    def read(self, since: date | None = None) -> DailyFigures:
        """The days from a first one on, all of them without it."""
        first = day_number(since) if since is not None else -(1 << 40)
        found = DailyFigures()
        for day, what, source, amount in self._database.rows(
            "SELECT day, what, source, amount FROM daily_figure WHERE day >= ? ORDER BY day", (first,)
        ):
            if what == UNSUBSCRIBED:
                by_source = found.unsubscribed.setdefault(_date(day), {})
                kind = Source(source) if source else None
                by_source[kind] = by_source.get(kind, 0) + amount
            elif what == API_CALLS:
                found.calls.setdefault(_date(day), {})[CallsOf(source)] = amount
        for day, seconds, opt_outs in self._database.rows(
            "SELECT day, seconds, opt_outs FROM daily_wait WHERE day >= ? ORDER BY day, seconds", (first,)
        ):
            found.waits.setdefault(_date(day), {})[seconds] = opt_outs
        return found


def day_number(day: date) -> int:
    """The number under which a day is counted."""
    return (day - _EPOCH).days


def _date(day: int) -> date:
    return _EPOCH + timedelta(days=day)


_ADD = """
INSERT INTO daily_figure
VALUES (CAST(strftime('%s', ? / 1000000, 'unixepoch', 'localtime') AS INTEGER) / 86400, ?, ?, ?)
ON CONFLICT (day, what, source) DO UPDATE SET amount = amount + excluded.amount
"""
