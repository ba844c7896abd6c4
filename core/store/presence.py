"""Whether a folder has had a people database, so that one that is gone is never made anew without a word.

When a database has been made and is whole, a small file beside it says so. Made in this order, a crash in between
costs nothing: without the mark the database is there and empty still, and the next opening writes the mark.
"""

from __future__ import annotations

import json
import logging
import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from core.files.private_files import make_folder, write_file
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category, Message, Problem, Scope

log = logging.getLogger(__name__)

MARK_FILE = "database.json"
MISSING, EMPTY = "DATABASE_MISSING", "DATABASE_EMPTY"
_WORDS = (
    "Unsubscribe Sync keeps its people database in this folder. If the database is not here any more, bring it back; "
    "the program does not make a new one by itself, because unsubscribes would be lost."
)


def absence(path: Path, *, known: bool = False) -> Problem | None:
    """Why there must not be a new database at `path`: there was one, and it is gone or empty. None: go on.

    `known`: somebody else remembers that there was one. Raises OSError.
    """
    # In this order: another process that makes the database at this moment writes the mark last.
    had_one = known or path.with_name(MARK_FILE).exists() or _size(path.with_name(f"{path.name}-wal"))
    size = _size(path)
    if size or not had_one:
        return None
    return _absent(path, size)


def mark(path: Path) -> None:
    """Note beside a whole database that it is there. Where that cannot be done now, the next opening does it."""
    beside = path.with_name(MARK_FILE)
    if beside.exists():
        return
    content = {
        "database": path.name,
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
        "note": _WORDS,
    }
    try:
        write_file(beside, json.dumps(content, indent=2) + "\n")
    except OSError as error:
        log.warning("the mark beside the database could not be written: %s", type(error).__name__)


def is_missing(path: Path) -> bool:
    """Whether a database that was there is gone or empty, for a look from outside."""
    try:
        return absence(path) is not None
    except OSError:
        return True


def newest_backup(path: Path) -> Path | None:
    """The newest copy that was left beside a database before it was changed, if there is one."""
    found: list[tuple[float, Path]] = []
    with suppress(OSError):
        for copy in path.parent.glob(f"{path.stem}-before-*{path.suffix}"):
            status = copy.stat()
            if status.st_size:
                found.append((status.st_mtime, copy))
    return max(found)[1] if found else None


def put_aside(path: Path, now: datetime) -> Path | None:
    """Move what is left of a database into a folder of its own beside it, the mark last; returns that folder.

    Nothing is deleted. None where nothing was left. Raises OSError.
    """
    names = [path.name, *(f"{path.name}-{end}" for end in ("wal", "shm", "journal"))]
    copies = sorted(path.parent.glob(f"{path.stem}-before-*")) if path.parent.is_dir() else []
    left = [*(path.with_name(name) for name in names), *copies, path.with_name(MARK_FILE)]
    left = [file for file in left if file.exists()]
    if not left:
        return None
    aside = _fresh(path.with_name(f"set-aside-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"))
    for file in left:
        os.replace(file, aside / file.name)
    return aside


def _fresh(folder: Path) -> Path:
    number, wanted = 1, folder
    while wanted.exists():
        number += 1
        wanted = folder.with_name(f"{folder.name}-{number}")
    make_folder(wanted)
    return wanted


def _size(path: Path) -> int | None:
    """In bytes; None for a file that is not there."""
    try:
        return path.stat().st_size
    except (FileNotFoundError, NotADirectoryError):
        return None


def _absent(path: Path, size: int | None) -> Problem:
    what = IS_MISSING if size is None else IS_EMPTY
    backup = newest_backup(path)
    fix = (
        BRING_BACK
        if backup is None
        else BRING_BACK_COPY.with_values(
            backup=backup.name, at=datetime.fromtimestamp(backup.stat().st_mtime, UTC)
        )
    )
    return Problem(
        MISSING if size is None else EMPTY,
        Category.OTHER,
        what.with_values(path=str(path)),
        fix,
        scope=Scope.CONNECTION,
    )


IS_MISSING = Message(NOOP("core", "The people database {path} is gone: there was one before."))
IS_EMPTY = Message(NOOP("core", "The people database {path} is empty: there was something in it before."))
BRING_BACK = Message(
    NOOP(
        "core",
        "Connect the drive that it is on, or bring it back from a backup of your own. Nothing was done, and no new one "
        "was made.",
    )
)
BRING_BACK_COPY = Message(
    NOOP(
        "core",
        "Connect the drive that it is on, or bring it back; beside it is a copy of {at}, {backup}. Nothing was done, "
        "and no new one was made.",
    )
)
