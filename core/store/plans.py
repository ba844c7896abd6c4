"""What a run found out of step, worked out in the database so that a million people cost little memory.

Following the links until nothing new turns up, one opt-out reaches every record of the address and every address
of the record (DESIGN, rule 7). What is kept are keys for the reader and for the run, no decisions: whether a change
is still due is asked again when it is made (`out_of_step`), here and in `Sends`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from peewee import fn

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message
from core.store.database import Database
from core.store.out_of_step import speaks, to_tick, why_unsubscribe
from core.store.schema import PlannedChange, utc_from_text
from core.store.sqlite import BY_ID
from core.store.types.fields import OptOutField
from core.store.types.people import Source


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

    def make(self, run_id: int, field: OptOutField, *, everybody: bool) -> tuple[int, int]:
        """Find every change that brings both sides into line; returns (changes here, changes there).

        Looks at everybody, or only at those who were touched. May be called again in the same run. Who is found is
        touched from then on, until a sync has seen that both sides agree.
        """
        first = _EVERYBODY if everybody else _TOUCHED
        with self._database.transaction() as db:
            db.execute_sql("DELETE FROM planned_change WHERE run_id = ?", (run_id,))
            for sql in first:
                db.execute_sql(sql.format(speaks=speaks(field), to_tick=to_tick(field)), (run_id,))
            after = 0
            while True:
                newest = db.execute_sql("SELECT coalesce(max(id), 0) FROM planned_change").fetchone()[0]
                if newest == after:
                    break
                for sql in (_RECORDS_OF_PEOPLE, _PEOPLE_OF_RECORDS):
                    db.execute_sql(
                        sql.format(to_tick=to_tick(field)), (run_id, run_id, after, newest, run_id)
                    )
                after = newest
            db.execute_sql(_TOUCH_PLANNED, (run_id,))
        return self.counts(run_id)

    def stale(self, run_id: int, seen_before: int, after: str, limit: int) -> list[tuple[str, str]]:
        """Records of the plan that were last read before a time, as (id, object), to be read again first."""
        return [
            (record_id, object_)
            for record_id, object_ in self._database.rows(
                "SELECT DISTINCT record.id, record.object FROM planned_change AS change "
                "JOIN salesforce_record AS record ON record.id = change.record_id "
                "WHERE change.run_id = ? AND coalesce(record.seen_at, 0) < ? AND record.id > ? "
                "ORDER BY record.id LIMIT ?",
                (run_id, seen_before, after, limit),
            )
        ]

    def here(
        self, run_id: int, field: OptOutField, after: int, limit: int
    ) -> list[tuple[int, int, str | None]]:
        """The next planned people who are not unsubscribed yet, as (change id, person id, Salesforce ID).

        The ID is that of the record because of which the person is to be unsubscribed as the facts are now; None
        where there is no reason any more.
        """
        return [
            (change, person, record)
            for change, person, record in self._database.rows(
                f"SELECT change.id, change.person_id, {why_unsubscribe(field)} "
                f"FROM planned_change AS change {BY_ID} JOIN person ON person.id = change.person_id "
                "WHERE change.run_id = ? AND change.side = 'here' AND person.unsubscribed_at IS NULL "
                "AND change.id > ? ORDER BY change.id LIMIT ?",
                (run_id, after, limit),
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
                unsubscribed_at=utc_from_text(row[6]) if row[6] is not None else None,
                source=Source(row[7]) if row[7] else None,
            )
            for row in self._database.rows(
                "SELECT change.id, change.side, person.email, record.id, record.object, record.name, "
                "person.unsubscribed_at, person.source FROM planned_change AS change "
                "JOIN salesforce_record AS record ON record.id = change.record_id "
                "JOIN person ON person.id = change.person_id "
                "WHERE change.run_id = ? AND change.id > ? ORDER BY change.id LIMIT ?",
                (run_id, after, limit),
            )
        ]

    def all(self, run_id: int) -> Iterator[PlannedRow]:
        """Every planned change, page by page."""
        after = 0
        while page := self.page(run_id, after, 1000):
            yield from page
            after = page[-1].id

    def take_over(self, run_id: int, to_run_id: int, field: OptOutField) -> tuple[int, int]:
        """Let another run carry out what this one planned, as far as it is due as the facts are now; returns counts."""
        with self._database.transaction() as db:
            self.make(to_run_id, field, everybody=False)
            db.execute_sql(_NOT_IN_PLAN, (to_run_id, run_id))
            self.forget(run_id)
        return self.counts(to_run_id)

    def counts(self, run_id: int) -> tuple[int, int]:
        """How many changes are planned here and there."""
        by_side = PlannedChange.select(PlannedChange.side, fn.COUNT(PlannedChange.id))
        by_side = by_side.where(PlannedChange.run == run_id).group_by(PlannedChange.side)
        counts = dict(self._database.select(by_side.tuples()))
        return counts.get(Side.HERE, 0), counts.get(Side.THERE, 0)

    def people_changed(self, run_id: int) -> int:
        """How many people were part of a change of this run, on either side."""
        people = PlannedChange.select(PlannedChange.person).where(PlannedChange.run == run_id)
        return self._database.count(people.distinct())

    def forget(self, run_id: int) -> None:
        """Drop the plan of a run that has ended; what it did is in the history."""
        self._database.execute(PlannedChange.delete().where(PlannedChange.run == run_id))

    def forget_all_but(self, run_id: int) -> None:
        """Drop every plan that was kept to be looked at, save one."""
        self._database.execute(PlannedChange.delete().where(PlannedChange.run != run_id))


_INSERT = "INSERT INTO planned_change (run_id, side, person_id, record_id)"
_HERE = f"""
{_INSERT} SELECT ?, 'here', person.id, min(record.id) FROM {{}}
WHERE person.unsubscribed_at IS NULL AND {{{{speaks}}}}
GROUP BY person.id
"""
_THERE = f"""
{_INSERT} SELECT ?, 'there', min(person.id), record.id FROM {{}}
WHERE person.unsubscribed_at IS NOT NULL AND {{{{to_tick}}}}
GROUP BY record.id ORDER BY record.object, record.id
"""
_ALL_RECORDS = """
salesforce_record AS record CROSS JOIN link ON link.record_id = record.id
CROSS JOIN person ON person.id = link.person_id
"""
_ALL_PEOPLE = """
person CROSS JOIN link ON link.person_id = person.id
CROSS JOIN salesforce_record AS record ON record.id = link.record_id
"""
_TOUCHED_JOINED = """
touched CROSS JOIN person ON person.id = touched.person_id CROSS JOIN link ON link.person_id = person.id
CROSS JOIN salesforce_record AS record ON record.id = link.record_id
"""
_EVERYBODY = (_HERE.format(_ALL_RECORDS), _THERE.format(_ALL_PEOPLE))
_TOUCHED = (_HERE.format(_TOUCHED_JOINED), _THERE.format(_TOUCHED_JOINED))

# What the changes found last bring with them: only these are followed, not the whole plan again.
_RECORDS_OF_PEOPLE = f"""
{_INSERT} SELECT ?, 'there', min(change.person_id), record.id
FROM planned_change AS change {BY_ID}
JOIN link ON link.person_id = change.person_id JOIN salesforce_record AS record ON record.id = link.record_id
WHERE change.run_id = ? AND change.side = 'here' AND change.id > ? AND change.id <= ? AND {{to_tick}}
    AND record.id NOT IN (SELECT record_id FROM planned_change WHERE run_id = ? AND side = 'there')
