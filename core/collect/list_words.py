"""The words by which lists are understood, read from `resources/lists/opting_out.toml`."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_ACCENTS = re.compile("[\u0300-\u036f]")
_BETWEEN = re.compile(r"[\W_]+")
_IN_CELLS = re.compile(r"[\s_\-‐-―]+")
_LONGEST_WORD = 60
_FOUND_ANYWHERE = 5


class Meaning(StrEnum):
    """What a cell means for opting out.

    EMPTY is what databases write for an empty cell; NOTHING a placeholder that somebody wrote.
    BOUNCED tells only that mail came back; CLEANED that the list itself has taken somebody off it for that.
    """

    YES = "yes"
    NO = "no"
    NOTHING = "nothing"
    EMPTY = "empty"
    OPTED_OUT = "opted_out"
    PERHAPS_OPTED_OUT = "perhaps_opted_out"
    COMPLAINED = "complained"
    PERHAPS_COMPLAINED = "perhaps_complained"
    BOUNCED = "bounced"
    CLEANED = "cleaned"
    PERHAPS_BOUNCED = "perhaps_bounced"
    SUBSCRIBED = "subscribed"
    NEUTRAL = "neutral"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Words:
    """Words to be found in a header or a file name: long ones anywhere, short ones only where they stand alone."""

    pattern: re.Pattern[str] | None

    def found_in(self, plain: str) -> bool:
        """Whether a plain text holds one of them."""
        return self.pattern is not None and self.pattern.search(plain) is not None

    def taken_out(self, plain: str) -> str:
        """What is left of a plain text without them."""
        return plain if self.pattern is None else " ".join(self.pattern.sub(" ", plain).split())


@dataclass(frozen=True, slots=True)
class ListWords:
    """The data file, made ready. `meanings` and `shapes` are squeezed words."""

    cells: Mapping[str, Meaning]
    headers: Mapping[str, Words]
    file_names: Mapping[str, Words]
    meanings: Mapping[str, tuple[str, ...]]
    shapes: tuple[tuple[frozenset[str], str], ...]
    zones: Mapping[str, int]
    months: Mapping[str, int]
    dropped_in_dates: frozenset[str]


def plain(text: str) -> str:
    """A header or file name as lower-case words with a space between them, without accents."""
    text = _CAMEL.sub(" ", unicodedata.normalize("NFKC", text))
    return _BETWEEN.sub(" ", _without_accents(text.lower())).strip()


def squeezed(text: str) -> str:
    """A header without anything but letters and digits."""
    return plain(text).replace(" ", "")


@lru_cache(maxsize=8192)
def meaning_of_cell(cell: str) -> Meaning:
    """What is written in a cell; EMPTY for an empty one."""
    text = cell.strip()
    if not text:
        return Meaning.EMPTY
    if len(text) > _LONGEST_WORD:
        return Meaning.UNKNOWN
    return list_words().cells.get(_cell_word(text), Meaning.UNKNOWN)


@cache
def list_words() -> ListWords:
    """The words, read once."""
    source = files("resources").joinpath("lists", "opting_out.toml").read_text(encoding="utf-8")
    table = tomllib.loads(source)
    cells = {_cell_word(word): Meaning(kind) for kind, words in table["cells"].items() for word in words}
    cells[""] = Meaning.NOTHING  # a dash, or several
    return ListWords(
        cells=cells,
        headers={kind: _words(words) for kind, words in table["headers"].items()},
        file_names={kind: _words(words) for kind, words in table["file_names"].items()},
        meanings={
            meaning: tuple(squeezed(word) for word in words) for meaning, words in table["meanings"].items()
        },
        shapes=tuple(_shape(shape) for shape in table["shapes"]),
        zones=table["zones"],
        months={
            _without_accents(word): int(number) for number, words in table["months"].items() for word in words
        },
        dropped_in_dates=frozenset(table["date_words"]["dropped"]),
    )


def _shape(shape: Mapping[str, Any]) -> tuple[frozenset[str], str]:
    return frozenset(squeezed(column) for column in shape["columns"]), shape["means"]


def _words(words: Iterable[str]) -> Words:
    """One pattern for all; spaces inside a word may be missing where it is found."""
    parts = []
    for word in sorted({plain(word) for word in words}, key=len, reverse=True):
        pattern = " ?".join(re.escape(part) for part in word.split())
        anywhere = len(word) >= _FOUND_ANYWHERE or not word.isascii()
        parts.append(pattern if anywhere else rf"(?<![a-z0-9]){pattern}(?![a-z0-9])")
    return Words(re.compile("|".join(parts)) if parts else None)


def _cell_word(cell: str) -> str:
    text = _without_accents(unicodedata.normalize("NFKC", cell).lower())
    return _IN_CELLS.sub(" ", text).strip().rstrip(".!").strip()


def _without_accents(text: str) -> str:
    """Latin letters without their accents; the marks of Japanese stay."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", text)))
