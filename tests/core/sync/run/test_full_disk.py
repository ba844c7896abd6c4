"""A disk that takes nothing more while the program runs: both threads live on, and say so once it takes again."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from peewee import DatabaseError

from core.store.trouble import NOT_USABLE, disk_trouble
from core.store.types.log import LogFilter
from core.store.types.people import NewPerson
from tests.core.sync.conftest import OpenEngine
from tests.end_to_end.test_rules_of_the_sync import create, ticked
from tests.helpers.practice import PracticeOrg

resource = pytest.importorskip("resource", reason="limits of a process are known to Unix only")


@contextmanager
def full_disk() -> Iterator[None]:
    """No file of this process can be written any more, as when the disk is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.05)


def test_the_sync_thread_lives_through_a_full_disk_and_says_so(
    open_engine: OpenEngine, org: PracticeOrg
) -> None:
    create(org, Email="ada@example.com", HasOptedOutOfEmail=True)
    engine = open_engine()
    engine.sync.start()
    time.sleep(1)
    with full_disk():
        engine.sync.sync_now()
        time.sleep(2)
    until(lambda: any(entry.code == NOT_USABLE for entry in engine.log.all(LogFilter())))
    engine.sync.sync_now()
    until(lambda: "ada@example.com" in engine.store.people.by_keys(["ada@example.com"]))


def test_the_push_thread_lives_through_a_full_disk(open_engine: OpenEngine, org: PracticeOrg) -> None:
    contact = create(org, Email="ada@example.com")
    ahead = timedelta(minutes=30)
    engine = open_engine(lambda: datetime.now(UTC) + ahead)
    engine.store.people.add([NewPerson("ada@example.com", salesforce_ids=(contact,))], engine.options.now())
    engine.collect.by_hand(["ada@example.com"], "by phone")
    ahead = timedelta()
    engine.push.start()
    time.sleep(1)
    with full_disk():
        # Only now is anything due.
        ahead = timedelta(minutes=31)
        engine.push.wake()
        time.sleep(2)
    until(lambda: ticked(org, contact))


def test_what_cannot_be_collected_is_told_in_words(open_engine: OpenEngine) -> None:
    engine = open_engine()
    with full_disk(), pytest.raises((DatabaseError, sqlite3.Error)) as caught:
        engine.collect.by_hand(["ada@example.com"], "by phone")
    problem = disk_trouble(caught.value)
    assert problem is not None
    assert problem.code == NOT_USABLE
    assert disk_trouble(ValueError("of our own")) is None


def test_a_load_that_meets_a_full_disk_can_be_done_again(open_engine: OpenEngine, org: PracticeOrg) -> None:
    create(org, Email="ada@example.com")
    engine = open_engine()
    engine.connection.open(Event()).close()
    with full_disk(), pytest.raises((DatabaseError, sqlite3.Error)):
        engine.sync.load_here(stop=Event())
    assert engine.sync.load_here(stop=Event()).added == 1
