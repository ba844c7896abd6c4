"""The first sync that would change anything with an org waits for a yes, whichever way it was begun."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from core.engine import Engine
from core.engine_options import EngineOptions, utc_now
from core.settings import NIGHTLY_SYNC, NIGHTLY_TIME, NIGHTLY_ZONE
from core.store.stored_times import NIGHTS_SINCE
from core.store.types.runs import Night, NightState, Run, RunKind, RunOutcome
from core.sync.run.brake import FIRST_RUN
from core.sync.run.two_way import RunRequest
from tests.core.cli.test_commands import Command
from tests.core.sync.conftest import reached
from tests.end_to_end.test_rules_of_the_sync import create, open_engine
from tests.helpers.practice import PracticeOrg

SECONDS = 30


@pytest.fixture
def org() -> Iterator[PracticeOrg]:
    """A company's org, as far as anybody can tell, with one opt-out that is not here yet."""
    with PracticeOrg(people=0) as practice:
        practice.control("faults", {"org": {"organization": {"type": "Enterprise Edition"}}})
        create(practice, Email="there@example.com", HasOptedOutOfEmail=True)
        yield practice


@pytest.fixture
def engine(org: PracticeOrg, tmp_path: Path) -> Iterator[Engine]:
    with open_engine(org, tmp_path) as opened:
        yield opened


def night_is_due(engine: Engine) -> None:
    engine.settings.set(NIGHTLY_SYNC, "on")
    engine.settings.set(NIGHTLY_ZONE, "UTC")
    engine.settings.set(NIGHTLY_TIME, utc_now().strftime("%H:%M"))
    engine.store.org_state.set_setting(NIGHTS_SINCE, "2020-01-01T00:00:00.000000+00:00")


def here(engine: Engine) -> set[str]:
    return {key for key, is_unsubscribed in engine.store.people.states() if is_unsubscribed}


def is_held_as_the_first(engine: Engine, run: Run | None) -> bool:
    assert run is not None
    assert run.outcome is RunOutcome.HELD
    assert run.reason is not None
    assert [row.email for row in engine.store.plans.all(run.id)] == ["there@example.com"], (
        "its preview is kept"
    )
    return run.reason.template == FIRST_RUN.template and here(engine) == set()


def wait_for_a_run(engine: Engine) -> Run:
    until = time.monotonic() + SECONDS
    while (run := engine.runs.last()) is None and time.monotonic() < until:
        time.sleep(0.02)
    assert run is not None
    return run


def test_begun_by_the_button_it_waits_until_yes_is_said_to_its_preview(engine: Engine) -> None:
    engine.start()
    engine.sync.sync_now()
    held = wait_for_a_run(engine)
    assert is_held_as_the_first(engine, held)
    done = engine.sync.run_here(
        RunRequest(RunKind.MANUAL, approved=True, plan_of=held.id), stop=Event(), patience=SECONDS
    )
    assert done.outcome is RunOutcome.DONE
    assert here(engine) == {"there@example.com"}


def test_begun_by_a_night_of_the_open_window_it_waits(engine: Engine) -> None:
    night_is_due(engine)
    engine.start()
    assert is_held_as_the_first(engine, wait_for_a_run(engine))


def test_begun_by_the_systems_scheduler_it_waits_and_names_nobody_in_its_journal(
    engine: Engine, org: PracticeOrg, tmp_path: Path
) -> None:
    night_is_due(engine)
    code, out, err = Command(tmp_path, reached(org))("sync", "--night")
    assert code >= 2, "nothing was done"
    assert "the first sync that would change anything with this org" in err
    assert "there@example.com" not in out + err
    assert is_held_as_the_first(engine, engine.runs.last())
    assert [night.state for night in engine.runs.nights(1)] == [NightState.HELD]


