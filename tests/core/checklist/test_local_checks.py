"""The people here and this computer's part, as the checklist tells them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from core.checklist.local_checks import Computer, clock, keyring, night_run, nightly_sync, people
from core.checklist.results import CheckState
from core.messages import Category, Message, Problem, Scope
from core.store.people import Matched
from core.store.types.people import NotSyncableReason, Totals

AT = datetime(2026, 11, 25, 4, tzinfo=UTC)
ON = Computer(
    nightly_sync=True,
    next_night=AT,
    night_run=True,
    why_no_night_run=None,
    night_run_problem=None,
    calls_needed=4,
)
REFUSED = Problem(
    "SCHEDULER", Category.OTHER, Message("The scheduler is silent."), Message("Start it."), scope=Scope.RECORD
)


def test_a_night_that_is_planned_and_started_by_the_system_is_done() -> None:
    assert nightly_sync(ON).state is CheckState.DONE
    assert "25 Nov 2026" in nightly_sync(ON).what.english()
    assert night_run(ON).state is CheckState.DONE


def test_a_switch_that_is_off_is_to_do_and_its_scheduler_not_needed() -> None:
    off = replace(ON, nightly_sync=False, next_night=None, night_run=False)
    assert nightly_sync(off).state is CheckState.TO_DO
    assert nightly_sync(off).fix is not None
    assert night_run(off).state is CheckState.NOT_NEEDED


def test_a_night_that_needs_the_open_program_is_a_warning() -> None:
    assert night_run(replace(ON, night_run=False)).state is CheckState.WARNING
    practice = replace(ON, night_run=False, why_no_night_run=Message("Only practice."))
    assert night_run(practice).state is CheckState.NOT_NEEDED
    assert night_run(practice).what.english() == "Only practice."


def test_a_scheduler_that_does_not_answer_is_not_taken_for_switched_on() -> None:
    unknown = night_run(replace(ON, night_run_problem=REFUSED))
    assert unknown.state is CheckState.COULD_NOT_CHECK
    assert unknown.what == REFUSED.what


def test_the_keyring_counts_only_where_the_access_is_kept_in_it() -> None:
    assert keyring(needed=True, problem=None).state is CheckState.DONE
    assert keyring(needed=False, problem=None).state is CheckState.NOT_NEEDED
    locked = Problem(
        "KEYRING_LOCKED",
        Category.AUTHENTICATION,
        Message("Locked."),
        Message("Unlock it."),
        scope=Scope.CONNECTION,
    )
    assert keyring(needed=True, problem=locked).state is CheckState.TO_DO


@pytest.mark.parametrize(
    ("skew", "state", "words"),
    [
        (timedelta(seconds=40), CheckState.DONE, "agrees"),
        (timedelta(seconds=-100), CheckState.DONE, "agrees"),
        (timedelta(minutes=7), CheckState.WARNING, "7 minutes ahead"),
        (timedelta(hours=-1), CheckState.WARNING, "60 minutes behind"),
        (None, CheckState.COULD_NOT_CHECK, "did not tell"),
    ],
)
def test_the_clock_is_held_against_that_of_salesforce(
    skew: timedelta | None, state: CheckState, words: str
) -> None:
    check = clock(skew)
    assert check.state is state
    assert words in check.what.english()


def test_nobody_here_is_something_to_do() -> None:
    here, matched = people(Totals(0, 0, 0, 0), Matched(0, 0), {})
    assert (here.state, matched.state) == (CheckState.TO_DO, CheckState.NOT_NEEDED)


def test_those_who_cannot_sync_are_counted_by_reason() -> None:
    here, matched = people(
        Totals(people=1200, unsubscribed=30, not_syncable=12, without_record=12),
        Matched(with_id=1190, seen=1188),
        {NotSyncableReason.NEVER_LOOKED_FOR: 7, NotSyncableReason.RECORD_DELETED: 5},
    )
    assert here.state is CheckState.DONE
    assert matched.state is CheckState.WARNING
    text = matched.what.english()
    for words in (
        "1,190 of 1,200",
        "records of 1,188",
        "12 people cannot sync",
        "not looked for yet: 7",
        "the connected user can see: 0",
    ):
        assert words in text
    everybody = people(Totals(3, 1, 0, 0), Matched(3, 3), {})[1]
    assert everybody.state is CheckState.DONE
