"""A folder held open: what is done there is done in this very folder, to this very file, and no link is followed.

Between looking at a name and using it, whoever may write to a folder can put another thing under that name: a link to
somebody else's file, a pipe that nobody ever writes to, another file. So a folder is opened once and everything goes
through its descriptor; a file is opened without following links and looked at when it is open; and it is the same
file from the check to the reading to the move, or it is not used.

Windows has no descriptors of folders. There the same is done by path, with links and junctions refused at each step
and the identity of files compared; whose a folder is, its access lists say, which are not looked at.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

BY_DESCRIPTOR = os.open in os.supports_dir_fd and os.scandir in os.supports_fd
_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)
_AS_BYTES = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
# Opening a pipe or a terminal must not wait for anybody, and not become ours.
_NO_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_LINK_TAGS = tuple(
    getattr(stat, name)
    for name in ("IO_REPARSE_TAG_SYMLINK", "IO_REPARSE_TAG_MOUNT_POINT")
    if hasattr(stat, name)
)


class NotOrdinaryError(OSError):
    """Under the name is something else than an ordinary file: a link, a folder, a pipe, a device."""


class OpenFolder:
    """A folder and what lies in it, by name. A context manager; every method raises OSError as the system does."""

    def __init__(self, path: Path, descriptor: int | None = None) -> None:
        """Without a descriptor everything goes by path."""
        self.path = path
        self._descriptor = descriptor

    @classmethod
    def opened(cls, path: Path) -> OpenFolder:
        """The folder at a path, which must not be a link. Those above it may be: what counts is where it leads to."""
        return cls._open(path, str(path), None)

    def subfolder(self, name: str) -> OpenFolder:
        """The folder of this name in it, which must not be a link; made for its user alone where it is missing."""
        with suppress(FileExistsError):
            os.mkdir(self._at(name), 0o700, dir_fd=self._descriptor)
        return self._open(self.path / name, self._at(name), self._descriptor)

    @staticmethod
    def _open(path: Path, at: str, above: int | None) -> OpenFolder:
        status = os.stat(at, dir_fd=above, follow_symlinks=False)
        if is_link(status):
            raise NotOrdinaryError(errno.ELOOP, "a link", str(path))
        if not stat.S_ISDIR(status.st_mode):
            raise NotADirectoryError(errno.ENOTDIR, "no folder", str(path))
        if not BY_DESCRIPTOR:
            return OpenFolder(path)
        flags = os.O_RDONLY | os.O_DIRECTORY | _NO_LINKS | _AS_BYTES
        return OpenFolder(path, os.open(at, flags, dir_fd=above))

    def status(self) -> os.stat_result:
        """That of the folder itself."""
        return os.stat(self.path) if self._descriptor is None else os.fstat(self._descriptor)

    def keep_to_owner(self) -> None:
        """Take all rights from everybody else, where it is this user's to do so and the system knows such rights."""
        with suppress(OSError):
            os.chmod(self.path if self._descriptor is None else self._descriptor, 0o700)

    def names(self) -> list[str]:
        """What lies in it."""
        with os.scandir(self.path if self._descriptor is None else self._descriptor) as entries:
            return [entry.name for entry in entries]

    def status_of(self, name: str) -> os.stat_result:
        """What is under a name; of a link the link itself."""
        return os.stat(self._at(name), dir_fd=self._descriptor, follow_symlinks=False)

    def has(self, name: str) -> bool:
        """Whether anything is under a name, be it a link that leads nowhere."""
        try:
            self.status_of(name)
        except FileNotFoundError:
            return False
        return True

    def read(self, name: str) -> BinaryIO:
        """The bytes of an ordinary file; raises NotOrdinaryError for anything else, without waiting for it."""
        before = self.status_of(name)
        if is_link(before) or not stat.S_ISREG(before.st_mode):
            raise NotOrdinaryError(errno.EINVAL, "not an ordinary file", name)
        try:
            descriptor = os.open(
                self._at(name), os.O_RDONLY | _NO_LINKS | _NO_WAITING | _AS_BYTES, dir_fd=self._descriptor
            )
        except OSError as error:
            if error.errno == errno.ELOOP:
                raise NotOrdinaryError(errno.EINVAL, "not an ordinary file", name) from error
            raise
        stream = os.fdopen(descriptor, "rb")
        if not os.path.samestat(before, os.fstat(descriptor)):
            stream.close()
            raise NotOrdinaryError(errno.EINVAL, "swapped for another", name)
        return stream

    def create(self, name: str, mode: int = 0o666) -> BinaryIO:
        """A new file to write; raises FileExistsError where anything has the name."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINKS | _AS_BYTES
        return os.fdopen(os.open(self._at(name), flags, mode, dir_fd=self._descriptor), "wb")

    def move(self, name: str, to: OpenFolder, new_name: str) -> None:
        """Give a file a new place, where it replaces one of that name; of a link the link itself is moved."""
        os.replace(self._at(name), to._at(new_name), src_dir_fd=self._descriptor, dst_dir_fd=to._descriptor)

    def remove(self, name: str) -> None:
        """Take a file away, of a link the link itself; harmless when there is none."""
        with suppress(FileNotFoundError):
            os.unlink(self._at(name), dir_fd=self._descriptor)

    def close(self) -> None:
        """Let go of it."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> OpenFolder:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _at(self, name: str) -> str:
        return name if self._descriptor is not None else os.path.join(self.path, name)


def open_chosen(path: Path) -> BinaryIO:
    """A file that a person chose, to read; where it is a link, what that leads to.

    Raises IsADirectoryError, NotOrdinaryError for a pipe or a device, without waiting for it, and OSError.
    """
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "a folder", str(path))
    if not stat.S_ISREG(mode):
        raise NotOrdinaryError(errno.EINVAL, "not an ordinary file", str(path))
    stream = os.fdopen(os.open(path, os.O_RDONLY | _NO_WAITING | _AS_BYTES), "rb")
    if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
        stream.close()
        raise NotOrdinaryError(errno.EINVAL, "not an ordinary file", str(path))
    return stream


def is_link(status: os.stat_result) -> bool:
    """Whether it is a link, or on Windows a junction."""
    return stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) in _LINK_TAGS


def is_own(status: os.stat_result) -> bool:
    """Whether a file or folder is this user's, or the administrator's, who may do anything anyhow."""
    return not hasattr(os, "geteuid") or status.st_uid in (os.geteuid(), 0)


def others_may_write(status: os.stat_result) -> bool:
    """Whether somebody else than its owner may write to it.

    Many systems give each user a group of their own, and the group the right to write: nobody else is in it.
    """
    if os.name != "posix":
        return False
    if status.st_mode & stat.S_IWOTH:
        return True
    return bool(status.st_mode & stat.S_IWGRP) and not _is_group_of_one(status.st_gid, status.st_uid)


def _is_group_of_one(group: int, user: int) -> bool:
    import grp
    import pwd

    try:
        found, owner = grp.getgrgid(group), pwd.getpwuid(user)
    except KeyError:
        return False
    return found.gr_name == owner.pw_name and owner.pw_gid == group and set(found.gr_mem) <= {owner.pw_name}
