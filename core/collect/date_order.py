"""The order of day, month and year in a column of dates, decided once, from all of its cells."""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta

from core.collect.dates import EITHER_DAY, ORDERS, DateOrder, day_in

_FIRST_YEAR = 1990


class DateOrderFinder:
    """Takes cells of the form 3/4/2026, and rules out orders in which one is no day, or one in the future."""

    def __init__(self, now: datetime) -> None:
        self._latest = (now + timedelta(days=1)).date()
        self._possible = set(ORDERS)
        self._told_apart = False
        self.cells = 0

    def learn(self, cell: str) -> None:
        """Take one cell of the column into account."""
        if not cell.isascii():
            cell = unicodedata.normalize("NFKC", cell)
        found = EITHER_DAY.match(cell.strip())
        if not found:
            return
        first, mark, second, third = found[1], found[2], found[3], found[4]
        if mark == "." and len(third) == 4:
            return
        self.cells += 1
        days = {order: day_in(order, first, mark, second, third) for order in ORDERS}
        fitting = {
            order
            for order, day in days.items()
            if day is not None and day.year >= _FIRST_YEAR and day <= self._latest
        }
        if not fitting:
            return  # no day at all: it says nothing about the others
        self._possible &= fitting
        self._told_apart = self._told_apart or len({days[order] for order in fitting}) > 1

    @property
    def order(self) -> DateOrder:
        """The one order in which the whole column can be read; UNKNOWN where there is none, or more than one."""
        return next(iter(self._possible)) if len(self._possible) == 1 else DateOrder.UNKNOWN

    @property
    def is_open(self) -> bool:
        """Whether cells can mean two days, and the column does not say which."""
        return not self._possible or (self._told_apart and len(self._possible) > 1)
