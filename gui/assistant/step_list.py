"""The steps of the assistant at the left: what is done, what was skipped, where one is, and what is to come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QWidget

from core.attention.set_up import ANSWERED
from gui.pages.page import Shell
from gui.plain import set_tip
from gui.widgets.buttons import SideButton
from gui.widgets.labels import column

_WIDTH = 160


class StepList(QWidget):
    """What has been reached can be gone back to. A sign and a word say what is done and what was skipped.

    Signals:
        chosen: a step was pressed; carries its name.
    """

    chosen = Signal(str)

    def __init__(self, shell: Shell, names: Sequence[str]) -> None:
        super().__init__()
        self._theme, self._icons = shell.theme, shell.icons
        self._names = tuple(names)
        self._buttons: dict[str, SideButton] = {}
        self._words: Mapping[str, str] = {}
        self._done_word = self._skipped_word = ""
        self._done: frozenset[str] | None = None
        self._current = self._names[0]
        # As wide as the signs, so that the words stay where they are when one comes.
        nothing = QPixmap(shell.theme.px(16), shell.theme.px(16))
        nothing.fill(Qt.GlobalColor.transparent)
        self._none = QIcon(nothing)
        whole = column(shell.theme, spacing=2, margins=(0, 8, 0, 0))
        for name in names:
            button = SideButton(shell.theme)
            button.setIconSize(QSize(shell.theme.px(16), shell.theme.px(16)))
            button.clicked.connect(lambda _checked=False, chosen=name: self._choose(chosen))
            self._buttons[name] = button
            whole.addWidget(button)
        whole.addStretch(1)
        self.setLayout(whole)
        self.setFixedWidth(shell.theme.px(_WIDTH))
        shell.theme.changed.connect(self._paint)

    def set_words(self, words: Mapping[str, str], done: str, skipped: str) -> None:
        """What the steps are called, and the words for one that is done and one that was gone past."""
        self._words, self._done_word, self._skipped_word = words, done, skipped
        self._paint()

    def show_step(self, current: str) -> None:
        """Where one is."""
        self._current = current
        self._paint()

    def show_done(self, done: frozenset[str]) -> None:
        """Which acts are done (`SetUp.done`); until it is known, nothing is said of them."""
        self._done = done
        self._paint()

    def _choose(self, name: str) -> None:
        self._paint()
        self.chosen.emit(name)

    def _is_done(self, name: str, *, passed: bool) -> bool | None:
        """None: nothing is to be said yet."""
        if name in ANSWERED:
            return True if passed else None
        if self._done is None:
            return None
        if name in self._done:
            return True
        return False if passed else None

    def _paint(self) -> None:
        here = self._names.index(self._current)
        for place, name in enumerate(self._names):
            button = self._buttons[name]
            word = self._words.get(name, "")
            done = self._is_done(name, passed=place < here) if place <= here else None
            state = "" if done is None else self._done_word if done else self._skipped_word
            button.setText(f"{place + 1}  {word}")
            button.setAccessibleName(f"{word}, {state}" if state else word)
            set_tip(button, state)
            button.setEnabled(place <= here)
            button.setChecked(place == here)
            button.setIcon(self._sign(done))

    def _sign(self, done: bool | None) -> QIcon:
        if done is None:
            return self._none
        return self._icons.icon("done", "good") if done else self._icons.icon("not_needed", "warning")
