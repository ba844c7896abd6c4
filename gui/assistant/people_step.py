"""The sixth step: the people of Salesforce become people here."""

from __future__ import annotations

from gui.assistant.step import Step
from gui.pages.page import Shell
from gui.pages.salesforce.load_people_card import LoadPeopleCard


class PeopleStep(Step):
    """The card of the Salesforce page."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._people = LoadPeopleCard(shell)
        self.cards.addWidget(self._people)
        for signal in (shell.bridge.people_changed, shell.bridge.connection_changed):
            signal.connect(self.refresh_soon)

    def retranslate(self) -> None:
        self.set_texts(
            self.tr("Load your people"),
            self.tr(
                "Only people who are here can be kept in step. You can also import them from a CSV file later; then "
                "go on without loading."
            ),
        )
        self._people.retranslate()

    def refresh(self) -> None:
        self._people.refresh()
