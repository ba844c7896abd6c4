"""Plays the browser of a person who signs in to a practice org: reads the page, fills in its form, follows it back.

browser = Browser(org, decision="allow")
answer = browser.visit(url)        # what the program's own page says at the end
"""

from __future__ import annotations

import base64
import hashlib
import socket
import threading
from contextlib import ExitStack, closing
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import requests

from tests.helpers.practice import TIMEOUT, PracticeOrg

CALLBACK_URL = "http://localhost:1717/OauthRedirect"
VERIFIER = "a-verifier-that-is-long-enough-for-the-rules-of-pkce"


def challenge(verifier: str) -> str:
    """The S256 challenge of a verifier."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


class Form(HTMLParser):
    """The one form of a page: where it goes and what it holds."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.action = ""
        self.fields: dict[str, str] = {}
        self.buttons: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.action = given["action"]
        elif tag == "input":
            self.fields[given["name"]] = given["value"]
        elif tag == "button":
            self.buttons.append(given["value"])


class Browser:
    """One person and what they decide; `username` changes what stands in the form."""

    def __init__(
        self, org: PracticeOrg, decision: str = "allow", *, username: str | None = None, language: str = "en"
    ) -> None:
        self.org = org
        self.decision = decision
        self.username = username
        self.headers = {"Accept-Language": language}

    def page(self, url: str) -> requests.Response:
        """The sign-in page at a URL."""
        with self.org.session() as session:
            return session.get(url, headers=self.headers, timeout=TIMEOUT, allow_redirects=False)

    def decide(self, page: requests.Response) -> requests.Response:
        """Fill in the form of a page and send it; the answer is where the browser is sent."""
        form = Form(page.text)
        fields = form.fields | {"decision": self.decision}
        if self.username is not None:
            fields["username"] = self.username
        with self.org.session() as session:
            return session.post(
                self.org.url + form.action,
                data=fields,
                headers=self.headers,
                timeout=TIMEOUT,
                allow_redirects=False,
            )

    def redirect(self, url: str) -> str:
        """The whole way from the URL to the address at which the program waits."""
        page = self.page(url)
        answer = self.decide(page) if page.status_code == 200 else page
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"]

    def visit(self, url: str) -> requests.Response:
        """The whole way, and what the program says at its end."""
        with requests.Session() as session:
            session.trust_env = False
            return session.get(self.redirect(url), headers=self.headers, timeout=TIMEOUT)


def authorize_url(org: PracticeOrg, **changes: str | None) -> str:
    """The address of the sign-in page, as a program would open it; None leaves a parameter out."""
    wanted: dict[str, str | None] = {
        "response_type": "code",
        "client_id": org.line["client_id"],
        "redirect_uri": CALLBACK_URL,
        "scope": "api refresh_token openid",
        "state": "a state",
        "code_challenge": challenge(VERIFIER),
        "code_challenge_method": "S256",
    }
    kept = {name: value for name, value in (wanted | changes).items() if value is not None}
    return f"{org.url}/services/oauth2/authorize?{urlencode(kept)}"


def returned(location: str) -> dict[str, str]:
    """What the browser brings back to the program."""
    return dict(parse_qsl(urlsplit(location).query))


def ask(org: PracticeOrg, grant_type: str, **fields: str) -> requests.Response:
    """One call of the token endpoint."""
    with org.session() as session:
        return session.post(
            f"{org.url}/services/oauth2/token", data={"grant_type": grant_type, **fields}, timeout=TIMEOUT
        )


def redeem(org: PracticeOrg, code: str, /, **changes: str) -> requests.Response:
    """Exchange a code, as the program that got it would."""
    fields = {
        "code": code,
        "client_id": org.line["client_id"],
        "redirect_uri": CALLBACK_URL,
        "code_verifier": VERIFIER,
    }
    return ask(org, "authorization_code", **(fields | changes))


def signed_in(org: PracticeOrg, **changes: str | None) -> dict[str, Any]:
    """The tokens after the whole way."""
    location = Browser(org).redirect(authorize_url(org, **changes))
    answer = redeem(org, returned(location)["code"])
    assert answer.status_code == 200, answer.text
    content: dict[str, Any] = answer.json()
    return content


def refusal(answer: requests.Response) -> tuple[int, str, str]:
    """How the token endpoint refused."""
    content = answer.json()
    assert set(content) == {"error", "error_description"}
    return answer.status_code, content["error"], content["error_description"]


def free_ports(count: int) -> list[int]:
    """Ports that nobody uses: the fixed ones may be in use by another test."""
    with ExitStack() as stack:
        taken = [stack.enter_context(closing(socket.socket())) for _ in range(count)]
        for each in taken:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in taken]


class PlayedBrowser:
    """Opens pages as the system's browser would: in the background, while the program waits."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._threads: list[threading.Thread] = []
        self.pages: list[requests.Response] = []

    def open(self, url: str) -> bool:
        """Go the whole way from a URL, in a thread."""
        thread = threading.Thread(target=lambda: self.pages.append(self._browser.visit(url)))
        self._threads.append(thread)
        thread.start()
        return True

    def close(self) -> None:
        """Wait until every page was read."""
        for thread in self._threads:
            thread.join()
