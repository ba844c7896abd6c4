"""A pause of the whole queue: why, until when, and how the next one grows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from time import monotonic

from core.messages import Problem, ProblemError
from core.salesforce.http.retry import Backoff
from core.salesforce.values.errors import DAILY_LIMIT, CallFailedError

DAILY_LIMIT_S = 3600.0
"""Calls are freed hour by hour (the limit counts the last 24 hours), so asking more often would be waste."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Nothing is sent until it is over; then one look at the org tells whether to go on."""

    problem: Problem
    until: datetime
    ends: float
    failures: int

    def is_over(self, now: Callable[[], datetime]) -> bool:
        """By either clock, for the computer may have slept, or its clock been set."""
        return monotonic() >= self.ends or now() >= self.until

    def ended(self, now: Callable[[], datetime]) -> Pause:
        """The same, to be over at once."""
        return replace(self, until=min(self.until, now()), ends=0.0, failures=0)


def length_s(error: ProblemError, failures: int, backoff: Backoff) -> float:
    """How many seconds to pause after the `failures`th failure in a row."""
    if error.problem.code == DAILY_LIMIT:
        return DAILY_LIMIT_S
    return backoff.pause_s(failures, error.retry_after if isinstance(error, CallFailedError) else None)


def pause_after(error: ProblemError, failures: int, backoff: Backoff, now: Callable[[], datetime]) -> Pause:
    """The pause that a failure brings about."""
    seconds = length_s(error, failures, backoff)
    return Pause(error.problem, now() + timedelta(seconds=seconds), monotonic() + seconds, failures)
