"""The past nights as a row of small squares, each with its own shape and a tooltip, and each to be opened."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.store.types.runs import Night, NightState
from gui import texts
from gui.plain import hide_tip, show_tip
from gui.theme import Theme
from gui.widgets.painting import focus_ring

_GAP, _SIDE = 6, 14


class NightsRow(QWidget):
    """The nights, the oldest left. Done ones are filled; the others differ in outline and sign, not by colour alone.

    Signals:
        chosen: a night (a Night) is to be looked at: clicked, or the arrow keys went to it and Enter was pressed.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._nights: Sequence[Night] = ()
        self._zone = texts.PACIFIC
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def set_nights(self, nights: Sequence[Night], zone: str) -> None:
        """The nights, newest first as the store gives them, and the zone of their schedule."""
        self._nights, self._zone = tuple(reversed(nights)), zone
        self.setAccessibleName("; ".join(night_text(night, zone) for night in nights))
        self._at = max(0, len(self._nights) - 1)
        self._describe()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        step = self._theme.px(_SIDE + _GAP)
        return QSize(max(1, step * len(self._nights)), self._theme.px(_SIDE + 2))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, night in enumerate(self._nights):
            draw_night(painter, self._theme, self._square(index), night.state)
        if self.hasFocus() and self._nights:
            around = self._square(self._at).adjusted(-1, -1, 1, 1)
            focus_ring(painter, self._theme, around, self._theme.px(4))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for index, night in enumerate(self._nights):
            if self._square(index).contains(event.position()):
                self._go(index)
                self.chosen.emit(night)
                return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if not self._nights:
            super().keyPressEvent(event)
        elif step is not None:
            self._go(min(max(0, self._at + step), len(self._nights) - 1))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._nights[self._at])
        else:
            super().keyPressEvent(event)

    def _go(self, index: int) -> None:
        self._at = index
        self._describe()
        self.update()

    def _describe(self) -> None:
        """Tell a screen reader which night the keys are at."""
        self.setAccessibleDescription(night_text(self._nights[self._at], self._zone) if self._nights else "")

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            for index, night in enumerate(self._nights):
                if self._square(index).contains(event.pos()):
                    show_tip(event.globalPos(), night_text(night, self._zone), self)
                    return True
            hide_tip()
            return True
        return super().event(event)

    def centre_of(self, index: int) -> QPoint:
        """Where a square is, counted from the left."""
        return self._square(index).center().toPoint()

    def _square(self, index: int) -> QRectF:
        side = self._theme.px(_SIDE)
        return QRectF(index * self._theme.px(_SIDE + _GAP) + 1, 1, side, side)


def draw_night(painter: QPainter, theme: Theme, square: QRectF, state: NightState) -> None:
    """One night as a square with a sign of its own."""
    radius = theme.px(3)
    token = {
        NightState.DONE: "good",
        NightState.CAUGHT_UP: "good",
        NightState.FAILED: "bad",
        NightState.HELD: "warning",
        NightState.SKIPPED: "control",
    }[state]
    pen = QPen(theme.color(token))
    pen.setWidthF(theme.px(2))
    if state is NightState.SKIPPED:
        pen.setStyle(Qt.PenStyle.DotLine)
    inner = square.adjusted(1, 1, -1, -1)
    painter.setPen(pen)
    painter.setBrush(theme.color(token) if state is NightState.DONE else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(inner, radius, radius)
    if state is NightState.FAILED:
        third = inner.width() / 3
        painter.drawLine(inner.topLeft() + _by(third), inner.bottomRight() - _by(third))
    elif state is NightState.HELD:
        middle = inner.center().x()
        painter.drawLine(int(middle), int(inner.top() + 3), int(middle), int(inner.bottom() - 3))


def night_text(night: Night, zone: str) -> str:
    """One night in words: when, also by the clock of its schedule, what became of it, and why."""
    planned = texts.night(night.planned_for, zone)
    text = f"{planned}: {texts.word(night.state)}"
    return f"{text}. {texts.text_of(night.why)}" if night.why is not None else text


def _by(length: float) -> QPoint:
    return QPoint(round(length), round(length))
