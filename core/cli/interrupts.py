"""Ctrl+C and a termination, heard from the first moment on; and what a script was promised then.

While the program is starting nothing has been done yet, so that it ends at once. Later, commands that work for long
end in order (`common.interruptible`), and the others where they are. In every case the exit code is 130, and whoever
asked for JSON gets one document.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

INTERRUPTED = 130
_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_SENTENCE = "Interrupted."
_DOCUMENT = '{"error": {"code": "INTERRUPTED", "what": "Interrupted.", "fix": null}}'


class Promise:
    """Whether one JSON document was asked for, and whether it is on its way already.

    `farewell` is what people are told as the program ends at once; English until a language is known.
    """

    # No dataclass: what that needs takes longer to load than all of this.
    def __init__(self) -> None:
        self.as_json = False
        self.kept = False
        self.farewell: Callable[[], str] = lambda: _SENTENCE

    @property
    def is_open(self) -> bool:
        """Whether the document is still to come."""
        return self.as_json and not self.kept


promise = Promise()
"""That of the command that runs; a process runs one at a time."""


@contextmanager
def heard_from_the_start(*, as_json: bool) -> Iterator[None]:
    """Let an interruption end the program at once, until `started` is called."""
    promise.as_json, promise.kept = as_json, False
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread hears of them
        return
    before = {number: signal.signal(number, end_at_once) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def started() -> None:
    """From now on an interruption is raised as KeyboardInterrupt, so that what is open is closed."""
    if threading.current_thread() is threading.main_thread():
        for number in _SIGNALS:
            signal.signal(number, signal.default_int_handler)


@contextmanager
def while_asking() -> Iterator[None]:
    """While a person is asked, an interruption is an answer: it is raised, in commands too that else end in order."""
    before = {number: signal.signal(number, signal.default_int_handler) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def end_at_once(_number: int, _frame: FrameType | None) -> None:
    """End the process, with the document that was promised; what was written to the database is kept."""
    with suppress(OSError, ValueError, RuntimeError, AttributeError):
        # RuntimeError: the interruption came in the middle of a write.
        sys.stdout.flush()
    if promise.is_open:
        _write(1, _DOCUMENT)
    _write(2, promise.farewell())
    os._exit(INTERRUPTED)


def _write(descriptor: int, line: str) -> None:
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    with suppress(OSError):
        os.write(descriptor, f"{line}\n".encode(encoding, "backslashreplace"))
