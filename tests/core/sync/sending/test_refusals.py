from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from core.events import QueueChanged
from core.messages import ProblemError, Scope
from core.practice_org.org.named_faults import RECORD_TROUBLES
from core.salesforce.http.retry import USUAL, Backoff
from core.salesforce.values.errors import CallFailedError, explain, timed_out
from core.settings import OPT_OUT_FIELD
from core.store.types.fields import OptOutField
from core.store.types.log import Level
from core.store.types.people import HistoryKind
from core.store.types.pushes import PushState
from core.store.types.records import RecordState
from core.sync.push.headless import PushReport
from core.sync.push.pause import DAILY_LIMIT_S, pause_after
from core.sync.sending.refusals import MOST_ATTEMPTS
from tests.core.sync.push.test_worker import WRITE, until
from tests.helpers.practice import PracticeOrg
from tests.helpers.pushing import (
    Clock,
    Desk,
    Pool,
    Somebody,
    act,
    calls_by_kind,
    mark,
    meddling,
    opted_out,
    rule,
)

PASSES = {"locked", "maintenance", "unknown", "duplicate_rule"}
LASTS = {name: code for name, (code, _, _) in RECORD_TROUBLES.items() if name not in PASSES}


@pytest.fixture
def org(large_org: PracticeOrg) -> PracticeOrg:
    return large_org


def passes_after(desk: Desk, **later: float) -> PushReport:
    """What a push brings some time later."""
    desk.clock.ahead += timedelta(**later)
    return desk.drain()


# troubles of single records


def test_lasting_refusals_are_parked_with_cause_and_remedy_and_hold_nobody_up(
    desk: Desk, org: PracticeOrg, pool: Pool
) -> None:
    good = pool.contacts(3)
    bad = dict(zip(LASTS, pool.contacts(len(LASTS)), strict=True))
    for name, one in bad.items():
        mark(org, [one], refuse=name)
    desk.unsubscribe_known([*good, *bad.values()])
    org.control("calls/reset", {})
    report = desk.drain()
    assert (report.sent, report.failed, report.parked, report.waiting) == (3, len(bad), len(bad), 0)
    # What may have been too much at once is tried again in a smaller call.
    too_much = [code for code in LASTS.values() if explain(code).scope is Scope.CALL]
    assert calls_by_kind(org)[WRITE] == 1 + bool(too_much)
    assert all(opted_out(org, *good))
    entries = {entry.email: entry for entry in desk.log() if entry.level is Level.ERROR}
    for name, one in bad.items():
        push = desk.push(one.email)
        assert push.state is PushState.PARKED
        assert push.problem is not None
        assert push.problem.code == LASTS[name]
        entry = entries[one.email]
        assert (entry.code, entry.salesforce_id) == (LASTS[name], one.id)
        assert entry.fix is not None
        assert entry.fix.english()


def test_a_rules_own_words_are_kept_with_the_push(desk: Desk, org: PracticeOrg, pool: Pool) -> None:
    [ann] = pool.contacts(1)
    mark(org, [ann], refuse="validation", message="電話番号を入力してください")
    desk.unsubscribe_known([ann])
    desk.drain()
    problem = desk.push(ann.email).problem
    assert problem is not None
    assert problem.detail == "電話番号を入力してください"


def test_a_duplicate_rule_that_only_warns_stops_no_opt_out(desk: Desk, org: PracticeOrg, pool: Pool) -> None:
    [ann] = pool.contacts(1)
    mark(org, [ann], refuse="duplicate_rule")
    desk.unsubscribe_known([ann])
    assert desk.drain().sent == 1


