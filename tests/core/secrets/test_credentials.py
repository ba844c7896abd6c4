from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import SecretService as secret_service_backend
from keyring.backends import null
from keyring.backends.chainer import ChainerBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

from core.messages import Category, ProblemError
from core.secrets import credentials as credentials_module
from core.secrets.credentials import (
    PIECE,
    AnyAccess,
    Credentials,
    KeyAccess,
    RefreshAccess,
    SecretAccess,
    StoredAccess,
    from_environment,
)
from tests.helpers.no_keyring import NoKeyring
from tests.helpers.secret_service import SecretService, bare_environment

URL = "https://acme.my.salesforce.com"
LONG = StoredAccess(URL, "00D!" + "x" * 3_000, "/etc/ssl/会社.pem")
SHORT = StoredAccess(URL, "00D!short")
REFRESH = RefreshAccess(
    URL, "https://login.salesforce.com", "3MVG9", "5Aep" + "x" * 1_500, "00D", "会社@example.com"
)
KEY = KeyAccess(
    URL, URL, "3MVG9", "-----BEGIN PRIVATE KEY-----\n" + "x" * 3_200, "00D", "a@example.com", "ca.pem"
)
SECRET = SecretAccess(URL, "3MVG9", "ABCDEF", "00D", "a@example.com")


class SmallEntries(KeyringBackend):
    """Keeps entries in memory, and refuses what Windows Credential Manager refuses: more than 2,560 bytes.

    Asked for its `refusal_after`-th write, it ends the work as a power cut would.
    """

    priority = -1

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], str] = {}
        self.writes_left = -1

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if len(password.encode("utf-16-le")) > 2_560:
            raise OSError("(1783, 'CredWrite', 'The stub received bad data')")
        if self.writes_left == 0:
            raise KeyboardInterrupt
        self.writes_left -= 1
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.entries.pop((service, username), None) is None:
            raise PasswordDeleteError(service)


class Plaintext(SmallEntries):
    """What no secret may ever reach; it stands for the file of the package keyrings.alt."""


