from __future__ import annotations

import logging
import threading
from pathlib import Path

import pytest

from core.events import Event, EventBus, LogAdded, PeopleChanged, QueueChanged, RunProgress, StatusLogWriter
from core.salesforce.values.errors import explain
from core.store.store import Store
from core.store.types.log import Level, LogEntry, LogFilter, LogKind
from core.store.types.runs import RunStep
from tests.helpers.samples import NOW


def test_everybody_who_listens_is_told_in_order() -> None:
    bus, told = EventBus(), list[tuple[str, Event]]()
    bus.subscribe(lambda event: told.append(("first", event)))
    bus.subscribe(lambda event: told.append(("second", event)))
    event = RunProgress(1, RunStep.WRITING, 5, 10)
    bus.emit(event)
    assert told == [("first", event), ("second", event)]


def test_whoever_stops_listening_hears_no_more() -> None:
    bus, told = EventBus(), list[Event]()
    stop = bus.subscribe(told.append)
    bus.emit(LogAdded())
    stop()
    stop()
    bus.emit(PeopleChanged())
    assert told == [LogAdded()]


def test_one_may_stop_listening_while_being_told() -> None:
    bus, told = EventBus(), list[Event]()

    def once(event: Event) -> None:
        told.append(event)
        stop()

    stop = bus.subscribe(once)
    bus.subscribe(told.append)
    bus.emit(LogAdded())
    bus.emit(PeopleChanged())
    assert told == [LogAdded(), LogAdded(), PeopleChanged()]


def test_a_listener_that_fails_stops_neither_the_work_nor_the_others(
    caplog: pytest.LogCaptureFixture,
) -> None:
    bus, told = EventBus(), list[Event]()

    def broken(event: Event) -> None:
        raise ZeroDivisionError

    bus.subscribe(broken)
    bus.subscribe(told.append)
    with caplog.at_level(logging.ERROR, "core.events"):
        bus.emit(QueueChanged(1, 0))
    assert told == [QueueChanged(1, 0)]
    assert "QueueChanged" in caplog.text


def test_an_event_is_heard_in_the_thread_where_it_happens() -> None:
    bus, heard_in = EventBus(), list[str]()
    bus.subscribe(lambda _event: heard_in.append(threading.current_thread().name))
    worker = threading.Thread(target=bus.emit, args=(LogAdded(),), name="sync")
    worker.start()
    worker.join(10)
    bus.emit(LogAdded())
    assert heard_in == ["sync", threading.current_thread().name]


def test_listeners_may_come_from_several_threads_at_once() -> None:
    bus, told = EventBus(), list[Event]()
    threads = [
        threading.Thread(target=lambda: [bus.subscribe(told.append) for _ in range(50)]) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    bus.emit(LogAdded())
    assert len(told) == 200


def test_a_problem_stands_in_the_status_log_with_all_it_says_before_anybody_is_told(tmp_path: Path) -> None:
    bus, store, found = EventBus(), Store(tmp_path), list[LogEntry]()
    problem = explain("FIELD_CUSTOM_VALIDATION_EXCEPTION", "our rule 7")
    bus.subscribe(lambda _event: found.extend(store.status_log.page(LogFilter(), before_id=None, limit=9)))
    log = StatusLogWriter(store.status_log, bus, lambda: NOW)
    log.write(Level.ERROR, LogKind.CHECKLIST, problem.what, problem=problem, salesforce_id="00h1")
    [entry] = found
    assert (entry.level, entry.kind, entry.at, entry.salesforce_id) == (
        Level.ERROR,
        LogKind.CHECKLIST,
        NOW,
        "00h1",
    )
    assert (entry.message, entry.fix) == (problem.what, problem.fix)
    assert (entry.code, entry.detail) == ("FIELD_CUSTOM_VALIDATION_EXCEPTION", problem.detail)
    assert "our rule 7" in entry.detail
