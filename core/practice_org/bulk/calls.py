"""What query jobs and ingest jobs have in common as they are called: formats, lists, changes of state, CSV answers."""

from __future__ import annotations

import re
from typing import Any

from core.practice_org.answers import Answer
from core.practice_org.bulk.jobs import DELIMITERS, ENDED, LINE_ENDINGS, Job, Jobs, State
from core.practice_org.errors import ApiError, locator_invalid, not_found
from core.practice_org.http.calls import Call
from core.practice_org.org.org import Org

LISTED = 1000
"""Jobs in one page of a list."""

_LIST_LOCATOR = re.compile(r"01g\w{15}-(\d+)\Z")
_WORDS = {State.JOB_COMPLETE: "Completed", State.ABORTED: "Aborted", State.FAILED: "Failed"}


def since(call: Call, version: int) -> None:
    """Raise ApiError (404) in versions of the API that do not have the resource yet."""
    if float(call.version) < version:
        raise not_found()


def formats(body: dict[str, Any]) -> tuple[str, str]:
    """The column delimiter and the line ending that the making of a job asks for, by their names."""
    chosen = []
    for name, known, usual in (
        ("columnDelimiter", DELIMITERS, "COMMA"),
        ("lineEnding", LINE_ENDINGS, "LF"),
    ):
        value = body.get(name) or usual
        if not isinstance(value, str) or value not in known:
            raise ApiError(400, "INVALIDJOB", f"InvalidJob : {name} {value} is none of {', '.join(known)}")
        chosen.append(value)
    if (body.get("contentType") or "CSV") != "CSV":
        raise ApiError(400, "INVALIDJOB", f"InvalidJob : Content type {body['contentType']} is not supported")
    return chosen[0], chosen[1]


def listing(call: Call, kind: str) -> Answer:
    """A page of the jobs of a kind, and the url of the next."""
    locator = call.parameters.get("queryLocator", "")
    match = _LIST_LOCATOR.match(locator)
    if locator and not match:
        raise locator_invalid()
    start = int(match[1]) if match else 0
    asked = call.parameters.get("jobType", "").lower()
    jobs = Jobs(call.org).listed(kind, start, LISTED + 1)
    if asked and asked != ("v2query" if kind == "query" else "v2ingest"):
        jobs = []
    following = None
    if len(jobs) > LISTED:
        following = f"{call.base}/jobs/{kind}?queryLocator=01gPr0000000001AAA-{start + LISTED}"
    return Answer(
        {
            "done": following is None,
            "records": [job.listed() for job in jobs[:LISTED]],
            "nextRecordsUrl": following,
        }
    )


def wrong_state(message: str) -> ApiError:
    """The job is in a state in which this cannot be done."""
    return ApiError(400, "INVALIDJOBSTATE", message)


def already(doing: str, state: str) -> ApiError:
    """The job has ended, or was closed: it is too late for this."""
    return wrong_state(f"{doing} already {_WORDS.get(State(state), 'Closed')} Job not allowed")


def abort(jobs: Jobs, job: Job) -> None:
    """Abort a job that has not ended; raises ApiError for one that has."""
    if not jobs.move(job, set(State) - ENDED, State.ABORTED):
        raise already("Aborting", jobs.state(job) or State.FAILED)


def csv_answer(org: Org, content: Any, headers: dict[str, str]) -> Answer:
    """An answer in CSV, as the settings want it."""
    settings = org.bulk
    media_type = "text/csv; charset=UTF-8" if settings.charset else "text/csv"
    return Answer(content, media_type=media_type, headers=headers, compressible=settings.gzip)
