"""import and imports: taking in a file of people and unsubscribes, and what earlier ones did.

At a terminal `import` counts first and asks before it unsubscribes anybody; `--yes` answers. Where nobody is attending
(standard input or standard error is no terminal) it goes ahead, as scripts expect, and `--preview` only counts.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, TypedDict

import typer

from core.cli.common import (
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
)
from core.cli.console import is_attended, note, print_json, say
from core.cli.interrupts import INTERRUPTED, while_asking
from core.cli.language import in_columns, moment, phrase, word, words
from core.cli.mistyped import Mistyped
from core.cli.streams import FROM_STANDARD_INPUT, ONE_ANSWER, TO_STANDARD_OUTPUT, input_file, output
from core.collect.basis import Basis
from core.collect.columns import ColumnMapping, TreatAs, columns_by_name
from core.collect.csv_export import COLUMNS
from core.collect.csv_import import CsvImport
from core.collect.dates import DateOrder
from core.collect.import_history import meanings_of
from core.collect.import_setup import ImportPreview, ImportReport, what_rows_meant
from core.collect.understanding import Bounces
from core.files.problems import refuse
from core.files.whole_file import check_writable
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Counted, Message
from core.store.import_batches import ImportBatch

_SHOWN = 20
_INTERRUPTED = {"code": "INTERRUPTED", "what": "Interrupted; rows read so far were imported.", "fix": None}
_DECLINED = NOOP("cli", "Nothing was imported.")
_LISTED = 100
IMPORTED = Message(
    NOOP("core", "Rows read so far were imported. Import the file again after that: nothing is done twice.")
)


class _Choices(TypedDict):
    """What every way of reading a file is told."""

    treat_as: TreatAs | None
    date_order: DateOrder
    bounces: Bounces | None
    stop: threading.Event


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("import")(import_)
    app.command("imports")(imports)


def import_(
    context: typer.Context,
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE.csv", help="People and unsubscribes; - is standard input.", show_default=False
        ),
    ],
    treat_as: Annotated[
        TreatAs | None,
        typer.Option(
            "--treat-as",
            help="Whom the file unsubscribes; found out when it is left away, where the file says it.",
        ),
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option("--column", metavar="HEADER=MEANING", help="What a column means; may be repeated."),
    ] = None,
    date_order: Annotated[
        DateOrder,
        typer.Option(
            "--date-order", help="How dates such as 3/4/2026 are meant; else the whole column tells."
        ),
    ] = DateOrder.UNKNOWN,
    bounces: Annotated[
        Bounces | None,
        typer.Option(
            "--bounces",
            help="What a bounce in the file is: noted, which is the rule, or an opt-out.",
        ),
    ] = None,
    encoding: Annotated[str | None, typer.Option("--encoding", help="Found out when left away.")] = None,
    refused: Annotated[
        Path | None, typer.Option("--refused", metavar="FILE.csv", help="Where refused rows are written.")
    ] = None,
    preview: Annotated[bool, typer.Option("--preview", help="Only count what would happen.")] = False,
    yes: Annotated[
        bool,
        typer.Option("--yes", help="Do not ask before unsubscribing; nothing is asked without a terminal."),
    ] = False,
    practice: Practice = False,
    data_dir: DataDir = None,
    org: OrgName = None,
    as_json: AsJson = False,
) -> None:
    """Take in a CSV file."""
    if refused is not None and str(refused) == TO_STANDARD_OUTPUT:
        raise Mistyped(NOOP("cli", "--refused wants the name of a file; standard output has the answer."))
    kept = NOTHING_TO_KEEP if preview else IMPORTED
    with (
        interruptible() as stop,
        engine_for(context, practice, data_dir, org, kept=kept) as engine,
        input_file(file) as path,
    ):
        if refused is not None:
            # Before anything is imported: what is refused must not be lost afterwards.
            check_writable(refused)
        importing = engine.importing
        mapping = _mapping(importing, path, column, encoding)
        choices: _Choices = {
            "treat_as": treat_as,
            "date_order": date_order,
            "bounces": bounces,
            "stop": stop,
        }
        report: ImportPreview | ImportReport
        if preview:
            report = importing.preview(path, mapping, encoding, **choices)
        else:
            if not yes and file != FROM_STANDARD_INPUT and is_attended():
                _ask(importing, path, mapping, encoding, choices, as_json=as_json)
            report = importing.run(path, mapping, encoding, **choices)
        try:
            if refused is not None and report.refused.count:
                report.refused.save(refused)
            _tell(report, as_json=as_json)
        finally:
            report.close()
        if isinstance(report, ImportReport) and report.cancelled:
            raise typer.Exit(INTERRUPTED)
        raise typer.Exit(SOME_FAILED if report.refused.count else DONE)


def imports(
    context: typer.Context,
    number: Annotated[int | None, typer.Argument(metavar="[NUMBER]", help="One of them.")] = None,
    export: Annotated[
        str | None,
        typer.Option(
            "--export",
            metavar="FILE.csv",
            help="Write what became of each row of that import; - is standard output.",
        ),
    ] = None,
    practice: Practice = False,
    data_dir: DataDir = None,
    org: OrgName = None,
    as_json: AsJson = False,
) -> None:
    """List the files that were imported, or write the results of one."""
    if export is not None and number is None:
        raise Mistyped(NOOP("cli", "--export needs the number of an import; imports lists them."))
    if export == TO_STANDARD_OUTPUT and as_json:
        raise Mistyped(ONE_ANSWER)
    with engine_for(context, practice, data_dir, org, kept=NOTHING_TO_KEEP) as engine:
        if export is not None and number is not None:
            with output(export) as path:
                rows = engine.imports.export(number, path)
            if as_json:
                print_json({"import": number, "file": export, "rows": rows})
            elif export == TO_STANDARD_OUTPUT:
                note(phrase(_WRITTEN.template_for(rows), count=rows))
            else:
                say(phrase(_WRITTEN_TO.template_for(rows), count=rows, path=export))
            return
        found = [engine.imports.get(number)] if number is not None else engine.imports.page(limit=_LISTED)
        if as_json:
            print_json({"imports": [_document(batch) for batch in found]})
            return
        for batch in found:
            counts = batch.counts
            figures = phrase(
                NOOP("cli", "{unsubscribed} unsubscribed  {added} added  {refused} refused"),
                unsubscribed=f"{counts.get('unsubscribed', 0):>9,}",
                added=f"{counts.get('added', 0):>9,}",
                refused=f"{counts.get('refused', 0):>7,}",
            )
            when = moment(batch.started_at)
            say(f"{batch.id:>5}  {when}  {in_columns(word(batch.state), figures, 13)}  {batch.file_name}")


def _document(batch: ImportBatch) -> dict[str, Any]:
    return {
        "import": batch.id,
        "file": batch.file_name,
        "who": batch.who,
        "state": batch.state,
        "started_at": batch.started_at,
        "finished_at": batch.finished_at,
        "treat_as": batch.treat_as,
        "counts": batch.counts,
        "read_from": [basis.reason().english() for basis in meanings_of(batch)],
    }


_WRITTEN = Counted(NOOP("cli", "{count} row written."), NOOP("cli", "{count} rows written."))
_WRITTEN_TO = Counted(
    NOOP("cli", "{count} row written to {path}."), NOOP("cli", "{count} rows written to {path}.")
)
_BOUNCED = Counted(
    NOOP("cli", "One row tells of a bounce. Is a bounce to count as an opt-out?"),
    NOOP("cli", "{count} rows tell of a bounce. Is a bounce to count as an opt-out?"),
)
_GO_AHEAD = Counted(
    NOOP(
        "cli",
        "Unsubscribe {people} person? It goes to Salesforce, too; Contacts and Leads of theirs that are known: "
        "{records}.",
    ),
    NOOP(
        "cli",
        "Unsubscribe {people} people? It goes to Salesforce, too; Contacts and Leads of theirs that are known: "
        "{records}.",
    ),
    by="people",
)


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
    return columns_by_name(importing.inspect(file, encoding=encoding).shape.headers, wanted)


def _ask(
    importing: CsvImport,
    file: Path,
    mapping: ColumnMapping | None,
    encoding: str | None,
    choices: _Choices,
    *,
    as_json: bool,
) -> None:
    """Ask whoever attends what bounces are, and whether to go ahead; ends the command where not."""
    while True:
        with closing(importing.preview(file, mapping, encoding, **choices)) as seen:
            if seen.counts.bounced and choices["bounces"] is None:
                count = _confirmed(
                    phrase(_BOUNCED.template_for(seen.counts.bounced), count=seen.counts.bounced)
                )
                choices["bounces"] = Bounces.OPT_OUT if count else Bounces.NOTE
                continue
            if not _agreed(seen):
                if as_json:
                    print_json({"error": {"code": "DECLINED", "what": _DECLINED, "fix": None}})
                note(phrase(_DECLINED))
                raise typer.Exit(INTERRUPTED)
            return


def _agreed(seen: ImportPreview) -> bool:
    """Whether whoever attends agrees to what was counted; nothing is asked where nobody would be unsubscribed."""
    people = seen.counts.unsubscribed
    if not people:
        return True
    for message in what_rows_meant(seen):
        note(words(message))
    return _confirmed(phrase(_GO_AHEAD.template_for(people), people=people, records=seen.known_records))


def _confirmed(question: str) -> bool:
    with while_asking():
        return typer.confirm(question, err=True)


def _tell(report: ImportPreview | ImportReport, *, as_json: bool) -> None:
    shape = report.setup.shape
    meanings = report.setup.mapping.meanings
    # What an export of this program only tells is left out on purpose.
    left_out = [
        header
        for position, header in enumerate(shape.headers)
        if position not in meanings and header not in COLUMNS
    ]
    if as_json:
        print_json(_report_document(report, left_out))
        return
    counts = report.counts
    for number, what in (
        (counts.rows, NOOP("cli", "rows")),
        (counts.added, NOOP("cli", "people added")),
        (counts.changed, NOOP("cli", "people changed")),
        (counts.unsubscribed, NOOP("cli", "unsubscribed")),
        (counts.already_so, NOOP("cli", "already so")),
        (counts.bounced, NOOP("cli", "bounced, noted without an opt-out")),
        (counts.kept_unsubscribed, NOOP("cli", "stay unsubscribed, whatever the file says")),
        (counts.refused, NOOP("cli", "refused")),
        (counts.cells_left_out, NOOP("cli", "cells left out")),
    ):
        say(f"{number:>12,}  {phrase(what)}")
    for message in what_rows_meant(report):
        say(words(message))
    if isinstance(report, ImportReport):
        this = NOOP("cli", "This is import {number}; imports {number} --export FILE.csv writes its results.")
        say(phrase(this, number=str(report.batch_id)))
    if left_out:
        names = ", ".join(f"“{header}”" for header in left_out[:_SHOWN])
        unknown = NOOP(
            "cli",
            "Columns left out, because their meaning is not known: {names}. --column HEADER=MEANING gives it.",
        )
        note(phrase(unknown, names=names))
    for row in report.refused.first[:_SHOWN]:
        note(phrase(NOOP("cli", "Line {line}: {why}"), line=str(row.line), why=in_words(row.problem)))
    if report.refused.count > _SHOWN:
        more = NOOP("cli", "... and {count} more; --refused FILE.csv keeps them all.")
        note(phrase(more, count=report.refused.count - _SHOWN))


def _report_document(report: ImportPreview | ImportReport, left_out: list[str]) -> dict[str, Any]:
    shape, setup = report.setup.shape, report.setup
    cancelled = isinstance(report, ImportReport) and report.cancelled
    return {
        "import": report.batch_id if isinstance(report, ImportReport) else None,
        "file": shape.path.name,
        "encoding": shape.encoding,
        "delimiter": shape.delimiter,
        "treat_as": setup.treat_as,
        "date_order": setup.date_order,
        "columns": {shape.headers[position]: meaning for position, meaning in setup.mapping.meanings.items()},
        "columns_left_out": left_out,
        "cancelled": cancelled,
        "counts": asdict(report.counts),
        "read_from": _read_from(report.reasons),
        **({"error": _INTERRUPTED} if cancelled else {}),
        "notes": [message.english() for message in what_rows_meant(report)],
        "known_records": report.known_records if isinstance(report, ImportPreview) else None,
        "refused": [
            {"line": row.line, "taken": row.taken, **problem_document(row.problem)}
            for row in report.refused.first
        ],
    }


def _read_from(reasons: Mapping[Basis, int]) -> list[dict[str, Any]]:
    return [
        {"by": basis.kind, "column": basis.column or None, "word": basis.word or None, "rows": count}
        for basis, count in reasons.items()
    ]
