"""Who in a list has opted out, and whether that is certain. Where it is not, the user is asked; nothing is guessed.

What decides, in this order: columns whose cells say it; dates and reasons of opting out; the file's name, the columns
of a well-known export, or nothing but addresses with when and why. A list with companies, titles or Salesforce IDs in
which nothing is about opting out is one of people. Anything else is doubtful.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from core.collect import doubts
from core.collect.basis import Basis, BasisKind
from core.collect.columns import (
    OF_PEOPLE,
    Column,
    ColumnMapping,
    TreatAs,
    created_columns,
    says_nothing_of_its_own,
)
from core.collect.dates import DateOrder, names_a_day
from core.collect.headers import HeaderMeaning, meaning_of_header
from core.collect.learning import ColumnWords, Learned
from core.collect.list_words import Meaning, list_words, plain, squeezed
from core.collect.refused_rows import NOTE_COLUMNS
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message, Problem

OUTCOMES = {
    "opted_out": Meaning.OPTED_OUT,
    "complained": Meaning.COMPLAINED,
    "cleaned": Meaning.CLEANED,
    "bounced": Meaning.BOUNCED,
}
_OUT = (Meaning.OPTED_OUT, Meaning.COMPLAINED, Meaning.CLEANED, Meaning.BOUNCED)
_PERHAPS = (Meaning.PERHAPS_OPTED_OUT, Meaning.PERHAPS_COMPLAINED)
_DOUBTFUL = (*_PERHAPS, Meaning.PERHAPS_BOUNCED)
_SPOKEN = (Meaning.YES, Meaning.NO, Meaning.SUBSCRIBED, *_OUT, *_DOUBTFUL, Meaning.NEUTRAL)
_OF_BUSINESS = frozenset((Column.COMPANY, Column.TITLE, Column.SALESFORCE_ID))
_LEFT_OUT = (Column.STATUS, Column.SUBSCRIBED, Column.BOUNCED, Column.COMPLAINED)
"""Columns of which nothing is made when their cells say nothing about opting out."""
_OURS = frozenset((Column.EMAIL, Column.DATE, Column.REASON, Column.SOURCE, Column.WHO, Column.HISTORY))
_WORDS_TOLD = 10


@dataclass(frozen=True, slots=True)
class Understanding:
    """How a list is to be read.

    `treat_as` is None while `doubt` says what must be asked first. `basis` and `outcome` are those of every row where
    everybody is unsubscribed. `about_mail` are the columns whose doubtful words ("inactive") count, `strict` those of
    which every word must be known. `bounces_count`: whoever bounced has opted out, because somebody decided so.
    `notes` are for the report.
    """

    mapping: ColumnMapping
    treat_as: TreatAs | None
    date_order: DateOrder = DateOrder.UNKNOWN
    doubt: Problem | None = None
    basis: Basis = field(default_factory=lambda: Basis(BasisKind.CHOSEN))
    outcome: Meaning = Meaning.OPTED_OUT
    about_mail: frozenset[int] = frozenset()
    strict: frozenset[int] = frozenset()
    bounces_count: bool = False
    cleaned_count: bool = True
    notes: tuple[Message, ...] = ()


class Bounces(StrEnum):
    """What a bounce in a list counts as. Mail that came back is no wish of the person, so that it is no opt-out
    unless the user chooses so."""

    NOTE = "note"
    OPT_OUT = "opt-out"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen by hand: whom the file unsubscribes, the order of its dates, and what counts in its folder.

    `bounces` is None where nobody was asked. Whoever chooses that everybody in a file is unsubscribed means those who
    bounced as well.
    """

    treat_as: TreatAs | None = None
    date_order: DateOrder = DateOrder.UNKNOWN
    folder_of_unsubscribes: bool = False
    bounces: Bounces | None = None

    @property
    def bounces_count(self) -> bool:
        """Whether a bounce counts as an opt-out."""
        if self.bounces is None:
            return self.treat_as is TreatAs.UNSUBSCRIBES
        return self.bounces is Bounces.OPT_OUT


def understand(
    headers: Sequence[str], mapping: ColumnMapping, learned: Learned, file_name: str, chosen: Chosen
) -> Understanding:
    """How a list is to be read, from its headers, from all of its cells and from its name."""
    reader = _ListReader(headers, mapping, learned, file_name)
    found = reader.as_chosen(chosen.treat_as) if chosen.treat_as is not None else reader.as_understood()
    if chosen.folder_of_unsubscribes and chosen.treat_as is None and found.treat_as is not TreatAs.COLUMN:
        named = found.treat_as is TreatAs.UNSUBSCRIBES
        basis = found.basis if named else Basis(BasisKind.FOLDER)
        found = replace(reader.everybody(basis, found.outcome), mapping=found.mapping)
    order = chosen.date_order
    if order is DateOrder.UNKNOWN:
        order = learned.dates.order
    return replace(
        found,
        date_order=order,
        bounces_count=chosen.bounces_count,
        cleaned_count=chosen.bounces is not Bounces.NOTE,
        notes=(*reader.notes, *_about_dates(learned, chosen, order)),
    )


