"""A dialog for an act that is kept with its reason: nothing happens without one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from gui.theme import TextRole, Theme
from gui.widgets.buttons import DangerButton
from gui.widgets.dialog import Dialog
from gui.widgets.labels import TextLabel, column


class ReasonDialog(Dialog):
    """`act` gets the reason, once there is one and the button is pressed; meanwhile the button waits."""

    def __init__(self, theme: Theme, parent: QWidget, act: Callable[[str], None]) -> None:
        super().__init__(theme, parent)
        self._act = act
        self.setMinimumWidth(theme.px(480))
        self._label = TextLabel(theme, TextRole.SMALL, tone="secondary")
        self._reason = QLineEdit()
        self._label.setBuddy(self._reason)
        self._outcome = TextLabel(theme, tone="bad", wrap=True)
        self._outcome.hide()
        fields = column(theme, spacing=6)
        fields.addWidget(self._label)
        fields.addWidget(self._reason)
        self.add(fields)
        self.add(self._outcome)
        self._confirm = DangerButton(theme)
        self.foot.addWidget(self._confirm)
        self._reason.textChanged.connect(self._weigh)
        self._reason.returnPressed.connect(self._confirm.click)
        self._confirm.clicked.connect(self._press)
        self._reason.setFocus()

    def set_words(self, label: str, confirm: str, example: str = "") -> None:
        """What is asked for, what the button says, and what a reason may be."""
        self._label.setText(label)
        self._reason.setAccessibleName(label)
        self._reason.setPlaceholderText(example)
        self.close_button.set_text(self.tr("Cancel"))
        self._confirm.set_text(confirm)
        self._weigh()

    def refuse(self, sentence: str) -> None:
        """Say why it could not be done; it can be tried again."""
        self._outcome.setText(sentence)
        self._outcome.show()
        self._confirm.setEnabled(True)

    def _weigh(self, _text: str = "") -> None:
        self._confirm.set_hindrance("" if self._reason.text().strip() else self.tr("Write a reason first"))

    def _press(self) -> None:
        if reason := self._reason.text().strip():
            self._confirm.setEnabled(False)
            self._act(reason)
