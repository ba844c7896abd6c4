"""What a run found out of step, worked out in the database so that a million people cost little memory.

Following the links until nothing new turns up, one opt-out reaches every record of the address and every address
of the record (DESIGN, rule 7). What is kept are keys for the reader and for the run, no decisions: whether a change
is still due is asked again when it is made (`out_of_step`), here and in `Sends`.

A run works with a plan of its own connection, which vanishes with it: whoever is out of step stays touched, so a run
that is killed loses nothing. Only what a person is to look at, a preview or what the brake holds, is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from peewee import SqliteDatabase, fn

from core.store.database import Database
from core.store.out_of_step import speaks, to_tick, why_unsubscribe
from core.store.schema import PlannedChange, utc_from_text
from core.store.sqlite import BY_ID, EACH, holds, listed
from core.store.types.fields import OptOutField
from core.store.types.people import Source
from core.store.types.plans import PlanFilter, PlannedRow, PlanReason, Side

_EVERY_CHANGE = PlanFilter()


class Plans:
    """The planned changes of runs."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def make(self, run_id: int, field: OptOutField, *, everybody: bool) -> tuple[int, int]:
        """Find every change that brings both sides into line; returns (changes here, changes there).

        Looks at everybody, or only at those who were touched. May be called again in the same run, which then looks at
        what the plan before it found and at what came up since. From then on those are touched of whom a change is
        planned, until a sync has seen that both sides agree; whoever was looked at and is in step is let go.

        The plan belongs to the connection: keep one open (`Database.use`) as long as it is worked with.
        """
        # Without everybody having been looked at, that they are to be stays.
        let_go = "DELETE FROM touched" if everybody else "DELETE FROM touched WHERE person_id <> 0"
        return self._make(run_id, field, _EVERYBODY if everybody else _TOUCHED, let_go)

    def make_of(self, run_id: int, field: OptOutField, record_ids: Iterable[str]) -> tuple[int, int]:
        """The same, of those alone whom these records belong to; everybody else stays touched as they are."""
        with self._database.transaction() as db:
            db.execute_sql(_LOOKED_AT)
            db.execute_sql("DELETE FROM looked_at")
            db.execute_sql(
                f"INSERT INTO looked_at SELECT DISTINCT link.person_id FROM {EACH} "
                "CROSS JOIN link ON link.record_id = value",
                (listed(record_ids),),
            )
            let_go = "DELETE FROM touched WHERE person_id IN (SELECT person_id FROM looked_at)"
            return self._make(run_id, field, _OF_THESE, let_go)

    def _make(self, run_id: int, field: OptOutField, pairs: Sequence[str], let_go: str) -> tuple[int, int]:
        with self._database.transaction() as db:
            _make_room(db)
            db.execute_sql("DELETE FROM working_plan WHERE run_id = ?", (run_id,))
            for sql in pairs:
                db.execute_sql(sql.format(speaks=speaks(field), to_tick=to_tick(field)))
            for sql in (_HERE, _THERE):
                db.execute_sql(sql, (run_id,))
            db.execute_sql("DELETE FROM out_of_step")
            self._follow(db, run_id, field)
            db.execute_sql(let_go)
            db.execute_sql(_TOUCH_PLANNED, (run_id,))
            return self._standing(run_id)

    @staticmethod
    def _follow(db: SqliteDatabase, run_id: int, field: OptOutField) -> None:
        """Add what the changes of a plan bring with them, each time of those alone that were added last."""
        after = 0
        while True:
            newest = _newest(db)
            if newest == after:
                return
            db.execute_sql(_RECORDS_OF_PEOPLE.format(to_tick=to_tick(field)), (run_id, run_id, after, newest))
            db.execute_sql(_BRINGS, (run_id, run_id, newest))
            db.execute_sql(_PEOPLE_OF_RECORDS, (run_id, run_id, after, newest))
            after = newest

    def keep(self, run_id: int) -> None:
        """Keep the plan of a run beyond it, for a person to look at and for another run to carry out."""
        with self._database.transaction() as db:
            self._database.execute(PlannedChange.delete().where(PlannedChange.run == run_id))
            db.execute_sql(_KEEP, (run_id,))

    def stale(self, run_id: int, seen_before: int, after: int, limit: int) -> list[tuple[int, str, str]]:
        """Records of a run's plan that were last read before a time, to be read again first.

        As (change id, record id, object), in the order of the plan after a change; a record may come more than once.
        """
        return self._stale("working_plan", run_id, seen_before, after, limit)

    def stale_kept(self, run_id: int, seen_before: int, after: int, limit: int) -> list[tuple[int, str, str]]:
        """The same of a plan that was kept."""
        return self._stale("planned_change", run_id, seen_before, after, limit)

    def _stale(
        self, plan: str, run_id: int, seen_before: int, after: int, limit: int
    ) -> list[tuple[int, str, str]]:
        return [
            (change_id, record_id, object_)
            for change_id, record_id, object_ in self._database.rows(
                f"SELECT change.id, record.id, record.object FROM {plan} AS change {BY_ID} "
                "CROSS JOIN salesforce_record AS record ON record.id = change.record_id "
                "WHERE change.run_id = ? AND change.id > ? AND coalesce(record.seen_at, 0) < ? "
                "ORDER BY change.id LIMIT ?",
                (run_id, after, seen_before, limit),
            )
        ]

    def here(
        self, run_id: int, field: OptOutField, after: int, limit: int, *, bringing: bool = False
    ) -> list[tuple[int, int, str | None]]:
        """The next planned people who are not unsubscribed yet, as (change id, person id, Salesforce ID).

        The ID is that of the record because of which the person is to be unsubscribed as the facts are now; None
        where there is no reason any more. With `bringing` only those because of whom records are to be opted out.
        """
        return [
            (change, person, record)
            for change, person, record in self._database.rows(
                f"SELECT change.id, change.person_id, {why_unsubscribe(field)} "
                f"FROM working_plan AS change {BY_ID} JOIN person ON person.id = change.person_id "
                "WHERE change.run_id = ? AND change.side = 'here' AND change.brings >= ? "
                "AND person.unsubscribed_at IS NULL AND change.id > ? ORDER BY change.id LIMIT ?",
                (run_id, bringing, after, limit),
            )
        ]

    def page(
        self, run_id: int, after: int, limit: int, wanted: PlanFilter = _EVERY_CHANGE
    ) -> list[PlannedRow]:
        """Planned changes that were kept, in the order in which they would be made."""
        which, values = _which(wanted)
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
                f"person.unsubscribed_at, person.source {_KEPT}{which} AND change.id > ? ORDER BY change.id LIMIT ?",
                (run_id, *values, after, limit),
            )
        ]

    def count(self, run_id: int, wanted: PlanFilter) -> int:
        """How many changes that were kept fit a filter."""
        if wanted == PlanFilter():
            return sum(self.counts(run_id))
        which, values = _which(wanted)
        [[count]] = self._database.rows(f"SELECT count(*) {_KEPT}{which}", (run_id, *values))
        return int(count)

    def all(self, run_id: int) -> Iterator[PlannedRow]:
        """Every planned change that was kept, page by page."""
        after = 0
        while page := self.page(run_id, after, 1000):
            yield from page
            after = page[-1].id

    def take_over(self, run_id: int, to_run_id: int, field: OptOutField) -> tuple[int, int]:
        """Let another run carry out what was kept of this one, as far as it is due now; returns counts."""
        with self._database.transaction() as db:
            self.make(to_run_id, field, everybody=False)
            db.execute_sql(_NOT_IN_PLAN, (to_run_id, run_id))
            self.forget(run_id)
            return self._standing(to_run_id)

    def counts(self, run_id: int) -> tuple[int, int]:
        """How many changes here and there were planned and kept."""
        by_side = PlannedChange.select(PlannedChange.side, fn.COUNT(PlannedChange.id))
        by_side = by_side.where(PlannedChange.run == run_id).group_by(PlannedChange.side)
        counts = dict(self._database.select(by_side.tuples()))
        return counts.get(Side.HERE, 0), counts.get(Side.THERE, 0)

    def _standing(self, run_id: int) -> tuple[int, int]:
        """How many changes a run has planned here and there."""
        counts = dict(
            self._database.rows(
                "SELECT side, count(*) FROM working_plan WHERE run_id = ? GROUP BY side", (run_id,)
            )
        )
        return counts.get(Side.HERE, 0), counts.get(Side.THERE, 0)

    def keys(self, run_id: int) -> frozenset[tuple[str, int, str]]:
        """What a run has planned, as (side, person, record); for a plan that is known to be small."""
        return frozenset(
            (side, person_id, record_id)
            for side, person_id, record_id in self._database.rows(
                "SELECT side, person_id, record_id FROM working_plan WHERE run_id = ?", (run_id,)
            )
        )

    def people_changed(self, run_id: int) -> int:
        """How many people are part of a change that a run has planned, on either side."""
        row = self._database.row(
            "SELECT count(DISTINCT person_id) FROM working_plan WHERE run_id = ?", (run_id,)
        )
        return int(row[0]) if row else 0

    def put_away(self, run_id: int) -> None:
        """Drop what a run has worked with, now that it has ended; what it did is in the history."""
        with self._database.transaction() as db:
            _make_room(db)
            db.execute_sql("DELETE FROM working_plan WHERE run_id = ?", (run_id,))

    def forget(self, run_id: int) -> None:
        """Drop the plan that was kept of a run."""
        self._database.execute(PlannedChange.delete().where(PlannedChange.run == run_id))

    def forget_all_but(self, run_id: int) -> None:
        """Drop every plan that was kept to be looked at, save one."""
        self._database.execute(PlannedChange.delete().where(PlannedChange.run != run_id))


