"""The clock of an opt-out in the database: when it starts, what ends it, and that old histories have theirs."""

from __future__ import annotations

from datetime import timedelta

from core.settings import NIGHTLY_SYNC, OPT_OUT_FIELD
from core.store.store import Store
from core.store.types.deadlines import ClockEnd, OptOutClock
from core.store.types.people import Source
from core.store.types.records import RecordState
from core.store.unsubscribes import NewUnsubscribe
from tests.helpers.samples import (
    ACT,
    FIELD,
    MARKETO,
    NOW,
    add_person,
    read,
    record_id,
    resubscribe,
    snapshot,
    tie,
    unsubscribe,
)

ANN = "ann@example.com"
FIRST, SECOND, THIRD = record_id(1), record_id(2, "00Q"), record_id(3)
LATER = [NOW + timedelta(minutes=minutes) for minutes in range(10)]


def clock(store: Store, person: int) -> OptOutClock:
    found = store.opt_out_clocks.of_person(person)
    assert found is not None
    return found


def with_records(store: Store, *ids: str) -> int:
    """Somebody with these records, none of which is ticked, who was unsubscribed now."""
    person = add_person(store, ANN, *ids)
    read(store, *(snapshot(id_, ANN) for id_ in ids))
    unsubscribe(store, ANN)
    return person


def confirm(store: Store, id_: str, minute: int) -> None:
    store.unsubscribes.note_opted_out([id_], LATER[minute])
    store.records.mark_opted_out([id_], FIELD, LATER[minute])


def look(store: Store, person: int, minute: int) -> None:
    store.people.mark_looked_for([person], LATER[minute])


def test_it_ends_when_the_last_of_the_records_is_confirmed(store: Store) -> None:
    person = with_records(store, FIRST, SECOND)
    look(store, person, 1)
    confirm(store, FIRST, 2)
    assert clock(store, person).end is None
    confirm(store, SECOND, 5)
    assert (clock(store, person).ended_at, clock(store, person).end) == (LATER[5], ClockEnd.CONFIRMED)
    store.records.seen_again([FIRST, SECOND], LATER[9])
    assert clock(store, person).ended_at == LATER[5], "what is seen later changes nothing"


def test_it_runs_until_salesforce_was_looked_through_for_further_records(store: Store) -> None:
    person = with_records(store, FIRST)
    confirm(store, FIRST, 2)
    assert clock(store, person).end is None
    look(store, person, 3)
    assert (clock(store, person).ended_at, clock(store, person).end) == (LATER[3], ClockEnd.CONFIRMED)


def test_a_person_without_any_record_has_nothing_to_confirm(store: Store) -> None:
    unsubscribe(store, ANN)
    [person] = store.people.emails([1])
    assert clock(store, person).end is None
    look(store, person, 1)
    assert (clock(store, person).ended_at, clock(store, person).end) == (LATER[1], ClockEnd.NO_RECORD)


def test_an_opt_out_from_salesforce_is_confirmed_at_once(store: Store) -> None:
    person = add_person(store, ANN, FIRST)
    read(store, snapshot(FIRST, ANN, ticked=True))
    store.unsubscribes.record_from_salesforce([(person, FIRST)], LATER[1])
    assert (clock(store, person).ended_at, clock(store, person).end) == (LATER[1], ClockEnd.CONFIRMED)


def test_the_other_records_of_an_opt_out_from_salesforce_follow(store: Store) -> None:
    person = add_person(store, ANN, FIRST, SECOND)
    read(store, snapshot(FIRST, ANN, ticked=True), snapshot(SECOND, ANN))
    store.unsubscribes.record_from_salesforce([(person, FIRST)], LATER[1])
    assert clock(store, person).end is None
    confirm(store, SECOND, 4)
    assert (clock(store, person).collected_at, clock(store, person).ended_at) == (LATER[1], LATER[4])


def test_a_resubscribe_ends_it(store: Store) -> None:
    person = with_records(store, FIRST)
    resubscribe(store, person)
    assert clock(store, person).end is ClockEnd.RESUBSCRIBED
    assert store.opt_out_clocks.open(10) == []


def test_an_opt_out_that_is_put_back_goes_on_where_it_was(store: Store) -> None:
    person = with_records(store, FIRST)
    ended = store.resubscribes.end(person, ACT, LATER[3])
    assert ended is not None
    store.unsubscribes.collect([ended.again(ANN)], FIELD, LATER[4])
    assert (clock(store, person).collected_at, clock(store, person).end) == (NOW, None)


