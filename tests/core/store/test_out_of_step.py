"""Who is out of step, as a table: each row a record of one person, and what follows from it on either side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from core.store.store import Store
from core.store.types.fields import OptOutField
from core.store.types.records import RecordState
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

A, B = "a@example.com", "b@example.com"
RECORD = record_id(1)
GONE = (RecordState.CONVERTED, RecordState.MERGED, RecordState.DELETED, RecordState.NOT_FOUND)


@pytest.fixture
def store(opened: Store) -> Iterator[Store]:
    with and_forgotten(opened):
        yield opened


def out(store: Store, field: OptOutField = FIELD) -> tuple[list[str], list[str]]:
    """Whom to unsubscribe here and what to opt out there, as a full compare finds them."""
    run = open_run(store, field)
    here, there = store.plans.make(run, field, everybody=True)
    store.plans.keep(run)
    rows = list(store.plans.all(run))
    store.plans.forget(run)
    store.plans.put_away(run)
    found = (
        sorted(row.email for row in rows if row.side == "here"),
        sorted(row.salesforce_id for row in rows if row.side == "there"),
    )
    assert (len(found[0]), len(found[1])) == (here, there)
    return found


@dataclass(frozen=True)
class Case:
    """A record in a state, ticked or not, the other box too or not, of somebody unsubscribed or not."""

    state: RecordState
    ticked: bool | None
    other: bool
    unsubscribed: bool
    to_unsubscribe: bool
    to_tick: bool


def cases() -> list[Case]:
    table = []
    for other in (False, True):
        for ticked in (False, None):
            # Only what is live can be ticked, and only because somebody is unsubscribed.
            table.append(Case(RecordState.ACTIVE, ticked, other, False, False, False))
            table.append(Case(RecordState.ACTIVE, ticked, other, True, False, True))
            for state in (RecordState.UNSEEN, *GONE):
                table += [Case(state, ticked, other, gone, False, False) for gone in (False, True)]
        for state in (RecordState.ACTIVE, *GONE):
            # A tick counts whatever became of its record.
            table.append(Case(state, True, other, False, True, False))
            table.append(Case(state, True, other, True, False, False))
    return table


@pytest.mark.parametrize("field", [FIELD, MARKETO])
@pytest.mark.parametrize("case", cases(), ids=str)
def test_what_follows_from_one_record(store: Store, case: Case, field: OptOutField) -> None:
    boxes = (case.ticked, case.other) if field is FIELD else (case.other, case.ticked)
    add_person(store, A)
    read(store, snapshot(RECORD, A, state=case.state, ticked=boxes[0], marketo=boxes[1]))
    tie(store, A, RECORD)
    if case.unsubscribed:
        unsubscribe(store, A)
    assert out(store, field) == ([A] if case.to_unsubscribe else [], [RECORD] if case.to_tick else [])
    assert store.touched.still_out(field) == (case.to_unsubscribe or case.to_tick)


@pytest.mark.parametrize("state", [RecordState.ACTIVE, *GONE])
@pytest.mark.parametrize("field", [FIELD, MARKETO])
def test_a_tick_seen_before_the_last_re_subscribe_counts_only_on_a_live_record(
    store: Store, state: RecordState, field: OptOutField
) -> None:
    person = add_person(store, A)
    tie(store, A, RECORD)
    read(store, snapshot(RECORD, A, ticked=True, marketo=True))
    unsubscribe(store, A)
    resubscribe(store, person)
    read(store, snapshot(RECORD, A, ticked=True, marketo=True, state=state))
    assert out(store, field) == ([A] if state is RecordState.ACTIVE else [], [])


@pytest.mark.parametrize("state", [RecordState.ACTIVE, *GONE])
@pytest.mark.parametrize("how", ["never seen before", "seen unticked", "cleared", "seen ticked while live"])
def test_a_tick_seen_after_the_last_re_subscribe_always_counts(
    store: Store, state: RecordState, how: str
) -> None:
    person = add_person(store, A)
    tie(store, A, RECORD)
    if how in ("seen unticked", "cleared"):
        read(store, snapshot(RECORD, A, ticked=how == "cleared"))
    unsubscribe(store, A)
    resubscribe(store, person)
    if how == "cleared":
        read(store, snapshot(RECORD, A, ticked=False))
    if how == "seen ticked while live":
        read(store, snapshot(RECORD, A, ticked=True))
    read(store, snapshot(RECORD, A, ticked=True, state=state))
    assert out(store) == ([A], [])


def test_only_the_last_re_subscribe_counts(store: Store) -> None:
    person = add_person(store, A)
    tie(store, A, RECORD)
    for _ in range(2):
        read(store, snapshot(RECORD, A, ticked=False))
        read(store, snapshot(RECORD, A, ticked=True, state=RecordState.CONVERTED))
        assert out(store) == ([A], [])
        unsubscribe(store, A)
        resubscribe(store, person)
        assert out(store) == ([], [])


def test_the_re_subscribe_of_one_silences_nothing_of_another(store: Store) -> None:
    first, _ = add_person(store, A, RECORD), add_person(store, B, RECORD)
    read(store, snapshot(RECORD, ticked=True, state=RecordState.DELETED))
    assert out(store) == ([A, B], [])
    resubscribe(store, first)
    assert out(store) == ([B], [])


def test_a_record_of_several_is_ticked_as_long_as_one_of_them_is_unsubscribed(store: Store) -> None:
    first, second = add_person(store, A, RECORD), add_person(store, B, RECORD)
    read(store, snapshot(RECORD, ticked=False))
    assert out(store) == ([], [])
    unsubscribe(store, A)
    # Whoever shares the record is opted out by it.
    assert out(store) == ([B], [RECORD])
    unsubscribe(store, B)
    resubscribe(store, first)
    assert out(store) == ([A], [RECORD])
    resubscribe(store, second)
    assert out(store) == ([], [])


def test_the_other_checkbox_says_nothing(store: Store) -> None:
    add_person(store, A, RECORD)
    read(store, snapshot(RECORD, ticked=False, marketo=True))
    assert out(store, FIELD) == ([], [])
    assert out(store, MARKETO) == ([A], [])
    unsubscribe(store, A)
    assert out(store, FIELD) == ([], [RECORD])
    assert out(store, MARKETO) == ([], [])


def test_the_opted_out_record_is_told_as_the_reason(store: Store) -> None:
    live, merged = record_id(1), record_id(2)
    person = add_person(store, A, live, merged)
    read(store, snapshot(live), snapshot(merged, ticked=True, state=RecordState.MERGED))
    run = open_run(store)
    store.plans.make(run, FIELD, everybody=True)
    [(_, *found)] = store.plans.here(run, FIELD, 0, 10)
    assert found == [person, merged]


def test_whoever_shares_a_record_is_unsubscribed_when_it_is_opted_out_and_not_before(store: Store) -> None:
    person, _ = add_person(store, A, RECORD), add_person(store, B, RECORD)
    read(store, snapshot(RECORD))
    unsubscribe(store, B)
    run = open_run(store)
    store.plans.make(run, FIELD, everybody=True)
    [(_, *found)] = store.plans.here(run, FIELD, 0, 10)
    assert found == [person, None]
    store.records.mark_opted_out([RECORD], FIELD, NOW)
    [(_, *found)] = store.plans.here(run, FIELD, 0, 10)
    assert found == [person, RECORD]


def test_a_person_without_records_is_in_step(store: Store) -> None:
    add_person(store, A)
    unsubscribe(store, B)
    assert out(store) == ([], [])
    assert store.touched.still_out(FIELD) == 0
