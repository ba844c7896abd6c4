"""A field for a day, with a calendar that opens below it."""

from __future__ import annotations

from PySide6.QtCore import QDate
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QDateEdit, QWidget

from gui.theme import Theme
from gui.widgets.painting import drop_down_arrow


class DateField(QDateEdit):
    """A QDateEdit; the style sheet draws the box, this the arrow."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setCalendarPopup(True)
        self.setMinimumDate(QDate(1990, 1, 1))
        self.setMinimumWidth(theme.px(128))
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        drop_down_arrow(self, self._theme)
