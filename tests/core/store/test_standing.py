"""However people and records change, the counts of the screens are what a look at everybody would find."""

from __future__ import annotations

from random import Random

import pytest

from core.store.links import NewLink
from core.store.people_list import PeopleList
from core.store.standing import Standing, counted_together
from core.store.store import Store
from core.store.types.fields import OptOutField
from core.store.types.people import NewPerson, PeopleFilter, SideState, Source
from core.store.types.records import LinkOrigin, RecordState
from tests.helpers.samples import (
    FIELD,
    MARKETO,
    NOW,
    add_person,
    read,
    record_id,
    resubscribe,
    snapshot,
    tie,
    unsubscribe,
)

FACTS = """
SELECT person.unsubscribed_at IS NOT NULL, person.source, person.not_syncable,
    count(record.id), count(record.email_opt_out), total(record.email_opt_out),
    count(record.marketo_sales_opt_out), total(record.marketo_sales_opt_out)
FROM person LEFT JOIN link ON link.person_id = person.id
LEFT JOIN salesforce_record AS record ON record.id = link.record_id AND record.state IN ('active', 'unseen')
GROUP BY person.id
"""


def side(live: int, known: int, ticked: int) -> SideState:
    if not live:
        return SideState.NONE
    if not known:
        return SideState.UNKNOWN
    if ticked == live:
        return SideState.OPTED_OUT
    return SideState.PARTLY if ticked else SideState.NOT_OPTED_OUT


def looked_at(store: Store) -> dict[Standing, int]:
    """The standings, found by looking at every person and record."""
    found: dict[Standing, int] = {}
    for unsubscribed, source, reason, live, known, ticked, known_too, ticked_too in store.database.rows(
        FACTS
    ):
        standing = Standing(
            bool(unsubscribed),
            Source(source) if source else None,
            reason,
            side(live, known, int(ticked)),
            side(live, known_too, int(ticked_too)),
        )
        found[standing] = found.get(standing, 0) + 1
    return found


def act(store: Store, random: Random) -> None:
    """Something that happens to people or records."""
    email, id_ = f"p{random.randrange(12)}@example.com", record_id(random.randrange(15))
    person = store.people_list.id_of(email)
    link = NewLink(email, id_, random.choice(list(LinkOrigin)))
    match random.randrange(11):
        case 0:
            store.people.add([NewPerson(email, salesforce_ids=random.choice([(), (id_,)]))], NOW)
        case 1:
            unsubscribe(store, email)
        case 2 if person is not None:
            resubscribe(store, person)
        case 3 | 4:
            boxes = [True, False, None]
            state = random.choice(list(RecordState))
            box, other = random.choice(boxes), random.choice(boxes)
            read(store, snapshot(id_, email, ticked=box, marketo=other, state=state))
        case 5:
            store.links.tie([link])
        case 6:
            store.links.tie([], [link])
        case 7:
            store.records.mark_opted_out([id_], random.choice(list(OptOutField)), NOW)
        case 8:
            store.people.mark_all_looked_for(NOW, up_to=store.people.newest_id(), added_at=NOW)
        case 9:
            store.records.mark_state(id_, random.choice(list(RecordState)))
        case 10:
            store.people.refresh_all_not_syncable()


@pytest.mark.parametrize("seed", range(6))
def test_the_counts_are_right_after_whatever_happens(store: Store, seed: int) -> None:
    random = Random(seed)
    for _ in range(150):
        act(store, random)
        assert store.standings.all() == looked_at(store)
    assert sum(store.standings.all().values()) > 5


@pytest.mark.parametrize("seed", range(6))
def test_what_is_counted_together_is_counted_the_same(store: Store, seed: int) -> None:
    random = Random(seed)
    with counted_together(store.database, records=True):
        for _ in range(150):
            act(store, random)
    assert store.standings.all() == looked_at(store)
    act(store, random)
    assert store.standings.all() == looked_at(store)


def test_only_those_whom_it_concerns_are_counted_together(store: Store) -> None:
    for number in range(6):
        add_person(store, f"p{number}@example.com")
    with counted_together(
        store.database, "email_key IN (?, ?)", ("p1@example.com", "new@example.com"), records=True
    ):
        read(store, snapshot(record_id(1), ticked=True))
        tie(store, "p1@example.com", record_id(1))
        store.people.add([NewPerson("new@example.com")], NOW)
    assert store.standings.all() == looked_at(store)
    assert store.people.totals().people == 7


def test_a_transaction_that_fails_leaves_the_counts_as_they_were(store: Store) -> None:
    add_person(store, "a@example.com")
    before = store.standings.all()

    def half() -> None:
        with counted_together(store.database):
            store.people.add([NewPerson("b@example.com")], NOW)
            raise RuntimeError("the second half")

    with pytest.raises(RuntimeError):
        half()
    assert store.standings.all() == before
    unsubscribe(store, "c@example.com")
    assert store.standings.all() == looked_at(store)


def test_people_and_records_that_are_deleted_or_replaced_are_counted_no_more(store: Store) -> None:
    for number in range(4):
        read(store, snapshot(record_id(number), ticked=True))
        add_person(store, f"p{number}@example.com", record_id(number))
    store.database.write("DELETE FROM salesforce_record WHERE id = ?", (record_id(0),))
    store.database.write("DELETE FROM person WHERE id = 2")
    store.database.write(
        "INSERT OR REPLACE INTO person (id, email, email_key, first_name, last_name, company, title, search_text, "
        "added_at, reason) VALUES (9, 'p3@example.com', 'p3@example.com', '', '', '', '', '', '', '')"
    )
    assert store.standings.all() == looked_at(store)
    assert store.people.totals().people == 3


@pytest.mark.parametrize("seed", range(3))
def test_every_filter_of_the_list_counts_as_many_as_it_shows(store: Store, seed: int) -> None:
    random = Random(seed)
    for _ in range(200):
        act(store, random)
    for unsubscribed_only in (True, False):
        for not_syncable in (True, False):
            for sources in (frozenset[Source](), frozenset({Source.MANUAL}), frozenset({Source.BOUNCE})):
                for in_salesforce in (None, *SideState):
                    wanted = PeopleFilter(
                        unsubscribed_only=unsubscribed_only,
                        not_syncable=not_syncable,
                        sources=sources,
                        in_salesforce=in_salesforce,
                    )
                    for field in (FIELD, MARKETO):
                        shown = list(store.people_list.all(wanted, field))
                        assert store.people_list.count(wanted, field) == len(shown)


def test_counts_of_the_list_and_totals_read_no_people(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    add_person(store, "a@example.com")
    asked: list[str] = []
    rows = store.database.rows
    monkeypatch.setattr(store.database, "rows", lambda sql, values=(): asked.append(sql) or rows(sql, values))
    assert store.people.totals().people == 1
    assert store.people.reasons_not_syncable() == {}
    listed = PeopleList(store.database)
    for side_state in SideState:
        listed.count(PeopleFilter(unsubscribed_only=False, in_salesforce=side_state), FIELD)
    assert asked
    assert all("FROM people_count" in sql for sql in asked)
