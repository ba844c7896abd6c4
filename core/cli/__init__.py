"""The command line: the headless twin of the window, with JSON answers and exit codes that scripts can trust.

Exit codes: 0 done; 1 done, but some records failed; 2 could not run (one sentence on standard error, never a
traceback); 130 interrupted; 74 done, but the answer could not be written; 141 done, but its reader had gone. With
`--json` exactly one JSON document goes to standard output, `{"error": ...}` where a command could not run; progress
goes to standard error.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import typer

from core.cli import (
    beginning,
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
    for_scripts,
    last_word,
)
from core.cli.console import exit_code, note, outlets, print_json
from core.cli.language import SYSTEM, phrase, speak
from core.credentials import taken_from
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import CancelledError, Message, Problem, ProblemError
from core.store.begin_anew import LOST
from core.store.trouble import disk_trouble

BEGIN_ANEW = "If it is lost for good, unsubscribe-sync begin-anew begins with an empty one."

OpenWindow = Callable[[Globals], int]

# Newer versions of typer bring a click of their own, whose errors are not those of the package click.
_MISTYPED: Any = next(kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException")


def make_app(open_window: OpenWindow, environment: Mapping[str, str] = os.environ) -> typer.Typer:
    """All commands; without one, `open_window` is called and its exit code is the program's.

    `environment` may hand over the access to an org.
    """
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
        context.obj = Globals(practice=practice, data_dir=data_dir, org=org, environment=environment)
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
        beginning,
        practising,
    ):
        group.register(app)
    return app


def run(open_window: OpenWindow, arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; whatever goes wrong is told in one sentence.

    What the environment of this process hands over of the access to an org is taken out of it first.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    speak(SYSTEM)
    with outlets() as answer:
        code = _run(make_app(open_window, taken_from(os.environ)), given, _Teller("--json" in given))
        return exit_code(code, answer)


def _run(app: typer.Typer, given: list[str], tell: _Teller) -> int:
    command = typer.main.get_command(app)
    try:
        code = command.main(args=given, prog_name="unsubscribe-sync", standalone_mode=False)
    except ProblemError as error:
        return tell.problem(error.problem)
    except CancelledError:
        return tell.interrupted(STOPPED)
    except typer.Exit as error:
        return int(error.exit_code)
    except _MISTYPED as error:
        return tell.mistyped(error)
    except (typer.Abort, KeyboardInterrupt):
        return tell.interrupted(INTERRUPTED_AT_ONCE)
    except Exception as error:  # noqa: BLE001 - told to the user; the log file has it, if an engine was open
        if (problem := disk_trouble(error)) is not None:
            return tell.problem(problem)
        return tell.error_of_its_own()
    return code if isinstance(code, int) else 0


NOTHING = Message("")
STOPPED = NOOP("cli", "Interrupted; what was done stays done, and the rest is done next time.")
INTERRUPTED_AT_ONCE = NOOP("cli", "Interrupted.")
OWN_ERROR = NOOP(
    "cli", "The program met an error of its own and stopped; the log file in the data directory has details."
)


class _Teller:
    """Tells why a command ended early: a sentence for people, and a document for scripts that asked for JSON."""

    def __init__(self, as_json: bool) -> None:
        self._as_json = as_json

    def problem(self, problem: Problem) -> int:
        anew = BEGIN_ANEW if problem.code in LOST else ""
        fix = f"{for_scripts(NOTHING, problem.fix)} {anew}".strip()
        self._document(problem.code, problem.what.english(), fix or None)
        note(f"{last_word(problem.what, problem.fix)} {anew}".strip())
        return CANNOT_RUN

    def interrupted(self, sentence: str) -> int:
        self._document("INTERRUPTED", sentence)
        note(phrase(sentence))
        return INTERRUPTED

    def mistyped(self, error: Any) -> int:
        context = getattr(error, "ctx", None)
        if context is not None:
            for line in context.get_usage().splitlines():
                note(line)
            note(f"Try '{context.command_path} --help' for help.")
        note(f"Error: {error.format_message()}")
        self._document("USAGE", error.format_message())
        return CANNOT_RUN

    def error_of_its_own(self) -> int:
        self._document("PROGRAM_ERROR", OWN_ERROR)
        note(phrase(OWN_ERROR))
        return CANNOT_RUN

    def _document(self, code: str, what: str, fix: str | None = None) -> None:
        # Commands print their own document as the last thing they do, so this one is the only one.
        if self._as_json:
            print_json({"error": {"code": code, "what": what, "fix": fix}})
