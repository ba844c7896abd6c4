"""Databases of every earlier version come to the ninth: nothing is lost, everybody is counted, a kill does no harm."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.messages import Message
from core.plain_text.moments import iso_text
from core.store import database as opening
from core.store.database import SQLITE_FILE, Database
from core.store.schema import utc_from_text, utc_text
from core.store.store import Store
from core.store.types.fields import OptOutField
from core.store.types.log import LogFilter
from core.store.types.people import PeopleFilter
from core.store.upgrade import takes_long
from tests.core.store.test_standing import looked_at
from tests.helpers.samples import FIELD, NOW, record_id, unsubscribe

VERSIONS = range(1, 9)
PEOPLE = 3000
TICKED = Message(
    "{object} was opted out in Salesforce: {field} is ticked.", {"object": "Contact", "field": "É"}
)
LOCKED, AGAIN = Message("{name} is locked.", {"name": "Ännchen"}), Message("Try again later.")


def moment(number: int) -> datetime:
    """A time of this person alone, with every digit of it in use."""
    return NOW - timedelta(days=number, microseconds=7 * number + 1)


def is_out(number: int) -> bool:
    return number % 10 == 0


def fill(connection: sqlite3.Connection, people: int) -> None:
    """What a first sync and some nights leave behind, in the columns that every version has had."""
    numbers = range(1, people + 1)
    at = {number: iso_text(moment(number)) for number in numbers}
    connection.executemany(
        "INSERT INTO person (id, email, email_key, first_name, last_name, company, title, search_text, added_at, "
        "looked_for_at, not_syncable, unsubscribed_at, source, reason) "
        "VALUES (?, ?, ?, 'Ann', 'Lee', 'Firm', '', ?, ?, ?, ?, ?, ?, '')",
        [
            (
                *(
                    number,
                    f"P{number}@example.com",
                    f"p{number}@example.com",
                    f"p{number}@example.com ann lee firm",
                ),
                *(
                    at[number],
                    at[number] if number % 3 else None,
                    None if number % 7 else "no_salesforce_record",
                ),
                *((at[number], "Salesforce Sync") if is_out(number) else (None, None)),
            )
            for number in numbers
        ],
    )
    connection.executemany(
        "INSERT INTO salesforce_record (id, object, name, email, email_opt_out, marketo_sales_opt_out, state, seen_at) "
        "VALUES (?, 'Contact', 'Ann Lee', ?, ?, ?, ?, ?)",
        [
            (
                *(
                    record_id(number),
                    f"P{number}@example.com",
                    is_out(number),
                    None if number % 4 else number % 8 == 0,
                ),
                *("deleted" if number % 50 == 0 else "active", at[number]),
            )
            for number in numbers
        ],
    )
    third = [row[1] for row in connection.execute("PRAGMA table_info(link)")][2]
    reason = "address" if third == "origin" else 2
    pairs = [
        (number, record_id(other), reason)
        for number in numbers
        if number % 7
        for other in {number, 1 + number % 97}
    ]
    connection.executemany(f"INSERT INTO link (person_id, record_id, {third}) VALUES (?, ?, ?)", pairs)
    connection.executemany(
        "INSERT INTO history (person_id, at, what, source, reason, who, salesforce_id) "
        "VALUES (?, ?, 'unsubscribed', 'Salesforce Sync', '', '', ?)",
        [(number, at[number], record_id(number)) for number in numbers if is_out(number)],
    )
    connection.executemany(
        "INSERT INTO queued_push (person_id, record_id, field, state, attempts, queued_at, next_try_at, answered_at, "
        "code) VALUES (?, ?, 'salesforce', 'done', 1, ?, ?, ?, '')",
        [
            (number, record_id(number), at[number], at[number], at[number])
            for number in numbers
            if is_out(number)
        ],
    )
    connection.executemany(
        "INSERT INTO status_entry (at, level, kind, run_id, message, fix, email, salesforce_id, code, detail, "
        "search_text) VALUES (?, 'info', 'sync', NULL, ?, ?, ?, ?, ?, '', ?)",
        [
            (
                *(at[number], text.to_json(), fix.to_json() if fix else None, email, record_id(number), code),
                f"{text.english()} {email} {record_id(number)} {code}".lower(),
            )
            for number in numbers
            for text, fix, email, code in [
                (LOCKED, AGAIN, f"É{number}@Example.com", "UNABLE_TO_LOCK_ROW")
                if number % 100 == 0
                else (TICKED, None, f"P{number}@example.com", "")
            ]
        ],
    )
    connection.execute("INSERT INTO night VALUES (?, 'done', NULL, NULL)", (at[1],))
    connection.execute("INSERT INTO mark VALUES ('Contact', ?)", (at[2],))
    connection.execute("INSERT INTO setting VALUES ('nightly_sync.since', ?)", (at[3],))


def made_by(folder: Path, version: int, people: int = PEOPLE) -> Path:
    """A database as that version of the program has left it."""
    with pytest.MonkeyPatch.context() as patch, resources.as_file(opening.MIGRATIONS) as shipped:
        earlier = folder / "migrations"
        earlier.mkdir(parents=True)
        for step in shipped.glob("0*.py"):
            if int(step.name[:4]) <= version:
                shutil.copy(step, earlier)
        patch.setattr(opening, "MIGRATIONS", earlier)
        Database(folder / SQLITE_FILE)
    with closing(sqlite3.connect(folder / SQLITE_FILE)) as connection:
        fill(connection, people)
        connection.commit()
    return folder


def check(store: Store, people: int = PEOPLE) -> None:
    """Everything that was there is there, in its new form."""
    rows = store.database.rows
    assert rows("PRAGMA integrity_check") == [("ok",)]
    assert rows("PRAGMA foreign_key_check") == []
    assert store.standings.all() == looked_at(store)
    out = [number for number in range(1, people + 1) if is_out(number)]
    assert (store.people.totals().people, store.people.totals().unsubscribed) == (people, len(out))
    times = "SELECT id, added_at, looked_for_at, unsubscribed_at FROM person"
    assert {
        id_: tuple(None if time is None else utc_from_text(time) for time in found)
        for id_, *found in rows(times)
    } == {
        number: (
            moment(number),
            moment(number) if number % 3 else None,
            moment(number) if is_out(number) else None,
        )
        for number in range(1, people + 1)
    }
    card = store.people_list.person(10, FIELD)
    assert card is not None
    assert [event.at for event in card.history] == [moment(10)]
    assert [(push.queued_at, push.answered_at) for push in card.pushes] == [(moment(10), moment(10))]
    assert moment(10) in {record.seen_at for record in card.records}
    assert [night.planned_for for night in store.runs.nights(9)] == [moment(1)]
    assert store.org_state.marks().read_from == {"Contact": moment(2)}
    assert store.org_state.setting("nightly_sync.since") == iso_text(moment(3))
    assert rows("SELECT count(*) FROM log_text") == [(3,)]
    entries = store.status_log.page(
        LogFilter(text="ännchen is locked. É100@example.com 003"), before_id=None, limit=9
    )
    assert [(entry.at, entry.message, entry.fix) for entry in entries] == [(moment(100), LOCKED, AGAIN)]
    assert store.status_log.count(LogFilter(text="É is ticked. p1@")) == 1
    assert store.status_log.count(LogFilter()) == people


@pytest.mark.parametrize("version", VERSIONS)
def test_a_database_of_every_earlier_version_keeps_everything(tmp_path: Path, version: int) -> None:
    store = Store(made_by(tmp_path, version))
    check(store)
    before = store.people.totals().unsubscribed
    unsubscribe(store, "p1@example.com", "new@example.com")
    assert store.people.totals().unsubscribed == before + 2
    assert {row.email for row in store.people_list.all(PeopleFilter(text="p121"), FIELD)} == {
        "P1210@example.com"
    }
    assert store.standings.all() == looked_at(store)
    [backup] = tmp_path.glob("people-before-*.sqlite3")
    assert backup.name.startswith(f"people-before-{version + 1:04}_")


def test_what_was_guarded_is_guarded_still(tmp_path: Path) -> None:
    def parts(store: Store) -> set[tuple[str, str]]:
        return set(
            store.database.rows("SELECT type, name FROM sqlite_master WHERE name NOT LIKE '%autoindex%'")
        )

    assert parts(Store(made_by(tmp_path / "old", 8, 200))) == parts(Store(tmp_path / "new"))


_OPENER = """
import sys
from pathlib import Path
from core.store.store import Store
print("begins", flush=True)
Store(Path(sys.argv[1]))
print("opened", flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="no signals")
@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_a_process_that_is_killed_on_the_way_does_no_harm(tmp_path: Path, share: float) -> None:
    Store(made_by(tmp_path / "first", 8))
    began = time.monotonic()
    Store(made_by(tmp_path / "timed", 8))
    takes = time.monotonic() - began
    folder = made_by(tmp_path / "data", 8)
    with subprocess.Popen(
        [sys.executable, "-c", _OPENER, str(folder)], stdout=subprocess.PIPE, text=True
    ) as opener:
        assert opener.stdout is not None
        assert opener.stdout.readline() == "begins\n"
        time.sleep(takes * share)
        opener.send_signal(signal.SIGKILL)
    check(Store(folder))


