"""Salesforce records as the store knows them, and what ties them to people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.store.types.fields import Boxes, OptOutField, box_of


class RecordState(StrEnum):
    """How a linked Salesforce record stood when it was last seen.

    UNSEEN: its ID is known, it was never read. NOT_FOUND: it was asked for, and is not there for the connected user:
    it never was, is hidden from that user, or was deleted for good.
    """

    UNSEEN = "unseen"
    ACTIVE = "active"
    CONVERTED = "converted"
    MERGED = "merged"
    DELETED = "deleted"
    NOT_FOUND = "not_found"


class LinkOrigin(StrEnum):
    """Why a record belongs to a person: its ID was given, its address is the same, or it took another's place.

    It can be several at once; the one that is told is the first of them in this order.
    """

    ID = "id"
    ADDRESS = "address"
    FOLLOWED = "followed"


@dataclass(frozen=True, slots=True)
class LinkedRecord:
    """A Salesforce record of a person as last seen."""

    id: str
    object: str
    name: str
    email: str
    boxes: Boxes
    state: RecordState
    origin: LinkOrigin
    successor_id: str | None = None
    seen_at: datetime | None = None

    def ticked(self, field: OptOutField) -> bool | None:
        """Whether the given checkbox was ticked when it was last seen."""
        return box_of(self.boxes, field)
