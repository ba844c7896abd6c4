"""Who has unsubscribed, when and why, and the history that proves it. Nothing here ends an unsubscribe."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from core.store.addresses import address_key
from core.store.database import Database
from core.store.opt_out_clocks import OptOutClocks
from core.store.schema import utc_from_text, utc_text
from core.store.sqlite import AMONG, EACH, listed
from core.store.types.fields import OptOutField
from core.store.types.people import HistoryEvent, HistoryKind, Source


@dataclass(frozen=True, slots=True)
class NewUnsubscribe:
    """An unsubscribe to record. `who` is the person who acted, empty where nobody did by hand.

    `earlier` and `later` are what else a restored history says, oldest first: it is kept around this event.
    """

    email: str
    at: datetime
    source: Source
    reason: str = ""
    who: str = ""
    salesforce_id: str = ""
    earlier: tuple[HistoryEvent, ...] = ()
    later: tuple[HistoryEvent, ...] = ()


@dataclass(frozen=True, slots=True)
class TickedBy:
    """When a box was ticked in Salesforce and by whom, as the org's field history has it."""

    at: datetime
    who: str


class Unsubscribes:
    """The unsubscribes of the local database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._clocks = OptOutClocks(database)

    def collect(
        self, unsubscribes: Sequence[NewUnsubscribe], field: OptOutField, now: datetime
    ) -> tuple[list[str], list[str]]:
        """Record unsubscribes of addresses, known or not, and queue their pushes, in one transaction.

        For each linked record that is not opted out as far as is known one push is queued, and one look for the
        records of the address as they are now. Who is unsubscribed already asked again: that is kept in the history,
        and Salesforce is looked at again, for the checkbox may have been cleared there.
        Returns the addresses that were added and those that were unsubscribed already. Costs a handful of
        statements however many there are; a million come in portions, so that no transaction lasts.
        """
        first: dict[str, NewUnsubscribe] = {}
        added: list[str] = []
        already: list[str] = []
        keyed = [(address_key(one.email), one) for one in unsubscribes]
        for key, one in keyed:
            first.setdefault(key, one)
        with self._database.transaction():
            self._add_missing(first, now)
            waiting, before = self._by_will(first)
            self._set_all([(waiting[key], one) for key, one in first.items() if key in waiting])
            self._clocks.start(list(waiting.values()), now)
            self._note_asked_again([(before[key], one) for key, one in first.items() if key in before])
            self._queue(list(waiting.values()), list(before.values()), field, now)
        for key, one in keyed:
            (added if waiting.pop(key, None) is not None else already).append(one.email)
        return added, already

    def record_planned(
        self,
        unsubscribes: Sequence[tuple[int, NewUnsubscribe]],
        marked: Container[int],
        field: OptOutField,
        now: datetime,
    ) -> None:
        """The same for people by their ids who were seen not to be unsubscribed, in the transaction that is open.

        `marked` are those who are unsubscribed by now, for this very reason: they were added so (`strangers`).
        """
        ids = [person_id for person_id, _ in unsubscribes]
        self._set_all(unsubscribes, marked)
        self._clocks.start(ids, now)
        self._queue(ids, (), field, now)

    def queue_again(self, person_ids: Sequence[int], field: OptOutField, now: datetime) -> None:
        """Queue a look for the records of these people, who are unsubscribed: a box may have been cleared since."""
        if person_ids:
            self._queue((), person_ids, field, now)

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

    def record_from_salesforce(
        self,
        people: Sequence[tuple[int, str]],
        at: datetime,
        ticked: Mapping[str, TickedBy] = MappingProxyType({}),
        *,
        run_id: int | None = None,
    ) -> int:
        """Unsubscribe people, given as (person id, Salesforce ID that is opted out); returns how many were new.

        `ticked` tells of records when their box was ticked and by whom; of others `at` is when that was first seen,
        and nobody is named. `run_id`: the sync that does it.
        """
        first_seen, source = utc_text(at), Source.SALESFORCE_SYNC
        with self._database.transaction():
            waiting = {
                row[0]
                for row in self._database.rows(
                    f"SELECT id FROM person WHERE id {AMONG} AND unsubscribed_at IS NULL",
                    (listed(person_id for person_id, _ in people),),
                )
            }
            marks, events = [], []
            for person_id, record_id in people:
                if person_id not in waiting:
                    continue
                waiting.remove(person_id)
                by = ticked.get(record_id)
                when = utc_text(min(by.at, at)) if by is not None else first_seen
                marks.append((when, source, "", person_id))
                who = by.who if by is not None else ""
                events.append((person_id, when, _UNSUBSCRIBED, source, "", who, record_id))
            self._write_all(marks, events, run_id)
            self._clocks.start([event[0] for event in events], at)
        return len(marks)

    def note_opted_out(
        self,
        record_ids: Sequence[str],
        at: datetime,
        source: Source | None = None,
        *,
        run_id: int | None = None,
    ) -> None:
        """Add to the history of everybody concerned that these records were opted out in Salesforce.

        `run_id`: by this sync.
        """
        self._database.write(
            "INSERT INTO history (person_id, at, what, source, reason, who, salesforce_id, run_id) "
            "SELECT link.person_id, ?, 'opted_out_in_salesforce', ?, '', '', link.record_id, ? FROM link "
            f"WHERE link.record_id {AMONG}",
            (utc_text(at), source, run_id, listed(record_ids)),
        )

    def take_back_opted_out(self, record_ids: Sequence[str], since: datetime) -> None:
        """Take out of the histories that these records were opted out since a time: they turned out not to be."""
        self._clocks.open_again(record_ids, since)
        self._database.write(
            f"DELETE FROM history WHERE id IN (SELECT history.id FROM {EACH} "
            "CROSS JOIN link ON link.record_id = value CROSS JOIN history ON history.person_id = link.person_id "
            "WHERE history.salesforce_id = value AND history.at >= ? AND history.what = 'opted_out_in_salesforce')",
            (listed(record_ids), utc_text(since)),
        )

    def history(self, person_id: int) -> list[HistoryEvent]:
        """Everything that happened to a person's unsubscribe, newest first."""
        return self.histories([person_id]).get(person_id, [])[::-1]

    def histories(self, person_ids: Sequence[int]) -> dict[int, list[HistoryEvent]]:
        """Everything that happened to these people's unsubscribes, oldest first; who has no history is absent."""
        found: dict[int, list[HistoryEvent]] = {}
        for person_id, at, what, source, reason, who, record_id in self._database.rows(
            "SELECT person_id, at, what, source, reason, who, salesforce_id FROM history "
            f"WHERE person_id {AMONG} ORDER BY id",
            (listed(person_ids),),
        ):
            event = HistoryEvent(
                at=utc_from_text(at),
                what=HistoryKind(what),
                source=Source(source) if source else None,
                reason=reason,
                who=who,
                salesforce_id=record_id,
            )
            found.setdefault(person_id, []).append(event)
        return found

    def _add_missing(self, people: Mapping[str, NewUnsubscribe], now: datetime) -> None:
        """Add those, given by their address keys, whom nobody knew."""
        at = utc_text(now)
        known = {
            row[0]
            for row in self._database.rows(
                f"SELECT email_key FROM person WHERE email_key {AMONG}",
                (listed(people),),
            )
        }
        self._database.write_many(
            "INSERT INTO person (email, email_key, first_name, last_name, company, title, search_text, "
            "added_at, not_syncable, reason) VALUES (?, ?, '', '', '', '', ?, ?, 'never_looked_for', '')",
            [(one.email.strip(), key, key, at) for key, one in people.items() if key not in known],
        )

    def _by_will(self, keys: Iterable[str]) -> tuple[dict[str, int], dict[str, int]]:
        """The ids of these people, apart: those who are not unsubscribed, and those who are."""
        apart: tuple[dict[str, int], dict[str, int]] = ({}, {})
        for key, person_id, unsubscribed in self._database.rows(
            f"SELECT email_key, person.id, unsubscribed_at IS NOT NULL FROM {EACH} "
            "CROSS JOIN person ON email_key = value",
            (listed(keys),),
        ):
            apart[unsubscribed][key] = person_id
        return apart

    def _note_asked_again(self, again: Sequence[tuple[int, NewUnsubscribe]]) -> None:
        """A line for each who asks again, save where it is the very event that is known: a list read twice, say."""
        self._database.write_many(
            "INSERT INTO history (person_id, at, what, source, reason, who, salesforce_id) "
            "SELECT ?1, ?2, 'asked_again', ?3, ?4, ?5, '' WHERE NOT EXISTS (SELECT 1 FROM history "
            "WHERE person_id = ?1 AND at = ?2 AND source = ?3 AND what IN ('unsubscribed', 'asked_again'))",
            [(person_id, utc_text(one.at), one.source, one.reason, one.who) for person_id, one in again],
        )

    def _queue(self, new: Sequence[int], again: Sequence[int], field: OptOutField, now: datetime) -> None:
        at = utc_text(now)
        self._database.write(_QUEUE_RECORDS.format(column=field.column), (field, at, at, listed(new)))
        self._database.write(_QUEUE_LOOKS, (field, at, at, listed([*new, *again])))

    def _set_all(
        self, unsubscribes: Sequence[tuple[int, NewUnsubscribe]], marked: Container[int] = ()
    ) -> None:
        """Unsubscribe people who are not `marked` so, and write it into the history of all."""
        marks, events = [], []
        for person_id, one in unsubscribes:
            if any(event.what is HistoryKind.RESUBSCRIBED for event in one.later):
                raise ValueError("what follows an unsubscribe that stands cannot be a re-subscribe")
            at = utc_text(one.at)
            if person_id not in marked:
                marks.append((at, one.source, one.reason, person_id))
            events += [_event_values(person_id, event) for event in one.earlier]
            events.append((person_id, at, _UNSUBSCRIBED, one.source, one.reason, one.who, one.salesforce_id))
            events += [_event_values(person_id, event) for event in one.later]
        self._write_all(marks, events)

    def _write_all(
        self,
        marks: Sequence[Sequence[object]],
        events: Sequence[Sequence[object]],
        run_id: int | None = None,
    ) -> None:
        self._database.write_many(
            "UPDATE person SET unsubscribed_at = ?, source = ?, reason = ? WHERE id = ?", marks
        )
        self._database.write_many(
            "INSERT INTO history (person_id, at, what, source, reason, who, salesforce_id, run_id) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [(*event, run_id) for event in events],
        )

    def _set(self, person_id: int, one: NewUnsubscribe) -> bool:
        waiting = self._database.row(
            "SELECT 1 FROM person WHERE id = ? AND unsubscribed_at IS NULL", (person_id,)
        )
        if waiting:
            self._set_all([(person_id, one)])
        return waiting is not None


