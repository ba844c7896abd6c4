"""The ways in which somebody connects an org, each up to a token that works and what is to be kept of it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from core.connection.address import checked_address, sign_in_address
from core.connection.problems import another_organization
from core.connection.stored_tokens import take_back
from core.messages import ProblemError
from core.salesforce.http.route import Routes, system_route, trusting
from core.salesforce.sign_in.browser import WAIT_S, Waiting, sign_in_with_browser
from core.salesforce.sign_in.client_credentials import sign_in_with_secret
from core.salesforce.sign_in.jwt import checked_key, sign_in_with_key
from core.salesforce.sign_in.listener import PORTS
from core.salesforce.sign_in.token_endpoint import TokenAnswer
from core.salesforce.values.record_id import same_id
from core.salesforce.values.sign_in_problems import consumer_key_needed, nothing_lasting
from core.secrets.credentials import AnyAccess, KeyAccess, RefreshAccess, SecretAccess, StoredAccess
from core.secrets.given_secret import SecretKind, secret_from_text
from core.store.types.orgs import Org

_MOMENT_S = 1.0

Keep = Callable[[str, str, str], AnyAccess]
"""From the address that answered, the id of the org there and the user's name, to what the keyring is to hold."""


@dataclass(frozen=True, slots=True)
class NewAccess:
    """A token that Salesforce has just given; `keep` makes of it what the keyring is to hold."""

    instance_url: str
    access_token: str = field(repr=False)
    ca_file: Path | None
    keep: Keep = field(repr=False)
    routes: Routes = field(default=system_route, repr=False)
    organization_id: str = ""
    """The ID of the org that the token is for; empty where the answer did not name it."""

    def check(self, org: Org) -> None:
        """Raises ProblemError where the org that answers to the token is not the one that it is for."""
        if self.organization_id and not same_id(self.organization_id, org.id):
            raise ProblemError(another_organization(self.organization_id, org.id))

    def take_back(self, *, at_once: bool = False) -> None:
        """Revoke the token of a sign-in that came to nothing.

        `at_once`: somebody waits for the end, so that it is told beside it, as far as it can be in a moment.
        """
        revoking = threading.Thread(
            target=take_back,
            args=(self.keep(self.instance_url, "", ""), self.access_token),
            kwargs={"routes": self.routes},
            name="take-back",
            daemon=True,
        )
        revoking.start()
        revoking.join(_MOMENT_S if at_once else None)


@dataclass(frozen=True, slots=True)
class BrowserOptions:
    """How a sign-in in the browser goes. `on_waiting` is told the address, to be shown and copied.

    `open_browser` opens a page and says whether it could; None is the system's browser.
    """

    on_waiting: Callable[[Waiting], None] = field(default=lambda _: None)
    open_browser: Callable[[str], bool] | None = None
    wait_s: float = WAIT_S
    ports: Sequence[int] = PORTS


def by_token(
    instance_url: str, access_token: str, ca_file: Path | None, routes: Routes = system_route
) -> NewAccess:
    """A token that somebody hands in."""
    token = secret_from_text(access_token, SecretKind.ACCESS_TOKEN)
    trusted = _absolute(ca_file)
    return NewAccess(
        checked_address(instance_url),
        token,
        trusted,
        lambda address, _, __: StoredAccess(address, token, _text(trusted)),
        trusting(routes, trusted),
    )


def by_browser(
    host: str,
    client_id: str,
    ca_file: Path | None,
    stop: threading.Event,
    options: BrowserOptions,
    routes: Routes = system_route,
) -> NewAccess:
    """A sign-in in the system's browser; blocks until it is finished there."""
    login_url, client_id = sign_in_address(host), _checked_consumer_key(client_id)
    trusted = _absolute(ca_file)
    answer = sign_in_with_browser(
        login_url,
        client_id,
        ca_file=trusted,
        stop=stop,
        routes=routes,
        on_waiting=options.on_waiting,
        open_browser=options.open_browser,
        wait_s=options.wait_s,
        ports=options.ports,
    )
    if not answer.refresh_token:
        raise ProblemError(nothing_lasting())

    def keep(address: str, organization_id: str, user: str) -> RefreshAccess:
        token = answer.refresh_token
        return RefreshAccess(address, login_url, client_id, token, organization_id, user, _text(trusted))

    return _new(answer, trusted, keep, routes)


def by_key(
    host: str,
    client_id: str,
    username: str,
    private_key: str,
    ca_file: Path | None,
    stop: threading.Event,
    routes: Routes = system_route,
) -> NewAccess:
    """A signed request; `private_key` is PEM text."""
    login_url, client_id = sign_in_address(host), _checked_consumer_key(client_id)
    key, username, trusted = checked_key(private_key), username.strip(), _absolute(ca_file)
    answer = sign_in_with_key(login_url, client_id, username, key, ca_file=trusted, stop=stop, routes=routes)

    def keep(address: str, organization_id: str, _user: str) -> KeyAccess:
        return KeyAccess(address, login_url, client_id, key, organization_id, username, _text(trusted))

    return _new(answer, trusted, keep, routes)


def by_secret(
    host: str,
    client_id: str,
    client_secret: str,
    ca_file: Path | None,
    stop: threading.Event,
    routes: Routes = system_route,
) -> NewAccess:
    """The secret of the app, at the org's own address."""
    login_url, client_id = sign_in_address(host), _checked_consumer_key(client_id)
    secret = secret_from_text(client_secret, SecretKind.CONSUMER_SECRET)
    trusted = _absolute(ca_file)
    answer = sign_in_with_secret(login_url, client_id, secret, ca_file=trusted, stop=stop, routes=routes)

    def keep(address: str, organization_id: str, user: str) -> SecretAccess:
        return SecretAccess(address, client_id, secret, organization_id, user, _text(trusted))

    return _new(answer, trusted, keep, routes)


def consumer_key_of(stored: AnyAccess | None) -> str:
    """The consumer key that was used last; empty when there is none."""
    return "" if stored is None or isinstance(stored, StoredAccess) else stored.client_id


def _new(answer: TokenAnswer, ca_file: Path | None, keep: Keep, routes: Routes) -> NewAccess:
    address = checked_address(answer.instance_url)
    return NewAccess(
        address, answer.access_token, ca_file, keep, trusting(routes, ca_file), answer.organization_id
    )


def _checked_consumer_key(text: str) -> str:
    key = text.strip()
    if not key:
        raise ProblemError(consumer_key_needed())
    return key


def _absolute(ca_file: Path | None) -> Path | None:
    return ca_file.expanduser().absolute() if ca_file is not None else None


def _text(ca_file: Path | None) -> str | None:
    return str(ca_file) if ca_file is not None else None
