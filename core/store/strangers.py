"""Adding people of whom nothing was known, with records of whom nothing was known: the most of a large list.

Whatever triggers, upserts and looks would find out of such a person is known beforehand, so that it is written once
and as it will stand: unsubscribed where they are, with their records counted, and touched. Whoever is known, by
address or by one record, goes the careful way (`People.add`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from core.store.database import Database
from core.store.links import ID_BIT, object_of_id
from core.store.people import search_text
from core.store.schema import utc_text
from core.store.standing import counted_together
from core.store.unsubscribes import NewUnsubscribe


@dataclass(slots=True)
class Stranger:
    """A person who is in the database neither by address nor by one of these records, which nobody has seen either."""

    email: str
    key: str
    texts: tuple[str, ...]
    record_ids: list[str] = field(default_factory=list)
    unsubscribe: NewUnsubscribe | None = None


class Strangers:
    """Adds them to the local database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, strangers: Sequence[Stranger], now: datetime) -> dict[str, int]:
        """Add people; returns their ids by address key, which go up in the order in which they were given.

        Ask who is a stranger in the transaction in which this is called. The unsubscribes are only set; write the
        history of them in the same transaction.
        """
        if not strangers:
            return {}
        write_many = self._database.write_many
        with self._database.transaction() as db:
            [(newest,)] = db.execute_sql("SELECT coalesce(max(id), 0) FROM person")
            with counted_together(self._database, "id > ?", (newest,)):
                numbered = list(enumerate(strangers, newest + 1))
                write_many(_ADD, [_values(id_, one, utc_text(now)) for id_, one in numbered])
                # What the triggers would do for each of them, as they see to it for people who are known.
                write_many(
                    "INSERT INTO touched (person_id) VALUES (?) ON CONFLICT DO NOTHING",
                    [(id_,) for id_, one in numbered if one.unsubscribe is not None or one.record_ids],
                )
                ids = sorted({record_id for one in strangers for record_id in one.record_ids})
                write_many(
                    "INSERT INTO salesforce_record (id, object, name, email, state) VALUES (?, ?, '', '', 'unseen')",
                    [(record_id, object_of_id(record_id)) for record_id in ids],
                )
                write_many(
                    f"INSERT INTO link (person_id, record_id, reasons) VALUES (?, ?, {ID_BIT})",
                    [(id_, record_id) for id_, one in numbered for record_id in sorted(one.record_ids)],
                )
        return {one.key: id_ for id_, one in numbered}


def _values(id_: int, one: Stranger, at: int) -> tuple[object, ...]:
    first, last, company, title = one.texts
    known = (id_, one.email, one.key, first, last, company, title, search_text(one.key, one.texts), at)
    live = len(one.record_ids)
    out = one.unsubscribe
    why = None if live else "never_looked_for"
    if out is None:
        return (*known, why, None, None, "", live)
    return (*known, why, utc_text(out.at), out.source, out.reason, live)


_ADD = """
INSERT INTO person (id, email, email_key, first_name, last_name, company, title, search_text, added_at, not_syncable,
    unsubscribed_at, source, reason, live_records)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
