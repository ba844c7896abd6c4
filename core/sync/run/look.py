"""A look between the nights: what changed in Salesforce since the last reading, acted upon at once.

It reads as a sync does and moves the same marks, and acts on those alone whose records it has read: whoever waits for a
night or for the admin goes on waiting. Where nothing changed it costs one call for each object and leaves no run
behind. More changes than the brake allows are left to the next sync, which asks for a yes.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from core.events import PeopleChanged, QueueChanged
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import (
    CancelledError,
    Counted,
    Message,
    Problem,
    ProblemError,
    counted_people,
    counted_records,
)
from core.salesforce.org import SalesforceOrg
from core.salesforce.values.describe import OrgSchema
from core.services import Services
from core.settings import BRAKE_NUMBER, BRAKE_SHARE, CALLS_RESERVE
from core.store.types.figures import CallsOf
from core.store.types.log import Level, LogKind
from core.store.types.runs import Run, RunCounts, RunKind, RunOutcome, RunStep
from core.sync.leases import Lease, LeaseLostError
from core.sync.run.brake import Limits
from core.sync.run.budget import CallsGuard
from core.sync.run.context import RunContext
from core.sync.run.plan_executor import PlanExecutor
from core.sync.run.reading import Reader
from core.sync.transient import passes_by_itself
from core.sync.who_unticked import WhoUnticked

Keys: TypeAlias = frozenset[tuple[str, int, str]]


@dataclass(frozen=True, slots=True)
class Found:
    """What a look came to. `run` is there where it changed something, `left` how much it left to the next sync.

    `in_vain` are the changes that it tried and that did not come about, such as of records that refuse.
    """

    run: Run | None = None
    left: int = 0
    problem: Problem | None = None
    in_vain: Keys = frozenset()


class Look:
    """One look; use an object once."""

    def __init__(
        self, services: Services, *, stop: threading.Event, lease: Lease, in_vain: Keys = frozenset()
    ) -> None:
        """`in_vain` is what earlier looks tried: it alone is no reason to try again."""
        self._in_vain = in_vain
        self._services = services
        self._store = services.store
        self._settings = services.settings
        self._connection = services.connection
        self._stop = stop
        self._lease = lease
        self._wanted = services.settings.opt_out_field
        self._began = services.now()
        self._org: SalesforceOrg | None = None
        self._run_id = 0
        self._executor: PlanExecutor | None = None

    def look(self) -> Found:
        """Read what changed and act on it; never raises ProblemError, which the answer carries."""
        found, outcome = Found(in_vain=self._in_vain), RunOutcome.FAILED
        try:
            org = self._org = self._connection.open(self._stop)
            with self._lease.fence(self._store.database):
                left = self._go(org)
            found, outcome = Found(left=left, in_vain=self._in_vain), RunOutcome.DONE
        except ProblemError as error:
            found = Found(problem=error.problem, in_vain=self._in_vain)
        except LeaseLostError:
            outcome = RunOutcome.INTERRUPTED
        except CancelledError:
            outcome = RunOutcome.CANCELLED
        finally:
            run = self._close(outcome, found.problem)
        return replace(found, run=run)

    def _go(self, org: SalesforceOrg) -> int:
        shape = self._connection.state().shape or self._connection.describe(org)
        guard = CallsGuard(org, self._settings.number(CALLS_RESERVE))
        # An answer tells how many calls are left; to ask for that beforehand would be a call of its own.
        org.ask_before_pages(lambda: guard.require() if org.usage is not None else None)
        reader = Reader(self._context(org, shape, guard))
        reader.importer.notes_ids = True
        reader.read(full=False)
        WhoUnticked(self._services, org, shape, self._wanted, guard.spare).ask()
        executor = PlanExecutor(self._context(org, shape, guard), reader)
        here, there = executor.plan_of_read()
        left = 0
        if here + there > self._allowed():
            left = here + there
        elif not self._store.plans.keys(0) <= self._in_vain:
            self._act(org, shape, guard, reader)
        self._store.plans.put_away(0)
        reader.move_marks()
        return left

    def _act(self, org: SalesforceOrg, shape: OrgSchema, guard: CallsGuard, reader: Reader) -> None:
        self._run_id = self._store.runs.open(
            RunKind.LOOK, self._wanted, self._began, full=False, planned_for=None
        )
        self._executor = executor = PlanExecutor(self._context(org, shape, guard), reader)
        executor.plan_of_read()
        executor.carry_out(plan_again=False)
        self._store.sends.settle(self._settings.push_field, self._services.now())
        executor.plan_of_read()
        self._in_vain = self._store.plans.keys(self._run_id)

    def _context(self, org: SalesforceOrg, shape: OrgSchema, guard: CallsGuard) -> RunContext:
        return RunContext(
            self._services, org, shape, self._wanted, self._run_id, self._stop, _nobody, guard, self._require
        )

    def _require(self) -> None:
        self._lease.require()
        if self._org is not None:
            self._connection.require_access(self._org)
        if self._settings.opt_out_field is not self._wanted:
            # The next look, or the next sync, begins with the field that is meant now.
            raise CancelledError

    def _allowed(self) -> int:
        limits = Limits(
            self._settings.number(BRAKE_NUMBER), self._settings.number(BRAKE_SHARE), first_run_waits=False
        )
        return limits.allowed(self._store.people.totals().people)

    def _close(self, outcome: RunOutcome, problem: Problem | None) -> Run | None:
        org = self._org
        if org is not None or problem is not None:
            self._connection.report(problem, org)
        calls = org.calls if org is not None else 0
        if org is not None:
            org.close()
        now = self._services.now()
        if not self._run_id:
            # One that found something has a run, in which its calls stand.
            self._store.figures.add_calls(CallsOf.LOOK, calls, now)
            self._store.looks.done(now)
            return None
        run = self._end_run(outcome, problem, calls, now)
        self._store.looks.done(now)
        self._say(run, problem)
        events = self._services.events
        events.emit(QueueChanged.to(self._store.push_queue.state()))
        events.emit(PeopleChanged())
        return run

    def _end_run(self, outcome: RunOutcome, problem: Problem | None, calls: int, now: datetime) -> Run:
        executor = self._executor
        counts = RunCounts(people=self._store.people.totals().people)
        if executor is not None:
            counts = RunCounts(
                people=counts.people,
                unsubscribed_here=executor.unsubscribed_here,
                opted_out_in_salesforce=executor.opted_out_there,
                failed=executor.failed,
            )
            if outcome is RunOutcome.DONE and executor.failed:
                outcome = RunOutcome.DONE_WITH_FAILURES
        run = self._store.runs.close(
            self._run_id,
            outcome,
            counts,
            now,
            api_calls=calls,
            full=False,
            reason=problem.what if problem is not None else None,
            code=problem.code if problem is not None else "",
            passes=problem is not None and passes_by_itself(problem),
        )
        self._store.plans.put_away(self._run_id)
        self._store.run_sends.end_run(self._run_id, now)
        return run

    def _say(self, run: Run, problem: Problem | None) -> None:
        counts = run.counts
        message = FOUND.with_values(
            here=counted_people(counts.unsubscribed_here),
            there=counted_records(counts.opted_out_in_salesforce),
        )
        level = Level.INFO if run.outcome is RunOutcome.DONE else Level.WARNING
        self._services.log.write(level, LogKind.SYNC, message, problem=problem, run_id=run.id)


def _nobody(_step: RunStep, _done: int, _total: int | None) -> None:
    """A look shows no progress: it is no sync."""


FOUND = Message(
    NOOP("core", "Between the nights: {here} unsubscribed here, {there} opted out in Salesforce.")
)
LEFT = Counted(
    NOOP(
        "core",
        "Between the nights {count} change was found, which is more than needs no approval: it waits for the next "
        "sync.",
    ),
    NOOP(
        "core",
        "Between the nights {count} changes were found, which is more than needs no approval: they wait for the next "
        "sync.",
    ),
)
