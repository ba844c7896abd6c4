"""The sync thread: runs what the button asks for and what the nights plan, one at a time, under a lease."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime, time, timedelta

from core.connection.keeper import ConnectionKeeper
from core.connection.state import ConnectionState
from core.events import (
    ChangedElsewhere,
    Event,
    EventBus,
    LogAdded,
    RunFinished,
    RunProgress,
    RunStarted,
    ScheduleChanged,
)
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import CancelledError, Category, Message, Problem, ProblemError
from core.settings import (
    NIGHTLY_SYNC,
    NIGHTLY_TIME,
    NIGHTLY_WEEKDAYS,
    NIGHTLY_ZONE,
    WEEKDAYS,
    Setting,
    Settings,
)
from core.store.nouns import (
    Level,
    LogKind,
    NewLogEntry,
    Night,
    NightState,
    Run,
    RunKind,
    RunOutcome,
)
from core.store.schema import utc_from_text, utc_text
from core.store.store import Store
from core.sync import schedule
from core.sync.leases import Lease
from core.sync.two_way import RunRequest, TwoWayRun

log = logging.getLogger(__name__)

JOB = "sync"
ENABLED_SINCE = "nightly_sync.since"
"""Since when nights are planned, in facts: none before that counts as missed."""
_TICK_S = 1.0
_NIGHTS_LOOKED_AT = 60
_FIRST_RETRY = timedelta(minutes=1)
_LONGEST_RETRY = timedelta(minutes=30)


class SyncWorker:
    """One thread for all two-way runs of this process; a run in another process is respected by its lease."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        connection: ConnectionKeeper,
        events: EventBus,
        *,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._settings = settings
        self._connection = connection
        self._events = events
        self._now = now
        self._wake = threading.Condition()
        self._asked: RunRequest | None = None
        self._stop = threading.Event()
        self._cancel = threading.Event()
        self._thread: threading.Thread | None = None
        self._activity: RunProgress | None = None
        self._retry_at: datetime | None = None
        self._retry_after = _FIRST_RETRY
        self._look_at: datetime | None = None
        self._said_for: datetime | None = None
        self._quiet_since_own_write = 0
        events.subscribe(self._follow)
        settings.on_change(self._setting_changed)

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

    def _ask(self, request: RunRequest) -> None:
        with self._wake:
            if self._activity is None:
                self._asked = request
                self._wake.notify_all()

    def cancel(self) -> None:
        """Ask the run under way to end; what it has done stays done."""
        self._cancel.set()

    def activity(self) -> RunProgress | None:
        """What the run under way is doing, None while there is none."""
        return self._activity

    def next_run(self) -> datetime | None:
        """When the next night is planned, None while the nightly sync is off."""
        if not self._settings.nightly_sync:
            return None
        return schedule.next_night(self._now(), self._schedule())

    def run_here(self, request: RunRequest, *, stop: threading.Event, patience: float = 0.0) -> Run:
        """Do one run in the calling thread; `patience` is how many seconds it waits for another process.

        Raises ProblemError (code SYNC_RUNNING_ELSEWHERE) while another process is at it.
        """
        lease = Lease(self._store.runs, JOB, self._now)
        if not lease.wait(stop, patience):
            raise ProblemError(RUNNING_ELSEWHERE)
        try:
            self._mark_interrupted()
            run = TwoWayRun(
                self._store, self._settings, self._connection, self._events, stop=stop, now=self._now
            )
            # One connection for the whole run: each new one would begin with an empty cache.
            with self._store.database.use():
                return run.run(request)
        finally:
            lease.give_up()

    # the thread

    def _loop(self) -> None:
        with self._store.database.use():
            version = self._store.database.data_version()
            while not self._stop.is_set():
                try:
                    self._one_turn()
                except ProblemError as error:
                    self._say(error.problem)
                except CancelledError:
                    log.info("the run was cancelled before it began")
                except Exception:
                    log.exception("the sync thread met an error of its own and goes on")
                    self._postpone()
                version = self._notice_others(version)
                with self._wake:
                    if self._asked is None and not self._stop.is_set():
                        self._wake.wait(_TICK_S)

    def _one_turn(self) -> None:
        with self._wake:
            asked, self._asked = self._asked, None
        if asked is not None:
            self._run(asked)
        elif self._retry_at is None or self._now() >= self._retry_at:
            self._run_due_night()
        self._look_again()

    def _run_due_night(self) -> None:
        if not self._settings.nightly_sync:
            return
        now = self._now()
        recorded = self._store.runs.nights(_NIGHTS_LOOKED_AT)
        self._store.runs.forget_nights(schedule.from_a_wrong_clock(now, recorded))
        due = schedule.due(now, self._schedule(), recorded, self._enabled_since(now))
        if due is None or not self._reachable(due.planned_for):
            return
        for night in due.skipped:
            self._store.runs.record_night(night)
        run = self._run(RunRequest(due.kind, planned_for=due.planned_for))
        if run is None:
            return
        self._store.runs.record_night(_night(run, due))
        self._retry_at, self._retry_after = None, _FIRST_RETRY
        self._events.emit(ScheduleChanged())

    def _reachable(self, planned_for: datetime) -> bool:
        """Whether a night can begin; if not, it is tried again by itself and said once."""
        org = None
        try:
            org = self._connection.open(self._fresh_cancel())
            self._connection.look(org)
        except ProblemError as error:
            self._connection.report(error.problem, org)
            self._postpone()
            if self._said_for != planned_for:
                self._said_for = planned_for
                self._say(error.problem, WAITS.with_values(why=error.problem.what.english()))
            return False
        finally:
            if org is not None:
                org.close()
        return True

    def _run(self, request: RunRequest) -> Run | None:
        try:
            return self.run_here(request, stop=self._fresh_cancel())
        except ProblemError as error:
            self._say(error.problem)
            self._postpone()
            return None
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
        self._retry_at = self._now() + self._retry_after
        self._retry_after = min(self._retry_after * 2, _LONGEST_RETRY)

    def _look_again(self) -> None:
        """While the org could not be reached, look now and then, so that the state on the screen stays true."""
        state = self._connection.state().state
        now = self._now()
        if state is not ConnectionState.OFFLINE:
            self._look_at = None
        elif self._look_at is None:
            self._look_at = now + timedelta(seconds=30)
        elif now >= self._look_at:
            self._look_at = now + timedelta(seconds=30)
            org = self._connection.open(self._fresh_cancel())
            try:
                self._connection.look(org)
            except ProblemError as error:
                self._connection.report(error.problem, org)
            finally:
                org.close()

    def _mark_interrupted(self) -> None:
        """Runs left open by a process that died; only the holder of the lease may say so."""
        for run_id in self._store.runs.mark_interrupted(self._now(), INTERRUPTED):
            self._store.plans.forget(run_id)
            self._store.status_log.add(
                [NewLogEntry(Level.WARNING, LogKind.SYNC, INTERRUPTED, run_id=run_id)], self._now()
            )

    # facts and events

    def _enabled_since(self, now: datetime) -> datetime:
        stored = self._store.facts.setting(ENABLED_SINCE)
        if stored:
            return utc_from_text(stored)
        self._store.facts.set_setting(ENABLED_SINCE, utc_text(now))
        return now

    def _setting_changed(self, setting: Setting, _text: str) -> None:
        if setting in (NIGHTLY_SYNC, NIGHTLY_TIME, NIGHTLY_ZONE, NIGHTLY_WEEKDAYS):
            # What was planned before by another schedule is neither missed nor caught up.
            since = utc_text(self._now()) if self._settings.nightly_sync else ""
            self._store.facts.set_setting(ENABLED_SINCE, since)
            self._events.emit(ScheduleChanged())
        with self._wake:
            self._wake.notify_all()

    def _follow(self, event: Event) -> None:
        self._quiet_since_own_write = 0
        if isinstance(event, RunStarted):
            self._activity = None
        elif isinstance(event, RunProgress):
            self._activity = event
        elif isinstance(event, RunFinished):
            self._activity = None

    def _notice_others(self, version: int) -> int:
        """Tell the screens when the database changed and nothing in this process did it."""
        newest = self._store.database.data_version()
        self._quiet_since_own_write += 1
        if newest != version and self._quiet_since_own_write > 2:
            self._events.emit(ChangedElsewhere())
        return newest

    def _schedule(self) -> schedule.Schedule:
        days = self._settings.text(NIGHTLY_WEEKDAYS).split(",")
        return schedule.Schedule(
            time.fromisoformat(self._settings.text(NIGHTLY_TIME)),
            self._settings.text(NIGHTLY_ZONE),
            frozenset(WEEKDAYS.index(day) for day in days),
        )

    def _say(self, problem: Problem, message: Message | None = None) -> None:
        self._store.status_log.add(
            [
                NewLogEntry(
                    Level.WARNING, LogKind.SYNC, message or problem.what, fix=problem.fix, code=problem.code
                )
            ],
            self._now(),
        )
        self._events.emit(LogAdded())


