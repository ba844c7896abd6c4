"""What the checklist found: a card for the org, for each object, and for this computer."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from core.checklist.results import Check, CheckGroup
from gui import texts
from gui.pages.checklist.check_group import CheckGroupCard
from gui.pages.checklist.check_row import LEFT_TO_DO
from gui.pages.page import Shell
from gui.widgets.card import Card
from gui.widgets.labels import column
from gui.widgets.state_view import StateView

_ORG, _OWNERS, _HERE = "org", "owners", "here"
_PLACES = (_ORG, "Contact", "Lead", "Account", _OWNERS, _HERE)
LOT = 6
"""So many rows are put in place at a time."""
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

    def __init__(self, shell: Shell, after: QWidget | None = None) -> None:
        """`after` is where the Tab key comes from into the first row."""
        super().__init__()
        self._first_stop = self._stop = after
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
            card.hide()
            lines.addWidget(card)
        self.setLayout(lines)
        self._coming: list[CheckGroupCard] = []
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._go_on)

    @property
    def is_filling(self) -> bool:
        """Whether some rows are still to come."""
        return bool(self._coming)

    def show_checks(self, checks: Sequence[Check], *, left_only: bool, kept: Collection[str]) -> None:
        """Show checks; cards that have nothing to show are left out. `kept` are layouts that can be put back.

        Some rows at a time, from the top: hundreds made at once would hold the window up.
        """
        titles = {
            _ORG: self.tr("Access to your org"),
            _OWNERS: self.tr("Who else writes Email Opt Out"),
            _HERE: self.tr("People and this computer"),
        }
        shown = [check for check in checks if check.state in LEFT_TO_DO or not left_only]
        self._coming = []
        for place, card in self.cards.items():
            if any(_place(check) == place for check in shown):
                of_place = [check for check in checks if _place(check) == place]
                card.show_checks(titles.get(place) or texts.word(place), of_place, left_only, kept)
                self._coming.append(card)
            else:
                card.hide()
        self._calm.setVisible(not shown)
        self._state.show_state(
            "done", self.tr("Nothing is left to do."), self.tr("Everything on the list is done.")
        )
        self._stop = self._first_stop
        self._go_on()

    def _go_on(self) -> None:
        if self._coming:
            card = self._coming[0]
            if card.fill(LOT, self._stop):
                self._stop = card.last_stop or self._stop
                self._coming.pop(0)
            card.show()
        if self._coming:
            self._next.start()


def _place(check: Check) -> str:
    if check.group is CheckGroup.OWNERS:
        return _OWNERS
    return check.object or (_HERE if check.group in _OF_HERE else _ORG)
