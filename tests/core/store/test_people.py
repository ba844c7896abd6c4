from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.store.addresses import address_key, looks_like_address
from core.store.people import PersonWithoutRecord
from core.store.store import Store
from core.store.types.people import NewPerson, NotSyncableReason, Source, Totals
from core.store.types.records import LinkOrigin, RecordState
from core.store.unsubscribes import NewUnsubscribe
from tests.helpers.samples import FIELD, NOW, add_person, read, record_id, snapshot, tie

LATER = NOW + timedelta(hours=1)


def person_row(store: Store, key: str) -> tuple[str, ...]:
    row = store.database.row(
        "SELECT email, first_name, last_name, company, title, search_text FROM person WHERE email_key = ?",
        (key,),
    )
    assert row is not None
    return tuple(row)


def reasons(store: Store) -> dict[str, NotSyncableReason]:
    return {person.email: person.reason for person in store.people.not_syncable()}


def unsubscribe(store: Store, *emails: str) -> None:
    store.unsubscribes.collect([NewUnsubscribe(email, NOW, Source.MANUAL) for email in emails], FIELD, NOW)


def test_adding_people_counts_those_who_are_new(store: Store) -> None:
    assert store.people.add([NewPerson(f"p{number}@example.com") for number in range(1203)], NOW) == 1203
    assert store.people.add([NewPerson("p7@example.com"), NewPerson("new@example.com")], NOW) == 1
    assert store.people.add([], NOW) == 0
    assert store.people.totals() == Totals(people=1204, unsubscribed=0, not_syncable=0, without_record=1204)


def test_one_address_in_different_letter_case_is_one_person(store: Store) -> None:
    spellings = ["Ann@Example.com", "ANN@EXAMPLE.COM", "  ann@example.com "]
    assert store.people.add([NewPerson(spelling) for spelling in spellings], NOW) == 1
    assert person_row(store, "ann@example.com")[0] == "Ann@Example.com"
    assert store.people.add([NewPerson("aNN@example.com")], NOW) == 0


def test_what_is_known_is_never_overwritten_by_what_is_not(store: Store) -> None:
    store.people.add([NewPerson("a@example.com", "Ann", "Lee", "Acme", "Boss")], NOW)
    store.people.add([NewPerson("a@example.com", "", "Li", "", "")], LATER)
    assert person_row(store, "a@example.com")[1:5] == ("Ann", "Li", "Acme", "Boss")


def test_a_person_is_found_by_everything_that_was_learned_over_time(store: Store) -> None:
    store.people.add([NewPerson("a@example.com", first_name="Élodie"), NewPerson("a@example.com")], NOW)
    store.people.add([NewPerson("a@example.com", company="ÅSA AB")], NOW)
    assert person_row(store, "a@example.com")[5].split() == ["a@example.com", "élodie", "åsa", "ab"]


def test_people_given_twice_in_one_load_are_merged(store: Store) -> None:
    load = [NewPerson("a@example.com", first_name="Ann"), NewPerson("A@example.com", last_name="Lee")]
    assert store.people.add(load, NOW) == 1
    assert person_row(store, "a@example.com")[:3] == ("a@example.com", "Ann", "Lee")


def test_salesforce_ids_that_come_with_a_person_are_linked(store: Store) -> None:
    person = add_person(store, "a@example.com", record_id(1), record_id(2, "00Q"), record_id(3, "001"))
    linked = store.records.of_person(person)
    assert [(record.object, record.state, record.origin) for record in linked] == [
        ("Account", RecordState.UNSEEN, LinkOrigin.ID),
        ("Contact", RecordState.UNSEEN, LinkOrigin.ID),
        ("Lead", RecordState.UNSEEN, LinkOrigin.ID),
    ]
    assert store.people.totals().not_syncable == 0


def test_people_are_found_by_address(store: Store) -> None:
    person = add_person(store, "Ann@example.com")
    unsubscribe(store, "b@example.com")
    found = store.people.by_keys(["ann@example.com", "b@example.com", "nobody@example.com"])
    assert {key: (one.email, one.unsubscribed) for key, one in found.items()} == {
        "ann@example.com": ("Ann@example.com", False),
        "b@example.com": ("b@example.com", True),
    }
    assert found["ann@example.com"].id == person
    assert store.people.emails([person]) == {person: "Ann@example.com"}


