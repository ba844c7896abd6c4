"""What a step of the assistant is: a question or an act, its texts, and whether the next one may follow."""

from __future__ import annotations

from PySide6.QtCore import Signal

from gui.pages.page import CardPage, Shell
from gui.theme import TextRole
from gui.widgets.labels import TextLabel


class Step(CardPage):
    """A page with a heading and a sentence above its cards.

    Signals:
        changed: whether the next step may follow could be different now.
    """

    changed = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._heading = TextLabel(self.theme, TextRole.HEADING, wrap=True)
        self._sentence = TextLabel(self.theme, tone="secondary", wrap=True)
        self.cards.addWidget(self._heading)
        self.cards.addWidget(self._sentence)

    def set_texts(self, heading: str, sentence: str) -> None:
        """What the step is about."""
        self._heading.setText(heading)
        self._sentence.setText(sentence)

    def hindrance(self) -> str:
        """Why the next step cannot follow yet; empty when it can."""
        return ""

    def go_on(self) -> bool:
        """Next was pressed; False when the step sees to it itself that the right thing follows."""
        return True
