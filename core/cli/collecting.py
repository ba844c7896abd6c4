"""unsubscribe, resubscribe, export: people and their unsubscribes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

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
from core.cli.streams import FROM_STANDARD_INPUT, TO_STANDARD_OUTPUT, output, text_given
from core.collect.collector import CollectReport
from core.collect.pasted import split_pasted
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message, ProblemError
from core.store.nouns import PeopleFilter
from core.store.trouble import NOTHING_KEPT
from core.sync.clearing_books import ResubscribeReport

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
    emails: Annotated[
        list[str] | None, typer.Argument(metavar="EMAIL", help="The e-mail addresses.", show_default=False)
    ] = None,
    from_file: Annotated[
        str | None,
        typer.Option(
            "--from-file",
            metavar="FILE",
            help="A list, one address a line; - is standard input, as is EMAIL -.",
        ),
    ] = None,
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="How and when the person asked.")
    ] = "",
    practice: Practice = False,
    data_dir: DataDir = None,
    org: OrgName = None,
    as_json: AsJson = False,
) -> None:
    """Collect unsubscribes; they are queued, and pushed when the window or `push` runs."""
    wanted = _addresses(emails or [], from_file)
    with engine_for(context, practice, data_dir, org, kept=NOTHING_KEPT) as engine:
        report = engine.collect.by_hand(wanted, reason)
        if report.refused and not (report.added or report.already):
            raise ProblemError(report.refused[0].problem)
        if as_json:
            with promising(engine, ALL_KEPT):
                queue = engine.queue.state()
            print_json(
                _collected(report, len(wanted))
                | {"queue": {"waiting": queue.waiting, "parked": queue.parked}}
            )
        elif len(wanted) == 1:
            say("Unsubscribed." if report.added else "Was unsubscribed already.")
        else:
            say(f"{len(report.added):,} unsubscribed, {len(report.already):,} already so.")
        for refused in report.refused:
            note(f"{refused.text}: {refused.problem.english()}")
        raise typer.Exit(SOME_FAILED if report.refused else DONE)


def _addresses(given: Sequence[str], from_file: str | None) -> list[str]:
    """The addresses that were named, and those of a list."""
    named = [text for text in given if text != FROM_STANDARD_INPUT]
    if len(named) < len(given):
        if from_file is not None:
            raise typer.BadParameter("there is one list: --from-file or -, not both.")
        from_file = FROM_STANDARD_INPUT
    if from_file is not None:
        named += [pasted.address for pasted in split_pasted(text_given(from_file))]
    if not named:
        raise typer.BadParameter("name an address, or give a list with --from-file that has one.")
    return named


def _collected(report: CollectReport, count: int) -> dict[str, Any]:
    """What came of it; of a single address as ever since, too."""
    document: dict[str, Any] = {
        "unsubscribed": report.added,
        "already_unsubscribed": report.already,
        "refused": [{"text": each.text, **problem_document(each.problem)} for each in report.refused],
    }
    if count == 1:
        document |= {"email": (report.added or report.already)[0], "added": bool(report.added)}
    return document


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
                    "why_not": _why_not(report, both_sides),
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
            if (why := _why_not(report, both_sides)) is not None:
                note(why)
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


def _why_not(report: ResubscribeReport, both_sides: bool) -> str | None:
    """Why nothing was changed here; None where it was, or where the refusals say it."""
    if report.ended or report.refused:
        return None
    if report.cleared:
        return "The person was not unsubscribed here, only opted out in Salesforce."
    if report.still_ticked and not both_sides:
        return "The person is not unsubscribed here, only opted out in Salesforce; --both-sides clears that."
    return "The person is not unsubscribed, neither here nor, as far as is known, in Salesforce."


def export(
    context: typer.Context,
    file: Annotated[
        str,
        typer.Argument(metavar="FILE.csv", help="Where to write; - is standard output.", show_default=False),
    ],
    everybody: Annotated[
        bool, typer.Option("--everybody", help="Also people who are not unsubscribed.")
    ] = False,
    practice: Practice = False,
    data_dir: DataDir = None,
    org: OrgName = None,
    as_json: AsJson = False,
) -> None:
    """Write all unsubscribes to a CSV file, with both sides' state and the history."""
    if file == TO_STANDARD_OUTPUT and as_json:
        raise typer.BadParameter("standard output has room for one of the two: --json, or the file -.")
    with (
        interruptible() as stop,
        engine_for(context, practice, data_dir, org, kept=NOTHING_TO_KEEP) as engine,
        output(file) as path,
    ):
        report = engine.exporting.run(path, PeopleFilter(unsubscribed_only=not everybody), stop=stop)
        if as_json:
            print_json({"file": str(report.path), "rows": report.rows})
        elif file == TO_STANDARD_OUTPUT:
            note(f"{report.rows:,} people written.")
        else:
            say(f"{report.rows:,} people written to {report.path}.")
