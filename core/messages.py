"""Texts that core hands upward: English templates with values, translated only where they are shown.

Core knows no Qt. It marks its texts with `QT_TRANSLATE_NOOP`, the name that Qt's lupdate looks for,
and passes `Message` objects; the window renders them in the user's language, the command line in English.
The database keeps templates and values, never rendered sentences, so that an old log reads in any language.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class OrgWord:
    """What the org calls something on its own screens, and this program's English word for the same."""

    own: str
    ours: str

    def beside(self, ours: str) -> str:
        """The org's word with ours, in whatever language that is, in brackets where it is another."""
        if not self.own or self.own.casefold() == ours.casefold():
            return ours
        return f"{self.own} ({ours})"

    def __str__(self) -> str:
        return self.beside(self.ours)


_NO_VALUES: Values = MappingProxyType({})

LONGEST_VALUE = 2_000
"""Characters of a text that fills a sentence; it may come from a server, and is laid out on a screen."""
LONGEST_DETAIL = 4_000
"""Characters of the raw text that stands beside a problem."""
UNREADABLE_CODE = "UNREADABLE_CODE"
"""The code of a problem to which somebody else gave one that is none."""
_CODE = re.compile(r"[A-Za-z0-9_ ().:-]{1,80}")


def shortened(text: str, longest: int) -> str:
    """The beginning of a text that is longer than that, and how much is left out; any other as it is."""
    if len(text) <= longest:
        return text
    return f"{text[:longest]} [… {len(text) - longest}]"


def is_code(text: str) -> bool:
    """Whether a text can be the code of a problem: it is compared, logged and shown as it is."""
    return _CODE.fullmatch(text) is not None


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark `text` for translation without translating it here; `context` is always "core"."""
    return text


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence for a person: an English template and the values that fill it.

    Integers are numbers to be grouped for the reader, datetimes are aware UTC to be shown in local time; an OrgWord
    is shown as the org has it, with our word for it beside; a message among the values is a part of the sentence.
    """

    template: str
    values: Values = field(default_factory=lambda: _NO_VALUES)

    def __post_init__(self) -> None:
        if any(isinstance(value, str) and len(value) > LONGEST_VALUE for value in self.values.values()):
            short = {
                name: shortened(value, LONGEST_VALUE) if isinstance(value, str) else value
                for name, value in self.values.items()
            }
            object.__setattr__(self, "values", short)

    def with_values(self, **values: type_of_value) -> Message:
        """The same sentence filled with other values."""
        return Message(self.template, values)

    def english(self) -> str:
        """The sentence in English, times in the local zone with its name."""
        return self.template.format(**{name: _english(value) for name, value in self.values.items()})

    def to_json(self) -> str:
        """A text for the database, read back by `from_json`."""
        return json.dumps(self._as_stored(), ensure_ascii=False)

    def _as_stored(self) -> list[object]:
        return [self.template, {name: _stored(value) for name, value in self.values.items()}]

    @staticmethod
    def from_json(text: str) -> Message:
        """The message that `to_json` wrote."""
        return Message._of_stored(*json.loads(text))

    @staticmethod
    def _of_stored(template: str, values: Mapping[str, Any]) -> Message:
        return Message(template, {name: _of_stored(value) for name, value in values.items()})


@dataclass(frozen=True, slots=True)
class Counted:
    """A sentence that reads otherwise of one than of many; the value named `by` is the count that decides.

    It gives an ordinary Message with the one template or the other, so that whoever keeps, translates or shows one
    need not know of it. A language that makes no such difference translates both alike.
    """

    one: str
    many: str
    by: str = "count"

    def template_for(self, count: int) -> str:
        """The template that fits a count."""
        return self.one if count == 1 else self.many

    def with_values(self, **values: type_of_value) -> Message:
        """The sentence, filled; raises TypeError where the value that decides is no number."""
        count = values[self.by]
        if not isinstance(count, int):
            raise TypeError(f"{self.by} is to be a number")
        return Message(self.template_for(count), values)


_PEOPLE = Counted(QT_TRANSLATE_NOOP("core", "{count} person"), QT_TRANSLATE_NOOP("core", "{count} people"))
_RECORDS = Counted(QT_TRANSLATE_NOOP("core", "{count} record"), QT_TRANSLATE_NOOP("core", "{count} records"))


def counted_people(count: int) -> Message:
    """So many people, as a part of a sentence that counts other things as well."""
    return _PEOPLE.with_values(count=count)


def counted_records(count: int) -> Message:
    """So many records, as a part of a sentence."""
    return _RECORDS.with_values(count=count)


type_of_value = str | int | datetime | OrgWord | Message
Values = Mapping[str, type_of_value]


def _stored(value: type_of_value) -> object:
    if isinstance(value, datetime):
        return {"time": value.isoformat()}
    if isinstance(value, OrgWord):
        return {"own": value.own, "ours": value.ours}
    return {"message": value._as_stored()} if isinstance(value, Message) else value


def _of_stored(value: Any) -> type_of_value:
    match value:
        case {"time": str(text)}:
            return datetime.fromisoformat(text).astimezone(UTC)
        case {"own": str(own), "ours": str(ours)}:
            return OrgWord(own, ours)
        case {"message": [str(template), dict(values)]}:
            return Message._of_stored(template, values)
        case str() | int():
            return value
    raise ValueError("a stored sentence has a value that is none")


def _english(value: type_of_value) -> str:
    if isinstance(value, Message):
        return value.english()
    if isinstance(value, datetime):
        return value.astimezone().strftime("%d %b %Y, %H:%M %Z")
    return f"{value:,}" if isinstance(value, int) else str(value)