def test_a_locked_record_is_tried_again_later_and_the_others_are_not_sent_again(
    desk: Desk, org: PracticeOrg, pool: Pool
) -> None:
    [locked, *others] = pool.contacts(4)
    mark(org, [locked], refuse="locked", times=2)
    desk.unsubscribe_known([locked, *others])
    report = desk.drain()
    assert (report.sent, report.failed, report.parked, report.waiting) == (3, 1, 0, 1)
    push = desk.push(locked.email)
    assert (push.state, push.attempts) == (PushState.WAITING, 1)
    assert push.problem is not None
    assert push.next_try_at > desk.clock()
    assert [group.problem.code for group in desk.store.push_queue.error_groups()] == ["UNABLE_TO_LOCK_ROW"]
    assert passes_after(desk, minutes=1).failed == 1
    report = passes_after(desk, minutes=1)
    assert (report.sent, report.failed, report.waiting) == (1, 0, 0)
    assert desk.push(locked.email).problem is None
    assert opted_out(org, locked) == [True]


def test_a_headless_push_waits_out_a_short_lock(desk: Desk, org: PracticeOrg, pool: Pool) -> None:
    [ann] = pool.contacts(1)
    mark(org, [ann], refuse="locked", times=1)
    desk.unsubscribe_known([ann])
    report = desk.drain(patience_s=10)
    assert (report.sent, report.failed, report.waiting) == (1, 0, 0)


def test_a_lock_that_never_opens_is_parked_after_many_tries(desk: Desk, org: PracticeOrg, pool: Pool) -> None:
    [ann] = pool.contacts(1)
    mark(org, [ann], refuse="locked")
    desk.unsubscribe_known([ann])
    desk.drain()
    for _ in range(MOST_ATTEMPTS - 2):
        assert passes_after(desk, minutes=5).parked == 0
    assert passes_after(desk, minutes=5).parked == 1
    push = desk.push(ann.email)
    assert push.problem is not None
    assert push.problem.code == "UNABLE_TO_LOCK_ROW"
    assert str(MOST_ATTEMPTS) in push.problem.fix.english()
    org.control("faults", {"clear": True})
    assert desk.worker.retry() == 1
    assert desk.drain().sent == 1


def test_a_record_said_to_be_gone_that_is_there_all_the_same_is_tried_again_and_then_parked(
    desk: Desk, org: PracticeOrg, pool: Pool
) -> None:
    [ann] = pool.contacts(1)
    mark(org, [ann], code="INVALID_CROSS_REFERENCE_KEY", message="invalid cross reference id")
    desk.unsubscribe_known([ann])
    assert desk.drain().waiting == 1
    assert passes_after(desk, minutes=5).waiting == 1
    report = passes_after(desk, minutes=5)
    assert (report.parked, report.waiting) == (1, 0)


@pytest.mark.parametrize("error", ["QUERY_TIMEOUT", "MALFORMED_QUERY"])
def test_a_record_whose_fate_cannot_be_read_holds_up_its_own_push_alone(
    tmp_path: Path, org: PracticeOrg, pool: Pool, error: str
) -> None:
    gone, *others = pool.contacts(3)
    deleted = iter([True])
    troubles = iter([CallFailedError(explain(error), 400, None)])
    written = False

    def meddle(name: str, _: Any) -> None:
        nonlocal written
        if name == "set_opt_outs":
            written = True
            if next(deleted, False):
                act(org, "delete", ids=[gone.id])
        if name == "read_records" and written and (trouble := next(troubles, None)) is not None:
            raise trouble

    desk = Desk(tmp_path / "data", org, keeper=meddling(before=meddle))
    desk.unsubscribe_known([gone, *others])
    assert desk.drain().sent == 2
    assert all(opted_out(org, *others))
    told = {entry.salesforce_id for entry in desk.log() if entry.code in (error, "ENTITY_IS_DELETED")}
    assert told == {gone.id}
    # The look for the address, after it, finds out what became of the record.
    assert desk.push(gone.email).state is PushState.DONE
    assert [record.state for record in desk.records(gone.email)] == [RecordState.DELETED]


# the field is in the way


