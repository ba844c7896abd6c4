"""The dialog that unsubscribes one address or a pasted list, and says before it does what it will do."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from core.collect.collector import ByHandPreview, CollectReport
from core.messages import Problem
from gui import texts
from gui.models.preview_model import PreviewModel
from gui.pages.page import Shell
from gui.theme import TextRole
from gui.widgets.buttons import PrimaryButton
from gui.widgets.dialog import Dialog
from gui.widgets.labels import TextLabel, column
from gui.widgets.reason import ReasonFields
from gui.widgets.table import Table

_DEBOUNCE_MS = 200


class AddPeopleDialog(Dialog):
    """Checks each address while one types, beside the GUI thread."""

    def __init__(self, shell: Shell, parent: QWidget, text: str = "") -> None:
        super().__init__(shell.theme, parent)
        self._shell = shell
        theme = shell.theme
        self.resize(theme.px(800), theme.px(640))
        self._label = TextLabel(theme, TextRole.SMALL, tone="secondary")
        self._pasted = QPlainTextEdit()
        self._pasted.setObjectName("field")
        self._pasted.setTabChangesFocus(True)
        self._label.setBuddy(self._pasted)
        self._reason = ReasonFields(theme)
        self._model = PreviewModel(shell.bridge, theme, self)
        self._table = Table(theme, self._model)
        self._summary = TextLabel(theme, wrap=True)
        self._outcome = TextLabel(theme, wrap=True)
        self._outcome.hide()
        self._confirm = PrimaryButton(theme)
        self._confirm.clicked.connect(self._add)
        self.foot.addWidget(self._confirm)
        self._previews: list[ByHandPreview] = []
        self._asked = 0
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_DEBOUNCE_MS)
        self._typing.timeout.connect(self._check)
        self._pasted.textChanged.connect(self._wait)
        self._lay_out()
        self._put_texts()
        self._show_summary()
        self._pasted.setPlainText(text)
        self._pasted.setFocus()

    def _lay_out(self) -> None:
        theme = self.theme
        top = column(theme, spacing=6)
        top.addWidget(self._label)
        top.addWidget(self._pasted)
        self._pasted.setFixedHeight(theme.px(96))
        self.add(top)
        self.add(self._reason)
        self.add(_framed(self._table), 1)
        self.add(self._summary)
        self.add(self._outcome)

    def _put_texts(self) -> None:
        self.set_texts(
            self.tr("Unsubscribe people"),
            self.tr("Each address is unsubscribed here and pushed to every Contact and Lead that has it."),
        )
        self._label.setText(
            self.tr("One address, or a list: lines, commas, “Name <address>” or cells of a spreadsheet")
        )
        self._pasted.setAccessibleName(self.tr("Addresses"))
        self._pasted.setPlaceholderText("ada@example.com")
        self._table.setAccessibleName(self.tr("What happens to each address"))
        self._reason.set_texts(
            self.tr("Reason"),
            self.tr("Note"),
            self.tr("How and when the person asked"),
            self.tr("No reason"),
            (
                self.tr("The person asked by e-mail"),
                self.tr("The person asked by phone"),
                self.tr("The person asked in writing"),
                self.tr("The person complained"),
                self.tr("Other"),
            ),
        )
        self.close_button.set_text(self.tr("Cancel"))

    # checking

    def _wait(self) -> None:
        self._outcome.hide()
        self._confirm.setEnabled(False)
        self._typing.start()

    def _check(self) -> None:
        text = self._pasted.toPlainText()
        self._asked += 1
        asked = self._asked

        def arrived(previews: list[ByHandPreview]) -> None:
            if asked == self._asked:
                self._previews = previews
                self._model.show_previews(previews)
                self._show_summary()

        def failed(problem: Problem) -> None:
            if asked == self._asked:
                self._outcome.say(texts.text_of_problem(problem), "bad")

        self._shell.bridge.call(
            self, lambda: self._shell.engine.collect.preview_by_hand(text), arrived, failed
        )

    def _new(self) -> list[ByHandPreview]:
        return [one for one in self._previews if one.problem is None and not one.already]

    def _show_summary(self) -> None:
        new = self._new()
        already = sum(one.already for one in self._previews)
        refused = sum(one.problem is not None for one in self._previews)
        records = len({record.id for one in new for record in one.records})
        if not self._previews:
            self._summary.setText(self.tr("Nothing is changed before you confirm."))
        else:
            parts = [
                self.tr("{count} will be unsubscribed").format(count=texts.number(len(new))),
                self.tr("{count} unsubscribed already").format(count=texts.number(already))
                if already
                else "",
                self.tr("{count} refused").format(count=texts.number(refused)) if refused else "",
            ]
            fan = self.tr(
                "Known records in Salesforce that will be opted out: {count}. The push looks for further ones."
            ).format(count=texts.number(records))
            self._summary.setText(f"{' · '.join(part for part in parts if part)}\n{fan}")
        why = (
            self.tr("None of these addresses is new") if self._previews else self.tr("Enter an address first")
        )
        self._confirm.set_hindrance("" if new else why)
        self._confirm.set_text(
            self.tr("Unsubscribe %Ln people", "", len(new)) if len(new) > 1 else self.tr("Unsubscribe")
        )

    # doing

    def _add(self) -> None:
        addresses, reason = [one.address for one in self._new()], self._reason.text()
        self._confirm.setEnabled(False)
        self._pasted.setEnabled(False)
        self._shell.bridge.call(
            self, lambda: self._shell.engine.collect.by_hand(addresses, reason), self._done, self._failed
        )

    def _done(self, report: CollectReport) -> None:
        refused = [one.text for one in self._previews if one.problem is not None]
        self._pasted.setEnabled(True)
        if not refused:
            self.accept()
            return
        # Those that were refused stay, to be corrected.
        self._pasted.setPlainText("\n".join(refused))
        self._pasted.setFocus()
        self.close_button.set_text(self.tr("Close"))
        self._outcome.say(
            self.tr("{count} unsubscribed. These addresses were refused: correct them, or close.").format(
                count=texts.number(len(report.added))
            ),
            "good",
        )

    def _failed(self, problem: Problem) -> None:
        self._pasted.setEnabled(True)
        self._confirm.setEnabled(True)
        self._outcome.say(texts.text_of_problem(problem), "bad")


def _framed(inside: QWidget) -> QFrame:
    frame = QFrame()
    frame.setObjectName("framed")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(1, 1, 1, 1)
    layout.addWidget(inside)
    return frame
