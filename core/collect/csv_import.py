"""Importing people and unsubscribes from a CSV file: a look, a preview that counts, and the import itself.

Bad rows never stop a file: they are listed with their line and the reason. The same file twice changes nothing
the second time. An import is written in portions, each whole or not at all, so that it may be cancelled or
killed at any moment and simply started again.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import Protocol

from peewee import DatabaseError

from core.collect.cells import DateOrder
from core.collect.columns import ColumnMapping, TreatAs, check_mapping, recognise_columns
from core.collect.csv_file import CsvShape, Opener, look, rows_of
from core.collect.csv_reading import CsvRow
from core.collect.import_plan import Imagined, ImportCounts, Planner
from core.collect.import_rows import ImportRow, RowReader
from core.collect.open_folder import open_chosen
from core.collect.problems import refuse
from core.collect.refused_rows import NOTE_COLUMNS, RefusedRow, RefusedRows
from core.events import EventBus, LogAdded, PeopleChanged, QueueChanged
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import CancelledError, Message, Problem, ProblemError
from core.settings import Settings
from core.store.nouns import Level, LogKind, NewLogEntry
from core.store.store import Store
from core.store.trouble import DAMAGED, GONE, disk_trouble

log = logging.getLogger(__name__)

PORTION = 2000
"""Rows in one transaction: about a tenth of a second, for others wait to write meanwhile."""
_TELL_S = 1.0


@dataclass(frozen=True, slots=True)
class ImportSetup:
    """How a file will be read: found out, or as it was chosen. `treat_as` says whom it unsubscribes."""

    shape: CsvShape
    mapping: ColumnMapping
    treat_as: TreatAs
    date_order: DateOrder = DateOrder.UNKNOWN


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """How far a file has been read, in rows and in bytes."""

    rows: int
    bytes_read: int
    bytes_total: int


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What importing a file would do. The counts are exact as long as nobody else changes people meanwhile."""

    setup: ImportSetup
    counts: ImportCounts
    refused: RefusedRows


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What importing a file did. `cancelled`: it was stopped, and the counts are those of the rows until then."""

    setup: ImportSetup
    counts: ImportCounts
    refused: RefusedRows
    cancelled: bool = False


class StopSign(Protocol):
    """What says that work is to stop; a `threading.Event` is one."""

    def is_set(self) -> bool:
        """Whether to stop now."""


OnProgress = Callable[[ImportProgress], None]


class CsvImport:
    """Imports CSV files. May be used from any thread, and by several at a time.

    `who` is the user's name, for the history; `on_collected` wakes whoever pushes.
    """

    def __init__(
        self,
        store: Store,
        settings: Settings,
        events: EventBus,
        *,
        now: Callable[[], datetime],
        who: str,
        on_collected: Callable[[], None],
    ) -> None:
        self._store = store
        self._settings = settings
        self._events = events
        self._now = now
        self._who = who
        self._on_collected = on_collected
        self._closing = threading.Event()
        self._running = 0
        self._count = threading.Lock()

    @property
    def is_running(self) -> bool:
        """Whether an import is under way in this process; previews do not count."""
        return self._running > 0

    def look(
        self,
        path: Path,
        mapping: ColumnMapping | None = None,
        encoding: str | None = None,
        delimiter: str | None = None,
        *,
        treat_as: TreatAs | None = None,
        date_order: DateOrder = DateOrder.UNKNOWN,
        opener: Opener = open_chosen,
    ) -> ImportSetup:
        """Find out what is not given, from the first part of the file; quick however large it is.

        Raises ProblemError when the file cannot be read. A mapping without an e-mail column is not refused yet,
        so that one can be chosen.
        """
        shape = look(path, encoding, delimiter, opener)
        mapping = mapping or recognise_columns(shape.headers, shape.first_rows)
        columns = sum(header not in NOTE_COLUMNS for header in shape.headers)
        return ImportSetup(shape, mapping, treat_as or mapping.default_treatment(columns), date_order)

    def preview(
        self,
        path: Path,
        mapping: ColumnMapping | None = None,
        encoding: str | None = None,
        delimiter: str | None = None,
        *,
        treat_as: TreatAs | None = None,
        date_order: DateOrder = DateOrder.UNKNOWN,
        stop: StopSign | None = None,
        on_progress: OnProgress | None = None,
    ) -> ImportPreview:
        """Go through the whole file and count what importing it would do; changes nothing.

        Raises ProblemError when the file cannot be read or no column holds addresses, CancelledError when stopped.
        """
        setup = self.look(path, mapping, encoding, delimiter, treat_as=treat_as, date_order=date_order)
        with closing(Imagined()) as imagined:
            work = _Work(setup, Planner(self._store, self._who, self._now(), imagined), self._now())
            for rows in work.portions(on_progress, partial(self._raise_if_stopped, stop)):
                work.counts.add(work.planner.plan(rows).counts)
        return ImportPreview(setup, work.counts, work.refused)

    def run(
        self,
        path: Path,
        mapping: ColumnMapping | None = None,
        encoding: str | None = None,
        delimiter: str | None = None,
        *,
        treat_as: TreatAs | None = None,
        date_order: DateOrder = DateOrder.UNKNOWN,
        stop: StopSign | None = None,
        on_progress: OnProgress | None = None,
        opener: Opener = open_chosen,
    ) -> ImportReport:
        """Import the file. Raises ProblemError when it cannot be read to its end; what was read until then stays.

        Stopped, it ends with the rows it has done so far, and says so in the report.
        """
        now = self._now()
        try:
            setup = self.look(
                path,
                mapping,
                encoding,
                delimiter,
                treat_as=treat_as,
                date_order=date_order,
                opener=opener,
            )
            work = _Work(setup, Planner(self._store, self._who, now), now)
            with self._counted(), self._database_faults_explained(work):
                cancelled = self._carry_out(work, stop, on_progress)
        except ProblemError as error:
            self._tell_of_failure(error.problem)
            raise
        report = ImportReport(setup, work.counts, work.refused, cancelled)
        self._log(Level.WARNING if cancelled or work.refused.count else Level.INFO, _summary(report))
        return report

    def close(self) -> None:
        """Stop every import and preview that is running, within about a second."""
        self._closing.set()

    def _carry_out(self, work: _Work, stop: StopSign | None, on_progress: OnProgress | None) -> bool:
        """Write portion after portion; returns whether it was stopped before the end."""
        told = monotonic()
        try:
            for rows in work.portions(on_progress, partial(self._raise_if_stopped, stop)):
                self._write(work, rows)
                if monotonic() - told >= _TELL_S:
                    self._tell()
                    told = monotonic()
        except CancelledError:
            return True
        return False

    def _write(self, work: _Work, rows: Sequence[ImportRow]) -> None:
        store, push_field, now = self._store, self._settings.push_field, self._now()
        with store.database.transaction():
            plan = work.planner.plan(rows)
            store.people.add(plan.people, now)
            if plan.unsubscribes:
                store.unsubscribes.collect(plan.unsubscribes, push_field, now)
            for person_id, record_ids in plan.pushes:
                store.push_queue.queue_records(person_id, record_ids, push_field, now)
        work.counts.add(plan.counts)
        if plan.unsubscribes or plan.pushes:
            self._on_collected()

    @contextmanager
    def _counted(self) -> Iterator[None]:
        with self._count:
            self._running += 1
        try:
            yield
        finally:
            with self._count:
                self._running -= 1

    @contextmanager
    def _database_faults_explained(self, work: _Work) -> Iterator[None]:
        try:
            yield
        except (DatabaseError, sqlite3.Error) as error:
            trouble = disk_trouble(error, path=self._store.database.path)
            if trouble is not None and trouble.code in (DAMAGED, GONE):
                # No room on the disk would help, and importing again neither.
                raise ProblemError(replace(trouble, code="IMPORT_NOT_SAVED")) from error
            raise refuse(
                "IMPORT_NOT_SAVED",
                NOOP(
                    "core",
                    "The import of “{name}” stopped after {rows} rows: the database could not be written.",
                ),
                NOOP(
                    "core",
                    "Check that the disk is not full, then import the file again: nothing is done twice.",
                ),
                name=work.setup.shape.path.name,
                rows=work.counts.rows,
                detail=str(error),
            ) from error

    def _tell(self) -> None:
        queue = self._store.push_queue.state()
        self._events.emit(QueueChanged(queue.waiting, queue.parked))
        self._events.emit(PeopleChanged())

    def _tell_of_failure(self, problem: Problem) -> None:
        try:
            self._log(Level.ERROR, problem.what, problem.fix, problem.code)
        except (DatabaseError, sqlite3.Error):
            log.exception("the failure of an import could not be written into the status log")

    def _log(self, level: Level, message: Message, fix: Message | None = None, code: str = "") -> None:
        entry = NewLogEntry(level, LogKind.COLLECT, message, fix=fix, code=code)
        self._store.status_log.add([entry], self._now())
        self._events.emit(LogAdded())
        self._tell()

    def _raise_if_stopped(self, stop: StopSign | None) -> None:
        if self._closing.is_set() or (stop is not None and stop.is_set()):
            raise CancelledError


class _Work:
    """One pass through a file: its rows understood, those refused put aside, everything counted."""

    def __init__(self, setup: ImportSetup, planner: Planner, now: datetime) -> None:
        check_mapping(setup.mapping, setup.shape.headers, setup.shape.path.name)
        self.setup = setup
        self.planner = planner
        self.counts = ImportCounts()
        self.refused = RefusedRows(setup.shape.headers)
        self._reader = RowReader(setup.mapping, setup.treat_as, date_order=setup.date_order, now=now)
        self._seen = 0

    def portions(
        self, on_progress: OnProgress | None, raise_if_stopped: Callable[[], None]
    ) -> Iterator[list[ImportRow]]:
        """The rows that were understood, some thousands at a time; how far it is, is told after each portion."""
        shape = self.setup.shape
        with rows_of(shape) as rows:
            waiting = iter(rows)
            while True:
                raise_if_stopped()
                chunk = list(islice(waiting, PORTION))
                if not chunk:
                    return
                yield [row for row in map(self._understood, chunk) if row is not None]
                self._seen += len(chunk)
                if on_progress is not None:
                    on_progress(ImportProgress(self._seen, rows.bytes_read, shape.size))

    def _understood(self, row: CsvRow) -> ImportRow | None:
        try:
            understood = self._reader.read(row)
        except ProblemError as error:
            self.refused.add(RefusedRow(row.line, tuple(row.cells), error.problem))
            self.counts.rows += 1
            self.counts.refused += 1
            return None
        for problem in understood.problems:
            self.refused.add(RefusedRow(row.line, tuple(row.cells), problem, taken=True))
        return understood


def _summary(report: ImportReport) -> Message:
    counts = report.counts
    template = (
        NOOP(
            "core",
            "The import of “{name}” was stopped, rows: {rows}. Unsubscribed: {unsubscribed}, added: {added}, "
            "changed: {changed}, already so: {already_so}, refused: {refused}.",
        )
        if report.cancelled
        else NOOP(
            "core",
            "“{name}” was imported, rows: {rows}. Unsubscribed: {unsubscribed}, added: {added}, "
            "changed: {changed}, already so: {already_so}, refused: {refused}.",
        )
    )
    return Message(
        template,
        {
            "name": report.setup.shape.path.name,
            "rows": counts.rows,
            "unsubscribed": counts.unsubscribed,
            "added": counts.added,
            "changed": counts.changed,
            "already_so": counts.already_so,
            "refused": counts.refused,
        },
    )
