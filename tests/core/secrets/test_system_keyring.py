from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import keyring
import pytest

from core.messages import ProblemError
from core.secrets.system_keyring import TRIES, usable_keyring
from tests.core.secrets.test_credentials import SmallEntries
from tests.helpers.secret_service import SecretService, bare_environment

_ASK = """
import sys
from core.secrets.credentials import Credentials
from core.messages import ProblemError

{before}
print("ready", flush=True)
for _ in sys.stdin:
    try:
        print(Credentials("one").load(), flush=True)
    except ProblemError as error:
        print(error.problem.code, flush=True)
"""


class Asking:
    """A process that looks into the keyring each time it is asked."""

    def __init__(self, environment: dict[str, str], before: str = "") -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore::ResourceWarning", "-c", _ASK.format(before=before)],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.answer() == "ready"

    def answer(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def ask(self) -> str:
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        return self.answer()

    def end(self) -> None:
        self._process.communicate(timeout=30)


@pytest.mark.secret_service
@pytest.mark.parametrize("before", ["", "Credentials('one').load()"], ids=["at first", "later"])
def test_a_session_bus_too_busy_to_answer_is_waited_for(tmp_path: Path, before: str) -> None:
    with SecretService(tmp_path) as service:
        asking = Asking(service.environment, before)
        bus = service.bus()
        os.kill(bus, signal.SIGSTOP)
        threading.Timer(1.6, lambda: os.kill(bus, signal.SIGCONT)).start()
        assert asking.ask() == "None"
        asking.end()


@pytest.mark.secret_service
def test_a_keyring_that_starts_after_the_program_is_found(tmp_path: Path) -> None:
    with SecretService(tmp_path / "home") as service:
        address = service.environment["DBUS_SESSION_BUS_ADDRESS"]
        link = tmp_path / "bus"
        environment = bare_environment(tmp_path / "home") | {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={link}"}
        asking = Asking(environment)
        assert asking.ask() == "KEYRING_UNAVAILABLE"
        link.symlink_to(address.partition("unix:path=")[2].partition(",")[0])
        assert asking.ask() == "None"
        asking.end()


class Busy(SmallEntries):
    """Answers only the last time that it is asked; `never` not even then."""

    def __init__(self, never: bool) -> None:
        super().__init__()
        self.asked, self.never = 0, never

    def get_password(self, service: str, username: str) -> str | None:
        self.asked += 1
        if self.asked < TRIES or self.never:
            raise TimeoutError("Did not authenticate in 1.0 seconds")
        return super().get_password(service, username)


@pytest.mark.parametrize("never", [False, True])
def test_the_waiting_has_an_end(never: bool) -> None:
    before, busy = keyring.get_keyring(), Busy(never)
    keyring.set_keyring(busy)
    try:
        if never:
            with pytest.raises(ProblemError, match="KEYRING_UNAVAILABLE"), usable_keyring() as entries:
                entries.get_password("a service", "a user")
        else:
            with usable_keyring() as entries:
                assert entries.get_password("a service", "a user") is None
    finally:
        keyring.set_keyring(before)
    assert busy.asked == TRIES