@pytest.mark.parametrize(
    ("access", "code"),
    [("hidden", "INVALID_FIELD"), ("read_only", "INVALID_FIELD_FOR_INSERT_UPDATE")],
)
def test_a_field_out_of_reach_on_one_object_parks_its_pushes_and_says_how_to_open_it(
    desk: Desk, org: PracticeOrg, pool: Pool, access: str, code: str
) -> None:
    [contact], [lead] = pool.contacts(1), pool.leads(1)
    org.control("faults", {"org": {"security": {"Contact.Email Opt Out": access}}})
    desk.unsubscribe_known([contact, lead])
    report = desk.drain()
    assert (report.sent, report.failed, report.parked) == (1, 1, 1)
    assert opted_out(org, lead) == [True]
    problem = desk.push(contact.email).problem
    assert problem is not None
    assert problem.code == code
    assert "Contact" in problem.what.english()
    assert "Set Field-Level Security" in problem.fix.english()
    org.control("faults", {"org": {"security": {"Contact.Email Opt Out": "full"}}})
    desk.worker.retry(code=code)
    assert desk.drain().sent == 1
    assert opted_out(org, contact) == [True]


def test_a_packaged_field_that_is_not_there_parks_the_push(desk: Desk, org: PracticeOrg, pool: Pool) -> None:
    [ann] = pool.contacts(1)
    org.control("faults", {"org": {"security": {"Contact.Marketo Sales Opt Out": "hidden"}}})
    desk.settings.set(OPT_OUT_FIELD, OptOutField.MARKETO_SALES)
    desk.unsubscribe_known([ann])
    assert desk.drain().parked == 1
    problem = desk.push(ann.email).problem
    assert problem is not None
    assert problem.code == "INVALID_FIELD"


def test_a_field_hidden_since_the_last_look_is_found_out_by_the_answer(
    desk: Desk, org: PracticeOrg, pool: Pool
) -> None:
    [first, second] = pool.contacts(2)
    desk.worker.start()
    desk.unsubscribe_known([first])
    desk.worker.wake()
    until(lambda: desk.worker.state().waiting == 0)
    org.control("faults", {"org": {"security": {"Contact.Email Opt Out": "hidden"}}})
    desk.unsubscribe_known([second])
    desk.worker.wake()
    until(lambda: desk.worker.state().parked == 1)
    problem = desk.push(second.email).problem
    assert problem is not None
    assert "Set Field-Level Security" in problem.fix.english()
    org.control("faults", {"org": {"security": {"Contact.Email Opt Out": "full"}}})
    desk.worker.retry()
    until(lambda: desk.push(second.email).state is PushState.DONE)
    desk.worker.stop(10)


# troubles of whole calls


@pytest.mark.parametrize(
    "trouble",
    [
        {"do": "drop_after"},
        {"do": "truncate"},
        {"do": "unavailable", "applied": True},
        {"do": "maintenance_page", "applied": True},
    ],
)
def test_a_push_whose_answer_was_lost_is_repeated_without_harm(
    desk: Desk, org: PracticeOrg, pool: Pool, trouble: dict[str, Any]
) -> None:
    people = pool.contacts(3)
    desk.unsubscribe_known(people)
    rule(org, method="PATCH", **trouble)
    report = desk.drain(patience_s=10)
    assert (report.sent, report.failed, report.waiting) == (3, 0, 0)
    assert all(opted_out(org, *people))
    for one in people:
        assert desk.history(one.email).count(HistoryKind.OPTED_OUT_IN_SALESFORCE) == 1


