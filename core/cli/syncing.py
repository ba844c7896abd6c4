"""sync and push: bring both sides into line now, and send what is queued."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Annotated, Any

import typer

from core.cli.common import (
    CANNOT_RUN,
    DONE,
    HELD,
    SOME_FAILED,
    AsJson,
    DataDir,
    OrgName,
    Practice,
    engine_for,
    english_advice,
    in_words,
    interruptible,
    last_word,
    problem_document,
    run_document,
    telling,
)
from core.cli.console import note, print_json, say
from core.cli.interrupts import INTERRUPTED
from core.cli.language import in_columns, phrase, word, words
from core.cli.mistyped import Mistyped
from core.cli.progress import ProgressBar
from core.connection.org_folders import FIRST
from core.engine import Engine
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message, Problem, ProblemError
from core.store.types.log import Level, LogEntry, LogFilter
from core.store.types.plans import PlannedRow
from core.store.types.pushes import QueuedPush
from core.store.types.runs import Run, RunKind, RunOutcome
from core.sync.nights.nights import Attempt
from core.sync.nights.sync_thread import RUNNING_ELSEWHERE
from core.sync.run.two_way import RunRequest
from core.sync.sending.recorder import NOT_FOUND, NOT_FOUND_FIX

Render = Callable[[Message], str]
PATIENCE_S = 30.0
"""How long a command waits for a sync of another process before it says that it could not run."""
SYNCED = Message(NOOP("core", "What was done before is kept; the next sync does the rest."))
PUSHED = Message(NOOP("core", "What was sent before is noted; the rest waits and is sent by the next push."))
EACH_CHANGE = Message(NOOP("core", "sync --preview lists each change with its reason."))
NIGHTS_ARE_OFF = Message(NOOP("core", "The nightly sync is off, so that nothing was done."))
_NAMED, _SHOWN = 1000, 20
"""How many that were not sent are named, to scripts and to people."""
_INTERRUPTED = NOOP("cli", "Interrupted; what was sent is noted, and the rest is sent by the next push.")
_NOT_GONE_ON = NOOP("cli", "Interrupted; the next sync does the rest.")
_EXIT = {
    RunOutcome.DONE: DONE,
    RunOutcome.DONE_WITH_FAILURES: SOME_FAILED,
    RunOutcome.PREVIEWED: DONE,
    RunOutcome.HELD: HELD,
    RunOutcome.CANCELLED: INTERRUPTED,
}


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("sync")(sync)
    app.command("push")(push)


def sync(
    context: typer.Context,
    practice: Practice = False,
    data_dir: DataDir = None,
    org: OrgName = None,
    as_json: AsJson = False,
    full: Annotated[bool, typer.Option("--full", help="Compare everything, not only what changed.")] = False,
    preview: Annotated[
        bool, typer.Option("--preview", help="Show what a sync would change; write nothing.")
    ] = False,
    yes: Annotated[
        bool,
        typer.Option("--yes", help="Do it even if it changes far more than usual, or is the first sync."),
    ] = False,
    night: Annotated[
        bool,
        typer.Option("--night", hidden=True, help="Only when a planned night is due; its record is kept."),
    ] = False,
) -> None:
    """One two-way sync now; held (exit code 3) where it would change far more than usual or is the first with an
    org, until --yes.
    """
    if preview and yes:
        raise Mistyped(NOOP("cli", "--preview writes nothing, so there is nothing to say yes to."))
    if night and (preview or yes or full):
        raise Mistyped(
            NOOP("cli", "--night is the planned sync as it is, without --preview, --yes or --full.")
        )
    if night and not practice and org is None and context.obj.org is None:
        # An entry that was made before there could be several orgs means the one that was there.
        org = FIRST
    with (
        interruptible() as stop,
        engine_for(context, practice, data_dir, org, kept=SYNCED) as engine,
        telling(engine, stop),
    ):
        if night:
            raise typer.Exit(_night(engine, stop, as_json))
        unsent = "" if preview else _send_what_waits(engine, stop)
        request = RunRequest(RunKind.HEADLESS, full=full, preview=preview, approved=yes)
        with ProgressBar(engine):
            run = engine.sync.run_here(request, stop=stop, patience=PATIENCE_S)
        raise typer.Exit(_report(engine, run, as_json, unsent, with_plan=True))


def _report(engine: Engine, run: Run, as_json: bool, unsent: str, *, with_plan: bool = False) -> int:
    """Tell what a run did, and, unless it failed for the same reason, why what waited was not sent first; returns
    the exit code.

    `with_plan`: also what one that wrote nothing would change, person by person, or how to see that. The system's
    journal of the nights is no place for it.
    """
    render = Message.english if as_json else words
    code = _EXIT.get(run.outcome, CANNOT_RUN)
    why = _why(engine, run) if code not in (DONE, SOME_FAILED) else None
    document = run_document(run) | {"failures": _failures(engine, run, render)}
    if why is not None:
        document |= {"error": why.document()}
    shows_plan = with_plan and run.outcome in (RunOutcome.PREVIEWED, RunOutcome.HELD)
    if shows_plan:
        document |= {"plan": [_planned(row, render) for row in engine.store.plans.all(run.id)]}
    if as_json:
        print_json(document)
    elif run.outcome not in (RunOutcome.FAILED, RunOutcome.HELD):
        _tell(document)
    _note_once(unsent, why.told() if why is not None else "")
    if shows_plan and run.outcome is RunOutcome.HELD:
        note(words(EACH_CHANGE))
    return code


def _night(engine: Engine, stop: threading.Event, as_json: bool) -> int:
    """The night that is due, for the system's own scheduler, which may call at any hour; returns the exit code."""
    attempt, unsent = Attempt(), ""
    if not engine.settings.nightly_sync:
        note(words(NIGHTS_ARE_OFF))
    if engine.sync.night_is_due():
        unsent = _send_what_waits(engine, stop)
        try:
            with ProgressBar(engine):
                attempt = engine.sync.night_here(stop=stop, patience=PATIENCE_S)
        except ProblemError as error:
            if error.problem.code != RUNNING_ELSEWHERE.code:
                raise
            # Whoever is at it looks after the night as well.
            note(in_words(error.problem))
    if attempt.run is not None:
        return _report(engine, attempt.run, as_json, unsent)
    if as_json:
        document: dict[str, Any] = {
            "outcome": None,
            "due": attempt.planned_for,
            "next_run": engine.sync.next_run(),
        }
        if attempt.problem is not None:
            document["error"] = problem_document(attempt.problem)
        print_json(document)
    _note_once(unsent, in_words(attempt.problem) if attempt.problem is not None else "")
    return DONE if attempt.problem is None else CANNOT_RUN


