"""The report of a period: every opt-out with its duration, its due date and whether that was kept."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

from core.deadlines.pdf import Pdf
from core.deadlines.standing import (
    FROM_WHEN,
    NO_ADVICE,
    DeadlineState,
    Report,
    Standing,
    Telling,
    duration,
    rule_words,
)
from core.files.safe_cells import guarded
from core.files.whole_file import whole_bytes, whole_file
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message
from core.plain_text.moments import iso_text

COLUMNS = (
    "email",
    "collected",
    "date",
    "source",
    "rule",
    "days",
    "country",
    "due",
    "due_on",
    "ended",
    "ended_by",
    "hours",
    "state",
)
"""The header of the CSV: `date` is the one that the opt-out bears, `due` the last moment, `due_on` its local day."""
_WIDTHS = (27, 18, 18, 12, 11, 14)
"""The columns of the PDF, in percent of its width."""
_HOUR = 3600.0

Pages = Callable[[], Iterator[list[Standing]]]


def write_report(
    report: Report, pages: Pages, csv_path: Path | None, pdf_path: Path | None, telling: Telling
) -> None:
    """Count the opt-outs of a report and write them to the files that are wanted.

    Raises ProblemError when one cannot be written; a file is there as a whole or not at all.
    """
    with ExitStack() as files:
        writer = csv.writer(files.enter_context(whole_file(csv_path))) if csv_path is not None else None
        if writer is not None:
            writer.writerow(COLUMNS)
        for page in pages():
            report.counts.update(one.state for one in page)
            if writer is not None:
                writer.writerows([guarded(cell) for cell in _cells(one, report)] for one in page)
    if pdf_path is not None:
        with whole_bytes(pdf_path) as stream:
            pdf = Pdf(stream, telling.words(TITLE))
            _head(pdf, report, telling)
            pdf.table(_WIDTHS, [telling.words(name) for name in HEADERS], _lines(pages(), telling))
            pdf.close()


def _cells(one: Standing, report: Report) -> tuple[str, ...]:
    clock, applied = one.clock, report.applied
    ended = clock.ended_at
    hours = f"{(ended - clock.collected_at).total_seconds() / _HOUR:.2f}" if ended is not None else ""
    return (
        clock.email,
        iso_text(clock.collected_at),
        iso_text(clock.dated_at),
        clock.source or "",
        applied.rule,
        str(applied.days),
        applied.country,
        iso_text(one.due),
        one.due_on.isoformat(),
        iso_text(ended) if ended is not None else "",
        clock.end or "",
        hours,
        one.state,
    )


def _head(pdf: Pdf, report: Report, telling: Telling) -> None:
    pdf.heading(telling.words(TITLE))
    pdf.line(
        telling.words(
            PERIOD.with_values(since=telling.moment(report.since), until=telling.moment(report.until))
        )
    )
    pdf.line(telling.words(rule_words(report.applied, telling)))
    pdf.gap()
    for state in DeadlineState:
        if count := report.counts[state]:
            pdf.line(telling.words(FIGURE.with_values(state=telling.word(state), count=count)))
    pdf.line(telling.words(FIGURE.with_values(state=telling.words(TOTAL), count=report.total)))
    pdf.gap()
    pdf.line(telling.words(FROM_WHEN))
    pdf.line(telling.words(NO_ADVICE))
    pdf.gap()


def _lines(pages: Iterable[list[Standing]], telling: Telling) -> Iterator[list[str]]:
    for page in pages:
        for one in page:
            clock = one.clock
            ended = clock.ended_at
            yield [
                clock.email,
                telling.moment(clock.collected_at),
                telling.moment(ended) if ended is not None else "",
                telling.words(duration(ended - clock.collected_at)) if ended is not None else "",
                one.due_on.isoformat(),
                telling.word(one.state),
            ]


TITLE = Message(NOOP("core", "Opt-outs and their deadlines"))
PERIOD = Message(NOOP("core", "Collected from {since} until before {until}"))
FIGURE = Message(NOOP("core", "{state}: {count}"))
TOTAL = Message(NOOP("core", "All opt-outs"))
HEADERS = (
    Message(NOOP("core", "Address")),
    Message(NOOP("core", "Collected")),
    Message(NOOP("core", "Ended")),
    Message(NOOP("core", "Duration")),
    Message(NOOP("core", "Due")),
    Message(NOOP("core", "State")),
)
