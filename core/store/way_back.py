"""What is known of those whom a batch or a sync concerned, for taking it back: facts, read in portions.

What follows from them is judged by `sync.take_back`; nothing here ends an unsubscribe.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from core.store.addresses import address_key
from core.store.database import Database
from core.store.schema import utc_from_text, utc_text
from core.store.sqlite import AMONG, listed, member
from core.store.types.fields import OptOutField
from core.store.types.people import HistoryKind, Source
from core.store.types.records import RecordState

_SCANNED = 20_000
_OPT_OUT_ROW = (
    "basis IS NOT NULL AND became NOT IN ('refused', 'bounced', 'added_bounced', 'stays_unsubscribed')"
)
"""SQL: a row of a batch asked for an opt-out, whether it changed anything or not."""


class Event(NamedTuple):
    """A line of a person's history, with the batch or sync that it belongs to."""

    id: int
    what: HistoryKind
    source: Source | None
    batch_id: int | None
    run_id: int | None
    salesforce_id: str


class Box(NamedTuple):
    """The box of one record of a person as last seen.

    `since` and `written` are numbers of the history: when it was first seen ticked, when this program wrote there last.
    `keeps` is the address of another unsubscribed person whom the record belongs to; empty where there is none.
    """

    record_id: str
    object: str
    state: RecordState
    ticked: bool
    since: int
    written: int
    keeps: str


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """One person, the events oldest first."""

    id: int
    email: str
    key: str
    unsubscribed: bool
    events: tuple[Event, ...]
    boxes: tuple[Box, ...]


class Asked(NamedTuple):
    """A row of a batch that asked for an opt-out, or an event of a sync; `place` orders them."""

    place: int
    email: str
    key: str


class BatchLine(NamedTuple):
    """One line of the list of batches and syncs. `name` is the file's; `changed` counts who was unsubscribed.

    `there` are records that a sync has opted out, `back` people who were re-subscribed by a taking back, of `of_batch`
    or `of_run`. `taken_back`: wholly, by a batch of its own.
    """

    is_run: bool
    number: int
    kind: str
    name: str
    who: str
    state: str
    at: datetime
    changed: int
    added: int
    refused: int
    there: int
    back: int
    taken_back: bool
    of_batch: int | None
    of_run: int | None