class Locked(SmallEntries):
    """A keyring that the user declines to unlock."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked("Failed to unlock the collection!")


@pytest.fixture(autouse=True)
def _restore_keyring() -> Iterator[None]:
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


@pytest.fixture
def small() -> SmallEntries:
    backend = SmallEntries()
    keyring.set_keyring(backend)
    return backend


@pytest.mark.parametrize(
    "access", [LONG, SHORT, REFRESH, KEY, SECRET], ids=["long", "short", "refresh", "key", "secret"]
)
def test_what_was_saved_is_loaded_even_where_entries_are_small(
    small: SmallEntries, access: AnyAccess
) -> None:
    Credentials("one").save(access)
    assert Credentials("one").load() == access
    assert max(map(len, small.entries.values())) <= PIECE


@pytest.mark.parametrize("access", [REFRESH, KEY, SECRET], ids=["refresh", "key", "secret"])
def test_secrets_do_not_show_when_an_access_is_printed(access: AnyAccess) -> None:
    shown = repr(access)
    assert not any(secret in shown for secret in ("5Aep", "PRIVATE KEY", "ABCDEF"))


def test_an_access_that_only_a_later_version_knows_is_said_to_be_incomplete(
    small: SmallEntries, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as later:
        later.setattr(credentials_module, "_KINDS", {"passkey": SecretAccess})
        Credentials("one").save(SECRET)
    with pytest.raises(ProblemError) as caught:
        Credentials("one").load()
    assert caught.value.problem.code == "ACCESS_INCOMPLETE"
    Credentials("one").save(SHORT)
    assert Credentials("one").load() == SHORT


def test_data_directories_do_not_share_an_access(small: SmallEntries) -> None:
    Credentials("one").save(SHORT)
    assert Credentials("other").load() is None


def test_a_shorter_access_leaves_nothing_of_the_longer_one_behind(small: SmallEntries) -> None:
    credentials = Credentials("one")
    credentials.save(SHORT)
    few = len(small.entries)
    for access in (LONG, SHORT, SHORT):
        credentials.save(access)
    assert credentials.load() == SHORT
    assert len(small.entries) == few
    assert "xxx" not in "".join(small.entries.values())


def test_forgetting_removes_every_piece(small: SmallEntries) -> None:
    credentials = Credentials("one")
    credentials.save(LONG)
    credentials.forget()
    credentials.forget()
    assert small.entries == {}
    assert credentials.load() is None


def test_a_missing_piece_is_said_and_can_be_put_right(small: SmallEntries) -> None:
    credentials = Credentials("one")
    credentials.save(LONG)
    del small.entries["Unsubscribe Sync one a2", "Salesforce access"]
    with pytest.raises(ProblemError) as caught:
        credentials.load()
    assert caught.value.problem.code == "ACCESS_INCOMPLETE"
    assert caught.value.problem.category is Category.AUTHENTICATION
    credentials.save(SHORT)
    assert credentials.load() == SHORT
    assert len(small.entries) == 2


def test_forgetting_an_access_with_a_gap_removes_all_of_it(small: SmallEntries) -> None:
    credentials = Credentials("one")
    credentials.save(LONG)
    del small.entries["Unsubscribe Sync one a2", "Salesforce access"]
    credentials.forget()
    assert small.entries == {}


@pytest.mark.parametrize("text", ["{}", "not JSON", '{"slot": "a", "pieces": "many", "digest": ""}'])
def test_an_unreadable_head_is_said_and_can_be_put_right(small: SmallEntries, text: str) -> None:
    credentials = Credentials("one")
    credentials.save(LONG)
    small.entries["Unsubscribe Sync one", "Salesforce access"] = text
    with pytest.raises(ProblemError, match="ACCESS_INCOMPLETE"):
        credentials.load()
    credentials.save(SHORT)
    assert credentials.load() == SHORT


def test_a_save_cut_short_anywhere_leaves_the_old_access_or_the_new_one(small: SmallEntries) -> None:
    credentials = Credentials("one")
    credentials.save(LONG)
    new = StoredAccess(URL, "y" * 2_500)
    for writes in range(4):
        small.writes_left = writes
        with pytest.raises(KeyboardInterrupt):
            credentials.save(new)
        assert credentials.load() == LONG
    small.writes_left = 4
    credentials.save(new)
    assert credentials.load() == new
    assert "xxx" not in "".join(small.entries.values())


@pytest.mark.parametrize("backend", [NoKeyring, null.Keyring, Plaintext])
def test_without_a_keyring_that_keeps_secrets_nothing_is_stored(backend: type[KeyringBackend]) -> None:
    used = backend()
    keyring.set_keyring(used)
    for act in (lambda: Credentials("one").save(SHORT), Credentials("one").load, Credentials("one").forget):
        with pytest.raises(ProblemError) as caught:
            act()
        assert caught.value.problem.code == "KEYRING_UNAVAILABLE"
        assert caught.value.problem.english().count("keyring") == 1
    assert getattr(used, "entries", {}) == {}


def test_a_chain_of_keyrings_does_not_lead_to_a_plaintext_file(monkeypatch: pytest.MonkeyPatch) -> None:
    plain, real = Plaintext(), SmallEntries()
    keyring.set_keyring(ChainerBackend())
    monkeypatch.setattr(ChainerBackend, "backends", [plain, real])
    Credentials("one").save(SHORT)
    assert plain.entries == {}
    assert Credentials("one").load() == SHORT
    monkeypatch.setattr(ChainerBackend, "backends", [plain])
    with pytest.raises(ProblemError, match="KEYRING_UNAVAILABLE"):
        Credentials("one").save(SHORT)


@pytest.mark.parametrize(
    ("system", "word"), [("linux", "GNOME Keyring"), ("win32", "Windows"), ("darwin", "login keychain")]
)
def test_the_advice_is_that_of_the_system(monkeypatch: pytest.MonkeyPatch, system: str, word: str) -> None:
    monkeypatch.setattr(sys, "platform", system)
    keyring.set_keyring(NoKeyring())
    with pytest.raises(ProblemError) as caught:
        Credentials("one").load()
    assert word in caught.value.problem.fix.english()


def test_a_locked_keyring_is_told_from_a_missing_one() -> None:
    keyring.set_keyring(Locked())
    with pytest.raises(ProblemError) as caught:
        Credentials("one").load()
    assert caught.value.problem.code == "KEYRING_LOCKED"
    assert "nlock" in caught.value.problem.fix.english()


def test_a_backend_named_in_the_environment_that_does_not_exist_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "no.such.Keyring")
    monkeypatch.setattr(keyring.core, "_keyring_backend", None)
    with pytest.raises(ProblemError, match="KEYRING_UNAVAILABLE"):
        Credentials("one").load()


def test_the_token_is_in_no_representation() -> None:
    assert "short" not in repr(SHORT)
    assert "short" not in str(SHORT)


def test_the_environment_can_hand_in_an_access() -> None:
    handed = {"UNSUBSCRIBE_SYNC_INSTANCE_URL": URL, "UNSUBSCRIBE_SYNC_ACCESS_TOKEN": " 00D!t\n"}
    assert from_environment(handed) == StoredAccess(URL, "00D!t", None)
    assert from_environment(handed | {"UNSUBSCRIBE_SYNC_CA_FILE": "ca.pem"}) == StoredAccess(
        URL, "00D!t", "ca.pem"
    )
    assert (
        from_environment({"UNSUBSCRIBE_SYNC_CA_FILE": "ca.pem", "UNSUBSCRIBE_SYNC_ACCESS_TOKEN": ""}) is None
    )


@pytest.mark.parametrize("given", ["INSTANCE_URL", "ACCESS_TOKEN"])
def test_half_an_access_in_the_environment_is_said(given: str) -> None:
    with pytest.raises(ProblemError) as caught:
        from_environment({f"UNSUBSCRIBE_SYNC_{given}": "something"})
    assert caught.value.problem.code == "ENVIRONMENT_INCOMPLETE"
    assert "something" not in caught.value.problem.english()


# --- a real Secret Service


@pytest.mark.secret_service
def test_a_real_secret_service_keeps_rewrites_and_forgets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    credentials = Credentials("one")
    with SecretService(tmp_path) as service:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", service.environment["DBUS_SESSION_BUS_ADDRESS"])
        keyring.set_keyring(secret_service_backend.Keyring())
        assert credentials.load() is None
        for access in (SHORT, LONG, SHORT, LONG):
            credentials.save(access)
            assert Credentials("one").load() == access
        assert Credentials("other").load() is None
        credentials.forget()
        assert credentials.load() is None


SAVE = f"from core.secrets.credentials import *; Credentials('one').save(StoredAccess('{URL}', 'x' * 3_000))"
LOAD = """
import json, sys
from core.secrets.credentials import Credentials
from core.messages import ProblemError
try:
    access = Credentials("one").load()
    print(json.dumps(access and len(access.access_token)))
