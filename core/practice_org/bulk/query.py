"""Query jobs of Bulk API 2.0 (Bulk API guide, Bulk API 2.0 Query): made, polled, read page by page, ended.

The result is written to a file while the job is in progress, from one snapshot of the org, so that its
pages stay what they are, and reading one costs the same wherever it lies.
"""

from __future__ import annotations

import base64
import binascii
import logging
import re
from functools import partial
from typing import Any

from core.practice_org.answers import Answer
from core.practice_org.bulk.calls import abort, csv_answer, formats, listing, since, wrong_state
from core.practice_org.bulk.csv_files import CHUNK, ResultReader, ResultWriter, stretch, written
from core.practice_org.bulk.jobs import ENDED, Job, Jobs, Part, State
from core.practice_org.errors import ApiError, locator_invalid
from core.practice_org.http.calls import Call, Routes
from core.practice_org.org.org import Org
from core.practice_org.org.schema import NUMBER_KINDS, TEXT_KINDS, Kind
from core.practice_org.rest.query import plan_of
from core.practice_org.soql.plan import Column, Plan
from core.practice_org.soql.record_json import shown
from core.practice_org.timestamps import CSV_FORMAT

FIRST_VERSION = 47
PARALLEL_VERSION = 58
REQUESTED_ORDER_VERSION = 50
"""From this version on columns stand as they were asked for, before it by the alphabet."""

DEFAULT_PAGE = 100_000
PARALLEL = 5

routes = Routes()
log = logging.getLogger(__name__)

_CHILDREN = re.compile(r"\ASELECT\b(?:(?!\bFROM\b).)*\(\s*SELECT\b", re.IGNORECASE | re.DOTALL)
_TYPEOF = re.compile(r"\ASELECT\b(?:(?!\bFROM\b).)*\bTYPEOF\b", re.IGNORECASE | re.DOTALL)


@routes("POST", "/jobs/query")
def create(call: Call) -> Answer:
    """Make a job; it is queued at once."""
    since(call, FIRST_VERSION)
    body = call.json_object()
    operation, soql = body.get("operation"), body.get("query")
    if operation not in ("query", "queryAll"):
        raise ApiError(400, "INVALIDOPERATION", f"InvalidOperation : Unsupported operation: {operation}")
    if not isinstance(soql, str):
        raise ApiError(400, "API_ERROR", "InvalidJob : A query job must have a query")
    org = call.org
    most = org.bulk.daily_query_jobs
    if org.bulk_usage.query_jobs >= most:
        used = org.bulk_usage.query_jobs + 1
        raise ApiError(
            400, "LIMIT_EXCEEDED", f"Max bulk v2 query jobs ({most}) per 24 hrs has been reached ({used})"
        )
    plan = _plan(org, operation, soql, call.session.user_id)
    delimiter, line_ending = formats(body)
    org.bulk_usage.add(query_jobs=1)
    job = Jobs(org).make(
        kind="query", operation=operation, object=plan.sobject.name, query=soql, version=call.version,
        delimiter=delimiter, line_ending=line_ending, created_by=call.session.user_id,
        state=State.UPLOAD_COMPLETE,
    )  # fmt: skip
    queue(org, job)
    return Answer(job.summary())


@routes("GET", "/jobs/query", takes=("queryLocator", "jobType", "isPkChunkingEnabled", "concurrencyMode"))
def list_all(call: Call) -> Answer:
    """Query jobs in the order they were made."""
    return listing(call, "query")


@routes("GET", "/jobs/query/{job_id}")
def read(call: Call, job_id: str) -> Answer:
    """Where a job stands."""
    return Answer(Jobs(call.org).find("query", job_id).details())


@routes("PATCH", "/jobs/query/{job_id}")
def change(call: Call, job_id: str) -> Answer:
    """Abort a job."""
    jobs = Jobs(call.org)
    job = jobs.find("query", job_id)
    wanted = call.json_object().get("state")
    if wanted != State.ABORTED:
        raise wrong_state(f"State {wanted} is not allowed for a query job")
    abort(jobs, job)
    return Answer(jobs.find("query", job_id).summary())


