"""Between the nights: an opt-out that is ticked in Salesforce is here within minutes."""

from __future__ import annotations

from threading import Event

import pytest

from core.engine import Engine
from core.events import PeopleChanged
from core.settings import BRAKE_NUMBER, CALLS_RESERVE, CLEARED_BOXES, LOOK_EVERY, NIGHTLY_SYNC, OPT_OUT_FIELD
from core.store.types.fields import OptOutField
from core.store.types.figures import CallsOf
from core.store.types.log import LogFilter
from core.store.types.people import NewPerson
from core.store.types.runs import RunKind, RunOutcome
from core.sync.leases import SYNC, Lease
from core.sync.nights.between_nights import WhyNot
from core.sync.run.two_way import RunRequest
from tests.core.sync.conftest import OpenEngine
from tests.core.sync.nights.test_sync_thread import Heard
from tests.end_to_end.test_rules_of_the_sync import act, add, create, ticked, unsubscribed
from tests.helpers.clock import Clock, pacific
from tests.helpers.practice import PracticeOrg

TICKED = {"HasOptedOutOfEmail": True}


@pytest.fixture
def clock() -> Clock:
    return Clock(pacific(2026, 11, 24, 12))


@pytest.fixture
def engine(open_engine: OpenEngine, org: PracticeOrg, clock: Clock) -> Engine:
    """In step with an org of three people, looking every quarter of an hour."""
    for name in ("ada", "bob", "cyd"):
        create(org, Email=f"{name}@example.com")
    opened = open_engine(clock)
    add(opened, *(NewPerson(f"{name}@example.com") for name in ("ada", "bob", "cyd")))
    opened.settings.set(LOOK_EVERY, "15")
    opened.sync.run_here(RunRequest(RunKind.MANUAL), stop=Event())
    return opened


def contact_of(org: PracticeOrg, email: str) -> str:
    [row] = org.query(f"SELECT Id FROM Contact WHERE Email = '{email}'")
    return str(row["Id"])


def entries(engine: Engine) -> int:
    return len(list(engine.log.all(LogFilter())))


def look(engine: Engine) -> object:
    return engine.sync.look_here(stop=Event())


def test_an_opt_out_ticked_in_salesforce_is_here_with_the_next_look_and_on_its_other_records(
    engine: Engine, org: PracticeOrg
) -> None:
    before = engine.runs.last()
    lead = create(org, "Lead", Email="ADA@example.com")
    new = create(org, "Lead", Email="new@example.com", HasOptedOutOfEmail=True)
    act(org, do="update", ids=[contact_of(org, "ada@example.com")], set=TICKED)
    found = engine.sync.look_here(stop=Event())
    assert unsubscribed(engine, "ada@example.com")
    assert unsubscribed(engine, "new@example.com")
    assert (ticked(org, lead), ticked(org, new)) == (True, True)
    assert found.run is not None
    assert (found.run.kind, found.run.outcome) == (RunKind.LOOK, RunOutcome.DONE)
    assert (found.run.counts.unsubscribed_here, found.run.counts.opted_out_in_salesforce) == (2, 1)
    assert engine.runs.last() == before, "a look is no last sync"
    assert engine.runs.nights(5) == []
    again = engine.sync.run_here(RunRequest(RunKind.MANUAL), stop=Event())
    assert (again.counts.unsubscribed_here, again.counts.opted_out_in_salesforce) == (0, 0)


def test_where_nothing_changed_a_look_takes_two_calls_and_leaves_neither_run_nor_entry(
    engine: Engine, org: PracticeOrg, clock: Clock
) -> None:
    told, runs = entries(engine), engine.runs.newest(10)
    used = org.control("calls")["calls_today"]
    for _ in range(3):
        assert look(engine) is not None
    assert org.control("calls")["calls_today"] - used == 6
    assert (entries(engine), engine.runs.newest(10)) == (told, runs)
    assert sum(day.get(CallsOf.LOOK, 0) for day in engine.store.figures.read().calls.values()) == 6


