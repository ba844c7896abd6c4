"""Notices that this computer's clock was set, says so, and puts right what a wrong clock has left behind.

The clock of the wall may be set at any time, forward and back; a steady one, which nobody sets, tells the difference
between that and time that has passed. At the start there is only one sign: something stored lies in the future.
"""

from __future__ import annotations

import platform
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message
from core.services import Services
from core.store.types.log import Level, LogKind

CLOCK_SET = "CLOCK_SET"
CLOCK_BEHIND = "CLOCK_BEHIND"
_OF_MACOS = getattr(time, "CLOCK_MONOTONIC", None) if platform.system() == "Darwin" else None
_STEADY: int | None = getattr(time, "CLOCK_BOOTTIME", _OF_MACOS)
_WORTH_SAYING = timedelta(minutes=5)
"""Clocks are set by seconds all the time, by those that keep them right."""


def steady_s() -> float:
    """Seconds by a clock that cannot be set, and that goes on while the computer sleeps."""
    return time.monotonic() if _STEADY is None else time.clock_gettime(_STEADY)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment to wait for, by either clock: the wall's may be set, and steady ones differ in what sleep does."""

    at: datetime
    ends: float

    @staticmethod
    def after(wait: timedelta, now: datetime) -> Deadline:
        """So long from now."""
        return Deadline(now + wait, steady_s() + wait.total_seconds())

    def is_over(self, now: datetime) -> bool:
        """Whether the wait is over."""
        return now >= self.at or steady_s() >= self.ends


class ClockWatch:
    """Reads the clock when it is made and whenever it is asked to. For one thread."""

    def __init__(self, services: Services, steady: Callable[[], float] = steady_s) -> None:
        self._store = services.store
        self._now = services.now
        self._log = services.log
        self._steady = steady
        self._last = (services.now(), steady())
        self._put_right(self._last[0])

    def check(self) -> None:
        """Compare the two clocks; nothing is read from the database while they agree."""
        before, began = self._last
        now, steady = self._now(), self._steady()
        jump = (now - before) - timedelta(seconds=steady - began)
        if now < before or jump < -_WORTH_SAYING:
            # Noted only when it is done, so that a disk that is full now puts it off and not aside.
            self._put_right(now, back=-jump)
        elif jump > _WORTH_SAYING:
            self._say(WENT_FORWARD.with_values(before=now - jump, after=now), CLOCK_SET)
        self._last = (now, steady)

    def _put_right(self, now: datetime, *, back: timedelta = timedelta()) -> None:
        found = self._store.stored_times.put_right(now)
        if found.behind:
            if found.news:
                self._say(IS_BEHIND.with_values(now=now, org=now + found.behind), CLOCK_BEHIND, SET_IT)
            return
        ahead = max(found.ahead, back)
        if ahead > _WORTH_SAYING:
            self._say(WAS_AHEAD.with_values(ahead=now + ahead, now=now), CLOCK_SET, NOTHING_TO_DO)

    def _say(self, message: Message, code: str, fix: Message | None = None) -> None:
        self._log.write(Level.WARNING, LogKind.SYNC, message, fix=fix, code=code)


WAS_AHEAD = Message(
    NOOP(
        "core",
        "The clock of this computer was set back: it had shown {ahead} or later, and shows {now} now.",
    )
)
NOTHING_TO_DO = Message(
    NOOP("core", "What was put off until then by the wrong time is due at the right time again.")
)
WENT_FORWARD = Message(NOOP("core", "The clock of this computer was set forward, from {before} to {after}."))
IS_BEHIND = Message(
    NOOP(
        "core",
        "The clock of this computer is behind: it shows {now}, but for Salesforce it was {org} already.",
    )
)
SET_IT = Message(
    NOOP(
        "core", "Let this computer set its clock by the network; no night begins at the right time otherwise."
    )
)
