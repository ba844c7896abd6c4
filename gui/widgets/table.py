"""The table of the house: whole rows, one selected, no grid; new rows above never move what one looks at."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from gui.models.paged_table import PagedTable
from gui.theme import TextRole, Theme

_ROW = 36
_NEAR = 10
_LEAST_STRETCHED = 240


class Table(QTableView):
    """Shows a PagedTable. Rows are chosen by click or arrow keys.

    Signals:
        chosen: another row is the selected one, or none is.
        opened: Enter or a double click on the selected row.
        copy_asked: Ctrl+C.
        unfold_asked, fold_asked: the right and the left arrow key.
        pressed_at: the left button, with the cell and how far from its left edge in pixels.
    """

    chosen = Signal()
    opened = Signal()
    copy_asked = Signal()
    unfold_asked = Signal()
    fold_asked = Signal()
    pressed_at = Signal(QModelIndex, int)

    def __init__(self, theme: Theme, model: PagedTable) -> None:  # type: ignore[type-arg]
        super().__init__()
        self._paged = model
        self._theme = theme
        self.row_height = theme.px(_ROW)
        self._was_at_top = True
        self._is_taking_focus = False
        self.setFont(theme.font(TextRole.BODY))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.row_height)
        # Before the view hears of it, and after it has made room.
        model.rowsAboutToBeInserted.connect(self._remember_place)
        self.setModel(model)
        model.rowsInserted.connect(self._keep_place)
        self._lay_out_columns(theme)
        self.selectionModel().currentRowChanged.connect(self._tell_chosen)
        model.modelReset.connect(self._tell_chosen)
        model.changed.connect(self._go_on)
        self.doubleClicked.connect(self._tell_opened)
        self.verticalScrollBar().valueChanged.connect(self._fetch_ahead)

    def _lay_out_columns(self, theme: Theme) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setFont(theme.font(TextRole.SMALL))
        header.setMinimumSectionSize(theme.px(48))
        for place, column in enumerate(self._paged.columns):
            stretched = column.width == 0
            mode = QHeaderView.ResizeMode.Stretch if stretched else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(place, mode)
            if not stretched:
                header.resizeSection(place, theme.px(column.width))

    def clear_choice(self) -> None:
        """Have no row selected."""
        self.selectionModel().clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Hide what can be spared until the stretched column can be read."""
        columns = self._paged.columns
        widths = [self._theme.px(column.width or _LEAST_STRETCHED) for column in columns]
        left = self.viewport().width() - sum(widths)
        for place in sorted(range(len(columns)), key=lambda at: -columns[at].spare):
            if columns[place].spare:
                self.setColumnHidden(place, left < 0)
                left += widths[place] if left < 0 else 0

    # place

    def is_at_top(self) -> bool:
        """Whether the first row is in sight."""
        return self.verticalScrollBar().value() == 0

    def last_row_in_use(self) -> int:
        """The number of the lowest row that is in sight or selected."""
        in_sight = (self.verticalScrollBar().value() + self.viewport().height()) // self.row_height
        return max(in_sight, self.currentIndex().row())

    def _remember_place(self, _parent: QModelIndex, first: int, _last: int) -> None:
        # Whoever looks at the newest and has chosen nothing wants to see the next one come.
        self._was_at_top = self.is_at_top() and not self.currentIndex().isValid()
        self._is_above = first * self.row_height <= self.verticalScrollBar().value()

    def _keep_place(self, _parent: QModelIndex, first: int, last: int) -> None:
        if self._was_at_top or not self._is_above:
            return
        bar = self.verticalScrollBar()
        place = bar.value() + (last - first + 1) * self.row_height
        self.updateGeometries()
        bar.setValue(place)

    def _fetch_ahead(self, value: int) -> None:
        """Ask for the next page a little before the end is in sight.

        By rows and not by the scroll bar, which learns of new rows only later.
        """
        below = self._paged.rowCount() * self.row_height - value - self.viewport().height()
        if below <= _NEAR * self.row_height and self._paged.canFetchMore():
            self._paged.fetchMore()

    def _go_on(self) -> None:
        """Whoever came to the end while something was being read gets the next page now."""
        if not self.is_at_top():
            self._fetch_ahead(self.verticalScrollBar().value())

    # mouse and keyboard

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        at = event.position().toPoint()
        index = self.indexAt(at)
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton:
            self.pressed_at.emit(index, at.x() - self.visualRect(index).x())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Come into focus without choosing anything; the view itself would make the first row the current one."""
        had_choice = self.currentIndex().isValid()
        self._is_taking_focus = True
        super().focusInEvent(event)
        if not had_choice:
            self.selectionModel().clearCurrentIndex()
        self._is_taking_focus = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tell_opened()
        elif event.key() == Qt.Key.Key_Right:
            self.unfold_asked.emit()
        elif event.key() == Qt.Key.Key_Left:
            self.fold_asked.emit()
        elif event.key() == Qt.Key.Key_Escape:
            # For the page to take up; the view itself would swallow it.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _tell_chosen(self, *_indexes: object) -> None:
        if not self._is_taking_focus:
            self.chosen.emit()

    def _tell_opened(self, *_index: object) -> None:
        if self.currentIndex().isValid():
            self.opened.emit()
