"""Bulk API 2.0 as typed calls: jobs, their states, and CSV streamed in both directions in bounded memory.

simple-salesforce's own bulk2 is not used: it holds whole result pages in memory, polls without a way to cancel,
reads text by a guessed encoding, and aborts a running job when a line drops (salesforce-api.md, 0.7).
"""

from __future__ import annotations

import logging
import math
from dataclasses import dataclass, replace
from enum import StrEnum
from time import monotonic
from typing import IO, Any

from core.messages import ProblemError
from core.salesforce.http.client import Client
from core.salesforce.http.csv_rows import CsvRows
from core.salesforce.http.retry import Patience, persist
from core.salesforce.values import errors
from core.salesforce.values.answers import SURPRISES, unreadable_answer
from core.salesforce.values.errors import CallFailedError, explain_answer
from core.salesforce.values.record_id import looks_like_id

log = logging.getLogger(__name__)

_OF_ITS_AGE = 0.12
"""The pause before the next look at a job, as a share of the time it has taken: so much may be lost at its end."""
_SHORTEST_POLL_S = 0.1
_LONGEST_POLL_S = 2.0
_LONG_S = 120.0
"""From then on a job is slow, and a second more or less matters less than the calls of the org."""
_POLL_OF_SLOW_S = 15.0


class JobKind(StrEnum):
    """Which half of Bulk API 2.0 a job belongs to; also its part of the path."""

    QUERY = "query"
    INGEST = "ingest"


class JobState(StrEnum):
    """The states of a job (Bulk API 2.0 guide, How Requests Are Processed)."""

    OPEN = "Open"
    UPLOAD_COMPLETE = "UploadComplete"
    IN_PROGRESS = "InProgress"
    JOB_COMPLETE = "JobComplete"
    FAILED = "Failed"
    ABORTED = "Aborted"


LONGEST_JOB_S = 45 * 60.0
"""A job that takes longer is ended: plain calls would have done a million records meanwhile."""

ENDED = frozenset({JobState.JOB_COMPLETE, JobState.FAILED, JobState.ABORTED})

_CANNOT = frozenset({400, 403, 404, 405, 501})
"""Answers to the making of a job that mean: not here, go another way."""


class JobFailedError(ProblemError):
    """Salesforce gave a job up."""


