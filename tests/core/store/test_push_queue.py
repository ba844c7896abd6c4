"""The queue as screens and commands see it; what is sent of it is told in test_sends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest

from core.salesforce.values.errors import explain
from core.store.push_queue import FARTHEST_TRY
from core.store.sends import Unread
from core.store.store import Store
from core.store.types.pushes import PushState, QueuedPush
from tests.helpers.samples import (
    FIELD,
    MARKETO,
    NOW,
    add_person,
    and_forgotten,
    open_run,
    read,
    record_id,
    snapshot,
    unsubscribe,
)
from tests.helpers.sending import LATER, LOCKED, REFUSED, answer, ids, take


@pytest.fixture
def store(opened: Store) -> Iterator[Store]:
    with and_forgotten(opened):
        yield opened


@pytest.fixture
def parked(store: Store) -> list[QueuedPush]:
    """Parked pushes to records of three people, two for the same reason."""
    for number in range(3):
        add_person(store, f"p{number}@example.com", record_id(number))
    unsubscribe(store, *(f"p{number}@example.com" for number in range(3)))
    taken = take(store, now=LATER)
    answer(store, taken[:2], PushState.PARKED, REFUSED)
    answer(store, taken[2:], PushState.PARKED, explain("INVALID_FIELD"))
    return taken


@pytest.fixture
def of_a_sync(store: Store) -> list[QueuedPush]:
    """What a sync has sent to the records of somebody: one on its way, one put off, one refused."""
    numbers = range(50, 53)
    add_person(store, "s@example.com", *(record_id(number) for number in numbers))
    read(store, *(snapshot(record_id(number)) for number in numbers))
    store.unsubscribes.record_from_salesforce(
        [(store.people.ids(["s@example.com"])["s@example.com"], "")], NOW
    )
    run = open_run(store)
    store.plans.make(run, FIELD, everybody=True)
    sent, _ = store.run_sends.take_planned(run, FIELD, 0, 9, NOW)
    assert len(sent) == 3
    answer(store, sent[1:2], PushState.WAITING, LOCKED, LATER)
    answer(store, sent[2:], PushState.REFUSED, REFUSED)
    return sent


def test_parked_pushes_are_retried_one_by_one_all_of_a_kind_or_all(
    store: Store, parked: list[QueuedPush]
) -> None:
    assert store.push_queue.retry(LATER, push_ids=[parked[0].id]) == 1
    assert store.push_queue.retry(LATER, push_ids=[]) == 0
    assert store.push_queue.retry(LATER, code="INVALID_FIELD") == 1
    assert store.push_queue.state().parked == 1
    assert store.push_queue.retry(LATER) == 1
    again = take(store, now=LATER)
    assert ids(again) == ids(parked)
    assert {push.attempts for push in again} == {1}


def test_a_retry_goes_to_the_field_that_is_meant_when_it_is_sent(
    store: Store, parked: list[QueuedPush]
) -> None:
    store.push_queue.retry(LATER, code="INVALID_FIELD")
    [push] = take(store, now=LATER, field=MARKETO)
    assert (push.id, push.field) == (parked[2].id, MARKETO)


def test_errors_are_grouped_by_code_the_largest_group_first(store: Store, parked: list[QueuedPush]) -> None:
    groups = store.push_queue.error_groups()
    assert [(group.problem.code, group.state, group.count) for group in groups] == [
        (REFUSED.code, PushState.PARKED, 2),
        ("INVALID_FIELD", PushState.PARKED, 1),
    ]
    assert ids(store.push_queue.parked(2)) == [parked[2].id, parked[1].id]


def test_pushes_are_given_up_only_while_they_wait_or_are_parked(
    store: Store, parked: list[QueuedPush]
) -> None:
    store.push_queue.retry(LATER, push_ids=[parked[0].id])
    [on_its_way] = take(store, 1, LATER)
    ended = store.push_queue.give_up(ids(parked), LATER)
    assert ids(ended) == ids(parked[1:])
    assert ended[0].email == "p1@example.com"
    answer(store, [on_its_way], PushState.DONE)
    states = {push.id: push.state for one in parked for push in store.push_queue.of_person(one.person_id)}
    assert states[parked[1].id] is PushState.GIVEN_UP
    assert states[parked[0].id] is PushState.DONE


def test_parked_pushes_are_listed_by_code_and_page_by_page(store: Store) -> None:
    who = add_person(store, "a@example.com", record_id(1), record_id(2), record_id(3))
    unsubscribe(store, "a@example.com")
    taken = take(store, now=LATER)
    answer(store, taken[:2], PushState.PARKED, REFUSED)
    answer(store, taken[2:], PushState.PARKED, LOCKED)
    newest_first = sorted(ids(taken), reverse=True)
    assert ids(store.push_queue.parked(2)) == newest_first[:2]
    assert ids(store.push_queue.parked(9, before_id=newest_first[1])) == newest_first[2:]
    assert ids(store.push_queue.parked(9, code=LOCKED.code)) == ids(taken[2:])
    assert sorted(store.push_queue.parked_ids()) == sorted(ids(taken))
    assert sorted(store.push_queue.parked_ids(REFUSED.code)) == sorted(ids(taken[:2]))
    assert {push.state for push in store.push_queue.of_person(who)} == {PushState.PARKED, PushState.WAITING}


def test_a_record_is_queued_once_for_each_person_it_belongs_to(store: Store) -> None:
    first = add_person(store, "a@example.com", record_id(1))
    second = add_person(store, "b@example.com", record_id(1))
    for person in (first, second, first):
        store.push_queue.queue_records(person, [record_id(1)], FIELD, NOW)
    assert {
        person: [push.salesforce_id for push in pushes]
        for person, pushes in store.push_queue.of_people([first, second]).items()
    } == {first: [record_id(1)], second: [record_id(1)]}
    assert store.push_queue.state().waiting == 2


def test_there_is_work_for_whoever_pushes_when_something_is_due_unanswered_or_put_off_too_far(
    store: Store,
) -> None:
    add_person(store, "a@example.com", record_id(1))
    assert not store.push_queue.is_due(NOW)
    store.push_queue.queue_records(
        store.people.ids(["a@example.com"])["a@example.com"], [record_id(1)], FIELD, LATER
    )
    assert (store.push_queue.is_due(NOW), store.push_queue.is_due(LATER)) == (False, True)
    assert store.push_queue.next_due() == LATER
    # A wrong clock put it off.
    assert store.push_queue.is_due(LATER - FARTHEST_TRY - timedelta(seconds=1))
    unsubscribe(store, "a@example.com")
    take(store, now=LATER)
    for look in store.sends.take_lookups(9, LATER, FIELD):
        answer(store, [look], PushState.DONE)
    # Nothing waits; what was sent and never answered is looked after.
    assert store.push_queue.next_due() is None
    assert store.push_queue.is_due(NOW)


def test_what_a_sync_sends_is_no_part_of_the_queue(store: Store, of_a_sync: list[QueuedPush]) -> None:
    queue = store.push_queue
    state = queue.state()
    assert (state.waiting, state.parked) == (0, 0)
    assert (queue.next_due(), queue.is_due(LATER), queue.error_groups(), queue.parked_ids()) == (
        None,
        False,
        [],
        [],
    )
    assert queue.retry(LATER) == 0
    assert queue.give_up(ids(of_a_sync), LATER) == []
    assert take(store, now=LATER) == []
    assert store.sends.recover(LATER) == 0


def test_what_a_sync_sent_stands_in_the_list_of_the_person_as_proof(
    store: Store, of_a_sync: list[QueuedPush]
) -> None:
    pushes = store.push_queue.of_person(of_a_sync[0].person_id)
    assert {(push.salesforce_id, push.state, push.run_id, push.asked_at) for push in pushes} == {
        (push.salesforce_id, state, push.run_id, NOW)
        for push, state in zip(
            of_a_sync, (PushState.SENDING, PushState.WAITING, PushState.REFUSED), strict=True
        )
    }


def test_no_question_to_the_queue_reads_what_was_sent_before(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, object]] = []
    rows = store.database.rows

    def note(sql: str, values: object = ()) -> object:
        asked.append((sql, values))
        return rows(sql, values)  # type: ignore[arg-type]

    monkeypatch.setattr(store.database, "rows", note)
    monkeypatch.setattr(store.database, "row", lambda sql, values=(): note(sql, values) and None)
    queue = store.push_queue
    queue.state()
    queue.next_due()
    queue.is_due(NOW)
    queue.parked(10)
    queue.parked_ids()
    queue.error_groups()
    store.sends.take_due(10, NOW, FIELD)
    store.sends.take_lookups(10, NOW, FIELD)
    store.sends.recover(NOW)
    for unread in (Unread(NOW, NOW), Unread(LATER, LATER, {record_id(1)})):
        store.sends.take_due(10, NOW, FIELD, unread)
        store.sends.take_lookups(10, NOW, FIELD, hurried_since=NOW)
        store.sends.ready(10, NOW, unread)
        store.sends.waited(10, NOW, unread)
        store.sends.waited(10, NOW, unread, to_be_looked_for=False)
    store.sends.settle(FIELD, NOW)
    assert len(asked) >= 10
    for sql, values in asked:
        plan = [row[3] for row in rows(f"EXPLAIN QUERY PLAN {sql}", values)]  # type: ignore[arg-type]
        read = [step for step in plan if re.search(r"\b(push|queued_push)\b", step)]
        assert read
        assert all("queued_push_open" in step or "PRIMARY KEY" in step for step in read), (sql, plan)
