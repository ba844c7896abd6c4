"""How the Bulk API of this org behaves, where Salesforce leaves it open or where troubles are wanted."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

LARGEST_UPLOAD = 150_000_000
"""Bytes that an upload may have once encoded in base64 (Bulk API guide, Limits): 112.5 MB as they are."""


@dataclass(frozen=True, slots=True)
class BulkSettings:
    """`delay_ms` is how long a job waits in all before it is complete, half of it before it begins.

    `fail_after_batches` lets ingest jobs fail once so many batches of 10,000 are saved; `fail_queries` is
    the error message that query jobs fail with. `charset` names UTF-8 in the content type of results.
    """

    delay_ms: float = 0
    header_on_every_page: bool = True
    charset: bool = True
    gzip: bool = True
    fail_after_batches: int | None = None
    fail_queries: str | None = None
    largest_upload: int = LARGEST_UPLOAD

    def changed(self, **changes: Any) -> BulkSettings:
        """A copy with some settings changed; raises TypeError for one that does not exist."""
        return replace(self, **changes)

    def to_json(self) -> dict[str, Any]:
        """The settings as JSON."""
        return asdict(self)
