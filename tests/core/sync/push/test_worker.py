from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.events import LogAdded, PeopleChanged, QueueChanged
from core.messages import ProblemError
from core.settings import NIGHTLY_SYNC, OPT_OUT_FIELD
from core.store.types.fields import OptOutField
from core.store.types.log import Level
from core.store.types.people import HistoryKind
from core.store.types.pushes import PushState
from core.store.types.records import LinkOrigin, RecordState
from core.sync.leases import PUSH, Lease
from core.sync.push.headless import PushProgress
from tests.helpers.practice import PracticeOrg
from tests.helpers.pushing import (
    Desk,
    Pool,
    Somebody,
    act,
    calls_by_kind,
    opted_out,
    rule,
)

PACKAGE = "mkto_si__Marketo_Sales_Opt_Out__c"
WRITE = "PATCH /composite/sobjects"
NOT_COUNTED = "GET /services/oauth2/userinfo"


@pytest.fixture
def org(large_org: PracticeOrg) -> PracticeOrg:
    return large_org


def until(met: Callable[[], bool]) -> None:
    """Wait for what another thread does."""
    for _ in range(2000):
        if met():
            return
        threading.Event().wait(0.01)
    pytest.fail("it never happened")


# what a push does


def test_an_unsubscribe_is_pushed_to_the_linked_record_and_written_down(
    desk: Desk, org: PracticeOrg, pool: Pool
) -> None:
    [ann] = pool.contacts(1)
    desk.unsubscribe_known([ann])
    desk.heard.clear()
    report = desk.drain()
    assert (report.sent, report.failed, report.parked, report.waiting) == (1, 0, 0, 0)
    assert opted_out(org, ann) == [True]
    assert desk.push(ann.email).state is PushState.DONE
    assert desk.history(ann.email) == [HistoryKind.OPTED_OUT_IN_SALESFORCE, HistoryKind.UNSUBSCRIBED]
    [entry] = desk.log()
    assert (entry.level, entry.email, entry.salesforce_id) == (Level.INFO, ann.email, ann.id)
    assert "Email Opt Out" in entry.message.english()
    assert {QueueChanged, PeopleChanged, LogAdded} <= {type(event) for event in desk.heard}


def test_a_record_known_by_its_id_alone_is_known_by_name_afterwards(desk: Desk, pool: Pool) -> None:
    [ann] = pool.contacts(1)
    desk.unsubscribe_known([ann])
    desk.drain()
    [record] = desk.records(ann.email)
    assert (record.state, record.email, record.ticked(OptOutField.SALESFORCE)) == (
        RecordState.ACTIVE,
        ann.email,
        True,
    )
    assert record.name


def test_the_opt_out_reaches_every_record_of_the_address_whatever_its_letter_case(
    desk: Desk, org: PracticeOrg, pool: Pool
) -> None:
    [ann] = pool.contacts(1)
    made = [
        act(
            org, "create", object="Lead", set={"LastName": "Ann", "Company": "A", "Email": ann.email.upper()}
        ),
        act(org, "create", object="Contact", set={"LastName": "Ann", "Email": ann.email}),
    ]
    others = [done["ids"][0] for done in made]
    desk.unsubscribe_known([ann])
    report = desk.drain()
    assert report.sent == 3
    assert opted_out(org, ann, *others) == [True] * 3
    assert {record.id: record.origin for record in desk.records(ann.email)} == {
        ann.id: LinkOrigin.ID,
        others[0]: LinkOrigin.ADDRESS,
        others[1]: LinkOrigin.ADDRESS,
    }


def test_an_address_without_a_link_is_looked_for_and_pushed(desk: Desk, org: PracticeOrg, pool: Pool) -> None:
    [ann] = pool.leads(1)
    desk.unsubscribe(ann.email)
    assert desk.drain().sent == 1
    assert opted_out(org, ann) == [True]
    assert desk.store.people.totals().not_syncable == 0


