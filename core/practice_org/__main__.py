"""Start a practice org: `python -m core.practice_org`; the package docstring tells all of it.

Light on purpose: an interruption is heard before anything else is loaded.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from types import FrameType

INTERRUPTED = 130
_SENTENCE = "Interrupted."


def main(argv: Sequence[str] | None = None) -> int:
    """Serve until told to stop; returns the exit code."""
    given = list(sys.argv[1:] if argv is None else argv)

    def end_at_once(_number: int, _frame: FrameType | None) -> None:
        if "--json" in given:
            _write(1, json.dumps({"error": {"code": "INTERRUPTED", "what": _SENTENCE, "fix": None}}))
        _write(2, _SENTENCE)
        os._exit(INTERRUPTED)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end_at_once)
    from core.practice_org.command import serve

    return serve(given)


def _write(descriptor: int, line: str) -> None:
    with suppress(OSError):
        os.write(descriptor, f"{line}\n".encode("ascii"))


if __name__ == "__main__":
    sys.exit(main())