def test_another_process_waits_for_the_one_that_is_at_it(tmp_path: Path) -> None:
    folder = made_by(tmp_path, 8)
    openers = [
        subprocess.Popen([sys.executable, "-c", _OPENER, str(folder)], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    assert [opener.communicate(timeout=120)[0] for opener in openers] == ["begins\nopened\n"] * 2
    check(Store(folder))


moments = st.datetimes(datetime(1900, 1, 2), datetime(2999, 1, 1)).map(
    lambda naive: naive.replace(tzinfo=UTC)
)


@pytest.fixture(scope="module")
def migration() -> dict[str, object]:
    with resources.as_file(opening.MIGRATIONS / "0009_counted_and_smaller.py") as path:
        namespace: dict[str, object] = {}
        exec(compile(path.read_text("utf-8"), str(path), "exec"), namespace)
    return namespace


@settings(max_examples=200)
@given(moments)
def test_each_time_becomes_just_the_number_that_the_program_writes(
    migration: dict[str, object], at: datetime
) -> None:
    number = migration["_number"]
    assert callable(number)
    with closing(sqlite3.connect(":memory:")) as connection:
        sql = f"SELECT {number('at')} FROM (SELECT ? AS at)"
        assert connection.execute(sql, (iso_text(at),)).fetchone() == (utc_text(at),)
        assert connection.execute(sql, (None,)).fetchone() == (None,)


def test_an_unsubscribe_at_the_first_moment_of_1970_is_one(store: Store) -> None:
    first = datetime(1970, 1, 1, tzinfo=UTC)
    unsubscribe(store, "a@example.com", at=first)
    [whole] = store.whole_people.page(PeopleFilter(), OptOutField.SALESFORCE, 0, 9)
    card = store.people_list.person(1, FIELD)
    assert card is not None
    assert (whole.unsubscribed_at, card.row.unsubscribed_at, card.history[0].at) == (first, first, first)


def test_only_a_large_database_of_an_earlier_version_takes_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = made_by(tmp_path / "old", 8)
    assert not takes_long(old)
    monkeypatch.setattr("core.store.upgrade._LARGE", 100_000)
    assert takes_long(old)
    Store(old)
    assert not takes_long(old)
    assert not takes_long(tmp_path / "nowhere")


def test_the_log_of_an_earlier_version_is_told_by_runs_as_well(tmp_path: Path) -> None:
    folder = made_by(tmp_path, 8)
    with closing(sqlite3.connect(folder / SQLITE_FILE)) as connection, connection:
        run_id, at = 7, iso_text(NOW)
        connection.execute(
            "INSERT INTO run (id, kind, outcome, field, full, started_at, counts, api_calls) "
            "VALUES (?, 'nightly', 'done', 'salesforce', 1, ?, '{}', 5)",
            (run_id, at),
        )
        connection.execute("UPDATE status_entry SET run_id = ?", (run_id,))
        entries = connection.execute("SELECT count(*) FROM status_entry").fetchone()[0]
    groups = Store(folder).status_log.groups
    [head] = groups.heads(LogFilter(), None, 10_000)
    assert (head.run_id, head.entries) == (run_id, entries)
    assert sum(line.entries for line in groups.of_run(run_id, LogFilter())) == entries
    assert "×" in groups.of_run(run_id, LogFilter())[0].sentence().english()
