"""Taking what was read from Salesforce into the local database, and finding what is still to be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from core.salesforce.org import SalesforceOrg
from core.salesforce.values.describe import OrgSchema
from core.services import Services
from core.store.intake import LOT, ReadRow, rows_of
from core.store.links import object_of_id
from core.store.records import Snapshot
from core.store.types.fields import OptOutField
from core.store.types.records import RecordState
from core.sync.sieve import Sifted
from core.sync.unmatched_records import UnmatchedRecords

BY_IDS = 2000
"""Records that one read by IDs may name (REST guide, Get Records With a Request Body Using sObject Collections)."""
BY_ADDRESS = 1000
"""Addresses looked for at a time, between two looks at the stop sign."""
_BY_READING_ALL = 100_000
"""Addresses looked for at a time where all records have to be read for each look."""
MOST_NAMED = 1000
"""Records or people that one run names in the status log for one reason; the rest is counted."""


class Importer:
    """Takes records in for one checkbox.

    `everybody`: the whole org is being read, and who cannot be synced is worked out once at the end of that.
    `records` counts what was taken in, `without_address` the opted-out records among them that belong to
    nobody; `nameless` are the first of those, to be named in the status log. So are `misgiven`, records whose ID was
    handed in for another address than theirs, as (that address key, record), and `not_found`, records that were asked
    for and are not there.
    """

    def __init__(
        self,
        services: Services,
        org: SalesforceOrg,
        shape: OrgSchema,
        wanted: OptOutField,
        began: datetime | None = None,
    ) -> None:
        self.everybody = False
        self._store = services.store
        self._org = org
        self._shape = shape
        self._wanted = wanted
        self._now = services.now
        self.began = began or services.now()
        """Names the people whom this reading adds, and the time from which on records are as it read them."""
        self._new_keys: set[str] = set()
        self._unmatched = UnmatchedRecords()
        self._outdated: list[str] = []
        self._nameless_ids: set[str] = set()
        self.records = 0
        self.nameless: list[Snapshot] = []
        self.misgiven: list[tuple[str, Snapshot]] = []
        self.not_found: list[Snapshot] = []

    @property
    def without_address(self) -> int:
        """How many opted-out records have nobody they could belong to."""
        return len(self._nameless_ids)

    def asking(self) -> int:
        """To be noted before Salesforce is asked, and handed to `take` with the answer."""
        return self._store.records.clock()

    def take(self, snapshots: Sequence[Snapshot], asked: int) -> None:
        """Take in records just read, in one short transaction; may be repeated without harm.

        A record that this program wrote to after it `asked` may be told as it was before: it is read once more.
        """
        self.records += len(snapshots)
        self._absorb(snapshots, asked)

    def take_sifted(self, lot: Sequence[Sifted], asked: int) -> None:
        """The same with a lot of records that went through a sieve."""
        self.records += sum(some.read for some in lot)
        for some in lot:
            self._unmatched.join(some.strangers)
        self._take_lot([row for some in lot for row in some.rows], asked)

    def _take_lot(self, rows: Sequence[ReadRow], asked: int) -> None:
        taken = self._store.intake.take(
            rows,
            self._wanted,
            asked=asked,
            seen_at=max(self._now(), self.began),
            added_at=self.began,
            everybody=self.everybody,
        )
        self._outdated += taken.outdated
        self._new_keys.update(taken.new_keys)
        self._unmatched.add(taken.passed_over)
        self.misgiven += taken.of_another_address[: MOST_NAMED - len(self.misgiven)]
        for record in taken.without_address:
            if record.id not in self._nameless_ids:
                self._nameless_ids.add(record.id)
                if len(self.nameless) < MOST_NAMED:
                    self.nameless.append(record)

    def take_kept(self, field: OptOutField) -> None:
        """Look again at records kept from before as if they were just read, because the checkbox changed."""
        after = ""
        while page := self._store.records.opted_out(field, after, BY_IDS):
            self._absorb(page, self.asking())
            after = page[-1].id

    def take_ticked(self, record_ids: Sequence[str]) -> None:
        """Look again at records that this program opted out, as they are known: whose address is unknown here has
        become one to be known."""
        self._absorb(list(self._store.records.known(record_ids).values()), self.asking())

    def complete(
        self, between: Callable[[], None], on_matched: Callable[[int, int], None] = lambda done, total: None
    ) -> None:
        """Read on until nothing is left to be read: records known by their ID alone, successors, siblings.

        `between` is called between two calls, and may raise; `on_matched` hears how many addresses were looked for.
        """
        while True:
            if self.follow(between) or self._read_unmatched(between):
                continue
            total = 0 if self.everybody else self._store.people.count_never_looked_for()
            if not total:
                return
            self._match(total, between, on_matched)

    def follow(self, between: Callable[[], None] = lambda: None) -> bool:
        """Read records that are known by their ID alone: handed in, or the successor of another one.

        Says whether there was any.
        """
        again, self._outdated = self._outdated, []
        found = bool(again)
        self.refresh(((record_id, object_of_id(record_id)) for record_id in again), between)
        while unseen := self._store.records.unseen(BY_IDS):
            self.refresh(unseen, between)
            found = True
        return found

    def refresh(
        self, records: Iterable[tuple[str, str]], between: Callable[[], None] = lambda: None
    ) -> list[str]:
        """Read these records, given as (id, object), again. Returns the IDs of those that were not to be found.

        Contacts or Leads that are hidden from the user as a whole are no less there: they stay as they are, so that
        their opt-outs fail by name. A hidden Account is let go, because its Contact half stands for the person then.
        """
        missing: list[str] = []
        by_object: dict[str, list[str]] = {}
        for record_id, object_ in records:
            by_object.setdefault(object_, []).append(record_id)
        for object_, ids in by_object.items():
            for start in range(0, len(ids), BY_IDS):
                between()
                missing += self._refresh(object_, ids[start : start + BY_IDS])
        return missing

    def _refresh(self, object_: str, ids: list[str]) -> list[str]:
        if object_ not in self._shape.objects and object_ != "Account":
            self._keep_hidden(ids)
            return []
        asked = self.asking()
        here = object_ in self._shape.objects
        found = self._org.read_records(object_, self._shape, ids) if here else {}
        self.take(list(found.values()), asked)
        gone = [record_id for record_id in ids if record_id not in found]
        if gone:
            self._let_go(gone, RecordState.NOT_FOUND if here else RecordState.DELETED)
        return gone

    def _let_go(self, ids: list[str], state: RecordState) -> None:
        known = self._store.records.known(ids)
        # What was seen to be deleted or merged may have left the recycle bin since, and is no less so.
        lost = [one for one in known.values() if one.state in (RecordState.ACTIVE, RecordState.UNSEEN)]
        with self._store.database.transaction():
            for record in lost:
                self._store.records.mark_state(record.id, state)
            owners = self._store.links.of_records([record.id for record in lost])
            self._store.people.refresh_not_syncable([key for those in owners.values() for key, _ in those])
        if state is RecordState.NOT_FOUND:
            self.not_found += [record for record in lost if record.id in owners][
                : MOST_NAMED - len(self.not_found)
            ]

    def _keep_hidden(self, ids: list[str]) -> None:
        for record_id, record in self._store.records.known(ids).items():
            if record.state is RecordState.UNSEEN:
                self._store.records.mark_state(record_id, RecordState.ACTIVE)

    def _read_unmatched(self, between: Callable[[], None]) -> bool:
        """Read the records again that went by before their person was known."""
        records = [(record_id, object_of_id(record_id)) for record_id in self._unmatched.of(self._new_keys)]
        self._new_keys.clear()
        self.refresh(records, between)
        return bool(records)

    def _match(self, total: int, between: Callable[[], None], on_matched: Callable[[int, int], None]) -> None:
        """Look in Salesforce for the addresses of people for whom nobody has looked yet."""
        done = 0
        on_matched(0, total)
        reads_all = any(one.may_read_all_to_find for one in self._shape.objects.values())
        at_once = _BY_READING_ALL if reads_all else BY_ADDRESS
        while people := self._store.people.never_looked_for(at_once):
            between()
            self.find([email for _, email in people])
            self._store.people.mark_looked_for([person_id for person_id, _ in people], self._now())
            done += len(people)
            on_matched(min(done, total), total)

    def find(self, addresses: Sequence[str]) -> list[Snapshot]:
        """Take in the records with these addresses, and return them.

        Also those that were converted, merged or deleted, as far as Salesforce still knows them: their ticks count, and
        those that took their places follow.
        """
        asked = self.asking()
        found = [
            snapshot
            for object_ in self._shape.objects
            for snapshot in self._org.find_people(object_, self._shape, addresses, gone=True)
        ]
        self.take(found, asked)
        return found

    def _absorb(self, snapshots: Sequence[Snapshot], asked: int) -> None:
        for start in range(0, len(snapshots), LOT):
            self._take_lot(rows_of(snapshots[start : start + LOT], self._wanted), asked)
