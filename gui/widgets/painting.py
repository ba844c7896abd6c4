"""Strokes that several hand-painted widgets share."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from gui.theme import Theme


def focus_ring(painter: QPainter, theme: Theme, around: QRectF, radius: float) -> None:
    """The mark of keyboard focus: a line of the accent colour, the same everywhere."""
    pen = QPen(theme.color("accent_text"))
    pen.setWidthF(theme.px(2))
    painter.setOpacity(1.0)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = theme.px(2) / 2
    painter.drawRoundedRect(around.adjusted(inset, inset, -inset, -inset), radius, radius)


def drop_down_arrow(widget: QWidget, theme: Theme) -> None:
    """The arrow at the right of a box that opens, in a colour of the palette; to be called from its paintEvent.

    A style sheet could only load it from a file.
    """
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(theme.color("secondary"))
    pen.setWidthF(theme.px(2))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    half = theme.px(4)
    middle = QPointF(widget.width() - theme.px(16), widget.height() / 2)
    corners = ((-half, -half / 2), (0, half / 2), (half, -half / 2))
    painter.drawPolyline([middle + QPointF(x, y) for x, y in corners])
