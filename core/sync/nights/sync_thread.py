"""The sync thread: runs what the button asks for and what the nights plan, one at a time, under a lease."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from peewee import DatabaseError

from core.connection.state import ConnectionState
from core.events import (
    ChangedElsewhere,
    DatabaseLost,
    Event,
    LoadFinished,
    LoadProgress,
    RunFinished,
    RunProgress,
    RunStarted,
)
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import CancelledError, Category, Message, Problem, ProblemError, Scope, make_problem
from core.services import Services
from core.settings import Setting
from core.store.trouble import GOES_ON, GoneError, disk_trouble
from core.store.types.log import Level, LogKind
from core.store.types.runs import Run, RunKind
from core.sync.leases import SYNC, Lease
from core.sync.nights.clock_watch import ClockWatch, Deadline
from core.sync.nights.nights import MET_AN_ERROR, Attempt, Nights
from core.sync.nights.schedule import Schedule
from core.sync.run.load_people import Loaded, LoadRequest, PeopleLoad
from core.sync.run.two_way import RunRequest, TwoWayRun, calls_needed

log = logging.getLogger(__name__)

_TICK_S = 1.0
_FIRST_RETRY = timedelta(minutes=1)
_LONGEST_RETRY = timedelta(minutes=30)
_LOOK_EVERY = timedelta(seconds=30)


class SyncWorker:
    """One thread for all two-way runs of this process; a run in another process is respected by its lease."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._store = services.store
        self._settings = services.settings
        self._connection = services.connection
        self._events = services.events
        self._now = services.now
        self._log = services.log
        self._wake = threading.Condition()
        # First: what a wrong clock has left behind would hold up all that follows.
        self._clock = ClockWatch(services)
        self._nights = Nights(services)
        self._asked: RunRequest | LoadRequest | None = None
        self._stop = threading.Event()
        self._cancel = threading.Event()
        self._thread: threading.Thread | None = None
        self._activity: RunProgress | None = None
        self._loading: LoadProgress | None = None
        self._retry: Deadline | None = None
        self._retry_after = _FIRST_RETRY
        self._look: Deadline | None = None
        self._unsaid: Problem | None = None
        self._lost: Problem | None = None
        self._events.subscribe(self._follow)
        self._settings.on_change(self._setting_changed)

    # verbs

    def start(self) -> None:
        """Start the thread."""
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._loop, name="sync", daemon=True)
        self._thread.start()

    def stop(self, deadline: float) -> None:
        """Ask the thread to end and wait for it at most `deadline` seconds."""
        self._stop.set()
        self._cancel.set()
        with self._wake:
            self._wake.notify_all()
        if self._thread is not None:
            self._thread.join(deadline)

    def sync_now(self, *, full: bool = False) -> None:
        """Ask for a run; returns at once. While one is under way this does nothing."""
        self._ask(RunRequest(RunKind.MANUAL, full=full))

    def preview(self, *, full: bool = False) -> None:
        """Ask for a run that stops with its plan and writes nothing; returns at once."""
        self._ask(RunRequest(RunKind.MANUAL, full=full, preview=True))

    def carry_out(self, run_id: int) -> None:
        """Ask for just what a previewed or held run planned, re-checked; returns at once."""
        self._ask(RunRequest(RunKind.MANUAL, approved=True, plan_of=run_id))

    def load_people(self) -> None:
        """Ask for every Contact and Lead with an address to be added as a person here; returns at once."""
        self._ask(LoadRequest())

    def _ask(self, request: RunRequest | LoadRequest) -> None:
        with self._wake:
            if self._activity is None and self._loading is None:
                self._asked = request
                self._wake.notify_all()

    def cancel(self) -> None:
        """Ask the run under way to end; what it has done stays done."""
        self._cancel.set()

    def activity(self) -> RunProgress | None:
        """What the run under way is doing, None while there is none."""
        return self._activity

    def loading(self) -> LoadProgress | None:
        """How far loading people has come; None while none are loaded."""
        return self._loading

    def next_run(self) -> datetime | None:
        """When the next night runs, None while the nightly sync is off."""
        return self._nights.next()

    def waiting_night(self) -> tuple[datetime, Message] | None:
        """The night that could not run yet and is caught up by itself, with what it waits for; None for none."""
        return self._nights.waiting()

    def schedule(self) -> Schedule:
        """When the nightly sync runs, whether it is switched on or not."""
        return self._nights.current_schedule()

    def calls_needed(self) -> int:
        """About how many API calls the next night takes, or, while none is planned, a run now."""
        return calls_needed(self._store, self._settings, self.next_run() or self._now())

    def run_here(self, request: RunRequest, *, stop: threading.Event, patience: float = 0.0) -> Run:
        """Do one run in the calling thread; `patience` is how many seconds it waits for another process.

        Raises ProblemError (code SYNC_RUNNING_ELSEWHERE) while another process is at it.
        """
        with self._leased(stop, patience) as lease:
            return self._do(request, stop, lease)

    def night_is_due(self) -> bool:
        """Whether a planned night is to be run now."""
        return self._nights.due() is not None

    def night_here(
        self, *, stop: threading.Event, patience: float = 0.0, ending: Callable[[], bool] | None = None
    ) -> Attempt:
        """Run the night that is due in the calling thread, if one is, and record it.

        `ending` says whether a cancellation means the end of the program, and not that the admin wants no sync
        tonight; without it, it always does. Raises ProblemError as `run_here` does, CancelledError when `stop`
        is set before the run has begun.
        """
        if self._nights.due() is None:
            return Attempt()
        with self._leased(stop, patience) as lease, self._store.database.use():
            return self._nights.attempt(
                lambda request: self._do(request, stop, lease), stop, ending=ending or stop.is_set
            )

    def load_here(self, *, stop: threading.Event, patience: float = 0.0) -> Loaded:
        """Load people in the calling thread; raises ProblemError and CancelledError."""
        with self._leased(stop, patience) as lease:
            return self._load(stop, lease)

    @contextmanager
    def _leased(self, stop: threading.Event, patience: float) -> Iterator[Lease]:
        lease = Lease(self._store.runs, SYNC, self._now)
        if not lease.wait(stop, patience):
            raise ProblemError(RUNNING_ELSEWHERE)
        try:
            self._mark_interrupted()
            yield lease
        finally:
            lease.give_up()

    def _do(self, request: RunRequest, stop: threading.Event, lease: Lease) -> Run:
        run = TwoWayRun(self._services, stop=stop, lease=lease)
        # One connection for the whole run: each new one would begin with an empty cache.
        with self._store.database.use():
            return run.run(request)

    def _load(self, stop: threading.Event, lease: Lease) -> Loaded:
        with self._store.database.use(), lease.fence(self._store.database):
            return PeopleLoad(self._services, stop).load()

    # the thread

    def _loop(self) -> None:
        while not self._database_is_there():
            if self._stop.wait(_TICK_S):
                return
        with self._store.database.use():
            version = self._store.database.data_version()
            while not self._stop.is_set():
                if not self._database_is_there():
                    self._stop.wait(_TICK_S)
                    continue
                try:
                    self._one_turn()
                    version = self._notice_others(version)
                except ProblemError as error:
                    if not self._can_be_said(error.problem):
                        self._unsaid = error.problem
                except CancelledError:
                    log.info("the run was cancelled before it began")
                except Exception as error:
                    log.exception("the sync thread met an error and goes on")
                    self._unsaid = disk_trouble(error, GOES_ON, path=self._store.database.path) or OWN_ERROR
                    self._postpone()
                    # What was under way has ended without a word, so the screens look for themselves.
                    self._events.emit(ChangedElsewhere())
                with self._wake:
                    if self._asked is None and not self._stop.is_set():
                        self._wake.wait(_TICK_S)

    def _database_is_there(self) -> bool:
        """Whether the file is still the one that was opened; logs once that it is not."""
        problem: Problem | None = None
        try:
            self._store.database.check()
        except GoneError as error:
            problem = disk_trouble(error, path=self._store.database.path)
        if (problem is None) is (self._lost is None):
            return problem is None
        self._lost = problem
        if problem is not None:
            log.error("the database was taken away under the running program")
        self._events.emit(DatabaseLost(problem))
        return problem is None

    def _one_turn(self) -> None:
        self._clock.check()
        if (unsaid := self._unsaid) is not None and self._can_be_said(unsaid):
            self._unsaid = None
        with self._wake:
            asked, self._asked = self._asked, None
        if isinstance(asked, RunRequest):
            self._guarded(lambda: self.run_here(asked, stop=self._fresh_cancel()))
        elif asked is not None:
            self._guarded(lambda: self.load_here(stop=self._fresh_cancel()))
        elif self._retry is None or self._retry.is_over(self._now()):
            self._run_due_night()
        self._look_again()
        # Whom a run that was cut off has added can be searched for all the same.
        while self._asked is None and not self._stop.is_set() and self._store.database.index_lot():
            pass

    def _run_due_night(self) -> None:
        try:
            attempt = self.night_here(stop=self._fresh_cancel(), ending=self._stop.is_set)
        except ProblemError as error:
            if error.problem.code != RUNNING_ELSEWHERE.code:
                raise
            # Another process is at it, perhaps at this very night, and records it then.
            self._retry = Deadline.after(_FIRST_RETRY, self._now())
            return
        finally:
            self._activity = None
        if attempt.over:
            self._retry, self._retry_after = None, _FIRST_RETRY
        else:
            self._postpone()

    def _guarded(self, work: Callable[[], object]) -> None:
        try:
            work()
        except ProblemError as error:
            self._say(error.problem)
        finally:
            self._activity = None

    def _fresh_cancel(self) -> threading.Event:
        """A cancel sign of its own for each run, so that an old cancel cannot end a new run."""
        self._cancel = threading.Event()
        if self._stop.is_set():
            self._cancel.set()
        return self._cancel

    def _postpone(self) -> None:
        """Try a night that failed again, waiting longer each time."""
        self._retry = Deadline.after(self._retry_after, self._now())
        self._retry_after = min(self._retry_after * 2, _LONGEST_RETRY)

    def _look_again(self) -> None:
        """While the org cannot be reached, try now and then, so that the state on the screen stays true."""
        state = self._connection.state().state
        now = self._now()
        if state is not ConnectionState.OFFLINE:
            self._look = None
        elif self._look is None:
            self._look = Deadline.after(_LOOK_EVERY, now)
        elif self._look.is_over(now):
            self._look = Deadline.after(_LOOK_EVERY, now)
            org = self._connection.open(self._fresh_cancel())
            try:
                self._connection.describe(org)
            except ProblemError as error:
                self._connection.report(error.problem, org)
            finally:
                org.close()

    def _mark_interrupted(self) -> None:
        """Runs left open by a process that died; only the holder of the lease may say so."""
        for run_id in self._store.runs.mark_interrupted(self._now(), INTERRUPTED):
            self._store.plans.forget(run_id)
            self._store.run_sends.end_run(run_id, self._now())
            self._log.write(Level.WARNING, LogKind.SYNC, INTERRUPTED, run_id=run_id)

    def _can_be_said(self, problem: Problem) -> bool:
        """Write down what went wrong while nothing could be written; False while that is still so."""
        try:
            self._say(problem)
        except (DatabaseError, sqlite3.Error):
            return False
        return True

    # facts and events

    def _setting_changed(self, setting: Setting, _text: str) -> None:
        self._nights.setting_changed(setting)
        with self._wake:
            self._wake.notify_all()

    def _follow(self, event: Event) -> None:
        if isinstance(event, RunStarted):
            self._activity = None
        elif isinstance(event, RunProgress):
            self._activity = event
        elif isinstance(event, RunFinished):
            self._activity = None
        elif isinstance(event, LoadProgress):
            self._loading = event
        elif isinstance(event, LoadFinished):
            self._loading = None

    def _notice_others(self, version: int) -> int:
        """Tell the screens when another connection has written since the last time."""
        # SQLite does not say whose it was. A thread of this process has told of it already; that the screens look
        # once more then costs little, while a change that is missed stays wrong on them.
        newest = self._store.database.data_version()
        if newest != version:
            self._settings.reload()
            self._events.emit(ChangedElsewhere())
        return newest

    def _say(self, problem: Problem) -> None:
        self._log.write(Level.WARNING, LogKind.SYNC, problem.what, problem=problem)


INTERRUPTED = Message(
    NOOP("core", "The program ended in the middle of this sync; what was left is done by the next one.")
)
OWN_ERROR = make_problem(
    "INTERNAL_ERROR",
    Category.OTHER,
    MET_AN_ERROR,
    NOOP("core", "Sync again; the log file in the data folder has the details."),
    retry=True,
    scope=Scope.CALL,
)
RUNNING_ELSEWHERE = make_problem(
    "SYNC_RUNNING_ELSEWHERE",
    Category.OTHER,
    NOOP("core", "Another Unsubscribe Sync is syncing this data directory right now."),
    NOOP("core", "Wait until it has finished, then try again."),
    retry=True,
    scope=Scope.RECORD,
)
