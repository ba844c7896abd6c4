"""Records that sharing hides from the connected user: never said not to be there, never counted as agreed."""

from __future__ import annotations

from threading import Event

from core.engine import Engine
from core.practice_org.org.seed import ADMIN
from core.practice_org.rest.actions import COLLEAGUE
from core.store.types.log import LogFilter
from core.store.types.people import NewPerson
from core.store.types.runs import RunKind, RunOutcome
from core.sync.run.two_way import RunRequest
from tests.core.sync.conftest import OpenEngine
from tests.core.sync.run.test_hidden_and_overtaken import run, said, unsubscribe
from tests.end_to_end.test_rules_of_the_sync import act, create, ticked
from tests.helpers.practice import PracticeOrg

EMAIL = "ann@example.com"
PRIVATE = {
    "sharing": {"Contact": "private", "Lead": "private"},
    "profiles": [
        {"profile": "System Administrator", "permissions": {"ViewAllData": False, "ModifyAllData": False}}
    ],
}


def make_private(org: PracticeOrg) -> None:
    org.control("faults", {"org": PRIVATE})


def give_away(org: PracticeOrg, *ids: str) -> None:
    act(org, do="update", ids=list(ids), set={"OwnerId": COLLEAGUE})


def logged(engine: Engine) -> list[str]:
    return [entry.message.english() for entry in engine.log.all(LogFilter())]


def compare_all(engine: Engine) -> RunOutcome:
    return engine.sync.run_here(RunRequest(RunKind.MANUAL, full=True), stop=Event()).outcome


def test_somebody_who_is_hidden_is_not_said_not_to_be_in_salesforce(
    open_engine: OpenEngine, org: PracticeOrg
) -> None:
    give_away(org, create(org, "Lead", Email=EMAIL, LastName="Ann", Company="Acme"))
    make_private(org)
    engine = open_engine()
    engine.store.people.add([NewPerson(EMAIL)], engine.options.now())
    unsubscribe(engine, EMAIL)
    engine.push.drain(Event(), patience_s=5)
    done = run(engine)
    told = [sentence for sentence in logged(engine) if "no Contact or Lead" in sentence]
    assert len(told) >= 2
    assert all("that the connected user can see" in sentence for sentence in told)
    fixes = [
        entry.fix.english()
        for entry in engine.log.all(LogFilter(run_id=done.id))
        if entry.code == "NO_SALESFORCE_ID" and entry.fix is not None
    ]
    assert fixes
    assert all(fix.startswith("If the person is in Salesforce, let the connected user see") for fix in fixes)


def test_records_once_seen_and_not_seen_now_are_not_agreed(open_engine: OpenEngine, org: PracticeOrg) -> None:
    kept = create(org, "Lead", Email=EMAIL, LastName="Ann", Company="Acme")
    act(org, do="update", ids=[kept], set={"OwnerId": ADMIN})
    lost = create(org, "Contact", Email=EMAIL, LastName="Ann")
    engine = open_engine()
    engine.store.people.add([NewPerson(EMAIL)], engine.options.now())
    before = engine.sync.run_here(RunRequest(RunKind.MANUAL, full=True), stop=Event())
    assert (before.outcome, before.counts.not_seen) == (RunOutcome.DONE, 0)
    give_away(org, lost)
    make_private(org)
    unsubscribe(engine, EMAIL)

    after = engine.sync.run_here(RunRequest(RunKind.MANUAL, full=True), stop=Event())

    assert after.outcome is RunOutcome.DONE
    assert ticked(org, kept)
    assert after.counts.not_seen == 1
    assert after.counts.already_agreed == 0
    summary = next(sentence for sentence in said(engine, after) if sentence.startswith("Both sides agree"))
    assert summary.startswith("Both sides agree as far as the connected user can see")
    assert summary.endswith("of which nothing is known: 1.")
    # Nor is it agreed at the next run, which reads only what changed.
    again = run(engine)
    assert again.counts.not_seen == 1
    assert again.counts.already_agreed == after.counts.already_agreed

    org.control("faults", {"org": {"sharing": {"Contact": "edit", "Lead": "edit"}}})
    assert compare_all(engine) is RunOutcome.DONE
    assert ticked(org, lost)
    assert run(engine).counts.not_seen == 0


def test_a_hidden_record_that_is_pushed_to_is_refused_in_true_words(
    open_engine: OpenEngine, org: PracticeOrg
) -> None:
    lead = create(org, "Lead", Email=EMAIL, LastName="Ann", Company="Acme")
    engine = open_engine()
    engine.store.people.add([NewPerson(EMAIL)], engine.options.now())
    run(engine)
    give_away(org, lead)
    make_private(org)
    unsubscribe(engine, EMAIL)
    engine.push.drain(Event(), patience_s=5)
    [group] = engine.queue.error_groups()
    assert group.problem.code == "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY"
    assert "may not see this record" in group.problem.what.english()
