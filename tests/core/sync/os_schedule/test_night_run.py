"""The switch "also when the program is closed", with a scheduler that keeps its entry in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from core.connection.practice_child import PracticeOptions
from core.engine import Engine
from core.engine_options import EngineOptions, options_for
from core.messages import Message, ProblemError
from core.settings import NIGHTLY_TIME, NIGHTLY_ZONE, READ_BACK
from core.store.types.log import LogFilter
from core.sync.nights.schedule import DEFAULT, Schedule
from core.sync.os_schedule.entry import Command, EntryState, refused
from core.sync.os_schedule.night_run import ENVIRONMENT, PRACTICE


class MemoryScheduler:
    """A scheduler that never starts anything. `complaint` is what it says instead of making an entry."""

    def __init__(self) -> None:
        self.entries: list[Schedule] = []
        self.commands: list[Command] = []
        self.reason: Message | None = None
        self.complaint = ""

    def why_not(self) -> Message | None:
        return self.reason

    def install(self, schedule: Schedule, command: Command, now: datetime) -> None:
        if self.complaint:
            raise ProblemError(refused(self.complaint))
        self.entries.append(schedule)
        self.commands.append(command)

    def state(self) -> EntryState:
        return EntryState(installed=bool(self.entries))

    def remove(self) -> None:
        self.entries.clear()


OpenWith = Callable[..., Engine]


@pytest.fixture
def scheduler() -> MemoryScheduler:
    return MemoryScheduler()


@pytest.fixture
def open_with(tmp_path: Path, scheduler: MemoryScheduler) -> Iterator[OpenWith]:
    opened: list[Engine] = []

    def make(**options: object) -> Engine:
        given: dict[str, object] = {"environment": {}, "os_scheduler": scheduler} | options
        opened.append(Engine(EngineOptions(tmp_path, **given)))  # type: ignore[arg-type]
        return opened[-1]

    yield make
    for engine in opened:
        engine.stop()


def test_switching_on_makes_one_entry_with_the_schedule_and_off_takes_it_away(
    open_with: OpenWith, scheduler: MemoryScheduler
) -> None:
    engine = open_with()
    assert not engine.night_run.state().entry.installed
    engine.night_run.switch_on()
    assert scheduler.entries == [DEFAULT]
    engine.night_run.switch_off()
    assert not engine.night_run.state().entry.installed


def test_the_entry_of_an_org_calls_that_org_whichever_is_the_current_one(
    tmp_path: Path, scheduler: MemoryScheduler
) -> None:
    for number in ("1", "2"):
        (tmp_path / "orgs" / "2").mkdir(parents=True, exist_ok=True)
        options = replace(options_for(tmp_path, number), environment={}, os_scheduler=scheduler)
        with Engine(options) as engine:
            engine.orgs.use("2")
            engine.night_run.switch_on()
    called = [command.arguments[-4:] for command in scheduler.commands]
    assert called == [("--data-dir", str(tmp_path), "--org", number) for number in ("1", "2")]


def test_an_entry_follows_the_time_and_zone_and_nothing_else(
    open_with: OpenWith, scheduler: MemoryScheduler
) -> None:
    engine = open_with()
    engine.settings.set(NIGHTLY_TIME, "21:00")
    assert scheduler.entries == []
    engine.night_run.switch_on()
    engine.settings.set(NIGHTLY_TIME, "22:30")
    engine.settings.set(NIGHTLY_ZONE, "Europe/Berlin")
    engine.settings.set(READ_BACK, "all")
    assert [f"{one.time:%H:%M} {one.zone}" for one in scheduler.entries] == [
        "21:00 America/Los_Angeles",
        "22:30 America/Los_Angeles",
        "22:30 Europe/Berlin",
    ]


def test_when_the_system_refuses_new_times_the_setting_holds_and_the_log_says_so(
    open_with: OpenWith, scheduler: MemoryScheduler
) -> None:
    engine = open_with()
    engine.night_run.switch_on()
    scheduler.complaint = "no bus"
    engine.settings.set(NIGHTLY_TIME, "21:00")
    assert engine.settings.text(NIGHTLY_TIME) == "21:00"
    [entry] = engine.log.page(LogFilter(), before_id=None, limit=5)
    assert (entry.code, entry.detail) == ("SYSTEM_SCHEDULER", "no bus")


def test_where_it_cannot_be_made_the_reason_is_the_answer(
    open_with: OpenWith, scheduler: MemoryScheduler
) -> None:
    scheduler.reason = Message("Not on this computer.")
    engine = open_with()
    assert engine.night_run.state().why_not == scheduler.reason
    with pytest.raises(ProblemError) as refusal:
        engine.night_run.switch_on()
    assert refusal.value.problem.what == scheduler.reason


def test_a_practice_org_and_a_handed_in_access_have_no_life_after_the_program(open_with: OpenWith) -> None:
    assert open_with(practice=PracticeOptions()).night_run.state().why_not == PRACTICE
    handed_in = {
        "UNSUBSCRIBE_SYNC_INSTANCE_URL": "https://acme.my.salesforce.com",
        "UNSUBSCRIBE_SYNC_ACCESS_TOKEN": "token",
    }
    assert open_with(environment=handed_in).night_run.state().why_not == ENVIRONMENT
