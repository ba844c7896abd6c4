"""Taking an org off the list: nothing that gives access stays behind unsaid."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest

from core.connection.access_providers import account_of
from core.connection.orgs import Orgs
from core.connection.signed_in import SignInMemory
from core.engine_options import utc_now
from core.messages import ProblemError
from core.remove_org import remove_org
from core.secrets.credentials import ACCESS_TOKEN, INSTANCE_URL, Credentials, StoredAccess
from core.store.store import Store
from core.store.types.orgs import Org
from tests.core.secrets.test_credentials import Locked, SmallEntries
from tests.helpers.no_keyring import NoKeyring

ACCESS = StoredAccess("https://127.0.0.1:9", "00D-secret")


@pytest.fixture
def entries() -> Iterator[SmallEntries]:
    before, made = keyring.get_keyring(), SmallEntries()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


@pytest.fixture
def orgs(tmp_path: Path, entries: SmallEntries) -> Orgs:
    """Two, of which somebody has signed in to the second."""
    made, first = Orgs(tmp_path), Store(tmp_path).org_state
    first.set_org(Org("00D000000000001AAA", "First", "https://a.example", False, False, "u", "66.0"))
    folder = made.add(first).folder
    Credentials(account_of(folder)).save(ACCESS)
    SignInMemory(Store(folder).org_state).remember(ACCESS, utc_now())
    return made


def test_the_entries_of_the_keyring_go_with_it(orgs: Orgs, entries: SmallEntries) -> None:
    assert entries.entries
    remove_org(orgs, "2", even_so=False)
    assert entries.entries == {}
    assert [org.number for org in orgs.all()] == ["1"]


def test_they_go_even_where_the_environment_hands_in_an_access(
    orgs: Orgs, entries: SmallEntries, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(INSTANCE_URL, "https://127.0.0.1:9")
    monkeypatch.setenv(ACCESS_TOKEN, "00D-another")
    remove_org(orgs, "2", even_so=False)
    assert entries.entries == {}


def test_a_keyring_that_cannot_be_reached_is_said_before_an_access_is_left_in_it(orgs: Orgs) -> None:
    keyring.set_keyring(NoKeyring())
    with pytest.raises(ProblemError, match="ACCESS_STAYS"):
        remove_org(orgs, "2", even_so=False)
    assert [org.number for org in orgs.all()] == ["1", "2"]
    remove_org(orgs, "2", even_so=True)
    assert [org.number for org in orgs.all()] == ["1"]


def test_where_nobody_has_signed_in_no_keyring_is_needed(orgs: Orgs) -> None:
    keyring.set_keyring(NoKeyring())
    SignInMemory(Store(orgs.folder_of("2")).org_state).ended()
    remove_org(orgs, "2", even_so=False)
    assert [org.number for org in orgs.all()] == ["1"]


def test_a_locked_keyring_leaves_everything_as_it_was(orgs: Orgs) -> None:
    keyring.set_keyring(Locked())
    with pytest.raises(ProblemError, match="KEYRING_LOCKED"):
        remove_org(orgs, "2", even_so=True)
    assert [org.number for org in orgs.all()] == ["1", "2"]
