from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.store.store import Store
from core.sync.leases import Lease
from tests.helpers.clock import Clock

START = datetime(2026, 6, 10, 12, tzinfo=UTC)

HOLDER = """
import sys, threading
from datetime import UTC, datetime
from pathlib import Path
from core.store.store import Store
from core.sync.leases import Lease

lease = Lease(Store(Path(sys.argv[1])).runs, "push", lambda: datetime.now(UTC))
print("held" if lease.try_take() else "refused", flush=True)
sys.stdin.readline()
lease.give_up()
print("given up", flush=True)
"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def another_process(folder: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_job_that_another_process_does_is_left_to_it_until_it_gives_up(
    store: Store, tmp_path: Path
) -> None:
    with another_process(tmp_path) as other, Lease(store.runs, "push", now) as lease:
        assert not lease.try_take()
        assert not lease.wait(threading.Event(), 0.3)
        assert Lease(store.runs, "sync", now).try_take()
        assert other.stdin is not None
        other.stdin.write("\n")
        other.stdin.flush()
        assert lease.wait(threading.Event(), 20)
        assert lease.held


def test_a_holder_that_was_killed_is_followed_at_once(store: Store, tmp_path: Path) -> None:
    with another_process(tmp_path) as other, Lease(store.runs, "push", now) as lease:
        assert not lease.try_take()
        other.kill()
        other.wait(10)
        assert lease.try_take()


def test_a_holder_on_another_computer_is_followed_when_its_time_is_up(store: Store) -> None:
    clock = Clock(START)
    store.runs.take_lease("push", "elsewhere:1:abc", clock(), 30)
    lease = Lease(store.runs, "push", clock)
    clock.move(seconds=29)
    assert not lease.try_take()
    clock.move(seconds=1)
    assert lease.try_take()
    lease.give_up()


def test_a_dead_holder_is_followed_even_when_the_clock_was_set_back(store: Store) -> None:
    clock = Clock(START)
    store.runs.take_lease("push", "elsewhere:1:abc", clock(), 30)
    clock.move(hours=-5)
    lease = Lease(store.runs, "push", clock, valid_s=0.5, renew_s=0.1)
    assert not lease.try_take()
    assert lease.wait(threading.Event(), 20)
    lease.give_up()


def test_a_lease_is_renewed_for_as_long_as_it_is_held(store: Store) -> None:
    clock = Clock(START)
    with Lease(store.runs, "push", clock, renew_s=0.02) as lease:
        assert lease.try_take()
        for _ in range(3):
            clock.move(seconds=25)
            wanted = clock() + timedelta(seconds=30)
            while (found := store.runs.lease("push")) is not None and found[1] < wanted:
                threading.Event().wait(0.01)
        assert lease.held
        assert not Lease(store.runs, "push", clock).try_take()
    assert store.runs.lease("push") is None


def test_who_slept_past_the_time_learns_that_another_took_over(store: Store) -> None:
    clock = Clock(START)
    sleeper = Lease(store.runs, "push", clock, renew_s=0.3)
    assert sleeper.try_take()
    clock.move(hours=8)
    other = Lease(store.runs, "push", clock)
    assert other.try_take()
    assert sleeper.lost.wait(20)
    assert not sleeper.held
    sleeper.give_up()
    assert other.held
    assert store.runs.lease("push") is not None
    other.give_up()
    assert sleeper.try_take()
    assert not sleeper.lost.is_set()
    sleeper.give_up()


def test_a_lease_given_up_by_another_who_took_it_over_counts_as_lost_too(store: Store) -> None:
    clock = Clock(START)
    sleeper = Lease(store.runs, "push", clock, renew_s=0.3)
    assert sleeper.try_take()
    clock.move(hours=8)
    other = Lease(store.runs, "push", clock)
    assert other.try_take()
    other.give_up()
    assert sleeper.lost.wait(20)
    sleeper.give_up()


def test_two_claims_of_one_process_exclude_each_other(store: Store) -> None:
    with Lease(store.runs, "push", now) as first, Lease(store.runs, "push", now) as second:
        assert first.try_take()
        assert first.try_take()
        assert not second.try_take()


def test_waiting_ends_when_the_program_stops(store: Store) -> None:
    stop = threading.Event()
    stop.set()
    store.runs.take_lease("push", "elsewhere:1:abc", now(), 30)
    assert not Lease(store.runs, "push", now).wait(stop, 1e6)


def test_the_renewing_thread_has_a_name_and_ends_with_the_lease(store: Store) -> None:
    lease = Lease(store.runs, "push", now)
    assert lease.try_take()
    assert "lease-push" in [thread.name for thread in threading.enumerate()]
    lease.give_up()
    assert "lease-push" not in [thread.name for thread in threading.enumerate()]


@pytest.mark.skipif(os.name == "nt", reason="process numbers are not asked for on Windows")
def test_a_holder_with_an_unreadable_name_is_taken_for_alive(store: Store) -> None:
    store.runs.take_lease("push", "somebody", now(), 30)
    assert not Lease(store.runs, "push", now).try_take()
