"""The push worker's line to Salesforce: one client, and the org's shape as it was last looked at."""

from __future__ import annotations

import threading
from time import monotonic

from core.connection.manager import ConnectionManager
from core.messages import Problem
from core.salesforce.org import SalesforceOrg
from core.salesforce.values.describe import OrgSchema

_FRESH_S = 60.0
"""For how many seconds a look at the org is good enough to park a push for what was seen."""


class Line:
    """For one thread, save `renew`. `calls` counts the API calls made through all its clients."""

    def __init__(self, connection: ConnectionManager, stop: threading.Event) -> None:
        self._connection = connection
        self._stop = stop
        self._org: SalesforceOrg | None = None
        self._shape: OrgSchema | None = None
        self._doubted = threading.Event()
        self._replaced = threading.Event()
        self._looked_at: float | None = None
        self._calls_before = 0
        self._calls_told = 0

    @property
    def calls(self) -> int:
        return self._calls_before + (self._org.calls if self._org is not None else 0)

    def untold_calls(self) -> int:
        """How many calls were made since this was last asked: for the figures of the day."""
        untold, self._calls_told = self.calls - self._calls_told, self.calls
        return untold

    @property
    def is_fresh(self) -> bool:
        """Whether this line itself has looked at the org just now."""
        return (
            not self._doubted.is_set()
            and self._looked_at is not None
            and monotonic() - self._looked_at <= _FRESH_S
        )

    def ready(self) -> tuple[SalesforceOrg, OrgSchema]:
        """The client and the org's shape; raises ProblemError when the org cannot be had.

        The shape costs a call only where nobody has looked yet, or what was seen is in doubt.
        """
        if self._replaced.is_set():
            self._replaced.clear()
            self.close()
        if self._org is None:
            self._org = self._connection.open(self._stop)
        shape = None if self._doubted.is_set() else self._shape or self._connection.state().shape
        if shape is None:
            self._doubted.clear()
            try:
                shape = self._connection.describe(self._org)
            except BaseException:
                self._doubted.set()
                raise
            self._looked_at = monotonic()
        self._shape = shape
        return self._org, shape

    def fresh(self) -> tuple[SalesforceOrg, OrgSchema]:
        """The same, with a shape that was looked at in the last minute."""
        if not self.is_fresh:
            self.doubt()
        return self.ready()

    def doubt(self) -> None:
        """Look at the org again before the next push; this also proves that it can be reached."""
        self._doubted.set()

    def renew(self, *, look: bool) -> None:
        """Open a new client before the next push, as the way to the org may be another; from any thread."""
        self._replaced.set()
        if look:
            self._doubted.set()

    def require_access(self) -> None:
        """Raise ProblemError where somebody has signed out, or in anew, since the client was opened."""
        if self._org is not None:
            self._connection.require_access(self._org)

    def report(self, problem: Problem | None) -> None:
        """Say how the last contact went, for the connection state and the usage on the screens."""
        if self._org is not None:
            self._connection.report(problem, self._org)

    def close(self) -> None:
        """Close the client; the next `ready` opens another one."""
        if self._org is not None:
            self._calls_before += self._org.calls
            self._org.close()
        self._org = self._shape = self._looked_at = None
