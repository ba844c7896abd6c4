"""Reading all people of an object through a Bulk query job, and choosing between that and plain queries."""

from __future__ import annotations

import logging
from collections.abc import Generator, Iterator, Sequence
from datetime import datetime
from functools import partial
from itertools import islice
from urllib.parse import quote

from core.messages import CancelledError, ProblemError
from core.salesforce.bulk.jobs import (
    LONGEST_JOB_S,
    BulkJobs,
    Job,
    JobKind,
    JobState,
    failed,
    is_no_job_to_be_had,
)
from core.salesforce.http.client import Client
from core.salesforce.http.csv_rows import CsvRows
from core.salesforce.http.paging import Paging
from core.salesforce.http.retry import Patience, persist
from core.salesforce.http.soql import encoded, moment, select
from core.salesforce.people.people_rows import PeopleRows
from core.salesforce.people.reading import QueryReader
from core.salesforce.values.answers import SURPRISES, unreadable_answer
from core.salesforce.values.describe import Page
from core.store.records import Snapshot

log = logging.getLogger(__name__)

BULK_FROM = 50_000
"""Rows from which a Bulk job reads cheaper than queries of 2,000 a call (salesforce-api.md, 2.1)."""
ROWS_PER_DOWNLOAD = 250_000
"""Rows asked for in one result page: four calls for a million, and little to repeat when a line drops."""
ROWS_PER_QUERY = 2_000
"""Rows in one page of a query."""
ROWS_PER_PAGE = 5_000
"""Snapshots in one of our own pages."""

_TRIES = 5


def wants_bulk(rows: int, calls_left: int | None) -> bool:
    """Whether so many rows are read by a Bulk job: when there are many, or few calls are left for queries."""
    by_query = -(-rows // ROWS_PER_QUERY)
    return rows >= BULK_FROM or (calls_left is not None and by_query > 25 and by_query * 10 > calls_left)


class ChoosingReader:
    """A PeopleReader that begins with a query, whose first page says how many rows there are, and goes on with
    a Bulk job when they are many. Where there is no Bulk API, or it gives the job up, queries read it all."""

    def __init__(self, client: Client, patience: Patience) -> None:
        self._client = client
        self._patience = patience
        self._queries = QueryReader(client, patience)
        self._bulk = BulkReader(client, patience)

    def by_jobs(self, everybody: Sequence[PeopleRows]) -> dict[str, int]:
        """How many rows those objects have that are read whole by Bulk jobs; one call asks for them all.

        If one object is, all are that have more than a page: what takes twenty calls for the one is one job of many
        rows for the other, and both are made ready side by side.
        """
        asked = [
            f"query?q={encoded(select(['COUNT()'], rows.object, rows.conditions))}" for rows in everybody
        ]
        answers = persist(partial(self._client.compose, asked), self._patience, self._client.transport.wait)
        counts = {
            rows.object: answer.get("totalSize", 0)
            for rows, answer in zip(everybody, answers, strict=True)
            if isinstance(answer, dict) and type(answer.get("totalSize")) is int
        }
        left = self._calls_left()
        if not any(wants_bulk(count, left) for count in counts.values()):
            return {}
        return {name: count for name, count in counts.items() if count > ROWS_PER_QUERY}

    def pages(self, rows: PeopleRows, since: datetime | None, job_for: int | None = None) -> Iterator[Page]:
        """See PeopleReader. With `job_for` so many rows are coming, and a Bulk job is to read them."""
        by_query = self._queries.pages(rows, since)
        first = [] if job_for is not None else [next(by_query)]
        coming = first[0].total if first else job_for or 0
        if job_for is not None or wants_bulk(coming, self._calls_left()):
            try:
                yield from self._bulk.pages(rows if since is not None else rows.live, since, coming)
            except ProblemError as trouble:
                if not is_no_job_to_be_had(trouble):
                    raise
                log.info("no Bulk job for %s: %s; reading by queries", rows.object, trouble.problem.code)
            else:
                return
        yield from first
        yield from by_query

    def _calls_left(self) -> int | None:
        usage = self._client.transport.usage
        return usage.total - usage.used if usage else None


class BulkReader:
    """A PeopleReader over one Bulk query job; a download that breaks off is asked for again from its page."""

    def __init__(self, client: Client, patience: Patience) -> None:
        self._client = client
        self._jobs = BulkJobs(client, patience)
        self._header: list[str] | None = None

    def pages(self, rows: PeopleRows, since: datetime | None, coming: int) -> Iterator[Page]:
        """See PeopleReader. The first page is empty and says that about so many rows are `coming`: it is there
        as soon as the job is made, before anything is waited for. Rows come in no useful order."""
        conditions = list(rows.conditions)
        if since is not None:
            conditions.append(f"SystemModstamp >= {moment(since)}")
        # No ORDER BY: it would keep Salesforce from cutting a large query into parts by itself.
        soql = select(rows.columns, rows.object, conditions)
        job = self._jobs.create_query(soql, deleted=since is not None)
        asked_at = self._client.server_time()
        try:
            yield Page([], coming, asked_at)
            done = self._jobs.wait(JobKind.QUERY, job.id, longest=LONGEST_JOB_S)
            if done.state is not JobState.JOB_COMPLETE:
                raise failed(done)
            yield from self._download(rows, done, asked_at)
        finally:
            self._drop(job)

    def _download(self, rows: PeopleRows, job: Job, asked_at: datetime) -> Iterator[Page]:
        locator = ""
        self._header = None
        # What a job does not say it has processed is no count.
        paging = Paging(self._client, job.processed or None)
        while True:
            for attempt in range(1, _TRIES + 1):
                try:
                    count, following = yield from self._one(rows, job, locator, asked_at)
                    break
                except ProblemError as trouble:
                    if not trouble.problem.retry or attempt == _TRIES:
                        raise
                    log.info("a download broke off: %s; asking for it again", trouble.problem.code)
                    self._client.transport.wait(2.0**attempt / 2)
            paging.count(count)
            if not following:
                return
            paging.go_on(following)
            locator = following

    def _one(
        self, rows: PeopleRows, job: Job, locator: str, asked_at: datetime
    ) -> Generator[Page, None, tuple[int, str]]:
        """One result page; gives how many rows it had, and where the next one is."""
        path = f"jobs/{JobKind.QUERY}/{job.id}/results?maxRecords={ROWS_PER_DOWNLOAD}"
        table = self._jobs.rows(
            path + (f"&locator={quote(locator, safe='')}" if locator else ""), self._header
        )
        self._header = table.header
        snapshots = _snapshots(rows, table)
        count = 0
        while some := list(islice(snapshots, ROWS_PER_PAGE)):
            yield Page(some, job.processed, asked_at)
            count += len(some)
        return count, table.locator

    def _drop(self, job: Job) -> None:
        try:
            self._jobs.drop(JobKind.QUERY, job.id)
        except (ProblemError, CancelledError) as trouble:
            # Salesforce takes jobs away by itself after a week.
            code = trouble.problem.code if isinstance(trouble, ProblemError) else "CANCELLED"
            log.info("a bulk query job was left behind: %s", code)


def _snapshots(rows: PeopleRows, table: CsvRows) -> Iterator[Snapshot]:
    if not table.header:
        return
    try:
        yield from map(rows.csv_snapshot(table.header), table)
    except SURPRISES:
        raise ProblemError(unreadable_answer()) from None
