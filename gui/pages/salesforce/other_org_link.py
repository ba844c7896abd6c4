"""The way on after a sign-in that led to another org than the one the data belongs to."""

from __future__ import annotations

from core.connection.orgs import KnownOrg
from core.connection.problems import ANOTHER_ORG, ORG_IS_ELSEWHERE, SANDBOX_REFRESHED
from core.messages import Problem
from gui.pages.page import Shell
from gui.pages.salesforce.refreshed_sandbox import RefreshedSandboxDialog
from gui.target import Target
from gui.widgets.buttons import LinkButton


class OtherOrgLink(LinkButton):
    """Hidden unless a problem is about another org; then it makes a place for that one, or leads to its place.

    Where that other one is what a refresh made of a sandbox, it begins the data of this place anew.
    """

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
        self.setVisible(code in (ANOTHER_ORG, ORG_IS_ELSEWHERE, SANDBOX_REFRESHED))
        self.retranslate()

    def retranslate(self) -> None:
        """Put the text in place."""
        code = self._problem.code if self._problem is not None else ""
        words = {
            ORG_IS_ELSEWHERE: self.tr("Switch to that org"),
            SANDBOX_REFRESHED: self.tr("Begin its data anew…"),
        }
        self.set_text(words.get(code, self.tr("Add it as another org")))

    def _go(self) -> None:
        if self._problem is not None and self._problem.code == SANDBOX_REFRESHED:
            RefreshedSandboxDialog(self._shell, self.window()).open()
            return
        if self._problem is not None and self._problem.code == ORG_IS_ELSEWHERE:
            self._switch(str(self._problem.what.values["number"]))
            return
        engine = self._shell.engine
        self._shell.bridge.call(self, lambda: engine.orgs.add(engine.store.org_state), self._added)

    def _added(self, org: KnownOrg) -> None:
        self._switch(org.number)

    def _switch(self, number: str) -> None:
        self._shell.switch_to(Target(number, page="salesforce"))
