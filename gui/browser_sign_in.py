"""A sign-in in the system's browser, as the screens see it: it waits, and ends in one of three ways."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from time import monotonic

from PySide6.QtCore import QObject, Qt, Signal

from core.connection.sign_ins import BrowserOptions
from core.salesforce.sign_in.browser import Waiting, open_in_browser
from core.store.types.orgs import Org
from gui.engine_bridge import EngineBridge


class BrowserSignIn(QObject):
    """One sign-in at a time. `options` says how they go; its `on_waiting` is not heeded.

    Signals:
        waiting: the browser has the word; carries what is to be shown meanwhile (Waiting).
        succeeded: signed in; carries the org.
        refused: it came to nothing; carries the problem.
        cancelled: it was given up here.
    """

    waiting = Signal(object)
    succeeded = Signal(object)
    refused = Signal(object)
    cancelled = Signal()

    _waits = Signal(object)

    def __init__(self, bridge: EngineBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.options = BrowserOptions()
        self._stop: threading.Event | None = None
        self._ends = 0.0
        # Emitted in the thread of the sign-in.
        self._waits.connect(self._wait, Qt.ConnectionType.QueuedConnection)

    @property
    def is_running(self) -> bool:
        """Whether a sign-in is on its way."""
        return self._stop is not None

    @property
    def seconds_left(self) -> int:
        """How long the sign-in goes on waiting."""
        return max(0, round(self._ends - monotonic()))

    def start(self, host: str, client_id: str) -> None:
        """Begin; a sign-in that still waits is given up."""
        self.cancel()
        self._stop = stop = threading.Event()
        self._ends = monotonic() + self.options.wait_s
        options = replace(self.options, on_waiting=self._waits.emit)
        connection = self._bridge.engine.connection

        def sign_in() -> Org:
            return connection.sign_in_with_browser(host, client_id, stop=stop, options=options)

        self._bridge.call(
            self,
            sign_in,
            lambda org: self._ended(stop, lambda: self.succeeded.emit(org)),
            lambda problem: self._ended(stop, lambda: self.refused.emit(problem)),
            on_cancel=lambda: self._ended(stop, self.cancelled.emit),
            apart=True,
        )

    def cancel(self) -> None:
        """Give it up; what the browser brings later is not heeded."""
        if self._stop is not None:
            self._stop.set()

    def open_again(self, url: str) -> None:
        """Open the page once more, beside the GUI thread."""
        opens = self.options.open_browser or open_in_browser
        self._bridge.call(self, lambda: opens(url), lambda _opened: None)

    def _wait(self, waiting: Waiting) -> None:
        if self.is_running:
            self.waiting.emit(waiting)

    def _ended(self, stop: threading.Event, tell: Callable[[], None]) -> None:
        """A sign-in that another has replaced says nothing more."""
        if self._stop is stop:
            self._stop = None
            tell()
