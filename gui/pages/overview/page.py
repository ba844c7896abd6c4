"""The Overview: in one second whether everything is well, then what needs the admin, and how it went."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QWidget

from core.attention.figures import Figures, Range
from core.attention.needs import Summary
from core.connection.state import ConnectionState
from core.messages import Problem
from core.settings import NIGHTLY_ZONE
from core.store.types.runs import RunOutcome
from gui import texts
from gui.pages.overview import drawings
from gui.pages.overview.chart import load, load_numbers
from gui.pages.overview.figure_card import ChartCard, NightsFigureCard
from gui.pages.overview.needs_card import StandingCard
from gui.pages.page import CardPage, Shell
from gui.theme import TextRole
from gui.widgets.buttons import LinkButton, SecondaryButton
from gui.widgets.card import Card
from gui.widgets.labels import TextLabel, column, row
from gui.widgets.segments import Segments

_GATHER_MS = 1000
"""A run tells much; the figures are read once in so long."""
_TWO_COLUMNS = 900


class OverviewPage(CardPage):
    """The sentence, the needs, the next and the last sync, and the plots of a range.

    Signals:
        figures_shown: the figures (Figures) that were asked for last are in place.
    """

    figures_shown = Signal(object)

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        theme = self.theme
        self._pg: Any = None
        self._asked = 0
        self._is_loading = False
        self._columns = 0
        self._standing = StandingCard(shell)
        self.cards.addWidget(self._standing)
        self._syncs = Card(theme)
        self._next, self._last = TextLabel(theme, wrap=True), TextLabel(theme, wrap=True)
        self._in_log = LinkButton(theme)
        self._in_log.clicked.connect(self._open_log)
        self._sync_now = SecondaryButton(theme)
        self._sync_now.clicked.connect(self._start_sync)
        # Of the page and not of the button, which forgets its shortcut whenever it gets another text.
        QShortcut(QKeySequence(Qt.Key.Key_F5), self).activated.connect(self._sync_now.click)
        self._syncs.add_in_corner(self._sync_now)
        said = column(theme, spacing=4)
        said.addWidget(self._next)
        said.addWidget(self._last)
        beside = row(theme, spacing=16)
        beside.addLayout(said, 1)
        beside.addWidget(self._in_log, 0, Qt.AlignmentFlag.AlignBottom)
        self._syncs.add(beside)
        self.cards.addWidget(self._syncs)
        self._figures_title = TextLabel(theme, TextRole.HEADING)
        self._range = Segments(theme, *Range)
        self._range.chosen.connect(lambda _name: self._read_figures())
        head = row(theme, spacing=8)
        head.addWidget(self._figures_title)
        head.addStretch(1)
        head.addWidget(self._range)
        self.cards.addLayout(head)
        self._trouble = TextLabel(theme, tone="bad", wrap=True)
        self._trouble.hide()
        self.cards.addWidget(self._trouble)
        self._opt_outs = ChartCard(shell, drawings.opt_outs)
        self._waits = ChartCard(shell, drawings.waits)
        self._nights = NightsFigureCard(shell)
        self._calls = ChartCard(shell, drawings.calls)
        self._people = ChartCard(shell, drawings.people, has_order=False)
        self._plots = QWidget()
        self._grid = QGridLayout(self._plots)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(16))
        self.cards.addWidget(self._plots)
        self._lay_out(1)
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(_GATHER_MS)
        self._gather.timeout.connect(self.refresh_soon)
        bridge = shell.bridge
        bridge.attention.changed.connect(self._show_standing)
        for signal in (
            bridge.connection_changed,
            bridge.run_finished,
            bridge.load_finished,
            bridge.people_changed,
            bridge.queue_changed,
            bridge.schedule_changed,
            bridge.settings_changed,
            bridge.changed_elsewhere,
        ):
            signal.connect(self._refresh_later)

    @property
    def plots(self) -> tuple[ChartCard | NightsFigureCard, ...]:
        """The cards of the plots, in their order."""
        return self._opt_outs, self._waits, self._nights, self._calls, self._people

    @property
    def is_drawn(self) -> bool:
        """Whether what draws the plots is there."""
        return self._pg is not None

    def choose(self, wanted: Range) -> None:
        """Show another range."""
        self._range.choose(wanted)
        self._read_figures()

    # texts and values

    def retranslate(self) -> None:
        self._figures_title.setText(self.tr("Figures"))
        self._in_log.set_text(self.tr("Open in status log"))
        self._sync_now.set_text(self.tr("Sync now"))
        self._range.set_texts(
            {
                Range.DAYS: self.tr("30 days"),
                Range.MONTHS: self.tr("12 months"),
                Range.ALL: self.tr("All"),
            },
            self.tr("Range"),
        )
        self._syncs.set_texts(self.tr("Syncs"))
        for card in self.plots:
            card.retranslate()
        self._show_standing(self.shell.bridge.attention.summary)

    def refresh(self) -> None:
        self._show_standing(self.shell.bridge.attention.summary)
        self._show_syncs()
        self._read_figures()
        if self._pg is None and not self._is_loading:
            self._is_loading = True
            # Only now: whoever never comes here never waits for it, and sentences and needs are there before.
            self.shell.bridge.call(self, load_numbers, self._load_soon, self._failed, apart=True)

    def _refresh_later(self, _event: object = None) -> None:
        if not self._gather.isActive():
            self._gather.start()

    def _show_standing(self, summary: Summary | None) -> None:
        if summary is not None:
            self._standing.show_summary(summary)

    def _show_syncs(self) -> None:
        planned, last = self.engine.sync.next_run(), self.engine.runs.last()
        zone = self.engine.settings.text(NIGHTLY_ZONE)
        self._next.setText(
            self.tr("No next sync: the nightly sync is off.")
            if planned is None
            else self.tr("Next sync: {time}").format(time=texts.night(planned, zone))
        )
        self._in_log.setVisible(last is not None)
        connected = self.engine.connection.state().state is not ConnectionState.NOT_CONNECTED
        self._sync_now.set_hindrance("" if connected else self.tr("Connect to Salesforce first"))
        if last is None:
            self._last.setText(self.tr("There was no sync yet."))
            return
        words = (
            self.tr("Last sync: {time}, {outcome}: {here} unsubscribed here, {there} opted out in Salesforce")
            if last.outcome in (RunOutcome.DONE, RunOutcome.DONE_WITH_FAILURES)
            else self.tr("Last sync: {time}, {outcome}")
        )
        self._last.setText(
            words.format(
                time=texts.moment(last.started_at),
                outcome=texts.word(last.outcome),
                here=texts.number(last.counts.unsubscribed_here),
                there=texts.number(last.counts.opted_out_in_salesforce),
            )
        )

    def _start_sync(self) -> None:
        """Where its progress is seen, and Cancel is."""
        self.engine.sync.sync_now()
        self.shell.go_to("unsubscribes", "integration")

    def _open_log(self) -> None:
        last = self.engine.runs.last()
        self.shell.go_to("status_log", last.id if last is not None else None)

    # figures

    def _read_figures(self) -> None:
        self._asked += 1
        asked, wanted = self._asked, Range(self._range.current)
        self.shell.bridge.call(
            self,
            lambda: self.engine.overview.figures(wanted),
            lambda figures: self._show_figures(asked, figures),
            self._failed,
        )

    def _show_figures(self, asked: int, figures: Figures) -> None:
        if asked == self._asked:
            self._trouble.hide()
            for card in self.plots:
                card.show_all(figures)
            self.figures_shown.emit(figures)

    def _load_soon(self, _done: None) -> None:
        QTimer.singleShot(0, self, self._load)

    def _load(self) -> None:
        self._pg = load()
        for card in self.plots:
            if isinstance(card, ChartCard):
                card.give_library(self._pg)

    def _failed(self, problem: Problem) -> None:
        self._trouble.setText(texts.text_of_problem(problem))
        self._trouble.show()

    # room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out(2 if self.width() >= self.theme.px(_TWO_COLUMNS) else 1)

    def _lay_out(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, card in enumerate(self.plots):
            # The last one takes whatever is left of its row.
            wide = columns - place % columns if card is self.plots[-1] else 1
            self._grid.addWidget(card, place // columns, place % columns, 1, wide)
        for column_ in range(2):
            self._grid.setColumnStretch(column_, 1 if column_ < columns else 0)
