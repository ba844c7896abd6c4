"""What a plan is made of: changes that would bring both sides into line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message
from core.store.types.people import Source


class Side(StrEnum):
    """Where a planned change would be made."""

    HERE = "here"
    THERE = "there"


class PlanReason(StrEnum):
    """Why a change is planned: what is opted out or unsubscribed already."""

    RECORD = "record_opted_out"
    PERSON = "person_unsubscribed"
    SAME_ADDRESS = "same_address_opted_out"


@dataclass(frozen=True, slots=True)
class PlanFilter:
    """Which planned changes to list; None and an empty text mean all."""

    side: Side | None = None
    reason: PlanReason | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One planned change for a person to look at: before it the person or record is not opted out, after it, it is.

    The reason for a change HERE is the record `salesforce_id`, opted out in Salesforce; for one THERE it is the
    person, unsubscribed here at `unsubscribed_at` or to be so by the same plan.
    """

    id: int
    side: Side
    email: str
    salesforce_id: str
    object: str
    name: str
    unsubscribed_at: datetime | None
    source: Source | None

    @property
    def reason(self) -> Message:
        """Why it would be made."""
        if self.side is Side.HERE:
            return Message(
                NOOP("core", "{object} {name} is opted out in Salesforce."),
                {"object": self.object, "name": self.name},
            )
        if self.unsubscribed_at is None:
            return Message(NOOP("core", "Another record of this address is opted out in Salesforce."))
        return Message(
            NOOP("core", "Unsubscribed here on {when}. Source: {source}."),
            {"when": self.unsubscribed_at, "source": self.source or ""},
        )
