"""What a refused sign-in, or a refused renewal of the token, means.

One error, `invalid_grant`, stands for many causes; only its description tells them apart. The texts are
those that public clients have recorded, so each is known by a few words of it.
"""

from __future__ import annotations

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category
from core.salesforce.values.advice import BY_ITSELF, SIGN_IN_AGAIN, Words
from core.salesforce.values.app_refusals import BLOCKED, NOT_IN_ORG, NOT_INSTALLED, USER_NOT_APPROVED

_SIGN_IN = Category.AUTHENTICATION
_PASSING = Category.INTERMITTENT
_CHECK_APP = NOOP(
    "core",
    "Compare the consumer key, callback URL and flows of the app in Salesforce Setup with those given here.",
)

_INACTIVE_USER: Words = (
    _SIGN_IN,
    NOOP("core", "The connected user is no longer active in Salesforce."),
    NOOP("core", "Have the user activated in Salesforce, or connect as another one."),
    False,
)
_INACTIVE_ORG: Words = (
    _SIGN_IN,
    NOOP("core", "The Salesforce org is locked, closed or suspended."),
    NOOP("core", "Ask Salesforce what has become of the org, or connect another one."),
    False,
)
_EXPIRED: Words = (
    _SIGN_IN,
    NOOP("core", "The access that was given to this program has expired or was taken back."),
    SIGN_IN_AGAIN,
    False,
)
_BUSY: Words = (
    _PASSING,
    NOOP("core", "Salesforce is handling another sign-in of the same user."),
    BY_ITSELF,
    True,
)
_WRONG_APP: Words = (
    _SIGN_IN,
    NOOP("core", "Salesforce does not know the app, or not with this secret."),
    _CHECK_APP,
    False,
)
_WRONG_SETUP: Words = (
    _SIGN_IN,
    NOOP("core", "The app in Salesforce is not set up for this way of signing in."),
    _CHECK_APP,
    False,
)

Variant = tuple[str, tuple[str, ...], Words]

