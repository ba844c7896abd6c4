"""deadlines: the opt-outs that Salesforce has not confirmed yet, and the report of a period."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import UTC, datetime, time, timedelta
from typing import Annotated, Any

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
    interruptible,
)
from core.cli.console import note, print_json, say
from core.cli.help import PlainGroup, json_below
from core.cli.language import in_columns, moment, phrase, word, words
from core.cli.mistyped import Mistyped
from core.cli.moments import moment_given
from core.cli.streams import ONE_ANSWER, TO_STANDARD_OUTPUT, output
from core.deadlines.standing import (
    NO_ADVICE,
    DeadlineState,
    DeadlineSummary,
    Report,
    Standing,
    Telling,
    rule_words,
    sentence,
)
from core.engine_options import utc_now
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Counted

_LISTED = 20
_YEAR = timedelta(days=365)


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    group = typer.Typer(
        help="Until when opt-outs have to be in Salesforce, and how they stand.",
        cls=PlainGroup,
        no_args_is_help=False,
        rich_markup_mode=None,
    )
    group.callback(invoke_without_command=True)(deadlines)
    group.command("report")(report)
    app.add_typer(group, name="deadlines")


def deadlines(
    context: typer.Context,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, help="At most so many, the oldest.")
    ] = _LISTED,
    practice: Practice = False,
    data_dir: DataDir = None,
    org: OrgName = None,
    as_json: AsJson = False,
) -> None:
    """List the opt-outs that Salesforce has not confirmed yet, the oldest first: 1 once a deadline has passed."""
    context.obj = context.obj.joined(practice, data_dir, org)
    if context.invoked_subcommand is not None:
        if as_json:
            context.default_map = json_below(context.command)
        return
    with engine_for(context, practice, data_dir, org, kept=NOTHING_TO_KEEP) as engine:
        summary, found = engine.deadlines.summary(), engine.deadlines.open(limit)
    if as_json:
        print_json(_document(summary, found))
    else:
        _tell(summary, found)
    raise typer.Exit(SOME_FAILED if summary.passed else DONE)


def report(
    context: typer.Context,
    since: Annotated[
        str | None,
        typer.Option("--from", metavar="WHEN", help="A date (2026-11-30), or 90d; a year ago if left out."),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option("--to", metavar="WHEN", help="A date, with all of that day; now if left out."),
    ] = None,
    csv: Annotated[
        str | None, typer.Option("--csv", metavar="FILE.csv", help="Write a table; - is standard output.")
    ] = None,
    pdf: Annotated[
        str | None, typer.Option("--pdf", metavar="FILE.pdf", help="Write a PDF; - is standard output.")
    ] = None,
    practice: Practice = False,
    data_dir: DataDir = None,
    org: OrgName = None,
    as_json: AsJson = False,
) -> None:
    """Every opt-out that was collected in a period, with its duration, its due date and whether that was kept."""
    if [csv, pdf, TO_STANDARD_OUTPUT if as_json else None].count(TO_STANDARD_OUTPUT) > 1:
        raise Mistyped(ONE_ANSWER)
    now = utc_now()
    begin = moment_given(since, now) if since is not None else now - _YEAR
    end = _end_given(until, now) if until is not None else now
    if begin >= end:
        raise Mistyped(NOOP("cli", "The period ends before it begins."))
    with (
        interruptible() as stop,
        engine_for(context, practice, data_dir, org, kept=NOTHING_TO_KEEP) as engine,
        ExitStack() as files,
    ):
        written = engine.deadlines.report(
            begin,
            end,
            csv=files.enter_context(output(csv)) if csv is not None else None,
            pdf=files.enter_context(output(pdf)) if pdf is not None else None,
            telling=_TELLING,
            stop=stop,
        )
    if as_json:
        print_json(_report_document(written, csv, pdf))
        return
    tell = note if TO_STANDARD_OUTPUT in (csv, pdf) else say
    for line in _report_lines(written):
        tell(line)


def _end_given(text: str, now: datetime) -> datetime:
    """The end of a period: of a day all of it counts."""
    try:
        day = datetime.strptime(text.strip(), "%Y-%m-%d").date()
    except ValueError:
        return moment_given(text, now)
    return datetime.combine(day + timedelta(days=1), time()).astimezone(UTC)


def _tell(summary: DeadlineSummary, found: list[Standing]) -> None:
    say(words(rule_words(summary.applied, _TELLING)))
    counts = NOOP("cli", "{open} not confirmed yet, {near} due soon, {passed} past the deadline")
    say(phrase(counts, open=summary.open, near=summary.near, passed=summary.passed))
    for one in found:
        say(f"  {in_columns(word(one.state), one.clock.email, 21)}  {words(sentence(one, moment))}")
    if summary.open > len(found):
        say(phrase(_MORE, count=summary.open - len(found)))
    note(words(NO_ADVICE))


def _document(summary: DeadlineSummary, found: list[Standing]) -> dict[str, Any]:
    applied = summary.applied
    return {
        "rule": applied.rule,
        "days": applied.days,
        "country": applied.country or None,
        "open": summary.open,
        "near": summary.near,
        "passed": summary.passed,
        "oldest": summary.oldest,
        "due": summary.due,
        "opt_outs": [
            {
                "email": one.clock.email,
                "collected_at": one.clock.collected_at,
                "date": one.clock.dated_at,
                "source": one.clock.source,
                "due": one.due,
                "due_on": one.due_on.isoformat(),
                "state": one.state,
            }
            for one in found
        ],
    }


def _report_document(written: Report, csv: str | None, pdf: str | None) -> dict[str, Any]:
    return {
        "rule": written.applied.rule,
        "days": written.applied.days,
        "country": written.applied.country or None,
        "from": written.since,
        "to": written.until,
        "opt_outs": written.total,
        "states": {str(state): written.counts[state] for state in DeadlineState},
        "csv": csv,
        "pdf": pdf,
    }


def _report_lines(written: Report) -> list[str]:
    lines = [words(rule_words(written.applied, _TELLING))]
    lines += [
        in_columns(word(state), f"{written.counts[state]:,}", 25)
        for state in DeadlineState
        if written.counts[state]
    ]
    lines.append(phrase(_LISTED_IN_ALL.template_for(written.total), count=written.total))
    lines.append(words(NO_ADVICE))
    return lines


_TELLING = Telling(words, word, moment)
_MORE = NOOP("cli", "and {count} more")
_LISTED_IN_ALL = Counted(NOOP("cli", "{count} opt-out in all."), NOOP("cli", "{count} opt-outs in all."))
