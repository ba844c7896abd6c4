from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.store.types.runs import Night, NightState, RunKind
from core.sync.nights.schedule import (
    DEFAULT,
    KEEP_CLEAR,
    MOST_SKIPPED,
    ON_TIME,
    Schedule,
    due,
    next_night,
    next_to_run,
    nights_between,
)

PACIFIC = ZoneInfo("America/Los_Angeles")
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def pacific(year: int, month: int, day: int, hour: int = 20, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=PACIFIC).astimezone(UTC)


def utc(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def done(*planned: datetime) -> list[Night]:
    return [Night(moment, NightState.DONE, 1, None) for moment in planned]


# when the nights are


def test_every_night_is_at_eight_in_the_evening_pacific_through_the_four_clock_changes_of_two_years() -> None:
    nights = nights_between(utc(2026, 1, 1, 12), utc(2028, 1, 1, 12), DEFAULT)
    assert len(nights) == 730
    assert {night.astimezone(PACIFIC).time() for night in nights} == {time(20)}
    assert len({night.astimezone(PACIFIC).date() for night in nights}) == 730


@pytest.mark.parametrize(
    ("day_before", "change", "hours"),
    [
        (pacific(2026, 3, 7), pacific(2026, 3, 8), 23),
        (pacific(2026, 10, 31), pacific(2026, 11, 1), 25),
        (pacific(2027, 3, 13), pacific(2027, 3, 14), 23),
        (pacific(2027, 11, 6), pacific(2027, 11, 7), 25),
    ],
)
def test_the_night_of_a_clock_change_is_an_hour_shorter_or_longer(
    day_before: datetime, change: datetime, hours: int
) -> None:
    assert next_night(day_before, DEFAULT) == change
    assert change - day_before == hours * HOUR
    assert nights_between(day_before - MINUTE, change, DEFAULT) == [day_before, change]
    assert nights_between(day_before - MINUTE, change - MINUTE, DEFAULT) == [day_before]


def test_a_time_that_the_spring_change_skips_runs_once_an_hour_later_on_the_clock() -> None:
    schedule = Schedule(time(2, 30))
    nights = nights_between(pacific(2026, 3, 7, 12), pacific(2026, 3, 9, 12), schedule)
    assert nights == [utc(2026, 3, 8, 10, 30), utc(2026, 3, 9, 9, 30)]
    assert nights[0].astimezone(PACIFIC).time() == time(3, 30)


def test_a_time_that_comes_twice_in_autumn_runs_once() -> None:
    schedule = Schedule(time(1, 30))
    nights = nights_between(pacific(2026, 10, 31, 12), pacific(2026, 11, 2, 12), schedule)
    assert nights == [utc(2026, 11, 1, 8, 30), utc(2026, 11, 2, 9, 30)]
    after_the_first = due(utc(2026, 11, 1, 9, 30), schedule, done(nights[0]), utc(2026, 10, 1, 0))
    assert after_the_first is None


def test_only_the_chosen_weekdays_have_a_night() -> None:
    schedule = Schedule(time(6, 0), "Asia/Tokyo", frozenset({0, 4}))
    nights = nights_between(utc(2026, 6, 1, 0), utc(2026, 6, 30, 0), schedule)
    local = [night.astimezone(ZoneInfo("Asia/Tokyo")) for night in nights]
    assert {moment.weekday() for moment in local} == {0, 4}
    assert len(local) == 8
    assert next_night(nights[0], schedule) == nights[1]
    assert nights_between(nights[0] - MINUTE, nights[1] - MINUTE, schedule) == [nights[0]]


def test_a_day_that_a_zone_left_out_has_no_night_of_its_own() -> None:
    schedule = Schedule(zone="Pacific/Apia")
    nights = nights_between(utc(2011, 12, 29, 0), utc(2012, 1, 2, 0), schedule)
    assert [night.astimezone(ZoneInfo("Pacific/Apia")).day for night in nights] == [28, 29, 31, 1]


@pytest.mark.parametrize(
    "wrong",
    [
        {"zone": "America/Nowhere"},
        {"zone": "America"},
        {"weekdays": frozenset()},
        {"weekdays": frozenset({7})},
        {"time": time(20, tzinfo=UTC)},
    ],
)
def test_a_schedule_that_could_never_run_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        Schedule(**wrong)  # type: ignore[arg-type]


# what is due


def test_at_its_time_the_night_is_due_and_once_recorded_no_more() -> None:
    night = pacific(2026, 6, 10)
    assert due(night - MINUTE, DEFAULT, done(night - DAY), night - 9 * DAY) is None
    found = due(night, DEFAULT, done(night - DAY), night - 9 * DAY)
    assert found is not None
    assert (found.planned_for, found.kind, found.why, found.skipped) == (night, RunKind.NIGHTLY, None, ())
    assert due(night + MINUTE, DEFAULT, done(night), night - 9 * DAY) is None


def test_a_night_slept_over_is_caught_up_on_waking_and_tonights_run_still_comes() -> None:
    night = pacific(2026, 6, 10)
    morning = night + 11 * HOUR
    found = due(morning, DEFAULT, done(night - DAY), night - 9 * DAY)
    assert found is not None
    assert (found.planned_for, found.kind) == (night, RunKind.CAUGHT_UP)
    assert found.why is not None
    record = [*done(night - DAY), Night(night, NightState.CAUGHT_UP, 2, found.why)]
    assert due(morning + HOUR, DEFAULT, record, night - 9 * DAY) is None
    tonight = due(night + DAY, DEFAULT, record, night - 9 * DAY)
    assert tonight is not None
    assert (tonight.planned_for, tonight.kind) == (night + DAY, RunKind.NIGHTLY)


def test_waking_a_few_minutes_late_is_still_the_nights_own_run() -> None:
    night = pacific(2026, 6, 10)
    for late, kind in ((ON_TIME, RunKind.NIGHTLY), (ON_TIME + MINUTE, RunKind.CAUGHT_UP)):
        found = due(night + late, DEFAULT, done(night - DAY), night - 9 * DAY)
        assert found is not None
        assert found.kind is kind


def test_of_three_missed_nights_one_is_caught_up_and_two_are_recorded_as_skipped() -> None:
    last = pacific(2026, 11, 1)  # the clocks went back in between
    found = due(last + 10 * HOUR, DEFAULT, done(pacific(2026, 10, 29)), utc(2026, 1, 1, 0))
    assert found is not None
    assert (found.planned_for, found.kind) == (last, RunKind.CAUGHT_UP)
    assert [night.planned_for for night in found.skipped] == [pacific(2026, 10, 30), pacific(2026, 10, 31)]
    assert {night.state for night in found.skipped} == {NightState.SKIPPED}
    for night in found.skipped:
        assert night.why is not None
        assert "the computer was off" in night.why.english()


def test_a_catch_up_never_begins_close_to_tonights_run_which_covers_the_missed_night() -> None:
    tonight = pacific(2026, 6, 11)
    recorded = done(pacific(2026, 6, 9))
    since = utc(2026, 1, 1, 0)
    assert due(tonight - KEEP_CLEAR, DEFAULT, recorded, since) is not None
    assert due(tonight - KEEP_CLEAR + MINUTE, DEFAULT, recorded, since) is None
    found = due(tonight, DEFAULT, recorded, since)
    assert found is not None
    assert (found.planned_for, found.kind) == (tonight, RunKind.NIGHTLY)
    assert [night.planned_for for night in found.skipped] == [pacific(2026, 6, 10)]


def test_nothing_was_planned_while_the_nightly_sync_was_off() -> None:
    switched_on = pacific(2026, 6, 10, 21)
    recorded = done(pacific(2026, 6, 1))
    assert due(switched_on + MINUTE, DEFAULT, recorded, switched_on) is None
    found = due(pacific(2026, 6, 11), DEFAULT, recorded, switched_on)
    assert found is not None
    assert found.skipped == ()


def test_a_clock_set_back_runs_no_night_twice() -> None:
    night = pacific(2026, 6, 10)
    recorded = done(night - DAY, night)
    since = night - 9 * DAY
    for hours in range(-30, 24):
        assert due(night + hours * HOUR, DEFAULT, recorded, since) is None
    found = due(night + DAY, DEFAULT, recorded, since)
    assert found is not None
    assert found.planned_for == night + DAY


def test_after_a_very_long_time_only_the_newest_missed_nights_have_a_record_each() -> None:
    last = pacific(2027, 7, 12)
    found = due(last + 10 * HOUR, DEFAULT, done(pacific(2026, 6, 10)), utc(2026, 1, 1, 0))
    assert found is not None
    assert found.planned_for == last
    newest = nights_between(last - 30 * DAY, last - HOUR, DEFAULT)[-MOST_SKIPPED:]
    assert [night.planned_for for night in found.skipped] == newest
    assert len(found.skipped) + found.untold == 396


def test_the_next_night_is_one_that_will_run() -> None:
    tonight = pacific(2026, 6, 10)
    since = tonight - 9 * DAY
    assert next_to_run(tonight - HOUR, DEFAULT, [], since) == tonight
    # It ran already, by a clock that was set back since.
    assert next_to_run(tonight - HOUR, DEFAULT, done(tonight), since) == tonight + DAY
    # Planned from later on only.
    assert next_to_run(tonight - HOUR, DEFAULT, [], tonight + 2 * DAY) == tonight + 3 * DAY


# the whole life of a schedule

schedules = st.builds(
    Schedule,
    st.times().map(lambda moment: moment.replace(second=0, microsecond=0)),
    st.sampled_from(["America/Los_Angeles", "Europe/Berlin", "Asia/Tokyo", "Australia/Lord_Howe", "UTC"]),
    st.frozensets(st.integers(0, 6), min_size=1),
)
looks = st.lists(st.integers(1, 60 * 24 * 3), min_size=1, max_size=60)


class Life:
    """A program that looks now and then whether a run is due, and keeps the records as the worker does."""

    def __init__(self, schedule: Schedule, since: datetime) -> None:
        self.schedule = schedule
        self.since = since
        self.recorded: dict[datetime, Night] = {}
        self.runs: list[tuple[datetime, datetime, RunKind]] = []

    def look(self, now: datetime) -> None:
        found = due(now, self.schedule, list(self.recorded.values()), self.since)
        if found is None:
            return
        for night in found.skipped:
            assert night.planned_for not in self.recorded
            self.recorded[night.planned_for] = night
        assert found.planned_for not in self.recorded
        state = NightState.DONE if found.kind is RunKind.NIGHTLY else NightState.CAUGHT_UP
        self.recorded[found.planned_for] = Night(found.planned_for, state, len(self.runs), None)
        self.runs.append((found.planned_for, now, found.kind))


@given(schedules, st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)), looks)
def test_every_planned_night_gets_exactly_one_record_and_no_run_at_the_hour_is_lost(
    schedule: Schedule, since: datetime, pauses: list[int]
) -> None:
    life = Life(schedule, since.replace(tzinfo=UTC))
    now = life.since
    times = []
    for pause in pauses:
        now += pause * MINUTE
        times.append(now)
        life.look(now)
    planned = nights_between(life.since, now, schedule)
    open_nights = [night for night in planned if night not in life.recorded]
    assert set(life.recorded) <= set(planned)
    # All but a last one that is about to be covered.
    if open_nights:
        assert open_nights == planned[-len(open_nights) :]
        assert next_night(now, schedule) - now < KEEP_CLEAR
    for night in planned:
        if any(night <= moment <= night + ON_TIME for moment in times):
            assert [kind for ran, _, kind in life.runs if ran == night] == [RunKind.NIGHTLY]
    # Whatever was skipped is covered by a later run.
    for record in life.recorded.values():
        if record.state is NightState.SKIPPED:
            assert any(ran > record.planned_for and at > record.planned_for for ran, at, _ in life.runs)


@given(
    schedules,
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)),
    st.lists(st.integers(-60 * 24 * 2, 60 * 24 * 3), min_size=1, max_size=60),
)
def test_no_night_runs_twice_whichever_way_the_clock_is_set(
    schedule: Schedule, since: datetime, steps: list[int]
) -> None:
    life = Life(schedule, since.replace(tzinfo=UTC))
    now = life.since
    for step in steps:
        now += step * MINUTE
        life.look(now)
    ran = [night for night, _, _ in life.runs]
    assert len(ran) == len(set(ran))
    assert all(at >= night for night, at, _ in life.runs)
