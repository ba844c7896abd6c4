"""A pill: a state in one or two words, with a sign before it so that colour is never alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel

from gui.theme import TextRole, Theme
from gui.widgets.labels import restyle

_SIGNS = {
    "good": "✓",
    "warning": "!",
    "bad": "×",
    "accent": "●",
    "production": "■",
    "sandbox": "◆",
    "neutral": "",
}


_GROUNDS = {
    "good": "good_wash",
    "warning": "warning_wash",
    "bad": "bad_wash",
    "accent": "accent_wash",
    "production": "bad",
    "sandbox": "warning_wash",
    "neutral": "neutral_wash",
}


class Pill(QLabel):
    """`tone` is good, warning, bad, accent or neutral, or the kind of an org: production or sandbox."""

    def __init__(self, theme: Theme, tone: str = "neutral") -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("pill")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(TextRole.SMALL))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._tone = ""
        self.set_state("", tone)

    def set_state(self, text: str, tone: str) -> None:
        """What it says, and how."""
        sign = _SIGNS[tone]
        self.setText(f"{sign} {text}" if sign else text)
        self.setAccessibleName(text)
        if tone != self._tone:
            self._tone = tone
            self.setProperty("tone", tone)
            restyle(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        # A style sheet has one radius in pixels, and squares the ends of a pill that is less high than twice that.
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(_GROUNDS[self._tone]))
        painter.drawRoundedRect(self.rect(), self.height() / 2, self.height() / 2)
        painter.end()
        super().paintEvent(event)