def _note_once(*sentences: str) -> None:
    for sentence in dict.fromkeys(sentences):
        if sentence:
            note(sentence)


def push(
    context: typer.Context,
    practice: Practice = False,
    data_dir: DataDir = None,
    org: OrgName = None,
    as_json: AsJson = False,
) -> None:
    """Send what is queued, then end; who could not be sent is named, with the reason."""
    with (
        interruptible() as stop,
        engine_for(context, practice, data_dir, org, kept=PUSHED) as engine,
        telling(engine, stop),
    ):
        try:
            report = engine.push.drain(stop)
        except ProblemError as error:
            if not as_json:
                raise
            raise typer.Exit(_nothing_sent(engine, error.problem)) from None
        not_sent = [
            *(_unsent(push, report.problem) for push in engine.queue.unsent(limit=_NAMED)),
            *(_without_record(email) for email in report.not_found),
        ]
        document: dict[str, Any] = {
            "sent": report.sent,
            "failed": report.failed,
            "parked": report.parked,
            "waiting": report.waiting,
            "api_calls": report.api_calls,
            "not_sent": [unsent.document() for unsent in not_sent],
            "problem": problem_document(report.problem) if report.problem is not None else None,
        }
        if stop.is_set():
            document["error"] = {"code": "INTERRUPTED", "what": _INTERRUPTED, "fix": ""}
        if as_json:
            print_json(document)
        else:
            sent = NOOP("cli", "{sent} sent, {parked} parked, {waiting} still waiting.")
            say(phrase(sent, sent=report.sent, parked=report.parked, waiting=report.waiting))
            for unsent in not_sent[:_SHOWN]:
                say(unsent.line())
            left = report.parked + report.waiting + len(report.not_found) - _SHOWN
            if left > 0:
                say(
                    phrase(
                        NOOP("cli", "... and {count} more; --json names them, and the window."), count=left
                    )
                )
        if report.problem is not None:
            note(last_word(report.problem.what, report.problem.fix))
        if stop.is_set():
            note(phrase(_INTERRUPTED))
            raise typer.Exit(INTERRUPTED)
        raise typer.Exit(SOME_FAILED if report.failed or report.parked or report.problem else DONE)


def _nothing_sent(engine: Engine, problem: Problem) -> int:
    """Tell a script why nothing could be sent, and who waits because of it; returns the exit code."""
    print_json(
        {
            "error": problem_document(problem),
            "sent": 0,
            "not_sent": [_unsent(push, problem).document() for push in engine.queue.unsent(limit=_NAMED)],
        }
    )
    note(last_word(problem.what, problem.fix))
    return CANNOT_RUN


