"""Ingest jobs of Bulk API 2.0 (Bulk API guide, Bulk API 2.0 Ingest): made, filled, closed, polled, results read."""

from __future__ import annotations

import email
import email.policy
import gzip
import os
import shutil
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from core.practice_org.answers import Answer
from core.practice_org.bulk.calls import abort, already, csv_answer, formats, listing, since, wrong_state
from core.practice_org.bulk.csv_files import UnusableUpload, Upload, stretch, written
from core.practice_org.bulk.jobs import ENDED, Job, Jobs, Part, State
from core.practice_org.bulk.loading import queue
from core.practice_org.errors import ApiError, bad_json
from core.practice_org.http.calls import Call, Routes, parsed
from core.practice_org.rest.external_ids import may_match

FIRST_VERSION = 41
OPERATIONS = ("insert", "update", "upsert", "delete")
LONGEST_MULTIPART = 100_000
"""Characters of job data that may come with the making of the job."""

routes = Routes()


@routes("POST", "/jobs/ingest")
def create(call: Call) -> Answer:
    """Make a job, open for its data; one made with its data in a multipart body is queued at once."""
    since(call, FIRST_VERSION)
    content: bytes | None = None
    if call.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        body, content = _parts(call)
    else:
        body = call.json_object()
    job = _make(call, body)
    if content is not None:
        jobs = Jobs(call.org)
        jobs.path(job, Part.UPLOAD).write_bytes(content)
        jobs.move(job, {State.OPEN}, State.UPLOAD_COMPLETE, contents=1)
        # Read before it is queued: the answer tells of UploadComplete, however soon the work begins.
        job = jobs.find("ingest", job.id)
        queue(call.org, job)
    return Answer(job.summary())


def _make(call: Call, body: dict[str, Any]) -> Job:
    operation, name = body.get("operation"), body.get("object")
    if operation == "hardDelete":
        raise ApiError(
            400, "FEATURENOTENABLED",
            "FeatureNotEnabled : hardDelete operation requires special user profile permission, please contact"
            " your system administrator",
        )  # fmt: skip
    if operation not in OPERATIONS:
        raise ApiError(400, "INVALIDOPERATION", f"InvalidOperation : Unsupported operation: {operation}")
    sobject = call.schema.object(name) if isinstance(name, str) else None
    if sobject is None:
        raise ApiError(400, "INVALIDJOB", f"InvalidJob : Unable to find object: {name}")
    external_id = ""
    if operation == "upsert":
        given = str(body.get("externalIdFieldName") or "")
        if not given:
            raise ApiError(
                400, "INVALIDJOB",
                f"InvalidJob : External ID was blank for {sobject.name}. An External ID must be specified for upsert.",
            )  # fmt: skip
        external_id = may_match(sobject, given) or ""
        if not external_id:
            raise ApiError(
                400, "INVALIDJOB", f"InvalidJob : Field name provided, {given} does not match an External ID,"
                f" Salesforce Id, or indexed field for {sobject.name}",
            )  # fmt: skip
    delimiter, line_ending = formats(body)
    return Jobs(call.org).make(
        kind="ingest", operation=operation, object=sobject.name, version=call.version, delimiter=delimiter,
        line_ending=line_ending, external_id=external_id, created_by=call.session.user_id, state=State.OPEN,
    )  # fmt: skip


def _parts(call: Call) -> tuple[dict[str, Any], bytes]:
    """The description of the job and its data out of a multipart body."""
    head = f"Content-Type: {call.headers['content-type']}\r\n\r\n".encode()
    message = email.message_from_bytes(head + call.body, policy=email.policy.HTTP)
    parts: dict[str, bytes] = {}
    for part in message.iter_parts() if message.is_multipart() else ():
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            parts[str(part.get_param("name", "", "content-disposition"))] = content
    if set(parts) != {"job", "content"}:
        raise ApiError(400, "INVALIDJOB", "InvalidJob : The parts 'job' and 'content' are wanted, once each")
    if len(parts["content"].decode("utf-8", "replace")) > LONGEST_MULTIPART:
        raise ApiError(
            400, "INVALIDJOB", "InvalidJob : Upload data of more than 100,000 characters on its own"
        )
    body = parsed(parts["job"])
    if not isinstance(body, dict):
        raise bad_json("The part 'job' must be a JSON object at [line:1, column:1]")
    return body, parts["content"]


@routes("GET", "/jobs/ingest", takes=("queryLocator", "jobType", "isPkChunkingEnabled"))
def list_all(call: Call) -> Answer:
    """Ingest jobs in the order they were made."""
    return listing(call, "ingest")


@routes("GET", "/jobs/ingest/{job_id}")
def read(call: Call, job_id: str) -> Answer:
    """Where a job stands, and how many rows were processed and refused."""
    return Answer(Jobs(call.org).find("ingest", job_id).details())


