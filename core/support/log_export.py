"""The status log as a CSV file that is safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import threading
from collections.abc import Callable
from pathlib import Path

from core.files.safe_cells import guarded
from core.files.whole_file import whole_file
from core.messages import CancelledError, Message
from core.plain_text.moments import iso_text
from core.store.status_log import StatusLog
from core.store.types.log import LogEntry, LogFilter

COLUMNS = (
    "number",
    "time",
    "level",
    "kind",
    "sync",
    "what",
    "email",
    "salesforce_id",
    "code",
    "detail",
    "what_to_do",
)
"""The header. `time` is UTC, `sync` the number of the run that the entry belongs to."""


def export_log(
    log: StatusLog,
    path: Path,
    wanted: LogFilter,
    *,
    words: Callable[[Message], str] = Message.english,
    stop: threading.Event | None = None,
) -> int:
    """Write every entry that a filter means, newest first; returns how many.

    `words` turns sentences into the reader's language and is called in this thread. A file of that name is
    replaced only when all is written. Raises ProblemError when it cannot be written, CancelledError when stopped.
    """
    written = 0
    with whole_file(path) as stream:
        writer = csv.writer(stream)
        writer.writerow(COLUMNS)
        for entry in log.all(wanted):
            if stop is not None and stop.is_set():
                raise CancelledError
            writer.writerow([guarded(cell) for cell in _cells(entry, words)])
            written += 1
    return written


def _cells(entry: LogEntry, words: Callable[[Message], str]) -> tuple[str, ...]:
    return (
        str(entry.id),
        iso_text(entry.at),
        entry.level,
        entry.kind,
        "" if entry.run_id is None else str(entry.run_id),
        words(entry.message),
        entry.email,
        entry.salesforce_id,
        entry.code,
        entry.detail,
        words(entry.fix) if entry.fix else "",
    )