class Category(StrEnum):
    """The kinds of trouble that Marketo Sales tells apart in its own list of sync errors, and being offline."""

    ACCESS_VALIDATION = "access_validation"
    AUTHENTICATION = "authentication"
    INTERMITTENT = "intermittent"
    OFFLINE = "offline"
    OTHER = "other"


class Scope(StrEnum):
    """How far a problem reaches; from it follows what has to wait, what is tried smaller, and what is parked.

    RECORD: this one record, address, file or act; all others are unaffected.
    CALL: one call as a whole, by what or how much was in it, so that smaller ones may pass.
    CONNECTION: the way to the org, or this computer: everything waits, nothing is parked, the connection's state
    shows it, and it goes on by itself.
    ORG: whatever is asked of the org meets the same: everything waits, and the connection is fine.
    """

    RECORD = "record"
    CALL = "call"
    CONNECTION = "connection"
    ORG = "org"


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong, in words an administrator can act on.

    `code` is Salesforce's own code or ours, `scope` says how far it reaches, `retry` whether trying again can help;
    `detail` is raw text from the other side that may be copied but never stands alone. However long or wild what a
    server sent was, code and detail are bounded here.
    """

    code: str
    category: Category
    what: Message
    fix: Message
    retry: bool = False
    detail: str = ""
    scope: Scope = field(kw_only=True)

    @property
    def stops_everything(self) -> bool:
        """Whether nothing else that is asked of the org would fare better, so that all of it waits."""
        return self.scope in (Scope.CONNECTION, Scope.ORG)

    def __post_init__(self) -> None:
        if not is_code(self.code):
            object.__setattr__(self, "code", UNREADABLE_CODE)
        object.__setattr__(self, "detail", shortened(self.detail, LONGEST_DETAIL))

    def english(self) -> str:
        """What happened and what to do, as one line for a terminal."""
        return f"{self.what.english()} {self.fix.english()}".strip()

    def to_json(self) -> str:
        """A text for the database, read back by `from_json`."""
        return json.dumps(
            {
                "code": self.code,
                "category": self.category,
                "what": self.what.to_json(),
                "fix": self.fix.to_json(),
                "retry": self.retry,
                "detail": self.detail,
                "scope": self.scope,
            },
            ensure_ascii=False,
        )

    @staticmethod
    def from_json(text: str) -> Problem:
        """The problem that `to_json` wrote."""
        stored = json.loads(text)
        code, category = stored["code"], Category(stored["category"])
        return Problem(
            code=code,
            category=category,
            what=Message.from_json(stored["what"]),
            fix=Message.from_json(stored["fix"]),
            retry=stored["retry"],
            detail=stored["detail"],
            scope=Scope(stored["scope"]) if "scope" in stored else _scope_before_it_was_kept(code, category),
        )


def make_problem(
    code: str,
    category: Category,
    what: str | Message,
    fix: str | Message,
    /,
    *,
    scope: Scope,
    retry: bool = False,
    detail: str = "",
    **values: type_of_value,
) -> Problem:
    """A problem from two templates, each of which takes what it names of `values`, or from finished sentences."""

    def message(words: str | Message) -> Message:
        if isinstance(words, Message):
            return words
        return Message(words, {name: value for name, value in values.items() if f"{{{name}}}" in words})

    return Problem(code, category, message(what), message(fix), retry, detail, scope=scope)


_SCOPES_BEFORE: Mapping[Scope, str] = {
    Scope.CALL: (
        "ALL_OR_NONE_OPERATION_ROLLED_BACK BULK_JOB_FAILED CONNECTION_LOST INSUFFICIENT_ACCESS INTERNAL_ERROR "
        "INVALID_QUERY_LOCATOR JSON_PARSER_ERROR LIMIT_EXCEEDED MALFORMED_QUERY NO_ANSWER_IN_TIME "
        "QUERY_TIMEOUT QUERY_TOO_COMPLICATED REQUEST_RUNNING_TOO_LONG TXN_SECURITY_NO_ACCESS UNKNOWN_EXCEPTION "
        "UNREADABLE_ANSWER soapenv:Client"
    ),
    Scope.CONNECTION: (
        "ANOTHER_ORG CA_FILE_NOT_USABLE CERTIFICATE_NOT_TRUSTED DATABASE_NOT_USABLE ENVIRONMENT_INCOMPLETE "
        "KEYRING_LOCKED KEYRING_UNAVAILABLE NO_TLS ORG_IS_ELSEWHERE ORG_MOVED PRACTICE_ORG_NOT_STARTED "
        "PROXY_NOT_UNDERSTOOD PROXY_REFUSED PROXY_WANTS_PASSWORD"
    ),
    Scope.ORG: (
        "API_CURRENTLY_DISABLED API_DISABLED_FOR_ORG CALLS_RESERVED CONCURRENT_LIMIT_EXCEEDED "
        "INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE REQUEST_LIMIT_EXCEEDED SERVER_UNAVAILABLE "
        "STORAGE_LIMIT_EXCEEDED UNSUPPORTED_API_VERSION"
    ),
}
"""Codes that databases hold from before a problem was stored with its scope. New codes have no business here."""


def _scope_before_it_was_kept(code: str, category: Category) -> Scope:
    for scope, codes in _SCOPES_BEFORE.items():
        if code in codes.split():
            return scope
    return Scope.CONNECTION if category in (Category.AUTHENTICATION, Category.OFFLINE) else Scope.RECORD


class ProblemError(Exception):
    """Something failed and the reason is known: `problem` holds it, the traceback is of no interest to a user."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class CancelledError(Exception):
    """The work was asked to stop, by the user or because the program is closing."""
