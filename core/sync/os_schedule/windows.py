"""The Windows Task Scheduler, which knows local time only.

Called every hour, the command itself knows whether a night is due.
"""

from __future__ import annotations

import csv
import io
import subprocess
import tempfile
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

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

_NAMESPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"
_LAST_RESULT_COLUMN = 6
_HAS_NOT_RUN = 0x41303
"""SCHED_S_TASK_HAS_NOT_RUN: the result of a task that has none yet."""
_RUNS = 0x41301
"""SCHED_S_TASK_RUNNING."""


class WindowsTask:
    """A task of the user's own, without more rights than theirs."""

    def __init__(self, name: str) -> None:
        self._name = name

    def why_not(self) -> Message | None:
        """See OsScheduler."""
        return None if system_tool("schtasks") else NO_TASKS

    def install(self, schedule: Schedule, command: Command, now: datetime) -> None:
        """See OsScheduler."""
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "task.xml"
            write_atomically(file, task_xml(schedule, command, now))
            must(("schtasks", "/Create", "/TN", self._name, "/XML", str(file), "/F"))

    def state(self) -> EntryState:
        """See OsScheduler."""
        told = run_tool(("schtasks", "/Query", "/TN", self._name, "/V", "/FO", "CSV", "/NH"))
        if told.returncode != 0:
            return EntryState(installed=False)
        return EntryState(installed=True, last_code=_last_code(told.stdout), note=ONLY_WHILE_LOGGED_IN)

    def remove(self) -> None:
        """See OsScheduler."""
        if run_tool(("schtasks", "/Query", "/TN", self._name)).returncode == 0:
            must(("schtasks", "/Delete", "/TN", self._name, "/F"))


def task_xml(schedule: Schedule, command: Command, now: datetime) -> bytes:
    """The task: the command, at the night's minute of every hour, caught up when the computer was off."""
    begins = now.astimezone().replace(
        minute=local_minute(next_night(now, schedule)), second=0, microsecond=0, tzinfo=None
    )
    program, *arguments = command.arguments
    task = ElementTree.Element("Task", {"version": "1.2", "xmlns": _NAMESPACE})
    _add(task, "RegistrationInfo/Description", "Unsubscribe Sync: the nightly sync, if it is due")
    trigger = _add(task, "Triggers/TimeTrigger")
    # Without a zone it is local time, and the hours follow the clock on the wall.
    _add(trigger, "Repetition/Interval", "PT1H")
    _add(trigger, "StartBoundary", begins.isoformat())
    _add(trigger, "Enabled", "true")
    principal = _add(task, "Principals/Principal")
    principal.set("id", "Author")
    _add(principal, "LogonType", "InteractiveToken")
    _add(principal, "RunLevel", "LeastPrivilege")
    settings = _add(task, "Settings")
    for name, value in (
        ("MultipleInstancesPolicy", "IgnoreNew"),
        ("DisallowStartIfOnBatteries", "false"),
        ("StopIfGoingOnBatteries", "false"),
        ("StartWhenAvailable", "true"),
        ("Hidden", "false"),
        ("WakeToRun", "false"),
        ("ExecutionTimeLimit", "PT0S"),
    ):
        _add(settings, name, value)
    actions = _add(task, "Actions")
    actions.set("Context", "Author")
    execute = _add(actions, "Exec")
    _add(execute, "Command", program)
    _add(execute, "Arguments", subprocess.list2cmdline(arguments))
    if command.folder is not None:
        _add(execute, "WorkingDirectory", str(command.folder))
    # schtasks takes UTF-16 only.
    xml: bytes = ElementTree.tostring(task, encoding="utf-16", xml_declaration=True)
    return xml


def _add(parent: ElementTree.Element, path: str, text: str | None = None) -> ElementTree.Element:
    for name in path.split("/"):
        parent = ElementTree.SubElement(parent, name)
    parent.text = text
    return parent


def _last_code(listing: str) -> int | None:
    """The last exit code in a verbose listing, whose columns have the same order in every language."""
    for row in csv.reader(io.StringIO(listing)):
        if len(row) > _LAST_RESULT_COLUMN:
            text = row[_LAST_RESULT_COLUMN].strip()
            code = int(text) if text.lstrip("-").isdigit() else None
            return None if code in (_HAS_NOT_RUN, _RUNS) else code
    return None


NO_TASKS = Message(
    NOOP("core", "This computer has no Task Scheduler, so that nothing could start the sync at night.")
)
ONLY_WHILE_LOGGED_IN = Message(
    NOOP(
        "core",
        "It runs while you are logged in, also with the screen locked; what a sleep made it miss it catches up.",
    )
)
