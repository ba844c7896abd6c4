"""What happened on a day stands in its figures: counted by what wrote it, once, on the calendar of this computer."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from pathlib import Path

import pytest

from core.messages import Message
from core.store.sends import SendAnswer
from core.store.store import Store
from core.store.types.figures import CallsOf, DailyFigures
from core.store.types.people import Source
from core.store.types.pushes import PushState
from core.store.types.runs import RunCounts, RunKind, RunOutcome
from core.store.unsubscribes import NewUnsubscribe
from tests.helpers.samples import ACT, FIELD, NOW, add_person, read, record_id, snapshot

MIGRATION = import_module("core.store.migrations.0015_daily_figures")


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Lets a test say in which zone the computer stands."""
    yield monkeypatch
    monkeypatch.undo()
    time.tzset()


def stand_in(zone: pytest.MonkeyPatch, name: str) -> None:
    zone.setenv("TZ", name)
    time.tzset()


def collect(store: Store, email: str, at: datetime, source: Source = Source.MANUAL) -> None:
    store.unsubscribes.collect([NewUnsubscribe(email, at, source)], FIELD, at)


def confirm(store: Store, at: datetime, *record_ids: str) -> None:
    """Salesforce saves the ticks of these records that are due, as the recorder writes it down."""
    taken, _ = store.sends.take_due(200, at, FIELD)
    saved = [push for push in taken if push.salesforce_id in record_ids]
    with store.database.transaction():
        store.records.mark_opted_out([push.salesforce_id or "" for push in saved], FIELD, at)
        store.sends.answer([SendAnswer(push.id, PushState.DONE) for push in saved], at)
    store.sends.put_back([push.id for push in taken if push not in saved])


def look(store: Store, at: datetime) -> None:
    """End the looks for records of addresses that are due."""
    looks = store.sends.take_lookups(200, at, FIELD)
    store.sends.answer([SendAnswer(one.id, PushState.DONE) for one in looks], at)


def waits(store: Store) -> list[int]:
    return sorted(
        seconds
        for by_seconds in store.figures.read().waits.values()
        for seconds, opt_outs in by_seconds.items()
        for _ in range(opt_outs)
    )


def counted_anew(store: Store) -> DailyFigures:
    """What the migration would count from all that is here."""
    with store.database.transaction() as db:
        db.execute_sql("DELETE FROM daily_figure")
        db.execute_sql("DELETE FROM daily_wait")
        for statement in MIGRATION._COUNTED:
            db.execute_sql(statement)
    return store.figures.read()


def test_each_unsubscribe_is_counted_on_its_day_by_its_source(store: Store) -> None:
    day = NOW.astimezone().date()
    collect(store, "a@example.com", NOW)
    collect(store, "b@example.com", NOW, Source.CLICKED_LINK)
    collect(store, "c@example.com", NOW)
    collect(store, "c@example.com", NOW + timedelta(hours=1))  # asks again, is no further opt-out
    collect(store, "d@example.com", NOW - timedelta(days=3))
    found = store.figures.read().unsubscribed
    assert found == {
        day: {Source.MANUAL: 2, Source.CLICKED_LINK: 1},
        day - timedelta(days=3): {Source.MANUAL: 1},
    }
    assert store.figures.read(day).unsubscribed == {day: found[day]}
    assert counted_anew(store).unsubscribed == found


def test_what_was_rolled_back_is_in_no_figure(store: Store) -> None:
    def half() -> None:
        with store.database.transaction():
            collect(store, "a@example.com", NOW)
            raise RuntimeError("killed here")

    with pytest.raises(RuntimeError):
        half()
    assert store.figures.read() == DailyFigures()


def test_an_opt_out_is_confirmed_once_all_its_records_are_ticked(store: Store) -> None:
    contact, lead = record_id(1), record_id(2, "00Q")
    add_person(store, "a@example.com", contact, lead)
    read(store, snapshot(contact, "a@example.com"), snapshot(lead, "a@example.com"))
    collect(store, "a@example.com", NOW)
    confirm(store, NOW + timedelta(seconds=2), contact)
    assert waits(store) == []
    confirm(store, NOW + timedelta(seconds=47), lead)
    assert waits(store) == [47]
    assert [*counted_anew(store).waits.values()] == [{47: 1}]


def test_an_opt_out_that_is_cleared_over_there_and_ticked_again_waits_anew(store: Store) -> None:
    contact = record_id(1)
    person = add_person(store, "a@example.com", contact)
    read(store, snapshot(contact, "a@example.com"))
    collect(store, "a@example.com", NOW)
    confirm(store, NOW + timedelta(seconds=5), contact)
    look(store, NOW + timedelta(seconds=6))
    later = NOW + timedelta(days=90)
    read(store, snapshot(contact, "a@example.com", ticked=False))
    collect(store, "a@example.com", later)
    assert store.sends.queue_found([person], FIELD, later + timedelta(seconds=2)) == 1
    confirm(store, later + timedelta(seconds=9), contact)
    assert waits(store) == [5, 9]