@pytest.mark.parametrize(
    ("trouble", "code"),
    [
        ({"do": "drop_before"}, "CONNECTION_LOST"),
        ({"do": "maintenance_page"}, "SERVER_UNAVAILABLE"),
        ({"do": "unavailable"}, "SERVER_UNAVAILABLE"),
        ({"do": "unknown"}, "UNKNOWN_EXCEPTION"),
        ({"do": "concurrent_limit"}, "CONCURRENT_LIMIT_EXCEEDED"),
        ({"do": "api_disabled"}, "API_DISABLED_FOR_ORG"),
        ({"do": "api_disabled_for_user"}, "API_CURRENTLY_DISABLED"),
        ({"do": "expired_session"}, "INVALID_SESSION_ID"),
        ({"do": "answer", "status": 502, "message": "bad gateway"}, "UNKNOWN_EXCEPTION"),
    ],
)
def test_when_the_org_as_a_whole_is_in_the_way_everything_waits_and_then_goes(
    desk: Desk, org: PracticeOrg, pool: Pool, trouble: dict[str, Any], code: str
) -> None:
    people = pool.contacts(2)
    desk.unsubscribe_known(people)
    rule(org, method="PATCH", **trouble)
    with pytest.raises(ProblemError) as caught:
        desk.drain()
    assert caught.value.problem.code == code
    assert desk.stuck() == 0
    assert [desk.push(one.email).attempts for one in people] == [0, 0]
    report = desk.drain()
    assert (report.sent, report.parked, report.waiting) == (2, 0, 0)


def test_maintenance_of_the_org_parks_nothing_however_long_it_takes(
    desk: Desk, org: PracticeOrg, pool: Pool
) -> None:
    people = pool.contacts(3)
    mark(org, people, refuse="maintenance")
    desk.unsubscribe_known(people)
    for _ in range(MOST_ATTEMPTS + 5):
        with pytest.raises(ProblemError, match="MAINTENANCE"):
            passes_after(desk, minutes=5)
    org.control("faults", {"clear": True})
    assert passes_after(desk, minutes=5).sent == 3


def test_the_daily_limit_pauses_the_thread_and_it_says_until_when(
    desk: Desk, org: PracticeOrg, pool: Pool
) -> None:
    people = pool.contacts(2)
    org.control("faults", {"org": {"limits": {"daily": 50, "used": 50}}})
    desk.unsubscribe_known(people)
    began = desk.clock()
    desk.worker.start()
    until(lambda: desk.worker.state().paused_until is not None)
    state = desk.worker.state()
    assert state.paused_until is not None
    assert state.paused_until - began >= timedelta(seconds=DAILY_LIMIT_S)
    assert state.reason is not None
    assert "API calls" in state.reason.english()
    until(lambda: any(isinstance(event, QueueChanged) and event.paused_until for event in desk.heard))
    org.control("faults", {"org": {"limits": {"daily": 100_000, "used": 0}}})
    desk.clock.ahead += timedelta(seconds=DAILY_LIMIT_S)
    until(lambda: desk.worker.state().waiting == 0)
    desk.worker.stop(10)
    assert desk.worker.state().paused_until is None
    words = [entry.message.english() for entry in desk.log()]
    assert sum("API calls" in text for text in words) == 1
    assert sum("go to Salesforce again" in text for text in words) == 1
    assert all(opted_out(org, *people))


def test_a_wait_that_salesforce_asks_for_is_kept_within_reason(desk: Desk) -> None:
    clock = Clock()

    def pause(retry_after: float | None) -> float:
        error = CallFailedError(explain("SERVER_UNAVAILABLE"), 503, retry_after)
        return (pause_after(error, 1, USUAL, clock).until - clock()).total_seconds()

    assert pause(None) <= 1
    assert 119 < pause(120) <= 120
    assert 299 < pause(86_400) <= 300


def test_pauses_grow_to_five_minutes_and_never_fall_into_step() -> None:
    error = ProblemError(explain("SERVER_UNAVAILABLE"))
    clock = Clock()
    for failures, longest in ((1, 1), (2, 2), (5, 16), (9, 256), (10, 300), (1000, 300)):
        lengths = {
            (pause_after(error, failures, USUAL, clock).until - clock()).total_seconds() for _ in range(20)
        }
        assert longest / 2 - 0.1 <= min(lengths) <= max(lengths) <= longest
        assert max(lengths) - min(lengths) > longest / 100


