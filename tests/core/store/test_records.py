from __future__ import annotations

from datetime import timedelta

import pytest

from core.store.intake import rows_of
from core.store.records import Snapshot
from core.store.store import Store
from core.store.types.fields import OptOutField
from core.store.types.records import LinkedRecord, LinkOrigin, RecordState
from tests.helpers.samples import (
    ACT,
    FIELD,
    MARKETO,
    NOW,
    add_person,
    read,
    record_id,
    snapshot,
    tie,
    unsubscribe,
)

LATER = NOW + timedelta(hours=1)
CONTACT, LEAD = record_id(1), record_id(2, "00Q")


def test_a_record_is_remembered_as_it_was_read(store: Store) -> None:
    contact = snapshot(CONTACT, "Ann@example.com", ticked=True, marketo=None, name="Ann Ôe")
    lead = snapshot(LEAD, "ann@example.com", state=RecordState.CONVERTED, successor=CONTACT)
    store.records.remember([contact, lead], NOW)
    assert store.records.known([CONTACT, LEAD, record_id(9)]) == {CONTACT: contact, LEAD: lead}


def test_reading_a_record_again_replaces_what_was_known(store: Store) -> None:
    store.records.remember([snapshot(CONTACT, "old@example.com", ticked=True)], NOW)
    now = snapshot(CONTACT, "new@example.com", ticked=False, name="Ann Li", state=RecordState.DELETED)
    store.records.remember([now], LATER)
    assert store.records.known([CONTACT]) == {CONTACT: now}


@pytest.mark.parametrize("known", [True, False])
def test_a_checkbox_that_could_not_be_read_keeps_what_was_known(store: Store, known: bool) -> None:
    store.records.remember([snapshot(CONTACT, ticked=known, marketo=known)], NOW)
    store.records.remember([snapshot(CONTACT, ticked=None, marketo=None)], LATER)
    [record] = store.records.known([CONTACT]).values()
    assert record.boxes == (known, known)


def test_both_checkboxes_are_kept_apart(store: Store) -> None:
    store.records.remember([snapshot(CONTACT, ticked=True, marketo=False)], NOW)
    record: Snapshot = store.records.known([CONTACT])[CONTACT]
    assert record.opted_out(FIELD)
    assert not record.opted_out(MARKETO)
    store.records.mark_opted_out([CONTACT], MARKETO, LATER)
    assert store.records.known([CONTACT])[CONTACT].opted_out(MARKETO)


def test_a_tick_that_salesforce_confirmed_is_noted_on_its_field_alone(store: Store) -> None:
    store.records.remember([snapshot(CONTACT), snapshot(LEAD)], NOW)
    store.records.mark_opted_out([CONTACT], FIELD, LATER)
    known = store.records.known([CONTACT, LEAD])
    assert [known[id_].boxes for id_ in (CONTACT, LEAD)] == [
        (True, False),
        (False, False),
    ]


def test_all_records_of_a_person_are_told_with_the_reason_for_each(store: Store) -> None:
    person = add_person(store, "a@example.com", CONTACT)
    store.records.remember([snapshot(LEAD, "a@example.com", ticked=True, marketo=None)], NOW)
    tie(store, "a@example.com", LEAD)
    assert store.records.of_person(person) == [
        LinkedRecord(
            CONTACT, "Contact", "", "", (None, None), RecordState.UNSEEN, LinkOrigin.ID, seen_at=None
        ),
        LinkedRecord(
            LEAD,
            "Lead",
            "Ann Lee",
            "a@example.com",
            (True, None),
            RecordState.ACTIVE,
            LinkOrigin.ADDRESS,
            seen_at=NOW,
        ),
    ]


def test_a_converted_lead_keeps_the_contact_it_became(store: Store) -> None:
    store.records.remember([snapshot(LEAD)], NOW)
    store.records.mark_state(LEAD, RecordState.CONVERTED, CONTACT)
    store.records.mark_state(LEAD, RecordState.CONVERTED)
    lead = store.records.known([LEAD])[LEAD]
    assert (lead.state, lead.successor_id) == (RecordState.CONVERTED, CONTACT)


def test_opted_out_records_can_be_walked_through(store: Store) -> None:
    ids = [record_id(number) for number in range(6)]
    store.records.remember([snapshot(id_, ticked=number % 2 == 0) for number, id_ in enumerate(ids)], NOW)
    first = store.records.opted_out(FIELD, "", 2)
    assert [record.id for record in first] == [ids[0], ids[2]]
    assert [record.id for record in store.records.opted_out(FIELD, first[-1].id, 2)] == [ids[4]]
    assert store.records.opted_out(MARKETO, "", 9) == []


