"""sync and push: bring both sides into line now, and send what is queued."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Annotated, Any

import typer

from core.cli.common import (
    CANNOT_RUN,
    DONE,
    INTERRUPTED,
    SOME_FAILED,
    AsJson,
    DataDir,
    OrgName,
    Practice,
    engine_for,
    interruptible,
    last_word,
    run_document,
)
from core.cli.console import note, print_json, say
from core.cli.language import phrase, word, words
from core.cli.progress import ProgressBar
from core.connection.orgs import FIRST
from core.engine import Engine
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message, ProblemError
from core.store.nouns import Level, LogEntry, LogFilter, Run, RunKind, RunOutcome
from core.store.plans import PlannedRow
from core.sync.nights import Attempt
from core.sync.two_way import RunRequest
from core.sync.worker import RUNNING_ELSEWHERE

Render = Callable[[Message], str]
PATIENCE_S = 30.0
"""How long a command waits for a sync of another process before it says that it could not run."""
SYNCED = Message(NOOP("core", "What was done before is kept; the next sync does the rest."))
PUSHED = Message(NOOP("core", "What was sent before is noted; the rest waits and is sent by the next push."))
NIGHTS_ARE_OFF = Message(NOOP("core", "The nightly sync is off, so that nothing was done."))
_EXIT = {
    RunOutcome.DONE: DONE,
    RunOutcome.DONE_WITH_FAILURES: SOME_FAILED,
    RunOutcome.PREVIEWED: DONE,
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
    """One two-way sync now."""
    if preview and yes:
        raise typer.BadParameter("--preview writes nothing, so there is nothing to say yes to.")
    if night and (preview or yes or full):
        raise typer.BadParameter("--night is the planned sync as it is, without --preview, --yes or --full.")
    if night and not practice and org is None and context.obj.org is None:
        # An entry that was made before there could be several orgs means the one that was there.
        org = FIRST
    with interruptible() as stop, engine_for(context, practice, data_dir, org, kept=SYNCED) as engine:
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

    `with_plan`: also what one that wrote nothing would change, person by person. The system's journal of the nights
    is no place for that.
    """
    render = Message.english if as_json else words
    document = run_document(run) | {"failures": _failures(engine, run, render)}
    shows_plan = with_plan and run.outcome in (RunOutcome.PREVIEWED, RunOutcome.HELD)
    if shows_plan:
        document |= {"plan": [_planned(row, render) for row in engine.store.plans.all(run.id)]}
    if as_json:
        print_json(document)
    elif shows_plan or run.outcome not in (RunOutcome.FAILED, RunOutcome.HELD):
        _tell(document)
    why = _why(engine, run) if run.outcome in (RunOutcome.FAILED, RunOutcome.HELD) else ""
    _note_once(unsent, why)
    return _EXIT.get(run.outcome, CANNOT_RUN)


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
            note(f"{words(error.problem.what)} {words(error.problem.fix)}".strip())
    if attempt.run is not None:
        return _report(engine, attempt.run, as_json, unsent)
    if as_json:
        print_json({"outcome": None, "due": attempt.planned_for, "next_run": engine.sync.next_run()})
    held_up = attempt.problem
    _note_once(unsent, f"{words(held_up.what)} {words(held_up.fix)}".strip() if held_up is not None else "")
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
    """Send what is queued, then end."""
    with interruptible() as stop, engine_for(context, practice, data_dir, org, kept=PUSHED) as engine:
        report = engine.push.drain(stop)
        document: dict[str, Any] = {
            "sent": report.sent,
            "failed": report.failed,
            "parked": report.parked,
            "waiting": report.waiting,
            "api_calls": report.api_calls,
        }
        if as_json:
            print_json(document)
        else:
            sent = NOOP("cli", "{sent} sent, {parked} parked, {waiting} still waiting.")
            say(phrase(sent, sent=report.sent, parked=report.parked, waiting=report.waiting))
        if report.problem is not None:
            note(last_word(report.problem.what, report.problem.fix))
        if stop.is_set():
            raise typer.Exit(INTERRUPTED)
        raise typer.Exit(SOME_FAILED if report.failed or report.parked or report.problem else DONE)


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


def _why(engine: Engine, run: Run) -> str:
    """Why a run did not go on, and what to do."""
    wanted = LogFilter(levels=frozenset({Level.ERROR}), run_id=run.id)
    [entry] = engine.log.page(wanted, before_id=None, limit=1)
    return last_word(entry.message, entry.fix)


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
        say(f"{row['side']:<6} {row['email']} {row['salesforce_id']}: {row['reason']}")
    for failure in document["failures"]:
        say(
            f"{failure['email']} {failure['salesforce_id']} {failure['code']}: {failure['what']} {failure['fix']}"
        )
