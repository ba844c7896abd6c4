"""Deadlines of opt-outs that are near or have passed, as one need."""

from __future__ import annotations

from collections.abc import Iterator

from core.attention.needs import Need, NeedKind
from core.deadlines.standing import DeadlineSummary
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Counted, Message
from core.store.types.log import Level


def deadline_needs(summary: DeadlineSummary) -> Iterator[Need]:
    """One need however many opt-outs are late: an error once a deadline has passed, a warning while one is near."""
    if summary.oldest is None or summary.due is None:
        return
    if summary.passed:
        what = PASSED.with_values(count=summary.passed)
        if summary.near:
            what = AND_NEAR.with_values(passed=what, near=NEAR_TOO.with_values(count=summary.near))
        yield Need(NeedKind.DEADLINE, what, LOOK, "passed", summary.due, Level.ERROR)
    elif summary.near:
        what = NEAR.with_values(count=summary.near, due=summary.due)
        yield Need(NeedKind.DEADLINE, what, LOOK, "near", summary.oldest)


PASSED = Counted(
    NOOP("core", "{count} opt-out was not confirmed in Salesforce by its deadline."),
    NOOP("core", "{count} opt-outs were not confirmed in Salesforce by their deadline."),
)
AND_NEAR = Message(NOOP("core", "{passed} {near}"))
NEAR_TOO = Counted(
    NOOP("core", "{count} more is due soon."),
    NOOP("core", "{count} more are due soon."),
)
NEAR = Counted(
    NOOP("core", "{count} opt-out is due soon and not confirmed in Salesforce yet: by {due}."),
    NOOP("core", "{count} opt-outs are due soon and not confirmed in Salesforce yet: the first by {due}."),
)
LOOK = Message(
    NOOP(
        "core",
        "Look at what holds them up: parked pushes, a sign-in, a sync that waits or failed. The command deadlines "
        "lists them, the oldest first.",
    )
)
