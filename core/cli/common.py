"""What every command shares: the data directory, an engine, an orderly Ctrl-C, the words of a run."""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from types import FrameType
from typing import Annotated, Any

import typer

from core.cli.console import note
from core.cli.interrupts import end_at_once, promise
from core.cli.language import phrase, speak, words
from core.cli.mistyped import Mistyped
from core.connection.org_problems import practice_is_no_org
from core.connection.orgs import Orgs
from core.engine import Engine
from core.engine_options import DATA_DIR_VARIABLE, EngineOptions, home_dir, options_for
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import CancelledError, Message, Problem, ProblemError
from core.salesforce.values.advice import BY_ITSELF
from core.secrets.system_keyring import KEYRING_CODES
from core.settings import LANGUAGE
from core.store.trouble import disk_trouble
from core.store.types.runs import Run
from core.store.upgrade import UPGRADING, takes_long

log = logging.getLogger(__name__)

AGAIN = NOOP("cli", "Run the command again in a while.")

WAITED_FOR = NOOP(
    "cli",
    "The access to Salesforce was renewed just now and is lost if it cannot be kept: the keyring is waited for, up to "
    "a minute.",
)

NOTHING_TO_KEEP = Message(NOOP("core", "Nothing was changed; run the command again after that."))
ALL_KEPT = Message(
    NOOP("core", "What was asked for is done and kept; only the rest of the answer is missing.")
)
"""What a command that only reads, and one that has done its work, can promise when the database fails."""

DONE, SOME_FAILED, CANNOT_RUN, HELD = 0, 1, 2, 3
"""Exit codes, beside INTERRUPTED and those of `console`; README names them all."""


def _folder(text: str) -> Path:
    if not text.strip():
        raise Mistyped(NOOP("cli", "It is empty; name a folder, or leave the option away."))
    if Path(text).expanduser().is_file():
        raise Mistyped(NOOP("cli", "“{path}” is a file."), path=text)
    return Path(text)


def _not_empty(text: str | None) -> str | None:
    if text is not None and not text.strip():
        raise Mistyped(NOOP("cli", "It is empty; name an org, or leave the option away."))
    return text


