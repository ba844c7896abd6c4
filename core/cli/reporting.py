"""status and log: how things stand, and what happened."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

import typer

from core.attention.figures import Figures
from core.cli.common import (
    DONE,
    NOTHING_TO_KEEP,
    SOME_FAILED,
    AsJson,
    DataDir,
    OrgName,
    Practice,
    engine_for,
    for_scripts,
    interruptible,
    last_word,
    run_document,
)
from core.cli.console import is_heard, print_json, print_json_line, say
from core.cli.figures import figures_document, tell_figures
from core.cli.interrupts import INTERRUPTED, promise
from core.cli.language import in_columns, moment, phrase, word, words
from core.cli.moments import moment_given
from core.connection.state import ConnectionState
from core.engine import Engine
from core.engine_options import utc_now
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Counted, ProblemError
from core.store.types.log import Level, LogEntry, LogFilter

_FOLLOW_S = 1.0


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("status")(status)
    app.command("log")(show_log)


def status(
    context: typer.Context,
    practice: Practice = False,
    data_dir: DataDir = None,
    org: OrgName = None,
    as_json: AsJson = False,
) -> None:
    """What needs you, figures, connection, next run, queue, last run: exit code 0 while connected, 1 while not."""
    with (
        interruptible() as stop,
        engine_for(context, practice, data_dir, org, kept=NOTHING_TO_KEEP) as engine,
    ):
        problem: str | None = None
        told: str | None = None
        try:
            engine.check_connection(stop)
        except ProblemError as error:
            why = error.problem.what, error.problem.fix
            problem, told = for_scripts(*why), last_word(*why)
        figures = engine.overview.figures()
        document = _status(engine, problem, figures)
        if as_json:
            print_json(document)
        else:
            _tell_status(engine, document, told, figures)
        raise typer.Exit(DONE if problem is None else SOME_FAILED)


def show_log(
    context: typer.Context,
    practice: Practice = False,
    data_dir: DataDir = None,
    org: OrgName = None,
    as_json: AsJson = False,
    follow: Annotated[
        bool, typer.Option("--follow", help="Keep printing what is added; with --json, one document a line.")
    ] = False,
    run: Annotated[int | None, typer.Option("--run", metavar="N", help="Only this run.")] = None,
    level: Annotated[Level | None, typer.Option("--level", help="Only this level.")] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="WHEN",
            help="Only what came after: 90m, 24h, 7d, a date (2026-11-30), or a date and time as in ISO 8601.",
        ),
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, help="At most so many, the newest.")
    ] = 1000,
) -> None:
    """The status log, oldest first."""
    wanted = LogFilter(
        levels=frozenset({level} if level else ()),
        run_id=run,
        since=moment_given(since, utc_now()) if since is not None else None,
    )
    # One document a line, or none: an interruption is how following ends.
    promise.kept = follow
    with (
        interruptible() as stop,
        engine_for(context, practice, data_dir, org, kept=NOTHING_TO_KEEP) as engine,
    ):
        entries = engine.log.page(wanted, before_id=None, limit=limit)[::-1]
        if as_json and not follow:
            print_json([_entry_document(entry) for entry in entries])
            return
        after = entries[-1].id if entries else _last_id(engine)
        while True:
            for entry in entries:
                if as_json:
                    print_json_line(_entry_document(entry))
                else:
                    say(_line(entry))
            if not follow or not is_heard():
                return
            if stop.wait(_FOLLOW_S):
                raise typer.Exit(INTERRUPTED)
            entries = engine.log.after(after, wanted)
            after = entries[-1].id if entries else after


def _status(engine: Engine, problem: str | None, figures: Figures) -> dict[str, Any]:
    connection = engine.connection.state()
    org = engine.store.org_state.org()
    queue = engine.push.state()
    last = engine.runs.last()
    totals = engine.totals()
    every = engine.sync.between.every
    waiting = engine.sync.waiting_night()
    summary = engine.attention.summary()
    return {
        "sign": summary.sign,
        "summary": summary.sentence.english(),
        "needs": [
            {
                "kind": need.kind,
                "about": need.about,
                "level": need.level,
                "what": need.what.english(),
                "fix": need.fix.english() if need.fix is not None else None,
                "since": need.since,
            }
            for need in summary.needs
        ],
        "figures": figures_document(figures),
        "connected": connection.state is ConnectionState.CONNECTED,
        "connection": connection.state,
        "problem": problem,
        "org": {
            "name": org.name,
            "id": org.id,
            "instance_url": org.instance_url,
            "is_sandbox": org.is_sandbox,
            "is_practice": org.is_practice,
        }
        if org
        else None,
        "api_usage": asdict(connection.usage) if connection.usage else None,
        "nightly_sync": engine.settings.nightly_sync,
        "opt_out_field": engine.settings.opt_out_field,
        "next_run": engine.sync.next_run(),
        "looks": {
            "every_minutes": int(every.total_seconds() / 60) if every is not None else None,
            "last": engine.sync.between.last(),
            "waits_for": engine.sync.between.why_not() if every is not None else None,
            "api_calls_a_day": engine.sync.between.calls_a_day(),
        },
        "waiting_night": {"planned_for": waiting[0], "why": waiting[1].english()} if waiting else None,
        "api_calls_needed": engine.sync.calls_needed(),
        "last_run": run_document(last) if last else None,
        "queue": {"waiting": queue.waiting, "parked": queue.parked},
        "people": totals.people,
        "unsubscribed": totals.unsubscribed,
        "not_syncable": totals.not_syncable,
        "opted_out_of_marketing_only": engine.store.people.opted_out_of_marketing_only()
        if engine.settings.opt_out_field.keeps_sales_apart
        else None,
        "data_dir": str(engine.data_dir),
    }


def _tell_status(engine: Engine, document: dict[str, Any], problem: str | None, figures: Figures) -> None:
    def line(label: str, text: str) -> None:
        say(in_columns(phrase(label), text))

    summary = engine.attention.summary()
    say(words(summary.sentence))
    for need in summary.needs:
        say(f"  {words(need.what)}")
        if need.fix is not None:
            say(f"    {words(need.fix)}")
    say("")
    tell_figures(figures)
    org = document["org"]
    name = org["name"] if org else phrase(NOOP("cli", "no org yet"))
    line(NOOP("cli", "Salesforce"), f"{name}: {word(document['connection'])}")
    if problem:
        say(in_columns("", problem))
    on, off = NOOP("cli", "on"), NOOP("cli", "off")
    line(NOOP("cli", "Nightly sync"), phrase(on if document["nightly_sync"] else off))
    line(NOOP("cli", "Opt out field"), word(document["opt_out_field"]))
    next_run = engine.sync.next_run()
    if waiting := engine.sync.waiting_night():
        line(NOOP("cli", "Waiting"), f"{moment(waiting[0])}: {words(waiting[1])}")
    none = phrase(NOOP("cli", "none"))
    line(NOOP("cli", "Next sync"), moment(next_run) if next_run else none)
    if document["looks"]["every_minutes"] is not None:
        every = phrase(NOOP("cli", "every {minutes} minutes"), minutes=document["looks"]["every_minutes"])
        looked = engine.sync.between.last()
        last_look = phrase(NOOP("cli", "last look {time}"), time=moment(looked)) if looked else none
        line(NOOP("cli", "Looks"), f"{every}, {last_look}")
    usage = engine.connection.state().usage
    if usage is not None:
        calls = NOOP("cli", "{left} of {total} left, the next sync: about {needed}")
        left = max(0, usage.total - usage.used)
        line(
            NOOP("cli", "API calls"),
            phrase(calls, left=left, total=usage.total, needed=engine.sync.calls_needed()),
        )
    last = engine.runs.last()
    never = phrase(NOOP("cli", "none yet"))
    line(NOOP("cli", "Last sync"), f"{moment(last.started_at)}: {word(last.outcome)}" if last else never)
    queue = document["queue"]
    pushes = NOOP("cli", "{waiting} waiting, {parked} parked")
    line(NOOP("cli", "Pushes"), phrase(pushes, waiting=queue["waiting"], parked=queue["parked"]))
    people = NOOP("cli", "{people}, {unsubscribed} unsubscribed, {left} of them not in Salesforce")
    line(
        NOOP("cli", "People"),
        phrase(
            people,
            people=document["people"],
            unsubscribed=document["unsubscribed"],
            left=document["not_syncable"],
        ),
    )
    apart = document["opted_out_of_marketing_only"]
    if apart is not None:
        line(NOOP("cli", "Marketing only"), phrase(_MARKETING_ONLY.template_for(apart), count=apart))


_MARKETING_ONLY = Counted(
    NOOP("cli", "{count} person is opted out of marketing mail only"),
    NOOP("cli", "{count} people are opted out of marketing mail only"),
)


def _last_id(engine: Engine) -> int:
    newest = engine.log.page(LogFilter(), before_id=None, limit=1)
    return newest[0].id if newest else 0


def _line(entry: LogEntry) -> str:
    about = " ".join(part for part in (entry.email, entry.salesforce_id, entry.code) if part)
    fix = f" {words(entry.fix)}" if entry.fix else ""
    sentence = f"{words(entry.message)}{fix}  {about}"
    return f"{moment(entry.at)}  {in_columns(word(entry.level), sentence, 13)}".rstrip()


def _entry_document(entry: LogEntry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "at": entry.at,
        "level": entry.level,
        "kind": entry.kind,
        "run": entry.run_id,
        "what": entry.message.english(),
        "fix": entry.fix.english() if entry.fix else None,
        "email": entry.email,
        "salesforce_id": entry.salesforce_id,
        "code": entry.code,
        "detail": entry.detail,
    }
