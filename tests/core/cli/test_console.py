"""What a command prints arrives on every terminal and in every pipe, and its loss changes nothing of what it did."""

from __future__ import annotations

import ast
import errno
import io
import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from rich.text import Text

from core.cli import console, run
from core.store.store import Store
from core.store.types.orgs import Org
from tests.helpers import hostile

ROOT = Path(__file__).parents[3]
ENCODINGS = (
    "cp1252",
    "cp932",
    "ascii",
    "latin-1",
    "cp437",
    "utf-8",
    "utf-16",
    "euc-jp",
    "shift_jis",
    "gb18030",
)
NAME = "山田@例え.テスト"
SECONDS = 60

posix_only = pytest.mark.skipif(os.name != "posix", reason="descriptors are closed by a shell here")


def program(
    folder: Path, *arguments: str, encoding: str = "utf-8", **more: Any
) -> subprocess.CompletedProcess[bytes]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("UNSUBSCRIBE_SYNC_")}
    environment |= {
        "PYTHONUTF8": "0",
        "PYTHONIOENCODING": encoding,
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }
    call = [sys.executable, "-m", "gui", *arguments, "--data-dir", str(folder)]
    streams: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | more
    return subprocess.run(call, env=environment, check=False, timeout=SECONDS, **streams)


@contextmanager
def written(encoding: str = "utf-8") -> Iterator[io.BytesIO]:
    """What arrives behind a standard output of an encoding that takes nothing else."""
    raw, before = io.BytesIO(), sys.stdout
    sys.stdout = io.TextIOWrapper(raw, encoding=encoding, write_through=True)
    try:
        with console.outlets():
            yield raw
    finally:
        sys.stdout.detach()
        sys.stdout = before


@pytest.mark.parametrize("encoding", ["cp1252", "cp932"])
def test_a_command_that_did_its_work_says_so_whatever_the_code_page(tmp_path: Path, encoding: str) -> None:
    done = program(tmp_path, "unsubscribe", NAME, "--json", encoding=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout.decode("ascii"))["email"] == NAME
    done = program(tmp_path, "resubscribe", NAME, "--reason", "x", "--json", encoding=encoding)
    assert (done.returncode, json.loads(done.stdout)["email"]) == (0, NAME)
    done = program(tmp_path, "log", encoding=encoding)
    assert done.returncode == 0
    assert (NAME if encoding == "cp932" else r"\u5c71\u7530").encode(encoding) in done.stdout


