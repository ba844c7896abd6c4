"""The tab Import and export: CSV files in and out, and the folder that is watched for them."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog

from core.collect.csv_export import ExportReport
from core.messages import Problem
from core.settings import (
    WATCHED_FOLDER,
    WATCHED_FOLDER_BOUNCES,
    WATCHED_FOLDER_LISTS,
    WATCHED_FOLDER_SHARED,
    Setting,
)
from core.store.types.people import PeopleFilter
from gui import texts
from gui.pages.import_export.import_card import ImportCard
from gui.pages.import_export.imports_card import ImportsCard
from gui.pages.page import CardPage, Shell
from gui.widgets.buttons import SecondaryButton
from gui.widgets.card import Card
from gui.widgets.check_box import CheckBox
from gui.widgets.labels import TextLabel, row

_LOOK_MS = 1_000


class ImportExportTab(CardPage):
    """Four cards. Opened with a path, it takes that file for the import."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._import = ImportCard(shell)
        self._imports = ImportsCard(shell)
        self._export = ExportCard(shell)
        self._watched = WatchedFolderCard(shell)
        self._cards = (self._import, self._imports, self._export, self._watched)
        for card in self._cards:
            self.cards.addWidget(card)
        self._import.told.connect(self._show_outcome)
        self._import.imported.connect(self._imports.refresh)
        for signal in (shell.bridge.settings_changed, shell.bridge.people_changed):
            signal.connect(self.refresh_soon)

    def _show_outcome(self) -> None:
        self.bring_into_view(self._import.outcome)

    def retranslate(self) -> None:
        for card in self._cards:
            card.retranslate()

    def refresh(self) -> None:
        self._imports.refresh()
        self._watched.refresh()

    def open_with(self, argument: object) -> None:
        self._import.take_file(Path(str(argument)))


