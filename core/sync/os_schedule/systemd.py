"""systemd user timers (Linux): the night in its own time zone, and an hourly call that catches up a missed one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message, ProblemError
from core.settings.accepted import WEEKDAYS
from core.sync.nights.schedule import Schedule
from core.sync.os_schedule.entry import Command, EntryState, must, run_tool, system_tool, write_atomically

_LOOK_LATER_MINUTES = 20
_LINGER = Path("/var/lib/systemd/linger")


class SystemdTimer:
    """A timer and a service of the user's own systemd. Persistent: what a sleep made it miss, it does at once."""

    def __init__(self, name: str, environment: Mapping[str, str] = os.environ) -> None:
        self._name = name
        self._environment = environment
        home = Path(environment.get("HOME") or Path.home())
        folder = Path(environment.get("XDG_CONFIG_HOME") or home / ".config") / "systemd" / "user"
        self.timer = folder / f"{name}.timer"
        self.service = folder / f"{name}.service"

    def why_not(self) -> Message | None:
        """See OsScheduler."""
        if system_tool("systemctl") is None:
            return NO_SYSTEMD
        try:
            self._systemctl("show-environment")
        except ProblemError:
            return NO_USER_SESSION
        return None

    def install(self, schedule: Schedule, command: Command, now: datetime) -> None:
        """See OsScheduler."""
        was_there = self.timer.exists()
        try:
            write_atomically(self.service, service_text(command).encode())
            write_atomically(self.timer, timer_text(schedule).encode())
            self._systemctl("daemon-reload")
            self._systemctl("enable", self.timer.name)
            # A timer that is running already takes new times only when it is started again.
            self._systemctl("restart", self.timer.name)
        except ProblemError:
            if not was_there:
                self._unlink()
            raise

    def state(self) -> EntryState:
        """See OsScheduler."""
        if not self.timer.exists() or self._was_left_half_done():
            return EntryState(installed=False)
        shown = run_tool(
            (
                "systemctl",
                "--user",
                "show",
                self.service.name,
                "--timestamp=unix",
                "--property=ExecMainStatus,ExecMainExitTimestamp",
            ),
            self._environment,
        ).stdout
        values = dict(line.split("=", 1) for line in shown.splitlines() if "=" in line)
        ended = values.get("ExecMainExitTimestamp", "").removeprefix("@")
        at = datetime.fromtimestamp(int(ended), UTC) if ended.isdigit() and int(ended) else None
        code = values.get("ExecMainStatus", "")
        return EntryState(
            installed=True,
            last_run_at=at,
            last_code=int(code) if at is not None and code.isdigit() else None,
            note=None if self._lingers() else ONLY_WHILE_LOGGED_IN,
        )

    def remove(self) -> None:
        """See OsScheduler."""
        if not self.timer.exists() and not self.service.exists():
            return
        self._systemctl("disable", "--now", self.timer.name)
        self._unlink()
        self._systemctl("daemon-reload")

    def _was_left_half_done(self) -> bool:
        """Whether the files were written by a process that ended before it had them switched on."""
        asked = ("systemctl", "--user", "is-enabled", self.timer.name)
        return run_tool(asked, self._environment).stdout.strip() == "disabled"

    def _unlink(self) -> None:
        self.timer.unlink(missing_ok=True)
        self.service.unlink(missing_ok=True)

    def _systemctl(self, *arguments: str) -> str:
        return must(("systemctl", "--user", *arguments), self._environment)

    def _lingers(self) -> bool:
        user = self._environment.get("USER") or self._environment.get("LOGNAME") or ""
        return bool(user) and (_LINGER / user).exists()


def service_text(command: Command) -> str:
    """The service: one run of the command. Its answer names people, so that no journal keeps it."""
    program, *arguments = command.arguments
    call = " ".join([_quoted(program), *(_quoted(part.replace("$", "$$")) for part in arguments)])
    folder = f"WorkingDirectory={str(command.folder).replace('%', '%%')}\n" if command.folder else ""
    return (
        "[Unit]\n"
        "Description=Unsubscribe Sync: the nightly sync, if it is due\n"
        "\n"
        "[Service]\n"
        "Type=oneshot\n"
        f"ExecStart={call}\n"
        f"{folder}"
        "StandardOutput=null\n"
        "SuccessExitStatus=1 3\n"
        "Nice=10\n"
    )


def timer_text(schedule: Schedule) -> str:
    """The timer: the planned moment, and a call every hour, which does nothing when no night is due."""
    days = ",".join(WEEKDAYS[day].capitalize() for day in sorted(schedule.weekdays))
    look = (schedule.time.minute + _LOOK_LATER_MINUTES) % 60
    return (
        "[Unit]\n"
        "Description=Unsubscribe Sync: when the nightly sync runs\n"
        "\n"
        "[Timer]\n"
        f"OnCalendar={days} *-*-* {schedule.time:%H:%M}:00 {schedule.zone}\n"
        f"OnCalendar=*-*-* *:{look:02}:00\n"
        "Persistent=true\n"
        "AccuracySec=1s\n"
        "\n"
        "[Install]\n"
        "WantedBy=timers.target\n"
    )


def _quoted(text: str) -> str:
    """A word as systemd reads it back: nothing in it is taken for an escape or a specifier."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("\n", "\\n")
    return f'"{plain}"'


NO_SYSTEMD = Message(
    NOOP("core", "This computer has no systemd, so that nothing could start the sync at night.")
)
NO_USER_SESSION = Message(
    NOOP(
        "core", "There is no systemd for this user's session, so that nothing could start the sync at night."
    )
)
ONLY_WHILE_LOGGED_IN = Message(
    NOOP(
        "core",
        "It runs while you are logged in, also with the screen locked; for nights after logging out an administrator "
        "can run: loginctl enable-linger.",
    )
)
