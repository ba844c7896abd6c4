"""What an error means for the queue: everything waits, it is tried again later, or one record is parked."""

from __future__ import annotations

from dataclasses import replace

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Counted, Problem
from core.salesforce.values.describe import OrgSchema
from core.salesforce.values.errors import CHECKLIST_CODES, explain
from core.store.types.pushes import QueuedPush
from core.sync.field_problems import field_problem

MOST_ATTEMPTS = 20
"""How often a passing error is met by one record before it is parked for the admin to see."""
ATTEMPTS_WHILE_THERE = 3
"""How often a record that Salesforce calls gone, and that is there when read, is tried before it is parked."""

MOVED = frozenset(
    {
        "ENTITY_IS_DELETED",
        "CANNOT_UPDATE_CONVERTED_LEAD",
        "NOT_FOUND",
        "INVALID_CROSS_REFERENCE_KEY",
    }
)
"""Codes that say a record is not what it was: it is read again, and its successor followed."""

_TRIED_OFTEN = Counted(
    NOOP("core", "It was tried once in vain. Put the cause right in Salesforce, then retry the push."),
    NOOP(
        "core", "It was tried {count} times in vain. Put the cause right in Salesforce, then retry the push."
    ),
)


def stops_everything(problem: Problem) -> bool:
    """Whether a problem concerns the org or the way to it, so that no other push would fare better."""
    return problem.stops_everything


def doubts_the_shape(problem: Problem) -> bool:
    """Whether the description of the org may be out of date."""
    return problem.code in CHECKLIST_CODES


def cannot_be_sent(push: QueuedPush, shape: OrgSchema) -> Problem | None:
    """Why a push cannot even be tried, as far as the connected user can see the org; None when it can."""
    if not push.object:
        return explain("MALFORMED_ID")
    return field_problem(shape, push.object, push.field)


def tried_often(problem: Problem, attempts: int) -> Problem:
    """A passing problem that did not pass, as it is shown when the push is parked."""
    return replace(problem, fix=_TRIED_OFTEN.with_values(count=attempts), retry=False)
