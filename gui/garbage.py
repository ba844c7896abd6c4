"""Garbage collection in the GUI thread alone.

Python looks for unreachable circles in whichever thread makes objects just then. Circles that hold parts of Qt, as
those of a plot do, must not be taken apart in another thread: Qt's parts belong to the thread of the window, and the
process would end.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1000


class GarbageInGuiThread(QObject):
    """While it lives, circles are looked for once a second in its thread, as often as Python itself would have."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        """Collect the oldest generation that is due: the older, the rarer, as Python does."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation]:
                gc.collect(generation)
                return

    def end(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.enable()
