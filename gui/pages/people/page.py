"""The tab Unsubscribed people: everybody who is unsubscribed, findable at once among a million, and one of them."""

from __future__ import annotations

import threading
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QMenu,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
)

from core.collect.csv_export import ExportReport
from core.messages import CancelledError, Problem
from core.store.types.people import PeopleSort
from gui import texts
from gui.models.people_model import PeopleModel
from gui.pages.page import Page, Shell
from gui.pages.people.add_people import AddPeopleDialog
from gui.pages.people.cleared_card import ClearedCard
from gui.pages.people.filters import PeopleFilters
from gui.pages.people.leave_dialog import LeaveDialog
from gui.pages.people.people_table import HEADINGS, PeopleTable
from gui.pages.people.person_panel import PersonPanel
from gui.pages.people.resubscribe import ResubscribeDialog
from gui.theme import TextRole
from gui.widgets.buttons import PrimaryButton, SecondaryButton
from gui.widgets.labels import TextLabel, column, row
from gui.widgets.progress import ProgressRow
from gui.widgets.select import Select
from gui.widgets.state_view import StateView

_SETTLE_MS = 400
_PANEL_WIDTH = 276


class PeopleTab(Page):
    """Search and filters above, the list at the left, the chosen person at the right."""

    # From the thread that exports: how many people are written, of how many.
    _exported_so_far = Signal(object)

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        theme = self.theme
        self._filters = PeopleFilters(shell)
        self._add = PrimaryButton(theme)
        self._export = SecondaryButton(theme)
        self._progress = ProgressRow(theme)
        self._progress.hide()
        self._outcome = TextLabel(theme, wrap=True)
        self._outcome.hide()
        self._stop_export = threading.Event()
        self._count = TextLabel(theme, TextRole.SMALL, tone="secondary")
        self._sort_label = TextLabel(theme, TextRole.SMALL, tone="secondary")
        self._sort = Select(theme)
        self._sort_label.setBuddy(self._sort)
        for sort in PeopleSort:
            self._sort.addItem("", sort)
        self._model = PeopleModel(shell.bridge, theme, self)
        self._table = PeopleTable(theme, self._model)
        self._nothing = StateView(theme, shell.icons)
        self._panel = PersonPanel(shell)
        self._cleared = ClearedCard(shell)
        self._cleared.hide()
        self._is_listed = False
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLE_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        theme = self.theme
        top = row(theme, spacing=8)
        top.addWidget(self._filters.search, 1)
        top.addWidget(self._export)
        top.addWidget(self._add)
        line = row(theme, spacing=8)
        line.addWidget(self._count)
        line.addWidget(self._filters.clear_button)
        line.addStretch(1)
        line.addWidget(self._sort_label)
        line.addWidget(self._sort)
        self._listing = QStackedWidget()
        self._listing.addWidget(self._table)
        self._listing.addWidget(self._nothing)
        frame = QFrame()
        frame.setObjectName("card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self._listing)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(theme.px(8))
        split.addWidget(frame)
        split.addWidget(self._panel)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 0)
        split.setCollapsible(0, False)
        split.setSizes([theme.px(560), theme.px(_PANEL_WIDTH)])
        frame.setMinimumWidth(theme.px(280))
        self._panel.setMinimumWidth(theme.px(240))
        self._panel.hide()
        whole = column(theme, spacing=8, margins=(0, 16, 8, 16))
        whole.addLayout(top)
        whole.addWidget(self._filters)
        whole.addLayout(line)
        whole.addWidget(self._cleared)
        whole.addWidget(self._progress)
        whole.addWidget(self._outcome)
        whole.addWidget(split, 1)
        self.setLayout(whole)
        order = (*self._filters.in_order(), self._sort, self._table, self._panel, self._export, self._add)
        for before, after in pairwise(order):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        bridge = self.shell.bridge
        self._filters.changed.connect(self._list)
        self._sort.currentIndexChanged.connect(self._list)
        self._model.changed.connect(self._show_state)
        self._model.rowsInserted.connect(self._show_state)
        self._model.rowsRemoved.connect(self._show_state)
        self._model.modelReset.connect(self._keep_chosen)
        self._table.chosen.connect(self._show_chosen)
        self._table.opened.connect(self._panel.focus_content)
        self._panel.left.connect(self._table.setFocus)
        self._filters.search.left.connect(self._to_first)
        self._table.copy_asked.connect(self._copy_addresses)
        self._table.customContextMenuRequested.connect(self._show_menu)
        self._table.horizontalHeader().sectionClicked.connect(self._sort_by)
        # Many changes in a row, as during a sync, are looked at once.
        for signal in (
            bridge.people_changed,
            bridge.queue_changed,
            bridge.run_finished,
            bridge.changed_elsewhere,
        ):
            signal.connect(self._settle)
        bridge.settings_changed.connect(self._settle)
        self._settling.timeout.connect(self.refresh_soon)
        self._add.clicked.connect(lambda: self._open_add())
        self._export.clicked.connect(self._choose_export)
        self._panel.unsubscribe_asked.connect(self._open_add)
        self._panel.resubscribe_asked.connect(self._open_resubscribe)
        self._panel.tick_asked.connect(self._tick_again)
        self._panel.leave_asked.connect(self._open_leave)
        self._progress.cancelled.connect(lambda: self._stop_export.set())
        self._exported_so_far.connect(self._show_export)

    # texts and values

    def retranslate(self) -> None:
        self._filters.retranslate()
        self._panel.retranslate()
        self._cleared.retranslate()
        self._add.set_text(self.tr("Add…"))
        self._export.set_text(self.tr("Export shown…"))
        self._progress.cancel_button.set_text(self.tr("Cancel"))
        self._sort_label.setText(self.tr("Sort"))
        self._sort.setAccessibleName(self.tr("Sort"))
        names = (
            self.tr("Newest first"),
            self.tr("Oldest first"),
            self.tr("Address A to Z"),
            self.tr("Address Z to A"),
        )
        for place, name in enumerate(names):
            self._sort.setItemText(place, name)
        self._table.setAccessibleName(self.tr("People"))
        self._model.retranslate()
        self._table.fit()
        self._show_state()

    def refresh(self) -> None:
        if self._is_listed:
            self._model.refresh()
            self._panel.refresh()
            if self._filters.wanted().cleared:
                self._cleared.refresh()
        else:
            self._list()

    def open_with(self, argument: object) -> None:
        """With "not_syncable" who is unsubscribed and cannot be synced; with "cleared" whose box somebody unticked."""
        if argument == "not_syncable":
            self._filters.show_not_syncable()
        elif argument == "cleared":
            self._filters.show_cleared()

    def _list(self, _value: object = None) -> None:
        self._is_listed = True
        wanted = self._filters.wanted()
        self._table.tell_reasons(wanted.not_syncable)
        self._cleared.setVisible(wanted.cleared)
        if wanted.cleared:
            self._cleared.refresh()
        self._show_order()
        self._model.show_people(self.engine, wanted, PeopleSort(str(self._sort.currentData())))

    def _sort_by(self, place: int) -> None:
        """A click on a heading by which the database can sort sorts by it, and the other way the next time."""
        orders = [sort for sort, (at, _) in HEADINGS.items() if at == place]
        if not orders:
            self._show_order()
            return
        now = PeopleSort(str(self._sort.currentData()))
        wanted = orders[(orders.index(now) + 1) % len(orders)] if now in orders else orders[0]
        self._sort.setCurrentIndex(self._sort.findData(wanted))

    def _show_order(self) -> None:
        place, order = HEADINGS[PeopleSort(str(self._sort.currentData()))]
        self._table.horizontalHeader().setSortIndicator(place, order)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._panel.person_id is not None:
            self._table.clear_choice()
            self._panel.show_person(None)
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _selected(self) -> list[str]:
        """The addresses of the selected people, in the order of the list."""
        rows = sorted(self._table.selectionModel().selectedRows(), key=QModelIndex.row)
        return [person.email for index in rows if (person := self._model.row_at(index)) is not None]

    def _copy_addresses(self) -> None:
        if addresses := self._selected():
            QGuiApplication.clipboard().setText("\n".join(addresses))

    def menu(self) -> QMenu:
        """What can be done with the selected people."""
        menu, addresses = QMenu(self._table), self._selected()
        copy = menu.addAction(self.tr("Copy %Ln addresses", "", len(addresses)))
        copy.setEnabled(bool(addresses))
        copy.triggered.connect(self._copy_addresses)
        chosen = self._model.row_at(self._table.currentIndex())
        if len(addresses) == 1 and chosen is not None and chosen.unsubscribed_at is not None:
            again = menu.addAction(self.tr("Re-subscribe…"))
            again.triggered.connect(lambda: self._open_resubscribe(addresses[0]))
        elif len(addresses) == 1:
            out = menu.addAction(self.tr("Unsubscribe…"))
            out.triggered.connect(lambda: self._open_add(addresses[0]))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _show_menu(self, at: QPoint) -> None:
        self.menu().popup(self._table.viewport().mapToGlobal(at))

    def _to_first(self) -> None:
        """Enter in the search field goes on in the list."""
        self._table.setFocus()
        if not self._table.currentIndex().isValid():
            self._table.selectRow(0)

    def _settle(self, _event: object = None) -> None:
        if not self._settling.isActive():
            self._settling.start()

    def _keep_chosen(self) -> None:
        """After another search the person who was chosen stays chosen where they are still listed."""
        person_id = self._panel.person_id
        index = self._model.index_of(person_id) if person_id is not None else QModelIndex()
        if index.isValid():
            self._table.selectRow(index.row())
        else:
            self._panel.show_person(None)

    def _show_chosen(self) -> None:
        chosen = self._model.row_at(self._table.currentIndex())
        if chosen is not None:
            self._panel.show_person(chosen.id)

    def _show_state(self, *_values: object) -> None:
        """The count, and what to say where there is nobody to list."""
        count, narrowed = self._model.count, self._filters.is_narrowed()
        self._filters.clear_button.setVisible(narrowed)
        if count is None or (self._model.is_loading and not self._model.rowCount()):
            self._count.setText(self.tr("Counting…"))
        else:
            self._count.setText(self.tr("%Ln people", "", count))
        problem = self._model.problem
        if problem is not None:
            self._nothing.show_state("warning", texts.text_of(problem.what), texts.text_of(problem.fix))
        elif self._model.is_loading and not self._model.rowCount():
            self._nothing.show_state("search", self.tr("Looking…"))
        elif narrowed:
            self._nothing.show_state(
                "search", self.tr("Nobody found"), self.tr("Nobody here fits the search and the filters.")
            )
        else:
            self._nothing.show_state(
                "people",
                self.tr("Nobody is unsubscribed"),
                self.tr("Add somebody, import a file, or bring Salesforce into line with Sync now."),
            )
        empty = problem is not None or not self._model.rowCount()
        self._listing.setCurrentWidget(self._nothing if empty else self._table)

    # verbs

    def _open_add(self, address: str = "") -> None:
        AddPeopleDialog(self.shell, self, address).open()

    def _open_resubscribe(self, email: str) -> None:
        ResubscribeDialog(self.shell, self, email).open()

    def _tick_again(self, record_id: str) -> None:
        engine = self.engine
        self.shell.bridge.call(
            self,
            lambda: engine.cleared.tick_again(who=engine.who, records=[record_id]),
            lambda _count: self._panel.refresh(),
        )

    def _open_leave(self, record_id: str) -> None:
        LeaveDialog(self.shell, self, count=1, records=[record_id]).open()

    def _choose_export(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export the people shown"), "unsubscribed-people.csv", "CSV (*.csv)"
        )
        if name:
            self.export_to(Path(name))

    def export_to(self, path: Path) -> None:
        """Write everybody whom the search and the filters find into a CSV file."""
        wanted, stop = self._filters.wanted(), threading.Event()
        self._stop_export = stop
        self._export.setEnabled(False)
        self._outcome.hide()
        self._show_export((0, 0))
        self._progress.show()

        def write() -> ExportReport | None:
            try:
                return self.engine.exporting.run(
                    path,
                    wanted,
                    stop=stop,
                    on_progress=lambda done, total: self._exported_so_far.emit((done, total)),
                )
            except CancelledError:
                return None

        self.shell.bridge.call(self, write, self._exported, self._not_exported, apart=True)

    def _show_export(self, so_far: tuple[int, int]) -> None:
        done, total = so_far
        count = self.tr("{done} of {total}").format(done=texts.number(done), total=texts.number(total))
        self._progress.set_progress(self.tr("Exporting…"), count if total else "", done, total or None)

    def _exported(self, report: ExportReport | None) -> None:
        if report is None:
            self._say(self.tr("The export was cancelled; no file was written."), "secondary")
        else:
            sentence = self.tr("%Ln people were exported to {file}.", "", report.rows)
            self._say(sentence.format(file=report.path.name), "good")

    def _not_exported(self, problem: Problem) -> None:
        self._say(texts.text_of_problem(problem), "bad")

    def _say(self, sentence: str, tone: str) -> None:
        self._progress.hide()
        self._export.setEnabled(True)
        self._outcome.say(sentence, tone)
