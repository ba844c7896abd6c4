"""The keeper with a practice org of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from threading import Event

import pytest
import requests

from core.connection.access_providers import PracticeAccess
from core.connection.practice_child import PracticeChild, PracticeLine, PracticeOptions
from core.connection.state import ConnectionState
from core.events import ConnectionChanged, LogAdded, PeopleChanged
from core.messages import CancelledError, ProblemError
from core.salesforce.org import SalesforceOrg
from tests.core.connection.conftest import MakeDesk, running_at

FEW = PracticeOptions(people=40, opted_out=6)
States = ConnectionState


def line_of(org: SalesforceOrg, folder: Path) -> PracticeLine:
    return PracticeLine(org.instance_url, "", folder / "org" / "ca.pem", "")


def test_a_fresh_practice_directory_has_an_org_and_people_of_its_own(desk: MakeDesk) -> None:
    made = desk(practice=FEW)
    assert made.keeper.is_practice
    assert made.keeper.state().state is States.CONNECTING
    made.keeper.start()
    with made.keeper.open(Event()) as org:
        assert org.calls == 0, "what preparing took does not count as this client's"
        shape = made.keeper.describe(org)
    assert shape.org.is_practice
    connection = made.keeper.state()
    assert connection.state is States.CONNECTED
    assert connection.org == made.store.org_state.org() == shape.org
    totals = made.store.people.totals()
    assert totals.people >= 15
    assert totals.unsubscribed > 0
    assert made.store.push_queue.state().waiting == 0
    assert made.told_of(PeopleChanged) == 1
    assert made.told_of(LogAdded) >= 1
    assert made.told_of(ConnectionChanged) == 1
    made.keeper.close()
    again = desk(practice=FEW)
    with again.keeper.open(Event()) as org:
        assert again.keeper.describe(org).org == shape.org
    assert again.store.people.totals() == totals
    assert again.told_of(PeopleChanged) == 0


def test_its_pages_open_in_a_browser_without_a_warning(desk: MakeDesk) -> None:
    made = desk(practice=FEW)
    with made.keeper.open(Event()) as org:
        found = made.keeper.describe(org).org
    assert found.browser_url.startswith("http://127.0.0.1:")
    assert (
        requests.get(f"{found.browser_url}/lightning/setup/SetupOneHome/home", timeout=30).status_code == 200
    )
    stored = made.store.org_state.org()
    assert stored is not None
    assert stored.browser_url == found.instance_url, "where the pages are is known only while it runs"


def test_many_workers_share_one_practice_org(desk: MakeDesk) -> None:
    made = desk(practice=PracticeOptions(people=4, local_people=False))
    addresses: list[str] = []

    def work() -> None:
        with made.keeper.open(Event()) as org:
            addresses.append(org.instance_url)

    workers = [threading.Thread(target=work) for _ in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(addresses) == 8
    assert len(set(addresses)) == 1
    assert made.store.people.totals().people == 0


def test_expired_tokens_recover_by_themselves(desk: MakeDesk) -> None:
    made = desk(practice=PracticeOptions(people=4, local_people=False))
    with made.keeper.open(Event()) as org:
        made.keeper.describe(org)
        for _ in range(3):
            running_at(line_of(org, made.data_dir)).control("expire-tokens", {})
            made.keeper.describe(org)
    assert made.keeper.state().state is States.CONNECTED


@pytest.mark.skipif(os.name == "nt", reason="kills a process by a POSIX signal")
def test_a_practice_org_that_died_is_started_again(desk: MakeDesk) -> None:
    made = desk(practice=PracticeOptions(people=4, local_people=False))
    with made.keeper.open(Event()) as old:
        known = made.keeper.describe(old).org
        way = made.keeper._way
        assert isinstance(way, PracticeAccess)
        process = way.begin().child._process
        assert process is not None
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        with pytest.raises(ProblemError) as caught:
            made.keeper.describe(old)
        made.keeper.report(caught.value.problem, old)
        assert made.keeper.state().state is States.OFFLINE
        with made.keeper.open(Event()) as new:
            assert made.keeper.describe(new).org.id == known.id
            made.keeper.report(caught.value.problem, old)
    assert made.keeper.state().state is States.CONNECTED


def test_a_practice_org_that_does_not_start_says_why(desk: MakeDesk) -> None:
    made = desk(practice=PracticeOptions(people=1, opted_out=2))
    for _ in range(2):
        with pytest.raises(ProblemError, match="PRACTICE_ORG_NOT_STARTED") as caught:
            made.keeper.open(Event())
    assert "more people opted out" in caught.value.problem.detail
    made.keeper.report(caught.value.problem)
    assert made.keeper.state().state is States.NOT_CONNECTED
    assert made.keeper.state().problem == caught.value.problem


def test_data_of_another_org_is_not_practised_with(desk: MakeDesk, tmp_path: Path) -> None:
    first = desk(practice=FEW)
    with first.keeper.open(Event()) as org:
        first.keeper.describe(org)
    totals = first.store.people.totals()
    first.keeper.close()
    (tmp_path / "data" / "org").rename(tmp_path / "elsewhere")
    second = desk(practice=PracticeOptions(people=40, seed=99))
    with second.keeper.open(Event()) as org, pytest.raises(ProblemError, match="ANOTHER_ORG"):
        second.keeper.describe(org)
    assert second.keeper.state().state is States.REFUSED
    assert second.store.people.totals() == totals


def test_waiting_for_the_practice_org_can_be_stopped(desk: MakeDesk) -> None:
    made = desk(practice=PracticeOptions(people=300_000))
    stop = Event()
    stop.set()
    with pytest.raises(CancelledError):
        made.keeper.open(stop)
    made.keeper.close()
    with pytest.raises(CancelledError):
        made.keeper.open(Event())
    with pytest.raises(CancelledError):
        made.keeper.start()


def test_closing_ends_the_practice_org_even_while_it_starts(desk: MakeDesk) -> None:
    made = desk(practice=PracticeOptions(people=300_000))
    made.keeper.start()
    way = made.keeper._way
    assert isinstance(way, PracticeAccess)
    start = way.begin()
    made.keeper.close()
    assert not start.child.alive
    assert not start.thread.is_alive()


def test_practice_data_connects_to_nothing_else(desk: MakeDesk) -> None:
    made = desk(practice=FEW, environment={"UNSUBSCRIBE_SYNC_INSTANCE_URL": "https://acme.my.salesforce.com"})
    with pytest.raises(ProblemError, match="PRACTICE_ORG_STAYS"):
        made.keeper.connect_with_token("https://acme.my.salesforce.com", "00D!t", None)
    with pytest.raises(ProblemError, match="PRACTICE_ORG_STAYS"):
        made.keeper.forget()


ANOTHER_PROCESS = """
import json, sys, threading
from datetime import datetime, UTC
from pathlib import Path
from core.connection.manager import ConnectionManager
from core.connection.practice_child import PracticeOptions
from core.events import EventBus
from core.settings import Settings
from core.store.store import Store

