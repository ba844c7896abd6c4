"""Salesforce records as last seen: boxes, since when each was seen ticked, state, address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from core.store.database import Database
from core.store.links import FIRST_ORIGIN
from core.store.schema import utc_from_text, utc_text
from core.store.sqlite import AMONG, EACH, listed
from core.store.types.fields import FIELDS, Boxes, OptOutField, box_of
from core.store.types.records import LinkedRecord, LinkOrigin, RecordState

CLOCK = "(SELECT coalesce(max(id), 0) FROM history)"
"""SQL for the newest number of the history, by which facts are ordered: no clock of a computer is that sure."""


class PersonTexts(NamedTuple):
    """What a record tells of its person; empty where it says nothing or may not be read."""

    first_name: str
    last_name: str
    company: str
    title: str


class Snapshot(NamedTuple):
    """How a record stood in Salesforce when it was read. None: that field could not be read, or not asked for.

    A tuple, because a run makes a million of them; a frozen dataclass takes four times as long.
    """

    id: str
    object: str
    name: str
    email: str
    boxes: Boxes
    state: RecordState
    successor_id: str | None
    texts: PersonTexts | None = None

    def ticked(self, field: OptOutField) -> bool | None:
        """Whether the given checkbox is ticked; None where it was not read."""
        return box_of(self.boxes, field)

    def opted_out(self, field: OptOutField) -> bool:
        """Whether the given checkbox is known to be ticked."""
        return bool(self.ticked(field))


class Records:
    """The Salesforce records that this database knows."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def clock(self) -> int:
        """The newest number of the history: to be noted before Salesforce is asked for records; see `outdated`."""
        row = self._database.row(f"SELECT {CLOCK}")
        return int(row[0]) if row else 0

    def known(self, record_ids: Iterable[str]) -> dict[str, Snapshot]:
        """The records among these that were heard of before."""
        return {
            row[0]: snapshot_of(row)
            for row in self._database.rows(
                f"SELECT {_OF_RECORD} FROM {EACH} CROSS JOIN salesforce_record AS record ON record.id = value",
                (listed(record_ids),),
            )
        }

    def all_ids(self) -> Iterator[list[str]]:
        """The ID of every record that was heard of, some thousands at a time."""
        after = ""
        while page := [
            row[0]
            for row in self._database.rows(
                "SELECT id FROM salesforce_record WHERE id > ? ORDER BY id LIMIT 20000", (after,)
            )
        ]:
            yield page
            after = page[-1]

    def remember(self, snapshots: Sequence[Snapshot], seen_at: datetime) -> None:
        """Keep how records stood; a field that could not be read keeps what was known of it."""
        at, clock = utc_text(seen_at), self.clock()
        self._database.write_many(
            _UPSERT_RECORD,
            [
                (
                    record.id,
                    record.object,
                    record.name,
                    record.email,
                    record.state,
                    record.successor_id,
                    at,
                    *record.boxes,
                    *(clock for _ in record.boxes),
                )
                for record in snapshots
            ],
        )

    def known_among(self, record_ids: Iterable[str]) -> set[str]:
        """Those among these records that are kept here, seen or not."""
        rows = self._database.rows(
            f"SELECT id FROM salesforce_record WHERE id {AMONG}", (listed(record_ids),)
        )
        return {row[0] for row in rows}

    def seen_again(self, record_ids: Sequence[str], seen_at: datetime) -> None:
        """Note that records were seen again and are as they were."""
        self._database.write(
            f"UPDATE salesforce_record SET seen_at = ? WHERE id {AMONG}",
            (utc_text(seen_at), listed(record_ids)),
        )

    def opted_out(self, field: OptOutField, after: str, limit: int) -> list[Snapshot]:
        """Records with this checkbox ticked as last seen, in the order of their IDs."""
        return [
            snapshot_of(row)
            for row in self._database.rows(
                f"SELECT {_OF_RECORD} FROM salesforce_record AS record "
                f"WHERE {field.column} = 1 AND id > ? ORDER BY id LIMIT ?",
                (after, limit),
            )
        ]

    def mark_opted_out(self, record_ids: Sequence[str], field: OptOutField, at: datetime) -> None:
        """Note that Salesforce has confirmed the tick on these records; write the history of it first."""
        self._database.write(_TICKED.format(column=field.column), (utc_text(at), listed(record_ids)))

    def mark_state(self, record_id: str, state: RecordState, successor_id: str | None = None) -> None:
        """Note that a record was found to stand otherwise than it was read last."""
        self._database.write(
            "UPDATE salesforce_record SET state = ?, successor_id = coalesce(?, successor_id) WHERE id = ?",
            (state, successor_id, record_id),
        )

    def any_lead_seen(self) -> bool:
        """Whether a Lead was ever read from Salesforce."""
        return (
            self._database.row(
                "SELECT 1 FROM salesforce_record WHERE id >= '00Q' AND id < '00R' AND state <> 'unseen' LIMIT 1"
            )
            is not None
        )

    def unseen(self, limit: int, after: str = "") -> list[tuple[str, str]]:
        """Records whose ID is known but which were never read, as (id, object), in the order of their IDs."""
        return [
            (id_, object_)
            for id_, object_ in self._database.rows(
                "SELECT id, object FROM salesforce_record WHERE state = 'unseen' AND id > ? ORDER BY id LIMIT ?",
                (after, limit),
            )
        ]

    def unseen_since(self, moment: datetime, after: str, limit: int) -> list[tuple[str, str]]:
        """Live records that a reading of everything, begun at that time, did not come across, as (id, object)."""
        return [
            (id_, object_)
            for id_, object_ in self._database.rows(
                "SELECT id, object FROM salesforce_record WHERE state = 'active' AND coalesce(seen_at, 0) < ? "
                "AND id > ? ORDER BY id LIMIT ?",
                (utc_text(moment), after, limit),
            )
        ]

    def count_not_seen(self) -> int:
        """How many records of people here were seen before and are not found any more: hidden, or deleted for good."""
        row = self._database.row(f"SELECT count(*) FROM salesforce_record AS record WHERE {NOT_SEEN}")
        return int(row[0]) if row else 0

    def of_person(self, person_id: int) -> list[LinkedRecord]:
        """All records that belong to a person."""
        return self.of_people([person_id]).get(person_id, [])

    def of_people(self, person_ids: Sequence[int]) -> dict[int, list[LinkedRecord]]:
        """All records that belong to each of these people; who has none is absent."""
        found: dict[int, list[LinkedRecord]] = {}
        for row in self._database.rows(
            f"SELECT {_OF_RECORD}, record.seen_at, {FIRST_ORIGIN}, link.person_id FROM link "
            "JOIN salesforce_record AS record ON record.id = link.record_id "
            f"WHERE link.person_id {AMONG} ORDER BY record.object, record.id",
            (listed(person_ids),),
        ):
            *boxes, seen_at, origin, person_id = row[6:]
            record = LinkedRecord(
                id=row[0],
                object=row[1],
                name=row[2],
                email=row[3],
                state=RecordState(row[4]),
                successor_id=row[5],
                boxes=_boxes(boxes),
                seen_at=utc_from_text(seen_at) if seen_at is not None else None,
                origin=LinkOrigin(origin),
            )
            found.setdefault(person_id, []).append(record)
        return found


