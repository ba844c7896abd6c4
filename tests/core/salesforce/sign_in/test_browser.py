"""Signing in through the browser: a real HTTP client plays it, against the practice org's own sign-in page."""

from __future__ import annotations

import logging
import socket
import threading
import webbrowser
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import requests

from core.messages import CancelledError, Category, ProblemError
from core.salesforce.http.tokens import HandedInToken
from core.salesforce.org import SalesforceOrg
from core.salesforce.sign_in.browser import Waiting, open_in_browser, refreshed, sign_in_with_browser
from core.salesforce.sign_in.listener import PORTS, Listener, callback_urls
from core.salesforce.sign_in.token_endpoint import TokenAnswer, revoke
from tests.helpers.oauth_browser import Browser, free_ports, returned
from tests.helpers.practice import PracticeOrg


@pytest.fixture
def ports(practice: PracticeOrg) -> Iterator[list[int]]:
    """Ports of the test's own, which the app lists; the fixed ones may be in use by another test."""
    found = free_ports(2)
    practice.control("faults", {"clear": True, "org": {"oauth": {"callback_urls": callback_urls(found)}}})
    yield found
    practice.control("faults", {"clear": True})


class SignIn:
    """One sign-in and the browser that plays along, in a thread of its own as a real one would."""

    def __init__(self, practice: PracticeOrg, ports: list[int], browser: Browser | None = None) -> None:
        self.practice, self.ports = practice, ports
        self.browser = browser or Browser(practice)
        self.stop = threading.Event()
        self.waiting: list[Waiting] = []
        self.pages: list[requests.Response] = []
        self.threads: list[threading.Thread] = []

    def open(self, url: str) -> bool:
        thread = threading.Thread(target=lambda: self.pages.append(self.browser.visit(url)))
        self.threads.append(thread)
        thread.start()
        return True

    def __call__(self, **changes: Any) -> TokenAnswer:
        given: dict[str, Any] = {
            "ca_file": Path(self.practice.line["ca_file"]),
            "stop": self.stop,
            "on_waiting": self.waiting.append,
            "open_browser": self.open,
            "ports": self.ports,
        } | changes
        client_id = given.pop("client_id", self.practice.line["client_id"])
        try:
            return sign_in_with_browser(self.practice.url, client_id, **given)
        finally:
            for thread in self.threads:
                thread.join()


def test_signing_in_gives_tokens_that_work(practice: PracticeOrg, ports: list[int]) -> None:
    sign_in = SignIn(practice, ports)
    answer = sign_in()
    assert answer.instance_url == practice.url
    assert answer.organization_id == practice.line["organization_id"]
    assert answer.user_id == practice.line["user_id"]
    ca_file = Path(practice.line["ca_file"])
    with SalesforceOrg(answer.instance_url, HandedInToken(answer.access_token), ca_file=ca_file) as org:
        assert org.describe().org.id == practice.line["organization_id"]
    [page] = sign_in.pages
    assert page.status_code == 200
    assert "You can close this page" in page.text
    assert "このページを閉じて" in page.text
    [waiting] = sign_in.waiting
    assert waiting.opened
    assert waiting.callback_url == f"http://localhost:{ports[0]}/OauthRedirect"


def test_the_secrets_of_a_sign_in_are_not_shown(practice: PracticeOrg, ports: list[int]) -> None:
    answer = SignIn(practice, ports)()
    assert answer.access_token not in repr(answer)
    assert answer.refresh_token not in repr(answer)


def test_a_taken_port_leads_to_the_next(practice: PracticeOrg, ports: list[int]) -> None:
    sign_in = SignIn(practice, ports)
    with Listener("other", ports[:1]):
        sign_in()
    assert f":{ports[1]}/" in sign_in.waiting[0].callback_url


def test_without_a_free_port_nothing_is_opened(practice: PracticeOrg, ports: list[int]) -> None:
    sign_in = SignIn(practice, ports)
    with Listener("one", ports[:1]), Listener("two", ports[1:]), pytest.raises(ProblemError) as caught:
        sign_in()
    assert caught.value.problem.code == "NO_PORT_FREE"
    assert str(ports[1]) in caught.value.problem.english()
    assert sign_in.threads == []