_KEPT = f"""
FROM planned_change AS change {BY_ID} CROSS JOIN salesforce_record AS record ON record.id = change.record_id
CROSS JOIN person ON person.id = change.person_id WHERE change.run_id = ?
"""
_RECORD_TEXT = "lower(record.name || ' ' || record.id)"
_REASONS = {
    PlanReason.RECORD: " AND change.side = 'here'",
    PlanReason.PERSON: " AND change.side = 'there' AND person.unsubscribed_at IS NOT NULL",
    PlanReason.SAME_ADDRESS: " AND change.side = 'there' AND person.unsubscribed_at IS NULL",
}


def _which(wanted: PlanFilter) -> tuple[str, tuple[str, ...]]:
    """SQL for a filter on kept changes, and its values."""
    sql = _REASONS[wanted.reason] if wanted.reason is not None else ""
    values: tuple[str, ...] = ()
    if wanted.side is not None:
        sql, values = f"{sql} AND change.side = ?", (wanted.side,)
    if text := wanted.text.strip().lower():
        found = f"{holds('person.search_text')} OR {holds(_RECORD_TEXT)}"
        sql, values = f"{sql} AND ({found})", (*values, text, text)
    return sql, values


def _make_room(db: SqliteDatabase) -> None:
    for statement in _TABLES:
        db.execute_sql(statement)


