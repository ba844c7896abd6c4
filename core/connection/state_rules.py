"""What the last contact with an org says about the connection; pure functions."""

from __future__ import annotations

from core.connection.problems import NOT_CONNECTED, is_wrong_org
from core.connection.state import Connection, ConnectionState
from core.messages import Category, Problem, Scope
from core.secrets.system_keyring import KEYRING_CODES

Verdict = tuple[ConnectionState, Problem | None]

_NO_ACCESS = KEYRING_CODES | {NOT_CONNECTED, "ENVIRONMENT_INCOMPLETE", "PRACTICE_ORG_NOT_STARTED"}
"""There is nothing to sign in with, so that no org was asked."""


def verdict(before: Connection, problem: Problem | None, *, looking: bool) -> Verdict:
    """How the connection stands after a contact, and what explains that.

    `looking`: the org itself was asked for, not one of its records.
    """
    as_before = before.state, before.problem
    if problem is None:
        # A worker that says all is well may not have heard yet that the org is the wrong one, or gone.
        wrong_org = before.problem is not None and is_wrong_org(before.problem)
        stale = before.state is ConnectionState.NOT_CONNECTED or wrong_org
        return as_before if stale else (ConnectionState.CONNECTED, None)
    if problem.code in _NO_ACCESS:
        return ConnectionState.NOT_CONNECTED, problem
    if problem.scope is Scope.CONNECTION:
        if problem.category is Category.AUTHENTICATION:
            return ConnectionState.SIGN_IN_NEEDED, problem
        return ConnectionState.OFFLINE if problem.retry else ConnectionState.REFUSED, problem
    if problem.scope is Scope.ORG and problem.category is Category.ACCESS_VALIDATION:
        # It lets nobody in who comes as this user, or by the API.
        return ConnectionState.REFUSED, problem
    if looking or before.state is ConnectionState.CONNECTING:
        # Nothing is known of the org yet, or no longer: passing trouble is as good as no network.
        return ConnectionState.OFFLINE if problem.retry else ConnectionState.REFUSED, problem
    return as_before


def visible(connection: Connection) -> tuple[object, ...]:
    """What a person would see of a connection; the usage in whole percents."""
    problem, usage = connection.problem, connection.usage
    return (
        connection.state,
        connection.org,
        (problem.code, problem.what) if problem is not None else None,
        usage.used * 100 // usage.total if usage is not None and usage.total else None,
        connection.shape,
    )
