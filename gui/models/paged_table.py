"""A table of any size: rows come from the engine page by page, as the view scrolls, never in the GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from core.messages import Problem
from gui.engine_bridge import EngineBridge
from gui.plain import plain
from gui.theme import Theme

FIRST_PAGE = 200
NEXT_PAGE = 500

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_LEFT = Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: its title and its cells as texts, its width in pixels at 100 % (0: it takes what is left).

    `tone` names the colour of the palette for a cell's text, or is empty; never the only thing that tells rows
    apart. With too little room the columns with the highest `spare` are hidden first; those with 0 stay.
    """

    title: Callable[[], str]
    text: Callable[[Row], str]
    width: int = 0
    alignment: Qt.AlignmentFlag = _LEFT
    tone: Callable[[Row], str] | None = None
    spare: int = 0


@dataclass(frozen=True)
class RowSource(Generic[Row]):
    """Where rows come from. Both are called beside the GUI thread and may raise ProblemError.

    `fetch` gives the rows that follow a row in the order of the list, the first ones for None; fewer than the
    limit mean that there are no more. `count` says how many there are in all.
    """

    fetch: Callable[[Row | None, int], list[Row]]
    count: Callable[[], int]


class PagedTable(QAbstractTableModel, Generic[Row]):
    """Rows of one source at a time; `key` tells which row is which, whatever else of it changes.

    Signals:
        changed: loading, the count or the problem is another than before.
    """

    changed = Signal()

    def __init__(
        self,
        bridge: EngineBridge,
        theme: Theme,
        columns: Sequence[Column[Row]],
        key: Callable[[Row], Hashable],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._bridge, self._theme, self._key = bridge, theme, key
        self._rows: list[Row] = []
        self._held: set[Hashable] = set()
        self._source: RowSource[Row] | None = None
        # Raised with each new source: answers of an older one are dropped.
        self._generation = 0
        self._complete = True
        self._counted: int | None = 0
        self._refresh_wanted = False
        self.is_loading = False
        self.problem: Problem | None = None
        theme.changed.connect(self._repaint)

    # what is shown

    @property
    def count(self) -> int | None:
        """How many rows the source has in all; None while nobody knows."""
        return len(self._rows) if self._complete else self._counted

    @property
    def is_showing(self) -> bool:
        """Whether there is a source."""
        return self._source is not None

    def rows(self) -> Sequence[Row]:
        """The rows that have come so far."""
        return self._rows

    def row_at(self, index: Index) -> Row | None:
        """The row of an index, or None for an invalid one."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def index_of(self, key: Hashable) -> QModelIndex:
        """Where the row with this key is; invalid while it has not come."""
        if key not in self._held:
            return QModelIndex()
        return self.index(next(at for at, row in enumerate(self._rows) if self._key(row) == key), 0)

    # verbs

    def show(self, source: RowSource[Row]) -> None:
        """Show another source from its first row. What is shown stays until its first page is there."""
        self._source = source
        self._generation += 1
        self._refresh_wanted = False
        self._load(None, FIRST_PAGE, self._replace)

    def refresh(self) -> None:
        """Read again what is shown. Rows that are still there stay selected, and where they are."""
        if self._source is None:
            return
        if self.is_loading:
            self._refresh_wanted = True
            return
        self._load(None, max(FIRST_PAGE, len(self._rows)), self._merge)

    def put_on_top(self, rows: Sequence[Row]) -> None:
        """Add rows that come before all that are shown; those known already are left out."""
        fresh = [row for row in rows if self._key(row) not in self._held]
        if not fresh:
            return
        self._insert(0, fresh)
        if self._counted is not None:
            self._counted += len(fresh)
        self.changed.emit()

    def trim(self, keep: int) -> None:
        """Let go of the rows after the first `keep`; they are fetched again when the view comes to them."""
        if len(self._rows) <= keep or self.is_loading:
            return
        if self._complete:
            self._counted = len(self._rows)
        self._complete = False
        self._remove(keep, len(self._rows) - 1)

    def retranslate(self) -> None:
        """Give out every text anew, in the language in force."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        self._repaint()

    # Qt asks

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index)
        if row is None:
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain(column.text(row))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.alignment | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole and column.tone is not None:
            tone = column.tone(row)
            return self._theme.color(tone) if tone else None
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.alignment | Qt.AlignmentFlag.AlignVCenter
        return None

    def canFetchMore(self, parent: Index = _NO_PARENT) -> bool:
        return not parent.isValid() and not self._complete and not self.is_loading

    def fetchMore(self, parent: Index = _NO_PARENT) -> None:
        if self.canFetchMore(parent):
            self._load(self._rows[-1] if self._rows else None, NEXT_PAGE, self._append)

    # pages on their way

    def _load(self, after: Row | None, limit: int, take: Callable[[list[Row], bool], None]) -> None:
        source, generation = self._source, self._generation
        if source is None:
            return
        self.is_loading = True

        def fetch() -> list[Row]:
            return source.fetch(after, limit) if generation == self._generation else []

        def arrived(rows: list[Row]) -> None:
            if generation != self._generation:
                return
            self.problem = None
            take(rows, len(rows) < limit)
            # Not before: whoever hears of the rows may ask for more, and these would be read twice.
            self.is_loading = False
            if after is None and not self._complete:
                self._ask_count(source, generation)
            self.changed.emit()
            if self._refresh_wanted:
                self._refresh_wanted = False
                self.refresh()

        def failed(problem: Problem) -> None:
            if generation == self._generation:
                self.is_loading, self.problem = False, problem
                self.changed.emit()

        self._bridge.call(self, fetch, arrived, failed)
        self.changed.emit()

    def _ask_count(self, source: RowSource[Row], generation: int) -> None:
        def count() -> int:
            return source.count() if generation == self._generation else 0

        def arrived(number: int) -> None:
            if generation == self._generation:
                self._counted = number
                self.changed.emit()

        self._bridge.call(self, count, arrived)

    def _replace(self, rows: list[Row], complete: bool) -> None:
        self.beginResetModel()
        self._rows, self._complete, self._counted = list(rows), complete, None
        self._held = {self._key(row) for row in rows}
        self.endResetModel()

    def _append(self, rows: list[Row], complete: bool) -> None:
        self._complete = complete
        fresh = [row for row in rows if self._key(row) not in self._held]
        if fresh:
            self._insert(len(self._rows), fresh)

    def _merge(self, rows: list[Row], complete: bool) -> None:
        """Make the rows these, by removing, moving and inserting, so that views keep selection and place."""
        self._complete = complete
        keys = [self._key(row) for row in rows]
        wanted = set(keys)
        gone = [at for at, row in enumerate(self._rows) if self._key(row) not in wanted]
        for first, last in reversed(list(_stretches(gone))):
            self._remove(first, last)
        self._reorder([key for key in keys if key in self._held])
        new = [at for at, key in enumerate(keys) if key not in self._held]
        for first, last in _stretches(new):
            self._insert(first, rows[first : last + 1])
        if self._rows != rows:
            self._rows = list(rows)
            self._repaint()

    def _insert(self, at: int, rows: Sequence[Row]) -> None:
        self.beginInsertRows(_NO_PARENT, at, at + len(rows) - 1)
        self._rows[at:at] = rows
        self._held.update(self._key(row) for row in rows)
        self.endInsertRows()

    def _remove(self, first: int, last: int) -> None:
        self.beginRemoveRows(_NO_PARENT, first, last)
        self._held.difference_update(self._key(row) for row in self._rows[first : last + 1])
        del self._rows[first : last + 1]
        self.endRemoveRows()

    def _reorder(self, keys: Sequence[Hashable]) -> None:
        before = {self._key(row): at for at, row in enumerate(self._rows)}
        if list(before) == list(keys):
            return
        self.layoutAboutToBeChanged.emit()
        now = {before[key]: at for at, key in enumerate(keys)}
        old = self.persistentIndexList()
        self._rows = [self._rows[before[key]] for key in keys]
        self.changePersistentIndexList(old, [self.index(now[index.row()], index.column()) for index in old])
        self.layoutChanged.emit()

    def _repaint(self) -> None:
        if self._rows:
            last = self.index(len(self._rows) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)


def _stretches(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring numbers as (first, last)."""
    first = previous = None
    for place in places:
        if first is None or previous is None:
            first = place
        elif place != previous + 1:
            yield first, previous
            first = place
        previous = place
    if first is not None and previous is not None:
        yield first, previous
