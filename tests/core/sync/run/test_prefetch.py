"""Reading ahead: lots grow with the work that each of them makes."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from core.messages import CancelledError
from core.sync.run.prefetch import Prefetch


def read_by_then(items: Prefetch[int], all_of_them: threading.Event) -> Iterator[list[int]]:
    """The lots of one item a size, each asked for when everything that may wait does."""
    all_of_them.wait(30)
    yield from items.lots(lambda _: 1, 3)


def test_what_waits_is_one_lot_up_to_its_size() -> None:
    done = threading.Event()

    def numbers() -> Iterator[int]:
        yield from range(7)
        done.set()

    with Prefetch(numbers(), threading.Event(), "numbers", ahead=10) as ahead:
        assert list(read_by_then(ahead, done)) == [[0, 1, 2], [3, 4, 5], [6]]


def test_what_comes_slowly_is_taken_as_it_comes() -> None:
    taken = threading.Semaphore(0)

    def numbers() -> Iterator[int]:
        for number in range(3):
            yield number
            assert taken.acquire(timeout=30)

    lots = []
    with Prefetch(numbers(), threading.Event(), "numbers") as ahead:
        for lot in ahead.lots(lambda _: 1, 100):
            lots.append(lot)
            taken.release()
    assert lots == [[0], [1], [2]]


def test_a_cancellation_is_heard_while_nothing_comes() -> None:
    stop, never = threading.Event(), threading.Event()

    def nothing() -> Iterator[int]:
        never.wait(30)
        yield from ()

    with Prefetch(nothing(), stop, "nothing") as ahead:
        threading.Timer(0.1, stop.set).start()
        try:
            with pytest.raises(CancelledError):
                list(ahead.lots(lambda _: 1, 3))
        finally:
            never.set()
