"""The question that is asked before anything secret goes to a host that is not one of Salesforce's."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from core.messages import Problem
from core.salesforce.values.hosts import host_in
from gui import texts
from gui.pages.page import Shell
from gui.theme import TextRole
from gui.widgets.buttons import DangerButton
from gui.widgets.dialog import Dialog
from gui.widgets.labels import TextLabel, column


class HostQuestion(Dialog):
    """Shows the whole host and, apart from it, whose it is. Accepted: the host is allowed for this org."""

    def __init__(self, shell: Shell, parent: QWidget, problem: Problem) -> None:
        super().__init__(shell.theme, parent)
        self._shell = shell
        self._host = host_in(problem)
        theme = shell.theme
        self.setMinimumWidth(theme.px(520))
        host, owner = (str(problem.what.values[name]) for name in ("host", "owner"))
        self.set_texts(
            self.tr("This is not a host of Salesforce"),
            self.tr(
                "Whoever it belongs to would be given what you sign in with, and with it everything that this access "
                "opens in your org. Salesforce's own hosts end in salesforce.com or force.com."
            ),
        )
        self._add_fact(self.tr("Host"), host, TextRole.BODY)
        self._add_fact(self.tr("It belongs to"), owner, TextRole.HEADING)
        advice = TextLabel(theme, wrap=True)
        advice.setText(
            self.tr(
                "If you have mistyped the address, go back. Go on only if you know that it is your company's own way "
                "to Salesforce. The yes holds for this org and is kept, in the setting trusted_hosts."
            )
        )
        self.add(advice)
        self._outcome = TextLabel(theme, tone="bad", wrap=True)
        self._outcome.hide()
        self.add(self._outcome)
        self.close_button.set_text(self.tr("Go back"))
        self._trust = DangerButton(theme)
        self._trust.set_text(self.tr("Trust this host"))
        self._trust.clicked.connect(self._allow)
        self.foot.addWidget(self._trust)
        self.close_button.setFocus()

    def _add_fact(self, name: str, text: str, role: TextRole) -> None:
        label = TextLabel(self.theme, TextRole.SMALL, tone="secondary")
        label.setText(name)
        value = TextLabel(self.theme, role, wrap=True, selectable=True)
        value.setText(text)
        value.setAccessibleName(name)
        both = column(self.theme, spacing=4)
        both.addWidget(label)
        both.addWidget(value)
        self.add(both)

    def _allow(self) -> None:
        connection = self._shell.engine.connection
        self._shell.bridge.call(self, lambda: connection.allow_host(self._host), self._allowed, self._refused)

    def _allowed(self, _result: object) -> None:
        self.accept()

    def _refused(self, problem: Problem) -> None:
        self._outcome.setText(texts.text_of_problem(problem))
        self._outcome.show()
