"""A card with a plot: the picture, the table behind it, and both to be copied."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from core.attention.figures import Figures
from core.settings import NIGHTLY_ZONE
from core.store.types.runs import Night, NightState
from gui import texts
from gui.pages.overview.chart import Chart
from gui.pages.overview.drawings import Drawing, nights_csv, nights_table
from gui.pages.page import Shell
from gui.theme import TextRole, Theme
from gui.widgets.buttons import LinkButton
from gui.widgets.card import Card
from gui.widgets.flow import FlowLayout
from gui.widgets.labels import TextLabel, column, row
from gui.widgets.nights_calendar import NightsCalendar
from gui.widgets.segments import Segments

_PICTURE, _TABLE = "picture", "table"
_TABLE_HEIGHT = 220


class FigureCard(Card):
    """Title, one sentence, and below it a picture or its table."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.theme)
        theme = shell.theme
        self._shell = shell
        self._named = ""
        self._csv = ""
        self._lines: Sequence[Sequence[str]] = ()
        self._pictured: QWidget | None = None
        self._switch = Segments(theme, _PICTURE, _TABLE)
        self._switch.chosen.connect(lambda _name: self._show_side())
        self.add_in_corner(self._switch)
        self._legend = QWidget()
        self._keys = FlowLayout(theme, spacing=16)
        self._legend.setLayout(self._keys)
        self.add(self._legend)
        self._place = column(theme, spacing=0)
        self.add(self._place)
        self._table = _table(theme)
        self.add(self._table)
        self._copy_picture, self._copy_csv = LinkButton(theme), LinkButton(theme)
        self._copy_picture.clicked.connect(self.copy_picture)
        self._copy_csv.clicked.connect(self.copy_csv)
        self._said = TextLabel(theme, TextRole.SMALL, tone="secondary")
        # Cards side by side are as high as the highest, and what is to be pressed stands on one line.
        self.body.addStretch(1)
        self._foot = QWidget()
        foot = row(theme, spacing=16)
        foot.addWidget(self._copy_picture)
        foot.addWidget(self._copy_csv)
        foot.addWidget(self._said)
        foot.addStretch(1)
        self._foot.setLayout(foot)
        self.add(self._foot)
        self._has_something = False
        self._show_side()

    def retranslate(self) -> None:
        """Put every text of the frame in place; what it shows is shown anew by the page."""
        words = {_PICTURE: self.tr("Plot"), _TABLE: self.tr("Table")}
        self._switch.set_texts(words, self.tr("How it is shown"))
        self._copy_picture.set_text(self.tr("Copy as picture"))
        self._copy_csv.set_text(self.tr("Copy as CSV"))
        self._said.setText("")

    def show_figures(
        self, title: str, summary: str, lines: Sequence[Sequence[str]], csv: str, *, is_empty: bool
    ) -> None:
        """What it is about, and what is in its table: a head and rows."""
        self._named, self._lines, self._csv = title, lines, csv
        self._has_something = not is_empty
        self.set_texts(title, summary)
        for button, what in (
            (self._copy_picture, self.tr("Copy as picture")),
            (self._copy_csv, self.tr("Copy as CSV")),
        ):
            button.setAccessibleName(f"{what}: {title}")
        self._show_side()

    def set_picture(self, picture: QWidget) -> None:
        """What is drawn, in its place once and for all."""
        self._pictured = picture
        self._place.addWidget(picture)
        self._show_side()

    def show_keys(self, keys: Iterable[tuple[str, str]]) -> None:
        """Which colour is whose, as (name, token); nothing where there is but one."""
        while (item := self._keys.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        named = [(name, token) for name, token in keys if name]
        for name, token in named:
            self._keys.addWidget(_Key(self._theme, name, token))
        self._legend.setVisible(bool(named) and self._has_something)

    def _show_side(self) -> None:
        as_table = self._switch.current == _TABLE
        self._switch.setVisible(self._has_something)
        self._foot.setVisible(self._has_something)
        self._table.setVisible(self._has_something and as_table)
        if self._pictured is not None:
            self._pictured.setVisible(self._has_something and not as_table)
        self._legend.setVisible(self._has_something and not as_table and self._keys.count() > 0)
        if as_table and self._lines:
            self._fill()

    def _fill(self) -> None:
        head, *rows = self._lines
        self._table.setAccessibleName(self._named)
        self._table.setColumnCount(len(head))
        self._table.setHorizontalHeaderLabels(list(head))
        self._table.setRowCount(len(rows))
        for place, values in enumerate(rows):
            for at, value in enumerate(values):
                item = QTableWidgetItem(value)
                side = Qt.AlignmentFlag.AlignLeft if at == 0 else self._side_of_values()
                item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                self._table.setItem(place, at, item)
        if rows and self._starts_at_end():
            self._table.scrollToBottom()

    def _side_of_values(self) -> Qt.AlignmentFlag:
        return Qt.AlignmentFlag.AlignRight

    def _starts_at_end(self) -> bool:
        return True

    # verbs

    def copy_picture(self) -> None:
        """Put title, sentence and picture into the clipboard."""
        if self._pictured is None:
            return
        QGuiApplication.clipboard().setPixmap(self._framed())
        self._said.setText(self.tr("Copied."))

    def copy_csv(self) -> None:
        """Put the table into the clipboard, as CSV."""
        QGuiApplication.clipboard().setText(self._csv)
        self._said.setText(self.tr("Copied."))

    def _framed(self) -> QPixmap:
        """The card without its buttons."""
        for part in (self._switch, self._foot):
            part.hide()
        table_was_shown = self._table.isVisible()
        self._table.hide()
        if self._pictured is not None:
            self._pictured.show()
        self._legend.setVisible(self._keys.count() > 0)
        self.body.activate()
        around = self.body.totalSizeHint().height()
        picture = QPixmap(self.size() * self.devicePixelRatioF())
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        picture.fill(self._theme.color("surface"))
        painter = QPainter(picture)
        self.render(painter, QPoint())
        painter.end()
        self._table.setVisible(table_was_shown)
        self._show_side()
        ratio = self.devicePixelRatioF()
        return picture.copy(0, 0, picture.width(), min(picture.height(), round(around * ratio)))


class ChartCard(FigureCard):
    """One that is drawn by pyqtgraph. `describe` makes of the figures what is drawn."""

    def __init__(self, shell: Shell, describe: Any, *, has_order: bool = True) -> None:
        super().__init__(shell)
        self._describe = describe
        self._has_order = has_order
        self._chart: Chart | None = None
        self._drawing: Drawing | None = None

    def give_library(self, pg: Any) -> None:
        """It is loaded: draw."""
        if self._chart is None:
            self._chart = Chart(self._theme, pg)
            self.set_picture(self._chart)
            self._draw()

    def show_all(self, figures: Figures) -> None:
        """Show these figures."""
        drawing: Drawing = self._describe(figures)
        self._drawing = drawing
        self.show_figures(
            drawing.title, drawing.summary, list(drawing.table()), drawing.as_csv(), is_empty=drawing.is_empty
        )
        self.show_keys((one.name, one.token) for one in drawing.series)
        self._draw()

    def _draw(self) -> None:
        if self._chart is not None and self._drawing is not None and not self._drawing.is_empty:
            self._chart.set_drawing(self._drawing)

    def _starts_at_end(self) -> bool:
        return self._has_order


class NightsFigureCard(FigureCard):
    """The nights as a calendar; each leads to what was written about it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._calendar = NightsCalendar(shell.theme)
        self._calendar.chosen.connect(self._open)
        self.set_picture(self._calendar)

    def show_all(self, figures: Figures) -> None:
        """Show these nights."""
        zone = self._shell.engine.settings.text(NIGHTLY_ZONE)
        nights = figures.nights
        counted = [(state, sum(night.state is state for night in nights)) for state in NightState]
        said = " · ".join(f"{texts.number(count)} {texts.word(state)}" for state, count in counted if count)
        summary = said or self.tr("There was no night in this time.")
        self.show_figures(
            self.tr("Nights"), summary, nights_table(nights, zone), nights_csv(nights), is_empty=not nights
        )
        self._calendar.set_nights(nights, figures.starts[0], figures.last_day, zone)

    def _open(self, night: Night) -> None:
        self._shell.go_to("status_log", night.run_id)

    def _side_of_values(self) -> Qt.AlignmentFlag:
        return Qt.AlignmentFlag.AlignLeft

    def _starts_at_end(self) -> bool:
        return False


class _Key(QWidget):
    """A colour and whose it is."""

    def __init__(self, theme: Theme, name: str, token: str) -> None:
        super().__init__()
        self._theme, self._token = theme, token
        self._square = TextLabel(theme)
        self._square.setFixedSize(theme.px(10), theme.px(10))
        words = TextLabel(theme, TextRole.SMALL, tone="secondary")
        words.setText(name)
        inside = row(theme, spacing=6)
        inside.addWidget(self._square)
        inside.addWidget(words)
        self.setLayout(inside)
        theme.changed.connect(self._paint)
        self._paint()

    def _paint(self) -> None:
        side = self._theme.px(10)
        square = QPixmap(side, side)
        square.fill(self._theme.color(self._token))
        self._square.setPixmap(square)


def _table(theme: Theme) -> QTableWidget:
    table = QTableWidget()
    table.setFont(theme.font(TextRole.BODY))
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setFont(theme.font(TextRole.SMALL))
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setStretchLastSection(True)
    table.setFixedHeight(theme.px(_TABLE_HEIGHT))
    return table
