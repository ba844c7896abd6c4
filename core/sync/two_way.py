"""One two-way run: read what changed, plan, apply here, write there, check, and only then move the watermark.

A run may be killed at any instant: everything it did is recorded as it is done, nothing is ever cleared, and
the watermark moves last, so that the next run at worst repeats work and finds it done.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from time import monotonic

from core.connection.keeper import ConnectionKeeper
from core.events import EventBus, LogAdded, PeopleChanged, RunFinished, RunProgress, RunStarted
from core.messages import CancelledError, Message, Problem, ProblemError
from core.salesforce.errors import explain
from core.salesforce.org import SalesforceOrg
from core.salesforce.shapes import OrgShape
from core.settings import Settings
from core.store.nouns import (
    Level,
    LogKind,
    NewLogEntry,
    OptOutField,
    Run,
    RunCounts,
    RunKind,
    RunOutcome,
    RunStep,
)
from core.store.plans import PlannedWrite
from core.store.schema import utc_text
from core.store.store import Store
from core.sync.intake import BY_IDS, NAMED, Intake
from core.sync.run_entries import (
    FIELD_NOT_WRITABLE,
    SUMMARY,
    did_not_stick,
    left_out_entries,
    refusal_entry,
    unsubscribed_entry,
)
from core.sync.writing import Writer

log = logging.getLogger(__name__)

OVERLAP = timedelta(minutes=10)
"""How far a read reaches back before the last one began: saves carry the time they were made, not the time they
became visible, and a long transaction shows minutes later (salesforce-api.md, 1.7)."""
FULL_EVERY = timedelta(days=7)
"""Permissions, sharing and restored backups change what is seen without a stamp that says so."""
_ROUNDS = 3
_APPLIED_AT_ONCE = 500
_STEPS = {
    "Contact": RunStep.READING_CONTACTS,
    "Lead": RunStep.READING_LEADS,
    "Account": RunStep.READING_ACCOUNTS,
}
READABLE = "marks.readable"
ABSORBED_FOR = "records.absorbed_for"


class TwoWayRun:
    """One run from opening to closing; use an object once."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        connection: ConnectionKeeper,
        events: EventBus,
        *,
        stop: threading.Event,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._settings = settings
        self._connection = connection
        self._events = events
        self._stop = stop
        self._now = now
        self._counts = RunCounts()
        self._run_id = 0
        self._last_told = 0.0
        self._full = False
        self._wanted = settings.opt_out_field

    def run(self, kind: RunKind, *, full: bool = False, planned_for: datetime | None = None) -> Run:
        """Do it all and return the closed run; never raises ProblemError, which becomes the run's reason."""
        self._full = full
        self._wanted = self._settings.opt_out_field
        runs = self._store.runs
        self._run_id = runs.open(kind, self._wanted, self._now(), full=full, planned_for=planned_for)
        self._events.emit(RunStarted(self._run_id, kind))
        org: SalesforceOrg | None = None
        problem: Problem | None = None
        outcome = RunOutcome.FAILED
        try:
            self._tell(RunStep.CHECKING, 0, None)
            org = self._connection.open(self._stop)
            self._go(org)
            outcome = RunOutcome.DONE_WITH_FAILURES if self._counts.failed else RunOutcome.DONE
        except ProblemError as error:
            problem = error.problem
        except CancelledError:
            outcome = RunOutcome.CANCELLED
        finally:
            # Also on the way out of an error of our own, so that no run stays open for ever.
            closed = self._close(org, outcome, problem)
        return closed

    def _go(self, org: SalesforceOrg) -> None:
        shape = self._connection.look(org)
        self._check_field(shape)
        intake = Intake(self._store, self._wanted, self._now)
        marks = self._read_changes(org, shape, intake)
        if self._store.facts.setting(ABSORBED_FOR) != self._wanted:
            intake.take_kept(self._wanted)
            self._store.facts.set_setting(ABSORBED_FOR, self._wanted)
        intake.follow(org, shape)
        if not self._full:
            total = self._store.people.count_never_looked_for()
            if total:
                self._tell(RunStep.MATCHING, 0, total)
                intake.match(org, shape, lambda done: self._tell(RunStep.MATCHING, done, total))
        self._count(read_from_salesforce=intake.records, without_address=intake.without_address)
        self._bring_into_line(org, shape, intake)
        self._tell(RunStep.FINISHING, 0, None)
        self._name_the_left_out(intake)
        self._store.facts.move_marks(marks, self._now() if self._full else None)
        self._store.facts.set_setting(READABLE, _readable(shape))

    def _check_field(self, shape: OrgShape) -> None:
        missing = shape.missing(self._wanted)
        if len(missing) == 2:
            raise ProblemError(explain("INVALID_FIELD"))
        for object_ in missing:
            problem = explain("INVALID_FIELD")
            self._log(
                Level.WARNING,
                FIELD_NOT_WRITABLE.with_values(object=object_),
                fix=problem.fix,
                code=problem.code,
            )

    # reading

    def _read_changes(self, org: SalesforceOrg, shape: OrgShape, intake: Intake) -> dict[str, datetime]:
        """Read what changed, or everything; returns from where each object is to be read next time."""
        marks = self._store.facts.marks()
        self._full = self._full or self._needs_full(shape, marks.read_from, marks.last_full_run_at)
        next_marks: dict[str, datetime] = {}
        for object_ in shape.objects:
            done = 0
            since = None if self._full else marks.read_from[object_]
            for page in org.read_people(object_, shape, since):
                self._check_stop()
                next_marks.setdefault(object_, page.server_time - OVERLAP)
                intake.take(page.snapshots)
                done += len(page.snapshots)
                self._tell(_STEPS[object_], done, page.total)
        if self._full:
            self._store.people.mark_all_looked_for(self._now())
        return next_marks

    def _needs_full(
        self, shape: OrgShape, read_from: dict[str, datetime], last_full: datetime | None
    ) -> bool:
        return (
            last_full is None
            or self._now() - last_full >= FULL_EVERY
            or any(object_ not in read_from for object_ in shape.objects)
            # A checkbox that was hidden when the org was read is unknown on every record.
            or self._store.facts.setting(READABLE) != _readable(shape)
        )

    # bringing both sides into line

    def _bring_into_line(self, org: SalesforceOrg, shape: OrgShape, intake: Intake) -> None:
        started = utc_text(self._started_at())
        for _ in range(_ROUNDS):
            self._store.plans.make(self._run_id, self._wanted)
            if self._read_stale(org, shape, intake, started):
                self._store.plans.make(self._run_id, self._wanted)
            self._apply_here()
            moved = self._write_there(org, shape)
            if not moved:
                break
            intake.refresh(org, shape, moved)
            intake.follow(org, shape)
        totals = self._store.people.totals()
        changed = self._store.plans.people_changed(self._run_id)
        self._count(
            people=totals.people,
            not_syncable=totals.not_syncable,
            already_agreed=max(0, totals.people - totals.not_syncable - changed),
        )
        self._verify(org, shape)

    def _read_stale(self, org: SalesforceOrg, shape: OrgShape, intake: Intake, started: str) -> bool:
        """Read again what the plan touches and this run has not read: re-reading is the authority (rule 9)."""
        after, found = "", False
        while stale := self._store.plans.stale(self._run_id, started, after, BY_IDS):
            self._check_stop()
            intake.refresh(org, shape, stale)
            after, found = stale[-1][0], True
        if found:
            intake.follow(org, shape)
        return found

    def _apply_here(self) -> None:
        while planned := self._store.plans.here(self._run_id, _APPLIED_AT_ONCE):
            self._check_stop()
            now = self._now()
            with self._store.database.transaction():
                changed = self._store.unsubscribes.record_from_salesforce(
                    [(person_id, record_id) for _, person_id, record_id in planned], now
                )
                self._store.plans.close([change for change, _, _ in planned], "done")
                emails = self._store.people.emails([person_id for _, person_id, _ in planned])
                self._store.status_log.add(
                    [
                        unsubscribed_entry(self._run_id, emails[person_id], record_id)
                        for _, person_id, record_id in planned
                    ],
                    now,
                )
            self._count(unsubscribed_here=self._counts.unsubscribed_here + changed)

    def _write_there(self, org: SalesforceOrg, shape: OrgShape) -> list[tuple[str, str]]:
        total = self._store.plans.count_there(self._run_id)
        writer = Writer(self._store, org, shape, self._wanted, self._run_id, stop=self._stop, now=self._now)
        before = self._counts
        try:
            writer.write_all(lambda done: self._tell(RunStep.WRITING, done, total))
        finally:
            self._count(
                opted_out_in_salesforce=before.opted_out_in_salesforce + writer.ticked,
                failed=before.failed + writer.failed,
            )
        return writer.moved

    def _verify(self, org: SalesforceOrg, shape: OrgShape) -> None:
        """Read a sample of what was written again, and report every tick that did not stick."""
        written = self._store.plans.written(self._run_id, BY_IDS)
        if not written:
            return
        self._tell(RunStep.VERIFYING, 0, len(written))
        by_object: dict[str, list[PlannedWrite]] = {}
        for write in written:
            by_object.setdefault(write.object, []).append(write)
        for object_, writes in by_object.items():
            found = org.read_records(object_, shape, [write.record_id for write in writes])
            lost = [
                write
                for write in writes
                if (record := found.get(write.record_id)) is not None and not record.opted_out(self._wanted)
            ]
            with self._store.database.transaction():
                self._store.records.remember([found[write.record_id] for write in lost], self._now())
                self._store.status_log.add(
                    [refusal_entry(self._run_id, write, did_not_stick()) for write in lost], self._now()
                )
            self._count(failed=self._counts.failed + len(lost))

    # what is left to say

    def _name_the_left_out(self, intake: Intake) -> None:
        people = self._store.people.not_syncable(limit=NAMED, unsubscribed_only=True)
        entries = left_out_entries(self._run_id, people, intake.nameless)
        if entries:
            self._store.status_log.add(entries, self._now())

    def _close(self, org: SalesforceOrg | None, outcome: RunOutcome, problem: Problem | None) -> Run:
        calls = org.calls if org is not None else 0
        if org is not None:
            self._connection.report(problem, org)
            org.close()
        elif problem is not None:
            self._connection.report(problem)
        level = {RunOutcome.DONE: Level.INFO, RunOutcome.FAILED: Level.ERROR}.get(outcome, Level.WARNING)
        counts = self._counts
        self._log(
            level,
            problem.what
            if problem is not None
            else SUMMARY[outcome].with_values(
                here=counts.unsubscribed_here,
                there=counts.opted_out_in_salesforce,
                failed=counts.failed,
                not_syncable=counts.not_syncable,
            ),
            fix=problem.fix if problem is not None else None,
            code=problem.code if problem is not None else "",
            detail=problem.detail if problem is not None else "",
        )
        closed = self._store.runs.close(
            self._run_id,
            outcome,
            counts,
            self._now(),
            api_calls=calls,
            full=self._full,
            reason=problem.what if problem is not None else None,
        )
        self._store.plans.forget(self._run_id)
        self._events.emit(RunFinished(closed))
        self._events.emit(LogAdded())
        self._events.emit(PeopleChanged())
        return closed

    # small things

    def _started_at(self) -> datetime:
        run = self._store.runs.get(self._run_id)
        return run.started_at if run is not None else self._now()

    def _check_stop(self) -> None:
        if self._stop.is_set():
            raise CancelledError

    def _count(self, **changes: int) -> None:
        self._counts = replace(self._counts, **changes)

    def _tell(self, step: RunStep, done: int, total: int | None) -> None:
        """Report progress, at most some ten times a second, but every first and last word of a step."""
        if done and done != total and monotonic() - self._last_told < 0.1:
            return
        self._last_told = monotonic()
        self._events.emit(RunProgress(self._run_id, step, done, total))

    def _log(
        self, level: Level, message: Message, *, fix: Message | None = None, code: str = "", detail: str = ""
    ) -> None:
        self._store.status_log.add(
            [
                NewLogEntry(
                    level, LogKind.SYNC, message, run_id=self._run_id, fix=fix, code=code, detail=detail
                )
            ],
            self._now(),
        )


def _readable(shape: OrgShape) -> str:
    """Which checkboxes of which objects could be read, as a text to compare with another time's."""
    return ";".join(
        f"{name}:{','.join(access.name for field in OptOutField if (access := object_.field(field)))}"
        for name, object_ in sorted(shape.objects.items())
    )
