"""Reading the rows of a CSV file of any size, whatever its quoting: a bad row never takes others with it.

Python's csv module forgives much, but a quote that is opened and never closed makes it swallow the rest of a
file into one cell. Here a row over several lines counts only if its quoting is sound by the book; otherwise its
first line is reported, and reading goes on with the second.
"""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from core.files.problems import problem, refuse
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Counted, Problem, ProblemError

LONGEST_LINE = 1_000_000
"""Characters of a line; a longer one is reported and skipped, so that no file can fill the memory."""
LONGEST_CELL = csv.field_size_limit()
"""Characters of a cell, as the csv module has it."""
SEPARATOR_LINE = re.compile(r"\ufeff?sep=(.)\r?\n?\Z", re.IGNORECASE)
"""A first line that only tells Excel the delimiter."""


class CsvRow(NamedTuple):
    """One row and the line of the file on which it begins, counted from 1. `problem` says why it is bad."""

    line: int
    cells: list[str]
    problem: Problem | None = None


class _LineTooLongError(Exception):
    pass


class Rows:
    """The rows of a CSV stream, blank ones left out; iterate once.

    `width` is how many cells a row may have, `header` whether the first row is left out, `name` that of the file.
    Iterating raises ProblemError when the file can no longer be read.
    """

    def __init__(
        self,
        stream: BinaryIO,
        encoding: str,
        delimiter: str,
        *,
        width: int | None = None,
        header: bool = False,
        name: str = "",
    ) -> None:
        self._stream = stream
        self._text = io.TextIOWrapper(stream, encoding, errors="replace", newline="")
        self._delimiter = delimiter
        self._width = width
        self._header = header
        self._name = name
        self._next_line = 1
        self._used: list[str | None] = []  # lines of the row being read; None: one that was too long
        self._again: deque[str | None] = deque()
        self._ended = False

    @property
    def bytes_read(self) -> int:
        """About how far the file has been read."""
        return self._stream.tell()

    def close(self) -> None:
        """Let go of the stream without closing it."""
        self._text.detach()

    def __iter__(self) -> Iterator[CsvRow]:
        rows = self._rows()
        if self._header:
            next(rows, None)
        return rows

    def _rows(self) -> Iterator[CsvRow]:
        reader = self._reader()
        while True:
            self._used.clear()
            cells: list[str] = []
            bad: Problem | None = None
            try:
                cells = next(reader)
            except StopIteration:
                return
            except _LineTooLongError:
                bad = _line_too_long() if len(self._used) == 1 else _bad_quotes()
            except csv.Error:
                bad = _cell_too_long() if len(self._used) == 1 else _bad_quotes()
            else:
                if (len(self._used) > 1 or self._ended) and not self._is_sound():
                    bad = _bad_quotes()
            line = self._next_line - len(self._used)
            if bad is not None:
                reader = self._read_again_after(line)
                yield CsvRow(line, [(self._used[0] or "").rstrip("\r\n")[:LONGEST_CELL]], bad)
            elif "".join(cells).strip():
                if self._width is not None and len(cells) > self._width and any(cells[self._width :]):
                    bad = _too_many_cells(len(cells), self._width)
                yield CsvRow(line, cells, bad)

    def _reader(self) -> Iterator[list[str]]:
        return csv.reader(self._lines(), delimiter=self._delimiter)

    def _lines(self) -> Iterator[str]:
        """Lines for the csv module, remembered in case they must be read again."""
        characters = 0
        while True:
            line = self._again.popleft() if self._again else self._read_line()
            if line == "":
                self._ended = True
                return
            if not self._used:
                characters = 0
            self._used.append(line)
            self._next_line += 1
            if line is None:
                raise _LineTooLongError
            characters += len(line)
            if characters > LONGEST_LINE:
                raise _LineTooLongError
            yield line

    def _read_line(self) -> str | None:
        """The next line; empty at the end of the file, None for one that is too long."""
        try:
            line = self._text.readline(LONGEST_LINE)
            if self._next_line == 1:
                line = line.removeprefix("\ufeff")
                if SEPARATOR_LINE.match(line):
                    self._next_line = 2
                    line = self._text.readline(LONGEST_LINE)
            if len(line) < LONGEST_LINE or line[-1] in "\r\n":
                return line
            while line and line[-1] not in "\r\n":
                line = self._text.readline(LONGEST_LINE)
        except OSError as error:
            raise unreadable(self._name, error) from error
        return None

    def _read_again_after(self, line: int) -> Iterator[list[str]]:
        """Go back to the line after this one."""
        self._again.extendleft(reversed(self._used[1:]))
        self._next_line = line + 1
        self._ended = False
        return self._reader()

    def _is_sound(self) -> bool:
        """Whether the lines just read make one row by the book."""
        lines = [line for line in self._used if line is not None]
        try:
            return len(list(csv.reader(lines, delimiter=self._delimiter, strict=True))) == 1
        except csv.Error:
            return False


def unreadable(name: str, error: Exception) -> ProblemError:
    """Why a file could not be opened, or not be read to its end."""
    detail = type(error).__name__
    if isinstance(error, FileNotFoundError | NotADirectoryError | ValueError):
        return refuse(
            "FILE_MISSING",
            NOOP("core", "There is no file “{name}”."),
            NOOP("core", "Choose the file again; it may have been moved or renamed."),
            name=name,
            detail=detail,
        )
    if isinstance(error, PermissionError):
        return refuse(
            "FILE_NOT_ALLOWED",
            NOOP("core", "“{name}” may not be read."),
            NOOP("core", "Close it in other programs, or ask whoever owns it for the right to read it."),
            name=name,
            detail=detail,
        )
    return refuse(
        "FILE_UNREADABLE",
        NOOP("core", "“{name}” could not be read to its end."),
        NOOP("core", "Check the disk or the network drive that it lies on, then try again."),
        name=name,
        detail=detail,
    )


def _bad_quotes() -> Problem:
    return problem(
        "CSV_QUOTES",
        NOOP("core", "A quotation mark on this line is not closed as it should be."),
        NOOP("core", "Close it, or double it where it belongs to the text, then import the line again."),
    )


def _line_too_long() -> Problem:
    return problem(
        "CSV_LINE_TOO_LONG",
        NOOP("core", "The line has more than {most} characters."),
        NOOP("core", "Check that the file is a CSV file with one person on each line."),
        most=LONGEST_LINE,
    )


def _cell_too_long() -> Problem:
    return problem(
        "CSV_CELL_TOO_LONG",
        NOOP("core", "A cell on this line has more than {most} characters."),
        NOOP("core", "Shorten it, then import the line again."),
        most=LONGEST_CELL,
    )


def _too_many_cells(found: int, expected: int) -> Problem:
    return problem(
        "CSV_TOO_MANY_CELLS",
        Counted(
            NOOP("core", "The line has {found} cell, the header {expected}."),
            NOOP("core", "The line has {found} cells, the header {expected}."),
        ).template_for(found),
        NOOP("core", "Put quotation marks around cells that hold the delimiter, then import the line again."),
        found=found,
        expected=expected,
    )
