"""Troubles on demand."""

from __future__ import annotations

import threading

from core.practice_org.errors import RecordError


class Faults:
    """What shall go wrong."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._refusals: dict[str, list[RecordError]] = {}

    def page_size(self, asked: int) -> int:
        """Rows to answer in a page for which the client asked `asked`."""
        return asked

    def locator_expired(self) -> bool:
        """Whether the next use of a locator shall find it expired."""
        return False

    def refuse_write(self, record_id: str) -> None:
        """Raise RecordError when this record is marked to refuse a save."""
        with self._lock:
            waiting = self._refusals.get(record_id)
            if waiting:
                raise waiting[0]
