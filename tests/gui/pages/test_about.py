"""Which version this is, and what it is made with; and the way out by keyboard."""

from __future__ import annotations

from importlib.metadata import version

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from gui.pages.about import AboutDialog, components
from tests.helpers.driving import named, says

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_about_says_version_news_and_licences(window: MainWindow, qtbot: QtBot) -> None:
    window._about.trigger()
    dialog = window.findChild(AboutDialog)
    assert dialog is not None
    assert says(dialog, f"Version {version('unsubscribe-sync')}. Free software under the MIT licence.")
    assert says(dialog, "Imports, pastes and syncs can be taken back.")
    assert any(line.startswith("peewee ") for line in dialog.licences.toPlainText().splitlines())
    qtbot.mouseClick(named(dialog, "Close"), Qt.MouseButton.LeftButton)


def test_each_component_has_a_version_and_the_name_of_a_licence() -> None:
    found = components()
    assert len(found) > 10
    for line in found:
        name, _, licence = line.partition(", ")
        assert len(name.split()) == 2, line
        assert licence, line


def test_ctrl_q_asks_to_quit(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.quit_asked):
        qtbot.keyClick(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
