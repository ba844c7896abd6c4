from __future__ import annotations

from datetime import timedelta

import pytest

from core.store.nouns import LinkedRecord, LinkOrigin, RecordState
from core.store.records import NewLink, Snapshot
from core.store.store import Store
from tests.core.store.samples import FIELD, MARKETO, NOW, add_person, record_id, snapshot

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
    assert (record.email_opt_out, record.marketo_sales_opt_out) == (known, known)


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
    assert [(known[id_].email_opt_out, known[id_].marketo_sales_opt_out) for id_ in (CONTACT, LEAD)] == [
        (True, False),
        (False, False),
    ]


def test_all_records_of_a_person_are_told_with_the_reason_for_each(store: Store) -> None:
    person = add_person(store, "a@example.com", CONTACT)
    store.records.remember([snapshot(LEAD, "a@example.com", ticked=True, marketo=None)], NOW)
    store.records.tie([NewLink("a@example.com", LEAD, LinkOrigin.ADDRESS)])
    assert store.records.of_person(person) == [
        LinkedRecord(CONTACT, "Contact", "", "", None, None, RecordState.UNSEEN, LinkOrigin.ID, seen_at=None),
        LinkedRecord(
            LEAD,
            "Lead",
            "Ann Lee",
            "a@example.com",
            True,
            None,
            RecordState.ACTIVE,
            LinkOrigin.ADDRESS,
            seen_at=NOW,
        ),
    ]
    assert store.records.links([CONTACT, LEAD]) == {
        CONTACT: [("a@example.com", LinkOrigin.ID)],
        LEAD: [("a@example.com", LinkOrigin.ADDRESS)],
    }


def test_one_record_may_belong_to_several_addresses(store: Store) -> None:
    add_person(store, "a@example.com")
    add_person(store, "b@example.com")
    store.records.tie([NewLink(key, CONTACT, LinkOrigin.ID) for key in ("a@example.com", "b@example.com")])
    assert {key for key, _ in store.records.links([CONTACT])[CONTACT]} == {"a@example.com", "b@example.com"}


def test_a_link_can_be_undone_without_touching_the_record(store: Store) -> None:
    person = add_person(store, "a@example.com", CONTACT)
    store.records.tie([], untie=[NewLink("a@example.com", CONTACT, LinkOrigin.ID)])
    assert store.records.of_person(person) == []
    assert list(store.records.known([CONTACT])) == [CONTACT]


def test_a_link_to_a_record_nobody_read_yet_has_it_read_next(store: Store) -> None:
    add_person(store, "a@example.com")
    store.records.tie([NewLink("a@example.com", CONTACT, LinkOrigin.FOLLOWED)])
    assert store.records.unseen(10) == [(CONTACT, "Contact")]
    store.records.remember([snapshot(CONTACT)], NOW)
    assert store.records.unseen(10) == []


def test_a_link_for_an_address_that_is_not_here_is_no_link(store: Store) -> None:
    store.records.tie([NewLink("nobody@example.com", CONTACT, LinkOrigin.ADDRESS)])
    assert store.records.links([CONTACT]) == {}


def test_a_link_that_is_known_keeps_its_reason(store: Store) -> None:
    add_person(store, "a@example.com", CONTACT)
    store.records.tie([NewLink("a@example.com", CONTACT, LinkOrigin.ADDRESS)])
    assert store.records.links([CONTACT]) == {CONTACT: [("a@example.com", LinkOrigin.ID)]}


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
    store.records.touch([CONTACT], LATER)
    [after] = store.records.of_person(person)
    assert (before.seen_at, after.seen_at) == (NOW, LATER)
    assert after.email_opt_out is True


def test_many_records_are_asked_for_at_once(store: Store) -> None:
    ids = [record_id(number) for number in range(40_000)]
    store.records.remember([snapshot(id_) for id_ in ids[:5]], NOW)
    assert sorted(store.records.known(ids)) == ids[:5]
    store.records.mark_opted_out(ids, FIELD, LATER)
    assert len(store.records.opted_out(FIELD, "", 99)) == 5
