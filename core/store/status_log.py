"""The status log: what happened, to which record, why, and what to do about it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.messages import Message
from core.store.database import Database
from core.store.schema import utc_from_text, utc_text
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
            "DELETE FROM status_entry WHERE run_id = ? AND message = ? "
            "AND salesforce_id IN (SELECT value FROM json_each(?))",
            (run_id, message.to_json(), json.dumps(list(record_ids))),
        )

    def page(self, wanted: LogFilter, *, before_id: int | None, limit: int) -> list[LogEntry]:
        """Entries older than `before_id`."""
        where, values = _where(wanted)
        if before_id is not None:
            where += " AND id < ?"
            values.append(before_id)
        return [_entry(row) for row in self._rows(f"{where} ORDER BY id DESC LIMIT ?", [*values, limit])]

    def count(self, wanted: LogFilter) -> int:
        """How many entries there are."""
        where, values = _where(wanted)
        row = self._database.row(f"SELECT count(*) FROM status_entry WHERE {where}", values)
        return int(row[0]) if row else 0

    def all(self, wanted: LogFilter) -> Iterator[LogEntry]:
        """Every entry, page by page."""
        before: int | None = None
        while page := self.page(wanted, before_id=before, limit=1000):
            yield from page
            before = page[-1].id

    def after(self, entry_id: int, wanted: LogFilter, limit: int = 1000) -> list[LogEntry]:
        """Entries newer than one, oldest first: what a follower has not seen yet."""
        where, values = _where(wanted)
        return [
            _entry(row)
            for row in self._rows(f"{where} AND id > ? ORDER BY id LIMIT ?", [*values, entry_id, limit])
        ]

    def tally(self) -> list[LogTally]:
        """The entries counted by level, kind and code."""
        return [
            LogTally(Level(level), LogKind(kind), code, count)
            for level, kind, code, count in self._database.rows(
                "SELECT level, kind, code, count(*) FROM status_entry GROUP BY level, kind, code "
                "ORDER BY level, kind, code"
            )
        ]

    def _rows(self, where: str, values: Sequence[object]) -> list[Sequence[str]]:
        return self._database.rows(
            "SELECT id, at, level, kind, message, run_id, fix, email, salesforce_id, code, detail "
            f"FROM status_entry WHERE {where}",
            values,
        )


def _where(wanted: LogFilter) -> tuple[str, list[object]]:
    conditions: list[str] = ["1"]
    values: list[object] = []
    for column, allowed in (("level", wanted.levels), ("kind", wanted.kinds)):
        if allowed:
            conditions.append(f"{column} IN ({', '.join('?' * len(allowed))})")
            values += sorted(allowed)
    if wanted.run_id is not None:
        conditions.append("run_id = ?")
        values.append(wanted.run_id)
    if wanted.since is not None:
        conditions.append("at >= ?")
        values.append(utc_text(wanted.since))
    if wanted.text.strip():
        conditions.append("instr(search_text, ?) > 0")
        values.append(wanted.text.strip().lower())
    return " AND ".join(conditions), values


def _entry(row: Sequence[str]) -> LogEntry:
    id_, at, level, kind, message, run_id, fix, email, salesforce_id, code, detail = row
    return LogEntry(
        id=int(id_),
        at=utc_from_text(at),
        level=Level(level),
        kind=LogKind(kind),
        message=Message.from_json(message),
        run_id=None if run_id is None else int(run_id),
        fix=Message.from_json(fix) if fix else None,
        email=email,
        salesforce_id=salesforce_id,
        code=code,
        detail=detail,
    )