def _about_dates(learned: Learned, chosen: Chosen, order: DateOrder) -> list[Message]:
    if chosen.date_order is DateOrder.UNKNOWN and learned.dates.is_open:
        return [
            Message(
                NOOP(
                    "core",
                    "Dates such as 3/4/2026 can mean two days, and the column does not tell which; such dates are left "
                    "out. Choose the order of day and month (--date-order) to have them read.",
                )
            )
        ]
    taken = {
        DateOrder.DAY_FIRST: NOOP("core", "Dates such as 3/4/2026 were read with the day first."),
        DateOrder.MONTH_FIRST: NOOP("core", "Dates such as 3/4/2026 were read with the month first."),
        DateOrder.YEAR_FIRST: NOOP("core", "Dates such as 26/4/3 were read with the year first."),
    }.get(order)
    return [Message(taken)] if taken and learned.dates.cells else []


class _ListReader:
    """Finds out how one list is to be read."""

    def __init__(
        self, headers: Sequence[str], mapping: ColumnMapping, learned: Learned, file_name: str
    ) -> None:
        self._headers = headers
        self._learned = learned
        self._file_name = file_name
        self.notes: list[Message] = []
        self._by_hand = mapping.sure is None
        self._kinds = set(mapping.meanings.values())
        # A status by any name: the words in a column say it.
        self._mapping = mapping.with_meanings(
            {
                at: Column.STATUS
                for at, words in learned.words.items()
                if at not in mapping.meanings and words.any(*_OUT)
            }
        )
        self._mail = frozenset(at for at in learned.words if self._is_about_mail(at))

    # --- the answer

    def as_understood(self) -> Understanding:
        """How the list is to be read where nobody has chosen."""
        open_questions = [asked for at in self._learned.words if (asked := self._doubt_of(at)) is not None]
        decisive = [at for at in self._learned.words if self._decides(at)]
        name = _FileNameMeaning.of(self._file_name)
        if decisive:
            undecided = [at for at in self._mapping.all(*_LEFT_OUT) if at not in decisive]
            if name.outcome is not None and not name.negated and not any(map(self._has_opt_outs, decisive)):
                return self._asked(doubts.other_than_its_name(self._file_name, self._headers[decisive[0]]))
            return self._by_columns(dict.fromkeys(undecided))
        self._mapping = mapping = self._mapping.with_meanings(dict.fromkeys(self._mapping.all(*_LEFT_OUT)))
        if self._marks():
            return self._by_marks(name)
        if name.outcome is not None and not name.negated:
            return self.everybody(Basis(BasisKind.NAME), name.outcome)
        if (shape := self._known_shape()) is not None:
            return self.everybody(Basis(BasisKind.COLUMNS), shape)
        if open_questions:
            return self._asked(open_questions[0])
        bare = len(self._columns()) == 1
        if (bare or self._has_nothing_but_ours()) and not name.negated and not name.people:
            return self.everybody(Basis(BasisKind.COLUMNS), Meaning.OPTED_OUT)
        if self._is_surely_people(name):
            self.notes.append(
                Message(
                    NOOP(
                        "core",
                        "The file says nothing about opting out: it was read as a list of people, and unsubscribes "
                        "nobody. If everybody in it has unsubscribed, import it again as such (--treat-as "
                        "unsubscribes).",
                    )
                )
            )
            return Understanding(mapping, TreatAs.PEOPLE)
        return self._asked(doubts.says_nothing(self._file_name))

    def as_chosen(self, treat_as: TreatAs) -> Understanding:
        """The list, read as somebody chose."""
        if treat_as is TreatAs.UNSUBSCRIBES:
            name = _FileNameMeaning.of(self._file_name)
            outcome = None if name.negated else name.outcome
            return self.everybody(
                Basis(BasisKind.CHOSEN), outcome or self._known_shape() or Meaning.OPTED_OUT
            )
        if treat_as is not TreatAs.COLUMN:
            return Understanding(self._mapping, treat_as)
        # Whoever says that the columns decide means the doubtful ones too.
        meant = {HeaderMeaning.DOUBTFUL: Column.SUBSCRIBED, HeaderMeaning.NO_MAIL: Column.UNSUBSCRIBED}
        unmapped = [at for at in self._learned.words if at not in self._mapping.meanings]
        found = self._by_columns(
            {at: meant[says] for at in unmapped if (says := meaning_of_header(self._headers[at])) in meant}
        )
        return replace(found, about_mail=frozenset(self._learned.words))

    def everybody(self, basis: Basis, outcome: Meaning) -> Understanding:
        """Everybody in the list is unsubscribed. Beside nothing but addresses, when a row was made is when."""
        mapping = self._mapping
        if not self._kinds & OF_PEOPLE and not mapping.all(Column.DATE) and not self._by_hand:
            created = [at for at in created_columns(self._headers) if at not in mapping.meanings]
            mapping = mapping.with_meanings(dict.fromkeys(created[:1], Column.DATE))
        return Understanding(
            mapping, TreatAs.UNSUBSCRIBES, basis=basis, outcome=outcome, about_mail=frozenset(self._mail)
        )

    def _by_columns(self, changed: Mapping[int, Column | None]) -> Understanding:
        mapping = self._mapping.with_meanings(changed)
        strict = set()
        for at in mapping.all(Column.STATUS):
            words = self._learned.words[at]
            if at in self._mail and (
                self._by_hand or meaning_of_header(words.header) is not HeaderMeaning.NOTHING
            ):
                strict.add(at)
            elif unknown := words.not_known(_WORDS_TOLD):
                told = ", ".join(f"“{word[:40]}” ({count:,})" for word, count in unknown)
                self.notes.append(
                    Message(
                        NOOP(
                            "core",
                            "These words of the column “{column}” were taken to say nothing about opting out: {words}.",
                        ),
                        {"column": words.header[:60], "words": told},
                    )
                )
        return Understanding(
            mapping, TreatAs.COLUMN, about_mail=frozenset(self._mail), strict=frozenset(strict)
        )

    def _by_marks(self, name: _FileNameMeaning) -> Understanding:
        """A list with dates or reasons of opting out, and no column of yes and no."""
        learned, named = self._learned, name.outcome is not None and not name.negated
        without = learned.placeheld + learned.nulled + learned.blank
        if not self._kinds & OF_PEOPLE:
            # An export of everybody has empty cells for those who never unsubscribed; a list of unsubscribes has none.
            is_of_everybody = learned.blank or learned.nulled > learned.dated + learned.placeheld
            if is_of_everybody and not named:
                return self._asked(doubts.some_without_a_date(self._file_name))
            basis = Basis(BasisKind.NAME if named else BasisKind.COLUMNS)
            return self.everybody(basis, name.outcome or Meaning.OPTED_OUT)
        if (learned.dated and without) if named else learned.placeheld:
            return self._asked(doubts.some_without_a_date(self._file_name))
        if named:
            return self.everybody(Basis(BasisKind.NAME), name.outcome or Meaning.OPTED_OUT)
        return Understanding(self._mapping, TreatAs.MARKED)

    def _asked(self, doubt: Problem) -> Understanding:
        return Understanding(self._mapping, None, doubt=doubt)

    # --- single columns

    def _is_about_mail(self, at: int) -> bool:
        """Whether "inactive" in this column means that somebody gets no mail."""
        words = self._learned.words[at]
        says = meaning_of_header(words.header)
        meaning = self._mapping.meanings.get(at)
        if meaning is not Column.STATUS:
            return meaning is not None
        return self._by_hand or says is HeaderMeaning.MAIL_STATUS or not self._is_of_business()

    def _is_of_business(self) -> bool:
        return bool(self._kinds & _OF_BUSINESS)

    def _has_opt_outs(self, at: int) -> bool:
        words, meaning = self._learned.words[at], self._mapping.meanings.get(at)
        out = {
            Column.UNSUBSCRIBED: (Meaning.YES, Meaning.UNKNOWN),
            Column.BOUNCED: (Meaning.YES,),
            Column.COMPLAINED: (Meaning.YES,),
            Column.SUBSCRIBED: (Meaning.NO,),
        }.get(meaning or Column.EMAIL, ())
        weak = _DOUBTFUL if at in self._mail else ()
        return words.any(*out, *_OUT, *weak)

    def _decides(self, at: int) -> bool:
        """Whether it follows from this column who has opted out, or that nobody has."""
        words, meaning = self._learned.words[at], self._mapping.meanings.get(at)
        if meaning is Column.STATUS:
            return words.any(*_OUT) or (at in self._mail and words.any(Meaning.SUBSCRIBED, *_DOUBTFUL))
        if meaning is Column.SUBSCRIBED:
            return self._has_opt_outs(at) or (
                words.any(Meaning.YES, Meaning.SUBSCRIBED) and not self._may_mean_no(words)
            )
        if meaning in (Column.BOUNCED, Column.COMPLAINED):
            return words.any(Meaning.YES)
        if meaning is Column.UNSUBSCRIBED:
            return words.any(*_SPOKEN) or not words.any(Meaning.UNKNOWN) or self._holds_dates(words)
        return False

    @staticmethod
    def _may_mean_no(words: ColumnWords) -> bool:
        return words.any(Meaning.EMPTY, Meaning.NOTHING, Meaning.UNKNOWN)

    @staticmethod
    def _holds_dates(words: ColumnWords) -> bool:
        """Whether a column of yes and no holds the date of opting out for a yes, as some do."""
        return any(names_a_day(cell) for cell, _ in words.not_known(_WORDS_TOLD))

    def _doubt_of(self, at: int) -> Problem | None:
        """What would have to be asked about this column, were there nothing else."""
        words, meaning = self._learned.words[at], self._mapping.meanings.get(at)
        if self._decides(at):
            return None
        name, header = self._file_name, words.header
        says = meaning_of_header(header)
        if says is HeaderMeaning.DOUBTFUL and words.any(Meaning.NO, *_OUT, *_PERHAPS):
            return doubts.perhaps_never_signed_up(name, header)
        if says is HeaderMeaning.NO_MAIL and words.any(Meaning.YES, Meaning.NO):
            return doubts.unknown_words(name, header, words.example(Meaning.YES, Meaning.NO))
        if meaning is Column.SUBSCRIBED and words.any(Meaning.YES, Meaning.SUBSCRIBED):
            return doubts.only_subscribed(name, header)
        if words.any(*_PERHAPS) and says in (HeaderMeaning.STATUS, HeaderMeaning.MAIL_STATUS):
            return doubts.word_of_two_meanings(name, header, words.example(*_PERHAPS))
        speaks_of_it = (
            meaning in (Column.UNSUBSCRIBED, Column.SUBSCRIBED) or says is HeaderMeaning.MAIL_STATUS
        )
        if speaks_of_it and words.any(Meaning.UNKNOWN):
            return doubts.unknown_words(name, header, words.example(Meaning.UNKNOWN))
        if meaning is None and (hint := words.hint()):
            return doubts.unknown_words(name, header, hint)
        return None

    def _marks(self) -> list[int]:
        marks = self._mapping.all(Column.DATE, Column.REASON)
        return [at for at in marks if self._mapping.is_sure(at)]

    def _columns(self) -> list[str]:
        return [header for header in self._headers if header not in NOTE_COLUMNS]

    def _known_shape(self) -> Meaning | None:
        columns = frozenset(squeezed(header) for header in self._columns())
        return next((OUTCOMES[means] for shape, means in list_words().shapes if shape == columns), None)

    def _has_nothing_but_ours(self) -> bool:
        """Whether there is nothing but addresses with when and why, in this program's own words."""
        meanings = self._mapping.meanings
        return bool(set(meanings.values()) & {Column.DATE, Column.REASON}) and all(
            meanings.get(at) in _OURS or (at not in meanings and says_nothing_of_its_own(header))
            for at, header in enumerate(self._headers)
            if header not in NOTE_COLUMNS
        )

    def _is_surely_people(self, name: _FileNameMeaning) -> bool:
        if set(self._mapping.meanings.values()) & {Column.DATE, Column.REASON}:
            return False  # when and why of what?
        return self._is_of_business() or (bool(self._kinds & OF_PEOPLE) and (name.people or name.everybody))


@dataclass(frozen=True, slots=True)
class _FileNameMeaning:
    """What the name of a file means for the people in it."""

    outcome: Meaning | None
    negated: bool
    people: bool
    everybody: bool

    @staticmethod
    def of(file_name: str) -> _FileNameMeaning:
        """Read from a name without its folder."""
        words = list_words().file_names
        stem = file_name.rpartition(".")[0] or file_name
        text = plain(stem).replace("unsubscribe sync", " ")  # this program's own name
        kinds = ("opted_out", "complained", "cleaned", "bounced")
        found = [kind for kind in kinds if words[kind].found_in(text)]
        rest = text
        for kind in found:
            rest = words[kind].taken_out(rest)
        return _FileNameMeaning(
            OUTCOMES[found[0]] if found else None,
            words["negation"].found_in(text),
            words["people"].found_in(rest),
            words["everybody"].found_in(rest),
        )
