"""The one place where the engine meets Qt: its events become signals, its slow verbs run beside the GUI thread."""

from __future__ import annotations

import logging
import queue
import threading
from collections import deque
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from core.engine import Engine
from core.events import (
    AccessDrifted,
    AlarmsChanged,
    AlarmShown,
    ChangedElsewhere,
    ChecklistChanged,
    ChecklistProgress,
    ConnectionChanged,
    DatabaseLost,
    Event,
    LoadFinished,
    LoadProgress,
    LogAdded,
    PeopleChanged,
    QueueChanged,
    RunFinished,
    RunProgress,
    RunStarted,
    ScheduleChanged,
    SettingsChanged,
)
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import CancelledError, Category, Problem, ProblemError, Scope, make_problem
from core.store.trouble import disk_trouble
from gui.attention_watch import AttentionWatch

log = logging.getLogger(__name__)

OnDone = Callable[[Any], None]
OnProblem = Callable[[Problem], None]
Job = Callable[[], None]
_EACH_COUNTS = (RunStarted, RunFinished, LoadFinished, AccessDrifted, DatabaseLost, AlarmShown)
_WORKERS = 2
_GATHER_MS = 40
"""How long events are gathered before the screens hear of them: a run or a long queue tells thousands."""


class EngineBridge(QObject):
    """Signals of the engine, in the GUI thread; each carries a frozen event.

    Signals:
        run_started, run_progress, run_finished, load_progress, load_finished, log_added, queue_changed,
        people_changed, connection_changed, settings_changed, schedule_changed, checklist_progress,
        checklist_changed, access_drifted, database_lost, changed_elsewhere,
        alarm_shown, alarms_changed
    """

    run_started = Signal(object)
    run_progress = Signal(object)
    run_finished = Signal(object)
    load_progress = Signal(object)
    load_finished = Signal(object)
    log_added = Signal(object)
    queue_changed = Signal(object)
    people_changed = Signal(object)
    connection_changed = Signal(object)
    settings_changed = Signal(object)
    schedule_changed = Signal(object)
    checklist_progress = Signal(object)
    checklist_changed = Signal(object)
    access_drifted = Signal(object)
    database_lost = Signal(object)
    changed_elsewhere = Signal(object)
    alarm_shown = Signal(object)
    alarms_changed = Signal(object)

    _event = Signal(object)
    _answered = Signal(object)

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.engine = engine
        self._signals: dict[type, Any] = {
            RunStarted: self.run_started,
            RunProgress: self.run_progress,
            RunFinished: self.run_finished,
            LoadProgress: self.load_progress,
            LoadFinished: self.load_finished,
            LogAdded: self.log_added,
            QueueChanged: self.queue_changed,
            PeopleChanged: self.people_changed,
            ConnectionChanged: self.connection_changed,
            SettingsChanged: self.settings_changed,
            ScheduleChanged: self.schedule_changed,
            ChecklistProgress: self.checklist_progress,
            ChecklistChanged: self.checklist_changed,
            AccessDrifted: self.access_drifted,
            DatabaseLost: self.database_lost,
            ChangedElsewhere: self.changed_elsewhere,
            AlarmShown: self.alarm_shown,
            AlarmsChanged: self.alarms_changed,
        }
        # Emitted in whatever thread an event happens; the slots, methods of this object, run in the GUI thread.
        self._event.connect(self._gather, Qt.ConnectionType.QueuedConnection)
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._gathered: dict[object, Event] = {}
        self._lock = threading.Lock()
        self._flush = QTimer(self)
        self._flush.setSingleShot(True)
        self._flush.setInterval(_GATHER_MS)
        self._flush.timeout.connect(self._hand_on)
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._in_turn: deque[Job] = deque()
        self._turn = threading.Lock()
        for number in range(_WORKERS):
            # Daemons: a verb that waits for a silent network must not keep the closed program alive.
            threading.Thread(target=self._work, name=f"gui-work-{number}", daemon=True).start()
        self._unsubscribe = engine.events.subscribe(self._take)
        self._closed = False
        # Kept until delivered: an object whose widget is gone meanwhile must not be called.
        self._owners: set[int] = set()
        self.attention = AttentionWatch(self, self._ask_how_it_stands)
        self.attention.look_after(
            self.run_finished,
            self.load_finished,
            self.log_added,
            self.queue_changed,
            self.connection_changed,
            self.settings_changed,
            self.schedule_changed,
            self.checklist_changed,
            self.access_drifted,
            self.changed_elsewhere,
        )
        self.attention.look_soon()

    def _ask_how_it_stands(self, owner: QObject, on_done: OnDone, on_failed: Callable[[], None]) -> None:
        self.call(owner, lambda: self.engine.attention.summary(), on_done, lambda _problem: on_failed())

    def call(
        self,
        owner: QObject,
        verb: Callable[[], Any],
        on_done: OnDone,
        on_problem: OnProblem | None = None,
        *,
        on_cancel: Callable[[], None] | None = None,
        apart: bool = False,
        in_turn: bool = False,
    ) -> None:
        """Run a verb that may take time beside the GUI thread, and hand its result to `owner`'s `on_done` there.

        A ProblemError goes to `on_problem`; an error of our own is logged and told as one. Nothing is delivered
        to an owner that is gone. `apart`: in a thread of its own, because the verb waits for a person or for the
        network, or works for long, and would hold up the others. `in_turn`: not before those that were called so
        earlier have ended, because the last one is to count.
        """
        if self._closed:
            return
        key = id(owner)
        if key not in self._owners:
            self._owners.add(key)
            owner.destroyed.connect(lambda: self._owners.discard(key))

        def job() -> None:
            try:
                result = verb()
            except CancelledError:
                log.info("a verb was cancelled")
                if on_cancel is not None:
                    self._answer(key, lambda _: on_cancel(), None)
            except Exception as error:  # noqa: BLE001 - told to the user as a problem
                self._answer(key, on_problem or _log_problem, problem_of(error, self.engine))
            else:
                self._answer(key, on_done, result)

        if apart:
            threading.Thread(target=job, name="gui-apart", daemon=True).start()
        elif in_turn:
            self._in_turn.append(job)
            self._jobs.put(self._next_in_turn)
        else:
            self._jobs.put(job)

    def _next_in_turn(self) -> None:
        with self._turn:
            self._in_turn.popleft()()

    def close(self) -> None:
        """Deliver nothing any more."""
        self._closed = True
        self._unsubscribe()
        for _ in range(_WORKERS):
            self._jobs.put(None)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            if not self._closed:
                job()

    def _answer(self, key: int, deliver: Callable[[Any], None], value: object) -> None:
        if not self._closed:
            self._answered.emit((key, deliver, value))

    def _take(self, event: Event) -> None:
        """Called in any thread. Of events that only say "something changed" the newest one is enough."""
        if self._closed:
            return
        counts = isinstance(event, _EACH_COUNTS)
        with self._lock:
            first = not self._gathered
            self._gathered.pop(type(event), None)
            self._gathered[id(event) if counts else type(event)] = event
        if first:
            self._event.emit(event)

    def _gather(self, _event: Event) -> None:
        self._flush.start()

    def _hand_on(self) -> None:
        with self._lock:
            events = list(self._gathered.values())
            self._gathered.clear()
        for event in events:
            self._signals[type(event)].emit(event)

    def _deliver(self, answer: tuple[int, Callable[[Any], None], Any]) -> None:
        key, deliver, value = answer
        if key in self._owners and not self._closed:
            deliver(value)


def problem_of(error: BaseException, engine: Engine | None = None) -> Problem:
    """What to tell the user of an error that broke off a verb of `engine`; one of our own is logged."""
    if isinstance(error, ProblemError):
        return error.problem
    path = engine.store.database.path if engine is not None else None
    if (problem := disk_trouble(error, path=path)) is not None:
        return problem
    log.error("a verb failed by an error of the program", exc_info=error)
    return make_problem(
        "PROGRAM_ERROR",
        Category.OTHER,
        NOOP("core", "The program met an error of its own."),
        NOOP("core", "The log file in the data directory has details; please report it."),
        detail=type(error).__name__,
        scope=Scope.CALL,
    )


def _log_problem(problem: Problem) -> None:
    log.warning("nobody was told of %s", problem.code)
