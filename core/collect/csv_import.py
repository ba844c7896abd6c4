"""Importing people and unsubscribes from a CSV file: a inspect, a preview that counts, and the import itself.

A file is read twice: first to understand what it says about opting out, then to do it. Where it leaves that open, it
is refused with the question. Bad rows never stop a file: they are listed with their line and the reason. The same
file twice changes nothing the second time. An import is written in portions, each whole or not at all and each with
its place in the import's batch, so that it may be cancelled or killed at any moment and simply started again.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Protocol

from peewee import DatabaseError

from core.collect.columns import ColumnMapping, TreatAs, check_mapping, recognise_columns
from core.collect.csv_file import CsvShape, Opener, inspect
from core.collect.csv_reading import unreadable
from core.collect.dates import DateOrder
from core.collect.import_plan import Imagined, Planner
from core.collect.import_rows import ImportRow
from core.collect.import_setup import ImportPreview, ImportReport, ImportSetup, OnProgress
from core.collect.import_work import ImportWork, learn
from core.collect.learning import Learner
from core.collect.seldom_tidied import seldom_tidied
from core.collect.understanding import Bounces, Chosen, Understanding, understand
from core.events import PeopleChanged, QueueChanged
from core.files.open_folder import open_chosen
from core.files.problems import refuse
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import CancelledError, Counted, Message, Problem, ProblemError
from core.services import Services
from core.store.import_batches import BatchState
from core.store.trouble import DAMAGED, GONE, disk_trouble
from core.store.types.log import Level, LogKind

log = logging.getLogger(__name__)

_TELL_S, _TELL_SHARE = 1.0, 20
"""Seconds between two tellings of how far it is, and at least so many times what one takes: who counts a million
pushes each second does little else."""


class StopSign(Protocol):
    """What says that work is to stop; a `threading.Event` is one."""

    def is_set(self) -> bool:
        """Whether to stop now."""


class CsvImport:
    """Imports CSV files. May be used from any thread, and by several at a time.

    `who` is the user's name, for the history; `on_collected` wakes whoever pushes.
    """

    def __init__(self, services: Services, *, who: str, on_collected: Callable[[], None]) -> None:
        self._store = services.store
        self._settings = services.settings
        self._events = services.events
        self._now = services.now
        self._log = services.log
        self._who = who
        self._on_collected = on_collected
        self._closing = threading.Event()
        self._running = 0
        self._count = threading.Lock()
        self._last_understood: tuple[object, Understanding] | None = None

    @property
    def is_running(self) -> bool:
        """Whether an import is under way in this process; previews do not count."""
        return self._running > 0

    def inspect(
        self,
        path: Path,
        mapping: ColumnMapping | None = None,
        encoding: str | None = None,
        delimiter: str | None = None,
        *,
        treat_as: TreatAs | None = None,
        date_order: DateOrder = DateOrder.UNKNOWN,
        bounces: Bounces | None = None,
    ) -> ImportSetup:
        """Find out what is not given, from the first part of the file; quick however large it is.

        Raises ProblemError when the file cannot be read. A mapping without an e-mail column is not refused yet,
        so that one can be chosen. What it says about opting out is only how the first rows look.
        """
        shape, mapping = _shape(path, mapping, encoding, delimiter)
        learner = Learner(shape.headers, mapping, self._now())
        for cells in shape.first_rows:
            learner.learn(cells)
        chosen = Chosen(treat_as, date_order, bounces=bounces)
        return ImportSetup(shape, understand(shape.headers, mapping, learner.learned(), path.name, chosen))

    def preview(
        self,
        path: Path,
        mapping: ColumnMapping | None = None,
        encoding: str | None = None,
        delimiter: str | None = None,
        *,
        treat_as: TreatAs | None = None,
        date_order: DateOrder = DateOrder.UNKNOWN,
        bounces: Bounces | None = None,
        stop: StopSign | None = None,
        on_progress: OnProgress | None = None,
    ) -> ImportPreview:
        """Go through the whole file and count what importing it would do; changes nothing.

        Raises ProblemError when the file cannot be read, when no column holds addresses, or when it leaves open whom it
        unsubscribes (`understanding.UNCLEAR`); CancelledError when stopped.
        """
        raise_if_stopped = partial(self._raise_if_stopped, stop)
        shape, mapping = _shape(path, mapping, encoding, delimiter)
        setup = self._understood(
            shape, mapping, Chosen(treat_as, date_order, bounces=bounces), on_progress, raise_if_stopped
        )
        known_records = 0
        with closing(Imagined()) as imagined, seldom_tidied():
            work = ImportWork(setup, self._now())
            planner = Planner(self._store, self._who, self._now(), imagined)
            for rows in work.portions(on_progress, raise_if_stopped):
                plan = planner.plan(rows)
                known_records += self._store.import_batches.known_records(plan.newly_out)
                work.tally(plan)
        return ImportPreview(setup, work.counts, work.refused, work.reasons, known_records)

    def run(
        self,
        path: Path,
        mapping: ColumnMapping | None = None,
        encoding: str | None = None,
        delimiter: str | None = None,
        *,
        treat_as: TreatAs | None = None,
        date_order: DateOrder = DateOrder.UNKNOWN,
        bounces: Bounces | None = None,
        folder_of_unsubscribes: bool = False,
        stop: StopSign | None = None,
        on_progress: OnProgress | None = None,
        opener: Opener = open_chosen,
    ) -> ImportReport:
        """Import the file. Raises ProblemError when it cannot be read to its end; what was read until then stays.

        `folder_of_unsubscribes`: it comes from a folder of such lists, which decides where its columns do not. Stopped,
        it ends with the rows it has done so far, and says so in the report.
        """
        raise_if_stopped = partial(self._raise_if_stopped, stop)
        chosen = Chosen(treat_as, date_order, folder_of_unsubscribes, bounces)
        try:
            shape, mapping = _shape(path, mapping, encoding, delimiter, opener)
            setup = self._understood(shape, mapping, chosen, on_progress, raise_if_stopped)
            work = ImportWork(setup, self._now())
            with self._counted(), self._database_faults_explained(work), seldom_tidied():
                batch_id, cancelled = self._carry_out(work, on_progress, raise_if_stopped)
        except ProblemError as error:
            self._tell_of_failure(error.problem)
            raise
        report = ImportReport(setup, work.counts, work.refused, work.reasons, cancelled, batch_id)
        level = Level.WARNING if cancelled or work.refused.count else Level.INFO
        self._tell_of_end(level, _summary(report))
        return report

    def close(self) -> None:
        """Stop every import and preview that is running, within about a second."""
        self._closing.set()

    def _understood(
        self,
        shape: CsvShape,
        mapping: ColumnMapping,
        chosen: Chosen,
        on_progress: OnProgress | None,
        raise_if_stopped: Callable[[], None],
    ) -> ImportSetup:
        """How the whole file is to be read; raises ProblemError with the question where it leaves that open."""
        check_mapping(mapping, shape.headers, shape.path.name)
        try:
            status = shape.path.stat()
        except OSError as error:
            raise unreadable(shape.path.name, error) from error
        columns = tuple(mapping.meanings.items()), mapping.sure
        of = (
            shape.path,
            shape.encoding,
            shape.delimiter,
            status.st_size,
            status.st_mtime_ns,
            columns,
            chosen,
        )
        known = self._last_understood
        if known is not None and known[0] == of:
            understood = known[1]
        else:
            with seldom_tidied():
                learned = learn(shape, mapping, self._now(), on_progress, raise_if_stopped)
            understood = understand(shape.headers, mapping, learned, shape.path.name, chosen)
            self._last_understood = of, understood
        if understood.doubt is not None:
            raise ProblemError(understood.doubt)
        return ImportSetup(shape, understood)

    def _carry_out(
        self, work: ImportWork, on_progress: OnProgress | None, raise_if_stopped: Callable[[], None]
    ) -> tuple[int, bool]:
        """Write portion after portion; returns the batch, and whether it was stopped before the end."""
        batches, setup = self._store.import_batches, work.setup
        batch_id = batches.begin(setup.shape.path.name, self._who, str(setup.treat_as), self._now())
        planner = Planner(self._store, self._who, self._now())
        next_told, state = monotonic() + _TELL_S, BatchState.FAILED
        try:
            with self._store.database.roomy():
                for rows in work.portions(on_progress, raise_if_stopped):
                    self._write(work, planner, rows, batch_id)
                    if (began := monotonic()) >= next_told:
                        self._tell()
                        ended = monotonic()
                        next_told = ended + max(_TELL_S, _TELL_SHARE * (ended - began))
            state = BatchState.DONE
        except CancelledError:
            state = BatchState.CANCELLED
        finally:
            self._close_batch(batch_id, state)
        return batch_id, state is BatchState.CANCELLED

    def _write(self, work: ImportWork, planner: Planner, rows: Sequence[ImportRow], batch_id: int) -> None:
        store, push_field, now = self._store, self._settings.push_field, self._now()
        with store.database.transaction():
            plan = planner.plan(rows)
            before = store.import_batches.last_event() if plan.unsubscribes or plan.again else None
            added = store.strangers.add(plan.strangers, now)
            store.people.add(plan.people, now)
            store.bounces.add(plan.bounces, self._who, now)
            if plan.unsubscribes:
                planned = [
                    (added[who] if isinstance(who, str) else who, one) for who, one in plan.unsubscribes
                ]
                store.unsubscribes.record_planned(planned, set(added.values()), push_field, now)
            if plan.again:
                store.unsubscribes.collect(plan.again, push_field, now)
            store.unsubscribes.queue_again(plan.checks, push_field, now)
            for person_id, record_ids in plan.pushes:
                store.push_queue.queue_records(person_id, record_ids, push_field, now)
            work.tally(plan)
            store.import_batches.add(
                batch_id,
                work.results(plan),
                asdict(work.counts),
                work.bases,
                after_event=before,
                now=now,
            )
        if plan.unsubscribes or plan.pushes or plan.again or plan.checks:
            self._on_collected()

    def _close_batch(self, batch_id: int, state: BatchState) -> None:
        try:
            self._store.import_batches.finish(batch_id, state, self._now())
        except (DatabaseError, sqlite3.Error):
            # The database failed, which is told already; the batch is listed as interrupted.
            log.exception("the end of an import could not be written down")

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
    def _database_faults_explained(self, work: ImportWork) -> Iterator[None]:
        try:
            yield
        except (DatabaseError, sqlite3.Error) as error:
            trouble = disk_trouble(error, path=self._store.database.path)
            if trouble is not None and trouble.code in (DAMAGED, GONE):
                # No room on the disk would help, and importing again neither.
                raise ProblemError(replace(trouble, code="IMPORT_NOT_SAVED")) from error
            raise refuse(
                "IMPORT_NOT_SAVED",
                _STOPPED.template_for(work.rows_written),
                NOOP(
                    "core",
                    "Check that the disk is not full, then import the file again: nothing is done twice.",
                ),
                name=work.setup.shape.path.name,
                rows=work.rows_written,
                detail=str(error),
            ) from error

    def _tell(self) -> None:
        self._events.emit(QueueChanged.to(self._store.push_queue.state()))
        self._events.emit(PeopleChanged())

    def _tell_of_failure(self, problem: Problem) -> None:
        try:
            self._tell_of_end(Level.ERROR, problem.what, problem)
        except (DatabaseError, sqlite3.Error):
            log.exception("the failure of an import could not be written into the status log")

    def _tell_of_end(self, level: Level, message: Message, problem: Problem | None = None) -> None:
        self._log.write(level, LogKind.COLLECT, message, problem=problem)
        self._tell()

    def _raise_if_stopped(self, stop: StopSign | None) -> None:
        if self._closing.is_set() or (stop is not None and stop.is_set()):
            raise CancelledError


def _shape(
    path: Path,
    mapping: ColumnMapping | None,
    encoding: str | None,
    delimiter: str | None,
    opener: Opener = open_chosen,
) -> tuple[CsvShape, ColumnMapping]:
    """How a file is written, and what its columns mean where that was not chosen."""
    shape = inspect(path, encoding, delimiter, opener)
    return shape, mapping or recognise_columns(shape.headers, shape.first_rows)


_STOPPED = Counted(
    NOOP("core", "The import of “{name}” stopped after {rows} row: the database could not be written."),
    NOOP("core", "The import of “{name}” stopped after {rows} rows: the database could not be written."),
    by="rows",
)


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
