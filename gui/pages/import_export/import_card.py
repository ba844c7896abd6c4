"""Importing a CSV file: choose it, see how it is read and what it would do, then do that, by its number."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from core.collect.columns import ColumnMapping
from core.collect.doubts import UNCLEAR
from core.collect.import_setup import ImportPreview, ImportProgress, ImportReport, ImportSetup
from core.messages import Problem
from gui import texts
from gui.pages.import_export.import_choices import ImportChoices
from gui.pages.import_export.import_columns import ImportColumns
from gui.pages.import_export.import_outcome import ImportOutcome
from gui.pages.page import Shell
from gui.widgets.buttons import PrimaryButton, SecondaryButton
from gui.widgets.card import Card
from gui.widgets.keyboard import hand_over
from gui.widgets.labels import TextLabel, column, row
from gui.widgets.progress import ProgressRow

_LOOK_MS = 150


class ImportCard(Card):
    """One file at a time: it is counted as soon as it is chosen, and imported only by a button that says the number.

    Everything slow runs beside the GUI thread and can be cancelled.

    Signals:
        told: something came of a file, and is shown at the bottom of the card.
        imported: a file was imported, at least a part of it.
    """

    told = Signal()
    imported = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.theme)
        self._shell = shell
        self._path: Path | None = None
        self._setup: ImportSetup | None = None
        self._seen: ImportPreview | None = None
        self._unclear = False
        self._columns_chosen = False
        self._stop = threading.Event()
        # Raised with each new choice: what was asked before it is dropped when it comes.
        self._generation = 0
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
        self._choices = ImportChoices(theme)
        self._choices.changed.connect(self._chosen)
        details.addWidget(self._choices)
        self._columns = ImportColumns(theme)
        self._columns.changed.connect(self._column_chosen)
        details.addWidget(self._columns)
        self._details.setLayout(details)
        self._details.hide()
        self.add(self._details)
        self._progress = ProgressRow(theme)
        self._progress.cancelled.connect(self._cancel)
        self._progress.hide()
        self.add(self._progress)
        self.outcome = ImportOutcome(self._shell)
        self.add(self.outcome)
        self._foot = QWidget()
        buttons = row(theme, spacing=8)
        self._count_button, self._import_button = SecondaryButton(theme), PrimaryButton(theme)
        self._count_button.clicked.connect(self._count)
        self._import_button.clicked.connect(self._import)
        buttons.addStretch(1)
        buttons.addWidget(self._count_button)
        buttons.addWidget(self._import_button)
        self._foot.setLayout(buttons)
        self._foot.hide()
        self.add(self._foot)

    # texts

    def retranslate(self) -> None:
        """Put every text in place."""
        self.set_texts(
            self.tr("Import a CSV file"),
            self.tr(
                "People and unsubscribes, from Salesforce, Marketo or any other tool. It is counted first; nothing is "
                "changed before you confirm. An import never ends an unsubscribe. You can also drop a file onto the "
                "window."
            ),
        )
        self._choose_button.set_text(self.tr("Choose file…"))
        if self._path is None:
            self._file.setText(self.tr("No file is chosen."))
        self._choices.retranslate()
        self._columns.setAccessibleName(self.tr("The first rows, and what their columns mean"))
        self._count_button.set_text(self.tr("Count what it would do"))
        self._progress.cancel_button.set_text(self.tr("Cancel"))
        self.outcome.retranslate()
        if self._setup is not None:
            self._show_setup(self._setup)
        self._show_buttons()

    # choosing a file and how it is read

    def _choose(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, self.tr("Import a CSV file"), "", "CSV (*.csv *.txt *.tsv);;* (*)"
        )
        if path:
            self.take_file(Path(path))

    def take_file(self, path: Path) -> None:
        """Look at a file, show how it would be read, and count what it would do."""
        self._path, self._setup = path, None
        self._columns_chosen = False
        self._choices.forget()
        self._file.setText(str(path))
        self._details.hide()
        self._foot.hide()
        self._look(None)

    def _column_chosen(self) -> None:
        self._columns_chosen = True
        self._chosen()

    def _chosen(self) -> None:
        """The user has chosen how to read it: look anew; another encoding can mean other columns."""
        setup, choices = self._setup, self._choices
        if setup is None:
            return
        same_columns = (
            choices.encoding or setup.shape.encoding,
            choices.delimiter or setup.shape.delimiter,
        ) == (
            setup.shape.encoding,
            setup.shape.delimiter,
        )
        self._columns_chosen = self._columns_chosen and same_columns
        self._look(self._columns.mapping() if self._columns_chosen else None)

    def _look(self, mapping: ColumnMapping | None) -> None:
        path = self._path
        if path is None:
            return
        self._begin_anew()
        generation, choices, importing = self._generation, self._choices, self._shell.engine.importing
        encoding, delimiter = choices.encoding, choices.delimiter
        treat_as, date_order, bounces = choices.treat_as, choices.date_order, choices.bounces

        def looked(setup: ImportSetup) -> None:
            if generation == self._generation:
                self._setup = setup
                self._details.show()
                self._foot.show()
                self._show_setup(setup)
                self._count()

        self._shell.bridge.call(
            self,
            lambda: importing.inspect(
                path, mapping, encoding, delimiter, treat_as=treat_as, date_order=date_order, bounces=bounces
            ),
            looked,
            self._only_now(self._failed),
            apart=True,
        )

    def _begin_anew(self) -> None:
        """What was counted no longer holds."""
        self._stop.set()
        self._generation += 1
        self._seen, self._unclear = None, False
        self._busy(False)
        self.outcome.clear()

    def _only_now(self, then: Callable[[Problem], None]) -> Callable[[Problem], None]:
        generation = self._generation
        return lambda problem: then(problem) if generation == self._generation else None

    def _show_setup(self, setup: ImportSetup) -> None:
        self._choices.show_setup(setup)
        self._columns.show_setup(setup)

    # counting and importing

    def _count(self) -> None:
        self.outcome.clear()
        self._run(preview=True)

    def _import(self) -> None:
        self._run(preview=False)

    def _run(self, *, preview: bool) -> None:
        path, setup, choices = self._path, self._setup, self._choices
        if path is None or setup is None:
            return
        self._stop = stop = threading.Event()
        mapping = self._columns.mapping() if self._columns_chosen else None
        generation, importing = self._generation, self._shell.engine.importing
        verb = importing.preview if preview else importing.run
        treat_as, date_order, bounces = choices.treat_as, choices.date_order, choices.bounces

        def work() -> ImportPreview | ImportReport:
            return verb(
                path,
                mapping,
                setup.shape.encoding,
                setup.shape.delimiter,
                treat_as=treat_as,
                date_order=date_order,
                bounces=bounces,
                stop=stop,
                on_progress=self._remember_progress,
            )

        def done(report: ImportPreview | ImportReport) -> None:
            if generation == self._generation:
                self._done(report)
            else:
                report.close()

        def cancelled() -> None:
            if generation == self._generation:
                self._busy(False)

        self._busy(True)
        self._shell.bridge.call(
            self, work, done, self._only_now(self._failed), on_cancel=cancelled, apart=True
        )

    def _done(self, report: ImportPreview | ImportReport) -> None:
        self._setup = report.setup
        self._seen = report if isinstance(report, ImportPreview) else None
        self._show_setup(report.setup)
        self._choices.ask_about_bounces(report.counts.bounced)
        self._busy(False)
        self.outcome.show_report(report)
        if isinstance(report, ImportReport):
            self._foot.hide()
            self.imported.emit()
        self.told.emit()

    def _failed(self, problem: Problem) -> None:
        self._unclear = problem.code == UNCLEAR
        self._busy(False)
        if self._unclear:
            # On the screen the way is beside it; the sentence of the core names that of the command line as well.
            hint = self.tr("Choose beside “Who is unsubscribed” whom the file unsubscribes.")
            self.outcome.say(f"{texts.text_of(problem.what)} {hint}", "warning")
            self._choices.ask()
        else:
            self.outcome.say(texts.text_of_problem(problem), "bad")
        self.told.emit()

    # what can be done now

    def _show_buttons(self) -> None:
        seen, busy = self._seen, self._timer.isActive()
        self._count_button.setVisible(seen is None and not busy and not self._unclear)
        why = ""
        if busy:
            why = self.tr("The file is being read")
        elif self._unclear:
            why = self.tr("Choose first who is unsubscribed")
        elif seen is None:
            why = self.tr("Count first what it would do")
        elif not (
            seen.counts.unsubscribed or seen.counts.added or seen.counts.changed or seen.counts.bounced
        ):
            why = self.tr("The file would change nothing")
        self._import_button.set_hindrance(why)
        self._import_button.set_text(self._act(seen))
        if seen is not None:
            hand_over(self._count_button, self._import_button)

    def _act(self, seen: ImportPreview | None) -> str:
        """What the button does, with its number."""
        if seen is None:
            return self.tr("Import")
        out, others = seen.counts.unsubscribed, seen.counts.added + seen.counts.changed
        others = others or seen.counts.bounced
        if out:
            return self.tr("Unsubscribe %Ln people", "", out)
        return self.tr("Import %Ln people", "", others)

    def _remember_progress(self, progress: ImportProgress) -> None:
        # Called in the working thread: only kept, and shown by the timer.
        self._progress_now = progress

    def _show_progress(self) -> None:
        progress = self._progress_now
        if progress is not None:
            self._progress.set_progress(
                self.tr("Reading what the file says") if progress.learning else self.tr("Reading the file"),
                self.tr("%Ln rows", "", progress.rows),
                progress.bytes_read,
                progress.bytes_total,
            )

    def _busy(self, busy: bool) -> None:
        self._progress_now = None
        self._progress.set_progress(self.tr("Reading the file"), "", 0, None)
        self._progress.setVisible(busy)
        self._choose_button.setEnabled(not busy)
        if busy:
            self._timer.start()
        else:
            self._timer.stop()
        self._show_buttons()

    def _cancel(self) -> None:
        self._stop.set()