def test_the_thread_looks_when_it_is_time_and_not_before(
    engine: Engine, org: PracticeOrg, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.sync.nights.sync_thread._TICK_S", 0.02)
    look(engine)
    assert not engine.sync.between.due()
    act(org, do="update", ids=[contact_of(org, "bob@example.com")], set=TICKED)
    heard = Heard(engine)
    engine.sync.start()
    clock.move(minutes=15)
    heard.next(PeopleChanged)
    assert unsubscribed(engine, "bob@example.com")
    assert engine.sync.between.last() == clock()


def test_more_than_the_brake_allows_is_left_to_the_next_sync_and_said_once(
    engine: Engine, org: PracticeOrg
) -> None:
    engine.settings.set(BRAKE_NUMBER, "1")
    ids = [contact_of(org, f"{name}@example.com") for name in ("ada", "bob")]
    act(org, do="update", ids=ids, set=TICKED)
    told = entries(engine)
    for _ in range(3):
        found = engine.sync.look_here(stop=Event())
        assert (found.run, found.left) == (None, 2)
    assert entries(engine) == told + 1
    assert not unsubscribed(engine, "ada@example.com")
    run = engine.sync.run_here(RunRequest(RunKind.MANUAL, approved=True), stop=Event())
    assert run.counts.unsubscribed_here == 2


def test_what_waits_for_another_reason_is_not_touched_by_a_look(engine: Engine, org: PracticeOrg) -> None:
    """A record that refuses is not tried again every quarter of an hour."""
    refusing = contact_of(org, "cyd@example.com")
    org.control("faults", {"records": [{"ids": [refusing], "refuse": "validation"}]})
    engine.collect.by_hand(["cyd@example.com"], "asked by phone")
    engine.sync.run_here(RunRequest(RunKind.MANUAL), stop=Event())
    first = engine.sync.look_here(stop=Event()).run
    assert first is None or first.counts.failed == 1
    runs = len(engine.runs.newest(10))
    for _ in range(2):
        assert engine.sync.look_here(stop=Event()).run is None
    assert len(engine.runs.newest(10)) == runs


def test_a_box_that_waits_for_the_admin_is_left_alone_by_a_look(engine: Engine, org: PracticeOrg) -> None:
    engine.settings.set(CLEARED_BOXES, "ask")
    act(org, do="update", ids=[contact_of(org, "ada@example.com")], set=TICKED)
    look(engine)
    org.control("faults", {"scenario": "integration-unticks"})
    look(engine)
    assert not ticked(org, contact_of(org, "ada@example.com"))
    [box] = engine.store.cleared_boxes.all()
    assert box.who == "Legacy CRM Integration"
    assert unsubscribed(engine, "ada@example.com")


def test_before_the_first_sync_was_approved_there_is_no_look(
    open_engine: OpenEngine, org: PracticeOrg
) -> None:
    """With an org that is no practice org, as far as anybody can tell."""
    org.control("faults", {"org": {"organization": {"type": "Enterprise Edition"}}})
    create(org, Email="there@example.com", HasOptedOutOfEmail=True)
    engine = open_engine()
    engine.settings.set(LOOK_EVERY, "5")
    held = engine.sync.run_here(RunRequest(RunKind.MANUAL), stop=Event())
    assert held.outcome is RunOutcome.HELD
    between = engine.sync.between
    assert (between.why_not(), between.due()) == (WhyNot.FIRST_YES, False)
    engine.sync.run_here(RunRequest(RunKind.MANUAL, approved=True, plan_of=held.id), stop=Event())
    assert between.why_not() is not WhyNot.FIRST_YES


def test_why_there_is_no_look_is_known(engine: Engine, org: PracticeOrg, clock: Clock) -> None:
    between = engine.sync.between
    assert (between.why_not(), between.due()) == (None, True)
    engine.settings.unset(LOOK_EVERY)
    assert (between.every, between.due(), between.calls_a_day()) == (None, False, 0)
    engine.settings.set(LOOK_EVERY, "30")
    assert between.calls_a_day() == 96
    engine.settings.set(OPT_OUT_FIELD, OptOutField.MARKETO_SALES)
    assert between.why_not() is WhyNot.FULL_FIRST
    engine.settings.set(OPT_OUT_FIELD, OptOutField.SALESFORCE)
    engine.settings.set(CALLS_RESERVE, "90")
    org.control("faults", {"org": {"limits": {"daily": 1000, "used": 200}}})
    engine.check_connection()
    assert between.why_not() is WhyNot.RESERVE
    engine.settings.unset(CALLS_RESERVE)
    clock.move(days=8)
    assert between.why_not() is WhyNot.FULL_FIRST
    engine.settings.set(NIGHTLY_SYNC, "off")
    assert between.why_not() is WhyNot.NIGHTLY_OFF


def test_beside_a_sync_of_another_process_there_is_no_look(engine: Engine, clock: Clock) -> None:
    other = Lease(engine.store.runs, SYNC, clock)
    assert other.try_take()
    engine.sync._look_between()
    assert engine.sync.between.last() is None
    other.give_up()
    engine.sync._look_between()
    assert engine.sync.between.last() == clock()
