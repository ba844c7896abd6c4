"""What the parts of one run share."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from core.messages import CancelledError
from core.salesforce.org import SalesforceOrg
from core.salesforce.values.describe import OrgSchema
from core.services import Services
from core.store.types.fields import OptOutField
from core.store.types.runs import RunStep
from core.sync.run.budget import CallsGuard

Tell = Callable[[RunStep, int, int | None], None]
"""Hears of a step how much is done, of how much as far as that is known."""


@dataclass(frozen=True, slots=True)
class RunContext:
    """One run with one client, for the checkbox `wanted`.

    `shape` is the org as it was at the beginning. `guard` keeps the calls that are reserved for others; `require`
    raises when the run may not go on, as when it has lost its lease.
    """

    services: Services
    org: SalesforceOrg
    shape: OrgSchema
    wanted: OptOutField
    run_id: int
    stop: threading.Event
    tell: Tell
    guard: CallsGuard
    require: Callable[[], None]

    def check_stop(self) -> None:
        """Raise CancelledError when the run is to end."""
        if self.stop.is_set():
            raise CancelledError