def test_an_address_that_salesforce_does_not_know_is_said_and_counted(desk: Desk) -> None:
    desk.unsubscribe("nobody@nowhere.example")
    report = desk.drain()
    assert (report.sent, report.failed, report.waiting) == (0, 0, 0)
    [entry] = desk.log()
    assert (entry.level, entry.email) == (Level.WARNING, "nobody@nowhere.example")
    assert entry.fix is not None
    assert desk.store.people.totals().not_syncable == 1


def test_a_record_that_is_opted_out_already_costs_no_write(desk: Desk, org: PracticeOrg) -> None:
    [row] = org.query(
        "SELECT Id, Email FROM Contact WHERE HasOptedOutOfEmail = true AND Email != null LIMIT 1"
    )
    desk.unsubscribe(row["Email"])
    org.control("calls/reset", {})
    desk.drain()
    assert WRITE not in calls_by_kind(org) or desk.pushes(row["Email"])


def test_hundreds_are_sent_200_a_call_with_one_entry_a_batch(
    desk: Desk, org: PracticeOrg, pool: Pool
) -> None:
    people = pool.contacts(250) + pool.leads(200)
    desk.unsubscribe_known(people)
    org.control("calls/reset", {})
    report = desk.drain()
    kinds = calls_by_kind(org)
    assert report.sent == 450
    assert kinds[WRITE] == 3
    assert report.api_calls == sum(kinds.values()) - kinds.get(NOT_COUNTED, 0)
    assert all(opted_out(org, *people))
    written = [entry.message.values["count"] for entry in desk.log() if "ticked" in entry.message.english()]
    assert written == [200, 200, 50]


def test_one_record_of_two_people_is_written_once(desk: Desk, org: PracticeOrg, pool: Pool) -> None:
    [ann] = pool.contacts(1)
    desk.know([ann, Somebody(ann.id, "other@example.com")])
    desk.unsubscribe(ann.email, "other@example.com")
    report = desk.drain()
    assert (report.sent, report.failed) == (1, 0)
    for email in (ann.email, "other@example.com"):
        assert desk.push(email).state is PushState.DONE
        assert HistoryKind.OPTED_OUT_IN_SALESFORCE in desk.history(email)


def test_with_the_marketo_sales_field_selected_only_that_field_is_ticked(
    desk: Desk, org: PracticeOrg, pool: Pool
) -> None:
    [ann] = pool.contacts(1)
    desk.settings.set(OPT_OUT_FIELD, OptOutField.MARKETO_SALES)
    desk.unsubscribe_known([ann])
    assert desk.drain().sent == 1
    assert opted_out(org, ann) == [False]
    assert opted_out(org, ann, field=PACKAGE) == [True]


def test_with_the_nightly_sync_off_pushes_go_to_email_opt_out_whichever_field_is_selected(
    desk: Desk, org: PracticeOrg, pool: Pool
) -> None:
    [ann] = pool.contacts(1)
    desk.settings.set(OPT_OUT_FIELD, OptOutField.MARKETO_SALES)
    desk.settings.set(NIGHTLY_SYNC, "off")
    desk.unsubscribe_known([ann])
    assert desk.drain().sent == 1
    assert opted_out(org, ann) == [True]
    assert opted_out(org, ann, field=PACKAGE) == [False]


def test_what_waits_goes_to_the_checkbox_that_is_meant_when_it_is_sent(
    desk: Desk, org: PracticeOrg, pool: Pool
) -> None:
    [ann, bob] = pool.contacts(2)
    desk.settings.set(OPT_OUT_FIELD, OptOutField.MARKETO_SALES)
    desk.unsubscribe_known([ann])
    desk.settings.set(NIGHTLY_SYNC, "off")
    assert desk.drain().sent == 1
    desk.unsubscribe_known([bob])
    desk.settings.set(NIGHTLY_SYNC, "on")
    assert desk.drain().sent == 1
    assert opted_out(org, ann, bob) == [True, False]
    assert opted_out(org, ann, bob, field=PACKAGE) == [False, True]
    assert [desk.push(one.email).field for one in (ann, bob)] == [*OptOutField]