VARIANTS: dict[str, tuple[Variant, ...]] = {
    "invalid_grant": (
        ("busy", ("already being processed",), _BUSY),
        (
            "nobody to be",
            ("no client credentials user",),
            (
                _SIGN_IN,
                NOOP("core", "The app has no user as whom it could work."),
                NOOP(
                    "core",
                    "In Salesforce Setup open the policies of the app, enable the client credentials flow and name the "
                    "user to run as.",
                ),
                False,
            ),
        ),
        (
            "wrong address",
            ("not supported on this domain",),
            (
                _SIGN_IN,
                NOOP("core", "Salesforce does not offer this way of signing in at this address."),
                NOOP(
                    "core", "In Salesforce Setup search for My Domain and give the address that stands there."
                ),
                False,
            ),
        ),
        (
            "code expired",
            ("authorization code", "invalid code"),
            (
                _SIGN_IN,
                NOOP("core", "The sign-in took too long, or was finished twice."),
                NOOP("core", "Start the sign-in once more."),
                False,
            ),
        ),
        (
            "inactive organization",
            (
                "inactive org",
                "org is locked",
                "organization is locked",
                "org is inactive",
                "organization is inactive",
            ),
            _INACTIVE_ORG,
        ),
        ("inactive user", ("inactive user", "user is inactive", "user inactive"), _INACTIVE_USER),
        (
            "ip restricted",
            ("ip restricted", "ip address", "ip not allowed", "restricted ip", "ip range"),
            (
                _SIGN_IN,
                NOOP("core", "Salesforce does not let the user in from this network."),
                NOOP(
                    "core",
                    "Add the network to the trusted IP ranges or the profile's login IP ranges, or relax the "
                    "IP restrictions of the app.",
                ),
                False,
            ),
        ),
        (
            "login hours",
            ("login hours", "restricted time"),
            (
                _SIGN_IN,
                NOOP("core", "Salesforce does not let the user in at this hour."),
                NOOP("core", "Widen the login hours in the user's profile, or wait until they begin."),
                False,
            ),
        ),
        ("not installed", ("must be installed",), NOT_INSTALLED),
        ("app blocked", ("app is blocked", "blocked by admin"), BLOCKED),
        ("not approved", ("approved", "not authorized"), USER_NOT_APPROVED),
        (
            "assertion",
            ("assertion", "audience"),
            (
                _SIGN_IN,
                NOOP("core", "Salesforce does not accept the signed request of this program."),
                NOOP(
                    "core",
                    "Check the certificate, the user name and the login address, and that this computer's clock "
                    "is right.",
                ),
                False,
            ),
        ),
        ("expired", ("expired", "revoked", "invalid refresh token", "token validity"), _EXPIRED),
        ("", (), (_SIGN_IN, NOOP("core", "Salesforce refused the sign-in."), SIGN_IN_AGAIN, False)),
    ),
    "inactive_user": (("", (), _INACTIVE_USER),),
    "inactive_org": (("", (), _INACTIVE_ORG),),
    "access_denied": (
        (
            "denied",
            ("end-user denied",),
            (
                _SIGN_IN,
                NOOP("core", "The program was not allowed in on the sign-in page."),
                NOOP("core", "Sign in again and press Allow, if the program is to work with this org."),
                False,
            ),
        ),
        ("not installed", ("must be installed", "not installed"), NOT_INSTALLED),
        ("blocked", ("blocked",), BLOCKED),
        ("", (), USER_NOT_APPROVED),
    ),
    "OAUTH_APP_ACCESS_DENIED": (("", (), USER_NOT_APPROVED),),
    # Told on the page as a general error; what it nearly always stands for is an app that is not installed.
    "OAUTH_APPROVAL_ERROR_GENERIC": (("", (), NOT_INSTALLED),),
    "OAUTH_APP_BLOCKED": (("", (), BLOCKED),),
    "OAUTH_AUTHORIZATION_BLOCKED": (("", (), BLOCKED),),
    "OAUTH_EC_APP_NOT_FOUND": (("", (), NOT_IN_ORG),),
    "invalid_request": (("", (), _WRONG_SETUP),),
    "invalid_client_id": (("", (), _WRONG_APP),),
    "invalid_client": (
        ("not installed", ("must be installed", "not installed"), NOT_INSTALLED),
        ("", (), _WRONG_APP),
    ),
    "invalid_client_credentials": (("", (), _WRONG_APP),),
    "redirect_uri_mismatch": (
        (
            "",
            (),
            (
                _SIGN_IN,
                NOOP("core", "The app in Salesforce does not list the callback URL of this program."),
                NOOP(
                    "core",
                    "Add exactly the callback URL that is shown here to the app in Salesforce Setup, then sign in "
                    "again.",
                ),
                False,
            ),
        ),
    ),
    "unsupported_grant_type": (("", (), _WRONG_SETUP),),
    "unauthorized_client": (
        ("not approved", ("approved",), USER_NOT_APPROVED),
        ("blocked", ("blocked",), BLOCKED),
        ("", (), _WRONG_SETUP),
    ),
    "invalid_app_access": (("blocked", ("blocked",), BLOCKED), ("", (), USER_NOT_APPROVED)),
    "app_not_found": (("", (), NOT_IN_ORG),),
    "invalid_scope": (
        (
            "",
            (),
            (
                _SIGN_IN,
                NOOP("core", "The app in Salesforce does not grant what this program asks for."),
                NOOP(
                    "core",
                    "Add the scopes api, refresh_token and openid to the app in Salesforce Setup, then sign in again.",
                ),
                False,
            ),
        ),
    ),
    "rate_limit_exceeded": (
        (
            "",
            (),
            (
                _PASSING,
                NOOP("core", "There were too many sign-ins in a short time."),
                BY_ITSELF,
                True,
            ),
        ),
    ),
    "server_error": (
        ("", (), (_PASSING, NOOP("core", "Salesforce is busy or under maintenance."), BY_ITSELF, True)),
    ),
    "temporarily_unavailable": (
        ("", (), (_PASSING, NOOP("core", "Salesforce is busy or under maintenance."), BY_ITSELF, True)),
    ),
}
"""Error -> what its descriptions can mean: a name, words that give it away (none: any), the explanation."""

APP_ERRORS = frozenset(
    {
        "OAUTH_APP_ACCESS_DENIED",
        "OAUTH_APP_BLOCKED",
        "OAUTH_APPROVAL_ERROR_GENERIC",
        "OAUTH_AUTHORIZATION_BLOCKED",
        "OAUTH_EC_APP_NOT_FOUND",
        "app_not_found",
        "invalid_app_access",
    }
)
"""Those of them that are about the app alone, wherever they turn up."""
