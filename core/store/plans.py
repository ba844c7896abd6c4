"""What a run means to change, worked out in the database so that a million people cost little memory.

A change is planned wherever a person and a linked record disagree. Following the links until nothing new
turns up, one opt-out reaches every record of the address and every address of the record (DESIGN, rule 7).
Only ever adds opt-outs: there is no state in which a plan could clear one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message
from core.store.database import Database
from core.store.nouns import OptOutField, Source
from core.store.records import COLUMN
from core.store.schema import utc_from_text


@dataclass(frozen=True, slots=True)
class PlannedWrite:
    """A record to opt out in Salesforce, and one person it belongs to."""

    id: int
    record_id: str
    object: str
    email: str


class Side(StrEnum):
    """Where a planned change would be made."""

    HERE = "here"
    THERE = "there"


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One planned change for a person to look at: before it the person or record is not opted out, after it, it is.

    The reason for a change HERE is the record `salesforce_id`, opted out in Salesforce; for one THERE it is the
    person, unsubscribed here at `unsubscribed_at` or to be so by the same plan.
    """

    id: int
    side: Side
    email: str
    salesforce_id: str
    object: str
    name: str
    unsubscribed_at: datetime | None
    source: Source | None

    @property
    def reason(self) -> Message:
        """Why it would be made."""
        if self.side is Side.HERE:
            return Message(
                NOOP("core", "{object} {name} is opted out in Salesforce."),
                {"object": self.object, "name": self.name},
            )
        if self.unsubscribed_at is None:
            return Message(NOOP("core", "Another record of this address is opted out in Salesforce."))
        return Message(NOOP("core", "Unsubscribed here on {when}."), {"when": self.unsubscribed_at})


