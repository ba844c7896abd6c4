"""Segments: a few ways to look at the same thing, chosen by click or by arrow keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from gui.theme import Theme
from gui.widgets.segments import Segments

# A window of its own, on a platform without windows.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def segments(theme: Theme, qtbot: QtBot) -> Segments:
    made = Segments(theme, "one", "two", "three")
    made.set_texts({"one": "One", "two": "Two", "three": "Three"}, "Count")
    qtbot.addWidget(made)
    made.show()
    return made


def button(segments: Segments, name: str) -> QAbstractButton:
    return next(b for b in segments.findChildren(QAbstractButton) if b.accessibleName() == f"Count: {name}")


def test_a_click_chooses_and_tells(segments: Segments, qtbot: QtBot) -> None:
    assert segments.current == "one"
    with qtbot.waitSignal(segments.chosen) as told:
        qtbot.mouseClick(button(segments, "Three"), Qt.MouseButton.LeftButton)
    assert told.args == ["three"]
    assert segments.current == "three"


def test_arrow_keys_go_to_the_neighbour_in_sight(segments: Segments, qtbot: QtBot) -> None:
    segments.show_only("one", "three")
    told: list[str] = []
    segments.chosen.connect(told.append)
    qtbot.keyClick(button(segments, "One"), Qt.Key.Key_Right)
    assert (segments.current, told) == ("three", ["three"])
    qtbot.keyClick(button(segments, "Three"), Qt.Key.Key_Right)
    assert (segments.current, told) == ("three", ["three"])
    qtbot.keyClick(button(segments, "Three"), Qt.Key.Key_Left)
    assert segments.current == "one"


def test_what_is_no_longer_offered_is_no_longer_chosen(segments: Segments) -> None:
    segments.choose("two")
    segments.show_only("one", "three")
    assert segments.current == "one"
