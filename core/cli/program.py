"""All commands, loaded as they are needed, and how the program ends: an exit code, a sentence, a document."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Annotated, Any

import typer

from core.cli.common import (
    CANNOT_RUN,
    DONE,
    AsJson,
    DataDir,
    Globals,
    OrgName,
    Practice,
    english_advice,
    last_word,
)
from core.cli.console import exit_code, note, outlets, print_json, say
from core.cli.help import WIDEST, PlainGroup, json_below, made_plain
from core.cli.interrupts import INTERRUPTED, promise, started
from core.cli.language import SYSTEM, phrase, speak
from core.cli.mistyped import Mistyped, complaint
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import CancelledError, Problem, ProblemError
from core.secrets.credentials import taken_from
from core.store.begin_anew import LOST
from core.store.trouble import disk_trouble

PROGRAM = "unsubscribe-sync"
BEGIN_ANEW = NOOP("cli", "If it is lost for good, unsubscribe-sync begin-anew begins with an empty one.")
STOPPED = NOOP("cli", "Interrupted; what was done stays done, and the rest is done next time.")
INTERRUPTED_AT_ONCE = NOOP("cli", "Interrupted.")
OWN_ERROR = NOOP(
    "cli", "The program met an error of its own and stopped; the log file in the data directory has details."
)
_COMPLETING = "_UNSUBSCRIBE_SYNC_COMPLETE"
"""In the environment while a shell asks how a line may go on."""

OpenWindow = Callable[[Globals], int]

# Newer versions of typer bring a click of their own, whose errors are not those of the package click.
_MISTYPED: Any = next(kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException")

COMMANDS = {
    "sync": "syncing",
    "push": "syncing",
    "load-people": "loading",
    "unsubscribe": "collecting",
    "resubscribe": "collecting",
    "import": "importing",
    "imports": "importing",
    "export": "collecting",
    "checklist": "checking",
    "status": "reporting",
    "log": "reporting",
    "settings": "setting",
    "connect": "connecting",
    "disconnect": "connecting",
    "orgs": "orgs",
    "begin-anew": "beginning",
    "network": "network",
    "alarms": "alarms",
    "practice-org": "practising",
}
"""Every command, in the order of the help, and the module of this package that has it."""


class Commands(PlainGroup):
    """The commands, each loaded when it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        """All names."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """A command by its name, None for none."""
        if cmd_name not in COMMANDS:
            return None
        if cmd_name not in self.commands:
            group = typer.Typer(add_completion=False, rich_markup_mode=None)
            import_module(f"core.cli.{COMMANDS[cmd_name]}").register(group)
            for name, command in typer.main.get_group(group).commands.items():
                self.commands[name] = made_plain(command)
        return self.commands[cmd_name]


def make_app(open_window: OpenWindow, environment: Mapping[str, str] = os.environ) -> typer.Typer:
    """All commands; without one, `open_window` is called and its exit code is the program's.

    `environment` may hand over the access to an org.
    """
    app = typer.Typer(
        name=PROGRAM,
        help="Keeps e-mail unsubscribes the same here and in Salesforce. Without a command the window opens.",
        cls=Commands,
        no_args_is_help=False,
        pretty_exceptions_enable=False,
        # Without frames around it a help text is read in narrow windows and by programs that read aloud.
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": WIDEST},
    )

    @app.callback(invoke_without_command=True)
    def root(
        context: typer.Context,
        practice: Practice = False,
        data_dir: DataDir = None,
        org: OrgName = None,
        as_json: AsJson = False,
        show_version: Annotated[
            bool, typer.Option("--version", help="Say which version this is.", is_eager=True)
        ] = False,
    ) -> None:
        if show_version:
            from importlib.metadata import version

            number = version(PROGRAM)
            print_json({"version": number}) if as_json or promise.as_json else say(f"{PROGRAM} {number}")
            raise typer.Exit
        context.obj = Globals(practice=practice, data_dir=data_dir, org=org, environment=environment)
        chosen = context.invoked_subcommand
        if chosen is None:
            if as_json:
                raise Mistyped(NOOP("cli", "--json goes with a command; without one the window opens."))
            raise typer.Exit(open_window(context.obj))
        _refuse_what_it_does_not_take(
            context, chosen, {"practice": practice, "org": org, "data_dir": data_dir}
        )
        if as_json:
            context.default_map = json_below(context.command)

    return app


def _refuse_what_it_does_not_take(context: typer.Context, chosen: str, given: Mapping[str, object]) -> None:
    """An option before a command that has no such option would be passed over without a word."""
    command: Any = context.command.get_command(context, chosen)  # type: ignore[attr-defined]
    if command is None:
        return
    taken = {parameter.name for parameter in command.params}
    for name, value in given.items():
        if value and name not in taken:
            option = f"--{name.replace('_', '-')}"
            raise Mistyped(NOOP("cli", "{command} takes no {option}."), command=chosen, option=option)


def run_program(open_window: OpenWindow, given: Sequence[str]) -> int:
    """Run one command and return its exit code.

    What the environment of this process hands over of the access to an org is taken out of it first.
    """
    speak(SYSTEM)
    promise.farewell = lambda: phrase(INTERRUPTED_AT_ONCE)
    with outlets() as answer:
        app = make_app(open_window, taken_from(os.environ))
        started()
        code = _run(app, list(given), _Teller())
        return exit_code(code, answer)


def _run(app: typer.Typer, given: list[str], tell: _Teller) -> int:
    command: Any = typer.main.get_command(app)
    try:
        if _COMPLETING in os.environ:
            # Answers the shell and ends.
            command.main(args=given, prog_name=PROGRAM, standalone_mode=False)
        with command.make_context(PROGRAM, given) as context:
            result = command.invoke(context)
    except ProblemError as error:
        return tell.problem(error.problem)
    except CancelledError:
        return tell.interrupted(STOPPED)
    except typer.Exit as error:
        code = int(error.exit_code)
        return tell.interrupted(INTERRUPTED_AT_ONCE) if code == INTERRUPTED and promise.is_open else code
    except _MISTYPED as error:
        return tell.mistyped(error)
    except (typer.Abort, KeyboardInterrupt, EOFError):
        return tell.interrupted(INTERRUPTED_AT_ONCE)
    except Exception as error:  # noqa: BLE001 - told to the user; the log file has it, if an engine was open
        if (problem := disk_trouble(error)) is not None:
            return tell.problem(problem)
        return tell.error_of_its_own()
    return result if isinstance(result, int) else DONE


class _Teller:
    """Tells why a command ended early: a sentence for people, and a document for scripts that asked for JSON."""

    def problem(self, problem: Problem) -> int:
        is_lost = problem.code in LOST
        fix = f"{english_advice(problem.fix)} {BEGIN_ANEW if is_lost else ''}".strip()
        self._document(problem.code, problem.what.english(), fix or None)
        note(f"{last_word(problem.what, problem.fix)} {phrase(BEGIN_ANEW) if is_lost else ''}".strip())
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
            note(phrase(NOOP("cli", "Try '{command} --help' for help."), command=context.command_path))
        note(phrase(NOOP("cli", "Error: {what}"), what=complaint(error)))
        self._document("USAGE", error.format_message())
        return CANNOT_RUN

    def error_of_its_own(self) -> int:
        self._document("PROGRAM_ERROR", OWN_ERROR)
        note(phrase(OWN_ERROR))
        return CANNOT_RUN

    def _document(self, code: str, what: str, fix: str | None = None) -> None:
        """The one document, unless the command was past it already."""
        if promise.is_open:
            print_json({"error": {"code": code, "what": what, "fix": fix}})