def _event_values(person_id: int, event: HistoryEvent) -> tuple[object, ...]:
    at, source = utc_text(event.at), event.source
    return (person_id, at, event.what, source, event.reason, event.who, event.salesforce_id)


_UNSUBSCRIBED = HistoryKind.UNSUBSCRIBED
_OPEN_ALREADY = """NOT EXISTS (SELECT 1 FROM queued_push AS push WHERE push.person_id = {person}
    AND push.record_id IS {record} AND push.run_id IS NULL AND push.state IN ('waiting', 'sending', 'parked'))"""
_QUEUE_RECORDS = f"""
INSERT INTO queued_push (person_id, record_id, field, state, attempts, queued_at, next_try_at, code)
SELECT link.person_id, link.record_id, ?, 'waiting', 0, ?, ?, ''
FROM {EACH} AS chosen
JOIN link ON link.person_id = chosen.value
JOIN salesforce_record AS record ON record.id = link.record_id
WHERE record.state IN ('active', 'unseen') AND coalesce(record.{{column}}, 0) = 0
    AND {_OPEN_ALREADY.format(person="link.person_id", record="link.record_id")}
ORDER BY chosen.key, link.record_id
"""
_QUEUE_LOOKS = f"""
INSERT INTO queued_push (person_id, record_id, field, state, attempts, queued_at, next_try_at, code)
SELECT chosen.value, NULL, ?, 'waiting', 0, ?, ?, '' FROM {EACH} AS chosen
WHERE {_OPEN_ALREADY.format(person="chosen.value", record="NULL")} ORDER BY chosen.key
"""
