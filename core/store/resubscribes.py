"""Ending an unsubscribe here: the one place in the store that can, kept apart so that nothing else does.

The database itself refuses to clear an unsubscribe whose newest history event is not a re-subscribe.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.store.database import Database
from core.store.nouns import OptOutField
from core.store.records import COLUMN
from core.store.schema import utc_text


@dataclass(frozen=True, slots=True)
class Deliberate:
    """Who ends an unsubscribe, and on what ground; both are kept as proof."""

    who: str
    reason: str


class Resubscribes:
    """Deliberate re-subscribes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def others_on(self, record_ids: Sequence[str], person_id: int) -> list[str]:
        """Addresses of other unsubscribed people whom the same records belong to: they keep them opted out."""
        return [
            row[0]
            for row in self._database.rows(
                "SELECT DISTINCT person.email FROM link JOIN person ON person.id = link.person_id "
                "WHERE link.record_id IN (SELECT value FROM json_each(?)) AND person.id <> ? "
                "AND person.unsubscribed_at IS NOT NULL ORDER BY person.email",
                (json.dumps(list(record_ids)), person_id),
            )
        ]

    def hold_pushes(self, person_id: int, at: datetime) -> int:
        """Give up the person's open pushes, which would tick again what is about to be cleared."""
        return self._database.write(
            "UPDATE queued_push SET state = 'given_up', answered_at = ?, code = 'RESUBSCRIBED' "
            "WHERE person_id = ? AND state IN ('waiting', 'sending', 'parked')",
            (utc_text(at), person_id),
        )

    def release_pushes(self, at: datetime, person_id: int | None = None) -> int:
        """Let pushes wait again that were held for a re-subscribe which came to nothing: refused, or cut off.

        Of one person, or of everybody, for a process that begins. Nobody who is not unsubscribed is touched.
        """
        whose = "" if person_id is None else "push.person_id = ? AND "
        values = (utc_text(at),) if person_id is None else (utc_text(at), person_id)
        return self._database.write(f"{_RELEASE} {whose}{_IN_VAIN}", values)

    def note_cleared(
        self, record_ids: Sequence[str], field: OptOutField, person_id: int, act: Deliberate, at: datetime
    ) -> None:
        """Write down that these records were unticked in Salesforce, in the record and in the history."""
        with self._database.transaction() as db:
            db.execute_sql(
                f"UPDATE salesforce_record SET {COLUMN[field]} = 0, seen_at = ? "
                "WHERE id IN (SELECT value FROM json_each(?))",
                (utc_text(at), json.dumps(list(record_ids))),
            )
            db.connection().executemany(
                "INSERT INTO history (person_id, at, what, source, reason, who, salesforce_id) "
                "VALUES (?, ?, 'cleared_in_salesforce', NULL, ?, ?, ?)",
                [(person_id, utc_text(at), act.reason, act.who, record_id) for record_id in record_ids],
            )

    def end(self, person_id: int, act: Deliberate, at: datetime) -> bool:
        """End a person's unsubscribe here; False when there was none."""
        with self._database.transaction() as db:
            unsubscribed = db.execute_sql(
                "SELECT 1 FROM person WHERE id = ? AND unsubscribed_at IS NOT NULL", (person_id,)
            ).fetchone()
            if unsubscribed is None:
                return False
            db.execute_sql(
                "INSERT INTO history (person_id, at, what, source, reason, who, salesforce_id) "
                "VALUES (?, ?, 'resubscribed', NULL, ?, ?, '')",
                (person_id, utc_text(at), act.reason, act.who),
            )
            db.execute_sql(
                "UPDATE person SET unsubscribed_at = NULL, source = NULL, reason = '' WHERE id = ?",
                (person_id,),
            )
            return True


_RELEASE = (
    "UPDATE queued_push AS push SET state = 'waiting', attempts = 0, next_try_at = ?, answered_at = NULL, code = '' "
    "WHERE"
)
_IN_VAIN = """push.state = 'given_up' AND push.code = 'RESUBSCRIBED'
AND EXISTS (SELECT 1 FROM person WHERE person.id = push.person_id AND person.unsubscribed_at IS NOT NULL)
AND NOT EXISTS (SELECT 1 FROM history WHERE history.person_id = push.person_id
                AND history.what = 'resubscribed' AND history.at >= push.answered_at)
AND NOT EXISTS (SELECT 1 FROM queued_push AS other WHERE other.person_id = push.person_id
                AND other.record_id IS push.record_id AND other.field = push.field
                AND other.state IN ('waiting', 'sending', 'parked'))
"""
