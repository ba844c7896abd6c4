"""What a sync sends of its plan: each record once in a run, and only if it is out of step at that moment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from core.store.org_state import BULK_JOBS
from core.store.resubscribes import RESUBSCRIBED
from core.store.run_sends import UNANSWERED
from core.store.sends import NOT_THEIRS
from core.store.store import Store
from core.store.types.fields import OptOutField
from core.store.types.pushes import PushState
from tests.helpers.samples import (
    FIELD,
    MARKETO,
    NOW,
    add_person,
    and_forgotten,
    open_run,
    read,
    record_id,
    resubscribe,
    snapshot,
    tie,
    unsubscribe,
)
from tests.helpers.sending import LATER, LOCKED, REFUSED, answer, ended, take, untie

A, B = "a@example.com", "b@example.com"
RECORD, OTHER = record_id(1), record_id(2)


@pytest.fixture
def store(opened: Store) -> Iterator[Store]:
    with and_forgotten(opened):
        yield opened


def planned(store: Store, *ids_: str, field: OptOutField = FIELD) -> int:
    """A run that planned to opt out these records of A, who is unsubscribed without a push."""
    who = add_person(store, A, *ids_)
    read(store, *(snapshot(id_, A) for id_ in ids_))
    store.unsubscribes.record_from_salesforce([(who, "")], NOW)
    run = open_run(store, field)
    assert store.plans.make(run, field, everybody=True) == (0, len(ids_))
    return run


def test_planned_records_are_taken_page_by_page_each_once_in_a_run(store: Store) -> None:
    all_ids = [record_id(number) for number in range(5)]
    run = planned(store, *all_ids)
    first, after = store.run_sends.take_planned(run, FIELD, 0, 2, NOW)
    assert [push.salesforce_id for push in first] == all_ids[:2]
    assert {
        (push.state, push.attempts, push.run_id, push.field, push.asked_at, push.email) for push in first
    } == {(PushState.SENDING, 1, run, FIELD, NOW, A)}
    rest, _ = store.run_sends.take_planned(run, FIELD, after, 9, NOW)
    assert [push.salesforce_id for push in rest] == all_ids[2:]
    answer(store, rest, PushState.REFUSED, REFUSED)
    store.plans.make(run, FIELD, everybody=True)
    assert store.run_sends.take_planned(run, FIELD, 0, 9, NOW) == ([], 0)
    # The next run tries again.
    again = open_run(store)
    store.plans.make(again, FIELD, everybody=True)
    assert len(store.run_sends.take_planned(again, FIELD, 0, 9, NOW)[0]) == 5


def test_a_planned_record_is_taken_because_of_whoever_is_unsubscribed_now(store: Store) -> None:
    run = planned(store, RECORD)
    other = add_person(store, B, RECORD)
    resubscribe(store, store.people.ids([A])[A])
    assert store.run_sends.take_planned(run, FIELD, 0, 9, NOW) == ([], 0)
    store.unsubscribes.record_from_salesforce([(other, "")], NOW)
    [push], _ = store.run_sends.take_planned(run, FIELD, 0, 9, NOW)
    assert push.person_id == other


def test_what_was_put_off_goes_again_when_its_time_has_come(store: Store) -> None:
    run = planned(store, RECORD, OTHER)
    sent, _ = store.run_sends.take_planned(run, FIELD, 0, 9, NOW)
    answer(store, sent[:1], PushState.WAITING, LOCKED, LATER)
    answer(store, sent[1:], PushState.DONE)
    assert store.run_sends.next_try_of(run) == LATER
    assert store.run_sends.take_again(run, FIELD, 9, NOW) == []
    [push] = store.run_sends.take_again(run, FIELD, 9, LATER)
    assert (push.id, push.attempts, push.state) == (sent[0].id, 2, PushState.SENDING)
    assert store.run_sends.next_try_of(run) is None


def test_what_was_put_off_and_is_in_step_by_then_is_not_sent_again(store: Store) -> None:
    run = planned(store, RECORD, OTHER)
    sent, _ = store.run_sends.take_planned(run, FIELD, 0, 9, NOW)
    answer(store, sent, PushState.WAITING, LOCKED, LATER)
    read(store, snapshot(RECORD, A, ticked=True))
    assert [push.salesforce_id for push in store.run_sends.take_again(run, FIELD, 9, LATER)] == [OTHER]


def test_what_was_put_off_and_is_nobody_s_by_then_is_not_taken_for_opted_out(store: Store) -> None:
    run = planned(store, RECORD)
    sent, _ = store.run_sends.take_planned(run, FIELD, 0, 9, NOW)
    answer(store, sent, PushState.WAITING, LOCKED, LATER)
    untie(store, A, RECORD)
    assert store.run_sends.take_again(run, FIELD, 9, LATER) == []
    assert store.run_sends.done_by(run, None, 9) == []
    assert ended(store, sent[0].person_id) == [(RECORD, PushState.GIVEN_UP, NOT_THEIRS)]


def test_a_re_subscribe_ends_what_a_sync_put_off(store: Store) -> None:
    run = planned(store, RECORD)
    sent, _ = store.run_sends.take_planned(run, FIELD, 0, 9, NOW)
    answer(store, sent, PushState.WAITING, LOCKED, LATER)
    resubscribe(store, sent[0].person_id)
    assert store.run_sends.take_again(run, FIELD, 9, LATER) == []
    assert ended(store, sent[0].person_id) == [(RECORD, PushState.GIVEN_UP, RESUBSCRIBED)]


def test_what_was_opted_out_is_told_last_first_to_be_read_back(store: Store) -> None:
    all_ids = [record_id(number) for number in range(4)]
    run = planned(store, *all_ids)
    sent, _ = store.run_sends.take_planned(run, FIELD, 0, 9, NOW)
    answer(store, sent[:3], PushState.DONE)
    answer(store, sent[3:], PushState.REFUSED, REFUSED)
    newest = store.run_sends.done_by(run, None, 2)
    assert [push.salesforce_id for push in newest] == [all_ids[2], all_ids[1]]
    assert [push.salesforce_id for push in store.run_sends.done_by(run, newest[-1].id, 2)] == [all_ids[0]]
    assert store.run_sends.done_by(run + 1, None, 9) == []


# many at once, for a job


def test_very_many_are_taken_object_by_object(store: Store) -> None:
    contacts = [record_id(number) for number in range(4)]
    leads = [record_id(number, "00Q") for number in range(2)]
    run = planned(store, *contacts, *leads)
    assert store.run_sends.count_planned(run, FIELD) == {"Contact": 4, "Lead": 2}
    assert store.run_sends.take_for_job(run, FIELD, "Contact", 3, NOW) == 3
    assert list(store.run_sends.on_their_way_by(run, "Contact")) == contacts[:3]
    assert store.run_sends.count_planned(run, FIELD) == {"Contact": 1, "Lead": 2}
    assert store.run_sends.take_for_job(run, FIELD, "Lead", 9, NOW) == 2
    assert list(store.run_sends.on_their_way_by(run, "Lead")) == leads
    sent = store.run_sends.of_run(run, [contacts[0], leads[0], record_id(99)])
    assert [(push.salesforce_id, push.object, push.state, push.email) for push in sent] == [
        (contacts[0], "Contact", PushState.SENDING, A),
        (leads[0], "Lead", PushState.SENDING, A),
    ]


def test_what_a_job_left_over_goes_again_with_the_next_first(store: Store) -> None:
    all_ids = [record_id(number) for number in range(4)]
    run = planned(store, *all_ids)
    store.run_sends.take_for_job(run, FIELD, "Contact", 2, NOW)
    answer(store, store.run_sends.of_run(run, all_ids[:1]), PushState.DONE)
    store.run_sends.put_back_run(run, "Contact")
    assert list(store.run_sends.on_their_way_by(run, "Contact")) == []
    assert store.run_sends.count_planned(run, FIELD) == {"Contact": 3}
    assert store.run_sends.take_for_job(run, FIELD, "Contact", 2, NOW) == 2
    assert sorted(store.run_sends.on_their_way_by(run, "Contact")) == all_ids[1:3]
    assert [push.attempts for push in store.run_sends.of_run(run, all_ids[1:3])] == [2, 1]


def test_what_the_job_of_one_object_left_over_is_put_back_while_that_of_another_is_under_way(
    store: Store,
) -> None:
    lead = record_id(1, "00Q")
    run = planned(store, RECORD, lead)
    for object_ in ("Contact", "Lead"):
        assert store.run_sends.take_for_job(run, FIELD, object_, 9, NOW) == 1
    store.run_sends.put_back_run(run, "Contact")
    assert store.run_sends.count_planned(run, FIELD) == {"Contact": 1}
    assert list(store.run_sends.on_their_way_by(run, "Lead")) == [lead]


def test_a_job_takes_nothing_for_which_there_is_no_reason_any_more(store: Store) -> None:
    run = planned(store, RECORD, OTHER)
    read(store, snapshot(RECORD, A, ticked=True))
    assert store.run_sends.take_for_job(run, FIELD, "Contact", 9, NOW) == 1
    store.run_sends.put_back_run(run, "Contact")
    untie(store, A, OTHER)
    assert store.run_sends.take_for_job(run, FIELD, "Contact", 9, NOW) == 0


# the end of a sync


def test_a_sync_that_is_over_leaves_nothing_open(store: Store) -> None:
    all_ids = [record_id(number) for number in range(4)]
    run = planned(store, *all_ids)
    sent, _ = store.run_sends.take_planned(run, FIELD, 0, 9, NOW)
    answer(store, sent[:1], PushState.DONE)
    answer(store, sent[1:2], PushState.WAITING, LOCKED, LATER)
    answer(store, sent[2:3], PushState.REFUSED, REFUSED)
    store.run_sends.end_run(run, LATER)
    assert [(state, code) for _, state, code in ended(store, sent[0].person_id)] == [
        (PushState.DONE, ""),
        (PushState.REFUSED, LOCKED.code),
        (PushState.REFUSED, REFUSED.code),
        (PushState.UNANSWERED, UNANSWERED),
    ]
    assert store.run_sends.take_again(run, FIELD, 9, LATER) == []


def test_the_end_of_one_sync_is_no_business_of_others_nor_of_pushes(store: Store) -> None:
    run, other = planned(store, RECORD), open_run(store)
    store.run_sends.take_planned(run, FIELD, 0, 9, NOW)
    add_person(store, B, OTHER)
    unsubscribe(store, B)
    [push] = take(store)
    store.run_sends.end_run(other, NOW)
    store.run_sends.put_back_run(other, "Contact")
    assert list(store.run_sends.on_their_way_by(run, "Contact")) == [RECORD]
    assert ended(store, push.person_id) == [(OTHER, PushState.SENDING, "")]


def test_what_an_earlier_sync_left_unanswered_is_done_when_salesforce_says_so_late(store: Store) -> None:
    run = planned(store, RECORD, OTHER)
    sent, _ = store.run_sends.take_planned(run, FIELD, 0, 9, NOW)
    answer(store, sent[1:], PushState.REFUSED, REFUSED)
    store.run_sends.end_run(run, NOW)
    store.run_sends.answered_late([RECORD, OTHER], MARKETO, LATER)
    assert [state for _, state, _ in ended(store, sent[0].person_id)] == [
        PushState.UNANSWERED,
        PushState.REFUSED,
    ]
    store.run_sends.answered_late([RECORD, OTHER], FIELD, LATER)
    assert [state for _, state, _ in ended(store, sent[0].person_id)] == [PushState.DONE, PushState.REFUSED]


def test_what_a_sync_sent_by_a_job_is_on_its_way_as_long_as_the_job_is_open(store: Store) -> None:
    run = planned(store, RECORD)
    store.run_sends.take_for_job(run, FIELD, "Contact", 9, NOW)
    much_later = NOW + timedelta(hours=5)
    assert store.sends.on_their_way([RECORD], much_later) == []
    store.org_state.set_setting(BULK_JOBS, '{"750xx": "salesforce"}')
    assert store.sends.on_their_way([RECORD], much_later) == [RECORD]
    store.run_sends.end_run(run, NOW)
    assert store.sends.on_their_way([RECORD], much_later) == [RECORD]
    store.org_state.set_setting(BULK_JOBS, "{}")
    assert store.sends.on_their_way([RECORD], much_later) == []


def test_records_that_were_opted_out_and_have_an_address_that_is_nobody_s_here_are_named(
    store: Store,
) -> None:
    run = planned(store, RECORD, OTHER, record_id(3), record_id(4))
    sent, _ = store.run_sends.take_planned(run, FIELD, 0, 9, NOW)
    answer(store, sent[:3], PushState.DONE)
    read(store, snapshot(OTHER, B), snapshot(record_id(3), ""), snapshot(record_id(4), B))
    tie(store, A, RECORD)
    assert store.run_sends.of_nobody_by_address(run, 9) == [OTHER]
    add_person(store, B)
    tie(store, B, OTHER)
    assert store.run_sends.of_nobody_by_address(run, 9) == []
