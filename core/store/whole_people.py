"""People with everything that is known of them, page by page, for an export."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from core.store.database import Database
from core.store.people_list import conditions_of
from core.store.push_queue import PushQueue
from core.store.records import Records
from core.store.schema import utc_from_text
from core.store.standing import side_of
from core.store.types.fields import OptOutField
from core.store.types.people import HistoryEvent, NotSyncableReason, PeopleFilter, SideState, Source
from core.store.types.pushes import QueuedPush
from core.store.types.records import LinkedRecord
from core.store.unsubscribes import Unsubscribes


@dataclass(frozen=True, slots=True)
class WholePerson:
    """Everything that is known of a person. `history` and `pushes` are told oldest first.

    `sides` sum up, by opt-out field, the checkboxes of all records that could still be ticked.
    """

    id: int
    email: str
    first_name: str
    last_name: str
    company: str
    title: str
    unsubscribed_at: datetime | None
    source: Source | None
    reason: str
    not_syncable: NotSyncableReason | None
    sides: Mapping[OptOutField, SideState]
    records: tuple[LinkedRecord, ...]
    history: tuple[HistoryEvent, ...]
    pushes: tuple[QueuedPush, ...] = ()


class WholePeople:
    """Reads people whole."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._records = Records(database)
        self._unsubscribes = Unsubscribes(database)
        self._pushes = PushQueue(database)

    def page(self, wanted: PeopleFilter, field: OptOutField, after: int, limit: int) -> list[WholePerson]:
        """The next people whom a filter means, in the order in which they were added; `after` is the last id."""
        conditions, values = conditions_of(wanted, field)
        rows = self._database.rows(
            "SELECT id, email, first_name, last_name, company, title, unsubscribed_at, source, reason, not_syncable, "
            f"{', '.join(map(side_of, OptOutField))} FROM person WHERE {' AND '.join(conditions)} "
            "AND id > ? ORDER BY id LIMIT ?",
            [*values, after, limit],
        )
        ids = [row[0] for row in rows]
        records, histories = self._records.of_people(ids), self._unsubscribes.histories(ids)
        pushes = self._pushes.of_people(ids)
        return [
            WholePerson(
                id=id_,
                email=email,
                first_name=first_name,
                last_name=last_name,
                company=company,
                title=title,
                unsubscribed_at=utc_from_text(at) if at is not None else None,
                source=Source(source) if source else None,
                reason=reason,
                not_syncable=NotSyncableReason(not_syncable) if not_syncable else None,
                sides=dict(zip(OptOutField, map(SideState, sides), strict=True)),
                records=tuple(records.get(id_, ())),
                history=tuple(histories.get(id_, ())),
                pushes=tuple(pushes.get(id_, ())),
            )
            for (
                id_,
                email,
                first_name,
                last_name,
                company,
                title,
                at,
                source,
                reason,
                not_syncable,
                *sides,
            ) in rows
        ]
