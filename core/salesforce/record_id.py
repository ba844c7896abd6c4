"""Salesforce IDs: 15 characters that mind case, 18 with three check characters that need not."""

from __future__ import annotations

import re

_SHAPE = re.compile(r"[A-Za-z0-9]{15}(?:[A-Za-z0-5]{3})?")
_CHECK = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"


def to_18(record_id: str) -> str:
    """The 18-character form of an ID; raises ValueError when the text is not an ID.

    The check characters say which letters of each group of five are upper case, so that an 18-character ID
    whose letters all became upper or all lower case on the way (spreadsheets do that) is put right. Otherwise
    they are not enforced: invented IDs in documents often fail them, and the 15 characters decide anyway.
    """
    text = record_id.strip()
    if not _SHAPE.fullmatch(text):
        raise ValueError(f"not a Salesforce ID: {len(text)} characters")
    if len(text) == 18 and not text.isupper() and not text.islower():
        return text
    return _with_case(text) if len(text) == 18 else text + _check_characters(text)


def _check_characters(fifteen: str) -> str:
    return "".join(
        _CHECK[sum(1 << bit for bit, letter in enumerate(fifteen[start : start + 5]) if letter.isupper())]
        for start in (0, 5, 10)
    )


def _with_case(text: str) -> str:
    if text not in (text.upper(), text.lower()):
        return text
    check = text[15:].upper()
    fifteen = "".join(
        letter.upper() if _CHECK.index(check[place // 5]) >> place % 5 & 1 else letter.lower()
        for place, letter in enumerate(text[:15])
    )
    return fifteen + check if _check_characters(fifteen) == check else text


def same_id(one: str, other: str) -> bool:
    """Whether two texts are the same ID: with 15 characters or 18, of which the last three only repeat the case."""
    return looks_like_id(one) and looks_like_id(other) and one.strip()[:15] == other.strip()[:15]


def looks_like_id(text: str) -> bool:
    """Whether a text has the shape of an ID."""
    return bool(_SHAPE.fullmatch(text.strip()))
