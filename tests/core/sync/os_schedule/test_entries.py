"""What is handed to each system's scheduler: read back by the system's own checker where there is one."""

from __future__ import annotations

import plistlib
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest

from core.messages import ProblemError
from core.sync.nights.schedule import DEFAULT, Schedule, next_night
from core.sync.os_schedule import entry, launchd, systemd, windows
from core.sync.os_schedule.entry import Command, entry_name, night_command
from tests.helpers.clock import pacific

NOON = pacific(2026, 11, 24, 12)
TRICKY = Command(("/opt/a b/$x%y/python", "-m", "gui", "--data-dir", 'q"u\\o$t%e & <é>'), Path("/opt/a b%c"))
SOMETIMES = Schedule(time(6, 45), "Asia/Kolkata", frozenset({0, 4}))
SCHEDULES = (DEFAULT, SOMETIMES)


def test_the_command_runs_the_due_night_of_this_org_whichever_is_the_current_one(tmp_path: Path) -> None:
    command = night_command(tmp_path, "2")
    assert Path(command.arguments[0]).exists()
    wanted = ("sync", "--night", "--json", "--data-dir", str(tmp_path), "--org", "2")
    assert command.arguments[-7:] == wanted


def test_from_a_folder_without_an_installed_script_the_package_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lonely = tmp_path / "python"
    lonely.symlink_to(sys.executable)
    monkeypatch.setattr(sys, "executable", str(lonely))
    command = night_command(tmp_path, "2")
    assert command.arguments[:3] == (str(lonely), "-m", "gui")
    assert command.folder is not None
    assert (command.folder / "gui" / "__main__.py").exists()


def test_each_data_directory_has_an_entry_of_its_own() -> None:
    assert entry_name(Path("/a")) == entry_name(Path("/a")) != entry_name(Path("/b"))
    assert re.fullmatch(r"[a-z0-9-]+", entry_name(Path("/a b/ü")))


# systemd


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd's checker is not here")
@pytest.mark.parametrize("plan", SCHEDULES)
def test_systemd_itself_finds_nothing_wrong_with_the_units(tmp_path: Path, plan: Schedule) -> None:
    service, timer = tmp_path / "night.service", tmp_path / "night.timer"
    service.write_text(systemd.service_text(Command((sys.executable, *TRICKY.arguments[1:]), tmp_path)))
    timer.write_text(systemd.timer_text(plan))
    checked = subprocess.run(
        ["systemd-analyze", "--user", "verify", str(service), str(timer)],
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)},
        check=False,
    )
    assert checked.returncode == 0, checked.stderr
    assert "night." not in checked.stderr


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd's calendar is not here")
@pytest.mark.parametrize(
    ("before", "night"),
    [
        (pacific(2026, 11, 24, 12), pacific(2026, 11, 24, 20)),
        (pacific(2027, 3, 14, 12), pacific(2027, 3, 14, 20)),  # the day of spring forward
        (pacific(2026, 11, 1, 12), pacific(2026, 11, 1, 20)),  # the day of fall back
    ],
)
def test_systemd_reads_the_night_in_its_own_zone_over_both_clock_changes(
    before: datetime, night: datetime
) -> None:
    [planned, _look] = re.findall(r"^OnCalendar=(.*)$", systemd.timer_text(DEFAULT), re.MULTILINE)
    told = subprocess.run(
        [
            "systemd-analyze",
            "calendar",
            planned,
            f"--base-time={before.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC",
        ],
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin", "TZ": "UTC", "LC_ALL": "C"},
        check=True,
    ).stdout
    [next_] = re.findall(r"Next elapse: \w+ (\d+-\d+-\d+ \d+:\d+:\d+) UTC", told)
    assert datetime.fromisoformat(next_).replace(tzinfo=UTC) == night


def test_systemd_gets_the_days_the_zone_an_hourly_look_and_catches_up() -> None:
    text = systemd.timer_text(SOMETIMES)
    assert "OnCalendar=Mon,Fri *-*-* 06:45:00 Asia/Kolkata\n" in text
    assert "OnCalendar=*-*-* *:05:00\n" in text
    assert "Persistent=true\n" in text


def test_what_systemd_might_take_for_a_variable_or_specifier_is_kept_as_it_is() -> None:
    text = systemd.service_text(TRICKY)
    [call] = re.findall(r"^ExecStart=(.*)$", text, re.MULTILINE)
    program, *arguments = shlex.split(call)
    assert program.replace("%%", "%") == TRICKY.arguments[0]
    assert [one.replace("%%", "%").replace("$$", "$") for one in arguments] == list(TRICKY.arguments[1:])
    assert "WorkingDirectory=/opt/a b%%c\n" in text


