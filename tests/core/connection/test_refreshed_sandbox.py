"""A sandbox that was refreshed: the same address, another organization. Nothing of before is used or sent there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
import requests
from cryptography.hazmat.primitives.asymmetric import rsa

from core.connection.access_providers import account_of
from core.connection.problems import SANDBOX_REFRESHED
from core.connection.refreshed_sandbox import begin_with_refreshed_sandbox
from core.connection.state import ConnectionState
from core.messages import ProblemError
from core.secrets.credentials import Credentials, StoredAccess
from core.settings import ORG_NAME
from core.store.database import SQLITE_FILE
from core.store.store import Store
from core.store.types.people import NewPerson
from tests.core.connection.conftest import NOW, Desk, MakeDesk
from tests.core.connection.test_sign_ins import behave, by_browser, by_secret, expire, kept, look, sign_in
from tests.helpers.practice import PracticeOrg

pytestmark = [pytest.mark.secret_service, pytest.mark.usefixtures("desktop_keyring")]


@pytest.fixture
def practice() -> Iterator[PracticeOrg]:
    with PracticeOrg(people=5, opted_out=1, scenario="sandbox") as running:
        yield running


@pytest.fixture(scope="module")
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


@pytest.fixture
def with_token(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that were called with an access token."""
    called: list[str] = []
    send = requests.Session.send

    def noting(self: requests.Session, request: Any, **options: Any) -> Any:
        if "Authorization" in request.headers:
            called.append(request.path_url)
        return send(self, request, **options)

    monkeypatch.setattr(requests.Session, "send", noting)
    return called


def refresh(practice: PracticeOrg) -> None:
    practice.control("faults", {"scenario": "refreshed-sandbox"})


def refused(desk: Desk) -> ProblemError:
    with pytest.raises(ProblemError) as caught:
        look(desk)
    return caught.value


@pytest.mark.parametrize("way", ["key", "secret"])
def test_a_window_that_is_open_sends_nothing_to_it_and_says_what_happened_and_the_way_on(
    way: str, desk: MakeDesk, practice: PracticeOrg, key: rsa.RSAPrivateKey, with_token: list[str]
) -> None:
    window = desk()
    sign_in(way, window, practice, key)
    before = practice.line["organization_id"]
    with window.keeper.open(Event()) as client:
        refresh(practice)
        with_token.clear()
        with pytest.raises(ProblemError) as caught:
            window.keeper.describe(client)
    problem = caught.value.problem
    assert problem.code == SANDBOX_REFRESHED
    assert "was refreshed" in problem.what.english()
    assert before in problem.what.english()
    assert "begin-anew --refreshed-sandbox" in problem.fix.english()
    assert len(with_token) == 1, "the old token once, which the new org refused; the new one never"
    assert window.keeper.state().state is ConnectionState.REFUSED


def test_a_refresh_token_of_before_is_good_for_nothing_there(desk: MakeDesk, practice: PracticeOrg) -> None:
    window = desk()
    by_browser(window, practice)
    refresh(practice)
    assert refused(window).problem.code.startswith("invalid_grant")
    with pytest.raises(ProblemError) as caught:
        by_browser(window, practice)
    assert caught.value.problem.code == SANDBOX_REFRESHED


def test_a_token_that_does_not_tell_its_org_is_used_for_nothing_but_to_ask_that(
    desk: MakeDesk, practice: PracticeOrg, with_token: list[str]
) -> None:
    window = desk()
    by_secret(window, practice)
    behave(practice, tells_organization=False)
    expire(practice)
    look(window)
    refresh(practice)
    with_token.clear()
    with window.keeper.open(Event()) as client, pytest.raises(ProblemError) as caught:
        client.client.get("limits")
    assert caught.value.problem.code == SANDBOX_REFRESHED
    assert with_token.count(with_token[0]) == 1
    assert not any("limits" in path for path in with_token[1:])


def test_a_pasted_token_of_another_org_is_sent_nowhere(
    desk: MakeDesk, practice: PracticeOrg, with_token: list[str]
) -> None:
    window = desk()
    token = practice.control("tokens", {})["access_token"]
    ca_file = Path(practice.line["ca_file"])
    window.keeper.connect_with_token(practice.url, token, ca_file)
    refresh(practice)
    other = practice.control("tokens", {})["access_token"]
    Credentials(account_of(window.data_dir)).save(StoredAccess(practice.url, other, str(ca_file)))
    with_token.clear()
    assert refused(desk()).problem.code == SANDBOX_REFRESHED
    assert with_token == []


def test_its_data_begins_anew_with_the_settings_and_the_old_one_is_an_archive(
    desk: MakeDesk, practice: PracticeOrg
) -> None:
    made = desk()
    by_secret(made, practice)
    made.settings.set(ORG_NAME, "Test box")
    made.store.people.add([NewPerson("ada@example.com")], NOW)
    refresh(practice)
    assert refused(made).problem.code == SANDBOX_REFRESHED
    made.keeper.close()
    archive = begin_with_refreshed_sandbox(made.data_dir, NOW)
    assert archive.parent == made.data_dir
    old = Store(archive)
    assert old.people.totals().people == 1
    assert old.org_state.org() is not None
    again = desk()
    assert again.store.people.totals().people == 0
    assert again.store.org_state.org() is None
    assert again.settings.text(ORG_NAME) == "Test box"
    last = again.keeper.signed_in()
    assert last is not None
    assert (last.host, last.client_id) == (practice.url, practice.line["client_id"])
    assert refused(again).problem.code == "NOT_CONNECTED", "nobody has signed in to the new one yet"
    by_secret(again, practice)
    look(again)
    org = again.store.org_state.org()
    assert org is not None
    assert org.id != practice.line["organization_id"]
    assert kept(again).organization_id == org.id


def test_data_that_belongs_to_no_sandbox_is_left_alone(desk: MakeDesk, practice: PracticeOrg) -> None:
    practice.control("faults", {"org": {"organization": {"is_sandbox": False}}})
    made = desk()
    by_secret(made, practice)
    with pytest.raises(ProblemError, match="NO_SANDBOX"):
        begin_with_refreshed_sandbox(made.data_dir, NOW)
    assert (made.data_dir / SQLITE_FILE).exists()
