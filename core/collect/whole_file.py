"""Writing a file that is either there as a whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from core.collect.problems import refuse
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import ProblemError


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """A text file to write (UTF-8 with a byte order mark, line ends as written), put in place when all went well.

    It is written beside `path` and replaces it in one step; on any error what was there before stays. Raises
    ProblemError when it cannot be written.
    """
    beside = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}.part")
    try:
        with beside.open("x", encoding="utf-8-sig", newline="") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def unwritable(path: Path, error: OSError) -> ProblemError:
    """Why a file could not be written."""
    detail = type(error).__name__
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return refuse(
            "FILE_DISK_FULL",
            NOOP("core", "“{name}” was not written: the disk is full."),
            NOOP("core", "Make room, or choose another disk."),
            name=path.name,
            detail=detail,
        )
    if isinstance(error, IsADirectoryError):
        return refuse(
            "FILE_IS_A_FOLDER_TO_WRITE",
            NOOP("core", "“{name}” is a folder, so no file of that name was written."),
            NOOP("core", "Choose another name."),
            name=path.name,
            detail=detail,
        )
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return refuse(
            "FILE_NO_FOLDER",
            NOOP("core", "“{name}” was not written: there is no such folder."),
            NOOP("core", "Choose a folder that is there."),
            name=path.name,
            detail=detail,
        )
    return refuse(
        "FILE_NOT_WRITTEN",
        NOOP("core", "“{name}” could not be written."),
        NOOP("core", "Close it in other programs, or choose a folder that you may write to."),
        name=path.name,
        detail=detail,
    )
