"""Tabs below a page title: flat words with a line under the one that is shown."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from gui.theme import TextRole, Theme
from gui.widgets.painting import focus_ring
from gui.widgets.wheel import WheelScrollsPage


class TabBar(WheelScrollsPage, QTabBar):
    """Arrow keys and clicks change the tab, as everywhere in Qt; only the drawing is ours."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setFont(theme.font(TextRole.STRONG))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def tabSizeHint(self, index: int) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.tabText(index)) + self._theme.px(24)
        return QSize(width, self._theme.px(40))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bottom = self.height()
        painter.fillRect(QRectF(0, bottom - 1, self.width(), 1), theme.color("border"))
        for index in range(self.count()):
            # The first word stands below the page title, so all words are drawn at the left of their areas.
            area = QRectF(self.tabRect(index)).adjusted(0, 0, -theme.px(24), 0)
            shown = index == self.currentIndex()
            painter.setFont(theme.font(TextRole.STRONG if shown else TextRole.BODY))
            painter.setPen(theme.color("accent_text" if shown else "secondary"))
            painter.drawText(
                area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.tabText(index)
            )
            if shown:
                line = QRectF(area.left(), bottom - theme.px(3), area.width(), theme.px(3))
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.color("accent"))
                painter.drawRoundedRect(line, theme.px(1), theme.px(1))
                if self.hasFocus():
                    focus_ring(painter, theme, area.adjusted(-4, 6, 4, -6), theme.px(6))
