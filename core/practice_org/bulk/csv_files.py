"""CSV of bulk jobs: results that can be opened at any row, and uploads that can be read on from any row."""

from __future__ import annotations

import csv
import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

CHUNK = 1000
"""Rows between two places that are kept of a result."""

BLOCK = 1 << 18
"""Bytes read from a file at a time."""


def written(values: Sequence[str], separator: str, row_end: str) -> str:
    """One row, every value in quotes, as Salesforce writes results."""
    quote = '"'
    return separator.join(f'"{value.replace(quote, quote * 2)}"' for value in values) + row_end


class ResultWriter:
    """Writes a result: first the header, then rows that are CSV already, a chunk at a time.

    Every chunk but the last must have CHUNK rows. `close` writes the places where the chunks begin.
    """

    def __init__(self, result: Path, places: Path, header: str) -> None:
        self._places_path = places
        self._places = array("Q")
        self._stream = result.open("wb")
        self._stream.write(header.encode())

    def write(self, rows: str) -> None:
        """Add a chunk."""
        self._places.append(self._stream.tell())
        self._stream.write(rows.encode())

    @property
    def size(self) -> int:
        """Bytes written so far."""
        return self._stream.tell()

    def close(self) -> None:
        """Finish the files."""
        self._places.append(self._stream.tell())
        self._stream.close()
        self._places_path.write_bytes(self._places.tobytes())


class ResultReader:
    """Reads stretches of a result that ResultWriter wrote."""

    def __init__(self, result: Path, places: Path) -> None:
        self._path = result
        self._places_path = places

    def header(self) -> bytes:
        """The header row."""
        with self._path.open("rb") as stream:
            return stream.read(self._place(0))

    def place_of(self, row: int) -> int:
        """Where row number `row` (from 0) begins, or ends the one before it."""
        chunk, within = divmod(row, CHUNK)
        start = self._place(chunk)
        if not within:
            return start
        with self._path.open("rb") as stream:
            stream.seek(start)
            return start + _end_of_rows(stream, within)

    def _place(self, chunk: int) -> int:
        with self._places_path.open("rb") as stream:
            stream.seek(chunk * 8)
            [place] = array("Q", stream.read(8))
        return place


def _end_of_rows(stream: BinaryIO, rows: int) -> int:
    """How many bytes so many rows take; a line break inside quotes ends none."""
    length = 0
    quotes = 0
    for line in stream:
        length += len(line)
        quotes += line.count(b'"')
        if not quotes & 1:
            rows -= 1
            if not rows:
                break
    return length


def stretch(path: Path, start: int, end: int, before: bytes = b"") -> Iterator[bytes]:
    """The bytes of a file from `start` up to `end` in blocks, after `before`."""
    if before:
        yield before
    with path.open("rb") as stream:
        stream.seek(start)
        left = end - start
        while left > 0:
            block = stream.read(min(BLOCK, left))
            if not block:
                return
            left -= len(block)
            yield block


# what clients upload


class UnusableUpload(Exception):
    """The upload as a whole, from here on, cannot be used; the text is what the job answers."""


@dataclass(frozen=True, slots=True)
class UploadedRow:
    """One row: `fault` says why it cannot be read as CSV, then `values` are a guess; `end` is where the next begins."""

    values: list[str]
    end: int
    fault: str = ""


UNESCAPED_QUOTE = "Failed to parse CSV. Found unescaped quote. A value with quote should be within a quote"
STRAY_LINE_BREAK = "Failed to parse CSV. Found a line break within a value. It should be within a quote"


class Upload:
    """Reads the rows of an upload, from any place at which a row begins.

    Iterating raises UnusableUpload for bytes that are not UTF-8, and for rows that end in another way than
    the job says.
    """

    def __init__(self, stream: BinaryIO, separator: str, row_end: str) -> None:
        self._stream = stream
        self._separator = separator
        self._row_end = row_end
        self._position = stream.tell()
        self._lines: list[str] = []
        # Values are not trimmed: a blank before an opening quote makes the quote a part of the value.
        start = rf"(?:\A|{re.escape(separator)})"
        blank = "[ ]" if separator == "\t" else r"[ \t]"
        self._blank_before_quote = re.compile(rf'{start}{blank}+"')
        self._quoted_value = re.compile(rf'({start})"(?:[^"]|"")*"')

    def __iter__(self) -> Iterator[UploadedRow]:
        reader = csv.reader(self._decoded(), delimiter=self._separator, strict=True)
        while True:
            self._lines.clear()
            try:
                values = next(reader, None)
            except csv.Error:
                yield self._unreadable()
                continue
            if values is None:
                return
            self._check_row_end()
            if not values:
                continue
            fault = ""
            if any(value[:1] in " \t" and '"' in value for value in values) and (
                # Inside a quoted value a blank before a quote means nothing.
                self._blank_before_quote.search(self._quoted_value.sub(r"\1", "".join(self._lines)))
            ):
                fault = UNESCAPED_QUOTE
            yield UploadedRow(values, self._position, fault)

    def _decoded(self) -> Iterator[str]:
        for line in self._stream:
            self._position += len(line)
            try:
                text = line.decode()
            except UnicodeDecodeError:
                raise UnusableUpload("ClientInputError : The uploaded data is not in UTF-8") from None
            self._lines.append(text)
            yield text

    def _check_row_end(self) -> None:
        last = self._lines[-1]
        if last.endswith("\n") and last.endswith("\r\n") != (self._row_end == "\r\n"):
            name = "CRLF" if self._row_end == "\r\n" else "LF"
            raise UnusableUpload(
                f"ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is {name}"
            )

    def _unreadable(self) -> UploadedRow:
        text = "".join(self._lines).rstrip("\r\n")
        guess = [value.strip(' "') for value in text.split(self._separator)]
        return UploadedRow(guess, self._position, UNESCAPED_QUOTE if '"' in text else STRAY_LINE_BREAK)
