"""The one place that writes to the terminal: what a command says arrives, or its loss is known, and nothing else.

- A text never fails to print: what the terminal's encoding lacks is written out (`\\u5c71`).
- What steers a terminal is shown and never sent, see `core.plain_text.shown`.
- JSON is pure ASCII, whatever the encoding of the system: no pipe and no shell can damage it.
- An output that is closed, full, or whose reader has gone hinders no command and changes nothing of what it did;
  only the end of the program tells it, see `exit_code`.

Help texts and complaints of the command line's library and the progress bar go through the same outlets, because
they stand in place of the streams while a command runs.
"""

from __future__ import annotations

import errno
import io
import json
import os
import select
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from math import isfinite
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO, cast

from core.cli.interrupts import promise
from core.cli.language import phrase
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.plain_text.shown import shown

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, ProgressColumn

ANSWER_LOST = 74
"""Exit code of a command that did its work and could not write its answer, as sysexits.h has it for writing."""
READER_GONE = 141
"""The same where whoever read the answer has gone, as with `head`: what shells report of other programs then."""

DISK_FULL = NOOP(
    "cli",
    "The answer was lost, because the disk is full; what the command did is done, and is in the status log.",
)
NOT_WRITABLE = NOOP(
    "cli",
    "The answer was lost, because standard output cannot be written to; what the command did is done, and is in the "
    "status log.",
)


class Outlet(io.TextIOBase):
    """Stands in place of a standard stream. Writing to it never fails: `lost` is what was in the way, if anything."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream
        self.lost: OSError | None = None

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """The encoding of the stream, which decides what can be written."""
        return getattr(self._stream, "encoding", None) or "utf-8"

    def write(self, text: str) -> int:
        """Write a text, with what its encoding lacks written out."""
        safe = text.encode(self.encoding, "backslashreplace").decode(self.encoding)
        self._try(lambda stream: stream.write(safe))
        return len(text)

    def write_bytes(self, text: bytes) -> None:
        """Write a text as it is, past the encoding of the stream."""

        def write(stream: TextIO) -> None:
            buffer: BinaryIO | None = getattr(stream, "buffer", None)
            if buffer is None:
                stream.write(text.decode())
            else:
                stream.flush()
                buffer.write(text)

        self._try(write)

    def flush(self) -> None:
        """Send on what was written."""
        if self._stream is not None:
            self._try(lambda stream: stream.flush())

    def isatty(self) -> bool:
        """Whether somebody sits in front of it."""
        try:
            return self._stream is not None and self._stream.isatty()
        except ValueError:  # closed
            return False

    def fileno(self) -> int:
        """The descriptor behind it; raises OSError where there is none."""
        if self._stream is None:
            raise io.UnsupportedOperation("fileno")
        return self._stream.fileno()

    def has_reader(self) -> bool:
        """Whether somebody can still hear what is written; a pipe's reader that has gone is noticed without a word."""
        self.flush()
        if self.lost is None and sys.platform != "win32":
            gone = select.poll()
            with suppress(OSError, ValueError):
                gone.register(self.fileno(), 0)
                if any(told & (select.POLLERR | select.POLLHUP) for _, told in gone.poll(0)):
                    self.lost = BrokenPipeError(errno.EPIPE, "its reader has gone")
        return self.lost is None

    def writable(self) -> bool:
        """Always."""
        return True

    def let_go(self) -> None:
        """Keep the interpreter, as it ends, from failing once more at what could not be written."""
        if self.lost is None or self._stream is None:
            return
        with suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)

    def _try(self, act: Callable[[TextIO], object]) -> None:
        if self._stream is None:
            self.lost = OSError(errno.EBADF, "closed")
        if self.lost is not None or self._stream is None:
            return
        try:
            act(self._stream)
        except OSError as error:
            self.lost = error
        except ValueError:  # what Python says of a closed file
            self.lost = OSError(errno.EBADF, "closed")


@contextmanager
def outlets() -> Iterator[Outlet]:
    """Let everything that is printed go through outlets; gives the one of the answer."""
    _occupy_standard_descriptors()
    before = sys.stdout, sys.stderr
    answer, beside = Outlet(before[0]), Outlet(before[1])
    sys.stdout, sys.stderr = cast(TextIO, answer), cast(TextIO, beside)
    try:
        yield answer
    finally:
        sys.stdout, sys.stderr = before
        for outlet in (answer, beside):
            outlet.flush()
            outlet.let_go()


def _occupy_standard_descriptors() -> None:
    """Where a standard stream is closed, its number must not go to a file of ours, into which others would write."""
    if os.name != "posix":
        return
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free


def exit_code(code: int, answer: Outlet) -> int:
    """The exit code of a command that came to `code`, once its answer is on its way.

    A command that could not run, or was interrupted, ends as such whether or not anybody hears of it.
    """
    answer.flush()
    if answer.lost is None or code not in (0, 1):
        return code
    if isinstance(answer.lost, BrokenPipeError):
        return READER_GONE
    full = answer.lost.errno in (errno.ENOSPC, errno.EDQUOT)
    note(phrase(DISK_FULL if full else NOT_WRITABLE))
    return ANSWER_LOST


def is_heard() -> bool:
    """Send on what was said, and tell whether anybody can still hear it; for whoever keeps on telling."""
    return not isinstance(sys.stdout, Outlet) or sys.stdout.has_reader()


def is_attended() -> bool:
    """Whether somebody sits at a terminal who can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def say(sentence: str) -> None:
    """A line of the answer, for people."""
    sys.stdout.write(f"{shown(sentence)}\n")


def note(sentence: str) -> None:
    """A line beside the answer: progress, hints, complaints."""
    sys.stderr.write(f"{shown(sentence)}\n")


def print_json(document: Any) -> None:
    """The one JSON document of a command. It is sent on at once: an interruption that comes later leaves it whole."""
    text = _ascii(document, indent=2)
    promise.kept = True
    write_bytes(text)
    sys.stdout.flush()


def print_json_line(document: Any) -> None:
    """A document on a line of its own, where there is one after the other."""
    promise.kept = True
    write_bytes(_ascii(document, indent=None))


def table_console() -> Console:
    """What lays out tables on the answer's side. Texts that go into them are `shown` first."""
    from rich.console import Console

    return Console(file=sys.stdout)


def progress_bar(*columns: ProgressColumn, transient: bool = False) -> Progress:
    """A bar beside the answer on a terminal, nothing elsewhere."""
    # Here and not above: rich takes long to load, and few commands have a table or a bar.
    from rich.console import Console
    from rich.progress import Progress

    return Progress(
        *columns, console=Console(file=sys.stderr), disable=not sys.stderr.isatty(), transient=transient
    )


def write_bytes(text: bytes) -> None:
    """A part of the answer that has an encoding of its own, such as a file."""
    if isinstance(sys.stdout, Outlet):
        sys.stdout.write_bytes(text)
    else:
        sys.stdout.write(text.decode())


def _ascii(document: Any, *, indent: int | None) -> bytes:
    text = json.dumps(_plain(document), indent=indent, allow_nan=False)
    # JSON leaves this one control character as it is.
    return (text.replace("\x7f", "\\u007f") + "\n").encode("ascii")


def _plain(value: Any) -> Any:
    """The value of what JSON has, so that no document can fail to be written."""
    if isinstance(value, str):
        # Half a character is no text to any strict reader; file names have them on Linux.
        return str(value) if value.isascii() else value.encode("utf-8", "backslashreplace").decode()
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, Mapping):
        return {_plain(str(key)): _plain(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(entry) for entry in value]
    return value.isoformat() if isinstance(value, datetime) else _plain(str(value))
