"""The list of people: every row once whatever the order, filters, and a search that finds any part of a text."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest

from core.store.store import Store
from core.store.types.people import (
    NewPerson,
    NotSyncableReason,
    PeopleFilter,
    PeopleSort,
    PersonRow,
    SideState,
    Source,
)
from core.store.types.records import RecordState
from core.store.unsubscribes import NewUnsubscribe
from tests.helpers.samples import FIELD, MARKETO, NOW, add_person, open_run, record_id, snapshot

EVERYBODY = PeopleFilter(unsubscribed_only=False)


def unsubscribe(
    store: Store, email: str, at: datetime = NOW, source: Source = Source.MANUAL, reason: str = ""
) -> None:
    store.unsubscribes.collect([NewUnsubscribe(email, at, source, reason)], FIELD, NOW)


def paged(store: Store, wanted: PeopleFilter, sort: PeopleSort, limit: int) -> list[PersonRow]:
    """All rows as a screen fetches them, page after page."""
    rows: list[PersonRow] = []
    while page := store.people_list.page(wanted, sort, FIELD, after=rows[-1] if rows else None, limit=limit):
        assert len(page) <= limit
        rows += page
    return rows


def found(store: Store, text: str) -> set[str]:
    wanted = PeopleFilter(text=text, unsubscribed_only=False)
    rows = store.people_list.page(wanted, PeopleSort.EMAIL, FIELD)
    assert store.people_list.count(wanted, FIELD) == len(rows)
    return {row.email for row in rows}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """120 people in no order: a third not unsubscribed, many at the same moment."""
    store = Store(tmp_path_factory.mktemp("many"))
    chance = random.Random(20)
    for number in chance.sample(range(1000), 120):
        email = f"{chance.choice('aBcZ')}{number}@example.com"
        add_person(store, email)
        if chance.random() < 0.66:
            unsubscribe(store, email, NOW - timedelta(hours=chance.randrange(8)))
    return store


@pytest.mark.parametrize("limit", [1, 7, 40, 500])
@pytest.mark.parametrize("only", [True, False], ids=["unsubscribed", "everybody"])
@pytest.mark.parametrize("sort", PeopleSort)
def test_paging_shows_everybody_exactly_once_and_in_order(
    many: Store, sort: PeopleSort, only: bool, limit: int
) -> None:
    wanted = PeopleFilter(unsubscribed_only=only)
    rows = paged(many, wanted, sort, limit)
    assert len({row.id for row in rows}) == len(rows) == many.people_list.count(wanted, FIELD)
    dates = [row.unsubscribed_at or datetime.min.replace(tzinfo=UTC) for row in rows]
    emails = [row.email.lower() for row in rows]
    expected = {
        PeopleSort.NEWEST: dates == sorted(dates, reverse=True),
        PeopleSort.OLDEST: dates == sorted(dates),
        PeopleSort.EMAIL: emails == sorted(emails),
        PeopleSort.EMAIL_DESCENDING: emails == sorted(emails, reverse=True),
    }
    assert expected[sort]


@pytest.mark.parametrize("sort", PeopleSort)
def test_paging_goes_on_where_it_was_when_somebody_is_added_meanwhile(store: Store, sort: PeopleSort) -> None:
    for number in range(10):
        add_person(store, f"p{number}@example.com")
        if number % 3:
            unsubscribe(store, f"p{number}@example.com", NOW + timedelta(minutes=number))
    first = store.people_list.page(EVERYBODY, sort, FIELD, limit=4)
    unsubscribe(store, "new@example.com", NOW + timedelta(minutes=4, seconds=30))
    rest = store.people_list.page(EVERYBODY, sort, FIELD, after=first[-1], limit=40)
    ids = [row.id for row in (*first, *rest)]
    assert len(ids) == len(set(ids)) >= 10


def test_the_search_finds_any_part_of_an_address_name_or_company(store: Store) -> None:
    store.people.add(
        [
            NewPerson("ada@example.com", "Ada", "Lovelace", "Engines"),
            NewPerson("bo@example.org", "Bo", "Ek", "Difference"),
        ],
        NOW,
    )
    assert found(store, "love") == {"ada@example.com"}
    assert found(store, "example.org") == {"bo@example.org"}
    assert found(store, "ngine") == {"ada@example.com"}
    assert found(store, "a lov") == {"ada@example.com"}
    assert found(store, "lovelace ada") == {"ada@example.com"}
    assert found(store, "nobody") == set()


@pytest.mark.parametrize("text", ["d", "da", "ada", "ADA", "  Ada ", "aDa@Ex", "example.com ada"])
def test_one_two_or_more_letters_find_in_any_case(store: Store, text: str) -> None:
    store.people.add([NewPerson("Ada@Example.com"), NewPerson("bo@nowhere.org")], NOW)
    assert found(store, text) == {"Ada@Example.com"}


@pytest.mark.parametrize(
    "text", ["'", '"', '"q"', "100%", "%", "o'brien", "a_b", "(", "*", "AND", "-x", "a:b", '"""']
)
def test_signs_mean_themselves(store: Store, text: str) -> None:
    holder = f'o\'brien-x 100% "q" a_b (c) * and a:b """ {text}'
    store.people.add([NewPerson("holder@nowhere.org", holder), NewPerson("zz@q.io")], NOW)
    assert found(store, text) == {"holder@nowhere.org"}