@routes("DELETE", "/jobs/query/{job_id}")
def delete(call: Call, job_id: str) -> Answer:
    """Delete a job that has ended, with its result."""
    jobs = Jobs(call.org)
    job = jobs.find("query", job_id)
    if job.state not in ENDED:
        raise ApiError(
            400, "API_ERROR", "Error encountered when deleting the job because the job is not terminated"
        )
    jobs.delete(job)
    return Answer(status=204)


# results


@routes("GET", "/jobs/query/{job_id}/results", takes=("locator", "maxRecords"))
def results(call: Call, job_id: str) -> Answer:
    """A page of the result, and in headers how many rows it has and how to get the next."""
    job = _complete(call, job_id)
    start = _row_of(call.parameters.get("locator", ""), job)
    size = call.org.faults.page_size(_page_size(call))
    end = min(start + size, job.processed)
    jobs = Jobs(call.org)
    result = jobs.path(job, Part.RESULT)
    reader = ResultReader(result, jobs.path(job, Part.PLACES))
    with_header = start == 0 or call.org.bulk.header_on_every_page
    return csv_answer(
        call.org,
        stretch(
            result, reader.place_of(start), reader.place_of(end), reader.header() if with_header else b""
        ),
        {
            "Sforce-Locator": _locator(end) if end < job.processed else "null",
            "Sforce-NumberOfRecords": str(end - start),
        },
    )


@routes("GET", "/jobs/query/{job_id}/resultPages", takes=("locator", "maxRecords"))
def result_pages(call: Call, job_id: str) -> Answer:
    """Up to five urls of pages, to be read at the same time, and the url of the next five."""
    since(call, PARALLEL_VERSION)
    job = _complete(call, job_id)
    start = _row_of(call.parameters.get("locator", ""), job)
    size = call.org.faults.page_size(_page_size(call))
    rest = f"{call.base}/jobs/query/{job.id}"
    query = f"&maxRecords={size}" if "maxRecords" in call.parameters else ""
    rows = list(range(start, job.processed, size)) or [0]
    answer: dict[str, Any] = {
        "resultPages": [
            {"resultUrl": f"{rest}/results?locator={_locator(row)}{query}"} for row in rows[:PARALLEL]
        ],
        "done": len(rows) <= PARALLEL,
    }
    if len(rows) > PARALLEL:
        answer["nextRecordsUrl"] = f"{rest}/resultPages?locator={_locator(rows[PARALLEL])}{query}"
    return Answer(answer)


def _complete(call: Call, job_id: str) -> Job:
    job = Jobs(call.org).find("query", job_id)
    if job.version != call.version:
        raise ApiError(
            409, "API_ERROR",
            f"The results of a job must be read with the API version that made it, which is {job.version}",
        )  # fmt: skip
    if job.state != State.JOB_COMPLETE:
        raise wrong_state(f"The job is in the state {job.state}: results can be had once it is JobComplete")
    return job


def _page_size(call: Call) -> int:
    text = call.parameters.get("maxRecords", str(DEFAULT_PAGE))
    if not text.isdecimal() or int(text) < 1:
        raise ApiError(400, "API_ERROR", f"maxRecords must be a number greater than zero: {text}")
    return int(text)


def _locator(row: int) -> str:
    # Salesforce's own look like this, though it asks nobody to rely on it.
    return base64.urlsafe_b64encode(str(row).encode()).decode().rstrip("=")


def _row_of(locator: str, job: Job) -> int:
    if not locator:
        return 0
    try:
        text = base64.urlsafe_b64decode(locator + "=" * (-len(locator) % 4)).decode("ascii")
    except (binascii.Error, ValueError):
        raise locator_invalid() from None
    if not text.isdecimal() or int(text) > max(0, job.processed - 1):
        raise locator_invalid()
    return int(text)


