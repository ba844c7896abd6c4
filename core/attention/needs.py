"""One thing that needs the admin, and how everything stands in one sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Counted, Message
from core.store.types.log import Level


class NeedKind(StrEnum):
    """What is wrong, or what is to be done. The order is that in which an admin should turn to them."""

    SIGN_IN = "sign_in"
    CONNECTION = "connection"
    DEADLINE = "deadline"
    SYNC_HELD = "sync_held"
    SYNC_FAILED = "sync_failed"
    NIGHT_WAITS = "night_waits"
    NIGHT_MISSED = "night_missed"
    FIELD_DRIFTED = "field_drifted"
    PUSHES_PARKED = "pushes_parked"
    BOX_CLEARED = "box_cleared"
    SET_UP = "set_up"


_ORDER = {kind: place for place, kind in enumerate(NeedKind)}


@dataclass(frozen=True, slots=True)
class Need:
    """Something that waits for the admin. What goes by itself is none, however long it takes.

    `about` tells two needs of one kind apart, such as the code of parked pushes, and is never a person's address.
    `what` and `fix` name nobody either: they are sent to chat rooms. `since` is when it came to be, where that is
    known; `run_id` the run that it is about.
    """

    kind: NeedKind
    what: Message
    fix: Message | None = None
    about: str = ""
    since: datetime | None = None
    level: Level = Level.WARNING
    run_id: int | None = None

    @property
    def key(self) -> str:
        """The same as long as it is the same need, also in another process."""
        return f"{self.kind}:{self.about}" if self.about else str(self.kind)


class Sign(StrEnum):
    """How everything stands, as a picture: good, on its way there, needing somebody, or not set up at all."""

    GOOD = "good"
    BUSY = "busy"
    NEEDS_YOU = "needs_you"


@dataclass(frozen=True, slots=True)
class Summary:
    """How everything stands; `needs` are in the order in which to turn to them."""

    needs: tuple[Need, ...] = ()
    on_their_way: int = 0
    nightly: bool = True
    sign: Sign = field(init=False)

    def __post_init__(self) -> None:
        sign = Sign.NEEDS_YOU if self.needs else Sign.BUSY if self.on_their_way else Sign.GOOD
        object.__setattr__(self, "sign", sign)

    @property
    def sentence(self) -> Message:
        """The one sentence that an admin reads once a week."""
        if self.needs:
            return NEEDS_YOU.with_values(count=len(self.needs))
        well = ALL_WELL if self.nightly else NIGHTS_OFF
        if not self.on_their_way:
            return well
        return AND_ON_THEIR_WAY.with_values(well=well, way=ON_THEIR_WAY.with_values(count=self.on_their_way))


def in_order(needs: list[Need]) -> tuple[Need, ...]:
    """Errors before warnings within the order of the kinds, and the longest standing first among equals."""
    return tuple(
        sorted(
            needs,
            key=lambda need: (
                _ORDER[need.kind],
                need.level is not Level.ERROR,
                need.since is None,
                need.since.timestamp() if need.since is not None else 0.0,
                need.about,
            ),
        )
    )


NEEDS_YOU = Message(NOOP("core", "Needs you: {count}"))
ALL_WELL = Message(NOOP("core", "All in step."))
NIGHTS_OFF = Message(NOOP("core", "All is well. The nightly sync is off."))
AND_ON_THEIR_WAY = Message(NOOP("core", "{well} {way}"))
ON_THEIR_WAY = Counted(
    NOOP("core", "{count} opt-out is on its way."), NOOP("core", "{count} opt-outs are on their way.")
)
