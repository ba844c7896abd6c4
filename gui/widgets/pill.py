"""A pill: a state in one or two words, with a sign before it so that colour is never alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
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


class Pill(QLabel):
    """`tone` is good, warning, bad, accent or neutral, or the kind of an org: production or sandbox."""

    def __init__(self, theme: Theme, tone: str = "neutral") -> None:
        super().__init__()
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
