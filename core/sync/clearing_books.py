"""What became of each record that a re-subscribe was to clear."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from core.messages import Problem
from core.store.nouns import LinkedRecord, OptOutField, PushState, QueuedPush
from core.store.people import KnownPerson
from core.store.resubscribes import Deliberate
from core.store.store import Store


@dataclass(slots=True)
class ResubscribeReport:
    """What was done: `ended` here, `cleared` there (Salesforce IDs), and what Salesforce refused.

    `brought_back` are records that were cleared and are opted out again, because others refused.
    """

    email: str
    ended: bool = False
    cleared: list[str] = field(default_factory=list)
    refused: list[tuple[str, Problem]] = field(default_factory=list)
    brought_back: list[str] = field(default_factory=list)
    still_ticked: list[str] = field(default_factory=list)


class ClearingBooks:
    """What became of each record that was to be cleared; see `sender.Answers`."""

    def __init__(
        self,
        store: Store,
        wanted: OptOutField,
        person_id: int,
        act: Deliberate,
        now: Callable[[], datetime],
        report: ResubscribeReport,
    ) -> None:
        self._store = store
        self._wanted = wanted
        self._person_id = person_id
        self._act = act
        self._now = now
        self._report = report

    def answered(self, answers: Sequence[tuple[QueuedPush, Problem | None]]) -> None:
        cleared = [push.salesforce_id or "" for push, problem in answers if problem is None]
        self._store.resubscribes.note_cleared(cleared, self._wanted, self._person_id, self._act, self._now())
        self._report.cleared += cleared
        self.parked([(push, problem) for push, problem in answers if problem is not None])

    def parked(self, refused: Sequence[tuple[QueuedPush, Problem]]) -> None:
        self._report.refused += [(push.salesforce_id or "", problem) for push, problem in refused]

    def still_there(self, push: QueuedPush, problem: Problem, *, found: bool) -> None:
        self.parked([(push, problem)])

    def gone(self, pushes: Sequence[tuple[QueuedPush, Problem]]) -> None:
        """Nobody can clear these any more; those that took their places are cleared in the next round."""


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
