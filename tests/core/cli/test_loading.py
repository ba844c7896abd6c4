"""load-people and the planned night, as scripts and schedulers call them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.engine import Engine
from core.engine_options import EngineOptions, utc_now
from core.settings import NIGHTLY_SYNC, NIGHTLY_TIME, NIGHTLY_ZONE
from core.store.stored_times import NIGHTS_SINCE
from core.store.types.runs import NightState
from tests.core.cli.test_commands import Command
from tests.core.sync.conftest import reached
from tests.helpers.practice import PracticeOrg


@pytest.fixture(scope="module")
def org() -> Iterator[PracticeOrg]:
    with PracticeOrg(people=40, opted_out=4) as practice:
        yield practice


@pytest.fixture
def command(org: PracticeOrg, tmp_path: Path) -> Command:
    return Command(tmp_path, reached(org))


def night_was_at_this_hour(folder: Path) -> None:
    """Plan the night for the hour that has just begun, in force since long ago."""
    with Engine(EngineOptions(folder)) as engine:
        engine.settings.set(NIGHTLY_SYNC, "on")
        engine.settings.set(NIGHTLY_ZONE, "UTC")
        engine.settings.set(NIGHTLY_TIME, utc_now().strftime("%H:%M"))
        engine.store.org_state.set_setting(NIGHTS_SINCE, "2020-01-01T00:00:00.000000+00:00")


def test_load_people_adds_them_and_says_how_many(command: Command) -> None:
    first = command.json("load-people")
    assert first["added"] > 30
    assert first["unsubscribed"] > 0
    assert first["api_calls"] <= 5
    assert command.json("load-people")["added"] == 0
    status = command.json("status")
    assert (status["people"], status["unsubscribed"]) == (first["added"], first["unsubscribed"])
    assert status["api_calls_needed"] >= 3


def test_the_scheduler_may_call_at_any_hour_and_only_a_due_night_runs(command: Command) -> None:
    idle = command.json("sync", "--night")
    assert idle["outcome"] is None
    night_was_at_this_hour(command.folder)
    run = command.json("sync", "--night")
    assert run["kind"] in ("nightly", "caught_up")
    assert run["outcome"] == "done"
    assert command.json("sync", "--night")["outcome"] is None
    with Engine(EngineOptions(command.folder)) as engine:
        [night, *_] = engine.runs.nights(5)
        assert night.state in (NightState.DONE, NightState.CAUGHT_UP)
        assert night.run_id == run["run"]


def test_a_due_night_that_cannot_begin_says_why_and_stays_due(command: Command, org: PracticeOrg) -> None:
    night_was_at_this_hour(command.folder)
    org.control("faults", {"org": {"limits": {"daily": 5000, "used": 4990}}})
    try:
        code, _, err = command("sync", "--night")
    finally:
        org.control("faults", {"org": {"limits": {"daily": 100_000, "used": 0}}})
    assert code == 2
    assert "are kept for others" in err
    assert command.json("sync", "--night")["outcome"] == "done"


def test_a_planned_night_takes_no_orders(command: Command) -> None:
    code, _, err = command("sync", "--night", "--yes")
    assert code == 2
    assert "--night" in err
