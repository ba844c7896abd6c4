"""The first rows of a file that is to be imported, and above each column what it means."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from core.collect.columns import Column, ColumnMapping
from core.collect.import_setup import ImportSetup
from gui.theme import Theme
from gui.widgets.select import Select

_ROWS_SHOWN = 5


class ImportColumns(QTableWidget):
    """A small table whose first row chooses what each column means.

    Signals:
        changed: the user has chosen another meaning.
    """

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setDefaultSectionSize(theme.px(150))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setShowGrid(False)

    def show_setup(self, setup: ImportSetup) -> None:
        """Show how a file would be read."""
        headers, rows = setup.shape.headers, setup.shape.first_rows[:_ROWS_SHOWN]
        self.clear()
        self.setColumnCount(len(headers))
        self.setRowCount(len(rows) + 1)
        self.setHorizontalHeaderLabels(list(headers))
        meanings = self._meanings()
        for position, header in enumerate(headers):
            box = Select(self._theme)
            box.setAccessibleName(header)
            for value, text in meanings.items():
                box.addItem(text, value)
            box.setCurrentIndex(max(0, box.findData(str(setup.mapping.meanings.get(position, "")))))
            box.activated.connect(self.changed)
            self.setCellWidget(0, position, box)
            for line, cells in enumerate(rows, 1):
                if position < len(cells):
                    self.setItem(line, position, QTableWidgetItem(cells[position][:200]))
        self.setRowHeight(0, self._theme.px(44))
        height = self.horizontalHeader().sizeHint().height() + sum(
            self.rowHeight(line) for line in range(self.rowCount())
        )
        self.setFixedHeight(height + self._theme.px(18))

    def mapping(self) -> ColumnMapping:
        """What the columns mean, as it stands above them."""
        chosen: dict[int, Column] = {}
        for position in range(self.columnCount()):
            box = self.cellWidget(0, position)
            if isinstance(box, Select) and box.currentData():
                chosen[position] = Column(str(box.currentData()))
        return ColumnMapping(chosen)

    def _meanings(self) -> dict[str, str]:
        return {
            "": self.tr("(left out)"),
            Column.EMAIL: self.tr("E-mail"),
            Column.FIRST_NAME: self.tr("First name"),
            Column.LAST_NAME: self.tr("Last name"),
            Column.COMPANY: self.tr("Company"),
            Column.TITLE: self.tr("Title"),
            Column.SALESFORCE_ID: self.tr("Salesforce ID"),
            Column.UNSUBSCRIBED: self.tr("Unsubscribed: yes or no"),
            Column.SUBSCRIBED: self.tr("Subscribed: yes or no"),
            Column.STATUS: self.tr("Status"),
            Column.BOUNCED: self.tr("Bounced: yes or no"),
            Column.COMPLAINED: self.tr("Complained: yes or no"),
            Column.DATE: self.tr("Date"),
            Column.REASON: self.tr("Reason"),
            Column.SOURCE: self.tr("Source"),
            Column.WHO: self.tr("Who"),
            Column.HISTORY: self.tr("History"),
        }
