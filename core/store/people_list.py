"""The list of people as a screen shows it: filtered, sorted and searched in SQL, one page at a time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.store.cleared_boxes import PEOPLE_LISTED, ClearedBoxes
from core.store.database import Database
from core.store.push_queue import PushQueue
from core.store.records import Records
from core.store.schema import utc_from_text, utc_text
from core.store.search_index import MATCHING
from core.store.sqlite import CONTAINS
from core.store.standing import Standings, is_partly, side_of
from core.store.types.cleared import ClearedBox
from core.store.types.fields import OptOutField
from core.store.types.people import (
    HistoryEvent,
    NotSyncableReason,
    PeopleFilter,
    PeopleSort,
    PersonRow,
    SideState,
    Source,
)
from core.store.types.pushes import QueuedPush
from core.store.types.records import LinkedRecord
from core.store.unsubscribes import Unsubscribes

_INDEXED_FROM = 3
"""Letters from which the search index, which is one of three letters in a row, can find a text."""
_GLANCE = 5000
"""People at the head of a list who are looked at one by one before the search index is asked."""
_MOST_PARTS, _MOST_TRIPLES = 20, 60
"""Words and threes of letters of a search that are looked at, so that SQLite can take a pasted page."""


@dataclass(frozen=True, slots=True)
class PersonCard:
    """Everything about one person: the row, the records in Salesforce, the history, the pushes; newest first.

    `cleared` are boxes that somebody unticked."""

    row: PersonRow
    first_name: str
    last_name: str
    title: str
    records: tuple[LinkedRecord, ...]
    history: tuple[HistoryEvent, ...]
    pushes: tuple[QueuedPush, ...]
    cleared: tuple[ClearedBox, ...] = ()


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
        rows: list[PersonRow] = []
        if wanted.in_salesforce is not None and Standings(self._database).count(wanted, field) == 0:
            # A state that nobody has is not looked for among a million.
            return rows
        for stretch in _stretches(sort, after, unsubscribed_only=wanted.unsubscribed_only):
            if len(rows) < limit:
                rows += self._part(wanted, stretch, field, limit - len(rows))
        return rows

    def _part(
        self, wanted: PeopleFilter, stretch: _Stretch, field: OptOutField, limit: int
    ) -> list[PersonRow]:
        """The first rows of a stretch. What many have is on its first pages: there a look at each is quicker than
        to have the search index list all of them, which takes long where they are a million."""
        if wanted.text.strip():
            where = " AND ".join(stretch.conditions) or "1"
            first = f"id IN (SELECT id FROM person WHERE {where} ORDER BY {stretch.order} LIMIT {_GLANCE})"
            conditions, values = conditions_of(wanted, field, indexed=False)
            values = [*stretch.values, *values]
            rows = self._rows([first, *conditions], values, stretch.order, field, limit)
            if len(rows) == limit:
                return rows
        conditions, values = conditions_of(wanted, field)
        values += stretch.values
        return self._rows([*conditions, *stretch.conditions], values, stretch.order, field, limit)

    def _rows(
        self, conditions: Sequence[str], values: Sequence[object], order: str, field: OptOutField, limit: int
    ) -> list[PersonRow]:
        return [
            _row(found)
            for found in self._database.rows(
                f"SELECT {_columns(field)} FROM person WHERE {' AND '.join(conditions)} ORDER BY {order} LIMIT ?",
                [*values, limit],
            )
        ]

    def count(self, wanted: PeopleFilter, field: OptOutField) -> int:
        """How many people a filter finds."""
        counted = Standings(self._database).count(wanted, field)
        if counted is not None:
            return counted
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
        found = self._database.row(f"SELECT {_columns(field)}, title FROM person WHERE id = ?", (person_id,))
        if found is None:
            return None
        *columns, title = found
        first_name, last_name = columns[2:4]
        return PersonCard(
            row=_row(columns),
            first_name=first_name,
            last_name=last_name,
            title=title,
            records=tuple(Records(self._database).of_person(person_id)),
            history=tuple(Unsubscribes(self._database).history(person_id)),
            pushes=tuple(PushQueue(self._database).of_person(person_id)),
            cleared=tuple(ClearedBoxes(self._database).of_person(person_id)),
        )

    def id_of(self, email_key: str) -> int | None:
        """The person with an address key."""
        found = self._database.row("SELECT id FROM person WHERE email_key = ?", (email_key,))
        return int(found[0]) if found else None


def full_name(first_name: str, last_name: str) -> str:
    """A name as its bearer writes it: the family name first where it is written in East Asian letters."""
    given, family = first_name.strip(), last_name.strip()
    is_turned = _EAST_ASIAN.match(family) and (_EAST_ASIAN.match(given) or _KATAKANA.match(given))
    names = (family, given) if is_turned else (given, family)
    return " ".join(name for name in names if name)


# Hiragana, Han and Hangul. Whole names in katakana are foreign ones, and keep their own order.
_EAST_ASIAN = re.compile("[\u3005\u3041-\u309f\u3400-\u9fff\uac00-\ud7af]")
_KATAKANA = re.compile("[\u30a0-\u30ff]")


def _columns(field: OptOutField) -> str:
    return (
        "person.id, person.email, person.first_name, person.last_name, person.company, "
        f"person.unsubscribed_at, person.source, person.reason, {side_of(field)}, {_WAITING}, {_PARKED}, "
        f"person.not_syncable, {_BOUNCED}"
    )


# Those of a sync are no part of the queue.
_PUSHES = (
    "(SELECT count(*) FROM queued_push WHERE queued_push.person_id = person.id AND run_id IS NULL AND state"
)
_BOUNCED = "EXISTS (SELECT 1 FROM history WHERE history.person_id = person.id AND what = 'bounced')"
_WAITING = f"{_PUSHES} IN ('waiting', 'sending'))"
_PARKED = f"{_PUSHES} = 'parked')"


def conditions_of(
    wanted: PeopleFilter, field: OptOutField, *, indexed: bool = True
) -> tuple[list[str], list[object]]:
    """SQL conditions on `person` for whom a filter means, and their values; with the search index or without."""
    conditions, values = ["1"], list[object]()
    if wanted.unsubscribed_only:
        conditions.append("unsubscribed_at IS NOT NULL")
    if wanted.not_syncable:
        conditions.append("not_syncable IS NOT NULL")
    if wanted.cleared:
        conditions.append(PEOPLE_LISTED)
    if wanted.sources:
        conditions.append(f"source IN ({', '.join('?' * len(wanted.sources))})")
        values += sorted(wanted.sources)
    for bound, moment in ((">=", wanted.since), ("<", wanted.until)):
        if moment is not None:
            conditions.append(f"unsubscribed_at {bound} ?")
            values.append(utc_text(moment))
    parts = _parts(wanted.text)
    if indexed and (long := [part for part in parts if len(part) >= _INDEXED_FROM]):
        conditions.append(MATCHING)
        triples = [triple for part in long for triple in _triples(part)]
        values.append(" AND ".join(_quoted(triple) for triple in triples[:_MOST_TRIPLES]))
    for part in parts:
        # The index knows which threes of letters occur, not where; short parts are found on the first pages anyway.
        conditions.append(CONTAINS)
        values.append(part)
    if wanted.in_salesforce is SideState.PARTLY:
        conditions.append(is_partly(field))
    elif wanted.in_salesforce is not None:
        conditions.append(f"{side_of(field)} = ?")
        values.append(wanted.in_salesforce)
    return conditions, values


def _parts(text: str) -> list[str]:
    """What is searched for, each part once and the longest first; of a pasted page only the beginning."""
    parts = dict.fromkeys(unicodedata.normalize("NFC", text).lower().split())
    return sorted(parts, key=len, reverse=True)[:_MOST_PARTS]


def _triples(part: str) -> list[str]:
    return list(dict.fromkeys(part[start : start + 3] for start in range(len(part) - 2)))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A part of the list that one index gives in its order."""

    order: str
    conditions: tuple[str, ...]
    values: tuple[object, ...] = ()


