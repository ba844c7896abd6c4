"""launchd agents (macOS), which know local time only: called every hour, the command knows whether a night is due."""

from __future__ import annotations

import os
import plistlib
import re
from datetime import datetime
from pathlib import Path

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message
from core.sync.nights.schedule import Schedule, next_night
from core.sync.os_schedule.entry import (
    Command,
    EntryState,
    local_minute,
    must,
    run_tool,
    system_tool,
    write_atomically,
)

_LAST_CODE = re.compile(r"last exit code = (\d+)")


class LaunchdAgent:
    """A property list in ~/Library/LaunchAgents. launchd itself catches up after a sleep."""

    def __init__(self, name: str, home: Path | None = None) -> None:
        self._label = name
        self.file = (home or Path.home()) / "Library" / "LaunchAgents" / f"{name}.plist"

    def why_not(self) -> Message | None:
        """See OsScheduler."""
        return None if system_tool("launchctl") else NO_LAUNCHD

    def install(self, schedule: Schedule, command: Command, now: datetime) -> None:
        """See OsScheduler."""
        write_atomically(self.file, agent_plist(self._label, schedule, command, now))
        # An agent that is loaded keeps its old times; when none is, there is nothing to unload.
        run_tool(("launchctl", "bootout", self._target))
        must(("launchctl", "bootstrap", self._domain, str(self.file)))

    def state(self) -> EntryState:
        """See OsScheduler."""
        if not self.file.exists():
            return EntryState(installed=False)
        told = _LAST_CODE.search(run_tool(("launchctl", "print", self._target)).stdout)
        return EntryState(installed=True, last_code=int(told[1]) if told else None, note=ONLY_WHILE_LOGGED_IN)

    def remove(self) -> None:
        """See OsScheduler."""
        if self.file.exists():
            run_tool(("launchctl", "bootout", self._target))
            self.file.unlink(missing_ok=True)

    @property
    def _domain(self) -> str:
        return f"gui/{os.getuid() if hasattr(os, 'getuid') else 0}"

    @property
    def _target(self) -> str:
        return f"{self._domain}/{self._label}"


def agent_plist(label: str, schedule: Schedule, command: Command, now: datetime) -> bytes:
    """The agent: the command, at the night's minute of every hour. What it prints goes nowhere."""
    content: dict[str, object] = {
        "Label": label,
        "ProgramArguments": list(command.arguments),
        "StartCalendarInterval": {"Minute": local_minute(next_night(now, schedule))},
        "ProcessType": "Background",
    }
    if command.folder is not None:
        content["WorkingDirectory"] = str(command.folder)
    return plistlib.dumps(content)


NO_LAUNCHD = Message(
    NOOP("core", "This computer has no launchd, so that nothing could start the sync at night.")
)
ONLY_WHILE_LOGGED_IN = Message(
    NOOP(
        "core",
        "It runs while you are logged in, also with the screen locked; what a sleep made it miss it catches up.",
    )
)
