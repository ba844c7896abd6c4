"""A first pass over a list: what the cells of each column mean, all rows together, in little memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from core.collect.columns import SAY_OUT, Column, ColumnMapping
from core.collect.date_order import DateOrderFinder
from core.collect.headers import HeaderMeaning, meaning_of_header
from core.collect.list_words import Meaning, list_words, meaning_of_cell, plain

MOST_WORDS = 300
"""Different cells that a column of words may have; one with more holds names, numbers or prose."""
_LONGEST_HINT = 300
_NOT_SURE = frozenset(
    (Meaning.UNKNOWN, Meaning.PERHAPS_OPTED_OUT, Meaning.PERHAPS_COMPLAINED, Meaning.PERHAPS_BOUNCED)
)
_CERTAIN = frozenset((Meaning.OPTED_OUT, Meaning.COMPLAINED, Meaning.CLEANED, Meaning.BOUNCED))


@dataclass(slots=True)
class ColumnWords:
    """What the cells of a column mean. `cells` counts the first different ones, `meanings` all."""

    header: str
    cells: Counter[str] = field(default_factory=Counter)
    meanings: Counter[Meaning] = field(default_factory=Counter)
    overflowed: bool = False

    def learn(self, cell: str) -> None:
        """Take a cell into account."""
        if cell in self.cells or len(self.cells) < MOST_WORDS:
            self.cells[cell] += 1
        else:
            self.overflowed = True
            self.meanings[meaning_of_cell(cell)] += 1

    def close(self) -> None:
        """Sum up, after the last cell."""
        for cell, count in self.cells.items():
            self.meanings[meaning_of_cell(cell)] += count

    def example(self, *wanted: Meaning) -> str:
        """A cell that says one of these; empty where none is at hand."""
        return next((cell.strip() for cell in self.cells if meaning_of_cell(cell) in wanted), "")

    def any(self, *wanted: Meaning) -> bool:
        """Whether a cell says one of these."""
        return any(self.meanings[one] for one in wanted)

    def hint(self) -> str:
        """A cell that speaks of opting out among other things, as tags do; empty where there is none."""
        known = list_words().headers["opted_out"]
        return next((cell.strip() for cell in self.cells if known.found_in(plain(cell[:_LONGEST_HINT]))), "")

    def not_known(self, most: int) -> list[tuple[str, int]]:
        """Words that mean nothing for sure and how often each stands there, the commonest first."""
        found = [(cell.strip(), n) for cell, n in self.cells.items() if meaning_of_cell(cell) in _NOT_SURE]
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
    """Goes through the rows, one after the other. Columns that were given by hand are not added to."""

    def __init__(self, headers: Sequence[str], mapping: ColumnMapping, now: datetime) -> None:
        self._rows = 0
        by_hand = mapping.sure is None
        self._words = {
            at: ColumnWords(header)
            for at, header in enumerate(headers)
            if mapping.meanings.get(at) in SAY_OUT or (at not in mapping.meanings and not by_hand)
        }
        self._kept = {
            at
            for at in self._words
            if at in mapping.meanings
            or meaning_of_header(headers[at]) in (HeaderMeaning.DOUBTFUL, HeaderMeaning.NO_MAIL)
        }
        marks = [at for at in mapping.all(Column.DATE, Column.REASON) if mapping.is_sure(at)]
        self._marks = [at for at in marks if mapping.meanings[at] is Column.DATE] or marks
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
            if column.overflowed and at not in self._kept:
                if self._says_opted_out(column):
                    self._kept.add(at)
                else:
                    del self._words[at]
        for at in self._may_hold_dates:
            if at < width:
                self._order.learn(cells[at])
        if self._marks:
            self._count_marks([cells[at] if at < width else "" for at in self._marks])

    def learned(self) -> Learned:
        """What was found, after the last row."""
        for column in self._words.values():
            column.close()
        return Learned(
            self._rows, self._words, self._order, self._dated, self._placeheld, self._nulled, self._blank
        )

    def _count_marks(self, cells: Sequence[str]) -> None:
        meanings = {meaning_of_cell(cell) for cell in cells}
        if is_mark(meanings):
            self._dated += 1
        elif any(cell.strip() and meaning_of_cell(cell) is not Meaning.EMPTY for cell in cells):
            self._placeheld += 1
        elif any(cell.strip() for cell in cells):
            self._nulled += 1
        else:
            self._blank += 1

    @staticmethod
    def _says_opted_out(column: ColumnWords) -> bool:
        """Whether one of the cells seen so far says outright that somebody has opted out."""
        return any(meaning_of_cell(cell) in _CERTAIN for cell in column.cells)


def is_mark(meanings: set[Meaning]) -> bool:
    """Whether cells of a date or a reason hold one, and no placeholder for it."""
    return bool(
        meanings
        & {
            Meaning.UNKNOWN,
            Meaning.YES,
            Meaning.OPTED_OUT,
            Meaning.COMPLAINED,
            Meaning.CLEANED,
            Meaning.BOUNCED,
        }
    )
