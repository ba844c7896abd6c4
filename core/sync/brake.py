"""The brake: a run that would change far more than usual waits for the admin's yes. Pure functions."""

from __future__ import annotations

from dataclasses import dataclass

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message


@dataclass(frozen=True, slots=True)
class Limits:
    """What a run may change unasked: so many changes, or so many in a hundred of all people, whichever is more.

    `first_run_waits`: the first run that would change anything with this org waits whatever its size.
    """

    changes: int
    share: int
    first_run_waits: bool


def why_held(here: int, there: int, *, people: int, first_run: bool, limits: Limits) -> Message | None:
    """Why a run with these planned changes must wait for a yes; None when it may go on.

    A run that changes nothing is never held.
    """
    planned = here + there
    if planned == 0:
        return None
    if first_run and limits.first_run_waits:
        return FIRST_RUN.with_values(here=here, there=there)
    if planned > max(limits.changes, people * limits.share // 100):
        return TOO_MANY.with_values(here=here, there=there, people=people)
    return None


FIRST_RUN = Message(
    NOOP(
        "core",
        "Held before writing, because it is the first sync that would change anything with this org: {here} people "
        "would be unsubscribed here, {there} records opted out in Salesforce.",
    )
)
TOO_MANY = Message(
    NOOP(
        "core",
        "Held before writing, because it would change far more than usual: {here} of {people} people would be "
        "unsubscribed here, {there} records opted out in Salesforce.",
    )
)
SAY_YES = Message(
    NOOP("core", "Look at the preview on the Integration screen and say yes there, or run sync --yes.")
)
