"""Boxes that somebody unticked in Salesforce, as screens and commands get them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.store.types.fields import OptOutField


class ClearedStanding(StrEnum):
    """What becomes of a box that was unticked.

    AGAIN: it is ticked again by the next sync. WAITS: for the admin's decision. LEFT: unticked, as the admin decided.
    OVER: it is ticked again, or there is no reason for that any more.
    """

    AGAIN = "again"
    WAITS = "waits"
    LEFT = "left"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Clearing:
    """Who unticked a box, and when. `certain`: field history told; else it is who changed the record last."""

    who: str
    at: datetime
    certain: bool


@dataclass(frozen=True, slots=True)
class ClearedBox:
    """A box that was unticked in Salesforce though its person is unsubscribed here.

    `times` is how often that was noticed. `who` is empty where Salesforce did not tell; `reason` and `decided_by` are
    those of the admin who left it so.
    """

    record_id: str
    object: str
    name: str
    email: str
    field: OptOutField
    noticed_at: datetime
    times: int
    who: str
    cleared_at: datetime | None
    certain: bool
    standing: ClearedStanding
    seen: bool
    decided_by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Clearer:
    """A user or an integration that unticks, with its boxes by what becomes of them.

    `unseen` are those that were ticked again, or are about to be, and that nobody has taken note of. `recent` counts
    the boxes of the last thirty days, `days` on how many of these days it happened; `last_at` is when it did last.
    """

    who: str
    waits: int
    left: int
    unseen: int
    recent: int
    days: int
    last_at: datetime | None
