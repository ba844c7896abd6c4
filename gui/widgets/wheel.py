"""What the mouse wheel does over a control that holds a value: it scrolls the page, as everywhere beside it."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent


class WheelScrollsPage:
    """Put before the Qt class whose value the wheel would change; its focus policy must not be WheelFocus.

    Qt changes the value under the pointer, with or without focus. Whoever only scrolls a page must not change, and
    thereby save, a setting: not that of a box passed on the way, nor that of the one just chosen from, which still has
    the focus. Arrow keys and lists that are open work as ever.
    """

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
