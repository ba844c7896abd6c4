"""Where the data directory is and which folder in it is whose: all that a second start has to know.

Loads nothing of the rest of the program.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

APP_NAME = "Unsubscribe Sync"
DATA_DIR_VARIABLE = "UNSUBSCRIBE_SYNC_DATA_DIR"

FIRST = "1"
ORGS_FOLDER = "orgs"
ORGS_FILE = "orgs.json"
PRACTICE_FOLDER = "practice"


def home_dir(given: Path | None, environment: Mapping[str, str] = os.environ) -> Path:
    """The data directory, in which the orgs live (`connection.orgs`): given, named in the environment, or usual."""
    named = environment.get(DATA_DIR_VARIABLE)
    home = given or (Path(named) if named else _usual_home())
    return home.expanduser().absolute()


def _usual_home() -> Path:
    import platformdirs

    return platformdirs.user_data_path(APP_NAME, appauthor=False)


@dataclass(frozen=True, slots=True)
class Kept:
    """What the file beside the first database says. `current` is empty where it cannot be understood."""

    current: str = FIRST
    aside: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()


def read_kept(home: Path) -> Kept:
    """Read that file; a home without one has its first org alone."""
    try:
        stored = json.loads((home / ORGS_FILE).read_text(encoding="utf-8"))
        # Versions before this one did not note which orgs have a database.
        aside, known = stored["set_aside"], stored.get("known", [])
        return Kept(str(stored["current"]), frozenset(map(str, aside)), frozenset(map(str, known)))
    except FileNotFoundError:
        return Kept()
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Kept(current="")


def folder_of(home: Path, number: str) -> Path:
    """Where the org with this number lives."""
    return home if number == FIRST else home / ORGS_FOLDER / number


def numbers(home: Path, kept: Kept) -> list[str]:
    """The numbers of all orgs of a home, in order."""
    within = home / ORGS_FOLDER
    found = {place.name for place in within.iterdir()} if within.is_dir() else set()
    return [FIRST, *sorted((name for name in found | kept.known if _is_number(name)), key=int)]


def _is_number(name: str) -> bool:
    return name.isascii() and name.isdigit() and name == str(int(name)) and int(name) > 1