@dataclass(frozen=True, slots=True)
class _Unsent:
    """An opt-out that is not in Salesforce, and why; without a reason it was not tried yet."""

    email: str
    salesforce_id: str | None
    state: str
    code: str = ""
    what: Message | None = None
    fix: Message | None = None

    def document(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "email": self.email,
            "salesforce_id": self.salesforce_id,
            "state": self.state,
            "code": self.code,
            "what": self.what.english() if self.what else "",
            "fix": english_advice(self.fix),
        }

    def line(self) -> str:
        """For people."""
        about = " ".join(part for part in (self.email, self.salesforce_id, self.code) if part)
        why = last_word(self.what, self.fix) if self.what else phrase(NOOP("cli", "not tried yet."))
        return in_columns(word(self.state), f"{about}: {why}", 13)


def _unsent(push: QueuedPush, of_all: Problem | None) -> _Unsent:
    """A push that is still here, and why: its own reason, else that of all."""
    about = _Unsent(push.email, push.salesforce_id, push.state)
    why = push.problem or of_all
    return replace(about, code=why.code, what=why.what, fix=why.fix) if why else about


def _without_record(email: str) -> _Unsent:
    """Somebody for whom there is nothing in Salesforce that could be ticked."""
    return _Unsent(email, None, "no record", "NO_SALESFORCE_ID", NOT_FOUND, NOT_FOUND_FIX)


def _send_what_waits(engine: Engine, stop: threading.Event) -> str:
    """What was collected goes first: it is older than anything this run will find. Returns why it was not sent."""
    try:
        engine.push.drain(stop)
    except ProblemError as error:
        return last_word(error.problem.what, error.problem.fix)
    return ""


def _planned(row: PlannedRow, render: Render) -> dict[str, Any]:
    return {
        "side": row.side,
        "email": row.email,
        "salesforce_id": row.salesforce_id,
        "object": row.object,
        "name": row.name,
        "before": False,
        "after": True,
        "reason": render(row.reason),
    }


@dataclass(frozen=True, slots=True)
class _Why:
    """Why a run did not go on, and what to do; `interrupted` says it where nothing went wrong."""

    code: str
    what: Message | None = None
    fix: Message | None = None
    interrupted: str = ""

    def document(self) -> dict[str, str]:
        """As JSON."""
        what = self.what.english() if self.what else self.interrupted
        return {"code": self.code, "what": what, "fix": english_advice(self.fix)}

    def told(self) -> str:
        """For people."""
        return last_word(self.what, self.fix) if self.what else phrase(self.interrupted)


def _why(engine: Engine, run: Run) -> _Why:
    if run.outcome is RunOutcome.CANCELLED:
        return _Why("INTERRUPTED", interrupted=_NOT_GONE_ON)
    wanted = LogFilter(levels=frozenset({Level.ERROR}), run_id=run.id)
    entries = engine.log.page(wanted, before_id=None, limit=1)
    if entries:
        return _Why(entries[0].code, entries[0].message, entries[0].fix)
    return _Why(run.outcome.upper(), run.reason)


def _failures(engine: Engine, run: Run, render: Render) -> list[dict[str, str]]:
    wanted = LogFilter(levels=frozenset({Level.ERROR}), run_id=run.id)
    return [_failure(entry, render) for entry in engine.log.all(wanted) if entry.salesforce_id]


def _failure(entry: LogEntry, render: Render) -> dict[str, str]:
    return {
        "email": entry.email,
        "salesforce_id": entry.salesforce_id,
        "code": entry.code,
        "what": render(entry.message),
        "fix": render(entry.fix) if entry.fix else "",
    }


def _tell(document: dict[str, Any]) -> None:
    counts, planned = document["counts"], "plan" in document
    ended = NOOP("cli", "Run {run}: {outcome}.")
    say(phrase(ended, run=str(document["run"]), outcome=word(document["outcome"])))
    for name, what in (
        ("people", NOOP("cli", "people here")),
        ("read_from_salesforce", NOOP("cli", "records read from Salesforce")),
        (
            "unsubscribed_here",
            NOOP("cli", "to unsubscribe here") if planned else NOOP("cli", "unsubscribed here"),
        ),
        (
            "opted_out_in_salesforce",
            NOOP("cli", "to opt out in Salesforce") if planned else NOOP("cli", "opted out in Salesforce"),
        ),
        ("already_agreed", NOOP("cli", "agreed already")),
        ("not_syncable", NOOP("cli", "cannot sync: no record that the connected user can see")),
        ("not_seen", NOOP("cli", "records seen before and not seen now")),
        ("failed", NOOP("cli", "failed")),
    ):
        say(f"{counts[name]:>12,}  {phrase(what)}")
    say(f"{document['api_calls']:>12,}  {phrase(NOOP('cli', 'API calls'))}")
    for row in document.get("plan", ()):
        say(
            in_columns(f"{word(row['side'])}:", f"{row['email']} {row['salesforce_id']}: {row['reason']}", 23)
        )
    for failure in document["failures"]:
        say(
            f"{failure['email']} {failure['salesforce_id']} {failure['code']}: {failure['what']} {failure['fix']}"
        )