@pytest.fixture
def mortal(tmp_path: Path) -> Iterator[Callable[[], PracticeOrg]]:
    """Starts one and the same org again and again, at the same address."""
    started: list[PracticeOrg] = []

    def start() -> PracticeOrg:
        started.append(PracticeOrg(people=40, opted_out=0, data_dir=tmp_path / "org"))
        return started[-1].__enter__()

    yield start
    for one in started:
        one.stop()


def test_offline_pushes_wait_and_go_by_themselves_when_the_network_is_back(
    mortal: Callable[[], PracticeOrg], tmp_path: Path
) -> None:
    org = mortal()
    [ann, bob] = Pool(org).contacts(2)
    desk = Desk(tmp_path / "data", org)
    org.stop()
    desk.unsubscribe_known([ann])
    desk.worker.start()
    until(lambda: desk.worker.state().paused_until is not None)
    reason = desk.worker.state().reason
    assert reason is not None
    assert "cannot be reached" in reason.english()
    org = mortal()
    until(lambda: desk.worker.state().waiting == 0)
    assert opted_out(org, ann) == [True]
    org.stop()
    desk.unsubscribe_known([bob])
    desk.worker.wake()
    until(lambda: desk.worker.state().paused_until is not None)
    assert desk.push(bob.email).state is PushState.WAITING
    desk.worker.stop(10)


def test_whoever_finds_the_way_back_first_ends_the_pause_for_all(
    mortal: Callable[[], PracticeOrg], tmp_path: Path
) -> None:
    org = mortal()
    [ann] = Pool(org).contacts(1)
    desk = Desk(tmp_path / "data", org)
    org.stop()
    desk.unsubscribe_known([ann])
    desk.worker.start()
    until(lambda: desk.worker.state().paused_until is not None)
    # By now the next try may be far off.
    pause = desk.worker._pause
    assert pause is not None
    desk.worker._pause = pause_after(ProblemError(pause.problem), 1000, USUAL, desk.clock)
    org = mortal()
    client = desk.connection.open(threading.Event())
    desk.connection.describe(client)
    desk.connection.report(None, client)
    client.close()
    until(lambda: desk.worker.state().waiting == 0)
    desk.worker.stop(10)
    assert opted_out(org, ann) == [True]


# a call spoiled by its contents


class Poison:
    """Refuses every write that holds one of some records, as Salesforce refuses a malformed request."""

    def __init__(self, error: ProblemError, *records: Somebody) -> None:
        self.error = error
        self.ids = {one.id for one in records}
        self.calls: list[list[str]] = []

    def __call__(self, name: str, argument: Any) -> None:
        if name == "set_opt_outs":
            ids = [record_id for record_id, _ in argument]
            self.calls.append(ids)
            if self.ids.intersection(ids):
                raise self.error


BRIEF = Backoff(first_s=0.05)
"""Waits less after each failure, and as much longer each time."""


def poisoned(folder: Path, org: PracticeOrg, poison: Poison, backoff: Backoff = USUAL) -> Desk:
    return Desk(folder / "data", org, keeper=meddling(before=poison), backoff=backoff)


@pytest.mark.parametrize("positions", [[0], [199], [77, 78], [3, 90, 150]])
def test_a_record_that_spoils_the_whole_call_is_isolated_without_sending_the_good_ones_twice(
    tmp_path: Path, org: PracticeOrg, pool: Pool, positions: list[int]
) -> None:
    people = pool.contacts(200)
    bad = [people[position] for position in positions]
    poison = Poison(CallFailedError(explain("MALFORMED_ID"), 400, None), *bad)
    desk = poisoned(tmp_path, org, poison)
    desk.unsubscribe_known(people)
    report = desk.drain()
    assert (report.sent, report.parked, report.waiting) == (200 - len(bad), len(bad), 0)
    assert {push.email for push in desk.store.push_queue.parked(9)} == {one.email for one in bad}
    assert all(opted_out(org, *(one for one in people if one not in bad)))
    taken = [id_ for call in poison.calls if not poison.ids.intersection(call) for id_ in call]
    assert sorted(taken) == sorted(one.id for one in people if one not in bad)
    assert len(poison.calls) <= 1 + 16 * len(bad)


