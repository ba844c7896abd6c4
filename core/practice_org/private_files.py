"""Files and folders that only their user can read, where the system knows such rights: an org holds tokens."""

from __future__ import annotations

import os
from pathlib import Path


def make_private_folder(folder: Path, *, ours: bool) -> None:
    """Make a folder for its user alone, with those around it that are missing; raises OSError.

    One that is there becomes so when it is empty, or is `ours`; with other people's things in it, it is left.
    """
    for missing in reversed([place for place in folder.parents if not place.exists()]):
        missing.mkdir(mode=0o700, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    if os.name == "posix" and folder.stat().st_mode & 0o077 and (ours or not any(folder.iterdir())):
        folder.chmod(0o700)


def make_private_file(path: Path) -> None:
    """Make an empty file for its user alone, or take one that is there away from others; raises OSError.

    SQLite gives the files that it makes beside a database the rights of the database.
    """
    for each in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))):
        if os.name == "posix" and each.exists() and each.stat().st_mode & 0o077:
            each.chmod(0o600)
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