class Plans:
    """The planned changes of runs."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def make(self, run_id: int, field: OptOutField) -> tuple[int, int]:
        """Plan every change that brings both sides into line; returns (changes here, changes there).

        May be called again in the same run: what was done or refused before is not planned a second time.
        """
        column = COLUMN[field]
        with self._database.transaction() as db:
            db.execute_sql("DELETE FROM planned_change WHERE run_id = ? AND state = 'planned'", (run_id,))
            while True:
                here = db.execute_sql(_PLAN_HERE.format(column=column), (run_id, run_id, run_id)).rowcount
                there = db.execute_sql(_PLAN_THERE.format(column=column), (run_id, run_id, run_id)).rowcount
                if here == 0 and there == 0:
                    break
        return self.counts(run_id)

    def stale(self, run_id: int, seen_before: str, after: str, limit: int) -> list[tuple[str, str]]:
        """Records of the plan that were last read before a time, as (id, object), to be read again first."""
        return [
            (record_id, object_)
            for record_id, object_ in self._database.rows(
                "SELECT DISTINCT record.id, record.object FROM planned_change AS change "
                "JOIN salesforce_record AS record ON record.id = change.record_id "
                "WHERE change.run_id = ? AND coalesce(record.seen_at, '') < ? AND record.id > ? "
                "ORDER BY record.id LIMIT ?",
                (run_id, seen_before, after, limit),
            )
        ]

    def here(self, run_id: int, after: int, limit: int) -> list[tuple[int, int, str]]:
        """The next people to unsubscribe here, as (change id, person id, Salesforce ID that is opted out)."""
        return [
            (change, person, record)
            for change, person, record in self._database.rows(
                f"SELECT id, person_id, record_id FROM planned_change {_BY_ID} "
                "WHERE run_id = ? AND side = 'here' AND state = 'planned' AND id > ? ORDER BY id LIMIT ?",
                (run_id, after, limit),
            )
        ]

    def there(self, run_id: int, after: int, limit: int) -> list[PlannedWrite]:
        """The next records to opt out in Salesforce, grouped by object."""
        return self._writes(
            _BY_ID, "state = 'planned' AND change.id > ? ORDER BY change.id LIMIT ?", run_id, after, limit
        )

    def ids_there(self, run_id: int, object_: str) -> Iterator[str]:
        """All records of an object that are still to be opted out, in the order of the plan."""
        after = 0
        while page := self._database.rows(
            f"SELECT change.id, change.record_id FROM planned_change AS change {_BY_ID} "
            "JOIN salesforce_record AS record ON record.id = change.record_id "
            "WHERE change.run_id = ? AND change.side = 'there' AND change.state = 'planned' "
            "AND record.object = ? AND change.id > ? ORDER BY change.id LIMIT 5000",
            (run_id, object_, after),
        ):
            yield from (record_id for _, record_id in page)
            after = page[-1][0]

    def objects_there(self, run_id: int) -> dict[str, int]:
        """How many records of each object are still to be opted out."""
        return dict(
            self._database.rows(
                "SELECT record.object, count(*) FROM planned_change AS change "
                "JOIN salesforce_record AS record ON record.id = change.record_id "
                "WHERE change.run_id = ? AND change.side = 'there' AND change.state = 'planned' "
                "GROUP BY record.object ORDER BY record.object",
                (run_id,),
            )
        )

    def writes_of(self, run_id: int, record_ids: Sequence[str]) -> dict[str, PlannedWrite]:
        """The planned writes of these records."""
        return {
            write.record_id: write
            for write in self._writes(
                "",
                "state = 'planned' AND change.record_id IN (SELECT value FROM json_each(?))",
                run_id,
                json.dumps(list(record_ids)),
            )
        }

    def written(self, run_id: int, before: int | None, limit: int) -> list[PlannedWrite]:
        """Records that were opted out in Salesforce, the last ones first, before a change."""
        return self._writes(
            _BY_ID,
            "state = 'done' AND change.id < ? ORDER BY change.id DESC LIMIT ?",
            run_id,
            before if before is not None else 1 << 62,
            limit,
        )

    def _writes(self, way: str, condition: str, run_id: int, *values: object) -> list[PlannedWrite]:
        return [
            PlannedWrite(*row)
            for row in self._database.rows(
                "SELECT change.id, change.record_id, record.object, person.email "
                f"FROM planned_change AS change {way} "
                "JOIN salesforce_record AS record ON record.id = change.record_id "
                "JOIN person ON person.id = change.person_id "
                f"WHERE change.run_id = ? AND change.side = 'there' AND change.{condition}",
                (run_id, *values),
            )
        ]

    def page(self, run_id: int, after: int, limit: int) -> list[PlannedRow]:
        """Planned changes in the order in which they would be made."""
        return [
            PlannedRow(
                id=row[0],
                side=Side(row[1]),
                email=row[2],
                salesforce_id=row[3],
                object=row[4],
                name=row[5],
                unsubscribed_at=utc_from_text(row[6]) if row[6] else None,
                source=Source(row[7]) if row[7] else None,
            )
            for row in self._database.rows(
                "SELECT change.id, change.side, person.email, record.id, record.object, record.name, "
                "person.unsubscribed_at, person.source FROM planned_change AS change "
                "JOIN salesforce_record AS record ON record.id = change.record_id "
                "JOIN person ON person.id = change.person_id "
                "WHERE change.run_id = ? AND change.state = 'planned' AND change.id > ? ORDER BY change.id LIMIT ?",
                (run_id, after, limit),
            )
        ]

    def all(self, run_id: int) -> Iterator[PlannedRow]:
        """Every planned change, page by page."""
        after = 0
        while page := self.page(run_id, after, 1000):
            yield from page
            after = page[-1].id

    def hand_over(self, run_id: int, to_run_id: int) -> None:
        """Let another run carry out what this one planned."""
        self._database.write(
            "UPDATE planned_change SET run_id = ? WHERE run_id = ? AND state = 'planned'", (to_run_id, run_id)
        )

    def drop_settled(self, run_id: int, field: OptOutField) -> int:
        """Take out what no longer holds: people and records that are opted out by now, or not there any more."""
        return self._database.write(_DROP_SETTLED.format(column=COLUMN[field]), (run_id,))

    def counts(self, run_id: int) -> tuple[int, int]:
        """How many changes are still planned here and there."""
        counts = dict(
            self._database.rows(
                "SELECT side, count(*) FROM planned_change WHERE run_id = ? AND state = 'planned' GROUP BY side",
                (run_id,),
            )
        )
        return counts.get(Side.HERE, 0), counts.get(Side.THERE, 0)

    def close(self, change_ids: Sequence[int], state: str, code: str = "") -> None:
        """Note that changes are done or failed."""
        self._database.write_many(
            "UPDATE planned_change SET state = ?, code = ? WHERE id = ?",
            [(state, code, change_id) for change_id in change_ids],
        )

    def people_changed(self, run_id: int) -> int:
        """How many people were part of a change of this run, on either side."""
        row = self._database.row(
            "SELECT count(DISTINCT person_id) FROM planned_change WHERE run_id = ?", (run_id,)
        )
        return int(row[0]) if row else 0

    def forget(self, run_id: int) -> None:
        """Drop the plan of a run that has ended; what it did is in the history."""
        self._database.write("DELETE FROM planned_change WHERE run_id = ?", (run_id,))

    def forget_all_but(self, run_id: int) -> None:
        """Drop every plan that was kept to be looked at, save one."""
        self._database.write("DELETE FROM planned_change WHERE run_id <> ?", (run_id,))


_BY_ID = "NOT INDEXED"
"""For pages in the order of ids: by an index of the run, SQLite would sort the whole plan for each page."""

_DROP_SETTLED = """
DELETE FROM planned_change WHERE run_id = ? AND state = 'planned' AND (
    side = 'here' AND (
        (SELECT unsubscribed_at FROM person WHERE person.id = planned_change.person_id) IS NOT NULL
        OR NOT EXISTS (SELECT 1 FROM salesforce_record AS record WHERE record.id = planned_change.record_id
                       AND record.state IN ('active', 'converted')))
    OR side = 'there' AND NOT EXISTS (
        SELECT 1 FROM salesforce_record AS record WHERE record.id = planned_change.record_id
        AND record.state = 'active' AND coalesce(record.{column}, 0) = 0))
