"""The department of the engine that knows until when opt-outs have to be in Salesforce, and how they stand."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from pathlib import Path

from core.deadlines.business_days import BusinessDays
from core.deadlines.rules import RULES, Counts, Deadline
from core.deadlines.standing import (
    ENGLISH,
    Applied,
    DeadlineState,
    DeadlineSummary,
    Report,
    Standing,
    Telling,
)
from core.messages import CancelledError
from core.services import Services
from core.settings.deadlines import DEADLINE_COUNTRY, DEADLINE_DAYS, DEADLINE_RULE
from core.store.types.deadlines import ClockEnd, DeadlineRule, OptOutClock


class Deadlines:
    """Reads the clocks against the rule of the settings. May be used from any thread, beside that of a window."""

    def __init__(self, services: Services) -> None:
        self._settings = services.settings
        self._clocks = services.store.opt_out_clocks
        self._now = services.now

    def applied(self) -> Applied:
        """The rule that counts now."""
        rule = DeadlineRule(self._settings.text(DEADLINE_RULE))
        spec = RULES[rule]
        country = self._settings.text(DEADLINE_COUNTRY) or spec.country
        return Applied(
            rule,
            spec.days if spec.days is not None else self._settings.number(DEADLINE_DAYS),
            country if spec.counts is Counts.BUSINESS_DAYS else "",
        )

    def summary(self) -> DeadlineSummary:
        """How the open ones stand now: counted by their index, so that it comes at once."""
        applied, now = self.applied(), self._now()
        oldest = self._clocks.oldest()
        if oldest is None:
            # As most of the time: then no calendar is needed.
            return DeadlineSummary(applied)
        deadline = _deadline(applied)
        standing = self._clocks.standing(
            passed_before=deadline.passed_before(now), near_before=deadline.near_before(now)
        )
        return DeadlineSummary(
            applied, standing.open, standing.near, standing.passed, oldest, deadline.due(oldest)
        )

    def open(self, limit: int = 20) -> list[Standing]:
        """Those that are not confirmed yet, the oldest first."""
        judge = self.judge()
        return [judge(clock) for clock in self._clocks.open(limit)]

    def of_person(self, person_id: int) -> Standing | None:
        """How the newest opt-out of a person stands; None where it was not collected here."""
        clock = self._clocks.of_person(person_id)
        return self.judge()(clock) if clock is not None else None

    def judge(self) -> Callable[[OptOutClock], Standing]:
        """Holds clocks against the rule of this moment."""
        deadline, now = _deadline(self.applied()), self._now()

        def judged(clock: OptOutClock) -> Standing:
            due = deadline.due(clock.collected_at)
            return Standing(clock, due, deadline.local_day(due), _state(clock, due, deadline, now))

        return judged

    def report(
        self,
        since: datetime,
        until: datetime,
        *,
        csv: Path | None = None,
        pdf: Path | None = None,
        telling: Telling = ENGLISH,
        stop: threading.Event | None = None,
    ) -> Report:
        """Write every opt-out that was collected in a period, `until` left out, to files; returns its figures.

        Raises ProblemError when a file cannot be written, CancelledError when stopped.
        """
        # Here and not above: nothing else needs what writes a PDF.
        from core.deadlines.report import write_report

        report = Report(self.applied(), since, until)
        judge = self.judge()

        def pages() -> Iterator[list[Standing]]:
            for page in self._clocks.collected_between(since, until):
                if stop is not None and stop.is_set():
                    raise CancelledError
                yield [judge(clock) for clock in page]

        write_report(report, pages, csv, pdf, telling)
        return report


@cache
def _business_days(country: str) -> BusinessDays:
    return BusinessDays(country)


def _deadline(applied: Applied) -> Deadline:
    counts = RULES[applied.rule].counts
    if applied.country:
        return Deadline(counts, applied.days, _business_days(applied.country))
    return Deadline(counts, applied.days)


def _state(clock: OptOutClock, due: datetime, deadline: Deadline, now: datetime) -> DeadlineState:
    if clock.ended_at is None:
        if now > due:
            return DeadlineState.PASSED
        return DeadlineState.NEAR if now > deadline.near_from(clock.collected_at) else DeadlineState.RUNNING
    if clock.end is ClockEnd.NO_RECORD:
        return DeadlineState.NO_RECORD
    if clock.ended_at > due:
        return DeadlineState.LATE
    return DeadlineState.KEPT if clock.end is ClockEnd.CONFIRMED else DeadlineState.RESUBSCRIBED
