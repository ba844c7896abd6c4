"""Many rows one below the other, which may come and go without all of them being measured again."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget, QWidgetItem

from gui.theme import Theme


class RowStack(QWidget):
    """As high as its rows need at the width that it has.

    Layouts within layouts ask what lies inside how high it would be at several widths, each time anything changes,
    and every wrapped text is set anew for each: with hundreds of rows the window stands still. This asks every row
    once, at the one width that counts.
    """

    def __init__(self, theme: Theme, *, spacing: int = 16) -> None:
        super().__init__()
        self._between = theme.px(spacing)
        self._items: list[QWidgetItem] = []
        self._widgets: list[QWidget] = []

    def widgets(self) -> list[QWidget]:
        """What it holds, from the top, in sight or not."""
        return list(self._widgets)

    def put(self, place: int, widget: QWidget) -> bool:
        """Put a widget in the place of that number, counted from the top; whether it was not there already."""
        if place < len(self._widgets) and self._widgets[place] is widget:
            return False
        if widget.parentWidget() is self:
            self.take(widget)
        else:
            widget.setParent(self)
        self._widgets.insert(place, widget)
        self._items.insert(place, QWidgetItem(widget))
        # A screen reader goes by the order of siblings.
        if place + 1 < len(self._widgets):
            widget.stackUnder(self._widgets[place + 1])
        else:
            widget.raise_()
        return True

    def take(self, widget: QWidget) -> None:
        """Forget a widget, which stays its child."""
        place = self._widgets.index(widget)
        del self._widgets[place], self._items[place]

    def arrange(self) -> None:
        """Give every row its place; called by itself when a row needs another height."""
        width, top = self.width(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            follows_width = item.hasHeightForWidth()
            height = item.heightForWidth(width) if follows_width else item.sizeHint().height()
            place = QRect(0, top, width, height)
            if item.geometry() != place:
                item.setGeometry(place)
            top += height + self._between
        self.setFixedHeight(max(0, top - self._between))
        # What the rows asked for meanwhile is done.
        QCoreApplication.removePostedEvents(self, QEvent.Type.LayoutRequest.value)

    def sizeHint(self) -> QSize:
        return QSize(0, self.height())

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.arrange()
