"""Sign-in: the page, the token endpoint with its four grants, revocation, and the identity URL.

What is refused is answered as Salesforce does: the token endpoint with HTTP 400 and a JSON object of `error` and
`error_description`; the page by sending the browser back to the program, unless the program itself is unknown.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from core.practice_org.answers import Answer
from core.practice_org.errors import ApiError
from core.practice_org.http.calls import Call, Routes
from core.practice_org.oauth import page as oauth_page
from core.practice_org.oauth.signed_requests import claims_of, public_key_of
from core.practice_org.org.app_access import FOR_A_TOKEN, ON_THE_PAGE, AppAccess
from core.practice_org.org.oauth_grants import Code, Refresh
from core.practice_org.org.oauth_settings import REFUSALS
from core.practice_org.rest.identity import person

routes = Routes()

PAGE = "/services/oauth2/authorize"
"""Where a person is asked."""

JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"
LONGEST_ASSERTION_SECONDS = 300
GENERIC_HOSTS = ("https://login.salesforce.com", "https://test.salesforce.com")

_SAME_SCOPE = {"offline_access": "refresh_token"}
_PASSED_ON = (
    "response_type",
    "client_id",
    "redirect_uri",
    "scope",
    "state",
    "code_challenge",
    "code_challenge_method",
)
_WRONG_CLIENT = ("invalid_client_id", "client identifier invalid")
_WRONG_SECRET = ("invalid_client", "invalid client credentials")
_EXPIRED = REFUSALS["expired"]
_IDENTITY_NAMES = {
    "username": "preferred_username",
    "nick_name": "nickname",
    "display_name": "name",
    "first_name": "given_name",
    "last_name": "family_name",
    "timezone": "zoneinfo",
}
"""What the identity URL calls differently from OpenID Connect."""


class OAuthError(Exception):
    """A refusal of the sign-in, in Salesforce's words."""

    def __init__(self, error: str, description: str) -> None:
        super().__init__(error)
        self.error = error
        self.description = description

    def answer(self) -> Answer:
        """The refusal as the token endpoint gives it."""
        return Answer(
            {"error": self.error, "error_description": self.description},
            status=400,
            headers={"Cache-Control": "no-store"},
        )


# --- the page


@routes("GET", PAGE)
def authorize(call: Call) -> Answer:
    """The page that asks a person whether the program may come in."""
    return _authorize(call, dict(call.parameters), None)


@routes("POST", PAGE)
def decide(call: Call) -> Answer:
    """What the person has decided: the browser is sent back to the program with a code, or with a refusal."""
    form = call.form()
    return _authorize(call, form, form.get("decision"))


def _authorize(call: Call, given: Mapping[str, str], decision: str | None) -> Answer:
    language = oauth_page.language_of(call.headers)
    identity, settings = call.org.identity, call.org.oauth
    callback_url = given.get("redirect_uri", "")
    if given.get("client_id") != identity.client_id:
        return oauth_page.refusal(language, *_WRONG_CLIENT)
    if callback_url not in settings.callback_urls:
        return oauth_page.refusal(language, "redirect_uri_mismatch", "redirect_uri must match configuration")
    try:
        _refuse(settings.refuse_authorize)
        _refuse_app(call, ON_THE_PAGE)
        scope = _scope(call, given.get("scope", ""))
        _check_request(call, given)
        if decision is None:
            return _ask(call, language, given, scope, identity.username)
        _check_decision(decision)
        user_id = _user(call, given.get("username", identity.username))
        if user_id is None:
            return _ask(call, language, given, scope, given.get("username", ""), unknown=True)
    except OAuthError as refusal:
        return _back(
            callback_url,
            given,
            {"error": refusal.error, "error_description": refusal.description},
        )
    code = call.org.grants.new_code(
        Code(
            user_id, identity.client_id, callback_url, scope, given.get("code_challenge", ""), call.org.now()
        )
    )
    return _back(callback_url, given, {"code": code})


def _refuse(name: str | None) -> None:
    if name is not None:
        raise OAuthError(*REFUSALS[name])


def _refuse_app(call: Call, refusals: Mapping[AppAccess, tuple[str, str]]) -> None:
    access = AppAccess(call.org.options.app_access)
    if access in refusals:
        raise OAuthError(*refusals[access])


def _check_decision(decision: str) -> None:
    if decision != "allow":
        raise OAuthError("access_denied", "end-user denied authorization")


def _check_request(call: Call, given: Mapping[str, str]) -> None:
    if given.get("response_type") != "code":
        raise OAuthError("unsupported_response_type", "response type not supported")
    challenge = given.get("code_challenge", "")
    if not challenge and call.org.oauth.require_pkce:
        raise OAuthError("invalid_request", "missing required code challenge")
    if challenge and given.get("code_challenge_method", "S256") != "S256":
        raise OAuthError("invalid_request", "code challenge method not supported")
    if challenge and len(challenge) != 43:
        raise OAuthError("invalid_request", "invalid code challenge")


