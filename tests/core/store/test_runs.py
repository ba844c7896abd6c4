from __future__ import annotations

from datetime import timedelta

import pytest

from core.messages import Message
from core.store.store import Store
from core.store.types.fields import OptOutField
from core.store.types.log import Level, LogFilter, LogKind, NewLogEntry
from core.store.types.runs import Night, NightState, Run, RunCounts, RunKind, RunOutcome
from tests.helpers.samples import FIELD, MARKETO, NOW

LATER = NOW + timedelta(minutes=7)
WHY = Message("The computer was off at {time}.", {"time": NOW})
COUNTS = RunCounts(1, 2, 3, 4, 5, 6, 7, 8)


def run_to_end(store: Store, outcome: RunOutcome = RunOutcome.DONE) -> Run:
    run = store.runs.open(RunKind.MANUAL, FIELD, NOW, full=False, planned_for=None)
    return store.runs.close(run, outcome, COUNTS, LATER, api_calls=6, full=False)


@pytest.mark.parametrize("kind", list(RunKind))
@pytest.mark.parametrize("field", list(OptOutField))
def test_a_run_is_told_as_it_was(store: Store, kind: RunKind, field: OptOutField) -> None:
    number = store.runs.open(kind, field, NOW, full=False, planned_for=NOW)
    assert store.runs.get(number) == Run(
        number, kind, RunOutcome.RUNNING, field, NOW, NOW, None, RunCounts(), 0, None, False
    )
    closed = store.runs.close(
        number, RunOutcome.DONE_WITH_FAILURES, COUNTS, LATER, api_calls=6, full=True, reason=WHY
    )
    assert closed == Run(
        number, kind, RunOutcome.DONE_WITH_FAILURES, field, NOW, NOW, LATER, COUNTS, 6, WHY, True
    )
    assert store.runs.get(number) == closed


def test_a_run_that_is_not_there_cannot_be_closed(store: Store) -> None:
    assert store.runs.get(1) is None
    with pytest.raises(LookupError):
        store.runs.close(1, RunOutcome.DONE, COUNTS, NOW, api_calls=0, full=False)


def test_the_last_run_is_the_last_that_ended(store: Store) -> None:
    assert store.runs.last() is None
    ended = run_to_end(store)
    store.runs.open(RunKind.NIGHTLY, MARKETO, LATER, full=False, planned_for=None)
    assert store.runs.last() == ended


def test_runs_are_told_newest_first_page_by_page(store: Store) -> None:
    numbers = [run_to_end(store).id for _ in range(5)]
    assert [run.id for run in store.runs.newest(2)] == [numbers[4], numbers[3]]
    assert [run.id for run in store.runs.newest(9, before_id=numbers[3])] == numbers[2::-1]


def test_a_run_that_died_is_marked_and_never_taken_for_a_success(store: Store) -> None:
    ended = run_to_end(store)
    died = [store.runs.open(RunKind.NIGHTLY, FIELD, NOW, full=False, planned_for=None) for _ in range(2)]
    assert store.runs.mark_interrupted(LATER, WHY) == died
    assert store.runs.mark_interrupted(LATER, WHY) == []
    for number in died:
        run = store.runs.get(number)
        assert run is not None
        assert (run.outcome, run.finished_at, run.reason) == (RunOutcome.INTERRUPTED, LATER, WHY)
    assert store.runs.get(ended.id) == ended


@pytest.mark.parametrize("outcome", [outcome for outcome in RunOutcome if outcome is not RunOutcome.RUNNING])
def test_only_a_run_that_changed_something_has_written(store: Store, outcome: RunOutcome) -> None:
    planned_only = outcome in {RunOutcome.HELD, RunOutcome.PREVIEWED}
    run_to_end(store, outcome)
    assert store.runs.ever_wrote() is not planned_only


