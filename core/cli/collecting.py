"""unsubscribe, resubscribe, export: people and their unsubscribes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from core.cli.common import (
    ALL_KEPT,
    DONE,
    FIELD_NAMES,
    NOTHING_TO_KEEP,
    SOME_FAILED,
    AsJson,
    DataDir,
    OrgName,
    Practice,
    engine_for,
    interruptible,
    problem_document,
    promising,
)
from core.cli.console import note, print_json, say
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message, ProblemError
from core.store.nouns import PeopleFilter
from core.store.trouble import NOTHING_KEPT

Address = Annotated[str, typer.Argument(metavar="EMAIL", help="The e-mail address.")]
IN_PART = Message(
    NOOP(
        "core",
        "What was done in Salesforce stays done, and may not be noted here. Look at the person, then run the command "
        "again after that.",
    )
)


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("unsubscribe")(unsubscribe)
    app.command("resubscribe")(resubscribe)
    app.command("export")(export)


def unsubscribe(
    context: typer.Context,
    email: Address,
    reason: Annotated[str, typer.Option("--reason", help="How and when the person asked.")] = "",
    practice: Practice = False,
    data_dir: DataDir = None,
    org: OrgName = None,
    as_json: AsJson = False,
) -> None:
    """Collect one unsubscribe; it is queued, and pushed when the window or `push` runs."""
    with engine_for(context, practice, data_dir, org, kept=NOTHING_KEPT) as engine:
        report = engine.collect.by_hand([email], reason)
        if report.refused:
            raise ProblemError(report.refused[0].problem)
        if as_json:
            with promising(engine, ALL_KEPT):
                queue = engine.queue.state()
            print_json(
                {
                    "email": (report.added or report.already)[0],
                    "added": bool(report.added),
                    "queue": {"waiting": queue.waiting, "parked": queue.parked},
                }
            )
        else:
            say("Unsubscribed." if report.added else "Was unsubscribed already.")


def resubscribe(
    context: typer.Context,
    email: Address,
    reason: Annotated[str, typer.Option("--reason", help="The consent that is on record.")],
    both_sides: Annotated[
        bool,
        typer.Option(
            "--both-sides", help="Clear the chosen opt out field in Salesforce as well; the other one stays."
        ),
    ] = False,
    practice: Practice = False,
    data_dir: DataDir = None,
    org: OrgName = None,
    as_json: AsJson = False,
) -> None:
    """Remove an unsubscribe, deliberately."""
    with interruptible() as stop, engine_for(context, practice, data_dir, org, kept=IN_PART) as engine:
        report = engine.resubscribe.resubscribe(
            email, reason=reason, who=engine.who, both_sides=both_sides, stop=stop
        )
        if as_json:
            print_json(
                {
                    "email": report.email,
                    "field": engine.settings.opt_out_field,
                    "ended_here": report.ended,
                    "cleared_in_salesforce": report.cleared,
                    "opted_out_again": report.brought_back,
                    "still_opted_out_in_salesforce": report.still_ticked,
                    "refused": [
                        {"salesforce_id": record_id, **problem_document(problem)}
                        for record_id, problem in report.refused
                    ],
                }
            )
        else:
            box = FIELD_NAMES[engine.settings.opt_out_field]
            say("Re-subscribed here." if report.ended else "Not re-subscribed here.")
            for record_id in report.cleared:
                say(f"{box} cleared in Salesforce: {record_id}")
            for record_id, problem in report.refused:
                note(f"{record_id} {problem.code}: {problem.english()}")
            if report.brought_back:
                note(
                    "Taken back, because Salesforce refused part of it; opted out again: "
                    f"{', '.join(report.brought_back)}"
                )
            if report.still_ticked:
                note(
                    "Still opted out in Salesforce: clear it there too, or the next sync unsubscribes again "
                    f"({', '.join(report.still_ticked)})."
                )
        in_vain = report.refused or report.brought_back or not (report.ended or report.cleared)
        raise typer.Exit(SOME_FAILED if in_vain else DONE)


def export(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.csv", help="Where to write.")],
    everybody: Annotated[
        bool, typer.Option("--everybody", help="Also people who are not unsubscribed.")
    ] = False,
    practice: Practice = False,
    data_dir: DataDir = None,
    org: OrgName = None,
    as_json: AsJson = False,
) -> None:
    """Write all unsubscribes to a CSV file, with both sides' state and the history."""
    with (
        interruptible() as stop,
        engine_for(context, practice, data_dir, org, kept=NOTHING_TO_KEEP) as engine,
    ):
        report = engine.exporting.run(file, PeopleFilter(unsubscribed_only=not everybody), stop=stop)
        if as_json:
            print_json({"file": str(report.path), "rows": report.rows})
        else:
            say(f"{report.rows:,} people written to {report.path}.")
