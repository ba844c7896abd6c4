"""Whether a person, and which boxes, may be taken back: only what this batch or sync did, and nothing else keeps.

Every doubt leaves things as they are: an opt-out too many can be ended by hand, one too few is an e-mail to somebody
who said no.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from enum import StrEnum

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message
from core.store.types.people import HistoryKind, Source
from core.store.types.records import RecordState
from core.store.way_back import Box, Event, PersonFacts


class Verdict(StrEnum):
    """What is to be done with a person. FINISH: re-subscribed by an earlier taking back, boxes are left to clear.

    BOXES: the person was unsubscribed before that sync and stays so, only boxes are cleared. DONE: nothing is left.
    """

    TAKE_BACK = "take_back"
    FINISH = "finish"
    BOXES = "boxes"
    DONE = "done"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Of:
    """What is taken back: a batch, or a sync. `takings` are the batches by which it was before, wholly or in part.

    `taken_back` are other batches, and `taken_back_runs` other syncs, that were: they keep nobody unsubscribed.
    """

    batch_id: int | None
    run_id: int | None
    takings: Set[int] = frozenset()
    taken_back: Set[int] = frozenset()
    taken_back_runs: Set[int] = frozenset()

    def made(self, event: Event) -> bool:
        """Whether an event is of this batch or sync."""
        if self.batch_id is not None:
            return event.batch_id == self.batch_id
        return event.run_id == self.run_id


@dataclass(frozen=True, slots=True)
class Judged:
    """What is to be done with a person, and why not. `clear` are the boxes that this batch or sync has ticked.

    `stays` counts boxes that stay ticked: the next sync unsubscribes the person again because of them.
    """

    person: PersonFacts
    verdict: Verdict
    why: Message | None = None
    clear: tuple[Box, ...] = ()
    stays: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known beside the facts: who `also_asked` in which later batch; what Salesforce said of a box just now.

    `changed` tells of records who changed them after this program did; `on_their_way` are those to which an opt-out was
    sent that is not answered.
    """

    also_asked: Mapping[str, int] = field(default_factory=dict)
    changed: Mapping[str, Message] = field(default_factory=dict)
    on_their_way: Set[str] = frozenset()


def judge(person: PersonFacts, of: Of, seen: Seen, *, clears: bool) -> Judged:
    """What may be done with a person; `clears`: boxes that were ticked because of it are to be cleared, too."""
    marks = [event for event in person.events if of.made(event) and event.what is HistoryKind.UNSUBSCRIBED]
    ours = [box for box in person.boxes if box.ticked and _is_ours(box, person, of, marks)]
    movable = tuple(
        box
        for box in ours
        if box.state is RecordState.ACTIVE and box.record_id not in seen.changed and not box.keeps
    )
    stays = sum(box.ticked and box.state is RecordState.ACTIVE for box in person.boxes)
    if clears:
        stays -= len(movable)
    if any(box.record_id in seen.on_their_way for box in person.boxes):
        return Judged(person, Verdict.LEAVE, ON_ITS_WAY)
    if not marks:
        return _boxes_alone(person, of, movable, clears=clears)
    if not person.unsubscribed:
        return _ended_before(person, of, movable, stays, clears=clears)
    ids = {box.record_id for box in ours}
    why = _kept_by_event(person, of, marks[0], ids) or _kept_by_row(person, seen)
    if why is None and of.batch_id is not None:
        why = _kept_by_box(person, ours, seen, clears=clears)
    if why is not None:
        return Judged(person, Verdict.LEAVE, why)
    return Judged(person, Verdict.TAKE_BACK, clear=movable if clears else (), stays=stays)


def _is_ours(box: Box, person: PersonFacts, of: Of, marks: list[Event]) -> bool:
    """Whether it was this program that ticked the box, because of this batch or in this sync, and nobody since."""
    if of.batch_id is not None:
        if not marks:
            return False
        told = any(
            event.what is HistoryKind.OPTED_OUT_IN_SALESFORCE
            and event.salesforce_id == box.record_id
            and event.id > marks[0].id
            for event in person.events
        )
        return told and marks[0].id <= box.since <= box.written
    return any(
        of.made(event)
        and event.what is HistoryKind.OPTED_OUT_IN_SALESFORCE
        and event.salesforce_id == box.record_id
        and event.id <= box.since <= box.written
        for event in person.events
    )


