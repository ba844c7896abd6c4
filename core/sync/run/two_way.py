"""One two-way run: read what changed, plan, apply here, write there, read back, and only then move the watermark.

A run may be killed at any instant: everything it did is recorded as it is done, nothing is ever cleared, and
the watermark moves last, so that the next run at worst repeats work and finds it done.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from time import monotonic

from core.connection.drift import DriftWatch
from core.events import (
    PeopleChanged,
    QueueChanged,
    RunFinished,
    RunProgress,
    RunStarted,
)
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import CancelledError, Category, Counted, Message, Problem, ProblemError, Scope
from core.salesforce.org import SalesforceOrg
from core.salesforce.values.describe import OrgSchema
from core.services import Services
from core.settings import BRAKE_NUMBER, BRAKE_PRACTICE, BRAKE_SHARE, CALLS_RESERVE, Settings
from core.store.store import Store
from core.store.types.log import Level, LogKind
from core.store.types.runs import Run, RunCounts, RunKind, RunOutcome, RunStep
from core.sync.field_problems import field_problem
from core.sync.importer import MOST_NAMED, Importer
from core.sync.leases import Lease, LeaseLostError
from core.sync.log_entries import (
    AS_FAR_AS_SEEN,
    CARRIED_OUT,
    JOBS_FINISHED,
    LEFT_UNTICKED,
    ON_THE_WAY,
    PUSHES_SETTLED,
    SUMMARY,
    left_out_entries,
)
from core.sync.run.abandoned_jobs import take_up
from core.sync.run.brake import SAY_YES, Limits, why_held
from core.sync.run.budget import CallsGuard, expected_calls, matching_calls
from core.sync.run.context import RunContext
from core.sync.run.plan_executor import PlanExecutor
from core.sync.run.reading import Reader, full_is_due
from core.sync.run.writing import FIELD_CHANGED
from core.sync.transient import passes_by_itself
from core.sync.who_unticked import WhoUnticked

RUNS_LOOKED_AT = 40


@dataclass(frozen=True, slots=True)
class RunRequest:
    """What is asked of a run.

    `full`: compare everything. `preview`: stop with the plan, write nothing. `approved`: the admin has said yes,
    so the brake stays off. `plan_of`: carry out just what that earlier run planned, re-checked.
    """

    kind: RunKind
    full: bool = False
    planned_for: datetime | None = None
    preview: bool = False
    approved: bool = False
    plan_of: int | None = None


_FIELD_CHANGED = Problem(
    FIELD_CHANGED,
    Category.INTERMITTENT,
    Message(NOOP("core", "The opt out field was changed while the sync ran, so it stopped.")),
    Message(NOOP("core", "Sync again, with the field that is chosen now. What is done stays done.")),
    retry=True,
    scope=Scope.ORG,
)


def calls_needed(store: Store, settings: Settings, at: datetime, *, full: bool = False) -> int:
    """About how many API calls a run at that time takes, with those for people nobody has looked for yet."""
    everything = full or full_is_due(store, settings, at)
    needed = expected_calls(
        store.runs.newest_syncs(RUNS_LOOKED_AT), full=everything, people=lambda: store.people.totals().people
    )
    # Whoever reads everything comes across them.
    return needed if everything else needed + matching_calls(store.people.count_never_looked_for())


class TwoWayRun:
    """One run from opening to closing; use an object once."""

    def __init__(self, services: Services, *, stop: threading.Event, lease: Lease) -> None:
        self._services = services
        self._store = services.store
        self._settings = services.settings
        self._connection = services.connection
        self._events = services.events
        self._now = services.now
        self._log = services.log
        self._stop = stop
        self._lease = lease
        self._wanted = services.settings.opt_out_field
        self._began = services.now()
        self._counts = RunCounts()
        self._changed = 0
        self._run_id = 0
        self._full = False
        self._held: Message | None = None
        self._summary: Message | None = None
        self._last_told = 0.0
        self._org: SalesforceOrg | None = None

    def run(self, request: RunRequest) -> Run:
        """Do it all and return the closed run; never raises ProblemError, which becomes the run's reason."""
        self._run_id = self._store.runs.open(
            request.kind, self._wanted, self._began, full=request.full, planned_for=request.planned_for
        )
        self._events.emit(RunStarted(self._run_id, request.kind))
        org: SalesforceOrg | None = None
        problem: Problem | None = None
        outcome = RunOutcome.FAILED
        try:
            self._tell(RunStep.CHECKING, 0, None)
            org = self._org = self._connection.open(self._stop)
            with self._lease.fence(self._store.database):
                outcome = self._go(org, request)
        except ProblemError as error:
            problem = error.problem
        except LeaseLostError:
            # Another process may be at it by now, and has said so of this run.
            outcome = RunOutcome.INTERRUPTED
        except CancelledError:
            outcome = RunOutcome.CANCELLED
        finally:
            # Also on the way out of an error of our own, so that no run stays open for ever.
            closed = self._close(org, outcome, problem)
        return closed

    def _go(self, org: SalesforceOrg, request: RunRequest) -> RunOutcome:
        shape = self._connection.describe(org)
        DriftWatch(self._store, self._settings, self._events, now=self._now).notice(shape, self._run_id)
        self._check_field(shape)
        guard = CallsGuard(org, self._settings.number(CALLS_RESERVE))
        guard.require(self._needed(request))
        org.ask_before_pages(guard.require)
        if finished := take_up(self._store, org, self._now):
            self._say(Level.INFO, JOBS_FINISHED.with_values(count=finished))
        context = RunContext(
            self._services,
            org,
            shape,
            self._wanted,
            self._run_id,
            self._stop,
            self._tell,
            guard,
            self._require,
        )
        reader = Reader(context)
        importer = reader.importer
        try:
            if request.plan_of is None:
                with self._store.database.indexing_later():
                    reader.read(full=request.full)
        finally:
            # Of a run that ends on the way too, so that it says how far it came.
            self._count(read_from_salesforce=importer.records, without_address=importer.without_address)
        self._full = reader.full
        WhoUnticked(self._services, org, shape, self._wanted, guard.spare).ask(self._run_id)
        executor = PlanExecutor(context, reader)
        if request.plan_of is None:
            here, there = executor.plan(everybody=self._store.touched.is_everybody())
        else:
            here, there = executor.take_over(request.plan_of)
        self._store.plans.forget_all_but(self._run_id)
        self._count_people()
        held = None if request.approved or request.preview else self._brake(shape, here, there)
        if held is not None or request.preview:
            self._held = held
            if self._finish_reading(reader):
                here, there = executor.plan(everybody=False)
            self._store.plans.keep(self._run_id)
            self._count_people()
            self._count(unsubscribed_here=here, opted_out_in_salesforce=there)
            outcome = RunOutcome.PREVIEWED if held is None else RunOutcome.HELD
        else:
            outcome = self._carry_out(executor, reader, of_preview=request.plan_of is not None)
        self._tell(RunStep.FINISHING, 0, None)
        self._name_the_left_out(importer)
        if request.plan_of is None:
            reader.move_marks()
        return outcome

    def _require(self) -> None:
        """Raise when this run may not go on.

        Its lease is lost, somebody has signed out, or the settings mean another checkbox by now.
        """
        self._lease.require()
        if self._org is not None:
            self._connection.require_access(self._org)
        if self._settings.opt_out_field is not self._wanted:
            raise ProblemError(_FIELD_CHANGED)

    def _needed(self, request: RunRequest) -> int:
        """How many calls the run must have before it begins; a plan to be carried out has been read already."""
        if request.plan_of is not None:
            return 1
        return calls_needed(self._store, self._settings, self._began, full=request.full)

    def _finish_reading(self, reader: Reader) -> bool:
        """Do what was put off while there was something to be planned; says whether more may have come up by it."""
        more = reader.finish()
        while self._store.database.index_lot():
            if self._stop.is_set():
                raise CancelledError
        return more

    def _carry_out(self, executor: PlanExecutor, reader: Reader, *, of_preview: bool) -> RunOutcome:
        try:
            executor.carry_out(plan_again=not of_preview, meanwhile=partial(self._finish_reading, reader))
        finally:
            self._count(
                unsubscribed_here=executor.unsubscribed_here,
                opted_out_in_salesforce=executor.opted_out_there,
                failed=executor.failed,
            )
        self._count_people()
        self._settle_pushes()
        if of_preview:
            self._summary = CARRIED_OUT
        else:
            self._store.touched.settle(self._wanted)
            if not executor.failed and (left := self._store.touched.still_out(self._wanted)):
                self._summary = ON_THE_WAY.with_values(left=left)
        return RunOutcome.DONE_WITH_FAILURES if executor.failed else RunOutcome.DONE

    def _settle_pushes(self) -> None:
        """End pushes that are held up by what is past, so that nobody looks for a trouble that is none."""
        if settled := self._store.sends.settle(self._settings.push_field, self._now()):
            self._say(Level.INFO, PUSHES_SETTLED.with_values(count=settled))
            self._events.emit(QueueChanged.to(self._store.push_queue.state()))

    def _check_field(self, shape: OrgSchema) -> None:
        """Refuse to run when no object lets the checkbox be written; warn when one does not."""
        left_out = shape.left_out(leads_seen=self._store.records.any_lead_seen())
        objects = [name for name in ("Contact", "Lead") if name not in left_out]
        problems = [
            problem
            for object_ in objects
            if (problem := field_problem(shape, object_, self._wanted)) is not None
        ]
        if len(problems) == len(objects):
            raise ProblemError(problems[0])
        for problem in problems:
            self._say(Level.WARNING, problem.what, problem)

    def _brake(self, shape: OrgSchema, here: int, there: int) -> Message | None:
        practice = shape.org.is_practice
        if practice and self._settings.text(BRAKE_PRACTICE) == "off":
            return None
        limits = Limits(
            changes=self._settings.number(BRAKE_NUMBER),
            share=self._settings.number(BRAKE_SHARE),
            first_run_waits=not practice,
        )
        # One that found nothing to change, perhaps because nobody was here yet, was nobody's yes.
        first = not self._store.runs.ever_wrote()
        return why_held(here, there, people=self._counts.people, first_run=first, limits=limits)

    def _count_people(self) -> None:
        totals = self._store.people.totals()
        # What is planned anew at the end is only what came up on the way.
        self._changed = changed = max(self._changed, self._store.plans.people_changed(self._run_id))
        self._count(
            people=totals.people,
            not_syncable=totals.not_syncable,
            not_seen=self._store.records.count_not_seen(),
            left_unticked=self._store.cleared_boxes.held(),
            already_agreed=max(
                0,
                totals.people
                - totals.without_record
                - changed
                - self._store.people.count_partly_seen()
                - self._store.cleared_boxes.people_held(),
            ),
        )

    def _name_the_left_out(self, importer: Importer) -> None:
        people = self._store.people.not_syncable(limit=MOST_NAMED, unsubscribed_only=True)
        entries = left_out_entries(
            self._run_id, people, importer.nameless, importer.misgiven, importer.not_found
        )
        if entries:
            self._store.status_log.add(entries, self._now())

    def _close(self, org: SalesforceOrg | None, outcome: RunOutcome, problem: Problem | None) -> Run:
        if org is not None or problem is not None:
            self._connection.report(problem, org)
        calls = org.calls if org is not None else 0
        if org is not None:
            org.close()
        self._log_outcome(outcome, problem)
        reason = problem.what if problem is not None else self._held
        closed = self._store.runs.close(
            self._run_id,
            outcome,
            self._counts,
            self._now(),
            api_calls=calls,
            full=self._full,
            reason=reason,
            code=problem.code if problem is not None else "",
            passes=problem is not None and passes_by_itself(problem),
        )
        self._store.plans.put_away(self._run_id)
        self._store.run_sends.end_run(self._run_id, self._now())
        self._events.emit(RunFinished(closed))
        self._log.tell()
        self._events.emit(PeopleChanged())
        return closed

    def _log_outcome(self, outcome: RunOutcome, problem: Problem | None) -> None:
        if problem is not None:
            self._say(Level.ERROR, problem.what, problem)
            return
        if self._held is not None:
            self._log.write(
                Level.ERROR, LogKind.SYNC, self._held, fix=SAY_YES, code="HELD", run_id=self._run_id
            )
            return
        level = {
            RunOutcome.DONE: Level.INFO,
            RunOutcome.PREVIEWED: Level.INFO,
            RunOutcome.FAILED: Level.ERROR,
        }
        counts = self._counts
        summary: Message | Counted = SUMMARY[outcome]
        if outcome is RunOutcome.DONE:
            if counts.left_unticked:
                summary = LEFT_UNTICKED.with_values(left=counts.left_unticked)
            summary = self._summary or (
                AS_FAR_AS_SEEN if counts.not_seen and not counts.left_unticked else summary
            )
        self._say(
            level.get(outcome, Level.WARNING),
            summary.with_values(
                **(summary.values if isinstance(summary, Message) else {}),
                here=counts.unsubscribed_here,
                there=counts.opted_out_in_salesforce,
                failed=counts.failed,
                not_syncable=counts.not_syncable,
                not_seen=counts.not_seen,
            ),
        )

    def _count(self, **changes: int) -> None:
        self._counts = replace(self._counts, **changes)

    def _tell(self, step: RunStep, done: int, total: int | None) -> None:
        """Report progress, at most some ten times a second, but every first and last word of a step."""
        if done and done != total and monotonic() - self._last_told < 0.1:
            return
        self._last_told = monotonic()
        self._events.emit(RunProgress(self._run_id, step, done, total))

    def _say(self, level: Level, message: Message, problem: Problem | None = None) -> None:
        self._log.write(level, LogKind.SYNC, message, problem=problem, run_id=self._run_id)
