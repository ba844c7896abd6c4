"""The dialog that ends pushes unsent, with a reason that is kept."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from core.messages import Problem
from core.store.types.pushes import QueuedPush
from gui import texts
from gui.pages.page import Shell
from gui.theme import TextRole
from gui.widgets.buttons import DangerButton
from gui.widgets.dialog import Dialog
from gui.widgets.labels import TextLabel, column


class GiveUpDialog(Dialog):
    """Gives up one parked push, or all of one code. Nothing happens without a reason.

    Signals:
        ended: so many pushes were given up.
    """

    ended = Signal(int)

    def __init__(
        self, shell: Shell, parent: QWidget, *, push: QueuedPush | None = None, code: str = "", count: int = 1
    ) -> None:
        super().__init__(shell.theme, parent)
        self._shell, self._push, self._code = shell, push, code
        theme = shell.theme
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
        self._confirm.setEnabled(False)
        self.foot.addWidget(self._confirm)
        self._reason.textChanged.connect(self._weigh)
        self._reason.returnPressed.connect(self._confirm.click)
        self._confirm.clicked.connect(self._give_up)
        self._put_texts(count)
        self._reason.setFocus()

    def _put_texts(self, count: int) -> None:
        self.set_texts(
            self.tr("Give up %Ln pushes?", "", count),
            self.tr(
                "What is given up is not sent any more. Nobody is re-subscribed by this: who is unsubscribed here "
                "stays so, and the next sync tries again. Your reason and name are kept in the status log."
            ),
        )
        self._label.setText(self.tr("Reason"))
        self._reason.setAccessibleName(self.tr("Reason"))
        self._reason.setPlaceholderText(self.tr("Why it need not be sent"))
        self.close_button.set_text(self.tr("Cancel"))
        self._confirm.set_text(self.tr("Give up"))
        self._weigh()

    def _weigh(self) -> None:
        self._confirm.set_hindrance("" if self._reason.text().strip() else self.tr("Write a reason first"))

    def _give_up(self) -> None:
        reason = self._reason.text().strip()
        if not reason:
            return
        self._confirm.setEnabled(False)
        engine = self._shell.engine

        def give_up() -> int:
            ids: Sequence[int] = (
                [self._push.id] if self._push is not None else engine.queue.parked_ids(self._code)
            )
            return engine.push.give_up(ids, reason=reason, who=engine.who)

        self._shell.bridge.call(self, give_up, self._given_up, self._refused)

    def _given_up(self, count: int) -> None:
        self.ended.emit(count)
        self.accept()

    def _refused(self, problem: Problem) -> None:
        self._confirm.setEnabled(True)
        self._outcome.setText(texts.text_of_problem(problem))
        self._outcome.show()
