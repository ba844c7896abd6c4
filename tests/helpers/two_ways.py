"""An org of made-up records that changes from reading to reading, taken in by lots and row by row, for comparing both.

Nothing of Salesforce is in it but the records: they change their addresses, are ticked and unticked, converted, merged
and deleted; some are known here by their IDs, and people are added, unsubscribed and re-subscribed between readings.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from core.store.addresses import address_key
from core.store.intake import LOT, TakenIn
from core.store.records import Snapshot
from core.store.store import Store
from core.store.types.fields import OptOutField
from core.store.types.people import NewPerson
from core.store.types.records import RecordState
from core.sync.sieve import Sieve
from core.sync.unmatched_records import UnmatchedRecords
from tests.helpers.row_by_row import take_row_by_row
from tests.helpers.samples import ACT, FIELD, NOW, record_id, unsubscribe

_NO_CHECKBOX = (None, False, True)


class MadeUpOrg:
    """So many records, with about two to an address."""

    def __init__(self, size: int, seed: int) -> None:
        self._random = random.Random(seed)
        self._size = size
        self.records: dict[str, Snapshot] = {}
        for number in range(size):
            self._put(record_id(number, "003" if number % 3 else "00Q"))

    def live_on(self) -> list[str]:
        """Let some records change; returns which."""
        changed = self._random.sample(sorted(self.records), self._size // 5)
        for one in changed:
            if self.records[one].state is RecordState.ACTIVE:
                self._put(one)
        return changed

    def some_ids(self, count: int) -> list[str]:
        """IDs of records, and a few that lead nowhere."""
        return [record_id(self._random.randrange(self._size + 20)) for _ in range(count)]

    def some_addresses(self, count: int) -> list[str]:
        """Addresses that records may have."""
        return [self._address() or "nobody@example.com" for _ in range(count)]

    def _put(self, id_: str) -> None:
        pick = self._random
        state = pick.choices(list(_STATES), list(_STATES.values()))[0]
        follows = state in (RecordState.CONVERTED, RecordState.MERGED)
        successor = record_id(pick.randrange(self._size)) if follows else None
        self.records[id_] = Snapshot(
            id_,
            "Lead" if id_.startswith("00Q") else "Contact",
            pick.choice(("Ann", "Bob", "Zoë")),
            self._address(),
            (pick.random() < 0.2, pick.choices(_NO_CHECKBOX, (1, 8, 1))[0]),
            state,
            None if successor == id_ else successor,
        )

    def _address(self) -> str:
        if self._random.random() < 0.05:
            return ""
        address = f"p{self._random.randrange(self._size // 2)}@example.com"
        return self._random.choice((address, address, address.upper(), f" {address} "))


_STATES = {RecordState.ACTIVE: 85, RecordState.CONVERTED: 6, RecordState.MERGED: 5, RecordState.DELETED: 4}


class Reading:
    """One reading of the org into one store, in either way; what it tells beside is kept."""

    def __init__(
        self, store: Store, wanted: OptOutField, at: datetime, *, by_lots: bool, everybody: bool
    ) -> None:
        self._store = store
        self._wanted = wanted
        self._at = at
        self._by_lots = by_lots
        self._everybody = everybody
        self._unmatched = UnmatchedRecords()
        self._new_keys: set[str] = set()
        self.nameless: set[str] = set()
        self.misgiven: set[tuple[str, str]] = set()

    def read(self, org: MadeUpOrg, ids: Sequence[str], page: int) -> None:
        """Read these records, and on until nothing is left to be read, as an importer does."""
        sieve = Sieve(self._store if self._by_lots and self._everybody else None, self._wanted)
        self._store.touched.everybody()
        for start in range(0, len(ids), page):
            self._take([org.records[one] for one in ids[start : start + page]], sieve)
        while True:
            again = self._unmatched.of(self._new_keys)
            self._new_keys.clear()
            unseen = [id_ for id_, _ in self._store.records.unseen(1 << 30)]
            if not again and not unseen:
                break
            for id_ in unseen:
                if id_ not in org.records:
                    self._store.records.mark_state(id_, RecordState.NOT_FOUND)
            found = sorted({id_ for id_ in (*again, *unseen) if id_ in org.records})
            for start in range(0, len(found), page):
                self._take(
                    [org.records[one] for one in found[start : start + page]], Sieve(None, self._wanted)
                )
        if self._everybody:
            self._store.people.refresh_all_not_syncable()

    def _take(self, snapshots: Sequence[Snapshot], sieve: Sieve) -> None:
        taken = self._taken(snapshots, sieve)
        self._new_keys.update(taken.new_keys)
        self._unmatched.add(taken.passed_over)
        self.nameless |= {one.id for one in taken.without_address}
        self.misgiven |= {(key, one.id) for key, one in taken.of_another_address}

    def _taken(self, snapshots: Sequence[Snapshot], sieve: Sieve) -> TakenIn:
        if not self._by_lots:
            return take_row_by_row(
                self._store,
                snapshots,
                self._wanted,
                seen_at=self._at,
                added_at=self._at,
                everybody=self._everybody,
            )
        sifted = sieve.sift(snapshots)
        self._unmatched.join(sifted.strangers)
        return self._store.intake.take(
            sifted.rows,
            self._wanted,
            asked=1 << 60,
            seen_at=self._at,
            added_at=self._at,
            everybody=self._everybody,
        )


def lives(org: MadeUpOrg, *stores: Store, rounds: int) -> Iterator[list[dict[str, Any]]]:
    """Read the org so often, whole and in part, by lots into the first store and row by row into the second.

    Gives what each of the two holds and tells, reading after reading.
    """
    for number in range(rounds):
        at = NOW + timedelta(hours=number)
        wanted = FIELD if number % 3 < 2 else OptOutField.MARKETO_SALES
        ids, addresses = org.some_ids(30), org.some_addresses(len(org.records) // 10)
        for store in stores:
            store.people.add(
                [
                    NewPerson(address, salesforce_ids=(id_,))
                    for address, id_ in zip(addresses, ids, strict=False)
                ],
                at,
            )
            store.people.add([NewPerson(address) for address in addresses[30:]], at)
            unsubscribe(store, *addresses[::3], at=at)
            for person_id in store.people.ids(map(address_key, addresses[:9:3])).values():
                store.resubscribes.end(person_id, ACT, at)
        changed = org.live_on()
        everybody = number % 2 == 0
        read = sorted(org.records if everybody else changed)
        told = []
        for store, by_lots in zip(stores, (True, False), strict=True):
            reading = Reading(store, wanted, at, by_lots=by_lots, everybody=everybody)
            with store.database.use():
                reading.read(org, read, page=min(LOT, len(read) // 3))
            told.append(contents(store) | {"nameless": reading.nameless, "misgiven": reading.misgiven})
            store.database.write("DELETE FROM touched WHERE person_id <> 0")
        yield told


def contents(store: Store) -> dict[str, Any]:
    """Everything that a reading may change, row by row, people named by their addresses."""
    rows = store.database.rows
    return {
        "people": sorted(
            rows(
                "SELECT email_key, email, first_name, last_name, company, title, search_text, added_at, looked_for_at, "
                "not_syncable, unsubscribed_at, source, reason, resubscribed FROM person"
            )
        ),
        # Since when a box is ticked says something only while it is.
        "records": rows(
            "SELECT id, object, name, email, email_opt_out, marketo_sales_opt_out, state, successor_id, seen_at, "
            "written, CASE WHEN email_opt_out THEN email_opt_out_since END, "
            "CASE WHEN marketo_sales_opt_out THEN marketo_sales_opt_out_since END FROM salesforce_record ORDER BY id"
        ),
        "links": sorted(
            rows("SELECT email_key, record_id, reasons FROM link JOIN person ON person.id = link.person_id")
        ),
        "touched": sorted(rows("SELECT email_key FROM touched JOIN person ON person.id = touched.person_id")),
    }