def _boxes_alone(person: PersonFacts, of: Of, movable: tuple[Box, ...], *, clears: bool) -> Judged:
    if of.batch_id is not None:
        return Judged(person, Verdict.LEAVE, WAS_BEFORE)
    if clears and movable:
        return Judged(person, Verdict.BOXES, STAYS_HERE if person.unsubscribed else None, movable)
    return Judged(person, Verdict.LEAVE, BEFORE_THE_SYNC if person.unsubscribed else ENDED_SINCE)


def _ended_before(
    person: PersonFacts, of: Of, movable: tuple[Box, ...], stays: int, *, clears: bool
) -> Judged:
    ended = [event for event in person.events if event.what is HistoryKind.RESUBSCRIBED]
    if not ended or ended[-1].batch_id not in of.takings:
        return Judged(person, Verdict.LEAVE, ENDED_SINCE)
    if clears and movable:
        return Judged(person, Verdict.FINISH, clear=movable, stays=stays)
    return Judged(person, Verdict.DONE, stays=stays)


def _kept_by_event(person: PersonFacts, of: Of, mark: Event, ours: set[str]) -> Message | None:
    """The event since the batch, or the sync, that keeps the person unsubscribed."""
    for event in person.events:
        if event.id <= mark.id or of.made(event):
            continue
        if event.what not in (HistoryKind.UNSUBSCRIBED, HistoryKind.ASKED_AGAIN):
            continue
        if event.batch_id in of.taken_back or event.run_id in of.taken_back_runs:
            continue
        if event.batch_id is not None:
            return OTHER_BATCH.with_values(number=str(event.batch_id))
        if event.source is not Source.SALESFORCE_SYNC:
            return ASKED_SINCE
        if event.salesforce_id not in ours:
            # A sync that met the box which this batch has ticked has only taken the batch's own word.
            return BY_SALESFORCE
    return None


def _kept_by_row(person: PersonFacts, seen: Seen) -> Message | None:
    number = seen.also_asked.get(person.key)
    return OTHER_BATCH.with_values(number=str(number)) if number is not None else None


def _kept_by_box(person: PersonFacts, ours: list[Box], seen: Seen, *, clears: bool) -> Message | None:
    """The box that speaks for an opt-out of its own, or that nobody may clear."""
    if any(box.ticked and box not in ours for box in person.boxes):
        return BY_SALESFORCE
    for box in ours:
        if (why := seen.changed.get(box.record_id)) is not None:
            return why
        if clears and box.keeps:
            return SHARED.with_values(email=box.keeps)
    return None


WAS_BEFORE = Message(NOOP("core", "Was unsubscribed before."))
BEFORE_THE_SYNC = Message(
    NOOP("core", "Was unsubscribed here before this sync, which only opted out records in Salesforce.")
)
STAYS_HERE = Message(
    NOOP(
        "core",
        "Was unsubscribed here before this sync and stays so: while that is so, the next sync opts the records out "
        "again.",
    )
)
ENDED_SINCE = Message(NOOP("core", "Is not unsubscribed any more: was re-subscribed since."))
OTHER_BATCH = Message(NOOP("core", "Is kept unsubscribed by batch {number} as well."))
ASKED_SINCE = Message(NOOP("core", "Asked again to be unsubscribed since."))
BY_SALESFORCE = Message(
    NOOP("core", "Is opted out in Salesforce as well, by somebody else than this program.")
)
SHARED = Message(
    NOOP(
        "core",
        "The record in Salesforce belongs to {email} as well, who is unsubscribed and keeps it opted out.",
    )
)
ON_ITS_WAY = Message(
    NOOP("core", "An opt-out is on its way to Salesforce and not answered yet: try again later.")
)
CHANGED_BY = Message(
    NOOP(
        "core",
        "The record in Salesforce was changed by {who} after this program had ticked it, so that its box may be "
        "theirs: it stays.",
    )
)
TICKED_BY = Message(NOOP("core", "The box was ticked by {who} in Salesforce: it stays."))
REFUSED_THERE = Message(
    NOOP(
        "core",
        "Salesforce refused to clear a box ({code}), so that the person is put back as before: {problem}",
    )
)
STILL_TICKED = Message(
    NOOP("core", "A record in Salesforce is opted out by now, so that the person is put back as before.")
)
