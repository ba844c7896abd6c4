from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.messages import Problem
from core.salesforce.errors import explain
from core.store.nouns import LinkOrigin, NewPerson, OptOutField, PushState, QueuedPush, RecordState, Source
from core.store.push_queue import FARTHEST_TRY, PushAnswer
from core.store.records import NewLink, Snapshot
from core.store.resubscribes import Deliberate
from core.store.store import Store
from core.store.unsubscribes import NewUnsubscribe

NOW = datetime(2026, 6, 10, 12, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)
FIELD = OptOutField.SALESFORCE
LOCKED = explain("UNABLE_TO_LOCK_ROW")
REFUSED = explain("FIELD_CUSTOM_VALIDATION_EXCEPTION", "a rule")


def record_id(number: int, prefix: str = "003") -> str:
    return f"{prefix}Pr{number:010d}AAA"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def unsubscribe(store: Store, *emails: str, field: OptOutField = FIELD, at: datetime = NOW) -> None:
    store.unsubscribes.collect([NewUnsubscribe(email, at, Source.MANUAL) for email in emails], field, at)


def person(store: Store, email: str, *ids: str) -> int:
    store.people.add([NewPerson(email, salesforce_ids=ids)], NOW)
    return store.people.by_keys([email])[email].id


def live(id_: str, email: str, ticked: bool | None = False) -> Snapshot:
    return Snapshot(id_, "Contact", "Ann", email, ticked, None, RecordState.ACTIVE, None)


def all_of(store: Store, person_id: int) -> list[QueuedPush]:
    return store.push_queue.of_person(person_id)


def ids(pushes: list[QueuedPush]) -> list[int]:
    return [push.id for push in pushes]


def settle(store: Store, pushes: list[QueuedPush], state: PushState, problem: Problem | None = None) -> None:
    store.push_queue.answer([PushAnswer(push.id, state, problem) for push in pushes], NOW)


def test_collecting_queues_a_push_for_each_linked_record_and_a_look_for_more(store: Store) -> None:
    who = person(store, "a@example.com", record_id(1), record_id(2, "00Q"))
    unsubscribe(store, "a@example.com")
    records = store.push_queue.take(10, NOW, looks=False)
    looks = store.push_queue.take(10, NOW, looks=True)
    assert {(push.salesforce_id, push.object) for push in records} == {
        (record_id(1), "Contact"),
        (record_id(2, "00Q"), "Lead"),
    }
    assert [(push.person_id, push.salesforce_id) for push in looks] == [(who, None)]
    assert {(push.state, push.attempts) for push in records + looks} == {(PushState.SENDING, 1)}
    assert store.push_queue.take(10, NOW, looks=False) == []
    assert store.push_queue.state().waiting == 3


def test_pushes_are_taken_in_the_order_of_their_time_and_only_when_it_has_come(store: Store) -> None:
    for number in range(3):
        person(store, f"p{number}@example.com", record_id(number))
        unsubscribe(store, f"p{number}@example.com", at=NOW - timedelta(minutes=number))
    assert store.push_queue.next_due() == NOW - timedelta(minutes=2)
    assert store.push_queue.take(9, NOW - timedelta(minutes=3), looks=False) == []
    first = store.push_queue.take(2, NOW, looks=False)
    assert [push.email for push in first] == ["p2@example.com", "p1@example.com"]


def test_one_field_is_taken_at_a_time(store: Store) -> None:
    person(store, "a@example.com", record_id(1))
    person(store, "b@example.com", record_id(2))
    unsubscribe(store, "a@example.com", field=OptOutField.MARKETO_SALES)
    unsubscribe(store, "b@example.com", at=LATER)
    taken = [store.push_queue.take(9, LATER, looks=False) for _ in range(3)]
    assert [[push.field for push in batch] for batch in taken] == [
        [OptOutField.MARKETO_SALES],
        [OptOutField.SALESFORCE],
        [],
    ]


