"""What a run plans, and that each planned change is asked about again when it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from core.store.database import Database
from core.store.links import NewLink
from core.store.schema import utc_text
from core.store.store import Store
from core.store.stored_times import PutRight
from core.store.types.people import NewPerson, Source
from core.store.types.plans import PlannedRow, Side
from core.store.types.records import LinkOrigin, RecordState
from tests.helpers.samples import (
    FIELD,
    MARKETO,
    NOW,
    add_person,
    and_forgotten,
    carry_out,
    open_run,
    planned,
    read,
    record_id,
    resubscribe,
    snapshot,
    tie,
    unsubscribe,
)


@pytest.fixture
def store(opened: Store) -> Iterator[Store]:
    with and_forgotten(opened):
        yield opened


def test_an_opt_out_reaches_every_record_of_the_address_and_every_address_of_the_record(store: Store) -> None:
    mine, of_both, theirs = record_id(1), record_id(2), record_id(3, "00Q")
    add_person(store, "a@example.com", mine, of_both)
    add_person(store, "b@example.com", of_both, theirs)
    read(store, *(snapshot(id_) for id_ in (mine, of_both, theirs)))
    unsubscribe(store, "a@example.com")
    run = open_run(store)
    assert store.plans.make(run, FIELD, everybody=False) == (1, 3)
    assert planned(store, run) == (["b@example.com"], [mine, of_both, theirs])


def test_only_the_selected_field_counts(store: Store) -> None:
    add_person(store, "a@example.com", record_id(1))
    read(store, snapshot(record_id(1), ticked=True))
    run = open_run(store)
    assert store.plans.make(run, MARKETO, everybody=True) == (0, 0)
    assert store.plans.make(run, FIELD, everybody=True) == (1, 0)


def test_who_was_not_touched_is_not_looked_at_unless_everybody_is(store: Store) -> None:
    for number in range(2):
        add_person(store, f"p{number}@example.com", record_id(number))
    read(store, *(snapshot(record_id(number), ticked=True) for number in range(2)))
    store.database.write("DELETE FROM touched WHERE person_id <> 1")
    run = open_run(store)
    assert store.plans.make(run, FIELD, everybody=False) == (1, 0)
    assert store.plans.make(run, FIELD, everybody=True) == (2, 0)


def test_a_preview_names_each_change_and_its_reason(store: Store) -> None:
    add_person(store, "a@example.com", record_id(1))
    add_person(store, "b@example.com", record_id(2, "00Q"))
    read(store, snapshot(record_id(1), ticked=True), snapshot(record_id(2, "00Q")))
    unsubscribe(store, "b@example.com")
    run = open_run(store)
    store.plans.make(run, FIELD, everybody=False)
    assert store.plans.page(run, 0, 10) == []
    store.plans.keep(run)
    first, second = store.plans.page(run, 0, 10)
    assert first == PlannedRow(
        first.id, Side.HERE, "a@example.com", record_id(1), "Contact", "Ann Lee", None, None
    )
    assert second == PlannedRow(
        second.id, Side.THERE, "b@example.com", record_id(2, "00Q"), "Lead", "Ann Lee", NOW, Source.MANUAL
    )
    assert store.plans.page(run, first.id, 1) == [second]
    assert list(store.plans.all(run)) == [first, second]
    assert first.reason.english() == "Contact Ann Lee is opted out in Salesforce."
    assert second.reason.english().startswith("Unsubscribed here on 10 Jun 2026")
    assert replace(second, unsubscribed_at=None).reason.english().startswith("Another record of this address")
    assert store.plans.people_changed(run) == 2


# whether a change still holds is asked when it is made


@pytest.fixture
def preview(store: Store) -> int:
    """A run that planned to unsubscribe a, because of record 1, and to opt out records 2 and 3 of b."""
    add_person(store, "a@example.com")
    add_person(store, "b@example.com", record_id(2), record_id(3))
    read(
        store,
        snapshot(record_id(1), "a@example.com", ticked=True),
        *(snapshot(record_id(number), "b@example.com") for number in (2, 3)),
    )
    tie(store, "a@example.com", record_id(1))
    unsubscribe(store, "b@example.com")
    run = open_run(store)
    assert store.plans.make(run, FIELD, everybody=False) == (1, 2)
    store.plans.keep(run)
    return run


def test_a_preview_is_carried_out_by_another_run_as_it_stands(store: Store, preview: int) -> None:
    run = open_run(store)
    assert store.plans.take_over(preview, run, FIELD) == (1, 2)
    assert planned(store, run) == (["a@example.com"], [record_id(2), record_id(3)])
    assert store.plans.counts(preview) == (0, 0)
    carry_out(store, run, FIELD)
    assert store.plans.make(run, FIELD, everybody=True) == (0, 0)


def test_of_a_preview_only_what_is_still_due_is_carried_out(store: Store, preview: int) -> None:
    store.records.mark_opted_out([record_id(2)], FIELD, NOW)
    unsubscribe(store, "a@example.com")
    run = open_run(store)
    assert store.plans.take_over(preview, run, FIELD) == (0, 1)
    assert planned(store, run) == ([], [record_id(3)])


def test_what_came_up_after_a_preview_is_not_carried_out_with_it(store: Store, preview: int) -> None:
    add_person(store, "c@example.com", record_id(4))
    read(store, snapshot(record_id(4), ticked=True))
    run = open_run(store)
    assert store.plans.take_over(preview, run, FIELD) == (1, 2)
    assert planned(store, run)[0] == ["a@example.com"]
    assert store.plans.make(open_run(store), FIELD, everybody=False) == (2, 2)


def test_a_re_subscribe_wins_over_every_plan_made_before_it(store: Store, preview: int) -> None:
    resubscribe(store, store.people.ids(["b@example.com"])["b@example.com"])
    assert store.run_sends.take_planned(preview, FIELD, 0, 10, NOW) == ([], 0)
    assert store.run_sends.count_planned(preview, FIELD) == {}
    assert store.plans.take_over(preview, open_run(store), FIELD) == (1, 0)


def test_a_box_that_a_colleague_cleared_after_the_plan_unsubscribes_nobody(
    store: Store, preview: int
) -> None:
    [(_, _, why)] = store.plans.here(preview, FIELD, 0, 10)
    assert why == record_id(1)
    read(store, snapshot(record_id(1), "a@example.com", ticked=False))
    [(_, _, why)] = store.plans.here(preview, FIELD, 0, 10)
    assert why is None
    assert store.plans.take_over(preview, open_run(store), FIELD) == (0, 2)


def test_a_record_that_changed_hands_after_the_plan_is_left_alone(store: Store, preview: int) -> None:
    for number in (2, 3):
        store.links.tie([], untie=[NewLink("b@example.com", record_id(number), LinkOrigin.ID)])
        tie(store, "a@example.com", record_id(number))
    assert store.run_sends.take_planned(preview, FIELD, 0, 10, NOW) == ([], 0)


@pytest.mark.parametrize(
    "state", [state for state in RecordState if state not in (RecordState.ACTIVE, RecordState.UNSEEN)]
)
def test_a_record_that_is_gone_since_the_plan_is_not_written_to(
    store: Store, preview: int, state: RecordState
) -> None:
    store.records.mark_state(record_id(2), state)
    pushes, _ = store.run_sends.take_planned(preview, FIELD, 0, 10, NOW)
    assert [push.salesforce_id for push in pushes] == [record_id(3)]


def test_the_people_of_a_plan_come_page_by_page_those_done_left_out(store: Store) -> None:
    ids = [add_person(store, f"p{number}@example.com", record_id(number)) for number in range(5)]
    read(store, *(snapshot(record_id(number), ticked=True) for number in range(5)))
    run = open_run(store)
    store.plans.make(run, FIELD, everybody=False)
    first = store.plans.here(run, FIELD, 0, 2)
    assert [person for _, person, _ in first] == ids[:2]
    store.unsubscribes.record_from_salesforce([(ids[2], record_id(2))], NOW)
    assert [person for _, person, _ in store.plans.here(run, FIELD, first[-1][0], 9)] == ids[3:]


def test_what_is_stale_is_named_so_that_it_is_read_again_before_it_is_written(
    store: Store, preview: int
) -> None:
    before = utc_text(NOW + timedelta(minutes=30))
    store.records.seen_again([record_id(2)], NOW + timedelta(hours=1))
    for stale in (store.plans.stale, store.plans.stale_kept):
        [first, last] = stale(preview, before, 0, 10)
        assert [first[1:], last[1:]] == [(record_id(1), "Contact"), (record_id(3), "Contact")]
        assert stale(preview, before, first[0], 10) == [last]
        assert stale(preview, before, 0, 1) == [first]


def test_the_plan_of_one_run_knows_nothing_of_another(store: Store, preview: int) -> None:
    second, third = open_run(store), open_run(store)
    for run in (second, third):
        assert store.plans.make(run, FIELD, everybody=False) == (1, 2)
        store.plans.keep(run)
    store.plans.forget(preview)
    assert store.plans.counts(preview) == (0, 0)
    assert planned(store, second) == (["a@example.com"], [record_id(2), record_id(3)])
    store.plans.forget_all_but(third)
    assert (store.plans.counts(second), store.plans.counts(third)) == ((0, 0), (1, 2))


def test_a_plan_made_again_in_the_same_run_replaces_the_first(store: Store, preview: int) -> None:
    store.records.mark_opted_out([record_id(2)], FIELD, NOW)
    assert store.plans.make(preview, FIELD, everybody=False) == (1, 1)
    assert planned(store, preview) == (["a@example.com"], [record_id(3)])


# only who was touched is looked at


def steps(database: Database, work: Callable[[], object]) -> int:
    """How much SQLite has to do for it, in hundreds of its own steps."""
    counted = 0

    def one_more() -> int:
        nonlocal counted
        counted += 1
        return 0

    with database.use() as db:
        connection = db.connection()
        connection.set_progress_handler(one_more, 100)
        try:
            work()
        finally:
            connection.set_progress_handler(None, 0)
    return counted


def fill(store: Store, people: int) -> None:
    """People who are opted out on both sides, or on neither, as a sync has left them."""
    numbers = range(people)
    store.people.add(
        [NewPerson(f"q{number}@example.com", salesforce_ids=(record_id(number),)) for number in numbers], NOW
    )
    read(store, *(snapshot(record_id(number), ticked=number % 2 == 0) for number in numbers))
    ids = store.people.ids(f"q{number}@example.com" for number in numbers if number % 2 == 0)
    store.unsubscribes.record_from_salesforce([(person, "") for person in ids.values()], NOW)
    store.touched.settle(FIELD)


def a_quiet_night(store: Store) -> None:
    """What a run asks of its plan when nothing has happened."""
    run, now = open_run(store), utc_text(NOW)
    assert store.plans.make(run, FIELD, everybody=store.touched.is_everybody()) == (0, 0)
    assert store.plans.stale(run, now, 0, 10) == []
    store.plans.forget_all_but(run)
    assert store.plans.people_changed(run) == 0
    assert store.plans.here(run, FIELD, 0, 10, bringing=True) == store.plans.here(run, FIELD, 0, 10) == []
    assert store.run_sends.count_planned(run, FIELD) == {}
    assert store.sends.settle(FIELD, NOW) == 0
    store.touched.settle(FIELD)
    assert store.touched.still_out(FIELD) == 0
    store.plans.put_away(run)
    store.run_sends.end_run(run, NOW)
    assert store.stored_times.put_right(NOW) == PutRight()


def test_a_quiet_night_costs_the_same_however_many_people_are_here(store: Store) -> None:
    fill(store, 20)
    few = steps(store.database, lambda: a_quiet_night(store))
    fill(store, 2000)
    assert steps(store.database, lambda: a_quiet_night(store)) <= few + 2


def test_a_quiet_night_costs_the_same_however_much_was_ever_sent(store: Store) -> None:
    fill(store, 1000)
    before = steps(store.database, lambda: a_quiet_night(store))
    emails = [f"q{number}@example.com" for number in range(1, 1000, 2)]
    unsubscribe(store, *emails)
    store.database.write("UPDATE queued_push SET state = 'done'")
    store.records.mark_opted_out([record_id(number) for number in range(1, 1000, 2)], FIELD, NOW)
    store.touched.settle(FIELD)
    assert store.database.row("SELECT count(*) > 900 FROM queued_push") == (1,)
    assert steps(store.database, lambda: a_quiet_night(store)) <= before + 2


def test_a_plan_lets_go_of_whoever_it_looked_at_who_is_in_step(store: Store) -> None:
    fill(store, 4)
    out = add_person(store, "out@example.com", record_id(10))
    read(store, snapshot(record_id(10), ticked=True))
    store.database.write("INSERT INTO touched SELECT id FROM person WHERE id <> ?", (out,))
    assert store.plans.make(open_run(store), FIELD, everybody=False) == (1, 0)
    assert store.database.rows("SELECT person_id FROM touched") == [(out,)]


def test_that_everybody_is_to_be_looked_at_stays_until_a_plan_has_done_so(store: Store) -> None:
    fill(store, 2)
    store.touched.everybody()
    store.plans.make(open_run(store), FIELD, everybody=False)
    assert store.touched.is_everybody()
    store.plans.make(open_run(store), FIELD, everybody=True)
    assert not store.touched.is_everybody()


def test_a_plan_that_was_not_kept_is_gone_with_its_connection_and_who_is_out_of_step_stays_touched(
    tmp_path: Path,
) -> None:
    store = Store(tmp_path)
    who = add_person(store, "a@example.com", record_id(1))
    read(store, snapshot(record_id(1), ticked=True))
    run = open_run(store)
    with store.database.use():
        assert store.plans.make(run, FIELD, everybody=True) == (1, 0)
    assert store.plans.counts(run) == (0, 0)
    assert store.database.rows("SELECT person_id FROM touched") == [(who,)]
    with store.database.use():
        assert store.plans.make(run, FIELD, everybody=False) == (1, 0)
        store.plans.keep(run)
    assert store.plans.counts(run) == (1, 0)


def test_those_because_of_whom_records_are_to_be_opted_out_can_be_had_first(store: Store) -> None:
    plain = add_person(store, "a@example.com", record_id(1))
    bringing = add_person(store, "b@example.com", record_id(2), record_id(3))
    read(store, *(snapshot(record_id(number), ticked=number < 3) for number in (1, 2, 3)))
    run = open_run(store)
    assert store.plans.make(run, FIELD, everybody=True) == (2, 1)
    assert [person for _, person, _ in store.plans.here(run, FIELD, 0, 9, bringing=True)] == [bringing]
    assert [person for _, person, _ in store.plans.here(run, FIELD, 0, 9)] == [plain, bringing]