@dataclass
class Tools:
    """Stand-ins for the system's tools, real programs on a search path of their own, which note their calls."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, body: str) -> None:
        file = self.folder / name
        file.write_text(f'#!/bin/sh\necho "{name} $*" >> "{self.folder}/calls"\n{body}\n')
        file.chmod(0o755)

    def calls(self) -> list[str]:
        file = self.folder / "calls"
        lines = file.read_text().splitlines() if file.exists() else []
        file.write_text("")
        return lines


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tools:
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setattr(entry, "SYSTEM_FOLDERS", (str(folder), "/usr/bin", "/bin"))
    return Tools(folder, {"PATH": "/nowhere", "HOME": str(tmp_path / "home"), "USER": "nobody-such"})


posix_only = pytest.mark.skipif(sys.platform == "win32", reason="shell scripts stand in for the tools")


@posix_only
def test_a_systemd_timer_is_made_started_told_of_and_taken_away_without_a_trace(tools: Tools) -> None:
    tools.put(
        "systemctl",
        'case "$*" in *show\\ unsub*) echo ExecMainStatus=2; echo ExecMainExitTimestamp=@1795000000;; esac',
    )
    timer = systemd.SystemdTimer("unsubscribe-sync-x", tools.environment)
    assert timer.why_not() is None
    assert not timer.state().installed
    timer.install(DEFAULT, TRICKY, NOON)
    assert tools.calls()[-3:] == [
        "systemctl --user daemon-reload",
        "systemctl --user enable unsubscribe-sync-x.timer",
        "systemctl --user restart unsubscribe-sync-x.timer",
    ]
    state = timer.state()
    assert (state.installed, state.last_code) == (True, 2)
    assert state.last_run_at == datetime.fromtimestamp(1795000000, UTC)
    assert state.note is systemd.ONLY_WHILE_LOGGED_IN
    timer.install(SOMETIMES, TRICKY, NOON)
    assert "Asia/Kolkata" in timer.timer.read_text()
    timer.remove()
    assert list(timer.timer.parent.iterdir()) == []
    assert not timer.state().installed
    timer.remove()


@posix_only
def test_a_systemd_entry_that_was_killed_before_it_was_switched_on_does_not_count_as_one(
    tools: Tools,
) -> None:
    tools.put("systemctl", 'case "$*" in *is-enabled*) echo disabled; exit 1;; esac')
    timer = systemd.SystemdTimer("unsubscribe-sync-x", tools.environment)
    timer.timer.parent.mkdir(parents=True)
    timer.timer.write_text(systemd.timer_text(DEFAULT))
    assert not timer.state().installed


@posix_only
def test_what_systemd_refuses_is_told_and_leaves_nothing_behind(tools: Tools) -> None:
    tools.put("systemctl", "echo Failed to connect to bus >&2; exit 1")
    timer = systemd.SystemdTimer("unsubscribe-sync-x", tools.environment)
    assert timer.why_not() is systemd.NO_USER_SESSION
    with pytest.raises(ProblemError) as refused:
        timer.install(DEFAULT, TRICKY, NOON)
    assert refused.value.problem.detail == "Failed to connect to bus"
    assert not timer.state().installed


def test_without_systemd_the_reason_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry, "SYSTEM_FOLDERS", (str(tmp_path),))
    timer = systemd.SystemdTimer("x", {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path)})
    assert timer.why_not() is systemd.NO_SYSTEMD


@posix_only
def test_a_program_that_somebody_put_on_the_search_path_is_not_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither by the search path nor in the folder in which this program happens to run."""
    planted = Tools(tmp_path)
    for name in ("systemctl", "launchctl", "schtasks"):
        planted.put(name, "exit 0")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.chdir(tmp_path)
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.setattr(entry, "SYSTEM_FOLDERS", (str(empty),))
    for scheduler in (
        systemd.SystemdTimer("x", {"PATH": str(tmp_path), "HOME": str(tmp_path)}),
        launchd.LaunchdAgent("x", tmp_path),
        windows.WindowsTask("x"),
    ):
        assert scheduler.why_not() is not None
        with pytest.raises(ProblemError):
            scheduler.install(DEFAULT, TRICKY, NOON)
    assert planted.calls() == []


