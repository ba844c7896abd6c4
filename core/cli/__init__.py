"""The command line: the headless twin of the window, with JSON answers and exit codes that scripts can trust.

Exit codes: 0 done; 1 done, but some records failed; 2 could not run (one sentence on standard error, never a
traceback); 130 interrupted. With `--json` exactly one JSON document goes to standard output, `{"error": ...}` where
a command could not run; progress goes to standard error.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Sequence
from typing import Any

import typer

from core.cli import (
    checking,
    collecting,
    connecting,
    importing,
    loading,
    network,
    orgs,
    practising,
    reporting,
    syncing,
)
from core.cli.common import (
    CANNOT_RUN,
    INTERRUPTED,
    DataDir,
    Globals,
    OrgName,
    Practice,
    advice,
    last_word,
    print_json,
)
from core.messages import CancelledError, Problem, ProblemError
from core.store.trouble import disk_trouble

log = logging.getLogger(__name__)

OpenWindow = Callable[[Globals], int]

# Newer versions of typer bring a click of their own, whose errors are not those of the package click.
_MISTYPED: Any = next(kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException")


def make_app(open_window: OpenWindow) -> typer.Typer:
    """All commands; without one, `open_window` is called and its exit code is the program's."""
    app = typer.Typer(
        name="unsubscribe-sync",
        help="Keeps e-mail unsubscribes the same here and in Salesforce. Without a command the window opens.",
        no_args_is_help=False,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    @app.callback(invoke_without_command=True)
    def root(
        context: typer.Context,
        practice: Practice = False,
        data_dir: DataDir = None,
        org: OrgName = None,
    ) -> None:
        context.obj = Globals(practice=practice, data_dir=data_dir, org=org)
        if context.invoked_subcommand is None:
            raise typer.Exit(open_window(context.obj))

    for group in (
        syncing,
        loading,
        collecting,
        importing,
        checking,
        reporting,
        connecting,
        network,
        orgs,
        practising,
    ):
        group.register(app)
    return app


def run(open_window: OpenWindow, arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; whatever goes wrong is told in one sentence."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    tell = _Teller("--json" in given)
    command = typer.main.get_command(make_app(open_window))
    try:
        code = command.main(args=given, prog_name="unsubscribe-sync", standalone_mode=False)
    except ProblemError as error:
        return tell.problem(error.problem)
    except CancelledError:
        return tell.interrupted("Interrupted; what was done stays done, and the rest is done next time.")
    except typer.Exit as error:
        return int(error.exit_code)
    except _MISTYPED as error:
        error.show(sys.stderr)
        tell.document("USAGE", error.format_message())
        return CANNOT_RUN
    except (typer.Abort, KeyboardInterrupt):
        return tell.interrupted("Interrupted.")
    except BrokenPipeError:
        # The reader of our output has gone, as `head` does; there is nobody left to tell.
        sys.stderr.close()
        return CANNOT_RUN
    except Exception as error:  # noqa: BLE001 - told to the user; the log file has it, if an engine was open
        if (problem := disk_trouble(error)) is not None:
            return tell.problem(problem)
        sentence = (
            "The program met an error of its own and stopped; the log file in the data directory has details."
        )
        tell.document("PROGRAM_ERROR", sentence)
        return _tell(sentence, CANNOT_RUN)
    return code if isinstance(code, int) else 0


class _Teller:
    """Tells why a command ended early: a sentence for people, and a document for scripts that asked for JSON."""

    def __init__(self, as_json: bool) -> None:
        self._as_json = as_json

    def problem(self, problem: Problem) -> int:
        self.document(problem.code, problem.what.english(), advice(problem.fix) or None)
        return _tell(last_word(problem.what, problem.fix), CANNOT_RUN)

    def interrupted(self, sentence: str) -> int:
        self.document("INTERRUPTED", sentence)
        return _tell(sentence, INTERRUPTED)

    def document(self, code: str, what: str, fix: str | None = None) -> None:
        # Commands print their own document as the last thing they do, so this one is the only one.
        if self._as_json:
            print_json({"error": {"code": code, "what": what, "fix": fix}})


def _tell(sentence: str, code: int) -> int:
    sys.stderr.write(sentence + "\n")
    return code
