"""Bulk jobs driven with bare HTTP, for the tests of this folder."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Sequence
from typing import Any

import requests

from tests.helpers.practice import PracticeOrg

ENDED = ("JobComplete", "Failed", "Aborted")
Row = dict[str, str]


def read_csv(content: bytes, delimiter: str = ",") -> list[Row]:
    """The rows of a CSV body by column."""
    return list(csv.DictReader(io.StringIO(content.decode(), newline=""), delimiter=delimiter))


def write_csv(columns: Sequence[str], rows: Sequence[Sequence[str]], **options: Any) -> bytes:
    """A CSV body to upload."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, **{"lineterminator": "\n", **options})
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue().encode()


def state_of(org: PracticeOrg, kind: str, job_id: str) -> dict[str, Any]:
    """What a poll answers."""
    answer = org.call("GET", f"jobs/{kind}/{job_id}")
    answer.raise_for_status()
    job: dict[str, Any] = answer.json()
    return job


def ended(org: PracticeOrg, kind: str, job_id: str) -> dict[str, Any]:
    """Poll until the job has ended; the last answer."""
    until = time.monotonic() + 60
    while (job := state_of(org, kind, job_id))["state"] not in ENDED:
        if time.monotonic() > until:
            raise TimeoutError(f"the job is still {job['state']}")
        time.sleep(0.02)
    return job


# queries


def make_query(org: PracticeOrg, soql: str, **more: Any) -> requests.Response:
    """Ask for a query job."""
    return org.call("POST", "jobs/query", json={"operation": "query", "query": soql, **more})


def query_job(org: PracticeOrg, soql: str, **more: Any) -> dict[str, Any]:
    """Make a query job and wait for its end."""
    answer = make_query(org, soql, **more)
    assert answer.status_code == 200, answer.text
    return ended(org, "query", answer.json()["id"])


def page_of(org: PracticeOrg, job_id: str, **parameters: Any) -> requests.Response:
    """A page of the result."""
    return org.call("GET", f"jobs/query/{job_id}/results", params=parameters)


def bulk_rows(org: PracticeOrg, soql: str, *, size: int = 50_000, **more: Any) -> list[Row]:
    """All rows of a bulk query, every page."""
    job = query_job(org, soql, **more)
    assert job["state"] == "JobComplete", job
    rows: list[Row] = []
    locator: str | None = None
    while locator != "null":
        page = page_of(
            org, job["id"], maxRecords=size, **({"locator": locator} if locator is not None else {})
        )
        assert page.status_code == 200, page.text
        rows += read_csv(page.content)
        locator = page.headers["Sforce-Locator"]
    assert len(rows) == job["numberRecordsProcessed"]
    return rows


# ingest


def make_ingest(org: PracticeOrg, **body: Any) -> requests.Response:
    """Ask for an ingest job; it updates contacts unless told otherwise."""
    return org.call("POST", "jobs/ingest", json={"object": "Contact", "operation": "update", **body})


def open_job(org: PracticeOrg, **body: Any) -> str:
    """An open ingest job."""
    answer = make_ingest(org, **body)
    assert answer.status_code == 200, answer.text
    job: str = answer.json()["id"]
    return job


def put(org: PracticeOrg, job_id: str, content: bytes, **headers: str) -> requests.Response:
    """Upload the data of a job."""
    return org.call(
        "PUT",
        f"jobs/ingest/{job_id}/batches",
        data=content,
        headers={"Content-Type": "text/csv", **headers},
    )


def set_state(org: PracticeOrg, job_id: str, state: str, kind: str = "ingest") -> requests.Response:
    """Close or abort a job."""
    return org.call("PATCH", f"jobs/{kind}/{job_id}", json={"state": state})


def started(org: PracticeOrg, content: bytes, **body: Any) -> str:
    """An ingest job with its data, closed."""
    job = open_job(org, **body)
    assert put(org, job, content).status_code == 201
    answer = set_state(org, job, "UploadComplete")
    assert answer.status_code == 200, answer.text
    return job


def ingest(org: PracticeOrg, content: bytes, **body: Any) -> dict[str, Any]:
    """Run an ingest job to its end."""
    return ended(org, "ingest", started(org, content, **body))


def results(org: PracticeOrg, job_id: str, which: str) -> list[Row]:
    """Rows of successfulResults, failedResults or unprocessedrecords."""
    answer = org.call("GET", f"jobs/ingest/{job_id}/{which}")
    assert answer.status_code == 200, answer.text
    return read_csv(answer.content)
