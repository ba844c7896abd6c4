"""Writing SOQL: values quoted so that nothing in them can end the quotes, statements cut to what a URI holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from urllib.parse import quote

LONGEST_URI = 16_384
"""Bytes of URI that Salesforce takes (HTTP 414 above)."""

LONGEST_HEAD = 12_000
"""Bytes that our own URIs may have: the headers count as well (HTTP 431), and a token can be long."""

LONGEST_STRING = 4_000
"""Characters that a string in a condition may have."""

_ESCAPES = str.maketrans(
    {"\\": "\\\\", "'": "\\'", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
)
_UNASKABLE = re.compile("[\x00-\x07\x0b\x0e-\x1f\x7f\ud800-\udfff]")
_AS_IT_IS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~"
"""What stands in a URL as it is; every other byte takes three."""


def quoted(text: str) -> str:
    """A text as a SOQL string."""
    return f"'{text.translate(_ESCAPES)}'"


def moment(value: datetime) -> str:
    """An aware time as a SOQL dateTime; SOQL compares whole seconds, so the rest is cut off."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def can_be_asked_for(text: str) -> bool:
    """Whether a text can stand in a condition at all."""
    return 0 < len(text) <= LONGEST_STRING and _UNASKABLE.search(text) is None


def encoded(soql: str) -> str:
    """A statement as the value of a URL's `q`."""
    return quote(soql, safe="")


def _room_of(soql: str) -> int:
    """The length of `encoded`; of each of very many values, so without making it."""
    told = soql.encode()
    return len(told) + 2 * len(told.translate(None, _AS_IT_IS))


def statements_in(
    head: str, values: Iterable[str], tail: str = "", *, most: int | None = None
) -> Iterator[str]:
    """`head ('a','b',...)tail` for all values, in as many statements as their length in a URI asks for.

    `most` limits the values of one statement. No value, no statement.
    """
    room = LONGEST_HEAD - _room_of(f"{head} (){tail}") - len("/services/data/v66.0/queryAll?q=")
    chunk: list[str] = []
    used = 0
    for value in values:
        literal = quoted(value)
        length = _room_of(literal) + len("%2C")
        if chunk and (used + length > room or len(chunk) == most):
            yield f"{head} ({','.join(chunk)}){tail}"
            chunk, used = [], 0
        chunk.append(literal)
        used += length
    if chunk:
        yield f"{head} ({','.join(chunk)}){tail}"


def select(columns: Sequence[str], source: str, conditions: Sequence[str] = (), order: str = "") -> str:
    """A statement of the plain kind."""
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    return f"SELECT {', '.join(columns)} FROM {source}{where}" + (f" ORDER BY {order}" if order else "")
