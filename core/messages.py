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

type_of_value = str | int | datetime
Values = Mapping[str, type_of_value]
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

    Integers are numbers to be grouped for the reader, datetimes are aware UTC to be shown in local time.
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
        values = {
            name: {"time": value.isoformat()} if isinstance(value, datetime) else value
            for name, value in self.values.items()
        }
        return json.dumps([self.template, values], ensure_ascii=False)

    @staticmethod
    def from_json(text: str) -> Message:
        """The message that `to_json` wrote."""
        template, values = json.loads(text)
        return Message(
            template,
            {
                name: datetime.fromisoformat(value["time"]).astimezone(UTC)
                if isinstance(value, dict)
                else value
                for name, value in values.items()
            },
        )


def _english(value: type_of_value) -> str:
    if isinstance(value, datetime):
        return value.astimezone().strftime("%d %b %Y, %H:%M %Z")
    return f"{value:,}" if isinstance(value, int) else value


class Category(StrEnum):
    """The kinds of trouble that Marketo Sales tells apart in its own list of sync errors, and being offline."""

    ACCESS_VALIDATION = "access_validation"
    AUTHENTICATION = "authentication"
    INTERMITTENT = "intermittent"
    OFFLINE = "offline"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong, in words an administrator can act on.

    `code` is Salesforce's own code or ours, `retry` says whether trying again can help, `detail` is raw
    text from the other side that may be copied but never stands alone. However long or wild what a server
    sent was, code and detail are bounded here.
    """

    code: str
    category: Category
    what: Message
    fix: Message
    retry: bool = False
    detail: str = ""

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
            },
            ensure_ascii=False,
        )

    @staticmethod
    def from_json(text: str) -> Problem:
        """The problem that `to_json` wrote."""
        stored = json.loads(text)
        return Problem(
            code=stored["code"],
            category=Category(stored["category"]),
            what=Message.from_json(stored["what"]),
            fix=Message.from_json(stored["fix"]),
            retry=stored["retry"],
            detail=stored["detail"],
        )


class ProblemError(Exception):
    """Something failed and the reason is known: `problem` holds it, the traceback is of no interest to a user."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class CancelledError(Exception):
    """The work was asked to stop, by the user or because the program is closing."""
