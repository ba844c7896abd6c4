"""Signing in for good: what is kept, how it is renewed while threads and processes work, and how it ends."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
import requests
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from core.connection.access_providers import account_of
from core.connection.address import sign_in_address
from core.connection.sign_ins import BrowserOptions
from core.connection.signed_in import Manner
from core.connection.state import ConnectionState
from core.messages import CancelledError, ProblemError
from core.salesforce.org import SalesforceOrg
from core.salesforce.sign_in.listener import callback_urls
from core.salesforce.values.hosts import host_of
from core.secrets.credentials import Credentials, KeyAccess, RefreshAccess, SecretAccess, StoredAccess
from core.store.types.log import Level, LogFilter
from core.store.types.orgs import Org
from tests.core.connection.conftest import NOW, Desk, MakeDesk
from tests.helpers.oauth_browser import Browser, PlayedBrowser, ask, free_ports
from tests.helpers.practice import PracticeOrg

pytestmark = [pytest.mark.secret_service, pytest.mark.usefixtures("desktop_keyring")]

States = ConnectionState


@pytest.fixture(scope="module")
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


@pytest.fixture(autouse=True)
def _as_at_first(practice: PracticeOrg) -> Iterator[None]:
    practice.control("faults", {"clear": True})
    yield
    identifier = practice.line["organization_id"]
    organization = {"id": identifier, "name": "Practice Org"}
    practice.control("faults", {"clear": True, "org": {"organization": organization}})


def behave(practice: PracticeOrg, **settings: Any) -> None:
    practice.control("faults", {"org": {"oauth": settings}})


def by_browser(desk: Desk, practice: PracticeOrg, client_id: str | None = None) -> None:
    ports = free_ports(1)
    behave(practice, callback_urls=callback_urls(ports))
    browser = PlayedBrowser(Browser(practice))
    with closing(browser):
        desk.keeper.sign_in_with_browser(
            practice.url,
            practice.line["client_id"] if client_id is None else client_id,
            ca_file=Path(practice.line["ca_file"]),
            options=BrowserOptions(open_browser=browser.open, ports=ports),
        )


def kept(desk: Desk) -> Any:
    return Credentials(account_of(desk.data_dir)).load()


def look(desk: Desk) -> None:
    with desk.keeper.open(Event()) as org:
        desk.keeper.describe(org)


def token_calls(practice: PracticeOrg) -> int:
    kinds: dict[str, int] = practice.control("calls")["by_kind"]
    return kinds.get("POST /services/oauth2/token", 0)


def expire(practice: PracticeOrg) -> None:
    practice.control("expire-tokens", {})


# --- the browser


def test_a_sign_in_keeps_what_lasts_and_connects(desk: MakeDesk, practice: PracticeOrg) -> None:
    made = desk()
    by_browser(made, practice)
    assert made.keeper.state().state is States.CONNECTED
    stored = kept(made)
    assert isinstance(stored, RefreshAccess)
    assert stored.organization_id == practice.line["organization_id"]
    assert stored.username == practice.line["username"]
    assert stored.refresh_token not in repr(stored)
    assert made.keeper.consumer_key() == practice.line["client_id"]
    signed_in = made.keeper.signed_in()
    assert signed_in is not None
    assert (signed_in.manner, signed_in.host, signed_in.at) == (Manner.BROWSER, practice.url, NOW)
    before = token_calls(practice)
    look(made)
    assert token_calls(practice) == before, "the token of the sign-in is used first"


def test_the_next_start_needs_no_person(desk: MakeDesk, practice: PracticeOrg) -> None:
    by_browser(desk(), practice)
    again = desk()
    look(again)
    assert again.keeper.state().state is States.CONNECTED


def test_the_consumer_key_is_asked_for_once(desk: MakeDesk, practice: PracticeOrg) -> None:
    made = desk()
    with pytest.raises(ProblemError) as caught:
        by_browser(made, practice, client_id="")
    assert caught.value.problem.code == "CONSUMER_KEY_NEEDED"
    by_browser(made, practice)
    by_browser(made, practice, client_id="")


def test_closing_gives_up_a_sign_in_that_waits_for_a_person(desk: MakeDesk, practice: PracticeOrg) -> None:
    made = desk()
    ended: list[BaseException] = []
    waiting, stop = Event(), Event()
    options = BrowserOptions(
        on_waiting=lambda _: waiting.set(), open_browser=lambda _: True, ports=free_ports(1)
    )

    def sign_in() -> None:
        try:
            made.keeper.sign_in_with_browser(practice.url, "3MVG9", stop=stop, options=options)
        except CancelledError as error:
            ended.append(error)

    thread = threading.Thread(target=sign_in)
    thread.start()
    assert waiting.wait(10)
    made.keeper.close()
    thread.join(10)
    assert len(ended) == 1


def test_an_expired_token_is_renewed_once_for_all_threads(desk: MakeDesk, practice: PracticeOrg) -> None:
    made = desk()
    by_browser(made, practice)
    orgs = [made.keeper.open(Event()) for _ in range(8)]
    expire(practice)
    before = token_calls(practice)
    failures: list[Exception] = []

    def work(org: SalesforceOrg) -> None:
        try:
            made.keeper.describe(org)
        except ProblemError as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(org,)) for org in orgs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for org in orgs:
        org.close()
    assert failures == []
    assert token_calls(practice) == before + 1


def test_a_rotated_refresh_token_is_kept_and_the_next_start_uses_it(
    desk: MakeDesk, practice: PracticeOrg
) -> None:
    made = desk()
    by_browser(made, practice)
    behave(practice, rotate_refresh_tokens=True)
    first = kept(made)
    for _ in range(2):
        expire(practice)
        look(made)
    assert kept(made).refresh_token != first.refresh_token
    again = desk()
    look(again)
    assert again.keeper.state().state is States.CONNECTED


def test_two_processes_share_a_rotating_refresh_token(desk: MakeDesk, practice: PracticeOrg) -> None:
    one = desk()
    by_browser(one, practice)
    other = desk()
    behave(practice, rotate_refresh_tokens=True)
    for made in (other, one, other):
        look(made)
        expire(practice)
    look(one)
    assert one.keeper.state().state is States.CONNECTED


def test_a_revoked_access_asks_for_a_new_sign_in_and_never_loops(
    desk: MakeDesk, practice: PracticeOrg
) -> None:
    made = desk()
    by_browser(made, practice)
    practice.control("oauth/revoke-refresh-tokens", {})
    before = token_calls(practice)
    for _ in range(5):
        with pytest.raises(ProblemError) as caught:
            look(made)
        assert caught.value.problem.code == "invalid_grant (expired)"
    assert made.keeper.state().state is States.SIGN_IN_NEEDED
    assert token_calls(practice) == before + 1
    logged = [
        entry for entry in made.store.status_log.all(LogFilter()) if entry.code == "invalid_grant (expired)"
    ]
    assert [entry.level for entry in logged] == [Level.ERROR], "it is logged once, not at every try"
    by_browser(made, practice)
    look(made)
    assert made.keeper.state().state is States.CONNECTED


def test_a_new_sign_in_serves_clients_that_are_open(desk: MakeDesk, practice: PracticeOrg) -> None:
    made = desk()
    by_browser(made, practice)
    with made.keeper.open(Event()) as org:
        practice.control("oauth/revoke-refresh-tokens", {})
        with pytest.raises(ProblemError):
            org.describe()
        by_browser(made, practice)
        org.describe()


def test_a_sign_in_of_another_process_is_taken_up(desk: MakeDesk, practice: PracticeOrg) -> None:
    made = desk()
    by_browser(made, practice)
    practice.control("oauth/revoke-refresh-tokens", {})
    with pytest.raises(ProblemError):
        look(made)
    by_browser(desk(), practice)
    look(made)
    assert made.keeper.state().state is States.CONNECTED


def test_being_offline_while_renewing_is_no_reason_to_sign_in(desk: MakeDesk, practice: PracticeOrg) -> None:
    made = desk()
    by_browser(made, practice)
    expire(practice)
    behave(practice, refuse="unavailable")
    with pytest.raises(ProblemError) as caught:
        look(made)
    assert caught.value.problem.retry
    assert made.keeper.state().state is States.OFFLINE
    behave(practice, refuse=None)
    look(made)
    assert made.keeper.state().state is States.CONNECTED


def test_another_org_is_refused_and_its_token_taken_back(desk: MakeDesk, practice: PracticeOrg) -> None:
    practice.control("oauth/revoke-refresh-tokens", {})
    made = desk()
    by_browser(made, practice)
    before = kept(made)
    practice.control("faults", {"org": {"organization": {"id": "another", "name": "Another Org"}}})
    with pytest.raises(ProblemError) as caught:
        by_browser(made, practice)
    assert caught.value.problem.code == "ANOTHER_ORG"
    assert kept(made) == before
    assert practice.control("oauth/revoke-refresh-tokens", {})["revoked"] == 1, "that of the first sign-in"


# --- an org that moves, and an address at which another org is


def moved_place(practice: PracticeOrg) -> str:
    """Another address of the same org."""
    return practice.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def hosts_called(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """Every host that is called, and whether it is given an access token."""
    called: list[tuple[str, bool]] = []
    send = requests.Session.send

    def noting(self: requests.Session, request: Any, **options: Any) -> Any:
        called.append((host_of(request.url), "Authorization" in request.headers))
        return send(self, request, **options)

    monkeypatch.setattr(requests.Session, "send", noting)
    return called


def sign_in(way: str, desk: Desk, practice: PracticeOrg, key: rsa.RSAPrivateKey) -> None:
    if way == "browser":
        by_browser(desk, practice)
    elif way == "key":
        by_key(desk, practice, key)
    else:
        by_secret(desk, practice)


@pytest.mark.parametrize("way", ["browser", "key", "secret"])
def test_an_org_that_has_moved_is_followed_once_it_is_known_to_be_the_same(
    way: str,
    desk: MakeDesk,
    practice: PracticeOrg,
    key: rsa.RSAPrivateKey,
    hosts_called: list[tuple[str, bool]],
) -> None:
    sign_in(way, desk(), practice, key)
    expire(practice)
    behave(practice, moved_to=moved_place(practice))
    hosts_called.clear()
    night = desk()
    look(night)
    assert hosts_called[0] == ("127.0.0.1", False), "the token is asked for where it always was"
    assert {host for host, with_token in hosts_called if with_token} == {"localhost"}
    stored, org = kept(night), night.store.org_state.org()
    assert stored.instance_url == moved_place(practice)
    assert org is not None
    assert org.instance_url == moved_place(practice)
    said = [entry.message.english() for entry in night.store.status_log.all(LogFilter())]
    told = [line for line in said if "has moved" in line]
    assert len(told) == 1
    assert practice.url in told[0]
    assert moved_place(practice) in told[0]
    signed_in = night.keeper.signed_in()
    assert signed_in is not None
    assert signed_in.host == moved_place(practice)
    behave(practice, moved_to=None)
    look(desk())


def test_a_window_that_is_open_follows_the_move_that_a_night_has_found(
    desk: MakeDesk, practice: PracticeOrg
) -> None:
    window = desk()
    by_browser(window, practice)
    with window.keeper.open(Event()) as client:
        client.describe()
        expire(practice)
        behave(practice, moved_to=moved_place(practice))
        look(desk())
        expire(practice)
        assert client.describe().org.instance_url == moved_place(practice)
        assert client.instance_url == moved_place(practice)


def test_a_rotated_token_is_kept_when_the_org_moves_in_the_same_answer(
    desk: MakeDesk, practice: PracticeOrg
) -> None:
    made = desk()
    by_browser(made, practice)
    first = kept(made)
    behave(practice, rotate_refresh_tokens=True, moved_to=moved_place(practice))
    for _ in range(2):
        expire(practice)
        look(desk())
    assert kept(made).refresh_token != first.refresh_token
    assert kept(made).instance_url == moved_place(practice)


@pytest.mark.parametrize("way", ["browser", "key", "secret"])
def test_a_token_of_another_organization_is_never_used(
    way: str,
    desk: MakeDesk,
    practice: PracticeOrg,
    key: rsa.RSAPrivateKey,
    hosts_called: list[tuple[str, bool]],
) -> None:
    made = desk()
    sign_in(way, made, practice, key)
    before = kept(made)
    expire(practice)
    # As after the refresh of a sandbox: the same address, another organization.
    practice.control("faults", {"org": {"organization": {"id": "another", "name": "Practice Org"}}})
    again = desk()
    asked = token_calls(practice)
    hosts_called.clear()
    for _ in range(3):
        with pytest.raises(ProblemError) as caught:
            look(again)
        assert caught.value.problem.code == "ANOTHER_ORG"
    assert practice.line["organization_id"] in caught.value.problem.english()
    assert not any(with_token for _, with_token in hosts_called), "nothing was asked with that token"
    assert token_calls(practice) == asked + 1, "it is not asked for again and again"
    assert again.keeper.state().state is States.REFUSED
    assert kept(again) == before


def test_a_token_answer_leads_to_no_host_that_nobody_has_allowed(
    desk: MakeDesk, practice: PracticeOrg, hosts_called: list[tuple[str, bool]]
) -> None:
    made = desk()
    by_browser(made, practice)
    first = kept(made)
    expire(practice)
    elsewhere = "https://acme.my.salesforce.com.evil.invalid"
    behave(practice, rotate_refresh_tokens=True, moved_to=elsewhere)
    hosts_called.clear()
    again = desk()
    with pytest.raises(ProblemError) as caught:
        look(again)
    assert caught.value.problem.code == "HOST_NOT_ALLOWED"
    assert {host for host, _ in hosts_called} == {"127.0.0.1"}
    assert kept(again).instance_url == practice.url
    assert kept(again).refresh_token != first.refresh_token, "the old one is good for nothing any more"
    behave(practice, rotate_refresh_tokens=False, moved_to=None)
    look(desk())


def test_a_first_sign_in_is_led_to_no_such_host_either(
    desk: MakeDesk, practice: PracticeOrg, hosts_called: list[tuple[str, bool]]
) -> None:
    behave(practice, moved_to="https://acme.my.salesforce.com.evil.invalid")
    made = desk()
    with pytest.raises(ProblemError) as caught:
        by_browser(made, practice)
    assert caught.value.problem.code == "HOST_NOT_ALLOWED"
    assert {host for host, _ in hosts_called} == {"127.0.0.1", "localhost"}, (
        "the org, and the browser's way back"
    )
    assert kept(made) is None


def test_a_new_sign_in_takes_the_one_before_back(desk: MakeDesk, practice: PracticeOrg) -> None:
    practice.control("oauth/revoke-refresh-tokens", {})
    made = desk()
    by_browser(made, practice)
    before = kept(made)
    by_browser(made, practice)
    look(made)
    assert kept(made).refresh_token != before.refresh_token
    assert practice.control("oauth/revoke-refresh-tokens", {})["revoked"] == 1, (
        "the first one is gone already"
    )


def test_of_two_first_sign_ins_at_once_into_two_orgs_the_faster_one_stays(
    desk: MakeDesk, practice: PracticeOrg
) -> None:
    practice.control("oauth/revoke-refresh-tokens", {})
    slow, fast = desk(), desk()
    entered, go_on = Event(), Event()
    tie = slow.keeper._tie

    def late(org: Org) -> None:
        entered.set()
        assert go_on.wait(20)
        tie(org)

    slow.keeper._tie = late  # type: ignore[method-assign]
    refused: list[ProblemError] = []

    def sign_in() -> None:
        try:
            by_browser(slow, practice)
        except ProblemError as error:
            refused.append(error)

    thread = Thread(target=sign_in)
    thread.start()
    assert entered.wait(20)
    practice.control("faults", {"org": {"organization": {"id": "another", "name": "Another Org"}}})
    by_browser(fast, practice)
    go_on.set()
    thread.join(20)
    assert [error.problem.code for error in refused] == ["ANOTHER_ORG"]
    assert kept(fast) is not None
    expire(practice)
    look(fast)
    assert fast.keeper.state().state is States.CONNECTED


def test_signing_out_revokes_and_forgets(desk: MakeDesk, practice: PracticeOrg) -> None:
    made = desk()
    by_browser(made, practice)
    stored = kept(made)
    with made.keeper.open(Event()) as org:
        made.keeper.forget()
        with pytest.raises(ProblemError):
            org.describe()
    assert kept(made) is None
    assert made.keeper.state().state is States.NOT_CONNECTED
    remembered = made.keeper.signed_in()
    assert remembered is not None
    assert remembered.at is None
    assert made.keeper.consumer_key() == practice.line["client_id"], "the next sign-in need not ask for it"
    answer = ask(
        practice, "refresh_token", refresh_token=stored.refresh_token, client_id=practice.line["client_id"]
    )
    assert answer.json()["error"] == "invalid_grant"


def test_signing_out_without_a_network_forgets_and_says_so(desk: MakeDesk, tmp_path: Path) -> None:
    made = desk()
    url = f"https://127.0.0.1:{free_ports(1)[0]}"
    Credentials(account_of(made.data_dir)).save(RefreshAccess(url, url, "3MVG9", "5Aep", "00D", "u"))
    made.keeper.forget()
    assert kept(made) is None
    entries = list(made.store.status_log.all(LogFilter()))
    assert any(entry.level is Level.WARNING and "revoked" in entry.message.english() for entry in entries)


def test_a_token_that_was_handed_in_is_not_revoked(desk: MakeDesk, practice: PracticeOrg) -> None:
    made = desk()
    token = practice.control("tokens", {})["access_token"]
    made.keeper.connect_with_token(practice.url, token, Path(practice.line["ca_file"]))
    assert isinstance(kept(made), StoredAccess)
    made.keeper.forget()
    assert practice.call("GET", "limits", token=token).status_code == 200


def test_a_refresh_token_that_cannot_be_kept_is_not_used_before_it_is(
    desk: MakeDesk, practice: PracticeOrg, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = desk()
    by_browser(made, practice)
    behave(practice, rotate_refresh_tokens=True)
    expire(practice)
    old = kept(made)
    with monkeypatch.context() as patched:
        patched.setattr(Credentials, "save", _locked)
        with pytest.raises(ProblemError) as caught:
            look(made)
        assert caught.value.problem.code == "KEYRING_LOCKED"
    assert kept(made) == old
    look(made)
    assert kept(made).refresh_token != old.refresh_token


def _locked(*_: object) -> None:
    from core.secrets.system_keyring import _locked as problem

    raise ProblemError(problem("locked by the test"))


# --- unattended


def by_key(desk: Desk, practice: PracticeOrg, key: rsa.RSAPrivateKey) -> None:
    encoding = serialization.Encoding.PEM
    public = key.public_key().public_bytes(encoding, serialization.PublicFormat.SubjectPublicKeyInfo)
    practice.control("oauth/keys", {"pem": public.decode()})
    private = key.private_bytes(
        encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    desk.keeper.sign_in_with_key(
        practice.url,
        practice.line["client_id"],
        practice.line["username"],
        private,
        ca_file=Path(practice.line["ca_file"]),
    )


def by_secret(desk: Desk, practice: PracticeOrg) -> None:
    desk.keeper.sign_in_with_secret(
        practice.url,
        practice.line["client_id"],
        practice.line["client_secret"],
        ca_file=Path(practice.line["ca_file"]),
    )


def test_a_private_key_is_kept_and_serves_the_next_start(
    desk: MakeDesk, practice: PracticeOrg, key: rsa.RSAPrivateKey
) -> None:
    by_key(desk(), practice, key)
    again = desk()
    assert isinstance(kept(again), KeyAccess)
    look(again)
    expire(practice)
    look(again)
    assert again.keeper.state().state is States.CONNECTED


def test_the_secret_is_kept_and_serves_the_next_start(desk: MakeDesk, practice: PracticeOrg) -> None:
    by_secret(desk(), practice)
    again = desk()
    assert isinstance(kept(again), SecretAccess)
    expire(practice)
    look(again)
    assert again.keeper.state().state is States.CONNECTED


def test_signing_out_takes_back_the_token_of_an_unattended_sign_in(
    desk: MakeDesk, practice: PracticeOrg
) -> None:
    made = desk()
    by_secret(made, practice)
    with made.keeper.open(Event()) as org:
        token = org_token(made)
        assert practice.call("GET", "limits", token=token).status_code == 200
        org.close()
    made.keeper.forget()
    assert practice.call("GET", "limits", token=token).status_code == 401


def org_token(desk: Desk) -> str:
    access = desk.keeper._way.access(Event())
    return access.tokens.token()


# --- where to sign in


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("login", "https://login.salesforce.com"),
        (" Sandbox ", "https://test.salesforce.com"),
        ("https://test.salesforce.com/", "https://test.salesforce.com"),
        ("acme.my.salesforce.com", "https://acme.my.salesforce.com"),
        ("https://acme.lightning.force.com/lightning/page/home", "https://acme.my.salesforce.com"),
        ("https://127.0.0.1:8443", "https://127.0.0.1:8443"),
    ],
)
def test_the_place_to_sign_in_is_understood(given: str, address: str) -> None:
    assert sign_in_address(given) == address


@pytest.mark.parametrize("given", ["", "http://acme.my.salesforce.com", "acme", "https://a:b@acme.com"])
def test_what_is_no_place_to_sign_in_is_refused(given: str) -> None:
    with pytest.raises(ProblemError) as caught:
        sign_in_address(given)
    assert caught.value.problem.code == "NOT_AN_INSTANCE_URL"