def _newest(db: SqliteDatabase) -> int:
    return int(db.execute_sql("SELECT coalesce(max(id), 0) FROM working_plan").fetchone()[0])


# `brings`: records are to be opted out because of this person, who is therefore unsubscribed before the others.
_TABLES = (
    """
    CREATE TEMP TABLE IF NOT EXISTS working_plan (
        id INTEGER NOT NULL PRIMARY KEY,
        run_id INTEGER NOT NULL,
        side TEXT NOT NULL,
        person_id INTEGER NOT NULL,
        record_id TEXT NOT NULL,
        brings INTEGER NOT NULL DEFAULT 0
    )
    """,
    "CREATE UNIQUE INDEX IF NOT EXISTS temp.working_plan_here ON working_plan (run_id, person_id) "
    "WHERE side = 'here'",
    "CREATE UNIQUE INDEX IF NOT EXISTS temp.working_plan_there ON working_plan (run_id, record_id) "
    "WHERE side = 'there'",
    """
    CREATE TEMP TABLE IF NOT EXISTS out_of_step (
        person_id INTEGER NOT NULL,
        record_id TEXT NOT NULL,
        object TEXT NOT NULL,
        side TEXT NOT NULL
    )
    """,
)

# Each pair out of step, in one walk over those who are looked at.
_PAIRS = (
    "INSERT INTO out_of_step (person_id, record_id, object, side) SELECT person.id, record.id, record.object,"
)
_TOUCHED = (
    f"""
    {_PAIRS} CASE WHEN person.unsubscribed_at IS NULL THEN 'here' ELSE 'there' END
    FROM touched CROSS JOIN person ON person.id = touched.person_id CROSS JOIN link ON link.person_id = person.id
    CROSS JOIN salesforce_record AS record ON record.id = link.record_id
    WHERE CASE WHEN person.unsubscribed_at IS NULL THEN {{speaks}} ELSE {{to_tick}} END
    """,
)
_LOOKED_AT = "CREATE TEMP TABLE IF NOT EXISTS looked_at (person_id INTEGER NOT NULL PRIMARY KEY)"
_OF_THESE = tuple(
    sql.replace(
        "FROM touched CROSS JOIN person ON person.id = touched.person_id",
        "FROM looked_at CROSS JOIN person ON person.id = looked_at.person_id",
    )
    for sql in _TOUCHED
)
# Of everybody: from the records that are opted out, and from the people who are unsubscribed.
_EVERYBODY = (
    f"""
    {_PAIRS} 'here' FROM salesforce_record AS record CROSS JOIN link ON link.record_id = record.id
    CROSS JOIN person ON person.id = link.person_id
    WHERE person.unsubscribed_at IS NULL AND {{speaks}}
    """,
    f"""
    {_PAIRS} 'there' FROM person CROSS JOIN link ON link.person_id = person.id
    CROSS JOIN salesforce_record AS record ON record.id = link.record_id
    WHERE person.unsubscribed_at IS NOT NULL AND {{to_tick}}
    """,
)

