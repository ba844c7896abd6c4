"""What can stand in the way of a connection, in words an administrator can act on."""

from __future__ import annotations

from core.credentials import ACCESS_TOKEN, INSTANCE_URL
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category, Message, Problem, Scope
from core.store.nouns import Org

NOT_CONNECTED = "NOT_CONNECTED"
ANOTHER_ORG = "ANOTHER_ORG"
ORG_IS_ELSEWHERE = "ORG_IS_ELSEWHERE"


def is_wrong_org(problem: Problem) -> bool:
    """Whether an org answers, but not the one that this data belongs to."""
    return problem.code in (ANOTHER_ORG, ORG_IS_ELSEWHERE)


def not_connected() -> Problem:
    """Nobody has connected an org yet, or the access was forgotten."""
    return Problem(
        NOT_CONNECTED,
        Category.AUTHENTICATION,
        Message(NOOP("core", "No Salesforce org is connected.")),
        Message(
            NOOP(
                "core",
                "Connect one on the Salesforce page of the settings, or with unsubscribe-sync connect.",
            )
        ),
        scope=Scope.CONNECTION,
    )


def another_org(known: Org, other: Org) -> Problem:
    """The access leads to another org than the one the data belongs to."""
    return Problem(
        ANOTHER_ORG,
        Category.OTHER,
        Message(
            NOOP(
                "core",
                "This data belongs to the org {known} ({known_id}), but the access leads to {other} ({other_id}).",
            ),
            {"known": known.name, "known_id": known.id, "other": other.name, "other_id": other.id},
        ),
        Message(
            NOOP(
                "core",
                "Connect to {known} again, or choose “Add another org…” at the top of the window (unsubscribe-sync "
                "orgs add) to work with {other} as well.",
            ),
            {"known": known.name, "other": other.name},
        ),
        scope=Scope.CONNECTION,
    )


def another_organization(known_id: str, other_id: str) -> Problem:
    """A token that was exchanged is for another org than the one that was signed in to; it was not used."""
    return Problem(
        ANOTHER_ORG,
        Category.OTHER,
        Message(
            NOOP(
                "core",
                "The access belongs to the org {known_id}, but the sign-in now leads to another one ({other_id}). "
                "Nothing was read or written there.",
            ),
            {"known_id": known_id, "other_id": other_id},
        ),
        Message(
            NOOP(
                "core",
                "A sandbox has a new ID after each refresh, at the old address: add it with “Add another org…” at the "
                "top of the window (unsubscribe-sync orgs add). Otherwise connect to the right org again.",
            )
        ),
        scope=Scope.CONNECTION,
    )


def org_is_elsewhere(other: Org, number: str, name: str) -> Problem:
    """The org has its data in another folder already; two of them would both push to it."""
    return Problem(
        ORG_IS_ELSEWHERE,
        Category.OTHER,
        Message(
            NOOP("core", "The org {other} ({other_id}) is here already: it is number {number}, {name}."),
            {"other": other.name, "other_id": other.id, "number": number, "name": name},
        ),
        Message(
            NOOP(
                "core",
                "Switch to it at the top of the window, or with unsubscribe-sync orgs use {number}, and connect there.",
            ),
            {"number": number},
        ),
        scope=Scope.CONNECTION,
    )


def practice_stays() -> Problem:
    """A practice data directory is connected to its practice org and to no other."""
    return Problem(
        "PRACTICE_ORG_STAYS",
        Category.OTHER,
        Message(NOOP("core", "Practice data always stays with its practice org.")),
        Message(NOOP("core", "Start without --practice to connect an org of your own.")),
        scope=Scope.RECORD,
    )


def environment_decides() -> Problem:
    """This process has its access from the environment, so that what is connected would not count."""
    return Problem(
        "ENVIRONMENT_DECIDES",
        Category.OTHER,
        Message(NOOP("core", "The environment of this process already gives it access to an org.")),
        Message(
            NOOP("core", "Unset {url} and {token}, then connect."),
            {"url": INSTANCE_URL, "token": ACCESS_TOKEN},
        ),
        scope=Scope.RECORD,
    )


def not_https() -> Problem:
    """The address of the org begins with something else than https."""
    return Problem(
        "NOT_AN_INSTANCE_URL",
        Category.OTHER,
        Message(NOOP("core", "The address of the org does not begin with https://.")),
        Message(NOOP("core", "Give it like this: https://yourcompany.my.salesforce.com")),
        scope=Scope.CONNECTION,
    )


def sign_in_page(host: str) -> Problem:
    """The address is that of Salesforce's sign-in page, which all orgs share."""
    return Problem(
        "NOT_AN_INSTANCE_URL",
        Category.OTHER,
        Message(
            NOOP("core", "{host} is where people sign in; it is not the address of an org."), {"host": host}
        ),
        Message(
            NOOP(
                "core",
                "In Salesforce Setup search for My Domain and give the address that stands there, like this: "
                "https://yourcompany.my.salesforce.com",
            )
        ),
        scope=Scope.CONNECTION,
    )
