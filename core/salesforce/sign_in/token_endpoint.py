"""The token endpoint of Salesforce: what the ways of signing in share. Nothing here is ever logged."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeGuard

from core.messages import Problem, ProblemError
from core.salesforce.http.route import Routes, system_route
from core.salesforce.values.answers import json_of, unreadable_answer
from core.salesforce.values.errors import explain_answer

LONGEST_TOKEN = 16_000
"""Characters; access tokens in the form of a JWT are the longest, with some 2,000."""

_OWNER = re.compile(r"(00D\w{12})!")
_IDENTITY = re.compile(r"/id/(00D\w{12,15})/(005\w{12,15})\Z")


@dataclass(frozen=True, slots=True)
class TokenAnswer:
    """What the token endpoint gave. `refresh_token` is empty where there is none, or where the old one stays."""

    instance_url: str
    access_token: str = field(repr=False)
    refresh_token: str = field(default="", repr=False)
    organization_id: str = ""
    user_id: str = ""


class SignInRefusedError(ProblemError):
    """Salesforce refused. `clock_ahead_s`: by how much this computer's clock is ahead of Salesforce's."""

    def __init__(self, problem: Problem, clock_ahead_s: float) -> None:
        super().__init__(problem)
        self.clock_ahead_s = clock_ahead_s


def ask_for_token(
    host: str,
    form: Mapping[str, str],
    *,
    ca_file: Path | None,
    stop: threading.Event | None,
    routes: Routes = system_route,
) -> TokenAnswer:
    """One call of the token endpoint of `host` (https://name, without a path).

    Raises SignInRefusedError where Salesforce refused, ProblemError when it cannot be reached, CancelledError.
    """
    from core.salesforce.sign_in.open_transport import OpenTransport

    with OpenTransport(ca_file, stop, routes) as transport:
        answer = transport.request(
            "POST",
            f"{host}/services/oauth2/token",
            data=dict(form),
            headers={"Accept": "application/json"},
        )
        ahead = (datetime.now(UTC) - transport.server_time).total_seconds() if transport.server_time else 0.0
    if answer.status_code != 200:
        raise SignInRefusedError(explain_answer(answer.status_code, answer.text), ahead)
    return _understood(json_of(answer))


def revoke(
    host: str,
    token: str,
    *,
    ca_file: Path | None,
    stop: threading.Event | None,
    routes: Routes = system_route,
) -> None:
    """Take a token back: a refresh token with its access tokens. One that is gone already is no trouble.

    Raises ProblemError when Salesforce could not be told, and CancelledError.
    """
    from core.salesforce.sign_in.open_transport import OpenTransport

    with OpenTransport(ca_file, stop, routes) as transport:
        answer = transport.request("POST", f"{host}/services/oauth2/revoke", data={"token": token})
    if answer.status_code not in (200, 400):
        raise ProblemError(explain_answer(answer.status_code, answer.text))


def organization_in(token: str) -> str:
    """The org that an access token is for, as the usual ones tell by how they begin; empty for any other form."""
    found = _OWNER.match(token)
    return found[1] if found else ""


def _is_token(value: Any) -> TypeGuard[str]:
    """Whether a value can be a token: it goes into a header, and into the keyring, which is small."""
    return (
        isinstance(value, str) and 0 < len(value) <= LONGEST_TOKEN and value.isascii() and value.isprintable()
    )


def _understood(content: Any) -> TokenAnswer:
    given = content if isinstance(content, dict) else {}
    access_token, instance_url = given.get("access_token"), given.get("instance_url")
    if not _is_token(access_token) or not isinstance(instance_url, str):
        raise ProblemError(unreadable_answer())
    found = _IDENTITY.search(str(given.get("id", "")))
    organization_id, user_id = found.groups() if found else ("", "")
    refresh_token = given.get("refresh_token")
    return TokenAnswer(
        instance_url,
        access_token,
        refresh_token if _is_token(refresh_token) else "",
        organization_id or organization_in(access_token),
        user_id,
    )