def test_pushing_again_changes_nothing(desk: Desk, org: PracticeOrg, pool: Pool) -> None:
    desk.unsubscribe_known(pool.contacts(3))
    desk.drain()
    org.control("calls/reset", {})
    report = desk.drain()
    assert (report.sent, report.api_calls) == (0, 0)
    assert calls_by_kind(org) == {}


# records that are not what they were


def test_a_converted_lead_is_followed_to_its_contact(desk: Desk, org: PracticeOrg, pool: Pool) -> None:
    [lead] = pool.leads(1)
    desk.unsubscribe_known([lead])
    [contact] = act(org, "convert", ids=[lead.id])["contacts"]
    report = desk.drain()
    assert (report.sent, report.failed, report.parked, report.waiting) == (1, 0, 0, 0)
    assert opted_out(org, contact) == [True]
    to_contact, to_lead = desk.pushes(lead.email)
    assert to_lead.state is PushState.DONE
    assert (to_contact.salesforce_id, to_contact.state) == (contact, PushState.DONE)
    assert {record.id for record in desk.records(lead.email)} == {lead.id, contact}
    assert any("took its place" in entry.message.english() for entry in desk.log())


def test_a_record_merged_twice_is_followed_to_the_last_survivor(
    desk: Desk, org: PracticeOrg, pool: Pool
) -> None:
    [first, second, third] = pool.contacts(3)
    desk.unsubscribe_known([first])
    act(org, "merge", master=second.id, losers=[first.id])
    act(org, "merge", master=third.id, losers=[second.id])
    report = desk.drain()
    assert (report.sent, report.parked, report.waiting) == (1, 0, 0)
    assert opted_out(org, third) == [True]
    assert desk.pushes(first.email)[-1].state is PushState.DONE


def test_a_survivor_that_is_opted_out_already_is_not_written_again(
    desk: Desk, org: PracticeOrg, pool: Pool
) -> None:
    [first, second] = pool.contacts(2)
    desk.unsubscribe_known([first])
    act(org, "merge", master=second.id, losers=[first.id], set={"HasOptedOutOfEmail": True})
    report = desk.drain()
    assert (report.sent, report.parked, report.waiting) == (0, 0, 0)
    assert desk.push(first.email).state is PushState.DONE


def test_a_deleted_record_is_let_go_and_its_person_listed_as_not_syncable(
    desk: Desk, org: PracticeOrg, pool: Pool
) -> None:
    [ann] = pool.contacts(1)
    desk.unsubscribe_known([ann])
    act(org, "delete", ids=[ann.id])
    report = desk.drain()
    assert (report.sent, report.failed, report.parked, report.waiting) == (0, 0, 0, 0)
    assert desk.push(ann.email).state is PushState.DONE
    assert [record.state for record in desk.records(ann.email)] == [RecordState.DELETED]
    assert desk.store.people.totals().not_syncable == 1
    [gone] = [entry for entry in desk.log() if entry.salesforce_id]
    assert (gone.level, gone.email) == (Level.WARNING, ann.email)
    assert "let go" in gone.message.english()


def test_a_record_purged_since_it_was_seen_is_named_for_it_may_as_well_be_hidden(
    desk: Desk, org: PracticeOrg, pool: Pool
) -> None:
    [ann] = pool.contacts(1)
    desk.unsubscribe(ann.email)
    rule(org, "answer", status=503, code="SERVER_UNAVAILABLE", method="PATCH", times=9)
    with pytest.raises(ProblemError, match="SERVER_UNAVAILABLE"):
        desk.drain()
    org.control("faults", {"clear": True})
    act(org, "purge", ids=[ann.id])
    report = desk.drain()
    assert (report.parked, report.waiting) == (1, 0)
    assert [record.state for record in desk.records(ann.email)] == [RecordState.NOT_FOUND]


def test_an_id_that_was_never_in_the_org_is_parked_because_it_is_wrong_or_hidden(desk: Desk) -> None:
    desk.know([Somebody("003Pr0009999999IAA", "wrong@example.com")])
    desk.unsubscribe("wrong@example.com")
    report = desk.drain()
    assert (report.failed, report.parked) == (1, 1)
    problem = desk.push("wrong@example.com").problem
    assert problem is not None
    assert problem.code == "INVALID_CROSS_REFERENCE_KEY"
    assert "Check the Salesforce ID" in problem.fix.english()


