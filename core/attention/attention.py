"""The department of the engine that says what needs the admin."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from core.attention.cleared import cleared_needs
from core.attention.deadline_needs import deadline_needs
from core.attention.needs import Need, NeedKind, Summary, in_order
from core.attention.set_up import SetUp
from core.checklist.results import Checklist
from core.connection.drift import DriftWatch
from core.connection.state import ConnectionState
from core.deadlines.standing import DeadlineSummary
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Counted, Message
from core.services import Services
from core.store.push_queue import QueueState
from core.store.types.log import Level
from core.store.types.pushes import PushState
from core.store.types.runs import NightState, Run, RunOutcome

_NIGHTS = 1
WaitingNight = Callable[[], tuple[datetime, Message] | None]


class Attention:
    """Looks at what is kept and at how the connection stands; asks neither the network nor the keyring.

    May be used from any thread. It reads the database, so that a window asks beside its own thread.
    """

    def __init__(
        self,
        services: Services,
        *,
        queue: Callable[[], QueueState],
        waiting_night: WaitingNight,
        checklist: Callable[[], Checklist | None],
        deadlines: Callable[[], DeadlineSummary],
    ) -> None:
        """`queue` and `waiting_night` are told by the workers; `checklist` is the last look at the org.

        `deadlines` tells how the opt-outs stand that Salesforce has not confirmed.
        """
        self._services = services
        self._store = services.store
        self._queue = queue
        self._waiting_night = waiting_night
        self._deadlines = deadlines
        self._drift = DriftWatch(self._store, services.settings, services.events, now=services.now)
        self.set_up = SetUp(services, checklist)

    def summary(self) -> Summary:
        """How everything stands now."""
        return Summary(
            in_order([need for source in self._sources() for need in source()]),
            on_their_way=self._queue().waiting,
            nightly=self._services.settings.nightly_sync,
        )

    def _sources(self) -> tuple[Callable[[], Iterator[Need]], ...]:
        return (
            self._connection,
            lambda: deadline_needs(self._deadlines()),
            self._last_run,
            self._nights,
            self._drifted,
            self._parked,
            lambda: cleared_needs(self._store, self._services.now()),
            self._left_of_set_up,
        )

    def _connection(self) -> Iterator[Need]:
        """Being offline for a while goes by itself; a set-up that has not come to signing in says so itself."""
        connection = self._services.connection.state()
        problem = connection.problem
        if problem is None or (connection.org is None and self.set_up.is_wanted):
            return
        if connection.state is ConnectionState.SIGN_IN_NEEDED or connection.is_signed_out:
            yield Need(NeedKind.SIGN_IN, problem.what, PUSHES_WAIT, level=Level.ERROR)
        elif connection.state in (ConnectionState.REFUSED, ConnectionState.NOT_CONNECTED):
            yield Need(NeedKind.CONNECTION, problem.what, problem.fix, problem.code, level=Level.ERROR)

    def _last_run(self) -> Iterator[Need]:
        """The newest run that was to change something: what it left to be done is over with the next one."""
        run = self._store.runs.last_to_write()
        if run is None or run.passes:
            return
        since = run.finished_at or run.started_at
        if run.outcome is RunOutcome.HELD:
            yield Need(NeedKind.SYNC_HELD, HELD, run.reason, str(run.id), since, run_id=run.id)
        elif run.outcome is RunOutcome.FAILED:
            what = run.reason or FAILED
            yield Need(NeedKind.SYNC_FAILED, what, SEE_LOG, run.code, since, Level.ERROR, run_id=run.id)
        elif run.outcome is RunOutcome.DONE_WITH_FAILURES:
            what = SOME_REFUSED.with_values(count=run.counts.failed)
            yield Need(NeedKind.SYNC_FAILED, what, SEE_LOG, "records", since, run_id=run.id)

    def _nights(self) -> Iterator[Need]:
        """A night that is caught up needs nobody; one that waits, or was left out, may."""
        if not self._services.settings.nightly_sync:
            return
        waiting = self._waiting_night()
        if waiting is not None:
            planned_for, why = waiting
            yield Need(
                NeedKind.NIGHT_WAITS, NIGHT_WAITS.with_values(night=planned_for, why=why), since=planned_for
            )
        for night in self._store.runs.nights(_NIGHTS):
            if night.state is NightState.SKIPPED and not _came_after(
                self._store.runs.last_to_write(), night.planned_for
            ):
                what = NIGHT_MISSED.with_values(night=night.planned_for)
                yield Need(NeedKind.NIGHT_MISSED, what, night.why, since=night.planned_for)

    def _drifted(self) -> Iterator[Need]:
        for name, message in self._drift.alarms().items():
            yield Need(NeedKind.FIELD_DRIFTED, message, SEE_CHECKLIST, name, level=Level.ERROR)

    def _parked(self) -> Iterator[Need]:
        for group in self._store.push_queue.error_groups():
            if group.state is PushState.PARKED:
                what = PARKED.with_values(count=group.count, why=group.problem.what)
                yield Need(NeedKind.PUSHES_PARKED, what, group.problem.fix, group.problem.code)

    def _left_of_set_up(self) -> Iterator[Need]:
        if left := self.set_up.left():
            yield Need(NeedKind.SET_UP, STEPS_LEFT.with_values(count=left), level=Level.INFO)


def _came_after(run: Run | None, planned_for: datetime) -> bool:
    return run is not None and run.started_at >= planned_for


PUSHES_WAIT = Message(
    NOOP("core", "Until you sign in again pushes wait; nothing that was collected is lost.")
)
HELD = Message(NOOP("core", "A sync is waiting for your approval."))
FAILED = Message(NOOP("core", "The last sync failed."))
SEE_LOG = Message(NOOP("core", "The status log names what happened, and what to do."))
SOME_REFUSED = Counted(
    NOOP("core", "In the last sync {count} record was refused."),
    NOOP("core", "In the last sync {count} records were refused."),
)
NIGHT_WAITS = Message(NOOP("core", "The nightly sync of {night} could not run yet: {why}"))
NIGHT_MISSED = Message(NOOP("core", "The nightly sync of {night} did not run."))
SEE_CHECKLIST = Message(NOOP("core", "The checklist names the cause, and where to put it right."))
PARKED = Counted(
    NOOP("core", "{count} push is parked: {why}"), NOOP("core", "{count} pushes are parked: {why}")
)
STEPS_LEFT = Counted(NOOP("core", "Set-up: {count} step left"), NOOP("core", "Set-up: {count} steps left"))
