"""Trying again: how often, after how long, and never longer than the user's patience for Cancel."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from core.messages import Category, Problem, ProblemError
from core.salesforce.values.errors import NO_ANSWER, CallFailedError

log = logging.getLogger(__name__)

LONGEST_WAIT = 60.0
"""Seconds; a longer Retry-After is not honoured."""

LONGEST_PAUSE_S = 5.0
"""The longest pause while somebody is looking on."""

_MOST_DOUBLINGS = 64
"""Whoever fails for days still gets a number."""

Result = TypeVar("Result")


def pause_s(failed: int, first: float, longest: float) -> float:
    """Seconds to wait after the `failed`th failure in a row (from 1): twice as many each time, at most `longest`.

    A part of them is chance, so that those who met the same lock do not meet again.
    """
    return min(first * 2.0 ** min(failed - 1, _MOST_DOUBLINGS), longest) * random.uniform(0.5, 1.0)


@dataclass(frozen=True, slots=True)
class Backoff:
    """How long whoever works unseen waits after failures in a row: `first_s` seconds, each time twice as long.

    Never longer than `longest_s`, whatever the other side asks for.
    """

    first_s: float = 1.0
    longest_s: float = 300.0

    def pause_s(self, failures: int, retry_after: float | None = None) -> float:
        """Seconds to wait after the `failures`th failure (from 1); the other side asked for `retry_after`."""
        own = pause_s(max(failures, 1), self.first_s, self.longest_s)
        return own if retry_after is None else max(own, min(retry_after, self.longest_s))


USUAL = Backoff()


@dataclass(frozen=True, slots=True)
class Patience:
    """How passing faults are met: `tries` in all, the first pause `first_wait` seconds, then twice as long each.

    Without `for_silence` a call that got no answer in time is not made again: it would keep somebody waiting twice.
    Without `for_absence` neither is one that reached nobody. No pause is longer than `longest`, whatever a server
    asks for.
    """

    tries: int = 6
    first_wait: float = 1.0
    for_silence: bool = True
    for_absence: bool = True
    longest: float = LONGEST_WAIT

    def pause(self, failed: int, retry_after: float | None) -> float:
        """Seconds to wait after the `failed`th failure (from 1)."""
        if retry_after is not None:
            return min(retry_after, self.longest)
        return pause_s(failed, self.first_wait, self.longest)

    def bears(self, problem: Problem) -> bool:
        """Whether a call that met this problem may be made again at all."""
        if problem.code == NO_ANSWER:
            return self.for_silence
        return problem.retry and (self.for_absence or problem.category is not Category.OFFLINE)


READING = Patience()
"""For long reads, which would be a pity to begin anew."""

LOOKING_UP = Patience(tries=3)
"""For short reads, whose callers have their own ways of trying again."""


def persist(call: Callable[[], Result], patience: Patience, wait: Callable[[float], None]) -> Result:
    """Call until it succeeds, a lasting problem comes, or patience ends; raises the last ProblemError.

    `wait` is given seconds and may raise CancelledError.
    """
    failed = 0
    while True:
        try:
            return call()
        except ProblemError as trouble:
            failed += 1
            if failed >= patience.tries or not patience.bears(trouble.problem):
                raise
            retry_after = trouble.retry_after if isinstance(trouble, CallFailedError) else None
            pause = patience.pause(failed, retry_after)
            log.info("Salesforce: %s, trying again in %.1f s", trouble.problem.code, pause)
        wait(pause)
