"""What every dialog does: it fits its texts and the screen, and Esc closes it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.theme import Theme
from gui.widgets.dialog import Dialog

# Windows come to the front, which the offscreen platform cannot do.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def dialog(theme: Theme, qtbot: QtBot) -> Iterator[Dialog]:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    yield Dialog(theme, window)
    window.close()


def test_it_is_no_larger_than_the_screen_so_that_its_buttons_can_be_reached(dialog: Dialog) -> None:
    screen = dialog.screen().availableSize()
    dialog.resize(screen.width() + 400, screen.height() + 400)
    dialog.show()
    assert dialog.width() <= screen.width()
    assert dialog.height() <= screen.height()
    button = dialog.close_button
    assert button.mapTo(dialog, button.rect().bottomLeft()).y() < screen.height()


def test_it_is_as_high_as_its_texts_need(dialog: Dialog) -> None:
    dialog.set_texts("A question", "Many words that go on in a next line. " * 12)
    dialog.resize(400, 50)
    dialog.show()
    layout = dialog.layout()
    assert layout is not None
    assert dialog.height() >= layout.totalHeightForWidth(400)


def test_escape_closes_it(dialog: Dialog, qtbot: QtBot) -> None:
    dialog.show()
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyPress(dialog, Qt.Key.Key_Escape)
