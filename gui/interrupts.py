"""Ctrl+C in the terminal, and the system's wish that the program ends: both end it in order, as Quit does."""

from __future__ import annotations

import signal
import socket
from types import FrameType

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier

INTERRUPTED = 130
"""The exit code then, as that of the commands."""


class Interrupts(QObject):
    """Listens while it lives; make it in the main thread.

    Python runs its signal handlers only between two of its own instructions, and Qt's loop may rest for long:
    so a byte in a socket wakes the loop.
    """

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        self._app = app
        self._ours, theirs = socket.socketpair()
        self._theirs = theirs
        for end in (self._ours, theirs):
            end.setblocking(False)
        self._fd_before = signal.set_wakeup_fd(theirs.fileno(), warn_on_full_buffer=False)
        self._before = {number: signal.signal(number, _heard) for number in (signal.SIGINT, signal.SIGTERM)}
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._end)

    def close(self) -> None:
        """Listen no more."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._fd_before)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._ours.close()
        self._theirs.close()

    def _end(self) -> None:
        numbers = self._ours.recv(64)
        if any(number in self._before for number in numbers):
            self._app.exit(INTERRUPTED)


def _heard(_number: int, _frame: FrameType | None) -> None:
    """Nothing: the byte in the socket says it."""
