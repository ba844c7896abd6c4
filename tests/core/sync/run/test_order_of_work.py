"""Salesforce works on the Bulk jobs while people are unsubscribed here; whatever comes in between loses nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Event
from typing import Any

import pytest

from core.engine import Engine
from core.engine_options import utc_now
from core.salesforce.http.transport import Transport
from core.store.types.people import HistoryKind, NewPerson, Source
from core.store.types.runs import Run, RunKind, RunOutcome
from core.store.unsubscribes import NewUnsubscribe
from core.sync.run.reading import Reader
from core.sync.run.two_way import RunRequest
from tests.core.sync.conftest import OpenEngine
from tests.core.sync.nights.test_sync_thread import waits_for
from tests.core.sync.run.test_two_way import Killed
from tests.end_to_end.test_rules_of_the_sync import create, ticked, unsubscribed
from tests.helpers.bulk_jobs import set_state
from tests.helpers.practice import PracticeOrg

Seen = Callable[[str, str], None]


@pytest.fixture(autouse=True)
def everything_goes_by_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.salesforce.bulk.writing.BULK_FROM", 1)


@pytest.fixture(autouse=True)
def no_faults_afterwards(org: PracticeOrg) -> Iterator[None]:
    yield
    org.control("faults", {"clear": True, "org": {"bulk": {"delay_ms": 0}}})


class Sides:
    """One Contact and one Lead to be opted out there, and one person to be unsubscribed here."""

    def __init__(self, engine: Engine, org: PracticeOrg, name: str) -> None:
        self._engine = engine
        self._org = org
        self.here, self.there = f"{name}-here@example.com", f"{name}-there@example.com"
        self.records = [create(org, Email=self.there), create(org, "Lead", Email=self.there)]
        create(org, Email=self.here, HasOptedOutOfEmail=True)
        engine.store.people.add([NewPerson(self.here)], utc_now())
        engine.collect.by_hand([self.there], "asked by phone")

    def agree(self) -> bool:
        """Whether all are opted out on both sides, and told so once."""
        person = self._engine.store.people.by_keys([self.here])[self.here]
        told = [event.what for event in self._engine.store.unsubscribes.history(person.id)]
        return all(ticked(self._org, one) for one in self.records) and told.count(
            HistoryKind.UNSUBSCRIBED
        ) == unsubscribed(self._engine, self.here)


def run(engine: Engine, stop: Event | None = None) -> Run:
    return engine.sync.run_here(RunRequest(RunKind.MANUAL, approved=True), stop=stop or Event())


def after_each_call(monkeypatch: pytest.MonkeyPatch, seen: Seen) -> None:
    """Have `seen` told of every call that was answered, by its verb and path."""
    real = Transport.request

    def request(transport: Transport, method: str, url: str, **options: Any) -> Any:
        answer = real(transport, method, url, **options)
        seen(method, url)
        return answer

    monkeypatch.setattr(Transport, "request", request)


class OnceTheJobsAreSent:
    """Does something once, when the jobs of both objects have been sent off."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, act: Callable[[list[str]], None]) -> None:
        self._act = act
        self._jobs: list[str] = []
        self.done = False
        after_each_call(monkeypatch, self._seen)

    def _seen(self, method: str, url: str) -> None:
        if method == "PATCH" and "/jobs/ingest/" in url:
            self._jobs.append(url.rpartition("/")[2])
            if len(self._jobs) == 2 and not self.done:
                self.done = True
                self._act(self._jobs)