def _ask(
    call: Call, language: str, given: Mapping[str, str], scope: str, username: str, *, unknown: bool = False
) -> Answer:
    wanted = {name: given[name] for name in _PASSED_ON if name in given} | {"scope": scope}
    name = call.org.identity.organization_name
    return oauth_page.consent(language, name, username, wanted, unknown=unknown)


def _back(callback_url: str, given: Mapping[str, str], answer: Mapping[str, str]) -> Answer:
    state = {"state": given["state"]} if "state" in given else {}
    place = f"{callback_url}?{urlencode({**answer, **state})}"
    return Answer(None, status=302, headers={"Location": place, "Cache-Control": "no-store"})


def _scope(call: Call, asked: str) -> str:
    granted = call.org.oauth.scopes
    wanted = [_SAME_SCOPE.get(scope, scope) for scope in asked.split()] or list(granted)
    if not set(wanted) <= set(granted):
        raise OAuthError("invalid_scope", "the requested scope is not allowed")
    return " ".join(dict.fromkeys(wanted))


def _user(call: Call, username: str) -> str | None:
    row = (
        call.org.database.reader()
        .execute(
            'SELECT "Id" FROM "User" WHERE lower("Username") = lower(?) AND "IsActive" = 1',
            (username.strip(),),
        )
        .fetchone()
    )
    return None if row is None else str(row[0])


# --- the token endpoint


@routes("POST", "/services/oauth2/token")
def token(call: Call) -> Answer:
    """An access token for a code, a refresh token, a signed request or the app's own credentials."""
    form = call.form()
    try:
        _refuse(call.org.oauth.refuse)
        _refuse_app(call, FOR_A_TOKEN)
        content = _GRANTS.get(form.get("grant_type", ""), _for_nothing)(call, form)
    except OAuthError as refusal:
        return refusal.answer()
    return Answer(content, headers={"Cache-Control": "no-store", "Pragma": "no-cache"})


def _for_code(call: Call, form: Mapping[str, str]) -> dict[str, Any]:
    _check_client(call, form, secret_needed=call.org.oauth.require_secret)
    family = secrets.token_hex(8)
    code = call.org.grants.use_code(form.get("code", ""), family)
    if code is None:
        raise OAuthError("invalid_grant", "invalid authorization code")
    if call.org.now() - code.issued >= call.org.oauth.code_seconds * 1000:
        raise OAuthError(*REFUSALS["expired_code"])
    if form.get("redirect_uri") != code.callback_url:
        raise OAuthError("redirect_uri_mismatch", "redirect_uri must match configuration")
    if code.challenge and not hmac.compare_digest(_challenge(form.get("code_verifier", "")), code.challenge):
        raise OAuthError("invalid_grant", "invalid code verifier")
    answer = _answer(call, code.user_id, code.scope, family)
    if "refresh_token" in code.scope.split():
        refresh = Refresh(code.user_id, code.client_id, code.scope, family)
        answer["refresh_token"] = call.org.grants.new_refresh(refresh)
    return answer


def _for_refresh_token(call: Call, form: Mapping[str, str]) -> dict[str, Any]:
    _check_client(call, form, secret_needed=call.org.oauth.require_secret)
    old = form.get("refresh_token", "")
    refresh = call.org.grants.refresh(old)
    if refresh is None:
        raise OAuthError(*_EXPIRED)
    fresh = None
    if call.org.oauth.rotate_refresh_tokens:
        fresh = call.org.grants.rotate(old)
        if fresh is None:
            raise OAuthError(*_EXPIRED)
    answer = _answer(call, refresh.user_id, refresh.scope, refresh.family)
    return answer if fresh is None else {**answer, "refresh_token": fresh}


def _for_client_credentials(call: Call, form: Mapping[str, str]) -> dict[str, Any]:
    _check_client(call, form, secret_needed=True)
    if not call.org.oauth.run_as:
        raise OAuthError("invalid_grant", "no client credentials user enabled")
    scope = " ".join(scope for scope in call.org.oauth.scopes if scope != "refresh_token")
    return _answer(call, call.org.identity.user_id, scope, None)


def _for_signed_request(call: Call, form: Mapping[str, str]) -> dict[str, Any]:
    claims = claims_of(form.get("assertion", ""), call.org.grants.keys())
    if claims is None:
        raise OAuthError("invalid_grant", "invalid assertion")
    if claims.get("iss") != call.org.identity.client_id:
        raise OAuthError(*_WRONG_CLIENT)
    if claims.get("aud") not in (*GENERIC_HOSTS, call.host):
        raise OAuthError("invalid_grant", "audience is invalid")
    now = call.org.now() / 1000 + call.org.oauth.clock_skew_seconds
    expires = claims.get("exp")
    if not isinstance(expires, int | float) or expires <= now:
        raise OAuthError("invalid_grant", "assertion has expired")
    if expires > now + LONGEST_ASSERTION_SECONDS:
        raise OAuthError("invalid_grant", "invalid assertion")
    user_id = _user(call, str(claims.get("sub", "")))
    if user_id is None or not call.org.oauth.approved:
        raise OAuthError(*REFUSALS["not_approved"])
    scope = " ".join(scope for scope in call.org.oauth.scopes if scope != "refresh_token")
    return _answer(call, user_id, scope, None)


