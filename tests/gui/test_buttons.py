"""Buttons: what they say is what they are given, and one that cannot be pressed says why."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from gui.theme import Theme
from gui.widgets.buttons import LinkButton, PrimaryButton

# A window of its own, on a platform without windows.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def link(theme: Theme, qtbot: QtBot) -> LinkButton:
    made = LinkButton(theme)
    qtbot.addWidget(made)
    return made


def test_an_ampersand_in_a_name_is_shown_and_is_no_shortcut(link: LinkButton) -> None:
    link.set_text("Contact Jones & Sons")
    assert link.accessibleName() == "Contact Jones & Sons"
    assert link.text() == "Contact Jones && Sons"
    assert link.shortcut() == QKeySequence()


def test_a_hindrance_greys_a_button_and_is_told_until_it_is_gone(theme: Theme, qtbot: QtBot) -> None:
    button = PrimaryButton(theme)
    qtbot.addWidget(button)
    button.set_hindrance("Write a reason first")
    assert not button.isEnabled()
    assert button.toolTip() == button.accessibleDescription() == "Write a reason first"
    button.set_hindrance("")
    assert button.isEnabled()
    assert button.toolTip() == button.accessibleDescription() == ""


def test_enter_presses_a_button_once_like_the_space_bar(link: LinkButton, qtbot: QtBot) -> None:
    pressed: list[bool] = []
    link.clicked.connect(lambda: pressed.append(True))
    link.show()
    qtbot.keyPress(link, Qt.Key.Key_Return)
    qtbot.keyPress(link, Qt.Key.Key_Enter)
    assert len(pressed) == 2
    qtbot.keyClick(link, Qt.Key.Key_Space)
    assert len(pressed) == 3
