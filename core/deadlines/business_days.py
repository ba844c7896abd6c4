"""Business days of a country. The calendars are those of the library `holidays`, which is loaded when first asked."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase


class BusinessDays:
    """The business days of a country: neither at its weekend nor a public holiday in all of it.

    Days off in a single state or province count as business days, which never makes a deadline later than it is.
    """

    def __init__(self, country: str) -> None:
        """`country` is one that `is_country` knows."""
        self._country = country

    def __call__(self, day: date) -> bool:
        """Whether a day is one."""
        return self._calendar.is_working_day(day)

    @cached_property
    def _calendar(self) -> HolidayBase:
        # Here and not above: it takes a third of a second.
        from holidays import country_holidays

        return country_holidays(self._country)


def countries() -> list[str]:
    """The codes of all countries whose calendar is known."""
    from holidays import list_supported_countries

    return sorted(list_supported_countries(include_aliases=False))
