"""A plot: drawn by pyqtgraph, in the colours of the theme, with its values under the pointer and by the arrow keys.

pyqtgraph and numpy are loaded by whoever makes one, and not before: together they take a second.
"""

from __future__ import annotations

import math
from importlib import import_module
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.pages.overview.drawings import Drawing, Kind, time_text
from gui.plain import hide_tip, show_tip
from gui.theme import TextRole, Theme
from gui.widgets.painting import focus_ring

_HEIGHT = 200
_TICK_WIDTH = 76
_GRID = 40
"""How strong its lines are, of 255."""
_TIMES = (0, 1, 10, 60, 600, 3600, 6 * 3600, 86_400, 10 * 86_400, 100 * 86_400)


def load_numbers() -> None:
    """Load numpy, which has nothing to do with Qt, ahead of `load`; may be called in any thread."""
    import_module("numpy")


def load() -> Any:
    """The library; in the GUI thread, for it makes classes of Qt's. The first time that takes over half a second."""
    pg = import_module("pyqtgraph")
    # It would take everything apart once more at the end, when Qt has gone already.
    pg.setConfigOptions(exitCleanup=False, antialias=True)
    return pg


class Chart(QWidget):
    """One plot. Its pointer is this widget's: the wheel belongs to the page, and nothing is dragged or zoomed."""

    def __init__(self, theme: Theme, pg: Any) -> None:
        super().__init__()
        self._theme, self._pg = theme, pg
        self._drawing: Drawing | None = None
        self._at = 0
        # The parts of a plot alone: pyqtgraph's own PlotItem makes a dialog of settings along with each.
        self._view = pg.GraphicsView()
        self._view.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._box = pg.ViewBox(enableMenu=False, enableMouse=False, defaultPadding=0)
        self._left, self._bottom = pg.AxisItem("left"), pg.AxisItem("bottom")
        parts = pg.GraphicsLayout()
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(0)
        for part, row_, column_ in ((self._left, 0, 0), (self._box, 0, 1), (self._bottom, 1, 1)):
            parts.addItem(part, row_, column_)
        self._left.linkToView(self._box)
        self._bottom.linkToView(self._box)
        self._view.setCentralItem(parts)
        inside = QVBoxLayout(self)
        margin = theme.px(3)
        inside.setContentsMargins(margin, margin, margin, margin)
        inside.addWidget(self._view)
        self._mark: Any = None
        self.setFixedHeight(theme.px(_HEIGHT))
        self.setMinimumWidth(theme.px(240))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.changed.connect(self._draw)

    def set_drawing(self, drawing: Drawing) -> None:
        """Draw something else."""
        self._drawing = drawing
        self._at = len(drawing.rows) - 1 if drawing.kind is not Kind.ACROSS else 0
        self.setAccessibleName(f"{drawing.title}. {drawing.summary}")
        self._draw()
        self._describe()

    # drawing

    def _draw(self) -> None:
        drawing = self._drawing
        if drawing is None:
            return
        colour = self._theme.color
        self._view.setBackground(colour("surface"))
        self._box.clear()
        for axis in (self._left, self._bottom):
            axis.setPen(colour("border"))
            axis.setTextPen(colour("secondary"))
            axis.setStyle(tickFont=self._theme.font(TextRole.SMALL), tickLength=0)
            axis.setTicks(None)
        self._left.setGrid(False if drawing.kind is Kind.ACROSS else _GRID)
        if drawing.kind is Kind.STACKED:
            self._draw_stacked(drawing)
        elif drawing.kind is Kind.TIMES:
            self._draw_times(drawing)
        else:
            self._draw_across(drawing)
        region = colour("accent_wash")
        self._mark = self._pg.LinearRegionItem(
            movable=False,
            orientation="horizontal" if drawing.kind is Kind.ACROSS else "vertical",
            brush=region,
            pen=self._pg.mkPen(None),
        )
        self._mark.setZValue(-10)
        self._mark.hide()
        self._box.addItem(self._mark, ignoreBounds=True)
        self._show_mark()

    def _draw_stacked(self, drawing: Drawing) -> None:
        places = list(range(len(drawing.rows)))
        below = [0] * len(places)
        for one in drawing.series:
            heights = [value or 0 for value in one.values]
            colour = self._theme.color(one.token)
            self._box.addItem(
                self._pg.BarGraphItem(
                    x=places,
                    y0=list(below),
                    height=heights,
                    width=0.8,
                    brush=colour,
                    pen=self._pg.mkPen(None),
                )
            )
            below = [low + height for low, height in zip(below, heights, strict=True)]
        top = max(below, default=0)
        if drawing.limit is not None and drawing.limit[1] <= max(top, 1) * 20:
            # A budget that is far away would leave nothing of the bars; the sentence has it all the same.
            top = max(top, drawing.limit[1])
            pen = self._pg.mkPen(
                self._theme.color("bad"), width=self._theme.px(1), style=Qt.PenStyle.DashLine
            )
            self._box.addItem(self._pg.InfiniteLine(pos=drawing.limit[1], angle=0, pen=pen))
        self._box.setRange(xRange=(-0.6, len(places) - 0.4), yRange=(0, max(top, 1) * 1.08), padding=0)
        self._whole_numbers(max(top, 1), drawing)
        self._name_rows(drawing)

    def _draw_times(self, drawing: Drawing) -> None:
        longest = max((value or 0 for one in drawing.series for value in one.values), default=0)
        for one in drawing.series:
            known = [(at, _high(value)) for at, value in enumerate(one.values) if value is not None]
            colour = self._theme.color(one.token)
            self._box.addItem(
                self._pg.PlotDataItem(
                    x=[at for at, _ in known],
                    y=[value for _, value in known],
                    pen=self._pg.mkPen(colour, width=self._theme.px(2)),
                    symbol="o" if len(known) <= 60 else None,
                    symbolSize=self._theme.px(6),
                    symbolBrush=colour,
                    symbolPen=self._pg.mkPen(None),
                )
            )
        top = next((time for time in _TIMES if time > longest), _TIMES[-1])
        self._box.setRange(
            xRange=(-0.6, len(drawing.rows) - 0.4), yRange=(-0.05, _high(max(top, 60)) * 1.05), padding=0
        )
        times = [time for time in _TIMES if time <= max(top, 60)]
        self._left.setTicks([[(_high(time), time_text(time)) for time in times]])
        self._name_rows(drawing)

    def _draw_across(self, drawing: Drawing) -> None:
        [one] = drawing.series
        rows = len(drawing.rows)
        places = [rows - 1 - at for at in range(rows)]
        values = [value or 0 for value in one.values]
        self._box.addItem(
            self._pg.BarGraphItem(
                x0=[0] * rows,
                y=places,
                width=values,
                height=0.6,
                brush=self._theme.color(one.token),
                pen=self._pg.mkPen(None),
            )
        )
        for place, value in zip(places, values, strict=True):
            label = self._pg.TextItem(drawing.shown(value), color=self._theme.color("text"), anchor=(0, 0.5))
            label.setFont(self._theme.font(TextRole.SMALL))
            label.setPos(value, place)
            self._box.addItem(label, ignoreBounds=True)
        top = max(1, *values)
        self._box.setRange(xRange=(0, top * 1.25), yRange=(-0.6, rows - 0.4), padding=0)
        self._left.setTicks([list(zip(places, drawing.ticks, strict=True))])
        self._bottom.setTicks([[]])

    def _whole_numbers(self, top: int, drawing: Drawing) -> None:
        """Ticks at a few whole numbers: there is no half opt-out."""
        tens = 10 ** math.floor(math.log10(top))
        step = next(
            size for size in (max(1, tens // 5), max(1, tens // 2), tens, 2 * tens) if top <= 5 * size
        )
        marks = range(0, top + 1, step)
        self._left.setTicks([[(mark, drawing.shown(mark)) for mark in marks]])

    def _name_rows(self, drawing: Drawing) -> None:
        rows = len(drawing.rows)
        room = max(2, self.width() // self._theme.px(_TICK_WIDTH))
        every = max(1, -(-rows // room))
        ticks = [(at, drawing.ticks[at]) for at in range(rows - 1, -1, -every)][::-1]
        self._bottom.setTicks([ticks])

    # values under the pointer, and by the arrow keys

    def _row_at(self, place: QPoint) -> int | None:
        drawing = self._drawing
        if drawing is None:
            return None
        inside = self._view.mapFrom(self, place)
        point = self._box.mapSceneToView(self._view.mapToScene(inside))
        at = len(drawing.rows) - 1 - round(point.y()) if drawing.kind is Kind.ACROSS else round(point.x())
        return at if 0 <= at < len(drawing.rows) else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._row_at(event.position().toPoint())
        if at is None or self._drawing is None:
            hide_tip()
            return
        self._go(at)
        show_tip(event.globalPosition().toPoint(), self._drawing.row_text(at), self)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        hide_tip()
        self._show_mark()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        drawing = self._drawing
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        across = drawing is not None and drawing.kind is Kind.ACROSS
        sideways = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        if drawing is None or step is None or across == sideways:
            super().keyPressEvent(event)
            return
        self._go(min(max(0, self._at + step), len(drawing.rows) - 1))
        show_tip(self.mapToGlobal(QPoint(self.width() // 2, self.height())), drawing.row_text(self._at), self)

    def _go(self, at: int) -> None:
        if at != self._at:
            self._at = at
            self._describe()
        self._show_mark()

    def _describe(self) -> None:
        drawing = self._drawing
        self.setAccessibleDescription(drawing.row_text(self._at) if drawing and drawing.rows else "")

    def _show_mark(self) -> None:
        """Shade the row that the values are of."""
        drawing = self._drawing
        shown = drawing is not None and (self.hasFocus() or self.underMouse())
        if self._mark is not None:
            self._mark.setVisible(shown)
        if shown and drawing is not None:
            at = len(drawing.rows) - 1 - self._at if drawing.kind is Kind.ACROSS else self._at
            self._mark.setRegion((at - 0.5, at + 0.5))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_mark()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        hide_tip()
        self._show_mark()
        self.update()

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        if self._drawing is not None and self._drawing.kind is not Kind.ACROSS:
            self._name_rows(self._drawing)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            focus_ring(painter, self._theme, QRectF(self.rect()), self._theme.px(4))


def _high(seconds: int) -> float:
    """How high a time stands: each step of ten as far from the last one."""
    return math.log10(1 + seconds)
