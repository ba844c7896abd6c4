"""The status log as a table: newest first, runs folded, and what is new as it is written."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtWidgets import QWidget

from core.engine import Engine
from core.store.log_groups import LogRun
from core.store.types.log import Level, LogEntry, LogFilter
from gui import texts
from gui.engine_bridge import EngineBridge
from gui.models.log_rows import Key, LogRow, LogRows
from gui.models.paged_table import Column, Index, PagedTable, RowSource
from gui.theme import Theme

_BATCH = 500
_SIGNS = {Level.INFO: "•", Level.WARNING: "!", Level.ERROR: "×"}
TONES = {Level.INFO: "", Level.WARNING: "warning", Level.ERROR: "bad"}
WHAT = 3
_STEP = "\N{EM SPACE}" * 2
_FOLDED, _UNFOLDED = "▸", "▾"


def level_text(level: Level) -> str:
    """A level with its sign, so that it is told without colour."""
    return f"{_SIGNS[level]} {texts.word(level)}"


class LogModel(PagedTable[LogRow]):
    """What a filter means, runs and lines of many entries folded until they are unfolded."""

    def __init__(self, engine: Engine, bridge: EngineBridge, theme: Theme, parent: QObject) -> None:
        columns = (
            Column[LogRow](lambda: self.tr("Time"), lambda row: texts.to_the_second(row.item.at), 180),
            Column[LogRow](
                lambda: self.tr("Level"),
                lambda row: level_text(row.level),
                108,
                tone=lambda row: TONES[row.level],
            ),
            Column[LogRow](lambda: self.tr("Kind"), self._kind, 104, spare=2),
            Column[LogRow](lambda: self.tr("What happened"), self._what),
            Column[LogRow](lambda: self.tr("Record"), self._record, 176, spare=1),
        )
        super().__init__(bridge, theme, columns, key=lambda row: row.key, parent=parent)
        self._log = engine.log
        self.wanted = LogFilter()
        self._unfolded: frozenset[Key] = frozenset()
        self._is_following = self._follow_again = False
        self.changed.connect(self._catch_up)

    # cells

    def sentence(self, row: LogRow) -> str:
        """What a row tells, without its sign."""
        sentence = texts.text_of(row.as_entry().message)
        if not isinstance(row.item, LogRun):
            return sentence
        return self.tr("{sync}: {summary}").format(sync=texts.word(row.item.run_kind), summary=sentence)

    def _what(self, row: LogRow) -> str:
        sign = ""
        if row.is_folder:
            sign = f"{_UNFOLDED if self.is_unfolded(row) else _FOLDED} "
        return f"{_STEP * row.depth}{sign}{self.sentence(row)}"

    def _kind(self, row: LogRow) -> str:
        return texts.word(row.as_entry().kind)

    def _record(self, row: LogRow) -> str:
        if row.entry is not None:
            return row.entry.email or row.entry.salesforce_id
        return self.tr("%Ln entries", "", row.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index)
        if role == Qt.ItemDataRole.AccessibleTextRole and row is not None and index.column() == WHAT:
            if not row.is_folder:
                return self.sentence(row)
            words = self.tr("{text}, unfolded") if self.is_unfolded(row) else self.tr("{text}, folded")
            return words.format(text=self.sentence(row))
        return super().data(index, role)

    @property
    def count(self) -> int | None:
        """How many entries a filter means; None while nobody knows."""
        if not self._complete:
            return self._counted
        return sum(row.entries for row in self.rows() if row.parent is None)

    # folding

    def is_unfolded(self, row: LogRow) -> bool:
        """Whether what a row stands for is listed below it."""
        return row.key in self._unfolded

    def fold(self, row: LogRow, *, unfolded: bool) -> None:
        """List what a row stands for below it, or no longer."""
        if row.is_folder and unfolded != self.is_unfolded(row):
            self._unfolded = self._unfolded | {row.key} if unfolded else self._unfolded - {row.key}
            self._source = self._rows_of(self.wanted)
            self.refresh()

    def sign_ends_at(self, row: LogRow, view: QWidget) -> int:
        """How many pixels from the left edge of its cell the sign of a row that can be unfolded ends in a view."""
        if not row.is_folder:
            return -1
        return view.fontMetrics().horizontalAdvance(f"{_STEP * row.depth}{_FOLDED} ") + self._theme.px(12)

    def parent_of(self, row: LogRow) -> QModelIndex:
        """Where the row is below which a row is listed; invalid for one of its own."""
        return self.index_of(row.parent.key) if row.parent is not None else QModelIndex()

    # what is listed

    def show_only(self, wanted: LogFilter) -> None:
        """Show what a filter means, all of it folded."""
        self.wanted, self._unfolded = wanted, frozenset()
        self.show(self._rows_of(wanted))

    def _rows_of(self, wanted: LogFilter) -> RowSource[LogRow]:
        rows = LogRows(self._log, wanted, self._unfolded)
        return RowSource(rows.after, lambda: self._log.count(wanted))

    def follow(self) -> None:
        """Show what was written since: counts of runs change with it, so what is in use is read again.

        What a search found stays, and new finds are put on top; a search looks at every entry.
        """
        if not self.wanted.text.strip():
            self.refresh()
            return
        if self.is_loading or self._is_following:
            self._follow_again = True
            return
        self._is_following = True
        wanted, rows = self.wanted, self.rows()
        newest = rows[0].place if rows else 0
        self._bridge.call(
            self,
            lambda: self._log.after(newest, wanted, _BATCH),
            lambda entries: self._take_new(wanted, entries),
            lambda _problem: self._take_new(wanted, []),
        )

    def _take_new(self, wanted: LogFilter, entries: list[LogEntry]) -> None:
        self._is_following = False
        if wanted is self.wanted:
            self.put_on_top([LogRow(entry) for entry in entries[::-1]])
            self._follow_again = self._follow_again or len(entries) == _BATCH
        self._catch_up()

    def _catch_up(self) -> None:
        if self._follow_again and not self.is_loading and not self._is_following:
            self._follow_again = False
            self.follow()