@pytest.mark.parametrize("what", ["unsubscribed_here", "opted_out_in_salesforce", "failed"])
def test_a_run_without_a_change_has_not_written_and_one_change_is_enough(store: Store, what: str) -> None:
    store.runs.open(RunKind.NIGHTLY, FIELD, NOW, full=False, planned_for=None)
    quiet = store.runs.open(RunKind.NIGHTLY, FIELD, NOW, full=False, planned_for=None)
    store.runs.close(quiet, RunOutcome.DONE, RunCounts(people=9), LATER, api_calls=1, full=True)
    assert not store.runs.ever_wrote()
    busy = store.runs.open(RunKind.NIGHTLY, FIELD, NOW, full=False, planned_for=None)
    store.runs.close(busy, RunOutcome.DONE, RunCounts(**{what: 1}), LATER, api_calls=1, full=True)
    assert store.runs.ever_wrote()


def test_a_night_is_told_with_its_reason_and_a_later_word_replaces_the_earlier(store: Store) -> None:
    run = run_to_end(store)
    skipped = Night(NOW, NightState.SKIPPED, None, WHY)
    next_night = Night(NOW + timedelta(days=1), NightState.DONE, run.id, None)
    store.runs.record_night(skipped)
    store.runs.record_night(next_night)
    assert store.runs.nights(9) == [next_night, skipped]
    caught_up = Night(NOW, NightState.CAUGHT_UP, run.id, WHY)
    store.runs.record_night(caught_up)
    assert store.runs.nights(9) == [next_night, caught_up]
    assert store.runs.nights(1) == [next_night]


def test_one_process_at_a_time_does_a_job(store: Store) -> None:
    assert store.runs.take_lease("sync", "window", NOW, 30)
    assert not store.runs.take_lease("sync", "command", NOW + timedelta(seconds=29), 30)
    assert store.runs.take_lease("push", "command", NOW, 30)
    assert store.runs.lease("sync") == ("window", NOW + timedelta(seconds=30))


def test_a_lease_is_renewed_by_its_holder_and_ends_by_itself(store: Store) -> None:
    store.runs.take_lease("sync", "window", NOW, 30)
    assert store.runs.renew_lease("sync", "window", NOW + timedelta(seconds=20), 30)
    assert not store.runs.take_lease("sync", "command", NOW + timedelta(seconds=40), 30)
    assert store.runs.take_lease("sync", "command", NOW + timedelta(seconds=50), 30)
    assert not store.runs.renew_lease("sync", "window", NOW + timedelta(seconds=51), 30)


def test_a_lease_is_given_up_by_its_holder_alone(store: Store) -> None:
    store.runs.take_lease("sync", "window", NOW, 30)
    store.runs.give_up_lease("sync", "command")
    assert store.runs.lease("sync") is not None
    store.runs.give_up_lease("sync", "window")
    assert store.runs.lease("sync") is None
    assert store.runs.take_lease("sync", "command", NOW, 30)


def test_each_who_takes_a_job_has_a_higher_number_than_all_before(store: Store) -> None:
    def number(holder: str) -> int | None:
        return store.runs.lease_number("sync", holder)

    assert number("window") is None
    numbers = []
    for holder, at in (("window", NOW), ("command", NOW + timedelta(seconds=31))):
        assert store.runs.take_lease("sync", holder, at, 30)
        numbers.append(number(holder))
    assert number("window") is None
    store.runs.give_up_lease("sync", "command")
    assert number("command") is None
    # Given up or run out: what somebody wrote down of an earlier time never fits again.
    store.runs.take_lease("sync", "window", NOW, 30)
    numbers.append(number("window"))
    store.runs.take_lease("sync", "window", NOW, 30)
    numbers.append(number("window"))
    assert numbers == sorted(set(numbers), key=lambda one: one or 0)


def test_a_lease_that_was_taken_over_is_not_renewed_and_keeps_its_number_while_it_is(store: Store) -> None:
    store.runs.take_lease("sync", "window", NOW, 30)
    before = store.runs.lease_number("sync", "window")
    assert store.runs.renew_lease("sync", "window", LATER, 30)
    assert store.runs.lease_number("sync", "window") == before


def test_log_entries_outlive_the_run_they_belong_to(store: Store) -> None:
    run = run_to_end(store)
    entry = NewLogEntry(Level.INFO, LogKind.SYNC, Message("Done."), run_id=run.id)
    store.status_log.add([entry], NOW)
    store.database.write("DELETE FROM run")
    assert [entry.run_id for entry in store.status_log.page(LogFilter(), before_id=None, limit=9)] == [None]
