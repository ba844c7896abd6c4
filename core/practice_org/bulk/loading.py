"""The work of an ingest job: its rows saved in batches, each with its results in one transaction.

Where the upload was left off is kept with every batch, so that a job that was cut off goes on from there
and saves nothing twice.
"""

from __future__ import annotations

import io
import logging
import time
from collections.abc import Callable, Mapping
from csv import QUOTE_ALL
from csv import writer as csv_writer
from functools import partial
from itertools import islice

from core.practice_org.bulk.csv_files import UnusableUpload, Upload, UploadedRow
from core.practice_org.bulk.jobs import Job, Jobs, Part, State
from core.practice_org.errors import ApiError, RecordError
from core.practice_org.ids import full_id
from core.practice_org.org.org import Org, Session
from core.practice_org.org.schema import SObject
from core.practice_org.rest.external_ids import one_match
from core.practice_org.rest.saving import RecordWriter
from core.practice_org.rest.values import from_csv

BATCH = 10_000
"""Rows that are saved together (Bulk API guide, How Requests Are Processed)."""

CHUNK = 200
"""Rows within a batch among which no record may come twice."""

MOST_RETRIES = 20
LONGEST_HEADER = 32_000

log = logging.getLogger(__name__)

Values = Mapping[str, str]
Saved = tuple[str, bool]
Save = Callable[[RecordWriter, Values, set[str]], Saved]


class _Stopped(Exception):
    """The server ends, or the job was aborted: the batch under way is not saved."""


def queue(org: Org, job: Job) -> None:
    """Let a job be worked on, when half of the delay is over."""
    org.background_tasks.add(partial(_work, org, job), org.bulk.delay_ms / 2000)


def _work(org: Org, job: Job) -> None:
    jobs = Jobs(org)
    if jobs.state(job) == State.UPLOAD_COMPLETE:
        jobs.move(job, {State.UPLOAD_COMPLETE}, State.IN_PROGRESS)
    if jobs.state(job) != State.IN_PROGRESS:
        return
    try:
        _Load(org, jobs, jobs.find("ingest", job.id)).run()
    except (_Stopped, ApiError):
        # The server ends, or the job was aborted; ApiError is what looking for a deleted job gives.
        return
    except UnusableUpload as trouble:
        jobs.move(job, {State.IN_PROGRESS}, State.FAILED, error=str(trouble))
        return
    except Exception as trouble:
        if org.background_tasks.stopping.is_set():
            return
        log.exception("The ingest job %s failed", job.id)
        jobs.move(job, {State.IN_PROGRESS}, State.FAILED, error=f"InternalServerError : {trouble}")
        return
    org.background_tasks.add(
        partial(jobs.move, job, {State.IN_PROGRESS}, State.JOB_COMPLETE), org.bulk.delay_ms / 2000
    )