class WayBack:
    """Reads what there is to be taken back."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def asked_by_batch(self, batch_id: int, after: int, limit: int) -> list[Asked]:
        """The rows of a batch that asked for an opt-out, after a line."""
        return [
            Asked(line, address, address_key(address))
            for line, address in self._database.rows(
                "SELECT line, address FROM imported_row "
                f"WHERE batch_id = ? AND line > ? AND {_OPT_OUT_ROW} ORDER BY line LIMIT ?",
                (batch_id, after, limit),
            )
        ]

    def written_by_run(self, run_id: int, after: int, limit: int) -> list[Asked]:
        """Whom a sync unsubscribed, or whose records it opted out, by their events after a number."""
        return [
            Asked(*row)
            for row in self._database.rows(
                "SELECT history.id, person.email, person.email_key FROM history "
                "JOIN person ON person.id = history.person_id "
                "WHERE history.run_id = ? AND history.id > ? ORDER BY history.id LIMIT ?",
                (run_id, after, limit),
            )
        ]

    def count_asked(self, batch_id: int | None, run_id: int | None) -> int:
        """How many rows or events there are to be gone through."""
        row = (
            self._database.row("SELECT count(*) FROM history WHERE run_id = ?", (run_id,))
            if batch_id is None
            else self._database.row(
                f"SELECT count(*) FROM imported_row WHERE batch_id = ? AND {_OPT_OUT_ROW}", (batch_id,)
            )
        )
        return int(row[0]) if row else 0

    def began(self, batch_id: int | None, run_id: int | None) -> datetime | None:
        """When a batch, or a sync, began; None where there is none."""
        table, number = ("run", run_id) if batch_id is None else ("import_batch", batch_id)
        row = self._database.row(f"SELECT started_at FROM {table} WHERE id = ?", (number,))
        return utc_from_text(row[0]) if row else None

    def facts(self, keys: Sequence[str], field: OptOutField) -> dict[str, PersonFacts]:
        """What is known of the people with these address keys, by the key."""
        people = self._database.rows(
            f"SELECT id, email, email_key, unsubscribed_at IS NOT NULL FROM person WHERE email_key {AMONG}",
            (listed(keys),),
        )
        chosen = listed(person_id for person_id, *_ in people)
        events: dict[int, list[Event]] = {}
        for person_id, number, what, source, batch_id, run_id, record_id in self._database.rows(
            "SELECT person_id, id, what, source, batch_id, run_id, salesforce_id FROM history "
            f"WHERE person_id {AMONG} ORDER BY id",
            (chosen,),
        ):
            kind, where = HistoryKind(what), Source(source) if source else None
            events.setdefault(person_id, []).append(Event(number, kind, where, batch_id, run_id, record_id))
        boxes: dict[int, list[Box]] = {}
        for person_id, record_id, object_, state, ticked, since, written, keeps in self._database.rows(
            _BOXES.format(column=field.column), (chosen,)
        ):
            boxes.setdefault(person_id, []).append(
                Box(record_id, object_, RecordState(state), bool(ticked), since, written, keeps)
            )
        return {
            key: PersonFacts(
                person_id,
                email,
                key,
                bool(out),
                tuple(events.get(person_id, ())),
                tuple(boxes.get(person_id, ())),
            )
            for person_id, email, key, out in people
        }

    def taken_back(self) -> tuple[set[int], set[int]]:
        """The batches, and the syncs, that were taken back to the end."""
        batches: set[int] = set()
        runs: set[int] = set()
        for batch_id, run_id in self._database.rows(
            "SELECT of_batch_id, of_run_id FROM import_batch WHERE kind = 'take_back' AND state = 'done'"
        ):
            (batches if batch_id is not None else runs).add(batch_id if batch_id is not None else run_id)
        return batches, runs

    def takings_back_of(self, batch_id: int | None, run_id: int | None) -> set[int]:
        """The batches by which a batch, or a sync, was taken back, wholly or in part."""
        return {
            row[0]
            for row in self._database.rows(
                "SELECT id FROM import_batch WHERE kind = 'take_back' AND of_batch_id IS ? AND of_run_id IS ?",
                (batch_id, run_id),
            )
        }

    def also_asked(
        self, keys: Container[str], since: datetime, but: Iterable[int], between: Callable[[], None]
    ) -> dict[str, int]:
        """Which of these address keys a later batch asked for as well, with its number; batches in `but` aside.

        Rows that changed nothing have no event, so that all rows of later batches are gone through.
        """
        found: dict[str, int] = {}
        later = self._database.rows(
            f"SELECT id FROM import_batch WHERE touched_at >= ? AND kind <> 'take_back' AND id NOT {AMONG} ORDER BY id",
            (utc_text(since), listed(but)),
        )
        for (batch_id,) in later:
            after = -1
            while rows := self._database.rows(
                "SELECT line, address FROM imported_row "
                f"WHERE batch_id = ? AND line > ? AND {_OPT_OUT_ROW} ORDER BY line LIMIT ?",
                (batch_id, after, _SCANNED),
            ):
                between()
                for _, address in rows:
                    if (key := address_key(address)) in keys:
                        found.setdefault(key, batch_id)
                after = rows[-1][0]
        return found

    def keep_events(self, after_event: int, batch_id: int | None, run_id: int | None) -> None:
        """Let events after a number, of this transaction, belong to the batch or sync that is put back."""
        self._database.write(
            "UPDATE history SET batch_id = ?, run_id = ? WHERE id > ? AND batch_id IS NULL AND run_id IS NULL",
            (batch_id, run_id, after_event),
        )

    def became(self, batch_id: int) -> dict[str, int]:
        """How many rows of a batch came to what."""
        return dict(
            self._database.rows(
                "SELECT became, count(*) FROM imported_row WHERE batch_id = ? GROUP BY became", (batch_id,)
            )
        )

    def count_cleared(self, batch_id: int) -> int:
        """How many records a taking back has cleared in Salesforce."""
        row = self._database.row(
            "SELECT count(*) FROM history WHERE batch_id = ? AND what = 'cleared_in_salesforce'", (batch_id,)
        )
        return int(row[0]) if row else 0

    def lines(self, before: BatchLine | None, limit: int) -> list[BatchLine]:
        """Batches, and syncs that changed something, the newest first; those after one where it is given."""
        at = utc_text(before.at) if before is not None else 1 << 62
        is_run, number = (before.is_run, before.number) if before is not None else (True, 1 << 62)
        return [
            BatchLine(bool(is_run), number, kind, name, who, state, utc_from_text(at), *figures)
            for is_run, number, kind, name, who, state, at, *figures in self._database.rows(
                f"SELECT * FROM ({_LINES}) WHERE (at, is_run, number) < (?, ?, ?) "
                "ORDER BY at DESC, is_run DESC, number DESC LIMIT ?",
                (at, is_run, number, limit),
            )
        ]

    def count_lines(self) -> int:
        """How many lines there are."""
        row = self._database.row(f"SELECT count(*) FROM ({_LINES})")
        return int(row[0]) if row else 0


_BOXES = (
    """
SELECT link.person_id, record.id, record.object, record.state, coalesce(record.{column}, 0),
    record.{column}_since, record.written, coalesce((
        SELECT min(other.email) FROM link AS theirs JOIN person AS other ON other.id = theirs.person_id
        WHERE theirs.record_id = record.id AND other.id <> link.person_id AND other.unsubscribed_at IS NOT NULL), '')
FROM link JOIN salesforce_record AS record ON record.id = link.record_id
WHERE link.person_id """
    + AMONG
)
_OF_JSON = {
    name: f"coalesce({member('counts', name)}, 0)"
    for name in ("unsubscribed", "added", "refused", "resubscribed")
}
_HERE, _THERE = (member("counts", name) for name in ("unsubscribed_here", "opted_out_in_salesforce"))
_LINES = f"""
SELECT 0 AS is_run, id AS number, kind, file_name, who, state, started_at AS at,
    {_OF_JSON["unsubscribed"]}, {_OF_JSON["added"]}, {_OF_JSON["refused"]}, 0, {_OF_JSON["resubscribed"]},
    EXISTS (SELECT 1 FROM import_batch AS back WHERE back.of_batch_id = import_batch.id AND back.state = 'done'),
    of_batch_id, of_run_id
FROM import_batch
UNION ALL
SELECT 1, id, kind, '', '', outcome, started_at, {_HERE}, 0, 0, {_THERE}, 0,
    EXISTS (SELECT 1 FROM import_batch AS back WHERE back.of_run_id = run.id AND back.state = 'done'), NULL, NULL
FROM run WHERE outcome NOT IN ('held', 'previewed', 'running') AND ({_HERE} > 0 OR {_THERE} > 0
    OR outcome = 'interrupted' AND EXISTS (SELECT 1 FROM history WHERE history.run_id = run.id))
"""
