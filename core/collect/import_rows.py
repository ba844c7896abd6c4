"""What one row of a CSV file says about a person.

A row is refused when its address, or a word that must say whether the person has opted out, cannot be understood.
Another cell that cannot be is left out and reported, and the row is taken: an opt-out is never lost over a
neighbouring cell, its date among them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import NamedTuple, TypeVar

from core.collect.address_check import check_quickly
from core.collect.basis import Basis, BasisKind
from core.collect.cells import history_of, ids_of, source_of
from core.collect.columns import SAY_OUT, Column, TreatAs
from core.collect.csv_reading import CsvRow
from core.collect.dates import AMBIGUOUS, date_of, names_a_day, not_in_the_future
from core.collect.learning import is_mark
from core.collect.list_words import Meaning, meaning_of_cell
from core.collect.understanding import Understanding
from core.files.problems import problem, refuse
from core.files.safe_cells import unguarded
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Problem, ProblemError
from core.store.types.people import HistoryEvent, HistoryKind, Source

Read = TypeVar("Read")
Texts = tuple[str, str, str, str]
"""First name, last name, company and title."""
_WEIGHT = {Meaning.BOUNCED: 1, Meaning.CLEANED: 2, Meaning.OPTED_OUT: 3, Meaning.COMPLAINED: 3}
"""What says that somebody has opted out; of two columns that do, the weightier one counts."""
_OUT = frozenset(_WEIGHT)
_PERHAPS = {
    Meaning.PERHAPS_OPTED_OUT: Meaning.OPTED_OUT,
    Meaning.PERHAPS_COMPLAINED: Meaning.COMPLAINED,
    Meaning.PERHAPS_BOUNCED: Meaning.BOUNCED,
}
_YES_MEANS = {
    Column.UNSUBSCRIBED: Meaning.OPTED_OUT,
    Column.BOUNCED: Meaning.BOUNCED,
    Column.COMPLAINED: Meaning.COMPLAINED,
}


_MOST_REMEMBERED, _LONGEST_REMEMBERED = 20_000, 400
"""What so many different rows said about opting out, in so many characters each, is at hand: most repeat others."""


@dataclass(slots=True)
class Said:
    """What a row says about opting out. `at` is None where an unsubscribe has no date of its own.

    `basis` says why the row unsubscribes, None where it does not; `says_no`: it says in so many words that the person
    has not opted out; `contradicts`: one column says so and another the opposite. `date_left_out`: something stands
    where its date should, and cannot be read. `bounced`: it tells of a bounce, which does not count as an opt-out;
    `at` and `reason` are those of the bounce then. `problems` are those of cells that were left out.
    """

    basis: Basis | None = None
    says_no: bool = False
    contradicts: bool = False
    at: datetime | None = None
    date_left_out: bool = False
    bounced: bool = False
    reason: str = ""
    source: Source = Source.CSV_IMPORT
    who: str | None = None
    history: tuple[HistoryEvent, ...] = ()
    problems: Sequence[Problem] = ()

    @property
    def unsubscribes(self) -> bool:
        """Whether the row is an opt-out."""
        return self.basis is not None


_NOTHING = Said()


class ImportRow(NamedTuple):
    """A row that was understood. `problems` are those of all cells that were left out."""

    address: str
    key: str
    texts: Texts
    line: int
    ids: tuple[str, ...]
    said: Said
    problems: Sequence[Problem] = ()


class RowReader:
    """Reads rows as they were understood; `now` bounds their dates, and dates without a zone are in `zone`."""

    def __init__(
        self, headers: Sequence[str], understood: Understanding, *, now: datetime, zone: tzinfo | None = None
    ) -> None:
        mapping = understood.mapping
        self._headers = headers
        self._understood = understood
        self._treat_as = understood.treat_as
        self._now = now
        self._zone = zone
        self._email = mapping.first(Column.EMAIL) or 0
        self._texts = tuple(
            mapping.first(column)
            for column in (Column.FIRST_NAME, Column.LAST_NAME, Column.COMPANY, Column.TITLE)
        )
        self._ids = mapping.all(Column.SALESFORCE_ID)
        self._say_out = [(at, mapping.meanings[at]) for at in mapping.all(*SAY_OUT)]
        self._dates = sorted(mapping.all(Column.DATE), key=lambda at: not mapping.is_sure(at))
        self._reasons = sorted(mapping.all(Column.REASON), key=lambda at: not mapping.is_sure(at))
        marks = [
            (at, kind)
            for kind, columns in ((BasisKind.TIME, self._dates), (BasisKind.REASON, self._reasons))
            for at in columns
        ]
        marked = self._treat_as is TreatAs.MARKED
        self._marks = [one for one in marks if marked or (mapping.sure and one[0] in mapping.sure)]
        self._source = mapping.first(Column.SOURCE)
        self._who = mapping.first(Column.WHO)
        self._history = mapping.first(Column.HISTORY)
        alone = (at for at in (self._source, self._who, self._history) if at is not None)
        both = {
            *(at for at, _ in self._say_out),
            *self._dates,
            *self._reasons,
            *(at for at, _ in self._marks),
            *alone,
        }
        self._speaking = sorted(both)
        self._remembered: dict[tuple[str, ...], Said] = {}

    def read(self, row: CsvRow) -> ImportRow:
        """What a row says; raises ProblemError when it is refused."""
        if row.problem is not None:
            raise ProblemError(row.problem)
        cells = row.cells
        problems: list[Problem] = []
        address = check_quickly(_cell(cells, self._email))
        first, last, company, title = self._texts
        texts = (
            _text(cells, first, problems),
            _text(cells, last, problems),
            _text(cells, company, problems),
            _text(cells, title, problems),
        )
        ids = self._ids_of(cells, problems) if self._ids else ()
        said = self._said(cells)
        if said.problems:
            problems += said.problems
        return ImportRow(address.text, address.key, texts, row.line, ids, said, problems)

    def _said(self, cells: list[str]) -> Said:
        """What the cells that speak of opting out say; nothing else than these decides it."""
        if self._treat_as is TreatAs.PEOPLE:
            return _NOTHING
        width = len(cells)
        words = tuple([cells[at] if at < width else "" for at in self._speaking])
        said = self._remembered.get(words)
        if said is None:
            said, problems = Said(), list[Problem]()
            self._read_unsubscribe(cells, said, problems)
            said.problems = problems
            if sum(map(len, words)) <= _LONGEST_REMEMBERED:
                if len(self._remembered) >= _MOST_REMEMBERED:
                    self._remembered.clear()
                self._remembered[words] = said
        return said

    def _read_unsubscribe(self, cells: list[str], result: Said, problems: list[Problem]) -> None:
        if self._treat_as is TreatAs.UNSUBSCRIBES:
            outcome: Meaning | None = self._understood.outcome
            result.basis = self._understood.basis
            if outcome is Meaning.OPTED_OUT:
                outcome = self._kind_by_status(cells)
        else:
            outcome = None
            if self._treat_as is TreatAs.COLUMN:
                outcome = self._by_columns(cells, result)
            if outcome is None and not result.says_no and (basis := self._by_mark(cells)) is not None:
                outcome, result.basis = Meaning.OPTED_OUT, basis
        if outcome is None:
            return
        self._read_date(cells, result, problems)
        reasons = [_text(cells, at, problems) for at in self._reasons]
        result.reason = "; ".join(dict.fromkeys(reason for reason in reasons if reason))
        if outcome is not Meaning.OPTED_OUT and not result.reason and result.basis is not None:
            result.reason = result.basis.word or result.basis.column
        if outcome in (Meaning.BOUNCED, Meaning.CLEANED):
            result.source = Source.BOUNCE
        source = _cell(cells, self._source)
        if source:
            result.source = _or_left_out(source_of, source, result.source, problems)
        if self._who is not None:
            result.who = _text(cells, self._who, problems)
        history = _cell(cells, self._history)
        if history:
            result.history = _or_left_out(history_of, history, (), problems)
        if self._is_only_a_bounce(outcome, result):
            result.basis, result.bounced = None, True

    def _is_only_a_bounce(self, outcome: Meaning, result: Said) -> bool:
        """Whether a row is about a bounce that counts as no opt-out, by choice or by an earlier export."""
        decided = any(event.what is HistoryKind.UNSUBSCRIBED for event in result.history)
        if outcome is Meaning.CLEANED:
            return not self._understood.cleaned_count
        bounced = outcome is Meaning.BOUNCED or result.source is Source.BOUNCE
        return bounced and not decided and not self._understood.bounces_count

    # --- who has opted out

    def _by_columns(self, cells: list[str], result: Said) -> Meaning | None:
        """What the columns say of the row, all of them together: a yes in any counts."""
        outcome: Meaning | None = None
        denied = False
        for at, meaning in self._say_out:
            said = self._meaning_of_column(at, meaning, cells)
            if said is Meaning.SUBSCRIBED:
                denied = True
            elif said is not None and (outcome is None or _WEIGHT[said] > _WEIGHT[outcome]):
                outcome, result.basis = said, self._basis_of(at, meaning, cells)
        result.says_no = denied and outcome is None
        result.contradicts = denied and outcome is not None
        return outcome

    def _meaning_of_column(self, at: int, meaning: Column, cells: list[str]) -> Meaning | None:
        """What a cell means: an outcome, SUBSCRIBED, or None for nothing; raises ProblemError for what is unclear."""
        cell = _cell(cells, at)
        said = meaning_of_cell(cell)
        if at in self._understood.about_mail:
            said = _PERHAPS.get(said, said)
        if said in _OUT or said is Meaning.SUBSCRIBED:
            return said
        if said in (Meaning.EMPTY, Meaning.NOTHING, Meaning.NEUTRAL):
            return None
        if meaning in _YES_MEANS:
            if said is Meaning.YES:
                return _YES_MEANS[meaning]
            if said is Meaning.NO:
                return Meaning.SUBSCRIBED if meaning is Column.UNSUBSCRIBED else None
            if meaning is not Column.UNSUBSCRIBED:
                return None
            if names_a_day(cell, self._understood.date_order, self._zone):
                return Meaning.OPTED_OUT
        elif meaning is Column.SUBSCRIBED:
            if said in (Meaning.YES, Meaning.NO):
                return Meaning.SUBSCRIBED if said is Meaning.YES else Meaning.OPTED_OUT
        elif at not in self._understood.strict:
            return None
        raise refuse(
            "CELL_NEITHER_YES_NOR_NO",
            NOOP("core", "“{text}” in the column “{column}” means neither opted out nor not opted out."),
            NOOP("core", "Write true or false, then import the line again."),
            text=cell[:50],
            column=self._headers[at][:60],
        )

    def _basis_of(self, at: int, meaning: Column, cells: list[str]) -> Basis:
        cell, header = _cell(cells, at), self._headers[at]
        said = meaning_of_cell(cell)
        if said is Meaning.YES:
            return Basis(BasisKind.YES, header)
        if said is Meaning.NO:
            return Basis(BasisKind.NO, header)
        if said is Meaning.UNKNOWN and meaning is Column.UNSUBSCRIBED:
            return Basis(BasisKind.TIME, header)
        return Basis(BasisKind.WORD, header, cell.lower())

    def _by_mark(self, cells: list[str]) -> Basis | None:
        """Why a date or a reason in the row says that somebody has opted out; None where it does not."""
        for at, kind in self._marks:
            if is_mark({meaning_of_cell(_cell(cells, at))}):
                return Basis(kind, self._headers[at])
        return None

    def _kind_by_status(self, cells: list[str]) -> Meaning:
        """In a list of people who get no mail, the status may say that it is for a bounce or a complaint."""
        for at, meaning in self._say_out:
            said = meaning_of_cell(_cell(cells, at))
            said = _PERHAPS.get(said, said)
            if meaning is Column.STATUS and said in (Meaning.BOUNCED, Meaning.CLEANED, Meaning.COMPLAINED):
                return said
        return Meaning.OPTED_OUT

    # --- when

    def _read_date(self, cells: list[str], result: Said, problems: list[Problem]) -> None:
        """The first date that can be read. One that cannot be is said, and costs nothing else."""
        unreadable: Problem | None = None
        columns = [*self._dates, *(at for at, meaning in self._say_out if meaning is Column.UNSUBSCRIBED)]
        for at in columns:
            cell = _cell(cells, at)
            said = meaning_of_cell(cell)
            if at not in self._dates and said is not Meaning.UNKNOWN:
                continue
            if not cell:
                continue
            result.date_left_out = True
            if said is not Meaning.UNKNOWN:
                continue
            try:
                moment = date_of(cell, self._understood.date_order, self._zone)
                result.at = not_in_the_future(moment, self._now)
            except ProblemError as error:
                unreadable = unreadable or error.problem
            else:
                result.date_left_out = False
                return
        # Where the order of a whole column is open, the report says so once.
        if unreadable is not None and unreadable.code != AMBIGUOUS:
            problems.append(unreadable)

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
    return unguarded(text).strip() if text[:1] == "'" else text


def _text(cells: list[str], position: int | None, problems: list[Problem]) -> str:
    """A cell that only has to be readable; left out when it is not."""
    if position is None or position >= len(cells):
        return ""
    text = cells[position].strip()
    if text[:1] == "'":
        text = unguarded(text).strip()
    if "\0" not in text and (text.isascii() or "\N{REPLACEMENT CHARACTER}" not in text):
        return text
    problems.append(
        problem(
            "CELL_UNREADABLE",
            NOOP("core", "Characters of a cell could not be read; it is left out."),
            NOOP("core", "Choose the file's right encoding, then import it again."),
        )
    )
    return ""


def _or_left_out(read: Callable[[str], Read], cell: str, otherwise: Read, problems: list[Problem]) -> Read:
    try:
        return read(cell)
    except ProblemError as error:
        problems.append(error.problem)
        return otherwise