def _night(run: Run, due: schedule.Due) -> Night:
    planned_for = due.planned_for
    if run.outcome in (RunOutcome.DONE, RunOutcome.DONE_WITH_FAILURES):
        state = NightState.CAUGHT_UP if due.kind is RunKind.CAUGHT_UP else NightState.DONE
        return Night(planned_for, state, run.id, due.why)
    if run.outcome is RunOutcome.HELD:
        return Night(planned_for, NightState.HELD, run.id, run.reason)
    if run.outcome is RunOutcome.CANCELLED:
        return Night(planned_for, NightState.SKIPPED, run.id, WHY_CANCELLED)
    return Night(planned_for, NightState.FAILED, run.id, run.reason)


WAITS = Message(NOOP("core", "The nightly sync waits and is caught up by itself: {why}"))
INTERRUPTED = Message(
    NOOP("core", "The program ended in the middle of this sync; what was left is done by the next one.")
)
WHY_CANCELLED = Message(NOOP("core", "Cancelled by the admin."))
RUNNING_ELSEWHERE = Problem(
    "SYNC_RUNNING_ELSEWHERE",
    Category.OTHER,
    Message(NOOP("core", "Another Unsubscribe Sync is syncing this data directory right now.")),
    Message(NOOP("core", "Wait until it has finished, then try again.")),
    retry=True,
)
