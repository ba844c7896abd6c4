"""Asks the org one thing after the other; what cannot be asked becomes a Problem, never an empty result."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from core.checklist.results import Cause, Check
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category, Message, Problem, ProblemError, Scope
from core.salesforce.values.catalogue import NOT_OFFERED
from core.salesforce.values.errors import NO_ANSWER
from core.salesforce.values.links import Links

VIEW_SETUP = "View Setup and Configuration"
CUSTOMIZE = "Customize Application"
MODIFY_METADATA = "Modify Metadata Through Metadata API Functions"
API_ENABLED = "API Enabled"

_LACKS_RIGHT = frozenset(
    {"INSUFFICIENT_ACCESS", "INSUFFICIENT_ACCESS_OR_READONLY", "INVALID_TYPE", "FUNCTIONALITY_NOT_ENABLED"}
)

_UNANSWERED = frozenset({"SERVER_UNAVAILABLE", "CONNECTION_LOST", NO_ANSWER})
_MOST_UNANSWERED = 2
"""Questions in a row, each asked more than once; a single one may merely be too hard for the org."""

_NOT_OFFERED = frozenset({"NOT_FOUND", NOT_OFFERED, "METHOD_NOT_ALLOWED"})

Answer = TypeVar("Answer")


class GuardedCalls:
    """Remembers when the org can no longer be reached, or no longer answers, and asks no more then."""

    def __init__(self) -> None:
        self._broken: Problem | None = None
        self._unanswered = 0

    def ask(self, question: Callable[[], Answer]) -> Answer | Problem:
        """The answer, or why there is none; CancelledError passes through."""
        if self._broken is not None:
            return self._broken
        try:
            answer = question()
        except ProblemError as error:
            problem = error.problem
            self._unanswered = self._unanswered + 1 if problem.code in _UNANSWERED else 0
            if problem.scope is Scope.CONNECTION or self._unanswered == _MOST_UNANSWERED:
                # Each further question might wait as long as the ones before.
                self._broken = problem
            return problem
        self._unanswered = 0
        return answer


def lacks_right(problem: Problem) -> bool:
    """Whether a refusal means that the connected user lacks the right to ask."""
    return problem.code in _LACKS_RIGHT


def unknown(check: Check, problem: Problem, permission: str, links: Links | None) -> Check:
    """The check as one that could not be made; names the permission that is lacking, where that is the reason."""
    if problem.code in _NOT_OFFERED:
        return check.not_known(NOT_SHOWN, detail=problem.detail)
    if not lacks_right(problem):
        return check.not_known(
            problem.what,
            # What a sync tries again by itself, a checklist does not.
            AGAIN if problem.retry and problem.category is not Category.OFFLINE else problem.fix,
            link="",
            detail=problem.detail,
        )
    return check.not_known(
        LACKS.with_values(permission=permission),
        GIVE.with_values(permission=permission),
        link=links.permission_sets() if links else "",
        cause=Cause.NO_PERMISSION,
        permission=permission,
        detail=problem.detail,
    )


AGAIN = Message(NOOP("core", "Check again in a few minutes."))
NOT_SHOWN = Message(NOOP("core", "The org does not show this part of its Setup to programs."))
LACKS = Message(
    NOOP(
        "core", "This was not looked at: the connected user lacks the permission {permission} in Salesforce."
    )
)
GIVE = Message(
    NOOP(
        "core",
        "Give the connected user the permission {permission} in a profile or permission set, then check again; "
        "or look at it yourself as an administrator.",
    )
)