def _stretches(sort: PeopleSort, after: PersonRow | None, *, unsubscribed_only: bool) -> list[_Stretch]:
    """The parts of the list that come after a row, one behind the other.

    By date there are two: the index of dates holds those who are unsubscribed and no others. The rest come last
    when the newest come first, and first otherwise.
    """
    by_address = sort in (PeopleSort.EMAIL, PeopleSort.EMAIL_DESCENDING)
    down = sort in (PeopleSort.NEWEST, PeopleSort.EMAIL_DESCENDING)
    word, sign = ("DESC", "<") if down else ("ASC", ">")
    if by_address:
        place = (f"email_key {sign} (SELECT email_key FROM person WHERE id = ?)",) if after else ()
        return [_Stretch(f"email_key {word}", place, (after.id,) if after else ())]
    dated = _Stretch(f"unsubscribed_at {word}, id {word}", ("unsubscribed_at IS NOT NULL",))
    undated = _Stretch(f"id {word}", ("unsubscribed_at IS NULL",))
    if after is not None and after.unsubscribed_at is not None:
        place_values = (utc_text(after.unsubscribed_at), after.id)
        dated = _Stretch(
            dated.order, (*dated.conditions, f"(unsubscribed_at, id) {sign} (?, ?)"), place_values
        )
        stretches = [dated, undated] if down else [dated]
    elif after is not None:
        undated = _Stretch(undated.order, (*undated.conditions, f"id {sign} ?"), (after.id,))
        stretches = [undated] if down else [undated, dated]
    else:
        stretches = [dated, undated] if down else [undated, dated]
    return [one for one in stretches if one is not undated or not unsubscribed_only]


def _row(found: Sequence[object]) -> PersonRow:
    id_, email, first, last, company, at, source, reason, side, waiting, parked, not_syncable, bounced = found
    return PersonRow(
        id=int(str(id_)),
        email=str(email),
        name=full_name(str(first), str(last)),
        company=str(company),
        unsubscribed_at=_moment(at),
        source=Source(str(source)) if source else None,
        reason=str(reason),
        in_salesforce=SideState(str(side)),
        waiting_pushes=int(str(waiting)),
        parked_pushes=int(str(parked)),
        not_syncable=NotSyncableReason(str(not_syncable)) if not_syncable else None,
        bounced=bool(bounced),
    )


def _moment(stored: object) -> datetime | None:
    return utc_from_text(stored) if isinstance(stored, int) else None
