"""Ending an unsubscribe here: the one place in the store that can, kept apart so that nothing else does.

The database itself refuses to clear an unsubscribe whose newest history event is not a re-subscribe.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.store.database import Database
from core.store.records import CLOCK
from core.store.schema import History, utc_from_text, utc_text
from core.store.sends import RESUBSCRIBED
from core.store.sqlite import AMONG, listed
from core.store.types.fields import OptOutField
from core.store.types.people import HistoryKind, Source
from core.store.unsubscribes import NewUnsubscribe


@dataclass(frozen=True, slots=True)
class Deliberate:
    """Who ends an unsubscribe, and on what ground; both are kept as proof."""

    who: str
    reason: str


@dataclass(frozen=True, slots=True)
class Ended:
    """An unsubscribe that was ended, as it was."""

    at: datetime
    source: Source | None
    reason: str

    def again(self, email: str) -> NewUnsubscribe:
        """The same unsubscribe, to be put back."""
        return NewUnsubscribe(email, self.at, self.source or Source.MANUAL, self.reason)


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
                f"WHERE link.record_id {AMONG} AND person.id <> ? "
                "AND person.unsubscribed_at IS NOT NULL ORDER BY person.email",
                (listed(record_ids), person_id),
            )
        ]

    def end(self, person_id: int, act: Deliberate, at: datetime, batch_id: int | None = None) -> Ended | None:
        """Change the will: from now on nothing decided before can opt this person out; None when there was no opt-out.

        `batch_id`: the taking back by which it ends. Ends the person's waiting pushes with it. What is on its way at
        this moment is not called back; see `Sends.on_their_way`.
        """
        with self._database.transaction() as db:
            was = db.execute_sql(
                "SELECT unsubscribed_at, source, reason FROM person WHERE id = ?", (person_id,)
            ).fetchone()
            number = self._database.execute(
                History.insert(
                    person=person_id,
                    at=at,
                    what=HistoryKind.RESUBSCRIBED,
                    reason=act.reason,
                    who=act.who,
                    batch=batch_id,
                )
            )
            db.execute_sql(
                "UPDATE person SET unsubscribed_at = NULL, source = NULL, reason = '', resubscribed = ? WHERE id = ?",
                (number, person_id),
            )
            db.execute_sql(
                "UPDATE queued_push SET state = 'given_up', answered_at = ?, code = ? "
                "WHERE person_id = ? AND state IN ('waiting', 'parked')",
                (utc_text(at), RESUBSCRIBED, person_id),
            )
        if was is None or was[0] is None:
            return None
        return Ended(utc_from_text(was[0]), Source(was[1]) if was[1] else None, was[2])

    def undone_by_sync(self, person_id: int) -> bool:
        """Whether a sync has unsubscribed this person since the last re-subscribe, because of a record."""
        row = self._database.row(
            "SELECT 1 FROM person JOIN history ON history.person_id = person.id AND history.id > person.resubscribed "
            "WHERE person.id = ? AND person.unsubscribed_at IS NOT NULL AND history.what = 'unsubscribed' "
            "AND history.source = ?",
            (person_id, Source.SALESFORCE_SYNC),
        )
        return row is not None

    def note_cleared(
        self,
        cleared: Sequence[tuple[int, str]],
        field: OptOutField,
        act: Deliberate,
        at: datetime,
        batch_id: int | None = None,
    ) -> None:
        """Write down that records, as (person id, record ID), were unticked in Salesforce: in history and record."""
        record_ids = [record_id for _, record_id in cleared]
        with self._database.transaction() as db:
            db.connection().executemany(
                "INSERT INTO history (person_id, at, what, source, reason, who, salesforce_id, batch_id) "
                "VALUES (?, ?, 'cleared_in_salesforce', NULL, ?, ?, ?, ?)",
                [
                    (person_id, utc_text(at), act.reason, act.who, record_id, batch_id)
                    for person_id, record_id in cleared
                ],
            )
            db.execute_sql(
                f"UPDATE salesforce_record SET {field.column} = 0, written = {CLOCK}, seen_at = ? "
                f"WHERE id {AMONG}",
                (utc_text(at), listed(record_ids)),
            )
