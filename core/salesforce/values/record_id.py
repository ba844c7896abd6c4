"""Salesforce IDs: 15 characters that mind case, 18 with three check characters that need not."""

from __future__ import annotations

import re
from itertools import product

_SHAPE = re.compile(r"[A-Za-z0-9]{15}(?:[A-Za-z0-5]{3})?")
_CHECK = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
_IS_UPPER = bytes(b"01"[65 <= code <= 90] for code in range(256))
_CHECK_OF = {
    bytes(bits): _CHECK[sum(1 << place for place, bit in enumerate(bits) if bit == 49)]
    for bits in product(b"01", repeat=5)
}
"""Which letters of a group of five are upper case, as 0 and 1 -> its check character."""


class MistypedIdError(ValueError):
    """A text of the right shape whose check characters say that something in it is wrong."""


def to_18(record_id: str) -> str:
    """The 18-character form of an ID; raises ValueError when the text is no ID, MistypedIdError when it is mistyped.

    The check characters say which letters of each group of five are upper case. So an 18-character ID whose letters
    all became upper or all lower case on the way (spreadsheets do that) is put right, and one in which the two speak
    against each other is refused: nobody can tell which of them is wrong.
    """
    if _is_in_order(record_id):
        return record_id
    text = record_id.strip()
    if not _SHAPE.fullmatch(text):
        raise ValueError(f"not a Salesforce ID: {len(text)} characters")
    full = text[:15] + check_characters(text)
    if text in (full, text[:15]):
        return full
    restored = _with_case(text) if text in (text.upper(), text.lower()) else ""
    if not restored:
        raise MistypedIdError("the check characters of a Salesforce ID are wrong")
    return restored


def _is_in_order(text: str) -> bool:
    """Whether a text is a whole ID already, as nearly all are, of which there may be a million."""
    return len(text) == 18 and text.isascii() and text.isalnum() and text.endswith(check_characters(text))


def check_characters(record_id: str) -> str:
    """The three characters that belong behind the first 15 of an ID."""
    bits = record_id.encode("ascii").translate(_IS_UPPER)
    return _CHECK_OF[bits[:5]] + _CHECK_OF[bits[5:10]] + _CHECK_OF[bits[10:15]]


def same_id(one: str, other: str) -> bool:
    """Whether two texts are the same ID: with 15 characters or 18, of which the last three only repeat the case."""
    return looks_like_id(one) and looks_like_id(other) and one.strip()[:15] == other.strip()[:15]


def looks_like_id(text: str) -> bool:
    """Whether a text has the shape of an ID."""
    return bool(_SHAPE.fullmatch(text.strip()))


def _with_case(text: str) -> str:
    """The ID with the letter case that its check characters tell; empty where they call a digit a capital."""
    check = text[15:].upper()
    fifteen = "".join(
        letter.upper() if _CHECK.index(check[place // 5]) >> place % 5 & 1 else letter.lower()
        for place, letter in enumerate(text[:15])
    )
    return fifteen + check if check_characters(fifteen) == check else ""