def test_both_jobs_are_under_way_before_anybody_is_unsubscribed_here_or_an_answer_is_waited_for(
    open_engine: OpenEngine, org: PracticeOrg, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = open_engine()
    sides = Sides(engine, org, "order")
    # Were one of them waited for first, the other would never be sent.
    org.control("faults", {"org": {"bulk": {"delay_ms": 600_000}}})
    here_when_sent: list[bool] = []

    def act(_jobs: list[str]) -> None:
        here_when_sent.append(unsubscribed(engine, sides.here))
        org.control("faults", {"clear": True, "org": {"bulk": {"delay_ms": 0}}})

    OnceTheJobsAreSent(monkeypatch, act)
    monkeypatch.setattr("core.salesforce.bulk.writing.LONGEST_JOB_S", 1.0)
    done = run(engine)
    assert here_when_sent == [False]
    assert (done.outcome, done.counts.unsubscribed_here) == (RunOutcome.DONE, 1)
    assert sides.agree()


def test_killed_after_the_jobs_were_sent_the_next_run_takes_their_answers_and_does_the_rest(
    open_engine: OpenEngine, org: PracticeOrg, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = open_engine()
    sides = Sides(engine, org, "killed")

    def end(_jobs: list[str]) -> None:
        raise Killed

    sent = OnceTheJobsAreSent(monkeypatch, end)
    with pytest.raises(Killed):
        run(engine)
    assert sent.done
    assert not unsubscribed(engine, sides.here)
    again = run(engine)
    assert (again.outcome, again.counts.unsubscribed_here) == (RunOutcome.DONE, 1)
    assert sides.agree()
    third = run(engine)
    assert (third.counts.unsubscribed_here, third.counts.opted_out_in_salesforce) == (0, 0)


def test_cancelled_while_the_jobs_are_under_way_the_next_run_takes_their_answers(
    open_engine: OpenEngine, org: PracticeOrg, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = open_engine()
    sides = Sides(engine, org, "cancelled")
    stop = Event()
    OnceTheJobsAreSent(monkeypatch, lambda _jobs: stop.set())
    assert run(engine, stop).outcome is RunOutcome.CANCELLED
    assert run(engine).outcome is RunOutcome.DONE
    assert sides.agree()
    assert unsubscribed(engine, sides.here)


def test_jobs_that_somebody_ends_in_salesforce_leave_their_records_to_small_calls(
    open_engine: OpenEngine, org: PracticeOrg, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = open_engine()
    sides = Sides(engine, org, "ended")
    org.control("faults", {"org": {"bulk": {"delay_ms": 600_000}}})

    def end(jobs: list[str]) -> None:
        for job in jobs:
            assert set_state(org, job, "Aborted").status_code == 200
        # What goes by another job must not wait that long.
        monkeypatch.setattr("core.salesforce.bulk.writing.BULK_FROM", 1000)

    OnceTheJobsAreSent(monkeypatch, end)
    done = run(engine)
    assert (done.outcome, done.counts.unsubscribed_here) == (RunOutcome.DONE, 1)
    assert done.counts.opted_out_in_salesforce == 2
    assert sides.agree()


@pytest.mark.parametrize("refused", ["POST", "PUT", "PATCH"])
def test_when_salesforce_takes_no_job_people_here_are_unsubscribed_all_the_same(
    open_engine: OpenEngine, org: PracticeOrg, refused: str
) -> None:
    engine = open_engine()
    sides = Sides(engine, org, f"refused{refused}".lower())
    # Not a refusal of jobs alone, for which small calls would make up: of everything that is written.
    trouble = {"do": "answer", "status": 409, "code": "API_DISABLED_FOR_ORG", "message": "no", "times": 0}
    org.control("faults", {"requests": [trouble | {"method": refused, "path": "jobs/ingest"}]})
    failed = run(engine)
    assert failed.outcome is RunOutcome.FAILED
    assert failed.counts.unsubscribed_here == 1
    assert unsubscribed(engine, sides.here)
    org.control("faults", {"clear": True})
    assert run(engine).outcome is RunOutcome.DONE
    assert sides.agree()


def test_a_record_that_is_due_only_because_somebody_is_unsubscribed_by_the_same_plan_goes_by_the_same_job(
    open_engine: OpenEngine, org: PracticeOrg
) -> None:
    engine = open_engine()
    email = "two@example.com"
    create(org, Email=email, HasOptedOutOfEmail=True)
    twin = create(org, Email=email)
    other = create(org, Email="other@example.com")
    engine.store.people.add([NewPerson(email)], utc_now())
    engine.collect.by_hand(["other@example.com"], "asked by phone")
    org.control("calls/reset", {})
    done = run(engine)
    assert (done.outcome, done.counts.opted_out_in_salesforce) == (RunOutcome.DONE, 2)
    assert ticked(org, twin)
    assert ticked(org, other)
    assert org.control("calls")["by_kind"]["POST /jobs/ingest"] == 1


# what is done while Salesforce works is done all the same where there is no such while


def due_for_the_index(engine: Engine) -> int:
    row = engine.store.database.row("SELECT count(*) FROM person_search_due")
    assert row is not None
    return int(row[0])


def test_a_preview_of_a_first_sync_leaves_nobody_to_be_looked_for_or_to_be_found(
    open_engine: OpenEngine, org: PracticeOrg
) -> None:
    engine = open_engine()
    sides = Sides(engine, org, "preview")
    create(org, Email="new@example.com", HasOptedOutOfEmail=True)
    engine.store.people.add([NewPerson("nobody@example.com")], utc_now())
    seen = engine.sync.run_here(RunRequest(RunKind.MANUAL, preview=True), stop=Event())
    assert (seen.outcome, engine.totals().without_record) == (RunOutcome.PREVIEWED, 1)
    assert (seen.counts.unsubscribed_here, seen.counts.opted_out_in_salesforce) == (2, 2)
    assert engine.store.people.count_never_looked_for() == 0
    assert due_for_the_index(engine) == 0
    assert len(list(engine.store.plans.all(seen.id))) == 4
    done = engine.sync.run_here(RunRequest(RunKind.MANUAL, approved=True, plan_of=seen.id), stop=Event())
    assert (done.counts.unsubscribed_here, done.counts.opted_out_in_salesforce) == (2, 2)
    assert sides.agree()


def test_who_comes_while_everything_is_read_is_planned_for_in_the_same_run(
    open_engine: OpenEngine, org: PracticeOrg, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = open_engine()
    contact = create(org, Email="late@example.com")
    real = Reader.finish

    def finish(reader: Reader) -> bool:
        # After everything was read, and before it is noted who was looked for.
        engine.store.people.add([NewPerson("late@example.com")], utc_now())
        engine.store.unsubscribes.record_past(
            [NewUnsubscribe("late@example.com", utc_now(), Source.CSV_IMPORT)]
        )
        return real(reader)

    monkeypatch.setattr(Reader, "finish", finish)
    assert run(engine).counts.opted_out_in_salesforce == 1
    assert ticked(org, contact)


def test_whom_a_run_that_was_cut_off_has_added_can_be_searched_for_soon_after_the_next_start(
    open_engine: OpenEngine,
) -> None:
    engine = open_engine()
    with engine.store.database.indexing_later():
        engine.store.people.add([NewPerson("ada@example.com")], utc_now())
    assert due_for_the_index(engine) == 1
    engine.sync.start()
    waits_for(lambda: due_for_the_index(engine) == 0)
