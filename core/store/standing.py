"""How people stand, and how many stand so: kept as facts change, so that no count reads a million people.

Beside each person stand the numbers of their records that could be ticked and of the boxes in them, and
`people_count` has how many people there are of each standing. Triggers keep both (migration 0009): of one person or
of a few thousand that is cheapest. What changes very many people at once says so with `counted_together`, and is
counted in a few statements instead.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from core.store.database import Database
from core.store.types.fields import OptOutField
from core.store.types.people import NotSyncableReason, PeopleFilter, SideState, Source


@dataclass(frozen=True, slots=True)
class Standing:
    """How people stand: unsubscribed here or not and by what, whether they can be synced, and each box over there."""

    unsubscribed: bool
    source: Source | None
    not_syncable: NotSyncableReason | None
    email_opt_out: SideState
    marketo_sales_opt_out: SideState

    def side(self, field: OptOutField) -> SideState:
        """How they stand in Salesforce in this checkbox, over all records that could still be ticked."""
        side: SideState = getattr(self, field.column)
        return side


def side_of(field: OptOutField) -> str:
    """SQL for how a `person` stands in Salesforce, as one of the words of SideState."""
    known, ticked = f"person.{field.column}_known", f"person.{field.column}_ticked"
    return (
        f"CASE WHEN person.live_records = 0 THEN '{SideState.NONE}' WHEN {known} = 0 THEN '{SideState.UNKNOWN}' "
        f"WHEN {ticked} = person.live_records THEN '{SideState.OPTED_OUT}' "
        f"WHEN {ticked} > 0 THEN '{SideState.PARTLY}' ELSE '{SideState.NOT_OPTED_OUT}' END"
    )


def is_partly(field: OptOutField) -> str:
    """SQL: a `person` stands partly. In the words of the index that finds these few, and asked before any order."""
    ticked = f"{field.column}_ticked"
    return f"id IN (SELECT id FROM person WHERE {ticked} > 0 AND {ticked} < live_records)"


class Standings:
    """The counted standings of everybody here."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> dict[Standing, int]:
        """How many people there are of each standing; those that nobody has are left out."""
        return {
            Standing(
                bool(unsubscribed),
                Source(source) if source else None,
                NotSyncableReason(not_syncable) if not_syncable else None,
                SideState(email),
                SideState(marketo_sales),
            ): int(people)
            for unsubscribed, source, not_syncable, email, marketo_sales, people in self._database.rows(
                f"SELECT {_KEY}, people FROM people_count WHERE people > 0"
            )
        }

    def count(self, wanted: PeopleFilter, field: OptOutField) -> int | None:
        """How many people a filter finds; None for one that the standings do not tell, as by text or date."""
        if wanted.cleared or wanted.text.strip() or wanted.since is not None or wanted.until is not None:
            return None
        return sum(
            people
            for standing, people in self.all().items()
            if (standing.unsubscribed or not wanted.unsubscribed_only)
            and (standing.not_syncable is not None or not wanted.not_syncable)
            and (standing.source in wanted.sources or not wanted.sources)
            and wanted.in_salesforce in (None, standing.side(field))
        )


@contextmanager
def counted_together(
    database: Database, whom: str = "1", values: Sequence[object] = (), *, records: bool = False
) -> Iterator[None]:
    """One transaction within which the triggers do not count; at its end all whom it concerns are counted at once.

    `whom` is SQL for a condition on `person` that finds them before and after alike, all people if it is left out.
    `records`: their links or records change, too, so that these are counted anew as well. Inside of another one it
    does nothing; that one has to count.
    """
    with database.transaction() as db:
        if db.execute_sql("SELECT 1 FROM counted_later").fetchone() is not None:
            yield
            return
        before = _tally(database, whom, values)
        db.execute_sql("INSERT INTO counted_later (only) VALUES (1)")
        yield
        if records:
            db.execute_sql(f"{_COUNT_RECORDS} WHERE {whom}", values)
        db.execute_sql("DELETE FROM counted_later")
        after = _tally(database, whom, values)
        after.subtract(before)
        database.write_many(
            f"INSERT INTO people_count ({_KEY}, people) VALUES (?, ?, ?, ?, ?, ?) "
            f"ON CONFLICT ({_KEY}) DO UPDATE SET people = people + excluded.people",
            [(*standing, more) for standing, more in after.items() if more],
        )


def _tally(database: Database, whom: str, values: Sequence[object]) -> Counter[tuple[object, ...]]:
    return Counter(
        {
            tuple(standing): int(people)
            for *standing, people in database.rows(
                f"SELECT {_STANDING}, count(*) FROM person WHERE {whom} GROUP BY 1, 2, 3, 4, 5", values
            )
        }
    )


_KEY = "unsubscribed, source, not_syncable, email_opt_out, marketo_sales_opt_out"
_STANDING = (
    "unsubscribed_at IS NOT NULL, coalesce(source, ''), coalesce(not_syncable, ''), "
    f"{side_of(OptOutField.SALESFORCE)}, {side_of(OptOutField.MARKETO_SALES)}"
)
_COUNT_RECORDS = """
UPDATE person SET (live_records, email_opt_out_known, email_opt_out_ticked, marketo_sales_opt_out_known,
    marketo_sales_opt_out_ticked) = (
    SELECT count(*), count(record.email_opt_out), coalesce(sum(record.email_opt_out), 0),
        count(record.marketo_sales_opt_out), coalesce(sum(record.marketo_sales_opt_out), 0)
    FROM link JOIN salesforce_record AS record ON record.id = link.record_id
    WHERE link.person_id = person.id AND record.state IN ('active', 'unseen'))
"""