@pytest.mark.parametrize("text", ["花", "花子", "山田", "日本語株式会社", "本語株", "東京 山田"])
def test_japanese_names_are_found_from_one_letter_on(store: Store, text: str) -> None:
    store.people.add(
        [
            NewPerson("h@example.jp", "花子", "山田", "日本語株式会社 東京"),
            NewPerson("x@example.jp", "太郎", "鈴木"),
        ],
        NOW,
    )
    assert found(store, text) == {"h@example.jp"}


def test_letters_beyond_ascii_are_found_in_either_case_and_spelling(store: Store) -> None:
    store.people.add([NewPerson("e@example.com", "Élise", "Ångström"), NewPerson("x@example.com", "E")], NOW)
    for text in ("élise", "ÉLISE", "ångst", "E\u0301lise", "é"):
        assert found(store, text) == {"e@example.com"}


def test_a_very_long_text_finds_nobody_and_fails_nothing(store: Store) -> None:
    add_person(store, "a@example.com")
    assert found(store, "".join(chr(0x4E00 + number) for number in range(4000))) == set()
    assert found(store, "a " * 3000) == {"a@example.com"}


def test_filters_by_source_and_by_day(store: Store) -> None:
    unsubscribe(store, "m@example.com", NOW, Source.MANUAL)
    unsubscribe(store, "c@example.com", NOW + timedelta(days=1), Source.CSV_IMPORT)
    unsubscribe(store, "b@example.com", NOW + timedelta(days=2), Source.BOUNCE)

    def emails(wanted: PeopleFilter) -> list[str]:
        rows = store.people_list.page(wanted, PeopleSort.OLDEST, FIELD)
        assert store.people_list.count(wanted, FIELD) == len(rows)
        return [row.email for row in rows]

    assert emails(PeopleFilter(sources=frozenset({Source.MANUAL}))) == ["m@example.com"]
    both = frozenset({Source.MANUAL, Source.BOUNCE})
    assert emails(PeopleFilter(sources=both)) == ["m@example.com", "b@example.com"]
    assert emails(PeopleFilter(since=NOW + timedelta(days=1))) == ["c@example.com", "b@example.com"]
    assert emails(PeopleFilter(until=NOW + timedelta(days=1))) == ["m@example.com"]
    assert emails(PeopleFilter(since=NOW + timedelta(days=1), until=NOW + timedelta(days=2))) == [
        "c@example.com"
    ]


def test_those_who_cannot_be_synced_come_with_the_reason(store: Store) -> None:
    add_person(store, "new@example.com")
    add_person(store, "gone@example.com", record_id(1))
    add_person(store, "there@example.com", record_id(2))
    store.records.remember(
        [
            snapshot(record_id(1), "gone@example.com", state=RecordState.DELETED),
            snapshot(record_id(2), "there@example.com"),
        ],
        NOW,
    )
    store.people.refresh_not_syncable(["new@example.com", "gone@example.com", "there@example.com"])
    wanted = PeopleFilter(unsubscribed_only=False, not_syncable=True)
    rows = store.people_list.page(wanted, PeopleSort.EMAIL, FIELD)
    assert {row.email: row.not_syncable for row in rows} == {
        "new@example.com": NotSyncableReason.NEVER_LOOKED_FOR,
        "gone@example.com": NotSyncableReason.RECORD_DELETED,
    }


