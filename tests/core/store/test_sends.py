"""Sending: what is due is asked of the facts when it is taken, and each answer is written beside what was asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from core.store.push_queue import FARTHEST_TRY
from core.store.resubscribes import RESUBSCRIBED
from core.store.sends import NOT_THEIRS, RECORD_GONE, Ending, SendAnswer, Unread
from core.store.store import Store
from core.store.types.fields import OptOutField
from core.store.types.pushes import PushState
from core.store.types.records import RecordState
from tests.helpers.samples import (
    FIELD,
    MARKETO,
    NOW,
    add_person,
    and_forgotten,
    read,
    record_id,
    resubscribe,
    snapshot,
    tie,
    unsubscribe,
)
from tests.helpers.sending import LATER, LOCKED, REFUSED, answer, ended, ids, take, untie

A, B = "a@example.com", "b@example.com"
RECORD, OTHER = record_id(1), record_id(2)


@pytest.fixture
def store(opened: Store) -> Iterator[Store]:
    with and_forgotten(opened):
        yield opened


# taking what is due


def test_what_is_due_is_taken_once_and_marked_as_on_its_way(store: Store) -> None:
    who = add_person(store, A, RECORD, record_id(2, "00Q"))
    unsubscribe(store, A)
    records = take(store)
    lookups = store.sends.take_lookups(9, NOW, FIELD)
    assert {(push.salesforce_id, push.object) for push in records} == {
        (RECORD, "Contact"),
        (record_id(2, "00Q"), "Lead"),
    }
    assert [(push.person_id, push.salesforce_id) for push in lookups] == [(who, None)]
    assert {(push.state, push.attempts, push.asked_at) for push in records + lookups} == {
        (PushState.SENDING, 1, NOW)
    }
    assert (take(store), store.sends.take_lookups(9, NOW, FIELD)) == ([], [])
    assert store.push_queue.state().waiting == 3


def test_pushes_are_taken_in_the_order_of_their_time_and_only_when_it_has_come(store: Store) -> None:
    for number in range(3):
        add_person(store, f"p{number}@example.com", record_id(number))
        unsubscribe(store, f"p{number}@example.com", at=NOW - timedelta(minutes=number))
    assert store.push_queue.next_due() == NOW - timedelta(minutes=2)
    assert take(store, now=NOW - timedelta(minutes=3)) == []
    assert [push.email for push in take(store, 2)] == ["p2@example.com", "p1@example.com"]


@pytest.mark.parametrize(("queued", "meant"), [(FIELD, MARKETO), (MARKETO, FIELD)])
def test_it_goes_to_the_field_that_is_meant_when_it_is_sent(
    store: Store, queued: OptOutField, meant: OptOutField
) -> None:
    add_person(store, A, RECORD)
    unsubscribe(store, A, field=queued)
    assert [push.field for push in take(store, field=meant)] == [meant]
    assert [look.field for look in store.sends.take_lookups(9, NOW, meant)] == [meant]


def test_a_box_that_is_ticked_by_now_is_not_sent_again_but_the_other_is(store: Store) -> None:
    who = add_person(store, A, RECORD)
    unsubscribe(store, A)
    read(store, snapshot(RECORD, ticked=True, marketo=False))
    assert take(store, field=FIELD) == []
    assert ended(store, who) == [(RECORD, PushState.DONE, "")]
    store.push_queue.queue_records(who, [RECORD], FIELD, NOW)
    assert [push.field for push in take(store, field=MARKETO)] == [MARKETO]


def test_a_person_re_subscribed_meanwhile_is_not_pushed(store: Store) -> None:
    who = add_person(store, A, RECORD)
    add_person(store, B, OTHER)
    unsubscribe(store, A, B)
    resubscribe(store, who)
    assert [push.email for push in take(store, 1)] == [B]
    assert [push.email for push in store.sends.take_lookups(9, NOW, FIELD)] == [B]
    assert ended(store, who) == [(RECORD, PushState.GIVEN_UP, RESUBSCRIBED)]


def test_what_is_queued_for_somebody_who_is_not_unsubscribed_ends_unsent(store: Store) -> None:
    who = add_person(store, A, RECORD)
    store.push_queue.queue_records(who, [RECORD], FIELD, NOW)
    assert take(store) == []
    assert ended(store, who) == [(RECORD, PushState.GIVEN_UP, RESUBSCRIBED)]


def test_a_record_that_belongs_to_somebody_else_by_now_is_not_ticked(store: Store) -> None:
    who = add_person(store, A, RECORD)
    unsubscribe(store, A)
    untie(store, A, RECORD)
    tie(store, B, RECORD)
    assert take(store) == []
    assert ended(store, who) == [(RECORD, PushState.GIVEN_UP, NOT_THEIRS)]


@pytest.mark.parametrize("state", [RecordState.CONVERTED, RecordState.MERGED, RecordState.DELETED])
def test_a_record_that_is_gone_is_let_go_and_the_one_in_its_place_is_pushed_to(
    store: Store, state: RecordState
) -> None:
    who = add_person(store, A, RECORD)
    unsubscribe(store, A)
    read(store, snapshot(RECORD, state=state, successor=OTHER), snapshot(OTHER))
    store.links.follow([RECORD])
    assert [push.salesforce_id for push in take(store)] == [OTHER]
    assert ended(store, who) == [(RECORD, PushState.DONE, RECORD_GONE), (OTHER, PushState.SENDING, "")]


@pytest.mark.parametrize("state", [RecordState.UNSEEN, RecordState.NOT_FOUND])
def test_a_record_that_may_be_there_is_asked_about(store: Store, state: RecordState) -> None:
    add_person(store, A, RECORD)
    unsubscribe(store, A)
    store.records.mark_state(RECORD, state)
    assert [push.salesforce_id for push in take(store)] == [RECORD]


def test_pushes_that_end_unsent_do_not_hold_up_those_behind_them(store: Store) -> None:
    for number in range(7):
        add_person(store, f"p{number}@example.com", record_id(number))
    unsubscribe(store, *(f"p{number}@example.com" for number in range(7)))
    read(store, *(snapshot(record_id(number), ticked=True) for number in range(6)))
    assert [push.salesforce_id for push in take(store, 2)] == [record_id(6)]


def test_what_ended_unsent_is_told_with_the_reason_as_it_was(store: Store) -> None:
    emails = [f"p{number}@example.com" for number in range(5)]
    people = [add_person(store, email, record_id(number)) for number, email in enumerate(emails)]
    read(store, *(snapshot(record_id(number)) for number in range(4)))
    unsubscribe(store, *emails)
    read(store, snapshot(record_id(0), ticked=True))
    store.records.mark_state(record_id(1), RecordState.DELETED)
    untie(store, emails[2], record_id(2))
    [lost] = [push for push in store.push_queue.of_person(people[3]) if push.salesforce_id]
    resubscribe(store, people[3])
    store.database.write("UPDATE queued_push SET state = 'waiting', code = '' WHERE id = ?", (lost.id,))
    taken, instead = store.sends.take_due(9, NOW, FIELD)
    assert [push.email for push in taken] == emails[4:]
    assert [(push.email, push.state, how) for push, how in instead] == [
        (emails[0], PushState.WAITING, Ending.IN_STEP),
        (emails[1], PushState.WAITING, Ending.GONE),
        (emails[2], PushState.WAITING, Ending.NOT_THEIRS),
        (emails[3], PushState.WAITING, Ending.RESUBSCRIBED),
    ]
    assert store.sends.take_due(9, NOW, FIELD) == ([], [])


def test_of_two_people_of_one_record_each_has_a_push_of_their_own(store: Store) -> None:
    first, second = add_person(store, A, RECORD), add_person(store, B, RECORD)
    unsubscribe(store, A)
    unsubscribe(store, B)
    resubscribe(store, first)
    [push] = take(store)
    assert (push.person_id, push.salesforce_id) == (second, RECORD)


# what was found for an address


def test_records_found_for_an_address_are_queued_unless_opted_out_or_open_already(store: Store) -> None:
    who = add_person(store, A, RECORD)
    unsubscribe(store, A)
    found = [record_id(number) for number in range(2, 6)]
    read(
        store,
        snapshot(RECORD, A),
        snapshot(found[0], A.upper()),
        snapshot(found[1], A, ticked=True),
        snapshot(found[2], A, ticked=None),
        snapshot(found[3], A, state=RecordState.MERGED),
    )
    tie(store, A, RECORD, *found)
    assert store.sends.queue_found([who], FIELD, NOW) == 2
    assert store.sends.queue_found([who], FIELD, NOW) == 0
    assert {push.salesforce_id for push in take(store)} == {RECORD, found[0], found[2]}


def test_found_records_are_queued_for_each_unsubscribed_person_they_belong_to(store: Store) -> None:
    both = [add_person(store, email, RECORD) for email in (A, B)]
    read(store, snapshot(RECORD, A))
    assert store.sends.queue_found(both, FIELD, NOW) == 0
    store.unsubscribes.record_from_salesforce([(person, "") for person in both], NOW)
    assert store.sends.queue_found(both, FIELD, NOW) == 2


def test_records_of_pushes_that_had_to_wait_are_named_to_be_read_first(store: Store) -> None:
    early, late = NOW - timedelta(hours=1), NOW
    for number, at in enumerate((early, late, early)):
        add_person(store, f"p{number}@example.com", record_id(number))
        unsubscribe(store, f"p{number}@example.com", at=at)
    read(store, *(snapshot(record_id(number)) for number in range(2)))
    store.records.seen_again([record_id(0)], early)

    def waited(seen_before: datetime, queued_before: datetime, limit: int = 9) -> list[str]:
        found = store.sends.waited(limit, NOW, Unread(seen_before, queued_before))
        assert {object_ for _, object_ in found} <= {"Contact"}
        return [id_ for id_, _ in found]

    assert waited(NOW, NOW) == [record_id(0), record_id(2)]
    assert waited(NOW, NOW, 1) == [record_id(0)]
    assert waited(early, NOW) == [record_id(2)]
    assert waited(LATER, LATER) == [record_id(0), record_id(2), record_id(1)]
    answer(store, take(store), PushState.WAITING, LOCKED, NOW)
    # Tried in vain, whenever it was queued.
    assert waited(LATER, early - timedelta(seconds=1)) == [record_id(0), record_id(1), record_id(2)]


# answers


def test_an_answer_is_kept_beside_what_was_asked(store: Store) -> None:
    who = add_person(store, A, RECORD, OTHER)
    unsubscribe(store, A)
    done, refused = take(store)
    store.sends.answer(
        [SendAnswer(done.id, PushState.DONE), SendAnswer(refused.id, PushState.WAITING, LOCKED, LATER)], NOW
    )
    by_id = {push.id: push for push in store.push_queue.of_person(who)}
    assert (by_id[done.id].state, by_id[done.id].problem, by_id[done.id].answered_at) == (
        PushState.DONE,
        None,
        NOW,
    )
    again = by_id[refused.id]
    assert (again.state, again.problem, again.next_try_at) == (PushState.WAITING, LOCKED, LATER)
    assert (take(store), ids(take(store, now=LATER))) == ([], [refused.id])


def test_a_refusal_does_not_revive_what_a_re_subscribe_ended_while_it_was_on_its_way(store: Store) -> None:
    who = add_person(store, A, RECORD, OTHER)
    unsubscribe(store, A)
    first, second = take(store)
    resubscribe(store, who)
    answer(store, [first], PushState.WAITING, LOCKED)
    store.sends.put_back([second.id])
    assert take(store) == []
    assert ended(store, who) == [
        (RECORD, PushState.GIVEN_UP, RESUBSCRIBED),
        (OTHER, PushState.GIVEN_UP, RESUBSCRIBED),
    ]


def test_an_answer_to_what_was_given_up_counts_only_if_it_is_done(store: Store) -> None:
    who = add_person(store, A, RECORD)
    unsubscribe(store, A)
    taken = take(store)
    store.sends.put_back(ids(taken))
    store.push_queue.give_up(ids(taken), NOW)
    answer(store, taken, PushState.PARKED, REFUSED)
    assert [state for _, state, _ in ended(store, who)] == [PushState.GIVEN_UP]
    answer(store, taken, PushState.DONE)
    assert [state for _, state, _ in ended(store, who)] == [PushState.DONE]


def test_what_was_put_back_counts_no_attempt_and_what_has_its_answer_stays(store: Store) -> None:
    who = add_person(store, A, RECORD, OTHER)
    unsubscribe(store, A)
    taken = take(store)
    answer(store, taken[:1], PushState.DONE)
    store.sends.put_back(ids(taken))
    assert {
        (push.salesforce_id, push.state, push.attempts)
        for push in store.push_queue.of_person(who)
        if push.salesforce_id
    } == {(taken[0].salesforce_id, PushState.DONE, 1), (taken[1].salesforce_id, PushState.WAITING, 0)}


# after a crash


def test_after_a_crash_unanswered_pushes_wait_again(store: Store) -> None:
    add_person(store, A, RECORD)
    unsubscribe(store, A)
    taken = take(store, 1)
    assert store.sends.recover(NOW) == 1
    assert ids(take(store, 1)) == ids(taken)


def test_a_time_set_by_a_wrong_clock_is_brought_forward(store: Store) -> None:
    add_person(store, A, RECORD)
    unsubscribe(store, A, at=NOW + timedelta(days=40))
    assert take(store) == []
    store.sends.recover(NOW)
    assert len(take(store)) == 1


def test_an_ordinary_wait_is_left_alone_by_the_recovery(store: Store) -> None:
    add_person(store, A, RECORD)
    unsubscribe(store, A)
    at = NOW + FARTHEST_TRY
    answer(store, take(store), PushState.WAITING, LOCKED, at)
    store.sends.recover(NOW)
    assert take(store, now=at - timedelta(seconds=1)) == []
    assert len(take(store, now=at)) == 1


# what needs nothing more


@pytest.mark.parametrize("parked", [False, True])
def test_what_needs_nothing_more_is_ended_waiting_or_parked(store: Store, parked: bool) -> None:
    emails = [f"p{number}@example.com" for number in range(5)]
    people = [add_person(store, email, record_id(number)) for number, email in enumerate(emails)]
    read(store, *(snapshot(record_id(number)) for number in range(5)))
    unsubscribe(store, *emails)
    if parked:
        answer(store, take(store), PushState.PARKED, REFUSED)
    read(store, snapshot(record_id(0), ticked=True))
    store.records.mark_state(record_id(1), RecordState.DELETED)
    untie(store, emails[2], record_id(2))
    read(store, snapshot(record_id(3), marketo=True))
    resubscribe(store, people[4])
    assert store.sends.settle(FIELD, LATER) == 3
    assert store.sends.settle(FIELD, LATER) == 0
    assert [ended(store, person)[0][1:] for person in people] == [
        (PushState.DONE, ""),
        (PushState.DONE, RECORD_GONE),
        (PushState.GIVEN_UP, NOT_THEIRS),
        (PushState.PARKED, REFUSED.code) if parked else (PushState.WAITING, ""),
        (PushState.GIVEN_UP, RESUBSCRIBED),
    ]
    # Of what turned out well, no trouble is told any more.
    assert all(push.problem is None for push in store.push_queue.of_person(people[0]))
    assert store.sends.settle(MARKETO, LATER) == 1


def test_what_is_on_its_way_is_not_ended_before_its_answer(store: Store) -> None:
    who = add_person(store, A, RECORD)
    unsubscribe(store, A)
    take(store)
    read(store, snapshot(RECORD, ticked=True))
    assert store.sends.settle(FIELD, NOW) == 0
    assert [state for _, state, _ in ended(store, who)] == [PushState.SENDING]


# what a re-subscribe has to wait for


def test_what_is_on_its_way_to_records_is_known_until_it_is_answered(store: Store) -> None:
    add_person(store, A, RECORD)
    add_person(store, B, OTHER)
    unsubscribe(store, A, B)
    assert store.sends.on_their_way([RECORD, OTHER], NOW) == []
    first, second = take(store)
    assert sorted(store.sends.on_their_way([RECORD, OTHER], NOW)) == [RECORD, OTHER]
    assert store.sends.on_their_way([OTHER], NOW) == [OTHER]
    answer(store, [first], PushState.DONE)
    store.sends.put_back([second.id])
    assert store.sends.on_their_way([RECORD, OTHER], NOW) == []


def test_a_call_that_is_out_for_longer_than_any_can_be_is_waited_for_no_more(store: Store) -> None:
    add_person(store, A, RECORD)
    unsubscribe(store, A)
    take(store)
    assert store.sends.on_their_way([RECORD], NOW + timedelta(minutes=4)) == [RECORD]
    assert store.sends.on_their_way([RECORD], NOW + timedelta(minutes=6)) == []
