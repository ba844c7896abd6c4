"""What is said of a re-subscribe: in the status log, to whoever asked for it, and why it was not done."""

from __future__ import annotations

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category, Counted, Message, Problem, Scope, make_problem

CLEARED = Message(NOOP("core", "{field} was cleared by the re-subscribe."))
REACHES_MARKETO_ENGAGE = Message(
    NOOP(
        "core",
        "Clearing Email Opt Out reaches further: where Marketo Engage syncs with this org, it re-subscribes everybody "
        "with this address there as well.",
    )
)
TAKEN_BACK = Counted(
    NOOP(
        "core",
        "The re-subscribe by {who} ({reason}) was taken back, because Salesforce refused part of it: the person is "
        "unsubscribed as before, and {count} record that was cleared is opted out again.",
    ),
    NOOP(
        "core",
        "The re-subscribe by {who} ({reason}) was taken back, because Salesforce refused part of it: the person is "
        "unsubscribed as before, and {count} records that were cleared are opted out again.",
    ),
)
ON_ITS_WAY = make_problem(
    "OPT_OUTON_ITS_WAY",
    Category.INTERMITTENT,
    NOOP("core", "An opt-out of this person is on its way to Salesforce, and its answer does not come."),
    NOOP("core", "Nothing was changed. Wait until the sync or push under way has ended, then try again."),
    retry=True,
    scope=Scope.RECORD,
)
UNDONE_BY_NEXT_SYNC = Message(
    NOOP("core", "Still opted out in Salesforce: clear it there too, or the next sync unsubscribes again.")
)
NO_REASON = make_problem(
    "NO_REASON",
    Category.OTHER,
    NOOP("core", "A re-subscribe needs a reason."),
    NOOP("core", "Say how and when the person agreed to get e-mail again; it is kept as proof."),
    scope=Scope.RECORD,
)


def unknown_address(email: str) -> Problem:
    return make_problem(
        "UNKNOWN_ADDRESS",
        Category.OTHER,
        NOOP("core", "Nobody here has the address {email}."),
        NOOP("core", "Check the spelling."),
        scope=Scope.RECORD,
        email=email.strip(),
    )


def ticked_again() -> Problem:
    return make_problem(
        "TICKED_AGAIN",
        Category.OTHER,
        NOOP("core", "The record was opted out again right after it was cleared."),
        NOOP("core", "Another integration keeps this opt-out: clear it there first, then try again."),
        scope=Scope.RECORD,
    )
