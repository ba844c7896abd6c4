"""What was done appears in the figures, from the act to the Overview and to `status`."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest

from core.attention.figures import (
    Figures,
    PeopleState,
    Range,
    Step,
    Wait,
    duration,
    first_day,
    gather,
    people_by_state,
)
from core.engine import Engine
from core.store.standing import Standing
from core.store.types.fields import OptOutField
from core.store.types.figures import CallsOf, DailyFigures
from core.store.types.people import NotSyncableReason, SideState, Source
from core.store.types.runs import Night, RunKind
from core.sync.run.two_way import RunRequest

TODAY = date(2026, 11, 30)
EVERYBODY = dict.fromkeys(PeopleState, 0)


def drawn(days: DailyFigures, wanted: Range, nights: list[Night] | None = None) -> Figures:
    return gather(days, first_day(wanted, TODAY), TODAY, nights=nights or [], people=EVERYBODY, budget=None)


def test_thirty_days_are_days_a_year_is_weeks_and_more_are_months() -> None:
    days = DailyFigures(unsubscribed={TODAY: {Source.MANUAL: 2}, date(2022, 1, 5): {Source.BOUNCE: 1}})
    month = drawn(days, Range.DAYS)
    assert (month.step, len(month.starts), month.starts[0], month.starts[-1]) == (
        Step.DAY, 30, date(2026, 11, 1), TODAY,
    )  # fmt: skip
    year = drawn(days, Range.MONTHS)
    assert (year.step, year.starts[0]) == (Step.WEEK, date(2025, 12, 1))
    assert year.unsubscribed == {Source.MANUAL: (*[0] * (len(year.starts) - 1), 2)}
    everything = drawn(days, Range.ALL)
    assert (everything.step, everything.starts[0], everything.opt_outs) == (Step.MONTH, date(2022, 1, 5), 3)
    assert list(everything.unsubscribed) == [Source.MANUAL, Source.BOUNCE]


def test_nothing_at_all_is_thirty_empty_days() -> None:
    empty = drawn(DailyFigures(), Range.ALL)
    assert (len(empty.starts), empty.opt_outs, empty.wait, empty.nights) == (30, 0, None, ())


def test_the_median_is_that_of_all_opt_outs_of_a_step_and_the_slowest_is_named() -> None:
    monday = date(2026, 11, 23)
    days = DailyFigures(waits={monday: {2: 5, 700: 1}, monday + timedelta(days=1): {4: 6}})
    year = drawn(days, Range.MONTHS)
    assert year.waits[year.starts.index(monday)] == Wait(4, 700, 12)
    assert year.wait == Wait(4, 700, 12)
    assert drawn(days, Range.DAYS).waits[22] == Wait(2, 700, 6)


def test_of_a_week_the_busiest_day_stands_against_what_a_day_allows() -> None:
    monday = date(2026, 11, 23)
    days = DailyFigures(
        calls={
            monday: {CallsOf.SYNC: 10, CallsOf.PUSH: 1},
            monday + timedelta(days=2): {CallsOf.SYNC: 30},
        }
    )
    year = drawn(days, Range.MONTHS)
    at = year.starts.index(monday)
    assert {of: counts[at] for of, counts in year.calls.items()} == {CallsOf.SYNC: 30}
    assert year.all_calls == 41


def test_what_a_wrong_clock_dated_ahead_is_not_drawn() -> None:
    days = DailyFigures(unsubscribed={TODAY + timedelta(days=400): {Source.MANUAL: 1}})
    assert drawn(days, Range.ALL).opt_outs == 0


@pytest.mark.parametrize(
    ("unsubscribed", "reason", "side", "state"),
    [
        (True, None, SideState.OPTED_OUT, PeopleState.IN_STEP),
        (True, None, SideState.PARTLY, PeopleState.TO_OPT_OUT),
        (True, None, SideState.UNKNOWN, PeopleState.TO_OPT_OUT),
        (True, NotSyncableReason.RECORD_DELETED, SideState.NONE, PeopleState.CANNOT_SYNC),
        (False, None, SideState.OPTED_OUT, PeopleState.TO_UNSUBSCRIBE),
        (False, NotSyncableReason.NO_SALESFORCE_RECORD, SideState.NONE, PeopleState.SUBSCRIBED),
        (False, None, SideState.NOT_OPTED_OUT, PeopleState.SUBSCRIBED),
    ],
)
def test_everybody_stands_in_one_state_of_the_chosen_box(
    unsubscribed: bool, reason: NotSyncableReason | None, side: SideState, state: PeopleState
) -> None:
    standing = Standing(unsubscribed, None, reason, side, SideState.UNKNOWN)
    assert people_by_state({standing: 3}, OptOutField.SALESFORCE) == {**EVERYBODY, state: 3}


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 s"), (119, "119 s"), (120, "2 min"), (7199, "120 min"), (7200, "2 h"), (200_000, "2 days")],
)
def test_how_long_it_took_is_told_in_one_unit(seconds: int, words: str) -> None:
    assert duration(seconds).english() == words


def test_an_unsubscribe_and_a_sync_are_in_the_figures_of_the_day(engine: Engine) -> None:
    stop = threading.Event()
    engine.sync.load_here(stop=stop)
    loaded = engine.overview.figures()
    assert loaded.calls[CallsOf.LOAD][-1] > 0
    assert list(loaded.unsubscribed) == [Source.SALESFORCE_SYNC]
    before = loaded.opt_outs
    email = engine.store.database.row("SELECT email FROM person WHERE unsubscribed_at IS NULL LIMIT 1")
    assert email is not None
    engine.collect.by_hand([email[0]], "asked by phone")
    engine.push.drain(stop=stop, patience_s=0)
    after = engine.overview.figures()
    assert after.unsubscribed[Source.MANUAL][-1] == 1
    assert after.opt_outs == before + 1
    assert after.wait is not None
    assert after.wait.opt_outs == 1
    assert after.calls[CallsOf.PUSH][-1] >= 1
    run = engine.sync.run_here(RunRequest(RunKind.MANUAL, approved=True), stop=stop)
    last = engine.overview.figures()
    assert last.calls[CallsOf.SYNC][-1] == run.api_calls > 0
    assert sum(last.people[state] for state in (PeopleState.IN_STEP, PeopleState.CANNOT_SYNC)) == (
        engine.totals().unsubscribed
    )
    assert sum(last.people.values()) == engine.totals().people
