"""A process that the tests fork is the process that a user starts, and nothing of an earlier test is in it."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import warm
from tests.helpers.practice import ColdPracticeOrg, PracticeOrg

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="everywhere else processes are started as ever"
)

STATE = "tests.helpers.process_state"
HOLDING = """
import sys
from tests.helpers.practice import PracticeOrg
with PracticeOrg(people=1) as org:
    print(org.process.pid, flush=True)
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(warm.IMPORTED, STATE, ())


def both(*arguments: str, given: str = "") -> list[subprocess.Popen[str]]:
    """The same process forked and started by the interpreter, at their ends."""
    environment = {"PATH": os.environ["PATH"], "HOME": "/nowhere", "ELSEWHERE": "é"}
    ended = []
    for start in (warm.start, subprocess.Popen):
        process = start(
            [sys.executable, "-m", STATE, *arguments],
            env=environment,
            cwd=warm.ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        process.said, process.complained = process.communicate(given, timeout=60)
        ended.append(process)
    return ended


def test_it_differs_in_nothing_from_one_that_the_interpreter_starts() -> None:
    forked, started = both("0", "ü", given="typed")
    assert isinstance(forked, warm._Warm)
    ours, theirs = json.loads(forked.said), json.loads(started.said)
    assert ours["parent"] == os.getpid()
    assert ours["read"] == "typed"
    assert ours == theirs
    assert (forked.returncode, forked.complained) == (started.returncode, started.complained) == (0, "")


@pytest.mark.parametrize("end", ["3", "raise", "interrupt", "abort"])
def test_it_ends_as_one_that_the_interpreter_starts(end: str) -> None:
    forked, started = both(end)
    assert forked.returncode == started.returncode != 0
    assert forked.complained.splitlines()[-1:] == started.complained.splitlines()[-1:]
    assert json.loads(forked.said)["arguments"] == json.loads(started.said)["arguments"]


def test_a_wish_that_a_fork_cannot_fulfil_is_left_to_the_interpreter(tmp_path: Path) -> None:
    command = [sys.executable, "-m", STATE, "0"]
    with warm.start(command, stdout=subprocess.PIPE, start_new_session=True) as process:
        assert not isinstance(process, warm._Warm)
        assert process.communicate()[0]


def test_an_org_that_is_killed_is_seen_to_be_killed() -> None:
    with PracticeOrg(people=1) as org:
        assert isinstance(org.process, warm._Warm)
        org.process.kill()
        assert org.process.wait(20) == -signal.SIGKILL


def test_orgs_do_not_outlive_the_tests_that_started_them() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDING],
        cwd=warm.ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as tests:
        assert tests.stdout is not None
        org = int(tests.stdout.readline())
        tests.kill()
    until = time.monotonic() + 30
    while Path(f"/proc/{org}/stat").exists() and Path(f"/proc/{org}/stat").read_text().split()[2] != "Z":
        assert time.monotonic() < until
        time.sleep(0.05)


def imports_of(module: str, *arguments: str) -> set[str]:
    """What a process imports until it ends, as the interpreter reports it."""
    ended = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", module, *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return {line.rpartition("|")[2].strip() for line in ended.stderr.splitlines() if "import time:" in line}


@pytest.mark.parametrize(
    ("module", "arguments"),
    [
        ("core.practice_org", ["--until-stdin-closes", "--people", "1"]),
        ("gui", ["sync", "--json"]),
        ("gui", ["checklist", "--json"]),
        ("gui", ["import", __file__]),
    ],
)
def test_what_a_process_imports_was_imported_before_it_was_forked(
    module: str, arguments: list[str], tmp_path: Path
) -> None:
    code = "import sys; from tests.helpers.warm import _import, IMPORTED; "
    code += f"_import({module!r}, IMPORTED[{module!r}]); print(*sys.modules)"
    warmed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    own = {
        name
        for name in imports_of(module, *arguments, "--data-dir", str(tmp_path))
        if name.startswith(("core.", "gui.")) and "migrations" not in name
    }
    assert len(own) > 10
    assert own <= {*warmed.stdout.split(), f"{module}.__main__"}


# an org


SECRETS = {"access_token", "client_secret", "port", "pages_port"}
"""Settings that no two orgs share."""


def whole(org: PracticeOrg) -> dict[str, Any]:
    """All that an org holds and all that it says of itself, without what is another for every org."""
    held: dict[str, Any] = {}
    for path in sorted(Path(org.line["data_dir"]).glob("*.sqlite")):
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        names = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
        held[path.name] = names
        for name, sql in names:
            if sql and sql.startswith("CREATE TABLE"):
                held[f"{path.name}.{name}"] = connection.execute(f'SELECT * FROM "{name}"').fetchall()
        connection.close()
    settings = held["practice-org.sqlite.setting"]
    held["practice-org.sqlite.setting"] = sorted(row for row in settings if row[0] not in SECRETS)
    # Its token, and the moment at which it was given out.
    held["practice-org.sqlite.session"] = [row[1:4] for row in held["practice-org.sqlite.session"]]
    said = {path: org.control(path) for path in ("faults", "calls", "oauth")}
    del said["oauth"]["client_secret"]
    return (
        held
        | said
        | {"limits": org.call("GET", "limits").json(), "describe": org.call("GET", "sobjects").json()}
    )


def soil(org: PracticeOrg) -> None:
    """Change whatever can be changed in an org."""
    org.control("faults", {"scenario": "all-bad"})
    org.control(
        "faults",
        {
            "requests": [{"do": "unavailable", "path": "nowhere", "times": 0}],
            "org": {
                "limits": {"daily": 1000, "used": 900},
                "person_accounts": True,
                "oauth": {"access_token_seconds": 60, "rotate_refresh_tokens": True},
            },
        },
    )
    org.call("POST", "sobjects/Contact", json={"LastName": "Soiled"})
    org.query("SELECT Id, Name FROM Contact")
    org.control("tokens", {})
    org.control("expire-tokens", {})


def test_an_org_begins_as_if_no_test_had_ever_soiled_another() -> None:
    options = {"people": 30, "opted_out": 3}
    with PracticeOrg(**options) as first:
        soil(first)
    with PracticeOrg(**options) as next_one, ColdPracticeOrg(**options) as untouched:
        assert isinstance(next_one.process, warm._Warm)
        assert not isinstance(untouched.process, warm._Warm)
        assert whole(next_one) == whole(untouched)