def test_denying_is_said_as_what_it_is(practice: PracticeOrg, ports: list[int]) -> None:
    sign_in = SignIn(practice, ports, Browser(practice, "deny"))
    with pytest.raises(ProblemError) as caught:
        sign_in()
    assert caught.value.problem.code == "access_denied (denied)"
    assert caught.value.problem.category is Category.AUTHENTICATION
    assert "did not let the program in" in sign_in.pages[0].text


def test_a_missing_browser_hands_the_address_out(practice: PracticeOrg, ports: list[int]) -> None:
    sign_in = SignIn(practice, ports)
    shown: list[Waiting] = []

    def by_hand(waiting: Waiting) -> None:
        shown.append(waiting)
        sign_in.open(waiting.url)

    assert sign_in(open_browser=lambda _: False, on_waiting=by_hand).access_token
    assert not shown[0].opened


def test_cancelling_ends_the_waiting_and_the_listening(practice: PracticeOrg, ports: list[int]) -> None:
    sign_in = SignIn(practice, ports)
    with pytest.raises(CancelledError):
        sign_in(open_browser=lambda _: True, on_waiting=lambda _: sign_in.stop.set())
    with pytest.raises(requests.ConnectionError):
        requests.get(f"http://127.0.0.1:{ports[0]}/OauthRedirect", timeout=5)


def test_a_sign_in_that_nobody_finishes_ends(practice: PracticeOrg, ports: list[int]) -> None:
    with pytest.raises(ProblemError) as caught:
        SignIn(practice, ports)(open_browser=lambda _: True, wait_s=0.2)
    assert caught.value.problem.code == "SIGN_IN_TIMED_OUT"
    with pytest.raises(requests.ConnectionError):
        requests.get(f"http://127.0.0.1:{ports[0]}/OauthRedirect", timeout=5)


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ({"code_seconds": 0}, "invalid_grant (code expired)"),
        ({"require_secret": True}, "invalid_client"),
        ({"refuse": "ip_restricted"}, "invalid_grant (ip restricted)"),
        ({"refuse": "inactive_user"}, "invalid_grant (inactive user)"),
        ({"refuse": "not_admin_approved"}, "invalid_app_access"),
        ({"refuse": "login_hours"}, "invalid_grant (login hours)"),
        ({"refuse_authorize": "access_denied"}, "OAUTH_APP_ACCESS_DENIED"),
        ({"refuse_authorize": "app_blocked"}, "OAUTH_APP_BLOCKED"),
        ({"refuse_authorize": "cross_org"}, "OAUTH_EC_APP_NOT_FOUND"),
        ({"scopes": ["api"]}, "invalid_scope"),
    ],
)
def test_every_refusal_is_explained(
    practice: PracticeOrg, ports: list[int], settings: dict[str, Any], code: str
) -> None:
    practice.control("faults", {"org": {"oauth": settings}})
    with pytest.raises(ProblemError) as caught:
        SignIn(practice, ports)()
    problem = caught.value.problem
    assert problem.code == code
    assert problem.fix.english()
    assert not problem.retry


# --- the listener


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 404),
        ("/favicon.ico", 404),
        ("/OauthRedirect/x?code=c&state=right", 404),
        ("/oauthredirect?code=c&state=right", 404),
        ("/OauthRedirect", 400),
        ("/OauthRedirect?code=c", 400),
        ("/OauthRedirect?code=c&state=wrong", 400),
        ("/OauthRedirect?code=c&state=%C3%A9", 400),
        ("/OauthRedirect?error=access_denied&state=wrong", 400),
        ("/OauthRedirect?state=right", 400),
        ("/OauthRedirect?code=c&state=right" + "x" * 9_000, 414),
    ],
)
def test_the_listener_sends_everything_else_away_and_goes_on_waiting(path: str, status: int) -> None:
    with Listener("right", free_ports(1)) as listener:
        statuses: list[int] = []
        secret_in_page: list[bool] = []

        def call() -> None:
            base = f"http://127.0.0.1:{listener.port}"
            with requests.Session() as session:
                session.trust_env = False
                answer = session.get(base + path, timeout=10)
                statuses.append(answer.status_code)
                secret_in_page.append("state" in answer.text)
                statuses.append(
                    session.post(base + "/OauthRedirect?code=c&state=right", timeout=10).status_code
                )
                headers = {"Host": "evil.example"}
                target = f"{base}/OauthRedirect?code=c&state=right"
                statuses.append(session.get(target, headers=headers, timeout=10).status_code)
                session.get(target.replace("code=c", "code=the+one"), timeout=10)

        thread = threading.Thread(target=call)
        thread.start()
        given = listener.wait(30, threading.Event())
        thread.join()
    assert given == {"code": "the one", "state": "right"}
    assert statuses == [status, 501, 404]
    assert secret_in_page == [False]


