"""Which Salesforce records belong to which people, and why: several reasons can hold at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from core.store.database import Database
from core.store.sqlite import AMONG, EACH, listed
from core.store.types.records import LinkOrigin

_NOBODY: Mapping[str, int] = MappingProxyType({})
_BITS = {LinkOrigin.ID: 1, LinkOrigin.ADDRESS: 2, LinkOrigin.FOLLOWED: 4}
ID_BIT, ADDRESS_BIT = _BITS[LinkOrigin.ID], _BITS[LinkOrigin.ADDRESS]
"""As which these reasons stand in SQL."""
_ORIGINS = [frozenset(origin for origin, bit in _BITS.items() if bits & bit) for bits in range(8)]
"""The reasons that a number of bits stands for, by that number."""

FIRST_ORIGIN = (
    f"CASE WHEN link.reasons & 1 THEN '{LinkOrigin.ID}' WHEN link.reasons & 2 THEN '{LinkOrigin.ADDRESS}' "
    f"ELSE '{LinkOrigin.FOLLOWED}' END"
)
"""SQL for the reason that is told where there are several."""


def object_of_id(record_id: str) -> str:
    """The object an ID belongs to, by its first three characters (003 Contact, 00Q Lead, 001 Account)."""
    return {"003": "Contact", "00Q": "Lead", "001": "Account"}.get(record_id[:3], "")


@dataclass(frozen=True, slots=True)
class NewLink:
    """A reason why a record belongs, from now on, to the person with this address key."""

    key: str
    record_id: str
    origin: LinkOrigin


class Links:
    """The links between people and Salesforce records."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_records(self, record_ids: Iterable[str]) -> dict[str, list[tuple[str, frozenset[LinkOrigin]]]]:
        """The address keys of the people that these records belong to, and why."""
        found: dict[str, list[tuple[str, frozenset[LinkOrigin]]]] = {}
        for record_id, key, bits in self._database.rows(
            "SELECT link.record_id, person.email_key, link.reasons FROM link "
            "JOIN person ON person.id = link.person_id "
            f"WHERE link.record_id {AMONG}",
            (listed(record_ids),),
        ):
            found.setdefault(record_id, []).append((key, _ORIGINS[bits]))
        return found

    def tie(
        self,
        links: Sequence[NewLink],
        untie: Sequence[NewLink] = (),
        *,
        known: Collection[str] = frozenset(),
        people: Mapping[str, int] = _NOBODY,
    ) -> None:
        """Add reasons and take some away; a record not seen yet is noted as unseen, so that the next read fetches it.

        `known` are records that are kept for certain, `people` the ids of people as far as they are at hand.
        """
        with self._database.transaction():
            others = {link.key for link in (*links, *untie)} - people.keys()
            ids = {**people, **self._ids(others)} if others else people
            self._take_away(
                [(ids[one.key], one.record_id, _BITS[one.origin]) for one in untie if one.key in ids]
            )
            self._note_unseen({link.record_id for link in links} - set(known))
            self._add([(ids[one.key], one.record_id, _BITS[one.origin]) for one in links if one.key in ids])

    def give_ids(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Tie records by IDs that were handed in, as (address key, record id), seen or not yet seen.

        Part of whatever transaction is open. An ID that was handed in before and leads nowhere gives way to it.
        """
        links = list(pairs)
        ids = self._ids({key for key, _ in links})
        ties = [(ids[key], record_id, _BITS[LinkOrigin.ID]) for key, record_id in links if key in ids]
        self._database.write_many(_DROP_WRONG, [(person_id, record_id) for person_id, record_id, _ in ties])
        self._note_unseen({record_id for _, record_id, _ in ties})
        self._add(ties)
        self.follow([record_id for _, record_id, _ in ties])

    def follow(self, record_ids: Iterable[str]) -> None:
        """Tie whoever owns these records to the records that took their places, to the end of each chain.

        As far as the chains are known here: a successor that was never seen is noted as unseen.
        """
        self.follow_among(EACH, (listed(record_ids),))

    def follow_among(self, chosen: str, values: Sequence[object] = ()) -> None:
        """The same for the records that a table in SQL has as `value`."""
        went = _WENT.format(chosen=chosen)
        successors = {row[0] for row in self._database.rows(went + _SUCCESSORS, values)}
        if not successors:
            return
        with self._database.transaction():
            self._note_unseen(successors)
            self._database.write(went + _FOLLOW, (*values, _BITS[LinkOrigin.FOLLOWED]))

    def _ids(self, keys: Collection[str]) -> dict[str, int]:
        return dict(
            self._database.rows(
                f"SELECT email_key, person.id FROM {EACH} CROSS JOIN person ON email_key = value",
                (listed(keys),),
            )
        )

    def _note_unseen(self, record_ids: Collection[str]) -> None:
        self._database.write_many(
            "INSERT INTO salesforce_record (id, object, name, email, state) VALUES (?, ?, '', '', 'unseen') "
            "ON CONFLICT (id) DO NOTHING",
            [(record_id, object_of_id(record_id)) for record_id in sorted(record_ids)],
        )

    def _add(self, ties: Sequence[tuple[int, str, int]]) -> None:
        self._database.write_many(
            "INSERT INTO link (person_id, record_id, reasons) VALUES (?, ?, ?) "
            "ON CONFLICT (person_id, record_id) DO UPDATE SET reasons = reasons | excluded.reasons "
            "WHERE reasons & excluded.reasons = 0",
            ties,
        )

    def _take_away(self, ties: Sequence[tuple[int, str, int]]) -> None:
        self._database.write_many(
            "UPDATE link SET reasons = reasons & ~? WHERE person_id = ? AND record_id = ?",
            [(bit, person_id, record_id) for person_id, record_id, bit in ties],
        )
        self._database.write_many(
            "DELETE FROM link WHERE person_id = ? AND record_id = ? AND reasons = 0",
            [(person_id, record_id) for person_id, record_id, _ in ties],
        )


# Each owner goes the whole way: where chains meet, the first to arrive must not keep the others from going on.
_WENT = """
WITH RECURSIVE went (person_id, record_id) AS (
    SELECT link.person_id, record.successor_id
    FROM {chosen} AS chosen CROSS JOIN salesforce_record AS record ON record.id = chosen.value
    CROSS JOIN link ON link.record_id = record.id WHERE record.successor_id IS NOT NULL
    UNION
    SELECT went.person_id, record.successor_id
    FROM went CROSS JOIN salesforce_record AS record ON record.id = went.record_id
    WHERE record.successor_id IS NOT NULL
)
"""
_SUCCESSORS = "SELECT DISTINCT record_id FROM went"
_FOLLOW = """
INSERT INTO link (person_id, record_id, reasons) SELECT person_id, record_id, ? FROM went WHERE true
ON CONFLICT (person_id, record_id) DO UPDATE SET reasons = reasons | excluded.reasons
WHERE reasons & excluded.reasons = 0
"""
_DROP_WRONG = """
DELETE FROM link WHERE person_id = ? AND record_id <> ? AND reasons = 1 AND (
    SELECT state FROM salesforce_record AS record WHERE record.id = link.record_id) = 'not_found'
"""
