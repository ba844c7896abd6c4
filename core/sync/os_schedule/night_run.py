"""The switch "also when the program is closed": one entry for one data directory, kept in step with the schedule."""

from __future__ import annotations

import platform
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from core.connection.manager import ConnectionManager
from core.connection.orgs import FIRST, Orgs
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category, Message, ProblemError, Scope, make_problem
from core.settings import NIGHTLY_TIME, NIGHTLY_WEEKDAYS, NIGHTLY_ZONE, Setting
from core.sync.nights.schedule import Schedule
from core.sync.os_schedule.entry import EntryState, OsScheduler, entry_name, night_command
from core.sync.os_schedule.launchd import LaunchdAgent
from core.sync.os_schedule.systemd import SystemdTimer
from core.sync.os_schedule.windows import WindowsTask


@dataclass(frozen=True, slots=True)
class NightRunState:
    """How the entry stands; `why_not` says why it cannot be made, where it cannot."""

    entry: EntryState
    why_not: Message | None


class NightRun:
    """Makes and removes the entry. Every method waits for the system: call them beside the window's thread."""

    def __init__(
        self,
        data_dir: Path,
        connection: ConnectionManager,
        schedule: Callable[[], Schedule],
        *,
        orgs: Orgs,
        now: Callable[[], datetime],
        scheduler: OsScheduler | None = None,
    ) -> None:
        self._connection = connection
        self._schedule = schedule
        # By number, whichever org is the current one when the night comes. Practice has none, and no entry.
        self._command = night_command(orgs.home, orgs.number_of(data_dir) or FIRST)
        self._now = now
        self._scheduler = scheduler or _of_this_system(entry_name(data_dir))

    def state(self) -> NightRunState:
        """How the entry stands, and whether there can be one."""
        if self._scheduler is None:
            return NightRunState(EntryState(installed=False), NO_SCHEDULER)
        entry = self._scheduler.state()
        return NightRunState(entry, self._why_not(self._scheduler))

    def switch_on(self) -> None:
        """Make the entry; raises ProblemError when that cannot be done."""
        why_not = NO_SCHEDULER if self._scheduler is None else self._why_not(self._scheduler)
        if self._scheduler is None or why_not is not None:
            raise ProblemError(
                make_problem(
                    "NO_NIGHT_RUN",
                    Category.OTHER,
                    why_not or NO_SCHEDULER,
                    NOOP("core", "Leave the program open at night instead."),
                    scope=Scope.RECORD,
                )
            )
        self._scheduler.install(self._schedule(), self._command, self._now())

    def switch_off(self) -> None:
        """Remove the entry; raises ProblemError when the system refuses."""
        if self._scheduler is not None:
            self._scheduler.remove()

    def setting_changed(self, setting: Setting) -> None:
        """Let an entry that is there follow the schedule; raises ProblemError when the system refuses."""
        planned = setting in (NIGHTLY_TIME, NIGHTLY_ZONE, NIGHTLY_WEEKDAYS)
        if planned and self._scheduler is not None and self._scheduler.state().installed:
            self._scheduler.install(self._schedule(), self._command, self._now())

    def _why_not(self, scheduler: OsScheduler) -> Message | None:
        if self._connection.is_practice:
            return PRACTICE
        return ENVIRONMENT if self._connection.is_from_environment else scheduler.why_not()


def _of_this_system(name: str) -> OsScheduler | None:
    system = platform.system()
    if system == "Darwin":
        return LaunchdAgent(name)
    if system == "Windows":
        return WindowsTask(name)
    return SystemdTimer(name) if system == "Linux" else None


NO_SCHEDULER = Message(NOOP("core", "This program does not know the scheduler of this system."))
PRACTICE = Message(NOOP("core", "A practice org runs only while this program does."))
ENVIRONMENT = Message(
    NOOP(
        "core",
        "The access to Salesforce was handed in for this start of the program only, and is stored nowhere.",
    )
)