def test_the_listener_can_be_reached_from_this_computer_alone() -> None:
    with Listener("s", free_ports(1)) as listener:
        assert {server.server_address[0] for server in listener._servers} <= {"127.0.0.1", "::1"}


def test_a_connection_that_says_nothing_holds_nobody_up() -> None:
    with Listener("s", free_ports(1)) as listener, closing(socket.socket()) as silent:
        silent.connect(("127.0.0.1", listener.port))

        def call() -> None:
            requests.get(f"http://127.0.0.1:{listener.port}/OauthRedirect?code=c&state=s", timeout=10)

        thread = threading.Thread(target=call)
        thread.start()
        assert listener.wait(30, threading.Event())["code"] == "c"
        thread.join()


def test_the_listener_writes_nothing_down(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with Listener("the-state", free_ports(1)) as listener:
        target = f"http://127.0.0.1:{listener.port}/OauthRedirect?code=the-code&state=the-state"
        thread = threading.Thread(target=lambda: requests.get(target, timeout=10))
        thread.start()
        listener.wait(30, threading.Event())
        thread.join()
    written = "".join(capfd.readouterr()) + "\n".join(
        record.getMessage() for record in caplog.records if record.name.startswith("core.")
    )
    assert "the-code" not in written
    assert "the-state" not in written


def test_the_ports_are_those_that_the_app_is_told_to_list(practice: PracticeOrg) -> None:
    practice.control("faults", {"clear": True})
    assert list(callback_urls(PORTS)) == practice.control("oauth")["callback_urls"]


# --- the system's browser


def test_no_browser_at_all_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(using: str | None = None) -> Any:
        raise webbrowser.Error("none")

    monkeypatch.setattr(webbrowser, "get", nothing)
    assert not open_in_browser("https://example.com")


def test_a_text_browser_is_not_let_into_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webbrowser, "get", lambda using=None: webbrowser.GenericBrowser("w3m"))
    assert not open_in_browser("https://example.com")


# --- afterwards


def refresh(practice: PracticeOrg, token: str) -> TokenAnswer:
    ca_file = Path(practice.line["ca_file"])
    return refreshed(practice.url, practice.line["client_id"], token, ca_file=ca_file, stop=None)


def test_a_refresh_token_gives_new_access_tokens(practice: PracticeOrg, ports: list[int]) -> None:
    first = SignIn(practice, ports)()
    second = refresh(practice, first.refresh_token)
    assert second.access_token != first.access_token
    assert second.refresh_token == ""
    practice.control("faults", {"org": {"oauth": {"rotate_refresh_tokens": True}}})
    assert refresh(practice, first.refresh_token).refresh_token not in ("", first.refresh_token)


def test_what_was_revoked_gives_nothing_any_longer(practice: PracticeOrg, ports: list[int]) -> None:
    first = SignIn(practice, ports)()
    ca_file = Path(practice.line["ca_file"])
    for _ in range(2):
        revoke(practice.url, first.refresh_token, ca_file=ca_file, stop=None)
    with pytest.raises(ProblemError) as caught:
        refresh(practice, first.refresh_token)
    assert caught.value.problem.code == "invalid_grant (expired)"
    assert caught.value.problem.category is Category.AUTHENTICATION


def test_the_address_of_the_page_holds_no_verifier(practice: PracticeOrg, ports: list[int]) -> None:
    sign_in = SignIn(practice, ports)
    sign_in()
    given = returned(sign_in.waiting[0].url)
    assert set(given) == {
        "response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge", "code_challenge_method"
    }  # fmt: skip
    assert given["code_challenge_method"] == "S256"
    assert len(given["state"]) >= 43
