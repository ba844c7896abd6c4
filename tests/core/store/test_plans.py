"""What a run plans, held against a model of the rules that shares nothing with the SQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.store.nouns import LinkOrigin, NewPerson, OptOutField, RecordState, RunKind, Source
from core.store.plans import PlannedRow, PlannedWrite, Side
from core.store.records import NewLink, Snapshot
from core.store.resubscribes import Deliberate
from core.store.store import Store
from core.store.unsubscribes import NewUnsubscribe
from tests.core.store.samples import FIELD, MARKETO, NOW, add_person, record_id, snapshot

Graph = tuple["Person", ...]


@dataclass(frozen=True)
class Record:
    """A record of the model, one of a few that people share. `ticks` are Email and Marketo Sales Opt Out."""

    number: int
    prefix: str
    state: RecordState
    ticks: tuple[bool | None, bool | None]

    @property
    def id(self) -> str:
        return record_id(self.number, self.prefix)

    def ticked(self, which: OptOutField) -> bool:
        return bool(self.ticks[0 if which is FIELD else 1])


@dataclass(frozen=True)
class Person:
    """A person of the model; `resubscribed`: had unsubscribed once, and an admin ended it."""

    number: int
    unsubscribed: bool
    resubscribed: bool
    records: frozenset[Record] = field(default_factory=frozenset)

    @property
    def email(self) -> str:
        return f"p{self.number}@example.com"


def expected(people: Graph, which: OptOutField) -> tuple[set[str], set[str]]:
    """The addresses to unsubscribe here and the records to opt out there, by walking the graph once.

    An opt-out starts at an unsubscribed person and at a ticked record and spreads along every link to a living
    record. A converted Lead hands on a tick, but takes none.
    """
    reached: set[Person | Record] = set()
    edge: list[Person | Record] = []
    for person in people:
        from_lead = any(
            record.state is RecordState.CONVERTED and record.ticked(which) for record in person.records
        )
        if person.unsubscribed or (from_lead and not person.resubscribed):
            edge.append(person)
        edge += [
            record for record in person.records if record.state is RecordState.ACTIVE and record.ticked(which)
        ]
    while edge:
        one = edge.pop()
        if one in reached:
            continue
        reached.add(one)
        if isinstance(one, Person):
            edge += [record for record in one.records if record.state is RecordState.ACTIVE]
        else:
            edge += [person for person in people if one in person.records]
    return (
        {one.email for one in reached if isinstance(one, Person) and not one.unsubscribed},
        {one.id for one in reached if isinstance(one, Record) and not one.ticked(which)},
    )


def settled(people: Graph, which: OptOutField) -> Graph:
    """The same people after everything planned was done."""
    here, there = expected(people, which)

    def opted_out(record: Record) -> Record:
        email, marketo = record.ticks
        ticks = (True, marketo) if which is FIELD else (email, True)
        return replace(record, ticks=ticks) if record.id in there else record

    return tuple(
        replace(
            person,
            unsubscribed=person.unsubscribed or person.email in here,
            records=frozenset(opted_out(record) for record in person.records),
        )
        for person in people
    )


ticks = st.sampled_from([True, False, False, None])


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Up to eight people who share up to ten records."""
    records = [
        Record(
            number,
            draw(st.sampled_from(["003", "00Q", "001"])),
            draw(st.sampled_from([*RecordState, RecordState.ACTIVE, RecordState.ACTIVE])),
            (draw(ticks), draw(ticks)),
        )
        for number in range(draw(st.integers(1, 10)))
    ]
    return tuple(
        Person(
            number,
            draw(st.sampled_from([True, False, False])),
            draw(st.booleans()),
            draw(st.frozensets(st.sampled_from(records), max_size=4)),
        )
        for number in range(draw(st.integers(1, 8)))
    )


@contextmanager
def and_forgotten(store: Store) -> Iterator[None]:
    """Whatever is written inside is rolled back afterwards, so that one database serves many examples."""
    with store.database.use() as db, db.atomic() as transaction:
        yield
        transaction.rollback()


def fill(store: Store, people: Graph, which: OptOutField) -> None:
    store.people.add([NewPerson(person.email) for person in people], NOW)
    for person in people:
        if person.resubscribed:
            collect(store, person.email)
            store.resubscribes.end(store.people.by_keys([person.email])[person.email].id, ACT, NOW)
        if person.unsubscribed:
            collect(store, person.email)
    store.records.remember(
        [
            Snapshot(
                record.id,
                {"003": "Contact", "00Q": "Lead", "001": "Account"}[record.prefix],
                "",
                "",
                *record.ticks,
                record.state,
                None,
            )
            for record in {record for person in people for record in person.records}
        ],
        NOW,
    )
    store.records.tie(
        [
            NewLink(person.email, record.id, LinkOrigin.ADDRESS)
            for person in people
            for record in person.records
        ]
    )