def test_a_person_resubscribed_meanwhile_is_not_pushed(store: Store) -> None:
    who = person(store, "a@example.com", record_id(1))
    person(store, "b@example.com", record_id(2))
    unsubscribe(store, "a@example.com", "b@example.com")
    store.resubscribes.end(who, Deliberate("admin", "asked by phone"), NOW)
    assert [push.email for push in store.push_queue.take(1, NOW, looks=False)] == ["b@example.com"]
    assert {push.state for push in all_of(store, who) if push.salesforce_id} == {PushState.GIVEN_UP}


def test_a_refusal_does_not_revive_what_was_given_up_while_it_was_on_its_way(store: Store) -> None:
    who = person(store, "a@example.com", record_id(1))
    unsubscribe(store, "a@example.com")
    taken = store.push_queue.take(1, NOW, looks=False)
    store.resubscribes.hold_pushes(who, NOW)
    settle(store, taken, PushState.WAITING, LOCKED)
    store.push_queue.put_back(ids(taken))
    assert {push.state for push in all_of(store, who)} == {PushState.GIVEN_UP}
    settle(store, taken, PushState.DONE)
    assert PushState.DONE in {push.state for push in all_of(store, who)}


def test_what_was_put_back_counts_no_attempt(store: Store) -> None:
    who = person(store, "a@example.com", record_id(1))
    unsubscribe(store, "a@example.com")
    store.push_queue.put_back(ids(store.push_queue.take(1, NOW, looks=False)))
    [push] = [push for push in all_of(store, who) if push.salesforce_id]
    assert (push.state, push.attempts) == (PushState.WAITING, 0)


def test_after_a_crash_unanswered_pushes_wait_again(store: Store) -> None:
    person(store, "a@example.com", record_id(1))
    unsubscribe(store, "a@example.com")
    taken = store.push_queue.take(1, NOW, looks=False)
    assert store.push_queue.recover(NOW) == 1
    assert ids(store.push_queue.take(1, NOW, looks=False)) == ids(taken)


def test_a_time_set_by_a_wrong_clock_is_brought_forward(store: Store) -> None:
    person(store, "a@example.com", record_id(1))
    unsubscribe(store, "a@example.com", at=NOW + timedelta(days=40))
    assert store.push_queue.take(1, NOW, looks=False) == []
    store.push_queue.recover(NOW)
    assert len(store.push_queue.take(1, NOW, looks=False)) == 1


def test_an_ordinary_wait_is_left_alone_by_the_recovery(store: Store) -> None:
    person(store, "a@example.com", record_id(1))
    unsubscribe(store, "a@example.com")
    taken = store.push_queue.take(1, NOW, looks=False)
    at = NOW + FARTHEST_TRY
    store.push_queue.answer([PushAnswer(taken[0].id, PushState.WAITING, LOCKED, at)], NOW)
    store.push_queue.recover(NOW)
    assert store.push_queue.take(1, at - timedelta(seconds=1), looks=False) == []
    assert len(store.push_queue.take(1, at, looks=False)) == 1


def test_records_found_for_an_address_are_queued_unless_opted_out_or_open_already(store: Store) -> None:
    who = person(store, "a@example.com", record_id(1))
    unsubscribe(store, "a@example.com")
    found = [live(record_id(1), "a@example.com"), live(record_id(2), "A@example.com")]
    found += [live(record_id(3), "a@example.com", True), live(record_id(4), "a@example.com", None)]
    store.records.remember(found, NOW)
    store.records.tie([NewLink("a@example.com", record.id, LinkOrigin.ADDRESS) for record in found])
    assert store.push_queue.queue_found([who], FIELD, NOW) == 2
    assert store.push_queue.queue_found([who], FIELD, NOW) == 0
    pushed = {push.salesforce_id for push in store.push_queue.take(9, NOW, looks=False)}
    assert pushed == {record_id(1), record_id(2), record_id(4)}


def test_a_record_that_belongs_to_two_people_is_queued_once(store: Store) -> None:
    both = [person(store, f"{name}@example.com", record_id(1)) for name in ("a", "b")]
    store.records.remember([live(record_id(1), "a@example.com")], NOW)
    assert store.push_queue.queue_found(both, FIELD, NOW) == 1


