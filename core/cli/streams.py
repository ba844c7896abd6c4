"""`-` for a file: standard input and output in its place, as other tools have it."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.cli.console import write_bytes
from core.cli.interrupts import while_asking
from core.cli.mistyped import Mistyped
from core.collect.csv_encoding import UTF_8, recognise
from core.collect.csv_reading import unreadable
from core.files.problems import refuse
from core.messages import QT_TRANSLATE_NOOP as NOOP

FROM_STANDARD_INPUT = TO_STANDARD_OUTPUT = "-"
ONE_ANSWER = NOOP("cli", "Standard output has room for one of the two: --json, or the file -.")
"""Said where both were asked for."""
_NAME_OF_INPUT = "standard-input"
_PORTION = 1 << 16
_LONGEST_LIST = 1 << 25
"""Bytes of a list of addresses: about a million of them."""
_MARK = "\ufeff".encode()


@contextmanager
def input_file(given: str) -> Iterator[Path]:
    """The file that was named; for `-` what came on standard input, in a file that is gone afterwards."""
    if given != FROM_STANDARD_INPUT:
        yield Path(given)
        return
    with tempfile.TemporaryDirectory(prefix="unsubscribe-sync-") as folder:
        path = Path(folder) / _NAME_OF_INPUT
        with path.open("wb") as stream, while_asking():
            for portion in _standard_input():
                stream.write(portion)
        yield path


@contextmanager
def output(given: str) -> Iterator[Path]:
    """Where to write; for `-` it goes to standard output once it is whole, without the mark that spreadsheets want."""
    if given != TO_STANDARD_OUTPUT:
        yield Path(given)
        return
    with tempfile.TemporaryDirectory(prefix="unsubscribe-sync-") as folder:
        path = Path(folder) / TO_STANDARD_OUTPUT
        yield path
        with path.open("rb") as stream:
            portion = stream.read(_PORTION).removeprefix(_MARK)
            while portion:
                write_bytes(portion)
                portion = stream.read(_PORTION)


def text_given(given: str) -> str:
    """The text of a list, from a file or, for `-`, from standard input; raises ProblemError for what is no text."""
    name = _NAME_OF_INPUT if given == FROM_STANDARD_INPUT else Path(given).name
    if given == FROM_STANDARD_INPUT:
        with while_asking():
            raw = _bounded(_standard_input())
    else:
        try:
            with Path(given).open("rb") as stream:
                raw = _bounded(iter(lambda: stream.read(_PORTION), b""))
        except (OSError, ValueError) as error:
            raise unreadable(name, error) from error
    encoding = recognise(raw)
    if len(raw) > _LONGEST_LIST or encoding is None:
        raise refuse(
            "NO_LIST",
            NOOP("core", "“{name}” is no list of addresses: it is too long, or no text at all."),
            NOOP(
                "core",
                "Give a text file with one address a line; for a file of another tool there is import.",
            ),
            name=name,
        )
    try:
        return raw.decode(encoding if encoding != UTF_8 else "utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode(encoding, "replace")


def _standard_input() -> Iterator[bytes]:
    if sys.stdin is None:
        raise Mistyped(NOOP("cli", "Standard input is closed."))
    yield from iter(lambda: sys.stdin.buffer.read(_PORTION), b"")


def _bounded(portions: Iterator[bytes]) -> bytes:
    raw = bytearray()
    for portion in portions:
        raw += portion
        if len(raw) > _LONGEST_LIST:
            break
    return bytes(raw)
