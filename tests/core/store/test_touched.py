"""Every fact touches whom it must: a sync of those who were touched passes over nobody who is out of step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.store.links import NewLink
from core.store.out_of_step import person_is_out
from core.store.store import Store
from core.store.types.fields import OptOutField
from core.store.types.people import NewPerson
from core.store.types.records import LinkOrigin, RecordState
from tests.helpers.samples import (
    ACT,
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


@pytest.fixture
def store(opened: Store) -> Iterator[Store]:
    with and_forgotten(opened):
        yield opened


def touched(store: Store) -> set[str]:
    return {
        row[0]
        for row in store.database.rows(
            "SELECT email_key FROM touched JOIN person ON person.id = touched.person_id"
        )
    }


def out_of_step(store: Store, field: OptOutField) -> set[str]:
    return {
        row[0] for row in store.database.rows(f"SELECT email_key FROM person WHERE {person_is_out(field)}")
    }


def quiet(store: Store) -> None:
    """Let a sync have looked at everybody."""
    store.database.write("DELETE FROM touched")


# which facts touch whom


@pytest.fixture
def shared_record(store: Store) -> int:
    """The id of one of two people who share a record that is not opted out; nobody is touched."""
    person = add_person(store, A, RECORD)
    add_person(store, B, RECORD)
    read(store, snapshot(RECORD))
    quiet(store)
    return person


def test_whoever_unsubscribes_or_is_re_subscribed_is_touched_and_nobody_else(
    store: Store, shared_record: int
) -> None:
    unsubscribe(store, A)
    assert touched(store) == {A}
    quiet(store)
    resubscribe(store, shared_record)
    assert touched(store) == {A}


def test_an_opt_out_found_in_salesforce_touches_the_person(store: Store, shared_record: int) -> None:
    store.unsubscribes.record_from_salesforce([(shared_record, RECORD)], NOW)
    assert touched(store) == {A}


@pytest.mark.parametrize(
    "change",
    [
        lambda store: read(store, snapshot(RECORD, ticked=True)),
        lambda store: read(store, snapshot(RECORD, marketo=True)),
        lambda store: read(store, snapshot(RECORD, state=RecordState.CONVERTED)),
        lambda store: store.records.mark_state(RECORD, RecordState.DELETED),
        lambda store: store.records.mark_opted_out([RECORD], MARKETO, NOW),
    ],
)
def test_a_box_or_state_that_changed_touches_everybody_the_record_belongs_to(
    store: Store, shared_record: int, change: Callable[[Store], None]
) -> None:
    change(store)
    assert touched(store) == {A, B}


def test_a_box_that_was_cleared_touches_them_too(store: Store, shared_record: int) -> None:
    read(store, snapshot(RECORD, ticked=True))
    quiet(store)
    store.resubscribes.note_cleared([(shared_record, RECORD)], FIELD, ACT, NOW)
    assert touched(store) == {A, B}


def test_a_new_link_touches_its_person_alone(store: Store, shared_record: int) -> None:
    add_person(store, "c@example.com")
    tie(store, "c@example.com", RECORD)
    assert touched(store) == {"c@example.com"}


def test_a_record_that_went_elsewhere_touches_whom_the_other_belongs_to_now(
    store: Store, shared_record: int
) -> None:
    add_person(store, "c@example.com")
    read(store, snapshot(record_id(2), state=RecordState.MERGED, successor=RECORD))
    tie(store, "c@example.com", record_id(2))
    quiet(store)
    store.links.follow([record_id(2)])
    assert touched(store) == {"c@example.com"}


@pytest.mark.parametrize(
    "change",
    [
        lambda store: read(store, snapshot(RECORD, A, name="New Name")),
        lambda store: read(store, snapshot(RECORD, ticked=None)),
        lambda store: store.records.seen_again([RECORD], NOW),
        lambda store: tie(store, A, RECORD),
        lambda store: store.people.link_ids(A, [RECORD]),
        lambda store: store.people.add([NewPerson(A, "Ann"), NewPerson("c@example.com")], NOW),
        lambda store: store.links.tie([], untie=[NewLink(A, RECORD, LinkOrigin.ID)]),
    ],
)
def test_what_puts_nobody_out_of_step_touches_nobody(
    store: Store, shared_record: int, change: Callable[[Store], None]
) -> None:
    change(store)
    assert touched(store) == set()


def test_who_asks_again_is_not_touched_for_it_is_pushed_at_once(store: Store) -> None:
    unsubscribe(store, A)
    quiet(store)
    unsubscribe(store, A)
    assert touched(store) == set()


# letting go of them


def test_who_is_in_step_is_let_go_and_who_is_not_stays(store: Store) -> None:
    for email, id_ in ((A, RECORD), (B, record_id(2))):
        add_person(store, email, id_)
    read(store, snapshot(RECORD), snapshot(record_id(2)))
    unsubscribe(store, A, B)
    assert store.touched.still_out(FIELD) == 2
    store.records.mark_opted_out([record_id(2)], FIELD, NOW)
    store.touched.settle(FIELD)
    assert (touched(store), store.touched.still_out(FIELD)) == ({A}, 1)
    store.touched.settle(MARKETO)
    assert touched(store) == {A}


def test_everybody_is_looked_at_until_a_sync_has_done_so(store: Store) -> None:
    quiet(store)
    assert not store.touched.is_everybody()
    store.touched.everybody()
    store.touched.everybody()
    assert store.touched.is_everybody()
    store.touched.settle(FIELD)
    assert not store.touched.is_everybody()


def test_a_new_database_has_everybody_looked_at(tmp_path_factory: pytest.TempPathFactory) -> None:
    assert Store(tmp_path_factory.mktemp("new")).touched.is_everybody()


# the property


@dataclass
class World:
    """Three people and four records, and the checkbox that is kept in step."""

    store: Store
    people: list[int]
    field: OptOutField = FIELD

    def email(self, person: int) -> str:
        return f"p{person}@example.com"

    def collect(self, person: int) -> None:
        unsubscribe(self.store, self.email(person), field=self.field)

    def end(self, person: int) -> None:
        resubscribe(self.store, self.people[person])

    def see(
        self,
        record: int,
        ticked: bool | None,
        marketo: bool | None,
        state: RecordState,
        successor: int | None,
    ) -> None:
        after = None if successor is None else record_id(successor)
        read(
            self.store,
            snapshot(record_id(record), ticked=ticked, marketo=marketo, state=state, successor=after),
        )
        self.store.links.follow([record_id(record)])

    def tie(self, person: int, record: int, origin: LinkOrigin) -> None:
        tie(self.store, self.email(person), record_id(record), origin=origin)
        self.store.links.follow([record_id(record)])

    def untie(self, person: int, record: int, origin: LinkOrigin) -> None:
        self.store.links.tie([], untie=[NewLink(self.email(person), record_id(record), origin)])

    def give_id(self, person: int, record: int) -> None:
        self.store.people.link_ids(self.email(person), [record_id(record)])

    def mark_state(self, record: int, state: RecordState) -> None:
        self.store.records.mark_state(record_id(record), state)

    def clear(self, person: int, record: int) -> None:
        self.store.resubscribes.note_cleared([(self.people[person], record_id(record))], self.field, ACT, NOW)

    def switch(self) -> None:
        self.field = MARKETO if self.field is FIELD else FIELD
        self.store.touched.everybody()

    def push(self, answered: bool) -> None:
        for push in self.store.sends.take_due(2, NOW, self.field)[0]:
            if answered and push.salesforce_id:
                self.store.unsubscribes.note_opted_out([push.salesforce_id], NOW)
                self.store.records.mark_opted_out([push.salesforce_id], self.field, NOW)

    def sync(self, how_many: int) -> None:
        """A sync of which only so many changes come about on each side."""
        run = open_run(self.store, self.field)
        self.store.plans.make(run, self.field, everybody=self.store.touched.is_everybody())
        here = self.store.plans.here(run, self.field, 0, how_many)
        self.store.unsubscribes.record_from_salesforce(
            [(person, record) for _, person, record in here if record is not None], NOW
        )
        pushes, _ = self.store.run_sends.take_planned(run, self.field, 0, how_many, NOW)
        ids = [push.salesforce_id for push in pushes if push.salesforce_id]
        self.store.unsubscribes.note_opted_out(ids, NOW)
        self.store.records.mark_opted_out(ids, self.field, NOW)
        self.store.run_sends.end_run(run, NOW)
        self.store.touched.settle(self.field)


Step = tuple[object, ...]
person, record = st.integers(0, 2), st.integers(0, 3)
box, state = st.sampled_from([True, False, None]), st.sampled_from(RecordState)
origin = st.sampled_from(LinkOrigin)
steps = st.one_of(
    st.tuples(st.just(World.collect), person),
    st.tuples(st.just(World.end), person),
    st.tuples(st.just(World.see), record, box, box, state, st.none() | record),
    st.tuples(st.just(World.tie), person, record, origin),
    st.tuples(st.just(World.untie), person, record, origin),
    st.tuples(st.just(World.give_id), person, record),
    st.tuples(st.just(World.mark_state), record, state),
    st.tuples(st.just(World.clear), person, record),
    st.tuples(st.just(World.switch)),
    st.tuples(st.just(World.push), st.booleans()),
    st.tuples(st.just(World.sync), st.integers(0, 2)),
)
LIVE = RecordState.ACTIVE


@given(st.lists(steps, max_size=25))
# After a look at everybody all who share a record that refused are remembered, not one of them alone.
@example(
    [
        (World.see, 0, True, False, LIVE, None),
        (World.tie, 0, 0, LinkOrigin.ADDRESS),
        (World.tie, 1, 0, LinkOrigin.ADDRESS),
        (World.collect, 0),
        (World.collect, 1),
        (World.sync, 2),
        (World.switch,),
        (World.sync, 0),
        (World.end, 0),
    ]
)
def test_nobody_who_is_out_of_step_is_ever_untouched(opened: Store, walk: list[Step]) -> None:
    with and_forgotten(opened):
        quiet(opened)
        world = World(opened, [add_person(opened, f"p{number}@example.com") for number in range(3)])
        read(opened, *(snapshot(record_id(number)) for number in range(4)))
        for act, *values in walk:
            act(world, *values)  # type: ignore[operator]
            missed = out_of_step(opened, world.field) - touched(opened)
            assert opened.touched.is_everybody() or not missed
            with and_forgotten(opened):
                # So a sync of the touched plans as much as a compare of everybody.
                run, whole = open_run(opened), open_run(opened)
                found = opened.plans.make(run, world.field, everybody=opened.touched.is_everybody())
                assert found == opened.plans.make(whole, world.field, everybody=True)