def test_nobody_is_passed_over_in_silence(store: Store) -> None:
    add_person(store, "linked@example.com", record_id(1))
    never = add_person(store, "never@example.com")
    unknown = add_person(store, "unknown@example.com")
    deleted = add_person(store, "deleted@example.com", record_id(2))
    unsubscribe(store, "deleted@example.com")
    store.people.mark_looked_for([unknown], NOW)
    store.records.mark_state(record_id(2), RecordState.DELETED)
    store.people.refresh_all_not_syncable()
    assert store.people.not_syncable() == [
        PersonWithoutRecord(deleted, "deleted@example.com", NotSyncableReason.RECORD_DELETED, True),
        PersonWithoutRecord(never, "never@example.com", NotSyncableReason.NEVER_LOOKED_FOR, False),
        PersonWithoutRecord(unknown, "unknown@example.com", NotSyncableReason.NO_SALESFORCE_RECORD, False),
    ]
    assert [person.id for person in store.people.not_syncable(unsubscribed_only=True)] == [deleted]
    assert [person.id for person in store.people.not_syncable(limit=1)] == [deleted]
    assert store.people.totals() == Totals(people=4, unsubscribed=1, not_syncable=1, without_record=3)


def test_a_person_is_picked_up_as_soon_as_an_id_is_known(store: Store) -> None:
    unsubscribe(store, "a@example.com")
    assert reasons(store) == {"a@example.com": NotSyncableReason.NEVER_LOOKED_FOR}
    store.people.add([NewPerson("a@example.com", salesforce_ids=(record_id(1),))], NOW)
    assert reasons(store) == {}


def test_one_living_record_is_enough_to_be_synced(store: Store) -> None:
    add_person(store, "a@example.com", record_id(1), record_id(2))
    store.records.mark_state(record_id(1), RecordState.MERGED, record_id(2))
    store.people.refresh_not_syncable(["a@example.com"])
    assert reasons(store) == {}
    store.records.mark_state(record_id(2), RecordState.CONVERTED)
    store.people.refresh_not_syncable(["a@example.com"])
    assert reasons(store) == {"a@example.com": NotSyncableReason.RECORD_DELETED}


def test_an_id_that_is_nobody_s_is_told_apart_from_a_deleted_record(store: Store) -> None:
    add_person(store, "a@example.com", record_id(1), record_id(2))
    for number, state in ((1, RecordState.NOT_FOUND), (2, RecordState.DELETED)):
        store.records.mark_state(record_id(number), state)
    store.people.refresh_not_syncable(["a@example.com"])
    assert reasons(store) == {"a@example.com": NotSyncableReason.RECORD_NOT_FOUND}
    store.people.link_ids("a@example.com", [record_id(3)])
    assert reasons(store) == {}


def test_everybody_is_looked_for_once(store: Store) -> None:
    ids = [add_person(store, f"p{number}@example.com") for number in range(5)]
    assert store.people.count_never_looked_for() == 5
    assert store.people.never_looked_for(2) == [(ids[0], "p0@example.com"), (ids[1], "p1@example.com")]
    store.people.mark_looked_for(ids[:2], NOW)
    assert [id_ for id_, _ in store.people.never_looked_for(9)] == ids[2:]
    store.people.mark_all_looked_for(LATER, up_to=store.people.newest_id(), added_at=LATER)
    assert store.people.count_never_looked_for() == 0
    assert set(reasons(store).values()) == {NotSyncableReason.NO_SALESFORCE_RECORD}
    stamps = store.database.rows("SELECT DISTINCT looked_for_at FROM person ORDER BY 1")
    assert len(stamps) == 2


