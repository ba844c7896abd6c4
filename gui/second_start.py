"""A second start brings the first window to the front, before Qt or anything of the program's own is loaded.

`single_instance` is the whole of it: who holds the claim on a folder, and what is said when it does not answer. Here
only the happy way stands, in what Python brings along; wherever that does not lead to a window that answers, the
ordinary start finds out why.
"""

from __future__ import annotations

import hashlib
import os
import socket
from collections.abc import Callable
from pathlib import Path

CONNECT_S = 0.5
ANSWER_S = 3.0
RAISE = b'{"version":1,"do":"raise"}\n'
HEARD = b'{"version":1,"heard":true}\n'


def server_name(data_dir: Path) -> str:
    """The name under which the window of a folder listens."""
    return "unsubscribe-sync-" + hashlib.sha256(str(data_dir).encode()).hexdigest()[:24]


def is_raised(meant: Callable[[], Path | None]) -> bool:
    """Ask the window of a folder to come to the front; False where none, or none of this user's, has answered.

    `meant` says which folder; None, or an OSError, where that takes a longer look.
    """
    if not hasattr(socket, "AF_UNIX") or os.name != "posix":
        return False
    try:
        data_dir = meant()
        if data_dir is None:
            return False
        # Where Qt's local servers listen.
        place = Path(os.environ.get("TMPDIR") or "/tmp", server_name(data_dir))
        # Anybody may put a socket of this name there, and so keep a window from opening.
        if place.lstat().st_uid != os.getuid():
            return False
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(CONNECT_S)
            line.connect(str(place))
            line.settimeout(ANSWER_S)
            line.sendall(RAISE)
            return line.makefile("rb").readline(len(HEARD)) == HEARD
    except (OSError, RuntimeError):
        # RuntimeError: there is no home folder.
        return False