def test_in_salesforce_sums_up_the_checkbox_of_all_living_records(store: Store) -> None:
    ticks: dict[str, list[tuple[bool | None, RecordState]]] = {
        "all": [(True, RecordState.ACTIVE), (True, RecordState.ACTIVE)],
        "some": [(True, RecordState.ACTIVE), (False, RecordState.ACTIVE)],
        "half": [(True, RecordState.ACTIVE), (None, RecordState.UNSEEN)],
        "none": [(False, RecordState.ACTIVE), (True, RecordState.DELETED)],
        "unread": [(None, RecordState.UNSEEN)],
        "dead": [(True, RecordState.MERGED), (True, RecordState.CONVERTED)],
        "bare": [],
    }
    number = 0
    for name, records in ticks.items():
        ids = [record_id(number + place) for place in range(len(records))]
        number += len(records)
        add_person(store, f"{name}@example.com", *ids)
        store.records.remember(
            [
                snapshot(id_, ticked=ticked, marketo=False, state=state)
                for id_, (ticked, state) in zip(ids, records, strict=True)
                if state is not RecordState.UNSEEN
            ],
            NOW,
        )
    expected = {
        "all": SideState.OPTED_OUT,
        "some": SideState.PARTLY,
        "half": SideState.PARTLY,
        "none": SideState.NOT_OPTED_OUT,
        "unread": SideState.UNKNOWN,
        "dead": SideState.NONE,
        "bare": SideState.NONE,
    }
    rows = store.people_list.page(EVERYBODY, PeopleSort.EMAIL, FIELD)
    assert {row.email.partition("@")[0]: row.in_salesforce for row in rows} == expected
    for side in SideState:
        wanted = PeopleFilter(unsubscribed_only=False, in_salesforce=side)
        listed = {
            row.email.partition("@")[0] for row in store.people_list.page(wanted, PeopleSort.EMAIL, FIELD)
        }
        assert listed == {name for name, state in expected.items() if state is side}
    other = {row.in_salesforce for row in store.people_list.page(EVERYBODY, PeopleSort.EMAIL, MARKETO)}
    assert other == {SideState.NOT_OPTED_OUT, SideState.UNKNOWN, SideState.NONE}


def test_a_card_holds_records_history_and_pushes(store: Store) -> None:
    person_id = add_person(store, "ada@example.com", record_id(1))
    unsubscribe(store, "ada@example.com", NOW, reason="asked by phone")
    card = store.people_list.person(person_id, FIELD)
    assert card is not None
    assert [record.id for record in card.records] == [record_id(1)]
    assert card.row.reason == "asked by phone"
    assert [event.reason for event in card.history] == ["asked by phone"]
    assert card.row.waiting_pushes == len(card.pushes) == 2  # to the record, and a look for more
    assert store.people_list.person(person_id + 1, FIELD) is None
    assert store.people_list.id_of("ada@example.com") == person_id


def test_what_a_sync_sends_for_somebody_is_not_counted_as_waiting_in_the_queue(store: Store) -> None:
    person_id = add_person(store, "ada@example.com", record_id(1))
    store.records.remember([snapshot(record_id(1))], NOW)
    store.unsubscribes.record_from_salesforce([(person_id, record_id(1))], NOW)
    run = open_run(store)
    with store.database.use():
        store.plans.make(run, FIELD, everybody=True)
        assert len(store.run_sends.take_planned(run, FIELD, 0, 9, NOW)[0]) == 1
    card = store.people_list.person(person_id, FIELD)
    assert card is not None
    assert (card.row.waiting_pushes, card.row.parked_pushes, len(card.pushes)) == (0, 0, 1)


@pytest.mark.parametrize("glance", [1, 5, 50, 5000])
@pytest.mark.parametrize("sort", PeopleSort)
def test_a_search_shows_everybody_it_finds_whether_the_index_is_asked_or_not(
    many: Store, sort: PeopleSort, glance: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.store.people_list._GLANCE", glance)
    for text in ("b", "1", "example", "c1"):
        for only in (True, False):
            wanted = PeopleFilter(text=text, unsubscribed_only=only)
            everybody = paged(many, PeopleFilter(unsubscribed_only=only), sort, 500)
            assert paged(many, wanted, sort, 3) == [row for row in everybody if text in row.email.lower()]


@pytest.mark.parametrize(
    ("first", "last", "whole"),
    [
        ("Ada", "Lovelace", "Ada Lovelace"),
        ("花子", "佐藤", "佐藤 花子"),
        ("さくら", "山本", "山本 さくら"),
        ("サクラ", "山本", "山本 サクラ"),
        ("민준", "김", "김 민준"),
        ("ジョン", "スミス", "ジョン スミス"),
        ("Emi", "佐藤", "Emi 佐藤"),
        ("", "Lovelace", "Lovelace"),
        ("花子", "", "花子"),
        ("", "", ""),
    ],
)
def test_a_name_is_shown_in_the_order_in_which_its_bearer_writes_it(
    store: Store, first: str, last: str, whole: str
) -> None:
    store.people.add([NewPerson("a@example.com", first, last)], NOW)
    (row,) = store.people_list.page(EVERYBODY, PeopleSort.EMAIL, FIELD)
    assert row.name == whole
    card = store.people_list.person(row.id, FIELD)
    assert card is not None
    assert (card.row.name, card.first_name, card.last_name) == (whole, first, last)
