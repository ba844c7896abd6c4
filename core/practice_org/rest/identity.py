"""Which versions there are, and who a token stands for."""

from __future__ import annotations

from typing import Any

from core.practice_org.answers import Answer
from core.practice_org.http.calls import Call, Routes
from core.practice_org.org.japanese_labels import JAPANESE

FIRST_VERSION = 31
LAST_VERSION = 68
RETIRED = range(21, 31)
"""Versions that Salesforce has switched off (Help, API End-of-Life Policy)."""

routes = Routes()

_SEASONS = ("Spring", "Summer", "Winter")


@routes("GET", "/services/data")
def versions(call: Call) -> Answer:
    """Every version the org speaks, oldest first; needs no token."""
    return Answer(
        [
            {"label": _release(version), "url": f"/services/data/v{version}.0", "version": f"{version}.0"}
            for version in range(FIRST_VERSION, LAST_VERSION + 1)
        ]
    )


def _release(version: int) -> str:
    # Three releases a year; version 30 was Spring '14, and Winter bears the next year's name.
    year, season = divmod(version - 30, 3)
    return f"{_SEASONS[season]} '{14 + year + (season == 2)}"


@routes("GET", "/.well-known/openid-configuration")
def discovery(call: Call) -> Answer:
    """Where a client of OpenID Connect finds what it needs; needs no token."""
    oauth = f"{call.host}/services/oauth2"
    return Answer(
        {
            "issuer": call.host,
            "authorization_endpoint": f"{oauth}/authorize",
            "token_endpoint": f"{oauth}/token",
            "revocation_endpoint": f"{oauth}/revoke",
            "userinfo_endpoint": f"{oauth}/userinfo",
            "scopes_supported": ["api", "full", "id", "openid", "profile", "email", "refresh_token"],
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "display_values_supported": ["page"],
        }
    )


@routes("GET", "/services/oauth2/userinfo")
def userinfo(call: Call) -> Answer:
    """Who the bearer token stands for; a bad one is refused with 403 and a bare text, not with JSON."""
    session = call.session_or_none
    if session is None:
        return Answer(b"Bad_OAuth_Token", status=403, media_type="text/html;charset=UTF-8")
    return Answer(person(call, session.user_id))


def person(call: Call, user_id: str) -> dict[str, Any]:
    """The userinfo answer for a user of the org."""
    identity = call.org.identity
    row = (
        call.org.database.reader()
        .execute(
            'SELECT "Username", "Email", "FirstName", "LastName", "IsActive", "UserType", "LanguageLocaleKey",'
            ' "LocaleSidKey" FROM "User" WHERE "Id" = ?',
            (user_id,),
        )
        .fetchone()
    )
    username, email, first, last, active, kind, language, locale = row
    photo = f"{call.host}/profilephoto/005"
    data = f"{call.host}/services/data/v{{version}}/"
    return {
        "sub": f"{call.host}/id/{identity.organization_id}/{user_id}",
        "user_id": user_id,
        "organization_id": identity.organization_id,
        "preferred_username": username,
        "nickname": username.partition("@")[0],
        "name": " ".join(part for part in (first, last) if part),
        "email": email,
        "email_verified": True,
        "given_name": first,
        "family_name": last,
        "zoneinfo": "GMT",
        "profile": f"{call.host}/{user_id}",
        "picture": f"{photo}/F",
        "photos": {"picture": f"{photo}/F", "thumbnail": f"{photo}/T"},
        "urls": {
            "enterprise": f"{call.host}/services/Soap/c/{{version}}/{identity.organization_id}",
            "rest": data,
            "sobjects": f"{data}sobjects/",
            "query": f"{data}query/",
            "custom_domain": call.host,
        },
        "active": bool(active),
        "user_type": (kind or "Standard").upper(),
        "language": JAPANESE if call.org.options.language == JAPANESE else language,
        "locale": locale,
        "utcOffset": 0,
        "is_app_installed": True,
    }
