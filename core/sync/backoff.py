"""How long to wait before trying again: longer each time, never in step with others, never for ever."""

from __future__ import annotations

import random

FIRST_S = 1.0
LONGEST_S = 300.0
"""Seconds; a longer Retry-After is not honoured either."""


def pause_s(failures: int, retry_after: float | None = None) -> float:
    """Seconds to wait after the `failures`th failure (from 1) in a row.

    `retry_after` is what the other side asked for. A part of the pause is chance, so that those who met the
    same lock do not meet again.
    """
    longest = min(LONGEST_S, FIRST_S * 2.0 ** (max(failures, 1) - 1))
    own = longest * random.uniform(0.5, 1.0)
    return own if retry_after is None else max(own, min(retry_after, LONGEST_S))
