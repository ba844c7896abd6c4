"""What one row of a CSV file says about a person.

A row is refused when its address, its yes-or-no or its date cannot be understood. Another cell that cannot be is
left out and reported, and the row is taken: an opt-out is never lost over a neighbouring cell.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TypeVar

from core.collect.address_check import check_quickly
from core.collect.cells import DateOrder, date_of, history_of, ids_of, not_in_the_future, source_of, yes_or_no
from core.collect.columns import Column, ColumnMapping, TreatAs
from core.collect.csv_reading import CsvRow
from core.collect.pasted import split_pasted
from core.collect.problems import problem
from core.collect.safe_cells import unguarded
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Problem, ProblemError
from core.store.nouns import HistoryEvent, HistoryKind, Source

Read = TypeVar("Read")
Texts = tuple[str, str, str, str]
"""First name, last name, company and title."""


@dataclass(slots=True)
class ImportRow:
    """A row that was understood. `at` is None where an unsubscribe has no date of its own.

    `says_no`: the row says in so many words that the person is not unsubscribed. `problems` are those of cells
    that were left out.
    """

    address: str
    key: str
    texts: Texts
    ids: tuple[str, ...] = ()
    unsubscribes: bool = False
    says_no: bool = False
    at: datetime | None = None
    reason: str = ""
    source: Source = Source.CSV_IMPORT
    who: str | None = None
    history: tuple[HistoryEvent, ...] = ()
    problems: Sequence[Problem] = ()


class RowReader:
    """Reads rows by a mapping; `now` bounds their dates, and dates without a zone are in `zone`."""

    def __init__(
        self,
        mapping: ColumnMapping,
        treat_as: TreatAs,
        *,
        date_order: DateOrder,
        now: datetime,
        zone: tzinfo | None = None,
    ) -> None:
        self._treat_as = treat_as
        self._date_order = date_order
        self._now = now
        self._zone = zone
        self._email = mapping.first(Column.EMAIL) or 0
        self._texts = tuple(
            mapping.first(column)
            for column in (Column.FIRST_NAME, Column.LAST_NAME, Column.COMPANY, Column.TITLE)
        )
        self._ids = mapping.all(Column.SALESFORCE_ID)
        self._unsubscribed = mapping.first(Column.UNSUBSCRIBED)
        self._date = mapping.first(Column.DATE)
        self._reason = mapping.first(Column.REASON)
        self._source = mapping.first(Column.SOURCE)
        self._who = mapping.first(Column.WHO)
        self._history = mapping.first(Column.HISTORY)

    def read(self, row: CsvRow) -> ImportRow:
        """What a row says; raises ProblemError when it is refused."""
        if row.problem is not None:
            raise ProblemError(row.problem)
        cells = row.cells
        problems: list[Problem] = []
        email = _cell(cells, self._email)
        if "<" in email:
            email = next((one.address for one in split_pasted(email)), email)
        address = check_quickly(email)
        first, last, company, title = self._texts
        result = ImportRow(
            address.text,
            address.key,
            (
                _text(cells, first, problems),
                _text(cells, last, problems),
                _text(cells, company, problems),
                _text(cells, title, problems),
            ),
        )
        if self._ids:
            result.ids = self._ids_of(cells, problems)
        self._read_unsubscribe(cells, result, problems)
        result.problems = problems
        return result

    def _read_unsubscribe(self, cells: list[str], result: ImportRow, problems: list[Problem]) -> None:
        if self._treat_as is TreatAs.PEOPLE:
            return
        if self._treat_as is TreatAs.COLUMN:
            said = _cell(cells, self._unsubscribed)
            says_yes = yes_or_no(said)
            result.says_no = bool(said) and not says_yes
        else:
            marked = bool(_cell(cells, self._date) or _cell(cells, self._reason))
            says_yes = marked or self._treat_as is TreatAs.UNSUBSCRIBES
        if not says_yes:
            return
        result.unsubscribes = True
        date = _cell(cells, self._date)
        if date:
            result.at = not_in_the_future(date_of(date, self._date_order, self._zone), self._now)
        result.reason = _text(cells, self._reason, problems)
        source = _cell(cells, self._source)
        if source:
            result.source = _or_left_out(source_of, source, Source.CSV_IMPORT, problems)
        if self._who is not None:
            result.who = _text(cells, self._who, problems)
        history = _cell(cells, self._history)
        if history:
            result.history = _or_left_out(history_of, history, (), problems)

    def _ids_of(self, cells: list[str], problems: list[Problem]) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for position in self._ids:
            cell = _cell(cells, position)
            if cell:
                ids, wrong = ids_of(cell)
                found.update(dict.fromkeys(ids))
                if wrong is not None:
                    problems.append(wrong)
        return tuple(found)


def around_the_last_unsubscribe(
    events: Sequence[HistoryEvent],
) -> tuple[tuple[HistoryEvent, ...], tuple[HistoryEvent, ...]]:
    """What a restored history says before the unsubscribe that stands, and after it.

    A re-subscribe after it would contradict the row, which says that it stands: it is left out.
    """
    last = max(
        (at for at, event in enumerate(events) if event.what is HistoryKind.UNSUBSCRIBED), default=None
    )
    if last is None:
        return (), ()
    later = (event for event in events[last + 1 :] if event.what is not HistoryKind.RESUBSCRIBED)
    return tuple(events[:last]), tuple(later)


def _cell(cells: list[str], position: int | None) -> str:
    if position is None or position >= len(cells):
        return ""
    text = cells[position].strip()
    return unguarded(text).strip() if text.startswith("'") else text


def _text(cells: list[str], position: int | None, problems: list[Problem]) -> str:
    """A cell that only has to be readable; left out when it is not."""
    text = _cell(cells, position)
    if text.isascii() and "\0" not in text:
        return text
    if "\N{REPLACEMENT CHARACTER}" in text or "\0" in text:
        problems.append(
            problem(
                "CELL_UNREADABLE",
                NOOP("core", "Characters of a cell could not be read; it is left out."),
                NOOP("core", "Choose the file's right encoding, then import it again."),
            )
        )
        return ""
    return text


def _or_left_out(read: Callable[[str], Read], cell: str, otherwise: Read, problems: list[Problem]) -> Read:
    try:
        return read(cell)
    except ProblemError as error:
        problems.append(error.problem)
        return otherwise
