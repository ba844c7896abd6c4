from __future__ import annotations

from datetime import timedelta

import pytest

from core.store.store import Store
from core.store.types.people import HistoryEvent, HistoryKind, NewPerson, Source
from core.store.unsubscribes import NewUnsubscribe
from tests.helpers.samples import FIELD, NOW, record_id

LATER = NOW + timedelta(hours=1)


def statements_for(store: Store, count: int) -> int:
    """How many statements collecting so many people takes, as SQLite counts them."""
    seen: list[str] = []
    people = [
        NewUnsubscribe(f"p{number}.{count}@example.com", NOW, Source.CSV_IMPORT) for number in range(count)
    ]
    with store.database.use() as db:
        db.connection().set_trace_callback(seen.append)
        store.unsubscribes.collect(people, FIELD, NOW)
        db.connection().set_trace_callback(None)
    return sum(text.lstrip().startswith(("SELECT", "BEGIN", "COMMIT")) for text in seen)


def test_collecting_thousands_asks_no_more_questions_than_collecting_one(store: Store) -> None:
    assert statements_for(store, 2000) == statements_for(store, 1)


def test_many_collected_at_once_each_reach_all_their_records(store: Store) -> None:
    store.people.add(
        [
            NewPerson(f"p{n}@example.com", salesforce_ids=(record_id(n), record_id(n, "00Q")))
            for n in range(300)
        ],
        NOW,
    )
    emails = [f"p{number}@example.com" for number in range(0, 300, 2)] + ["new@example.com"]
    added, already = store.unsubscribes.collect(
        [NewUnsubscribe(email, NOW, Source.CSV_IMPORT) for email in emails], FIELD, NOW
    )
    assert (added, already) == (emails, [])
    assert store.database.row("SELECT count(*), count(record_id) FROM queued_push") == (451, 300)
    assert store.database.row("SELECT count(*) FROM history") == (151,)


def test_one_who_comes_twice_in_one_load_keeps_the_first_word(store: Store) -> None:
    one = NewUnsubscribe("a@example.com", NOW, Source.CSV_IMPORT, "first")
    other = NewUnsubscribe("A@example.com", LATER, Source.CSV_IMPORT, "second")
    assert store.unsubscribes.collect([one, other, one], FIELD, NOW) == (
        ["a@example.com"],
        ["A@example.com", "a@example.com"],
    )
    assert store.database.rows("SELECT reason FROM person") == [("first",)]


def test_a_restored_history_stands_around_the_unsubscribe(store: Store) -> None:
    earlier = HistoryEvent(NOW - timedelta(days=9), HistoryKind.UNSUBSCRIBED, Source.BOUNCE, "full", "")
    ended = HistoryEvent(NOW - timedelta(days=8), HistoryKind.RESUBSCRIBED, None, "asked", "Mina")
    later = HistoryEvent(LATER, HistoryKind.OPTED_OUT_IN_SALESFORCE, None, "", "", record_id(1))
    one = NewUnsubscribe(
        "a@example.com", NOW, Source.MANUAL, "phone", "Mina", earlier=(earlier, ended), later=(later,)
    )
    store.unsubscribes.collect([one], FIELD, LATER)
    assert store.unsubscribes.history(1) == [
        later,
        HistoryEvent(NOW, HistoryKind.UNSUBSCRIBED, Source.MANUAL, "phone", "Mina"),
        ended,
        earlier,
    ]


def test_no_restored_history_can_end_the_unsubscribe_it_comes_with(store: Store) -> None:
    ended = HistoryEvent(LATER, HistoryKind.RESUBSCRIBED, None, "", "")
    with pytest.raises(ValueError, match="re-subscribe"):
        store.unsubscribes.collect(
            [NewUnsubscribe("a@example.com", NOW, Source.MANUAL, later=(ended,))], FIELD, NOW
        )
    assert store.people.totals().people == 0


def test_what_is_known_of_a_person_can_be_asked_for_many_at_once(store: Store) -> None:
    store.people.add(
        [NewPerson("a@example.com", "Ann", "Lee", "Acme", "Boss"), NewPerson("b@example.com")], NOW
    )
    store.unsubscribes.collect([NewUnsubscribe("b@example.com", NOW, Source.MANUAL)], FIELD, NOW)
    known = store.people.details(["a@example.com", "b@example.com", "c@example.com"])
    assert {key: (person.texts, person.unsubscribed) for key, person in known.items()} == {
        "a@example.com": (("Ann", "Lee", "Acme", "Boss"), False),
        "b@example.com": (("", "", "", ""), True),
    }