NOT_SEEN = (
    "record.state = 'not_found' AND record.seen_at IS NOT NULL "
    "AND EXISTS (SELECT 1 FROM link WHERE link.record_id = record.id)"
)
"""SQL: a `record` of somebody here was seen before, and is not found any more."""


def each_box(template: str) -> str:
    """A piece of SQL once for each checkbox: `{box}` in it is the column."""
    return ", ".join(template.format(box=spec.column) for spec in FIELDS.values())


SNAPSHOT = "{0}.id, {0}.object, {0}.name, {0}.email, {0}.state, {0}.successor_id, " + each_box("{{0}}.{box}")
"""SQL for what `snapshot_of` reads, of a table by its name."""
_OF_RECORD = SNAPSHOT.format("record")

_KEPT_BOX = """{box}_since = CASE WHEN excluded.{box} = 1 AND {box} IS NOT 1
        THEN excluded.{box}_since ELSE {box}_since END,
    {box} = coalesce(excluded.{box}, {box})"""
ON_KNOWN_RECORD = f"""ON CONFLICT (id) DO UPDATE SET
    object = excluded.object,
    name = excluded.name,
    email = excluded.email,
    {each_box(_KEPT_BOX)},
    state = excluded.state,
    successor_id = excluded.successor_id,
    seen_at = excluded.seen_at
"""
"""SQL: what was read of a record that was known; a field that could not be read keeps what was known of it."""
_UPSERT_RECORD = f"""
INSERT INTO salesforce_record
    (id, object, name, email, state, successor_id, seen_at, {each_box("{box}")}, {each_box("{box}_since")})
VALUES (?, ?, ?, ?, ?, ?, ?, {each_box("?, ?")})
{ON_KNOWN_RECORD}
"""
_TICKED = f"""
UPDATE salesforce_record SET {{column}}_since = CASE WHEN {{column}} IS NOT 1 THEN {CLOCK} ELSE {{column}}_since END,
    {{column}} = 1, written = {CLOCK}, seen_at = ? WHERE id {AMONG}
"""


def _boxes(values: Sequence[object]) -> Boxes:
    return tuple(None if value is None else bool(value) for value in values)


def snapshot_of(row: Sequence[object]) -> Snapshot:
    """What the columns of SNAPSHOT say."""
    id_, object_, name, email, state, successor, *boxes = row
    return Snapshot(
        id=str(id_),
        object=str(object_),
        name=str(name),
        email=str(email),
        boxes=_boxes(boxes),
        state=RecordState(str(state)),
        successor_id=None if successor is None else str(successor),
    )
