"""What the last contact with an org says about the connection; pure functions."""

from __future__ import annotations

from core.connection.problems import ANOTHER_ORG, NOT_CONNECTED, ORG_IS_ELSEWHERE
from core.connection.state import Connection, ConnectionState
from core.messages import Category, Problem
from core.salesforce.hosts import HOST_NOT_ALLOWED
from core.salesforce.proxy_problems import PROXY_NOT_UNDERSTOOD, PROXY_PASSWORD, PROXY_REFUSED
from core.system_keyring import KEYRING_LOCKED, KEYRING_UNAVAILABLE

Verdict = tuple[ConnectionState, Problem | None]

_NO_ACCESS = frozenset(
    {NOT_CONNECTED, KEYRING_LOCKED, KEYRING_UNAVAILABLE, "ENVIRONMENT_INCOMPLETE", "PRACTICE_ORG_NOT_STARTED"}
)
"""There is nothing to sign in with, so that no org was asked."""

_WHOLE_CONNECTION = frozenset(
    {
        ANOTHER_ORG,
        ORG_IS_ELSEWHERE,
        "API_CURRENTLY_DISABLED",
        "API_DISABLED_FOR_ORG",
        "CA_FILE_NOT_USABLE",
        "CERTIFICATE_NOT_TRUSTED",
        HOST_NOT_ALLOWED,
        "NO_TLS",
        "ORG_MOVED",
        PROXY_NOT_UNDERSTOOD,
        PROXY_PASSWORD,
        PROXY_REFUSED,
    }
)
"""Refusals of everything, whichever call they came from; others may concern one record or one call alone."""


def verdict(before: Connection, problem: Problem | None, *, looking: bool) -> Verdict:
    """How the connection stands after a contact, and what explains that.

    `looking`: the org itself was asked for, not one of its records.
    """
    as_before = before.state, before.problem
    if problem is None:
        # A worker that says all is well may not have heard yet that the org is the wrong one, or gone.
        stale = before.state is ConnectionState.NOT_CONNECTED or _is(
            before.problem, ANOTHER_ORG, ORG_IS_ELSEWHERE
        )
        return as_before if stale else (ConnectionState.CONNECTED, None)
    if problem.code in _NO_ACCESS:
        return ConnectionState.NOT_CONNECTED, problem
    if problem.category is Category.AUTHENTICATION:
        return ConnectionState.SIGN_IN_NEEDED, problem
    if problem.category is Category.OFFLINE:
        return ConnectionState.OFFLINE, problem
    if problem.code in _WHOLE_CONNECTION:
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


def _is(problem: Problem | None, *codes: str) -> bool:
    return problem is not None and problem.code in codes
