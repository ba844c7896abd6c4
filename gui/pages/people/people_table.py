"""The table of people: which columns stay when there is little room, and by which headings it is sorted."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView

from core.store.types.people import PeopleSort
from gui.models import people_model
from gui.models.people_model import PeopleModel
from gui.theme import Theme
from gui.widgets.table import Table

# Which columns stay when there is little room, the dearest first; the panel tells the rest.
_BY_WORTH = (
    people_model.ADDRESS,
    people_model.IN_SALESFORCE,
    people_model.UNSUBSCRIBED,
    people_model.NAME,
    people_model.SOURCE,
    people_model.PUSHES,
    people_model.COMPANY,
)
_LEAST_ADDRESS, _EASY_ADDRESS = 188, 240
_GROWTH = ((people_model.NAME, 48), (people_model.IN_SALESFORCE, 80), (people_model.COMPANY, 48))
_WIDE_STANDING = 256
_CELL_MARGINS = 28


HEADINGS = {
    PeopleSort.NEWEST: (people_model.UNSUBSCRIBED, Qt.SortOrder.DescendingOrder),
    PeopleSort.OLDEST: (people_model.UNSUBSCRIBED, Qt.SortOrder.AscendingOrder),
    PeopleSort.EMAIL: (people_model.ADDRESS, Qt.SortOrder.AscendingOrder),
    PeopleSort.EMAIL_DESCENDING: (people_model.ADDRESS, Qt.SortOrder.DescendingOrder),
}
"""The heading that stands for each order that the database has an index for."""


class PeopleTable(Table):
    """Hides the less important columns while there is no room for all."""

    def __init__(self, theme: Theme, model: PeopleModel) -> None:
        super().__init__(theme, model)
        self._widths = [column.width for column in model.columns]
        self._widths[people_model.ADDRESS] = _LEAST_ADDRESS

        self._tells_reasons = False
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)

    def tell_reasons(self, wanted: bool) -> None:
        """Give the state in Salesforce the room to say why somebody cannot be synced."""
        self._tells_reasons = wanted
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Hide what has no place; share what is left over before the address, which stretches, takes the rest."""
        self._widths[people_model.IN_SALESFORCE] = self._standing_width()
        left = self.viewport().width()
        for place in _BY_WORTH:
            left -= self._theme.px(self._widths[place])
            self.setColumnHidden(place, left < 0 and place is not people_model.ADDRESS)
        left -= self._theme.px(_EASY_ADDRESS - _LEAST_ADDRESS)
        for place, more in _GROWTH:
            grown = max(0, min(left, self._theme.px(more)))
            self.horizontalHeader().resizeSection(place, self._theme.px(self._widths[place]) + grown)
            left -= grown

    def _standing_width(self) -> int:
        """Room for each state whole, at 100 %: cut short, "not opted out" could be read as its opposite."""
        if self._tells_reasons:
            return _WIDE_STANDING
        metrics = self.fontMetrics()
        longest = max(metrics.horizontalAdvance(text) for text in people_model.standings())
        return math.ceil(longest / self._theme.px(100) * 100) + _CELL_MARGINS
