from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.connection.practice_child import PracticeChild, PracticeLine, PracticeOptions, PracticeTokens
from core.messages import CancelledError, Category, ProblemError
from core.salesforce.org import SalesforceOrg
from core.store.types.fields import OptOutField
from tests.core.connection.conftest import running_at

FEW = PracticeOptions(people=30, opted_out=3, package="none")


@pytest.fixture
def child(tmp_path: Path) -> Iterator[PracticeChild]:
    made = PracticeChild(tmp_path / "org", FEW)
    yield made
    made.close()


def client(line: PracticeLine, tokens: PracticeTokens | None = None) -> SalesforceOrg:
    return SalesforceOrg(line.instance_url, tokens or PracticeTokens(line), ca_file=line.ca_file)


def test_it_serves_an_org_as_it_was_asked_for_and_ends_when_closed(child: PracticeChild) -> None:
    assert not child.alive
    line = child.start(threading.Event())
    assert child.alive
    with client(line) as org:
        shape = org.describe()
        people = sum(
            len(page.snapshots) for name in ("Contact", "Lead") for page in org.read_people(name, shape)
        )
    assert people == 30
    assert shape.objects["Contact"].field(OptOutField.MARKETO_SALES) is None
    child.close()
    child.close()
    assert not child.alive


def test_it_begins_in_a_state_given_by_name_or_by_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "state.json").write_text('{"scenario": "field-hidden"}', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for number, scenario in enumerate(("field-hidden", Path("state.json"))):
        child = PracticeChild(
            tmp_path / str(number), PracticeOptions(people=5, opted_out=0, scenario=scenario)
        )
        try:
            with client(child.start(threading.Event())) as org:
                assert org.describe().objects["Lead"].field(OptOutField.SALESFORCE) is None
        finally:
            child.close()


def test_the_org_is_the_same_after_a_restart(tmp_path: Path) -> None:
    found = []
    for people in (30, 99):
        child = PracticeChild(tmp_path, PracticeOptions(people=people))
        line = child.start(threading.Event())
        with client(line) as org:
            found.append((org.describe().org.id, line.access_token))
        child.close()
    assert found[0] == found[1]


def test_an_expired_token_is_replaced_once_for_all_workers(child: PracticeChild) -> None:
    line = child.start(threading.Event())
    tokens = PracticeTokens(line)
    with client(line, tokens) as org, client(line, tokens) as other:
        first = tokens.token()
        running_at(line).control("expire-tokens", {})
        org.describe()
        second = tokens.token()
        assert second != first
        assert tokens.renew(first) == second
        other.describe()
        assert tokens.token() == second


def test_no_token_is_to_be_had_from_an_org_that_has_ended(child: PracticeChild) -> None:
    line = child.start(threading.Event())
    child.close()
    with pytest.raises(ProblemError) as caught:
        PracticeTokens(line).renew(line.access_token)
    assert caught.value.problem.category is Category.OFFLINE


def test_the_token_is_in_no_representation(child: PracticeChild) -> None:
    line = child.start(threading.Event())
    for thing in (line, PracticeTokens(line), child):
        assert line.access_token not in repr(thing)


def test_what_it_said_is_kept_when_it_does_not_start(tmp_path: Path) -> None:
    child = PracticeChild(tmp_path, PracticeOptions(people=3, opted_out=4))
    with pytest.raises(ProblemError) as caught:
        child.start(threading.Event())
    assert caught.value.problem.code == "PRACTICE_ORG_NOT_STARTED"
    assert "more people opted out than there are" in caught.value.problem.detail
    assert not child.alive


def test_a_damaged_org_is_said(tmp_path: Path) -> None:
    (tmp_path / "practice-org.sqlite").write_bytes(b"no database" * 1_000)
    with pytest.raises(ProblemError, match="PRACTICE_ORG_NOT_STARTED") as caught:
        PracticeChild(tmp_path, FEW).start(threading.Event())
    assert "not a database" in caught.value.problem.detail


def test_stopping_while_it_starts_ends_it(tmp_path: Path) -> None:
    stop = threading.Event()
    stop.set()
    child = PracticeChild(tmp_path, PracticeOptions(people=200_000))
    with pytest.raises(CancelledError):
        child.start(stop)
    assert not child.alive


def test_closing_while_it_starts_ends_it(tmp_path: Path) -> None:
    child = PracticeChild(tmp_path, PracticeOptions(people=200_000))
    timer = threading.Timer(0.3, child.close)
    timer.start()
    with pytest.raises(CancelledError):
        child.start(threading.Event())
    timer.join()
    assert not child.alive
    with pytest.raises(CancelledError):
        child.start(threading.Event())


def test_it_starts_wherever_the_program_was_started_and_gets_no_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "core.py").write_text("raise SystemExit('the wrong core')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("UNSUBSCRIBE_SYNC_ACCESS_TOKEN", "00D!secret")
    child = PracticeChild(tmp_path / "org", FEW)
    child.start(threading.Event())
    try:
        process = child._process
        assert process is not None
        if Path("/proc").exists():
            assert b"00D!secret" not in Path(f"/proc/{process.pid}/environ").read_bytes()
    finally:
        child.close()


PARENT = """
import signal, sys, threading, time
from pathlib import Path
from core.connection.practice_child import PracticeChild, PracticeOptions
# A shell that starts the tests in the background hands on that SIGINT is ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
child = PracticeChild(Path(sys.argv[1]), PracticeOptions(people=30))
child.start(threading.Event())
try:
    print(child._process.pid, flush=True)
    # In short naps: a signal that comes just before a blocking call is heard only when the call ends.
    for _ in range(600):
        time.sleep(0.1)
except KeyboardInterrupt:
    print("alive" if child.alive else "gone", flush=True)
    child.close()
"""


@contextlib.contextmanager
def _parent(folder: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as parent:
        try:
            assert parent.stdout is not None
            yield parent, int(parent.stdout.readline())
        finally:
            parent.kill()


def _gone(pid: int) -> bool:
    try:
        # A process that has ended and is not yet collected by its new parent counts as gone.
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks for the child in /proc")
def test_it_ends_with_its_parent_even_when_that_is_killed(tmp_path: Path) -> None:
    with _parent(tmp_path) as (parent, pid):
        assert not _gone(pid)
        parent.kill()
        for _ in range(300):
            if _gone(pid):
                break
            time.sleep(0.1)
        assert _gone(pid)


@pytest.mark.skipif(os.name == "nt", reason="sends a POSIX signal to a group")
def test_ctrl_c_in_the_terminal_leaves_its_end_to_the_parent(tmp_path: Path) -> None:
    with _parent(tmp_path) as (parent, pid):
        os.killpg(parent.pid, signal.SIGINT)
        said, _ = parent.communicate(timeout=30)
        assert said.strip() == "alive"
        assert parent.returncode == 0
        assert _gone(pid)