def test_a_refusal_of_everything_is_not_asked_for_one_by_one(
    tmp_path: Path, org: PracticeOrg, pool: Pool
) -> None:
    people = pool.contacts(200)
    poison = Poison(CallFailedError(explain("INSUFFICIENT_ACCESS"), 403, None), *people)
    desk = poisoned(tmp_path, org, poison)
    desk.unsubscribe_known(people)
    report = desk.drain()
    assert (report.sent, report.parked, report.waiting) == (0, 200, 0)
    assert len(poison.calls) < 40


def test_a_record_on_which_the_org_breaks_down_every_time_is_put_off_alone(
    tmp_path: Path, org: PracticeOrg, pool: Pool
) -> None:
    people = pool.contacts(50)
    poison = Poison(CallFailedError(explain("UNKNOWN_EXCEPTION"), 500, None), people[20])
    desk = poisoned(tmp_path, org, poison, BRIEF)
    desk.unsubscribe_known(people)
    report = desk.drain(patience_s=3)
    assert (report.sent, report.parked, report.waiting) == (49, 0, 1)
    for _ in range(MOST_ATTEMPTS * 2):
        if desk.push(people[20].email).state is PushState.PARKED:
            break
        with suppress(ProblemError):
            passes_after(desk, minutes=5)
    push = desk.push(people[20].email)
    assert (push.state, push.attempts) == (PushState.PARKED, MOST_ATTEMPTS)


def test_an_org_that_fails_every_write_makes_all_wait_and_is_not_stormed(
    tmp_path: Path, org: PracticeOrg, pool: Pool
) -> None:
    people = pool.contacts(200)
    poison = Poison(CallFailedError(explain("UNKNOWN_EXCEPTION"), 500, None), *people)
    desk = poisoned(tmp_path, org, poison)
    desk.unsubscribe_known(people)
    with pytest.raises(ProblemError):
        desk.drain()
    assert len(poison.calls) == 1
    report = desk.drain(patience_s=1.2)
    assert report.parked == 0
    assert len(poison.calls) < 20
    poison.ids.clear()
    desk.clock.ahead += timedelta(minutes=5)
    assert desk.drain().sent == 200


def test_an_org_too_slow_for_many_at_once_is_given_fewer(
    tmp_path: Path, org: PracticeOrg, pool: Pool
) -> None:
    class TooMany(Poison):
        def __call__(self, name: str, argument: Any) -> None:
            if name == "set_opt_outs":
                self.calls.append([record_id for record_id, _ in argument])
                if len(argument) > 60:
                    raise self.error

    poison = TooMany(ProblemError(timed_out()))
    desk = poisoned(tmp_path, org, poison, BRIEF)
    people = pool.contacts(200)
    desk.unsubscribe_known(people)
    report = desk.drain(patience_s=20)
    assert (report.sent, report.waiting) == (200, 0)
    assert [len(call) for call in poison.calls][:3] == [200, 200, 100]


# crashes


class Crash(BaseException):
    """As abrupt as Python allows."""


