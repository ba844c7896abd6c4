"""The reserve of API calls that a sync never touches: the arithmetic, and runs that meet it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Event

import pytest

from core.events import RunProgress
from core.messages import ProblemError
from core.salesforce.values.describe import ApiUsage
from core.settings import CALLS_RESERVE
from core.store.types.fields import OptOutField
from core.store.types.log import Level, LogFilter
from core.store.types.people import NewPerson
from core.store.types.runs import Run, RunCounts, RunKind, RunOutcome, RunStep
from core.sync.run.budget import (
    CODE,
    QUIET_NIGHT,
    CallsGuard,
    expected_calls,
    reading_calls,
    reserve_of,
    spare_calls,
    writing_calls,
)
from core.sync.run.two_way import RunRequest, calls_needed
from tests.core.sync.conftest import OpenEngine
from tests.end_to_end.test_rules_of_the_sync import create, ticked
from tests.helpers.practice import PracticeOrg

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def past(calls: int, *, full: bool = False, outcome: RunOutcome = RunOutcome.DONE) -> Run:
    return Run(
        1, RunKind.NIGHTLY, outcome, OptOutField.SALESFORCE, None, NOON, NOON, RunCounts(), calls, None, full
    )


@dataclass
class Org:
    """Stands for a client; `silent_usage` is what only the Limits resource tells."""

    usage: ApiUsage | None = None
    silent_usage: ApiUsage | None = None
    asked: int = 0

    def ask_usage(self) -> ApiUsage | None:
        self.asked += 1
        return self.silent_usage


def test_the_reserve_is_a_share_of_the_days_total_rounded_up() -> None:
    assert [reserve_of(5000, 10), reserve_of(5000, 0), reserve_of(15, 10)] == [500, 0, 2]


def test_what_is_spare_is_above_the_reserve_and_never_less_than_nothing() -> None:
    assert spare_calls(ApiUsage(4000, 5000), 10) == 500
    assert spare_calls(ApiUsage(4990, 5000), 10) == 0
    assert spare_calls(ApiUsage(5100, 5000), 0) == 0


def test_a_forecast_follows_what_runs_of_the_same_kind_took() -> None:
    runs = [past(4), past(90, full=True), past(5), past(4), past(3, outcome=RunOutcome.FAILED)]
    assert expected_calls(runs, full=False, people=lambda: 1_000_000) == 4
    assert expected_calls(runs, full=True, people=lambda: 1_000_000) == 90


def test_one_unusual_night_does_not_move_the_forecast_far() -> None:
    assert expected_calls([past(400), past(5), past(4)], full=False, people=lambda: 0) == 5


def test_without_a_past_the_forecast_follows_the_size_of_the_org() -> None:
    assert expected_calls([], full=False, people=lambda: 1_000_000) == QUIET_NIGHT
    assert expected_calls([], full=True, people=lambda: 0) == 4
    assert 10 < expected_calls([], full=True, people=lambda: 1_000_000) < 30


def test_many_records_are_read_and_written_in_few_calls() -> None:
    assert reading_calls(40_000) == 20
    assert reading_calls(1_000_000) < 20
    assert writing_calls({"Contact": 1000, "Lead": 1}, "nothing", 10_000) == 6
    assert writing_calls({"Contact": 1000, "Lead": 1}, "sample", 10_000) == 8
    assert writing_calls({"Contact": 100_000}, "nothing", 10_000) == 10
    assert writing_calls({"Contact": 4_000}, "all", 10_000) == 22
    assert writing_calls({}, "all", None) == 0


def test_the_guard_lets_a_run_use_what_is_spare_and_not_one_call_more() -> None:
    guard = CallsGuard(Org(ApiUsage(4490, 5000)), 10)
    guard.require(10)
    with pytest.raises(ProblemError) as refused:
        guard.require(11)
    assert refused.value.problem.code == CODE
    assert refused.value.problem.retry
    assert "510 are left; 500 are kept for others" in refused.value.problem.english()


def test_an_org_that_says_nothing_by_the_way_is_asked_and_one_that_never_says_is_not_held_up() -> None:
    asked = Org(silent_usage=ApiUsage(4990, 5000))
    with pytest.raises(ProblemError):
        CallsGuard(asked, 10).require()
    assert asked.asked == 1
    CallsGuard(Org(), 10).require(1000)


# runs


def limit(org: PracticeOrg, daily: int, used: int) -> None:
    org.control("faults", {"org": {"limits": {"daily": daily, "used": used}}})


def test_a_run_that_would_touch_the_reserve_stops_before_it_reads_and_says_when_to_try_again(
    open_engine: OpenEngine, org: PracticeOrg
) -> None:
    create(org, Email="there@example.com", HasOptedOutOfEmail=True)
    engine = open_engine()
    limit(org, 5000, 4990)
    run = engine.sync.run_here(RunRequest(RunKind.MANUAL), stop=Event())
    assert run.outcome is RunOutcome.FAILED
    assert (run.code, run.passes) == (CODE, True)
    assert run.api_calls == 1
    assert run.counts.read_from_salesforce == 0
    [entry] = engine.log.page(LogFilter(levels=frozenset({Level.ERROR})), before_id=None, limit=5)
    assert entry.code == CODE
    assert entry.fix is not None
    assert "in an hour or two" in entry.fix.english()


def test_with_a_smaller_reserve_the_same_run_is_done(open_engine: OpenEngine, org: PracticeOrg) -> None:
    engine = open_engine()
    limit(org, 5000, 4900)
    assert engine.sync.run_here(RunRequest(RunKind.MANUAL), stop=Event()).code == CODE
    engine.settings.set(CALLS_RESERVE, "1")
    assert engine.sync.run_here(RunRequest(RunKind.MANUAL), stop=Event()).outcome is RunOutcome.DONE


def test_calls_that_others_use_up_meanwhile_stop_the_run_before_it_writes_and_the_next_goes_on(
    open_engine: OpenEngine, org: PracticeOrg
) -> None:
    records = [create(org, Email=f"here{number}@example.com") for number in range(3)]
    engine = open_engine()
    engine.sync.run_here(RunRequest(RunKind.MANUAL), stop=Event())
    engine.collect.by_hand([f"here{number}@example.com" for number in range(3)], "asked by phone")

    def others_work(event: object) -> None:
        if isinstance(event, RunProgress) and event.step is RunStep.READING_CONTACTS:
            limit(org, 5000, 4990)

    end = engine.events.subscribe(others_work)
    run = engine.sync.run_here(RunRequest(RunKind.MANUAL), stop=Event())
    end()
    assert (run.code, run.passes) == (CODE, True)
    assert run.counts.opted_out_in_salesforce == 0
    assert not any(ticked(org, record) for record in records)
    limit(org, 5000, 0)
    run = engine.sync.run_here(RunRequest(RunKind.MANUAL), stop=Event())
    assert (run.outcome, run.counts.opted_out_in_salesforce) == (RunOutcome.DONE, 3)
    assert all(ticked(org, record) for record in records)


def test_people_nobody_has_looked_for_yet_are_part_of_what_a_sync_needs(
    open_engine: OpenEngine, org: PracticeOrg
) -> None:
    engine = open_engine()
    engine.sync.run_here(RunRequest(RunKind.MANUAL), stop=Event())
    before = calls_needed(engine.store, engine.settings, engine.options.now())
    people = [NewPerson(f"new{number}@example.com") for number in range(2_500)]
    engine.store.people.add(people, engine.options.now())
    needed = calls_needed(engine.store, engine.settings, engine.options.now())
    assert needed == before + 6
    org.control("calls/reset", {})
    run = engine.sync.run_here(RunRequest(RunKind.MANUAL), stop=Event())
    assert run.outcome is RunOutcome.DONE
    assert before + 6 - 3 <= run.api_calls <= needed, "as many as were said, or a few less"


def test_a_preview_needs_only_what_reading_takes(open_engine: OpenEngine, org: PracticeOrg) -> None:
    for number in range(3):
        create(org, Email=f"here{number}@example.com")
    engine = open_engine()
    engine.collect.by_hand([f"here{number}@example.com" for number in range(3)], "asked by phone")
    needed = calls_needed(engine.store, engine.settings, engine.options.now())
    limit(org, 5000, 4500 - needed - 1)
    run = engine.sync.run_here(RunRequest(RunKind.MANUAL, preview=True), stop=Event())
    assert (run.outcome, run.counts.opted_out_in_salesforce) == (RunOutcome.PREVIEWED, 3)
