"""What importing a file did, or would do: one sentence, the counts, what its rows meant, and which were refused."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from core.collect.import_plan import ImportCounts
from core.collect.import_setup import ImportPreview, ImportReport, what_rows_meant
from core.collect.refused_rows import RefusedRows
from core.messages import Problem
from gui import texts
from gui.pages.page import Shell
from gui.theme import TextRole
from gui.widgets.buttons import SecondaryButton
from gui.widgets.figures import Figure
from gui.widgets.labels import TextLabel, column, row

_LINES_SHOWN = 5


class ImportOutcome(QWidget):
    """Hidden until there is something to say."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        theme = shell.theme
        self._refused: RefusedRows | None = None
        self._sentence = TextLabel(theme, TextRole.STRONG, wrap=True)
        self._figures = [Figure(theme) for _ in range(5)]
        self._figure_row = QWidget()
        figures = row(theme, spacing=24)
        for figure in self._figures:
            figures.addWidget(figure, 1)
        self._figure_row.setLayout(figures)
        self._meant = TextLabel(theme, tone="secondary", wrap=True, selectable=True)
        self._first_refused = TextLabel(theme, wrap=True, selectable=True)
        self._save_button = SecondaryButton(theme)
        self._save_button.clicked.connect(self._choose)
        foot = row(theme, spacing=12)
        foot.addWidget(self._first_refused, 1)
        foot.addWidget(self._save_button)
        whole = column(theme, spacing=16)
        whole.addWidget(self._sentence)
        whole.addWidget(self._figure_row)
        whole.addWidget(self._meant)
        whole.addLayout(foot)
        self.setLayout(whole)
        self.clear()

    def retranslate(self) -> None:
        """Put every text in place."""
        self._save_button.set_text(self.tr("Save refused rows…"))

    def clear(self) -> None:
        """Say nothing, and let go of the rows that were refused."""
        if self._refused is not None:
            self._refused.close()
            self._refused = None
        for part in (self._figure_row, self._meant, self._first_refused, self._save_button):
            part.hide()
        self.hide()

    def say(self, sentence: str, tone: str) -> None:
        """One sentence of what came of it."""
        self._sentence.setText(sentence)
        self._sentence.set_tone(tone)
        self.show()

    def show_report(self, report: ImportPreview | ImportReport) -> None:
        """The counts, and the first rows that were refused."""
        self._refused = report.refused
        if isinstance(report, ImportPreview):
            self.say(self.tr("This is what the import would do. Nothing is changed yet."), "")
        elif report.cancelled:
            self.say(self.tr("The import was cancelled; the rows read so far were imported."), "warning")
        else:
            self.say(self.tr("The file is imported."), "good")
        self._show_counts(report.counts)
        self._show_meanings(report)
        self._show_refused(report.refused)

    def save_refused(self, path: Path) -> None:
        """Write the refused rows to a file that can be corrected and imported again."""
        refused = self._refused
        if refused is not None:
            self._shell.bridge.call(
                self,
                lambda: refused.save(path),
                lambda _: self.say(self.tr("Saved to {path}.").format(path=str(path)), "good"),
                self._failed,
            )

    def _show_counts(self, counts: ImportCounts) -> None:
        figures = (
            (counts.added, self.tr("people added", "", counts.added), ""),
            (counts.unsubscribed, self.tr("unsubscribed"), ""),
            (counts.changed, self.tr("changed"), ""),
            (counts.already_so, self.tr("already so"), ""),
            (counts.refused, self.tr("refused"), "bad" if counts.refused else ""),
        )
        for figure, (value, words, tone) in zip(self._figures, figures, strict=True):
            figure.set_figure(texts.number(value), words, tone)
        self._figure_row.show()

    def _show_meanings(self, report: ImportPreview | ImportReport) -> None:
        lines = [texts.text_of(message) for message in what_rows_meant(report)]
        if isinstance(report, ImportPreview) and report.counts.unsubscribed:
            field = texts.word(self._shell.engine.settings.push_field)
            lines.append(
                self.tr(
                    "It goes to Salesforce at once: {field} of %Ln Contacts and Leads that are known now; the push "
                    "looks for further ones.",
                    "",
                    report.known_records,
                ).format(field=field)
            )
        self._meant.setText("\n".join(lines))
        self._meant.setVisible(bool(lines))

    def _show_refused(self, refused: RefusedRows) -> None:
        lines = [
            self.tr("Line {line}: {why}").format(line=one.line, why=texts.text_of(one.problem.what))
            for one in refused.first[:_LINES_SHOWN]
        ]
        if refused.count > _LINES_SHOWN:
            lines.append(self.tr("and {count} more").format(count=texts.number(refused.count - _LINES_SHOWN)))
        self._first_refused.setText("\n".join(lines))
        self._first_refused.setVisible(bool(lines))
        self._save_button.setVisible(bool(lines))

    def _choose(self) -> None:
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save refused rows…"), "refused.csv", "CSV (*.csv)"
        )
        if path:
            self.save_refused(Path(path))

    def _failed(self, problem: Problem) -> None:
        self.say(texts.text_of_problem(problem), "bad")
