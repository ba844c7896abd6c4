from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.store.links import NewLink
from core.store.store import Store
from core.store.types.people import NewPerson
from core.store.types.records import LinkOrigin, RecordState
from tests.helpers.samples import NOW, add_person, and_forgotten, read, record_id, snapshot, tie

ID, ADDRESS, FOLLOWED = LinkOrigin.ID, LinkOrigin.ADDRESS, LinkOrigin.FOLLOWED
CONTACT, LEAD, OTHER = record_id(1), record_id(2, "00Q"), record_id(3)
A, B = "a@example.com", "b@example.com"


@pytest.fixture
def store(opened: Store) -> Iterator[Store]:
    with and_forgotten(opened):
        yield opened


def why(store: Store, id_: str) -> dict[str, set[LinkOrigin]]:
    return {key: set(reasons) for key, reasons in store.links.of_records([id_]).get(id_, [])}


def tied(store: Store, person: int) -> list[str]:
    return sorted(record.id for record in store.records.of_person(person))


def went_to(store: Store, *steps: tuple[str, str]) -> None:
    """Keep records that were merged, each with the one that took its place."""
    read(store, *(snapshot(id_, state=RecordState.MERGED, successor=successor) for id_, successor in steps))


def test_a_record_belongs_for_several_reasons_until_the_last_has_gone(store: Store) -> None:
    person = add_person(store, A, CONTACT)
    tie(store, A, CONTACT, origin=ADDRESS)
    tie(store, A, CONTACT, origin=FOLLOWED)
    assert why(store, CONTACT) == {A: {ID, ADDRESS, FOLLOWED}}
    for reason, left in ((ADDRESS, {A: {ID, FOLLOWED}}), (ID, {A: {FOLLOWED}}), (FOLLOWED, {})):
        store.links.tie([], untie=[NewLink(A, CONTACT, reason)])
        assert why(store, CONTACT) == left
    assert tied(store, person) == []
    assert list(store.records.known([CONTACT])) == [CONTACT]


def test_a_reason_that_there_never_was_takes_nothing_with_it(store: Store) -> None:
    add_person(store, A, CONTACT)
    store.links.tie([], untie=[NewLink(A, CONTACT, ADDRESS), NewLink(B, CONTACT, ID)])
    assert why(store, CONTACT) == {A: {ID}}


def test_the_same_reason_twice_is_one(store: Store) -> None:
    add_person(store, A)
    tie(store, A, CONTACT)
    tie(store, A, CONTACT)
    store.links.tie([], untie=[NewLink(A, CONTACT, ADDRESS)])
    assert why(store, CONTACT) == {}


@pytest.mark.parametrize(
    ("reasons", "told"),
    [
        ([FOLLOWED], FOLLOWED),
        ([FOLLOWED, ADDRESS], ADDRESS),
        ([FOLLOWED, ADDRESS, ID], ID),
        ([ADDRESS, ID], ID),
    ],
)
def test_of_several_reasons_the_strongest_is_told(
    store: Store, reasons: list[LinkOrigin], told: LinkOrigin
) -> None:
    person = add_person(store, A)
    for reason in reasons:
        tie(store, A, CONTACT, origin=reason)
    assert [record.origin for record in store.records.of_person(person)] == [told]


def test_one_record_may_belong_to_several_addresses(store: Store) -> None:
    add_person(store, A)
    add_person(store, B)
    store.links.tie([NewLink(A, CONTACT, ID), NewLink(B, CONTACT, ADDRESS)])
    assert why(store, CONTACT) == {A: {ID}, B: {ADDRESS}}
    store.links.tie([], untie=[NewLink(A, CONTACT, ID)])
    assert why(store, CONTACT) == {B: {ADDRESS}}


def test_a_link_to_a_record_nobody_read_yet_has_it_read_next(store: Store) -> None:
    add_person(store, A)
    tie(store, A, CONTACT, origin=FOLLOWED)
    assert store.records.unseen(10) == [(CONTACT, "Contact")]
    read(store, snapshot(CONTACT))
    assert store.records.unseen(10) == []


def test_a_link_for_an_address_that_is_not_here_is_no_link(store: Store) -> None:
    tie(store, "nobody@example.com", CONTACT)
    assert store.links.of_records([CONTACT]) == {}


def test_who_owns_a_record_goes_along_to_the_end_of_the_chain(store: Store) -> None:
    ids = [record_id(number) for number in range(6)]
    person = add_person(store, A, ids[0])
    went_to(store, *pairwise(ids))
    store.links.follow(ids[:1])
    assert tied(store, person) == ids
    assert [why(store, id_) for id_ in ids[1:]] == [{A: {FOLLOWED}}] * 5
    assert store.records.unseen(10) == [(ids[5], "Contact")]


def test_a_chain_that_grew_in_the_middle_is_followed_from_there(store: Store) -> None:
    old, mid, new = (record_id(number) for number in range(3))
    person = add_person(store, A, old)
    went_to(store, (old, mid))
    store.links.follow([old])
    went_to(store, (mid, new))
    store.links.follow([mid])
    assert tied(store, person) == [old, mid, new]


