"""A keyring that hangs: it is waited for within a limit, and not at all once the work is given up."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest

from core.messages import CancelledError, ProblemError
from core.secrets import system_keyring
from core.secrets.credentials import Credentials, StoredAccess
from core.secrets.system_keyring import KEYRING_SILENT, given_up_by
from tests.core.secrets.test_credentials import SmallEntries
from tests.helpers.secret_service import SecretService

ACCESS = StoredAccess("https://127.0.0.1:9", "00D-secret")


class Hanging(SmallEntries):
    """Answers nothing until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.go_on = threading.Event()
        self.asked = 0

    def get_password(self, service: str, username: str) -> str | None:
        self.asked += 1
        self.go_on.wait(60)
        return super().get_password(service, username)


@pytest.fixture
def hanging(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hanging]:
    monkeypatch.setattr(system_keyring, "LIMIT_S", 0.3)
    monkeypatch.setattr(system_keyring, "_STILL_SILENT_S", 0.1)
    before, backend = keyring.get_keyring(), Hanging()
    keyring.set_keyring(backend)
    yield backend
    backend.go_on.set()
    keyring.set_keyring(before)


def test_it_is_said_after_a_while_with_what_to_do(hanging: Hanging) -> None:
    with pytest.raises(ProblemError) as caught:
        Credentials("one").load()
    assert caught.value.problem.code == KEYRING_SILENT
    assert "asks for its password" in caught.value.problem.fix.english()


def test_those_who_come_next_do_not_pile_up_behind_it_and_it_is_used_once_it_answers(
    hanging: Hanging,
) -> None:
    for _ in range(3):
        with pytest.raises(ProblemError, match=KEYRING_SILENT):
            Credentials("one").load()
    assert hanging.asked == 1
    hanging.go_on.set()
    Credentials("one").save(ACCESS)
    assert Credentials("one").load() == ACCESS


def test_whoever_gives_the_work_up_waits_no_longer_and_nothing_is_stored(
    hanging: Hanging, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system_keyring, "LIMIT_S", 60.0)
    stop = threading.Event()
    threading.Timer(0.2, stop.set).start()
    with given_up_by(stop), pytest.raises(CancelledError):
        Credentials("one").save(ACCESS)
    assert hanging.entries == {}


_LOAD = """
import json
from core.secrets import system_keyring
from core.secrets.credentials import Credentials
from core.messages import ProblemError

system_keyring.LIMIT_S = 2.0
Credentials("one").load()
print("ready", flush=True)
input()
try:
    Credentials("one").load()
    print(json.dumps("an answer"))
except ProblemError as error:
    print(json.dumps(error.problem.code))
"""


@pytest.mark.secret_service
def test_a_real_keyring_whose_daemon_is_stopped_is_one(tmp_path: Path) -> None:
    with SecretService(tmp_path) as service:
        process = subprocess.Popen(
            [sys.executable, "-W", "ignore::ResourceWarning", "-c", _LOAD],
            env=service.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        daemon = service.daemon()
        os.kill(daemon, signal.SIGSTOP)
        try:
            out, _ = process.communicate("\n", timeout=40)
        finally:
            os.kill(daemon, signal.SIGCONT)
    assert json.loads(out) == KEYRING_SILENT
