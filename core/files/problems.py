"""Building the problems of this department, so that each place needs only its words."""

from __future__ import annotations

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category, Problem, ProblemError, Scope, make_problem
from core.messages import type_of_value as Value

NO_FIX = NOOP("core", "Correct it, then try again.")


def problem(code: str, what: str, fix: str = NO_FIX, *, detail: str = "", **values: Value) -> Problem:
    """A problem from two templates that share their values; `detail` is raw text that may be copied."""
    return make_problem(
        code, Category.OTHER, what, fix, scope=Scope.RECORD, retry=False, detail=detail, **values
    )


def refuse(code: str, what: str, fix: str = NO_FIX, *, detail: str = "", **values: Value) -> ProblemError:
    """The same as an error to raise."""
    return ProblemError(problem(code, what, fix, detail=detail, **values))
