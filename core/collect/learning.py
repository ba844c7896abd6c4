"""A first pass over a list: what its columns say, all rows together. Memory stays small, however many they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from core.collect.columns import SAY_OUT, Column, ColumnMapping
from core.collect.date_order import DateOrderFinder
from core.collect.headers import HeaderSays, header_says
from core.collect.list_words import Said, list_words, plain, what_cell_says

MOST_WORDS = 300
"""Different cells that a column of words may have; one with more holds names, numbers or prose."""
_LONGEST_HINT = 300
_NOT_SURE = frozenset((Said.UNKNOWN, Said.PERHAPS_OPTED_OUT, Said.PERHAPS_COMPLAINED, Said.PERHAPS_BOUNCED))
_CERTAIN = frozenset((Said.OPTED_OUT, Said.COMPLAINED, Said.CLEANED, Said.BOUNCED))


@dataclass(slots=True)
class ColumnWords:
    """What the cells of a column say. `cells` are the first different ones with their numbers, `said` counts all."""

    header: str
    cells: Counter[str] = field(default_factory=Counter)
    said: Counter[Said] = field(default_factory=Counter)
    overflowed: bool = False

    def learn(self, cell: str) -> None:
        """Take a cell into account."""
        if cell in self.cells or len(self.cells) < MOST_WORDS:
            self.cells[cell] += 1
        else:
            self.overflowed = True
            self.said[what_cell_says(cell)] += 1

    def close(self) -> None:
        """Sum up, after the last cell."""
        for cell, count in self.cells.items():
            self.said[what_cell_says(cell)] += count

    def example(self, *wanted: Said) -> str:
        """A cell that says one of these; empty where none is at hand."""
        return next((cell.strip() for cell in self.cells if what_cell_says(cell) in wanted), "")

    def any(self, *wanted: Said) -> bool:
        """Whether a cell says one of these."""
        return any(self.said[one] for one in wanted)

    def hint(self) -> str:
        """A cell that speaks of opting out among other things, as tags do; empty where there is none."""
        known = list_words().headers["opted_out"]
        return next((cell.strip() for cell in self.cells if known.found_in(plain(cell[:_LONGEST_HINT]))), "")

    def not_known(self, most: int) -> list[tuple[str, int]]:
        """Words that mean nothing for sure and how often each stands there, the commonest first."""
        found = [(cell.strip(), n) for cell, n in self.cells.items() if what_cell_says(cell) in _NOT_SURE]
        return sorted(found, key=lambda one: -one[1])[:most]


@dataclass(frozen=True, slots=True)
class Learned:
    """What a first pass found. `words` are by position.

    Rows are told apart by their dates of opting out (or reasons, where there are no dates): `dated` have one,
    `placeheld` something like “n/a”, `nulled` what databases write for nothing, `blank` nothing.
    """

    rows: int
    words: Mapping[int, ColumnWords]
    dates: DateOrderFinder
    dated: int = 0
    placeheld: int = 0
    nulled: int = 0
    blank: int = 0


class Learner:
    """Looks at rows one after the other. Where the columns were given by hand, no further ones are looked for."""

    def __init__(self, headers: Sequence[str], mapping: ColumnMapping, now: datetime) -> None:
        self._rows = 0
        by_hand = mapping.sure is None
        self._words = {
            at: ColumnWords(header)
            for at, header in enumerate(headers)
            if mapping.meanings.get(at) in SAY_OUT or (at not in mapping.meanings and not by_hand)
        }
        self._told = {
            at
            for at in self._words
            if at in mapping.meanings or header_says(headers[at]) in (HeaderSays.DOUBTFUL, HeaderSays.NO_MAIL)
        }
        telling = [at for at in mapping.all(Column.DATE, Column.REASON) if mapping.is_sure(at)]
        self._marks = [at for at in telling if mapping.meanings[at] is Column.DATE] or telling
        self._may_hold_dates = mapping.all(Column.DATE, Column.UNSUBSCRIBED)
        self._order = DateOrderFinder(now)
        self._dated = self._placeheld = self._nulled = self._blank = 0

    def learn(self, cells: Sequence[str]) -> None:
        """Take a row into account."""
        self._rows += 1
        width = len(cells)
        for at in list(self._words):
            column = self._words[at]
            column.learn(cells[at] if at < width else "")
            if column.overflowed and at not in self._told:
                if self._may_tell(column):
                    self._told.add(at)
                else:
                    del self._words[at]
        for at in self._may_hold_dates:
            if at < width:
                self._order.learn(cells[at])
        if self._marks:
            self._look_at_marks([cells[at] if at < width else "" for at in self._marks])

    def learned(self) -> Learned:
        """What was found, after the last row."""
        for column in self._words.values():
            column.close()
        return Learned(
            self._rows, self._words, self._order, self._dated, self._placeheld, self._nulled, self._blank
        )

    def _look_at_marks(self, cells: Sequence[str]) -> None:
        said = {what_cell_says(cell) for cell in cells}
        if is_mark(said):
            self._dated += 1
        elif any(cell.strip() and what_cell_says(cell) is not Said.EMPTY for cell in cells):
            self._placeheld += 1
        elif any(cell.strip() for cell in cells):
            self._nulled += 1
        else:
            self._blank += 1

    @staticmethod
    def _may_tell(column: ColumnWords) -> bool:
        """Whether one of the cells seen so far says outright that somebody has opted out."""
        return any(what_cell_says(cell) in _CERTAIN for cell in column.cells)


def is_mark(said: set[Said]) -> bool:
    """Whether cells of a date or a reason hold one, and no placeholder for it."""
    return bool(said & {Said.UNKNOWN, Said.YES, Said.OPTED_OUT, Said.COMPLAINED, Said.CLEANED, Said.BOUNCED})
