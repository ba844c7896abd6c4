"""Adding one unsubscribe by hand, in two fields."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QLineEdit

from core.collect.collector import CollectReport
from core.messages import Problem
from gui import texts
from gui.pages.page import Shell
from gui.theme import TextRole
from gui.widgets.buttons import SecondaryButton
from gui.widgets.card import Card
from gui.widgets.labels import TextLabel, restyle


class AddUnsubscribeCard(Card):
    """The address, the reason, Add; and what came of it in one sentence."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.theme)
        self._shell = shell
        theme = shell.theme
        self._address, self._reason = QLineEdit(), QLineEdit()
        self._address_label = TextLabel(theme, TextRole.SMALL, tone="secondary")
        self._reason_label = TextLabel(theme, TextRole.SMALL, tone="secondary")
        self._address_label.setBuddy(self._address)
        self._reason_label.setBuddy(self._reason)
        self._button = SecondaryButton(theme)
        self._outcome = TextLabel(theme, wrap=True)
        self._outcome.hide()
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(6))
        grid.addWidget(self._address_label, 0, 0)
        grid.addWidget(self._reason_label, 0, 1)
        grid.addWidget(self._address, 1, 0)
        grid.addWidget(self._reason, 1, 1)
        grid.addWidget(self._button, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.add(grid)
        self.add(self._outcome)
        self._button.clicked.connect(self._add)
        self._address.returnPressed.connect(self._add)
        self._reason.returnPressed.connect(self._add)
        self._address.textEdited.connect(self._forget_outcome)

    def retranslate(self) -> None:
        """Put every text in place."""
        self.set_texts(
            self.tr("Add an unsubscribe"),
            self.tr("It is pushed to every Contact and Lead with this address at once."),
        )
        self._address_label.setText(self.tr("E-mail address"))
        self._reason_label.setText(self.tr("Reason"))
        self._address.setAccessibleName(self.tr("E-mail address"))
        self._reason.setAccessibleName(self.tr("Reason"))
        self._reason.setPlaceholderText(self.tr("How and when the person asked"))
        self._button.set_text(self.tr("Add"))

    def _add(self) -> None:
        address, reason = self._address.text(), self._reason.text().strip()
        if not address.strip():
            self._say(self.tr("Type the address that is to be unsubscribed."), "bad")
            self._address.setFocus()
            return
        self._button.setEnabled(False)
        self._shell.bridge.call(
            self, lambda: self._shell.engine.collect.by_hand([address], reason), self._done, self._failed
        )

    def _done(self, report: CollectReport) -> None:
        self._button.setEnabled(True)
        if report.refused:
            self._say(texts.text_of_problem(report.refused[0].problem), "bad")
            self._address.setFocus()
            self._address.selectAll()
            return
        if report.added:
            self._say(self.tr("{email} is unsubscribed.").format(email=report.added[0]), "good")
        else:
            self._say(
                self.tr("{email} was unsubscribed already.").format(email=report.already[0]), "secondary"
            )
        self._address.clear()
        self._reason.clear()
        self._address.setFocus()

    def _failed(self, problem: Problem) -> None:
        self._button.setEnabled(True)
        self._say(texts.text_of_problem(problem), "bad")

    def _say(self, sentence: str, tone: str) -> None:
        self._outcome.say(sentence, tone)
        self._mark(tone == "bad")

    def _forget_outcome(self) -> None:
        self._outcome.hide()
        self._mark(False)

    def _mark(self, wrong: bool) -> None:
        self._address.setProperty("wrong", "true" if wrong else "false")
        restyle(self._address)