# the work


def _plan(org: Org, operation: str, soql: str, user_id: str) -> Plan:
    if _CHILDREN.match(soql.lstrip()):
        raise _unsupported("Aggregate Relationships not supported in Bulk V2 Query with CSV content type")
    if _TYPEOF.match(soql.lstrip()):
        raise _unsupported("TYPEOF not supported in Bulk Query")
    plan = plan_of(org, soql, include_deleted=operation == "queryAll", schema=org.schema_of(user_id))
    if plan.aggregate or plan.only_count or plan.tail:
        raise _unsupported("Aggregate functions and GROUP BY not supported in Bulk Query")
    if plan.offset:
        raise _unsupported("OFFSET not supported in Bulk Query")
    return plan


def _unsupported(message: str) -> ApiError:
    return ApiError(400, "API_ERROR", message)


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
        if org.bulk.fail_queries is not None:
            jobs.move(job, {State.IN_PROGRESS}, State.FAILED, error=org.bulk.fail_queries)
            return
        rows = _export(org, jobs, job)
    except ApiError as refusal:
        # Somebody took a field away since the job was made.
        jobs.move(job, {State.IN_PROGRESS}, State.FAILED, error=f"{refusal.code}: {refusal.message}")
        return
    except Exception as trouble:
        if org.background_tasks.stopping.is_set():
            return
        log.exception("The query job %s failed", job.id)
        jobs.move(job, {State.IN_PROGRESS}, State.FAILED, error=f"InternalServerError : {trouble}")
        return
    if rows is None:
        jobs.remove_files(job)
        return
    jobs.change(job, processed=rows)
    org.background_tasks.add(
        partial(jobs.move, job, {State.IN_PROGRESS}, State.JOB_COMPLETE), org.bulk.delay_ms / 2000
    )


def _export(org: Org, jobs: Jobs, job: Job) -> int | None:
    """Write the result; the answer is how many rows it has, None when the job was ended meanwhile."""
    plan = _plan(org, job.operation, job.query, job.created_by)
    columns = plan.columns
    if float(job.version) < REQUESTED_ORDER_VERSION:
        columns = sorted(columns, key=_heading)
    header = written([_heading(column) for column in columns], job.separator, job.row_end)
    writer = ResultWriter(jobs.path(job, Part.RESULT), jobs.path(job, Part.PLACES), header)
    count = 0
    try:
        # A connection of its own: this thread's reader must see meanwhile that somebody aborts the job.
        with org.database.snapshot() as connection:
            cursor = connection.execute(*plan.statement(_row_sql(columns, job)))
            while rows := cursor.fetchmany(CHUNK):
                writer.write("".join([text for (text,) in rows]))
                count += len(rows)
                if org.background_tasks.stopping.is_set() or jobs.state(job) != State.IN_PROGRESS:
                    return None
        org.bulk_usage.add(query_bytes=writer.size)
    finally:
        writer.close()
    return count


def _heading(column: Column) -> str:
    return ".".join((*column.parents, column.name))


def _row_sql(columns: list[Column], job: Job) -> str:
    """SQL that makes a whole row of CSV: SQLite does so several times faster than Python."""
    separator = f'"{job.separator}"'
    values = f" || '{separator}' || ".join(_value_sql(column) for column in columns)
    end = "char(13, 10)" if job.line_ending == "CRLF" else "char(10)"
    return f"""'"' || {values} || '"' || {end}"""


def _value_sql(column: Column) -> str:
    if column.kind is Kind.BOOLEAN:
        return f"CASE {column.sql} WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE '' END"
    value = f"coalesce({shown(column, CSV_FORMAT)}, '')"
    if column.kind in TEXT_KINDS:
        return f"""replace({value}, '"', '""')"""
    return f"CAST({value} AS TEXT)" if column.kind in NUMBER_KINDS else value
