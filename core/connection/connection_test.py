"""What a test of the connection found, one thing after another; pure functions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from core.connection.orgs import OrgKind, kind_of
from core.connection.problems import is_wrong_org
from core.connection.state import Connection, ConnectionState
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message, Problem, Scope
from core.store.types.fields import OptOutField


class FindingState(StrEnum):
    """UNKNOWN: something before it went wrong, so that it could not be tested."""

    FINE = "fine"
    WRONG = "wrong"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was tested. `says` is what was found, or what is wrong and what to do."""

    state: FindingState
    title: Message
    says: tuple[Message, ...] = ()


_REACHED = Message(NOOP("core", "Connection to Salesforce, encrypted and verified"))
_ACCEPTED = Message(NOOP("core", "Sign-in"))
_RIGHT_ORG = Message(NOOP("core", "Org to which this data belongs"))
_API = Message(NOOP("core", "API of the org"))
_FIELD = Message(NOOP("core", "Reading and writing the opt out field"))
_CALLS = Message(NOOP("core", "API calls left today"))
_ORDER = (_REACHED, _ACCEPTED, _API, _RIGHT_ORG, _FIELD, _CALLS)

_CONTACTS_ALONE = Message(NOOP("core", "Contacts only: the connected user sees no Leads in this org."))
_KINDS = {
    OrgKind.PRODUCTION: Message(NOOP("core", "{name}, {id}, a production org")),
    OrgKind.SANDBOX: Message(NOOP("core", "{name}, {id}, a sandbox")),
    OrgKind.PRACTICE: Message(NOOP("core", "{name}, {id}, a practice org")),
}


def findings(connection: Connection, wanted: OptOutField) -> list[Finding]:
    """What is known after the org was described, in the order in which one thing needs the other.

    `wanted` is the field of the selected radio button.
    """
    problem = connection.problem
    if connection.state is not ConnectionState.CONNECTED and problem is not None:
        return list(_up_to(_place_of(connection.state, problem), problem))
    return [
        Finding(FindingState.FINE, _REACHED, _address(connection)),
        Finding(FindingState.FINE, _ACCEPTED, _user(connection)),
        Finding(FindingState.FINE, _API),
        Finding(FindingState.FINE, _RIGHT_ORG, _org(connection)),
        _field(connection, wanted),
        _calls(connection),
    ]


def _place_of(state: ConnectionState, problem: Problem) -> Message:
    """The thing that a problem concerns."""
    if state is ConnectionState.SIGN_IN_NEEDED:
        return _ACCEPTED
    if is_wrong_org(problem):
        return _RIGHT_ORG
    unreached = state in (ConnectionState.OFFLINE, ConnectionState.NOT_CONNECTED)
    return _REACHED if unreached or problem.scope is Scope.CONNECTION else _API


def _up_to(wrong: Message, problem: Problem) -> Iterator[Finding]:
    state = FindingState.FINE
    for title in _ORDER:
        if title is wrong:
            yield Finding(FindingState.WRONG, title, (problem.what, problem.fix))
            state = FindingState.UNKNOWN
        else:
            yield Finding(state, title)


def _address(connection: Connection) -> tuple[Message, ...]:
    return (Message("{address}", {"address": connection.org.instance_url}),) if connection.org else ()


def _user(connection: Connection) -> tuple[Message, ...]:
    if connection.org is None or not connection.org.username:
        return ()
    return (Message(NOOP("core", "as {user}"), {"user": connection.org.username}),)


def _org(connection: Connection) -> tuple[Message, ...]:
    org = connection.org
    if org is None:
        return ()
    return (_KINDS[kind_of(org)].with_values(name=org.name, id=org.id),)


def _field(connection: Connection, wanted: OptOutField) -> Finding:
    if connection.shape is None:
        return Finding(FindingState.UNKNOWN, _FIELD)
    missing = connection.shape.missing(wanted)
    if not missing:
        alone = connection.shape.left_out(leads_seen=False)
        return Finding(FindingState.FINE, _FIELD, (_CONTACTS_ALONE,) if alone else ())
    says = [
        Message(
            NOOP("core", "It is missing, hidden from the connected user, or read-only on: {object}."),
            {"object": name},
        )
        for name in missing
    ]
    return Finding(FindingState.WRONG, _FIELD, tuple(says))


def _calls(connection: Connection) -> Finding:
    usage = connection.usage
    if usage is None:
        return Finding(FindingState.UNKNOWN, _CALLS)
    left = max(0, usage.total - usage.used)
    says = Message(NOOP("core", "{left} of {total}"), {"left": left, "total": usage.total})
    return Finding(FindingState.FINE if left else FindingState.WRONG, _CALLS, (says,))
