"""Several processes at one keyring: no mixture, no loss, and none holds the others for long."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from threading import Event

import pytest

from core.connection import keyring_access as keyring_way
from core.connection.access_providers import account_of
from core.connection.keyring_access import KeyringAccess
from core.messages import Problem, ProblemError
from core.salesforce.http.route import system_route
from core.secrets.credentials import Credentials
from core.secrets.system_keyring import _locked
from tests.core.connection.conftest import MakeDesk
from tests.core.connection.test_sign_ins import behave, by_browser, by_secret, expire, kept, look, token_calls
from tests.helpers.practice import PracticeOrg
from tests.helpers.secret_service import ROOT, SecretService

_STORE = """
import sys, time
from pathlib import Path
from core.connection.keyring_access import KeyringAccess
from core.secrets.credentials import RefreshAccess
from core.salesforce.http.route import system_route

way = KeyringAccess(Path(sys.argv[1]), system_route)
letter, url = sys.argv[2], "https://127.0.0.1:9"
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[3])):
    length = 1_500 + 900 * (number % 3)
    way.store(RefreshAccess(url, url, "key-" + letter, letter * length, "", "user-" + letter))
    time.sleep(0.02 * (number % 4))
"""

_HOLD = """
import sys, threading
from pathlib import Path
from core.connection.one_at_a_time import one_at_a_time

with one_at_a_time(Path(sys.argv[1]), threading.Event()):
    print("held", flush=True)
    sys.stdin.read()
"""


def child(program: str, *arguments: str, environment: dict[str, str] | None = None) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore::ResourceWarning", "-c", program, *arguments],
        env=environment or dict(os.environ, PYTHONPATH=str(ROOT)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline()
    return process


@pytest.mark.secret_service
def test_two_processes_that_write_at_once_never_mix_the_pieces_of_a_credential(
    tmp_path: Path,
) -> None:
    with SecretService(tmp_path / "home") as service:
        writers = [
            child(_STORE, str(tmp_path), letter, "25", environment=service.environment) for letter in "xy"
        ]
        for writer in writers:
            assert writer.stdin is not None
            writer.stdin.write("\n")
            writer.stdin.flush()
        for writer in writers:
            writer.communicate(timeout=120)
            assert writer.returncode == 0
        load = (
            "import json, sys; from core.secrets.credentials import Credentials; "
            "access = Credentials(sys.argv[1]).load(); "
            "print(json.dumps([access.client_id, access.username, sorted(set(access.refresh_token))]))"
        )
        found = subprocess.run(
            [sys.executable, "-W", "ignore::ResourceWarning", "-c", load, account_of(tmp_path)],
            env=service.environment,
            capture_output=True,
            text=True,
            timeout=60,
        )
    assert found.returncode == 0, found.stderr
    client_id, username, letters = json.loads(found.stdout)
    [letter] = letters
    assert (client_id, username) == (f"key-{letter}", f"user-{letter}")


@pytest.mark.secret_service
@pytest.mark.usefixtures("desktop_keyring")
class TestASuspendedProcess:
    def test_that_exchanges_holds_nobody_who_has_a_secret_of_the_app(
        self, desk: MakeDesk, practice: PracticeOrg
    ) -> None:
        made = desk()
        by_secret(made, practice)
        expire(practice)
        holder = child(_HOLD, str(made.data_dir / "exchanging.sqlite"))
        os.kill(holder.pid, signal.SIGSTOP)
        try:
            look(made)
        finally:
            os.kill(holder.pid, signal.SIGCONT)
            holder.communicate(timeout=30)

    def test_that_exchanges_is_told_after_a_while_by_those_with_a_refresh_token(
        self, desk: MakeDesk, practice: PracticeOrg, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(keyring_way, "EXCHANGE_S", 0.5)
        made = desk()
        by_browser(made, practice)
        expire(practice)
        before = token_calls(practice)
        holder = child(_HOLD, str(made.data_dir / "exchanging.sqlite"))
        os.kill(holder.pid, signal.SIGSTOP)
        try:
            with pytest.raises(ProblemError) as caught:
                look(made)
        finally:
            os.kill(holder.pid, signal.SIGCONT)
            holder.communicate(timeout=30)
        assert caught.value.problem.code == "ACCESS_IN_USE"
        assert caught.value.problem.retry
        assert token_calls(practice) == before, "a refresh token that may be used up elsewhere is not sent"
        look(made)


def locked() -> Problem:
    return _locked("locked by the test")


@pytest.mark.secret_service
@pytest.mark.usefixtures("desktop_keyring")
class TestARotatedRefreshToken:
    def test_is_asked_for_only_where_it_could_be_kept(
        self, desk: MakeDesk, practice: PracticeOrg, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made = desk()
        by_browser(made, practice)
        behave(practice, rotate_refresh_tokens=True)
        expire(practice)
        before = token_calls(practice)

        def refuse(*_: object) -> None:
            raise ProblemError(locked())

        with monkeypatch.context() as patched:
            patched.setattr(Credentials, "prove", refuse)
            with pytest.raises(ProblemError, match="KEYRING_LOCKED"):
                look(made)
        assert token_calls(practice) == before
        look(made)

    def test_is_waited_for_at_the_end_of_the_program_until_the_keyring_takes_it(
        self, desk: MakeDesk, practice: PracticeOrg, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made = desk()
        by_browser(made, practice)
        behave(practice, rotate_refresh_tokens=True)
        expire(practice)
        first = kept(made)
        is_locked = Event()
        is_locked.set()
        save = Credentials.save

        def may_be_locked(self: Credentials, access: object) -> None:
            if is_locked.is_set():
                raise ProblemError(locked())
            save(self, access)  # type: ignore[arg-type]

        monkeypatch.setattr(Credentials, "save", may_be_locked)
        with pytest.raises(ProblemError, match="KEYRING_LOCKED"):
            look(made)
        closing = threading.Thread(target=made.keeper.close)
        closing.start()
        closing.join(1)
        assert closing.is_alive(), "it waits for the keyring"
        is_locked.clear()
        closing.join(20)
        assert not closing.is_alive()
        assert kept(made).refresh_token != first.refresh_token
        look(desk())


def test_a_keyring_way_of_an_empty_place_gives_no_access(tmp_path: Path) -> None:
    way = KeyringAccess(tmp_path, system_route, mark=lambda: "")
    with pytest.raises(ProblemError, match="NOT_CONNECTED"):
        way.access(Event())
