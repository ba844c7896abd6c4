"""How a file will be read, and what reading it came to: the words that importing, its screens and its reports share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from core.collect.basis import Basis
from core.collect.columns import SAY_OUT, Column, ColumnMapping, TreatAs
from core.collect.csv_file import CsvShape
from core.collect.dates import DateOrder
from core.collect.import_plan import ImportCounts
from core.collect.refused_rows import RefusedRows
from core.collect.understanding import Understanding
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message


@dataclass(frozen=True, slots=True)
class ImportSetup:
    """How a file will be read: found out, or as it was chosen.

    `treat_as` says whom it unsubscribes; None where that must be asked first.
    """

    shape: CsvShape
    understood: Understanding

    @property
    def mapping(self) -> ColumnMapping:
        return self.understood.mapping

    @property
    def treat_as(self) -> TreatAs | None:
        return self.understood.treat_as

    @property
    def date_order(self) -> DateOrder:
        return self.understood.date_order


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """How far a file has been read, in rows and in bytes; `learning`: for the first time, to understand it."""

    rows: int
    bytes_read: int
    bytes_total: int
    learning: bool = False


OnProgress = Callable[[ImportProgress], None]


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What importing a file would do. The counts are exact as long as nobody else changes people meanwhile.

    `reasons` is how many rows are opt-outs, and why. `known_records`: so many Contacts and Leads are known to belong to
    the people who would be unsubscribed; the push looks for further ones.
    """

    setup: ImportSetup
    counts: ImportCounts
    refused: RefusedRows
    reasons: Mapping[Basis, int] = field(default_factory=dict)
    known_records: int = 0

    def close(self) -> None:
        """Let go of the rows that were refused."""
        self.refused.close()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What importing a file did. `cancelled`: it was stopped, and the counts are those of the rows until then."""

    setup: ImportSetup
    counts: ImportCounts
    refused: RefusedRows
    reasons: Mapping[Basis, int] = field(default_factory=dict)
    cancelled: bool = False
    batch_id: int = 0

    def close(self) -> None:
        """Let go of the rows that were refused."""
        self.refused.close()


def what_rows_meant(report: ImportPreview | ImportReport) -> list[Message]:
    """Which columns were read for opting out, what the rows said, and what could not be read, a sentence each."""
    setup, counts = report.setup, report.counts
    mapping = setup.mapping
    read = mapping.all(*SAY_OUT)
    if setup.treat_as in (TreatAs.COLUMN, TreatAs.MARKED):
        marks = mapping.all(Column.DATE, Column.REASON)
        read += [at for at in marks if setup.treat_as is TreatAs.MARKED or mapping.is_sure(at)]
    told = []
    if read and setup.treat_as is not TreatAs.PEOPLE:
        columns = ", ".join(f"“{setup.shape.headers[at][:60]}”" for at in read)
        told.append(Message(NOOP("core", "Columns read for opting out: {columns}."), {"columns": columns}))
    commonest = sorted(report.reasons.items(), key=lambda one: -one[1])
    told += [basis.counted(count) for basis, count in commonest]
    if counts.bounced:
        told.append(
            Message(
                NOOP(
                    "core",
                    "Rows that tell of a bounce: {count}. A bounce is no opt-out by itself: these people are shown as "
                    "bounced, and nothing is ticked in Salesforce. Where a bounce is to count as an opt-out, choose so "
                    "(in the window beside “A bounce is”, on the command line with --bounces opt-out).",
                ),
                {"count": counts.bounced},
            )
        )
    if counts.contradicting:
        told.append(
            Message(
                NOOP("core", "Rows that say yes in one column and no in another: {count}. A yes counts."),
                {"count": counts.contradicting},
            )
        )
    if counts.dates_left_out:
        told.append(
            Message(
                NOOP(
                    "core",
                    "Opt-outs with the day of import instead of a date, because theirs is missing or cannot be read: "
                    "{count}.",
                ),
                {"count": counts.dates_left_out},
            )
        )
    return [*told, *setup.understood.notes]
