"""How opt-outs stand against their deadlines, and the sentences that say so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message
from core.plain_text.moments import iso_text
from core.store.types.deadlines import ClockEnd, DeadlineRule, OptOutClock


class DeadlineState(StrEnum):
    """How an opt-out stands against its deadline.

    KEPT and LATE have ended. RUNNING, NEAR and PASSED are not confirmed yet. NO_RECORD had nothing to confirm,
    RESUBSCRIBED was ended by a re-subscribe before its time was up.
    """

    KEPT = "kept"
    LATE = "late"
    RUNNING = "running"
    NEAR = "near"
    PASSED = "passed"
    NO_RECORD = "no_record"
    RESUBSCRIBED = "resubscribed"


@dataclass(frozen=True, slots=True)
class Standing:
    """An opt-out with its deadline: `due` is the last moment in time, `due_on` its day in the admin's zone."""

    clock: OptOutClock
    due: datetime
    due_on: date
    state: DeadlineState


@dataclass(frozen=True, slots=True)
class Applied:
    """The rule as it is applied; `country` is empty where it counts no business days."""

    rule: DeadlineRule
    days: int
    country: str


@dataclass(frozen=True, slots=True)
class DeadlineSummary:
    """How the open opt-outs stand; names nobody.

    `open` are not confirmed yet, of which `passed` are beyond their deadline and `near` in the last quarter of their
    time. `oldest` is when the oldest of them was collected, `due` until when that has to be confirmed.
    """

    applied: Applied
    open: int = 0
    near: int = 0
    passed: int = 0
    oldest: datetime | None = None
    due: datetime | None = None


@dataclass(slots=True)
class Report:
    """The figures of a report: the opt-outs that were collected from `since` to before `until`, by how they stand."""

    applied: Applied
    since: datetime
    until: datetime
    counts: Counter[DeadlineState] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """How many opt-outs it lists."""
        return self.counts.total()


@dataclass(frozen=True, slots=True)
class Telling:
    """In which words a report is written: its sentences, the words for values, and times."""

    words: Callable[[Message], str]
    word: Callable[[str], str]
    moment: Callable[[datetime], str]


ENGLISH = Telling(Message.english, str, iso_text)
"""For tests and scripts: the values as they are."""


def duration(span: timedelta) -> Message:
    """How long something took, in its two largest units."""
    minutes, seconds = divmod(max(0, int(span.total_seconds())), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    if days:
        return DAYS.with_values(days=days, hours=hours)
    if hours:
        return HOURS.with_values(hours=hours, minutes=minutes)
    return MINUTES.with_values(minutes=minutes) if minutes else SECONDS.with_values(seconds=seconds)


def sentence(standing: Standing, moment: Callable[[datetime], str]) -> Message:
    """The clock of an opt-out in one sentence; `moment` writes times out with their year: they may lie far back."""
    clock = standing.clock
    collected, due = moment(clock.collected_at), moment(standing.due)
    if clock.ended_at is None:
        open_ = IS_PAST if standing.state is DeadlineState.PASSED else IS_DUE
        return open_.with_values(collected=collected, due=due)
    if clock.end is ClockEnd.NO_RECORD:
        return NOTHING_TO_CONFIRM.with_values(collected=collected)
    after = duration(clock.ended_at - clock.collected_at)
    ended_by_hand = clock.end is ClockEnd.RESUBSCRIBED
    if standing.state is DeadlineState.LATE:
        late = ENDED_LATE if ended_by_hand else CONFIRMED_LATE
        return late.with_values(collected=collected, after=after, due=due)
    in_time = ENDED if ended_by_hand else CONFIRMED
    return in_time.with_values(collected=collected, after=after)


def rule_words(applied: Applied, telling: Telling) -> Message:
    """The rule by which is judged, with what the admin chose of it."""
    rule = telling.word(applied.rule)
    if applied.rule is DeadlineRule.GDPR:
        return RULE_DAYS.with_values(rule=rule, days=applied.days)
    if applied.country:
        return RULE_COUNTRY.with_values(rule=rule, country=applied.country)
    return RULE.with_values(rule=rule)


RULE = Message(NOOP("core", "Rule: {rule}"))
RULE_COUNTRY = Message(NOOP("core", "Rule: {rule} ({country})"))
RULE_DAYS = Message(NOOP("core", "Rule: {rule} ({days})"))
DAYS = Message(NOOP("core", "{days} d {hours} h"))
HOURS = Message(NOOP("core", "{hours} h {minutes} min"))
MINUTES = Message(NOOP("core", "{minutes} min"))
SECONDS = Message(NOOP("core", "{seconds} s"))
IS_DUE = Message(NOOP("core", "Collected {collected}; due by {due}."))
IS_PAST = Message(
    NOOP("core", "Collected {collected}; not confirmed in Salesforce, though it was due by {due}.")
)
CONFIRMED = Message(NOOP("core", "Collected {collected}; confirmed in Salesforce after {after}."))
CONFIRMED_LATE = Message(
    NOOP(
        "core", "Collected {collected}; confirmed in Salesforce after {after}, too late: it was due by {due}."
    )
)
ENDED = Message(NOOP("core", "Collected {collected}; re-subscribed after {after}."))
ENDED_LATE = Message(
    NOOP("core", "Collected {collected}; re-subscribed after {after}, and was not confirmed by {due}.")
)
NOTHING_TO_CONFIRM = Message(
    NOOP(
        "core", "Collected {collected}; Salesforce has no record to opt out, so there is nothing to confirm."
    )
)
NO_ADVICE = Message(
    NOOP(
        "core",
        "This is a calculation and no legal advice: which rule applies, and what it asks for, is for a lawyer to say.",
    )
)
FROM_WHEN = Message(
    NOOP(
        "core",
        "The clock runs from when an opt-out reached this program to when Salesforce confirmed the last of the "
        "person's records. Without a record there is nothing to confirm.",
    )
)