def test_time_before_a_resubscribe_is_not_waited_for(store: Store) -> None:
    contact = record_id(1)
    person = add_person(store, "a@example.com", contact)
    read(store, snapshot(contact, "a@example.com"))
    collect(store, "a@example.com", NOW)
    store.resubscribes.end(person, ACT, NOW + timedelta(days=1))
    later = NOW + timedelta(days=2)
    collect(store, "a@example.com", later)
    confirm(store, later + timedelta(seconds=3), contact)
    assert waits(store) == [3]


@pytest.mark.parametrize(
    ("seconds", "kept"), [(0, 0), (99, 99), (123, 120), (4567, 4500), (45_678, 45_000), (987_654, 980_000)]
)
def test_long_waits_are_kept_with_two_digits(store: Store, seconds: int, kept: int) -> None:
    contact = record_id(1)
    add_person(store, "a@example.com", contact)
    read(store, snapshot(contact, "a@example.com"))
    collect(store, "a@example.com", NOW)
    confirm(store, NOW + timedelta(seconds=seconds), contact)
    assert waits(store) == [kept]


def test_calls_of_runs_pushes_and_loads_stand_side_by_side(store: Store) -> None:
    day = NOW.astimezone().date()
    number = store.runs.open(RunKind.MANUAL, FIELD, NOW, full=False, planned_for=None)
    for _ in range(2):  # a run that is closed once more has made no more calls
        store.runs.close(number, RunOutcome.DONE, RunCounts(), NOW, api_calls=7, full=False)
    store.figures.add_calls(CallsOf.PUSH, 2, NOW)
    store.figures.add_calls(CallsOf.PUSH, 1, NOW)
    store.figures.add_calls(CallsOf.LOAD, 0, NOW)
    assert store.figures.read().calls == {day: {CallsOf.SYNC: 7, CallsOf.PUSH: 3}}


@pytest.mark.parametrize(
    ("zone_name", "at", "day"),
    [
        ("America/Los_Angeles", datetime(2026, 6, 11, 3, 30, tzinfo=UTC), date(2026, 6, 10)),
        ("Asia/Tokyo", datetime(2026, 6, 10, 15, 30, tzinfo=UTC), date(2026, 6, 11)),
        ("Asia/Kathmandu", datetime(2026, 6, 10, 18, 20, tzinfo=UTC), date(2026, 6, 11)),
        # The day on which clocks went back lasts until 23:30 UTC, an hour longer; in summer it would be the next one.
        ("Europe/Berlin", datetime(2026, 10, 25, 22, 30, tzinfo=UTC), date(2026, 10, 25)),
        ("Europe/Berlin", datetime(2026, 10, 24, 22, 30, tzinfo=UTC), date(2026, 10, 25)),
        ("Europe/Berlin", datetime(2026, 3, 29, 21, 30, tzinfo=UTC), date(2026, 3, 29)),
        ("Europe/Berlin", datetime(2026, 3, 29, 22, 0, tzinfo=UTC), date(2026, 3, 30)),
    ],
)
def test_a_day_is_that_of_this_computers_calendar(
    store: Store, zone: pytest.MonkeyPatch, zone_name: str, at: datetime, day: date
) -> None:
    stand_in(zone, zone_name)
    collect(store, "a@example.com", at)
    store.figures.add_calls(CallsOf.PUSH, 1, at)
    assert at.astimezone().date() == day
    assert (list(store.figures.read().unsubscribed), list(store.figures.read().calls)) == ([day], [day])


def test_a_day_that_was_counted_stays_when_the_computer_moves(store: Store, zone: pytest.MonkeyPatch) -> None:
    stand_in(zone, "America/Los_Angeles")
    at = datetime(2026, 6, 11, 3, 30, tzinfo=UTC)
    collect(store, "a@example.com", at)
    stand_in(zone, "Asia/Tokyo")
    collect(store, "b@example.com", at)
    assert list(store.figures.read().unsubscribed) == [date(2026, 6, 10), date(2026, 6, 11)]


def test_what_was_there_before_is_counted_when_the_database_is_brought_up_to_date(tmp_path: Path) -> None:
    store = Store(tmp_path)
    contact = record_id(1)
    add_person(store, "a@example.com", contact)
    read(store, snapshot(contact, "a@example.com"))
    collect(store, "a@example.com", NOW)
    confirm(store, NOW + timedelta(seconds=5), contact)
    number = store.runs.open(RunKind.MANUAL, FIELD, NOW, full=False, planned_for=None)
    store.runs.close(
        number, RunOutcome.FAILED, RunCounts(), NOW, api_calls=4, full=False, reason=Message("x")
    )
    before = store.figures.read()
    with closing(sqlite3.connect(tmp_path / "people.sqlite3")) as old:
        for name in ("unsubscribe_counted", "calls_counted", "wait_counted"):
            old.execute(f"DROP TRIGGER {name}")
        for name in ("daily_figure", "daily_wait"):
            old.execute(f"DROP TABLE {name}")
        old.execute("DELETE FROM schema_migration WHERE name = '0015_daily_figures'")
        old.commit()
    again = Store(tmp_path)
    assert again.figures.read() == before
    collect(again, "b@example.com", NOW)
    assert again.figures.read().unsubscribed[NOW.astimezone().date()] == {Source.MANUAL: 2}
