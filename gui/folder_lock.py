"""A lock on a folder that the system itself lets go of when its process ends, however it ends.

What stands in the file is for people to read and decides nothing: a file that was copied, restored from a backup or
left by a process that was killed holds nobody back.
"""

from __future__ import annotations

import errno
import os
import platform
from contextlib import suppress
from pathlib import Path

_HELD = frozenset({errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK})
_NO_LOCKS_HERE = frozenset({errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL})
_FAR_BEHIND = 1 << 30
"""Where Windows locks: it keeps others from reading what is locked, and the text in the file is to be read."""


class FolderLock:
    """Held from a `take` that returns True until `release`, or the end of the process; no child inherits it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: int | None = None

    def take(self) -> bool:
        """Take it; False when a living process has it. Raises OSError when the file cannot be made or opened.

        On a drive that knows no locks it is always free.
        """
        if self._file is not None:
            return True
        file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            held = _lock(file)
        except OSError:
            os.close(file)
            raise
        if not held:
            os.close(file)
            return False
        self._file = file
        # The lock holds without it: a full disk may not take the words, nor a foreign drive the rights.
        with suppress(OSError):
            os.ftruncate(file, 0)
            os.write(file, f"{os.getpid()}, {platform.node()}\n".encode())
            if os.name == "posix":
                os.fchmod(file, 0o600)
        return True

    def release(self) -> None:
        """Let others have it; the file stays, because one who waits for it may have it open already."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def holder(self) -> str:
        """Who says in the file to have it, process number and computer; empty where that cannot be read."""
        try:
            return self.path.read_text(encoding="utf-8", errors="replace").strip()[:200]
        except OSError:
            return ""


def _lock(file: int) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            os.lseek(file, _FAR_BEHIND, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
            os.lseek(file, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _NO_LOCKS_HERE:
            return True
        if error.errno in _HELD:
            return False
        raise
    return True
