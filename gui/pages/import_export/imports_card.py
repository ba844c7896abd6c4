"""Which files were imported, and the results of each as a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from core.messages import Problem
from core.store.import_batches import ImportBatch
from gui import texts
from gui.models.imports_model import ImportsModel
from gui.pages.page import Shell
from gui.widgets.buttons import SecondaryButton
from gui.widgets.card import Card
from gui.widgets.labels import TextLabel, row
from gui.widgets.table import Table

_LEAST_ROWS, _MOST_ROWS = 1, 6


class ImportsCard(Card):
    """A table of the imports; hidden while there was none."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.theme)
        self._shell = shell
        theme = shell.theme
        self._model = ImportsModel(shell.engine, shell.bridge, theme, self)
        self._table = Table(theme, self._model)
        self._save_button = SecondaryButton(theme)
        self._save_button.clicked.connect(self._choose)
        self._outcome = TextLabel(theme, wrap=True, selectable=True)
        foot = row(theme, spacing=16)
        foot.addWidget(self._outcome, 1)
        foot.addWidget(self._save_button)
        self.add(self._table)
        self.add(foot)
        self._table.chosen.connect(self._show_chosen)
        self._table.opened.connect(self._save_button.setFocus)
        self._model.changed.connect(self._show_rows)
        self.hide()

    def retranslate(self) -> None:
        """Put every text in place."""
        self.set_texts(
            self.tr("Imports"),
            self.tr("Each file that was imported, and what became of its rows."),
        )
        self._table.setAccessibleName(self.tr("Imports"))
        self._save_button.set_text(self.tr("Save results…"))
        self._model.retranslate()
        self._show_chosen()

    def refresh(self) -> None:
        """Read the list again."""
        self._model.show_imports()

    def _show_rows(self) -> None:
        """As high as the rows need, within reason."""
        rows = self._model.rowCount()
        self.setVisible(rows > 0)
        shown = max(_LEAST_ROWS, min(_MOST_ROWS, rows))
        header = self._table.horizontalHeader().sizeHint().height()
        self._table.setFixedHeight(header + shown * self._table.row_height + 4)
        self._show_chosen()

    def _chosen(self) -> ImportBatch | None:
        return self._model.row_at(self._table.currentIndex())

    def _show_chosen(self) -> None:
        self._save_button.set_hindrance("" if self._chosen() else self.tr("Select an import first"))

    def _choose(self) -> None:
        batch = self._chosen()
        if batch is None:
            return
        proposed = f"{Path(batch.file_name).stem}-results.csv"
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Save results…"), proposed, "CSV (*.csv)")
        if path:
            self.save_results(batch, Path(path))

    def save_results(self, batch: ImportBatch, path: Path) -> None:
        """Write what became of the rows of an import, beside the GUI thread."""
        self._shell.bridge.call(
            self,
            lambda: self._shell.engine.imports.export(batch.id, path, words=texts.text_of),
            lambda rows: self._outcome.say(
                self.tr("%Ln rows written to {path}.", "", rows).format(path=str(path)),
                "good",
            ),
            self._failed,
            apart=True,
        )

    def _failed(self, problem: Problem) -> None:
        self._outcome.say(texts.text_of_problem(problem), "bad")
