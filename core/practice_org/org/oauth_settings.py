"""How sign-in behaves in this org: what the setup screens of its one app would show, and troubles on demand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

CALLBACK_URLS = tuple(f"http://localhost:{port}/OauthRedirect" for port in (1717, 8517, 8617, 8717, 8817))
"""The callback URLs that the app lists; the one that is sent must be one of them to the letter."""

SCOPES = ("api", "refresh_token", "openid", "id")
"""What the app grants."""

REFUSALS: Mapping[str, tuple[str, str]] = {
    "expired": ("invalid_grant", "expired access/refresh token"),
    "expired_code": ("invalid_grant", "expired authorization code"),
    "authentication_failure": ("invalid_grant", "authentication failure"),
    "inactive_user": ("invalid_grant", "inactive user"),
    "inactive_org": ("invalid_grant", "organization is inactive"),
    "ip_restricted": ("invalid_grant", "ip restricted"),
    "login_hours": ("invalid_grant", "restricted time"),
    "not_approved": ("invalid_grant", "user hasn't approved this consumer"),
    "not_admin_approved": ("invalid_app_access", "user is not admin approved to access this app"),
    "access_denied": ("OAUTH_APP_ACCESS_DENIED", "user is not admin approved to access this app"),
    "app_blocked": ("OAUTH_APP_BLOCKED", "this app is blocked by admin"),
    "cross_org": ("OAUTH_EC_APP_NOT_FOUND", "External client app is not installed in this org"),
    "busy": ("invalid_grant", "token request is already being processed"),
    "rate_limit": ("rate_limit_exceeded", "login rate exceeded"),
    "server_error": ("server_error", "unexpected error"),
    "unavailable": ("temporarily_unavailable", "the authorization server is busy"),
}
"""Name in a scenario -> error and error_description, in Salesforce's words."""


@dataclass(frozen=True, slots=True)
class OAuthSettings:
    """Seconds are counted from the issue of a code or token; None lets an access token live for ever.

    `refuse` is the name of what every call of the token endpoint meets, `refuse_authorize` of what the sign-in
    page sends back to the program. `run_as` is whether the app has a user for client credentials, `approved`
    whether the users of a signed request are pre-authorized, `clock_skew_seconds` how far the org's clock is
    ahead when it judges signed requests. `moved_to` is the address that the token endpoint names as the org's, as
    after a change of My Domain or a move to Hyperforce; None names the one it is asked at. `tells_organization` is
    whether answers, and the tokens in them, say which org they are for.
    """

    access_token_seconds: float | None = None
    code_seconds: float = 600
    rotate_refresh_tokens: bool = False
    require_secret: bool = False
    require_pkce: bool = True
    callback_urls: tuple[str, ...] = CALLBACK_URLS
    scopes: tuple[str, ...] = SCOPES
    run_as: bool = True
    approved: bool = True
    clock_skew_seconds: float = 0
    moved_to: str | None = None
    tells_organization: bool = True
    refuse: str | None = None
    refuse_authorize: str | None = None

    def changed(self, **changes: Any) -> OAuthSettings:
        """A copy with some settings changed; raises TypeError or ValueError for what does not exist."""
        for name in ("refuse", "refuse_authorize"):
            if changes.get(name) is not None and changes[name] not in REFUSALS:
                raise ValueError(f"{changes[name]}: no such refusal; there are {', '.join(REFUSALS)}")
        for name in ("callback_urls", "scopes"):
            if name in changes:
                changes[name] = tuple(changes[name])
        return replace(self, **changes)

    def to_json(self) -> dict[str, Any]:
        """The settings as JSON."""
        return asdict(self)
