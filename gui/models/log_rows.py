"""The status log as it is listed: runs, the lines of those that are unfolded, and the entries of lines that are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import attrgetter
from typing import TypeGuard

from core.messages import Message
from core.store.log_groups import LogGroup, LogRun
from core.store.status_log import StatusLog
from core.store.types.log import Level, LogEntry, LogFilter, LogKind

_AT_ONCE = 500
_HEADS_AT_ONCE = 200

Item = LogEntry | LogGroup | LogRun
Key = tuple[type, int]


@dataclass(frozen=True, slots=True)
class LogRow:
    """One row: a run, a line of it, or an entry; `parent` is the row below which it is listed."""

    item: Item
    parent: LogRow | None = None

    @property
    def key(self) -> Key:
        """Which row it is, whatever else of it changes."""
        return (type(self.item), self.item.run_id if isinstance(self.item, LogRun) else self.item.id)

    @property
    def depth(self) -> int:
        """Below how many others it is listed."""
        return 0 if self.parent is None else self.parent.depth + 1

    @property
    def entry(self) -> LogEntry | None:
        """The entry, where the row is a single one."""
        return self.item if isinstance(self.item, LogEntry) else None

    @property
    def is_folder(self) -> bool:
        """Whether it can be unfolded."""
        return not isinstance(self.item, LogEntry)

    @property
    def entries(self) -> int:
        """How many entries it stands for."""
        return 1 if isinstance(self.item, LogEntry) else self.item.entries

    @property
    def level(self) -> Level:
        """How much it matters."""
        return self.item.level

    def as_entry(self) -> LogEntry:
        """What the row tells, as an entry; of many without what differs."""
        item = self.item
        if isinstance(item, LogEntry):
            return item
        if isinstance(item, LogGroup):
            return LogEntry(
                *(item.first_id, item.at, item.level, item.kind, item.sentence(), item.run_id, item.fix),
                *("", "", item.code, ""),
            )
        summary = item.summary or Message("{outcome}", {"outcome": item.outcome})
        return LogEntry(
            item.first_id, item.at, item.level, LogKind.SYNC, summary, item.run_id, None, "", "", "", ""
        )

    @property
    def place(self) -> int:
        """The number of the first of its entries, which gives a row without parent its place."""
        return self.item.id if isinstance(self.item, LogEntry) else self.item.first_id


class LogRows:
    """Reads rows for one filter and one set of unfolded rows, in the order in which they are listed.

    Where words are searched for, what is found is listed entry by entry; of one run, its lines.
    """

    def __init__(self, log: StatusLog, wanted: LogFilter, unfolded: frozenset[Key]) -> None:
        self._log, self._wanted, self._unfolded = log, wanted, unfolded

    def after(self, row: LogRow | None, limit: int) -> list[LogRow]:
        """The rows that follow a row; the first ones for None."""
        return list(islice(self._following(row), limit))

    def _following(self, row: LogRow | None) -> Iterator[LogRow]:
        if row is None or row.key in self._unfolded:
            yield from self._below(row, None)
        while row is not None:
            yield from self._below(row.parent, row.item)
            row = row.parent

    def _below(self, parent: LogRow | None, after: Item | None) -> Iterator[LogRow]:
        for item in self._items(parent, after):
            row = LogRow(item, parent)
            yield row
            if row.key in self._unfolded:
                yield from self._below(row, None)

    def _items(self, parent: LogRow | None, after: Item | None) -> Iterator[Item]:
        wanted = self._wanted
        match parent.item if parent is not None else None:
            case LogGroup(id=group_id):
                yield from self._entries(LogFilter(group_id=group_id), after)
            case LogRun(run_id=run_id):
                yield from self._lines(run_id, after)
            case _ if wanted.text.strip():
                yield from self._entries(wanted, after)
            case _ if wanted.run_id is not None:
                yield from self._lines(wanted.run_id, after)
            case _:
                yield from self._heads(after)

    def _entries(self, wanted: LogFilter, after: Item | None) -> Iterator[LogEntry]:
        before = after.id if isinstance(after, LogEntry) else None
        while page := self._log.page(wanted, before_id=before, limit=_AT_ONCE):
            yield from page
            before = page[-1].id

    def _lines(self, run_id: int, after: Item | None) -> Iterator[Item]:
        lines = self._singled(self._log.groups.of_run(run_id, self._wanted))
        if after is not None:
            keys = [LogRow(line).key for line in lines]
            key = LogRow(after).key
            lines = lines[keys.index(key) + 1 :] if key in keys else []
        yield from lines

    def _heads(self, after: Item | None) -> Iterator[Item]:
        """Runs, and entries of no run, page by page, each by the number of its first entry, the newest first."""
        before = LogRow(after).place if after is not None else None
        loose = LogFilter(levels=self._wanted.levels, kinds=self._wanted.kinds, of_no_run=True)
        while True:
            runs = self._log.groups.heads(self._wanted, before, _HEADS_AT_ONCE)
            entries = self._log.page(loose, before_id=before, limit=_HEADS_AT_ONCE)
            rows = [LogRow(head) for head in (*runs, *entries)]
            page = sorted(rows, key=attrgetter("place"), reverse=True)[:_HEADS_AT_ONCE]
            yield from self._singled([row.item for row in page])
            if len(page) < _HEADS_AT_ONCE:
                return
            before = page[-1].place

    def _singled(self, items: Sequence[Item]) -> list[Item]:
        """The same, with the entry in the place of each line that stands for one alone."""
        alone = [item.first_id for item in items if _is_alone(item)]
        entries = {entry.id: entry for entry in self._log.some(alone)} if alone else {}
        return [entries.get(LogRow(item).place, item) if _is_alone(item) else item for item in items]


def _is_alone(item: Item) -> TypeGuard[LogGroup]:
    return isinstance(item, LogGroup) and item.entries == 1
