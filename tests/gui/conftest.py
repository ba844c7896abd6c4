"""Windows and pages for the tests of this folder: real engines, a real store, offscreen."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import SignalBlocker

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from core.engine import Engine
from core.engine_options import EngineOptions, utc_now
from gui.engine_bridge import EngineBridge
from gui.language import ENGLISH, Language
from gui.main_window import MainWindow
from gui.theme import Appearance, Theme
from tests.core.sync.conftest import reached
from tests.helpers.practice import PracticeOrg

PATIENCE_MS = 30_000


class PatientBot(QtBot):
    """Waits as long as a busy machine may need: what comes at all ends the wait at once."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **options: Any) -> SignalBlocker:
        return super().waitSignal(signal, timeout=timeout, **options)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


@pytest.fixture(autouse=True)
def _nothing_left_over() -> Iterator[None]:
    """Delete at once what a test has closed, as the program's own event loop would.

    Else closed windows pile up, and every later change of the look is made to thousands of widgets that nobody sees.
    """
    gc.disable()
    yield
    if QApplication.instance() is not None:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    # In this thread, as the program does it.
    gc.collect(1)
    gc.enable()


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, Appearance.LIGHT)


@pytest.fixture
def language(qapp: QApplication) -> Iterator[Language]:
    chosen = Language(qapp, ENGLISH)
    yield chosen
    chosen.choose(ENGLISH)


@pytest.fixture(scope="module")
def practice_org() -> Iterator[PracticeOrg]:
    """A small org that the tests of a module share."""
    with PracticeOrg(people=60, opted_out=6) as org:
        yield org


@pytest.fixture
def engine(practice_org: PracticeOrg, tmp_path: Path) -> Iterator[Engine]:
    """An engine on a fresh data directory, not started."""
    opened = Engine(EngineOptions(tmp_path, environment=reached(practice_org), now=utc_now))
    yield opened
    opened.stop()


@pytest.fixture
def bridge(engine: Engine, qapp: QApplication) -> Iterator[EngineBridge]:
    made = EngineBridge(engine)
    yield made
    made.close()


OpenWindow = Callable[[], MainWindow]


@pytest.fixture
def open_window(
    bridge: EngineBridge, theme: Theme, language: Language, tmp_path: Path
) -> Iterator[OpenWindow]:
    """Opens windows on the one engine, one after the other."""
    opened: list[MainWindow] = []

    def make() -> MainWindow:
        kept = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
        window = MainWindow(bridge, theme, language, kept)
        window.show()
        opened.append(window)
        return window

    yield make
    for window in opened:
        window.close()
        window.deleteLater()


@pytest.fixture
def window(open_window: OpenWindow) -> MainWindow:
    return open_window()
