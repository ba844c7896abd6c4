"""The status log: what happened, to which record, why, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from peewee import ModelSelect, fn

from core.messages import Message
from core.store.columns import read_as
from core.store.database import Database
from core.store.schema import StatusEntry, utc_text
from core.store.sqlite import AMONG, contains, listed
from core.store.types.log import Level, LogEntry, LogFilter, LogKind, NewLogEntry


@dataclass(frozen=True, slots=True)
class LogTally:
    """How many entries there are of one level, kind and code."""

    level: Level
    kind: LogKind
    code: str
    count: int


class StatusLog:
    """Entries of the status log, newest first where a list comes back."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, entries: Sequence[NewLogEntry], at: datetime) -> None:
        """Write entries, in one transaction."""
        now = utc_text(at)
        # A run writes thousands of entries with the very same message.
        written: dict[int, tuple[str, str]] = {}
        for entry in entries:
            if id(entry.message) not in written:
                written[id(entry.message)] = (entry.message.to_json(), entry.message.english())
        self._database.write_many(
            "INSERT INTO status_entry (at, level, kind, run_id, message, fix, email, salesforce_id, code, "
            "detail, search_text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    now,
                    entry.level,
                    entry.kind,
                    entry.run_id,
                    written[id(entry.message)][0],
                    entry.fix.to_json() if entry.fix else None,
                    entry.email,
                    entry.salesforce_id,
                    entry.code,
                    entry.detail,
                    f"{written[id(entry.message)][1]} {entry.email} {entry.salesforce_id} {entry.code}".lower(),
                )
                for entry in entries
            ],
        )

    def take_back(self, run_id: int, record_ids: Sequence[str], message: Message) -> None:
        """Take out what a run said of these records, because it turned out otherwise; that is told in its place."""
        self._database.write(
            f"DELETE FROM status_entry WHERE run_id = ? AND message = ? AND salesforce_id {AMONG}",
            (run_id, message.to_json(), listed(record_ids)),
        )

    def page(self, wanted: LogFilter, *, before_id: int | None, limit: int) -> list[LogEntry]:
        """Entries older than `before_id`."""
        entries = _entries(wanted)
        if before_id is not None:
            entries = entries.where(StatusEntry.id < before_id)
        return self._database.select(entries.order_by(StatusEntry.id.desc()).limit(limit))

    def count(self, wanted: LogFilter) -> int:
        """How many entries there are."""
        return self._database.count(_entries(wanted))

    def all(self, wanted: LogFilter) -> Iterator[LogEntry]:
        """Every entry, page by page."""
        before: int | None = None
        while page := self.page(wanted, before_id=before, limit=1000):
            yield from page
            before = page[-1].id

    def after(self, entry_id: int, wanted: LogFilter, limit: int = 1000) -> list[LogEntry]:
        """Entries newer than one, oldest first: what a follower has not seen yet."""
        entries = _entries(wanted).where(StatusEntry.id > entry_id)
        return self._database.select(entries.order_by(StatusEntry.id).limit(limit))

    def tally(self) -> list[LogTally]:
        """The entries counted by level, kind and code."""
        by = (StatusEntry.level, StatusEntry.kind, StatusEntry.code)
        counted = StatusEntry.select(*by, fn.COUNT(StatusEntry.id)).group_by(*by).order_by(*by)
        return [LogTally(*row) for row in self._database.select(counted.tuples())]


def _entries(wanted: LogFilter) -> ModelSelect[StatusEntry]:
    entries = read_as(LogEntry, StatusEntry)
    if wanted.levels:
        entries = entries.where(StatusEntry.level.in_(sorted(wanted.levels)))
    if wanted.kinds:
        entries = entries.where(StatusEntry.kind.in_(sorted(wanted.kinds)))
    if wanted.run_id is not None:
        entries = entries.where(StatusEntry.run == wanted.run_id)
    if wanted.since is not None:
        entries = entries.where(StatusEntry.at >= wanted.since)
    if wanted.text.strip():
        entries = entries.where(contains(StatusEntry.search_text, wanted.text.strip().lower()))
    return entries