folder = Path(sys.argv[1])
store, events = Store(folder), EventBus()
keeper = ConnectionManager(
    store, Settings(store.org_state, events), events, data_dir=folder, practice=PracticeOptions(people=400),
    environment={}, now=lambda: datetime.now(UTC),
)
with keeper.open(threading.Event()) as org:
    shape = keeper.describe(org)
    people = sum(len(p.snapshots) for name in ("Contact", "Lead") for p in org.read_people(name, shape))
print(json.dumps([shape.org.id, people, store.people.totals().people]))
keeper.close()
"""


def test_two_processes_may_begin_with_the_same_fresh_directory(tmp_path: Path) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", ANOTHER_PROCESS, str(tmp_path / "data")], stdout=subprocess.PIPE
        )
        for _ in range(3)
    ]
    answers = [json.loads(process.communicate(timeout=120)[0]) for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0]
    assert answers[0] == answers[1] == answers[2]
    assert answers[0][1] == 400


def test_only_one_process_at_a_time_makes_the_org(tmp_path: Path) -> None:
    waiting, first = PracticeChild(tmp_path, FEW), PracticeChild(tmp_path, PracticeOptions(people=300_000))
    stop = Event()

    def start_first() -> None:
        with pytest.raises(CancelledError):
            first.start(stop)

    starter = threading.Thread(target=start_first)
    second = threading.Thread(target=lambda: waiting.start(Event()))
    starter.start()
    try:
        while not first.alive:
            starter.join(0.01)
        second.start()
        second.join(0.5)
        assert not waiting.alive
    finally:
        stop.set()
        starter.join()
        second.join(60)
    assert waiting.alive
    waiting.close()
