"""Cells that no spreadsheet runs as a formula, and that are read back exactly as they were.

A cell that begins with = + - @, a tab or a line break (or their full-width forms, which Japanese editions take
for the same) gets an apostrophe in front. So does one that begins with an apostrophe before such a character:
that makes taking the apostrophe away again the exact reverse, for our own files and for those of others.
"""

from __future__ import annotations

import re

_DANGER = re.compile("['\\s]*[=+\\-@\t\r\n＝＋－＠]")


def guarded(text: str) -> str:
    """The text as a cell that is safe to open."""
    return f"'{text}" if _DANGER.match(text) else text


def unguarded(cell: str) -> str:
    """The text of a cell that `guarded` wrote; other cells as they are."""
    return cell[1:] if cell.startswith("'") and _DANGER.match(cell, 1) else cell
