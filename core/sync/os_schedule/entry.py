"""What an entry in a system's scheduler is, whatever the system."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from core.files.open_folder import OpenFolder
from core.files.whole_file import put_in_place
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category, Message, Problem, ProblemError, Scope, make_problem
from core.secrets.credentials import without_access
from core.sync.nights.schedule import Schedule

_PATIENCE_S = 20.0
_LONGEST_PATH = 32_768
_SCRIPT = "unsubscribe-sync.exe" if os.name == "nt" else "unsubscribe-sync"


if sys.platform == "win32":

    def _system_folders() -> tuple[str, ...]:
        import ctypes

        # Not from the environment, which says whatever it was told.
        text = ctypes.create_unicode_buffer(_LONGEST_PATH)
        ctypes.windll.kernel32.GetSystemDirectoryW(text, _LONGEST_PATH)
        return (text.value,)

else:

    def _system_folders() -> tuple[str, ...]:
        return ("/usr/bin", "/bin", "/usr/sbin", "/sbin", "/run/current-system/sw/bin")  # the last one: NixOS


SYSTEM_FOLDERS = _system_folders()
"""Where only administrators put programs."""


@dataclass(frozen=True, slots=True)
class Command:
    """What the scheduler starts. `folder` is where it starts it, where that matters. Holds no secret."""

    arguments: tuple[str, ...]
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class EntryState:
    """How the entry stands. `last_code` is the exit code of its last run, where the system tells.

    `note` is something the user should know about when it runs.
    """

    installed: bool
    last_run_at: datetime | None = None
    last_code: int | None = None
    note: Message | None = None


class OsScheduler(Protocol):
    """One system's scheduler. Its entry is named after the data directory, so that each can have its own.

    The methods wait for the system's own tools: call them beside the window's thread.
    """

    def why_not(self) -> Message | None:
        """Why there can be no entry on this computer, None where there can."""
        ...

    def install(self, schedule: Schedule, command: Command, now: datetime) -> None:
        """Make the entry, or put this one in its place; raises ProblemError with what the system says."""
        ...

    def state(self) -> EntryState:
        """How the entry stands."""
        ...

    def remove(self) -> None:
        """Take the entry away; harmless when there is none. Raises ProblemError with what the system says."""
        ...


def night_command(home: Path, org: str) -> Command:
    """The headless command for the due night of one org of a data directory, by its number.

    An installed script, where this Python has one; else the package itself, from where it lies.
    """
    script = Path(sys.executable).with_name(_SCRIPT)
    rest = ("sync", "--night", "--json", "--data-dir", str(home), "--org", org)
    if script.exists():
        return Command((str(script), *rest))
    return Command((_python(), "-m", "gui", *rest), Path(__file__).parents[3])


def entry_name(data_dir: Path) -> str:
    """The name of a data directory's entry: always the same, and of letters that every scheduler takes."""
    return "unsubscribe-sync-" + hashlib.sha256(str(data_dir).encode()).hexdigest()[:12]


def system_tool(name: str) -> str | None:
    """Where the system has one of its own tools, None where it has none.

    The search path is not asked: a folder on it may hold a program of that name that somebody else put there.
    """
    ending = ".exe" if os.name == "nt" else ""
    # Not by shutil.which, which on Windows looks in the working directory first.
    places = (os.path.join(folder, name + ending) for folder in SYSTEM_FOLDERS)
    return next((place for place in places if os.path.isfile(place) and os.access(place, os.X_OK)), None)


def run_tool(
    arguments: Sequence[str], environment: Mapping[str, str] = os.environ
) -> subprocess.CompletedProcess[str]:
    """Call one of the system's tools and wait; raises ProblemError when it cannot be called or hangs."""
    name, *rest = arguments
    tool = system_tool(name)
    if tool is None:
        raise ProblemError(refused(f"{name} is not there"))
    try:
        return subprocess.run(
            [tool, *rest],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_PATIENCE_S,
            check=False,
            env=_environment(environment),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, subprocess.TimeoutExpired) as trouble:
        raise ProblemError(refused(type(trouble).__name__)) from None


def must(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> str:
    """Call a tool that must succeed; returns what it printed, raises ProblemError with what it complained of."""
    done = run_tool(arguments, environment)
    if done.returncode != 0:
        raise ProblemError(refused((done.stderr or done.stdout).strip()))
    return done.stdout


def _environment(given: Mapping[str, str]) -> dict[str, str]:
    """What a tool is called with: no secrets, and the system's programs alone for whatever it calls itself."""
    return without_access(given) | {"PATH": os.pathsep.join(SYSTEM_FOLDERS)}


def refused(detail: str) -> Problem:
    """The system's scheduler refused a command."""
    return make_problem(
        "SYSTEM_SCHEDULER",
        Category.OTHER,
        NOOP("core", "The scheduler of this computer refused the nightly sync."),
        NOOP(
            "core",
            "Leave the program open at night instead, or show the raw text to whoever runs this computer.",
        ),
        detail=detail,
        scope=Scope.RECORD,
    )


def write_atomically(path: Path, content: bytes) -> None:
    """Put a whole file in place, or leave the old one; makes its folder. Raises ProblemError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with put_in_place(OpenFolder(path.parent), path.name, 0o644) as file:
            file.write(content)
    except OSError as trouble:
        raise ProblemError(refused(str(trouble))) from None


def local_minute(moment: datetime) -> int:
    """The minute of the hour at which a moment comes by this computer's clock.

    Schedulers that know only local time call at this minute of every hour: the command itself knows which hour
    is the planned one, so that no change of clocks, here or there, can move the night. Zones apart by half hours
    are allowed for; one whose own change is half an hour (Lord Howe) is up to that late after it.
    """
    return moment.astimezone().minute


def _python() -> str:
    """This Python, on Windows the one that opens no console."""
    windowless = Path(sys.executable).with_name("pythonw.exe")
    return str(windowless) if os.name == "nt" and windowless.exists() else sys.executable
