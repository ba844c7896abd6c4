"""Work in the background: functions that run on a few threads, none before its moment, until the server ends."""

from __future__ import annotations

import heapq
import itertools
import logging
import threading
import time
from collections.abc import Callable

log = logging.getLogger(__name__)

WORKERS = 2


class BackgroundTasks:
    """Threads are started with the first errand. `stopping` is set when the server ends: long work looks at it."""

    def __init__(self) -> None:
        self.stopping = threading.Event()
        self._waiting: list[tuple[float, int, Callable[[], object]]] = []
        self._numbers = itertools.count()
        self._changed = threading.Condition()
        self._threads: list[threading.Thread] = []

    def add(self, errand: Callable[[], object], after: float = 0.0) -> None:
        """Run a function `after` so many seconds, as soon as a thread is free; nothing once it is stopping."""
        with self._changed:
            if self.stopping.is_set():
                return
            heapq.heappush(self._waiting, (time.monotonic() + after, next(self._numbers), errand))
            if not self._threads:
                self._start()
            self._changed.notify()

    def stop(self, patience: float) -> None:
        """Begin nothing more, and wait so many seconds for what is under way; call `stopping.set` first to hurry it."""
        with self._changed:
            self.stopping.set()
            self._waiting.clear()
            self._changed.notify_all()
        until = time.monotonic() + patience
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))

    def _start(self) -> None:
        for number in range(WORKERS):
            thread = threading.Thread(target=self._work, name=f"practice-org-errands-{number}", daemon=True)
            self._threads.append(thread)
            thread.start()

    def _work(self) -> None:
        while True:
            errand = self._next()
            if errand is None:
                return
            try:
                errand()
            except Exception:
                # The thread must outlive whatever one errand runs into; at the end errands are cut off on purpose.
                if not self.stopping.is_set():
                    log.exception("Work in the background failed")

    def _next(self) -> Callable[[], object] | None:
        with self._changed:
            while not self.stopping.is_set():
                pause = self._waiting[0][0] - time.monotonic() if self._waiting else None
                if pause is not None and pause <= 0:
                    return heapq.heappop(self._waiting)[2]
                self._changed.wait(pause)
            return None
