"""A box that somebody unticked in Salesforce though nobody re-subscribed here: noticed, named, and put right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from core.attention.needs import NeedKind
from core.engine import Engine
from core.salesforce.values.describe import OrgSchema
from core.settings import CALLS_RESERVE, CLEARED_BOXES, NIGHTLY_SYNC
from core.store.types.cleared import ClearedBox, ClearedStanding
from core.store.types.fields import OptOutField
from core.store.types.log import Level, LogEntry, LogFilter
from core.store.types.people import HistoryKind, NewPerson, PeopleFilter
from core.store.types.pushes import PushState
from core.store.types.runs import RunKind
from core.sync.importer import Importer
from core.sync.run.two_way import RunRequest
from tests.end_to_end.test_rules_of_the_sync import act, add, create, open_engine, sync, ticked, unsubscribed
from tests.helpers.practice import PracticeOrg

EMAIL = "ada@example.com"
INTEGRATION = "Legacy CRM Integration"
FIELD = OptOutField.SALESFORCE


@pytest.fixture
def org() -> Iterator[PracticeOrg]:
    with PracticeOrg(people=0) as practice:
        yield practice


@pytest.fixture
def engine(org: PracticeOrg, tmp_path: Path) -> Iterator[Engine]:
    with open_engine(org, tmp_path) as opened:
        opened.settings.set(NIGHTLY_SYNC, "on")
        yield opened


def in_step(engine: Engine, org: PracticeOrg, *emails: str) -> list[str]:
    """Contacts of people who are opted out on both sides."""
    records = [create(org, Email=email, HasOptedOutOfEmail=True) for email in emails or (EMAIL,)]
    sync(engine)
    return records


def shape_of(engine: Engine) -> OrgSchema:
    org = engine.connection.open(Event())
    try:
        return engine.connection.describe(org)
    finally:
        org.close()


def unticks(org: PracticeOrg) -> None:
    org.control("faults", {"scenario": "integration-unticks"})


def boxes(engine: Engine) -> list[ClearedBox]:
    return list(engine.store.cleared_boxes.all())


def said(engine: Engine) -> list[LogEntry]:
    wanted = LogFilter(levels=frozenset({Level.WARNING}))
    return [entry for entry in engine.log.all(wanted) if entry.code == "BOX_CLEARED"]


def needs(engine: Engine) -> list[str]:
    found = engine.attention.summary().needs
    return [need.what.english() for need in found if need.kind is NeedKind.BOX_CLEARED]


def shown(engine: Engine) -> list[str]:
    return [row.email for row in engine.people.all(PeopleFilter(cleared=True), FIELD)]


def history(engine: Engine, email: str = EMAIL) -> list[tuple[HistoryKind, str]]:
    person_id = engine.people.id_of(email)
    assert person_id is not None
    card = engine.people.person(person_id, FIELD)
    assert card is not None
    return [(event.what, event.who) for event in card.history]


@pytest.mark.parametrize("tracked", [False, True])
def test_an_integration_that_unticks_is_named_and_its_boxes_are_ticked_again(
    engine: Engine, org: PracticeOrg, tracked: bool
) -> None:
    if tracked:
        org.control("faults", {"scenario": "history-tracked"})
    contact, other = in_step(engine, org, EMAIL, "bob@example.com")
    unticks(org)
    if tracked:
        # Somebody else changes a record afterwards: the last change would name the wrong one.
        act(org, do="update", ids=[contact], set={"LastName": "Byron"})
    run = sync(engine)
    assert (ticked(org, contact), ticked(org, other)) == (True, True)
    assert run.counts.opted_out_in_salesforce == 2
    assert unsubscribed(engine, EMAIL)
    assert {(one.who, one.certain, one.standing) for one in boxes(engine)} == {
        (INTEGRATION, tracked, ClearedStanding.OVER)
    }
    [entry] = said(engine)
    assert entry.run_id == run.id
    assert entry.message.english() == (
        f"{INTEGRATION} unticked Email Opt Out on 2 records of people who are unsubscribed here; "
        "they are ticked again."
    )
    [need] = needs(engine)
    assert INTEGRATION in need
    assert "2 boxes" in need
    assert "@" not in need
    assert shown(engine) == [EMAIL, "bob@example.com"]
    assert (HistoryKind.UNTICKED_BY_OTHERS, INTEGRATION) in history(engine)


def test_how_often_one_does_it_is_counted_and_the_list_keeps_one_line_for_a_box(
    engine: Engine, org: PracticeOrg
) -> None:
    in_step(engine, org)
    for _ in range(3):
        unticks(org)
        sync(engine)
    [box] = boxes(engine)
    assert box.times == 3
    [one] = engine.store.cleared_boxes.clearers(engine.options.now())
    assert (one.who, one.recent, one.days) == (INTEGRATION, 3, 1)
    assert len(said(engine)) == 3


def test_taken_note_of_it_is_no_need_any_more_until_it_happens_again(
    engine: Engine, org: PracticeOrg
) -> None:
    in_step(engine, org)
    unticks(org)
    sync(engine)
    assert engine.cleared.take_note() == 1
    assert (needs(engine), shown(engine)) == ([], [])
    unticks(org)
    sync(engine)
    assert (len(needs(engine)), shown(engine)) == (1, [EMAIL])


def test_with_ask_neither_sync_nor_push_ticks_it_until_the_admin_says_so(
    engine: Engine, org: PracticeOrg
) -> None:
    [contact] = in_step(engine, org)
    engine.settings.set(CLEARED_BOXES, "ask")
    unticks(org)
    run = sync(engine)
    assert run.counts.opted_out_in_salesforce == 0
    assert run.counts.already_agreed == 0, "it is not in step"
    assert sync(engine, full=True).counts.opted_out_in_salesforce == 0
    engine.collect.by_hand(["new@example.com"], "asked by phone")
    engine.push.drain(Event())
    assert not ticked(org, contact)
    assert unsubscribed(engine, EMAIL), "an unticked box is no re-subscribe"
    [need] = needs(engine)
    assert "waits for your decision" in need

    assert engine.cleared.tick_again(who="admin") == 1
    engine.push.drain(Event())
    assert ticked(org, contact)
    assert needs(engine) == []


def test_left_by_the_admin_it_stays_unticked_with_the_reason_and_is_named_as_not_in_step(
    engine: Engine, org: PracticeOrg
) -> None:
    [contact] = in_step(engine, org)
    engine.settings.set(CLEARED_BOXES, "ask")
    unticks(org)
    sync(engine)
    assert engine.cleared.leave(who="admin", reason="a test record") == 1
    sync(engine, full=True)
    assert not ticked(org, contact)
    assert unsubscribed(engine, EMAIL)
    assert needs(engine) == []
    [box] = boxes(engine)
    assert (box.standing, box.decided_by, box.reason) == (ClearedStanding.LEFT, "admin", "a test record")
    assert shown(engine) == [EMAIL]
    # Whoever asks again is newer than that decision.
    engine.collect.by_hand([EMAIL], "asked again by phone")
    engine.push.drain(Event())
    assert ticked(org, contact)


def test_a_push_to_a_box_that_waits_ends_unsent(engine: Engine, org: PracticeOrg) -> None:
    contact = create(org, Email=EMAIL, HasOptedOutOfEmail=True)
    sync(engine)
    engine.settings.set(CLEARED_BOXES, "ask")
    unticks(org)
    sync(engine)
    person_id = engine.people.id_of(EMAIL)
    assert person_id is not None
    engine.queue.queue_records(person_id, [contact], FIELD, engine.options.now())
    engine.push.drain(Event())
    assert not ticked(org, contact)
    [row] = engine.store.database.rows(
        "SELECT state, code FROM queued_push WHERE record_id = ? AND run_id IS NULL", (contact,)
    )
    assert row == (PushState.GIVEN_UP, "BOX_CLEARED")


def test_the_admins_own_resubscribe_is_not_told_as_somebodys_unticking(
    engine: Engine, org: PracticeOrg
) -> None:
    [contact] = in_step(engine, org)
    engine.resubscribe.resubscribe(EMAIL, reason="consent", who="admin", both_sides=True)
    sync(engine, full=True)
    assert not ticked(org, contact)
    assert (boxes(engine), said(engine)) == ([], [])


def test_the_box_of_somebody_who_was_resubscribed_here_is_theirs_to_untick(
    engine: Engine, org: PracticeOrg
) -> None:
    [contact] = in_step(engine, org)
    engine.resubscribe.resubscribe(EMAIL, reason="consent", who="admin", both_sides=False)
    act(org, do="update", ids=[contact], set={"HasOptedOutOfEmail": False})
    sync(engine)
    assert not ticked(org, contact)
    assert boxes(engine) == []


def test_a_record_read_late_after_its_tick_is_not_told_as_unticked(engine: Engine, org: PracticeOrg) -> None:
    """What was asked of Salesforce before this program ticked the box tells it as it was before."""
    contact = create(org, Email=EMAIL)
    add(engine, NewPerson(EMAIL))
    sync(engine)
    importer = Importer(engine._services, engine.connection.open(Event()), shape_of(engine), FIELD)
    asked = importer.asking()
    late = [engine.store.records.known([contact])[contact]]
    engine.collect.by_hand([EMAIL], "asked by phone")
    engine.push.drain(Event())
    assert ticked(org, contact)
    importer.take(late, asked)
    importer.follow()
    assert boxes(engine) == []
    assert engine.store.records.known([contact])[contact].opted_out(FIELD)


def test_a_tick_that_a_trigger_takes_away_at_once_is_told_as_one_that_did_not_stick(
    engine: Engine, org: PracticeOrg
) -> None:
    create(org, Email=EMAIL)
    org.control("faults", {"org": {"unticks": ["Contact"]}})
    engine.collect.by_hand([EMAIL], "asked by phone")
    run = engine.sync.run_here(RunRequest(RunKind.MANUAL, approved=True), stop=Event())
    assert run.counts.failed == 1
    assert (boxes(engine), said(engine)) == ([], [])


def test_within_the_reserve_nobody_is_asked_and_the_box_is_ticked_all_the_same(
    engine: Engine, org: PracticeOrg
) -> None:
    [contact] = in_step(engine, org)
    unticks(org)
    org.control("faults", {"org": {"limits": {"daily": 1000, "used": 890}}})
    engine.settings.set(CALLS_RESERVE, "10")
    sync(engine)
    assert ticked(org, contact)
    assert [box.standing for box in boxes(engine)] == [ClearedStanding.OVER]
