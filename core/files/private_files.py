"""Files and folders that only their user can read, where the system knows such rights."""

from __future__ import annotations

import os
from pathlib import Path

from core.files.open_folder import OpenFolder
from core.files.whole_file import put_in_place


def make_folder(folder: Path) -> None:
    """Make a folder for its user alone, with those around it that are missing.

    One that is there and empty becomes so; one with things in it is left. Raises OSError.
    """
    for missing in reversed([place for place in folder.parents if not place.exists()]):
        missing.mkdir(mode=0o700, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    if os.name == "posix" and folder.stat().st_mode & 0o077 and not any(folder.iterdir()):
        folder.chmod(0o700)


def make_file(path: Path) -> None:
    """Make an empty file for its user alone, so that whoever writes it next keeps its rights; raises OSError."""
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    elif os.name == "posix" and path.stat().st_mode & 0o077:
        path.chmod(0o600)


def write_file(path: Path, text: str) -> None:
    """Put a whole file in place, for its user alone, or leave the old one; raises OSError."""
    with put_in_place(OpenFolder(path.parent), path.name, 0o600) as file:
        file.write(text.encode())
