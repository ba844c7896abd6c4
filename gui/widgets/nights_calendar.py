"""Many nights as a calendar: one square for each day, one column for each week, each night to be opened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.store.types.runs import Night, NightState
from gui import texts
from gui.plain import hide_tip, show_tip
from gui.theme import TextRole, Theme
from gui.widgets.nights import draw_night, night_text
from gui.widgets.painting import focus_ring

_SIDE, _GAP, _ABOVE, _BETWEEN = 14, 4, 18, 12


class NightsCalendar(QWidget):
    """Weeks from left to right, in as many rows as there is no room beside; days without a night are faint.

    Signals:
        chosen: a night (a Night) is to be looked at: clicked, or the arrow keys went to it and Enter was pressed.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._nights: dict[date, Night] = {}
        self._first, self._days, self._at = date.min, 0, 0
        self._zone = texts.PACIFIC
        self.setFont(theme.font(TextRole.SMALL))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)

    def set_nights(self, nights: Sequence[Night], first: date, last: date, zone: str) -> None:
        """The nights, newest first, from a first to a last day of this computer's calendar."""
        self._zone, self._first, self._days = zone, first, (last - first).days + 1
        # Of two nights of one day, as after another hour was set, the later one is shown.
        self._nights = {night.planned_for.astimezone().date(): night for night in reversed(nights)}
        self._at = self._days - 1
        counted = Counter(night.state for night in self._nights.values())
        self.setAccessibleName(
            ", ".join(
                f"{texts.number(counted[state])} {texts.word(state)}"
                for state in NightState
                if counted[state]
            )
        )
        self._describe()
        self._fit()
        self.update()

    def place_of(self, day: date) -> QPointF:
        """The middle of a day's square."""
        return self._square((day - self._first).days).center()

    # size

    def _step(self) -> int:
        return self._theme.px(_SIDE + _GAP)

    def _weeks(self) -> int:
        return (self._first.weekday() + max(1, self._days) + 6) // 7

    def _in_a_row(self) -> int:
        return max(1, min(self._weeks(), (max(self.width(), 1) - 2) // self._step()))

    def _row_height(self) -> int:
        return self._theme.px(_ABOVE) + 7 * self._step()

    def _fit(self) -> None:
        rows = -(-self._weeks() // self._in_a_row())
        height = rows * self._row_height() + (rows - 1) * self._theme.px(_BETWEEN)
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)

    def sizeHint(self) -> QSize:
        return QSize(self._step() * 6, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _square(self, number: int) -> QRectF:
        """Where a day is, counted from the first."""
        at = self._first.weekday() + number
        week, weekday = divmod(at, 7)
        row, column = divmod(week, self._in_a_row())
        top = row * (self._row_height() + self._theme.px(_BETWEEN)) + self._theme.px(_ABOVE)
        side = self._theme.px(_SIDE)
        return QRectF(column * self._step() + 1, top + weekday * self._step() + 1, side, side)

    def _number_at(self, position: QPointF) -> int | None:
        return next((n for n in range(self._days) if self._square(n).contains(position)), None)

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        said_until = -1.0
        for number in range(self._days):
            day, square = self._first + timedelta(days=number), self._square(number)
            if day.day == 1 or number == 0:
                said_until = self._name_month(painter, day, square, said_until)
            if not square.intersects(QRectF(event.rect())):
                continue
            night = self._nights.get(day)
            if night is None:
                painter.setPen(QPen(self._theme.color("border")))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(square.adjusted(1, 1, -1, -1), self._theme.px(3), self._theme.px(3))
            else:
                draw_night(painter, self._theme, square, night.state)
        if self.hasFocus() and self._days:
            around = self._square(self._at).adjusted(-1, -1, 1, 1)
            focus_ring(painter, self._theme, around, self._theme.px(4))

    def _name_month(self, painter: QPainter, day: date, square: QRectF, said_until: float) -> float:
        """Write a month above its first week, unless the last one's name still stands there."""
        week_top = square.top() - day.weekday() * self._step()
        row = week_top * 100_000
        name = texts.month(day)
        width = self.fontMetrics().horizontalAdvance(name)
        if row + square.left() < said_until or square.left() + width > self.width():
            return said_until
        painter.setPen(self._theme.color("secondary"))
        painter.drawText(QPointF(square.left(), week_top - self._theme.px(6)), name)
        return row + square.left() + width + self._theme.px(8)

    # pointer and keyboard

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._number_at(event.position())
        if number is None:
            super().mousePressEvent(event)
            return
        self._go(number)
        self._open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -7, Qt.Key.Key_Right: 7}
        step = steps.get(Qt.Key(event.key()))
        if step is not None and self._days:
            self._go(min(max(0, self._at + step), self._days - 1))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        night = self._nights.get(self._first + timedelta(days=self._at))
        if night is not None:
            self.chosen.emit(night)

    def _go(self, number: int) -> None:
        self._at = number
        self._describe()
        self.update()

    def _describe(self) -> None:
        """Tell a screen reader which day the keys are at."""
        self.setAccessibleDescription(self._text_of(self._at) if self._days else "")

    def _text_of(self, number: int) -> str:
        day = self._first + timedelta(days=number)
        night = self._nights.get(day)
        return (
            night_text(night, self._zone)
            if night
            else self.tr("{day}: no night").format(day=texts.date_of(day))
        )

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            number = self._number_at(QPointF(event.pos()))
            if number is None:
                hide_tip()
            else:
                show_tip(event.globalPos(), self._text_of(number), self)
            return True
        return super().event(event)
