"""Texts of strangers where they are shown or kept in lines: what steers a terminal or a line is made visible.

A name of an org, a file or a person may hold anything: escape sequences that rename or clear a terminal, line ends
that forge a line, marks that turn the direction of writing around, halves of characters. None of it is thrown away,
for it tells what is going on; it is written as Python writes it, such as \\x1b.
"""

from __future__ import annotations

import unicodedata

_STEERING = frozenset(("Cc", "Cf", "Zl", "Zp", "Cs"))
_JOINERS = "\u200c\u200d"
"""Joiners of letters: Persian names and joined emoji need them, and they steer nothing else."""


def shown(text: str) -> str:
    """The text on one line, with every character that steers instead of being seen written out."""
    # Nearly every text has none, and is not gone through letter by letter.
    return text if text.isprintable() else "".join(map(_visible, text))


def is_harmless(text: str) -> bool:
    """Whether a text can be kept and shown as it is."""
    return shown(text) == text


def _visible(character: str) -> str:
    if unicodedata.category(character) not in _STEERING or character in _JOINERS:
        return character
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x1_0000 else f"\\U{code:08x}"
