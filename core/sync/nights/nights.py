"""The planned nights: which is due, whether it can begin now, and what became of it.

The window's sync thread and the headless command (`sync --night`, called by the system's own scheduler) both go
through here, so that a night is recorded alike whoever ran it.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, time

from core.events import ScheduleChanged
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import CancelledError, Counted, Message, Problem, ProblemError
from core.plain_text.moments import from_iso_text, iso_text
from core.services import Services
from core.settings import (
    CALLS_RESERVE,
    NIGHTLY_SYNC,
    NIGHTLY_TIME,
    NIGHTLY_WEEKDAYS,
    NIGHTLY_ZONE,
    Setting,
)
from core.settings.accepted import WEEKDAYS
from core.store.stored_times import NIGHT_WAITS, NIGHTS_SINCE
from core.store.trouble import disk_trouble
from core.store.types.log import Level, LogKind, NewLogEntry
from core.store.types.runs import Night, NightState, Run, RunKind, RunOutcome
from core.sync.nights import schedule
from core.sync.run.budget import CallsGuard
from core.sync.run.two_way import RunRequest, calls_needed

_LOOKED_AT = 60


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of asking whether a night is due. `planned_for` is None where none was.

    `problem` is why the night could not begin; `run` is the one it got. `over` is False while the night goes on
    being due.
    """

    planned_for: datetime | None = None
    run: Run | None = None
    problem: Problem | None = None

    @property
    def over(self) -> bool:
        """Whether there is nothing left of a night that is to be tried again."""
        return self.planned_for is None or (self.run is not None and not _goes_on(self.run))


class Nights:
    """The planned nights of one data directory."""

    def __init__(self, services: Services) -> None:
        self._store = services.store
        self._settings = services.settings
        self._connection = services.connection
        self._events = services.events
        self._now = services.now
        self._log = services.log

    def current_schedule(self) -> schedule.Schedule:
        """When the nightly sync runs, as the settings say."""
        days = self._settings.text(NIGHTLY_WEEKDAYS).split(",")
        return schedule.Schedule(
            time.fromisoformat(self._settings.text(NIGHTLY_TIME)),
            self._settings.text(NIGHTLY_ZONE),
            frozenset(WEEKDAYS.index(day) for day in days),
        )

    def next(self) -> datetime | None:
        """When the next night runs, None while the nightly sync is off."""
        if not self._settings.nightly_sync:
            return None
        now = self._now()
        since = self._stored_since() or now
        return schedule.next_to_run(now, self.current_schedule(), self._store.runs.nights(_LOOKED_AT), since)

    def waiting(self) -> tuple[datetime, Message] | None:
        """The night that was begun or tried, and is caught up as soon as it can be, with what it waits for."""
        # Looking must not begin the planning: that is for whoever runs nights.
        due = self.due() if self._stored_since() is not None else None
        why = self._waited_for(due.planned_for) if due is not None else None
        return (due.planned_for, why) if due is not None and why is not None else None

    def due(self) -> schedule.Due | None:
        """The night that is to be run now, if there is one."""
        if not self._settings.nightly_sync:
            return None
        now = self._now()
        recorded = self._store.runs.nights(_LOOKED_AT)
        return schedule.due(now, self.current_schedule(), recorded, self._enabled_since(now))

    def attempt(
        self,
        run: Callable[[RunRequest], Run],
        stop: threading.Event,
        *,
        ending: Callable[[], bool],
    ) -> Attempt:
        """Run the night that is due, if one is and the org lets it; only the holder of the sync's lease may.

        A run that the line broke off leaves its night due. `ending` says whether a run was cancelled because the
        program ends: its night stays due then, too. Raises CancelledError when `stop` is set before the run has begun.
        """
        due = self.due()
        if due is None:
            return Attempt()
        if (problem := self._hindrance(stop)) is not None:
            self._say_waits(due.planned_for, problem.what, problem=problem)
            return Attempt(due.planned_for, problem=problem)
        self._record_skipped(due)
        try:
            done = run(RunRequest(due.kind, planned_for=due.planned_for))
        except Exception as error:
            if not isinstance(error, CancelledError) and disk_trouble(error) is None:
                # An error of the program itself would be met again at every try, all night long.
                self._store.runs.record_night(Night(due.planned_for, NightState.FAILED, None, MET_AN_ERROR))
            raise
        if _goes_on(done) and done.reason is not None:
            self._say_waits(due.planned_for, done.reason, run_id=done.id)
        elif not _goes_on(done) and not (done.outcome is RunOutcome.CANCELLED and ending()):
            self._store.runs.record_night(_night(done, due, self._waited_for(due.planned_for)))
        self._events.emit(ScheduleChanged())
        return Attempt(due.planned_for, done)

    def _record_skipped(self, due: schedule.Due) -> None:
        """One that was tried says why it could not run; of a great many only the newest have a record each."""
        for night in due.skipped:
            waited_for = self._waited_for(night.planned_for)
            self._store.runs.record_night(replace(night, why=waited_for) if waited_for is not None else night)
        if due.untold:
            message = MANY_MISSED.with_values(count=due.untold + len(due.skipped), night=due.planned_for)
            self._log.write(Level.WARNING, LogKind.SYNC, message)

    def setting_changed(self, setting: Setting) -> None:
        """What was planned before by another schedule is neither missed nor caught up."""
        if setting in (NIGHTLY_SYNC, NIGHTLY_TIME, NIGHTLY_ZONE, NIGHTLY_WEEKDAYS):
            since = iso_text(self._now()) if self._settings.nightly_sync else ""
            self._store.org_state.set_setting(NIGHTS_SINCE, since)
            self._events.emit(ScheduleChanged())

    def _hindrance(self, stop: threading.Event) -> Problem | None:
        """Why a night cannot begin: the org is not to be reached, or too few API calls are left."""
        org = None
        try:
            org = self._connection.open(stop)
            self._connection.describe(org)
            guard = CallsGuard(org, self._settings.number(CALLS_RESERVE))
            guard.require(calls_needed(self._store, self._settings, self._now()))
        except ProblemError as error:
            self._connection.report(error.problem, org)
            return error.problem
        finally:
            if org is not None:
                org.close()
        return None

    def _say_waits(
        self,
        planned_for: datetime,
        why: Message,
        *,
        problem: Problem | None = None,
        run_id: int | None = None,
    ) -> None:
        """Log why a night waits, once however often it is tried. A run that began has its own entries."""
        if self._waited_for(planned_for) is None:
            waits = json.dumps([iso_text(planned_for), why.to_json()])
            entry = NewLogEntry(Level.WARNING, LogKind.SYNC, WAITS.with_values(why=why), run_id=run_id)
            with self._store.database.transaction():
                self._store.org_state.set_setting(NIGHT_WAITS, waits)
                self._store.status_log.add([entry.because(problem)], self._now())
            self._log.tell()

    def _waited_for(self, planned_for: datetime) -> Message | None:
        """Why this night could not run on time, as far as it was tried."""
        stored = self._store.org_state.setting(NIGHT_WAITS)
        if not stored:
            return None
        night, why = json.loads(stored)
        return Message.from_json(why) if night == iso_text(planned_for) else None

    def _enabled_since(self, now: datetime) -> datetime:
        stored = self._stored_since()
        if stored is not None:
            return stored
        self._store.org_state.set_setting(NIGHTS_SINCE, iso_text(now))
        return now

    def _stored_since(self) -> datetime | None:
        stored = self._store.org_state.setting(NIGHTS_SINCE)
        return from_iso_text(stored) if stored else None


