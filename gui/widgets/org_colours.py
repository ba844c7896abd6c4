"""The colours an org can have: which tokens of the palette they are, and a dot in one of them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from gui.theme import Theme

COLOUR_TOKENS: Mapping[str, str] = {
    "red": "bad",
    "orange": "warning",
    "green": "good",
    "teal": "teal",
    "blue": "accent",
    "purple": "purple",
    "grey": "control",
}
"""From the values of the setting org_colour to the palette."""


def dot(theme: Theme, colour: str, ratio: float = 1.0) -> QPixmap:
    """A small round in an org's colour."""
    size = theme.px(16)
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(COLOUR_TOKENS[colour]))
    inset = theme.px(3)
    painter.drawEllipse(QRectF(inset, inset, size - 2 * inset, size - 2 * inset))
    painter.end()
    return pixmap


def dot_icon(theme: Theme, colour: str) -> QIcon:
    """The same for a menu or a list."""
    icon = QIcon()
    for ratio in (1.0, 2.0):
        icon.addPixmap(dot(theme, colour, ratio))
    return icon
