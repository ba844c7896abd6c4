"""Importing a CSV file: choose it, see how it is read, count what it would do, do it, keep what was refused."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from core.collect.cells import DateOrder
from core.collect.columns import Column, ColumnMapping, TreatAs
from core.collect.csv_import import ImportPreview, ImportProgress, ImportReport, ImportSetup
from core.messages import Problem
from gui import texts
from gui.pages.import_outcome import ImportOutcome
from gui.pages.page import Shell
from gui.theme import TextRole
from gui.widgets.buttons import PrimaryButton, SecondaryButton
from gui.widgets.card import Card
from gui.widgets.labels import TextLabel, column, row
from gui.widgets.progress import ProgressRow
from gui.widgets.select import Select

_ROWS_SHOWN = 5
_ENCODINGS = ("utf-8", "utf-16", "cp932", "cp1252")
_DELIMITERS = (",", ";", "\t", "|")
_LOOK_MS = 150


class ImportCard(Card):
    """One file at a time. Everything slow runs beside the GUI thread and can be cancelled.

    Signals:
        told: something came of a file, and is shown at the bottom of the card.
    """

    told = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.theme)
        self._shell = shell
        self._path: Path | None = None
        self._setup: ImportSetup | None = None
        self._stop = threading.Event()
        self._progress_now: ImportProgress | None = None
        self._build()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._show_progress)

    def _build(self) -> None:
        theme = self._shell.theme
        self._choose_button = SecondaryButton(theme)
        self._choose_button.clicked.connect(self._choose)
        self._file = TextLabel(theme, wrap=True)
        top = row(theme, spacing=12)
        top.addWidget(self._file, 1)
        top.addWidget(self._choose_button)
        self.add(top)
        self._details = QWidget()
        details = column(theme, spacing=16)
        choices = row(theme, spacing=16)
        self._choices: dict[str, tuple[TextLabel, Select]] = {}
        for name in ("encoding", "delimiter", "treat_as", "date_order"):
            label, box = TextLabel(theme, TextRole.SMALL, tone="secondary"), Select(theme)
            label.setBuddy(box)
            pair = column(theme, spacing=4)
            pair.addWidget(label)
            pair.addWidget(box)
            choices.addLayout(pair, 1)
            box.activated.connect(self._chosen)
            self._choices[name] = (label, box)
        details.addLayout(choices)
        self._table = QTableWidget()
        self._table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self._table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self._table.verticalHeader().hide()
        self._table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._table.horizontalHeader().setDefaultSectionSize(theme.px(150))
        self._table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self._table.setShowGrid(False)
        details.addWidget(self._table)
        buttons = row(theme, spacing=8)
        self._check_button, self._import_button = SecondaryButton(theme), PrimaryButton(theme)
        self._check_button.clicked.connect(self._check)
        self._import_button.clicked.connect(self._import)
        buttons.addStretch(1)
        buttons.addWidget(self._check_button)
        buttons.addWidget(self._import_button)
        details.addLayout(buttons)
        self._details.setLayout(details)
        self._details.hide()
        self.add(self._details)
        self._progress = ProgressRow(theme)
        self._progress.cancelled.connect(self._cancel)
        self._progress.hide()
        self.add(self._progress)
        self.outcome = ImportOutcome(self._shell)
        self.add(self.outcome)

    # texts

    def retranslate(self) -> None:
        """Put every text in place."""
        self.set_texts(
            self.tr("Import a CSV file"),
            self.tr(
                "People and unsubscribes. An import never ends an unsubscribe, and the same file twice changes "
                "nothing. You can also drop a file onto the window."
            ),
        )
        self._choose_button.set_text(self.tr("Choose file…"))
        if self._path is None:
            self._file.setText(self.tr("No file is chosen."))
        labels = {
            "encoding": self.tr("Encoding"),
            "delimiter": self.tr("Delimiter"),
            "treat_as": self.tr("The file unsubscribes"),
            "date_order": self.tr("Dates such as 3/4/2026"),
        }
        for name, (label, box) in self._choices.items():
            label.setText(labels[name])
            box.setAccessibleName(labels[name])
        self._fill_choices()
        self._table.setAccessibleName(self.tr("The first rows, and what their columns mean"))
        self._check_button.set_text(self.tr("Count what it would do"))
        self._import_button.set_text(self.tr("Import"))
        self._progress.cancel_button.set_text(self.tr("Cancel"))
        self.outcome.retranslate()
        self._show_setup()

    def _fill_choices(self) -> None:
        delimiters = {",": self.tr("Comma"), ";": self.tr("Semicolon"), "\t": self.tr("Tab"), "|": "|"}
        treat_as = {
            TreatAs.COLUMN: self.tr("whom its column says"),
            TreatAs.MARKED: self.tr("those with a date or reason"),
            TreatAs.UNSUBSCRIBES: self.tr("everybody in it"),
            TreatAs.PEOPLE: self.tr("nobody: people only"),
        }
        orders = {
            DateOrder.UNKNOWN: self.tr("are refused"),
            DateOrder.MONTH_FIRST: self.tr("month first"),
            DateOrder.DAY_FIRST: self.tr("day first"),
        }
        words: dict[str, dict[str, str]] = {
            "encoding": {name: name.upper() for name in _ENCODINGS},
            "delimiter": {one: delimiters[one] for one in _DELIMITERS},
            "treat_as": {str(key): text for key, text in treat_as.items()},
            "date_order": {str(key): text for key, text in orders.items()},
        }
        for name, (_, box) in self._choices.items():
            kept = box.currentData()
            box.clear()
            for value, text in words[name].items():
                box.addItem(text, value)
            box.setCurrentIndex(max(0, box.findData(kept)))

    def _meanings(self) -> dict[str, str]:
        return {
            "": self.tr("(left out)"),
            Column.EMAIL: self.tr("E-mail"),
            Column.FIRST_NAME: self.tr("First name"),
            Column.LAST_NAME: self.tr("Last name"),
            Column.COMPANY: self.tr("Company"),
            Column.TITLE: self.tr("Title"),
            Column.SALESFORCE_ID: self.tr("Salesforce ID"),
            Column.UNSUBSCRIBED: self.tr("Unsubscribed"),
            Column.DATE: self.tr("Date"),
            Column.REASON: self.tr("Reason"),
            Column.SOURCE: self.tr("Source"),
            Column.WHO: self.tr("Who"),
            Column.HISTORY: self.tr("History"),
        }

    # choosing a file and how it is read

    def _choose(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, self.tr("Import a CSV file"), "", "CSV (*.csv *.txt *.tsv);;* (*)"
        )
        if path:
            self.take_file(Path(path))

    def take_file(self, path: Path) -> None:
        """Look at a file and show how it would be read."""
        self._path = path
        self._setup = None
        self._file.setText(str(path))
        self._details.hide()
        self.outcome.clear()
        self._look()

    def _look(
        self,
        mapping: ColumnMapping | None = None,
        encoding: str | None = None,
        delimiter: str | None = None,
        treat_as: TreatAs | None = None,
        date_order: DateOrder = DateOrder.UNKNOWN,
    ) -> None:
        path = self._path
        if path is None:
            return
        importing = self._shell.engine.importing
        self._shell.bridge.call(
            self,
            lambda: importing.look(
                path, mapping, encoding, delimiter, treat_as=treat_as, date_order=date_order
            ),
            self._looked,
            self._failed,
            apart=True,
        )

    def _looked(self, setup: ImportSetup) -> None:
        self._setup = setup
        self._details.show()
        self._show_setup()

    def _chosen(self) -> None:
        """The user has chosen how to read it: look anew; another encoding can mean other columns."""
        if self._setup is None:
            return
        data = {name: str(box.currentData()) for name, (_, box) in self._choices.items()}
        same_columns = (data["encoding"], data["delimiter"]) == (
            self._setup.shape.encoding,
            self._setup.shape.delimiter,
        )
        self.outcome.clear()
        self._look(
            self._mapping() if same_columns else None,
            data["encoding"],
            data["delimiter"],
            TreatAs(data["treat_as"]),
            DateOrder(data["date_order"]),
        )

    def _show_setup(self) -> None:
        setup = self._setup
        if setup is None:
            return
        values = {
            "encoding": setup.shape.encoding,
            "delimiter": setup.shape.delimiter,
            "treat_as": str(setup.treat_as),
            "date_order": str(setup.date_order),
        }
        for name, (_, box) in self._choices.items():
            if box.findData(values[name]) < 0:
                box.addItem(values[name].upper(), values[name])
            box.setCurrentIndex(box.findData(values[name]))
        self._show_rows(setup)

    def _show_rows(self, setup: ImportSetup) -> None:
        headers, rows = setup.shape.headers, setup.shape.first_rows[:_ROWS_SHOWN]
        table, theme = self._table, self._shell.theme
        table.clear()
        table.setColumnCount(len(headers))
        table.setRowCount(len(rows) + 1)
        table.setHorizontalHeaderLabels(list(headers))
        meanings = self._meanings()
        for position, header in enumerate(headers):
            box = Select(theme)
            box.setAccessibleName(header)
            for value, text in meanings.items():
                box.addItem(text, value)
            box.setCurrentIndex(max(0, box.findData(str(setup.mapping.meanings.get(position, "")))))
            box.activated.connect(self._chosen)
            table.setCellWidget(0, position, box)
            for line, cells in enumerate(rows, 1):
                if position < len(cells):
                    table.setItem(line, position, QTableWidgetItem(cells[position][:200]))
        table.setRowHeight(0, theme.px(44))
        height = table.horizontalHeader().sizeHint().height() + sum(
            table.rowHeight(line) for line in range(table.rowCount())
        )
        table.setFixedHeight(height + theme.px(18))

    def _mapping(self) -> ColumnMapping:
        chosen: dict[int, Column] = {}
        for position in range(self._table.columnCount()):
            box = self._table.cellWidget(0, position)
            if isinstance(box, Select) and box.currentData():
                chosen[position] = Column(str(box.currentData()))
        return ColumnMapping(chosen)

    # counting and importing

    def _check(self) -> None:
        self._run(preview=True)

    def _import(self) -> None:
        self._run(preview=False)

    def _run(self, *, preview: bool) -> None:
        path, setup = self._path, self._setup
        if path is None or setup is None:
            return
        self.outcome.clear()
        self._stop = stop = threading.Event()
        mapping = self._mapping()
        importing = self._shell.engine.importing
        verb = importing.preview if preview else importing.run

        def work() -> ImportPreview | ImportReport:
            return verb(
                path,
                mapping,
                setup.shape.encoding,
                setup.shape.delimiter,
                treat_as=setup.treat_as,
                date_order=setup.date_order,
                stop=stop,
                on_progress=self._remember_progress,
            )

        self._busy(True)
        self._shell.bridge.call(self, work, self._done, self._failed, apart=True)

    def _remember_progress(self, progress: ImportProgress) -> None:
        # Called in the working thread: only kept, and shown by the timer.
        self._progress_now = progress

    def _show_progress(self) -> None:
        progress = self._progress_now
        if progress is not None:
            self._progress.set_progress(
                self.tr("Reading the file"),
                self.tr("{rows} rows").format(rows=texts.number(progress.rows)),
                progress.bytes_read,
                progress.bytes_total,
            )

    def _busy(self, busy: bool) -> None:
        self._progress_now = None
        self._progress.set_progress(self.tr("Reading the file"), "", 0, None)
        self._progress.setVisible(busy)
        for button in (self._check_button, self._import_button, self._choose_button):
            button.setEnabled(not busy)
        if busy:
            self._timer.start()
        else:
            self._timer.stop()

    def _cancel(self) -> None:
        self._stop.set()

    def _done(self, report: ImportPreview | ImportReport) -> None:
        self._busy(False)
        self.outcome.show_report(report)
        self.told.emit()

    def _failed(self, problem: Problem) -> None:
        self._busy(False)
        self.outcome.say(texts.text_of_problem(problem), "bad")
        self.told.emit()