def _goes_on(run: Run) -> bool:
    """Whether a night is not over with this run: the line broke it off, or another process took the job over."""
    return (run.outcome is RunOutcome.FAILED and run.passes) or run.outcome is RunOutcome.INTERRUPTED


def _night(run: Run, due: schedule.Due, waited_for: Message | None) -> Night:
    planned_for = due.planned_for
    if run.outcome in (RunOutcome.DONE, RunOutcome.DONE_WITH_FAILURES):
        if due.kind is RunKind.CAUGHT_UP:
            return Night(planned_for, NightState.CAUGHT_UP, run.id, waited_for or due.why)
        return Night(planned_for, NightState.DONE, run.id, due.why)
    if run.outcome is RunOutcome.HELD:
        return Night(planned_for, NightState.HELD, run.id, run.reason)
    if run.outcome is RunOutcome.CANCELLED:
        return Night(planned_for, NightState.SKIPPED, run.id, WHY_CANCELLED)
    return Night(planned_for, NightState.FAILED, run.id, run.reason)


WAITS = Message(NOOP("core", "The nightly sync waits and is caught up by itself: {why}"))
MANY_MISSED = Counted(
    NOOP(
        "core",
        "{count} night was missed, or the clock of this computer was ahead; the run planned for {night} covers it.",
    ),
    NOOP(
        "core",
        "{count} nights were missed, or the clock of this computer was ahead; the run planned for {night} covers them.",
    ),
)
MET_AN_ERROR = Message(NOOP("core", "Syncing met an error in the program itself."))
WHY_CANCELLED = Message(NOOP("core", "Cancelled by the admin."))
