from __future__ import annotations

from datetime import UTC, datetime

import pytest

from core.connection.problems import another_org, not_connected
from core.connection.state import Connection, ConnectionState
from core.connection.state_rules import verdict, visible
from core.messages import Category, Message, Problem, Scope
from core.salesforce.values.answers import unreadable_answer
from core.salesforce.values.describe import ApiUsage
from core.salesforce.values.errors import explain, offline, untrusted
from core.secrets.system_keyring import KEYRING_LOCKED
from core.store.types.orgs import Org

ORG = Org("00D1", "Acme", "https://acme.my.salesforce.com", False, False, "ada", "66.0")
ANOTHER = another_org(ORG, Org("00D2", "Other", "https://other.example", False, False, "ada", "66.0"))
EXPIRED = explain("INVALID_SESSION_ID")
LOCKED_ROW = explain("UNABLE_TO_LOCK_ROW")
LOCKED = Problem(
    KEYRING_LOCKED, Category.OTHER, Message("locked"), Message("unlock it"), scope=Scope.CONNECTION
)
States = ConnectionState


@pytest.mark.parametrize(
    ("before", "problem", "looking", "after"),
    [
        (States.CONNECTED, None, False, States.CONNECTED),
        (States.OFFLINE, None, False, States.CONNECTED),
        (States.SIGN_IN_NEEDED, None, True, States.CONNECTED),
        (States.CONNECTED, EXPIRED, False, States.SIGN_IN_NEEDED),
        (States.CONNECTED, offline(), False, States.OFFLINE),
        (States.REFUSED, offline(), False, States.OFFLINE),
        (States.CONNECTED, not_connected(), False, States.NOT_CONNECTED),
        (States.CONNECTING, LOCKED, True, States.NOT_CONNECTED),
        (States.CONNECTED, ANOTHER, True, States.REFUSED),
        (States.CONNECTED, untrusted(), False, States.REFUSED),
        (States.CONNECTED, explain("API_DISABLED_FOR_ORG"), False, States.REFUSED),
        # trouble with one record or one call is no trouble of the connection
        (States.CONNECTED, LOCKED_ROW, False, States.CONNECTED),
        (States.CONNECTED, explain("INSUFFICIENT_ACCESS_OR_READONLY"), False, States.CONNECTED),
        (States.CONNECTED, unreadable_answer(502), False, States.CONNECTED),
        # but a look that fails says that nothing is known of the org
        (States.CONNECTED, unreadable_answer(200), True, States.OFFLINE),
        (States.CONNECTED, explain("REQUEST_LIMIT_EXCEEDED"), True, States.REFUSED),
        (States.CONNECTING, unreadable_answer(200), False, States.OFFLINE),
    ],
)
def test_what_a_contact_says_of_the_connection(
    before: ConnectionState, problem: Problem | None, looking: bool, after: ConnectionState
) -> None:
    state, why = verdict(Connection(before), problem, looking=looking)
    assert state is after
    assert (why is None) == (after is States.CONNECTED)


@pytest.mark.parametrize("problem", [None, LOCKED_ROW])
def test_another_org_stays_refused_whatever_a_worker_says_that_has_not_heard_of_it(
    problem: Problem | None,
) -> None:
    refused = Connection(States.REFUSED, problem=ANOTHER)
    assert verdict(refused, problem, looking=False) == (States.REFUSED, ANOTHER)


def test_a_late_worker_does_not_bring_a_forgotten_connection_back() -> None:
    gone = Connection(States.NOT_CONNECTED, problem=not_connected())
    assert verdict(gone, None, looking=False) == (States.NOT_CONNECTED, gone.problem)


def test_a_few_calls_more_are_not_worth_telling_anybody() -> None:
    def used(calls: int) -> Connection:
        at = datetime(2026, 3, 1, 12, 0, calls % 60, tzinfo=UTC)
        return Connection(States.CONNECTED, ORG, usage=ApiUsage(calls, 1_000), last_contact_at=at)

    assert visible(used(100)) == visible(used(109))
    assert visible(used(100)) != visible(used(110))
    assert visible(Connection(States.CONNECTED, ORG, usage=ApiUsage(0, 0)))