def a_mixed_bag(org: PracticeOrg, pool: Pool, desk: Desk) -> tuple[list[str], list[str]]:
    """Unsubscribes of every kind; gives their addresses, and the records that must be opted out in the end."""
    known, loose = pool.contacts(2), pool.contacts(1) + pool.leads(1)
    [lead] = pool.leads(1)
    [loser, master] = pool.contacts(2)
    desk.unsubscribe_known([*known, lead, loser])
    desk.unsubscribe(*(one.email for one in loose))
    [contact] = act(org, "convert", ids=[lead.id])["contacts"]
    act(org, "merge", master=master.id, losers=[loser.id])
    emails = [one.email for one in (*known, *loose, lead, loser)]
    return emails, [*(one.id for one in (*known, *loose)), contact, master.id]


@pytest.mark.parametrize("kind", [RuntimeError, Crash])
@pytest.mark.parametrize("moment", ["before", "after"])
def test_nothing_is_lost_whichever_call_the_program_dies_at(
    tmp_path: Path, org: PracticeOrg, pool: Pool, kind: type[BaseException], moment: str
) -> None:
    number = 0
    while True:
        number += 1
        made = 0

        def die(*_: Any, last: int = number) -> None:
            nonlocal made
            made += 1
            if made == last:
                raise kind

        folder = tmp_path / str(number)
        keeper = meddling(**{moment: die})
        desk = Desk(folder, org, keeper=keeper)
        emails, records = a_mixed_bag(org, pool, desk)
        try:
            desk.drain()
            died = False
        except kind:
            died = True
        if died:
            desk = Desk(folder, org)
            desk.drain()
        queue = desk.store.push_queue.state()
        assert (desk.stuck(), queue.waiting, queue.parked) == (0, 0, 0)
        assert all(opted_out(org, *records))
        for email in emails:
            ticked = [
                event.salesforce_id
                for event in desk.store.unsubscribes.history(desk.all_pushes(email)[0].person_id)
                if event.what is HistoryKind.OPTED_OUT_IN_SALESFORCE
            ]
            assert len(ticked) == len(set(ticked)) == 1
        if not died:
            break
    assert number > 8


CHILD = """
import sys, threading
from pathlib import Path
from tests.helpers.pushing import Desk

class Org:
    url, token, line = sys.argv[2], sys.argv[3], {"ca_file": sys.argv[4]}

Desk(Path(sys.argv[1]), Org()).worker.drain(threading.Event())
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no kill -9 on Windows")
def test_after_kill_9_nothing_is_lost_and_nothing_stays_on_its_way(tmp_path: Path) -> None:
    with PracticeOrg(people=4000, opted_out=0, latency_ms=40) as org:
        people = Pool(org).contacts(1500)
        desk = Desk(tmp_path, org)
        desk.unsubscribe_known(people)
        arguments = [str(tmp_path), org.url, org.token, str(org.line["ca_file"])]
        for killed in range(1, 4):
            child = subprocess.Popen([sys.executable, "-c", CHILD, *arguments])
            until(lambda killed=killed: desk.worker.state().waiting <= 3000 - 350 * killed)  # type: ignore[misc]
            child.kill()
            child.wait(10)
        assert desk.worker.state().waiting > 0
        report = desk.drain()
        assert (report.waiting, report.parked, desk.stuck()) == (0, 0, 0)
        assert all(opted_out(org, *people))
        for one in people:
            assert desk.push(one.email).state is PushState.DONE


def test_an_error_of_the_program_itself_does_not_end_the_thread(
    tmp_path: Path, org: PracticeOrg, pool: Pool
) -> None:
    troubles = iter([RuntimeError("a bug")])

    def fail_once(name: str, _: Any) -> None:
        if name == "set_opt_outs" and (trouble := next(troubles, None)) is not None:
            raise trouble

    desk = Desk(tmp_path / "data", org, keeper=meddling(before=fail_once))
    [ann] = pool.contacts(1)
    desk.unsubscribe_known([ann])
    desk.worker.start()
    until(lambda: desk.worker.state().waiting == 0)
    desk.worker.stop(10)
    assert opted_out(org, ann) == [True]
    assert any(entry.code == "INTERNAL_ERROR" for entry in desk.log())
