"""How long to wait before trying again: longer each time, never in step with others, never for ever."""

from __future__ import annotations

from core.salesforce.http import retry

FIRST_S = 1.0
LONGEST_S = 300.0
"""Seconds; a longer Retry-After is not honoured either."""


def pause_s(failures: int, retry_after: float | None = None) -> float:
    """Seconds to wait after the `failures`th failure (from 1) in a row; the other side asked for `retry_after`."""
    own = retry.pause_s(max(failures, 1), FIRST_S, LONGEST_S)
    return own if retry_after is None else max(own, min(retry_after, LONGEST_S))
