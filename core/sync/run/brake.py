"""The brake: a run that would change far more than usual waits for the admin's yes. Pure functions."""

from __future__ import annotations

from dataclasses import dataclass

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Counted, Message, counted_people, counted_records

FEW = 10
"""So many changes are never too large a share: in a small org a handful of people is a tenth of all."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a run may change unasked: so many changes, and so many in a hundred of all people; the smaller one counts.

    `first_run_waits`: the first run that would change anything with this org waits whatever its size.
    """

    changes: int
    share: int
    first_run_waits: bool

    def allowed(self, people: int) -> int:
        """How many changes are allowed where there are so many people."""
        return min(self.changes, max(FEW, people * self.share // 100))


def why_held(here: int, there: int, *, people: int, first_run: bool, limits: Limits) -> Message | None:
    """Why a run with these planned changes must wait for a yes; None when it may go on.

    A run that changes nothing is never held.
    """
    planned = here + there
    if planned == 0:
        return None
    if first_run and limits.first_run_waits:
        return FIRST_RUN.with_values(here=counted_people(here), there=counted_records(there))
    allowed = limits.allowed(people)
    if planned > allowed:
        return TOO_MANY.with_values(
            here=here, there=counted_records(there), people=counted_people(people), allowed=allowed
        )
    return None


FIRST_RUN = Message(
    NOOP(
        "core",
        "Held before writing, because it is the first sync that would change anything with this org: {here} would be "
        "unsubscribed here, {there} opted out in Salesforce.",
    )
)
TOO_MANY = Counted(
    NOOP(
        "core",
        "Held before writing, because it would change more than the {allowed} that needs no approval: {here} of "
        "{people} would be unsubscribed here, {there} opted out in Salesforce.",
    ),
    NOOP(
        "core",
        "Held before writing, because it would change more than the {allowed} that need no approval: {here} of "
        "{people} would be unsubscribed here, {there} opted out in Salesforce.",
    ),
    by="allowed",
)
SAY_YES = Message(
    NOOP(
        "core",
        "Look at the preview on the Integration screen and approve it there, or run sync --yes. If so many are usual "
        "here, raise the limits: brake_number and brake_share, on the Integration screen under Brake.",
    )
)
