"""Who has unsubscribed, when and why, and the history that proves it. Nothing here ends an unsubscribe."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.store.addresses import address_key
from core.store.database import Database
from core.store.nouns import HistoryEvent, HistoryKind, OptOutField, Source
from core.store.schema import utc_from_text, utc_text


@dataclass(frozen=True, slots=True)
class NewUnsubscribe:
    """An unsubscribe to record. `who` is the person who acted, empty where nobody did by hand."""

    email: str
    at: datetime
    source: Source
    reason: str = ""
    who: str = ""
    salesforce_id: str = ""


class Unsubscribes:
    """The unsubscribes of the local database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def collect(
        self, unsubscribes: Sequence[NewUnsubscribe], field: OptOutField, now: datetime
    ) -> tuple[list[str], list[str]]:
        """Record unsubscribes of addresses, known or not, and queue their pushes, in one transaction.

        For each linked record one push is queued, and one look for further records of the address.
        Returns the addresses that were added and those that were unsubscribed already.
        """
        added, already = [], []
        with self._database.transaction() as db:
            for one in unsubscribes:
                key = address_key(one.email)
                db.execute_sql(
                    "INSERT INTO person (email, email_key, first_name, last_name, company, title, search_text, "
                    "added_at, not_syncable, reason) VALUES (?, ?, '', '', '', '', ?, ?, 'never_looked_for', '') "
                    "ON CONFLICT (email_key) DO NOTHING",
                    (one.email.strip(), key, key, utc_text(now)),
                )
                row = db.execute_sql("SELECT id FROM person WHERE email_key = ?", (key,)).fetchone()
                if self._set(row[0], one):
                    added.append(one.email)
                    db.execute_sql(_QUEUE_RECORDS, (field, utc_text(now), utc_text(now), row[0]))
                    db.execute_sql(_QUEUE_LOOK, (row[0], field, utc_text(now), utc_text(now)))
                else:
                    already.append(one.email)
        return added, already

    def record_past(self, unsubscribes: Sequence[NewUnsubscribe]) -> int:
        """Record unsubscribes of the past, which whoever collected them has pushed already: none is queued.

        For what Marketo Sales brings along; should a push have been lost, the next sync makes up for it.
        Addresses without a person are left out. Returns how many were new.
        """
        recorded = 0
        with self._database.transaction() as db:
            for one in unsubscribes:
                row = db.execute_sql(
                    "SELECT id FROM person WHERE email_key = ?", (address_key(one.email),)
                ).fetchone()
                recorded += row is not None and self._set(row[0], one)
        return recorded

    def record_from_salesforce(self, people: Sequence[tuple[int, str]], at: datetime) -> int:
        """Unsubscribe people, given as (person id, Salesforce ID that is opted out); returns how many were new."""
        with self._database.transaction():
            return sum(
                self._set(
                    person_id, NewUnsubscribe("", at, Source.SALESFORCE_SYNC, "", "", salesforce_id=record_id)
                )
                for person_id, record_id in people
            )

    def note_opted_out(self, record_ids: Sequence[str], at: datetime, source: Source | None = None) -> None:
        """Add to the history of everybody concerned that these records were opted out in Salesforce."""
        self._database.write(
            "INSERT INTO history (person_id, at, what, source, reason, who, salesforce_id) "
            "SELECT link.person_id, ?, 'opted_out_in_salesforce', ?, '', '', link.record_id FROM link "
            "WHERE link.record_id IN (SELECT value FROM json_each(?))",
            (utc_text(at), source, json.dumps(list(record_ids))),
        )

    def history(self, person_id: int) -> list[HistoryEvent]:
        """Everything that happened to a person's unsubscribe, newest first."""
        return [
            HistoryEvent(
                at=utc_from_text(at),
                what=HistoryKind(what),
                source=Source(source) if source else None,
                reason=reason,
                who=who,
                salesforce_id=record_id,
            )
            for at, what, source, reason, who, record_id in self._database.rows(
                "SELECT at, what, source, reason, who, salesforce_id FROM history "
                "WHERE person_id = ? ORDER BY id DESC",
                (person_id,),
            )
        ]

    def _set(self, person_id: int, one: NewUnsubscribe) -> bool:
        changed = self._database.write(
            "UPDATE person SET unsubscribed_at = ?, source = ?, reason = ? "
            "WHERE id = ? AND unsubscribed_at IS NULL",
            (utc_text(one.at), one.source, one.reason, person_id),
        )
        if changed:
            self._database.write(
                "INSERT INTO history (person_id, at, what, source, reason, who, salesforce_id) "
                "VALUES (?, ?, 'unsubscribed', ?, ?, ?, ?)",
                (person_id, utc_text(one.at), one.source, one.reason, one.who, one.salesforce_id),
            )
        return bool(changed)


_QUEUE_RECORDS = """
INSERT INTO queued_push (person_id, record_id, field, state, attempts, queued_at, next_try_at, code)
SELECT link.person_id, link.record_id, ?, 'waiting', 0, ?, ?, ''
FROM link JOIN salesforce_record AS record ON record.id = link.record_id
WHERE link.person_id = ? AND record.state IN ('active', 'unseen')
"""
_QUEUE_LOOK = """
INSERT INTO queued_push (person_id, record_id, field, state, attempts, queued_at, next_try_at, code)
VALUES (?, NULL, ?, 'waiting', 0, ?, ?, '')
"""
