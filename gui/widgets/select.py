"""A drop-down list whose arrow follows the palette."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QWidget

from gui.theme import Theme
from gui.widgets.painting import drop_down_arrow


class Select(QComboBox):
    """A QComboBox; the style sheet draws the box, this the arrow."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        drop_down_arrow(self, self._theme)
