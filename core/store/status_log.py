"""The status log: what happened, to which record, why, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from peewee import JOIN, Function, ModelSelect, fn

from core.messages import Message
from core.store.database import Database
from core.store.log_groups import LogGroups
from core.store.log_schema import LogText, StatusEntry
from core.store.schema import utc_text
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
        self.groups = LogGroups(database)

    def add(self, entries: Sequence[NewLogEntry], at: datetime) -> None:
        """Write entries, in one transaction."""
        now = utc_text(at)
        # A run writes thousands of entries with the very same message.
        written: dict[int, tuple[int, str]] = {}
        with self._database.transaction():
            rows = []
            groups = self.groups.numbers(entries)
            for entry, group in zip(entries, groups, strict=True):
                if id(entry.message) not in written:
                    english = entry.message.english().lower()
                    written[id(entry.message)] = (self._text_id(entry.message, english), english)
                text_id, english = written[id(entry.message)]
                fix_id = self._text_id(entry.fix, "") if entry.fix else None
                beside = (entry.email, entry.salesforce_id, entry.code)
                rows.append(
                    (
                        *(now, entry.level, entry.kind, entry.run_id, text_id, fix_id, *beside, entry.detail),
                        _search_text(english, " ".join(beside)),
                        group,
                    )
                )
            self._database.write_many(_INSERT, rows)
            self.groups.count(groups)

    def _text_id(self, message: Message, search_text: str) -> int:
        """The number of a text, which is kept from now on if it was not."""
        text = message.to_json()
        found = self._database.row(
            "SELECT id FROM log_text WHERE message = ? AND search_text = ?", (text, search_text)
        )
        if found is not None:
            return int(found[0])
        return self._database.execute(LogText.insert(message=message, search_text=search_text))

    def take_back(self, run_id: int, record_ids: Sequence[str], message: Message) -> None:
        """Take out what a run said of these records, because it turned out otherwise; that is told in its place."""
        with self._database.transaction():
            self._database.write(
                "DELETE FROM status_entry WHERE run_id = ? AND message_id IN "
                f"(SELECT id FROM log_text WHERE message = ?) AND salesforce_id {AMONG}",
                (run_id, message.to_json(), listed(record_ids)),
            )
            self.groups.count_again(run_id)

    def page(self, wanted: LogFilter, *, before_id: int | None, limit: int) -> list[LogEntry]:
        """Entries older than `before_id`."""
        entries = _entries(wanted)
        if before_id is not None:
            entries = entries.where(StatusEntry.id < before_id)
        return self._database.select(entries.order_by(StatusEntry.id.desc()).limit(limit))

    def some(self, numbers: Sequence[int]) -> list[LogEntry]:
        """The entries with these numbers, in no order."""
        return self._database.select(_entries(LogFilter()).where(StatusEntry.id.in_(numbers)))

    def count(self, wanted: LogFilter) -> int:
        """How many entries there are."""
        entries = StatusEntry.select(StatusEntry.id)
        if wanted.text.strip():
            entries = entries.join(LogText, on=(LogText.id == StatusEntry.message))
        return self._database.count(_narrowed(entries, wanted))

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


_Fix = LogText.alias("fix")
_INSERT = """
INSERT INTO status_entry (at, level, kind, run_id, message_id, fix_id, email, salesforce_id, code, detail, search_text,
    group_id)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


def _search_text(english: str, beside: str) -> str | None:
    """What is searched of an entry; None where the database makes the same of its parts: it knows ASCII only."""
    if beside.isascii():
        return None
    plain = "".join(letter.lower() if letter.isascii() else letter for letter in beside)
    return None if plain == beside.lower() else f"{english} {beside.lower()}"


def _searched() -> Function:
    beside = fn.LOWER(
        StatusEntry.email.concat(" ").concat(StatusEntry.salesforce_id).concat(" ").concat(StatusEntry.code)
    )
    return fn.COALESCE(StatusEntry.search_text, LogText.search_text.concat(" ").concat(beside))


def _entries(wanted: LogFilter) -> ModelSelect[StatusEntry]:
    entries = (
        StatusEntry.select(
            *(StatusEntry.id, StatusEntry.at, StatusEntry.level, StatusEntry.kind, StatusEntry.email),
            *(StatusEntry.salesforce_id, StatusEntry.code, StatusEntry.detail, LogText.message),
            *(StatusEntry.run.alias("run_id"), _Fix.message.alias("fix")),
        )
        .join(LogText, on=(LogText.id == StatusEntry.message))
        .join_from(StatusEntry, _Fix, JOIN.LEFT_OUTER, on=(_Fix.id == StatusEntry.fix))
        .objects(LogEntry)
    )
    return _narrowed(entries, wanted)


def _narrowed(entries: ModelSelect[StatusEntry], wanted: LogFilter) -> ModelSelect[StatusEntry]:
    if wanted.levels:
        entries = entries.where(StatusEntry.level.in_(sorted(wanted.levels)))
    if wanted.kinds:
        entries = entries.where(StatusEntry.kind.in_(sorted(wanted.kinds)))
    if wanted.run_id is not None:
        entries = entries.where(StatusEntry.run == wanted.run_id)
    if wanted.group_id is not None:
        entries = entries.where(StatusEntry.group == wanted.group_id)
    elif wanted.of_no_run:
        entries = entries.where(StatusEntry.run.is_null())
    if wanted.since is not None:
        entries = entries.where(StatusEntry.at >= wanted.since)
    if wanted.text.strip():
        entries = entries.where(contains(_searched(), wanted.text.strip().lower()))
    return entries
