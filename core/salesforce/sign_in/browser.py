"""Signing in through the system's browser: OAuth 2.0 web-server flow with PKCE, back to a port on loopback.

The app in Salesforce needs no secret: what proves that the code comes back to the program that asked is a
verifier that never leaves this process before it is redeemed.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
import threading
import webbrowser
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from core.messages import ProblemError
from core.salesforce.http.route import Routes, system_route
from core.salesforce.sign_in.listener import PORTS, Listener
from core.salesforce.sign_in.token_endpoint import TokenAnswer, ask_for_token
from core.salesforce.values.errors import explain_oauth
from core.salesforce.values.hosts import check_host

SCOPE = "api refresh_token openid"
WAIT_S = 600.0
"""How long a person has for the browser: as long as a code lives, and no eternity."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """The sign-in waits for the browser. Show `url` to be copied, above all when `opened` is false.

    `callback_url` is the one of the app's callback URLs that is used this time.
    """

    url: str
    opened: bool
    callback_url: str


def sign_in_with_browser(
    host: str,
    client_id: str,
    *,
    ca_file: Path | None,
    stop: threading.Event,
    routes: Routes = system_route,
    on_waiting: Callable[[Waiting], None],
    open_browser: Callable[[str], bool] | None = None,
    wait_s: float = WAIT_S,
    ports: Sequence[int] = PORTS,
) -> TokenAnswer:
    """Tokens of whoever signs in; blocks until the browser comes back, `wait_s` seconds at most.

    `on_waiting` is called once, in this thread, when the page is open or is to be opened by hand.
    Raises ProblemError (refused, denied, NO_PORT_FREE, SIGN_IN_TIMED_OUT, ...), CancelledError when `stop` is set.
    """
    # Before the page is opened: on a look-alike of it people type their passwords.
    check_host(host, routes().hosts)
    verifier, state = secrets.token_urlsafe(64), secrets.token_urlsafe(32)
    with Listener(state, ports) as listener:
        url = authorize_url(host, client_id, listener.callback_url, state, verifier)
        opened = (open_browser or open_in_browser)(url)
        on_waiting(Waiting(url, opened, listener.callback_url))
        given = listener.wait(wait_s, stop)
        callback_url = listener.callback_url
    if "code" not in given:
        raise ProblemError(explain_oauth(given["error"], given.get("error_description", "")))
    form = {
        "grant_type": "authorization_code",
        "code": given["code"],
        "client_id": client_id,
        "redirect_uri": callback_url,
        "code_verifier": verifier,
    }
    return ask_for_token(host, form, ca_file=ca_file, stop=stop, routes=routes)


def refreshed(
    host: str,
    client_id: str,
    refresh_token: str,
    *,
    ca_file: Path | None,
    stop: threading.Event | None,
    routes: Routes = system_route,
) -> TokenAnswer:
    """A new access token, and with rotation a new refresh token, which must be kept before anything else.

    Raises ProblemError: AUTHENTICATION when only a new sign-in helps.
    """
    form = {"grant_type": "refresh_token", "client_id": client_id, "refresh_token": refresh_token}
    return ask_for_token(host, form, ca_file=ca_file, stop=stop, routes=routes)


def authorize_url(host: str, client_id: str, callback_url: str, state: str, verifier: str) -> str:
    """The address of Salesforce's sign-in page for one sign-in; it holds no secret."""
    digest = hashlib.sha256(verifier.encode()).digest()
    wanted = {
        "response_type": "code",
        "client_id": client_id,
        "redirect_uri": callback_url,
        "scope": SCOPE,
        "state": state,
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    }
    return f"{host}/services/oauth2/authorize?{urlencode(wanted)}"


def open_in_browser(url: str) -> bool:
    """Open a page in the system's browser; False when there is none with a window of its own."""
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    # A text browser would take over the terminal of whoever typed the command, and end the waiting.
    if type(browser) is webbrowser.GenericBrowser:
        return False
    try:
        return browser.open(url)
    except (OSError, webbrowser.Error):
        return False
