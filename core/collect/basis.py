"""Why a row of a list is an opt-out: what it was read from, and the same in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message


class BasisKind(StrEnum):
    """What said that somebody has opted out."""

    YES = "yes"
    NO = "no"
    WORD = "word"
    TIME = "time"
    REASON = "reason"
    NAME = "name"
    COLUMNS = "columns"
    CHOSEN = "chosen"
    FOLDER = "folder"
    BY_HAND = "by_hand"


_COUNTED = {
    BasisKind.YES: NOOP("core", "{count} unsubscribed by a yes in the column “{column}”"),
    BasisKind.NO: NOOP("core", "{count} unsubscribed by a no in the column “{column}”"),
    BasisKind.WORD: NOOP("core", "{count} unsubscribed by “{word}” in the column “{column}”"),
    BasisKind.TIME: NOOP("core", "{count} unsubscribed by a date in the column “{column}”"),
    BasisKind.REASON: NOOP("core", "{count} unsubscribed by a reason in the column “{column}”"),
    BasisKind.NAME: NOOP("core", "{count} unsubscribed because the file's name says so"),
    BasisKind.COLUMNS: NOOP("core", "{count} unsubscribed because the columns are those of such a list"),
    BasisKind.CHOSEN: NOOP("core", "{count} unsubscribed because everybody in the file was chosen"),
    BasisKind.FOLDER: NOOP("core", "{count} unsubscribed because the folder holds lists of unsubscribes"),
    BasisKind.BY_HAND: NOOP("core", "{count} unsubscribed by hand"),
}
_ONE = {
    BasisKind.YES: NOOP("core", "unsubscribed by a yes in the column “{column}”"),
    BasisKind.NO: NOOP("core", "unsubscribed by a no in the column “{column}”"),
    BasisKind.WORD: NOOP("core", "unsubscribed by “{word}” in the column “{column}”"),
    BasisKind.TIME: NOOP("core", "unsubscribed by a date in the column “{column}”"),
    BasisKind.REASON: NOOP("core", "unsubscribed by a reason in the column “{column}”"),
    BasisKind.NAME: NOOP("core", "unsubscribed because the file's name says so"),
    BasisKind.COLUMNS: NOOP("core", "unsubscribed because the columns are those of such a list"),
    BasisKind.CHOSEN: NOOP("core", "unsubscribed because everybody in the file was chosen"),
    BasisKind.FOLDER: NOOP("core", "unsubscribed because the folder holds lists of unsubscribes"),
    BasisKind.BY_HAND: NOOP("core", "unsubscribed by hand"),
}


@dataclass(frozen=True, slots=True)
class Basis:
    """One reason why rows are opt-outs. `column` is a header, `word` what a cell said."""

    kind: BasisKind
    column: str = ""
    word: str = ""

    def counted(self, count: int) -> Message:
        """So many rows, for this reason."""
        return Message(_COUNTED[self.kind], {"count": count, **self._values()})

    def reason(self) -> Message:
        """The reason alone."""
        return Message(_ONE[self.kind], self._values())

    def _values(self) -> dict[str, str]:
        return {"column": self.column[:60], "word": self.word[:60]}
