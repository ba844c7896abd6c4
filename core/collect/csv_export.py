"""Exporting people to a CSV file that is safe in a spreadsheet, and that an import takes back without loss.

One row for each person. Restored by an import are: address, names, company, title, the IDs of records that are
not gone, the unsubscribe with its date, reason, source and user, and, of people who were not there, the history.
How both checkboxes stood, and what was sent and answered, is told and not restored: that is for Salesforce to say.
"""

from __future__ import annotations

import csv
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.collect.cells import history_cell, pushes_cell
from core.files.safe_cells import guarded
from core.files.whole_file import whole_file
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import CancelledError, Message
from core.plain_text.moments import iso_text
from core.services import Services
from core.store.types.fields import OptOutField
from core.store.types.log import Level, LogKind
from core.store.types.people import HistoryKind, PeopleFilter
from core.store.types.records import RecordState
from core.store.whole_people import WholePerson

COLUMNS = (
    "email",
    "first_name",
    "last_name",
    "company",
    "title",
    "salesforce_id",
    "unsubscribed",
    "date",
    "reason",
    "source",
    "who",
    *(f"{field.column}_in_salesforce" for field in OptOutField),
    "not_syncable",
    "history",
    "pushes",
)
"""The header of an export. The words of the command line come first, so that any import recognises them."""

_LIVING = (RecordState.ACTIVE, RecordState.UNSEEN)
EXPORTED = Message(NOOP("core", "Exported to “{name}”, people: {rows}."))
_PAGE = 1000


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written: people, one to a row."""

    path: Path
    rows: int


class CsvExport:
    """Writes people to CSV files. May be used from any thread."""

    def __init__(self, services: Services) -> None:
        self._store = services.store
        self._settings = services.settings
        self._log = services.log
        self._closing = threading.Event()

    def run(
        self,
        path: Path,
        wanted: PeopleFilter | None = None,
        *,
        stop: threading.Event | None = None,
        on_progress: Callable[[int, int], None] | None = None,
    ) -> ExportReport:
        """Write the people whom a filter means, all who are unsubscribed without one.

        A file of that name is replaced only when all is written. `on_progress` is told how many are done, of how
        many. Raises ProblemError when it cannot be written, CancelledError when stopped.
        """
        wanted = wanted or PeopleFilter()
        field = self._settings.opt_out_field
        people = self._store.whole_people
        total = self._store.people_list.count(wanted, field) if on_progress is not None else 0
        rows, after = 0, 0
        with whole_file(path) as stream:
            writer = csv.writer(stream)
            writer.writerow(COLUMNS)
            while page := people.page(wanted, field, after, _PAGE):
                if self._closing.is_set() or (stop is not None and stop.is_set()):
                    raise CancelledError
                writer.writerows([guarded(cell) for cell in _cells(person)] for person in page)
                rows += len(page)
                after = page[-1].id
                if on_progress is not None:
                    on_progress(rows, max(rows, total))
        message = EXPORTED.with_values(name=path.name, rows=rows)
        self._log.write(Level.INFO, LogKind.COLLECT, message)
        return ExportReport(path, rows)

    def close(self) -> None:
        """Stop every export that is running; nothing half-written stays."""
        self._closing.set()


def _cells(person: WholePerson) -> tuple[str, ...]:
    standing = next(
        (event for event in reversed(person.history) if event.what is HistoryKind.UNSUBSCRIBED), None
    )
    out = person.unsubscribed_at is not None
    return (
        person.email,
        person.first_name,
        person.last_name,
        person.company,
        person.title,
        " ".join(record.id for record in person.records if record.state in _LIVING),
        "true" if out else "false",
        iso_text(person.unsubscribed_at) if person.unsubscribed_at else "",
        person.reason,
        person.source or "",
        standing.who if out and standing else "",
        *(person.sides[field] for field in OptOutField),
        person.not_syncable or "",
        history_cell(person.history),
        pushes_cell(person.pushes),
    )
