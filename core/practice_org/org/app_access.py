"""Whether the org lets the app in by which programs sign in, and what it answers where it does not.

Three states that an admin meets: the app takes approved users alone and this one is not among them; the app is
blocked, by hand or because API Access Control lets only listed apps use the API; the app is not installed, and the
user may not use apps that are not. Errors of the sign-in are those that public help pages and issue threads quote;
that of an API call stands in the SOAP API Developer Guide (ExceptionCode), its status over REST is not documented.
"""

from __future__ import annotations

from enum import StrEnum

from core.practice_org.errors import ApiError

_CALL = "CLIENT_NOT_ACCESSIBLE_FOR_USER"
_WORDS = "The current user does not have permission to access the specified client"


class AppAccess(StrEnum):
    """How the org stands to the app."""

    APPROVED = "approved"
    USER_NOT_APPROVED = "user_not_approved"
    BLOCKED = "blocked"
    NOT_INSTALLED = "not_installed"


ON_THE_PAGE = {
    AppAccess.USER_NOT_APPROVED: (
        "OAUTH_APP_ACCESS_DENIED",
        "user is not admin approved to access this app",
    ),
    AppAccess.BLOCKED: ("OAUTH_APP_BLOCKED", "this app is blocked by admin"),
    AppAccess.NOT_INSTALLED: ("invalid_client", "app must be installed into org"),
}
"""error and error_description that the sign-in page sends back to the program."""

FOR_A_TOKEN = ON_THE_PAGE | {
    AppAccess.USER_NOT_APPROVED: ("invalid_app_access", "user is not admin approved to access this app"),
}
"""The same of the token endpoint."""


def refuse_call(access: str) -> None:
    """Raise ApiError (403) for an API call with a token that was given before the org closed the app out."""
    if access != AppAccess.APPROVED:
        raise ApiError(403, _CALL, _WORDS)
