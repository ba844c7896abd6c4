from __future__ import annotations

from datetime import timedelta

import pytest

from core.messages import Message
from core.store.status_log import LogTally
from core.store.store import Store
from core.store.types.log import Level, LogEntry, LogFilter, LogKind, NewLogEntry
from core.store.types.runs import RunKind
from tests.helpers.samples import FIELD, NOW, record_id

ALL = LogFilter()
FAILED = NewLogEntry(
    Level.ERROR,
    LogKind.PUSH,
    Message("{name} is locked, {count} times.", {"name": "Äsa", "count": 3}),
    fix=Message("Try again at {time}.", {"time": NOW}),
    email="Asa@Example.com",
    salesforce_id=record_id(1),
    code="UNABLE_TO_LOCK_ROW",
    detail="raw text",
)


def add(store: Store, *entries: NewLogEntry) -> None:
    store.status_log.add(entries, NOW)


def plain(text: str = "Done.", level: Level = Level.INFO, kind: LogKind = LogKind.SYNC) -> NewLogEntry:
    return NewLogEntry(level, kind, Message(text))


def texts(entries: list[LogEntry]) -> list[str]:
    return [entry.message.english() for entry in entries]


def test_an_entry_is_told_as_it_was_written(store: Store) -> None:
    add(store, FAILED)
    [entry] = store.status_log.page(ALL, before_id=None, limit=9)
    assert entry == LogEntry(
        entry.id,
        NOW,
        Level.ERROR,
        LogKind.PUSH,
        FAILED.message,
        None,
        FAILED.fix,
        "Asa@Example.com",
        record_id(1),
        "UNABLE_TO_LOCK_ROW",
        "raw text",
    )


def test_entries_come_newest_first_page_by_page(store: Store) -> None:
    add(store, *(plain(f"{number}") for number in range(5)))
    first = store.status_log.page(ALL, before_id=None, limit=2)
    assert texts(first) == ["4", "3"]
    assert texts(store.status_log.page(ALL, before_id=first[-1].id, limit=9)) == ["2", "1", "0"]


def test_all_entries_can_be_exported(store: Store) -> None:
    add(store, *(plain(f"{number}") for number in range(2001)))
    assert texts(list(store.status_log.all(ALL))) == [f"{number}" for number in reversed(range(2001))]
    assert store.status_log.count(ALL) == 2001


def test_a_follower_sees_what_is_new_oldest_first(store: Store) -> None:
    add(store, plain("old"))
    [old] = store.status_log.page(ALL, before_id=None, limit=1)
    add(store, plain("a"), plain("b", Level.WARNING), plain("c"))
    assert texts(store.status_log.after(old.id, ALL)) == ["a", "b", "c"]
    assert texts(store.status_log.after(old.id, ALL, limit=1)) == ["a"]
    assert texts(store.status_log.after(old.id, LogFilter(levels=frozenset({Level.WARNING})))) == ["b"]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (LogFilter(), ["d", "c", "b", "a"]),
        (LogFilter(levels=frozenset({Level.ERROR})), ["c"]),
        (LogFilter(levels=frozenset({Level.ERROR, Level.WARNING})), ["c", "b"]),
        (LogFilter(kinds=frozenset({LogKind.PUSH})), ["c", "b"]),
        (LogFilter(levels=frozenset({Level.INFO}), kinds=frozenset({LogKind.SYNC})), ["a"]),
        (LogFilter(run_id=1), ["d"]),
        (LogFilter(run_id=1, levels=frozenset({Level.ERROR})), []),
    ],
)
def test_the_log_is_filtered_by_level_kind_and_run(
    store: Store, wanted: LogFilter, expected: list[str]
) -> None:
    run = store.runs.open(RunKind.MANUAL, FIELD, NOW, full=False, planned_for=None)
    add(
        store,
        plain("a"),
        plain("b", Level.WARNING, LogKind.PUSH),
        plain("c", Level.ERROR, LogKind.PUSH),
        NewLogEntry(Level.INFO, LogKind.COLLECT, Message("d"), run_id=run),
    )
    assert texts(store.status_log.page(wanted, before_id=None, limit=9)) == expected
    assert store.status_log.count(wanted) == len(expected)


@pytest.mark.parametrize(
    "text",
    ["äsa IS locked", "ÄSA", "3 times", "asa@example", record_id(1)[:15], "unable_to_lock", "  locked  "],
)
def test_the_log_is_searched_without_regard_to_case(store: Store, text: str) -> None:
    add(store, plain(), FAILED, plain())
    assert texts(store.status_log.page(LogFilter(text=text), before_id=None, limit=9)) == [
        "Äsa is locked, 3 times."
    ]


@pytest.mark.parametrize("text", ["%", "_ocked", "'", "nothing like it"])
def test_signs_have_no_meaning_in_a_search(store: Store, text: str) -> None:
    add(store, FAILED)
    assert store.status_log.count(LogFilter(text=text)) == 0


def test_entries_of_one_moment_are_written_together(store: Store) -> None:
    store.status_log.add([], NOW)
    store.status_log.add([plain("a"), plain("b")], NOW + timedelta(seconds=1))
    assert {entry.at for entry in store.status_log.all(ALL)} == {NOW + timedelta(seconds=1)}


def test_entries_are_counted_by_level_kind_and_code(store: Store) -> None:
    add(store, FAILED, FAILED, plain(), plain(kind=LogKind.PUSH))
    assert store.status_log.tally() == [
        LogTally(Level.ERROR, LogKind.PUSH, FAILED.code, 2),
        LogTally(Level.INFO, LogKind.PUSH, "", 1),
        LogTally(Level.INFO, LogKind.SYNC, "", 1),
    ]


def test_the_same_words_are_kept_once_however_many_entries_say_them(store: Store) -> None:
    add(store, *(plain("Opted out.") for _ in range(50)), FAILED)
    add(store, plain("Opted out."), FAILED)
    assert store.database.rows("SELECT count(*) FROM log_text") == [(3,)]
    assert store.status_log.count(ALL) == 53
    assert store.status_log.page(ALL, before_id=None, limit=1)[0].fix == FAILED.fix


@pytest.mark.parametrize("text", ["é@x.example 003", "ÉVA", "times. éva", "mina@x.example 00Q", "lock_row"])
def test_a_search_finds_words_and_what_stands_beside_them_in_any_letters(store: Store, text: str) -> None:
    beside = {"code": "UNABLE_TO_LOCK_ROW", "email": "ÉVA.É@x.example", "salesforce_id": "003A"}
    if "mina" in text:
        beside |= {"email": "Mina@X.example", "salesforce_id": "00QB"}
    add(store, NewLogEntry(Level.INFO, LogKind.PUSH, FAILED.message, **beside), plain())
    assert store.status_log.count(LogFilter(text=text)) == 1
    assert len(store.status_log.page(LogFilter(text=text), before_id=None, limit=9)) == 1
