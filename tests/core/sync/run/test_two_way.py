"""One two-way run when things go wrong: at every call, in records, in the org as a whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any

import pytest

from core.engine import Engine
from core.messages import ProblemError
from core.salesforce.http.transport import Transport
from core.salesforce.values.errors import connection_lost
from core.settings import BRAKE_NUMBER, BRAKE_PRACTICE, BRAKE_SHARE, OPT_OUT_FIELD, READ_BACK
from core.store.types.fields import OptOutField
from core.store.types.log import Level, LogFilter
from core.store.types.people import HistoryKind, NewPerson
from core.store.types.plans import Side
from core.store.types.runs import Run, RunKind, RunOutcome
from core.sync.run.two_way import RunRequest
from tests.core.sync.conftest import OpenEngine
from tests.end_to_end.test_rules_of_the_sync import act, create, ticked, unsubscribed
from tests.helpers.practice import PracticeOrg


def run(engine: Engine, **request: Any) -> Run:
    return engine.sync.run_here(RunRequest(RunKind.MANUAL, **request), stop=Event())


def failures(engine: Engine, run_id: int) -> list[tuple[str, str]]:
    wanted = LogFilter(levels=frozenset({Level.ERROR}), run_id=run_id)
    return [(entry.salesforce_id, entry.code) for entry in engine.log.all(wanted)]


class Killed(BaseException):
    """Stands for the end of the process: nothing in the program may catch it and go on."""


class Interrupter:
    """Makes the n-th HTTP call of this process fail, before it is sent or after it was answered."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, failure: Callable[[], BaseException]) -> None:
        self._failure = failure
        self.left = 0
        self.after_the_answer = False
        real = Transport.request

        def request(transport: Transport, method: str, url: str, **options: Any) -> Any:
            self.left -= 1
            if self.left == 0 and not self.after_the_answer:
                raise self._failure()
            answer = real(transport, method, url, **options)
            if self.left == 0:
                raise self._failure()
            return answer

        monkeypatch.setattr(Transport, "request", request)


def lost() -> BaseException:
    return ProblemError(connection_lost())


@pytest.mark.parametrize("failure", [lost, Killed])
@pytest.mark.parametrize("after_the_answer", [False, True])
def test_interrupted_at_any_call_the_next_run_makes_both_sides_agree(
    open_engine: OpenEngine,
    org: PracticeOrg,
    monkeypatch: pytest.MonkeyPatch,
    failure: Callable[[], BaseException],
    after_the_answer: bool,
) -> None:
    engine = open_engine()
    interrupter = Interrupter(monkeypatch, failure)
    interrupter.after_the_answer = after_the_answer
    for nth in range(1, 40):
        here = create(org, Email=f"here{nth}@example.com")
        create(org, "Lead", Email=f"there{nth}@example.com", HasOptedOutOfEmail=True)
        twin = create(org, Email=f"THERE{nth}@example.com")
        lead = create(org, "Lead", Email=f"moved{nth}@example.com")
        contact = str(act(org, do="convert", ids=[lead])["contacts"][0])  # type: ignore[index]
        engine.collect.by_hand([f"here{nth}@example.com", f"moved{nth}@example.com"], "asked by phone")

        interrupter.left = nth
        try:
            first = run(engine)
        except Killed:
            first = None
        reached = interrupter.left <= 0
        interrupter.left = 0
        second = run(engine)

        assert second.outcome is RunOutcome.DONE
        assert [ticked(org, one) for one in (here, twin, contact)] == [True, True, True]
        for name in ("here", "there", "moved"):
            assert unsubscribed(engine, f"{name}{nth}@example.com")
            person = engine.store.people.by_keys([f"{name}{nth}@example.com"])[f"{name}{nth}@example.com"]
            told = [event.what for event in engine.store.unsubscribes.history(person.id)]
            assert told.count(HistoryKind.UNSUBSCRIBED) == 1
        third = run(engine)
        assert (third.counts.unsubscribed_here, third.counts.opted_out_in_salesforce) == (0, 0)
        if not reached:
            assert first is not None
            assert first.outcome is RunOutcome.DONE
            return
    raise AssertionError("a small sync needs fewer calls than this")


