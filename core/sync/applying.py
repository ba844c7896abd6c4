"""The second half of a run: carrying out its plan here and in Salesforce, and reading back what was written."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime

from core.messages import CancelledError
from core.salesforce.org import SalesforceOrg
from core.salesforce.shapes import OrgShape
from core.settings import READ_BACK, Settings
from core.store.nouns import Level, LogKind, NewLogEntry, OptOutField, RunStep
from core.store.plans import PlannedWrite
from core.store.schema import utc_text
from core.store.store import Store
from core.sync.budget import READ_BACK_CUT, CallsGuard, writing_calls
from core.sync.intake import BY_IDS, Intake
from core.sync.reading import Tell
from core.sync.run_books import RunBooks
from core.sync.run_entries import did_not_stick, refusal_entry, unsubscribed_entry
from core.sync.writing import Writer

_ROUNDS = 3
"""How often a run plans anew because records turned out to be converted, merged or deleted while it wrote."""
_APPLIED_AT_ONCE = 500


class Applier:
    """Carries out the plan of one run.

    `unsubscribed_here` counts people, `opted_out_there` and `failed` Salesforce records; they are right also
    after an exception.
    """

    def __init__(
        self,
        store: Store,
        settings: Settings,
        org: SalesforceOrg,
        shape: OrgShape,
        intake: Intake,
        run_id: int,
        wanted: OptOutField,
        *,
        stop: threading.Event,
        now: Callable[[], datetime],
        tell: Tell,
        guard: CallsGuard,
    ) -> None:
        self._store = store
        self._settings = settings
        self._org = org
        self._shape = shape
        self._intake = intake
        self._run_id = run_id
        self._wanted = wanted
        self._stop = stop
        self._now = now
        self._tell = tell
        self._guard = guard
        self._began = utc_text(now())
        self.unsubscribed_here = 0
        self.opted_out_there = 0
        self.failed = 0

    def plan(self, began: datetime) -> tuple[int, int]:
        """Plan what brings both sides into line; `began` is when the run began to read.

        What the plan touches and this run has not read is read first: re-reading is the authority (rule 9).
        Returns how many changes are planned here and there.
        """
        self._began = utc_text(began)
        planned = self._store.plans.make(self._run_id, self._wanted)
        if self._read_stale():
            planned = self._store.plans.make(self._run_id, self._wanted)
        return planned

    def take_over(self, earlier_run_id: int, began: datetime) -> tuple[int, int]:
        """Take the plan of an earlier run over, without what no longer holds; returns its counts."""
        self._began = utc_text(began)
        self._store.plans.hand_over(earlier_run_id, self._run_id)
        self._read_stale()
        self._store.plans.drop_settled(self._run_id, self._wanted)
        return self._store.plans.counts(self._run_id)

    def carry_out(self, *, plan_again: bool) -> None:
        """Make every planned change; with `plan_again`, follow records that went elsewhere meanwhile."""
        for round_ in range(1, _ROUNDS + 1):
            self._apply_here()
            moved = self._write_there()
            if not moved:
                break
            self._intake.refresh(self._org, self._shape, moved)
            self._intake.follow(self._org, self._shape)
            if not plan_again or round_ == _ROUNDS:
                break
            self._store.plans.make(self._run_id, self._wanted)
        self._read_back()

    def _read_stale(self) -> bool:
        after, found = "", False
        while stale := self._store.plans.stale(self._run_id, self._began, after, BY_IDS):
            self._check_stop()
            self._intake.refresh(self._org, self._shape, stale)
            after, found = stale[-1][0], True
        if found:
            self._intake.follow(self._org, self._shape)
        return found

    def _apply_here(self) -> None:
        after = 0
        while planned := self._store.plans.here(self._run_id, after, _APPLIED_AT_ONCE):
            self._check_stop()
            after = planned[-1][0]
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
            self.unsubscribed_here += changed

    def _write_there(self) -> list[tuple[str, str]]:
        _, total = self._store.plans.counts(self._run_id)
        if not total:
            return []
        self._guard.require(
            writing_calls(
                self._store.plans.objects_there(self._run_id),
                self._settings.text(READ_BACK),
                self._guard.spare(),
            )
        )
        books = RunBooks(self._store, self._wanted, self._run_id, now=self._now)
        writer = Writer(
            self._store,
            self._org,
            self._shape,
            self._wanted,
            self._run_id,
            books,
            guard=self._guard,
            stop=self._stop,
            on_progress=lambda done: self._tell(RunStep.WRITING, done, total),
        )
        try:
            writer.write_all()
        finally:
            self.opted_out_there += books.ticked
            self.failed += books.failed
        return books.moved

    def _read_back(self) -> None:
        """Read what was written again, a sample or all, and report every tick that did not stick."""
        how_much = self._settings.text(READ_BACK)
        if how_much == "nothing":
            return
        done, before_id = 0, None
        while written := self._store.plans.written(self._run_id, before_id, BY_IDS):
            self._check_stop()
            if self._guard.spare() == 0:
                self._store.status_log.add(
                    [NewLogEntry(Level.WARNING, LogKind.SYNC, READ_BACK_CUT, run_id=self._run_id)],
                    self._now(),
                )
                return
            done += len(written)
            before_id = written[-1].id
            self._tell(RunStep.VERIFYING, done, None)
            self._compare(written)
            if how_much == "sample":
                return

    def _compare(self, written: list[PlannedWrite]) -> None:
        by_object: dict[str, list[PlannedWrite]] = {}
        for write in written:
            by_object.setdefault(write.object, []).append(write)
        for object_, writes in by_object.items():
            found = self._org.read_records(object_, self._shape, [write.record_id for write in writes])
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
            self.failed += len(lost)

    def _check_stop(self) -> None:
        if self._stop.is_set():
            raise CancelledError
