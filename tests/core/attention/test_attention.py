"""What needs the admin, each from how it came about to the sentence that is told of it."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from core.attention.needs import Need, NeedKind, Sign, Summary, in_order
from core.engine import Engine
from core.messages import Message
from core.settings import BRAKE_NUMBER, BRAKE_PRACTICE, NIGHTLY_SYNC
from core.store.types.fields import OptOutField
from core.store.types.log import Level
from core.store.types.runs import Night, NightState, RunCounts, RunKind, RunOutcome
from core.sync.run.two_way import RunRequest

NOW = datetime.now(UTC)


def kinds(engine: Engine) -> list[NeedKind]:
    return [need.kind for need in engine.attention.summary().needs]


def ended(engine: Engine, outcome: RunOutcome, *, passes: bool = False, failed: int = 0) -> None:
    number = engine.runs.open(RunKind.MANUAL, OptOutField.SALESFORCE, NOW, full=False, planned_for=None)
    reason = Message("Something happened.") if outcome is RunOutcome.FAILED else None
    counts = RunCounts(failed=failed)
    engine.runs.close(
        number, outcome, counts, NOW, api_calls=1, full=False, reason=reason, code="SOME_CODE", passes=passes
    )


def test_where_nothing_is_wrong_one_sentence_says_so(engine: Engine) -> None:
    engine.check_connection()
    summary = engine.attention.summary()
    assert (summary.sign, summary.needs) == (Sign.GOOD, ())
    assert summary.sentence.english() == "All is well. The nightly sync is off."
    engine.settings.set(NIGHTLY_SYNC, "on")
    assert engine.attention.summary().sentence.english() == "All in step."


def test_what_is_on_its_way_needs_nobody(engine: Engine) -> None:
    summary = Summary((), on_their_way=3)
    assert summary.sign is Sign.BUSY
    assert summary.sentence.english() == "All in step. 3 opt-outs are on their way."


def test_a_sync_that_is_held_waits_for_the_admin_until_the_next_one_is_done(engine: Engine) -> None:
    engine.settings.set(BRAKE_PRACTICE, "on")
    engine.settings.set(BRAKE_NUMBER, "0")
    engine.sync.load_here(stop=threading.Event())
    run = engine.sync.run_here(RunRequest(RunKind.MANUAL), stop=threading.Event())
    assert run.outcome is RunOutcome.HELD
    [need] = engine.attention.summary().needs
    assert (need.kind, need.run_id, need.fix) == (NeedKind.SYNC_HELD, run.id, run.reason)
    engine.sync.run_here(RunRequest(RunKind.MANUAL, preview=True), stop=threading.Event())
    assert kinds(engine) == [NeedKind.SYNC_HELD], "looking at it is no yes"
    engine.sync.run_here(RunRequest(RunKind.MANUAL, approved=True), stop=threading.Event())
    assert kinds(engine) == []


@pytest.mark.parametrize(
    ("outcome", "failed", "said"),
    [
        (RunOutcome.FAILED, 0, "Something happened."),
        (RunOutcome.DONE_WITH_FAILURES, 1, "In the last sync 1 record was refused."),
        (RunOutcome.DONE_WITH_FAILURES, 12, "In the last sync 12 records were refused."),
    ],
)
def test_a_sync_that_did_not_do_all_needs_somebody(
    engine: Engine, outcome: RunOutcome, failed: int, said: str
) -> None:
    ended(engine, outcome, failed=failed)
    [need] = engine.attention.summary().needs
    assert (need.kind, need.what.english()) == (NeedKind.SYNC_FAILED, said)


def test_a_sync_that_the_line_broke_off_is_caught_up_and_needs_nobody(engine: Engine) -> None:
    ended(engine, RunOutcome.FAILED, passes=True)
    assert kinds(engine) == []


def test_a_night_that_was_left_out_is_told_until_a_sync_came_after_it(engine: Engine) -> None:
    engine.settings.set(NIGHTLY_SYNC, "on")
    missed = Night(NOW - timedelta(days=1), NightState.SKIPPED, None, Message("The computer was off."))
    engine.runs.record_night(missed)
    [need] = engine.attention.summary().needs
    assert (need.kind, need.since) == (NeedKind.NIGHT_MISSED, missed.planned_for)
    ended(engine, RunOutcome.DONE)
    assert kinds(engine) == []
    engine.settings.set(NIGHTLY_SYNC, "off")
    engine.runs.record_night(replace(missed, planned_for=NOW + timedelta(days=1)))
    assert kinds(engine) == [], "while nights are off none is missed"


def test_what_an_admin_should_turn_to_first_comes_first() -> None:
    needs = [
        Need(NeedKind.SET_UP, Message("c"), level=Level.INFO),
        Need(NeedKind.PUSHES_PARKED, Message("b"), about="B"),
        Need(NeedKind.SIGN_IN, Message("a"), level=Level.ERROR),
        Need(NeedKind.PUSHES_PARKED, Message("b"), about="A"),
    ]
    assert [need.key for need in in_order(needs)] == [
        "sign_in", "pushes_parked:A", "pushes_parked:B", "set_up",
    ]  # fmt: skip
    assert Summary(in_order(needs)).sentence.english() == "Needs you: 4"
    assert Summary(in_order(needs[:1])).sentence.english() == "Needs you: 1"
