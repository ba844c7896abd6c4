"""The plan of a previewed or held sync: every change with its reason, before anything is written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from core.collect.plan_export import export_plan
from core.messages import Problem, counted_people, counted_records
from core.store.types.plans import PlanFilter, PlannedRow, PlanReason, Side
from core.store.types.runs import Run, RunOutcome
from gui import texts
from gui.models.paged_table import Column, PagedTable, RowSource
from gui.pages.page import Page, Shell
from gui.theme import TextRole, Theme
from gui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from gui.widgets.labels import TextLabel, column, row
from gui.widgets.search_field import SearchField
from gui.widgets.select import Select
from gui.widgets.state_view import StateView
from gui.widgets.table import Table


class PreviewPage(Page):
    """Opened with a run's number. Its button applies just this plan, checked again record by record.

    Signals:
        carried_out: the plan is being carried out.
    """

    carried_out = Signal()

    def __init__(self, shell: Shell, *, alone: bool = True) -> None:
        """`alone`: it is a page of its own and not a part of another."""
        super().__init__(shell)
        theme = self.theme
        self._run_id: int | None = None
        self._applied: int | None = None
        self._alone = alone
        self._back = LinkButton(theme)
        self._back.clicked.connect(lambda: shell.go_to("unsubscribes", "integration"))
        self._back.setVisible(alone)
        self._why = TextLabel(theme, TextRole.STRONG, wrap=True)
        self._counts = TextLabel(theme, wrap=True)
        self._note = TextLabel(theme, tone="secondary", wrap=True)
        self._filters = PlanFilters(theme)
        self._filters.changed.connect(self._list)
        self._shown = TextLabel(theme, TextRole.SMALL, tone="secondary")
        self._chosen = TextLabel(theme, wrap=True, selectable=True)
        self._planned = 0
        self._export = SecondaryButton(theme)
        self._export.clicked.connect(self._choose)
        self._apply = PrimaryButton(theme)
        self._apply.clicked.connect(self._carry_out)
        head = row(theme, spacing=8)
        words = column(theme, spacing=4)
        words.addWidget(self._why)
        words.addWidget(self._counts)
        words.addWidget(self._note)
        head.addLayout(words, 1)
        head.addWidget(self._export)
        head.addWidget(self._apply)
        self._model: PagedTable[PlannedRow] = PagedTable(
            shell.bridge, theme, self._columns(), lambda planned: planned.id, self
        )
        self._model.changed.connect(self._show_rows)
        self._table = Table(theme, self._model)
        self._table.chosen.connect(self._show_chosen)
        self._filters.left.connect(self._to_first)
        self._nothing = StateView(theme, shell.icons)
        whole = column(theme, spacing=16, margins=(0, 8, 8, 24))
        whole.addWidget(self._back)
        whole.addLayout(head)
        whole.addWidget(self._filters)
        whole.addWidget(self._shown)
        whole.addWidget(self._table, 1)
        whole.addWidget(self._chosen)
        whole.addWidget(self._nothing, 1)
        self.setLayout(whole)
        shell.bridge.run_finished.connect(self.refresh_soon)

    def _columns(self) -> list[Column[PlannedRow]]:
        return [
            Column(lambda: self.tr("Where"), lambda planned: texts.word(planned.side), 156),
            Column(lambda: self.tr("Address"), lambda planned: planned.email, 208),
            Column(
                lambda: self.tr("Salesforce record"),
                lambda planned: f"{texts.word(planned.object)} {planned.name}",
                184,
            ),
            Column(lambda: self.tr("Why"), lambda planned: texts.text_of(planned.reason)),
        ]

    def retranslate(self) -> None:
        self._back.set_text(self.tr("Back to Integration"))
        self._export.set_text(self.tr("Export…"))
        self._filters.retranslate()
        self._table.setAccessibleName(self.tr("Planned changes"))
        self._model.retranslate()
        self.refresh()

    def open_with(self, argument: object) -> None:
        self._run_id = int(str(argument))
        self.refresh()

    def refresh(self) -> None:
        run = self._newest()
        if run is None:
            self._planned = 0
            self._model.show(RowSource(lambda _after, _limit: [], lambda: 0))
            self._show_rows()
            return
        self._show_counts(run)
        self._run_id = run.id
        self._why.setText(
            texts.text_of(run.reason)
            if run.outcome is RunOutcome.HELD and run.reason
            else self.tr("What a sync would change")
        )
        self._note.setText(
            self.tr(
                "Calculated {when}. Nothing is written yet. Records are read again before writing."
            ).format(when=texts.date_and_time(run.started_at))
        )
        self._list()

    def _show_counts(self, run: Run) -> None:
        """How much of what, and which field it is about."""
        counts = run.counts
        self._planned = counts.unsubscribed_here + counts.opted_out_in_salesforce
        self._counts.setText(
            self.tr("{here} to unsubscribe here · {there} to opt out in Salesforce · Field: {field}").format(
                here=texts.text_of(counted_people(counts.unsubscribed_here)),
                there=texts.text_of(counted_records(counts.opted_out_in_salesforce)),
                field=texts.word(run.field),
            )
        )

    def _list(self) -> None:
        """List the planned changes that are asked for."""
        run_id, wanted, plans = self._run_id, self._filters.wanted(), self.engine.store.plans
        if run_id is None:
            return
        self._model.show(
            RowSource(
                lambda after, limit: plans.page(run_id, after.id if after else 0, limit, wanted),
                lambda: plans.count(run_id, wanted),
            )
        )

    def _show_chosen(self) -> None:
        """The chosen change in full, whatever the columns cut."""
        planned = self._model.row_at(self._table.currentIndex())
        self._chosen.setVisible(planned is not None)
        if planned is not None:
            record = f"{texts.word(planned.object)} {planned.name}"
            self._chosen.setText(
                f"{texts.word(planned.side)}: {planned.email} · {record} · {texts.text_of(planned.reason)}"
            )

    def _to_first(self) -> None:
        self._table.setFocus()
        if not self._table.currentIndex().isValid():
            self._table.selectRow(0)

    def _newest(self) -> Run | None:
        """The newest run, when it left a plan to look at."""
        return self.engine.runs.last_with_plan()

    def _show_rows(self) -> None:
        narrowed = self._filters.wanted() != PlanFilter()
        shown = self._model.count
        # A filter lists fewer; what is applied is the whole plan.
        some, listed = self._planned > 0, bool(self._model.rows())
        self._apply.set_text(self.tr("Apply %Ln changes", "", self._planned))
        for part in (self._filters, self._export, self._apply, self._why, self._counts, self._note):
            part.setVisible(some)
        self._table.setVisible(some and listed)
        self._shown.setVisible(narrowed and listed and shown is not None)
        self._shown.setText(
            self.tr("{shown} of {total} changes").format(
                shown=texts.number(shown or 0), total=texts.number(self._planned)
            )
        )
        self._show_chosen()
        self._nothing.setVisible(not listed and not self._model.is_loading)
        if some and not listed:
            self._nothing.show_state("search", self.tr("No change fits the filters."))
        elif not some:
            self._nothing.show_state(
                "sync",
                self.tr("Nothing is planned"),
                self._why_nothing(),
            )

    def _why_nothing(self) -> str:
        if self._newest() is not None:
            return self.tr("Both sides agree.")
        if self._applied is not None and self._applied == self._run_id:
            return self.tr("The plan was carried out.")
        return self.tr("No preview is waiting.")

    def _carry_out(self) -> None:
        if self._run_id is not None:
            self._applied = self._run_id
            self.engine.sync.carry_out(self._run_id)
            self.carried_out.emit()
            if self._alone:
                self.shell.go_to("unsubscribes", "integration")

    def _choose(self) -> None:
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Export…"), "preview.csv", "CSV (*.csv)")
        if path:
            self.export_to(Path(path))

    def export_to(self, path: Path) -> None:
        """Write the plan to a CSV file, beside the GUI thread."""
        run_id = self._run_id
        if run_id is not None:
            plans = self.engine.store.plans
            self.shell.bridge.call(
                self,
                lambda: export_plan(plans, run_id, path),
                lambda rows: self._note.setText(
                    self.tr("%Ln changes written to {path}.", "", rows).format(path=str(path))
                ),
                self._failed,
                apart=True,
            )

    def _failed(self, problem: Problem) -> None:
        self._note.setText(texts.text_of_problem(problem))


class PlanFilters(QWidget):
    """Which planned changes to list: words, where, why.

    Signals:
        changed: others are wanted.
        left: Enter or the down key in the search field: on to the list.
    """

    changed = Signal()
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._search = SearchField(theme)
        self._side, self._reason = Select(theme), Select(theme)
        for side in (None, *Side):
            self._side.addItem("", side)
        for reason in (None, *PlanReason):
            self._reason.addItem("", reason)
        inside = row(theme, spacing=8)
        inside.addWidget(self._search, 1)
        inside.addWidget(self._side)
        inside.addWidget(self._reason)
        self.setLayout(inside)
        self._search.settled.connect(self.changed)
        self._search.left.connect(self.left)
        for box in (self._side, self._reason):
            box.activated.connect(lambda _place: self.changed.emit())

    def retranslate(self) -> None:
        """Put every text in place."""
        self._search.setPlaceholderText(self.tr("Search address, name or Salesforce ID"))
        self._search.setAccessibleName(self.tr("Search the planned changes"))
        self._side.setAccessibleName(self.tr("Where"))
        self._reason.setAccessibleName(self.tr("Why"))
        for place, name in enumerate((self.tr("Both sides"), *map(texts.word, Side))):
            self._side.setItemText(place, name)
        for place, name in enumerate((self.tr("Any reason"), *map(texts.word, PlanReason))):
            self._reason.setItemText(place, name)

    def wanted(self) -> PlanFilter:
        """The changes that are asked for."""
        side, reason = self._side.currentData(), self._reason.currentData()
        return PlanFilter(
            Side(side) if side else None, PlanReason(reason) if reason else None, self._search.text()
        )
