"""Who may be out of step, because a fact of theirs changed since a sync looked at them.

Triggers of the database note it, so that nothing can be forgotten: a will that changed, a link that was made, a box or
state of a record that was seen to be another. A quiet night finds nobody here.
"""

from __future__ import annotations

from core.store import schema
from core.store.database import Database
from core.store.out_of_step import person_is_out
from core.store.types.fields import OptOutField

_EVERYBODY = 0


class Touched:
    """The people whom the next sync looks at."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def everybody(self) -> None:
        """Let the next sync look at everybody."""
        self._database.execute(schema.Touched.insert(person_id=_EVERYBODY).on_conflict_ignore())

    def is_everybody(self) -> bool:
        """Whether the next sync looks at everybody."""
        return self._database.count(schema.Touched.select().where(schema.Touched.person_id == _EVERYBODY)) > 0

    def settle(self, field: OptOutField) -> None:
        """Let go of those who are in step in this checkbox; for the end of a sync that looked at all who are here."""
        self._database.write(
            "DELETE FROM touched WHERE NOT EXISTS (SELECT 1 FROM person "
            f"WHERE person.id = touched.person_id AND {person_is_out(field)})"
        )

    def still_out(self, field: OptOutField) -> int:
        """How many of these people are out of step."""
        row = self._database.row(
            "SELECT count(*) FROM touched CROSS JOIN person ON person.id = touched.person_id "
            f"WHERE {person_is_out(field)}"
        )
        return int(row[0]) if row else 0
