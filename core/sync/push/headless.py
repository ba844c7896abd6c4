"""Pushing in the caller's thread, for commands without a window: to the end, or as far as it goes today."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from core.messages import CancelledError, Problem, ProblemError
from core.services import Services
from core.store.types.figures import CallsOf
from core.sync.leases import LeaseLostError
from core.sync.push.line import Line
from core.sync.push.looking import Looking
from core.sync.push.pause import length_s
from core.sync.push.sending import PushSending
from core.sync.push.shift import Shift
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
    """One headless push; see PushWorker.drain. A second thread looks up meanwhile, as in the window."""

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
        # No time is spared here, as nobody looks on: what is pushed to is read first.
        self._shift = Shift(services, read_first=True)
        self._lookup = _Lookup(services, self._shift)
        self._sending = PushSending(
            services,
            self._line,
            self._recorder,
            self._shift,
            may_go=lambda: not self._lookup.has_met_the_end,
            on_taken=_nothing,
        )

    def run(self, patience_s: float) -> PushReport:
        """Push until nothing is due or what is left has to wait; raises ProblemError when nothing could be sent."""
        problem: Problem | None = None
        with self._store.database.use():
            try:
                problem = self._under_the_lease(patience_s)
            except LeaseLostError:
                log.info("another process has taken over the pushes")
            finally:
                self._line.close()
                calls = self._line.untold_calls() + self._lookup.line.untold_calls()
                self._store.figures.add_calls(CallsOf.PUSH, calls, self._now())
        in_trouble = self._recorder.in_trouble | self._lookup.recorder.in_trouble
        if problem is not None and not self._recorder.sent and not in_trouble:
            raise ProblemError(problem)
        queue = self._store.push_queue.state()
        return PushReport(
            sent=self._recorder.sent,
            failed=len(in_trouble),
            parked=queue.parked,
            waiting=queue.waiting,
            api_calls=self._line.calls + self._lookup.line.calls,
            problem=problem,
            not_found=tuple(self._lookup.recorder.not_found),
        )

    def _under_the_lease(self, patience_s: float) -> Problem | None:
        while True:
            with self._shift.work() as at_work:
                if at_work:
                    self._store.push_queue.release(self._now())
                    return self._send(patience_s)
            self._tell(elsewhere=True)
            if self._stop.wait(_LOOK_S):
                return None

    def _send(self, patience_s: float) -> Problem | None:
        """Send, waiting out what passes soon; returns the problem that makes the rest wait, if one does."""
        failures = 0
        problem: Problem | None = None
        while True:
            before = self._recorder.sent
            try:
                if problem is not None:
                    # One asks whether the org is there again, before two do.
                    self._line.fresh()
                problem = None
                self._send_while_looking()
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
            lost = self._shift.lease.lost.is_set()
            if wait_s is None or wait_s > patience_s or lost or self._stop.wait(wait_s):
                return problem
            patience_s -= max(wait_s, _LOOK_S)

    def _send_while_looking(self) -> None:
        """Send what the other thread has made ready, until it has looked everything up and all is sent."""
        lookup = self._lookup
        lookup.start()
        try:
            looked_up = False
            while not (looked_up or self._stop.is_set()):
                # Asked before: what it found last is sent in this round.
                looked_up = lookup.is_done
                self._sending.send_due(self._stop, self._sent_some)
                if not looked_up:
                    lookup.wait(_LOOK_S)
        except ProblemError as error:
            lookup.end(self._stop, at_once=error.problem.stops_everything)
            raise
        except BaseException:
            lookup.end(self._stop, at_once=True)
            raise
        lookup.end(self._stop, at_once=self._stop.is_set())
        if lookup.error is not None:
            raise lookup.error

    def _sent_some(self) -> None:
        self._lookup.go_on()
        self._tell()

    def _until_due(self) -> float | None:
        due = self._store.push_queue.next_due()
        return None if due is None else max(0.0, (due - self._now()).total_seconds())

    def _tell(self, *, elsewhere: bool = False) -> None:
        if self._on_progress is not None:
            waiting = self._store.push_queue.state().waiting
            self._on_progress(PushProgress(self._recorder.sent, waiting, elsewhere))


class _Lookup:
    """The thread of a headless push that looks up. Its verbs are for the thread that sends."""

    def __init__(self, services: Services, shift: Shift) -> None:
        self._services = services
        self._shift = shift
        self._stop = threading.Event()
        self._moved = threading.Event()
        self._may_move = threading.Event()
        self._nobody_sends = False
        self._thread: threading.Thread | None = None
        self.recorder = Recorder(services)
        self.line = Line(services.connection, self._stop)
        self.error: BaseException | None = None
        self._looking = Looking(
            services, self.line, self.recorder, shift, may_go=lambda: not self._nobody_sends
        )

    @property
    def is_done(self) -> bool:
        """Whether there is nothing left to be looked up, or no way to do it."""
        return self._thread is None or not self._thread.is_alive()

    @property
    def has_met_the_end(self) -> bool:
        """Whether it met what stops everything, so that sending would fare no better."""
        error = self.error
        return error is not None and not (
            isinstance(error, ProblemError) and not error.problem.stops_everything
        )

    def start(self) -> None:
        """Begin to look up, in a thread of its own."""
        self._stop.clear()
        self.error, self._nobody_sends = None, False
        self._shift.more_is_coming.set()
        self._shift.looks_go.set()
        self._thread = threading.Thread(target=self._run, name="push-looks", daemon=True)
        self._thread.start()

    def wait(self, seconds: float) -> None:
        """Until it has found something, or is done."""
        self._moved.wait(seconds)
        self._moved.clear()

    def go_on(self) -> None:
        """Something was sent, so that there may be room for more."""
        self._may_move.set()

    def end(self, stop: threading.Event, *, at_once: bool) -> None:
        """Wait for it to end: when there is nothing left, or enough, or `at_once`; and as soon as `stop` is set."""
        self._nobody_sends = True
        self._may_move.set()
        thread = self._thread
        while thread is not None and thread.is_alive():
            if at_once or stop.is_set():
                self._stop.set()
            thread.join(_LOOK_S)
        if self.error is None or isinstance(self.error, ProblemError):
            self.line.report(self.error.problem if self.error is not None else None)
        self.line.close()

    def _run(self) -> None:
        try:
            with self._services.store.database.use(), self._shift.work() as at_work:
                if at_work:
                    self._look_up()
        except BaseException as error:  # noqa: BLE001 - handed to the thread that sends, which raises it
            self.error = error
        finally:
            self._shift.more_is_coming.clear()
            self._shift.looks_go.clear()
            self._moved.set()

    def _look_up(self) -> None:
        while True:
            self._shift.more_is_coming.set()
            more = self._looking.look_up(self._stop, self._moved.set)
            if not more or self._stop.is_set() or self._nobody_sends:
                return
            self._may_move.wait(_LOOK_S)
            self._may_move.clear()


def _nothing() -> None:
    """The other thread looks for what it can do by itself."""
