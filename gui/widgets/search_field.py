"""A field to search a list with: tells when somebody has stopped typing, Esc clears it, Enter goes on to the list."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from gui.theme import Theme

_SETTLE_MS = 200
_LEAST_WIDTH = 112


class SearchField(QLineEdit):
    """Its `text` is what is searched for.

    Signals:
        settled: the text is another; while somebody types, only after a short rest.
        left: Enter or the down key.
    """

    settled = Signal()
    left = Signal()

    def __init__(self, theme: Theme, settle_ms: int = _SETTLE_MS) -> None:
        super().__init__()
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(theme.px(_LEAST_WIDTH))
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(settle_ms)
        self._rest.timeout.connect(self.settled)
        self.textChanged.connect(self._rest.start)

    def stop_waiting(self) -> None:
        """What is typed is being searched for already."""
        self._rest.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            if self._rest.isActive():
                self._rest.stop()
                self.settled.emit()
            self.left.emit()
        else:
            super().keyPressEvent(event)
