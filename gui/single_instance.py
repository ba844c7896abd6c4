"""One window per data directory: a second start asks the first to come to the front, and ends."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from core.private_files import make_file, make_folder

log = logging.getLogger(__name__)

_CONNECT_MS = 500
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
        make_folder(data_dir)
        self._place = data_dir / LOCK_FILE
        self._lock = QLockFile(str(self._place))
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
        make_file(self._place)
        # What a crashed program has left would keep the name taken.
        QLocalServer.removeServer(self._name)
        if not self._server.listen(self._name):
            # The claim holds all the same; only coming to the front does not work.
            log.warning("no second start can raise this window: %s", self._server.errorString())
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
        # Whoever connects and says nothing is simply not heard, and holds nobody up.
        socket.readyRead.connect(self._read)
        socket.disconnected.connect(socket.deleteLater)
        if socket.bytesAvailable():
            self._hear(socket)

    def _read(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._hear(socket)

    def _hear(self, socket: QLocalSocket) -> None:
        if bytes(socket.readLine().data()) == _RAISE:
            self.raise_asked.emit()
