"""A row of figures: a large number and the words for it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.theme import TextRole, Theme
from gui.widgets.labels import TextLabel, column


class Figure(QWidget):
    """One number with its words; both are one thing to a screen reader."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._number = TextLabel(theme, TextRole.NUMBER)
        self._words = TextLabel(theme, TextRole.SMALL, tone="secondary", wrap=True)
        whole = column(theme, spacing=4)
        whole.addWidget(self._number)
        whole.addWidget(self._words)
        self.setLayout(whole)

    def set_figure(self, number: str, words: str, tone: str = "") -> None:
        """What it says; `tone` colours the number."""
        self._number.setText(number)
        self._number.set_tone(tone)
        self._words.setText(words)
        self.setAccessibleName(f"{number} {words}")
