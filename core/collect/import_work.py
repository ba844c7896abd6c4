"""Going through a file: once to understand it, once row by row, a portion at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice

from core.collect.basis import Basis
from core.collect.columns import Column, ColumnMapping
from core.collect.csv_file import CsvShape, rows_of
from core.collect.csv_reading import CsvRow
from core.collect.import_plan import ImportCounts, Plan
from core.collect.import_rows import ImportRow, RowReader
from core.collect.import_setup import ImportProgress, ImportSetup, OnProgress
from core.collect.learning import Learned, Learner
from core.collect.refused_rows import RefusedRow, RefusedRows
from core.messages import Message, ProblemError
from core.store.import_batches import Became, RowBasis, RowResult

PORTION = 10_000
"""Rows in one transaction: about a third of a second, for others wait to write meanwhile. Smaller ones write the same
pages of the indexes over and over."""
_LEARNED_AT_ONCE = 10_000
_LONGEST_KEPT = 320


def learn(
    shape: CsvShape,
    mapping: ColumnMapping,
    now: datetime,
    on_progress: OnProgress | None,
    raise_if_stopped: Callable[[], None],
) -> Learned:
    """What all rows of a file together say about opting out; raises ProblemError when it cannot be read."""
    learner, seen = Learner(shape.headers, mapping, now), 0
    with rows_of(shape) as rows:
        waiting = iter(rows)
        while chunk := list(islice(waiting, _LEARNED_AT_ONCE)):
            raise_if_stopped()
            for row in chunk:
                if row.problem is None:
                    learner.learn(row.cells)
            seen += len(chunk)
            if on_progress is not None:
                on_progress(ImportProgress(seen, rows.bytes_read, shape.size, learning=True))
    return learner.learned()


class ImportWork:
    """One pass through a file: its rows understood, those refused put aside, everything counted."""

    def __init__(self, setup: ImportSetup, now: datetime) -> None:
        self.setup = setup
        self.counts = ImportCounts()
        self.refused = RefusedRows(setup.shape.headers)
        self.reasons: dict[Basis, int] = {}
        self.rows_written = 0
        self._reader = RowReader(setup.shape.headers, setup.understood, now=now)
        self._email = setup.mapping.first(Column.EMAIL) or 0
        self._places: dict[Basis, int] = {}
        self._refused_now: list[RowResult] = []
        self._seen = 0

    @property
    def bases(self) -> list[RowBasis]:
        """Why rows were opt-outs, in the order in which that came up."""
        return [RowBasis(basis.kind, basis.column, basis.word) for basis in self._places]

    def portions(
        self, on_progress: OnProgress | None, raise_if_stopped: Callable[[], None]
    ) -> Iterator[list[ImportRow]]:
        """The rows that were understood, some thousands at a time; progress is passed on after each portion."""
        shape = self.setup.shape
        with rows_of(shape) as rows:
            waiting = iter(rows)
            while True:
                raise_if_stopped()
                chunk = list(islice(waiting, PORTION))
                if not chunk:
                    return
                self._refused_now = []
                yield [row for row in map(self._understood, chunk) if row is not None]
                self._seen += len(chunk)
                self.rows_written = self._seen
                if on_progress is not None:
                    on_progress(ImportProgress(self._seen, rows.bytes_read, shape.size))

    def tally(self, plan: Plan) -> None:
        """Count what a portion came to."""
        self.counts.add(plan.counts)
        for row in plan.rows:
            if row.basis is not None:
                self.reasons[row.basis] = self.reasons.get(row.basis, 0) + 1

    def results(self, plan: Plan) -> list[RowResult]:
        """What became of the rows of a portion, those that were refused among them."""
        results = self._refused_now
        for row in plan.rows:
            place = None
            if row.basis is not None:
                place = self._places.setdefault(row.basis, len(self._places))
            results.append(RowResult(row.line, row.address, row.became, place))
        return results

    def _understood(self, row: CsvRow) -> ImportRow | None:
        try:
            understood = self._reader.read(row)
        except ProblemError as error:
            self.refused.add(RefusedRow(row.line, tuple(row.cells), error.problem))
            self.counts.rows += 1
            self.counts.refused += 1
            self._refused_now.append(self._refusal(row, error.problem.what))
            return None
        for problem in understood.problems:
            self.refused.add(RefusedRow(row.line, tuple(row.cells), problem, taken=True))
        return understood

    def _refusal(self, row: CsvRow, why: Message) -> RowResult:
        cell = row.cells[self._email] if self._email < len(row.cells) else ""
        readable = cell[:_LONGEST_KEPT].encode("utf-8", "replace").decode()
        return RowResult(row.line, readable, Became.REFUSED, why=why)
