"""Putting a file of the watched folder away when it was dealt with, with a report beside it."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePath

from core.collect.doubts import UNCLEAR
from core.collect.import_setup import ImportReport, what_rows_meant
from core.files.open_folder import OpenFolder
from core.files.whole_file import whole_file
from core.messages import Problem
from core.plain_text.shown import shown

REPORT, ROWS = ".report.txt", ".refused.csv"
"""Endings of what lies beside a file: the report, and the rows to be corrected where there are any."""


def put_away(
    name: str,
    taking: OpenFolder,
    folder: OpenFolder,
    report: ImportReport | None,
    problem: Problem | None,
    now: datetime,
) -> str:
    """Move a claimed file into `folder` and write the report there; gives the file's new name.

    The move comes first: from then on the file is not taken again, whatever happens. Raises OSError when it
    cannot be moved, ProblemError when a report cannot be written.
    """
    place = free_name(folder, name, REPORT, ROWS)
    taking.move(name, folder, place)
    if report is not None and report.refused.count:
        report.refused.save(folder.path / (place + ROWS), folder)
    with whole_file(folder.path / (place + REPORT), folder) as stream:
        stream.write("\r\n".join([*_lines(place, report, problem, now), ""]))
    if report is not None:
        report.refused.close()
    return place


def free_name(folder: OpenFolder, name: str, *endings: str) -> str:
    """The name itself, or with a number where a file has that name, or has it with one of these endings."""
    stem, suffix = PurePath(name).stem, PurePath(name).suffix
    free, number = name, 2
    while any(folder.has(free + ending) for ending in ("", *endings)):
        free = f"{stem} ({number}){suffix}"
        number += 1
    return free


def _lines(place: str, report: ImportReport | None, problem: Problem | None, now: datetime) -> list[str]:
    lines = [f"File: {place}", f"Read: {now.astimezone():%Y-%m-%d %H:%M:%S %Z}"]
    if problem is not None:
        lines += [f"Refused: {shown(problem.what.english())}", f"What to do: {shown(problem.fix.english())}"]
        if problem.code == UNCLEAR:
            lines.append(
                "Where every file in this folder is a list of unsubscribes, say so once: in the window beside the "
                "watched folder, or with unsubscribe-sync settings watched_folder_lists on; then put it here again."
            )
    if report is not None:
        setup, counts = report.setup, report.counts
        meanings = [
            f"{shown(setup.shape.headers[at])} = {column}" for at, column in setup.mapping.meanings.items()
        ]
        lines += [
            f"Encoding: {setup.shape.encoding}",
            f"Columns: {', '.join(meanings)}",
            f"Treated as: {setup.treat_as}",
            f"Rows: {counts.rows}",
            f"People unsubscribed: {counts.unsubscribed}",
            f"People added: {counts.added}",
            f"Rows that tell of a bounce and opt nobody out: {counts.bounced}",
            f"People changed: {counts.changed}",
            f"Rows already so: {counts.already_so}",
            f"Rows that say no, of people who stay unsubscribed: {counts.kept_unsubscribed}",
            f"Rows refused: {counts.refused}",
            f"Cells left out: {counts.cells_left_out}",
            *(message.english() for message in what_rows_meant(report)),
        ]
        lines += [f"Line {row.line}: {shown(row.problem.english())}" for row in report.refused.first]
        if report.refused.count:
            lines.append(f"All of them, to be corrected: {place}{ROWS}")
    return lines
