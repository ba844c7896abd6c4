"""What was planned, queued or read before gives way to what is so when it is done; nobody is passed over in silence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from core.engine import Engine
from core.salesforce.org import SalesforceOrg
from core.store.types.log import Level, LogEntry, LogFilter
from core.store.types.people import NewPerson
from core.store.types.records import RecordState
from core.store.types.runs import RunKind, RunOutcome
from core.sync.run.two_way import RunRequest
from tests.end_to_end.test_rules_of_the_sync import act, add, create, open_engine, sync, ticked, unsubscribed
from tests.helpers.practice import PracticeOrg

ADA, BOB = "ada@example.com", "bob@example.com"


@pytest.fixture
def org() -> Iterator[PracticeOrg]:
    with PracticeOrg(people=0) as practice:
        yield practice


@pytest.fixture
def engine(org: PracticeOrg, tmp_path: Path) -> Iterator[Engine]:
    with open_engine(org, tmp_path) as opened:
        yield opened


def entries(engine: Engine, code: str) -> list[LogEntry]:
    return [entry for entry in engine.log.all(LogFilter()) if entry.code == code]


def states(engine: Engine, email: str) -> dict[str, RecordState]:
    [row] = engine.store.database.rows("SELECT id FROM person WHERE email_key = ?", (email,))
    return {record.id: record.state for record in engine.store.records.of_person(row[0])}


def meanwhile(monkeypatch: pytest.MonkeyPatch, verb: str, number: int, do: object) -> None:
    """Let something happen right before the `number`th call of a verb."""
    real = getattr(SalesforceOrg, verb)
    calls = iter(range(1, 1 << 30))

    def call(org: SalesforceOrg, *arguments: object, **options: object) -> object:
        if next(calls) == number:
            do()  # type: ignore[operator]
        return real(org, *arguments, **options)

    monkeypatch.setattr(SalesforceOrg, verb, call)


# a deliberate act in the middle of a run


def test_who_is_re_subscribed_while_a_run_writes_is_not_opted_out_by_it(
    engine: Engine, org: PracticeOrg, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [f"p{number:03}@example.com" for number in range(300)]
    made = [create(org, Email=email) for email in people]
    engine.collect.by_hand(people, "asked by phone")
    last = people[-1]
    meanwhile(
        monkeypatch,
        "set_opt_outs",
        1,
        lambda: engine.resubscribe.resubscribe(last, reason="signed", who="admin", both_sides=False),
    )
    run = sync(engine)
    assert run.counts.opted_out_in_salesforce == 299
    assert not ticked(org, made[-1])
    assert not unsubscribed(engine, last)
    sync(engine)
    assert not ticked(org, made[-1])


# siblings, links and what went away


def test_one_sync_reaches_the_siblings_of_an_address_that_was_unknown_here(
    engine: Engine, org: PracticeOrg
) -> None:
    sync(engine)
    ticked_one, sibling = create(org, Email=ADA), create(org, "Lead", Email=ADA.upper())
    sync(engine)
    act(org, do="update", ids=[ticked_one], set={"HasOptedOutOfEmail": True})
    sync(engine)
    assert unsubscribed(engine, ADA)
    assert ticked(org, sibling)


def test_a_record_opted_out_for_one_address_takes_the_other_address_it_has_along(
    engine: Engine, org: PracticeOrg
) -> None:
    contact, sibling = create(org, Email=BOB), create(org, "Lead", Email=BOB)
    add(engine, NewPerson(ADA, salesforce_ids=(contact,)))
    engine.collect.by_hand([ADA], "asked by phone")
    sync(engine)
    assert ticked(org, contact)
    assert unsubscribed(engine, BOB)
    assert ticked(org, sibling)


@pytest.mark.parametrize(("full", "purged"), [(False, False), (True, False), (True, True)])
def test_a_deleted_person_account_leaves_nothing_agreed(
    engine: Engine, org: PracticeOrg, full: bool, purged: bool
) -> None:
    contact = create(org, Email=ADA)
    org.control("faults", {"org": {"person_accounts": True}})
    [account] = act(org, do="person_accounts", ids=[contact])["accounts"]
    add(engine, NewPerson(ADA, salesforce_ids=(contact,)))
    engine.collect.by_hand([ADA], "asked by phone")
    sync(engine)
    assert RecordState.ACTIVE in states(engine, ADA).values()
    act(org, do="delete", ids=[account])
    if purged:
        act(org, do="purge", ids=[account])
    run = sync(engine, full=full)
    assert RecordState.ACTIVE not in states(engine, ADA).values()
    assert run.counts.not_syncable == 1
    assert run.counts.already_agreed == 0


def test_a_person_who_comes_while_everything_is_read_is_looked_for_all_the_same(
    engine: Engine, org: PracticeOrg, monkeypatch: pytest.MonkeyPatch
) -> None:
    contact = create(org, Email=ADA)
    real = engine.store.people.mark_all_looked_for

    def imported_late(*arguments: object, **options: object) -> None:
        engine.collect.by_hand([ADA], "asked by phone")
        real(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(engine.store.people, "mark_all_looked_for", imported_late)
    sync(engine, full=True)
    assert ticked(org, contact)


# refusals


@pytest.mark.parametrize("code", ["INVALID_CROSS_REFERENCE_KEY", "ENTITY_IS_DELETED", "NOT_FOUND"])
def test_a_live_record_that_is_said_to_be_gone_is_named_and_tried_again(
    engine: Engine, org: PracticeOrg, code: str
) -> None:
    contact = create(org, Email=ADA)
    engine.collect.by_hand([ADA], "asked by phone")
    org.control("faults", {"records": [{"ids": [contact], "code": code, "message": "not what it was"}]})
    for _ in range(2):
        run = engine.sync.run_here(RunRequest(RunKind.MANUAL, approved=True), stop=Event())
        assert (run.outcome, run.counts.failed) == (RunOutcome.DONE_WITH_FAILURES, 1)
    named = [entry for entry in entries(engine, code) if entry.salesforce_id == contact]
    assert [entry.level for entry in named] == [Level.ERROR] * 2
    org.control("faults", {"clear": True})
    sync(engine)
    assert ticked(org, contact)


def test_a_record_that_the_user_cannot_see_any_more_is_named_and_not_taken_for_deleted(
    engine: Engine, org: PracticeOrg
) -> None:
    contact = create(org, Email=ADA)
    add(engine, NewPerson(ADA, salesforce_ids=(contact,)))
    sync(engine)
    act(org, do="purge", ids=[contact])
    engine.collect.by_hand([ADA], "asked by phone")
    report = engine.push.drain(Event())
    assert report.parked == 1
    assert states(engine, ADA) == {contact: RecordState.NOT_FOUND}
    [group] = engine.queue.error_groups()
    assert "may not see it" in group.problem.what.english()


# no silent cap


def test_however_many_ids_were_handed_in_all_are_followed_in_one_run(
    engine: Engine, org: PracticeOrg, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.sync.importer.BY_IDS", 2)
    contacts = [create(org, Email=f"p{number}@example.com") for number in range(25)]
    add(
        engine,
        *[NewPerson(f"q{number}@example.com", salesforce_ids=(one,)) for number, one in enumerate(contacts)],
    )
    sync(engine)
    assert engine.store.records.unseen(100) == []
    assert len(entries(engine, "OTHER_ADDRESS")) == 25
