"""A re-subscribe of both sides that comes to nothing: who is still unsubscribed here is still told to Salesforce."""

from __future__ import annotations

from threading import Event

import pytest

from core.messages import ProblemError
from core.settings import NIGHTLY_SYNC
from core.store.types.people import NewPerson
from core.store.types.runs import RunKind
from core.sync import resubscribe
from core.sync.run.two_way import RunRequest
from tests.core.sync.conftest import OpenEngine
from tests.end_to_end.test_rules_of_the_sync import create, ticked, unsubscribed
from tests.helpers.practice import PracticeOrg

EMAIL = "ada@example.com"


class Killed(BaseException):
    """Stands for the end of the process."""


def test_a_push_that_was_on_its_way_goes_on_when_salesforce_refuses(
    open_engine: OpenEngine, org: PracticeOrg
) -> None:
    engine = open_engine()
    engine.settings.set(NIGHTLY_SYNC, "off")
    cleared = create(org, Email=EMAIL, HasOptedOutOfEmail=True)
    late = create(org, Email=EMAIL)
    engine.store.people.add([NewPerson(EMAIL, salesforce_ids=(cleared, late))], engine.options.now())
    engine.collect.by_hand([EMAIL], "by phone")
    org.control("faults", {"records": [{"ids": [cleared], "refuse": "validation"}]})

    report = engine.resubscribe.resubscribe(EMAIL, reason="signed", who="admin", both_sides=True)

    assert not report.ended
    engine.push.drain(Event())
    assert ticked(org, late)


def test_a_push_that_was_on_its_way_goes_on_when_salesforce_cannot_be_reached(
    open_engine: OpenEngine, org: PracticeOrg
) -> None:
    engine = open_engine()
    late = create(org, Email=EMAIL)
    engine.store.people.add([NewPerson(EMAIL, salesforce_ids=(late,))], engine.options.now())
    engine.collect.by_hand([EMAIL], "by phone")
    org.control(
        "faults", {"requests": [{"do": "maintenance_page", "path": "composite/sobjects", "times": 0}]}
    )

    with pytest.raises(ProblemError):
        engine.resubscribe.resubscribe(EMAIL, reason="signed", who="admin", both_sides=True)

    assert engine.store.push_queue.state().waiting == 2
    org.control("faults", {"clear": True})
    engine.push.drain(Event())
    assert ticked(org, late)


def test_killed_in_the_middle_what_is_still_opted_out_in_salesforce_counts(
    open_engine: OpenEngine, org: PracticeOrg, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = open_engine()
    both = [create(org, Email=EMAIL, HasOptedOutOfEmail=True), create(org, Email=EMAIL)]
    engine.store.people.add([NewPerson(EMAIL, salesforce_ids=tuple(both))], engine.options.now())
    engine.collect.by_hand([EMAIL], "by phone")

    def die(*_: object) -> None:
        raise Killed

    monkeypatch.setattr(resubscribe, "clear_opt_outs", die)
    with pytest.raises(Killed):
        engine.resubscribe.resubscribe(EMAIL, reason="signed", who="admin", both_sides=True)

    again = open_engine()
    again.sync.run_here(RunRequest(RunKind.MANUAL, approved=True), stop=Event())
    assert unsubscribed(again, EMAIL)
    assert all(ticked(org, record_id) for record_id in both)


def test_nothing_queued_before_a_re_subscribe_is_pushed_after_it(
    open_engine: OpenEngine, org: PracticeOrg
) -> None:
    engine = open_engine()
    late = create(org, Email=EMAIL)
    engine.store.people.add([NewPerson(EMAIL, salesforce_ids=(late,))], engine.options.now())
    engine.collect.by_hand([EMAIL], "by phone")
    assert engine.resubscribe.resubscribe(EMAIL, reason="signed", who="admin", both_sides=True).ended
    engine.push.drain(Event())
    engine.sync.run_here(RunRequest(RunKind.MANUAL, approved=True), stop=Event())
    assert not ticked(org, late)
    assert not unsubscribed(engine, EMAIL)
