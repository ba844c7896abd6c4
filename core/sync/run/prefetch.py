"""Reading ahead: the next pages come from the network while the database works on the one before."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from core.messages import CancelledError

Item = TypeVar("Item")
_LOOK_S = 0.1
AHEAD = 3
"""Pages that may wait; more would only cost memory."""


@dataclass(frozen=True, slots=True)
class _End:
    error: BaseException | None = None


class Prefetch(Generic[Item]):
    """Iterates over `items` in a thread of its own, a few at a time; errors come out where they would have.

    `stop` ends both sides. Leaving the `with` block early ends the thread, which finishes the call it is in.
    """

    def __init__(
        self, items: Iterator[Item], stop: threading.Event, name: str, *, ahead: int = AHEAD
    ) -> None:
        self._items = items
        self._stop = stop
        self._left = threading.Event()
        self._waiting: queue.Queue[Item | _End] = queue.Queue(ahead)
        self._thread = threading.Thread(target=self._read, name=name, daemon=True)

    def __enter__(self) -> Prefetch[Item]:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._left.set()
        self._thread.join()

    def __iter__(self) -> Iterator[Item]:
        while True:
            try:
                item = self._waiting.get(timeout=_LOOK_S)
            except queue.Empty:
                if self._stop.is_set():
                    raise CancelledError from None
                continue
            if isinstance(item, _End):
                if item.error is not None:
                    raise item.error
                return
            yield item

    def lots(self, size_of: Callable[[Item], int], most: int) -> Iterator[list[Item]]:
        """Whatever has come, as one lot, as soon as its sizes come to `most` or nothing more waits.

        So lots grow with the work that each of them makes, and where the network is slow nothing lies about.
        """
        lot: list[Item] = []
        size = 0
        for item in self:
            lot.append(item)
            size += size_of(item)
            if size >= most or self._waiting.empty():
                yield lot
                lot, size = [], 0
        if lot:
            yield lot

    def _read(self) -> None:
        end = _End()
        try:
            for item in self._items:
                if not self._hand_over(item):
                    return
        except BaseException as error:  # noqa: BLE001 - handed to the thread that reads, which raises it
            end = _End(error)
        self._hand_over(end)

    def _hand_over(self, item: Item | _End) -> bool:
        while not self._left.is_set():
            try:
                self._waiting.put(item, timeout=_LOOK_S)
            except queue.Full:
                continue
            return True
        return False
