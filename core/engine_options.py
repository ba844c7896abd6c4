"""What an engine is started with: which data directory, practice or not, which clock; and whether it may be."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from core.connection.org_folders import PRACTICE_FOLDER
from core.connection.orgs import Orgs
from core.connection.practice_child import PracticeOptions
from core.messages import Problem
from core.store.database import SQLITE_FILE
from core.store.presence import absence

if TYPE_CHECKING:
    from core.sync.os_schedule.entry import OsScheduler


def utc_now() -> datetime:
    """The computer's clock, aware, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """What an engine is started with; `now` must give aware UTC times.

    `data_dir` is where database, settings and log file live; `home` the folder whose orgs they are one of, None
    when they are alone. `os_scheduler` starts the nightly sync when the program is closed; None: that of this system.
    """

    data_dir: Path
    practice: PracticeOptions | None = None
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ, repr=False)
    now: Callable[[], datetime] = utc_now
    os_scheduler: OsScheduler | None = None
    home: Path | None = None


def lost_database(options: EngineOptions) -> Problem | None:
    """Why an engine must not be started with these options, or its folder be touched: its database is gone."""
    try:
        known = Orgs(options.home or options.data_dir).knows(options.data_dir)
        return absence(options.data_dir / SQLITE_FILE, known=known)
    except OSError:
        # What hinders a look hinders the opening as well, which says so.
        return None


def options_for(home: Path, number: str | None) -> EngineOptions:
    """Those for an org of a home, by its number, or for its practice org, which keeps a folder of its own.

    Practice never touches real data.
    """
    if number is None:
        return EngineOptions(home / PRACTICE_FOLDER, PracticeOptions(), home=home)
    return EngineOptions(Orgs(home).folder_of(number), home=home)