def test_a_tick_confirmed_elsewhere_settles_waiting_and_parked_pushes_of_that_field(store: Store) -> None:
    who = person(store, "a@example.com", record_id(1))
    unsubscribe(store, "a@example.com")
    settle(store, store.push_queue.take(1, NOW, looks=False), PushState.PARKED, REFUSED)
    store.push_queue.settle([record_id(1)], OptOutField.MARKETO_SALES, NOW)
    assert store.push_queue.state().parked == 1
    store.push_queue.settle([record_id(1)], FIELD, NOW)
    assert store.push_queue.state().parked == 0
    assert all_of(store, who)[-1].problem is None


@pytest.fixture
def parked(store: Store) -> list[QueuedPush]:
    for number in range(3):
        person(store, f"p{number}@example.com", record_id(number))
    unsubscribe(store, *(f"p{number}@example.com" for number in range(3)))
    taken = store.push_queue.take(9, NOW, looks=False)
    settle(store, taken[:2], PushState.PARKED, REFUSED)
    settle(store, taken[2:], PushState.PARKED, explain("INVALID_FIELD"))
    return taken


def test_parked_pushes_are_retried_one_by_one_all_of_a_kind_or_all(
    store: Store, parked: list[QueuedPush]
) -> None:
    assert store.push_queue.retry(LATER, push_ids=[parked[0].id]) == 1
    assert store.push_queue.retry(LATER, push_ids=[]) == 0
    assert store.push_queue.retry(LATER, code="INVALID_FIELD") == 1
    assert store.push_queue.state().parked == 1
    assert store.push_queue.retry(LATER) == 1
    again = store.push_queue.take(9, LATER, looks=False)
    assert ids(again) == ids(parked)
    assert {push.attempts for push in again} == {1}


def test_a_retry_can_go_to_the_field_that_is_selected_now(store: Store, parked: list[QueuedPush]) -> None:
    store.push_queue.retry(LATER, code="INVALID_FIELD", field=OptOutField.MARKETO_SALES)
    [push] = store.push_queue.take(9, LATER, looks=False)
    assert (push.id, push.field) == (parked[2].id, OptOutField.MARKETO_SALES)


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
    [on_its_way] = store.push_queue.take(1, LATER, looks=False)
    ended = store.push_queue.give_up(ids(parked), LATER)
    assert ids(ended) == ids(parked[1:])
    assert ended[0].email == "p1@example.com"
    settle(store, [on_its_way], PushState.DONE)
    states = {push.id: push.state for one in parked for push in all_of(store, one.person_id)}
    assert states[parked[1].id] is PushState.GIVEN_UP
    assert states[parked[0].id] is PushState.DONE


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
    queue.parked(10)
    queue.error_groups()
    for sql, values in asked:
        plan = [row[3] for row in rows(f"EXPLAIN QUERY PLAN {sql}", values)]  # type: ignore[arg-type]
        assert any("queued_push_open" in step for step in plan), sql


def test_parked_pushes_are_listed_by_code_and_page_by_page(store: Store) -> None:
    who = person(store, "a@example.com", record_id(1), record_id(2), record_id(3))
    unsubscribe(store, "a@example.com")
    taken = store.push_queue.take(10, NOW, looks=False)
    settle(store, taken[:2], PushState.PARKED, REFUSED)
    settle(store, taken[2:], PushState.PARKED, LOCKED)
    newest_first = sorted(ids(taken), reverse=True)
    assert ids(store.push_queue.parked(2)) == newest_first[:2]
    assert ids(store.push_queue.parked(9, before_id=newest_first[1])) == newest_first[2:]
    assert ids(store.push_queue.parked(9, code=LOCKED.code)) == ids(taken[2:])
    assert sorted(store.push_queue.parked_ids()) == sorted(ids(taken))
    assert sorted(store.push_queue.parked_ids(REFUSED.code)) == sorted(ids(taken[:2]))
    assert {push.state for push in all_of(store, who)} == {PushState.PARKED, PushState.WAITING}