GROUP BY record.id ORDER BY record.object, record.id
"""
_PEOPLE_OF_RECORDS = f"""
{_INSERT} SELECT ?, 'here', person.id, min(change.record_id)
FROM planned_change AS change {BY_ID}
JOIN link ON link.record_id = change.record_id JOIN person ON person.id = link.person_id
WHERE change.run_id = ? AND change.side = 'there' AND change.id > ? AND change.id <= ?
    AND person.unsubscribed_at IS NULL
    AND person.id NOT IN (SELECT person_id FROM planned_change WHERE run_id = ? AND side = 'here')
GROUP BY person.id
"""
# Not the one alone who is named as the reason: should that one be re-subscribed, the others still are one.
_TOUCH_PLANNED = f"""
INSERT INTO touched (person_id) SELECT DISTINCT link.person_id
FROM planned_change AS change {BY_ID} CROSS JOIN link ON link.record_id = change.record_id
WHERE change.run_id = ? AND NOT EXISTS (SELECT 1 FROM touched WHERE touched.person_id = link.person_id)
"""

_NOT_IN_PLAN = """
DELETE FROM planned_change WHERE run_id = ? AND NOT EXISTS (
    SELECT 1 FROM planned_change AS earlier WHERE earlier.run_id = ? AND earlier.side = planned_change.side
    AND CASE WHEN earlier.side = 'here' THEN earlier.person_id = planned_change.person_id
        ELSE earlier.record_id = planned_change.record_id END)
"""
