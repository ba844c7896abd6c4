"""Admin Settings > Status log: what happened, to which record, why, and what to do; live while a sync works."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QModelIndex, QStandardPaths, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QFrame, QSplitter, QStackedWidget, QWidget

from core.messages import Problem
from gui import texts
from gui.models.log_model import WHAT, LogModel
from gui.pages.page import Page, Shell
from gui.pages.status_log.detail import LogDetail
from gui.pages.status_log.filters import LogFilters
from gui.plain import set_tip
from gui.theme import TextRole
from gui.widgets.buttons import LinkButton, SecondaryButton
from gui.widgets.labels import TextLabel, column, row
from gui.widgets.state_view import StateView
from gui.widgets.table import Table

_RUNS_SHOWN = 50
_GATHER_MS = 150
_PATIENCE_MS = 300
_HELD_ROWS = 5000


class StatusLogPage(Page):
    """A table with filters above and the chosen row below. Opened with the number of a sync, it shows that one."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        theme = self.theme
        self._model = LogModel(self.engine, shell.bridge, theme, self)
        self._filters = LogFilters(theme)
        self._table = Table(theme, self._model)
        self._state = StateView(theme, shell.icons)
        self._detail = LogDetail(shell)
        self._count = TextLabel(theme, TextRole.SMALL, tone="secondary")
        self._outcome = TextLabel(theme, TextRole.SMALL, tone="secondary")
        self._to_newest = LinkButton(theme)
        self._export = SecondaryButton(theme)
        self._is_exporting = False
        self._lay_out()
        self._connect(shell)

    def _lay_out(self) -> None:
        theme = self.theme
        self._stack = QStackedWidget()
        self._stack.addWidget(self._table)
        self._stack.addWidget(self._state)
        card = QFrame()
        card.setObjectName("card")
        inside = column(theme, spacing=0, margins=(1, 4, 1, 4))
        inside.addWidget(self._stack)
        card.setLayout(inside)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(theme.px(12))
        split.addWidget(card)
        split.addWidget(self._detail)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        card.setMinimumHeight(theme.px(112))
        self._detail.setMinimumHeight(theme.px(136))
        foot = row(theme, spacing=16)
        foot.addWidget(self._count)
        foot.addWidget(self._to_newest)
        foot.addStretch(1)
        foot.addWidget(self._outcome)
        foot.addWidget(self._export)
        whole = column(theme, spacing=12, margins=(0, 16, 8, 16))
        whole.addWidget(self._filters)
        whole.addWidget(split, 1)
        whole.addLayout(foot)
        self.setLayout(whole)

    def _connect(self, shell: Shell) -> None:
        self._gather = _single_shot(self, _GATHER_MS, self._follow)
        self._patience = _single_shot(self, _PATIENCE_MS, self._show_state)
        self._filters.changed.connect(self._filter)
        self._filters.left.connect(self._go_to_table)
        self._model.changed.connect(self._show_state)
        self._table.chosen.connect(self._show_chosen)
        self._table.opened.connect(self._open_chosen)
        self._table.unfold_asked.connect(lambda: self._fold_chosen(unfolded=True))
        self._table.fold_asked.connect(lambda: self._fold_chosen(unfolded=False))
        self._table.pressed_at.connect(self._fold_by_sign)
        self._table.copy_asked.connect(self._detail.copy)
        self._table.verticalScrollBar().valueChanged.connect(self._show_place)
        self._detail.left.connect(self._leave_detail)
        self._detail.run_asked.connect(self.open_with)
        self._state.chosen.connect(self._act_on_state)
        self._to_newest.clicked.connect(self._go_to_newest)
        self._export.clicked.connect(self._choose_file)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self._go_to_search)
        bridge = shell.bridge
        for signal in (bridge.log_added, bridge.changed_elsewhere):
            signal.connect(self._follow_soon)
        for signal in (bridge.run_started, bridge.run_finished, bridge.changed_elsewhere):
            signal.connect(self._show_runs)
        bridge.connection_changed.connect(self._show_chosen)

    # texts and values

    def retranslate(self) -> None:
        self._filters.retranslate()
        self._model.retranslate()
        self._detail.retranslate()
        self._table.setAccessibleName(self.tr("Status log"))
        self._to_newest.set_text(self.tr("Go to the newest"))
        self._export.set_text(self.tr("Export CSV…"))
        set_tip(self._export, self.tr("Write all entries that are listed here to a file"))
        self._outcome.clear()
        self._show_state()

    def refresh(self) -> None:
        self._show_runs()
        if self._model.rows():
            self._model.follow()
        else:
            self._filter()

    def open_with(self, argument: object) -> None:
        self._show_runs()
        self._filters.show_run(argument if isinstance(argument, int) else None)

    def _show_runs(self, _event: object = None) -> None:
        self._filters.set_runs(self.engine.runs.newest(_RUNS_SHOWN))

    def _filter(self) -> None:
        self._outcome.clear()
        self._table.scrollToTop()
        self._patience.start()
        self._model.show_only(self._filters.wanted())

    def _follow_soon(self, _event: object = None) -> None:
        """Gather what is written in quick succession; a page that nobody sees catches up when it is opened."""
        if not self.isVisible():
            self.refresh_soon()
        elif not self._gather.isActive():
            self._gather.start()

    def _follow(self) -> None:
        self._model.trim(max(_HELD_ROWS, self._table.last_row_in_use() + _HELD_ROWS))
        self._model.follow()

    def _show_state(self) -> None:
        """Show the table, or why there is none; how many entries there are."""
        model = self._model
        if model.is_loading and self._patience.isActive():
            return
        problem = model.problem
        shown: QWidget = self._table if model.rows() else self._state
        if problem is not None:
            self._state.show_state(
                "warning", texts.text_of(problem.what), texts.text_of(problem.fix), self.tr("Try again")
            )
            shown = self._state
        elif model.is_loading:
            self._state.show_state("log", self.tr("Reading the status log…"))
        elif self._filters.is_narrow():
            self._state.show_state(
                "search", self.tr("No entry fits the filters."), "", self.tr("Show all entries")
            )
        else:
            self._state.show_state(
                "log",
                self.tr("Nothing has happened yet."),
                self.tr("Each sync and each push will be told here, with every record that needs attention."),
            )
        self._stack.setCurrentWidget(shown)
        count = model.count
        self._count.setText(self._counted(count) if count is not None and model.rows() else "")
        nothing = "" if model.rows() else self.tr("There is nothing to export")
        self._export.set_hindrance(self.tr("Exporting…") if self._is_exporting else nothing)
        self._show_place()

    def _counted(self, count: int) -> str:
        return self.tr("%Ln entries", "", count)

    def _show_place(self) -> None:
        self._to_newest.setVisible(bool(self._model.rows()) and not self._table.is_at_top())

    def _show_chosen(self, _event: object = None) -> None:
        row = self._model.row_at(self._table.currentIndex())
        self._detail.show_entry(row.as_entry() if row is not None else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._detail.isVisible():
            self._leave_detail()
        else:
            super().keyPressEvent(event)

    # verbs

    def _act_on_state(self) -> None:
        if self._model.problem is not None:
            self._filter()
        else:
            self._filters.clear()

    def _go_to_search(self) -> None:
        self._filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._filters.search.selectAll()

    def _go_to_table(self) -> None:
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self._table.currentIndex().isValid() and self._model.rows():
            self._table.selectRow(0)

    def _open_chosen(self) -> None:
        row = self._model.row_at(self._table.currentIndex())
        if row is not None and row.is_folder:
            self._model.fold(row, unfolded=not self._model.is_unfolded(row))
        else:
            self._go_to_detail()

    def _fold_chosen(self, *, unfolded: bool) -> None:
        """Unfold the chosen row, or fold it; from a row that is listed below another, folding goes to that one."""
        row = self._model.row_at(self._table.currentIndex())
        if row is None:
            return
        if unfolded or self._model.is_unfolded(row):
            self._model.fold(row, unfolded=unfolded)
        elif (parent := self._model.parent_of(row)).isValid():
            self._table.selectRow(parent.row())

    def _fold_by_sign(self, index: QModelIndex, x: int) -> None:
        row = self._model.row_at(index)
        if row is not None and index.column() == WHAT and x <= self._model.sign_ends_at(row, self._table):
            self._model.fold(row, unfolded=not self._model.is_unfolded(row))

    def _go_to_detail(self) -> None:
        self._show_chosen()
        self._detail.copy_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_detail(self) -> None:
        self._table.clear_choice()
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to_newest(self) -> None:
        self._table.clear_choice()
        self._table.scrollToTop()
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_file(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = f"status-log-{datetime.now().astimezone():%Y-%m-%d}.csv"
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export the status log"), str(Path(folder) / name), self.tr("CSV files (*.csv)")
        )
        if path:
            self.export_to(Path(path))

    def export_to(self, path: Path) -> None:
        """Write every entry that the filters mean to a CSV file, beside the GUI thread."""
        wanted = self._model.wanted
        self._is_exporting = True
        self._export.setEnabled(False)
        self._outcome.say(self.tr("Writing {name}…").format(name=path.name))
        self.shell.bridge.call(
            self,
            lambda: self.engine.export_log(path, wanted, words=texts.text_of),
            lambda count: self._exported(path, count),
            self._not_exported,
            apart=True,
        )

    def _exported(self, path: Path, count: int) -> None:
        self._is_exporting = False
        self._export.setEnabled(True)
        sentence = self.tr("{entries} written to {name}.")
        self._outcome.say(sentence.format(entries=self._counted(count), name=path.name), "good")

    def _not_exported(self, problem: Problem) -> None:
        self._is_exporting = False
        self._export.setEnabled(True)
        self._outcome.say(texts.text_of_problem(problem), "bad")


def _single_shot(page: Page, milliseconds: int, then: Callable[[], None]) -> QTimer:
    timer = QTimer(page)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(then)
    return timer
