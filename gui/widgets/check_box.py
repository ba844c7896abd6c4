"""A check box drawn in the colours of the palette, with its text at the right."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

from gui.theme import TextRole, Theme
from gui.widgets.painting import focus_ring

_SIDE, _GAP, _HEIGHT = 18, 10, 32


class CheckBox(QCheckBox):
    """A QCheckBox whose box can be seen in light and dark; a click on the text counts as well."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFont(theme.font(TextRole.BODY))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def set_text(self, text: str) -> None:
        """The text beside the box, which is its accessible name as well."""
        self.setText(text)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        text = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(self._theme.px(_SIDE + _GAP + 8) + text, self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, on = self._theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.55)
        side = theme.px(_SIDE)
        box = QRectF(theme.px(3), (self.height() - side) / 2, side, side)
        pen = QPen(theme.color("accent" if on else "control"))
        pen.setWidthF(theme.px(2))
        painter.setPen(pen)
        painter.setBrush(theme.color("accent" if on else "surface"))
        painter.drawRoundedRect(box, theme.px(4), theme.px(4))
        if on:
            pen.setColor(theme.color("on_accent"))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            x, y = box.left(), box.top()
            tick = ((0.24, 0.52), (0.43, 0.71), (0.77, 0.31))
            painter.drawPolyline([QPointF(x + across * side, y + down * side) for across, down in tick])
        painter.setPen(theme.color("text"))
        left = box.right() + theme.px(_GAP)
        painter.drawText(
            QRectF(left, 0, self.width() - left, self.height()),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            self.text(),
        )
        if self.hasFocus():
            focus_ring(painter, theme, box.adjusted(-3, -3, 3, 3), theme.px(6))