def test_records_that_refuse_are_named_and_the_others_are_done(
    open_engine: OpenEngine, org: PracticeOrg
) -> None:
    engine = open_engine()
    good, ruled, locked = (create(org, Email=f"{name}@example.com") for name in ("good", "ruled", "locked"))
    engine.collect.by_hand([f"{name}@example.com" for name in ("good", "ruled", "locked")], "by phone")
    org.control(
        "faults",
        {
            "records": [
                {"ids": [ruled], "refuse": "validation"},
                {"ids": [locked], "refuse": "locked", "times": 2},
            ]
        },
    )
    done = run(engine)
    assert done.outcome is RunOutcome.DONE_WITH_FAILURES
    assert done.counts.failed == 1
    assert [pair for pair in failures(engine, done.id) if pair[0]] == [
        (ruled, "FIELD_CUSTOM_VALIDATION_EXCEPTION")
    ]
    assert [ticked(org, one) for one in (good, ruled, locked)] == [True, False, True]
    org.control("faults", {"clear": True})
    again = run(engine)
    assert (again.outcome, again.counts.opted_out_in_salesforce) == (RunOutcome.DONE, 1)
    assert ticked(org, ruled)


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("POST", "jobs/ingest", 404, "NOT_FOUND"),
        ("POST", "jobs/ingest", 403, "API_DISABLED_FOR_ORG"),
        ("POST", "jobs/ingest", 400, "FEATURENOTENABLED"),
        ("PUT", "batches", 400, "CLIENTINPUTERROR"),
    ],
)
def test_an_org_that_takes_no_bulk_job_is_written_to_in_small_calls(
    open_engine: OpenEngine,
    org: PracticeOrg,
    monkeypatch: pytest.MonkeyPatch,
    method: str,
    path: str,
    status: int,
    code: str,
) -> None:
    monkeypatch.setattr("core.salesforce.bulk.writing.BULK_FROM", 1)
    engine = open_engine()
    contact = create(org, Email="here@example.com")
    lead = create(org, "Lead", Email="here@example.com")
    engine.collect.by_hand(["here@example.com"], "asked by phone")
    trouble = {"do": "answer", "status": status, "code": code, "message": "not here", "times": 0}
    org.control("faults", {"requests": [trouble | {"method": method, "path": path}]})
    done = run(engine)
    org.control("faults", {"clear": True})
    assert (done.outcome, done.counts.opted_out_in_salesforce, done.reason) == (RunOutcome.DONE, 2, None)
    assert ticked(org, contact)
    assert ticked(org, lead)
    again = run(engine)
    assert (again.outcome, again.counts.opted_out_in_salesforce) == (RunOutcome.DONE, 0)