def collect(store: Store, *emails: str) -> None:
    store.unsubscribes.collect([NewUnsubscribe(email, NOW, Source.MANUAL) for email in emails], FIELD, NOW)


def open_run(store: Store, which: OptOutField = FIELD) -> int:
    return store.runs.open(RunKind.MANUAL, which, NOW, full=False, planned_for=None)


def planned(store: Store, run: int) -> tuple[list[str], list[str]]:
    rows = store.plans.page(run, 0, 1000)
    return (
        [row.email for row in rows if row.side is Side.HERE],
        [row.salesforce_id for row in rows if row.side is Side.THERE],
    )


def carry_out(store: Store, run: int, which: OptOutField) -> None:
    here = store.plans.here(run, 0, 1000)
    store.unsubscribes.record_from_salesforce([(person, record) for _, person, record in here], NOW)
    there = store.plans.there(run, 0, 1000)
    store.records.mark_opted_out([write.record_id for write in there], which, NOW)
    store.plans.close([change for change, _, _ in here] + [write.id for write in there], "done")


ACT = Deliberate("Admin", "asked")
LIVE = Record(0, "003", RecordState.ACTIVE, (False, False))
TICKED = Record(1, "00Q", RecordState.ACTIVE, (True, False))
OLD_LEAD = Record(2, "00Q", RecordState.CONVERTED, (True, True))


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store for examples that are rolled back."""
    return Store(tmp_path_factory.mktemp("plans"))


@pytest.mark.parametrize("which", list(OptOutField))
@given(people=graphs())
@example(
    people=(Person(0, True, False, frozenset({LIVE})), Person(1, False, False, frozenset({LIVE, TICKED})))
)
@example(
    people=(
        Person(0, False, True, frozenset({OLD_LEAD, LIVE})),
        Person(1, False, False, frozenset({OLD_LEAD})),
    )
)
def test_the_plan_is_what_the_rules_say(shared: Store, which: OptOutField, people: Graph) -> None:
    with and_forgotten(shared):
        fill(shared, people, which)
        run = open_run(shared, which)
        here, there = expected(people, which)
        assert shared.plans.make(run, which) == (len(here), len(there))
        found_here, found_there = planned(shared, run)
        assert (sorted(found_here), sorted(found_there)) == (sorted(here), sorted(there))
        again = open_run(shared, which)
        carry_out(shared, run, which)
        assert shared.plans.make(again, which) == (0, 0)


@pytest.mark.parametrize("which", list(OptOutField))
@given(people=graphs())
def test_after_a_run_both_sides_agree_for_everybody(shared: Store, which: OptOutField, people: Graph) -> None:
    after = settled(people, which)
    assert expected(after, which) == (set(), set())
    with and_forgotten(shared):
        fill(shared, people, which)
        run = open_run(shared, which)
        shared.plans.make(run, which)
        carry_out(shared, run, which)
        assert {key for key, unsubscribed in shared.people.states() if unsubscribed} == {
            person.email for person in after if person.unsubscribed
        }
        for person in after:
            records = shared.records.known([record.id for record in person.records])
            assert {id_: found.opted_out(which) for id_, found in records.items()} == {
                record.id: record.ticked(which) for record in person.records
            }


@given(people=graphs())
def test_each_change_is_explained_by_an_opt_out_on_the_other_side(shared: Store, people: Graph) -> None:
    with and_forgotten(shared):
        fill(shared, people, FIELD)
        run = open_run(shared)
        shared.plans.make(run, FIELD)
        _, there = planned(shared, run)
        records = {record.id: record for person in people for record in person.records}
        by_email = {person.email: person for person in people}
        here_emails, _ = planned(shared, run)
        for row in shared.plans.page(run, 0, 1000):
            assert records[row.salesforce_id] in by_email[row.email].records
            if row.side is Side.HERE:
                assert records[row.salesforce_id].ticked(FIELD) or row.salesforce_id in there
            else:
                assert by_email[row.email].unsubscribed or row.email in here_emails


def test_an_opt_out_reaches_every_record_of_the_address_and_every_address_of_the_record(store: Store) -> None:
    mine, shared_record, theirs = record_id(1), record_id(2), record_id(3, "00Q")
    add_person(store, "a@example.com", mine, shared_record)
    add_person(store, "b@example.com", shared_record, theirs)
    store.records.remember([snapshot(id_) for id_ in (mine, shared_record, theirs)], NOW)
    collect(store, "a@example.com")
    run = open_run(store)
    assert store.plans.make(run, FIELD) == (1, 3)
    assert planned(store, run) == (["b@example.com"], [mine, shared_record, theirs])


def test_only_the_selected_field_counts(store: Store) -> None:
    add_person(store, "a@example.com", record_id(1))
    store.records.remember([snapshot(record_id(1), ticked=True)], NOW)
    run = open_run(store)
    assert store.plans.make(run, MARKETO) == (0, 0)
    assert store.plans.make(run, FIELD) == (1, 0)


def test_a_preview_names_each_change_and_its_reason(store: Store) -> None:
    add_person(store, "a@example.com", record_id(1))
    add_person(store, "b@example.com", record_id(2, "00Q"))
    store.records.remember([snapshot(record_id(1), ticked=True), snapshot(record_id(2, "00Q"))], NOW)
    collect(store, "b@example.com")
    run = open_run(store)
    store.plans.make(run, FIELD)
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


def two_to_write(store: Store) -> tuple[int, list[str]]:
    ids = [record_id(1), record_id(2)]
    add_person(store, "a@example.com", *ids)
    store.records.remember([snapshot(id_, "a@example.com") for id_ in ids], NOW)
    collect(store, "a@example.com")
    run = open_run(store)
    assert store.plans.make(run, FIELD) == (0, 2)
    return run, ids


def test_a_record_that_refused_is_not_tried_twice_in_one_run(store: Store) -> None:
    run, ids = two_to_write(store)
    first, second = store.plans.there(run, 0, 10)
    assert first == PlannedWrite(first.id, ids[0], "Contact", "a@example.com")
    store.plans.close([first.id], "failed", "UNABLE_TO_LOCK_ROW")
    assert store.plans.make(run, FIELD) == (0, 1)
    assert [write.record_id for write in store.plans.there(run, 0, 10)] == [second.record_id]


def test_written_records_are_told_last_first(store: Store) -> None:
    run, ids = two_to_write(store)
    writes = store.plans.there(run, 0, 10)
    store.plans.close([write.id for write in writes], "done")
    assert [write.record_id for write in store.plans.written(run, None, 10)] == ids[::-1]
    assert [write.record_id for write in store.plans.written(run, writes[1].id, 10)] == ids[:1]


def test_what_is_to_be_written_can_be_told_object_by_object(store: Store) -> None:
    contacts = [record_id(number) for number in range(3)]
    leads = [record_id(number, "00Q") for number in range(2)]
    add_person(store, "a@example.com", *contacts, *leads)
    store.records.remember([snapshot(id_) for id_ in (*contacts, *leads)], NOW)
    collect(store, "a@example.com")
    run = open_run(store)
    store.plans.make(run, FIELD)
    assert store.plans.objects_there(run) == {"Contact": 3, "Lead": 2}
    assert list(store.plans.ids_there(run, "Contact")) == contacts
    assert list(store.plans.ids_there(run, "Lead")) == leads
    writes = store.plans.writes_of(run, [contacts[1], leads[0], record_id(9)])
    assert {id_: write.object for id_, write in writes.items()} == {contacts[1]: "Contact", leads[0]: "Lead"}
    store.plans.close([writes[contacts[1]].id], "done")
    assert list(store.plans.ids_there(run, "Contact")) == [contacts[0], contacts[2]]
    assert store.plans.objects_there(run) == {"Contact": 2, "Lead": 2}


def test_what_is_stale_is_named_so_that_it_is_read_again_before_it_is_written(store: Store) -> None:
    run, ids = two_to_write(store)
    store.records.touch(ids[1:], NOW + timedelta(hours=1))
    before = "2026-06-10T12:30:00"
    assert store.plans.stale(run, before, "", 10) == [(ids[0], "Contact")]
    assert store.plans.stale(run, before, ids[0], 10) == []


def test_what_no_longer_holds_is_dropped_from_a_previewed_plan(store: Store) -> None:
    run, ids = two_to_write(store)
    add_person(store, "b@example.com", record_id(3))
    store.records.remember([snapshot(record_id(3), ticked=True)], NOW)
    assert store.plans.make(run, FIELD) == (1, 2)
    store.records.mark_opted_out(ids[:1], FIELD, NOW)
    collect(store, "b@example.com")
    assert store.plans.drop_settled(run, FIELD) == 2
    assert planned(store, run) == ([], ids[1:])
    store.records.mark_state(ids[1], RecordState.DELETED)
    assert store.plans.drop_settled(run, FIELD) == 1


def test_a_previewed_plan_is_carried_out_by_another_run(store: Store) -> None:
    preview, ids = two_to_write(store)
    run = open_run(store)
    store.plans.hand_over(preview, run)
    assert planned(store, run) == ([], ids)
    assert store.plans.counts(preview) == (0, 0)
    store.plans.forget_all_but(run)
    assert store.plans.counts(run) == (0, 2)
    store.plans.forget(run)
    assert store.plans.counts(run) == (0, 0)


def test_the_plan_of_one_run_knows_nothing_of_another(store: Store) -> None:
    first, ids = two_to_write(store)
    second = open_run(store)
    assert store.plans.make(second, FIELD) == (0, 2)
    store.plans.forget(first)
    assert planned(store, second) == ([], ids)
