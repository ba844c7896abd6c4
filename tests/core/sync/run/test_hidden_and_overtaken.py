"""A run while a whole object is hidden from the user, and what it says of pushes that reading has overtaken."""

from __future__ import annotations

from threading import Event
from typing import Any

from core.engine import Engine
from core.store.types.fields import OptOutField
from core.store.types.log import LogFilter
from core.store.types.people import NewPerson, NotSyncableReason
from core.store.types.runs import Run, RunKind, RunOutcome
from core.sync.run.abandoned_jobs import BulkMemory
from core.sync.run.two_way import RunRequest
from tests.core.sync.conftest import OpenEngine
from tests.end_to_end.test_rules_of_the_sync import act, create, ticked
from tests.helpers.practice import PracticeOrg

EMAIL = "ann@example.com"


def run(engine: Engine) -> Run:
    return engine.sync.run_here(RunRequest(RunKind.MANUAL), stop=Event())


def may(org: PracticeOrg, object_: str, access: str) -> None:
    profile = {"profile": "System Administrator", "objects": {object_: access}}
    org.control("faults", {"org": {"profiles": [profile]}})


def refuse(org: PracticeOrg, *ids: str, how: str | None) -> None:
    org.control("faults", {"records": [{"ids": list(ids), "refuse": how}]})


def unsubscribe(engine: Engine, email: str) -> None:
    engine.collect.by_hand([email], "by phone")


def said(engine: Engine, run_: Run) -> list[str]:
    return [entry.message.english() for entry in engine.log.all(LogFilter(run_id=run_.id))]


def test_a_lead_that_is_hidden_from_the_user_is_a_named_failure_and_not_called_deleted(
    open_engine: OpenEngine, org: PracticeOrg
) -> None:
    lead = create(org, "Lead", Email=EMAIL, LastName="Ann", Company="Acme")
    engine = open_engine()
    run(engine)
    engine.store.people.add([NewPerson(EMAIL)], engine.options.now())
    run(engine)
    unsubscribe(engine, EMAIL)
    may(org, "Lead", "none")

    hidden = run(engine)

    assert hidden.outcome is RunOutcome.DONE_WITH_FAILURES
    assert (hidden.counts.failed, hidden.counts.not_syncable) == (1, 0)
    assert not any("deleted" in sentence for sentence in said(engine, hidden))
    may(org, "Lead", "edit")
    assert run(engine).outcome is RunOutcome.DONE
    assert ticked(org, lead)


def test_an_id_of_a_lead_that_was_handed_in_while_leads_are_hidden_is_not_called_deleted(
    open_engine: OpenEngine, org: PracticeOrg
) -> None:
    lead = create(org, "Lead", LastName="Ann", Company="Acme")
    may(org, "Lead", "none")
    engine = open_engine()
    engine.store.people.add([NewPerson(EMAIL)], engine.options.now())
    engine.store.people.link_ids(EMAIL, [lead])
    unsubscribe(engine, EMAIL)

    hidden = run(engine)

    assert (hidden.outcome, hidden.counts.failed) == (RunOutcome.DONE_WITH_FAILURES, 1)
    reasons = [who.reason for who in engine.store.people.not_syncable(limit=10, unsubscribed_only=True)]
    assert NotSyncableReason.RECORD_DELETED not in reasons
    may(org, "Lead", "edit")
    run(engine)
    assert ticked(org, lead)


def test_pushes_that_the_org_has_overtaken_are_parked_no_more(
    open_engine: OpenEngine, org: PracticeOrg
) -> None:
    engine = open_engine()
    records: dict[str, Any] = {
        f"{what}@example.com": create(org, "Lead", Email=f"{what}@example.com", LastName=what, Company="Acme")
        for what in ("ticked", "converted", "deleted", "refused")
    }
    engine.store.people.add([NewPerson(email) for email in records], engine.options.now())
    run(engine)
    refuse(org, *records.values(), how="validation")
    for email in records:
        unsubscribe(engine, email)
    engine.push.drain(Event(), patience_s=5)
    assert engine.store.push_queue.state().parked == 4
    ticked_id, converted, deleted, refused = records.values()
    refuse(org, ticked_id, converted, deleted, how=None)
    act(org, do="update", ids=[ticked_id], set={"HasOptedOutOfEmail": True})
    act(org, do="convert", ids=[converted])
    act(org, do="delete", ids=[deleted])

    after = run(engine)

    assert [push.salesforce_id for push in engine.store.push_queue.parked(10)] == [refused]
    assert any("held up and need nothing more: 3" in sentence for sentence in said(engine, after))


def test_a_job_that_a_killed_run_left_with_salesforce_is_told_of_by_the_next(
    open_engine: OpenEngine, org: PracticeOrg
) -> None:
    contact = create(org, Email=EMAIL)
    engine = open_engine()
    engine.store.people.add([NewPerson(EMAIL, salesforce_ids=(contact,))], engine.options.now())
    run(engine)
    salesforce = engine.connection.open(Event())
    engine.connection.describe(salesforce)
    memory = BulkMemory(engine.store.org_state)
    salesforce.bulk.send(
        "Contact",
        "HasOptedOutOfEmail",
        [contact],
        lambda job_id: memory.remember(job_id, OptOutField.SALESFORCE),
    )
    salesforce.close()

    after = run(engine)

    assert any("it opted out 1 record, which is" in sentence for sentence in said(engine, after))
    assert memory.jobs() == {}
