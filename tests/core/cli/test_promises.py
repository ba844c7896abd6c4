"""What README and the commands promise to whoever writes scripts: one document, exit codes, options anywhere."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from core.cli import interrupts
from core.cli.common import CANNOT_RUN, DONE, HELD, SOME_FAILED
from core.cli.console import ANSWER_LOST, READER_GONE
from core.cli.program import COMMANDS, make_app
from tests.core.cli.test_commands import SECONDS, Command
from tests.core.sync.conftest import reached
from tests.end_to_end.test_rules_of_the_sync import create
from tests.helpers import warm
from tests.helpers.practice import PracticeOrg

ROOT = Path(__file__).parents[3]

posix_only = pytest.mark.skipif(os.name != "posix", reason="signals and terminals as here are of POSIX")


@pytest.fixture(scope="module")
def org() -> Iterator[PracticeOrg]:
    with PracticeOrg(people=10, opted_out=1) as practice:
        yield practice


@pytest.fixture
def command(org: PracticeOrg, tmp_path: Path) -> Command:
    return Command(tmp_path / "data", reached(org))


@pytest.fixture
def alone(tmp_path: Path) -> Command:
    return Command(tmp_path / "data", {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"})


def bare(*arguments: str, **more: Any) -> tuple[int, str, str]:
    """The program without any option but these."""
    done = warm.run(
        [sys.executable, "-m", "gui", *arguments],
        cwd=ROOT,
        text=True,
        encoding="utf-8",
        timeout=SECONDS,
        **more,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


# one document


@posix_only
def test_an_interruption_while_the_program_is_loading_prints_one_document_and_ends_with_130() -> None:
    # It comes where the first module is loaded that takes time.
    code = (
        "import os, signal, sys\n"
        "class Interrupted:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'typer': os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Interrupted())\n"
        "sys.argv = ['unsubscribe-sync', 'status', '--json']\n"
        "from gui.__main__ import main\n"
        "sys.exit(main())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    assert done.returncode == 130
    assert json.loads(done.stdout)["error"]["code"] == "INTERRUPTED"
    assert done.stderr == "Interrupted.\n"


@posix_only
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_command_prints_one_document_and_ends_with_130(
    alone: Command, how: signal.Signals
) -> None:
    process = alone.start("unsubscribe", "-", "--json")
    _until_it_waits(process.pid)
    process.send_signal(how)
    out, err = process.communicate(timeout=SECONDS)
    assert process.returncode == 130
    assert json.loads(out)["error"]["code"] == "INTERRUPTED"
    assert err == "Interrupted.\n"


def _until_it_waits(pid: int) -> None:
    """Until a process reads its standard input; on Linux the kernel tells, elsewhere there is but time."""
    call = Path(f"/proc/{pid}/syscall")
    if not call.exists():
        time.sleep(SECONDS / 10)
        return
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        if call.read_text().startswith("0 0x0 "):
            return
        time.sleep(0.05)
    pytest.fail("the command never came to read")


@posix_only
def test_an_interrupted_question_of_an_import_is_a_no_in_one_document(alone: Command, tmp_path: Path) -> None:
    file = tmp_path / "unsubscribes.csv"
    file.write_text("email,unsubscribed\na@example.com,yes\n", "utf-8")
    out, code = _at_a_terminal(alone, None, "import", str(file), "--json")
    assert code == 130
    assert json.loads(out)["error"]["code"] == "INTERRUPTED"
    out, code = _at_a_terminal(alone, b"n\n", "import", str(file), "--json")
    assert code == 130
    assert json.loads(out)["error"] == {"code": "DECLINED", "what": "Nothing was imported.", "fix": None}
    assert alone.json("status", code=1)["unsubscribed"] == 0


_PRESSES = 5
"""So often somebody presses Ctrl+C before giving up."""


def _at_a_terminal(command: Command, typed: bytes | None, *arguments: str) -> tuple[str, int]:
    """Run a command whose question at a terminal is answered, or, by None, interrupted; its answer and exit code."""
    ours, theirs = pty.openpty()
    process = warm.start(
        [sys.executable, "-m", "gui", *arguments, "--data-dir", str(command.folder)],
        env=command.environment,
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=theirs,
        text=True,
    )
    os.close(theirs)
    seen = b""
    while b"[y/N]" not in seen:
        seen += os.read(ours, 1024)
    if typed is not None:
        os.write(ours, typed)
    tries = 1 if typed is not None else _PRESSES
    for last in range(tries - 1, -1, -1):
        if typed is None:
            process.send_signal(signal.SIGINT)
        try:
            out, _ = process.communicate(timeout=SECONDS / tries)
            break
        except subprocess.TimeoutExpired:
            # Pressed in the moment between the question and the waiting for its answer, it is not heard by Python.
            if not last:
                raise
    os.close(ours)
    return out, process.returncode


@pytest.mark.parametrize(
    "arguments",
    [
        ("practice-org", "--bogus", "--json"),
        ("practice-org", "--json", "--port", "99999"),
        ("practice-org", "--json", "--people", "-1"),
        ("--json", "sync", "--bogus"),
        ("sync", "--json", "--preview", "--yes"),
        ("--json", "nonsense"),
        ("--json",),
        ("settings", "--unset", "--json"),
        ("--json", "--org", "", "status"),
        ("status", "--json", "--data-dir", ""),
        ("--practice", "connect", "--json"),
        ("--org", "2", "orgs", "add", "--json"),
        ("log", "--json", "--since", "yesterday"),
        ("unsubscribe", "--json"),
    ],
)
def test_what_is_mistyped_ends_with_2_and_one_document(arguments: tuple[str, ...]) -> None:
    code, out, err = bare(*arguments)
    assert code == 2
    assert json.loads(out)["error"]["what"]
    assert err.strip()


def test_json_may_stand_anywhere(alone: Command) -> None:
    folder = str(alone.folder)
    alone.json("settings", "nightly_sync", "on")
    for arguments in (
        ("--json", "settings", "nightly_sync"),
        ("settings", "--json", "nightly_sync"),
        ("settings", "nightly_sync", "--json"),
    ):
        code, out, _ = bare(*arguments, "--data-dir", folder)
        assert (code, json.loads(out)) == (0, {"nightly_sync": True}), arguments
    for arguments in (("--json", "orgs", "use", "1"), ("orgs", "--json", "use", "1")):
        code, out, _ = bare(*arguments, "--data-dir", folder)
        assert (code, json.loads(out)["number"]) == (0, "1"), arguments


def test_a_run_that_failed_or_was_held_says_why_in_its_document_and_held_is_3(
    command: Command, org: PracticeOrg
) -> None:
    for key, value in (("brake_practice", "on"), ("brake_number", "0")):
        command.json("settings", key, value)
    create(org, Email="held@example.com", HasOptedOutOfEmail=True)
    held = command.json("sync", code=3)
    assert held["outcome"] == "held"
    assert held["error"]["code"] == "HELD"
    assert held["error"]["what"] == held["reason"]
    assert "--yes" in held["error"]["fix"]
    code, out, err = command("sync")
    assert (code, out) == (3, "")
    assert "brake_number" in err
    command.environment["UNSUBSCRIBE_SYNC_INSTANCE_URL"] = "https://127.0.0.1:9"
    failed = command.json("sync", code=2)
    assert failed["outcome"] == "failed"
    assert failed["error"]["what"]
    assert (
        command.json("push", code=2 if command.json("status", code=1)["queue"]["waiting"] else 0) is not None
    )


# what was not done, and why


def test_a_bad_place_for_refused_rows_is_told_before_anything_is_imported(
    alone: Command, tmp_path: Path
) -> None:
    file = tmp_path / "unsubscribes.csv"
    file.write_text("email,unsubscribed\na@example.com,yes\nnobody,yes\n", "utf-8")
    for place in (tmp_path, tmp_path / "gone" / "refused.csv", Path("-")):
        code, _, err = alone("import", str(file), "--refused", str(place))
        assert code == 2
        assert err.strip()
    assert alone.json("status", code=1)["people"] == 0
    place = tmp_path / "refused.csv"
    assert alone("import", str(file), "--refused", str(place))[0] == 1
    assert "nobody" in place.read_text("utf-8-sig")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "refused.csv", "unsubscribes.csv"]


def test_push_names_who_was_not_sent_and_why(command: Command, org: PracticeOrg) -> None:
    refusing = create(org, Email="refusing@example.com")
    org.control("faults", {"records": [{"ids": [refusing], "refuse": "validation"}]})
    command.json("unsubscribe", "refusing@example.com", "unknown@example.com")
    document = command.json("push", code=1)
    named = {push["email"]: push for push in document["not_sent"]}
    assert named["refusing@example.com"]["salesforce_id"] == refusing
    assert named["refusing@example.com"]["state"] == "parked"
    assert named["refusing@example.com"]["code"] == "FIELD_CUSTOM_VALIDATION_EXCEPTION"
    assert named["refusing@example.com"]["what"]
    assert named["unknown@example.com"]["code"] == "NO_SALESFORCE_ID"
    code, out, _ = command("push")
    assert "refusing@example.com" in out
    org.control("faults", {"clear": True})
    assert code in (0, 1)


def test_resubscribe_says_why_not(alone: Command) -> None:
    alone.json("unsubscribe", "a@example.com")
    assert alone.json("resubscribe", "a@example.com", "--reason", "x")["why_not"] is None
    again = alone.json("resubscribe", "a@example.com", "--reason", "x", code=1)
    assert not again["ended_here"]
    assert "is not unsubscribed" in again["why_not"]
    code, _, err = alone("resubscribe", "a@example.com", "--reason", "x")
    assert code == 1
    assert "is not unsubscribed" in err


# exit codes


def test_status_without_a_connection_ends_with_1(alone: Command, command: Command) -> None:
    assert alone.json("status", code=1)["connected"] is False
    assert command.json("status", code=0)["connected"] is True


@posix_only
def test_a_practice_org_that_is_interrupted_ends_with_130() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "core.practice_org", "--people", "1"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["instance_url"]
        process.send_signal(signal.SIGINT)
        assert process.wait(SECONDS) == 130


@pytest.mark.parametrize(
    "arguments",
    [("--port", "99999"), ("--port", "http"), ("--data-dir", "/dev/null/x"), ("--latency-ms", "nan")],
)
def test_what_a_practice_org_cannot_use_is_one_sentence(arguments: tuple[str, ...]) -> None:
    code, out, err = bare("practice-org", "--people", "1", *arguments)
    assert (code, out) == (2, "")
    assert err.strip().count("\n") == 0


@posix_only
@pytest.mark.parametrize("output", ["full", "closed"])
@pytest.mark.parametrize("command", ["practice-org --people 1", "--help", "--version", "export -"])
def test_an_answer_that_cannot_be_written_has_a_code_of_its_own(
    command: str, output: str, tmp_path: Path
) -> None:
    where = "> /dev/full" if output == "full" else ">&-"
    folder = "" if "practice-org" in command or command.startswith("--") else f" --data-dir {tmp_path}"
    done = subprocess.run(
        f"exec {sys.executable} -m gui {command}{folder} {where}",
        shell=True,
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 74, done.stderr
    assert "Traceback" not in done.stderr


# settings


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("ca_file", "{file}"),
        ("ca_file", "{folder}"),
        ("ca_file", "{folder}/gone.pem"),
        ("watched_folder", "{file}"),
        ("proxy_user", "a:b"),
        ("trusted_hosts", "..."),
        ("trusted_hosts", "a..b.example"),
    ],
)
def test_a_setting_refuses_what_could_not_work(alone: Command, tmp_path: Path, key: str, value: str) -> None:
    file = tmp_path / "words.txt"
    file.write_text("no certificate", "utf-8")
    code, _, err = alone("settings", key, value.format(file=file, folder=tmp_path))
    assert code == 2
    assert f"{key} cannot be set to" in err
    assert alone.json("settings", key)[key] in ("", [])


def test_a_setting_has_a_type_a_default_a_purpose_and_a_way_back(alone: Command) -> None:
    alone.json("settings", "brake_number", "5")
    alone.json("settings", "nightly_weekdays", "mon,fri")
    alone.json("settings", "nightly_sync", "on")
    document = alone.json("settings")
    assert (document["brake_number"], document["nightly_sync"]) == (5, True)
    assert document["nightly_weekdays"] == ["mon", "fri"]
    described = alone.json("settings", "brake_number", "--describe")["brake_number"]
    assert (described["value"], described["default"], described["is_default"]) == (5, 1000, False)
    assert "the smaller one counts" in described["purpose"]
    assert described["accepts"]
    _, out, _ = alone("settings")
    assert "5  (default: 1000)" in out
    assert "brake_share" in out
    assert out.count("the smaller one counts") == 2
    assert alone.json("settings", "brake_number", "--unset") == {"brake_number": 1000}
    assert alone("settings", "brake_number")[1] == "1000\n"


@pytest.mark.parametrize(
    ("typed", "meant"), [("brake-share", "brake_share"), ("nightly_snyc", "nightly_sync")]
)
def test_a_typing_error_in_the_name_of_a_setting_is_seen_through(
    alone: Command, typed: str, meant: str
) -> None:
    code, _, err = alone("settings", typed)
    assert code == 2
    assert f"Did you mean {meant}?" in err


# what scripts expect


def test_the_version_is_told() -> None:
    code, out, _ = bare("--version")
    assert (code, out.split()[0]) == (0, "unsubscribe-sync")
    assert json.loads(bare("--version", "--json")[1])["version"] == out.split()[1]


def test_the_shell_completes_commands_and_settings() -> None:
    environment = os.environ | {"_UNSUBSCRIBE_SYNC_COMPLETE": "complete_bash", "COMP_CWORD": "1"}
    assert bare(env=environment | {"COMP_WORDS": "unsubscribe-sync sta"})[1].split() == ["status"]
    words = {"COMP_WORDS": "unsubscribe-sync settings brake_s", "COMP_CWORD": "2"}
    assert bare(env=environment | words)[1].split() == ["brake_share"]


def test_lists_come_from_arguments_files_and_standard_input(alone: Command, tmp_path: Path) -> None:
    listed = tmp_path / "list.txt"
    listed.write_bytes("b@example.com\r\n\r\nnobody\r\nC@example.com\r\n".encode("utf-16"))
    document = alone.json("unsubscribe", "a@example.com", "--from-file", str(listed), code=1)
    assert document["unsubscribed"] == ["a@example.com", "b@example.com", "C@example.com"]
    assert [refused["text"] for refused in document["refused"]] == ["nobody"]
    code, out, _ = alone("unsubscribe", "-", given="a@example.com\nd@example.com\n")
    assert (code, out) == (0, "1 unsubscribed, 1 already so.\n")
    code, out, _ = alone("import", "-", "--json", given="email,unsubscribed\ne@example.com,yes\n")
    assert (code, json.loads(out)["counts"]["unsubscribed"]) == (0, 1)
    code, out, _ = alone("export", "-")
    assert code == 0
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["email"][0] for row in rows] == ["a", "b", "C", "d", "e"]
    assert alone("export", "-", "--json")[0] == 2


def test_the_log_begins_where_it_is_told_to(alone: Command) -> None:
    alone.json("unsubscribe", "a@example.com")
    assert len(alone.json("log", "--since", "1h")) >= 1
    assert len(alone.json("log", "--since", "2020-01-01")) >= 1
    assert alone.json("log", "--since", "2999-12-31T00:00+09:00") == []


def _commands() -> list[str]:
    return [name for name in COMMANDS if name != "practice-org"]


@pytest.mark.parametrize("name", ["", *_commands()])
def test_a_help_text_fits_60_columns_is_not_cut_off_and_shows_flags_as_flags(name: str) -> None:
    code, out, _ = bare(*name.split(), "--help", env=os.environ | {"COLUMNS": "60", "TERMINAL_WIDTH": "60"})
    assert code == 0
    assert max(map(len, out.splitlines())) <= 60
    assert "..." not in out.replace("[ARGS]...", "").replace("[EMAIL]...", "").replace(
        "[RECORD]...", ""
    ).replace("orgs ...", "")
    assert "<bool>" not in out
    assert "─" not in out


def test_an_interruption_after_the_document_adds_no_second_one() -> None:
    interrupts.promise.as_json, interrupts.promise.kept = True, False
    assert interrupts.promise.is_open
    interrupts.promise.kept = True
    assert not interrupts.promise.is_open
    interrupts.promise.as_json = interrupts.promise.kept = False


def test_commands_take_the_options_that_readme_says() -> None:
    commands: Any = typer.main.get_command(make_app(lambda _options: 0))
    told = (ROOT / "README.md").read_text("utf-8")
    for name in _commands():
        [row] = [line for line in told.splitlines() if line.startswith((f"| `{name} ", f"| `{name}`"))][:1]
        taken = {parameter.name for parameter in commands.get_command(None, name).params}
        assert {"data_dir", "as_json"} <= taken, name
        assert ("org" in taken) is (name != "orgs"), name
        assert ("practice" in taken) is row.split("|")[1].rstrip().endswith("*"), name


def test_readme_names_every_exit_code() -> None:
    told = (ROOT / "README.md").read_text("utf-8")
    codes = (DONE, SOME_FAILED, CANNOT_RUN, HELD, ANSWER_LOST, interrupts.INTERRUPTED, READER_GONE)
    rows = [line.split("|")[1].strip() for line in told.splitlines() if line.startswith("| ")]
    assert [row for row in rows if row.isdigit()] == [str(code) for code in codes]