# the thread


@pytest.fixture
def running(desk: Desk) -> Iterator[Desk]:
    desk.worker.start()
    yield desk
    desk.worker.stop(10)


def test_the_thread_sends_as_soon_as_it_is_woken(running: Desk, org: PracticeOrg, pool: Pool) -> None:
    [ann] = pool.contacts(1)
    running.unsubscribe_known([ann])
    running.worker.wake()
    until(lambda: running.worker.state().waiting == 0)
    assert opted_out(org, ann) == [True]


def test_the_thread_notices_what_another_process_queued(
    running: Desk, org: PracticeOrg, pool: Pool, tmp_path: Path
) -> None:
    [ann] = pool.contacts(1)
    other = Desk(tmp_path / "data", org)
    other.unsubscribe_known([ann])
    until(lambda: running.worker.state().waiting == 0)
    assert opted_out(org, ann) == [True]


def test_the_thread_takes_up_what_a_killed_process_left_unanswered(
    desk: Desk, org: PracticeOrg, pool: Pool
) -> None:
    [ann] = pool.contacts(1)
    desk.unsubscribe_known([ann])
    taken, _ = desk.store.sends.take_due(200, desk.clock(), OptOutField.SALESFORCE)
    lookups = desk.store.sends.take_lookups(200, desk.clock(), OptOutField.SALESFORCE)
    assert (len(taken), len(lookups)) == (1, 1)
    desk.worker.start()
    until(lambda: desk.worker.state().waiting == 0)
    desk.worker.stop(10)
    assert opted_out(org, ann) == [True]


def test_stopping_does_not_wait_for_a_network_that_says_nothing(
    desk: Desk, org: PracticeOrg, pool: Pool
) -> None:
    [ann] = pool.contacts(1)
    desk.unsubscribe_known([ann])
    rule(org, "stall", method="PATCH", seconds=30)
    desk.worker.start()
    until(lambda: not org.control("faults")["requests"])
    desk.worker.stop(10)
    assert "push" not in [thread.name for thread in threading.enumerate()]
    assert desk.stuck() == 0
    assert desk.push(ann.email).attempts == 0
    assert desk.store.runs.lease(PUSH) is None
    desk.drain()
    assert opted_out(org, ann) == [True]


def test_a_worker_can_be_started_again(desk: Desk, org: PracticeOrg, pool: Pool) -> None:
    for _ in range(2):
        [ann] = pool.contacts(1)
        desk.worker.start()
        desk.unsubscribe_known([ann])
        desk.worker.wake()
        until(lambda: desk.worker.state().waiting == 0)
        desk.worker.stop(10)
        assert opted_out(org, ann) == [True]


# two processes


def test_a_headless_push_waits_until_the_other_process_has_done_it_and_says_so(
    desk: Desk, org: PracticeOrg, pool: Pool
) -> None:
    [ann] = pool.contacts(1)
    desk.unsubscribe_known([ann])
    other = Lease(desk.store.runs, PUSH, desk.clock)
    assert other.try_take()
    told: list[PushProgress] = []

    def tell(progress: PushProgress) -> None:
        told.append(progress)
        if progress.elsewhere and len(told) == 3:
            assert opted_out(org, ann) == [False]
            other.give_up()

    report = desk.worker.drain(threading.Event(), tell)
    assert report.sent == 1
    assert [progress.elsewhere for progress in told[:3]] == [True] * 3
    assert (told[-1].elsewhere, told[-1].sent) == (False, 1)


def test_a_headless_push_that_waits_can_be_stopped(desk: Desk, pool: Pool) -> None:
    desk.unsubscribe_known(pool.contacts(1))
    stop = threading.Event()
    with Lease(desk.store.runs, PUSH, desk.clock) as other:
        assert other.try_take()
        report = desk.worker.drain(stop, lambda _: stop.set())
    assert (report.sent, report.waiting) == (0, 2)


