"""SOQL's named dates (TODAY, LAST_N_DAYS:7 ...) as ranges of days, in the zone of the API user, which is GMT.

A range is half open, first day and the day after the last. Weeks begin on Sunday, as in the locale en_US; the fiscal
year is the calendar's (SOQL and SOSL Reference, Date Formats and Date Literals).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

Range = tuple[date, date]


def _day(first: date, days: int = 1) -> Range:
    return first, first + timedelta(days=days)


def _week(today: date, weeks: int) -> date:
    return today - timedelta(days=today.isoweekday() % 7) + timedelta(weeks=weeks)


def _month(today: date, months: int) -> date:
    index = today.year * 12 + today.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def _quarter(today: date, quarters: int) -> date:
    return _month(today, quarters * 3 - (today.month - 1) % 3)


def _year(today: date, years: int) -> date:
    return date(today.year + years, 1, 1)


_PLAIN: dict[str, Callable[[date], Range]] = {
    "TODAY": _day,
    "YESTERDAY": lambda today: _day(today - timedelta(days=1)),
    "TOMORROW": lambda today: _day(today + timedelta(days=1)),
    "LAST_90_DAYS": lambda today: (today - timedelta(days=90), today + timedelta(days=1)),
    "NEXT_90_DAYS": lambda today: (today + timedelta(days=1), today + timedelta(days=91)),
}

_PERIODS: dict[str, Callable[[date, int], date]] = {
    "WEEK": _week,
    "MONTH": _month,
    "QUARTER": _quarter,
    "YEAR": _year,
}
_FISCAL = ("QUARTER", "YEAR")
_WHICH = {"LAST": -1, "THIS": 0, "NEXT": 1}

_COUNTED: dict[str, Callable[[date, int], Range]] = {
    "LAST_N_DAYS": lambda today, n: (today - timedelta(days=n), today + timedelta(days=1)),
    "NEXT_N_DAYS": lambda today, n: (today + timedelta(days=1), today + timedelta(days=n + 1)),
    "N_DAYS_AGO": lambda today, n: _day(today - timedelta(days=n)),
}


def named_range(name: str, count: int | None, today: date) -> Range | None:
    """The days that a named date stands for; None when there is no such name, or its count is wrong."""
    name = name.replace("_FISCAL_", "_") if name.rpartition("_FISCAL_")[2].startswith(_FISCAL) else name
    try:
        if count is None:
            if name in _PLAIN:
                return _PLAIN[name](today)
            which, _, period = name.partition("_")
            if which in _WHICH and period in _PERIODS:
                start = _PERIODS[period]
                return start(today, _WHICH[which]), start(today, _WHICH[which] + 1)
            return None
        if name in _COUNTED:
            return _COUNTED[name](today, count)
        return _counted_periods(name, count, today)
    except (OverflowError, ValueError):
        return None


def _counted_periods(name: str, count: int, today: date) -> Range | None:
    for period, start in _PERIODS.items():
        if name == f"LAST_N_{period}S":
            return start(today, -count), start(today, 0)
        if name == f"NEXT_N_{period}S":
            return start(today, 1), start(today, count + 1)
        if name == f"N_{period}S_AGO":
            return start(today, -count), start(today, 1 - count)
    return None
