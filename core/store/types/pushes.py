"""The queue of opt-outs on their way to Salesforce."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.messages import Problem
from core.store.types.fields import OptOutField


class PushState(StrEnum):
    """An opt-out on its way: waiting for its turn, sent and not answered yet, answered, parked for the admin, given up.

    REFUSED and UNANSWERED are those of a sync, which the next one tries again.
    """

    WAITING = "waiting"
    SENDING = "sending"
    DONE = "done"
    PARKED = "parked"
    GIVEN_UP = "given_up"
    REFUSED = "refused"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class QueuedPush:
    """A reason to look at one record of one person, and what was asked of Salesforce and answered because of it.

    Without a record it is a look for records of the address. `field` is the checkbox that was meant last: what is sent
    next follows the settings of that moment. `run_id` is that of the sync that sent it, None for a push.
    """

    id: int
    person_id: int
    email: str
    salesforce_id: str | None
    object: str | None
    field: OptOutField
    state: PushState
    attempts: int
    queued_at: datetime
    next_try_at: datetime
    answered_at: datetime | None
    problem: Problem | None
    run_id: int | None = None
    asked_at: datetime | None = None
