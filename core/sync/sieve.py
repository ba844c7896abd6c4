"""Telling strangers apart while a whole org is read: most of its records are of nobody here, and change nothing.

Who is not among the people and records of this database, as far as a set of bits says, is passed over without the
database being asked. The bits may take a stranger for somebody, who is then passed over by the database; they never
take somebody for a stranger. Whoever comes up while it is read, because a record is opted out or took the place of
another, is learnt at once; what went by before that is remembered in `UnmatchedRecords` and read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from core.store.addresses import address_key
from core.store.intake import ReadRow, row_of, rows_of
from core.store.records import Snapshot
from core.store.store import Store
from core.store.types.fields import OptOutField
from core.sync.unmatched_records import UnmatchedRecords

_BYTES = 1 << 24
"""16 MB: with a million people and their records 1.5 % of the strangers are taken for somebody."""
_PLACE = _BYTES - 1


@dataclass(slots=True)
class Sifted:
    """What is left of some records: `read` are all that came, `rows` those to be taken in, `strangers` the others."""

    read: int
    rows: list[ReadRow]
    strangers: UnmatchedRecords = field(default_factory=UnmatchedRecords)


class Sieve:
    """Sifts records for one checkbox; without a store nobody is passed over."""

    def __init__(self, store: Store | None, wanted: OptOutField) -> None:
        self._wanted = wanted
        self._bits = bytearray(_BYTES) if store is not None else None
        if store is not None:
            for keys in store.people.all_keys():
                self._learn(keys)
            for ids in store.records.all_ids():
                self._learn(ids)

    def sift(self, snapshots: Sequence[Snapshot]) -> Sifted:
        """Take out the strangers."""
        bits = self._bits
        if bits is None:
            return Sifted(len(snapshots), rows_of(snapshots, self._wanted))
        rows: list[ReadRow] = []
        strangers: list[tuple[str, str]] = []
        for one in snapshots:
            id_, _, _, email, boxes, _, successor, _ = one
            key = address_key(email) if email else ""
            if any(boxes):
                self._learn((key,))
            else:
                of_key, of_id = hash(key), hash(id_)
                if not (
                    bits[of_key >> 3 & _PLACE] >> (of_key & 7) & 1
                    or bits[of_id >> 3 & _PLACE] >> (of_id & 7) & 1
                ):
                    if key:
                        strangers.append((key, id_))
                    continue
            if successor:
                self._learn((successor,))
            rows.append(row_of(one, key, self._wanted))
        sifted = Sifted(len(snapshots), rows)
        sifted.strangers.add(strangers)
        return sifted

    def _learn(self, texts: Iterable[str]) -> None:
        bits = self._bits
        if bits is not None:
            for one in map(hash, texts):
                bits[one >> 3 & _PLACE] |= 1 << (one & 7)
