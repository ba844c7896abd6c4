"""sync and push: bring both sides into line now, and send what is queued."""

from __future__ import annotations

import threading
from collections.abc import Mapping
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
    advice,
    engine_for,
    interruptible,
    last_word,
    problem_document,
    run_document,
)
from core.cli.console import note, print_json, say
from core.cli.interrupts import INTERRUPTED
from core.cli.progress import ProgressBar
from core.connection.orgs import FIRST
from core.engine import Engine
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message, Problem, ProblemError
from core.store.nouns import Level, LogEntry, LogFilter, QueuedPush, Run, RunKind, RunOutcome
from core.store.plans import PlannedRow
from core.sync.books import NOT_FOUND, NOT_FOUND_FIX
from core.sync.nights import Attempt
from core.sync.two_way import RunRequest
from core.sync.worker import RUNNING_ELSEWHERE

PATIENCE_S = 30.0
"""How long a command waits for a sync of another process before it says that it could not run."""
SYNCED = Message(NOOP("core", "What was done before is kept; the next sync does the rest."))
PUSHED = Message(NOOP("core", "What was sent before is noted; the rest waits and is sent by the next push."))
_NAMED, _SHOWN = 1000, 20
"""How many that were not sent are named, to scripts and to people."""
_INTERRUPTED = "Interrupted; what was sent is noted, and the rest is sent by the next push."
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
        raise typer.Exit(_report(engine, run, as_json, unsent))


def _report(engine: Engine, run: Run, as_json: bool, unsent: str) -> int:
    """Tell what a run did, and, unless it failed for the same reason, why what waited was not sent first; returns
    the exit code."""
    code = _EXIT.get(run.outcome, CANNOT_RUN)
    error = _error(engine, run) if code not in (DONE, SOME_FAILED) else None
    document = run_document(run) | {"failures": _failures(engine, run)} | ({"error": error} if error else {})
    if run.outcome is RunOutcome.PREVIEWED:
        document |= {"plan": [_planned(row) for row in engine.store.plans.all(run.id)]}
    if as_json:
        print_json(document)
    elif run.outcome not in (RunOutcome.FAILED, RunOutcome.HELD):
        _tell(document)
    why = f"{error['what']} {error['fix']}".strip() if error else ""
    _note_once(unsent, why)
    return code


def _night(engine: Engine, stop: threading.Event, as_json: bool) -> int:
    """The night that is due, for the system's own scheduler, which may call at any hour; returns the exit code."""
    attempt, unsent = Attempt(), ""
    if engine.sync.night_is_due():
        unsent = _send_what_waits(engine, stop)
        try:
            with ProgressBar(engine):
                attempt = engine.sync.night_here(stop=stop, patience=PATIENCE_S)
        except ProblemError as error:
            if error.problem.code != RUNNING_ELSEWHERE.code:
                raise
            # Whoever is at it looks after the night as well.
            note(error.problem.english())
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
    _note_once(unsent, attempt.problem.english() if attempt.problem is not None else "")
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
    with interruptible() as stop, engine_for(context, practice, data_dir, org, kept=PUSHED) as engine:
        try:
            report = engine.push.drain(stop)
        except ProblemError as error:
            if not as_json:
                raise
            raise typer.Exit(_nothing_sent(engine, error.problem)) from None
        document: dict[str, Any] = {
            "sent": report.sent,
            "failed": report.failed,
            "parked": report.parked,
            "waiting": report.waiting,
            "api_calls": report.api_calls,
            "not_sent": [
                *(_unsent(push, report.problem) for push in engine.queue.unsent(limit=_NAMED)),
                *(_without_record(email) for email in report.not_found),
            ],
            "problem": problem_document(report.problem) if report.problem is not None else None,
        }
        if stop.is_set():
            document["error"] = {"code": "INTERRUPTED", "what": _INTERRUPTED, "fix": ""}
        if as_json:
            print_json(document)
        else:
            say(f"{report.sent:,} sent, {report.parked:,} parked, {report.waiting:,} still waiting.")
            for push in document["not_sent"][:_SHOWN]:
                say(_line_of_unsent(push))
            left = report.parked + report.waiting + len(report.not_found) - _SHOWN
            if left > 0:
                say(f"... and {left:,} more; --json names them, and the window.")
        if report.problem is not None:
            note(last_word(report.problem.what, report.problem.fix))
        if stop.is_set():
            note(_INTERRUPTED)
            raise typer.Exit(INTERRUPTED)
        raise typer.Exit(SOME_FAILED if report.failed or report.parked or report.problem else DONE)