def test_who_was_added_by_others_while_everything_was_read_is_still_to_be_looked_for(store: Store) -> None:
    began = NOW + timedelta(seconds=1)
    add_person(store, "before@example.com")
    up_to = store.people.newest_id()
    store.people.add([NewPerson("read@example.com")], began)
    imported = add_person(store, "imported@example.com")
    store.people.mark_all_looked_for(LATER, up_to=up_to, added_at=began)
    assert store.people.never_looked_for(9) == [(imported, "imported@example.com")]
    assert reasons(store) == {
        "before@example.com": NotSyncableReason.NO_SALESFORCE_RECORD,
        "read@example.com": NotSyncableReason.NO_SALESFORCE_RECORD,
        "imported@example.com": NotSyncableReason.NEVER_LOOKED_FOR,
    }


def test_a_reading_of_everything_works_out_anew_who_can_be_synced(store: Store) -> None:
    linked = add_person(store, "linked@example.com", record_id(1))
    late = add_person(store, "late@example.com", record_id(2))
    store.people.mark_looked_for([linked], NOW)
    for number in (1, 2):
        store.records.mark_state(record_id(number), RecordState.DELETED)
    store.people.mark_all_looked_for(LATER, up_to=linked, added_at=LATER)
    assert reasons(store) == dict.fromkeys(
        ("linked@example.com", "late@example.com"), NotSyncableReason.RECORD_DELETED
    )
    assert [id_ for id_, _ in store.people.never_looked_for(9)] == [late]


def test_the_newest_person_is_known_by_id(store: Store) -> None:
    assert store.people.newest_id() == 0
    assert add_person(store, "a@example.com") == store.people.newest_id()


def test_all_states_can_be_walked_through(store: Store) -> None:
    store.people.add([NewPerson(f"P{number:05d}@example.com") for number in range(5003)], NOW)
    unsubscribe(store, "p00002@example.com")
    states = list(store.people.states())
    assert states == [(f"p{number:05d}@example.com", number == 2) for number in range(5003)]


# Every letter with two cases, joined with signs that combine, is where comparing addresses goes wrong.
letters = st.text(
    st.characters(categories=["Lu", "Ll", "Lt", "Lo", "Mn", "Nd", "Pc"]), min_size=1, max_size=8
)


@given(letters, letters)
def test_letter_case_and_spaces_make_no_other_address(local: str, domain: str) -> None:
    address = f"{local}@{domain}.example"
    key = address_key(address)
    assert address_key(f"  {address}\t") == key
    assert address_key(key) == key


def test_the_same_letters_written_differently_are_one_address() -> None:
    assert address_key("JOSE\u0301@EXAMPLE.COM") == address_key("josé@example.com")
    assert address_key(address_key("\u03aa\u0301@example.com")) == address_key("\u03aa\u0301@example.com")
    assert address_key("straße@example.com") != address_key("strasse@example.com")


def test_texts_that_cannot_be_addresses_are_told_apart() -> None:
    good = ["a@b.co", "a+tag@sub.example.com", '"a b"@example.com', "用户@例え.jp", "o'neil@example.com"]
    bad = [
        "",
        "a",
        "@b.co",
        "a@",
        "a@b",
        "a@.com",
        "a b@c.de",
        "a@b c.de",
        "a@-b.de",
        "x" * 320 + "@b.co",
        "a@b\n.co",
    ]
    assert [text for text in good if not looks_like_address(text)] == []
    assert [text for text in bad if looks_like_address(text)] == []


def test_everybody_is_noted_as_looked_for_in_portions_between_which_others_may_write(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.store.people._PORTION", 3)
    store.people.add([NewPerson(f"p{number}@example.com") for number in range(7)], NOW)
    up_to = store.people.newest_id()
    add_person(store, "meanwhile@example.com")
    store.people.add([NewPerson("read@example.com")], LATER)
    read(store, snapshot(record_id(1)))
    left: list[int] = []

    def between() -> None:
        left.append(store.people.count_never_looked_for())
        tie(store, "p0@example.com", record_id(1))

    store.people.mark_all_looked_for(LATER, up_to=up_to, added_at=LATER, between=between)
    assert left == [9, 6, 3]
    assert [email for _, email in store.people.never_looked_for(9)] == ["meanwhile@example.com"]
    assert "p0@example.com" not in reasons(store)
    assert reasons(store)["p1@example.com"] is NotSyncableReason.NO_SALESFORCE_RECORD
