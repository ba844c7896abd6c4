"""Strokes that several hand-painted widgets share."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

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
