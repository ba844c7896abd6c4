"""A clock that was wrong holds nothing up once it is right, and the log says that it was set."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from core.plain_text.moments import iso_text
from core.store.store import Store
from core.store.stored_times import NIGHT_WAITS, NIGHTS_SINCE
from core.store.types.log import LogEntry, LogFilter
from core.store.types.orgs import Org
from core.store.types.runs import Night, NightState
from core.sync.leases import Lease
from core.sync.nights.clock_watch import CLOCK_BEHIND, CLOCK_SET, ClockWatch, Deadline
from tests.helpers.clock import Clock, pacific
from tests.helpers.services import services_over

NOW = pacific(2026, 11, 24, 12)
YEAR = timedelta(days=365)
DAY = timedelta(days=1)


class Steady:
    """A clock that nobody sets."""

    def __init__(self) -> None:
        self.s = 0.0

    def __call__(self) -> float:
        return self.s


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture
def steady() -> Steady:
    return Steady()


@pytest.fixture
def watch(store: Store, clock: Clock, steady: Steady, tmp_path: Path) -> Callable[[], ClockWatch]:
    """Begins to watch, as a program does that starts."""
    return lambda: ClockWatch(services_over(tmp_path, clock, store), steady)


def said(store: Store) -> list[LogEntry]:
    return list(store.status_log.page(LogFilter(), before_id=None, limit=10))


def owned(store: Store, *, practice: bool) -> None:
    store.org_state.set_org(
        Org("00D000000000001AAA", "Acme", "https://a.example", False, practice, "u", "66.0")
    )


def of_next_year(store: Store) -> None:
    """What a program leaves behind that ran while the clock was a year ahead."""
    then = NOW + YEAR
    owned(store, practice=True)
    store.org_state.set_settings(
        {NIGHTS_SINCE: iso_text(then), NIGHT_WAITS: f'["{iso_text(then)}", "[\\"why\\", {{}}]"]'}
    )
    store.org_state.move_marks({}, then)
    store.runs.record_night(Night(NOW - DAY, NightState.DONE, None, None))
    store.runs.record_night(Night(then - DAY, NightState.SKIPPED, None, None))
    store.runs.record_night(Night(then, NightState.DONE, None, None))
    store.runs.take_lease("sync", "elsewhere:1:a", then, 30)
    store.checklists.keep_seen("00D000000000001AAA", "{}", then)


def test_at_the_start_whatever_waits_for_a_time_that_a_wrong_clock_set_waits_no_more(
    store: Store, watch: Callable[[], ClockWatch]
) -> None:
    of_next_year(store)
    watch()
    assert store.org_state.setting(NIGHTS_SINCE) == iso_text(NOW)
    assert store.org_state.setting(NIGHT_WAITS) is None
    assert store.org_state.marks().last_full_run_at is None
    assert [night.planned_for for night in store.runs.nights(9)] == [NOW - DAY]
    lease = store.runs.lease("sync")
    assert lease is not None
    assert lease[1] <= NOW + timedelta(minutes=1)
    seen = store.checklists.seen("00D000000000001AAA")
    assert seen is not None
    assert seen[0] == NOW
    [entry] = said(store)
    assert (entry.code, entry.level) == (CLOCK_SET, "warning")
    assert "set back" in entry.message.english()


def test_it_is_said_once_by_however_many_programs(store: Store, watch: Callable[[], ClockWatch]) -> None:
    of_next_year(store)
    for _ in range(3):
        watch().check()
    assert len(said(store)) == 1


def test_where_all_is_well_nothing_is_written(
    store: Store, watch: Callable[[], ClockWatch], clock: Clock
) -> None:
    store.org_state.set_setting(NIGHTS_SINCE, iso_text(NOW - DAY))
    with store.database.use():
        before = store.database.rows("SELECT total_changes()")
        watch().check()
        assert store.database.rows("SELECT total_changes()") == before
    assert said(store) == []


def test_a_clock_that_is_set_back_while_the_program_runs_is_noticed(
    store: Store, watch: Callable[[], ClockWatch], clock: Clock, steady: Steady
) -> None:
    clock.at = NOW + YEAR
    running = watch()
    of_next_year(store)
    steady.s += 1
    clock.at = NOW
    running.check()
    assert store.org_state.setting(NIGHTS_SINCE) == iso_text(NOW)
    assert [entry.code for entry in said(store)] == [CLOCK_SET]
    running.check()
    assert len(said(store)) == 1


def test_even_one_that_was_ahead_by_minutes_switches_no_night_off(
    store: Store, watch: Callable[[], ClockWatch], clock: Clock
) -> None:
    running = watch()
    store.org_state.set_setting(NIGHTS_SINCE, iso_text(NOW))
    clock.move(minutes=-2)
    running.check()
    assert store.org_state.setting(NIGHTS_SINCE) == iso_text(clock.at)
    assert said(store) == []


def test_a_clock_that_is_set_forward_is_said_and_time_that_has_passed_is_not(
    store: Store, watch: Callable[[], ClockWatch], clock: Clock, steady: Steady
) -> None:
    running = watch()
    clock.move(hours=9)
    steady.s += 9 * 3600
    running.check()
    assert said(store) == []
    clock.move(days=400)
    running.check()
    [entry] = said(store)
    assert entry.code == CLOCK_SET
    assert "set forward" in entry.message.english()
    running.check()
    assert len(said(store)) == 1


def test_a_night_that_ran_within_the_hours_by_which_the_clock_was_put_back_is_done(
    store: Store, watch: Callable[[], ClockWatch]
) -> None:
    store.runs.record_night(Night(NOW + timedelta(hours=2), NightState.DONE, None, None))
    watch()
    assert len(store.runs.nights(9)) == 1


def test_a_clock_that_starts_in_the_past_takes_no_nights_from_the_calendar(
    store: Store, watch: Callable[[], ClockWatch], clock: Clock
) -> None:
    owned(store, practice=False)
    store.org_state.move_marks({"Contact": NOW}, NOW)
    store.org_state.set_setting(NIGHTS_SINCE, iso_text(NOW - DAY))
    store.runs.record_night(Night(NOW - DAY, NightState.DONE, None, None))
    # Until the network has told it the time, a computer without a battery believes this.
    clock.at = datetime(2020, 1, 1, tzinfo=NOW.tzinfo)
    for _ in range(2):
        watch()
    assert len(store.runs.nights(9)) == 1
    assert store.org_state.setting(NIGHTS_SINCE) == iso_text(NOW - DAY)
    assert [entry.code for entry in said(store)] == [CLOCK_BEHIND]
    clock.at = NOW + timedelta(hours=1)
    watch()
    assert len(said(store)) == 1


def test_a_lease_from_a_clock_that_was_ahead_runs_out_like_any_other(
    store: Store, watch: Callable[[], ClockWatch], clock: Clock
) -> None:
    store.runs.take_lease("sync", "another computer:1:a", NOW + YEAR, 30)
    watch()
    clock.move(minutes=2)
    with Lease(store.runs, "sync", clock) as lease:
        assert lease.try_take()


def test_a_wait_is_over_by_either_clock(monkeypatch: pytest.MonkeyPatch, steady: Steady) -> None:
    monkeypatch.setattr("core.sync.nights.clock_watch.steady_s", steady)
    wait = Deadline.after(timedelta(minutes=30), NOW)
    assert not wait.is_over(NOW)
    assert wait.is_over(NOW + timedelta(minutes=30))
    steady.s += 1800
    assert wait.is_over(NOW - YEAR)
