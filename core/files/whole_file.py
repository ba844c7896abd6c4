"""Writing a file that is either there as a whole or not at all."""

from __future__ import annotations

import errno
import io
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TextIO

from core.files.open_folder import OpenFolder, is_link
from core.files.problems import refuse
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import ProblemError
from core.plain_text.shown import shown

_DEVICES = frozenset(
    (
        "con",
        "prn",
        "aux",
        "nul",
        "conin$",
        "conout$",
        *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)),
    )
)
"""Names that on Windows are devices in every folder, with any ending."""


@contextmanager
def whole_file(path: Path, folder: OpenFolder | None = None) -> Iterator[TextIO]:
    """A text file to write (UTF-8 with a byte order mark, line ends as written), put in place when all went well.

    It is written beside `path` and replaces it in one step; on any error what was there before stays. With `folder`
    it is written there, under the name of `path`. Raises ProblemError when it cannot be written, and for what is no
    ordinary file: a device, a pipe, a folder.
    """
    with whole_bytes(path, folder) as raw:
        # Half characters, as names of files may have them, are written out: no text can break the file.
        stream = io.TextIOWrapper(raw, "utf-8-sig", errors="backslashreplace", newline="", write_through=True)
        yield stream
        stream.flush()
        stream.detach()


@contextmanager
def whole_bytes(path: Path, folder: OpenFolder | None = None) -> Iterator[BinaryIO]:
    """The same for bytes."""
    at = folder or OpenFolder(path.parent)
    try:
        refuse_what_is_no_file(at, path)
        with put_in_place(at, path.name) as stream:
            yield stream
    except OSError as error:
        raise unwritable(path, error) from error


@contextmanager
def put_in_place(at: OpenFolder, name: str, mode: int = 0o666) -> Iterator[BinaryIO]:
    """A new file that takes the place of what has its name when all went well; raises OSError.

    `mode` is who may use it, as far as the user's mask lets them.
    """
    # Short, whatever the name: systems bound it in bytes.
    beside = f".{secrets.token_hex(8)}.part"
    try:
        with at.create(beside, mode) as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        at.move(beside, at, name)
    finally:
        with suppress(OSError):
            at.remove(beside)


def check_writable(path: Path) -> None:
    """Raises ProblemError where `whole_file` could not write, before work is done whose outcome is to go there."""
    at = OpenFolder(path.parent)
    beside = f".{secrets.token_hex(8)}.part"
    try:
        refuse_what_is_no_file(at, path)
        with at.create(beside):
            pass
        at.remove(beside)
    except OSError as error:
        raise unwritable(path, error) from error


def refuse_what_is_no_file(at: OpenFolder, path: Path) -> None:
    """Raises OSError or ProblemError for a name under which something is that no file may replace."""
    if path.name in ("", ".."):
        raise IsADirectoryError(errno.EISDIR, "a folder", str(path))
    if os.name == "nt" and path.name.split(".")[0].strip().lower() in _DEVICES:
        raise _no_ordinary_file(path)
    try:
        status = at.status_of(path.name)
        if is_link(status):  # replaced itself, unless it stands for something else than a file
            if _is_of_the_system(path):
                raise _no_ordinary_file(path)
            status = os.stat(path)
    except FileNotFoundError:
        return
    except ValueError as error:  # a zero byte or half a character in the path
        raise unwritable(path, error) from error
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, "a folder", str(path))
    if not stat.S_ISREG(status.st_mode):
        raise _no_ordinary_file(path)


def _is_of_the_system(path: Path) -> bool:
    """Whether a link is one that the system puts in the place of a stream, such as /dev/stdout: others need it."""
    folder = path.parent.resolve()
    return any(folder.is_relative_to(place) for place in ("/dev", "/proc"))


def _no_ordinary_file(path: Path) -> ProblemError:
    return refuse(
        "FILE_NOT_ORDINARY_TO_WRITE",
        NOOP("core", "“{name}” is a device, a pipe or the like, so nothing was written there."),
        NOOP("core", "Choose the name of an ordinary file."),
        name=shown(path.name),
    )


def unwritable(path: Path, error: Exception) -> ProblemError:
    """Why a file could not be written."""
    detail, name = type(error).__name__, shown(path.name)
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return refuse(
            "FILE_DISK_FULL",
            NOOP("core", "“{name}” was not written: the disk is full."),
            NOOP("core", "Make room, or choose another disk."),
            name=name,
            detail=detail,
        )
    if isinstance(error, IsADirectoryError):
        return refuse(
            "FILE_IS_A_FOLDER_TO_WRITE",
            NOOP("core", "“{name}” is a folder, so no file of that name was written."),
            NOOP("core", "Choose another name."),
            name=name,
            detail=detail,
        )
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return refuse(
            "FILE_NO_FOLDER",
            NOOP("core", "“{name}” was not written: there is no such folder."),
            NOOP("core", "Choose a folder that is there."),
            name=name,
            detail=detail,
        )
    return refuse(
        "FILE_NOT_WRITTEN",
        NOOP("core", "“{name}” could not be written."),
        NOOP("core", "Close it in other programs, or choose a folder that you may write to."),
        name=name,
        detail=detail,
    )
