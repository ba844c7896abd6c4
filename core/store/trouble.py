"""What keeps the people database from being used once it is open: a full disk, a lock, a damaged file."""

from __future__ import annotations

import sqlite3

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category, Message, Problem, Scope

NOT_USABLE = "DATABASE_NOT_USABLE"
_OF_THE_DISK = frozenset(
    {
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_BUSY,
    }
)


def disk_trouble(error: BaseException) -> Problem | None:
    """What to tell of an error that comes from the disk; None for one of the program's own.

    An error on the way out of a broken transaction hides the one that broke it, so the whole chain is looked at.
    """
    looked_at: BaseException | None = error
    while looked_at is not None:
        if isinstance(looked_at, sqlite3.Error) and _code(looked_at) in _OF_THE_DISK:
            return Problem(
                NOT_USABLE,
                Category.OTHER,
                Message(NOOP("core", "The people database could not be read or written.")),
                Message(
                    NOOP(
                        "core",
                        "Make room on the disk, and check that you may write to the data directory. What was "
                        "done before is kept; the next start does the rest.",
                    )
                ),
                retry=True,
                detail=str(looked_at),
                scope=Scope.CONNECTION,
            )
        looked_at = looked_at.__cause__ or looked_at.__context__
    return None


def _code(error: sqlite3.Error) -> int:
    # Extended codes keep the primary one in their lowest byte. The module's own errors have none.
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
