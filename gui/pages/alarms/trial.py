"""A button that tries one way of alarming, and beside it what came of that."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.messages import Problem
from gui import texts
from gui.pages.page import Shell
from gui.widgets.buttons import SecondaryButton
from gui.widgets.labels import TextLabel, row


class Trial(QWidget):
    """The button stays pressable and keeps the focus while a try is under way; a second press does nothing then.

    `more` are buttons that stand right of it.
    """

    def __init__(self, shell: Shell, channel: Callable[[], str]) -> None:
        """`channel` says which way is tried, at the moment of the press."""
        super().__init__()
        self._shell, self._channel = shell, channel
        self._busy = self._is_standing = False
        self.outcome = TextLabel(shell.theme, wrap=True, selectable=True)
        self.button = SecondaryButton(shell.theme)
        self.button.clicked.connect(self.try_it)
        self._line: QHBoxLayout = row(shell.theme, spacing=12)
        self._line.addWidget(self.outcome, 1)
        self._line.addWidget(self.button)
        self.setLayout(self._line)

    def add(self, button: QWidget) -> None:
        """Put a button right of it."""
        self._line.addWidget(button)

    def retranslate(self, about: str) -> None:
        """Put the text in place; `about` says to screen readers what is tried."""
        self.button.set_text(self.tr("Test"))
        self.button.setAccessibleName(self.tr("Test: {what}").format(what=about))

    def try_it(self) -> None:
        """Send a message that says that it is a test."""
        if self._busy:
            return
        self._busy = True
        channel = self._channel()
        self.say(self.tr("Testing…"), "secondary")
        self._shell.bridge.call(
            self, lambda: self._shell.engine.alarms.test(channel), self._arrived, self.refused, apart=True
        )

    def say(self, sentence: str, tone: str = "") -> None:
        """Say something in place of what came of the last try."""
        self._is_standing = False
        self.outcome.setText(sentence)
        self.outcome.set_tone(tone)
        # Whoever hears instead of seeing is at the button.
        self.button.setAccessibleDescription(sentence)

    def refused(self, problem: Problem) -> None:
        """Say why it did not work, with what the other side said."""
        self._busy = False
        said = texts.text_of_problem(problem)
        self.say(f"{said} ({problem.detail})" if problem.detail else said, "bad")

    def show_standing(self, problem: Problem | None) -> None:
        """What hinders the alarms themselves; what it said of that goes when nothing does any longer."""
        if self._busy or (problem is None and not self._is_standing):
            return
        if problem is None:
            self.say("")
        else:
            self.refused(problem)
            self._is_standing = True

    def _arrived(self, _result: object) -> None:
        self._busy = False
        self.say(self.tr("A test was sent; see whether it has arrived."), "good")
