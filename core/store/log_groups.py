"""The status log in a few lines: each run once, within it a line for all that was said alike, with its count."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Counted, Message
from core.store.database import Database
from core.store.schema import utc_from_text
from core.store.sqlite import AMONG, listed
from core.store.types.log import Level, LogFilter, LogKind, NewLogEntry
from core.store.types.runs import RunKind, RunOutcome

_SO_OFTEN = Message(NOOP("core", "{count} × {message}"))


@dataclass(frozen=True, slots=True)
class LogGroup:
    """What a run said alike of so many; `message` is how it was said first, `fix` what to do, `at` when it was last."""

    id: int
    run_id: int
    level: Level
    kind: LogKind
    code: str
    message: Message
    together: Counted | None
    entries: int
    first_id: int
    at: datetime
    fix: Message | None

    def sentence(self) -> Message:
        """How it reads of all of them."""
        if self.entries == 1:
            return self.message
        if self.together is not None:
            return self.together.with_values(count=self.entries)
        return _SO_OFTEN.with_values(count=self.entries, message=self.message)


@dataclass(frozen=True, slots=True)
class LogRun:
    """A run of which several things are said; `level` is that of the worst, `summary` its last word, if there is one.

    `first_id` is the number of its first entry, which gives it its place among what else happened.
    """

    run_id: int
    run_kind: RunKind
    outcome: RunOutcome
    at: datetime
    level: Level
    entries: int
    first_id: int
    summary: Message | None


LogHead = LogRun | LogGroup


class LogGroups:
    """Writes and reads the groups; `StatusLog` keeps them with the entries, in the same transactions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # writing

    def numbers(self, entries: Sequence[NewLogEntry]) -> list[int | None]:
        """The number of the group of each entry, which exists from now on; None where it is of no run."""
        known: dict[tuple[object, ...], int] = {}
        numbers: list[int | None] = []
        for entry in entries:
            if entry.run_id is None:
                numbers.append(None)
                continue
            # Very many entries share a message, or the words for many.
            same = (entry.run_id, entry.level, entry.kind, entry.code, entry.together or id(entry.message))
            if same not in known:
                known[same] = self._number(entry, entry.run_id)
            numbers.append(known[same])
        return numbers

    def _number(self, entry: NewLogEntry, run_id: int) -> int:
        message = entry.message.to_json()
        together = json.dumps([entry.together.one, entry.together.many]) if entry.together else None
        words = together or message
        key = (run_id, entry.level, entry.kind, entry.code, words)
        if self._database.row(_FIND, key) is None:
            self._database.write(_MAKE, (*key, message, together))
        [[number]] = self._database.rows(_FIND, key)
        return int(number)

    def count(self, numbers: Sequence[int | None]) -> None:
        """The entries of these groups are written now."""
        counted = Counter(number for number in numbers if number is not None)
        self._database.write_many(_COUNT, [(many, number) for number, many in counted.items()])

    def count_again(self, run_id: int) -> None:
        """Entries of a run were taken out: bring its groups into line with what is left."""
        self._database.write(_COUNT_AGAIN, (run_id,))
        self._database.write("DELETE FROM log_group WHERE run_id = ? AND entries = 0", (run_id,))

    # reading

    def heads(self, wanted: LogFilter, before_id: int | None, limit: int) -> list[LogHead]:
        """What is told of each run in one line, those that began to speak last first; a run with one line is that line.

        Of a filter the levels and kinds count.
        """
        rows = self._database.rows(_heads(wanted), (*_values(wanted), before_id, before_id, limit))
        only = [row[1] for row in rows if row[0] == 1]
        lines = {line.id: line for line in self._groups(f"one.id {AMONG}", (listed(only),))} if only else {}
        heads: list[LogHead] = []
        for groups, line_id, run_id, first_id, entries, level, run_kind, outcome, at, last, *about in rows:
            if groups == 1:
                heads.append(lines[line_id])
                continue
            summary = Message.from_json(last) if not any(about) else None
            heads.append(
                LogRun(
                    run_id,
                    RunKind(run_kind),
                    RunOutcome(outcome),
                    utc_from_text(at),
                    _LEVELS[level],
                    entries,
                    first_id,
                    summary,
                )
            )
        return heads

    def of_run(self, run_id: int, wanted: LogFilter) -> list[LogGroup]:
        """The lines of one run, what matters most first."""
        return list(self._groups(f"one.run_id = ?{_narrowed(wanted)}", (run_id, *_values(wanted))))

    def _groups(self, which: str, values: Sequence[object]) -> Iterator[LogGroup]:
        found = self._database.rows(_GROUPS.format(which=which), values)
        for number, run_id, level, kind, code, message, together, entries, first_id, at, fix in found:
            yield LogGroup(
                number,
                run_id,
                Level(level),
                LogKind(kind),
                code,
                Message.from_json(message),
                Counted(*json.loads(together)) if together else None,
                entries,
                first_id,
                utc_from_text(at),
                Message.from_json(fix) if fix else None,
            )


