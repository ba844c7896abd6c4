"""The push worker: an opt-out collected here is on its way to Salesforce at once, and tried until it is there.

The queue is durable (`store.push_queue`); this module decides when to work on it. One process at a time does,
under a lease: the window's thread, or a headless command.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from time import monotonic

from peewee import DatabaseError

from core.connection.state import ConnectionState
from core.events import ConnectionChanged, Event, QueueChanged
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import CancelledError, Category, Counted, Message, Problem, ProblemError, Scope
from core.secrets.system_keyring import KEYRING_CODES, KEYRING_UNAVAILABLE
from core.services import Services
from core.store.push_queue import QueueState
from core.store.trouble import GOES_ON, disk_trouble
from core.store.types.figures import CallsOf
from core.store.types.log import Level, LogKind, NewLogEntry
from core.store.types.pushes import QueuedPush
from core.sync.leases import PUSH, Lease, LeaseLostError
from core.sync.push.headless import HeadlessPush, PushProgress, PushReport
from core.sync.push.line import Line
from core.sync.push.pause import Pause, pause_after
from core.sync.push.sending import PushSending
from core.sync.sending.recorder import Recorder

log = logging.getLogger(__name__)

PATIENCE_S = 10.0
"""How many seconds in all a headless push waits for passing troubles to pass."""
_LOOK_S = 1.0
"""How often, in seconds, the idle thread looks for pushes that another process queued."""

_GIVEN_UP = Message(NOOP("core", "The push was given up by {who}: {reason}"))
_RETRIED = Counted(
    NOOP("core", "{count} parked push is tried again."),
    NOOP("core", "{count} parked pushes are tried again."),
)
_GOES_ON = Message(NOOP("core", "Pushes go to Salesforce again."))
_OWN_ERROR = Problem(
    "INTERNAL_ERROR",
    Category.OTHER,
    Message(NOOP("core", "Pushing met an error in the program itself.")),
    Message(NOOP("core", "It is tried again by itself; the log file in the data folder has the details.")),
    retry=True,
    scope=Scope.CALL,
)


class PushWorker:
    """Pushes in a thread of its own (`start`, `stop`), or in the caller's (`drain`). Every verb is thread-safe."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._store = services.store
        self._connection = services.connection
        self._events = services.events
        self._now = services.now
        self._log = services.log
        self._awake = threading.Event()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._pause: Pause | None = None
        self._said: set[str] = set()
        self._line: Line | None = None
        self._way: tuple[object, ...] = ()
        self._events.subscribe(self._follow)

    # verbs

    def start(self) -> None:
        """Start the thread. What an earlier process left unfinished is taken up at once."""
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._loop, args=(self._stop,), name="push", daemon=True)
        self._thread.start()

    def stop(self, deadline: float = 2.0) -> None:
        """Ask the thread to end and wait for it at most `deadline` seconds, whatever the network does."""
        self._stop.set()
        self._awake.set()
        if self._thread is not None:
            self._thread.join(deadline)

    def wake(self) -> None:
        """Say that something was queued; returns at once."""
        self._awake.set()

    def state(self) -> QueueState:
        """How the queue stands, and until when and why it is paused; no network."""
        pause = self._pause
        queue = self._store.push_queue.state()
        if pause is None:
            return queue
        return replace(queue, paused_until=pause.until, reason=pause.problem.what)

    def retry(self, *, push_ids: Sequence[int] | None = None, code: str | None = None) -> int:
        """Send parked pushes again: these, all with a code, or all; returns how many.

        As all pushes they go to the checkbox that is meant then, after a new look at the org.
        """
        now = self._now()
        with self._store.database.transaction():
            count = self._store.push_queue.retry(now, push_ids=push_ids, code=code)
            if count:
                message = _RETRIED.with_values(count=count)
                self._store.status_log.add([NewLogEntry(Level.INFO, LogKind.PUSH, message)], now)
        if count:
            self._begin_anew(look=True)
            self._tell()
            self._log.tell()
        return count

    def try_now(self) -> None:
        """End the pause, whatever it was for, and let what was put off be due; returns at once."""
        self._store.push_queue.hasten(self._now())
        self._begin_anew(look=True)
        self._tell()

    def give_up(self, push_ids: Sequence[int], *, reason: str, who: str) -> int:
        """End pushes that wait or are parked, unsent; the status log keeps who did it and why. Returns how many."""
        now = self._now()
        message = _GIVEN_UP.with_values(who=who, reason=reason)
        with self._store.database.transaction():
            ended = self._store.push_queue.give_up(push_ids, now)
            self._store.status_log.add([_given_up(push, message) for push in ended], now)
        if ended:
            self._tell()
            self._log.tell()
        return len(ended)

    def drain(
        self,
        stop: threading.Event,
        on_progress: Callable[[PushProgress], None] | None = None,
        *,
        patience_s: float = PATIENCE_S,
    ) -> PushReport:
        """Push in the calling thread until nothing is due, or everything that is left has to wait.

        While another process pushes, it is waited for, and `on_progress` told so. Passing troubles are waited out
        for `patience_s` seconds in all. Setting `stop` ends it early, with a report of what was done. Raises
        ProblemError when nothing at all could be sent.
        """
        return HeadlessPush(self._services, stop=stop, on_progress=on_progress).run(patience_s)

    # the thread

    def _loop(self, stop: threading.Event) -> None:
        line = self._line = Line(self._connection, stop)
        recorder = Recorder(self._services)
        with self._store.database.use():
            released = False
            while not stop.is_set():
                try:
                    if not released:
                        self._store.push_queue.release(self._now())
                        released = True
                    if self._can_work():
                        self._turn(recorder, line, stop)
                    idle_s = self._idle_s()
                except CancelledError:
                    break
                except Exception as error:
                    log.exception("the push thread met an error and goes on")
                    problem = disk_trouble(error, GOES_ON, path=self._store.database.path) or _OWN_ERROR
                    self._rest(ProblemError(problem), progressed=False)
                    idle_s = _LOOK_S
                self._awake.wait(idle_s)
                self._awake.clear()
        line.close()

    def _can_work(self) -> bool:
        pause = self._pause
        if pause is not None and not pause.is_over(self._now):
            return False
        return self._store.push_queue.is_due(self._now())

    def _idle_s(self) -> float:
        """Until when to sleep if nobody calls. What is due by now is held up: by a pause, or another process."""
        pause = self._pause
        if pause is not None:
            return min(_LOOK_S, max(0.01, pause.ends - monotonic()))
        due = self._store.push_queue.next_due()
        left_s = (due - self._now()).total_seconds() if due is not None else 0.0
        return min(_LOOK_S, left_s) if left_s > 0 else _LOOK_S

    def _turn(self, recorder: Recorder, line: Line, stop: threading.Event) -> None:
        """Work on the queue once, if no other process does."""
        with Lease(self._store.runs, PUSH, self._now) as lease:
            if not lease.try_take():
                return
            sending = PushSending(self._services, line, recorder, lease.require, read_first=False)
            recorder.in_trouble.clear()
            before = recorder.sent
            try:
                with lease.fence(self._store.database):
                    self._store.sends.recover(self._now())
                    sending.send_due(stop, _nothing)
            except LeaseLostError:
                line.close()
            except ProblemError as error:
                line.report(error.problem)
                line.close()
                self._rest(error, progressed=recorder.sent > before)
            else:
                line.report(None)
                self._go_on()
            finally:
                self._store.figures.add_calls(CallsOf.PUSH, line.untold_calls(), self._now())

    def _rest(self, error: ProblemError, *, progressed: bool) -> None:
        """Pause everything; the status log says each kind of reason once, until pushes go again."""
        before = self._pause
        failures = 1 if before is None or progressed else before.failures + 1
        self._pause = pause_after(error, failures, self._services.backoff, self._now)
        problem = error.problem
        # A keyring that is locked, gone and silent in turn is one trouble.
        kind = KEYRING_UNAVAILABLE if problem.code in KEYRING_CODES else problem.code
        if kind not in self._said:
            try:
                self._log.write(Level.WARNING, LogKind.PUSH, problem.what, problem=problem)
                self._said.add(kind)
            except (DatabaseError, sqlite3.Error):
                # With a full disk there is no telling; the pause is over by itself, and then there may be.
                log.exception("why pushing rests could not be written into the status log")
                return
        self._tell()

    def _go_on(self) -> None:
        if self._pause is None:
            return
        self._pause = None
        self._said.clear()
        self._log.write(Level.INFO, LogKind.PUSH, _GOES_ON)
        self._tell()

    def _begin_anew(self, *, look: bool) -> None:
        """Forget the pause and the client, and work at once."""
        if self._line is not None:
            self._line.renew(look=look)
        if self._pause is not None:
            self._pause = self._pause.ended(self._now)
        self._awake.set()

    def _follow(self, event: Event) -> None:
        """Go on at once when somebody else found, or made, the way to the org."""
        if not isinstance(event, ConnectionChanged):
            return
        connection = self._connection.state()
        way = (connection.state, connection.org, connection.shape)
        changed, self._way = way != self._way, way
        own = threading.current_thread() is self._thread
        if changed and not own and connection.state is ConnectionState.CONNECTED:
            self._begin_anew(look=False)

    # words

    def _tell(self) -> None:
        self._events.emit(QueueChanged.to(self.state()))


def _given_up(push: QueuedPush, message: Message) -> NewLogEntry:
    return NewLogEntry(
        Level.WARNING,
        LogKind.PUSH,
        message,
        email=push.email,
        salesforce_id=push.salesforce_id or "",
        code=push.problem.code if push.problem else "",
        detail=push.problem.detail if push.problem else "",
    )


def _nothing() -> None:
    """Nobody watches the thread's progress but through events."""
