"""The watched folder and its subfolders, held open while they are read, and refused where they are not safe.

Whoever may write to the folder, or puts a link in the place of a subfolder, could otherwise have this program move
and overwrite files that are none of its business, with the rights of whoever runs it.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import BinaryIO

from core.files.open_folder import NotOrdinaryError, OpenFolder, is_own, others_may_write
from core.files.problems import problem, refuse
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Problem, ProblemError
from core.plain_text.shown import shown

DONE, REFUSED, TAKING = "done", "refused", ".taking"
"""The subfolders, made when they are missing."""
_LONGEST = 180
"""Bytes of a name: systems take 255, and a number and the ending of a report are to fit behind it."""


@dataclass(frozen=True, slots=True)
class DropPlaces:
    """The folder, and where its files are on their way: claimed, done with, refused."""

    folder: OpenFolder
    taking: OpenFolder
    done: OpenFolder
    refused: OpenFolder


@contextmanager
def drop_places(folder: Path, *, shared: bool) -> Iterator[DropPlaces]:
    """All four, open. Raises ProblemError for one that is a link, somebody else's, or open to others' writing.

    `shared`: the admin says that others may write there. The folder of claimed files is kept to this user all the
    same, where the system can: a shared drive may know no rights.
    """
    with ExitStack() as stack:
        try:
            root = stack.enter_context(OpenFolder.opened(folder))
            _guard(root, shared=shared)
            subfolders = {}
            for name in (DONE, REFUSED, TAKING):
                subfolders[name] = stack.enter_context(root.subfolder(name))
                if name == TAKING and others_may_write(subfolders[name].status()):
                    subfolders[name].keep_to_owner()
                _guard(subfolders[name], shared=shared)
        except NotOrdinaryError as error:
            raise _a_link(str(error.filename)) from error
        except OSError as error:
            raise ProblemError(unusable(folder, error)) from error
        yield DropPlaces(root, subfolders[TAKING], subfolders[DONE], subfolders[REFUSED])


class ClaimedFile:
    """A file that was moved where only this program may write; checked once more when open, and read there."""

    def __init__(self, taking: OpenFolder, name: str, *, shared: bool) -> None:
        """Raises ProblemError for what is no file of its own: a link, a pipe, another name of somebody's file."""
        self.name = name
        self.path = taking.path / name
        self._taking = taking
        try:
            with taking.read(name) as stream:
                self._seen = os.fstat(stream.fileno())
        except NotOrdinaryError as error:
            raise _not_ordinary(name) from error
        if self._seen.st_nlink > 1:
            raise refuse(
                "FILE_HAS_OTHER_NAMES",
                NOOP("core", "“{name}” is the same file as another elsewhere on the disk."),
                NOOP("core", "Put a copy into the watched folder instead of a hard link."),
                name=name,
            )
        if not shared and not is_own(self._seen):
            raise refuse(
                "FILE_OF_ANOTHER_USER",
                NOOP("core", "“{name}” belongs to another user of this computer."),
                _SHARE_IT,
                name=name,
            )

    @property
    def signature(self) -> tuple[int, int, int]:
        """Which file it is and how it was: another one after reading means that it went on being written."""
        return self._seen.st_ino, self._seen.st_size, self._seen.st_mtime_ns

    def has_changed(self) -> bool:
        """Whether it is no longer as it was when it was claimed; raises OSError when it has gone."""
        now = self._taking.status_of(self.name)
        return (now.st_ino, now.st_size, now.st_mtime_ns) != self.signature

    def open(self, _path: Path) -> BinaryIO:
        """The file to read; raises NotOrdinaryError when it is another one by now."""
        stream = self._taking.read(self.name)
        if not os.path.samestat(self._seen, os.fstat(stream.fileno())):
            stream.close()
            raise NotOrdinaryError(errno.EINVAL, "swapped for another", self.name)
        return stream


def harmless_name(name: str) -> str:
    """A name under which a file is claimed and put away: on one line, without what steers, short enough for reports."""
    plain = "".join(letter if shown(letter) == letter else "_" for letter in name)
    if len(os.fsencode(plain)) <= _LONGEST:
        return plain
    suffix = PurePath(plain).suffix
    suffix = suffix if len(os.fsencode(suffix)) <= _LONGEST // 4 else ""
    stem = os.fsencode(plain)[: _LONGEST - len(os.fsencode(suffix))].decode("utf-8", "ignore")
    return f"{stem}{suffix}"


def unusable(folder: Path, error: OSError) -> Problem:
    """Why a folder cannot be watched."""
    if isinstance(error, FileNotFoundError):
        return problem(
            "DROP_FOLDER_MISSING",
            NOOP("core", "The watched folder “{folder}” is not there."),
            NOOP(
                "core", "Make it, connect its drive, or choose another; it is watched as soon as it is there."
            ),
            folder=str(folder),
        )
    return problem(
        "DROP_FOLDER_UNUSABLE",
        NOOP("core", "The watched folder “{folder}” cannot be used."),
        NOOP("core", "Give this program the right to read, rename and add files there, or choose another."),
        folder=str(folder),
        detail=type(error).__name__,
    )


def _guard(folder: OpenFolder, *, shared: bool) -> None:
    if shared:
        return
    status = folder.status()
    if not is_own(status):
        raise refuse(
            "DROP_FOLDER_NOT_YOURS",
            NOOP(
                "core", "“{folder}” belongs to another user of this computer, so no file is taken from there."
            ),
            _SHARE_IT,
            folder=str(folder.path),
        )
    if others_may_write(status):
        raise refuse(
            "DROP_FOLDER_OPEN_TO_OTHERS",
            NOOP(
                "core",
                "Other users of this computer may write to “{folder}”, so no file is taken from there.",
            ),
            NOOP(
                "core",
                "Take the right to write there from them. Where others are to put files there, allow it: "
                "unsubscribe-sync settings watched_folder_shared on",
            ),
            folder=str(folder.path),
        )


def _a_link(folder: str) -> ProblemError:
    return refuse(
        "DROP_FOLDER_IS_A_LINK",
        NOOP("core", "“{folder}” is a link, so no file is taken from there."),
        NOOP(
            "core", "Give the folder itself; where it is a subfolder of the watched folder, remove the link."
        ),
        folder=folder,
    )


def _not_ordinary(name: str) -> ProblemError:
    return refuse(
        "FILE_NOT_ORDINARY",
        NOOP("core", "“{name}” is not an ordinary file."),
        NOOP("core", "Choose a CSV file."),
        name=name,
    )


_SHARE_IT = NOOP(
    "core",
    "Use a folder and files of your own. Where others are to put files there, allow it: "
    "unsubscribe-sync settings watched_folder_shared on",
)
