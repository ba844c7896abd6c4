"""The list of people as a screen shows it: filtered, sorted and searched in SQL, one page at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.store.database import Database
from core.store.nouns import (
    HistoryEvent,
    LinkedRecord,
    NotSyncableReason,
    OptOutField,
    PeopleFilter,
    PeopleSort,
    PersonRow,
    QueuedPush,
    SideState,
    Source,
)
from core.store.push_queue import PushQueue
from core.store.records import COLUMN, Records
from core.store.schema import utc_from_text, utc_text
from core.store.unsubscribes import Unsubscribes

_INDEXED_FROM = 3
"""Letters from which the search index, which is one of three letters in a row, can find a text."""


@dataclass(frozen=True, slots=True)
class PersonCard:
    """Everything about one person: the row, the records in Salesforce, the history, the pushes; newest first."""

    row: PersonRow
    first_name: str
    last_name: str
    title: str
    records: tuple[LinkedRecord, ...]
    history: tuple[HistoryEvent, ...]
    pushes: tuple[QueuedPush, ...]


class PeopleList:
    """Reads people for the screens. Every call reads whole pages; none keeps a cursor open.

    A page begins after the last row of the page before it, so that page 1,000 costs no more than the first.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(
        self,
        wanted: PeopleFilter,
        sort: PeopleSort,
        field: OptOutField,
        *,
        after: PersonRow | None = None,
        limit: int = 100,
    ) -> list[PersonRow]:
        """The next rows in the order asked for; `field` is the checkbox that "in Salesforce" speaks of."""
        conditions, values = conditions_of(wanted, field)
        order, place, place_values = _order(sort, after)
        where = " AND ".join([*conditions, *([place] if place else [])])
        return [
            _row(found)
            for found in self._database.rows(
                f"SELECT {_columns(field)} FROM person WHERE {where} ORDER BY {order} LIMIT ?",
                [*values, *place_values, limit],
            )
        ]

    def count(self, wanted: PeopleFilter, field: OptOutField) -> int:
        """How many people a filter finds."""
        conditions, values = conditions_of(wanted, field)
        found = self._database.row(f"SELECT count(*) FROM person WHERE {' AND '.join(conditions)}", values)
        return int(found[0]) if found else 0

    def all(self, wanted: PeopleFilter, field: OptOutField) -> Iterator[PersonRow]:
        """Every row that a filter finds, in the order of the addresses, page by page."""
        after: PersonRow | None = None
        while page := self.page(wanted, PeopleSort.EMAIL, field, after=after, limit=1000):
            yield from page
            after = page[-1]

    def person(self, person_id: int, field: OptOutField) -> PersonCard | None:
        """One person with everything that is known; None when there is no such person."""
        found = self._database.row(
            f"SELECT {_columns(field)}, first_name, last_name, title FROM person WHERE id = ?", (person_id,)
        )
        if found is None:
            return None
        *columns, first_name, last_name, title = found
        return PersonCard(
            row=_row(columns),
            first_name=first_name,
            last_name=last_name,
            title=title,
            records=tuple(Records(self._database).of_person(person_id)),
            history=tuple(Unsubscribes(self._database).history(person_id)),
            pushes=tuple(PushQueue(self._database).of_person(person_id)),
        )

    def id_of(self, email_key: str) -> int | None:
        """The person with an address key."""
        found = self._database.row("SELECT id FROM person WHERE email_key = ?", (email_key,))
        return int(found[0]) if found else None


def _columns(field: OptOutField) -> str:
    return (
        "person.id, person.email, trim(person.first_name || ' ' || person.last_name), person.company, "
        f"person.unsubscribed_at, person.source, person.reason, {side_of(field)}, {_WAITING}, {_PARKED}, "
        "person.not_syncable"
    )


def side_of(field: OptOutField) -> str:
    """SQL for a person's standing over all records that could still be ticked, as one of the words of SideState."""
    column = COLUMN[field]
    return f"""(
        SELECT CASE
            WHEN count(*) = 0 THEN '{SideState.NONE}'
            WHEN count(record.{column}) = 0 THEN '{SideState.UNKNOWN}'
            WHEN sum(coalesce(record.{column}, 0)) = count(*) THEN '{SideState.OPTED_OUT}'
            WHEN sum(coalesce(record.{column}, 0)) > 0 THEN '{SideState.PARTLY}'
            ELSE '{SideState.NOT_OPTED_OUT}'
        END
        FROM link JOIN salesforce_record AS record ON record.id = link.record_id
        WHERE link.person_id = person.id AND record.state IN ('active', 'unseen'))"""


