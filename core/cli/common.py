"""What every command shares: the data directory, an engine, an orderly Ctrl-C, the words of a run."""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import Annotated, Any

import typer

from core.cli.interrupts import end_at_once, promise
from core.connection.org_problems import practice_is_no_org
from core.connection.orgs import Orgs
from core.engine import DATA_DIR_VARIABLE, Engine, EngineOptions, home_dir, options_for
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import CancelledError, Message, Problem, ProblemError
from core.salesforce.advice import BY_ITSELF
from core.store.nouns import OptOutField, Run
from core.store.trouble import disk_trouble

log = logging.getLogger(__name__)

AGAIN = "Run the command again in a while."

NOTHING_TO_KEEP = Message(NOOP("core", "Nothing was changed; run the command again after that."))
ALL_KEPT = Message(
    NOOP("core", "What was asked for is done and kept; only the rest of the answer is missing.")
)
"""What a command that only reads, and one that has done its work, can promise when the database fails."""

FIELD_NAMES = {
    OptOutField.SALESFORCE: "Email Opt Out",
    OptOutField.MARKETO_SALES: "Marketo Sales Opt Out",
}
"""What the two checkboxes are called in Salesforce."""

DONE, SOME_FAILED, CANNOT_RUN, HELD = 0, 1, 2, 3
"""Exit codes, beside INTERRUPTED and those of `console`; README names them all."""


def _folder(text: str) -> Path:
    if not text.strip():
        raise typer.BadParameter("it is empty; name a folder, or leave the option away.")
    if Path(text).expanduser().is_file():
        raise typer.BadParameter(f"“{text}” is a file.")
    return Path(text)


def _not_empty(text: str | None) -> str | None:
    if text is not None and not text.strip():
        raise typer.BadParameter("it is empty; name an org, or leave the option away.")
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
    with Engine(before.joined(practice, data_dir, org).engine_options()) as engine:
        try:
            with promising(engine, kept):
                yield engine
        except Exception as error:
            if _unexpected(error):
                # Here and not further out, where the log file is closed.
                log.exception("a command failed by an error of its own")
            raise


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


def last_word(what: Message, fix: Message | None) -> str:
    """Why a command ended, and what to do. The window tries again by itself; a command that has ended does not."""
    return f"{what.english()} {advice(fix)}".strip()


def advice(fix: Message | None) -> str:
    """What to do after a command has ended; empty where there is nothing."""
    if fix is None:
        return ""
    return AGAIN if fix.template == BY_ITSELF else fix.english()


def local_time(moment: datetime) -> str:
    """A time as people read it, with the name of its zone."""
    return moment.astimezone().strftime("%d %b %Y, %H:%M %Z")


def problem_document(problem: Problem) -> dict[str, str]:
    """A problem as JSON."""
    return {"code": problem.code, "what": problem.what.english(), "fix": advice(problem.fix)}


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
