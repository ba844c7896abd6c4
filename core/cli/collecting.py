"""unsubscribe, resubscribe, export: people and their unsubscribes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from core.cli.common import (
    ALL_KEPT,
    DONE,
    NOTHING_TO_KEEP,
    SOME_FAILED,
    AsJson,
    DataDir,
    OrgName,
    Practice,
    engine_for,
    in_words,
    interruptible,
    problem_document,
    promising,
)
from core.cli.console import note, print_json, say
from core.cli.language import phrase, word, words
from core.cli.mistyped import Mistyped
from core.cli.streams import FROM_STANDARD_INPUT, ONE_ANSWER, TO_STANDARD_OUTPUT, output, text_given
from core.collect.collector import CollectReport
from core.collect.pasted import split_pasted
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Counted, Message, ProblemError
from core.store.trouble import NOTHING_KEPT
from core.store.types.people import PeopleFilter
from core.sync.resubscribe_words import REACHES_MARKETO_ENGAGE
from core.sync.sending.clearing_recorder import ResubscribeReport

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
            once = NOOP("cli", "Unsubscribed.") if report.added else NOOP("cli", "Was unsubscribed already.")
            say(phrase(once))
        else:
            several = NOOP("cli", "{count} unsubscribed, {already} already so.")
            say(phrase(several, count=len(report.added), already=len(report.already)))
        for refused in report.refused:
            note(f"{refused.text}: {in_words(refused.problem)}")
        raise typer.Exit(SOME_FAILED if report.refused else DONE)


def _addresses(given: Sequence[str], from_file: str | None) -> list[str]:
    """The addresses that were named, and those of a list."""
    named = [text for text in given if text != FROM_STANDARD_INPUT]
    if len(named) < len(given):
        if from_file is not None:
            raise Mistyped(NOOP("cli", "There is one list: --from-file or -, not both."))
        from_file = FROM_STANDARD_INPUT
    if from_file is not None:
        named += [pasted.address for pasted in split_pasted(text_given(from_file))]
    if not named:
        raise Mistyped(NOOP("cli", "Name an address, or give a list with --from-file that has one."))
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
    both_boxes: Annotated[
        bool,
        typer.Option(
            "--both-boxes",
            help="With --both-sides: clear the opt out field that is not chosen, too. It speaks of other mail.",
        ),
    ] = False,
    practice: Practice = False,
    data_dir: DataDir = None,
    org: OrgName = None,
    as_json: AsJson = False,
) -> None:
    """Remove an unsubscribe, deliberately."""
    if both_boxes and not both_sides:
        raise Mistyped(NOOP("cli", "--both-boxes clears in Salesforce, so it needs --both-sides."))
    with interruptible() as stop, engine_for(context, practice, data_dir, org, kept=IN_PART) as engine:
        report = engine.resubscribe.resubscribe(
            email,
            reason=reason,
            who=engine.who,
            both_sides=both_sides,
            both_boxes=both_boxes,
            stop=stop,
        )
        if as_json:
            print_json(_resubscribed(report, both_sides))
        else:
            _tell_resubscribed(report, both_sides)
        refused = any(box.refused for box in report.boxes)
        done = report.ended or any(box.cleared for box in report.boxes)
        in_vain = refused or report.brought_back or not done
        raise typer.Exit(SOME_FAILED if in_vain else DONE)


def _why_not(report: ResubscribeReport, both_sides: bool) -> str:
    """Why nothing was changed here, to be put into words; empty where it was, or where the refusals say it."""
    if report.ended or any(box.refused for box in report.boxes):
        return ""
    if any(box.cleared for box in report.boxes):
        return NOOP("cli", "The person was not unsubscribed here, only opted out in Salesforce.")
    if report.still_ticked and not both_sides:
        return NOOP(
            "cli",
            "The person is not unsubscribed here, only opted out in Salesforce; --both-sides clears that.",
        )
    return NOOP("cli", "The person is not unsubscribed, neither here nor, as far as is known, in Salesforce.")


def _resubscribed(report: ResubscribeReport, both_sides: bool) -> dict[str, Any]:
    return {
        "email": report.email,
        "field": report.field,
        "ended_here": report.ended,
        "why_not": _why_not(report, both_sides) or None,
        "cleared_in_salesforce": report.cleared,
        "cleared_boxes": [
            {
                "salesforce_id": record_id,
                "object": report.records[record_id].object,
                "name": report.records[record_id].name,
                "field": box.field,
            }
            for box in report.boxes
            for record_id in box.cleared
        ],
        "opted_out_again": report.brought_back,
        "still_opted_out_in_salesforce": report.still_ticked,
        "refused": [
            {"salesforce_id": record_id, "field": box.field, **problem_document(problem)}
            for box in report.boxes
            for record_id, problem in box.refused
        ],
        "warning": REACHES_MARKETO_ENGAGE.english() if report.reaches_marketo_engage else None,
    }


def _tell_resubscribed(report: ResubscribeReport, both_sides: bool) -> None:
    say(
        phrase(NOOP("cli", "Re-subscribed here.") if report.ended else NOOP("cli", "Not re-subscribed here."))
    )
    if why := _why_not(report, both_sides):
        note(phrase(why))
    for box in report.boxes:
        name = word(box.field.label)
        for record_id in box.cleared:
            cleared = NOOP("cli", "{field} cleared in Salesforce: {record}")
            say(phrase(cleared, field=name, record=_record(report, record_id)))
        for record_id, problem in box.refused:
            note(
                phrase(
                    NOOP("cli", "{field} not cleared: {record} {code}: {problem}"),
                    field=name,
                    record=_record(report, record_id),
                    code=problem.code,
                    problem=in_words(problem),
                )
            )
    if report.brought_back:
        again = NOOP("cli", "Taken back, because Salesforce refused part of it; opted out again: {records}")
        note(phrase(again, records=", ".join(report.brought_back)))
    if report.still_ticked:
        still = NOOP(
            "cli",
            "Still opted out in Salesforce: clear it there too, or the next sync unsubscribes again ({records}).",
        )
        note(phrase(still, records=", ".join(report.still_ticked)))
    if report.reaches_marketo_engage:
        note(words(REACHES_MARKETO_ENGAGE))


def _record(report: ResubscribeReport, record_id: str) -> str:
    record = report.records.get(record_id)
    known = (word(record.object), record.name) if record is not None else ()
    return " ".join(part for part in (*known, record_id) if part)


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
        raise Mistyped(ONE_ANSWER)
    with (
        interruptible() as stop,
        engine_for(context, practice, data_dir, org, kept=NOTHING_TO_KEEP) as engine,
        output(file) as path,
    ):
        report = engine.exporting.run(path, PeopleFilter(unsubscribed_only=not everybody), stop=stop)
        if as_json:
            print_json({"file": str(report.path), "rows": report.rows})
        elif file == TO_STANDARD_OUTPUT:
            note(phrase(_WRITTEN.template_for(report.rows), count=report.rows))
        else:
            written = _WRITTEN_TO.template_for(report.rows)
            say(phrase(written, count=report.rows, path=str(report.path)))


_WRITTEN = Counted(NOOP("cli", "{count} person written."), NOOP("cli", "{count} people written."))
_WRITTEN_TO = Counted(
    NOOP("cli", "{count} person written to {path}."), NOOP("cli", "{count} people written to {path}.")
)