def is_no_job_to_be_had(trouble: ProblemError) -> bool:
    """Whether what a job was for should go by plain calls instead: there is no Bulk API here, or the job failed."""
    if isinstance(trouble, CallFailedError):
        return trouble.status in _CANNOT and not trouble.problem.retry
    return isinstance(trouble, JobFailedError)


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it stands; `processed` counts rows, refused ones included, `message` says why it failed."""

    id: str
    state: JobState
    processed: int
    message: str


class BulkJobs:
    """The calls. All raise ProblemError and CancelledError; passing faults of reads are tried again."""

    def __init__(self, client: Client, patience: Patience) -> None:
        self._client = client
        self._patience = patience

    def create_query(self, soql: str, *, deleted: bool) -> Job:
        """Ask for the answer of a query as CSV."""
        body = {
            "operation": "queryAll" if deleted else "query",
            "query": soql,
            "columnDelimiter": "COMMA",
            "lineEnding": "LF",
        }
        return _job(self._patiently(lambda: self._client.send("POST", f"jobs/{JobKind.QUERY}", body)))

    def create_update(self, object_name: str) -> Job:
        """Open a job that updates records of an object by their Id.

        A job runs assignment rules only where its `assignmentRuleId` names one, which ours never does: the header that
        other saves need has no part in it.
        """
        body = {
            "object": object_name,
            "operation": "update",
            "contentType": "CSV",
            "columnDelimiter": "COMMA",
            "lineEnding": "LF",
        }
        return _job(self._client.send("POST", f"jobs/{JobKind.INGEST}", body))

    def upload(self, job: Job, content: IO[bytes]) -> None:
        """Upload the one CSV file of a job, from its present position."""
        answer = self._client.transport.request(
            "PUT",
            self._url(f"jobs/{JobKind.INGEST}/{job.id}/batches"),
            data=content,
            headers={"Content-Type": "text/csv; charset=UTF-8", "Accept": "application/json"},
        )
        _refuse(answer.status_code, answer.text if answer.status_code >= 300 else "")

    def close(self, job: Job) -> Job:
        """Say that the upload is whole, so that the job may begin."""
        return _job(
            self._client.send("PATCH", f"jobs/{JobKind.INGEST}/{job.id}", {"state": JobState.UPLOAD_COMPLETE})
        )

    def state(self, kind: JobKind, job_id: str) -> Job:
        """How a job stands."""
        return _job(self._patiently(lambda: self._client.get(f"jobs/{kind}/{job_id}")))

    def wait(self, kind: JobKind, job_id: str, *, longest: float = math.inf) -> Job:
        """Wait until a job has ended, asking ever more seldom; raises CancelledError when asked to stop.

        Raises JobFailedError when it has not ended after `longest` seconds.
        """
        began = monotonic()
        while True:
            job = self.state(kind, job_id)
            if job.state in ENDED:
                return job
            age = monotonic() - began
            if age >= longest:
                raise failed(replace(job, message=f"{job.state} for {longest / 60:.0f} minutes"))
            self._client.transport.wait(pause_s(age))

    def abort(self, kind: JobKind, job_id: str) -> None:
        """End a job before its time; what it has done stays done."""
        self._client.send("PATCH", f"jobs/{kind}/{job_id}", {"state": JobState.ABORTED})

    def drop(self, kind: JobKind, job_id: str) -> None:
        """Take a job away, ending it first if need be; one that is gone already is as good."""
        try:
            if self.state(kind, job_id).state not in ENDED:
                self.abort(kind, job_id)
            answer = self._client.transport.request("DELETE", self._url(f"jobs/{kind}/{job_id}"))
            _refuse(answer.status_code, answer.text if answer.status_code >= 300 else "")
        except CallFailedError as refusal:
            log.info("a bulk job could not be taken away: %s", refusal.problem.code)

    def rows(self, path: str, header: list[str] | None = None) -> CsvRows:
        """A CSV resource as rows, read from the line as they are asked for.

        `header` are the columns of the page before: a later page may repeat them or not, both are seen.
        """
        return CsvRows(self._client, path, header)

    def _patiently(self, call: Any) -> Any:
        return persist(call, self._patience, self._client.transport.wait)

    def _url(self, path: str) -> str:
        return f"{self._client.instance_url}{self._client.base_path}/{path}"


def pause_s(age: float) -> float:
    """How long to wait before looking again at a job that has taken `age` seconds."""
    most = _LONGEST_POLL_S if age < _LONG_S else _POLL_OF_SLOW_S
    return min(max(age * _OF_ITS_AGE, _SHORTEST_POLL_S), most)


def failed(job: Job) -> JobFailedError:
    """Why Salesforce gave a job up."""
    code = job.message.partition(":")[0].strip()
    known = code if code in errors.codes() else "BULK_JOB_FAILED"
    return JobFailedError(errors.explain(known, job.message))


def _job(answer: Any) -> Job:
    try:
        job_id, processed = answer["id"], answer.get("numberRecordsProcessed") or 0
        if not looks_like_id(job_id) or type(processed) is not int or processed < 0:
            # The ID becomes a part of addresses.
            raise ProblemError(unreadable_answer())
        message = answer.get("errorMessage") or ""
        return Job(job_id, JobState(answer["state"]), processed, str(message))
    except SURPRISES:
        raise ProblemError(unreadable_answer()) from None


def _refuse(status: int, body: str) -> None:
    if status >= 300:
        raise CallFailedError(explain_answer(status, body, "jobs"), status, None)