_WAITING = (
    "(SELECT count(*) FROM queued_push WHERE queued_push.person_id = person.id "
    "AND state IN ('waiting', 'sending'))"
)
_PARKED = "(SELECT count(*) FROM queued_push WHERE queued_push.person_id = person.id AND state = 'parked')"


def conditions_of(wanted: PeopleFilter, field: OptOutField) -> tuple[list[str], list[object]]:
    """SQL conditions on `person` for whom a filter means, and their values."""
    conditions, values = ["1"], list[object]()
    if wanted.unsubscribed_only:
        conditions.append("unsubscribed_at IS NOT NULL")
    if wanted.not_syncable:
        conditions.append("not_syncable IS NOT NULL")
    if wanted.sources:
        conditions.append(f"source IN ({', '.join('?' * len(wanted.sources))})")
        values += sorted(wanted.sources)
    for bound, moment in ((">=", wanted.since), ("<", wanted.until)):
        if moment is not None:
            conditions.append(f"unsubscribed_at {bound} ?")
            values.append(utc_text(moment))
    parts = wanted.text.lower().split()
    if indexed := [part for part in parts if len(part) >= _INDEXED_FROM]:
        conditions.append("id IN (SELECT rowid FROM person_search WHERE person_search MATCH ?)")
        values.append(" AND ".join(_quoted(triple) for part in indexed for triple in _triples(part)))
    for part in parts:
        # The index knows which threes of letters occur, not where; short parts are found on the first pages anyway.
        conditions.append("instr(search_text, ?) > 0")
        values.append(part)
    if wanted.in_salesforce is not None:
        conditions.append(f"{side_of(field)} = ?")
        values.append(wanted.in_salesforce)
    return conditions, values


def _triples(part: str) -> list[str]:
    return list(dict.fromkeys(part[start : start + 3] for start in range(len(part) - 2)))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _order(sort: PeopleSort, after: PersonRow | None) -> tuple[str, str, list[object]]:
    """ORDER BY, and the condition that goes on after a row."""
    by_address = sort in (PeopleSort.EMAIL, PeopleSort.EMAIL_DESCENDING)
    down = sort in (PeopleSort.NEWEST, PeopleSort.EMAIL_DESCENDING)
    word, sign = ("DESC", "<") if down else ("ASC", ">")
    if by_address:
        place = f"email_key {sign} (SELECT email_key FROM person WHERE id = ?)" if after else ""
        return f"email_key {word}", place, [after.id] if after else []
    order = f"unsubscribed_at {word}, id {word}"
    if after is None:
        return order, "", []
    if after.unsubscribed_at is None:
        # People who are not unsubscribed come last when the newest come first, and first otherwise.
        rest = f"(unsubscribed_at IS NULL AND id {sign} ?)"
        return order, rest if down else f"({rest} OR unsubscribed_at IS NOT NULL)", [after.id]
    at = utc_text(after.unsubscribed_at)
    place = f"(unsubscribed_at, id) {sign} (?, ?)"
    return order, f"({place} OR unsubscribed_at IS NULL)" if down else place, [at, after.id]


def _row(found: Sequence[object]) -> PersonRow:
    id_, email, name, company, at, source, reason, side, waiting, parked, not_syncable = found
    return PersonRow(
        id=int(str(id_)),
        email=str(email),
        name=str(name),
        company=str(company),
        unsubscribed_at=_moment(at),
        source=Source(str(source)) if source else None,
        reason=str(reason),
        in_salesforce=SideState(str(side)),
        waiting_pushes=int(str(waiting)),
        parked_pushes=int(str(parked)),
        not_syncable=NotSyncableReason(str(not_syncable)) if not_syncable else None,
    )


def _moment(text: object) -> datetime | None:
    return utc_from_text(str(text)) if text else None
