"""The push worker: an opt-out collected here is on its way to Salesforce at once, and tried until it is there.

The queue is durable (`store.push_queue`); this module decides when to work on it. One process at a time does,
under a lease: the window's two threads, or a headless command. One thread pushes to known records; the other looks
addresses up and reads records, and pushes to what it has found, so that an unsubscribe never waits behind that.
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
from core.sync.leases import LeaseLostError
from core.sync.push.headless import HeadlessPush, PushProgress, PushReport
from core.sync.push.line import Line
from core.sync.push.looking import Looking
from core.sync.push.rests import Rests, Way
from core.sync.push.sending import PushSending
from core.sync.push.shift import Shift
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
_LOOKS_GO_ON = Message(NOOP("core", "Addresses are looked up in Salesforce again."))
_OWN_ERROR = Problem(
    "INTERNAL_ERROR",
    Category.OTHER,
    Message(NOOP("core", "Pushing met an error in the program itself.")),
    Message(NOOP("core", "It is tried again by itself; the log file in the data folder has the details.")),
    retry=True,
    scope=Scope.CALL,
)


class PushWorker:
    """Pushes in threads of its own (`start`, `stop`), or in the caller's (`drain`). Every verb is thread-safe."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._store = services.store
        self._connection = services.connection
        self._events = services.events
        self._now = services.now
        self._log = services.log
        self._awake = {way: threading.Event() for way in Way}
        self._stop = threading.Event()
        self._threads: dict[Way, threading.Thread] = {}
        self._rests = Rests(services.backoff, services.now)
        self._shift = Shift(services, read_first=False)
        self._said: set[str] = set()
        self._lines: dict[Way, Line] = {}
        self._way: tuple[object, ...] = ()
        self._events.subscribe(self._follow)

    # verbs

    def start(self) -> None:
        """Start the threads. What an earlier process left unfinished is taken up at once."""
        stop = self._stop = threading.Event()
        self._shift.looks_go.set()
        self._threads = {
            Way.PUSHES: threading.Thread(target=self._push, args=(stop,), name="push", daemon=True),
            Way.LOOKS: threading.Thread(target=self._look, args=(stop,), name="push-looks", daemon=True),
        }
        for thread in self._threads.values():
            thread.start()

    def stop(self, deadline: float = 2.0) -> None:
        """Ask the threads to end and wait for them at most `deadline` seconds, whatever the network does."""
        ends = monotonic() + deadline
        self._stop.set()
        self._wake_all()
        for thread in self._threads.values():
            thread.join(max(0.0, ends - monotonic()))

    def wake(self) -> None:
        """Say that something was queued; returns at once."""
        # The other line is woken as soon as this one has taken what it can send.
        self._awake[Way.PUSHES].set()

    def state(self) -> QueueState:
        """How the queue stands, and until when and why pushing, or looking up alone, is paused; no network."""
        queue = self._store.push_queue.state()
        pushes, looks = self._rests.of(Way.PUSHES), self._rests.of(Way.LOOKS)
        if pushes is not None:
            queue = replace(queue, paused_until=pushes.until, reason=pushes.problem.what)
        if looks is not None and looks is not pushes:
            queue = replace(queue, looks_paused_until=looks.until, looks_reason=looks.problem.what)
        return queue

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

    # the threads

    def _push(self, stop: threading.Event) -> None:
        recorder = Recorder(self._services)
        line = self._lines[Way.PUSHES] = Line(self._connection, stop)

        sending = self._sending(Way.PUSHES, line, recorder)

        def send() -> None:
            sending.send_due(stop, self._awake[Way.LOOKS].set)
            self._awake[Way.LOOKS].set()

        self._loop(Way.PUSHES, line, recorder, stop, send)

    def _look(self, stop: threading.Event) -> None:
        recorder = Recorder(self._services)
        line = self._lines[Way.LOOKS] = Line(self._connection, stop)
        looking = Looking(self._services, line, recorder, self._shift, may_go=lambda: self._may_go(Way.LOOKS))
        sending = self._sending(Way.LOOKS, line, recorder)

        def look_up() -> None:
            looking.look_up(stop, self._found)
            # What was found goes from here, so that the line of the pushes is free for what comes now.
            sending.send_due(stop, _nothing)

        self._loop(Way.LOOKS, line, recorder, stop, look_up)

    def _sending(self, way: Way, line: Line, recorder: Recorder) -> PushSending:
        return PushSending(
            self._services,
            line,
            recorder,
            self._shift,
            may_go=lambda: self._may_go(way),
            on_taken=self._awake[Way.LOOKS].set if way is Way.PUSHES else _nothing,
        )

    def _found(self) -> None:
        """So much has been found that two have to send it."""
        if self._shift.more_is_coming.is_set():
            self._awake[Way.PUSHES].set()

    def _may_go(self, way: Way) -> bool:
        return self._rests.may_go(way) and not self._shift.broken.is_set()

    def _loop(
        self, way: Way, line: Line, recorder: Recorder, stop: threading.Event, work: Callable[[], None]
    ) -> None:
        awake = self._awake[way]
        with self._store.database.use():
            released = way is Way.LOOKS
            while not stop.is_set():
                try:
                    if not released:
                        self._store.push_queue.release(self._now())
                        released = True
                    if self._can_work(way):
                        self._turn(way, recorder, line, work)
                    idle_s = self._idle_s(way)
                except CancelledError:
                    break
                except Exception as error:
                    log.exception("the push thread met an error and goes on")
                    problem = disk_trouble(error, GOES_ON, path=self._store.database.path) or _OWN_ERROR
                    self._rest(way, ProblemError(problem), progressed=False)
                    idle_s = _LOOK_S
                awake.wait(idle_s)
                awake.clear()
        line.close()

    def _can_work(self, way: Way) -> bool:
        may_go = self._rests.may_go(way)
        if way is Way.LOOKS:
            if may_go:
                self._shift.looks_go.set()
            else:
                self._shift.looks_go.clear()
        if not may_go:
            return False
        # A pause ends with a turn that goes well, whatever there is to do.
        waits = self._rests.of(way) is not None or (way is Way.LOOKS and self._shift.has_unseen)
        return waits or self._store.push_queue.is_due(self._now())

    def _idle_s(self, way: Way) -> float:
        """Until when to sleep if nobody calls. What is due by now is held up: by a pause, or another process."""
        pause = self._rests.of(way)
        if pause is not None:
            return min(_LOOK_S, max(0.01, pause.ends - monotonic()))
        due = self._store.push_queue.next_due()
        left_s = (due - self._now()).total_seconds() if due is not None else 0.0
        return min(_LOOK_S, left_s) if left_s > 0 else _LOOK_S

    def _turn(self, way: Way, recorder: Recorder, line: Line, work: Callable[[], None]) -> None:
        """Work on the queue once, if no other process does."""
        with self._shift.work() as at_work:
            if not at_work:
                return
            recorder.in_trouble.clear()
            before = recorder.sent
            try:
                if self._rests.asks_first(way):
                    line.fresh()
                    self._rests.is_there(way)
                    self._wake_all()
                if self._rests.may_go(way):
                    work()
            except LeaseLostError:
                line.close()
            except ProblemError as error:
                line.report(error.problem)
                line.close()
                self._rest(way, error, progressed=recorder.sent > before)
            else:
                line.report(None)
                if way is Way.LOOKS or recorder.sent > before or not self._pushes_wait():
                    self._go_on(way)
            finally:
                self._store.figures.add_calls(CallsOf.PUSH, line.untold_calls(), self._now())
                self._rests.let_go(way)

    def _pushes_wait(self) -> bool:
        """Whether there are pushes that wait to be read, so that it is not known yet how they will fare."""
        return bool(self._store.sends.waited(1, self._now(), self._shift.unread()))

    def _rest(self, way: Way, error: ProblemError, *, progressed: bool) -> None:
        """Pause; the status log says each kind of reason once, until everything goes again."""
        if not self._rests.failed(way, error, progressed=progressed):
            return
        if not self._rests.may_go(Way.LOOKS):
            self._shift.looks_go.clear()
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

    def _go_on(self, way: Way) -> None:
        ended = self._rests.went_well(way)
        if ended is None:
            return
        if not any(self._rests.of(one) for one in Way):
            self._said.clear()
        self._wake_all()
        if way is Way.PUSHES:
            self._log.write(Level.INFO, LogKind.PUSH, _GOES_ON)
        elif not self._rests.is_of_both(ended):
            self._log.write(Level.INFO, LogKind.PUSH, _LOOKS_GO_ON)
        self._tell()

    def _begin_anew(self, *, look: bool) -> None:
        """Forget the pauses and the clients, and work at once."""
        for line in self._lines.values():
            line.renew(look=look)
        self._rests.end_soon()
        self._wake_all()

    def _wake_all(self) -> None:
        for awake in self._awake.values():
            awake.set()

    def _follow(self, event: Event) -> None:
        """Go on at once when somebody else found, or made, the way to the org."""
        if not isinstance(event, ConnectionChanged):
            return
        connection = self._connection.state()
        way = (connection.state, connection.org, connection.shape)
        changed, self._way = way != self._way, way
        own = threading.current_thread() in self._threads.values()
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
