"""Trouble of the line or of this computer parks nothing: it waits, shows on the connection, and goes on by itself."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from core.connection.problems import another_org
from core.connection.state import ConnectionState
from core.messages import Message, Problem, ProblemError
from core.salesforce.values.errors import explain, no_tls, unusable_ca_file
from core.salesforce.values.proxy_problems import proxy_answered, proxy_not_understood
from core.secrets.system_keyring import KEYRING_LOCKED, KEYRING_SILENT, KEYRING_UNAVAILABLE
from core.store.types.orgs import Org
from core.store.types.pushes import PushState
from tests.helpers.practice import PracticeOrg
from tests.helpers.pushing import Desk, Pool, meddling, opted_out

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


def test_what_was_parked_for_trouble_of_this_computer_goes_by_itself_once_it_is_over(
    org: PracticeOrg, pool: Pool, tmp_path: Path
) -> None:
    desk = Desk(tmp_path, org)
    people = pool.contacts(5)
    desk.unsubscribe_known(people)
    trouble = of_the_keyring(KEYRING_LOCKED)
    desk.store.database.write(
        "UPDATE queued_push SET state = 'parked', code = ?, problem = ? WHERE record_id IS NOT NULL",
        (trouble.code, trouble.to_json()),
    )
    assert desk.store.push_queue.state().parked == len(people)
    report = desk.drain()
    assert (report.sent, report.parked) == (len(people), 0)
    assert all(opted_out(org, *people))


def test_what_was_parked_for_a_record_of_its_own_stays_parked(
    org: PracticeOrg, pool: Pool, tmp_path: Path
) -> None:
    desk = Desk(tmp_path, org)
    desk.unsubscribe_known(pool.contacts(1))
    trouble = explain("FIELD_CUSTOM_VALIDATION_EXCEPTION")
    desk.store.database.write(
        "UPDATE queued_push SET state = 'parked', code = ?, problem = ? WHERE record_id IS NOT NULL",
        (trouble.code, trouble.to_json()),
    )
    assert desk.drain().parked == 1


def test_a_keyring_that_is_locked_gone_and_silent_in_turn_is_one_line_in_the_status_log(
    org: PracticeOrg, pool: Pool, tmp_path: Path
) -> None:
    codes = [KEYRING_LOCKED, KEYRING_UNAVAILABLE, KEYRING_SILENT, KEYRING_LOCKED]
    met: list[str] = []

    def before(name: str, _argument: Any) -> None:
        if name == "set_opt_outs" and len(met) < len(codes):
            met.append(codes[len(met)])
            raise ProblemError(replace(of_the_keyring(KEYRING_LOCKED), code=met[-1]))

    desk = Desk(tmp_path, org, keeper=meddling(before))
    [ann] = pool.contacts(1)
    desk.unsubscribe_known([ann])
    desk.worker.start()
    try:
        for _ in range(300):
            if desk.push(ann.email).state is PushState.DONE:
                break
            desk.clock.ahead += timedelta(minutes=10)
            desk.worker.wake()
            Event().wait(0.1)
    finally:
        desk.worker.stop()
    assert met == codes
    assert desk.push(ann.email).state is PushState.DONE
    lines = [entry.code for entry in desk.log() if entry.code]
    assert lines == [KEYRING_LOCKED]
