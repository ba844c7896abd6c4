"""Asking the org one thing after the other: what cannot be looked at becomes a reason, never an empty result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from core.checklist.results import Cause, Check, CheckState
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category, Message, Problem, ProblemError
from core.salesforce.links import Links

VIEW_SETUP = "View Setup and Configuration"
CUSTOMIZE = "Customize Application"
API_ENABLED = "API Enabled"

_LACKS_RIGHT = frozenset(
    {"INSUFFICIENT_ACCESS", "INSUFFICIENT_ACCESS_OR_READONLY", "INVALID_TYPE", "FUNCTIONALITY_NOT_ENABLED"}
)

_NOT_OFFERED = frozenset({"NOT_FOUND", "METHOD_NOT_ALLOWED"})

Answer = TypeVar("Answer")


class Asker:
    """Remembers when the org can no longer be reached at all, and asks no more then."""

    def __init__(self) -> None:
        self._broken: Problem | None = None

    def ask(self, question: Callable[[], Answer]) -> Answer | Problem:
        """The answer, or why there is none; CancelledError passes through."""
        if self._broken is not None:
            return self._broken
        try:
            return question()
        except ProblemError as error:
            problem = error.problem
            if problem.category in (Category.OFFLINE, Category.AUTHENTICATION):
                self._broken = problem
            return problem


def lacks_right(problem: Problem) -> bool:
    """Whether a refusal means that the connected user may not look."""
    return problem.code in _LACKS_RIGHT


def unknown(check: Check, problem: Problem, permission: str, links: Links | None) -> Check:
    """The check as one that nobody was able to look at; names the permission where that is the reason."""
    if problem.code in _NOT_OFFERED:
        return replace(check, state=CheckState.COULD_NOT_CHECK, what=NOT_OFFERED, detail=problem.detail)
    if not lacks_right(problem):
        return replace(
            check,
            state=CheckState.COULD_NOT_CHECK,
            what=problem.what,
            fix=problem.fix,
            link="",
            detail=problem.detail,
        )
    return replace(
        check,
        state=CheckState.COULD_NOT_CHECK,
        what=LACKS.with_values(permission=permission),
        fix=GIVE.with_values(permission=permission),
        link=links.permission_sets() if links else "",
        cause=Cause.NO_PERMISSION,
        permission=permission,
        detail=problem.detail,
    )


NOT_OFFERED = Message(NOOP("core", "The org does not show this part of its Setup to programs."))
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
