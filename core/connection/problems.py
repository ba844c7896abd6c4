"""What can stand in the way of a connection, in words an administrator can act on."""

from __future__ import annotations

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category, Message, Problem, Scope, make_problem
from core.salesforce.values.hosts import host_of, shown
from core.salesforce.values.record_id import same_id
from core.secrets.credentials import ACCESS_TOKEN, INSTANCE_URL
from core.store.types.orgs import Org

NOT_CONNECTED = "NOT_CONNECTED"
ANOTHER_ORG = "ANOTHER_ORG"
ORG_IS_ELSEWHERE = "ORG_IS_ELSEWHERE"
SANDBOX_REFRESHED = "SANDBOX_REFRESHED"

NOT_TOLD = Message(
    NOOP(
        "core",
        "Salesforce could not be told that the access is not used any longer; it can be revoked in Setup, on the "
        "page of the user.",
    )
)


def is_wrong_org(problem: Problem) -> bool:
    """Whether an org answers, but not the one that this data belongs to."""
    return problem.code in (ANOTHER_ORG, ORG_IS_ELSEWHERE, SANDBOX_REFRESHED)


def not_connected() -> Problem:
    """Nobody has connected an org yet, or the access was forgotten."""
    return make_problem(
        NOT_CONNECTED,
        Category.AUTHENTICATION,
        NOOP("core", "No Salesforce org is connected."),
        NOOP(
            "core",
            "Connect one on the Salesforce page of the settings, or with unsubscribe-sync connect.",
        ),
        scope=Scope.CONNECTION,
    )


def another_org(known: Org, other: Org) -> Problem:
    """The access leads to another org than the one the data belongs to."""
    return make_problem(
        ANOTHER_ORG,
        Category.OTHER,
        NOOP(
            "core",
            "This data belongs to the org {known} ({known_id}), but the access leads to {other} ({other_id}).",
        ),
        NOOP(
            "core",
            "Connect to {known} again, or choose “Add another org…” at the top of the window (unsubscribe-sync "
            "orgs add) to work with {other} as well.",
        ),
        scope=Scope.CONNECTION,
        known=known.name,
        known_id=known.id,
        other=other.name,
        other_id=other.id,
    )


def another_organization(known_id: str, other_id: str) -> Problem:
    """A token that was exchanged is for another org than the one that was signed in to; it was not used."""
    return make_problem(
        ANOTHER_ORG,
        Category.OTHER,
        NOOP(
            "core",
            "The access belongs to the org {known_id}, but the sign-in now leads to another one ({other_id}). "
            "Nothing was read or written there.",
        ),
        NOOP(
            "core",
            "A sandbox has a new ID after each refresh, at the old address: add it with “Add another org…” at the "
            "top of the window (unsubscribe-sync orgs add). Otherwise connect to the right org again.",
        ),
        scope=Scope.CONNECTION,
        known_id=known_id,
        other_id=other_id,
    )


def wrong_organization(org: Org | None, known_id: str, other_id: str, address: str) -> Problem:
    """The same, with the way on of a sandbox where it can only have been refreshed. `org`: whose the data is."""
    if org is not None and same_id(org.id, known_id) and is_refreshed(org, address):
        return sandbox_refreshed(org, other_id)
    return another_organization(known_id, other_id)


def is_refreshed(known: Org, address: str, *, is_sandbox: bool = False) -> bool:
    """Whether another org at an address can only be what a refresh made of the known one, which is a sandbox."""
    return (known.is_sandbox or is_sandbox) and known.instance_url == address


def sandbox_refreshed(known: Org, other_id: str) -> Problem:
    """Where the sandbox was that the data belongs to, there is a new one."""
    return make_problem(
        SANDBOX_REFRESHED,
        Category.OTHER,
        NOOP(
            "core",
            "The sandbox {known} was refreshed: at its address {host} there is a new org now ({other_id}) in place "
            "of the one that this data belongs to ({known_id}). Nothing was read or written there.",
        ),
        NOOP(
            "core",
            "Begin its data anew on the Salesforce page, or with unsubscribe-sync begin-anew --refreshed-sandbox, "
            "then connect; the data that is here is kept as an archive.",
        ),
        scope=Scope.CONNECTION,
        known=known.name,
        known_id=known.id,
        other_id=other_id,
        host=shown(host_of(known.instance_url)),
    )


