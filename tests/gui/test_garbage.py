"""Circles of objects are taken apart in the GUI thread, whichever thread made the last object."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.garbage import GarbageInGuiThread


class Circle:
    """An object that refers to itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def garbage(qapp: QApplication) -> Iterator[GarbageInGuiThread]:
    made = GarbageInGuiThread(qapp)
    yield made
    made.end()
    gc.disable()


def test_a_worker_thread_never_takes_circles_apart(garbage: GarbageInGuiThread, qtbot: QtBot) -> None:
    where: list[threading.Thread] = []

    def leave_circles() -> None:
        for _ in range(20_000):
            circle = Circle()
            weakref.finalize(circle, lambda: where.append(threading.current_thread())).atexit = False

    worker = threading.Thread(target=leave_circles)
    worker.start()
    worker.join()
    assert where == []
    qtbot.waitUntil(lambda: len(where) > 10_000)
    assert set(where) == {threading.main_thread()}
