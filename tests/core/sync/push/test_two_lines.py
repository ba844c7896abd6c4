"""Looking up has a line of its own: no unsubscribe waits behind it, and nothing is done twice for there being two."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from core.messages import ProblemError
from core.salesforce.http.retry import Backoff
from core.salesforce.values.errors import explain, timed_out
from core.store.types.people import HistoryKind
from core.store.types.pushes import PushState
from core.sync.leases import PUSH
from tests.core.sync.push.test_worker import until
from tests.helpers.practice import PracticeOrg
from tests.helpers.pushing import Desk, Pool, meddling, opted_out, rule

LOOKS = ("find_people", "read_records")


@pytest.fixture
def org(large_org: PracticeOrg) -> PracticeOrg:
    return large_org


class Gate:
    """Holds up calls of a kind, or with a record among them, until it is opened."""

    def __init__(self, *names: str, record: str = "") -> None:
        self.names, self.record = names, record
        self.reached, self.opened = threading.Event(), threading.Event()

    def __call__(self, name: str, argument: Any) -> None:
        if name not in self.names or (self.record and self.record not in str(argument)):
            return
        self.reached.set()
        assert self.opened.wait(60)


@contextmanager
def working(desk: Desk, gate: Gate | None = None) -> Iterator[None]:
    desk.worker.start()
    try:
        yield
    finally:
        if gate is not None:
            gate.opened.set()
        desk.worker.stop(10)


def look_of(desk: Desk, email: str) -> PushState:
    return next(push.state for push in desk.all_pushes(email) if push.salesforce_id is None)


def test_a_look_that_stalls_does_not_hold_up_an_unsubscribe(
    tmp_path: Path, org: PracticeOrg, pool: Pool
) -> None:
    gate = Gate(*LOOKS)
    desk = Desk(tmp_path, org, keeper=meddling(before=gate))
    [ann], [lead] = pool.contacts(1), pool.leads(1)
    with working(desk, gate):
        desk.unsubscribe(lead.email)
        desk.worker.wake()
        assert gate.reached.wait(20)
        desk.unsubscribe_known([ann])
        desk.worker.wake()
        until(lambda: desk.push(ann.email).state is PushState.DONE)
        assert opted_out(org, ann, lead) == [True, False]
        assert look_of(desk, lead.email) is PushState.SENDING
        gate.opened.set()
        until(lambda: desk.worker.state().waiting == 0)
    assert opted_out(org, lead) == [True]


def test_a_network_that_says_nothing_to_a_look_is_left_at_once_by_both_lines(
    desk: Desk, org: PracticeOrg, pool: Pool
) -> None:
    [ann], [lead] = pool.contacts(1), pool.leads(1)
    desk.unsubscribe_known([ann])
    desk.drain()
    rule(org, "stall", method="POST", path="/composite", seconds=30)
    desk.unsubscribe(lead.email)
    desk.worker.start()
    until(lambda: not org.control("faults")["requests"])
    desk.worker.stop(10)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("push")]
    assert (desk.stuck(), look_of(desk, lead.email)) == (0, PushState.WAITING)
    assert desk.store.runs.lease(PUSH) is None


def test_what_a_look_finds_is_pushed_at_once_while_the_other_line_waits_for_its_answer(
    tmp_path: Path, org: PracticeOrg, pool: Pool
) -> None:
    [ann], [lead] = pool.contacts(1), pool.leads(1)
    gate = Gate("set_opt_outs", record=ann.id)
    desk = Desk(tmp_path, org, keeper=meddling(before=gate))
    with working(desk, gate):
        desk.unsubscribe_known([ann])
        desk.worker.wake()
        assert gate.reached.wait(20)
        desk.unsubscribe(lead.email)
        until(lambda: bool(desk.pushes(lead.email)) and desk.push(lead.email).state is PushState.DONE)
        assert opted_out(org, ann, lead) == [False, True]
        assert desk.push(ann.email).state is PushState.SENDING
        # Its address is looked for when the answer is there: before, the answers would be from before.
        assert look_of(desk, ann.email) is PushState.WAITING
        gate.opened.set()
        until(lambda: desk.worker.state().waiting == 0)
    assert opted_out(org, ann) == [True]


@pytest.mark.parametrize("headless", [True, False])
def test_the_two_lines_never_send_the_same_row(
    tmp_path: Path, org: PracticeOrg, pool: Pool, headless: bool
) -> None:
    sent: Counter[str] = Counter()
    lock = threading.Lock()

    def count(name: str, records: Any) -> None:
        if name == "set_opt_outs":
            with lock:
                sent.update(record_id for record_id, _ in records)

    desk = Desk(tmp_path, org, keeper=meddling(before=count))
    known, loose = pool.contacts(450), pool.leads(150)
    desk.unsubscribe_known(known)
    desk.unsubscribe(*(one.email for one in loose))
    if headless:
        assert desk.drain().sent == 600
    else:
        with working(desk):
            until(lambda: desk.worker.state().waiting == 0)
    assert sent == Counter(one.id for one in (*known, *loose))
    assert all(opted_out(org, *known, *loose))
    for one in (known[0], known[-1], loose[0]):
        assert desk.history(one.email).count(HistoryKind.OPTED_OUT_IN_SALESFORCE) == 1


def test_a_headless_push_waits_no_longer_for_a_look_that_stalls_and_reads_the_records_itself(
    tmp_path: Path, org: PracticeOrg, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.sync.push.shift._STUCK_S", 0.2)
    gate = Gate("find_people")
    desk = Desk(tmp_path, org, keeper=meddling(before=gate))
    [ann] = pool.contacts(1)
    desk.unsubscribe_known([ann])
    done: list[int] = []
    drain = threading.Thread(target=lambda: done.append(desk.drain().sent))
    drain.start()
    try:
        assert gate.reached.wait(20)
        until(lambda: desk.push(ann.email).state is PushState.DONE)
        assert opted_out(org, ann) == [True]
    finally:
        gate.opened.set()
        drain.join(20)
    assert done == [1]


def test_looks_that_fail_rest_alone_and_the_queue_says_so(
    tmp_path: Path, org: PracticeOrg, pool: Pool
) -> None:
    failing = True

    def fail(name: str, _argument: Any) -> None:
        if failing and name == "find_people":
            raise ProblemError(timed_out())

    desk = Desk(tmp_path, org, keeper=meddling(before=fail), backoff=Backoff(first_s=0.05))
    [ann], [lead] = pool.contacts(1), pool.leads(1)
    with working(desk):
        desk.unsubscribe(lead.email)
        desk.worker.wake()
        until(lambda: desk.worker.state().looks_reason is not None)
        desk.unsubscribe_known([ann])
        desk.worker.wake()
        until(lambda: desk.push(ann.email).state is PushState.DONE)
        state = desk.worker.state()
        assert (state.paused_until, state.reason) == (None, None)
        assert state.looks_paused_until is not None
        failing = False
        until(lambda: desk.worker.state().waiting == 0)
        until(lambda: desk.worker.state().looks_reason is None)
    assert opted_out(org, lead) == [True]
    told = [entry.message.english() for entry in desk.log()]
    assert any("looked up in Salesforce again" in one for one in told)
    assert not any("Pushes go to Salesforce again" in one for one in told)


@pytest.mark.parametrize("call", ["find_people", "set_opt_outs"])
def test_an_error_of_the_program_in_one_line_leaves_nothing_on_its_way(
    tmp_path: Path, org: PracticeOrg, pool: Pool, call: str
) -> None:
    bugs = iter([RuntimeError("a bug")])

    def fail_once(name: str, _argument: Any) -> None:
        if name == call and (bug := next(bugs, None)) is not None:
            raise bug

    desk = Desk(tmp_path, org, keeper=meddling(before=fail_once))
    [ann], [lead] = pool.contacts(1), pool.leads(1)
    with working(desk):
        desk.unsubscribe_known([ann])
        desk.unsubscribe(lead.email)
        until(lambda: desk.worker.state().waiting == 0)
    assert desk.stuck() == 0
    assert opted_out(org, ann, lead) == [True, True]


def test_a_dead_org_is_asked_by_one_line_at_a_time(tmp_path: Path, org: PracticeOrg, pool: Pool) -> None:
    asked: list[str] = []
    dead = True

    def fail(name: str, _argument: Any) -> None:
        if dead:
            asked.append(name)
            raise ProblemError(explain("SERVER_UNAVAILABLE"))

    desk = Desk(tmp_path, org, keeper=meddling(before=fail), backoff=Backoff(first_s=0.05))
    [ann], [lead] = pool.contacts(1), pool.leads(1)
    with working(desk):
        desk.unsubscribe_known([ann])
        desk.unsubscribe(lead.email)
        desk.worker.wake()
        until(lambda: len(asked) >= 5)
        # After the first failure a single look asks for both, each time once the pause is over.
        assert set(asked[2:]) == {"describe"}
        dead = False
        until(lambda: desk.worker.state().waiting == 0)
        until(lambda: desk.worker.state().reason is None)
    assert opted_out(org, ann, lead) == [True, True]
