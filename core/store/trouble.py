"""What keeps the people database from being used: a full disk, rights, a lock, damage, or that it is gone.

What went wrong is found out here, from the error. What was kept all the same only those know who were at work; each
says it in words of its own, so that nothing is promised that is not so.
"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from pathlib import Path

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category, Message, Problem, Scope
from core.store.presence import newest_backup

NOT_OPENED, NOT_USABLE, DAMAGED, LOCKED, GONE = (
    "DATABASE_NOT_OPENED",
    "DATABASE_NOT_USABLE",
    "DATABASE_DAMAGED",
    "DATABASE_LOCKED",
    "DATABASE_GONE",
)
_SCOPE = Scope.CONNECTION
"""Nothing can be done with any org while the database cannot be used."""
_A_LITTLE = 64 * 1024
"""Bytes; with less room on the disk not even opening works."""
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


class GoneError(sqlite3.OperationalError):
    """The file at the database's place is not, or no more, the one that was opened.

    Raised by the store like any error of the disk, so that whoever is at work treats it as one.
    """


def disk_trouble(
    error: BaseException, kept: Message | None = None, *, path: Path | None = None
) -> Problem | None:
    """What to tell of an error that comes from the disk; None for one of the program's own.

    `kept` says what has become of the work, and what to do once the disk is put right. `path` is the database, beside
    which a backup may lie. An error on the way out of a broken transaction hides the one that broke it, so the whole
    chain is looked at.
    """
    kept = kept or NOT_ALL_KEPT
    looked_at: BaseException | None = error
    while looked_at is not None:
        if isinstance(looked_at, sqlite3.Error):
            problem = _told(looked_at, kept, path)
            if problem is not None:
                return problem
        looked_at = looked_at.__cause__ or looked_at.__context__
    return None


def cannot_open(path: Path, error: Exception) -> Problem:
    """Why the database at `path` could not be opened. Nothing was done then."""
    problem = disk_trouble(error, NOTHING_DONE, path=path)
    if problem is not None and problem.code != NOT_USABLE:
        return problem
    cause = (_of_the_system(error.errno) if isinstance(error, OSError) else None) or DOES_NOT_OPEN
    what = problem.what if problem is not None else _at(cause, path)
    return Problem(NOT_OPENED, Category.OTHER, what, NOTHING_DONE, detail=str(error), scope=_SCOPE)


def _told(error: sqlite3.Error, kept: Message, path: Path | None) -> Problem | None:
    if isinstance(error, GoneError):
        return Problem(
            GONE, Category.OTHER, _at(IS_GONE, path), START_AGAIN, detail=str(error), scope=Scope.CONNECTION
        )
    # Extended codes keep the primary one in their lowest byte. The module's own errors have none.
    code = int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
    if code in _DAMAGE:
        backup = newest_backup(path) if path is not None else None
        fix = NO_BACKUP if backup is None else PUT_BACK.with_values(backup=backup.name)
        return Problem(
            DAMAGED, Category.OTHER, _at(IS_DAMAGED, path), fix, detail=str(error), scope=Scope.CONNECTION
        )
    if code == sqlite3.SQLITE_BUSY:
        return Problem(
            LOCKED,
            Category.OTHER,
            _at(IS_LOCKED, path),
            kept,
            retry=True,
            detail=str(error),
            scope=Scope.CONNECTION,
        )
    cause = {
        sqlite3.SQLITE_FULL: IS_FULL,
        sqlite3.SQLITE_READONLY: MAY_NOT_WRITE,
        sqlite3.SQLITE_CANTOPEN: DOES_NOT_OPEN,
        sqlite3.SQLITE_IOERR: DISK_FAILS,
    }.get(code)
    if cause is None:
        return None
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR) and path is not None:
        cause = _seen_at(path.parent) or cause
    return Problem(
        NOT_USABLE,
        Category.OTHER,
        _at(cause, path),
        kept,
        retry=True,
        detail=str(error),
        scope=Scope.CONNECTION,
    )


def _seen_at(folder: Path) -> Message | None:
    """What SQLite does not tell of a file that it could not make or fill, but a look at the folder does."""
    try:
        if not os.access(folder, os.W_OK) and folder.is_dir():
            return MAY_NOT_WRITE
        return IS_FULL if shutil.disk_usage(folder).free < _A_LITTLE else None
    except OSError:
        return None


def _of_the_system(number: int | None) -> Message | None:
    if number in (errno.ENOSPC, errno.EDQUOT):
        return IS_FULL
    return MAY_NOT_WRITE if number in (errno.EACCES, errno.EPERM, errno.EROFS) else None


def _at(cause: Message, path: Path | None) -> Message:
    return cause.with_values(path=str(path) if path is not None else "people.sqlite3")


IS_FULL = Message(
    NOOP("core", "The people database {path} could not be written: its disk is full. Make room there.")
)
MAY_NOT_WRITE = Message(
    NOOP(
        "core",
        "The people database {path} may not be written. Give this user the right to write to its folder, or the drive "
        "that it is on.",
    )
)
DOES_NOT_OPEN = Message(
    NOOP(
        "core",
        "The people database {path} could not be opened. Check that its folder is there, that its disk is not full, "
        "and that you may write there.",
    )
)
DISK_FAILS = Message(
    NOOP(
        "core",
        "The people database {path} could not be read or written. Check that its disk is connected and not full.",
    )
)
IS_LOCKED = Message(
    NOOP("core", "The people database {path} is in use by another program, which does not let go of it.")
)
IS_DAMAGED = Message(NOOP("core", "The people database {path} is damaged."))
IS_GONE = Message(
    NOOP(
        "core",
        "The people database {path} was taken away or replaced while the program was running. What is done now cannot "
        "be kept.",
    )
)
START_AGAIN = Message(
    NOOP("core", "Bring it back, or connect the drive that it is on, then start the program again.")
)
PUT_BACK = Message(
    NOOP(
        "core",
        "End the program, move the damaged file away, and put back the newest copy beside it, {backup}.",
    )
)
NO_BACKUP = Message(
    NOOP(
        "core",
        "There is no copy beside it. Put it back from a backup of your own.",
    )
)
NOTHING_DONE = Message(NOOP("core", "Nothing was done; start again after that."))
NOTHING_KEPT = Message(NOOP("core", "Nothing of this was kept; do it again after that."))
NOT_ALL_KEPT = Message(
    NOOP(
        "core",
        "What was being done is not kept, or not all of it; what was there before is. Do it again after that.",
    )
)
GOES_ON = Message(NOOP("core", "What was done before is kept; the rest is done by itself after that."))
