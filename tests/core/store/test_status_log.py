from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from core.messages import Counted, Message
from core.store.log_groups import LogGroup, LogRun
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


NO_RECORD = Counted("{count} person has no Salesforce record.", "{count} people have no Salesforce record.")


def without_record(store: Store, run_id: int, people: range) -> None:
    add(
        store,
        *(
            NewLogEntry(
                Level.WARNING,
                LogKind.SYNC,
                Message("Not synced."),
                run_id=run_id,
                fix=Message("Share it."),
                email=f"p{number}@example.com",
                code="NO_SALESFORCE_ID",
                together=NO_RECORD,
            )
            for number in people
        ),
    )


def test_what_a_run_says_alike_of_many_is_one_line_with_its_count(store: Store) -> None:
    run_id = store.runs.open(RunKind.NIGHTLY, FIELD, NOW, full=False, planned_for=None)
    without_record(store, run_id, range(46))
    add(store, replace(plain("Both sides agree."), run_id=run_id))
    without_record(store, run_id, range(46, 47))
    worst, summary = store.status_log.groups.of_run(run_id, ALL)
    assert worst.sentence().english() == "47 people have no Salesforce record."
    assert worst.fix == Message("Share it.")
    assert summary.sentence().english() == "Both sides agree."
    entries = store.status_log.page(LogFilter(group_id=worst.id), before_id=None, limit=99)
    assert [entry.email for entry in entries] == [f"p{number}@example.com" for number in reversed(range(47))]
    [head] = store.status_log.groups.heads(ALL, None, 9)
    assert isinstance(head, LogRun)
    assert (head.entries, head.level, head.run_kind) == (48, Level.WARNING, RunKind.NIGHTLY)


def test_what_was_said_of_many_without_words_for_it_is_counted_all_the_same(store: Store) -> None:
    run_id = store.runs.open(RunKind.MANUAL, FIELD, NOW, full=False, planned_for=None)
    add(store, *(replace(FAILED, run_id=run_id) for _ in range(3)))
    [line] = store.status_log.groups.heads(ALL, None, 9)
    assert isinstance(line, LogGroup)
    assert line.sentence().english() == "3 × Äsa is locked, 3 times."


def test_what_is_taken_back_is_counted_no_longer(store: Store) -> None:
    run_id = store.runs.open(RunKind.MANUAL, FIELD, NOW, full=False, planned_for=None)
    ticked = replace(plain("Opted out."), run_id=run_id)
    add(store, *(replace(ticked, salesforce_id=record_id(number)) for number in range(3)))
    store.status_log.take_back(run_id, [record_id(0)], ticked.message)
    [line] = store.status_log.groups.of_run(run_id, ALL)
    assert line.entries == 2
    store.status_log.take_back(run_id, [record_id(1), record_id(2)], ticked.message)
    assert store.status_log.groups.of_run(run_id, ALL) == []


def test_runs_come_page_by_page_with_what_fits_the_filter(store: Store) -> None:
    runs = [store.runs.open(RunKind.NIGHTLY, FIELD, NOW, full=False, planned_for=None) for _ in range(4)]
    for run_id in runs:
        without_record(store, run_id, range(2))
        add(store, replace(plain("Both sides agree."), run_id=run_id))
    first = store.status_log.groups.heads(ALL, None, 2)
    then = store.status_log.groups.heads(ALL, first[-1].first_id, 9)
    assert [head.run_id for head in (*first, *then)] == runs[::-1]
    warned = store.status_log.groups.heads(LogFilter(levels=frozenset({Level.WARNING})), None, 9)
    assert [line.sentence().english() for line in warned if isinstance(line, LogGroup)] == [
        "2 people have no Salesforce record."
    ] * 4
