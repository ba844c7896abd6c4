"""The sync thread: what the button asks for, and what the nights plan."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from core.engine import Engine
from core.events import ChangedElsewhere, DatabaseLost, Event, RunFinished, ScheduleChanged, SettingsChanged
from core.settings import NIGHTLY_SYNC, NIGHTLY_TIME, WATCHED_FOLDER
from core.store.types.log import LogEntry, LogFilter
from core.store.types.runs import Night, NightState, Run, RunKind, RunOutcome
from core.sync.leases import SYNC, Lease
from core.sync.nights.sync_thread import SyncWorker
from core.sync.run.budget import CODE
from core.sync.run.two_way import RunRequest
from tests.core.sync.conftest import OpenEngine
from tests.end_to_end.test_rules_of_the_sync import create
from tests.helpers.clock import Clock, pacific
from tests.helpers.practice import PracticeOrg

PATIENCE_S = 90
TURNED = threading.Semaphore(0)
Wanted = TypeVar("Wanted", bound=Event)


class Heard:
    """Events of an engine, waited for one by one."""

    def __init__(self, engine: Engine) -> None:
        self._events: list[Event] = []
        self._more = threading.Condition()
        engine.events.subscribe(self._take)

    def _take(self, event: Event) -> None:
        with self._more:
            self._events.append(event)
            self._more.notify_all()

    def forget(self) -> None:
        """Pass over all that has come."""
        with self._more:
            self._events.clear()

    def count(self, kind: type[Event]) -> int:
        """How many of a kind have come and were not passed over."""
        with self._more:
            return sum(isinstance(event, kind) for event in self._events)

    def next(self, kind: type[Wanted]) -> Wanted:
        """The next event of a kind, waited for; those before it are passed over."""
        with self._more:
            arrived = self._more.wait_for(
                lambda: any(isinstance(event, kind) for event in self._events), PATIENCE_S
            )
            assert arrived, f"no {kind.__name__} came"
            while True:
                event = self._events.pop(0)
                if isinstance(event, kind):
                    return event


@pytest.fixture(autouse=True)
def _quick_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.sync.nights.sync_thread._TICK_S", 0.02)
    one_turn = SyncWorker._one_turn

    def counted(worker: SyncWorker) -> None:
        try:
            one_turn(worker)
        finally:
            TURNED.release()

    monkeypatch.setattr(SyncWorker, "_one_turn", counted)


def turns(worker: SyncWorker, times: int = 2) -> None:
    """Let the thread come round as often, after the turn it is in, so that it has done what it would do."""
    while TURNED.acquire(blocking=False):
        pass
    for _ in range(1 + times):
        assert TURNED.acquire(timeout=PATIENCE_S), "the thread does not come round"
    assert worker.activity() is None


def started(open_engine: OpenEngine, clock: Clock) -> tuple[Engine, Heard]:
    engine = open_engine(clock)
    heard = Heard(engine)
    engine.sync.start()
    return engine, heard


def finished(heard: Heard) -> Run:
    run = heard.next(RunFinished).run
    heard.next(ScheduleChanged)
    return run


def nights(engine: Engine) -> list[tuple[object, NightState]]:
    return [(night.planned_for, night.state) for night in engine.runs.nights(10)]


def test_the_button_starts_a_run_at_once(open_engine: OpenEngine, org: PracticeOrg) -> None:
    create(org, Email="there@example.com", HasOptedOutOfEmail=True)
    engine, heard = started(open_engine, Clock(pacific(2026, 11, 24, 12)))
    engine.settings.set(NIGHTLY_SYNC, "off")
    engine.sync.sync_now()
    run = heard.next(RunFinished).run
    # The first run waits only with a real org; a practice org on this machine is none.
    assert (run.kind, run.outcome) == (RunKind.MANUAL, RunOutcome.DONE)
    assert run.counts.unsubscribed_here == 1


@pytest.mark.parametrize(
    ("before", "night"),
    [
        (pacific(2026, 11, 24, 19, 59), pacific(2026, 11, 24, 20)),
        (pacific(2027, 3, 14, 19, 59), pacific(2027, 3, 14, 20)),  # the day of spring forward
        (pacific(2026, 11, 1, 19, 59), pacific(2026, 11, 1, 20)),  # the day of fall back
    ],
)
def test_a_night_runs_at_eight_pacific_once(open_engine: OpenEngine, before: object, night: object) -> None:
    clock = Clock(before)  # type: ignore[arg-type]
    engine, heard = started(open_engine, clock)
    turns(engine.sync)
    assert engine.runs.last() is None
    assert engine.sync.next_run() == night
    clock.move(minutes=1)
    run = finished(heard)
    assert (run.kind, run.planned_for, run.outcome) == (RunKind.NIGHTLY, night, RunOutcome.DONE)
    clock.move(minutes=5)
    turns(engine.sync)
    assert len(engine.runs.newest(10)) == 1
    assert nights(engine) == [(night, NightState.DONE)]


def test_a_night_missed_while_the_program_was_closed_is_caught_up_at_the_next_start(
    open_engine: OpenEngine,
) -> None:
    clock = Clock(pacific(2026, 11, 24, 12))
    engine, _ = started(open_engine, clock)
    turns(engine.sync)
    engine.stop()
    clock.move(hours=22)
    engine, heard = started(open_engine, clock)
    run = finished(heard)
    assert (run.kind, run.planned_for) == (RunKind.CAUGHT_UP, pacific(2026, 11, 24, 20))
    assert engine.sync.next_run() == pacific(2026, 11, 25, 20)
    clock.at = pacific(2026, 11, 25, 20)
    assert finished(heard).kind is RunKind.NIGHTLY


def test_three_missed_nights_are_caught_up_once_and_each_has_its_record(open_engine: OpenEngine) -> None:
    clock = Clock(pacific(2026, 11, 24, 12))
    engine, _ = started(open_engine, clock)
    turns(engine.sync)
    engine.stop()
    clock.at = pacific(2026, 11, 27, 9)
    engine, heard = started(open_engine, clock)
    finished(heard)
    assert nights(engine) == [
        (pacific(2026, 11, 26, 20), NightState.CAUGHT_UP),
        (pacific(2026, 11, 25, 20), NightState.SKIPPED),
        (pacific(2026, 11, 24, 20), NightState.SKIPPED),
    ]


def test_without_a_network_at_the_hour_the_night_is_caught_up_when_it_is_back(
    open_engine: OpenEngine, org: PracticeOrg
) -> None:
    clock = Clock(pacific(2026, 11, 24, 19, 59))
    engine, heard = started(open_engine, clock)
    turns(engine.sync)
    org.control("faults", {"requests": [{"do": "drop_before", "times": 0}]})
    clock.move(minutes=1)
    waits_for(lambda: any(entry.code for entry in _log(engine)))
    assert engine.runs.newest(10) == []
    org.control("faults", {"clear": True})
    clock.move(minutes=40)
    run = finished(heard)
    assert (run.kind, run.outcome) == (RunKind.CAUGHT_UP, RunOutcome.DONE)
    assert nights(engine) == [(pacific(2026, 11, 24, 20), NightState.CAUGHT_UP)]


def test_while_switched_off_no_night_runs_and_none_is_missed(open_engine: OpenEngine) -> None:
    clock = Clock(pacific(2026, 11, 24, 12))
    engine, _ = started(open_engine, clock)
    engine.settings.set(NIGHTLY_SYNC, "off")
    assert engine.sync.next_run() is None
    clock.move(days=3)
    turns(engine.sync)
    engine.settings.set(NIGHTLY_SYNC, "on")
    turns(engine.sync)
    assert engine.runs.newest(10) == []
    assert engine.sync.next_run() == pacific(2026, 11, 27, 20)


def test_a_changed_time_of_day_counts_from_now_on(open_engine: OpenEngine) -> None:
    clock = Clock(pacific(2026, 11, 24, 12))
    engine, heard = started(open_engine, clock)
    engine.settings.set(NIGHTLY_TIME, "09:30")
    turns(engine.sync)
    assert engine.runs.newest(10) == []
    assert engine.sync.next_run() == pacific(2026, 11, 25, 9, 30)
    clock.at = pacific(2026, 11, 25, 9, 30)
    assert finished(heard).kind is RunKind.NIGHTLY


def test_a_clock_set_back_runs_no_night_twice(open_engine: OpenEngine) -> None:
    clock = Clock(pacific(2026, 11, 24, 19, 59))
    engine, heard = started(open_engine, clock)
    turns(engine.sync)
    clock.move(minutes=1)
    finished(heard)
    clock.move(hours=-2)
    turns(engine.sync)
    clock.move(hours=2, minutes=3)
    turns(engine.sync)
    assert len(engine.runs.newest(10)) == 1


def test_a_run_left_open_by_a_crash_is_marked_interrupted_by_the_next_one(
    open_engine: OpenEngine,
) -> None:
    engine = open_engine()
    left = engine.runs.open(
        RunKind.NIGHTLY, engine.settings.opt_out_field, engine.options.now(), full=False, planned_for=None
    )
    engine.sync.run_here(RunRequest(RunKind.MANUAL), stop=threading.Event())
    interrupted = engine.runs.get(left)
    assert interrupted is not None
    assert interrupted.outcome is RunOutcome.INTERRUPTED
    assert interrupted.finished_at is not None


def test_cancelling_ends_the_run_and_the_next_one_carries_on(
    open_engine: OpenEngine, org: PracticeOrg
) -> None:
    contact = create(org, Email="there@example.com", HasOptedOutOfEmail=True)
    engine, heard = started(open_engine, Clock(pacific(2026, 11, 24, 12)))
    org.control("faults", {"requests": [{"do": "stall", "seconds": 20, "path": "query"}]})
    engine.sync.sync_now()
    waits_for(lambda: engine.sync.activity() is not None)
    engine.sync.cancel()
    assert heard.next(RunFinished).run.outcome is RunOutcome.CANCELLED
    org.control("faults", {"clear": True})
    engine.sync.sync_now()
    run = heard.next(RunFinished).run
    assert (run.outcome, run.counts.unsubscribed_here) == (RunOutcome.DONE, 1)
    assert contact


def test_a_cancelled_run_says_how_many_records_it_had_read(open_engine: OpenEngine, org: PracticeOrg) -> None:
    create(org, Email="there@example.com", HasOptedOutOfEmail=True)
    engine, heard = started(open_engine, Clock(pacific(2026, 11, 24, 12)))
    org.control("faults", {"requests": [{"do": "stall", "seconds": 20, "path": "query.*FROM.{1,3}Lead"}]})
    engine.sync.sync_now()
    waits_for(lambda: (step := engine.sync.activity()) is not None and step.done == 1)
    engine.sync.cancel()
    run = heard.next(RunFinished).run
    assert (run.outcome, run.counts.read_from_salesforce) == (RunOutcome.CANCELLED, 1)


def waits_for(condition: Callable[[], bool]) -> None:
    for _ in range(PATIENCE_S * 50):
        if condition():
            return
        threading.Event().wait(0.02)
    raise AssertionError("it did not come about")


def _log(engine: Engine) -> list[LogEntry]:
    return list(engine.log.page(LogFilter(), before_id=None, limit=50))


def test_a_night_without_calls_to_spare_waits_is_said_once_and_caught_up_with_the_reason(
    open_engine: OpenEngine, org: PracticeOrg
) -> None:
    clock = Clock(pacific(2026, 11, 24, 19, 59))
    engine, heard = started(open_engine, clock)
    turns(engine.sync)
    org.control("faults", {"org": {"limits": {"daily": 5000, "used": 4990}}})
    clock.move(minutes=1)
    waits_for(lambda: any(entry.code == CODE for entry in _log(engine)))
    clock.move(hours=2)
    turns(engine.sync)
    assert [entry.code for entry in _log(engine)].count(CODE) == 1
    assert engine.runs.newest(10) == []
    org.control("faults", {"org": {"limits": {"daily": 5000, "used": 0}}})
    clock.move(hours=1)
    assert finished(heard).kind is RunKind.CAUGHT_UP
    [night] = engine.runs.nights(10)
    assert night.state is NightState.CAUGHT_UP
    assert night.why is not None
    assert "kept for others" in night.why.english()


def test_a_night_cut_short_by_the_end_of_the_program_is_carried_on_at_the_next_start(
    open_engine: OpenEngine, org: PracticeOrg
) -> None:
    clock = Clock(pacific(2026, 11, 24, 19, 59))
    engine, heard = started(open_engine, clock)
    turns(engine.sync)
    # The look before the night passes; the run's own reading stands still.
    org.control("faults", {"requests": [{"do": "stall", "seconds": 20, "path": "query\\?"}]})
    clock.move(minutes=1)
    waits_for(lambda: engine.runs.newest(1) != [])
    engine.stop()
    assert heard.next(RunFinished).run.outcome is RunOutcome.CANCELLED
    org.control("faults", {"clear": True})
    clock.move(minutes=30)
    engine, heard = started(open_engine, clock)
    run = finished(heard)
    assert (run.kind, run.outcome) == (RunKind.CAUGHT_UP, RunOutcome.DONE)


def test_a_night_cancelled_by_the_admin_is_skipped(open_engine: OpenEngine, org: PracticeOrg) -> None:
    clock = Clock(pacific(2026, 11, 24, 19, 59))
    engine, heard = started(open_engine, clock)
    turns(engine.sync)
    org.control("faults", {"requests": [{"do": "stall", "seconds": 20, "path": "query\\?"}]})
    clock.move(minutes=1)
    waits_for(lambda: engine.sync.activity() is not None)
    engine.sync.cancel()
    finished(heard)
    assert nights(engine) == [(pacific(2026, 11, 24, 20), NightState.SKIPPED)]


def test_a_night_that_another_process_runs_is_left_to_it_in_silence(
    open_engine: OpenEngine, org: PracticeOrg
) -> None:
    clock = Clock(pacific(2026, 11, 24, 19, 59))
    other = open_engine(clock)
    other.sync.night_here(stop=threading.Event())
    clock.move(minutes=1)
    with Lease(other.store.runs, SYNC, clock) as lease:
        assert lease.try_take()
        engine, _ = started(open_engine, clock)
        turns(engine.sync)
        # As the other one ends: recorded before the lease is given up.
        other.runs.record_night(Night(pacific(2026, 11, 24, 20), NightState.DONE, None, None))
    clock.move(minutes=2)
    turns(engine.sync)
    assert engine.runs.newest(10) == []
    assert _log(engine) == []


def test_without_a_window_a_night_is_run_once_and_recorded_alike(
    open_engine: OpenEngine, org: PracticeOrg
) -> None:
    clock = Clock(pacific(2026, 11, 24, 19, 59))
    engine = open_engine(clock)
    assert engine.sync.night_here(stop=threading.Event()).planned_for is None
    clock.move(minutes=1)
    attempt = engine.sync.night_here(stop=threading.Event())
    assert attempt.run is not None
    assert (attempt.run.kind, attempt.over) == (RunKind.NIGHTLY, True)
    assert nights(engine) == [(pacific(2026, 11, 24, 20), NightState.DONE)]
    assert engine.sync.night_here(stop=threading.Event()).planned_for is None


def test_a_night_that_the_line_broke_off_waits_and_is_caught_up(
    open_engine: OpenEngine, org: PracticeOrg
) -> None:
    contact = create(org, Email="there@example.com", HasOptedOutOfEmail=True)
    clock = Clock(pacific(2026, 11, 24, 19, 59))
    engine, heard = started(open_engine, clock)
    turns(engine.sync)
    # The look before the night passes; then the line is cut for good.
    org.control("faults", {"requests": [{"do": "drop_before", "times": 0, "path": "query.*FROM.{1,3}Lead"}]})
    clock.move(minutes=1)
    broken = heard.next(RunFinished).run
    assert (broken.outcome, broken.code, broken.passes) == (RunOutcome.FAILED, "CONNECTION_LOST", True)
    heard.next(ScheduleChanged)
    assert nights(engine) == []
    waiting = engine.sync.waiting_night()
    assert waiting is not None
    assert waiting[0] == pacific(2026, 11, 24, 20)
    assert [entry for entry in _log(engine) if entry.message.english().startswith("The nightly sync waits")]
    # Not at every turn: it is tried again after a while.
    turns(engine.sync)
    assert len(engine.runs.newest(10)) == 1
    org.control("faults", {"clear": True})
    clock.move(minutes=40)
    run = finished(heard)
    assert (run.kind, run.outcome, run.counts.unsubscribed_here) == (RunKind.CAUGHT_UP, RunOutcome.DONE, 1)
    [night] = engine.runs.nights(10)
    assert (night.planned_for, night.state) == (pacific(2026, 11, 24, 20), NightState.CAUGHT_UP)
    assert night.why == broken.reason
    assert engine.sync.waiting_night() is None
    assert contact


def test_a_night_that_waits_until_the_next_one_says_why_it_did_not_run(
    open_engine: OpenEngine, org: PracticeOrg
) -> None:
    clock = Clock(pacific(2026, 11, 24, 19, 59))
    engine = open_engine(clock)
    assert engine.sync.night_here(stop=threading.Event()).over
    clock.move(minutes=1)
    org.control("faults", {"requests": [{"do": "drop_before", "times": 0, "path": "query.*FROM.{1,3}Lead"}]})
    broken = engine.sync.night_here(stop=threading.Event())
    assert not broken.over
    org.control("faults", {"clear": True})
    clock.move(days=1)
    assert engine.sync.night_here(stop=threading.Event()).over
    first, second = engine.runs.nights(10)[::-1]
    assert (first.state, second.state) == (NightState.SKIPPED, NightState.DONE)
    assert broken.run is not None
    assert first.why == broken.run.reason


def test_a_night_that_fails_by_the_org_itself_is_over(open_engine: OpenEngine, org: PracticeOrg) -> None:
    clock = Clock(pacific(2026, 11, 24, 19, 59))
    engine = open_engine(clock)
    engine.sync.night_here(stop=threading.Event())
    clock.move(minutes=1)
    refusal = {"do": "answer", "status": 400, "code": "MALFORMED_QUERY", "message": "no", "times": 0}
    org.control("faults", {"requests": [refusal | {"path": "query.*FROM.{1,3}Lead"}]})
    attempt = engine.sync.night_here(stop=threading.Event())
    org.control("faults", {"clear": True})
    assert attempt.over
    assert attempt.run is not None
    assert (attempt.run.code, attempt.run.passes) == ("MALFORMED_QUERY", False)
    assert nights(engine) == [(pacific(2026, 11, 24, 20), NightState.FAILED)]
    assert not engine.sync.night_is_due()


def test_an_error_of_the_program_is_not_met_again_all_night_long(
    open_engine: OpenEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock(pacific(2026, 11, 24, 19, 59))
    engine = open_engine(clock)
    engine.sync.night_here(stop=threading.Event())
    clock.move(minutes=1)

    def broken(*_: object) -> Run:
        raise RuntimeError

    monkeypatch.setattr("core.sync.run.two_way.TwoWayRun.run", broken)
    with pytest.raises(RuntimeError):
        engine.sync.night_here(stop=threading.Event())
    assert nights(engine) == [(pacific(2026, 11, 24, 20), NightState.FAILED)]


def test_a_clock_that_was_a_year_ahead_switches_no_night_off(open_engine: OpenEngine) -> None:
    clock = Clock(pacific(2027, 11, 24, 12))
    engine = open_engine(clock)
    engine.settings.set(NIGHTLY_SYNC, "off")
    engine.settings.set(NIGHTLY_SYNC, "on")
    engine.stop()
    clock.at = pacific(2026, 11, 24, 19, 59)
    engine, heard = started(open_engine, clock)
    assert engine.sync.next_run() == pacific(2026, 11, 24, 20)
    clock.move(minutes=1)
    assert finished(heard).kind is RunKind.NIGHTLY
    assert [entry.code for entry in _log(engine)].count("CLOCK_SET") == 1


def test_nor_does_one_that_is_put_right_while_the_program_runs(open_engine: OpenEngine) -> None:
    clock = Clock(pacific(2026, 11, 24, 12))
    engine, heard = started(open_engine, clock)
    turns(engine.sync)
    clock.move(days=397)
    finished(heard)
    # Of all the nights that seem to be missed only the newest are written down.
    assert len(engine.runs.nights(500)) <= 15
    assert [entry.message.english()[:10] for entry in _log(engine)].count("396 nights") == 1
    clock.at = pacific(2026, 11, 24, 19, 59)
    turns(engine.sync)
    assert nights(engine) == []
    assert engine.sync.next_run() == pacific(2026, 11, 24, 20)
    clock.move(minutes=1)
    assert finished(heard).planned_for == pacific(2026, 11, 24, 20)


def test_a_clock_put_back_does_not_keep_a_waiting_night_waiting(
    open_engine: OpenEngine, org: PracticeOrg, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock(pacific(2026, 11, 24, 21))
    engine = open_engine(clock)
    engine.sync.night_here(stop=threading.Event())
    clock.at = pacific(2026, 11, 25, 21)
    org.control("faults", {"requests": [{"do": "drop_before", "times": 0}]})
    steady = 0.0
    monkeypatch.setattr("core.sync.nights.clock_watch.steady_s", lambda: steady)
    engine.sync.start()
    waits_for(lambda: engine.sync.waiting_night() is not None)
    turns(engine.sync)
    org.control("faults", {"clear": True})
    clock.move(minutes=-30)
    steady = 3600.0
    waits_for(lambda: nights(engine) == [(pacific(2026, 11, 25, 20), NightState.CAUGHT_UP)])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not let an open database be taken away")
def test_a_database_that_is_taken_away_is_an_alarm_told_once_and_its_return_too(
    open_engine: OpenEngine,
) -> None:
    engine, heard = started(open_engine, Clock(pacific(2026, 11, 24, 12)))
    turns(engine.sync)
    path = engine.store.database.path
    path.rename(path.with_name("elsewhere"))
    problem = heard.next(DatabaseLost).problem
    assert problem is not None
    assert "taken away" in problem.what.english()
    threading.Event().wait(0.3)
    assert not path.exists()
    path.with_name("elsewhere").rename(path)
    assert heard.next(DatabaseLost).problem is None
    turns(engine.sync)


def test_what_another_process_sets_right_after_an_own_change_is_told(open_engine: OpenEngine) -> None:
    engine, heard = started(open_engine, Clock(pacific(2026, 11, 24, 12)))
    other = open_engine()
    turns(engine.sync)
    engine.settings.set(NIGHTLY_TIME, "21:00")
    other.settings.set(NIGHTLY_SYNC, "off")
    heard.next(SettingsChanged)  # one's own, at once
    heard.next(SettingsChanged)
    heard.next(ChangedElsewhere)
    assert not engine.settings.nightly_sync


def test_another_folder_that_a_command_chooses_is_watched_by_the_window_that_is_open(
    open_engine: OpenEngine, tmp_path: Path
) -> None:
    engine, other = open_engine(), open_engine()
    engine.start()
    folder = tmp_path / "inbox"
    folder.mkdir()
    heard = Heard(engine)
    other.settings.set(WATCHED_FOLDER, str(folder))
    heard.next(ChangedElsewhere)
    state = engine.sources.watched_folder.state()
    assert state is not None
    assert state.folder == folder


def test_a_window_at_rest_is_not_told_of_changes(open_engine: OpenEngine) -> None:
    engine, heard = started(open_engine, Clock(pacific(2026, 11, 24, 12)))
    turns(engine.sync)
    heard.forget()
    turns(engine.sync, 20)
    assert heard.count(ChangedElsewhere) == 0
