"""Imports of files: which there were, what became of each row, and which events of the history each one made.

A person was unsubscribed by a batch when the `unsubscribed` event that stands in their history points to it, and by
nothing else as long as no row of another batch, no later event and no record in Salesforce says so too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from core.messages import Message
from core.store import schema
from core.store.database import Database
from core.store.schema import ImportedRow, utc_text
from core.store.sqlite import AMONG, listed

_SILENT = timedelta(minutes=10)
"""An import writes every second or so; one that has been silent for so long was killed."""
ROWS_KEPT = timedelta(days=90)
"""How long rows that changed nothing are kept: a folder may bring the same large list every night."""


class BatchState(StrEnum):
    """How an import ended; INTERRUPTED: its process was killed, and what it had written until then stays."""

    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"
    INTERRUPTED = "interrupted"


class BatchKind(StrEnum):
    """What a batch is. TAKE_BACK: another batch, or a sync, was taken back by it."""

    IMPORT = "import"
    BY_HAND = "by_hand"
    TAKE_BACK = "take_back"


class Became(StrEnum):
    """What became of a row. `STAYS`: it says no, but an import never ends an unsubscribe. `BOUNCED`: noted, no more.

    The last three are of a batch that takes another back: CLEARED in Salesforce alone, LEFT as it was.
    """

    UNSUBSCRIBED = "unsubscribed"
    ADDED_UNSUBSCRIBED = "added_unsubscribed"
    ADDED = "added"
    CHANGED = "changed"
    ALREADY_SO = "already_so"
    BOUNCED = "bounced"
    ADDED_BOUNCED = "added_bounced"
    STAYS = "stays_unsubscribed"
    REFUSED = "refused"
    RESUBSCRIBED = "resubscribed"
    CLEARED = "cleared"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class RowBasis:
    """Why rows were opt-outs: by what, in which column, in which word."""

    kind: str
    column: str = ""
    word: str = ""


class RowResult(NamedTuple):
    """What became of one row; `basis` is the place among the batch's bases, `why` the reason of a refusal."""

    line: int
    address: str
    became: Became
    basis: int | None = None
    why: Message | None = None


@dataclass(frozen=True, slots=True)
class ImportBatch:
    """One import of a file, one paste, or what takes such a batch (`of_batch`) or a sync (`of_run`) back.

    `clears`: the boxes in Salesforce were to be cleared as well.
    """

    id: int
    file_name: str
    who: str
    treat_as: str
    state: BatchState
    started_at: datetime
    finished_at: datetime | None
    counts: Mapping[str, int]
    bases: tuple[RowBasis, ...]
    kind: BatchKind = BatchKind.IMPORT
    of_batch: int | None = None
    of_run: int | None = None
    reason: str = ""
    clears: bool = False


