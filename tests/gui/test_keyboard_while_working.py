"""A button that cannot be pressed while it works keeps the keyboard: it is nowhere else meanwhile, and comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from core.engine import Engine
from gui.icons import Icons
from gui.main_window import MainWindow
from gui.theme import Theme
from gui.widgets.buttons import DangerButton, IconButton, LinkButton, PrimaryButton, SecondaryButton
from gui.widgets.check_box import CheckBox
from gui.widgets.labels import column
from gui.widgets.progress import ProgressRow
from gui.widgets.switch import Switch

pytestmark = [
    pytest.mark.qt_log_ignore("QPlatformNativeInterface::systemTrayWindowChanged", "propagateSizeHints"),
    pytest.mark.gui,
]

KINDS: dict[str, Callable[[Theme], QAbstractButton]] = {
    "primary": PrimaryButton,
    "secondary": SecondaryButton,
    "danger": DangerButton,
    "link": LinkButton,
    "icon": lambda theme: IconButton(theme, Icons(theme), "gear"),
    "switch": Switch,
}


@contextmanager
def places_of_the_keyboard() -> Iterator[list[QWidget]]:
    """Every control that gets the keyboard within this."""
    found: list[QWidget] = []

    def note(_before: QWidget | None, now: QWidget | None) -> None:
        if isinstance(now, QAbstractButton | QLineEdit | QComboBox):
            found.append(now)

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.focusChanged.connect(note)
    try:
        yield found
    finally:
        app.focusChanged.disconnect(note)


class Bench:
    """A button with a box that can be ticked behind it, and a Cancel that is not shown yet."""

    def __init__(self, theme: Theme, make: Callable[[Theme], QAbstractButton], qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        inside = column(theme)
        self.button, self.box, self.progress = make(theme), CheckBox(theme), ProgressRow(theme)
        for widget in (self.button, self.box, self.progress):
            inside.addWidget(widget)
        self.window.setLayout(inside)
        self.progress.hide()
        self.window.show()
        self.window.activateWindow()
        self.button.setFocus()
        qtbot.waitUntil(self.button.hasFocus)

    def press_space(self, qtbot: QtBot) -> None:
        """Wherever the keyboard is."""
        now = QApplication.focusWidget()
        assert now is not None
        qtbot.keyClick(now, Qt.Key.Key_Space)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("how", ["disabled", "hidden"])
def test_space_ticks_nothing_while_the_button_works_and_the_keyboard_comes_back(
    theme: Theme, qtbot: QtBot, kind: str, how: str
) -> None:
    bench = Bench(theme, KINDS[kind], qtbot)
    can_be_pressed = bench.button.setEnabled if how == "disabled" else bench.button.setVisible
    can_be_pressed(False)
    bench.press_space(qtbot)
    assert not bench.box.isChecked()
    can_be_pressed(True)
    assert bench.button.hasFocus()


@pytest.mark.parametrize("progress_first", [True, False])
def test_the_keyboard_waits_at_cancel_where_the_work_has_one(
    theme: Theme, qtbot: QtBot, progress_first: bool
) -> None:
    bench = Bench(theme, PrimaryButton, qtbot)
    steps: list[Callable[[], None]] = [bench.progress.show, lambda: bench.button.setEnabled(False)]
    for step in steps if progress_first else reversed(steps):
        step()
    assert bench.progress.cancel_button.hasFocus()
    bench.progress.hide()
    bench.button.setEnabled(True)
    assert bench.button.hasFocus()


def test_whoever_went_elsewhere_meanwhile_stays_there(theme: Theme, qtbot: QtBot) -> None:
    bench = Bench(theme, PrimaryButton, qtbot)
    bench.button.setEnabled(False)
    bench.box.setFocus()
    bench.button.setEnabled(True)
    assert bench.box.hasFocus()


PLACES = {
    "Sync now": ("unsubscribes", "integration"),
    "Check again": ("unsubscribes", "checklist"),
    "Test connection": ("salesforce", None),
    "Load people from Salesforce": ("salesforce", None),
}
"""Buttons of pages that cannot be pressed while they work, and where they stand."""


def named(window: MainWindow, name: str) -> QAbstractButton | None:
    """The button of this name that can be seen and pressed."""
    found = [
        button
        for button in window.findChildren(QAbstractButton)
        if button.accessibleName() == name and button.isVisible() and button.isEnabled()
    ]
    return found[0] if found else None


@pytest.mark.parametrize("name", PLACES)
def test_on_the_pages_the_keyboard_stays_with_the_work_and_comes_back(
    window: MainWindow, engine: Engine, qtbot: QtBot, name: str
) -> None:
    engine.check_connection()
    engine.start()
    window.activateWindow()
    window.go_to(*PLACES[name])
    qtbot.waitUntil(lambda: named(window, name) is not None)
    button = named(window, name)
    assert button is not None
    button.setFocus()
    with places_of_the_keyboard() as places:
        qtbot.keyClick(button, Qt.Key.Key_Space)
        began = named(window, name) is None
        qtbot.waitUntil(lambda: named(window, name) is not None)
        qtbot.waitUntil(lambda: QApplication.focusWidget() is named(window, name))
    assert began, f"{name} does not work long enough to be looked at"
    elsewhere = {place.accessibleName() for place in places} - {name, "Cancel"}
    assert elsewhere == set()


def test_after_an_import_the_keyboard_is_at_no_stranger(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "people.csv"
    file.write_text("email,unsubscribed\nann@example.com,yes\n")
    window.activateWindow()
    window.go_to("unsubscribes", ("import_export", str(file)))
    imports = "Unsubscribe 1 person"
    qtbot.waitUntil(lambda: named(window, imports) is not None)
    button = named(window, imports)
    assert button is not None
    button.setFocus()
    with places_of_the_keyboard() as places:
        qtbot.keyClick(button, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: not button.isVisible())
    assert {place.accessibleName() for place in places} <= {"Cancel", imports}
