"""What the checklist found: a card for the org, for each object, and for this computer."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.checklist.results import Check, CheckGroup
from gui import texts
from gui.pages.check_group import CheckGroupCard
from gui.pages.check_row import LEFT_TO_DO
from gui.pages.page import Shell
from gui.widgets.card import Card
from gui.widgets.labels import column
from gui.widgets.state_view import StateView

_ORG, _HERE = "org", "here"
_PLACES = (_ORG, "Contact", "Lead", "Account", _HERE)
_OF_HERE = frozenset({CheckGroup.PEOPLE, CheckGroup.COMPUTER})


class ChecklistFindings(QWidget):
    """All checks, or those that leave something to do.

    Signals:
        picked, help_asked, put_back_asked, inside_asked: as CheckRow.
    """

    picked = Signal(object, str)
    help_asked = Signal(object)
    put_back_asked = Signal(object)
    inside_asked = Signal(object)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._calm = Card(shell.theme)
        self._state = StateView(shell.theme, shell.icons)
        self._calm.add(self._state)
        self.cards = {place: CheckGroupCard(shell.theme, shell.icons) for place in _PLACES}
        lines = column(shell.theme, spacing=16)
        lines.addWidget(self._calm)
        for card in self.cards.values():
            card.picked.connect(self.picked)
            card.help_asked.connect(self.help_asked)
            card.put_back_asked.connect(self.put_back_asked)
            card.inside_asked.connect(self.inside_asked)
            lines.addWidget(card)
        self.setLayout(lines)

    def show_checks(self, checks: Sequence[Check], *, left_only: bool, kept: Collection[str]) -> None:
        """Show checks; cards that have nothing to show are left out. `kept` are layouts that can be put back."""
        titles = {_ORG: self.tr("Access to your org"), _HERE: self.tr("People and this computer")}
        shown = [check for check in checks if check.state in LEFT_TO_DO or not left_only]
        for place, card in self.cards.items():
            of_place = [check for check in checks if _place(check) == place]
            card.setVisible(any(_place(check) == place for check in shown))
            if of_place:
                card.show_checks(titles.get(place) or texts.word(place), of_place, left_only, kept)
        self._calm.setVisible(not shown)
        self._state.show_state(
            "done", self.tr("Nothing is left to do."), self.tr("Everything on the list is done.")
        )


def _place(check: Check) -> str:
    return check.object or (_HERE if check.group in _OF_HERE else _ORG)
