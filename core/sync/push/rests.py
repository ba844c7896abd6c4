"""The pauses of the two lines of pushes: one for both where the org, or the way to it, is in trouble."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from enum import Enum

from core.messages import ProblemError
from core.salesforce.http.retry import Backoff
from core.sync.push.pause import Pause, pause_after


class Way(Enum):
    """The two lines to Salesforce: PUSHES sends to known records, LOOKS finds and reads records."""

    PUSHES = "pushes"
    LOOKS = "looks"


class Rests:
    """Thread-safe. An org in trouble is not asked twice as often for there being two lines.

    What stops everything makes both rest, and so does trouble of one while the other rests already. When such a pause
    is over, one of the two asks whether the org is there (`asks_first`, then `is_there`), and the other waits for that.
    What concerns one line alone leaves the other at work.
    """

    def __init__(self, backoff: Backoff, now: Callable[[], datetime]) -> None:
        self._backoff = backoff
        self._now = now
        self._lock = threading.Lock()
        self._pauses: dict[Way, Pause] = {}
        self._of_both: Pause | None = None
        self._asks: Way | None = None
        self._is_there = True

    def of(self, way: Way) -> Pause | None:
        """The pause of a line, over or not; it stands until a turn of that line goes well."""
        return self._pauses.get(way)

    def may_go(self, way: Way) -> bool:
        """Whether a line may ask the org anything now."""
        with self._lock:
            return self._may_go(way)

    def asks_first(self, way: Way) -> bool:
        """Whether a line that may go is the one that asks, after a pause of both, whether the org is there.

        It has to say `is_there`, or fail, or `let_go`.
        """
        with self._lock:
            if not self._may_go(way) or not self._waits_for_a_look(way):
                return False
            self._asks = way
            return True

    def is_there(self, way: Way) -> None:
        """The org has answered: the other line may go on as well, though the pause counts until a turn goes well."""
        with self._lock:
            if self._asks is way:
                self._asks, self._is_there = None, True

    def let_go(self, way: Way) -> None:
        """The line does not ask after all."""
        with self._lock:
            if self._asks is way:
                self._asks = None

    def failed(self, way: Way, error: ProblemError, *, progressed: bool) -> bool:
        """A line met trouble; False where both have begun to rest while its call was out, which counts once."""
        with self._lock:
            before, other = self._pauses.get(way), _OTHER[way] in self._pauses
            if before is not None and not before.is_over(self._now):
                return False
            failures = 1 if before is None or progressed else before.failures + 1
            pause = pause_after(error, failures, self._backoff, self._now)
            if error.problem.stops_everything or other:
                self._pauses, self._of_both = dict.fromkeys(Way, pause), pause
                self._asks, self._is_there = None, False
            else:
                self._pauses[way] = pause
            return True

    def went_well(self, way: Way) -> Pause | None:
        """A line has done all that there was to do; returns its pause, which ends with that."""
        with self._lock:
            pause = self._pauses.get(way)
            if pause is None or not pause.is_over(self._now):
                return None
            return self._pauses.pop(way)

    def is_of_both(self, pause: Pause) -> bool:
        """Whether a pause was one for both lines."""
        return pause is self._of_both

    def end_soon(self) -> None:
        """Somebody has put something right: every pause is over."""
        with self._lock:
            before, self._pauses = self._pauses, {}
            for way, pause in before.items():
                ended = pause.ended(self._now)
                self._pauses[way] = ended
                if pause is self._of_both:
                    self._pauses.update(dict.fromkeys(before, ended))
                    self._of_both = ended
                    break

    def _may_go(self, way: Way) -> bool:
        pause = self._pauses.get(way)
        if pause is None:
            return True
        if not pause.is_over(self._now):
            return False
        return not self._waits_for_a_look(way) or self._asks in (None, way)

    def _waits_for_a_look(self, way: Way) -> bool:
        pause = self._pauses.get(way)
        return pause is not None and not self._is_there and self._pauses.get(_OTHER[way]) is pause


_OTHER = {Way.PUSHES: Way.LOOKS, Way.LOOKS: Way.PUSHES}
