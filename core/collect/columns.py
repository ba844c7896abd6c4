"""Which column of a CSV file means what: recognised by its header, or given by hand.

Letter case, spaces, underscores, accents and punctuation of a header do not count, nor does the width of Japanese
letters. The words are those of our own export, and of the exports of Salesforce, Marketo and other tools; they stand
in `resources/lists/opting_out.toml`, and what they say about opting out is read by `headers`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from core.collect.headers import HeaderMeaning, meaning_of_header
from core.collect.list_words import list_words, squeezed
from core.files.problems import refuse
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.salesforce.values.record_id import looks_like_id
from core.store.addresses import looks_like_address


class Column(StrEnum):
    """What a column can mean. Those of `SEVERAL` may come more than once, the others once.

    UNSUBSCRIBED, BOUNCED and COMPLAINED say yes where it is so, SUBSCRIBED says no; STATUS says it in words.
    """

    EMAIL = "email"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    COMPANY = "company"
    TITLE = "title"
    SALESFORCE_ID = "salesforce_id"
    UNSUBSCRIBED = "unsubscribed"
    DATE = "date"
    REASON = "reason"
    SOURCE = "source"
    WHO = "who"
    HISTORY = "history"
    SUBSCRIBED = "subscribed"
    STATUS = "status"
    BOUNCED = "bounced"
    COMPLAINED = "complained"


SAY_OUT = (Column.UNSUBSCRIBED, Column.SUBSCRIBED, Column.STATUS, Column.BOUNCED, Column.COMPLAINED)
"""Columns whose cells say whether a person has opted out."""
SEVERAL = frozenset((Column.SALESFORCE_ID, Column.DATE, Column.REASON, *SAY_OUT))
OF_PEOPLE = frozenset(
    (Column.FIRST_NAME, Column.LAST_NAME, Column.COMPANY, Column.TITLE, Column.SALESFORCE_ID)
)


class TreatAs(StrEnum):
    """Whom a file unsubscribes.

    COLUMN: those whom its columns say. MARKED: those with a date or a reason. UNSUBSCRIBES: everybody in it.
    PEOPLE: nobody.
    """

    COLUMN = "column"
    MARKED = "marked"
    UNSUBSCRIBES = "unsubscribes"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """What the columns of a file mean, by their position from 0; columns that are left out mean nothing.

    `sure` are the dates and reasons that are surely those of an opt-out, by their headers; None where the meanings
    were given by hand, and all are.
    """

    meanings: Mapping[int, Column] = field(default_factory=dict)
    sure: frozenset[int] | None = None

    def first(self, column: Column) -> int | None:
        """The position of the first column with this meaning."""
        return next((position for position, meaning in self.meanings.items() if meaning is column), None)

    def all(self, *columns: Column) -> list[int]:
        """The positions of all columns with one of these meanings."""
        return [position for position, meaning in self.meanings.items() if meaning in columns]

    def is_sure(self, position: int) -> bool:
        """Whether a date or a reason in this column is one of an opt-out."""
        return self.sure is None or position in self.sure

    def with_meanings(self, changed: Mapping[int, Column | None]) -> ColumnMapping:
        """The same with other meanings for some columns; None leaves a column out."""
        meanings = {**self.meanings, **changed}
        kept = {at: meaning for at, meaning in sorted(meanings.items()) if meaning is not None}
        return ColumnMapping(kept, self.sure)


_COLUMN_BY_HEADER = {
    HeaderMeaning.OPTED_OUT: Column.UNSUBSCRIBED,
    HeaderMeaning.SUBSCRIBED: Column.SUBSCRIBED,
    HeaderMeaning.BOUNCED: Column.BOUNCED,
    HeaderMeaning.COMPLAINED: Column.COMPLAINED,
    HeaderMeaning.STATUS: Column.STATUS,
    HeaderMeaning.MAIL_STATUS: Column.STATUS,
    HeaderMeaning.TIME: Column.DATE,
    HeaderMeaning.REASON: Column.REASON,
    HeaderMeaning.SOURCE: Column.SOURCE,
    HeaderMeaning.WHO: Column.WHO,
}
_BY_ONE_WORD = (
    Column.EMAIL, Column.FIRST_NAME, Column.LAST_NAME, Column.COMPANY, Column.TITLE, Column.DATE, Column.REASON,
    Column.SOURCE, Column.WHO, Column.HISTORY,
)  # fmt: skip
_PERSON_IDS = frozenset((
    "salesforceid", "sfid", "sfdcid", "salesforcecontactid", "salesforceleadid", "contactid", "leadid", "sfdccontactid",
    "sfdcleadid", "sfdcpersonid", "contactorleadid", "contactid18", "leadid18", "crmid", "salesforcerecordid",
    "casesafeid", "casesafecontactid", "casesafeleadid", "取引先責任者id", "リードid", "salesforceレコードid",
    "取引先責任者idcasesafe", "個人取引先id", "personaccountid",
))  # fmt: skip
_ACCOUNT_IDS = frozenset(("accountid", "sfdcaccountid", "salesforceaccountid", "accountid18", "取引先id"))
_BARE_IDS = frozenset(("id", "recordid", "レコードid", "18digitid", "id18"))


def recognise_columns(headers: Sequence[str], first_rows: Sequence[Sequence[str]]) -> ColumnMapping:
    """What the columns mean, by their headers; where none names the addresses, they are found by their look."""
    words = [squeezed(header) for header in headers]
    meanings: dict[int, Column] = {}
    for column in _BY_ONE_WORD:
        known = list_words().meanings[column]
        found = sorted((known.index(word), at) for at, word in enumerate(words) if word in known)
        if found:
            meanings.setdefault(found[0][1], column)
    certain = set()
    for at, header in enumerate(headers):
        said = _COLUMN_BY_HEADER.get(meaning_of_header(header))
        if said is None or at in meanings or (said not in SEVERAL and said in meanings.values()):
            continue
        meanings[at] = said
        certain.add(at)
    headed = next((at for at, meaning in meanings.items() if meaning is Column.EMAIL), None)
    if headed is None or not _mostly(looks_like_address, first_rows, headed):
        # "Subscriber" heads addresses in one tool and keys in another: what looks like addresses counts more.
        seen = next((at for at in range(len(words)) if _mostly(looks_like_address, first_rows, at)), None)
        if seen is not None:
            meanings = {at: meaning for at, meaning in meanings.items() if meaning is not Column.EMAIL}
            meanings[seen] = Column.EMAIL
            certain.discard(seen)
    for at in _id_columns(words, first_rows):
        meanings.setdefault(at, Column.SALESFORCE_ID)
    if not {Column.FIRST_NAME, Column.LAST_NAME} & set(meanings.values()):
        full_names = list_words().meanings["full_name"]
        full = next((words.index(word) for word in full_names if word in words), None)
        if full is not None:
            meanings.setdefault(full, Column.LAST_NAME)
    return ColumnMapping(dict(sorted(meanings.items())), frozenset(certain))


def created_columns(headers: Sequence[str]) -> list[int]:
    """Columns that say when a row was made."""
    return _with_word("created", headers)


def says_nothing_of_its_own(header: str) -> bool:
    """Whether a column stands in lists of unsubscribes as well as in any other."""
    return squeezed(header) in list_words().meanings["beside"]


def _with_word(meaning: str, headers: Sequence[str]) -> list[int]:
    known = list_words().meanings[meaning]
    return [at for at, header in enumerate(headers) if squeezed(header) in known]


def columns_by_name(headers: Sequence[str], wanted: Mapping[str, str]) -> ColumnMapping:
    """A mapping as a command line gives it: meaning by header, for instance {"Mail": "email"}.

    A header may be given as it stands, in other letter case, or as a number from 1. Raises ProblemError.
    """
    meanings: dict[int, Column] = {}
    words = [squeezed(header) for header in headers]
    for header, meaning in wanted.items():
        word = squeezed(header)
        if word in words:
            at = words.index(word)
        elif header.isdecimal() and 0 < int(header) <= len(headers):
            at = int(header) - 1
        else:
            raise refuse(
                "COLUMN_UNKNOWN",
                NOOP("core", "The file has no column “{header}”."),
                NOOP("core", "Its columns are: {headers}."),
                header=header,
                headers=", ".join(headers),
            )
        try:
            meanings[at] = Column(meaning.strip().lower())
        except ValueError:
            raise refuse(
                "COLUMN_MEANING_UNKNOWN",
                NOOP("core", "A column cannot mean “{meaning}”."),
                NOOP("core", "It can mean: {meanings}."),
                meaning=meaning,
                meanings=", ".join(Column),
            ) from None
    return ColumnMapping(dict(sorted(meanings.items())))


def check_mapping(mapping: ColumnMapping, headers: Sequence[str], file_name: str) -> None:
    """Raise ProblemError when a mapping does not fit a file: no addresses, no such column, one meaning twice."""
    given = list(mapping.meanings.values())
    for one in Column:
        if one not in SEVERAL and given.count(one) > 1:
            raise refuse(
                "COLUMN_TWICE",
                NOOP("core", "Two columns are chosen for {meaning}."),
                NOOP("core", "Choose one of them."),
                meaning=one,
            )
    outside = [position for position in mapping.meanings if not 0 <= position < len(headers)]
    if mapping.first(Column.EMAIL) is None or outside:
        raise refuse(
            "NO_EMAIL_COLUMN",
            NOOP(
                "core", "No column of “{name}” is known to hold e-mail addresses; its columns are: {headers}."
            ),
            NOOP("core", "Choose the column by hand, or check the delimiter and the encoding."),
            name=file_name,
            headers=", ".join(headers)[:300],
        )


def _id_columns(words: Sequence[str], first_rows: Sequence[Sequence[str]]) -> list[int]:
    """Columns of Salesforce IDs. That of an account counts only where no other does: it is a company's, mostly."""
    people = [at for at, word in enumerate(words) if word in _PERSON_IDS]
    if people:
        return people
    bare = [at for at, word in enumerate(words) if word in _BARE_IDS]
    sure = [at for at in bare if _mostly(looks_like_id, first_rows, at)]
    return sure or [at for at, word in enumerate(words) if word in _ACCOUNT_IDS]


def _mostly(looks_right: Callable[[str], bool], first_rows: Sequence[Sequence[str]], at: int) -> bool:
    """Whether more than half of the filled cells of a column pass."""
    cells = [row[at] for row in first_rows if at < len(row) and row[at].strip()]
    return sum(looks_right(cell) for cell in cells) * 2 > len(cells)