_INSERT = "INSERT INTO working_plan (run_id, side, person_id, record_id)"
_HERE = f"""
{_INSERT} SELECT ?, 'here', person_id, min(record_id) FROM out_of_step WHERE side = 'here' GROUP BY person_id
"""
_THERE = f"""
{_INSERT} SELECT ?, 'there', min(person_id), record_id FROM out_of_step WHERE side = 'there'
GROUP BY record_id ORDER BY object, record_id
"""
# What the changes found last bring with them: only these are followed, not the whole plan again.
_RECORDS_OF_PEOPLE = f"""
{_INSERT} SELECT ?, 'there', min(change.person_id), record.id
FROM working_plan AS change {BY_ID}
CROSS JOIN link ON link.person_id = change.person_id
CROSS JOIN salesforce_record AS record ON record.id = link.record_id
WHERE change.run_id = ? AND change.side = 'here' AND change.id > ? AND change.id <= ? AND {{to_tick}}
GROUP BY record.id ORDER BY record.object, record.id ON CONFLICT DO NOTHING
"""
_BRINGS = """
UPDATE working_plan SET brings = 1 WHERE run_id = ? AND side = 'here' AND person_id IN (
    SELECT person_id FROM working_plan WHERE run_id = ? AND side = 'there' AND id > ?)
"""
_PEOPLE_OF_RECORDS = f"""
{_INSERT} SELECT ?, 'here', person.id, min(change.record_id)
FROM working_plan AS change {BY_ID}
CROSS JOIN link ON link.record_id = change.record_id CROSS JOIN person ON person.id = link.person_id
WHERE change.run_id = ? AND change.side = 'there' AND change.id > ? AND change.id <= ?
    AND person.unsubscribed_at IS NULL
GROUP BY person.id ORDER BY person.id ON CONFLICT DO NOTHING
"""
# Not the one alone who is named as the reason: should that one be re-subscribed, the others still are one.
_TOUCH_PLANNED = f"""
INSERT INTO touched (person_id) SELECT DISTINCT link.person_id
FROM working_plan AS change {BY_ID} CROSS JOIN link ON link.record_id = change.record_id
WHERE change.run_id = ? ON CONFLICT DO NOTHING
"""
_KEEP = """
INSERT INTO planned_change (run_id, side, person_id, record_id)
SELECT run_id, side, person_id, record_id FROM working_plan WHERE run_id = ? ORDER BY id
"""
_NOT_IN_PLAN = """
DELETE FROM working_plan WHERE run_id = ? AND NOT EXISTS (
    SELECT 1 FROM planned_change AS earlier WHERE earlier.run_id = ? AND earlier.side = working_plan.side
    AND CASE WHEN earlier.side = 'here' THEN earlier.person_id = working_plan.person_id
        ELSE earlier.record_id = working_plan.record_id END)
"""