def test_names_of_strangers_are_shown_and_never_sent(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    Store(tmp_path).org_state.set_org(
        Org(
            "00Dx",
            "\x1b]0;owned\x07 \x1b[2J \u202e",
            "https://a.my.salesforce.com",
            False,
            False,
            "a@x.com",
            "66.0",
        )
    )
    (tmp_path / "a\x1b[2Jb.csv").write_text("email\nnobody\n", "utf-8")
    for arguments in (
        ("orgs",),
        ("import", str(tmp_path / "a\x1b[2Jb.csv")),
        ("import", str(tmp_path / "gone\x1b]0;x\x07.csv")),
        ("log",),
        ("settings", "no\x1b[2J"),
        ("no\x1b[2J",),
        ("unsubscribe", "a\x1b[2J@b", "c\x1b[2J"),
    ):
        run(lambda _: 0, [*arguments, "--data-dir", str(tmp_path)])
        said = capsysbinary.readouterr()
        for text in (said.out, said.err):
            assert b"\x1b" not in text, arguments
            assert b"\x07" not in text, arguments
            assert "\u202e".encode() not in text, arguments


@posix_only
def test_an_output_that_is_full_costs_the_answer_and_nothing_else(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no disk that is always full")
    with open("/dev/full", "wb") as full:
        done = program(tmp_path, "unsubscribe", "a@x.com", stdout=full)
        assert done.returncode == console.ANSWER_LOST
        assert done.stderr.decode().count("\n") == 1
        assert "the disk is full" in done.stderr.decode()
        assert program(tmp_path, "--help", stdout=full).returncode == console.ANSWER_LOST
        failed = program(tmp_path, "settings", "no_such", stdout=full)
        assert (failed.returncode, b"no setting" in failed.stderr) == (2, True)
        assert program(tmp_path, "unsubscribe", "b@x.com", stderr=full).returncode == 0
    entries = json.loads(program(tmp_path, "log", "--json").stdout)
    assert [entry["email"] for entry in entries] == ["a@x.com", "b@x.com"]


@posix_only
@pytest.mark.parametrize("closed", [(1,), (0, 1, 2)])
def test_closed_streams_are_no_error_of_the_program(tmp_path: Path, closed: tuple[int, ...]) -> None:
    def close() -> None:
        for number in closed:
            os.close(number)

    done = program(tmp_path, "unsubscribe", "a@x.com", "--json", preexec_fn=close)
    assert done.returncode == (console.ANSWER_LOST if 1 in closed else 0)
    assert b"Traceback" not in done.stderr
    # The database did not get the number of a stream, into which others would have written.
    assert json.loads(program(tmp_path, "status", "--json").stdout)["people"] == 1


@posix_only
@pytest.mark.parametrize("arguments", [("--help",), ("status",), ("log", "--follow")])
def test_a_reader_that_has_gone_is_not_told_of_and_not_taken_for_failed_records(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        done = program(tmp_path, *arguments, stdout=pipe)
    assert (done.returncode, done.stderr) == (console.READER_GONE, b"")


def test_half_characters_and_numbers_that_are_none_break_no_json(capsys: pytest.CaptureFixture[str]) -> None:
    console.print_json(
        {
            "name": "a\udce9\ud800\x1b\x7f\u2028山",
            "share": float("nan"),
            "most": float("inf"),
            "at": datetime(2026, 1, 2, tzinfo=UTC),
            "place": Path("b"),
            7: {"x"},
        }
    )
    said = capsys.readouterr().out
    assert said.isascii()
    assert "\x7f" not in said

    def refuse(name: str) -> None:
        raise AssertionError(name)

    document = json.loads(said, parse_constant=refuse)
    document["name"].encode()  # as strict readers do
    assert document == {
        "name": "a\\udce9\\ud800\x1b\x7f\u2028山",
        "share": None,
        "most": None,
        "at": "2026-01-02T00:00:00+00:00",
        "place": "b",
        "7": ["x"],
    }


def test_whatever_is_printed_arrives_in_every_encoding() -> None:
    chance = random.Random(2)
    for text in hostile.texts(seed=2):
        encoding = chance.choice(ENCODINGS)
        with written(encoding) as line:
            console.say(text)
            assert isinstance(sys.stdout, console.Outlet)
            assert sys.stdout.lost is None
        with written(encoding) as document:
            console.print_json({text: [text]})
        assert "\x1b" not in line.getvalue().decode(encoding)
        [(name, [same])] = json.loads(document.getvalue().decode("ascii")).items()
        assert name == same


def test_markup_and_escapes_in_a_table_and_a_bar_are_only_text() -> None:
    with written("ascii") as raw:
        console.table_console().print(Text(console.shown("[red]x[/] \x1b[2J 山")))
    assert raw.getvalue() == rb"[red]x[/] \x1b[2J \u5c71".replace(b"\\u5c71", b"\\u5c71") + b"\n"


def test_a_write_that_fails_in_the_middle_is_remembered_and_not_raised() -> None:
    class Breaking(io.StringIO):
        def write(self, text: str) -> int:
            raise OSError(errno.EIO, "gone")

    before, sys.stdout = sys.stdout, Breaking()
    try:
        with console.outlets() as answer:
            console.say("one")
            console.print_json({})
            console.table_console().print("two")
            assert console.exit_code(0, answer) == console.ANSWER_LOST
            assert console.exit_code(1, answer) == console.ANSWER_LOST
            assert console.exit_code(2, answer) == 2
            assert console.exit_code(130, answer) == 130
    finally:
        sys.stdout = before


PRINTING = (
    "core/alarms/__main__.py",
    "core/cli/console.py",
    "core/cli/interrupts.py",
    "core/practice_org/command.py",
    "gui/app.py",
)
"""The writer; what ends the program at once, which sends on the last word; the practice org, a program of its own,
which says one line of JSON; and the program with the window, for what it has to say before there is one."""


def prints(path: Path) -> Iterator[str]:
    """What in a file writes to a terminal, past the one writer."""
    streams: Mapping[str, set[str]] = {
        "sys": {"stdout", "stderr", "__stdout__", "__stderr__"},
        "typer": {"echo", "secho"},
        "click": {"echo", "secho"},
        "rich": {"print"},
    }
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.attr in streams.get(node.value.id, ()):
                yield f"{node.value.id}.{node.attr}"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id == "print":
                yield "print"
        elif isinstance(node, ast.ImportFrom) and node.module in ("sys", "click", "rich"):
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module in ("rich.console", "rich.progress"):
            yield from (name.name for name in node.names if name.name in ("Console", "Progress"))


def test_one_module_alone_prints() -> None:
    sources = [path for part in ("core", "gui") for path in (ROOT / part).rglob("*.py")]
    found = {path.relative_to(ROOT).as_posix(): list(prints(path)) for path in sources}
    assert {name: what for name, what in found.items() if what and name not in PRINTING} == {}
    assert found["core/cli/console.py"]
