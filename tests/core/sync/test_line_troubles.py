"""Trouble of the line or of this computer parks nothing: it waits, shows on the connection, and goes on by itself."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from core.connection.problems import another_org
from core.connection.state import ConnectionState
from core.messages import Message, Problem, ProblemError
from core.salesforce.errors import no_tls, unusable_ca_file
from core.salesforce.proxy_problems import proxy_answered, proxy_not_understood
from core.store.nouns import Org, PushState
from core.system_keyring import KEYRING_LOCKED, KEYRING_UNAVAILABLE
from tests.core.sync.pushing import Desk, Pool, meddling, opted_out
from tests.practice import PracticeOrg

OTHER = Org("00D2", "Other", "https://other.example", False, False, "ada", "66.0")


def of_the_keyring(code: str) -> Problem:
    """As a database of an earlier version has it."""
    words = {"what": Message("The keyring is locked.").to_json(), "fix": Message("Unlock it.").to_json()}
    return Problem.from_json(
        json.dumps({"code": code, "category": "other", "retry": False, "detail": "", **words})
    )


@pytest.fixture
def org(large_org: PracticeOrg) -> PracticeOrg:
    return large_org


@pytest.mark.parametrize(
    "trouble",
    [
        proxy_answered(407, "proxy:8080", ""),
        proxy_answered(403, "proxy:8080", ""),
        proxy_not_understood(),
        unusable_ca_file("ca.pem", "no certificate"),
        no_tls(),
        of_the_keyring(KEYRING_LOCKED),
        of_the_keyring(KEYRING_UNAVAILABLE),
        another_org(OTHER, OTHER),
    ],
    ids=lambda problem: str(problem.code),
)
def test_pushes_wait_out_what_is_wrong_with_the_line_or_this_computer(
    org: PracticeOrg, pool: Pool, tmp_path: Path, trouble: Problem
) -> None:
    wrong = True

    def before(name: str, _argument: Any) -> None:
        if wrong and name == "set_opt_outs":  # after a look that went well
            raise ProblemError(trouble)

    desk = Desk(tmp_path, org, keeper=meddling(before))
    people = pool.contacts(12)
    desk.unsubscribe_known(people)
    for _ in range(3):
        desk.clock.ahead += timedelta(hours=2)
        with suppress(ProblemError):
            desk.drain()
    assert {desk.push(one.email).state for one in people} == {PushState.WAITING}
    state = desk.connection.state()
    assert state.state not in (ConnectionState.CONNECTED, ConnectionState.CONNECTING)
    assert state.problem == trouble
    wrong = False
    desk.clock.ahead += timedelta(hours=2)
    report = desk.drain()
    assert (report.sent, report.parked) == (len(people), 0)
    assert all(opted_out(org, *people))
