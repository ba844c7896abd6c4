"""A section of a page layout as a small picture: its columns, its fields, and the one that is new."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import TextRole, Theme

_ROW, _GAP, _INSET = 26, 4, 8


class LayoutPicture(QWidget):
    """Cells by column; an empty one is a gap. `new` is the name that is marked, with a plus besides the colour."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._columns: Sequence[Sequence[str]] = ()
        self._new = ""
        self.setFont(theme.font(TextRole.SMALL))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_columns(self, columns: Sequence[Sequence[str]], new: str, description: str) -> None:
        """Show other cells; `description` is what a screen reader says."""
        self._columns, self._new = columns, new
        self.setAccessibleName(description)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        rows = max((len(column) for column in self._columns), default=0)
        return QSize(self._theme.px(240), self._theme.px(rows * (_ROW + _GAP)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        columns = max(1, len(self._columns))
        gap, height = theme.px(_GAP), theme.px(_ROW)
        width = (self.width() - gap * (columns - 1)) / columns
        for across, column in enumerate(self._columns):
            for down, name in enumerate(column):
                cell = QRectF(across * (width + gap), down * (height + gap), width, height)
                self._paint_cell(painter, cell.adjusted(1, 1, -1, -1), name)

    def _paint_cell(self, painter: QPainter, cell: QRectF, name: str) -> None:
        theme, new = self._theme, bool(name) and name == self._new
        pen = QPen(theme.color("accent" if new else "border"))
        pen.setWidthF(theme.px(2) if new else 1)
        if not name:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme.color("accent_wash" if new else "surface"))
        painter.drawRoundedRect(cell, theme.px(4), theme.px(4))
        inset = theme.px(_INSET)
        inside = cell.adjusted(inset, 0, -inset, 0)
        text = f"+ {name}" if new else name
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(inside.width()))
        painter.setPen(theme.color("accent_text" if new else "text"))
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
