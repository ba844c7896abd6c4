"""Between the engine and the window: nothing blocks, nothing floods, nothing reaches what is gone."""

from __future__ import annotations

import subprocess
import sys
import threading
import time

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from core.engine import Engine
from core.events import PeopleChanged, QueueChanged, RunFinished, RunProgress
from core.store.types.fields import OptOutField
from core.store.types.runs import RunCounts, RunKind, RunOutcome, RunStep
from core.sync.run.brake import FIRST_RUN
from gui.engine_bridge import EngineBridge


def test_thousands_of_events_reach_the_screens_as_a_few(
    engine: Engine, bridge: EngineBridge, qtbot: QtBot
) -> None:
    heard: list[object] = []
    bridge.queue_changed.connect(heard.append)
    bridge.people_changed.connect(heard.append)
    for number in range(5000):
        engine.events.emit(QueueChanged(number, 0))
        engine.events.emit(PeopleChanged())
    qtbot.waitUntil(lambda: QueueChanged(4999, 0) in heard)
    assert len(heard) < 50


def test_the_newest_progress_is_the_one_that_is_shown(
    engine: Engine, bridge: EngineBridge, qtbot: QtBot
) -> None:
    heard: list[RunProgress] = []
    bridge.run_progress.connect(heard.append)

    def work() -> None:
        for done in range(1000):
            engine.events.emit(RunProgress(1, RunStep.WRITING, done, 1000))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(heard) and heard[-1].done == 999)


def test_every_end_of_a_run_reaches_the_screens_also_one_whose_reason_holds_numbers(
    engine: Engine, bridge: EngineBridge, qtbot: QtBot
) -> None:
    heard: list[RunFinished] = []
    bridge.run_finished.connect(heard.append)
    for reason in (FIRST_RUN.with_values(here=1, there=2), None):
        run_id = engine.runs.open(
            RunKind.MANUAL, OptOutField.SALESFORCE, engine.options.now(), full=False, planned_for=None
        )
        closed = engine.runs.close(
            run_id, RunOutcome.HELD, RunCounts(), engine.options.now(), api_calls=1, full=False, reason=reason
        )
        engine.events.emit(RunFinished(closed))
    qtbot.waitUntil(lambda: len(heard) == 2)


def test_results_come_in_the_gui_thread(bridge: EngineBridge, qtbot: QtBot) -> None:
    worked_in: list[str] = []
    told_in: list[str] = []
    owner = QObject()
    bridge.call(
        owner,
        lambda: worked_in.append(threading.current_thread().name),
        lambda _: told_in.append(threading.current_thread().name),
    )
    qtbot.waitUntil(lambda: bool(told_in))
    assert told_in == [threading.main_thread().name]
    assert worked_in != told_in


def test_what_is_called_in_turn_ends_in_turn_so_that_the_last_one_counts(
    bridge: EngineBridge, qtbot: QtBot
) -> None:
    written: list[int] = []
    first_began, others_called = threading.Event(), threading.Event()

    def slow() -> None:
        first_began.set()
        others_called.wait(5)
        written.append(0)

    owner = QObject()
    bridge.call(owner, slow, lambda _: None, in_turn=True)
    assert first_began.wait(5)
    for number in range(1, 20):
        bridge.call(owner, lambda number=number: written.append(number), lambda _: None, in_turn=True)
    others_called.set()
    qtbot.waitUntil(lambda: len(written) == 20)
    assert written == list(range(20))


def test_an_owner_that_is_gone_is_not_told(bridge: EngineBridge, qtbot: QtBot) -> None:
    told: list[object] = []
    gate = threading.Event()
    owner, other = QObject(), QObject()
    bridge.call(owner, lambda: gate.wait(5), told.append)
    owner.deleteLater()
    qtbot.wait(20)
    gate.set()
    done: list[object] = []
    bridge.call(other, lambda: "done", done.append)
    qtbot.waitUntil(lambda: done == ["done"])
    assert told == []


def test_an_error_of_the_program_becomes_a_sentence(bridge: EngineBridge, qtbot: QtBot) -> None:
    problems: list[str] = []
    owner = QObject()

    def broken() -> None:
        raise ZeroDivisionError

    bridge.call(owner, broken, lambda _: None, lambda problem: problems.append(problem.code))
    qtbot.waitUntil(lambda: problems == ["PROGRAM_ERROR"])


def test_a_verb_that_waits_does_not_keep_the_closed_program_alive() -> None:
    code = """
import time
from core.events import EventBus
from types import SimpleNamespace
from PySide6.QtCore import QCoreApplication, QObject
from gui.engine_bridge import EngineBridge
app = QCoreApplication([])
bridge = EngineBridge(SimpleNamespace(events=EventBus()))
bridge.call(QObject(app), lambda: time.sleep(60), print)
time.sleep(0.2)
bridge.close()
"""
    began = time.monotonic()
    subprocess.run([sys.executable, "-c", code], check=True, timeout=30)
    assert time.monotonic() - began < 30