def test_what_a_bulk_job_does_not_come_to_is_written_in_small_calls(
    open_engine: OpenEngine, org: PracticeOrg, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.salesforce.bulk.writing.BULK_FROM", 1)
    monkeypatch.setattr("core.salesforce.bulk.writing.LONGEST_JOB_S", 0.2)
    engine = open_engine()
    contact = create(org, Email="here@example.com")
    engine.collect.by_hand(["here@example.com"], "asked by phone")
    org.control("faults", {"org": {"bulk": {"delay_ms": 600_000}}})
    done = run(engine)
    org.control("faults", {"clear": True, "org": {"bulk": {"delay_ms": 0}}})
    assert (done.outcome, done.counts.opted_out_in_salesforce) == (RunOutcome.DONE, 1)
    assert ticked(org, contact)


def test_a_record_deleted_while_the_run_writes_is_let_go(open_engine: OpenEngine, org: PracticeOrg) -> None:
    engine = open_engine()
    gone = create(org, Email="gone@example.com")
    engine.collect.by_hand(["gone@example.com"], "by phone")
    run(engine, preview=True)
    act(org, do="delete", ids=[gone])
    done = run(engine)
    assert (done.outcome, done.counts.failed, done.counts.not_syncable) == (RunOutcome.DONE, 0, 1)


def test_another_org_than_the_one_the_data_belongs_to_stops_the_run(
    open_engine: OpenEngine, org: PracticeOrg
) -> None:
    engine = open_engine()
    create(org, Email="ada@example.com", HasOptedOutOfEmail=True)
    run(engine)
    org.control("faults", {"org": {"organization": {"id": "another", "name": "Somebody else"}}})
    create(org, Email="stranger@example.com", HasOptedOutOfEmail=True)
    done = run(engine)
    assert done.outcome is RunOutcome.FAILED
    assert ("", "ANOTHER_ORG") in failures(engine, done.id)
    assert engine.store.people.by_keys(["stranger@example.com"]) == {}


def test_a_hidden_field_stops_the_run_and_says_what_to_do(open_engine: OpenEngine, org: PracticeOrg) -> None:
    engine = open_engine()
    hidden = {f"{name}.HasOptedOutOfEmail": "hidden" for name in ("Contact", "Lead")}
    org.control("faults", {"org": {"security": hidden}})
    done = run(engine)
    assert done.outcome is RunOutcome.FAILED
    assert failures(engine, done.id) == [("", "INVALID_FIELD")]


def test_a_field_hidden_for_a_while_is_read_whole_once_it_is_visible(
    open_engine: OpenEngine, org: PracticeOrg
) -> None:
    engine = open_engine()
    lead = create(org, "Lead", Email="ada@example.com", HasOptedOutOfEmail=True)
    org.control("faults", {"org": {"security": {"Lead.HasOptedOutOfEmail": "hidden"}}})
    assert run(engine).outcome is RunOutcome.DONE
    assert engine.store.people.by_keys(["ada@example.com"]) == {}
    org.control("faults", {"org": {"security": {"Lead.HasOptedOutOfEmail": "full"}}})
    done = run(engine)
    assert done.full
    assert unsubscribed(engine, "ada@example.com")
    assert ticked(org, lead)


def test_a_save_that_shows_late_is_not_missed(open_engine: OpenEngine, org: PracticeOrg) -> None:
    engine = open_engine()
    late = create(org, Email="late@example.com")
    run(engine)
    act(org, do="update_late", ids=[late], set={"HasOptedOutOfEmail": True})
    run(engine)
    assert engine.store.people.by_keys(["late@example.com"]) == {}
    act(org, do="commit")
    run(engine)
    assert unsubscribed(engine, "late@example.com")


def test_a_tick_that_does_not_stick_is_reported(
    open_engine: OpenEngine, org: PracticeOrg, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = open_engine()
    contact = create(org, Email="ada@example.com")
    engine.collect.by_hand(["ada@example.com"], "by phone")
    real = type(engine.store.unsubscribes).note_opted_out

    def undone_by_somebody(self: Any, *arguments: Any, **named: Any) -> None:
        real(self, *arguments, **named)
        act(org, do="update", ids=[contact], set={"HasOptedOutOfEmail": False})

    monkeypatch.setattr(type(engine.store.unsubscribes), "note_opted_out", undone_by_somebody)
    done = run(engine)
    assert done.outcome is RunOutcome.DONE_WITH_FAILURES
    assert failures(engine, done.id)[-1] == (contact, "DID_NOT_STICK")
    engine.settings.set(READ_BACK, "nothing")
    assert run(engine).outcome is RunOutcome.DONE


# preview and brake


def test_a_preview_writes_nothing_and_names_every_change(open_engine: OpenEngine, org: PracticeOrg) -> None:
    engine = open_engine()
    contact = create(org, Email="here@example.com")
    lead = create(org, "Lead", Email="there@example.com", HasOptedOutOfEmail=True)
    engine.collect.by_hand(["here@example.com"], "by phone")
    previewed = run(engine, preview=True)
    assert previewed.outcome is RunOutcome.PREVIEWED
    planned = engine.store.plans.page(previewed.id, 0, 10)
    assert {(row.side, row.email, row.salesforce_id) for row in planned} == {
        (Side.HERE, "there@example.com", lead),
        (Side.THERE, "here@example.com", contact),
    }
    assert not ticked(org, contact)
    assert not unsubscribed(engine, "there@example.com")


def test_doing_what_was_previewed_does_just_that_and_checks_again(
    open_engine: OpenEngine, org: PracticeOrg
) -> None:
    engine = open_engine()
    first, second = create(org, Email="first@example.com"), create(org, Email="second@example.com")
    engine.collect.by_hand(["first@example.com", "second@example.com"], "by phone")
    previewed = run(engine, preview=True)
    act(org, do="delete", ids=[second])
    later = create(org, Email="later@example.com", HasOptedOutOfEmail=True)
    done = run(engine, approved=True, plan_of=previewed.id)
    assert (done.outcome, done.counts.opted_out_in_salesforce, done.counts.failed) == (RunOutcome.DONE, 1, 0)
    assert ticked(org, first)
    assert engine.store.people.by_keys(["later@example.com"]) == {}
    assert later


def test_a_run_that_would_change_far_more_than_usual_is_held_until_yes(
    open_engine: OpenEngine, org: PracticeOrg
) -> None:
    engine = open_engine()
    for key, value in ((BRAKE_PRACTICE, "on"), (BRAKE_NUMBER, "2"), (BRAKE_SHARE, "10")):
        engine.settings.set(key, value)
    contacts = [create(org, Email=f"person{number}@example.com") for number in range(3)]
    engine.collect.by_hand([f"person{number}@example.com" for number in range(3)], "by phone")
    held = run(engine)
    assert held.outcome is RunOutcome.HELD
    assert held.reason is not None
    assert [ticked(org, one) for one in contacts] == [False, False, False]
    done = run(engine, approved=True, plan_of=held.id)
    assert (done.outcome, done.counts.opted_out_in_salesforce) == (RunOutcome.DONE, 3)
    assert [ticked(org, one) for one in contacts] == [True, True, True]


def test_an_org_that_is_suddenly_empty_takes_nobodys_unsubscribe_away(
    open_engine: OpenEngine, org: PracticeOrg
) -> None:
    engine = open_engine()
    contact = create(org, Email="ada@example.com", HasOptedOutOfEmail=True)
    run(engine)
    act(org, do="delete", ids=[contact])
    act(org, do="purge", ids=[contact])
    done = run(engine, full=True)
    assert done.outcome is RunOutcome.DONE
    assert unsubscribed(engine, "ada@example.com")


@pytest.mark.parametrize("wanted", list(OptOutField))
def test_people_imported_between_two_runs_are_matched_by_their_address(
    open_engine: OpenEngine, org: PracticeOrg, wanted: OptOutField
) -> None:
    engine = open_engine()
    engine.settings.set(OPT_OUT_FIELD, wanted)
    create(org, Email="later@example.com")
    run(engine)
    engine.store.people.add([NewPerson("later@example.com")], engine.options.now())
    assert engine.totals().without_record == 1
    done = run(engine)
    assert not done.full
    assert engine.totals().without_record == 0


def test_a_full_run_noted_while_the_clock_was_years_ahead_does_not_put_off_the_next(
    open_engine: OpenEngine, org: PracticeOrg
) -> None:
    ahead = timedelta(days=2000)
    engine = open_engine(lambda: datetime.now(UTC) + ahead)
    create(org, Email="ada@example.com")
    assert run(engine).full
    ahead = timedelta()
    assert run(engine).full
    assert not run(engine).full
