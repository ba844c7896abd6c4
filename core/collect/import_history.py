"""What was imported, added by hand, synced and taken back, what each did, and its results as a file."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from core.collect.basis import Basis, BasisKind
from core.files.problems import refuse
from core.files.safe_cells import guarded
from core.files.whole_file import whole_file
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message
from core.store.import_batches import ImportBatch, RowResult
from core.store.store import Store
from core.store.way_back import BatchLine

COLUMNS = ("line", "address", "meant", "became", "why")
"""The header of an import's results."""
_PAGE = 2000


class ImportHistory:
    """The imports of the local database, read and written out. May be used from any thread."""

    def __init__(self, store: Store, *, now: Callable[[], datetime]) -> None:
        self._batches = store.import_batches
        self._way_back = store.way_back
        self._now = now

    def page(self, before_id: int | None = None, limit: int = 100) -> list[ImportBatch]:
        """Imports, the newest first."""
        return self._batches.page(before_id, limit, self._now())

    def count(self) -> int:
        """How many there were."""
        return self._batches.count()

    def lines(self, before: BatchLine | None = None, limit: int = 100) -> list[BatchLine]:
        """Imports, pastes, takings back, and syncs that changed something, the newest first."""
        return self._way_back.lines(before, limit)

    def count_lines(self) -> int:
        """How many of these there are."""
        return self._way_back.count_lines()

    def get(self, batch_id: int) -> ImportBatch:
        """One import; raises ProblemError when there is none of that number."""
        batch = self._batches.get(batch_id, self._now())
        if batch is None:
            raise refuse(
                "IMPORT_UNKNOWN",
                NOOP("core", "There is no import with the number {number}."),
                NOOP("core", "List them with unsubscribe-sync imports, or on the page Import and export."),
                number=str(batch_id),
            )
        return batch

    def export(self, batch_id: int, path: Path, *, words: Callable[[Message], str] = Message.english) -> int:
        """Write what became of every row of an import to a CSV file; returns how many.

        Raises ProblemError when there is no such import, or the file cannot be written.
        """
        batch = self.get(batch_id)
        rows, after = 0, -1
        with whole_file(path) as stream:
            writer = csv.writer(stream)
            writer.writerow(COLUMNS)
            while page := self._batches.rows(batch_id, after, _PAGE):
                writer.writerows([guarded(cell) for cell in _cells(batch, row, words)] for row in page)
                rows += len(page)
                after = page[-1].line
        return rows


def meanings_of(batch: ImportBatch) -> list[Basis]:
    """Why rows of an import were opt-outs."""
    return [Basis(BasisKind(basis.kind), basis.column, basis.word) for basis in batch.bases]


def _cells(batch: ImportBatch, row: RowResult, words: Callable[[Message], str]) -> tuple[str, ...]:
    meant = words(meanings_of(batch)[row.basis].reason()) if row.basis is not None else ""
    return str(row.line), row.address, meant, row.became, words(row.why) if row.why is not None else ""
