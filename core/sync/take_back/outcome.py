"""What a taking back would do, is doing, and has done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Counted, Message
from core.sync.take_back.judging import Judged, Verdict

NAMED = 1000
"""How many people a preview names for each verdict; the rest is counted."""


@dataclass(frozen=True, slots=True)
class TakeBackProgress:
    """How far it is: rows of the batch, or events of the sync, that were gone through, of how many."""

    done: int
    total: int


OnProgress = Callable[[TakeBackProgress], None]


@dataclass(slots=True)
class TakeBackPreview:
    """What would be done, from what is known here; each box is read again before it is cleared.

    `returns` counts people whom the next sync would unsubscribe again because a box of theirs stays ticked. `unknown`
    counts people whom a sync of an earlier version unsubscribed, of whom it was not kept who they are.
    """

    clears: bool
    people: Counter[Verdict] = field(default_factory=Counter)
    boxes: int = 0
    returns: int = 0
    unknown: int = 0
    named: list[Judged] = field(default_factory=list)

    def add(self, judged: Judged) -> None:
        """Count one person."""
        self.people[judged.verdict] += 1
        self.boxes += len(judged.clear)
        if judged.verdict in (Verdict.TAKE_BACK, Verdict.FINISH, Verdict.DONE) and judged.stays:
            self.returns += 1
        if self.people[judged.verdict] <= NAMED:
            self.named.append(judged)

    @property
    def anything(self) -> bool:
        """Whether there is anything to be done."""
        return any(self.people[verdict] for verdict in (Verdict.TAKE_BACK, Verdict.FINISH, Verdict.BOXES))


@dataclass(slots=True)
class TakenBack:
    """What was done. `batch_id` is the batch of it, None where there was nothing to do.

    `refused` counts those of this call whose box Salesforce did not let go, `boxes_alone` those who were unsubscribed
    before that sync: only boxes were cleared.

    `left` counts people who stay as they were; the batch's results say why, person by person. `returns` is that of the
    preview.
    """

    batch_id: int | None = None
    resubscribed: int = 0
    boxes: int = 0
    returns: int = 0
    left: int = 0
    refused: int = 0
    boxes_alone: int = 0
    cancelled: bool = False


RETURNS = Counted(
    NOOP(
        "core",
        "{count} person has a box in Salesforce that stays ticked: the next sync unsubscribes that person again.",
    ),
    NOOP(
        "core",
        "{count} people have a box in Salesforce that stays ticked: the next sync unsubscribes them again.",
    ),
)
BOXES_RETURN = Message(
    NOOP(
        "core",
        "People who were unsubscribed here before that sync stay so: the next sync opts their records out again. Take "
        "back what unsubscribed them, too, or switch the nightly sync off until then.",
    )
)
UNKNOWN_PEOPLE = Counted(
    NOOP(
        "core",
        "That sync is older than the way back: whom it unsubscribed was not kept ({count} person). Re-subscribe them "
        "one by one.",
    ),
    NOOP(
        "core",
        "That sync is older than the way back: whom it unsubscribed was not kept ({count} people). Re-subscribe them "
        "one by one.",
    ),
)