def test_the_window_leaves_the_queue_to_a_headless_push_that_is_at_it(
    running: Desk, tmp_path: Path, org: PracticeOrg, pool: Pool
) -> None:
    headless = Desk(tmp_path / "data", org)
    people = pool.contacts(30)
    for one in people:
        headless.unsubscribe_known([one])
        running.worker.wake()
        headless.drain()
    until(lambda: running.worker.state().waiting == 0)
    assert all(opted_out(org, *people))
    for one in people:
        assert [
            what for what in running.history(one.email) if what is HistoryKind.OPTED_OUT_IN_SALESFORCE
        ] == [HistoryKind.OPTED_OUT_IN_SALESFORCE]


# the admin's verbs


@pytest.fixture
def parked(desk: Desk, org: PracticeOrg, pool: Pool) -> list[str]:
    """Addresses of three people whose pushes were refused by a rule of the org."""
    people = pool.contacts(3)
    org.control("faults", {"records": [{"ids": [one.id for one in people], "refuse": "validation"}]})
    desk.unsubscribe_known(people)
    assert desk.drain().parked == 3
    return [one.email for one in people]


def test_a_parked_push_is_retried_when_the_admin_says_so(
    desk: Desk, org: PracticeOrg, parked: list[str]
) -> None:
    org.control("faults", {"clear": True})
    assert desk.drain().sent == 0
    assert desk.worker.retry(push_ids=[desk.push(parked[0]).id]) == 1
    assert desk.worker.state().parked == 2
    assert desk.drain().sent == 1
    assert desk.worker.retry(code="UNABLE_TO_LOCK_ROW") == 0
    assert desk.worker.retry(code="FIELD_CUSTOM_VALIDATION_EXCEPTION") == 2
    assert desk.drain().sent == 2
    assert desk.worker.retry() == 0
    assert [entry for entry in desk.log() if "tried again" in entry.message.english()]


def test_a_retried_push_goes_to_the_field_that_is_selected_now(
    desk: Desk, org: PracticeOrg, parked: list[str]
) -> None:
    org.control("faults", {"clear": True})
    desk.settings.set(OPT_OUT_FIELD, OptOutField.MARKETO_SALES)
    desk.worker.retry()
    desk.drain()
    record = desk.push(parked[0]).salesforce_id or ""
    assert opted_out(org, record) == [False]
    assert opted_out(org, record, field=PACKAGE) == [True]


def test_a_push_is_given_up_with_a_reason_that_is_kept(desk: Desk, parked: list[str]) -> None:
    ids = [desk.push(parked[0]).id]
    assert desk.worker.give_up(ids, reason="left the company", who="pat") == 1
    assert desk.worker.give_up(ids, reason="again", who="pat") == 0
    push = desk.push(parked[0])
    assert push.state is PushState.GIVEN_UP
    assert push.problem is not None
    entry = desk.log()[-1]
    assert "pat" in entry.message.english()
    assert "left the company" in entry.message.english()
    assert (entry.email, entry.salesforce_id) == (parked[0], push.salesforce_id)
    assert desk.worker.retry() == 2


def test_a_retry_wakes_the_thread(desk: Desk, org: PracticeOrg, parked: list[str]) -> None:
    org.control("faults", {"clear": True})
    desk.worker.start()
    desk.worker.retry()
    until(lambda: desk.worker.state().parked == 0 and desk.worker.state().waiting == 0)
    desk.worker.stop(10)
    assert all(opted_out(org, *(desk.push(email).salesforce_id or "" for email in parked)))


def test_what_a_sync_has_ticked_is_not_pushed_again(desk: Desk, org: PracticeOrg, pool: Pool) -> None:
    [ann] = pool.contacts(1)
    desk.unsubscribe_known([ann])
    act(org, "update", ids=[ann.id], set={"HasOptedOutOfEmail": True})
    org.control("calls/reset", {})
    desk.drain()
    assert WRITE not in calls_by_kind(org)
    assert desk.push(ann.email).state is PushState.DONE
    assert WRITE not in calls_by_kind(org)
