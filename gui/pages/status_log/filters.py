"""Which entries of the status log to show: words, level, kind, sync."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from core.store.types.log import Level, LogFilter, LogKind
from core.store.types.runs import Run
from gui import texts
from gui.theme import Theme
from gui.widgets.labels import row
from gui.widgets.search_field import SearchField
from gui.widgets.select import Select

_LEVELS: tuple[frozenset[Level], ...] = (
    frozenset(),
    frozenset({Level.WARNING, Level.ERROR}),
    frozenset({Level.ERROR}),
    frozenset({Level.WARNING}),
    frozenset({Level.INFO}),
)


class LogFilters(QWidget):
    """A search field and three lists.

    Signals:
        changed: other entries are wanted; while somebody types, only after a short rest.
        left: Enter or the down key in the search field: on to the entries.
    """

    changed = Signal()
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.search = SearchField(theme)
        self._level, self._kind, self._run = (Select(theme) for _ in range(3))
        self._runs: Sequence[Run] = ()
        for levels in _LEVELS:
            self._level.addItem("", levels)
        for kind in (None, *LogKind):
            self._kind.addItem("", kind)
        self._run.addItem("", None)
        self._run.setMinimumContentsLength(8)
        self._run.setSizeAdjustPolicy(Select.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for box in (self._level, self._kind):
            box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        choices = row(theme, spacing=8)
        choices.addWidget(self._level)
        choices.addWidget(self._kind)
        choices.addWidget(self._run, 1)
        self._least_beside = theme.px(680)
        self._inside = row(theme, spacing=8)
        self._inside.addWidget(self.search, 1)
        self._inside.addLayout(choices, 1)
        self.setLayout(self._inside)
        self.search.settled.connect(self.changed)
        self.search.left.connect(self.left)
        for box in (self._level, self._kind, self._run):
            box.activated.connect(self._change_now)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the lists go below the search field, which would have no room for a word."""
        super().resizeEvent(event)
        beside = self.width() >= self._least_beside
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._inside.direction() is not direction:
            self._inside.setDirection(direction)

    # texts and values

    def retranslate(self) -> None:
        """Put every text in place."""
        self.search.setPlaceholderText(self.tr("Search text, address, Salesforce ID or code"))
        self.search.setAccessibleName(self.tr("Search the status log"))
        self._level.setAccessibleName(self.tr("Level"))
        self._kind.setAccessibleName(self.tr("Kind"))
        self._run.setAccessibleName(self.tr("Sync"))
        levels = (
            self.tr("All levels"),
            self.tr("Warnings and errors"),
            self.tr("Errors"),
            self.tr("Warnings"),
            self.tr("Information"),
        )
        for place, name in enumerate(levels):
            self._level.setItemText(place, name)
        for place, name in enumerate((self.tr("All kinds"), *map(texts.word, LogKind))):
            self._kind.setItemText(place, name)
        self.set_runs(self._runs)

    def set_runs(self, runs: Sequence[Run]) -> None:
        """The syncs to choose from, newest first; the chosen one stays chosen."""
        chosen = self._run.currentData()
        self._runs = runs
        self._run.clear()
        self._run.addItem(self.tr("All syncs"), None)
        for run in runs:
            self._run.addItem(_run_text(run), run.id)
        self._choose_run(chosen)

    def wanted(self) -> LogFilter:
        """The entries that are asked for."""
        kind = self._kind.currentData()
        return LogFilter(
            levels=frozenset(self._level.currentData()),
            kinds=frozenset({LogKind(kind)}) if kind else frozenset(),
            run_id=self._run.currentData(),
            text=self.search.text(),
        )

    def is_narrow(self) -> bool:
        """Whether anything but every entry is asked for."""
        return self.wanted() != LogFilter()

    # verbs

    def clear(self) -> None:
        """Ask for every entry."""
        self.show_run(None)

    def show_run(self, run_id: int | None) -> None:
        """Ask for all entries of one sync, or for every entry."""
        self.search.setText("")
        self._level.setCurrentIndex(0)
        self._kind.setCurrentIndex(0)
        self._choose_run(run_id)
        self._change_now()

    def _choose_run(self, run_id: int | None) -> None:
        place = 0 if run_id is None else self._run.findData(run_id)
        if place < 0:
            self._run.addItem(self.tr("Sync {number}").format(number=run_id), run_id)
            place = self._run.count() - 1
        self._run.setCurrentIndex(place)

    def _change_now(self) -> None:
        self.search.stop_waiting()
        self.changed.emit()


def _run_text(run: Run) -> str:
    return f"{texts.date_and_time(run.started_at)} · {texts.word(run.kind)} · {texts.word(run.outcome)}"
