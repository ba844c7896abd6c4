"""Taking what was read from Salesforce into the local database, and finding what is still to be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from core.salesforce.org import SalesforceOrg
from core.salesforce.shapes import OrgShape
from core.store.addresses import address_key
from core.store.nouns import OptOutField, RecordState
from core.store.people import object_of_id
from core.store.records import Snapshot
from core.store.store import Store
from core.sync.glimpsed import Glimpsed
from core.sync.reconcile import absorb

BY_IDS = 2000
"""Records that one read by IDs may name (REST guide, Get Records With a Request Body Using sObject Collections)."""
BY_ADDRESS = 1000
"""Addresses looked for at a time, between two looks at the stop sign."""
NAMED = 1000
"""Records or people that one run names in the status log for one reason; the rest is counted."""
_LONGEST_CHAIN = 10


class Intake:
    """Takes records in for one checkbox.

    `everybody`: the whole org is being read, and who cannot be synced is worked out once at the end of that.
    `records` counts what was taken in, `without_address` the opted-out records among them that belong to
    nobody; `nameless` are the first of those, to be named in the status log.
    """

    def __init__(self, store: Store, wanted: OptOutField, now: Callable[[], datetime]) -> None:
        self.everybody = False
        self._store = store
        self._wanted = wanted
        self._now = now
        self._new_keys: set[str] = set()
        self._glimpsed = Glimpsed()
        self._nameless_ids: set[str] = set()
        self.records = 0
        self.nameless: list[Snapshot] = []

    @property
    def without_address(self) -> int:
        """How many opted-out records have nobody they could belong to."""
        return len(self._nameless_ids)

    def take(self, snapshots: Sequence[Snapshot]) -> None:
        """Take in records just read, in one short transaction; may be repeated without harm."""
        self.records += len(snapshots)
        self._absorb(snapshots)

    def take_kept(self, field: OptOutField) -> None:
        """Look again at records kept from before as if they were just read, because the checkbox changed."""
        after = ""
        while page := self._store.records.opted_out(field, after, BY_IDS):
            self._absorb(page)
            after = page[-1].id

    def follow(self, org: SalesforceOrg, shape: OrgShape) -> None:
        """Read every record that is known by its ID alone: handed in, or the successor of another one."""
        for _ in range(_LONGEST_CHAIN):
            unseen = self._store.records.unseen(BY_IDS)
            if not unseen:
                return
            self.refresh(org, shape, unseen)

    def refresh(self, org: SalesforceOrg, shape: OrgShape, records: Iterable[tuple[str, str]]) -> list[str]:
        """Read these records, given as (id, object), again; one that is not to be found is let go.

        Returns the IDs of those that were not to be found. Contacts or Leads that are hidden from the user as a
        whole are no less there: they stay as they are, so that their opt-outs fail by name. A hidden Account is
        let go, because its Contact half stands for the person then.
        """
        missing: list[str] = []
        by_object: dict[str, list[str]] = {}
        for record_id, object_ in records:
            by_object.setdefault(object_, []).append(record_id)
        for object_, ids in by_object.items():
            if object_ not in shape.objects and object_ != "Account":
                self._keep_hidden(ids)
                continue
            found = org.read_records(object_, shape, ids) if object_ in shape.objects else {}
            self._absorb(list(found.values()))
            gone = [record_id for record_id in ids if record_id not in found]
            for record_id in gone:
                self._store.records.mark_state(record_id, RecordState.DELETED)
            if gone:
                links = self._store.records.links(gone)
                self._store.people.refresh_not_syncable(
                    [key for owners in links.values() for key, _ in owners]
                )
            missing += gone
        return missing

    def _keep_hidden(self, ids: list[str]) -> None:
        for record_id, record in self._store.records.known(ids).items():
            if record.state is RecordState.UNSEEN:
                self._store.records.mark_state(record_id, RecordState.ACTIVE)

    def reunite(self, org: SalesforceOrg, shape: OrgShape) -> bool:
        """After a full read, read the records again that went by before their person was known.

        False when there was none; else what came of it may have to be followed and reunited once more.
        """
        records = [(record_id, object_of_id(record_id)) for record_id in self._glimpsed.of(self._new_keys)]
        self._new_keys.clear()
        for start in range(0, len(records), BY_IDS):
            self.refresh(org, shape, records[start : start + BY_IDS])
        return bool(records)

    def match(self, org: SalesforceOrg, shape: OrgShape, on_progress: Callable[[int], None]) -> None:
        """Look in Salesforce for the addresses of people for whom nobody has looked yet."""
        done = 0
        while people := self._store.people.never_looked_for(BY_ADDRESS):
            addresses = [email for _, email in people]
            for object_ in shape.objects:
                self.take(org.find_people(object_, shape, addresses))
            self._store.people.mark_looked_for([person_id for person_id, _ in people], self._now())
            done += len(people)
            on_progress(done)

    def _absorb(self, snapshots: Sequence[Snapshot]) -> None:
        store, now = self._store, self._now()
        keys = [address_key(snapshot.email) for snapshot in snapshots]
        known = store.records.known(snapshot.id for snapshot in snapshots)
        people = store.people.ids(filter(None, keys))
        result = absorb(
            zip(keys, snapshots, strict=True),
            known=known,
            links=store.records.links(known),
            people=people,
            wanted=self._wanted,
        )
        with store.database.transaction():
            if result.new_people:
                store.people.add(result.new_people, now)
            store.records.remember(result.changed, now)
            store.records.touch(result.unchanged, now)
            if result.tie or result.untie:
                kept = {record.id for record in result.changed} | known.keys()
                store.records.tie(result.tie, result.untie, known=kept, people=people)
            if result.touched_keys and not self.everybody:
                store.people.refresh_not_syncable(sorted(result.touched_keys))
        self._new_keys.update(address_key(person.email) for person in result.new_people)
        self._glimpsed.add(result.passed_over)
        for record in result.without_address:
            if record.id not in self._nameless_ids:
                self._nameless_ids.add(record.id)
                if len(self.nameless) < NAMED:
                    self.nameless.append(record)
