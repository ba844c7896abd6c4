"""Salesforce ids: 15 characters that mind their case, and 18 that do not need to.

Three check characters follow the 15: bit i of each is set when the i-th of its five characters is an
upper-case letter (checked on published real ids).
"""

from __future__ import annotations

import re
from functools import lru_cache

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_CHECK = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
_SHAPE = re.compile(r"[0-9A-Za-z]{15}(?:[0-9A-Za-z]{3})?\Z")
_UPPER = str.maketrans({character: "1" if character.isupper() else "0" for character in DIGITS})
_PAIRS = [high + low for high in DIGITS for low in DIGITS]
_SERIAL_LENGTH = 9

POD = "Pr0"
"""Three characters that stand where a real id names the server it was made on."""


def check_characters(fifteen: str) -> str:
    """The three characters that turn a 15-character id into the 18-character one."""
    bits = fifteen.translate(_UPPER)
    return _CHECK[int(bits[4::-1], 2)] + _CHECK[int(bits[9:4:-1], 2)] + _CHECK[int(bits[14:9:-1], 2)]


def make_id(prefix: str, serial: int) -> str:
    """The 18-character id of the record number `serial` (from 1) of the object with this key prefix.

    Ids of one object sort in the order of their serials.
    """
    text = ""
    rest = serial
    while rest:
        rest, pair = divmod(rest, 3844)
        text = _PAIRS[pair] + text
    fifteen = prefix + POD + text[-_SERIAL_LENGTH:].rjust(_SERIAL_LENGTH, "0")
    return fifteen + check_characters(fifteen)


@lru_cache(maxsize=1024)
def full_id(text: str) -> str | None:
    """The 18-character form of an id given with 15 or 18 characters; None when it is no id.

    An 18-character id in any mixture of cases is restored through its check characters.
    """
    if not _SHAPE.match(text):
        return None
    fifteen = text[:15]
    if len(text) == 15:
        return text + check_characters(fifteen)
    if check_characters(fifteen) == text[15:]:
        return text
    return _restored(fifteen, text[15:].upper())


def _restored(fifteen: str, check: str) -> str | None:
    characters = []
    for position, character in enumerate(fifteen):
        upper = _CHECK.find(check[position // 5]) >> (position % 5) & 1
        characters.append(character.upper() if upper else character.lower())
    restored = "".join(characters)
    return restored + check if check_characters(restored) == check else None
