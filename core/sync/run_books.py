"""The books of one run: each record's answer is written down, in one short transaction, as soon as it is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from core.messages import Problem
from core.store.nouns import OptOutField
from core.store.plans import PlannedWrite
from core.store.store import Store
from core.sync.run_entries import opted_out_entry, refusal_entry

GONE = frozenset(
    {"ENTITY_IS_DELETED", "CANNOT_UPDATE_CONVERTED_LEAD", "NOT_FOUND", "INVALID_CROSS_REFERENCE_KEY"}
)
"""Codes that say a record is not what it was: it is read again, and its successor followed."""


class RunBooks:
    """Counts and records what became of planned writes.

    `ticked` and `failed` count records; `moved` are those that have to be read again, as (id, object).
    """

    def __init__(
        self, store: Store, wanted: OptOutField, run_id: int, *, now: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._wanted = wanted
        self._run_id = run_id
        self._now = now
        self.ticked = 0
        self.failed = 0
        self.moved: list[tuple[str, str]] = []

    @property
    def dealt_with(self) -> int:
        """How many records have their answer."""
        return self.ticked + self.failed + len(self.moved)

    def note_ticked(self, writes: Sequence[PlannedWrite]) -> None:
        """Salesforce has saved these ticks."""
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

    def note_refused(self, refused: Sequence[tuple[PlannedWrite, Problem]]) -> None:
        """Salesforce has refused these for good; those that went elsewhere are no failures."""
        if not refused:
            return
        failed = [(write, problem) for write, problem in refused if problem.code not in GONE]
        with self._store.database.transaction():
            for write, problem in refused:
                self._store.plans.close([write.id], "failed", problem.code)
            self._store.status_log.add(
                [refusal_entry(self._run_id, write, problem) for write, problem in failed], self._now()
            )
        self.moved += [(write.record_id, write.object) for write, problem in refused if problem.code in GONE]
        self.failed += len(failed)
