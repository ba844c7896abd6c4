"""Records that Salesforce says are gone: read again, and their opt-outs sent after them.

A converted Lead is followed to its Contact, a merged record to its survivor, through as many steps as it takes;
one that was deleted is let go (DESIGN, rule 7).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from core.messages import Problem
from core.salesforce.org import SalesforceOrg
from core.salesforce.shapes import OrgShape
from core.store.nouns import OptOutField, QueuedPush, RecordState
from core.store.links import object_of_id
from core.store.records import Snapshot
from core.store.store import Store
from core.sync.intake import Intake
from core.sync.push_books import PushBooks
from core.sync.push_troubles import ATTEMPTS_WHILE_THERE

_LONGEST_CHAIN = 10

Refused = tuple[QueuedPush, Problem]


class Successors:
    """Finds out what became of records, and has it written down."""

    def __init__(self, store: Store, books: PushBooks, now: Callable[[], datetime]) -> None:
        self._store = store
        self._books = books
        self._now = now

    def follow(self, org: SalesforceOrg, shape: OrgShape, moved: Sequence[Refused]) -> None:
        """Deal with pushes that were refused because their records are not what they were.

        Raises ProblemError or CancelledError while reading; nothing is decided then.
        """
        ids = [push.salesforce_id or "" for push, _ in moved]
        never_seen = {
            record_id
            for record_id, record in self._store.records.known(ids).items()
            if record.state is RecordState.UNSEEN
        }
        known, missing = self._read_chains(org, shape, ids, moved[0][0].field)
        successors: list[tuple[QueuedPush, Problem, str]] = []
        let_go: list[Refused] = []
        for push, problem in moved:
            record_id = push.salesforce_id or ""
            last = _last_of_chain(record_id, known)
            if last.state is not RecordState.ACTIVE:
                if record_id in never_seen and record_id in missing:
                    # It was never there, as far as the connected user can see: the admin has to know.
                    self._books.parked([(push, problem)])
                else:
                    let_go.append((push, problem))
            elif last.id != record_id:
                successors.append((push, problem, last.id))
            elif push.attempts < ATTEMPTS_WHILE_THERE:
                self._books.answered([(push, replace(problem, retry=True))])
            else:
                self._books.parked([(push, problem)])
        if successors or let_go:
            self._books.followed(successors, let_go)

    def _read_chains(
        self, org: SalesforceOrg, shape: OrgShape, ids: Sequence[str], field: OptOutField
    ) -> tuple[dict[str, Snapshot], set[str]]:
        """The records, and all that took their places, as they are now; and the IDs of those not to be found."""
        intake = Intake(self._store, field, self._now)
        known: dict[str, Snapshot] = {}
        missing: set[str] = set()
        to_read = list(dict.fromkeys(ids))
        for _ in range(_LONGEST_CHAIN):
            missing.update(intake.refresh(org, shape, [(id_, object_of_id(id_)) for id_ in to_read]))
            read = self._store.records.known(to_read)
            known |= read
            to_read = [
                record.successor_id
                for record in read.values()
                if record.successor_id and record.successor_id not in known
            ]
            if not to_read:
                break
        return known, missing


def _last_of_chain(record_id: str, known: Mapping[str, Snapshot]) -> Snapshot:
    """The record that now stands in the place of another one: itself, or its last successor that is known."""
    last = known[record_id]
    been = {record_id}
    while (after := known.get(last.successor_id or "")) is not None and after.id not in been:
        last = after
        been.add(after.id)
    return last
