"""The search index follows the people, whoever changes them and however many at once."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.store import database as opening
from core.store import search_index
from core.store.database import Database
from core.store.search_index import INDEX_DUE
from core.store.store import Store
from core.store.types.people import NewPerson, PeopleFilter, PeopleSort, Source
from core.store.unsubscribes import NewUnsubscribe
from tests.helpers.samples import FIELD, NOW

INSERT = (
    "INSERT OR REPLACE INTO person (id, email, email_key, first_name, last_name, company, title, search_text, "
    "added_at, reason) VALUES (?, ?, ?, '', '', '', '', ?, '', '')"
)


def indexed(database: Database, three: str) -> set[int]:
    """Whom the index itself gives for three letters, without a look at the people."""
    rows = database.rows("SELECT rowid FROM person_search WHERE person_search MATCH ?", (f'"{three}"',))
    return {row[0] for row in rows}


def check(database: Database) -> None:
    """SQLite's own comparison of the index with the people; it raises when they differ."""
    database.write("INSERT INTO person_search (person_search, rank) VALUES ('integrity-check', 1)")
    assert database.rows("SELECT * FROM person_search_due") == []


def found(store: Store, text: str) -> list[str]:
    wanted = PeopleFilter(text=text, unsubscribed_only=False)
    return [row.email for row in store.people_list.page(wanted, PeopleSort.EMAIL, FIELD)]


def test_somebody_added_is_found_at_once(store: Store) -> None:
    store.people.add([NewPerson("ada@example.com", "Ada", "Lovelace")], NOW)
    assert indexed(store.database, "vel") == {1}
    check(store.database)


def test_somebody_unsubscribed_who_was_unknown_is_found_at_once(store: Store) -> None:
    store.unsubscribes.collect([NewUnsubscribe("new@example.com", NOW, Source.MANUAL)], FIELD, NOW)
    assert indexed(store.database, "new") == {1}
    check(store.database)


def test_a_name_learned_later_is_found_and_one_given_up_is_not(store: Store) -> None:
    store.people.add([NewPerson("ada@example.com", "Ada", "Byron")], NOW)
    store.people.add([NewPerson("ada@example.com", "", "Lovelace")], NOW)
    assert indexed(store.database, "vel") == {1}
    assert indexed(store.database, "byr") == set()
    check(store.database)


def test_somebody_added_and_renamed_in_one_transaction_is_found_under_the_last_name(store: Store) -> None:
    with store.database.transaction():
        store.people.add([NewPerson("ada@example.com", "Ada", "Byron")], NOW)
        store.people.add([NewPerson("ada@example.com", "Ada", "Lovelace")], NOW)
    assert indexed(store.database, "vel") == {1}
    assert indexed(store.database, "byr") == set()
    check(store.database)


def test_what_is_rolled_back_leaves_nothing_in_the_index(store: Store) -> None:
    def add_in_vain() -> None:
        with store.database.transaction():
            store.people.add([NewPerson("ada@example.com")], NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        add_in_vain()
    assert indexed(store.database, "ada") == set()
    check(store.database)


def test_indexing_a_few_does_not_look_at_everybody(store: Store) -> None:
    plans = [store.database.rows(f"EXPLAIN QUERY PLAN {sql}", (0,)) for sql in INDEX_DUE]
    steps = [step[-1] for plan in plans for step in plan]
    assert "SEARCH person USING INTEGER PRIMARY KEY (rowid=?)" in steps
    assert not [step for step in steps if step.startswith("SCAN person") and "person_search" not in step]


def test_whom_another_program_added_is_found_after_the_next_change(store: Store) -> None:
    with closing(sqlite3.connect(store.database.path)) as other, other:
        other.execute(INSERT, (7, "guest@example.com", "guest@example.com", "guest@example.com"))
    store.people.add([NewPerson("ada@example.com")], NOW)
    assert found(store, "guest") == ["guest@example.com"]
    check(store.database)


def test_people_of_an_earlier_schema_stay_findable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "people.sqlite3"
    shipped = opening.MIGRATIONS
    with resources.as_file(shipped) as folder, monkeypatch.context() as earlier:
        first = tmp_path / "migrations"
        first.mkdir()
        shutil.copy(folder / "0001_first_schema.py", first)
        earlier.setattr(opening, "MIGRATIONS", first)
        Database(path)
    with closing(sqlite3.connect(path)) as other, other:
        other.execute(INSERT, (7, "old@example.com", "old@example.com", "old@example.com"))
    store = Store(tmp_path)
    assert found(store, "old") == ["old@example.com"]
    check(store.database)
    store.people.add([NewPerson("old@example.com", "Ada")], NOW)
    assert found(store, "old ada") == ["old@example.com"]
    check(store.database)


def add(database: Database, id_: int, text: str) -> None:
    # The address in use goes to another, as it does where a person is replaced.
    database.write(INSERT, (id_, text, text, text))


def rename(database: Database, id_: int, text: str) -> None:
    database.write("UPDATE person SET search_text = ? WHERE id = ?", (text, id_))


def remove(database: Database, id_: int, _text: str) -> None:
    database.write("DELETE FROM person WHERE id = ?", (id_,))


STEPS = st.lists(
    st.lists(
        st.tuples(
            st.sampled_from([add, rename, remove]),
            st.integers(1, 4),
            st.sampled_from(["abcd", "bcde", "cdef", "佐藤花子"]),
        ),
        max_size=5,
    ),
    max_size=6,
)


@given(transactions=STEPS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_added_renamed_and_removed_the_index_holds_the_people_as_they_are(
    store: Store, transactions: list[list[tuple[Callable[[Database, int, str], None], int, str]]]
) -> None:
    database = store.database
    database.write("DELETE FROM person")
    for steps in transactions:
        with database.transaction():
            for step, id_, text in steps:
                step(database, id_, text)
        check(database)
        people = dict(database.rows("SELECT id, search_text FROM person"))
        for three in ("abc", "cde", "def", "藤花子"):
            assert indexed(database, three) == {id_ for id_, text in people.items() if three in text}


# very many at once


def test_whoever_adds_somebody_while_very_many_are_due_pays_for_one_lot_and_is_found(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_index, "AT_ONCE", 10)
    database = store.database
    with database.indexing_later():
        store.people.add([NewPerson(f"many{number:03}@example.com") for number in range(100)], NOW)
    assert indexed(database, "any") == set()
    store.people.add([NewPerson("ada@example.com")], NOW)
    assert found(store, "ada@") == ["ada@example.com"]
    assert len(indexed(database, "any")) == 9
    assert database.rows("SELECT count(*) FROM person_search_due") == [(91,)]


def test_who_was_left_to_later_is_indexed_in_lots_between_which_others_may_write(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_index, "AT_ONCE", 10)
    database = store.database
    with database.indexing_later():
        store.people.add([NewPerson(f"many{number:03}@example.com") for number in range(25)], NOW)
        store.people.add([NewPerson("many007@example.com", "Ada", "Lovelace")], NOW)
    lots = 0
    while database.index_lot():
        lots += 1
        database.write("UPDATE person SET reason = reason")
    # The writes of the others help.
    assert lots == 2
    assert indexed(database, "vel") == {8}
    assert len(indexed(database, "any")) == 25
    check(database)


def test_a_thread_that_indexes_later_leaves_those_of_others_alone(store: Store) -> None:
    with store.database.indexing_later(), ThreadPoolExecutor(1) as other:
        other.submit(store.people.add, [NewPerson("ada@example.com")], NOW).result()
    assert indexed(store.database, "ada") == {1}
