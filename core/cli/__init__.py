"""The command line: the headless twin of the window, with JSON answers and exit codes that scripts can trust.

Exit codes: 0 done; 1 done, but some records failed; 2 could not run (one sentence on standard error, never a
traceback); 130 interrupted. With `--json` exactly one JSON document goes to standard output; progress goes to
standard error.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Sequence
from typing import Any

import typer

from core.cli import checking, collecting, connecting, loading, network, orgs, practising, reporting, syncing
from core.cli.common import CANNOT_RUN, INTERRUPTED, DataDir, Globals, OrgName, Practice, last_word
from core.messages import CancelledError, ProblemError

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

    for group in (syncing, loading, collecting, checking, reporting, connecting, network, orgs, practising):
        group.register(app)
    return app


def run(open_window: OpenWindow, arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; whatever goes wrong is told in one sentence."""
    command = typer.main.get_command(make_app(open_window))
    try:
        code = command.main(
            args=list(sys.argv[1:] if arguments is None else arguments),
            prog_name="unsubscribe-sync",
            standalone_mode=False,
        )
    except ProblemError as error:
        return _tell(last_word(error.problem.what, error.problem.fix), CANNOT_RUN)
    except CancelledError:
        return _tell("Interrupted; what was done stays done, and the rest is done next time.", INTERRUPTED)
    except typer.Exit as error:
        return int(error.exit_code)
    except _MISTYPED as error:
        error.show(sys.stderr)
        return CANNOT_RUN
    except (typer.Abort, KeyboardInterrupt):
        return _tell("Interrupted.", INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output has gone, as `head` does; there is nobody left to tell.
        sys.stderr.close()
        return CANNOT_RUN
    except Exception:
        log.exception("a command failed by an error of its own")
        return _tell(
            "The program met an error of its own and stopped; the log file in the data directory has details.",
            CANNOT_RUN,
        )
    return code if isinstance(code, int) else 0


def _tell(sentence: str, code: int) -> int:
    sys.stderr.write(sentence + "\n")
    return code
