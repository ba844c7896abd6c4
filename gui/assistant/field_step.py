"""The fourth step: the field that is kept in step."""

from __future__ import annotations

from gui.assistant.step import Step
from gui.pages.integration.field_choices import FieldChoices
from gui.pages.page import Shell
from gui.widgets.card import Card


class FieldStep(Step):
    """The radio buttons of the Integration screen."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        card = Card(self.theme)
        self._fields = FieldChoices(shell)
        card.add(self._fields)
        self.cards.addWidget(card)
        for signal in (shell.bridge.settings_changed, shell.bridge.connection_changed):
            signal.connect(self.refresh_soon)

    def retranslate(self) -> None:
        self.set_texts(
            self.tr("Which opt out field is kept in step?"),
            self.tr(
                "The first one is right for nearly everybody. It can be changed later on the Integration screen."
            ),
        )
        self._fields.retranslate()

    def refresh(self) -> None:
        self._fields.refresh()