"""

_PLAN_HERE = """
INSERT INTO planned_change (run_id, side, person_id, record_id, state, code)
SELECT ?, 'here', person.id, min(record.id), 'planned', ''
FROM salesforce_record AS record
JOIN link ON link.record_id = record.id
JOIN person ON person.id = link.person_id
WHERE person.unsubscribed_at IS NULL
  AND (record.state = 'active' AND (record.{column} = 1 OR record.id IN (
          SELECT record_id FROM planned_change WHERE run_id = ? AND side = 'there'))
      -- A conversion can lose the tick, so that of the Lead still counts; but nobody can clear it any more,
      -- so it does not outlive a deliberate re-subscribe.
      OR record.state = 'converted' AND record.{column} = 1 AND NOT EXISTS (
          SELECT 1 FROM history WHERE history.person_id = person.id AND history.what = 'resubscribed'))
  AND person.id NOT IN (SELECT person_id FROM planned_change WHERE run_id = ? AND side = 'here')
GROUP BY person.id
"""

_PLAN_THERE = """
INSERT INTO planned_change (run_id, side, person_id, record_id, state, code)
SELECT ?, 'there', min(person.id), record.id, 'planned', ''
FROM person
JOIN link ON link.person_id = person.id
JOIN salesforce_record AS record ON record.id = link.record_id
WHERE (person.unsubscribed_at IS NOT NULL OR person.id IN (
      SELECT person_id FROM planned_change WHERE run_id = ? AND side = 'here'))
  AND record.state = 'active' AND coalesce(record.{column}, 0) = 0
  AND record.id NOT IN (SELECT record_id FROM planned_change WHERE run_id = ? AND side = 'there')
GROUP BY record.id
ORDER BY record.object, record.id
"""
