"""One window per data directory: a second start asks the first to come to the front, and ends."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_CONNECT_MS = 500
_READ_MS = 500
_RAISE = b'{"version":1,"do":"raise"}\n'
LOCK_FILE = "window.lock"


class SingleInstance(QObject):
    """Holds the claim on a data directory for as long as it lives.

    Signals:
        raise_asked: somebody started the program a second time.
    """

    raise_asked = Signal()

    def __init__(self, data_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = "unsubscribe-sync-" + hashlib.sha256(str(data_dir).encode()).hexdigest()[:24]
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock = QLockFile(str(data_dir / LOCK_FILE))
        # A lock is judged by whether its process lives, never by its age.
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def claim(self) -> bool:
        """Take the claim; False when another window has it, which is then asked to come to the front."""
        if not self._lock.tryLock(0):
            self._ask()
            return False
        # What a crashed program has left would keep the name taken.
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return True

    def release(self) -> None:
        """Give the claim up."""
        self._server.close()
        self._lock.unlock()

    def _ask(self) -> None:
        socket = QLocalSocket(self)
        socket.connectToServer(self._name)
        if socket.waitForConnected(_CONNECT_MS):
            socket.write(_RAISE)
            socket.waitForBytesWritten(_CONNECT_MS)
            socket.disconnectFromServer()

    def _answer(self) -> None:
        socket = self._server.nextPendingConnection()
        if socket.waitForReadyRead(_READ_MS) and bytes(socket.readLine().data()) == _RAISE:
            self.raise_asked.emit()
        socket.disconnectFromServer()
        socket.deleteLater()