class ExportCard(Card):
    """Writes the unsubscribes, or everybody, with both sides' state and the history."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.theme)
        self._shell = shell
        self._everybody = CheckBox(shell.theme)
        self._button = SecondaryButton(shell.theme)
        self._button.clicked.connect(self._choose)
        self._outcome = TextLabel(shell.theme, wrap=True)
        self._outcome.hide()
        foot = row(shell.theme, spacing=16)
        foot.addWidget(self._everybody)
        foot.addStretch(1)
        foot.addWidget(self._button)
        self.add(foot)
        self.add(self._outcome)

    def retranslate(self) -> None:
        """Put every text in place."""
        self.set_texts(
            self.tr("Export"),
            self.tr(
                "A CSV file of all unsubscribes, with the state of both sides and the history. It is safe to open in "
                "a spreadsheet, and can be imported again without loss."
            ),
        )
        self._everybody.set_text(self.tr("Also people who are not unsubscribed"))
        self._button.set_text(self.tr("Export…"))

    def _choose(self) -> None:
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Export"), "unsubscribes.csv", "CSV (*.csv)")
        if path:
            self.export_to(Path(path))

    def export_to(self, path: Path) -> None:
        """Write the file beside the GUI thread."""
        wanted = PeopleFilter(unsubscribed_only=not self._everybody.isChecked())
        self._button.setEnabled(False)
        self._outcome.say(self.tr("Exporting…"), "secondary")
        self._shell.bridge.call(
            self, lambda: self._shell.engine.exporting.run(path, wanted), self._done, self._failed, apart=True
        )

    def _done(self, report: ExportReport) -> None:
        self._button.setEnabled(True)
        self._outcome.say(
            self.tr("%Ln people written to {path}.", "", report.rows).format(path=str(report.path)),
            "good",
        )

    def _failed(self, problem: Problem) -> None:
        self._button.setEnabled(True)
        self._outcome.say(texts.text_of_problem(problem), "bad")


class WatchedFolderCard(Card):
    """Chooses the folder whose CSV files are imported by themselves."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.theme)
        self._shell = shell
        self._folder = TextLabel(shell.theme, wrap=True, selectable=True)
        self._state = TextLabel(shell.theme, tone="secondary", wrap=True)
        self._choose_button = SecondaryButton(shell.theme)
        self._choose_button.clicked.connect(self._choose)
        self._stop_button = SecondaryButton(shell.theme)
        self._stop_button.clicked.connect(lambda: self._watch(""))
        foot = row(shell.theme, spacing=8)
        foot.addWidget(self._folder, 1, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self._stop_button)
        foot.addWidget(self._choose_button)
        self._shared = CheckBox(shell.theme)
        self._shared.clicked.connect(self._share)
        self.add(foot)
        self.add(self._shared)
        self._lists = CheckBox(shell.theme)
        self._lists.toggled.connect(self._set_lists)
        self.add(self._lists)
        self._bounces = CheckBox(shell.theme)
        self._bounces.toggled.connect(self._set_bounces)
        self.add(self._bounces)
        self.add(self._state)
        # The folder is looked at by a thread of its own, which does not say when something is in its way.
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOK_MS)
        self._looking.timeout.connect(self._show_problem)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._looking.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._looking.stop()

    def retranslate(self) -> None:
        """Put every text in place."""
        self._lists.set_text(
            self.tr("Files here are lists of unsubscribes, where they do not say so themselves")
        )
        self._bounces.set_text(self.tr("A bounce in a file here counts as an opt-out"))
        self.set_texts(
            self.tr("Watched folder"),
            self.tr(
                "CSV files that other programs put into this folder are imported within seconds, and moved to “done” "
                "or “refused” with a report beside them, while this program runs. One that leaves open who is "
                "unsubscribed is set aside in “refused”."
            ),
        )
        self._choose_button.set_text(self.tr("Choose folder…"))
        self._stop_button.set_text(self.tr("Stop watching"))
        self._shared.set_text(self.tr("Other users of this computer may put files there"))

    def refresh(self) -> None:
        """Show which folder is watched, and what is in the way."""
        folder = self._shell.engine.settings.text(WATCHED_FOLDER)
        self._folder.setText(folder or self.tr("No folder is watched."))
        self._stop_button.setVisible(bool(folder))
        # Windows has access lists for it, which are not looked at.
        self._shared.setVisible(bool(folder) and os.name == "posix")
        self._shared.setChecked(self._shell.engine.settings.text(WATCHED_FOLDER_SHARED) == "on")
        self._lists.setVisible(bool(folder))
        with QSignalBlocker(self._lists):
            self._lists.setChecked(self._shell.engine.settings.text(WATCHED_FOLDER_LISTS) == "on")
        self._bounces.setVisible(bool(folder))
        with QSignalBlocker(self._bounces):
            self._bounces.setChecked(self._shell.engine.settings.text(WATCHED_FOLDER_BOUNCES) == "on")
        self._show_problem()

    def _show_problem(self) -> None:
        state = self._shell.engine.sources.watched_folder.state()
        problem = state.problem if state is not None else None
        self._say(texts.text_of_problem(problem) if problem is not None else "")

    def _say(self, sentence: str) -> None:
        self._state.setText(sentence)
        self._state.setVisible(bool(sentence))

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Watched folder"))
        if folder:
            self._watch(str(Path(folder)))

    def _share(self, others: bool) -> None:
        self._set(WATCHED_FOLDER_SHARED, "on" if others else "off")

    def _watch(self, folder: str) -> None:
        self._set(WATCHED_FOLDER, folder)

    def _set_lists(self, on: bool) -> None:
        self._set(WATCHED_FOLDER_LISTS, "on" if on else "off")

    def _set_bounces(self, on: bool) -> None:
        self._set(WATCHED_FOLDER_BOUNCES, "on" if on else "off")

    def _set(self, setting: Setting, text: str) -> None:
        self._shell.bridge.call(
            self,
            lambda: self._shell.engine.settings.set(setting, text),
            lambda _: self.refresh(),
            lambda problem: self._say(texts.text_of_problem(problem)),
        )
