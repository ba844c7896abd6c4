"""The command line: the headless twin of the window, with JSON answers and exit codes that scripts can trust.

Exit codes: 0 done; 1 done, but not all of it; 2 could not run (one sentence on standard error, never a traceback);
3 held, waits for a yes; 130 interrupted; 74 done, but the answer could not be written; 141 done, but its reader had
gone. With `--json` exactly one JSON document goes to standard output, with `error` where the code is 2, 3 or 130;
progress goes to standard error.

This module is light on purpose: Ctrl+C is listened to before anything else is loaded, and what a command does not
need is not loaded for it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence

from core.cli.interrupts import heard_from_the_start, started

TYPE_CHECKING = False  # typing's own takes as long to load as the rest of this module
if TYPE_CHECKING:
    from core.cli.start import Globals


def run(open_window: Callable[[Globals], int], arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; whatever goes wrong is told in one sentence.

    Without a command `open_window` is called, and its exit code is the program's.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    with heard_from_the_start(as_json="--json" in _options_in(given)):
        from core.cli.start import meant_window

        meant = meant_window(given)
        if meant is not None:
            return _run_window(open_window, meant)
        from core.cli.program import run_program

        return run_program(open_window, given)


def _run_window(open_window: Callable[[Globals], int], meant: Globals) -> int:
    """The same as `run_program` for a window, which asks no library how its options are to be read."""
    from dataclasses import replace

    from core.cli.console import exit_code, outlets
    from core.secrets.credentials import taken_from

    with outlets() as answer:
        started()
        try:
            code = open_window(replace(meant, environment=taken_from(os.environ)))
        except BaseException as error:  # noqa: BLE001 - raised again where it is no reason to be told
            from core.cli.language import SYSTEM, speak
            from core.cli.program import tell_why

            speak(SYSTEM)
            code = tell_why(error)
        return exit_code(code, answer)


def _options_in(given: list[str]) -> list[str]:
    """What may be options: after -- all are arguments."""
    return given[: given.index("--")] if "--" in given else given
