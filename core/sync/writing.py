"""The remote half of a run's plan: ticking the checkbox in Salesforce, record by record accounted for."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Sequence
from datetime import datetime

from core.messages import CancelledError, Problem, ProblemError
from core.salesforce.org import SalesforceOrg
from core.salesforce.shapes import OrgShape
from core.store.nouns import OptOutField
from core.store.plans import PlannedWrite
from core.store.store import Store
from core.sync.run_entries import opted_out_entry, refusal_entry

PER_CALL = 200
"""Records in one write (REST guide, Update Records Using sObject Collections)."""
ATTEMPTS = 5
"""How often a passing fault is met before a record counts as failed in this run; the next run tries again."""

GONE = frozenset(
    {"ENTITY_IS_DELETED", "CANNOT_UPDATE_CONVERTED_LEAD", "NOT_FOUND", "INVALID_CROSS_REFERENCE_KEY"}
)
"""Codes that say a record is not what it was: it is read again, and its successor followed."""


class Writer:
    """Executes the planned writes of one run.

    `ticked` and `failed` count records; `moved` are those that have to be read again. Raises ProblemError when
    the org as a whole cannot be written to, with everything before that recorded.
    """

    def __init__(
        self,
        store: Store,
        org: SalesforceOrg,
        shape: OrgShape,
        wanted: OptOutField,
        run_id: int,
        *,
        stop: threading.Event,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._org = org
        self._shape = shape
        self._wanted = wanted
        self._run_id = run_id
        self._stop = stop
        self._now = now
        self.ticked = 0
        self.failed = 0
        self.moved: list[tuple[str, str]] = []

    def write_all(self, on_progress: Callable[[int], None]) -> None:
        """Write everything planned, 200 records a call, telling after each call how many were dealt with."""
        after, done = 0, 0
        while batch := self._store.plans.there(self._run_id, after, PER_CALL):
            self._write(batch)
            after = batch[-1].id
            done += len(batch)
            on_progress(done)

    def _write(self, batch: Sequence[PlannedWrite]) -> None:
        left = list(batch)
        for attempt in range(1, ATTEMPTS + 1):
            try:
                answers = self._org.set_opt_outs(
                    [(write.record_id, write.object) for write in left], self._wanted, self._shape
                )
            except ProblemError as error:
                if not error.problem.retry or attempt == ATTEMPTS:
                    raise
                self._pause(attempt)
                continue
            problems = [answer.problem for answer in answers]
            self._note_ticked([write for write, problem in zip(left, problems, strict=True) if not problem])
            refused = [(write, problem) for write, problem in zip(left, problems, strict=True) if problem]
            again = [pair for pair in refused if pair[1].retry and attempt < ATTEMPTS]
            self._note_refused([pair for pair in refused if pair not in again])
            left = [write for write, _ in again]
            if not left:
                return
            self._pause(attempt)

    def _pause(self, attempt: int) -> None:
        """Wait longer each time, and not in step with others who met the same lock."""
        if self._stop.wait(random.uniform(0.2, 0.5) * 2**attempt):
            raise CancelledError

    def _note_ticked(self, writes: Sequence[PlannedWrite]) -> None:
        if not writes:
            return
        ids = [write.record_id for write in writes]
        now = self._now()
        with self._store.database.transaction():
            self._store.records.mark_opted_out(ids, self._wanted, now)
            self._store.unsubscribes.note_opted_out(ids, now)
            self._store.push_queue.settle(ids, self._wanted, now)
            self._store.plans.close([write.id for write in writes], "done")
            self._store.status_log.add([opted_out_entry(self._run_id, write) for write in writes], now)
        self.ticked += len(writes)

    def _note_refused(self, refused: Sequence[tuple[PlannedWrite, Problem]]) -> None:
        if not refused:
            return
        moved = [(write, problem) for write, problem in refused if problem.code in GONE]
        failed = [(write, problem) for write, problem in refused if problem.code not in GONE]
        with self._store.database.transaction():
            for write, problem in refused:
                self._store.plans.close([write.id], "failed", problem.code)
            self._store.status_log.add(
                [refusal_entry(self._run_id, write, problem) for write, problem in failed], self._now()
            )
        self.moved += [(write.record_id, write.object) for write, _ in moved]
        self.failed += len(failed)
