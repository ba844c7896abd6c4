"""When the nightly sync runs: pure functions of stored facts and a time, never of a running timer.

A night is named by the moment for which it was planned. It is worked out from the time of day in the schedule's
own zone, so that 8:00 pm Pacific stays 8:00 pm over both clock changes. A time of day that a clock change skips
(02:30 in spring) is planned for as long after midnight as it would have been, one hour later on the clock; one
that comes twice (01:30 in autumn) is planned for the first of the two.

While the nightly sync is switched off nothing is planned, so such nights leave no record at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message
from core.store.types.runs import Night, NightState, RunKind

ON_TIME = timedelta(minutes=15)
"""A run that begins this long after its time at most is the night's own; a later one is caught up."""
KEEP_CLEAR = timedelta(minutes=30)
"""No missed night is caught up this shortly before the next planned one, which covers it."""

MOST_SKIPPED = 14
"""How many missed nights have a record each, the newest ones; of earlier ones only the number is kept."""

EVERY_DAY = frozenset(range(7))

WHY_CAUGHT_UP = Message(
    NOOP(
        "core",
        "At that time the computer was off or asleep, the program was closed, or another sync was running.",
    )
)
_COVERED = Message(
    NOOP(
        "core",
        "At that time the computer was off or asleep, or the program was closed; the run planned for {night} "
        "covers it.",
    )
)


@dataclass(frozen=True, slots=True)
class Schedule:
    """At which time of day, in which zone, on which weekdays (0 is Monday) the sync runs.

    The default is Marketo Sales' own. Raises ValueError for a zone that does not exist, a time that carries a
    zone of its own, or no weekday at all.
    """

    time: time = time(20, 0)
    zone: str = "America/Los_Angeles"
    weekdays: frozenset[int] = EVERY_DAY

    def __post_init__(self) -> None:
        if self.time.tzinfo is not None:
            raise ValueError("the time of day is one of the schedule's zone, it has none of its own")
        if not self.weekdays or not self.weekdays <= EVERY_DAY:
            raise ValueError("weekdays are one or more numbers from 0, Monday, to 6")
        try:
            ZoneInfo(self.zone)
        except (KeyError, OSError) as error:
            raise ValueError(f"no such time zone: {self.zone}") from error


DEFAULT = Schedule()
"""Every day at 8:00 pm Pacific, as Marketo Sales does."""


@dataclass(frozen=True, slots=True)
class Due:
    """A run that is to begin now.

    `kind` is NIGHTLY or CAUGHT_UP, `why` says why it is late. `skipped` are the nights missed before it, oldest
    first, ready to be recorded; record them before the run begins, so that a crash cannot lose them. `untold` is how
    many more were missed before those, after a very long time or by a clock that was ahead.
    """

    planned_for: datetime
    kind: RunKind
    why: Message | None
    skipped: tuple[Night, ...]
    untold: int = 0


def next_night(now: datetime, schedule: Schedule) -> datetime:
    """The first planned moment after `now`, in UTC."""
    return next(night for night in _nights(_day_before(now, schedule), schedule) if night > now)


def next_to_run(
    now: datetime, schedule: Schedule, recorded: Sequence[Night], enabled_since: datetime
) -> datetime:
    """The first planned moment after `now` at which a run will be due; see `due` for the rest."""
    over = {night.planned_for for night in recorded}
    night = next_night(max(now, enabled_since), schedule)
    while night in over:
        night = next_night(night, schedule)
    return night


def nights_between(after: datetime, until: datetime, schedule: Schedule) -> list[datetime]:
    """Every planned moment after `after`, up to and including `until`, oldest first."""
    found: list[datetime] = []
    for night in _nights(_day_before(after, schedule), schedule):
        if night > until:
            return found
        if night > after:
            found.append(night)
    return found


def due(now: datetime, schedule: Schedule, recorded: Sequence[Night], enabled_since: datetime) -> Due | None:
    """The run that is to begin now, or None.

    `recorded` are the nights that have a record, in any order; those of the last weeks are enough.
    `enabled_since` is since when this schedule is in force: switched on, or changed. Of several missed nights
    one run makes up for all. A night stays due until it has a record, so one that could not begin (offline,
    say) is given none.
    """
    before = [night.planned_for for night in recorded if night.planned_for <= now]
    if recorded and not before:
        # The clock was set back to before all that is known: only a night that comes now may be its first.
        before = [now - ON_TIME]
    # Records after `now` were made before the clock was set back a little: their nights are over and done with.
    start = max([enabled_since, *before])
    missed = nights_between(start, now, schedule)
    if not missed:
        return None
    planned_for = missed.pop()
    late = now - planned_for > ON_TIME
    if late and next_night(now, schedule) - now < KEEP_CLEAR:
        return None
    return Due(
        planned_for=planned_for,
        kind=RunKind.CAUGHT_UP if late else RunKind.NIGHTLY,
        why=WHY_CAUGHT_UP if late else None,
        skipped=tuple(
            Night(night, NightState.SKIPPED, None, _COVERED.with_values(night=planned_for))
            for night in missed[-MOST_SKIPPED:]
        ),
        untold=max(0, len(missed) - MOST_SKIPPED),
    )


def _day_before(moment: datetime, schedule: Schedule) -> date:
    return moment.astimezone(ZoneInfo(schedule.zone)).date() - timedelta(days=1)


def _nights(first_day: date, schedule: Schedule) -> Iterator[datetime]:
    """The planned moments from a day on, without end. A day that a zone leaves out altogether has none."""
    zone = ZoneInfo(schedule.zone)
    before = datetime.min.replace(tzinfo=UTC)
    day = first_day
    while True:
        if day.weekday() in schedule.weekdays:
            # In UTC at once: aware times of one zone compare and subtract by the wall clock.
            night = datetime.combine(day, schedule.time, zone).astimezone(UTC)
            if night > before:
                yield night
                before = night
        day += timedelta(days=1)
