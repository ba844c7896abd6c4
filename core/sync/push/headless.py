"""Pushing in the caller's thread, for commands without a window: to the end, or as far as it goes today."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from core.messages import CancelledError, Problem, ProblemError
from core.services import Services
from core.store.types.figures import CallsOf
from core.sync.leases import PUSH, Lease, LeaseLostError
from core.sync.push.line import Line
from core.sync.push.pause import length_s
from core.sync.push.sending import PushSending
from core.sync.sending.recorder import Recorder

log = logging.getLogger(__name__)

_LOOK_S = 0.2


@dataclass(frozen=True, slots=True)
class PushProgress:
    """How far a headless push is. `elsewhere`: another process is pushing, and is waited for."""

    sent: int
    waiting: int
    elsewhere: bool


@dataclass(frozen=True, slots=True)
class PushReport:
    """What one headless push did, and what is left.

    `sent` records were ticked; `failed` pushes met a trouble that was not overcome: they are parked, or wait for
    another try. `parked` and `waiting` are those of the whole queue afterwards. `problem` is why everything that
    waits has to wait, where that is so. `not_found` are unsubscribed addresses of which Salesforce has no record.
    """

    sent: int
    failed: int
    parked: int
    waiting: int
    api_calls: int
    problem: Problem | None = None
    not_found: tuple[str, ...] = ()


class HeadlessPush:
    """One headless push; see PushWorker.drain."""

    def __init__(
        self,
        services: Services,
        *,
        stop: threading.Event,
        on_progress: Callable[[PushProgress], None] | None,
    ) -> None:
        self._services = services
        self._store = services.store
        self._now = services.now
        self._backoff = services.backoff
        self._stop = stop
        self._on_progress = on_progress
        self._recorder = Recorder(services)
        self._line = Line(services.connection, stop)

    def run(self, patience_s: float) -> PushReport:
        """Push until nothing is due or what is left has to wait; raises ProblemError when nothing could be sent."""
        problem: Problem | None = None
        with self._store.database.use(), Lease(self._store.runs, PUSH, self._now) as lease:
            try:
                if self._wait_for(lease):
                    with lease.fence(self._store.database):
                        self._store.sends.recover(self._now())
                        self._store.push_queue.release(self._now())
                        problem = self._send(lease, patience_s)
            except LeaseLostError:
                log.info("another process has taken over the pushes")
            finally:
                self._line.close()
                self._store.figures.add_calls(CallsOf.PUSH, self._line.untold_calls(), self._now())
        if problem is not None and not self._recorder.sent and not self._recorder.in_trouble:
            raise ProblemError(problem)
        queue = self._store.push_queue.state()
        return PushReport(
            sent=self._recorder.sent,
            failed=len(self._recorder.in_trouble),
            parked=queue.parked,
            waiting=queue.waiting,
            api_calls=self._line.calls,
            problem=problem,
            not_found=tuple(self._recorder.not_found),
        )

    def _wait_for(self, lease: Lease) -> bool:
        while not lease.try_take():
            self._tell(elsewhere=True)
            if self._stop.wait(_LOOK_S):
                return False
        return True

    def _send(self, lease: Lease, patience_s: float) -> Problem | None:
        """Send, waiting out what passes soon; returns the problem that makes the rest wait, if one does."""
        # No time is spared here, as nobody looks on: what is pushed to is read first.
        sending = PushSending(self._services, self._line, self._recorder, lease.require, read_first=True)
        failures = 0
        while True:
            before = self._recorder.sent
            problem: Problem | None = None
            try:
                sending.send_due(self._stop, self._tell)
            except LeaseLostError:
                raise
            except CancelledError:
                return None
            except ProblemError as error:
                problem = error.problem
                failures = 1 if self._recorder.sent > before else failures + 1
                wait_s: float | None = length_s(error, failures, self._backoff)
            else:
                failures = 0
                wait_s = self._until_due()
            self._line.report(problem)
            if problem is not None:
                self._line.close()
            if wait_s is None or wait_s > patience_s or lease.lost.is_set() or self._stop.wait(wait_s):
                return problem
            patience_s -= max(wait_s, _LOOK_S)

    def _until_due(self) -> float | None:
        due = self._store.push_queue.next_due()
        return None if due is None else max(0.0, (due - self._now()).total_seconds())

    def _tell(self, *, elsewhere: bool = False) -> None:
        if self._on_progress is not None:
            waiting = self._store.push_queue.state().waiting
            self._on_progress(PushProgress(self._recorder.sent, waiting, elsewhere))