class ImportBatches:
    """The batches of the local database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(
        self,
        file_name: str,
        who: str,
        treat_as: str,
        now: datetime,
        kind: BatchKind = BatchKind.IMPORT,
        reason: str = "",
    ) -> int:
        """Open a batch; returns its id. Old rows that changed nothing are let go of."""
        with self._database.transaction():
            self._database.write(
                "DELETE FROM imported_row WHERE became = 'already_so' AND batch_id IN "
                "(SELECT id FROM import_batch WHERE touched_at < ?)",
                (utc_text(now - ROWS_KEPT),),
            )
            return self._database.execute(
                schema.ImportBatch.insert(
                    file_name=file_name,
                    who=who,
                    treat_as=treat_as,
                    state=BatchState.RUNNING,
                    started_at=now,
                    touched_at=now,
                    counts="{}",
                    bases="[]",
                    kind=kind,
                    reason=reason,
                )
            )

    def begin_take_back(
        self, who: str, reason: str, now: datetime, *, batch_id: int | None, run_id: int | None, clears: bool
    ) -> int:
        """Open the batch that takes another batch, or a sync, back; one that was not finished is gone on with."""
        with self._database.transaction():
            unfinished = self._database.row(
                "SELECT max(id) FROM import_batch WHERE kind = 'take_back' AND state <> 'done' "
                "AND of_batch_id IS ? AND of_run_id IS ?",
                (batch_id, run_id),
            )
            number = int(unfinished[0]) if unfinished and unfinished[0] else 0
            number = number or self.begin("", who, "", now, BatchKind.TAKE_BACK)
            self._database.execute(
                schema.ImportBatch.update(
                    of_batch=batch_id,
                    of_run=run_id,
                    reason=reason,
                    clears=clears,
                    who=who,
                    state=BatchState.RUNNING,
                    touched_at=now,
                    finished_at=None,
                ).where(schema.ImportBatch.id == number)
            )
        return number

    def last_event(self) -> int:
        """The id of the newest event of the history; ask within the transaction that adds further ones."""
        row = self._database.row("SELECT max(id) FROM history")
        return int(row[0] or 0) if row else 0

    def add(
        self,
        batch_id: int,
        rows: Sequence[RowResult],
        counts: Mapping[str, int],
        bases: Sequence[RowBasis],
        *,
        after_event: int | None,
        now: datetime,
    ) -> None:
        """Keep what became of further rows, and whose events of the history they made: those after `after_event`.

        Call it in the transaction that did what it tells. `counts` and `bases` are those of the batch so far.
        """
        with self._database.transaction():
            self._database.write_many(
                "INSERT INTO imported_row (batch_id, line, address, basis, became, why) "
                "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (batch_id, line) DO UPDATE SET address = excluded.address, "
                "basis = excluded.basis, became = excluded.became, why = excluded.why",
                [
                    (batch_id, row.line, row.address, row.basis, row.became, row.why and row.why.to_json())
                    for row in rows
                ],
            )
            if after_event is not None:
                self._database.write(
                    "UPDATE history SET batch_id = ? WHERE id > ? AND batch_id IS NULL",
                    (batch_id, after_event),
                )
            self._database.execute(
                schema.ImportBatch.update(
                    counts=json.dumps(dict(counts)),
                    bases=json.dumps([astuple(basis) for basis in bases], ensure_ascii=False),
                    touched_at=now,
                ).where(schema.ImportBatch.id == batch_id)
            )

    def finish(self, batch_id: int, state: BatchState, now: datetime) -> None:
        """Close a batch."""
        self._database.execute(
            schema.ImportBatch.update(state=state, finished_at=now, touched_at=now).where(
                schema.ImportBatch.id == batch_id
            )
        )

    def page(self, before_id: int | None, limit: int, now: datetime) -> list[ImportBatch]:
        """Imports, the newest first; those with a smaller id than `before_id` where it is given."""
        batches = schema.ImportBatch.select().order_by(schema.ImportBatch.id.desc()).limit(limit)
        if before_id is not None:
            batches = batches.where(schema.ImportBatch.id < before_id)
        return [_batch(row, now) for row in self._database.select(batches)]

    def get(self, batch_id: int, now: datetime) -> ImportBatch | None:
        """One import."""
        found = self._database.select(schema.ImportBatch.select().where(schema.ImportBatch.id == batch_id))
        return _batch(found[0], now) if found else None

    def count(self) -> int:
        """How many imports there were."""
        return self._database.count(schema.ImportBatch.select())

    def rows(self, batch_id: int, after_line: int, limit: int) -> list[RowResult]:
        """What became of the rows after a line, in the order of the file."""
        rows = ImportedRow.select().where(ImportedRow.batch == batch_id, ImportedRow.line > after_line)
        return [
            RowResult(row.line, row.address, Became(row.became), row.basis, row.why)
            for row in self._database.select(rows.order_by(ImportedRow.line).limit(limit))
        ]

    def known_records(self, keys: Sequence[str]) -> int:
        """How many records in Salesforce that could be ticked are known of the people with these address keys."""
        row = self._database.row(
            "SELECT count(DISTINCT record.id) FROM person JOIN link ON link.person_id = person.id "
            "JOIN salesforce_record AS record ON record.id = link.record_id "
            f"WHERE record.state IN ('active', 'unseen') AND person.email_key {AMONG}",
            (listed(keys),),
        )
        return int(row[0]) if row else 0


def _batch(row: schema.ImportBatch, now: datetime) -> ImportBatch:
    state = BatchState(row.state)
    if state is BatchState.RUNNING and now - row.touched_at > _SILENT:
        state = BatchState.INTERRUPTED
    return ImportBatch(
        id=row.id,
        file_name=row.file_name,
        who=row.who,
        treat_as=row.treat_as,
        state=state,
        started_at=row.started_at,
        finished_at=row.finished_at,
        counts=json.loads(row.counts),
        bases=tuple(RowBasis(*basis) for basis in json.loads(row.bases)),
        kind=BatchKind(row.kind),
        of_batch=row.of_batch_id,
        of_run=row.of_run_id,
        reason=row.reason,
        clears=row.clears,
    )
