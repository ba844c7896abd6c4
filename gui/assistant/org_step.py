"""The second step: the practice org, to get to know the program, or the org of the company."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup

from core.engine import Engine
from gui.assistant.step import Step
from gui.pages.page import Shell
from gui.target import Target
from gui.widgets.card import Card
from gui.widgets.choice import Choice


class OrgStep(Step):
    """Where the choice is another org than that of this window, Next leads into the window of that one."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        card = Card(self.theme)
        self._practice, self._own = Choice(self.theme), Choice(self.theme)
        self._group = QButtonGroup(self)
        for choice in (self._practice, self._own):
            self._group.addButton(choice.button)
            card.add(choice)
        (self._practice if self.engine.is_practice else self._own).button.setChecked(True)
        self.cards.addWidget(card)

    def retranslate(self) -> None:
        self.set_texts(
            self.tr("Which org do you want to work with?"),
            self.tr(
                "Each org keeps its own people, settings and log. You can switch at the top of the window."
            ),
        )
        self._practice.set_texts(
            self.tr("The practice org"),
            self.tr(
                "A small Salesforce with invented people that runs on this computer. Every button works, and nothing "
                "real is touched. Good for getting to know the program."
            ),
        )
        self._own.set_texts(
            self.tr("Your own org"),
            self.tr(
                "Your company's Salesforce, production or a sandbox. Nothing is written there before you have seen "
                "what it would be."
            ),
        )

    def go_on(self) -> bool:
        wants_practice = self._practice.button.isChecked()
        if wants_practice == self.engine.is_practice:
            return True
        self.shell.switch_to(Target(None if wants_practice else own_org(self.engine), "assistant", "sign_in"))
        return False


def own_org(engine: Engine) -> str:
    """The number of the org that is meant where none is named; the first one where that is not known."""
    return engine.orgs.current_number() or engine.orgs.all()[0].number