def test_a_record_seen_unchanged_is_noted_as_seen(store: Store) -> None:
    person = add_person(store, "a@example.com", CONTACT)
    store.records.remember([snapshot(CONTACT, "a@example.com", ticked=True)], NOW)
    [before] = store.records.of_person(person)
    store.records.seen_again([CONTACT], LATER)
    [after] = store.records.of_person(person)
    assert (before.seen_at, after.seen_at) == (NOW, LATER)
    assert after.ticked(OptOutField.SALESFORCE) is True


def test_many_records_are_asked_for_at_once(store: Store) -> None:
    ids = [record_id(number) for number in range(40_000)]
    store.records.remember([snapshot(id_) for id_ in ids[:5]], NOW)
    assert sorted(store.records.known(ids)) == ids[:5]
    store.records.mark_opted_out(ids, FIELD, LATER)
    assert len(store.records.opted_out(FIELD, "", 99)) == 5


# What came before what: the history is the clock


@pytest.mark.parametrize("field", [FIELD, MARKETO])
def test_a_tick_is_dated_by_when_it_was_first_seen(store: Store, field: OptOutField) -> None:
    def since() -> int:
        column = {FIELD: "email_opt_out_since", MARKETO: "marketo_sales_opt_out_since"}[field]
        row = store.database.row(f"SELECT {column} FROM salesforce_record")
        assert row is not None
        return int(row[0])

    def seen(ticked: bool | None) -> int:
        read(store, snapshot(CONTACT, ticked=ticked, marketo=ticked))
        return since()

    add_person(store, "a@example.com", CONTACT)
    unsubscribe(store, "a@example.com")
    assert seen(False) == 0
    first = store.records.clock()
    assert seen(True) == first > 0
    unsubscribe(store, "b@example.com")
    assert [seen(True), seen(None), seen(True)] == [first] * 3
    assert seen(False) == first
    assert seen(True) == store.records.clock() > first
    seen(False)
    store.unsubscribes.note_opted_out([CONTACT], LATER)
    store.records.mark_opted_out([CONTACT], field, LATER)
    confirmed = since()
    assert confirmed == store.records.clock()
    unsubscribe(store, "c@example.com")
    store.records.mark_opted_out([CONTACT], field, LATER)
    assert since() == confirmed


def outdated(store: Store, ids: list[str], asked: int) -> set[str]:
    """Which of these an answer is left unheeded for, that was asked for at a time."""
    rows = rows_of([snapshot(id_) for id_ in ids], FIELD)
    return set(store.intake.take(rows, FIELD, asked=asked, seen_at=NOW, added_at=NOW).outdated)


def test_an_answer_from_before_this_program_wrote_is_known_to_be_outdated(store: Store) -> None:
    person = add_person(store, "a@example.com", CONTACT, LEAD)
    read(store, snapshot(CONTACT), snapshot(LEAD))
    ids = [CONTACT, LEAD]
    before = store.records.clock()
    assert outdated(store, ids, before) == set()
    store.unsubscribes.note_opted_out([CONTACT], NOW)
    store.records.mark_opted_out([CONTACT], FIELD, NOW)
    between = store.records.clock()
    assert outdated(store, ids, before) == {CONTACT}
    store.resubscribes.note_cleared([LEAD], FIELD, person, ACT, NOW)
    assert outdated(store, ids, before) == {CONTACT, LEAD}
    assert outdated(store, ids, between) == {LEAD}
    assert outdated(store, ids, store.records.clock()) == set()


def test_what_happens_here_alone_makes_no_answer_outdated(store: Store) -> None:
    add_person(store, "a@example.com", CONTACT)
    asked = store.records.clock()
    unsubscribe(store, "a@example.com")
    assert store.records.clock() > asked
    assert outdated(store, [CONTACT], asked) == set()


def test_live_records_that_a_reading_of_everything_passed_by_are_named(store: Store) -> None:
    ids = [record_id(number) for number in range(5)]
    store.records.remember([snapshot(id_) for id_ in ids[:4]], NOW)
    store.records.mark_state(ids[1], RecordState.DELETED)
    store.records.seen_again([ids[2]], LATER)
    add_person(store, "a@example.com", ids[4])
    assert store.records.unseen_since(LATER, "", 9) == [(ids[0], "Contact"), (ids[3], "Contact")]
    assert store.records.unseen_since(LATER, ids[0], 9) == [(ids[3], "Contact")]
    assert store.records.unseen_since(LATER, "", 1) == [(ids[0], "Contact")]
    assert store.records.unseen_since(NOW, "", 9) == []
