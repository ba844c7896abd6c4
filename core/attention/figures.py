"""What the plots of the Overview show: days gathered to as many steps as can be told apart on a screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Counted, Message
from core.store.standing import Standing
from core.store.types.fields import OptOutField
from core.store.types.figures import CallsOf, DailyFigures
from core.store.types.people import SideState, Source
from core.store.types.runs import Night

_DAYS_AT_MOST = 62
_WEEKS_AT_MOST = 160


class Range(StrEnum):
    """How far back the plots go."""

    DAYS = "30_days"
    MONTHS = "12_months"
    ALL = "all"


class Step(StrEnum):
    """What one bar of a plot stands for."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class PeopleState(StrEnum):
    """How people stand, each in one of them: here and in the chosen checkbox over there."""

    IN_STEP = "in_step"
    TO_OPT_OUT = "to_opt_out"
    CANNOT_SYNC = "cannot_sync"
    TO_UNSUBSCRIBE = "to_unsubscribe"
    SUBSCRIBED = "subscribed"


@dataclass(frozen=True, slots=True)
class Wait:
    """How long it took from collecting an opt-out until Salesforce had confirmed the last of its records."""

    median_s: int
    longest_s: int
    opt_outs: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that is drawn. `starts` are the first days of the steps; every list has one value for each of them.

    `calls` are those of the busiest day of a step, for the org allows so many a day; `budget` is what it allows, less
    the reserve for others, None while it has not said so. Days are those of this computer's time zone.
    """

    step: Step
    starts: tuple[date, ...]
    last_day: date
    unsubscribed: Mapping[Source | None, tuple[int, ...]]
    waits: tuple[Wait | None, ...]
    wait: Wait | None
    calls: Mapping[CallsOf, tuple[int, ...]]
    all_calls: int
    budget: int | None
    nights: tuple[Night, ...]
    people: Mapping[PeopleState, int]

    @property
    def opt_outs(self) -> int:
        """How many unsubscribes there were in all of it."""
        return sum(sum(values) for values in self.unsubscribed.values())


def first_day(wanted: Range, today: date) -> date | None:
    """The first day of a range; None: whatever there is."""
    if wanted is Range.DAYS:
        return today - timedelta(days=29)
    if wanted is Range.MONTHS:
        return today - timedelta(days=364)
    return None


def gather(
    days: DailyFigures,
    first: date | None,
    today: date,
    *,
    nights: Sequence[Night],
    people: Mapping[PeopleState, int],
    budget: int | None,
) -> Figures:
    """The days from `first` (the earliest with anything, if it is None) until today, as steps."""
    known = {*days.unsubscribed, *days.calls, *days.waits, *(night_day(night) for night in nights)}
    begins = first or min((day for day in known if day <= today), default=today - timedelta(days=29))
    step = step_for((today - begins).days + 1)
    starts = _starts(begins, today, step)
    place_of = {start: place for place, start in enumerate(starts)}

    def place(day: date) -> int | None:
        return place_of.get(max(start_of(day, step), starts[0])) if begins <= day <= today else None

    unsubscribed: dict[Source | None, list[int]] = {}
    for day, by_source in days.unsubscribed.items():
        if (at := place(day)) is not None:
            for source, count in by_source.items():
                unsubscribed.setdefault(source, [0] * len(starts))[at] += count
    busiest: dict[int, Mapping[CallsOf, int]] = {}
    all_calls = 0
    for day, calls in days.calls.items():
        if (at := place(day)) is not None:
            all_calls += sum(calls.values())
            busiest[at] = max(busiest.get(at, {}), calls, key=lambda of: sum(of.values()))
    waits: list[Counter[int]] = [Counter() for _ in starts]
    for day, seconds in days.waits.items():
        if (at := place(day)) is not None:
            waits[at].update(seconds)
    return Figures(
        step=step,
        starts=starts,
        last_day=today,
        unsubscribed={
            source: tuple(unsubscribed[source]) for source in (*Source, None) if source in unsubscribed
        },
        waits=tuple(_wait(counted) for counted in waits),
        wait=_wait(sum(waits, Counter())),
        calls={
            of: tuple(busiest.get(at, {}).get(of, 0) for at in range(len(starts)))
            for of in CallsOf
            if any(of in calls for calls in busiest.values())
        },
        all_calls=all_calls,
        budget=budget,
        nights=tuple(night for night in nights if begins <= night_day(night) <= today),
        people=people,
    )


def step_for(days: int) -> Step:
    """What a bar stands for, where so many days are to be seen."""
    if days <= _DAYS_AT_MOST:
        return Step.DAY
    return Step.WEEK if days <= _WEEKS_AT_MOST * 7 else Step.MONTH


def start_of(day: date, step: Step) -> date:
    """The first day of the step in which a day lies; weeks begin on Monday."""
    if step is Step.WEEK:
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if step is Step.MONTH else day


def night_day(night: Night) -> date:
    """The day on which a night was planned, on this computer's calendar."""
    return night.planned_for.astimezone().date()


def people_by_state(standings: Mapping[Standing, int], field: OptOutField) -> dict[PeopleState, int]:
    """How many people stand how, in the checkbox that is kept in step."""
    counted = dict.fromkeys(PeopleState, 0)
    for standing, people in standings.items():
        counted[_state(standing, field)] += people
    return counted


def _state(standing: Standing, field: OptOutField) -> PeopleState:
    side = standing.side(field)
    if not standing.unsubscribed:
        out = side in (SideState.OPTED_OUT, SideState.PARTLY)
        return PeopleState.TO_UNSUBSCRIBE if out else PeopleState.SUBSCRIBED
    if standing.not_syncable is not None:
        return PeopleState.CANNOT_SYNC
    return PeopleState.IN_STEP if side is SideState.OPTED_OUT else PeopleState.TO_OPT_OUT


def _starts(begins: date, today: date, step: Step) -> tuple[date, ...]:
    """The first of them is where the range begins, be it in the middle of a week."""
    starts, day = [begins], begins
    while day < today:
        day += timedelta(days=1)
        if start_of(day, step) == day:
            starts.append(day)
    return tuple(starts)


def _wait(counted: Mapping[int, int]) -> Wait | None:
    opt_outs = sum(counted.values())
    if not opt_outs:
        return None
    seen, middle = 0, (opt_outs + 1) // 2
    for seconds in sorted(counted):
        seen += counted[seconds]
        if seen >= middle:
            return Wait(seconds, max(counted), opt_outs)
    raise AssertionError("the middle of something counted is never past its end")


def duration(seconds: int) -> Message:
    """How long something took, in the one unit that says enough."""
    for unit, words in _UNITS:
        if seconds >= 2 * unit or seconds == unit:
            return words.with_values(count=round(seconds / unit))
    return SECONDS.with_values(count=seconds)


SECONDS = Message(NOOP("core", "{count} s"))
_UNITS = (
    (86_400, Counted(NOOP("core", "{count} day"), NOOP("core", "{count} days"))),
    (3600, Message(NOOP("core", "{count} h"))),
    (60, Message(NOOP("core", "{count} min"))),
)
