"""The icon in the tray: what it offers and says, and what closing the window means with and without one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from core.engine import Engine
from core.salesforce.values.errors import explain
from core.settings import NIGHTLY_SYNC
from core.store.types.runs import RunOutcome
from gui.engine_bridge import EngineBridge
from gui.icons import Icons
from gui.main_window import MainWindow
from gui.theme import Theme
from gui.tray import Tray
from tests.helpers.practice import PracticeOrg

SLOW_MS = 20_000

# Qt's own word on the offscreen platform, which has no windows that a tray could live in.
pytestmark = pytest.mark.qt_log_ignore("QPlatformNativeInterface::systemTrayWindowChanged")


@pytest.fixture
def tray(engine: Engine, bridge: EngineBridge, theme: Theme, tmp_path: Path) -> Tray:
    engine.settings.set(NIGHTLY_SYNC, "on")
    kept = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    return Tray(bridge, theme, Icons(theme), kept)


def action(tray: Tray, text: str) -> QAction:
    return next(one for one in tray.menu.actions() if one.text().startswith(text))


def test_the_menu_opens_syncs_says_when_the_next_sync_is_and_quits(
    tray: Tray, engine: Engine, qtbot: QtBot
) -> None:
    assert [one.text() for one in tray.menu.actions() if one.text()][:2] == [
        "Open Unsubscribe Sync",
        "Sync now",
    ]
    assert not action(tray, "Next sync ").isEnabled()
    with qtbot.waitSignal(tray.open_asked):
        action(tray, "Open").trigger()
    with qtbot.waitSignal(tray.quit_asked):
        action(tray, "Quit").trigger()
    engine.settings.set(NIGHTLY_SYNC, "off")
    qtbot.waitUntil(lambda: any(one.text().startswith("No next sync") for one in tray.menu.actions()))
    qtbot.waitUntil(lambda: tray.tooltip == "Unsubscribe Sync: All is well. The nightly sync is off.")


def test_syncing_from_the_tray_runs_and_the_icon_tells_running_done_and_failed(
    tray: Tray, engine: Engine, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    engine.start()
    qtbot.waitUntil(lambda: tray.tooltip == "Unsubscribe Sync: All in step.")
    told: set[str] = set()
    practice_org.control("faults", {"requests": [{"do": "stall", "seconds": 1, "path": "query"}]})
    action(tray, "Sync now").trigger()

    def ended() -> bool:
        told.add(tray.tooltip)
        last = engine.runs.last()
        return last is not None and last.outcome is RunOutcome.DONE and tray.tooltip.endswith("All in step.")

    qtbot.waitUntil(ended, timeout=SLOW_MS)
    assert "Unsubscribe Sync: a sync is running" in told
    broken = {"do": "answer", "status": 400, "code": "INVALID_FIELD", "times": 0, "path": "query"}
    practice_org.control("faults", {"requests": [broken]})
    try:
        action(tray, "Sync now").trigger()
        qtbot.waitUntil(lambda: tray.tooltip.startswith("Unsubscribe Sync: Needs you: "), timeout=SLOW_MS)
    finally:
        practice_org.control("faults", {"requests": []})


def test_without_a_tray_closing_the_window_ends_the_program(
    tray: Tray, window: MainWindow, qtbot: QtBot
) -> None:
    if QSystemTrayIcon.isSystemTrayAvailable():
        pytest.skip("there is a tray here")
    window.closed.connect(tray.window_closed)
    with qtbot.waitSignal(tray.quit_asked):
        window.close()


def test_a_program_that_is_ending_asks_for_nothing_more(tray: Tray, qtbot: QtBot) -> None:
    tray.leave()
    with qtbot.assertNotEmitted(tray.quit_asked):
        tray.window_closed()


def test_a_click_on_the_word_that_a_sign_in_is_needed_leads_to_it(
    tray: Tray, engine: Engine, bridge: EngineBridge, qtbot: QtBot
) -> None:
    icon = tray.findChild(QSystemTrayIcon)
    assert isinstance(icon, QSystemTrayIcon)
    with qtbot.waitSignal(tray.open_asked), qtbot.assertNotEmitted(tray.sign_in_asked):
        icon.messageClicked.emit()
    with qtbot.waitSignal(bridge.alarm_shown):
        engine.alarms.start()
        engine.connection.report(explain("INVALID_SESSION_ID"))
    qtbot.waitUntil(lambda: tray.tooltip == "Unsubscribe Sync: Needs you: 1")
    with qtbot.waitSignal(tray.sign_in_asked), qtbot.assertNotEmitted(tray.open_asked):
        icon.messageClicked.emit()
