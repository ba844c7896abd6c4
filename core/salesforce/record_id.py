"""Salesforce IDs: 15 characters that mind case, 18 with three check characters that need not."""

from __future__ import annotations

import re

_SHAPE = re.compile(r"[A-Za-z0-9]{15}(?:[A-Z0-5a-z]{3})?")
_CHECK = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"


def to_18(record_id: str) -> str:
    """The 18-character form of an ID; raises ValueError when the text is not an ID.

    The check characters say which letters of each group of five are upper case. Those of an 18-character
    text are not enforced: invented IDs in documents often fail them, and the 15 characters decide anyway.
    """
    text = record_id.strip()
    if not _SHAPE.fullmatch(text):
        raise ValueError(f"not a Salesforce ID: {len(text)} characters")
    if len(text) == 18:
        return text
    return text + "".join(
        _CHECK[sum(1 << bit for bit, letter in enumerate(text[start : start + 5]) if letter.isupper())]
        for start in (0, 5, 10)
    )


def looks_like_id(text: str) -> bool:
    """Whether a text has the shape of an ID."""
    return bool(_SHAPE.fullmatch(text.strip()))