@posix_only
def test_the_systems_tools_get_no_secrets_and_the_systems_search_path(
    tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNSUBSCRIBE_SYNC_ACCESS_TOKEN", "00D-very-secret")
    monkeypatch.setenv("PATH", "/planted")
    tools.put("schtasks", "env")
    told = entry.must(("schtasks", "/Query"))
    assert "very-secret" not in told
    assert "/planted" not in told
    assert f"PATH={tools.folder}:/usr/bin:/bin" in told


# launchd


def test_launchd_gets_a_property_list_that_calls_at_the_nights_minute_of_every_hour() -> None:
    content = plistlib.loads(launchd.agent_plist("unsubscribe-sync-x", SOMETIMES, TRICKY, NOON))
    assert content["Label"] == "unsubscribe-sync-x"
    assert content["ProgramArguments"] == list(TRICKY.arguments)
    assert content["WorkingDirectory"] == str(TRICKY.folder)
    assert content["StartCalendarInterval"] == {"Minute": local_minute_of(SOMETIMES)}


@posix_only
def test_a_launchd_agent_is_made_told_of_and_taken_away(tools: Tools, tmp_path: Path) -> None:
    tools.put("launchctl", 'case "$1" in print) echo "	last exit code = 1";; bootout) exit 3;; esac')
    agent = launchd.LaunchdAgent("unsubscribe-sync-x", tmp_path)
    assert agent.why_not() is None
    assert not agent.state().installed
    agent.install(DEFAULT, TRICKY, NOON)
    assert any("bootstrap gui/" in call for call in tools.calls())
    assert (agent.state().installed, agent.state().last_code) == (True, 1)
    agent.remove()
    assert not agent.file.exists()


# Windows


def test_windows_gets_a_well_formed_task_in_utf_16_that_repeats_every_hour() -> None:
    xml = windows.task_xml(SOMETIMES, TRICKY, NOON)
    assert xml.startswith((b"\xff\xfe", b"\xfe\xff"))
    task = ElementTree.fromstring(xml)
    names = {"t": "http://schemas.microsoft.com/windows/2004/02/mit/task"}

    def text(path: str) -> str:
        return task.findtext("/".join(f"t:{part}" for part in path.split("/")), "", names)

    assert text("Triggers/TimeTrigger/Repetition/Interval") == "PT1H"
    begins = datetime.fromisoformat(text("Triggers/TimeTrigger/StartBoundary"))
    assert begins.tzinfo is None
    assert begins.minute == local_minute_of(SOMETIMES)
    assert abs(begins.astimezone() - NOON) < timedelta(hours=1)
    assert text("Settings/StartWhenAvailable") == "true"
    assert text("Principals/Principal/RunLevel") == "LeastPrivilege"
    assert text("Actions/Exec/Command") == TRICKY.arguments[0]
    assert text("Actions/Exec/Arguments") == subprocess.list2cmdline(TRICKY.arguments[1:])


@posix_only
def test_a_windows_task_is_made_told_of_and_taken_away(tools: Tools) -> None:
    listing = '"PC","\\x","24.11.2026 20:00:00","Bereit","Interaktiv","24.11.2026 19:00:01","1","me"'
    tools.put("schtasks", f"case \"$1\" in /Query) echo '{listing}';; esac")
    task = windows.WindowsTask("unsubscribe-sync-x")
    task.install(DEFAULT, TRICKY, NOON)
    [create] = tools.calls()
    assert re.fullmatch(r"schtasks /Create /TN unsubscribe-sync-x /XML .*task\.xml /F", create)
    assert (task.state().installed, task.state().last_code) == (True, 1)
    task.remove()
    assert tools.calls()[-1] == "schtasks /Delete /TN unsubscribe-sync-x /F"


def test_a_task_that_never_ran_has_no_result() -> None:
    assert windows._last_code('"PC","\\x","N/A","Ready","Interactive","30.11.1999","267011","me"') is None
    assert windows._last_code("") is None


def local_minute_of(schedule: Schedule) -> int:
    return next_night(NOON, schedule).astimezone().minute


def test_nothing_secret_stands_in_any_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("UNSUBSCRIBE_SYNC_ACCESS_TOKEN", "00D-very-secret")
    command = night_command(tmp_path, "2")
    files = (
        systemd.service_text(command).encode(),
        launchd.agent_plist("x", DEFAULT, command, NOON),
        windows.task_xml(DEFAULT, command, NOON).decode("utf-16").encode(),
    )
    assert not any(b"very-secret" in file for file in files)
