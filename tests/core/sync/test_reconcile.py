"""What records read from Salesforce change here: the pure half of a sync."""

from __future__ import annotations

from core.store.addresses import address_key
from core.store.nouns import LinkOrigin, OptOutField, RecordState
from core.store.records import NewLink, Snapshot
from core.sync.reconcile import Absorbed, Links, absorb

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
    return Snapshot(record_id, object_, name, email, opted_out, marketo_sales, state, successor)


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
        links={CONTACT: [("ada@example.com", LinkOrigin.ADDRESS)]},
        people=("grace@example.com",),
    )
    assert keys(result.untie) == {("ada@example.com", CONTACT, LinkOrigin.ADDRESS)}
    assert keys(result.tie) == {("grace@example.com", CONTACT, LinkOrigin.ADDRESS)}
    assert result.touched_keys == {"ada@example.com", "grace@example.com"}


def test_a_record_given_by_its_id_stays_with_its_person_whatever_its_address() -> None:
    result = absorbed(
        record(email="grace@example.com"),
        known=(record(),),
        links={CONTACT: [("ada@example.com", LinkOrigin.ID)]},
    )
    assert result.untie == []


def test_a_converted_lead_is_followed_to_its_contact() -> None:
    lead = record(LEAD, state=RecordState.CONVERTED, successor=CONTACT)
    result = absorbed(lead, people=("ada@example.com",))
    assert ("ada@example.com", CONTACT, LinkOrigin.FOLLOWED) in keys(result.tie)


def test_a_converted_lead_with_its_tick_and_an_unknown_address_still_makes_a_person() -> None:
    lead = record(LEAD, state=RecordState.CONVERTED, successor=CONTACT, opted_out=True)
    result = absorbed(lead)
    assert len(result.new_people) == 1
    assert ("ada@example.com", CONTACT, LinkOrigin.FOLLOWED) in keys(result.tie)


def test_a_merged_record_is_followed_to_its_survivor() -> None:
    gone = record(state=RecordState.MERGED, successor=OTHER_CONTACT)
    result = absorbed(gone, known=(record(),), links={CONTACT: [("ada@example.com", LinkOrigin.ADDRESS)]})
    assert keys(result.tie) == {("ada@example.com", OTHER_CONTACT, LinkOrigin.FOLLOWED)}
    assert result.changed == [gone]
    assert result.untie == []


def test_a_deleted_record_is_let_go_and_makes_nobody_new() -> None:
    gone = record(state=RecordState.DELETED, opted_out=True)
    result = absorbed(gone, known=(record(),), links={CONTACT: [("ada@example.com", LinkOrigin.ADDRESS)]})
    assert result.changed == [gone]
    assert result.new_people == []
    assert result.touched_keys == {"ada@example.com"}


def test_reading_the_same_again_changes_nothing() -> None:
    result = absorbed(
        record(),
        known=(record(),),
        links={CONTACT: [("ada@example.com", LinkOrigin.ADDRESS)]},
        people=("ada@example.com",),
    )
    assert result.unchanged == [CONTACT]
    assert (result.changed, result.tie, result.untie, result.touched_keys) == ([], [], [], set())


def test_a_checkbox_that_could_not_be_read_this_time_says_nothing_new() -> None:
    result = absorbed(
        record(marketo_sales=None),
        known=(record(marketo_sales=True),),
        links={CONTACT: [("ada@example.com", LinkOrigin.ADDRESS)]},
        people=("ada@example.com",),
    )
    assert result.unchanged == [CONTACT]
