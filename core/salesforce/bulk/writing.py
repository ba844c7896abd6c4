"""Ticking a checkbox on very many records through a Bulk ingest job. Like all writing here it can only tick."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from core.messages import Problem, ProblemError
from core.salesforce.bulk.jobs import LONGEST_JOB_S, BulkJobs, Job, JobFailedError, JobKind, JobState
from core.salesforce.http.client import Client
from core.salesforce.http.retry import Patience
from core.salesforce.values.answers import unreadable_answer
from core.salesforce.values.describe import WriteAnswer
from core.salesforce.values.errors import explain

log = logging.getLogger(__name__)

_ABORTED_WITHIN_S = 60.0

BULK_FROM = 10_000
"""Records from which one ingest job is cheaper than collections of 200 a call (salesforce-api.md, 2.1)."""
MOST_IN_A_JOB = 1_000_000
"""Records in one job: some 30 MB, far below the 100 MB that an upload may have."""
ANSWERED_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class JobAnswers:
    """What became of some records of a job: the IDs of those that are ticked, and the answers for the others."""

    saved: Sequence[str]
    refused: Sequence[WriteAnswer]


def wants_bulk(records: int, calls_left: int | None) -> bool:
    """Whether so many ticks go by a Bulk job: when there are many, or few calls are left for collections."""
    by_collection = -(-records // 200)
    return records >= BULK_FROM or (
        calls_left is not None and by_collection > 25 and by_collection * 10 > calls_left
    )


class BulkTicks:
    """Ingest jobs that write `true`. Passing faults are met by whoever calls."""

    def __init__(self, client: Client, patience: Patience) -> None:
        self._jobs = BulkJobs(client, patience)

    def send(
        self, object_name: str, field: str, record_ids: Iterable[str], remember: Callable[[str], None]
    ) -> str:
        """Open a job, upload the ticks and let it begin; returns its id.

        `remember` is given the id before anything is uploaded, so that a run that is killed can find it again.
        """
        job = self._jobs.create_update(object_name)
        remember(job.id)
        with tempfile.TemporaryFile() as content:
            content.write(f"Id,{field}\n".encode())
            for record_id in record_ids:
                content.write(f"{record_id},true\n".encode("ascii"))
            content.seek(0)
            self._jobs.upload(job, content)
        self._jobs.close(job)
        return job.id

    def answers(self, job_id: str) -> Iterator[JobAnswers]:
        """Wait for a job and give what became of each record, some at a time.

        A job that failed, was aborted half-way or takes all too long is told as far as it came: its batches are
        saved apart, and records that it did not come to are in no answer. A job that was never begun gives none.
        """
        job = self._jobs.state(JobKind.INGEST, job_id)
        if job.state is JobState.OPEN:
            return
        self._see_end(job_id)
        for path in ("successfulResults", "failedResults"):
            yield from self._results(job, path)

    def drop(self, job_id: str) -> None:
        """Take a job away once its answers are recorded."""
        self._jobs.drop(JobKind.INGEST, job_id)

    def _see_end(self, job_id: str) -> None:
        try:
            self._jobs.wait(JobKind.INGEST, job_id, longest=LONGEST_JOB_S)
        except JobFailedError as hung:
            log.info("a bulk job is ended before its time: %s", hung.problem.code)
            self._jobs.abort(JobKind.INGEST, job_id)
            self._jobs.wait(JobKind.INGEST, job_id, longest=_ABORTED_WITHIN_S)

    def _results(self, job: Job, path: str) -> Iterator[JobAnswers]:
        table = self._jobs.rows(f"jobs/{JobKind.INGEST}/{job.id}/{path}/")
        if not table.header:
            return
        try:
            id_at = table.header.index("sf__Id")
            error_at = table.header.index("sf__Error") if "sf__Error" in table.header else None
            own_id_at = table.header.index("Id")
        except ValueError:
            raise ProblemError(unreadable_answer()) from None
        rows, width = iter(table), len(table.header)
        while some := list(islice(rows, ANSWERED_AT_ONCE)):
            if any(len(row) != width for row in some):
                raise ProblemError(unreadable_answer())
            # A refused row need not bear Salesforce's id, but it bears what was sent.
            ids = [row[own_id_at] or row[id_at] for row in some]
            if error_at is None:
                yield JobAnswers(ids, ())
            else:
                yield JobAnswers(
                    (),
                    [WriteAnswer(id_, _refusal(row[error_at])) for id_, row in zip(ids, some, strict=True)],
                )


def _refusal(text: str) -> Problem:
    """What the error of one row means; it reads `CODE:message:fields --`."""
    code, _, message = text.partition(":")
    return explain(code.strip() or "UNKNOWN_EXCEPTION", message.rpartition(":")[0] or message)
