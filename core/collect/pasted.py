"""Taking apart a list of addresses as people paste it: lines, commas, semicolons, “Name <a@b>”, spreadsheet cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BRACKETS = str.maketrans("＜＞", "<>")
_SEPARATORS = frozenset(",;\t，；、")
_NAMED = re.compile(r"(.*?)<([^<>]*)>\s*\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Pasted:
    """One address of a pasted list, not checked yet, and the name beside it."""

    address: str
    name: str = ""


def split_pasted(text: str) -> list[Pasted]:
    """Every address of a pasted list, in its order; what is none comes along, to be refused by name."""
    return [one for line in text.translate(_BRACKETS).splitlines() for one in _of_line(line)]


def _of_line(line: str) -> Iterator[Pasted]:
    pieces = [piece for piece in _pieces(line) if piece.strip().strip('"').strip()]
    from_cells = "\t" in line and any("@" in piece for piece in pieces)
    names: list[str] = []
    for piece in pieces:
        if "@" not in piece:
            names.append(piece.strip())
            continue
        named = _NAMED.match(piece)
        if named and named[2].strip():
            name = ", ".join([*names, named[1].strip().strip('"').strip()])
            yield Pasted(named[2].strip(), name.strip(", "))
        else:
            if not from_cells:
                yield from (Pasted(name) for name in names)
            yield from _side_by_side(piece.strip(), " ".join(names) if from_cells else "")
        names = []
    if not from_cells:
        yield from (Pasted(name) for name in names)


def _side_by_side(piece: str, name: str) -> Iterator[Pasted]:
    """Addresses with nothing but spaces between them; a space inside one is left for the check to refuse."""
    parts = piece.split()
    if len(parts) > 1 and all("@" in part for part in parts):
        yield from (Pasted(part) for part in parts)
    else:
        yield Pasted(piece, name)


def _pieces(line: str) -> Iterator[str]:
    """Cut at separators, but not inside quotes that are closed on the same line, nor between angle brackets."""
    start, at = 0, 0
    closing_of = {'"': '"', "<": ">"}
    while at < len(line):
        letter = line[at]
        end = line.find(closing_of[letter], at + 1) if letter in closing_of else -1
        if end < 0:
            closing_of.pop(letter, None)  # nothing closes it from here on either
        if letter in _SEPARATORS:
            yield line[start:at]
            start = at + 1
        elif end > 0:
            at = end
        at += 1
    yield line[start:]
