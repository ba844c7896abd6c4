"""One window per data directory: a second start asks the first to come to the front, and ends."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from core.files.private_files import make_folder
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category, Problem, ProblemError, Scope, make_problem
from gui.folder_lock import FolderLock

log = logging.getLogger(__name__)

_CONNECT_MS = 500
_ANSWER_MS = 3000
_RAISE = b'{"version":1,"do":"raise"}\n'
_HEARD = b'{"version":1,"heard":true}\n'
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
        self._folder = data_dir
        self._lock = FolderLock(data_dir / LOCK_FILE)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def claim(self) -> bool:
        """Take the claim; False when another window, one that lives, has it.

        Raises ProblemError when nothing can be written to the folder, so that there cannot be a window anyhow.
        """
        try:
            make_folder(self._folder)
            taken = self._lock.take()
        except OSError as error:
            raise ProblemError(_cannot_claim(self._lock.path, str(error))) from error
        if not taken:
            return False
        # What a crashed program has left would keep the name taken.
        QLocalServer.removeServer(self._name)
        if not self._server.listen(self._name):
            # The claim holds all the same; only coming to the front does not work.
            log.warning("no second start can raise this window: %s", self._server.errorString())
        return True

    def raise_other(self) -> None:
        """Ask the window that has the claim to come to the front; raises ProblemError when it does not answer."""
        socket = QLocalSocket(self)
        socket.connectToServer(self._name)
        heard = False
        if socket.waitForConnected(_CONNECT_MS):
            socket.write(_RAISE)
            heard = socket.waitForReadyRead(_ANSWER_MS) and bytes(socket.readLine().data()) == _HEARD
            socket.disconnectFromServer()
        if not heard:
            raise ProblemError(_no_answer(self._folder, self._lock.holder()))

    def release(self) -> None:
        """Give the claim up."""
        self._server.close()
        self._lock.release()

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
            socket.write(_HEARD)
            socket.flush()
            self.raise_asked.emit()


def _cannot_claim(lock: Path, detail: str) -> Problem:
    return make_problem(
        "FOLDER_NOT_WRITABLE",
        Category.OTHER,
        NOOP("core", "Nothing can be written to the folder {path}."),
        NOOP("core", "Check that the disk is not full and that you may write to this folder."),
        detail=detail,
        scope=Scope.CONNECTION,
        path=str(lock.parent),
    )


def _no_answer(folder: Path, holder: str) -> Problem:
    return make_problem(
        "WINDOW_DOES_NOT_ANSWER",
        Category.OTHER,
        NOOP("core", "Another window works with the folder {path}, and does not answer."),
        NOOP(
            "core",
            "It may be busy, or belong to another user of this folder. Wait a while, or end that program; it is "
            "process {holder}.",
        ),
        scope=Scope.CONNECTION,
        path=str(folder),
        holder=holder or "?",
    )
