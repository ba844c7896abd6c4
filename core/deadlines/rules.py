"""The dates of the rules: until when, from when it is near, and what has passed. Pure; the clock is given.

Days are those of the admin's zone, for a business day ends where the business is. The day on which an opt-out is
collected is not counted; the last day counts to its end.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import Enum, auto

from core.store.types.deadlines import DeadlineRule

_DAY, _TICK = timedelta(days=1), timedelta(microseconds=1)
_LAST_PART = 4
"""The last quarter of the time is when a deadline is near."""


class Counts(Enum):
    """How a rule counts its days."""

    HOURS = auto()
    BUSINESS_DAYS = auto()
    CALENDAR_DAYS = auto()


@dataclass(frozen=True, slots=True)
class RuleSpec:
    """What a rule says: so many days, None for the admin's own number, and whose calendar it means by itself."""

    days: int | None
    counts: Counts
    country: str = ""


RULES: Mapping[DeadlineRule, RuleSpec] = {
    DeadlineRule.MAILBOX_PROVIDERS: RuleSpec(2, Counts.HOURS),
    DeadlineRule.CAN_SPAM: RuleSpec(10, Counts.BUSINESS_DAYS, "US"),
    DeadlineRule.CASL: RuleSpec(10, Counts.BUSINESS_DAYS, "CA"),
    DeadlineRule.AUSTRALIA: RuleSpec(5, Counts.BUSINESS_DAYS, "AU"),
    DeadlineRule.GDPR: RuleSpec(None, Counts.CALENDAR_DAYS),
}


def _every_day(_day: date) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Deadline:
    """A rule as it is applied: `days` of a kind, in a zone; `is_business_day` is asked where it counts those.

    Without a zone it is this computer's, with its summer time.
    """

    counts: Counts
    days: int
    is_business_day: Callable[[date], bool] = _every_day
    zone: tzinfo | None = None
    _last_days: dict[date, date] = field(default_factory=dict, init=False, repr=False, compare=False)

    def due(self, collected_at: datetime) -> datetime:
        """The last moment at which an opt-out that was collected then is in time."""
        if self.counts is Counts.HOURS:
            return collected_at + self.days * _DAY
        return self._begin(self._last_day(self.local_day(collected_at)) + _DAY) - _TICK

    def near_from(self, collected_at: datetime) -> datetime:
        """From when on its deadline is near: in the last quarter of its time."""
        due = self.due(collected_at)
        return due - (due - collected_at) / _LAST_PART

    def passed_before(self, now: datetime) -> datetime:
        """What was collected before this moment has passed its deadline."""
        if self.counts is Counts.HOURS:
            return now - self.days * _DAY
        day = self.local_day(now)
        while self._end(day) >= now:
            day -= _DAY
        return self._begin(day + _DAY)

    def near_before(self, now: datetime) -> datetime:
        """What was collected before this moment, and has not passed its deadline, is near it."""
        if self.counts is Counts.HOURS:
            return now - self.days * _DAY * (_LAST_PART - 1) / _LAST_PART
        passed = self.passed_before(now)
        day = self.local_day(passed)
        while True:
            # All of one day are due together; the later they were collected, the shorter is their last quarter.
            latest = now - (_LAST_PART - 1) * (self._end(day) - now)
            ends = self._begin(day + _DAY)
            if latest < ends:
                return max(latest, self._begin(day), passed)
            day += _DAY

    def local_day(self, moment: datetime) -> date:
        """The day of a moment on the calendar of the admin."""
        return moment.astimezone(self.zone).date()

    def _end(self, day: date) -> datetime:
        """The last moment for what was collected on a day."""
        return self._begin(self._last_day(day) + _DAY) - _TICK

    def _begin(self, day: date) -> datetime:
        """When a day begins; where clocks are put forward at midnight, its first moment."""
        midnight = datetime.combine(day, time())
        local = midnight.replace(tzinfo=self.zone) if self.zone is not None else midnight.astimezone()
        return local.astimezone(UTC)

    def _last_day(self, collected_on: date) -> date:
        if self.counts is Counts.CALENDAR_DAYS:
            return collected_on + self.days * _DAY
        if collected_on not in self._last_days:
            day, left = collected_on, self.days
            while left:
                day += _DAY
                left -= self.is_business_day(day)
            self._last_days[collected_on] = day
        return self._last_days[collected_on]
