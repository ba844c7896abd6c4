"""What a run plans, held against a model of the rules that shares nothing with the SQL."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.store.store import Store
from core.store.types.fields import OptOutField
from core.store.types.people import NewPerson
from core.store.types.plans import Side
from core.store.types.records import RecordState
from tests.helpers.samples import (
    FIELD,
    NOW,
    and_forgotten,
    carry_out,
    open_run,
    planned,
    read,
    record_id,
    resubscribe,
    snapshot,
    tie,
    unsubscribe,
)

Graph = tuple["Person", ...]


@dataclass(frozen=True)
class Record:
    """A record of the model, one of a few that people share. `ticks` are Email and Marketo Sales Opt Out.

    `old`: it was seen as it is before anybody was re-subscribed.
    """

    number: int
    prefix: str
    state: RecordState
    ticks: tuple[bool | None, bool | None]
    old: bool

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
    record. One that is no more hands on its tick, save to whom it is older than the last re-subscribe of, and takes
    none.
    """
    reached: set[Person | Record] = set()
    edge: list[Person | Record] = []
    for person in people:
        by_what_is_gone = any(
            record.state is not RecordState.ACTIVE
            and record.ticked(which)
            and not (record.old and person.resubscribed)
            for record in person.records
        )
        if person.unsubscribed or by_what_is_gone:
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
            draw(st.booleans()),
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


def fill(store: Store, people: Graph) -> None:
    store.people.add([NewPerson(person.email) for person in people], NOW)
    records = {record for person in people for record in person.records}
    remember(store, (record for record in records if record.old))
    for person in people:
        if person.resubscribed:
            unsubscribe(store, person.email)
            resubscribe(store, store.people.ids([person.email])[person.email])
    remember(store, (record for record in records if not record.old))
    for person in people:
        if person.unsubscribed:
            unsubscribe(store, person.email)
        tie(store, person.email, *(record.id for record in person.records))


def remember(store: Store, records: Iterable[Record]) -> None:
    read(
        store,
        *(
            snapshot(one.id, ticked=one.ticks[0], marketo=one.ticks[1], state=one.state, name="")
            for one in records
        ),
    )


LIVE = Record(0, "003", RecordState.ACTIVE, (False, False), old=False)
TICKED = Record(1, "00Q", RecordState.ACTIVE, (True, False), old=False)
OLD_LEAD = Record(2, "00Q", RecordState.CONVERTED, (True, True), old=True)
NEW_LEAD = replace(OLD_LEAD, number=3, old=False)


@pytest.mark.parametrize("which", list(OptOutField))
@given(people=graphs())
@example(
    people=(Person(0, True, False, frozenset({LIVE})), Person(1, False, False, frozenset({LIVE, TICKED})))
)
@example(
    people=(
        Person(0, False, True, frozenset({OLD_LEAD, LIVE})),
        Person(1, False, False, frozenset({OLD_LEAD})),
        Person(2, False, True, frozenset({NEW_LEAD})),
    )
)
def test_the_plan_is_what_the_rules_say(opened: Store, which: OptOutField, people: Graph) -> None:
    with and_forgotten(opened):
        fill(opened, people)
        run = open_run(opened, which)
        here, there = expected(people, which)
        assert opened.plans.make(run, which, everybody=True) == (len(here), len(there))
        found_here, found_there = planned(opened, run)
        assert (sorted(found_here), sorted(found_there)) == (sorted(here), sorted(there))
        again = open_run(opened, which)
        # Everybody was touched by what they are made of.
        assert opened.plans.make(again, which, everybody=False) == (len(here), len(there))
        carry_out(opened, run, which)
        for everybody in (False, True):
            assert opened.plans.make(again, which, everybody=everybody) == (0, 0)
        opened.touched.settle(which)
        assert opened.database.row("SELECT count(*) FROM touched") == (0,)


@pytest.mark.parametrize("which", list(OptOutField))
@given(people=graphs())
def test_after_a_run_both_sides_agree_for_everybody(opened: Store, which: OptOutField, people: Graph) -> None:
    after = settled(people, which)
    assert expected(after, which) == (set(), set())
    with and_forgotten(opened):
        fill(opened, people)
        run = open_run(opened, which)
        opened.plans.make(run, which, everybody=True)
        carry_out(opened, run, which)
        assert {key for key, unsubscribed in opened.people.states() if unsubscribed} == {
            person.email for person in after if person.unsubscribed
        }
        for person in after:
            records = opened.records.known([record.id for record in person.records])
            assert {id_: found.opted_out(which) for id_, found in records.items()} == {
                record.id: record.ticked(which) for record in person.records
            }


@given(people=graphs())
def test_each_change_is_explained_by_an_opt_out_on_the_other_side(opened: Store, people: Graph) -> None:
    with and_forgotten(opened):
        fill(opened, people)
        run = open_run(opened)
        opened.plans.make(run, FIELD, everybody=True)
        _, there = planned(opened, run)
        records = {record.id: record for person in people for record in person.records}
        by_email = {person.email: person for person in people}
        here_emails, _ = planned(opened, run)
        opened.plans.keep(run)
        for row in opened.plans.page(run, 0, 1000):
            assert records[row.salesforce_id] in by_email[row.email].records
            if row.side is Side.HERE:
                assert records[row.salesforce_id].ticked(FIELD) or row.salesforce_id in there
            else:
                assert by_email[row.email].unsubscribed or row.email in here_emails
