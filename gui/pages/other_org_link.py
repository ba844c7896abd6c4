"""The way on after a sign-in that led to another org than the one the data belongs to."""

from __future__ import annotations

from core.connection.orgs import KnownOrg
from core.connection.problems import ANOTHER_ORG, ORG_IS_ELSEWHERE
from core.messages import Problem
from gui.pages.page import Shell
from gui.target import Target
from gui.widgets.buttons import LinkButton


class OtherOrgLink(LinkButton):
    """Hidden unless a problem is about another org; then it makes a place for that one, or leads to its place."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.theme)
        self._shell = shell
        self._problem: Problem | None = None
        self.clicked.connect(self._go)
        self.hide()

    def show_for(self, problem: Problem | None) -> None:
        """Offer the way on, where there is one."""
        self._problem = problem
        code = problem.code if problem is not None else ""
        self.setVisible(code in (ANOTHER_ORG, ORG_IS_ELSEWHERE))
        self.retranslate()

    def retranslate(self) -> None:
        """Put the text in place."""
        elsewhere = self._problem is not None and self._problem.code == ORG_IS_ELSEWHERE
        self.set_text(self.tr("Switch to that org") if elsewhere else self.tr("Add it as another org"))

    def _go(self) -> None:
        if self._problem is not None and self._problem.code == ORG_IS_ELSEWHERE:
            self._switch(str(self._problem.what.values["number"]))
            return
        engine = self._shell.engine
        self._shell.bridge.call(self, lambda: engine.orgs.add(engine.store.facts), self._added)

    def _added(self, org: KnownOrg) -> None:
        self._switch(org.number)

    def _switch(self, number: str) -> None:
        self._shell.switch_to(Target(number, page="salesforce"))
