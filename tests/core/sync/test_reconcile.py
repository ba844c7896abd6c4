"""What records read from Salesforce change here: the pure half of a sync."""

from __future__ import annotations

import pytest

from core.store.addresses import address_key
from core.store.links import NewLink
from core.store.records import Snapshot
from core.store.types.fields import OptOutField
from core.store.types.records import LinkOrigin, RecordState
from core.sync.reconcile import Absorbed, Links, absorb

BY_ADDRESS, BY_ID = frozenset({LinkOrigin.ADDRESS}), frozenset({LinkOrigin.ID})
CONTACT, OTHER_CONTACT, LEAD = "003000000000001AAA", "003000000000002AAA", "00Q000000000001AAA"


def record(
    record_id: str = CONTACT,
    email: str = "ada@example.com",
    *,
    opted_out: bool = False,
    marketo_sales: bool | None = False,
    state: RecordState = RecordState.ACTIVE,
    successor: str | None = None,
    name: str = "Ada",
) -> Snapshot:
    object_ = "Lead" if record_id.startswith("00Q") else "Contact"
    return Snapshot(record_id, object_, name, email, (opted_out, marketo_sales), state, successor)


def absorbed(
    *read: Snapshot,
    known: tuple[Snapshot, ...] = (),
    links: Links | None = None,
    people: tuple[str, ...] = (),
    wanted: OptOutField = OptOutField.SALESFORCE,
) -> Absorbed:
    return absorb(
        [(address_key(one.email), one) for one in read],
        known={one.id: one for one in known},
        links=links or {},
        people={address_key(one) for one in people},
        wanted=wanted,
    )


def keys(links: list[NewLink]) -> set[tuple[str, str, LinkOrigin]]:
    return {(link.key, link.record_id, link.origin) for link in links}


def test_a_record_belongs_to_the_person_with_its_address_whatever_the_case() -> None:
    result = absorbed(record(email="Ada@Example.COM"), people=("ada@example.com",))
    assert keys(result.tie) == {("ada@example.com", CONTACT, LinkOrigin.ADDRESS)}
    assert result.changed == [record(email="Ada@Example.COM")]
    assert result.touched_keys == {"ada@example.com"}


def test_a_record_of_nobody_that_is_not_opted_out_is_not_kept() -> None:
    result = absorbed(record())
    assert result == Absorbed(passed_over=[("ada@example.com", CONTACT)])


def test_an_opted_out_record_with_an_unknown_address_makes_a_new_person() -> None:
    result = absorbed(record(opted_out=True))
    assert [person.email for person in result.new_people] == ["ada@example.com"]
    assert keys(result.tie) == {("ada@example.com", CONTACT, LinkOrigin.ADDRESS)}


def test_two_opted_out_records_of_one_address_make_one_person() -> None:
    result = absorbed(record(opted_out=True), record(OTHER_CONTACT, "ADA@example.com", opted_out=True))
    assert len(result.new_people) == 1
    assert {link.record_id for link in result.tie} == {CONTACT, OTHER_CONTACT}


def test_only_the_selected_checkbox_makes_a_new_person_but_both_are_kept() -> None:
    marketo_only = record(marketo_sales=True)
    for_salesforce = absorbed(marketo_only)
    assert for_salesforce.new_people == []
    assert for_salesforce.changed == [marketo_only]
    for_marketo = absorbed(marketo_only, wanted=OptOutField.MARKETO_SALES)
    assert len(for_marketo.new_people) == 1


def test_an_opted_out_record_without_an_address_is_counted_and_named() -> None:
    nameless = record(email="", opted_out=True)
    result = absorbed(nameless)
    assert result.without_address == [nameless]
    assert result.new_people == []


def test_a_record_that_took_another_address_leaves_the_former_person() -> None:
    result = absorbed(
        record(email="grace@example.com"),
        known=(record(),),
        links={CONTACT: [("ada@example.com", BY_ADDRESS)]},
        people=("grace@example.com",),
    )
    assert keys(result.untie) == {("ada@example.com", CONTACT, LinkOrigin.ADDRESS)}
    assert keys(result.tie) == {("grace@example.com", CONTACT, LinkOrigin.ADDRESS)}
    assert result.touched_keys == {"ada@example.com", "grace@example.com"}


