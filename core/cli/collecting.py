"""unsubscribe, resubscribe, import, export: people and their unsubscribes, in and out."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from core.cli.common import (
    ALL_KEPT,
    DONE,
    INTERRUPTED,
    NOTHING_TO_KEEP,
    SOME_FAILED,
    AsJson,
    DataDir,
    OrgName,
    Practice,
    engine_for,
    interruptible,
    promising,
)
from core.cli.console import note, print_json, say
from core.collect.cells import DateOrder
from core.collect.columns import ColumnMapping, TreatAs, columns_by_name
from core.collect.csv_export import COLUMNS
from core.collect.csv_import import CsvImport, ImportReport
from core.collect.problems import refuse
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message, Problem, ProblemError
from core.store.nouns import PeopleFilter
from core.store.trouble import NOTHING_KEPT

Address = Annotated[str, typer.Argument(metavar="EMAIL", help="The e-mail address.")]
_SHOWN = 20
IN_PART = Message(
    NOOP(
        "core",
        "What was done in Salesforce stays done, and may not be noted here. Look at the person, then run the command "
        "again after that.",
    )
)
IMPORTED = Message(
    NOOP("core", "Rows that were taken in stay. Import the file again after that: nothing is done twice.")
)


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("unsubscribe")(unsubscribe)
    app.command("resubscribe")(resubscribe)
    app.command("import")(import_)
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
        bool, typer.Option("--both-sides", help="Clear the opt out field in Salesforce as well.")
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
                    "ended_here": report.ended,
                    "cleared_in_salesforce": report.cleared,
                    "still_opted_out_in_salesforce": report.still_ticked,
                    "refused": [
                        {"salesforce_id": record_id, **_problem(problem)}
                        for record_id, problem in report.refused
                    ],
                }
            )
        else:
            say("Re-subscribed here." if report.ended else "Not re-subscribed here.")
            for record_id in report.cleared:
                say(f"Cleared in Salesforce: {record_id}")
            for record_id, problem in report.refused:
                note(f"{record_id} {problem.code}: {problem.english()}")
            if report.still_ticked:
                note(
                    "Still opted out in Salesforce: clear it there too, or the next sync unsubscribes again "
                    f"({', '.join(report.still_ticked)})."
                )
        raise typer.Exit(SOME_FAILED if report.refused or not report.ended else DONE)


def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.csv", help="People and unsubscribes.")],
    treat_as: Annotated[
        TreatAs | None,
        typer.Option("--treat-as", help="Whom the file unsubscribes; found out when it is left away."),
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option("--column", metavar="HEADER=MEANING", help="What a column means; may be repeated."),
    ] = None,
    date_order: Annotated[
        DateOrder, typer.Option("--date-order", help="How dates such as 3/4/2026 are meant.")
    ] = DateOrder.UNKNOWN,
    encoding: Annotated[str | None, typer.Option("--encoding", help="Found out when left away.")] = None,
    refused: Annotated[
        Path | None, typer.Option("--refused", metavar="FILE.csv", help="Where refused rows are written.")
    ] = None,
    preview: Annotated[bool, typer.Option("--preview", help="Only count what would happen.")] = False,
    practice: Practice = False,
    data_dir: DataDir = None,
    org: OrgName = None,
    as_json: AsJson = False,
) -> None:
    """Take in a CSV file."""
    kept = NOTHING_TO_KEEP if preview else IMPORTED
    with interruptible() as stop, engine_for(context, practice, data_dir, org, kept=kept) as engine:
        importing = engine.importing
        mapping = _mapping(importing, file, column, encoding)
        if preview:
            seen = importing.preview(
                file, mapping, encoding, treat_as=treat_as, date_order=date_order, stop=stop
            )
            report = ImportReport(seen.setup, seen.counts, seen.refused)
        else:
            report = importing.run(
                file, mapping, encoding, treat_as=treat_as, date_order=date_order, stop=stop
            )
        try:
            if refused is not None and report.refused.count:
                report.refused.save(refused)
            _tell_import(report, as_json=as_json)
        finally:
            report.refused.close()
        if report.cancelled:
            raise typer.Exit(INTERRUPTED)
        raise typer.Exit(SOME_FAILED if report.refused.count else DONE)


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


def _mapping(
    importing: CsvImport, file: Path, column: list[str] | None, encoding: str | None
) -> ColumnMapping | None:
    if not column:
        return None
    wanted = dict(entry.rpartition("=")[::2] for entry in column if "=" in entry)
    if len(wanted) != len(column):
        raise refuse(
            "COLUMN_FORM",
            NOOP("core", "--column wants HEADER=MEANING, for instance --column Mail=email."),
        )
    return columns_by_name(importing.look(file, encoding=encoding).shape.headers, wanted)


def _tell_import(report: ImportReport, *, as_json: bool) -> None:
    shape = report.setup.shape
    meanings = report.setup.mapping.meanings
    # What an export of this program only tells is left out on purpose.
    left_out = [
        header
        for position, header in enumerate(shape.headers)
        if position not in meanings and header not in COLUMNS
    ]
    if as_json:
        print_json(
            {
                "encoding": shape.encoding,
                "delimiter": shape.delimiter,
                "treat_as": report.setup.treat_as,
                "columns": {shape.headers[position]: meaning for position, meaning in meanings.items()},
                "columns_left_out": left_out,
                "cancelled": report.cancelled,
                "counts": asdict(report.counts),
                "refused": [
                    {"line": row.line, "taken": row.taken, **_problem(row.problem)}
                    for row in report.refused.first
                ],
            }
        )
        return
    counts = report.counts
    for number, words in (
        (counts.rows, "rows"),
        (counts.added, "people added"),
        (counts.changed, "people changed"),
        (counts.unsubscribed, "unsubscribed"),
        (counts.already_so, "already so"),
        (counts.kept_unsubscribed, "stay unsubscribed, whatever the file says"),
        (counts.refused, "refused"),
        (counts.cells_left_out, "cells left out"),
    ):
        say(f"{number:>12,}  {words}")
    if left_out:
        names = ", ".join(f"“{header}”" for header in left_out[:_SHOWN])
        note(
            f"Columns left out, because their meaning is not known: {names}. --column HEADER=MEANING gives it."
        )
    for row in report.refused.first[:_SHOWN]:
        note(f"Line {row.line}: {row.problem.english()}")
    if report.refused.count > _SHOWN:
        note(f"... and {report.refused.count - _SHOWN:,} more; --refused FILE.csv keeps them all.")


def _problem(problem: Problem) -> dict[str, str]:
    return {"code": problem.code, "what": problem.what.english(), "fix": problem.fix.english()}
