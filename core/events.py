"""What happens while the program works, told to whoever listens, and written into the status log.

Events are frozen values and are emitted in the thread where they happen; the window turns them into Qt
signals in one place (`gui/engine_bridge.py`), the command line prints them.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from core.messages import Message, Problem
from core.store.push_queue import QueueState
from core.store.status_log import StatusLog
from core.store.types.log import Level, LogKind, NewLogEntry
from core.store.types.runs import Run, RunKind, RunStep

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RunStarted:
    run_id: int
    kind: RunKind


@dataclass(frozen=True, slots=True)
class RunProgress:
    """`total` is None while nobody can know it."""

    run_id: int
    step: RunStep
    done: int
    total: int | None


@dataclass(frozen=True, slots=True)
class RunFinished:
    run: Run


@dataclass(frozen=True, slots=True)
class LoadProgress:
    """People are being loaded from Salesforce. `total` is None while nobody can know it."""

    step: RunStep
    done: int
    total: int | None
    added: int


@dataclass(frozen=True, slots=True)
class LoadFinished:
    """Loading people has ended: done, cancelled, or hindered by `problem`; `added` stay in every case."""

    added: int
    unsubscribed: int
    cancelled: bool = False
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class LogAdded:
    pass


@dataclass(frozen=True, slots=True)
class QueueChanged:
    waiting: int
    parked: int
    paused_until: datetime | None = None

    @classmethod
    def to(cls, queue: QueueState) -> QueueChanged:
        """How the queue stands now."""
        return cls(queue.waiting, queue.parked, queue.paused_until)


@dataclass(frozen=True, slots=True)
class PeopleChanged:
    pass


@dataclass(frozen=True, slots=True)
class ConnectionChanged:
    pass


@dataclass(frozen=True, slots=True)
class SettingsChanged:
    pass


@dataclass(frozen=True, slots=True)
class ScheduleChanged:
    pass


@dataclass(frozen=True, slots=True)
class ChecklistProgress:
    """The checklist is being gone through; `what` is looked at now."""

    done: int
    total: int
    what: Message


@dataclass(frozen=True, slots=True)
class ChecklistChanged:
    """There is a new result, a step was ticked or unticked, or a page layout was changed."""


@dataclass(frozen=True, slots=True)
class AccessDrifted:
    """A look at the org found that less is allowed than before, by name; empty: an alarm is over."""

    drifts: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class DatabaseLost:
    """The people database was taken away under the running program; None: it is back where it was."""

    problem: Problem | None


@dataclass(frozen=True, slots=True)
class ChangedElsewhere:
    """Something was written to the database: by another process, such as the scheduled command, or by this one.

    It comes within a second or two of the change.
    """


@dataclass(frozen=True, slots=True)
class AlarmShown:
    """An alarm for the desktop, in the words of its reader; `kinds` are those of what it is about."""

    title: str
    text: str
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AlarmsChanged:
    """How a way of telling stands has changed."""


Event = (
    RunStarted
    | RunProgress
    | RunFinished
    | LoadProgress
    | LoadFinished
    | LogAdded
    | QueueChanged
    | PeopleChanged
    | ConnectionChanged
    | SettingsChanged
    | ScheduleChanged
    | ChecklistProgress
    | ChecklistChanged
    | AccessDrifted
    | DatabaseLost
    | ChangedElsewhere
    | AlarmShown
    | AlarmsChanged
)


class EventBus:
    """Hands each event to every subscriber, in the emitting thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._subscribers: tuple[Callable[[Event], None], ...] = ()

    def subscribe(self, callback: Callable[[Event], None]) -> Callable[[], None]:
        """Call `callback` with every event from now on; the function that comes back ends it."""
        with self._lock:
            self._subscribers = (*self._subscribers, callback)

        def unsubscribe() -> None:
            with self._lock:
                self._subscribers = tuple(known for known in self._subscribers if known is not callback)

        return unsubscribe

    def emit(self, event: Event) -> None:
        """Tell everybody; a listener that fails is logged and does not stop the work."""
        for callback in self._subscribers:
            try:
                callback(event)
            except Exception:
                log.exception("a listener failed on %s", type(event).__name__)


class StatusLogWriter:
    """Writes into the status log and tells that there is something new. May be used from any thread.

    An entry that stands or falls with other writes is added in their transaction by `store.status_log`, and told
    with `tell` when that is over: whoever looks before would not find it.
    """

    def __init__(self, status_log: StatusLog, events: EventBus, now: Callable[[], datetime]) -> None:
        self._status_log = status_log
        self._events = events
        self._now = now

    def write(
        self,
        level: Level,
        kind: LogKind,
        message: Message,
        *,
        problem: Problem | None = None,
        fix: Message | None = None,
        code: str = "",
        run_id: int | None = None,
        salesforce_id: str = "",
    ) -> None:
        """Write one entry; `problem` gives it what to do, code and raw text, and not only its words."""
        entry = NewLogEntry(
            level, kind, message, run_id=run_id, fix=fix, salesforce_id=salesforce_id, code=code
        )
        self._status_log.add([entry.because(problem)], self._now())
        self.tell()

    def tell(self) -> None:
        """Say that entries were added."""
        self._events.emit(LogAdded())