def test_the_right_owner_is_still_followed_when_the_address_of_the_first_record_changes(store: Store) -> None:
    add_person(store, A)
    tie(store, A, LEAD)
    tie(store, A, CONTACT)
    read(store, snapshot(LEAD, A, state=RecordState.CONVERTED, successor=CONTACT))
    store.links.follow([LEAD])
    store.links.tie([], untie=[NewLink(A, CONTACT, ADDRESS)])
    assert why(store, CONTACT) == {A: {FOLLOWED}}


def test_an_id_that_was_handed_in_is_followed_at_once(store: Store) -> None:
    went_to(store, (CONTACT, OTHER))
    person = add_person(store, A, CONTACT)
    assert tied(store, person) == [CONTACT, OTHER]


def test_nobody_s_records_lead_nowhere(store: Store) -> None:
    went_to(store, (CONTACT, OTHER))
    store.links.follow([CONTACT])
    store.links.follow([])
    assert list(store.records.known([OTHER])) == []


chains = st.dictionaries(st.integers(0, 7), st.integers(0, 7), max_size=8)


@given(chains, st.lists(st.integers(0, 7), min_size=1, max_size=3, unique=True))
@example({0: 1, 1: 2, 2: 0}, [0])
@example({0: 0}, [0])
# Two chains that meet, one of them longer: both owners go on to the end.
@example({0: 2, 1: 3, 3: 2, 2: 4, 4: 5}, [0, 1])
def test_every_owner_reaches_every_successor_also_where_chains_meet_or_end_in_a_circle(
    opened: Store, successors: dict[int, int], owned: list[int]
) -> None:
    with and_forgotten(opened):
        people = {start: add_person(opened, f"p{start}@example.com") for start in owned}
        went_to(opened, *((record_id(one), record_id(other)) for one, other in successors.items()))
        read(opened, *(snapshot(record_id(start)) for start in owned if start not in successors))
        for start in owned:
            opened.database.write("INSERT INTO link VALUES (?, ?, 1)", (people[start], record_id(start)))
        opened.links.follow([record_id(start) for start in owned])
        for start in owned:
            reached, at = {start}, start
            while (at := successors.get(at, start)) not in reached:
                reached.add(at)
            assert tied(opened, people[start]) == sorted(record_id(one) for one in reached)


# IDs that were handed in


def test_an_id_that_leads_nowhere_gives_way_to_the_right_one(store: Store) -> None:
    person = add_person(store, A, CONTACT)
    store.records.mark_state(CONTACT, RecordState.NOT_FOUND)
    store.people.add([NewPerson(A, salesforce_ids=(OTHER,))], NOW)
    assert tied(store, person) == [OTHER]


def test_an_id_given_once_more_stays_although_it_leads_nowhere(store: Store) -> None:
    person = add_person(store, A, CONTACT)
    store.records.mark_state(CONTACT, RecordState.NOT_FOUND)
    store.people.link_ids(A, [CONTACT])
    assert tied(store, person) == [CONTACT]
    store.people.link_ids(A, [CONTACT, OTHER])
    assert tied(store, person) == [CONTACT, OTHER]


@pytest.mark.parametrize("state", [state for state in RecordState if state is not RecordState.NOT_FOUND])
def test_an_id_that_leads_to_a_record_stays_beside_the_new_one(store: Store, state: RecordState) -> None:
    person = add_person(store, A, CONTACT)
    read(store, snapshot(CONTACT, A, state=state))
    store.people.link_ids(A, [OTHER])
    assert tied(store, person) == [CONTACT, OTHER]


def test_a_record_that_cannot_be_found_stays_if_more_than_its_id_ties_it(store: Store) -> None:
    person = add_person(store, A, CONTACT)
    tie(store, A, CONTACT, origin=ADDRESS)
    store.records.mark_state(CONTACT, RecordState.NOT_FOUND)
    store.people.link_ids(A, [OTHER])
    assert tied(store, person) == [CONTACT, OTHER]


def test_the_wrong_id_of_one_person_is_no_business_of_another(store: Store) -> None:
    add_person(store, A, CONTACT)
    other = add_person(store, B, CONTACT)
    store.records.mark_state(CONTACT, RecordState.NOT_FOUND)
    store.people.link_ids(A, [OTHER])
    assert tied(store, other) == [CONTACT]


def test_an_id_makes_a_link_by_address_one_by_id_as_well(store: Store) -> None:
    person = add_person(store, A)
    read(store, snapshot(CONTACT, A))
    tie(store, A, CONTACT)
    store.people.link_ids(A, [CONTACT])
    assert why(store, CONTACT) == {A: {ID, ADDRESS}}
    [record] = store.records.of_person(person)
    assert (record.origin, record.state) == (ID, RecordState.ACTIVE)
