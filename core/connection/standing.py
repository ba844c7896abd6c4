"""The state of the connection: changed by the outcome of each contact, emitted as an event, and logged."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

from core.connection.state import Connection, ConnectionState
from core.connection.state_rules import verdict, visible
from core.events import ConnectionChanged, EventBus, StatusLogWriter
from core.messages import Message, Problem
from core.salesforce.org import SalesforceOrg
from core.store.types.log import Level, LogKind


class Standing:
    """Thread-safe; asks neither the network nor the keyring."""

    def __init__(self, first: Connection, events: EventBus, log: StatusLogWriter) -> None:
        self._lock = threading.Lock()
        self._now = first
        self._events = events
        self._log = log

    @property
    def now(self) -> Connection:
        """How things stand."""
        return self._now

    def change(self, change: Callable[[Connection], Connection]) -> None:
        """Put another state in its place; that a sign-in is needed goes into the status log."""
        with self._lock:
            before = self._now
            after = self._now = change(before)
        if visible(before) != visible(after):
            self._events.emit(ConnectionChanged())
        needed = ConnectionState.SIGN_IN_NEEDED
        if after.problem is not None and before.state is not needed and after.state is needed:
            self.log(after.problem.what, Level.ERROR, after.problem)

    def no_access(self, problem: Problem) -> None:
        """Without an access no earlier description of the org holds any longer."""

        def change(old: Connection) -> Connection:
            state, why = verdict(old, problem, looking=True)
            return Connection(state, old.org, why, last_contact_at=old.last_contact_at)

        self.change(change)

    def failed(
        self, problem: Problem | None, org: SalesforceOrg | None, *, looking: bool, counts: Callable[[], bool]
    ) -> None:
        """What a contact says; `counts` tells, at the moment of the change, whether its word counts still."""

        def change(old: Connection) -> Connection:
            if not counts():
                return old
            state, why = verdict(old, problem, looking=looking)
            new = replace(old, state=state, problem=why)
            if state is ConnectionState.REFUSED:
                new = replace(new, shape=None)
            return new if org is None else new.after_contact(org.usage, org.last_contact_at)

        self.change(change)

    def log(self, message: Message, level: Level = Level.INFO, problem: Problem | None = None) -> None:
        """Write into the status log."""
        self._log.write(level, LogKind.CONNECTION, message, problem=problem)
