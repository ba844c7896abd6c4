"""The planned nights: which is due, whether it can begin now, and what became of it.

The window's sync thread and the headless command (`sync --night`, called by the system's own scheduler) both go
through here, so that a night is recorded alike whoever ran it.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time

from core.connection.keeper import ConnectionKeeper
from core.events import EventBus, LogAdded, ScheduleChanged
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message, Problem, ProblemError
from core.settings import (
    CALLS_RESERVE,
    NIGHTLY_SYNC,
    NIGHTLY_TIME,
    NIGHTLY_WEEKDAYS,
    NIGHTLY_ZONE,
    WEEKDAYS,
    Setting,
    Settings,
)
from core.store.nouns import Level, LogKind, NewLogEntry, Night, NightState, Run, RunKind, RunOutcome
from core.store.schema import utc_from_text, utc_text
from core.store.store import Store
from core.sync import schedule
from core.sync.budget import CallsGuard, was_stopped
from core.sync.two_way import RunRequest, calls_needed

ENABLED_SINCE = "nightly_sync.since"
"""Since when nights are planned, in facts: none before that counts as missed."""
WAITS_FOR = "nightly_sync.waits"
"""Which night waits, and why, in facts: another process may have said so already."""
_LOOKED_AT = 60


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of a look at the nights. Nothing at all was due while `planned_for` is None.

    `problem` is why the night could not begin; `run` is the one it got. `over` is False while the night goes on
    being due.
    """

    planned_for: datetime | None = None
    run: Run | None = None
    problem: Problem | None = None

    @property
    def over(self) -> bool:
        """Whether there is nothing left of a night that is to be tried again."""
        return self.planned_for is None or (self.run is not None and not was_stopped(self.run))


class Nights:
    """The planned nights of one data directory."""

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

    def current_schedule(self) -> schedule.Schedule:
        """When the nightly sync runs, as the settings say."""
        days = self._settings.text(NIGHTLY_WEEKDAYS).split(",")
        return schedule.Schedule(
            time.fromisoformat(self._settings.text(NIGHTLY_TIME)),
            self._settings.text(NIGHTLY_ZONE),
            frozenset(WEEKDAYS.index(day) for day in days),
        )

    def next(self) -> datetime | None:
        """When the next night is planned, None while the nightly sync is off."""
        return (
            schedule.next_night(self._now(), self.current_schedule()) if self._settings.nightly_sync else None
        )

    def due(self) -> schedule.Due | None:
        """The night that is to be run now, if there is one."""
        if not self._settings.nightly_sync:
            return None
        now = self._now()
        recorded = self._store.runs.nights(_LOOKED_AT)
        self._store.runs.forget_nights(schedule.from_a_wrong_clock(now, recorded))
        return schedule.due(now, self.current_schedule(), recorded, self._enabled_since(now))

    def attempt(
        self,
        run: Callable[[RunRequest], Run],
        stop: threading.Event,
        *,
        ending: Callable[[], bool],
    ) -> Attempt:
        """Run the night that is due, if one is and the org lets it; only the holder of the sync's lease may.

        `ending` says whether a run was cancelled because the program ends: its night stays due then.
        Raises CancelledError when `stop` is set before the run has begun.
        """
        due = self.due()
        if due is None:
            return Attempt()
        if (problem := self._hindrance(stop)) is not None:
            self._say_waits(due.planned_for, problem.what, problem)
            return Attempt(due.planned_for, problem=problem)
        for night in due.skipped:
            self._store.runs.record_night(night)
        done = run(RunRequest(due.kind, planned_for=due.planned_for))
        if was_stopped(done) and done.reason is not None:
            self._remember(due.planned_for, done.reason)
        elif not (done.outcome is RunOutcome.CANCELLED and ending()):
            self._store.runs.record_night(_night(done, due, self._waited_for(due.planned_for)))
        self._events.emit(ScheduleChanged())
        return Attempt(due.planned_for, done)

    def setting_changed(self, setting: Setting) -> None:
        """What was planned before by another schedule is neither missed nor caught up."""
        if setting in (NIGHTLY_SYNC, NIGHTLY_TIME, NIGHTLY_ZONE, NIGHTLY_WEEKDAYS):
            since = utc_text(self._now()) if self._settings.nightly_sync else ""
            self._store.facts.set_setting(ENABLED_SINCE, since)
            self._events.emit(ScheduleChanged())

    def _hindrance(self, stop: threading.Event) -> Problem | None:
        """Why a night cannot begin: the org is not to be reached, or too few API calls are left."""
        org = None
        try:
            org = self._connection.open(stop)
            self._connection.look(org)
            guard = CallsGuard(org, self._settings.number(CALLS_RESERVE))
            guard.require(calls_needed(self._store, self._settings, self._now()))
        except ProblemError as error:
            self._connection.report(error.problem, org)
            return error.problem
        finally:
            if org is not None:
                org.close()
        return None

    def _say_waits(self, planned_for: datetime, why: Message, problem: Problem) -> None:
        """Once for each night, however often and by whomever it is tried."""
        if self._waited_for(planned_for) is None:
            self._remember(planned_for, why)
            entry = NewLogEntry(
                Level.WARNING,
                LogKind.SYNC,
                WAITS.with_values(why=why.english()),
                fix=problem.fix,
                code=problem.code,
            )
            self._store.status_log.add([entry], self._now())
            self._events.emit(LogAdded())

    def _remember(self, planned_for: datetime, why: Message) -> None:
        self._store.facts.set_setting(WAITS_FOR, json.dumps([utc_text(planned_for), why.to_json()]))

    def _waited_for(self, planned_for: datetime) -> Message | None:
        """Why this night could not run on time, as far as it was tried."""
        stored = self._store.facts.setting(WAITS_FOR)
        if not stored:
            return None
        night, why = json.loads(stored)
        return Message.from_json(why) if night == utc_text(planned_for) else None

    def _enabled_since(self, now: datetime) -> datetime:
        stored = self._store.facts.setting(ENABLED_SINCE)
        if stored:
            return utc_from_text(stored)
        self._store.facts.set_setting(ENABLED_SINCE, utc_text(now))
        return now


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
WHY_CANCELLED = Message(NOOP("core", "Cancelled by the admin."))
