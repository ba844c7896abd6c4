"""Which column of a CSV file means what: recognised by its header, in English and Japanese, or given by hand.

Letter case, spaces, underscores and punctuation of a header do not count, nor does the width of Japanese letters.
The words are those of our own export, and of the exports of Salesforce, Marketo Engage and Marketo Sales.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from core.collect.problems import refuse
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.salesforce.record_id import looks_like_id
from core.store.addresses import looks_like_address


class Column(StrEnum):
    """What a column can mean. Several columns may hold Salesforce IDs; of the others there is at most one."""

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


class TreatAs(StrEnum):
    """Whom a file unsubscribes.

    COLUMN: those whom its column says. MARKED: those with a date or a reason. UNSUBSCRIBES: everybody in it.
    PEOPLE: nobody.
    """

    COLUMN = "column"
    MARKED = "marked"
    UNSUBSCRIBES = "unsubscribes"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """What the columns of a file mean, by their position from 0; columns that are left out mean nothing."""

    meanings: Mapping[int, Column] = field(default_factory=dict)

    def first(self, column: Column) -> int | None:
        """The position of the column with this meaning."""
        return next((position for position, meaning in self.meanings.items() if meaning is column), None)

    def all(self, column: Column) -> list[int]:
        """The positions of all columns with this meaning."""
        return [position for position, meaning in self.meanings.items() if meaning is column]

    def default_treatment(self, columns: int) -> TreatAs:
        """Whom a file with so many columns unsubscribes unless it is told otherwise.

        A bare list of addresses is a list of unsubscribes, and so is one that adds when and why. A list with
        names, companies, IDs, or columns of no known meaning is one of people: to unsubscribe them all by
        mistake cannot be undone. Where when or why stands beside people, those who have it are unsubscribed.
        """
        meanings = set(self.meanings.values())
        if Column.UNSUBSCRIBED in meanings:
            return TreatAs.COLUMN
        tells_why = bool(meanings & {Column.DATE, Column.REASON})
        if meanings & _OF_PEOPLE:
            return TreatAs.MARKED if tells_why else TreatAs.PEOPLE
        return TreatAs.UNSUBSCRIBES if tells_why or columns == 1 else TreatAs.PEOPLE


_OF_PEOPLE = {Column.FIRST_NAME, Column.LAST_NAME, Column.COMPANY, Column.TITLE, Column.SALESFORCE_ID}
_MEANINGLESS = re.compile(r"[\W_]+")

# Words without spaces and punctuation, the most telling first.
_WORDS: dict[Column, tuple[str, ...]] = {
    Column.EMAIL: (
        "email", "emailaddress", "mail", "mailaddress", "eメール", "メールアドレス", "eメールアドレス", "電子メール",
        "電子メールアドレス", "メール", "emailアドレス", "mailアドレス", "contactemail", "leademail", "personemail",
        "memberemail", "workemail", "businessemail", "primaryemail", "emailid", "勤務先メール", "会社メール",
        "取引先責任者メール", "リードメール",
    ),
    Column.FIRST_NAME: ("firstname", "givenname", "forename", "first", "名", "ファーストネーム"),
    Column.LAST_NAME: ("lastname", "surname", "familyname", "last", "姓", "苗字", "名字", "ラストネーム"),
    Column.COMPANY: (
        "company", "companyname", "companyaccount", "account", "accountname", "organization", "organisation",
        "会社名", "会社", "取引先名", "企業名", "勤務先", "組織名", "法人名",
    ),
    Column.TITLE: ("title", "jobtitle", "position", "役職", "肩書", "肩書き", "職位"),
    Column.UNSUBSCRIBED: (
        "unsubscribed", "unsubscribe", "isunsubscribed", "登録解除", "登録解除済み", "emailoptout", "optout",
        "hasoptedoutofemail", "optedoutofemail", "emailoptedout", "optedout", "isoptedout", "personhasoptedoutofemail",
        "marketosalesoptout", "メールオプトアウト", "オプトアウト", "メール送信除外", "配信停止", "配信停止済み",
        "購読解除", "marketosalesオプトアウト",
    ),
    Column.DATE: (
        "date", "unsubscribedat", "unsubscribedate", "unsubscribeddate", "unsubscribedon", "unsubscribetime",
        "dateunsubscribed", "optoutdate", "optedoutat", "optedouton",
        "登録解除日", "登録解除日時", "解除日", "解除日時",
        "配信停止日", "配信停止日時", "オプトアウト日", "オプトアウト日時", "日付", "日時",
    ),
    Column.REASON: (
        "reason", "unsubscribereason", "unsubscribedreason", "optoutreason", "理由", "登録解除理由", "解除理由",
        "配信停止理由", "オプトアウト理由",
    ),
    Column.SOURCE: ("source", "unsubscribesource", "unsubscribedsource", "ソース", "登録解除ソース", "登録解除元"),
    Column.WHO: ("who", "unsubscribedby", "実行者", "担当者"),
    Column.HISTORY: ("history", "履歴"),
}  # fmt: skip

_PERSON_IDS = frozenset((
    "salesforceid", "sfid", "sfdcid", "salesforcecontactid", "salesforceleadid", "contactid", "leadid", "sfdccontactid",
    "sfdcleadid", "sfdcpersonid", "contactorleadid", "contactid18", "leadid18", "crmid", "salesforcerecordid",
    "casesafeid", "casesafecontactid", "casesafeleadid", "取引先責任者id", "リードid", "salesforceレコードid",
    "取引先責任者idcasesafe", "個人取引先id", "personaccountid",
))  # fmt: skip
_ACCOUNT_IDS = frozenset(("accountid", "sfdcaccountid", "salesforceaccountid", "accountid18", "取引先id"))
_BARE_IDS = frozenset(("id", "recordid", "レコードid", "18digitid", "id18"))
_FULL_NAMES = ("name", "fullname", "contactname", "leadname", "氏名", "名前", "お名前")


def recognise_columns(headers: Sequence[str], first_rows: Sequence[Sequence[str]]) -> ColumnMapping:
    """What the columns mean, by their headers; without a telling header the addresses are found by their look."""
    words = [_word(header) for header in headers]
    meanings: dict[int, Column] = {}
    for column, known in _WORDS.items():
        found = sorted((known.index(word), at) for at, word in enumerate(words) if word in known)
        if found:
            meanings[found[0][1]] = column
    if Column.EMAIL not in meanings.values():
        at = next((at for at in range(len(words)) if _mostly(looks_like_address, first_rows, at)), None)
        if at is not None:
            meanings[at] = Column.EMAIL
    for at in _id_columns(words, first_rows):
        meanings.setdefault(at, Column.SALESFORCE_ID)
    if not {Column.FIRST_NAME, Column.LAST_NAME} & set(meanings.values()):
        full = next((words.index(word) for word in _FULL_NAMES if word in words), None)
        if full is not None:
            meanings.setdefault(full, Column.LAST_NAME)
    return ColumnMapping(dict(sorted(meanings.items())))


def columns_by_name(headers: Sequence[str], wanted: Mapping[str, str]) -> ColumnMapping:
    """A mapping as a command line gives it: meaning by header, for instance {"Mail": "email"}.

    A header may be given as it stands, in other letter case, or as a number from 1. Raises ProblemError.
    """
    meanings: dict[int, Column] = {}
    words = [_word(header) for header in headers]
    for header, meaning in wanted.items():
        word = _word(header)
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
        if one is not Column.SALESFORCE_ID and given.count(one) > 1:
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


def _word(header: str) -> str:
    return _MEANINGLESS.sub("", unicodedata.normalize("NFKC", header).lower())


def _id_columns(words: Sequence[str], first_rows: Sequence[Sequence[str]]) -> list[int]:
    """Columns of Salesforce IDs. That of an account counts only where no other does: it is a company's, mostly."""
    people = [at for at, word in enumerate(words) if word in _PERSON_IDS]
    if people:
        return people
    bare = [at for at, word in enumerate(words) if word in _BARE_IDS]
    sure = [at for at in bare if _mostly(looks_like_id, first_rows, at)]
    return sure or [at for at, word in enumerate(words) if word in _ACCOUNT_IDS]


def _mostly(looks_right: Callable[[str], bool], first_rows: Sequence[Sequence[str]], at: int) -> bool:
    """Whether more than half of the filled cells of a column look right."""
    cells = [row[at] for row in first_rows if at < len(row) and row[at].strip()]
    return sum(looks_right(cell) for cell in cells) * 2 > len(cells)