@routes("PUT", "/jobs/ingest/{job_id}/batches", upload=True)
def upload(call: Call, job_id: str) -> Answer:
    """Take the data: 201 without a body. Once only, though the refusal comes with the closing of the job."""
    jobs = Jobs(call.org)
    job = jobs.find("ingest", job_id)
    if not call.headers.get("content-type", "").lower().startswith("text/csv"):
        raise ApiError(415, "UNSUPPORTED_MEDIA_TYPE", "Content-Type must be text/csv")
    if job.state != State.OPEN:
        raise wrong_state(f"The job is in the state {job.state}: data can be uploaded while it is Open")
    assert call.upload is not None
    if call.headers.get("content-encoding", "").lower() == "gzip":
        _unpack(call.upload)
    encoded = -(-call.upload.stat().st_size // 3) * 4
    if encoded > call.org.bulk.largest_upload:
        raise ApiError(
            413, "REQUEST_ENTITY_TOO_LARGE",
            f"Job data of {encoded} bytes once encoded in base64 exceeds the maximum of"
            f" {call.org.bulk.largest_upload}",
        )  # fmt: skip
    with call.org.database.writing():
        if jobs.state(job) != State.OPEN:
            raise wrong_state("Data can be uploaded while the job is Open")
        os.replace(call.upload, jobs.path(job, Part.UPLOAD))
        jobs.change(job, contents=job.contents + 1)
    return Answer(status=201)


def _unpack(path: Path) -> None:
    unpacked = path.with_name(path.name + ".unpacked")
    try:
        with gzip.open(path) as source, unpacked.open("wb") as target:
            shutil.copyfileobj(source, target)
        os.replace(unpacked, path)
    except (OSError, EOFError, zlib.error):
        unpacked.unlink(missing_ok=True)
        raise bad_json("The request body is not what its Content-Encoding says: gzip") from None


@routes("PATCH", "/jobs/ingest/{job_id}")
def change(call: Call, job_id: str) -> Answer:
    """Close a job, which queues it, or abort it."""
    jobs = Jobs(call.org)
    job = jobs.find("ingest", job_id)
    wanted = call.json_object().get("state")
    if wanted == State.ABORTED:
        abort(jobs, job)
        return Answer(jobs.find("ingest", job_id).summary())
    if wanted != State.UPLOAD_COMPLETE:
        raise wrong_state(f"State {wanted} is not allowed for an ingest job")
    _close(jobs, job)
    closed = jobs.find("ingest", job_id)
    queue(call.org, closed)
    return Answer(closed.summary())


def _close(jobs: Jobs, job: Job) -> None:
    if job.state == State.OPEN and job.contents > 1:
        # The spelling is Salesforce's.
        raise ApiError(
            400, "INVALIDJOB",
            f"Found multipe contents for job: <{job.id[:15]}>, please 'Close' / 'Abort' / 'Delete' the current Job"
            " then create a new Job and make sure you only do 'PUT' once on a given Job.",
        )  # fmt: skip
    if not jobs.move(job, {State.OPEN}, State.UPLOAD_COMPLETE):
        raise already("Closing", jobs.state(job) or State.FAILED)


@routes("DELETE", "/jobs/ingest/{job_id}")
def delete(call: Call, job_id: str) -> Answer:
    """Delete a job that is neither open nor in progress, with its data and results."""
    jobs = Jobs(call.org)
    job = jobs.find("ingest", job_id)
    with call.org.database.writing():
        if jobs.state(job) in (State.OPEN, State.IN_PROGRESS):
            raise ApiError(
                400, "API_ERROR", "Error encountered when deleting the job because the job is not terminated"
            )
        jobs.delete(job)
    return Answer(status=204)


# results


@routes("GET", "/jobs/ingest/{job_id}/successfulResults")
def successful(call: Call, job_id: str) -> Answer:
    """The rows that were saved."""
    job = _ended(call, job_id)
    return _rows(call, job, Part.SUCCEEDED, job.succeeded_bytes, ["sf__Id", "sf__Created"])


@routes("GET", "/jobs/ingest/{job_id}/failedResults")
def failed(call: Call, job_id: str) -> Answer:
    """The rows that were refused, each with its reason."""
    job = _ended(call, job_id)
    return _rows(call, job, Part.REFUSED, job.refused_bytes, ["sf__Id", "sf__Error"])


@routes("GET", "/jobs/ingest/{job_id}/unprocessedrecords")
def unprocessed(call: Call, job_id: str) -> Answer:
    """The rows that a failed or aborted job did not come to, as they were uploaded."""
    job = _ended(call, job_id)
    path = Jobs(call.org).path(job, Part.UPLOAD)
    head, begin = _header(call, job)
    if head is None:
        return csv_answer(call.org, b"", {})
    start = job.position or begin
    content = stretch(path, start, path.stat().st_size, written(head, job.separator, job.row_end).encode())
    return csv_answer(call.org, content, {})


# The documentation writes it small, clients also like this.
routes("GET", "/jobs/ingest/{job_id}/unprocessedRecords")(unprocessed)


def _ended(call: Call, job_id: str) -> Job:
    job = Jobs(call.org).find("ingest", job_id)
    if job.state not in ENDED:
        raise wrong_state(f"The job is in the state {job.state}: results can be had once it has ended")
    return job


def _header(call: Call, job: Job) -> tuple[list[str] | None, int]:
    """The columns of the upload and where its rows begin; None when there is no upload that could be read."""
    try:
        with Jobs(call.org).path(job, Part.UPLOAD).open("rb") as stream:
            row = next(iter(Upload(stream, job.separator, job.row_end)), None)
    except (FileNotFoundError, UnusableUpload):
        return None, 0
    return (None, 0) if row is None else (row.values, row.end)


def _rows(call: Call, job: Job, part: Part, size: int, columns: list[str]) -> Answer:
    head, _ = _header(call, job)
    before = written([*columns, *(head or [])], job.separator, job.row_end).encode()
    content: Iterator[bytes] | bytes = before
    if size:
        content = stretch(Jobs(call.org).path(job, part), 0, size, before)
    return csv_answer(call.org, content, {})
