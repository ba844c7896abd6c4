"""What became of each record that a re-subscribe was to clear."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.messages import Problem
from core.services import Services
from core.store.people import KnownPerson
from core.store.resubscribes import Deliberate
from core.store.types.fields import OptOutField
from core.store.types.pushes import PushState, QueuedPush
from core.store.types.records import LinkedRecord


@dataclass(slots=True)
class ClearedBox:
    """One box on the records of a person: `cleared` are the Salesforce IDs where it was, `refused` where not."""

    field: OptOutField
    cleared: list[str] = dataclasses.field(default_factory=list)
    refused: list[tuple[str, Problem]] = dataclasses.field(default_factory=list)


@dataclass(slots=True)
class ResubscribeReport(ClearedBox):
    """What was done: `ended` here, and there what became of the box of the chosen field.

    `brought_back` are records that were cleared and are opted out again, because others refused. `other` is the box
    that is not chosen, where it was to be cleared as well. `records` are those that are named here, by their IDs.
    """

    email: str = ""
    ended: bool = False
    brought_back: list[str] = dataclasses.field(default_factory=list)
    still_ticked: list[str] = dataclasses.field(default_factory=list)
    other: ClearedBox | None = None
    records: dict[str, LinkedRecord] = dataclasses.field(default_factory=dict)

    @property
    def boxes(self) -> tuple[ClearedBox, ...]:
        """What became of each box that was to be cleared."""
        return (self,) if self.other is None else (self, self.other)

    @property
    def reaches_marketo_engage(self) -> bool:
        """Whether a box was cleared somewhere that Marketo Engage takes for its own."""
        return any(box.cleared for box in self.boxes if box.field.reaches_marketo_engage)


class ClearingRecorder:
    """What became of each record that was to be cleared; see `sender.Answers`."""

    def __init__(self, services: Services, person_id: int, act: Deliberate, box: ClearedBox) -> None:
        self._store = services.store
        self._now = services.now
        self._person_id = person_id
        self._act = act
        self._box = box

    def answered(self, answers: Sequence[tuple[QueuedPush, Problem | None]]) -> None:
        cleared = [push.salesforce_id or "" for push, problem in answers if problem is None]
        self._store.resubscribes.note_cleared(
            cleared, self._box.field, self._person_id, self._act, self._now()
        )
        self._box.cleared += cleared
        self.parked([(push, problem) for push, problem in answers if problem is not None])

    def parked(self, refused: Sequence[tuple[QueuedPush, Problem]]) -> None:
        self._box.refused += [(push.salesforce_id or "", problem) for push, problem in refused]

    def still_there(self, push: QueuedPush, problem: Problem, *, found: bool) -> None:
        self.parked([(push, problem)])

    def gone(self, pushes: Sequence[tuple[QueuedPush, Problem]]) -> None:
        """These cannot be cleared any more; the records that took their places are cleared in the next round."""


def to_clear(
    place: int, record: LinkedRecord, person: KnownPerson, wanted: OptOutField, now: datetime
) -> QueuedPush:
    """A record to be cleared, in the form in which the sender takes it; it is in no queue."""
    return QueuedPush(
        -1 - place,
        person.id,
        person.email,
        record.id,
        record.object,
        wanted,
        PushState.SENDING,
        1,
        now,
        now,
        None,
        None,
    )
