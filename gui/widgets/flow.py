"""Things side by side that go on in the next line where there is no room for them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem

from gui.theme import Theme


class FlowLayout(QLayout):
    """From left to right, line by line.

    `last_right`: while one line is enough, the last one stands at its right. `evenly`: where there are several lines,
    as many stand in each as can be, so that no single one is left over.
    """

    def __init__(
        self,
        theme: Theme,
        *,
        spacing: int = 8,
        below: int = 4,
        last_right: bool = False,
        evenly: bool = False,
    ) -> None:
        super().__init__()
        self._evenly = evenly
        self._between, self._below, self._last_right = theme.px(spacing), theme.px(below), last_right
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in sizes) + self._between * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._shown()]
        return QSize(
            max((size.width() for size in sizes), default=0),
            max((size.height() for size in sizes), default=0),
        )

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _broken(self, items: list[QLayoutItem], room: int, most: int) -> list[list[QLayoutItem]]:
        """The lines that they make, with at most so many in each."""
        lines: list[list[QLayoutItem]] = [[]]
        across = 0
        for item in items:
            width = item.sizeHint().width()
            if lines[-1] and (across + width > room or len(lines[-1]) == most):
                lines.append([])
                across = 0
            lines[-1].append(item)
            across += width + self._between
        return lines

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Put everything in its place, or only find out how high that would be; returns the height."""
        shown = self._shown()
        lines = self._broken(shown, rect.width(), len(shown))
        if self._evenly and len(lines) > 1:
            lines = self._broken(shown, rect.width(), -(-len(shown) // len(lines)))
        top = rect.top()
        for line in lines:
            height = max((item.sizeHint().height() for item in line), default=0)
            left = rect.left()
            for item in line:
                size = item.sizeHint()
                if self._last_right and len(lines) == 1 and len(line) > 1 and item is line[-1]:
                    left = rect.right() + 1 - size.width()
                if move:
                    middle = top + (height - size.height()) // 2
                    item.setGeometry(
                        QRect(QPoint(left, middle), QSize(min(size.width(), rect.width()), size.height()))
                    )
                left += size.width() + self._between
            top += height + self._below
        return max(0, top - self._below - rect.top())
