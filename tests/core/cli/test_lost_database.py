"""A database that is gone ends every command with 2 and one sentence; a disk that fails, with what was kept."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.cli import run
from core.store.database import SQLITE_FILE
from core.store.presence import MARK_FILE
from tests.core.cli.test_commands import Command

NO_KEYRING = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
NOT_ROOT = not hasattr(os, "geteuid") or os.geteuid() != 0


class Here:
    """Runs commands in this process, which is quicker than one of their own for each."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        self._capsys.readouterr()
        code = run(lambda _options: 0, [*arguments, "--data-dir", str(self.folder)])
        out, err = self._capsys.readouterr()
        assert "Traceback" not in err
        return code, out, err

    def json(self, *arguments: str, code: int = 0) -> Any:
        done, out, err = self(*arguments, "--json")
        assert done == code, err
        return json.loads(out)


@pytest.fixture(autouse=True)
def _nothing_around(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in list(os.environ):
        if name.startswith("UNSUBSCRIBE_SYNC_"):
            monkeypatch.delenv(name)
    for name, value in NO_KEYRING.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Here:
    """With a database in which there is somebody."""
    made = Here(tmp_path / "home", capsys)
    assert made("unsubscribe", "ada@example.com")[0] == 0
    return made


@pytest.fixture
def two(command: Here) -> Here:
    """With a place for another org besides."""
    assert command("settings", "org_name", "Acme")[0] == 0
    assert command.json("orgs", "add")["number"] == "2"
    return command


def listing(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


@pytest.mark.parametrize(
    "arguments",
    [
        ("status",),
        ("unsubscribe", "bob@example.com"),
        ("resubscribe", "ada@example.com", "--reason", "a form"),
        ("settings",),
        ("settings", "nightly_sync", "off"),
        ("log",),
        ("sync",),
        ("sync", "--night"),
        ("push",),
        ("load-people",),
        ("checklist",),
        ("export", "out.csv"),
        ("import", "in.csv"),
        ("disconnect",),
        ("network",),
        ("orgs", "add"),
    ],
)
def test_every_command_says_that_the_database_is_gone_and_makes_none(
    command: Here, arguments: tuple[str, ...]
) -> None:
    (command.folder / SQLITE_FILE).unlink()
    before = listing(command.folder)
    code, out, err = command(*arguments)
    assert (code, out) == (2, "")
    assert f"{SQLITE_FILE} is gone" in err
    assert "begin-anew" in err
    assert listing(command.folder) == before


def test_an_empty_file_is_no_database_either(command: Here) -> None:
    (command.folder / SQLITE_FILE).write_bytes(b"")
    assert command.json("status", code=2)["error"]["code"] == "DATABASE_EMPTY"
    assert (command.folder / SQLITE_FILE).stat().st_size == 0


def test_an_org_whose_drive_is_not_there_is_missed_and_the_others_are_not_kept_from_working(
    two: Here,
) -> None:
    shutil.rmtree(two.folder / "orgs" / "2")
    assert two.json("status", "--org", "2", code=2)["error"]["code"] == "DATABASE_MISSING"
    assert not (two.folder / "orgs" / "2").exists()
    assert [(org["number"], org["readable"]) for org in two.json("orgs")] == [("1", True), ("2", False)]
    assert two("status")[0] == 1, "it runs, and is not connected"
    # Nor does another one get its number.
    assert two.json("orgs", "add")["number"] == "3"


def test_beginning_anew_is_a_deliberate_act_that_deletes_nothing(command: Here) -> None:
    (command.folder / SQLITE_FILE).write_bytes(b"")
    code, _, err = command("begin-anew")
    assert code == 2
    assert "--yes" in err
    assert (command.folder / SQLITE_FILE).stat().st_size == 0
    aside = Path(command.json("begin-anew", "--yes")["set_aside"])
    assert listing(aside) == {SQLITE_FILE, MARK_FILE}
    assert command.json("status", code=1)["people"] == 0
    assert command.json("begin-anew", "--yes", code=2)["error"]["code"] == "NOTHING_LOST"


def test_beginning_anew_works_for_an_org_whose_folder_is_gone(two: Here) -> None:
    shutil.rmtree(two.folder / "orgs" / "2")
    assert two.json("begin-anew", "--org", "2", "--yes")["set_aside"] is None
    assert two.json("status", "--org", "2", code=1)["people"] == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not let an open database be taken away")
def test_a_command_that_goes_on_notices_that_the_database_was_taken_away(command: Here) -> None:
    following = Command(command.folder, NO_KEYRING).start("log", "--follow", "--json")
    assert following.stdout is not None
    assert following.stdout.readline()
    (command.folder / SQLITE_FILE).unlink()
    _, err = following.communicate(timeout=120)
    assert following.returncode == 2
    assert "taken away" in err
    assert not (command.folder / SQLITE_FILE).exists()


# a disk that takes nothing more


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, of a megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    if NOT_ROOT or sys.platform != "linux" or _mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)):
        pytest.skip("only root of a Linux system makes disks")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def _mount(*arguments: str) -> int:
    return subprocess.run(["mount", *arguments], check=False, capture_output=True).returncode


def fill(disk: Path) -> None:
    with (disk / "filler").open("wb", buffering=0) as filler:
        try:
            while filler.write(b"x" * 4096):
                pass
        except OSError:
            return


@pytest.fixture
def on_small_disk(small_disk: Path, capsys: pytest.CaptureFixture[str]) -> Here:
    command = Here(small_disk / "home", capsys)
    assert command("unsubscribe", "ada@example.com")[0] == 0
    return command


def test_on_a_full_disk_no_command_promises_what_is_not_kept(on_small_disk: Here, small_disk: Path) -> None:
    fill(small_disk)
    rows = small_disk.parent / "rows.csv"
    rows.write_text("email,unsubscribed\ncy@example.com,yes\n")
    for arguments in (
        ("unsubscribe", "bob@example.com"),
        ("import", str(rows)),
        ("settings", "opt_out_field", "marketo_sales"),
    ):
        code, out, err = on_small_disk(*arguments)
        assert (code, out) == (2, ""), arguments
        assert "next start does the rest" not in err
        assert "disk is full" in err or "its disk is not full" in err
        assert "Nothing was done" in err or "Nothing of this was kept" in err or "not have been kept" in err
    (small_disk / "filler").unlink()
    assert on_small_disk.json("status", code=1)["unsubscribed"] == 1
    assert on_small_disk.json("settings", "opt_out_field") == {"opt_out_field": "salesforce"}


def test_a_database_on_a_drive_that_may_only_be_read_says_so(on_small_disk: Here, small_disk: Path) -> None:
    assert _mount("-o", "remount,ro", str(small_disk)) == 0
    code, _, err = on_small_disk("unsubscribe", "bob@example.com")
    assert code == 2
    assert "may not be written" in err
    assert "full" not in err


def test_a_damaged_database_is_called_damaged_and_only_a_copy_that_is_there_is_named(
    command: Here,
) -> None:
    path = command.folder / SQLITE_FILE
    path.write_bytes(path.read_bytes()[:5000])
    error = command.json("status", code=2)["error"]
    assert error["code"] == "DATABASE_DAMAGED"
    assert "full" not in f"{error['what']} {error['fix']}"
    assert "There is no copy" in error["fix"]
    (command.folder / "people-before-0002_x-20260101T000000Z.sqlite3").write_bytes(b"people")
    assert "people-before-0002_x" in command.json("status", code=2)["error"]["fix"]
