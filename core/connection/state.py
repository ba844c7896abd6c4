"""How the connection to Salesforce stands, as one value for screens and the command line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from core.connection.problems import NOT_CONNECTED
from core.messages import Problem
from core.salesforce.values.describe import ApiUsage, OrgSchema
from core.store.types.orgs import Org


class ConnectionState(StrEnum):
    """NOT_CONNECTED: nobody has connected an org yet. SIGN_IN_NEEDED: the token is no longer accepted."""

    NOT_CONNECTED = "not_connected"
    CONNECTING = "connecting"
    CONNECTED = "connected"
    OFFLINE = "offline"
    SIGN_IN_NEEDED = "sign_in_needed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Connection:
    """`problem` explains every state but CONNECTED; `shape` is the last description of the org, if there is one."""

    state: ConnectionState
    org: Org | None = None
    problem: Problem | None = None
    usage: ApiUsage | None = None
    last_contact_at: datetime | None = None
    shape: OrgSchema | None = None

    def after_contact(self, usage: ApiUsage | None, at: datetime | None) -> Connection:
        """The same after a client had contact `at` some time, if it had any, and heard of the calls of the day."""
        if at is None:
            return self
        before = self.last_contact_at
        return replace(
            self, usage=usage or self.usage, last_contact_at=at if before is None else max(before, at)
        )

    @property
    def is_signed_out(self) -> bool:
        """Whether there is no access, which is more than a locked keyring that keeps it back."""
        return self.state is ConnectionState.NOT_CONNECTED and (
            self.problem is None or self.problem.code == NOT_CONNECTED
        )
