"""What records read from Salesforce change here, whatever a lot of them holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from core.store.intake import TakenIn, rows_of
from core.store.links import NewLink
from core.store.records import Snapshot
from core.store.store import Store
from core.store.types.fields import OptOutField
from core.store.types.people import NewPerson
from core.store.types.records import LinkOrigin, RecordState
from tests.helpers.samples import NOW
from tests.helpers.two_ways import MadeUpOrg, lives

BY_ADDRESS, BY_ID = frozenset({LinkOrigin.ADDRESS}), frozenset({LinkOrigin.ID})
CONTACT, OTHER_CONTACT, LEAD = "003000000000001AAA", "003000000000002AAA", "00Q000000000001AAA"
ADA, GRACE = "ada@example.com", "grace@example.com"

Links = Mapping[str, Sequence[tuple[str, frozenset[LinkOrigin]]]]


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


class Changed(NamedTuple):
    """What it changed: reasons that came and went, new people, records that are kept, who was touched."""

    came: set[tuple[str, str, LinkOrigin]]
    went: set[tuple[str, str, LinkOrigin]]
    new_people: list[str]
    kept: dict[str, Snapshot]
    touched: set[str]
    told: TakenIn


def taken_in(
    store: Store,
    *read: Snapshot,
    known: tuple[Snapshot, ...] = (),
    links: Links | None = None,
    people: tuple[str, ...] = (),
    wanted: OptOutField = OptOutField.SALESFORCE,
) -> Changed:
    """Take these in where some records are known, tied to people who are here beside `people`."""
    owners = {key for owned in (links or {}).values() for key, _ in owned}
    store.people.add([NewPerson(email) for email in (*people, *owners)], NOW)
    store.records.remember(known, NOW)
    for record_id, owned in (links or {}).items():
        store.links.tie([NewLink(key, record_id, why) for key, reasons in owned for why in reasons])
    store.database.write("DELETE FROM touched")
    before, were = reasons(store), set(everybody(store))
    told = store.intake.take(rows_of(read, wanted), wanted, asked=0, seen_at=NOW, added_at=NOW)
    after = reasons(store)
    return Changed(
        after - before,
        before - after,
        sorted(set(everybody(store)) - were),
        store.records.known(one.id for one in read),
        {
            row[0]
            for row in store.database.rows(
                "SELECT email_key FROM touched JOIN person ON person.id = touched.person_id"
            )
        },
        told,
    )


def reasons(store: Store) -> set[tuple[str, str, LinkOrigin]]:
    ids = [row[0] for row in store.database.rows("SELECT id FROM salesforce_record")]
    return {
        (key, record_id, why)
        for record_id, owned in store.links.of_records(ids).items()
        for key, whys in owned
        for why in whys
    }


def everybody(store: Store) -> list[str]:
    return [key for keys in store.people.all_keys() for key in keys]


def test_a_record_belongs_to_the_person_with_its_address_whatever_the_case(store: Store) -> None:
    changed = taken_in(store, record(email="Ada@Example.COM"), people=(ADA,))
    assert changed.came == {(ADA, CONTACT, LinkOrigin.ADDRESS)}
    assert changed.kept == {CONTACT: record(email="Ada@Example.COM")}
    assert changed.touched == {ADA}


def test_a_record_of_nobody_that_is_not_opted_out_is_not_kept(store: Store) -> None:
    changed = taken_in(store, record())
    assert (changed.came, changed.new_people, changed.kept) == (set(), [], {})
    assert changed.told == TakenIn(passed_over=[(ADA, CONTACT)])


def test_an_opted_out_record_with_an_unknown_address_makes_a_new_person(store: Store) -> None:
    changed = taken_in(store, record(email=" Ada@Example.com ", opted_out=True, name="Ada L"))
    assert changed.new_people == changed.told.new_keys == [ADA]
    assert changed.came == {(ADA, CONTACT, LinkOrigin.ADDRESS)}
    assert store.database.rows("SELECT email, last_name, search_text FROM person") == [
        ("Ada@Example.com", "Ada L", "ada@example.com  ada l ")
    ]


def test_two_opted_out_records_of_one_address_make_one_person(store: Store) -> None:
    both = record(opted_out=True), record(OTHER_CONTACT, "ADA@example.com", opted_out=True)
    changed = taken_in(store, *both)
    assert changed.new_people == [ADA]
    assert {record_id for _, record_id, _ in changed.came} == {CONTACT, OTHER_CONTACT}


def test_a_record_of_a_new_person_is_theirs_though_it_came_before_the_opted_out_one(store: Store) -> None:
    changed = taken_in(store, record(), record(OTHER_CONTACT, opted_out=True))
    assert {record_id for _, record_id, _ in changed.came} == {CONTACT, OTHER_CONTACT}
    assert changed.told.passed_over == []


@pytest.mark.parametrize(
    ("wanted", "people"), [(OptOutField.SALESFORCE, []), (OptOutField.MARKETO_SALES, [ADA])]
)
def test_only_the_selected_checkbox_makes_a_new_person_but_both_are_kept(
    store: Store, wanted: OptOutField, people: list[str]
) -> None:
    changed = taken_in(store, record(marketo_sales=True), wanted=wanted)
    assert changed.new_people == people
    assert changed.kept == {CONTACT: record(marketo_sales=True)}


def test_an_opted_out_record_without_an_address_is_counted_and_named(store: Store) -> None:
    nameless = record(email="", opted_out=True)
    changed = taken_in(store, nameless)
    assert changed.told.without_address == [nameless]
    assert changed.new_people == []


def test_a_record_that_took_another_address_leaves_the_former_person(store: Store) -> None:
    changed = taken_in(
        store, record(email=GRACE), known=(record(),), links={CONTACT: [(ADA, BY_ADDRESS)]}, people=(GRACE,)
    )
    assert changed.went == {(ADA, CONTACT, LinkOrigin.ADDRESS)}
    assert changed.came == {(GRACE, CONTACT, LinkOrigin.ADDRESS)}
    assert changed.touched == {GRACE}
    assert [one.id for one in store.records.of_person(store.people.ids([ADA])[ADA])] == []
    assert {one.reason for one in store.people.not_syncable()} == {"never_looked_for"}


def test_a_record_given_by_its_id_stays_with_its_person_whatever_its_address(store: Store) -> None:
    changed = taken_in(store, record(email=GRACE), known=(record(),), links={CONTACT: [(ADA, BY_ID)]})
    assert changed.went == set()


def test_a_record_that_leaves_an_address_stays_with_the_person_who_has_another_reason(store: Store) -> None:
    both = frozenset({LinkOrigin.ADDRESS, LinkOrigin.FOLLOWED})
    changed = taken_in(store, record(email=GRACE), known=(record(),), links={CONTACT: [(ADA, both)]})
    assert changed.went == {(ADA, CONTACT, LinkOrigin.ADDRESS)}
    assert changed.told.passed_over == [(GRACE, CONTACT)]


def test_a_record_tied_by_its_id_belongs_to_the_person_with_its_address_as_well(store: Store) -> None:
    changed = taken_in(
        store, record(email=GRACE), known=(record(),), links={CONTACT: [(ADA, BY_ID)]}, people=(GRACE,)
    )
    assert changed.came == {(GRACE, CONTACT, LinkOrigin.ADDRESS)}
    assert changed.went == set()


def test_a_record_tied_by_its_id_is_found_again_should_its_address_turn_out_to_be_somebody(
    store: Store,
) -> None:
    changed = taken_in(store, record(email=GRACE), known=(record(),), links={CONTACT: [(ADA, BY_ID)]})
    assert changed.told.passed_over == [(GRACE, CONTACT)]


def test_an_id_that_was_given_for_another_address_is_said_when_the_record_is_first_read(store: Store) -> None:
    other = record(email=GRACE)
    unseen = Snapshot(CONTACT, "Contact", "", "", (None, None), RecordState.UNSEEN, None)
    changed = taken_in(store, other, known=(unseen,), links={CONTACT: [(ADA, BY_ID)]})
    assert changed.told.of_another_address == [(ADA, other)]
    assert taken_in(store, other).told.of_another_address == []


@pytest.mark.parametrize("state", [RecordState.CONVERTED, RecordState.MERGED, RecordState.DELETED])
def test_a_tick_makes_a_person_of_an_unknown_address_whatever_became_of_its_record(
    store: Store, state: RecordState
) -> None:
    gone = record(LEAD, state=state, successor=CONTACT, opted_out=True)
    changed = taken_in(store, gone)
    assert changed.new_people == [ADA]
    assert changed.came == {(ADA, LEAD, LinkOrigin.ADDRESS), (ADA, CONTACT, LinkOrigin.FOLLOWED)}
    assert store.records.unseen(10) == [(CONTACT, "Contact")]


@pytest.mark.parametrize("state", [RecordState.MERGED, RecordState.DELETED])
def test_a_record_that_is_gone_keeps_the_links_it_had(store: Store, state: RecordState) -> None:
    gone = record(email=GRACE, state=state)
    changed = taken_in(store, gone, known=(record(),), links={CONTACT: [(ADA, BY_ADDRESS)]})
    assert changed.kept == {CONTACT: gone}
    assert changed.went == set()
    assert changed.touched == {ADA}


def test_reading_the_same_again_changes_nothing(store: Store) -> None:
    changed = taken_in(store, record(), known=(record(),), links={CONTACT: [(ADA, BY_ADDRESS)]})
    assert (changed.came, changed.went, changed.touched) == (set(), set(), set())
    assert changed.told == TakenIn()


def test_a_checkbox_that_could_not_be_read_this_time_says_nothing_new(store: Store) -> None:
    ticked = record(marketo_sales=True)
    changed = taken_in(
        store, record(marketo_sales=None), known=(ticked,), links={CONTACT: [(ADA, BY_ADDRESS)]}
    )
    assert changed.kept == {CONTACT: ticked}
    assert changed.touched == set()


def test_a_record_that_comes_twice_counts_as_it_came_last(store: Store) -> None:
    changed = taken_in(store, record(email=GRACE), record(), people=(ADA, GRACE))
    assert changed.came == {(ADA, CONTACT, LinkOrigin.ADDRESS)}


def test_what_was_written_after_salesforce_was_asked_is_left_and_told(store: Store) -> None:
    taken_in(store, record(), people=(ADA,))
    store.unsubscribes.note_opted_out([CONTACT], NOW)
    store.records.mark_opted_out([CONTACT], OptOutField.SALESFORCE, NOW)
    changed = taken_in(store, record(), record(OTHER_CONTACT))
    assert changed.told.outdated == [CONTACT]
    assert changed.kept[CONTACT].ticked(OptOutField.SALESFORCE) is True
    assert {record_id for _, record_id, _ in changed.came} == {OTHER_CONTACT}


def test_many_records_are_taken_in_as_few_are(store: Store) -> None:
    many = [
        record(f"003000000{number:06d}AAA", f"P{number}@example.com", opted_out=True)
        for number in range(1003)
    ]
    changed = taken_in(store, *many)
    assert len(changed.new_people) == len(changed.came) == 1003
    assert taken_in(store, *many).told == TakenIn()


@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_is_read_by_lots_ends_as_row_by_row(tmp_path: Path, seed: int) -> None:
    """100,000 records, and what it costs: `python -m tests.benchmarks.intake`."""
    org = MadeUpOrg(900, seed)
    seen: set[str] = set()
    for by_lots, row_by_row in lives(org, Store(tmp_path / "lots"), Store(tmp_path / "rows"), rounds=5):
        assert by_lots == row_by_row
        seen |= {kind for kind, rows in by_lots.items() if rows}
    assert seen == {"people", "records", "links", "touched", "nameless", "misgiven"}
