"""A switch: on or off at once, without a save button."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from gui.theme import Theme
from gui.widgets.keyboard import KeepsKeyboard
from gui.widgets.painting import focus_ring


class Switch(KeepsKeyboard, QAbstractButton):
    """A checkable button drawn as a switch; a tick in the knob says "on" to those who see no colour."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(self.sizeHint())
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(48), self._theme.px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, on = self._theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.5)
        edge = theme.px(2)
        track = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent" if on else "control"))
        painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
        gap = theme.px(3)
        side = track.height() - 2 * gap
        left = track.right() - gap - side if on else track.left() + gap
        knob = QRectF(left, track.top() + gap, side, side)
        painter.setBrush(theme.color("surface"))
        painter.drawEllipse(knob)
        if on:
            pen = painter.pen()
            pen.setStyle(Qt.PenStyle.SolidLine)
            pen.setColor(theme.color("accent_text"))
            pen.setWidthF(theme.px(2))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            x, y, w = knob.left(), knob.top(), knob.width()
            painter.drawPolyline(
                [
                    QPointF(x + 0.28 * w, y + 0.52 * w),
                    QPointF(x + 0.44 * w, y + 0.68 * w),
                    QPointF(x + 0.73 * w, y + 0.34 * w),
                ]
            )
        if self.hasFocus():
            focus_ring(painter, theme, QRectF(self.rect()), track.height() / 2)
