"""How the Bulk API of this org behaves, where Salesforce leaves it open or where troubles are wanted."""

from __future__ import annotations

import threading
from dataclasses import asdict, dataclass, replace
from typing import Any

LARGEST_UPLOAD = 150_000_000
"""Bytes that an upload may have once encoded in base64 (Bulk API guide, Limits): 112.5 MB as they are."""

DAILY_QUERY_JOBS = 10_000
DAILY_QUERY_MB = 976_562
DAILY_BATCHES = 15_000
"""Query jobs, megabytes of their results and batches of ingest jobs in 24 hours (Bulk API guide, Limits)."""


@dataclass(frozen=True, slots=True)
class BulkSettings:
    """`delay_ms` is how long a job waits in all before it is complete, half of it before it begins.

    `fail_after_batches` lets ingest jobs fail once so many batches of 10,000 are saved; `fail_queries` is
    the error message that query jobs fail with. `charset` names UTF-8 in the content type of results.
    `daily_query_jobs` and `daily_batches` are what the org allows in a day, as /limits tells.
    """

    delay_ms: float = 0
    header_on_every_page: bool = True
    charset: bool = True
    gzip: bool = True
    fail_after_batches: int | None = None
    fail_queries: str | None = None
    largest_upload: int = LARGEST_UPLOAD
    daily_query_jobs: int = DAILY_QUERY_JOBS
    daily_batches: int = DAILY_BATCHES

    def changed(self, **changes: Any) -> BulkSettings:
        """A copy with some settings changed; raises TypeError for one that does not exist."""
        return replace(self, **changes)

    def to_json(self) -> dict[str, Any]:
        """The settings as JSON."""
        return asdict(self)


class BulkUsage:
    """What bulk jobs used of the day's allowance, since the server started."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.query_jobs = 0
        self.query_bytes = 0
        self.batches = 0

    def add(self, *, query_jobs: int = 0, query_bytes: int = 0, batches: int = 0) -> None:
        """Count jobs, bytes of results, or batches."""
        with self._lock:
            self.query_jobs += query_jobs
            self.query_bytes += query_bytes
            self.batches += batches
