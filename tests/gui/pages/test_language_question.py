"""A language whose letters no font has is named in English, and asked about before the window becomes unreadable."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from pytestqt.qtbot import QtBot

from core.settings import LANGUAGE
from gui.main_window import MainWindow
from gui.pages.language_question import LanguageQuestion
from tests.helpers.driving import named

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def no_japanese_font(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFontDatabase, "families", lambda *_: [])


def test_the_button_is_readable_and_a_question_comes_before_the_boxes(
    no_japanese_font: None, window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.mouseClick(named(window, "Japanese"), Qt.MouseButton.LeftButton)
    question = window.findChild(LanguageQuestion)
    assert question is not None
    qtbot.mouseClick(named(question, "Keep the language"), Qt.MouseButton.LeftButton)
    assert window._engine.settings.text(LANGUAGE) == LANGUAGE.default
    assert named(window, "Japanese").isVisible()
    qtbot.mouseClick(named(window, "Japanese"), Qt.MouseButton.LeftButton)
    question = next(one for one in window.findChildren(LanguageQuestion) if one.isVisible())
    qtbot.mouseClick(named(question, "Switch anyway"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window._engine.settings.text(LANGUAGE) == "ja")
