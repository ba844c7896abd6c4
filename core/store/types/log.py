"""Entries of the status log."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from core.messages import Counted, Message, Problem


class Level(StrEnum):
    """How much an entry of the status log matters."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class LogKind(StrEnum):
    """Which part of the program an entry of the status log comes from."""

    SYNC = "sync"
    PUSH = "push"
    COLLECT = "collect"
    CONNECTION = "connection"
    SETTINGS = "settings"
    CHECKLIST = "checklist"
    ALARMS = "alarms"


@dataclass(frozen=True, slots=True)
class NewLogEntry:
    """An entry on its way into the status log; `together` is how it reads of all of its kind in one run."""

    level: Level
    kind: LogKind
    message: Message
    run_id: int | None = None
    fix: Message | None = None
    email: str = ""
    salesforce_id: str = ""
    code: str = ""
    detail: str = ""
    together: Counted | None = None

    def because(self, problem: Problem | None) -> NewLogEntry:
        """The same with all that a problem has beside its words: what to do, its code, its raw text."""
        if problem is None:
            return self
        return replace(self, fix=problem.fix, code=problem.code, detail=problem.detail)


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One entry of the status log."""

    id: int
    at: datetime
    level: Level
    kind: LogKind
    message: Message
    run_id: int | None
    fix: Message | None
    email: str
    salesforce_id: str
    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which entries to show; empty sets and None mean all. `group_id`: those of one line of a run."""

    levels: frozenset[Level] = frozenset()
    kinds: frozenset[LogKind] = frozenset()
    run_id: int | None = None
    text: str = ""
    since: datetime | None = None
    group_id: int | None = None
    of_no_run: bool = False