def test_a_new_opt_out_after_a_resubscribe_has_a_clock_of_its_own(store: Store) -> None:
    person = with_records(store, FIRST)
    store.resubscribes.end(person, ACT, LATER[3])
    unsubscribe(store, ANN, at=LATER[5])
    assert (clock(store, person).collected_at, clock(store, person).end) == (LATER[5], None)
    [page] = store.opt_out_clocks.collected_between(NOW, LATER[9])
    assert [one.end for one in page] == [ClockEnd.RESUBSCRIBED, None]


def test_it_starts_when_it_reached_this_program_whatever_date_a_file_gives(store: Store) -> None:
    long_ago = NOW - timedelta(days=400)
    store.unsubscribes.collect([NewUnsubscribe(ANN, long_ago, Source.CSV_IMPORT)], FIELD, NOW)
    assert (clock(store, 1).collected_at, clock(store, 1).dated_at) == (NOW, long_ago)


def test_what_marketo_sales_brought_along_has_none(store: Store) -> None:
    person = add_person(store, ANN)
    store.unsubscribes.record_past([NewUnsubscribe(ANN, NOW, Source.CLICKED_LINK)])
    assert store.opt_out_clocks.of_person(person) is None


def test_a_tick_that_did_not_hold_lets_it_run_on(store: Store) -> None:
    person = with_records(store, FIRST)
    look(store, person, 1)
    confirm(store, FIRST, 2)
    assert clock(store, person).end is ClockEnd.CONFIRMED
    read(store, snapshot(FIRST, ANN))
    assert clock(store, person).end is ClockEnd.CONFIRMED, "somebody may have unticked it since"
    store.unsubscribes.take_back_opted_out([FIRST], LATER[1])
    assert clock(store, person).end is None


def test_a_record_that_is_merged_does_not_end_it_before_what_took_its_place_is_opted_out(
    store: Store,
) -> None:
    person = with_records(store, FIRST, SECOND)
    look(store, person, 1)
    confirm(store, SECOND, 2)
    store.records.mark_state(FIRST, RecordState.MERGED, THIRD)
    assert clock(store, person).end is None
    read(store, snapshot(THIRD, ANN))
    tie(store, ANN, THIRD)
    assert clock(store, person).end is None
    confirm(store, THIRD, 6)
    assert clock(store, person).ended_at == LATER[6]


def test_a_record_that_is_deleted_needs_no_confirmation(store: Store) -> None:
    person = with_records(store, FIRST, SECOND)
    look(store, person, 1)
    confirm(store, FIRST, 2)
    store.records.mark_state(SECOND, RecordState.DELETED)
    assert (clock(store, person).ended_at, clock(store, person).end) == (LATER[2], ClockEnd.CONFIRMED)


def test_it_is_the_box_that_is_pushed_that_counts(store: Store) -> None:
    store.org_state.set_setting(NIGHTLY_SYNC.key, "on")
    store.org_state.set_setting(OPT_OUT_FIELD.key, MARKETO)
    person = with_records(store, FIRST)
    look(store, person, 1)
    confirm(store, FIRST, 2)
    assert clock(store, person).end is None, "that was the other box"
    store.records.mark_opted_out([FIRST], MARKETO, LATER[4])
    assert clock(store, person).ended_at == LATER[4]


def test_choosing_the_box_that_is_ticked_already_ends_it(store: Store) -> None:
    store.org_state.set_setting(NIGHTLY_SYNC.key, "on")
    store.org_state.set_setting(OPT_OUT_FIELD.key, MARKETO)
    person = with_records(store, FIRST)
    look(store, person, 1)
    confirm(store, FIRST, 2)
    store.org_state.set_setting(OPT_OUT_FIELD.key, FIELD)
    assert clock(store, person).end is ClockEnd.CONFIRMED


def test_open_ones_are_found_by_their_index_and_the_oldest_comes_first(store: Store) -> None:
    for minute, email in enumerate(("c@example.com", "a@example.com", "b@example.com")):
        unsubscribe(store, email, at=LATER[minute])
    store.people.mark_looked_for([2], LATER[5])
    assert [one.email for one in store.opt_out_clocks.open(5)] == ["c@example.com", "b@example.com"]
    standing = store.opt_out_clocks.standing(passed_before=LATER[1], near_before=LATER[4])
    assert (standing.open, standing.passed, standing.near) == (2, 1, 1)
    assert store.opt_out_clocks.oldest() == NOW
    for query in (
        "SELECT count(*) FROM opt_out_clock WHERE ended_at IS NULL",
        "SELECT * FROM opt_out_clock WHERE ended_at IS NULL ORDER BY collected_at LIMIT 5",
    ):
        [plan] = [row[3] for row in store.database.rows(f"EXPLAIN QUERY PLAN {query}")]
        assert "opt_out_clock_open" in plan
