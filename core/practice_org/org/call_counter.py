"""Counts what clients ask of the org: calls by kind, and the bytes that went over the wire."""

from __future__ import annotations

import threading
from collections import Counter
from typing import Any


class CallCounter:
    """Numbers since the last reset. Calls of the control surface are not counted."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.reset()

    def reset(self) -> None:
        """Begin again at nothing."""
        with self._lock:
            self._kinds: Counter[str] = Counter()
            self._statuses: Counter[int] = Counter()
            self._bytes_in = 0
            self._bytes_out = 0

    def count(self, kind: str) -> None:
        """One call of this kind, for instance "GET /query"."""
        with self._lock:
            self._kinds[kind] += 1

    def answered(self, status: int, bytes_in: int, bytes_out: int) -> None:
        """How one call ended; bytes are bodies as sent, compressed if they were, and heads."""
        with self._lock:
            self._statuses[status] += 1
            self._bytes_in += bytes_in
            self._bytes_out += bytes_out

    def report(self) -> dict[str, Any]:
        """The numbers as JSON: total, by_kind, by_status, bytes_in, bytes_out."""
        with self._lock:
            return {
                "total": self._kinds.total(),
                "by_kind": dict(sorted(self._kinds.items())),
                "by_status": {str(status): n for status, n in sorted(self._statuses.items())},
                "bytes_in": self._bytes_in,
                "bytes_out": self._bytes_out,
            }
