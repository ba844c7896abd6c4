"""Taking pushes and answering them, for the tests of the queue and of sending."""

from __future__ import annotations

from datetime import datetime, timedelta

from core.messages import Problem
from core.salesforce.values.errors import explain
from core.store.links import NewLink
from core.store.sends import SendAnswer
from core.store.store import Store
from core.store.types.fields import OptOutField
from core.store.types.pushes import PushState, QueuedPush
from core.store.types.records import LinkOrigin
from tests.helpers.samples import FIELD, NOW

LATER = NOW + timedelta(minutes=1)
LOCKED = explain("UNABLE_TO_LOCK_ROW")
REFUSED = explain("FIELD_CUSTOM_VALIDATION_EXCEPTION", "a rule")


def ids(pushes: list[QueuedPush]) -> list[int]:
    """The ids of pushes."""
    return [push.id for push in pushes]


def take(store: Store, limit: int = 9, now: datetime = NOW, field: OptOutField = FIELD) -> list[QueuedPush]:
    """Take what is due as whoever pushes does."""
    return store.sends.take_due(limit, now, field)[0]


def answer(
    store: Store,
    pushes: list[QueuedPush],
    state: PushState,
    problem: Problem | None = None,
    again_at: datetime | None = None,
) -> None:
    """Write the same answer beside each."""
    store.sends.answer([SendAnswer(push.id, state, problem, again_at) for push in pushes], NOW)


def ended(store: Store, person: int) -> list[tuple[str | None, PushState, str]]:
    """How the pushes of a person to records stand, with the code beside them."""
    return [
        tuple(row)
        for row in store.database.rows(
            "SELECT record_id, state, code FROM queued_push WHERE person_id = ? AND record_id IS NOT NULL ORDER BY id",
            (person,),
        )
    ]


def untie(store: Store, email: str, id_: str) -> None:
    """Take a record away from whom it belongs to by its ID."""
    store.links.tie([], untie=[NewLink(email, id_, LinkOrigin.ID)])