except ProblemError as error:
    print(json.dumps([error.problem.code, error.problem.english(), error.problem.detail]))
"""


def _python(environment: dict[str, str], program: str) -> str:
    return subprocess.run(
        [sys.executable, "-W", "ignore::ResourceWarning", "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    ).stdout


@pytest.mark.secret_service
def test_a_real_keyring_outlives_the_session_and_says_when_it_is_locked(tmp_path: Path) -> None:
    with SecretService(tmp_path) as service:
        _python(service.environment, SAVE)
    with SecretService(tmp_path) as service:
        assert json.loads(_python(service.environment, LOAD)) == 3_000
    with SecretService(tmp_path, unlocked=False) as service:
        code, sentence, _ = json.loads(_python(service.environment, LOAD))
    assert code == "KEYRING_LOCKED"
    assert "locked" in sentence


@pytest.mark.secret_service
def test_a_bare_server_without_a_session_gets_one_sentence_with_advice(tmp_path: Path) -> None:
    code, sentence, detail = json.loads(_python(bare_environment(tmp_path), LOAD))
    assert code == "KEYRING_UNAVAILABLE"
    assert "UNSUBSCRIBE_SYNC_ACCESS_TOKEN" in sentence
    assert "Traceback" not in sentence + detail
    assert list(tmp_path.rglob("*keyring*")) == []


@pytest.mark.secret_service
def test_a_keyring_that_the_session_ended_is_one_sentence(tmp_path: Path) -> None:
    with SecretService(tmp_path) as service:
        environment = dict(
            service.environment, PYTHON_KEYRING_BACKEND="keyring.backends.SecretService.Keyring"
        )
    code, _, _ = json.loads(_python(environment, LOAD))
    assert code == "KEYRING_UNAVAILABLE"
    assert os.environ.get("PYTHON_KEYRING_BACKEND") is None
