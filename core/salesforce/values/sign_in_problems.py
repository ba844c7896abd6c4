"""What can go wrong in a sign-in before Salesforce has a say in it."""

from __future__ import annotations

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category, Problem, Scope, make_problem

CLOCK_WRONG = "CLOCK_WRONG"


def no_port(ports: str) -> Problem:
    """Every port on which the answer of the browser could arrive is taken."""
    return make_problem(
        "NO_PORT_FREE",
        Category.AUTHENTICATION,
        NOOP("core", "The answer of the browser cannot be received: the ports {ports} are all in use."),
        NOOP("core", "End the program that uses one of them, then sign in again."),
        scope=Scope.CONNECTION,
        ports=ports,
    )


def too_late(minutes: int) -> Problem:
    """Nobody finished the sign-in in the browser."""
    return make_problem(
        "SIGN_IN_TIMED_OUT",
        Category.AUTHENTICATION,
        NOOP(
            "core",
            "The sign-in was not finished in the browser within the time for it, minutes: {minutes}.",
        ),
        NOOP("core", "Start the sign-in once more."),
        scope=Scope.CONNECTION,
        minutes=minutes,
    )


def key_not_readable(path: str, reason: str) -> Problem:
    """The file with the private key is not there, or not for this user."""
    return make_problem(
        "KEY_NOT_READABLE",
        Category.AUTHENTICATION,
        NOOP("core", "The file {path} cannot be read: {reason}"),
        NOOP("core", "Give the file that holds the private key, in PEM form."),
        scope=Scope.CONNECTION,
        path=path,
        reason=reason,
    )


def key_not_usable(detail: str) -> Problem:
    """The file holds no RSA private key in PEM form."""
    return make_problem(
        "KEY_NOT_USABLE",
        Category.AUTHENTICATION,
        NOOP("core", "What was given is not an RSA private key in PEM form."),
        NOOP(
            "core",
            "Give the private key that belongs to the certificate in the app: a text that begins with "
            "BEGIN PRIVATE KEY or BEGIN RSA PRIVATE KEY.",
        ),
        detail=detail,
        scope=Scope.CONNECTION,
    )


def key_needs_password() -> Problem:
    """The private key is encrypted."""
    return make_problem(
        "KEY_NEEDS_PASSWORD",
        Category.AUTHENTICATION,
        NOOP("core", "The private key is protected by a password."),
        NOOP(
            "core",
            "Give it without the password; this program keeps it in the keyring, and the file is not needed again.",
        ),
        scope=Scope.CONNECTION,
    )


def key_too_short(bits: int) -> Problem:
    """The key has fewer bits than Salesforce takes."""
    return make_problem(
        "KEY_TOO_SHORT",
        Category.AUTHENTICATION,
        NOOP("core", "The private key has {bits} bits, which is too few."),
        NOOP("core", "Make a key of 2048 bits or more, and put its certificate into the app."),
        scope=Scope.CONNECTION,
        bits=bits,
    )


def clock_wrong(minutes: int, detail: str) -> Problem:
    """This computer's clock is so far off that Salesforce takes what was signed now for too old or too new."""
    return make_problem(
        CLOCK_WRONG,
        Category.AUTHENTICATION,
        NOOP("core", "This computer's clock differs from that of Salesforce by minutes: {minutes}."),
        NOOP("core", "Set the clock of this computer right, then sign in again."),
        detail=detail,
        scope=Scope.CONNECTION,
        minutes=minutes,
    )


def my_domain_needed() -> Problem:
    """Client credentials were to be sent to the sign-in page that all orgs share."""
    return make_problem(
        "MY_DOMAIN_NEEDED",
        Category.AUTHENTICATION,
        NOOP("core", "Signing in with the secret of the app works only at the address of your org."),
        NOOP(
            "core",
            "In Salesforce Setup search for My Domain and give the address that stands there, like this: "
            "https://yourcompany.my.salesforce.com",
        ),
        scope=Scope.CONNECTION,
    )


def consumer_key_needed() -> Problem:
    """Nobody has told the consumer key of the org's app yet."""
    return make_problem(
        "CONSUMER_KEY_NEEDED",
        Category.AUTHENTICATION,
        NOOP("core", "The consumer key of the app in your org is needed to sign in."),
        NOOP(
            "core",
            "In Salesforce Setup open the External Client App Manager, open the app, and copy its consumer key "
            "from the OAuth settings.",
        ),
        scope=Scope.CONNECTION,
    )


def nothing_lasting() -> Problem:
    """The sign-in went well, but nothing was given with which it could be renewed."""
    return make_problem(
        "NO_REFRESH_TOKEN",
        Category.AUTHENTICATION,
        NOOP("core", "Salesforce gave an access that cannot be renewed."),
        NOOP(
            "core",
            "Add the scope refresh_token to the app in Salesforce Setup, and let its refresh token policy keep "
            "tokens until they are revoked; then sign in again.",
        ),
        scope=Scope.CONNECTION,
    )