def test_a_record_given_by_its_id_stays_with_its_person_whatever_its_address() -> None:
    result = absorbed(
        record(email="grace@example.com"),
        known=(record(),),
        links={CONTACT: [("ada@example.com", BY_ID)]},
    )
    assert result.untie == []


def test_a_record_that_leaves_an_address_stays_with_the_person_who_has_another_reason() -> None:
    followed = frozenset({LinkOrigin.ADDRESS, LinkOrigin.FOLLOWED})
    result = absorbed(
        record(email="grace@example.com"),
        known=(record(),),
        links={CONTACT: [("ada@example.com", followed)]},
    )
    assert keys(result.untie) == {("ada@example.com", CONTACT, LinkOrigin.ADDRESS)}
    assert result.passed_over == [("grace@example.com", CONTACT)]


def test_a_record_tied_by_its_id_belongs_to_the_person_with_its_address_as_well() -> None:
    result = absorbed(
        record(email="grace@example.com"),
        known=(record(),),
        links={CONTACT: [("ada@example.com", BY_ID)]},
        people=("grace@example.com",),
    )
    assert keys(result.tie) == {("grace@example.com", CONTACT, LinkOrigin.ADDRESS)}
    assert result.untie == []


def test_a_record_tied_by_its_id_is_found_again_should_its_address_turn_out_to_be_somebody() -> None:
    result = absorbed(
        record(email="grace@example.com"),
        known=(record(),),
        links={CONTACT: [("ada@example.com", BY_ID)]},
    )
    assert result.passed_over == [("grace@example.com", CONTACT)]


def test_an_id_that_was_given_for_another_address_is_said_when_the_record_is_first_read() -> None:
    other = record(email="grace@example.com")
    unseen = Snapshot(CONTACT, "Contact", "", "", (None, None), RecordState.UNSEEN, None)
    result = absorbed(other, known=(unseen,), links={CONTACT: [("ada@example.com", BY_ID)]})
    assert result.of_another_address == [("ada@example.com", other)]
    again = absorbed(other, known=(other,), links={CONTACT: [("ada@example.com", BY_ID)]})
    assert again.of_another_address == []


@pytest.mark.parametrize("state", [RecordState.CONVERTED, RecordState.MERGED, RecordState.DELETED])
def test_a_tick_makes_a_person_of_an_unknown_address_whatever_became_of_its_record(
    state: RecordState,
) -> None:
    gone = record(LEAD, state=state, successor=CONTACT, opted_out=True)
    result = absorbed(gone)
    assert [person.email for person in result.new_people] == ["ada@example.com"]
    assert keys(result.tie) == {("ada@example.com", LEAD, LinkOrigin.ADDRESS)}
    assert result.changed == [gone]


@pytest.mark.parametrize("state", [RecordState.MERGED, RecordState.DELETED])
def test_a_record_that_is_gone_keeps_the_links_it_had(state: RecordState) -> None:
    gone = record(email="grace@example.com", state=state, successor=OTHER_CONTACT)
    result = absorbed(gone, known=(record(),), links={CONTACT: [("ada@example.com", BY_ADDRESS)]})
    assert result.changed == [gone]
    assert result.untie == []
    assert result.touched_keys == {"ada@example.com"}


def test_reading_the_same_again_changes_nothing() -> None:
    result = absorbed(
        record(),
        known=(record(),),
        links={CONTACT: [("ada@example.com", BY_ADDRESS)]},
        people=("ada@example.com",),
    )
    assert result.unchanged == [CONTACT]
    assert (result.changed, result.tie, result.untie, result.touched_keys) == ([], [], [], set())


def test_a_checkbox_that_could_not_be_read_this_time_says_nothing_new() -> None:
    result = absorbed(
        record(marketo_sales=None),
        known=(record(marketo_sales=True),),
        links={CONTACT: [("ada@example.com", BY_ADDRESS)]},
        people=("ada@example.com",),
    )
    assert result.unchanged == [CONTACT]