def org_is_elsewhere(other: Org, number: str, name: str, *, removed: bool = False) -> Problem:
    """The org has its data in another folder already; two of them would both push to it. `removed`: off the list."""
    values = {"other": other.name, "other_id": other.id, "number": number, "name": name}
    if removed:
        what = Message(
            NOOP(
                "core",
                "The org {other} ({other_id}) has its data here already: it is number {number}, {name}, which was "
                "removed from the list.",
            ),
            values,
        )
        fix = Message(
            NOOP(
                "core",
                "Bring it back with unsubscribe-sync orgs restore {number} (in the window: Manage orgs…), and connect "
                "there: unsubscribe-sync connect --org {number}.",
            ),
            {"number": number},
        )
    else:
        what = Message(
            NOOP("core", "The org {other} ({other_id}) is here already: it is number {number}, {name}."),
            values,
        )
        fix = Message(
            NOOP(
                "core",
                "Switch to it at the top of the window, or with unsubscribe-sync orgs use {number}, and connect there.",
            ),
            {"number": number},
        )
    return make_problem(
        ORG_IS_ELSEWHERE,
        Category.OTHER,
        what,
        fix,
        scope=Scope.CONNECTION,
    )


def signed_in_anew() -> Problem:
    """Another process has signed in since this one began its work, perhaps as somebody else."""
    return make_problem(
        "SIGNED_IN_ANEW",
        Category.INTERMITTENT,
        NOOP("core", "Somebody has signed in to Salesforce anew meanwhile."),
        NOOP(
            "core",
            "It goes on by itself with the new access; a sync that was under way is to be repeated.",
        ),
        retry=True,
        scope=Scope.CONNECTION,
    )


def not_revoked() -> Problem:
    """Somebody has signed out, and Salesforce does not know it."""
    return make_problem(
        "NOT_REVOKED",
        Category.OTHER,
        NOT_TOLD,
        NOOP(
            "core",
            "In Salesforce Setup search for Connected Apps OAuth Usage, and revoke there what the app of this "
            "program was given.",
        ),
        scope=Scope.RECORD,
    )


def access_in_use() -> Problem:
    """Another process exchanges, or writes, the access, and does not come to an end with it."""
    return make_problem(
        "ACCESS_IN_USE",
        Category.INTERMITTENT,
        NOOP(
            "core",
            "Another Unsubscribe Sync is renewing the access to this org, and does not come to an end with it.",
        ),
        NOOP(
            "core",
            "If it is suspended, let it go on, or end it. Until then everything waits and is tried by itself.",
        ),
        retry=True,
        scope=Scope.CONNECTION,
    )


def practice_stays() -> Problem:
    """A practice data directory is connected to its practice org and to no other."""
    return make_problem(
        "PRACTICE_ORG_STAYS",
        Category.OTHER,
        NOOP("core", "Practice data always stays with its practice org."),
        NOOP("core", "Start without --practice to connect an org of your own."),
        scope=Scope.RECORD,
    )


def environment_decides() -> Problem:
    """This process has its access from the environment, so that what is connected would not count."""
    return make_problem(
        "ENVIRONMENT_DECIDES",
        Category.OTHER,
        NOOP("core", "The environment of this process already gives it access to an org."),
        NOOP("core", "Unset {url} and {token}, then connect."),
        scope=Scope.RECORD,
        url=INSTANCE_URL,
        token=ACCESS_TOKEN,
    )


def not_https() -> Problem:
    """The address of the org begins with something else than https."""
    return make_problem(
        "NOT_AN_INSTANCE_URL",
        Category.OTHER,
        NOOP("core", "The address of the org does not begin with https://."),
        NOOP("core", "Give it like this: https://yourcompany.my.salesforce.com"),
        scope=Scope.CONNECTION,
    )


def sign_in_page(host: str) -> Problem:
    """The address is that of Salesforce's sign-in page, which all orgs share."""
    return make_problem(
        "NOT_AN_INSTANCE_URL",
        Category.OTHER,
        NOOP("core", "{host} is where people sign in; it is not the address of an org."),
        NOOP(
            "core",
            "In Salesforce Setup search for My Domain and give the address that stands there, like this: "
            "https://yourcompany.my.salesforce.com",
        ),
        scope=Scope.CONNECTION,
        host=host,
    )
