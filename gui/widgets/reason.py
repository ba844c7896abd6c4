"""A reason: chosen from a list, with a note that says more."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from gui.theme import TextRole, Theme
from gui.widgets.labels import TextLabel
from gui.widgets.select import Select


class ReasonFields(QWidget):
    """The list and the note. The last entry of the list means "other" and says nothing without a note.

    Signals:
        changed: another reason is chosen, or the note is another.
    """

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._choice, self._note = Select(theme), QLineEdit()
        self._choice_label = TextLabel(theme, TextRole.SMALL, tone="secondary")
        self._note_label = TextLabel(theme, TextRole.SMALL, tone="secondary")
        self._choice_label.setBuddy(self._choice)
        self._note_label.setBuddy(self._note)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(6))
        grid.addWidget(self._choice_label, 0, 0)
        grid.addWidget(self._note_label, 0, 1)
        grid.addWidget(self._choice, 1, 0)
        grid.addWidget(self._note, 1, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.setFocusProxy(self._choice)
        self._choice.currentIndexChanged.connect(self.changed)
        self._note.textChanged.connect(self.changed)

    def set_texts(self, reason: str, note: str, hint: str, choose: str, reasons: Sequence[str]) -> None:
        """Labels, the hint in the empty note, the first entry that chooses nothing, and the reasons."""
        self._choice_label.setText(reason)
        self._choice.setAccessibleName(reason)
        self._note_label.setText(note)
        self._note.setAccessibleName(note)
        self._note.setPlaceholderText(hint)
        self._choice.clear()
        self._choice.addItem(choose)
        self._choice.addItems(list(reasons))

    def is_other(self) -> bool:
        """Whether the reason is told by the note alone."""
        return self._choice.currentIndex() == self._choice.count() - 1

    def text(self) -> str:
        """The reason as it is kept; empty while none is given."""
        note = self._note.text().strip()
        if self._choice.currentIndex() <= 0:
            return ""
        if self.is_other():
            return note
        return f"{self._choice.currentText()}: {note}" if note else self._choice.currentText()
