"""A few ways to look at the same thing, side by side, one of them chosen."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from gui.theme import TextRole, Theme
from gui.widgets.labels import row


class _Segment(QPushButton):
    """Arrow keys go to the neighbour and choose it, as among radio buttons."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        group = self.group()
        if step is None or group is None:
            super().keyPressEvent(event)
            return
        shown = [button for button in group.buttons() if button.isVisible()]
        place = shown.index(self) + step
        if 0 <= place < len(shown):
            shown[place].setFocus(Qt.FocusReason.OtherFocusReason)
            shown[place].click()


class Segments(QWidget):
    """Buttons that touch each other.

    Signals:
        chosen: the user chose another one; carries its name.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, *names: str) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        inside = row(theme, spacing=4)
        for name in names:
            button = _Segment()
            button.setProperty("kind", "segment")
            button.setFont(theme.font(TextRole.BODY))
            button.setCheckable(True)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            self._group.addButton(button)
            self._buttons[name] = button
            inside.addWidget(button)
        self.setLayout(inside)
        self._buttons[names[0]].setChecked(True)
        self._group.buttonClicked.connect(self._tell)

    @property
    def current(self) -> str:
        """The name of the chosen one."""
        return next(name for name, button in self._buttons.items() if button.isChecked())

    def choose(self, name: str) -> None:
        """Choose one, without telling anybody."""
        self._buttons[name].setChecked(True)

    def show_only(self, *names: str) -> None:
        """Offer these alone; when the chosen one is not among them, the first of them is chosen."""
        for name, button in self._buttons.items():
            button.setVisible(name in names)
        if self.current not in names:
            self._buttons[names[0]].setChecked(True)

    def set_texts(self, words: Mapping[str, str], purpose: str) -> None:
        """The words on the buttons by their names, and what they choose between."""
        self.setAccessibleName(purpose)
        for name, button in self._buttons.items():
            button.setText(words[name])
            button.setAccessibleName(f"{purpose}: {words[name]}")

    def _tell(self) -> None:
        self.chosen.emit(self.current)