class _Load:
    """One job at work."""

    def __init__(self, org: Org, jobs: Jobs, job: Job) -> None:
        self._org, self._jobs, self._job = org, jobs, job
        sobject = org.schema_of(job.created_by).object(job.object)
        if sobject is None:
            raise UnusableUpload(f"InvalidJob : Unable to find object: {job.object}")
        self._sobject: SObject = sobject
        self._session = Session("", job.created_by, "")
        self._columns: list[str] = []
        self._save = {
            "insert": self._insert,
            "update": self._update,
            "upsert": self._upsert,
            "delete": self._delete,
        }[job.operation]

    def run(self) -> None:
        """Save everything that is not saved yet; raises UnusableUpload when the job must fail."""
        job = self._job
        try:
            stream = self._jobs.path(job, Part.UPLOAD).open("rb")
        except FileNotFoundError:
            raise UnusableUpload("InvalidBatch : Records not found") from None
        with stream:
            header = next(iter(Upload(stream, job.separator, job.row_end)), None)
            if header is None:
                # An upload of nothing is one of no rows: the job completes with zero of them.
                return
            self._check_header(header)
            stream.seek(job.position or header.end)
            rows = iter(Upload(stream, job.separator, job.row_end))
            batch = list(islice(rows, BATCH))
            while batch:
                self._check_allowance()
                self._save_batch(batch)
                batch = list(islice(rows, BATCH))

    # before anything is saved

    def _check_header(self, header: UploadedRow) -> None:
        if header.fault or header.end > LONGEST_HEADER:
            raise UnusableUpload(f"InvalidBatch : {header.fault or 'The header row is too long'}")
        job = self._job
        for name in header.values:
            entry = self._sobject.field(name)
            if entry is None:
                raise _field_not_found(name)
            if entry.name in self._columns:
                raise UnusableUpload(f"InvalidBatch : Field name is used more than once : {name}")
            self._columns.append(entry.name)
        if job.operation == "delete" and self._columns != ["Id"]:
            raise UnusableUpload("InvalidBatch : The 'delete' batch must contain only ids")
        needed = {"update": "Id", "delete": "Id", "upsert": job.external_id}.get(job.operation)
        if needed and needed not in self._columns:
            raise _field_not_found(needed)

    def _check_allowance(self) -> None:
        org, job = self._org, self._jobs.find("ingest", self._job.id)
        most = org.bulk.fail_after_batches
        if most is not None and job.batches >= most:
            self._jobs.change(job, retries=MOST_RETRIES)
            raise UnusableUpload(
                f"InternalServerError : Batch failed after {MOST_RETRIES} retries; the rest of the job is not"
                " processed"
            )
        if org.bulk_usage.batches >= org.bulk.daily_batches:
            raise UnusableUpload(
                f"ExceededQuota : {org.bulk.daily_batches} batches per 24 hrs has been reached"
            )

    # a batch

    def _save_batch(self, batch: list[UploadedRow]) -> None:
        began = time.monotonic()
        job = self._job
        succeeded, refused = io.StringIO(newline=""), io.StringIO(newline="")
        format_of = {"delimiter": job.separator, "lineterminator": job.row_end, "quoting": QUOTE_ALL}
        saved_row = csv_writer(succeeded, **format_of).writerow  # type: ignore[arg-type]
        refused_row = csv_writer(refused, **format_of).writerow  # type: ignore[arg-type]
        failed = 0
        with self._org.database.writing() as connection:
            job = self._jobs.find("ingest", job.id)
            writer = RecordWriter(self._org, connection, self._session, from_csv)
            seen: set[str] = set()
            for number, row in enumerate(batch):
                if number % CHUNK == 0:
                    seen.clear()
                    writer.together = min(CHUNK, len(batch) - number)
                    if job.state != State.IN_PROGRESS or self._org.background_tasks.stopping.is_set():
                        raise _Stopped
                try:
                    identifier, created = self._saved(writer, row, seen)
                    saved_row([identifier, "true" if created else "false", *row.values])
                except RecordError as refusal:
                    failed += 1
                    refused_row([self._known_id(row.values), refusal.in_bulk(), *self._fitted(row.values)])
                except ApiError as refusal:
                    raise UnusableUpload(f"{refusal.code} : {refusal.message}") from None
            self._jobs.change(
                job,
                position=batch[-1].end,
                batches=job.batches + 1,
                processed=job.processed + len(batch),
                failed=job.failed + failed,
                succeeded_bytes=self._append(Part.SUCCEEDED, job.succeeded_bytes, succeeded),
                refused_bytes=self._append(Part.REFUSED, job.refused_bytes, refused),
                active_ms=job.active_ms + round((time.monotonic() - began) * 1000),
            )
        self._org.bulk_usage.add(batches=1)

    def _append(self, part: Part, held: int, text: io.StringIO) -> int:
        """Add to a file of results behind the bytes that hold good; the answer is how many do then.

        What lies behind them was written for a batch that was never committed.
        """
        path = self._jobs.path(self._job, part)
        path.touch()
        with path.open("r+b") as stream:
            stream.truncate(held)
            stream.seek(held)
            stream.write(text.getvalue().encode())
            return stream.tell()

    # a row

    def _saved(self, writer: RecordWriter, row: UploadedRow, seen: set[str]) -> Saved:
        if row.fault:
            raise RecordError("ClientInputError", row.fault)
        if len(row.values) != len(self._columns):
            raise RecordError(
                "ClientInputError",
                f"Number of columns in the row ({len(row.values)}) differs from the header ({len(self._columns)})",
            )
        # An empty value leaves the field as it is.
        given = {name: value for name, value in zip(self._columns, row.values, strict=True) if value}
        return self._save(writer, given, seen)

    def _insert(self, writer: RecordWriter, given: Values, seen: set[str]) -> Saved:
        return writer.insert(self._sobject, given), True

    def _update(self, writer: RecordWriter, given: Values, seen: set[str]) -> Saved:
        identifier = self._identifier(given, seen)
        writer.update(self._sobject, identifier, {n: v for n, v in given.items() if n != "Id"})
        return identifier, False

    def _delete(self, writer: RecordWriter, given: Values, seen: set[str]) -> Saved:
        identifier = self._identifier(given, seen)
        writer.delete(self._sobject, identifier)
        return identifier, False

    def _upsert(self, writer: RecordWriter, given: Values, seen: set[str]) -> Saved:
        name = self._job.external_id
        if name == "Id":
            return self._update(writer, given, seen) if "Id" in given else self._insert(writer, given, seen)
        if name not in given:
            raise RecordError("MISSING_ARGUMENT", f"{name} not specified", [name])
        found = one_match(self._org, self._sobject, name, given[name])
        return (
            self._update(writer, {**given, "Id": found}, seen) if found else self._insert(writer, given, seen)
        )

    def _identifier(self, given: Values, seen: set[str]) -> str:
        text = given.get("Id", "")
        if not text:
            raise RecordError(
                "MISSING_ARGUMENT", f"Id not specified in {_WITH_ARTICLE[self._job.operation]} call", ["Id"]
            )
        identifier = full_id(text) or text
        if identifier in seen:
            raise RecordError("DUPLICATE_VALUE", f"duplicate id specified: {identifier}", ["Id"])
        seen.add(identifier)
        return identifier

    def _known_id(self, values: list[str]) -> str:
        """The record that a refused row is about, as far as it says."""
        if "Id" not in self._columns or len(values) <= self._columns.index("Id"):
            return ""
        return full_id(values[self._columns.index("Id")]) or ""

    def _fitted(self, values: list[str]) -> list[str]:
        width = len(self._columns)
        return (values + [""] * width)[:width]


_WITH_ARTICLE = {"update": "an update", "upsert": "an upsert", "delete": "a delete"}


def _field_not_found(name: str) -> UnusableUpload:
    return UnusableUpload(f"InvalidBatch : Field name not found : {name}")
