"""What a user does to a page, and sees on it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from gui.widgets.table import Table


def table(page: QWidget) -> Table:
    """The table of a page."""
    found = page.findChild(Table)
    assert isinstance(found, Table)
    return found


def rows(page: QWidget, column: int) -> list[str]:
    """A column of the table, as shown."""
    model = table(page).model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def named(page: QWidget, name: str) -> QWidget:
    """The control with a name; one that can be seen before one that cannot."""
    found = [w for w in controls(page) if w.accessibleName() == name]
    return next((w for w in found if w.isVisible()), found[0])


def controls(page: QWidget) -> list[QWidget]:
    """Everything that takes the keyboard."""
    kinds = (QAbstractButton, QComboBox, QLineEdit, Table)
    return [w for kind in kinds for w in page.findChildren(kind) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]


def press(page: QWidget, name: str, qtbot: QtBot) -> None:
    """Click a button."""
    qtbot.mouseClick(named(page, name), Qt.MouseButton.LeftButton)


def choose(page: QWidget, name: str, text: str) -> None:
    """Pick an entry of a list."""
    box = named(page, name)
    assert isinstance(box, QComboBox)
    place = box.findText(text)
    assert place >= 0, [box.itemText(at) for at in range(box.count())]
    box.setCurrentIndex(place)
    box.activated.emit(place)


def says(page: QWidget, part: str) -> bool:
    """Whether a text can be read on the page."""
    return any(part in label.text() for label in page.findChildren(QLabel) if label.isVisible())
