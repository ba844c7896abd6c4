"""A text to be copied into another program: it can be read, selected, and copied with one press."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from gui.theme import Theme
from gui.widgets.buttons import SecondaryButton
from gui.widgets.labels import TextLabel, column, row

_SAID_MS = 2000


class CopyField(QWidget):
    """The text and a button beside it. One line that scrolls, or with `lines` as many short ones as there are."""

    def __init__(self, theme: Theme, *, lines: bool = False) -> None:
        super().__init__()
        self._shown: QLineEdit | TextLabel
        self._button = SecondaryButton(theme)
        self._button.clicked.connect(self._copy)
        whole = row(theme, spacing=8)
        if lines:
            self._shown = TextLabel(theme, selectable=True)
            frame = QFrame()
            frame.setObjectName("framed")
            inside = column(theme, spacing=0, margins=(12, 8, 12, 8))
            inside.addWidget(self._shown)
            frame.setLayout(inside)
            whole.addWidget(frame, 1)
        else:
            self._shown = QLineEdit()
            self._shown.setReadOnly(True)
            whole.addWidget(self._shown, 1)
        whole.addWidget(self._button, 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(whole)
        self._words = ("", "")
        self._after = QTimer(self)
        self._after.setSingleShot(True)
        self._after.setInterval(_SAID_MS)
        self._after.timeout.connect(self._offer)

    def set_texts(self, name: str, copy: str, copied: str) -> None:
        """What the text is, for a screen reader; the word on the button, and for a moment after a press."""
        self._words = (copy, copied)
        self._shown.setAccessibleName(name)
        self._button.setAccessibleDescription(name)
        self._offer()

    def set_value(self, text: str) -> None:
        """The text."""
        self._shown.setText(text)
        if isinstance(self._shown, QLineEdit):
            self._shown.setCursorPosition(0)
        self._offer()

    def value(self) -> str:
        """The text as it is copied."""
        return self._shown.text()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.value())
        self._button.set_text(self._words[1])
        self._after.start()

    def _offer(self) -> None:
        self._button.set_text(self._words[0])
