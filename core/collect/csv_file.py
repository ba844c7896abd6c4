"""Looking at a CSV file: its encoding, delimiter and header, or in a sentence why it cannot be read."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from core.collect.csv_encoding import SAMPLE_BYTES, chosen, recognise
from core.collect.csv_reading import SEPARATOR_LINE, Rows, unreadable
from core.files.open_folder import NotOrdinaryError, open_chosen
from core.files.problems import refuse
from core.files.safe_cells import unguarded
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import ProblemError
from core.store.addresses import looks_like_address

DELIMITERS = (",", "\t", ";", "|")
"""What may stand between cells; the first of those that fit equally well is taken."""
_NAMES = {"comma": ",", "tab": "\t", "\\t": "\t", "semicolon": ";", "pipe": "|"}
_FIRST_ROWS = 20
_JUDGED_ROWS = 50
_JUDGED_BYTES = 64 * 1024
Opener = Callable[[Path], BinaryIO]
"""Opens an ordinary file to read; raises NotOrdinaryError for anything else, without waiting for it."""
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True, slots=True)
class CsvShape:
    """How a file is written. `headers` are numbers where it has no header row; `first_rows` are those below it.

    `size` is in bytes.
    """

    path: Path
    encoding: str
    delimiter: str
    headers: tuple[str, ...]
    has_header: bool
    first_rows: tuple[tuple[str, ...], ...]
    size: int
    opener: Opener = field(default=open_chosen, compare=False, repr=False)


def inspect(
    path: Path, encoding: str | None = None, delimiter: str | None = None, opener: Opener = open_chosen
) -> CsvShape:
    """Find out how a file is written, except for what is given; only its first part is read.

    `opener` opens it, now and for its rows.

    Raises ProblemError when the file cannot be opened, is empty, or is no text.
    """
    encoding = chosen(encoding) if encoding else None
    delimiter = _chosen_delimiter(delimiter) if delimiter else None
    with opened(path, opener) as stream:
        try:
            size = stream.seek(0, 2)
            encoding = encoding or _recognised(path, stream)
            stream.seek(0)
            start = stream.read(_JUDGED_BYTES)
            delimiter = delimiter or _best_delimiter(start.decode(encoding, "replace"), len(start) < size)
            stream.seek(0)
        except OSError as error:
            raise unreadable(path.name, error) from error
        with closing(Rows(stream, encoding, delimiter, name=path.name)) as rows:
            first = list(islice(rows, _FIRST_ROWS + 1))
    if not first:
        raise _empty(path)
    if first[0].problem is not None:
        raise ProblemError(first[0].problem)
    texts = [tuple(unguarded(cell) for cell in row.cells) for row in first]
    has_header = not any(looks_like_address(cell) for cell in texts[0])
    headers = texts[0] if has_header else tuple(str(number + 1) for number in range(len(texts[0])))
    shown = texts[1:] if has_header else texts[:_FIRST_ROWS]
    return CsvShape(path, encoding, delimiter, headers, has_header, tuple(shown), size, opener)


@contextmanager
def rows_of(shape: CsvShape) -> Iterator[Rows]:
    """The rows of a file whose shape is known, without its header; raises ProblemError when it cannot be read."""
    with (
        opened(shape.path, shape.opener) as stream,
        closing(
            Rows(
                stream,
                shape.encoding,
                shape.delimiter,
                width=len(shape.headers) if shape.has_header else None,
                header=shape.has_header,
                name=shape.path.name,
            )
        ) as rows,
    ):
        yield rows


@contextmanager
def opened(path: Path, opener: Opener = open_chosen) -> Iterator[BinaryIO]:
    """The bytes of a file; raises ProblemError in words for the person who chose it."""
    try:
        stream = opener(path)
    except IsADirectoryError:
        raise refuse(
            "FILE_IS_A_FOLDER",
            NOOP("core", "“{name}” is a folder."),
            NOOP("core", "Choose a CSV file, for instance one inside it."),
            name=path.name,
        ) from None
    except NotOrdinaryError:
        raise refuse(
            "FILE_NOT_ORDINARY",
            NOOP("core", "“{name}” is not an ordinary file."),
            NOOP("core", "Choose a CSV file."),
            name=path.name,
        ) from None
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the path
        raise unreadable(path.name, error) from error
    with stream:
        yield stream


def _recognised(path: Path, stream: BinaryIO) -> str:
    stream.seek(0)
    sample = stream.read(SAMPLE_BYTES)
    if sample.startswith(_WORKBOOKS):
        raise refuse(
            "FILE_IS_A_WORKBOOK",
            NOOP("core", "“{name}” is a workbook or an archive, not a CSV file."),
            NOOP("core", "Open it in the spreadsheet program, save it as CSV UTF-8, and import that file."),
            name=path.name,
        )
    encoding = recognise(_telling(sample, stream))
    if encoding is None:
        raise refuse(
            "FILE_IS_NO_TEXT",
            NOOP("core", "“{name}” is not a text file."),
            NOOP("core", "Export it anew as CSV; if it was text once, it is damaged."),
            name=path.name,
        )
    return encoding


def _telling(sample: bytes, stream: BinaryIO) -> bytes:
    """The first part of a file that says something about its encoding: plain ASCII says nothing."""
    while sample.isascii() and b"\0" not in sample and len(sample) > 0:
        block = stream.read(SAMPLE_BYTES)
        if not block:
            return sample
        if not block.isascii():  # begin on a line, so that no character is cut in two
            ends = max(sample.rfind(b"\n"), sample.rfind(b"\r"))
            return sample[ends + 1 :] + block
        sample = block
    return sample


def _best_delimiter(start: str, is_cut: bool) -> str:
    """The delimiter with which most of the first rows have as many cells as the very first one."""
    lines = start.splitlines(keepends=True)
    said = SEPARATOR_LINE.match(lines[0]) if lines else None
    if said:
        return said[1]
    whole = lines[:-1] if is_cut else lines
    best, best_score = DELIMITERS[0], (0.0, 0)
    for delimiter in DELIMITERS:
        counts: list[int] = []
        try:
            counts.extend(
                len(row) for row in islice(csv.reader(whole, delimiter=delimiter), _JUDGED_ROWS) if row
            )
        except csv.Error:  # a cell too long to be one: judge by the rows before it
            counts = counts or [0]
        if counts and counts[0] > 1:
            score = (sum(count == counts[0] for count in counts) / len(counts), counts[0])
            if score > best_score:
                best, best_score = delimiter, score
    return best


def _chosen_delimiter(text: str) -> str:
    delimiter = _NAMES.get(text.strip().lower(), text)
    if len(delimiter) != 1 or delimiter in '"\r\n' or delimiter.isalnum():
        raise refuse(
            "DELIMITER_UNKNOWN",
            NOOP("core", "“{text}” cannot be a delimiter."),
            NOOP("core", "Use one of: comma, tab, semicolon, pipe."),
            text=text,
        )
    return delimiter


def _empty(path: Path) -> ProblemError:
    return refuse(
        "FILE_EMPTY",
        NOOP("core", "“{name}” is empty."),
        NOOP("core", "Check that the export it comes from has finished and held anything."),
        name=path.name,
    )
