"""How everything stands, as the screens last heard: asked beside the GUI thread when something may have changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from core.attention.needs import Summary

_GATHER_MS = 250
"""Events come in bursts, and of a burst one look is enough."""


class AttentionWatch(QObject):
    """Holds the newest summary for the Overview, the left column, the tray and the banner.

    Signals:
        changed: the summary is another one; carries it.
    """

    changed = Signal(object)

    def __init__(
        self, parent: QObject, ask: Callable[[QObject, Callable[[Summary], None], Callable[[], None]], None]
    ) -> None:
        """`ask(owner, on_done, on_failed)` looks beside the GUI thread."""
        super().__init__(parent)
        self._ask = ask
        self.summary: Summary | None = None
        """None until the first look has ended."""
        self._is_out = self._again = False
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(_GATHER_MS)
        self._gather.timeout.connect(self._look)

    def look_after(self, *signals: Any) -> None:
        """Look again whenever one of these is emitted."""
        for signal in signals:
            signal.connect(self.look_soon)

    def look_soon(self, _event: object = None) -> None:
        """Look once more, with whatever else changes meanwhile."""
        if not self._gather.isActive():
            self._gather.start()

    def _look(self) -> None:
        if self._is_out:
            self._again = True
            return
        self._is_out = True
        self._ask(self, self._told, self._ended)

    def _told(self, summary: Summary) -> None:
        self._ended()
        if summary != self.summary:
            self.summary = summary
            self.changed.emit(summary)

    def _ended(self) -> None:
        self._is_out = False
        if self._again:
            self._again = False
            self.look_soon()
