"""What the two lines of pushes share while their process may push: the lease, and what is to be read."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic

from core.messages import CancelledError, ProblemError
from core.services import Services
from core.store.sends import Unread
from core.store.types.records import RecordState
from core.sync.leases import PUSH, Lease

_WAITED = timedelta(seconds=2)
"""A push that could not go for so long is no longer in a hurry: its record is read first, it may have changed hands."""
_READ_JUST_NOW = timedelta(minutes=1)
_STUCK_S = 3.0
"""Seconds after which pushes wait no longer for one answer to a look, but have their own records read."""
ENOUGH_READY = 1000
"""Pushes that were read and wait to be sent; further ones are not read, for what was read is to be young."""


@dataclass(slots=True)
class _Step:
    """What the line that looks up is at, by the calls that it has made."""

    calls: Callable[[], int]
    seen: int
    moved_at: float

    def is_stuck(self) -> bool:
        """Whether it has waited for long for one answer."""
        if (now := self.calls()) != self.seen:
            self.seen, self.moved_at = now, monotonic()
        return monotonic() - self.moved_at > _STUCK_S


class Shift:
    """Thread-safe. The lease is held as long as one of the two is at work.

    With `read_first` every record is read before it is pushed to; else only those of pushes that had to wait, so that
    an opt-out collected now needs no more than one call.
    """

    def __init__(self, services: Services, *, read_first: bool) -> None:
        self._store = services.store
        self._now = services.now
        self._read_first = read_first
        self._lock = threading.Lock()
        self._at_work = 0
        self._unread_for_good: set[str] = set()
        self._unseen: dict[str, str] = {}
        self._began = services.now()
        self._looking: _Step | None = None
        self.lease = Lease(services.store.runs, PUSH, services.now)
        self.looks_go = threading.Event()
        """Whether there is a second line, and nothing keeps it from looking."""
        self.broken = threading.Event()
        """Set when a line has left without tidying up: the other ends its turn, and the next one puts all right."""
        self.moved = threading.Event()
        """Set when something was sent or looked up, so that what waits or is parked may have no reason any more."""
        self.more_is_coming = threading.Event()
        """Set while many are being looked up: until then what they bring goes by full calls."""

    @contextmanager
    def work(self) -> Iterator[bool]:
        """Work in here under the lease, fenced; False where another process has it, or has taken it over."""
        if not self._begin():
            yield False
            return
        try:
            with self.lease.fence(self._store.database):
                yield True
        except (ProblemError, CancelledError):
            raise
        except BaseException:
            self.broken.set()
            raise
        finally:
            self._end()

    def _begin(self) -> bool:
        with self._lock:
            if self._at_work:
                if self.broken.is_set() or not self.lease.held:
                    return False
            else:
                if not self.lease.try_take():
                    return False
                self.broken.clear()
                self._began = self._now()
                self._unread_for_good = set()
                self._unseen = {}
                try:
                    with self.lease.fence(self._store.database):
                        self._store.sends.recover(self._now())
                except BaseException:
                    self.lease.give_up()
                    raise
            self._at_work += 1
            return True

    def _end(self) -> None:
        with self._lock:
            self._at_work -= 1
            if not self._at_work:
                self.lease.give_up()

    # what is to be read

    def unread(self) -> Unread:
        """Which due pushes have to wait until their records are read."""
        now = self._now()
        return Unread(
            seen_before=self._began if self._read_first else now - _READ_JUST_NOW,
            queued_before=now + _WAITED if self._read_first else now - _WAITED,
            although=frozenset(self._unread_for_good),
        )

    def could_not_read(self, record_ids: Iterable[str]) -> None:
        """Push to these without: what stays unread now would be asked for without end."""
        with self._lock:
            self._unread_for_good = self._unread_for_good | set(record_ids)

    def enough_is_ready(self) -> bool:
        """Whether so much was read that it is for the other line now to send it."""
        ready = self._store.sends.ready(ENOUGH_READY, self._now(), self.unread())
        return ready >= ENOUGH_READY

    @contextmanager
    def looking(self, calls: Callable[[], int]) -> Iterator[None]:
        """One step of the line that looks up; `calls` counts those that it has made."""
        self._looking = _Step(calls, calls(), monotonic())
        try:
            yield
        finally:
            self._looking = None

    def nobody_reads(self) -> bool:
        """Whether no answer is to be expected soon from the line that looks up; asked by whoever waits for it."""
        step = self._looking
        return not self.looks_go.is_set() or (step is not None and step.is_stuck())

    # records that were pushed to by their ID alone

    def sent(self, record_ids: Iterable[str]) -> None:
        """Note those among these that were never read; their names are learnt when there is time."""
        known = self._store.records.known(record_ids)
        unseen = {one.id: one.object for one in known.values() if one.state is RecordState.UNSEEN}
        with self._lock:
            self._unseen |= unseen

    @property
    def has_unseen(self) -> bool:
        """Whether such were noted."""
        return bool(self._unseen)

    def take_unseen(self) -> dict[str, str]:
        """Those that were noted, as (id, object), to be read now."""
        with self._lock:
            unseen, self._unseen = self._unseen, {}
        # The look for their addresses may have read them meanwhile.
        known = self._store.records.known(unseen)
        return {one.id: one.object for one in known.values() if one.state is RecordState.UNSEEN}