def _for_nothing(_call: Call, _form: Mapping[str, str]) -> dict[str, Any]:
    raise OAuthError("unsupported_grant_type", "grant type not supported")


_GRANTS: Mapping[str, Callable[[Call, Mapping[str, str]], dict[str, Any]]] = {
    "authorization_code": _for_code,
    "refresh_token": _for_refresh_token,
    "client_credentials": _for_client_credentials,
    JWT_BEARER: _for_signed_request,
}


def _check_client(call: Call, form: Mapping[str, str], *, secret_needed: bool) -> None:
    client_id, secret = form.get("client_id", ""), form.get("client_secret", "")
    kind, _, encoded = call.headers.get("authorization", "").partition(" ")
    if kind.lower() == "basic":
        try:
            client_id, _, secret = base64.b64decode(encoded).decode().partition(":")
        except ValueError:
            raise OAuthError(*_WRONG_SECRET) from None
    if client_id != call.org.identity.client_id:
        raise OAuthError(*_WRONG_CLIENT)
    right = hmac.compare_digest(secret.encode(), call.org.grants.client_secret().encode())
    if (secret_needed or secret) and not right:
        raise OAuthError(*_WRONG_SECRET)


def _answer(call: Call, user_id: str, scope: str, family: str | None) -> dict[str, Any]:
    identity = call.org.identity
    session = call.org.open_session(user_id, identity.client_id, family)
    issued = str(call.org.now())
    place = f"{call.host}/id/{identity.organization_id}/{user_id}"
    signed = hmac.new(call.org.grants.client_secret().encode(), f"{place}{issued}".encode(), hashlib.sha256)
    told = {"id": place} if call.org.oauth.tells_organization else {}
    return told | {
        "access_token": session.token,
        "signature": base64.b64encode(signed.digest()).decode(),
        "scope": scope,
        "instance_url": call.org.oauth.moved_to or call.host,
        "token_type": "Bearer",
        "issued_at": issued,
    }


def _challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


# --- taking back, and who somebody is


@routes("POST", "/services/oauth2/revoke")
def revoke(call: Call) -> Answer:
    """Take a token back; a refresh token takes its access tokens along."""
    given = call.form().get("token") or call.parameters.get("token", "")
    if not call.org.grants.revoke(given):
        return OAuthError("invalid_token", "invalid token").answer()
    return Answer(b"", media_type="text/html;charset=UTF-8")


@routes("GET", "/id/{organization_id}/{user_id}")
def identity_url(call: Call, organization_id: str, user_id: str) -> Answer:
    """Who a token stands for, at the address that the token endpoint gave as `id`."""
    session = call.session_or_none
    asked = (organization_id, user_id)
    if session is None or asked != (call.org.identity.organization_id, session.user_id):
        return Answer(b"Bad_OAuth_Token", status=403, media_type="text/html;charset=UTF-8")
    who = person(call, user_id)
    names = {other: who[name] for other, name in _IDENTITY_NAMES.items()}
    return Answer({**who, "id": who["sub"], "asserted_user": True, **names})


# --- the control surface


@routes("GET", "/practice/oauth")
def setup(call: Call) -> Answer:
    """The app as its page in Setup would show it, secret included."""
    return Answer(
        {
            "client_id": call.org.identity.client_id,
            "client_secret": call.org.grants.client_secret(),
            "keys": len(call.org.grants.keys()),
            **call.org.oauth.to_json(),
        }
    )


@routes("POST", "/practice/oauth/keys")
def register_key(call: Call) -> Answer:
    """Register the certificate or public key, as PEM in `pem`, with which signed requests are checked."""
    try:
        key = public_key_of(str(call.json_object().get("pem", "")))
    except ValueError as trouble:
        raise ApiError(400, "INVALID_KEY", str(trouble)) from None
    return Answer({"keys": call.org.grants.add_key(key)}, status=201)


@routes("DELETE", "/practice/oauth/keys")
def remove_keys(call: Call) -> Answer:
    """Forget every registered key."""
    call.org.grants.remove_keys()
    return Answer({"keys": 0})


@routes("POST", "/practice/oauth/revoke-refresh-tokens")
def revoke_refresh_tokens(call: Call) -> Answer:
    """Take back every refresh token, with its access tokens, as an admin would on the page of the user."""
    return Answer({"revoked": call.org.grants.revoke_refresh_tokens()})
