"""The dialog that leaves boxes unticked which somebody unticked in Salesforce, with a reason that is kept."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from core.messages import Problem
from gui import texts
from gui.pages.page import Shell
from gui.theme import TextRole
from gui.widgets.buttons import DangerButton
from gui.widgets.dialog import Dialog
from gui.widgets.labels import TextLabel, column


class LeaveDialog(Dialog):
    """Leaves those of some records, or all that one user or integration has unticked. Nothing without a reason."""

    def __init__(
        self,
        shell: Shell,
        parent: QWidget,
        *,
        count: int,
        by: str | None = None,
        records: Sequence[str] | None = None,
    ) -> None:
        super().__init__(shell.theme, parent)
        self._shell, self._by, self._records = shell, by, records
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
        self._confirm.clicked.connect(self._leave)
        self._put_texts(count)
        self._reason.setFocus()

    def _put_texts(self, count: int) -> None:
        self.set_texts(
            self.tr("Leave %Ln boxes unticked?", "", count),
            self.tr(
                "Nobody is re-subscribed by this: whoever is unsubscribed here stays so. In Salesforce these records "
                "are not opted out, and are named as not in step. Your reason and name are kept."
            ),
        )
        self._label.setText(self.tr("Reason (needed)"))
        self._reason.setAccessibleName(self.tr("Reason (needed)"))
        self.close_button.set_text(self.tr("Cancel"))
        self._confirm.set_text(self.tr("Leave unticked"))
        self._weigh()

    def _weigh(self, _text: str = "") -> None:
        self._confirm.set_hindrance("" if self._reason.text().strip() else self.tr("Write a reason first"))

    def _leave(self) -> None:
        engine, reason = self._shell.engine, self._reason.text().strip()
        if not reason:
            return
        self._confirm.setEnabled(False)
        self._shell.bridge.call(
            self,
            lambda: engine.cleared.leave(who=engine.who, reason=reason, by=self._by, records=self._records),
            lambda _count: self.accept(),
            self._refused,
        )

    def _refused(self, problem: Problem) -> None:
        self._outcome.setText(texts.text_of_problem(problem))
        self._outcome.show()
        self._confirm.setEnabled(True)