def _nothing_sent(engine: Engine, problem: Problem) -> int:
    """Tell a script why nothing could be sent, and who waits because of it; returns the exit code."""
    print_json(
        {
            "error": problem_document(problem),
            "sent": 0,
            "not_sent": [_unsent(push, problem) for push in engine.queue.unsent(limit=_NAMED)],
        }
    )
    note(last_word(problem.what, problem.fix))
    return CANNOT_RUN


def _unsent(push: QueuedPush, of_all: Problem | None) -> dict[str, Any]:
    """A push that is still here, and why: its own reason, else that of all."""
    why = push.problem or of_all
    return {
        "email": push.email,
        "salesforce_id": push.salesforce_id,
        "state": push.state,
        "code": why.code if why else "",
        "what": why.what.english() if why else "",
        "fix": advice(why.fix) if why else "",
    }


def _without_record(email: str) -> dict[str, Any]:
    """Somebody for whom there is nothing in Salesforce that could be ticked."""
    return {
        "email": email,
        "salesforce_id": None,
        "state": "no record",
        "code": "NO_SALESFORCE_ID",
        "what": NOT_FOUND.english(),
        "fix": NOT_FOUND_FIX.english(),
    }


def _line_of_unsent(push: Mapping[str, Any]) -> str:
    about = " ".join(str(part) for part in (push["email"], push["salesforce_id"], push["code"]) if part)
    return f"{push['state']:<9} {about}: {push['what'] or 'not tried yet.'} {push['fix']}".rstrip()


def _send_what_waits(engine: Engine, stop: threading.Event) -> str:
    """What was collected goes first: it is older than anything this run will find. Returns why it was not sent."""
    try:
        engine.push.drain(stop)
    except ProblemError as error:
        return last_word(error.problem.what, error.problem.fix)
    return ""


def _planned(row: PlannedRow) -> dict[str, Any]:
    return {
        "side": row.side,
        "email": row.email,
        "salesforce_id": row.salesforce_id,
        "object": row.object,
        "name": row.name,
        "before": False,
        "after": True,
        "reason": row.reason.english(),
    }


def _error(engine: Engine, run: Run) -> dict[str, str]:
    """Why a run did not go on, and what to do."""
    if run.outcome is RunOutcome.CANCELLED:
        return {"code": "INTERRUPTED", "what": "Interrupted; the next sync does the rest.", "fix": ""}
    wanted = LogFilter(levels=frozenset({Level.ERROR}), run_id=run.id)
    entries = engine.log.page(wanted, before_id=None, limit=1)
    what = entries[0].message if entries else run.reason
    return {
        "code": entries[0].code if entries else run.outcome.upper(),
        "what": what.english() if what else "",
        "fix": advice(entries[0].fix) if entries else "",
    }


def _failures(engine: Engine, run: Run) -> list[dict[str, str]]:
    wanted = LogFilter(levels=frozenset({Level.ERROR}), run_id=run.id)
    return [_failure(entry) for entry in engine.log.all(wanted) if entry.salesforce_id]


def _failure(entry: LogEntry) -> dict[str, str]:
    return {
        "email": entry.email,
        "salesforce_id": entry.salesforce_id,
        "code": entry.code,
        "what": entry.message.english(),
        "fix": entry.fix.english() if entry.fix else "",
    }


def _tell(document: dict[str, Any]) -> None:
    counts, planned = document["counts"], "plan" in document
    say(f"Run {document['run']}: {document['outcome']}.")
    for name, words in (
        ("people", "people here"),
        ("read_from_salesforce", "records read from Salesforce"),
        ("unsubscribed_here", "to unsubscribe here" if planned else "unsubscribed here"),
        ("opted_out_in_salesforce", "to opt out in Salesforce" if planned else "opted out in Salesforce"),
        ("already_agreed", "agreed already"),
        ("not_syncable", "cannot sync: no Salesforce ID"),
        ("failed", "failed"),
    ):
        say(f"{counts[name]:>12,}  {words}")
    say(f"{document['api_calls']:>12,}  API calls")
    for row in document.get("plan", ()):
        say(f"{row['side']:<6} {row['email']} {row['salesforce_id']}: {row['reason']}")
    for failure in document["failures"]:
        say(
            f"{failure['email']} {failure['salesforce_id']} {failure['code']}: {failure['what']} {failure['fix']}"
        )
