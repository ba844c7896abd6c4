"""A field for a day, with a calendar that opens below it."""

from __future__ import annotations

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QDateEdit, QWidget

from gui.theme import Theme
from gui.widgets.painting import drop_down_arrow
from gui.widgets.wheel import WheelScrollsPage


class DateField(WheelScrollsPage, QDateEdit):
    """A QDateEdit; the style sheet draws the box, this the arrow."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        # Qt's own is to take the focus from wherever it is when the wheel is turned.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCalendarPopup(True)
        self.setMinimumDate(QDate(1990, 1, 1))
        self.setMinimumWidth(theme.px(128))
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        drop_down_arrow(self, self._theme)