def test_begun_on_the_command_line_it_waits_and_shows_what_it_would_change(
    engine: Engine, org: PracticeOrg, tmp_path: Path
) -> None:
    command = Command(tmp_path, reached(org))
    code, out, err = command("sync")
    assert code >= 2, "nothing was done"
    assert "the first sync that would change anything with this org" in err
    assert "--yes" in err
    assert out == ""
    assert "sync --preview lists each change" in err
    assert "there@example.com" in command("sync", "--preview")[1]
    assert here(engine) == set()
    code, _, _ = command("sync")
    assert is_held_as_the_first(engine, engine.runs.last())
    held = command.json("sync", code=code)
    assert [row["email"] for row in held["plan"]] == ["there@example.com"]
    assert command.json("sync", "--yes")["outcome"] == "done"
    assert here(engine) == {"there@example.com"}


def test_a_sync_before_anybody_was_here_was_nobodys_yes(org: PracticeOrg, tmp_path: Path) -> None:
    with PracticeOrg(people=0) as empty:
        empty.control("faults", {"org": {"organization": {"type": "Enterprise Edition"}}})
        with open_engine(empty, tmp_path) as engine:
            assert engine.sync.run_here(RunRequest(RunKind.MANUAL), stop=Event()).outcome is RunOutcome.DONE
            create(empty, Email="there@example.com", HasOptedOutOfEmail=True)
            run = engine.sync.run_here(RunRequest(RunKind.MANUAL), stop=Event())
            assert is_held_as_the_first(engine, run)


def test_once_yes_was_said_later_syncs_go_on_by_themselves(engine: Engine, org: PracticeOrg) -> None:
    engine.sync.run_here(RunRequest(RunKind.MANUAL, approved=True), stop=Event())
    create(org, Email="later@example.com", HasOptedOutOfEmail=True)
    run = engine.sync.run_here(RunRequest(RunKind.MANUAL), stop=Event())
    assert run.outcome is RunOutcome.DONE
    assert here(engine) == {"there@example.com", "later@example.com"}


def test_a_fresh_installation_plans_no_night_until_it_is_switched_on(
    org: PracticeOrg, tmp_path: Path
) -> None:
    command = Command(tmp_path, reached(org))
    assert command.json("settings", "nightly_sync")["nightly_sync"] is False
    status = command.json("status")
    assert (status["nightly_sync"], status["next_run"]) == (False, None)
    code, out, err = command("sync", "--night")
    assert (code, out) == (0, "")
    assert "The nightly sync is off" in err
    command.json("settings", "nightly_sync", "on")
    assert command.json("status")["next_run"] is not None


@pytest.mark.parametrize("state", list(NightState))
def test_an_installation_from_before_that_had_nights_keeps_them(tmp_path: Path, state: NightState) -> None:
    as_before(tmp_path, night=state)
    with Engine(EngineOptions(tmp_path, environment={})) as engine:
        assert engine.settings.nightly_sync
        assert engine.sync.next_run() is not None


@pytest.mark.parametrize("kind", list(RunKind))
def test_one_whose_nights_were_only_runs_keeps_them_and_one_without_stays_off(
    tmp_path: Path, kind: RunKind
) -> None:
    as_before(tmp_path, run=kind)
    with Engine(EngineOptions(tmp_path, environment={})) as engine:
        assert engine.settings.nightly_sync is (kind in (RunKind.NIGHTLY, RunKind.CAUGHT_UP))


def test_one_that_had_switched_its_nights_off_keeps_them_off(tmp_path: Path) -> None:
    as_before(tmp_path, night=NightState.DONE, stored="off")
    with Engine(EngineOptions(tmp_path, environment={})) as engine:
        assert not engine.settings.nightly_sync


def as_before(
    folder: Path, *, night: NightState | None = None, run: RunKind | None = None, stored: str = ""
) -> None:
    """A data directory as it was left by the version that had the nightly sync on without being told."""
    with Engine(EngineOptions(folder, environment={})) as engine:
        store, now = engine.store, utc_now()
        if night is not None:
            store.runs.record_night(Night(now, night, None, None))
        if run is not None:
            store.runs.open(run, engine.settings.opt_out_field, now, full=False, planned_for=None)
        if stored:
            store.org_state.set_setting(NIGHTLY_SYNC.key, stored)
        # As if its last migration had not been there yet: it is forgotten, and done at the next start.
        store.database.write("DELETE FROM schema_migration WHERE name LIKE '%_nightly_switch'")