_LEVELS = (Level.INFO, Level.WARNING, Level.ERROR)
_URGENCY = "CASE one.level WHEN 'error' THEN 2 WHEN 'warning' THEN 1 ELSE 0 END"
_MAKE = """
INSERT INTO log_group (run_id, level, kind, code, words, message, together, entries) VALUES (?, ?, ?, ?, ?, ?, ?, 0)
"""
_FIND = "SELECT id FROM log_group WHERE run_id = ? AND level = ? AND kind = ? AND code = ? AND words = ?"
_COUNT = """
UPDATE log_group SET entries = entries + ?,
    first_id = coalesce(first_id, (SELECT min(entry.id) FROM status_entry AS entry WHERE entry.group_id = log_group.id))
WHERE id = ?
"""
_COUNT_AGAIN = """
UPDATE log_group
SET entries = (SELECT count(*) FROM status_entry AS entry WHERE entry.group_id = log_group.id)
WHERE run_id = ?
"""
_GROUPS = f"""
SELECT one.id, one.run_id, one.level, one.kind, one.code, one.message, one.together, one.entries, one.first_id,
    newest.at, fix.message
FROM log_group AS one
CROSS JOIN status_entry AS newest ON newest.id = (SELECT max(id) FROM status_entry WHERE group_id = one.id)
LEFT JOIN log_text AS fix ON fix.id = newest.fix_id
WHERE {{which}} ORDER BY {_URGENCY} DESC, one.first_id DESC
"""


def _narrowed(wanted: LogFilter) -> str:
    levels = f" AND one.level {AMONG}" if wanted.levels else ""
    return levels + (f" AND one.kind {AMONG}" if wanted.kinds else "")


def _values(wanted: LogFilter) -> list[str]:
    return [listed(sorted(few)) for few in (wanted.levels, wanted.kinds) if few]


def _heads(wanted: LogFilter) -> str:
    return f"""
    SELECT head.groups, head.line_id, head.run_id, head.first_id, head.entries, head.urgency, run.kind, run.outcome,
        run.started_at, words.message, newest.email, newest.salesforce_id
    FROM (
        SELECT one.run_id, min(one.first_id) AS first_id, count(*) AS groups, sum(one.entries) AS entries,
            min(one.id) AS line_id, max({_URGENCY}) AS urgency
        FROM log_group AS one WHERE one.entries > 0{_narrowed(wanted)} GROUP BY one.run_id
    ) AS head
    CROSS JOIN run ON run.id = head.run_id
    CROSS JOIN status_entry AS newest ON newest.id = (SELECT max(id) FROM status_entry WHERE run_id = head.run_id)
    CROSS JOIN log_text AS words ON words.id = newest.message_id
    WHERE ? IS NULL OR head.first_id < ? ORDER BY head.first_id DESC LIMIT ?
    """