Practice = Annotated[
    bool, typer.Option("--practice", help="Use a practice org on this computer, with data of its own.")
]
DataDir = Annotated[
    Path | None,
    typer.Option(
        "--data-dir",
        help=f"Where everything is kept (or {DATA_DIR_VARIABLE}).",
        metavar="DIR",
        parser=_folder,
    ),
]
OrgName = Annotated[
    str | None,
    typer.Option(
        "--org",
        help="Another org than the current one: its number, name or ID; see orgs.",
        metavar="ORG",
        callback=_not_empty,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


@dataclass(frozen=True, slots=True)
class Globals:
    """Options that may stand before or after the command, and the environment it was started in."""

    practice: bool = False
    data_dir: Path | None = None
    org: str | None = None
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ, repr=False)

    def home(self) -> Path:
        """The data directory, with all its orgs."""
        return home_dir(self.data_dir)

    def engine_options(self) -> EngineOptions:
        """What an engine for these options is started with; raises ProblemError for an org that is none."""
        if self.practice:
            if self.org is not None:
                raise ProblemError(practice_is_no_org())
            return replace(options_for(self.home(), None), environment=self.environment)
        orgs = Orgs(self.home())
        chosen = orgs.current() if self.org is None else orgs.named(self.org)
        return replace(options_for(self.home(), chosen.number), environment=self.environment)

    def joined(self, practice: bool = False, data_dir: Path | None = None, org: str | None = None) -> Globals:
        """With those that stood after the command, which count more."""
        return replace(
            self,
            practice=practice or self.practice,
            data_dir=data_dir or self.data_dir,
            org=org or self.org,
        )


@contextmanager
def engine_for(
    context: typer.Context, practice: bool, data_dir: Path | None, org: str | None, *, kept: Message
) -> Iterator[Engine]:
    """An engine without threads of its own, closed at the end.

    `kept` says what is kept of the command's work when the database fails in the middle of it.
    """
    before: Globals = context.obj
    options = before.joined(practice, data_dir, org).engine_options()
    if takes_long(options.data_dir):
        note(words(UPGRADING))
    with Engine(options) as engine:
        speak(engine.settings.text(LANGUAGE))
        try:
            with promising(engine, kept):
                yield engine
        except Exception as error:
            if _unexpected(error):
                # Here and not further out, where the log file is closed.
                log.exception("a command failed by an error of its own")
            raise
        finally:
            _say_what_is_waited_for(engine)


@contextmanager
def telling(engine: Engine, stop: threading.Event) -> Iterator[None]:
    """At the end of this, however it ends, the admin is told what needs them, in the ways that are set up."""
    try:
        yield
    finally:
        engine.alarms.words = words
        engine.alarms.tell_here(stop)


def _say_what_is_waited_for(engine: Engine) -> None:
    """An end that takes a while says why: what was renewed would be lost with this process."""
    try:
        engine.connection.keep_what_is_left()
    except ProblemError as error:
        if error.problem.code in KEYRING_CODES:
            note(f"{in_words(error.problem)} {phrase(WAITED_FOR)}")


@contextmanager
def promising(engine: Engine, kept: Message) -> Iterator[None]:
    """Within this, a failure of the database is told with what is kept all the same; the innermost counts."""
    try:
        yield
    except Exception as error:
        if (problem := disk_trouble(error, kept, path=engine.store.database.path)) is not None:
            raise ProblemError(problem) from error
        raise


def _unexpected(error: Exception) -> bool:
    """Whether it is an error of the program: neither a reason that is told, nor how a command ends."""
    told = (ProblemError, CancelledError, typer.Exit, typer.Abort)
    return not isinstance(error, told) and not hasattr(error, "exit_code")


@contextmanager
def interruptible() -> Iterator[threading.Event]:
    """An event that Ctrl-C or a termination sets, so that work ends in order; a second one ends at once."""
    stop = threading.Event()

    def ask(number: int, _frame: FrameType | None) -> None:
        stop.set()
        # Where a document is owed the program ends itself; else the system does, even out of a call that hangs.
        signal.signal(number, end_at_once if promise.is_open else signal.SIG_DFL)

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def in_words(problem: Problem) -> str:
    """A problem in the chosen language: what it is, and what to do."""
    return f"{words(problem.what)} {words(problem.fix)}".strip()


def last_word(what: Message, fix: Message | None) -> str:
    """Why a command ended, and what to do. The window tries again by itself; a command that has ended does not."""
    return f"{words(what)} {advice(fix)}".strip()


def advice(fix: Message | None) -> str:
    """What to do after a command has ended; empty where there is nothing."""
    if fix is None:
        return ""
    return phrase(AGAIN) if fix.template == BY_ITSELF else words(fix)


def for_scripts(what: Message, fix: Message | None) -> str:
    """The same as `last_word`, in English whatever is spoken: JSON is for scripts."""
    return f"{what.english()} {english_advice(fix)}".strip()


def english_advice(fix: Message | None) -> str:
    """The same as `advice`, in English."""
    if fix is None:
        return ""
    return AGAIN if fix.template == BY_ITSELF else fix.english()


def problem_document(problem: Problem) -> dict[str, str]:
    """A problem as JSON."""
    return {"code": problem.code, "what": problem.what.english(), "fix": english_advice(problem.fix)}


def run_document(run: Run) -> dict[str, Any]:
    """A run as JSON."""
    counts = asdict(run.counts)
    return {
        "run": run.id,
        "kind": run.kind,
        "outcome": run.outcome,
        "field": run.field,
        "full": run.full,
        "started_at": run.started_at,
        "finished_at": run.finished_at,
        "reason": run.reason.english() if run.reason else None,
        "counts": counts,
        "api_calls": run.api_calls,
    }
