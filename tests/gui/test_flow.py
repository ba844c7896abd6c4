"""FlowLayout: side by side while there is room, else line by line, and never cut off."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from gui.theme import Theme
from gui.widgets.flow import FlowLayout

# A window of its own, on a platform without windows.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def made(
    theme: Theme, qtbot: QtBot, *, last_right: bool = False, evenly: bool = False, count: int = 3
) -> tuple[QWidget, list[QLabel]]:
    box = QWidget()
    layout = FlowLayout(theme, spacing=10, last_right=last_right, evenly=evenly)
    labels = [QLabel("word") for _ in range(count)]
    for label in labels:
        label.setFixedSize(100, 20)
        layout.addWidget(label)
    box.setLayout(layout)
    qtbot.addWidget(box)
    box.show()
    return box, labels


def places(labels: list[QLabel]) -> list[tuple[int, int]]:
    return [(label.x(), label.y()) for label in labels]


def test_all_stand_side_by_side_while_there_is_room(theme: Theme, qtbot: QtBot) -> None:
    box, labels = made(theme, qtbot)
    box.resize(400, 100)
    assert places(labels) == [(0, 0), (110, 0), (220, 0)]


def test_what_does_not_fit_goes_on_below(theme: Theme, qtbot: QtBot) -> None:
    box, labels = made(theme, qtbot)
    box.resize(230, 100)
    assert places(labels) == [(0, 0), (110, 0), (0, 24)]
    assert box.layout().heightForWidth(230) == 44
    assert box.layout().heightForWidth(100) == 68
    assert box.minimumSizeHint().width() == 100


def test_the_last_one_stands_at_the_right_of_a_single_line_only(theme: Theme, qtbot: QtBot) -> None:
    box, labels = made(theme, qtbot, last_right=True)
    box.resize(400, 100)
    assert places(labels) == [(0, 0), (110, 0), (300, 0)]
    box.resize(230, 100)
    assert places(labels)[-1] == (0, 24)


def test_several_lines_share_what_there_is_evenly(theme: Theme, qtbot: QtBot) -> None:
    box, labels = made(theme, qtbot, evenly=True, count=4)
    box.resize(340, 100)
    assert places(labels) == [(0, 0), (110, 0), (0, 24), (110, 24)]
    box.resize(430, 100)
    assert [y for _, y in places(labels)] == [0, 0, 0, 0]


def test_what_is_hidden_takes_no_room(theme: Theme, qtbot: QtBot) -> None:
    box, labels = made(theme, qtbot)
    box.resize(400, 100)
    labels[0].hide()
    qtbot.waitUntil(lambda: places(labels)[1:] == [(0, 0), (110, 0)])
