"""The stored times that decide what is done, looked at together when this computer's clock may have been wrong.

A clock that was ahead (an empty battery, a wrong year) leaves times behind that lie in the future once it is put
right. Each of them would hold something up until then: the nights, a lease, a push. They are all named here, and
put right in one transaction. What lies in the past needs nothing: it is only older than it was.

Times that tell what happened (the history, the status log, runs) are left as they were written down. So are the
marks of how far the org was read, which go by the org's clock and not by this computer's.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.plain_text.moments import from_iso_text, iso_text
from core.store.columns import put
from core.store.database import Database
from core.store.schema import Setting, utc_from_text, utc_text
from core.store.types.runs import NightState

NIGHTS_SINCE = "nightly_sync.since"
"""In the settings table: since when nights are planned; none before that counts as missed."""
NIGHT_WAITS = "nightly_sync.waits"
"""In the settings table: which night waits, and why, as JSON; another process may have said so already."""
_BEHIND = "clock.behind"
"""In the settings table: up to which time of the org this computer's clock was already found to be behind."""

_SAME_NIGHT = timedelta(hours=24)
"""A night that ran, and by a clock put back a little is yet to come, is done; farther ahead it was another one."""
_LONGEST_LEASE = timedelta(minutes=1)
_LONGEST_PAUSE = timedelta(hours=1)
"""No push is put off, and no lease is given, for longer than this."""
_OVERLAP = timedelta(minutes=15)
"""A mark may lie this far ahead while both clocks are as right as clocks are."""

_WAITING = "state IN ('waiting', 'sending', 'parked') AND state = 'waiting'"
"""SQL: a push waits. Said twice, because the index of those that have not ended is found by the first half alone."""

_DATES = (("checklist_result", "checked_at"), ("seen_access", "seen_at"), ("ticked_step", "ticked_at"))
"""Dates that are compared or shown, and for which now is as good as any other time that is not ahead."""


@dataclass(frozen=True, slots=True)
class PutRight:
    """What came of a look. `ahead`: by how much the farthest time lay in the future, zero for none.

    `behind`: nothing was changed, because by the org's own clock it is this computer's that is behind, by so much;
    `news`: that was not known before.
    """

    ahead: timedelta = timedelta()
    behind: timedelta = timedelta()
    news: bool = False


class StoredTimes:
    """Puts right what a wrong clock has left behind."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put_right(self, now: datetime) -> PutRight:
        """Let nothing that is stored wait for a time that a wrong clock has set; one transaction, mostly reading."""
        behind = self._behind(now)
        if behind:
            return behind
        found = self._farthest(now)
        if found is None:
            return PutRight()
        with self._database.transaction():
            # Another process may have put it right meanwhile; then it has said so, too.
            found = self._farthest(now)
            if found is not None:
                self._bring_back(now)
        return PutRight(ahead=found - now if found is not None else timedelta())

    def _behind(self, now: datetime) -> PutRight | None:
        """Whether an org that keeps a clock of its own has already lived later than now.

        A practice org on this computer goes by the same clock, and proves nothing.
        """
        row = self._database.row(
            "SELECT max(read_from) FROM mark WHERE EXISTS (SELECT 1 FROM org WHERE NOT is_practice)"
        )
        mark = row[0] if row else None
        if mark is None or utc_from_text(mark) <= now + _OVERLAP:
            return None
        with self._database.transaction():
            behind = iso_text(utc_from_text(mark))
            known = self._setting(_BEHIND) == behind
            if not known:
                self._database.execute(put(Setting, key=_BEHIND, value=behind))
        return PutRight(behind=utc_from_text(mark) - now, news=not known)

    def _farthest(self, now: datetime) -> datetime | None:
        """The farthest of the times that lie ahead of what can be; None where all is well."""
        at, skipped = utc_text(now), NightState.SKIPPED
        row = self._database.row(
            "SELECT max(found) FROM ("
            "SELECT planned_for AS found FROM night WHERE planned_for > ? AND (state = ? OR planned_for > ?) UNION ALL "
            "SELECT last_full_run_at FROM org WHERE last_full_run_at > ? UNION ALL "
            "SELECT expires_at FROM lease WHERE expires_at > ? UNION ALL "
            f"SELECT next_try_at FROM queued_push WHERE {_WAITING} "
            "AND next_try_at > ? UNION ALL "
            + " UNION ALL ".join(
                f"SELECT {column} FROM {table} WHERE {column} > ?" for table, column in _DATES
            )
            + ")",
            (
                at,
                skipped,
                utc_text(now + _SAME_NIGHT),
                at,
                utc_text(now + _LONGEST_LEASE),
                utc_text(now + _LONGEST_PAUSE),
                *(at for _ in _DATES),
            ),
        )
        times = [utc_from_text(row[0])] if row and row[0] is not None else []
        since = self._setting(NIGHTS_SINCE)
        settings = (from_iso_text(since) if since else None, self._waits_for())
        times += [time for time in settings if time is not None and time > now]
        return max(times, default=None)

    def _bring_back(self, now: datetime) -> None:
        write, at = self._database.write, utc_text(now)
        write("UPDATE setting SET value = ?1 WHERE key = ?2 AND value > ?1", (iso_text(now), NIGHTS_SINCE))
        waits = self._waits_for()
        if waits is not None and waits > now:
            write("DELETE FROM setting WHERE key = ?", (NIGHT_WAITS,))
        # Their hours have not come yet: they are due when they do.
        write(
            "DELETE FROM night WHERE planned_for > ? AND (state = ? OR planned_for > ?)",
            (at, NightState.SKIPPED, utc_text(now + _SAME_NIGHT)),
        )
        # Nobody knows when that was in truth: the next run compares everything.
        write("UPDATE org SET last_full_run_at = NULL WHERE last_full_run_at > ?", (at,))
        # Whoever lives renews it long before.
        lease = utc_text(now + _LONGEST_LEASE)
        write("UPDATE lease SET expires_at = ? WHERE expires_at > ?", (lease, lease))
        write(
            f"UPDATE queued_push SET next_try_at = ? WHERE {_WAITING} AND next_try_at > ?",
            (at, utc_text(now + _LONGEST_PAUSE)),
        )
        for table, column in _DATES:
            write(f"UPDATE {table} SET {column} = ? WHERE {column} > ?", (at, at))

    def _waits_for(self) -> datetime | None:
        stored = self._setting(NIGHT_WAITS)
        return from_iso_text(json.loads(stored)[0]) if stored else None

    def _setting(self, key: str) -> str | None:
        row = self._database.row("SELECT value FROM setting WHERE key = ?", (key,))
        return str(row[0]) if row else None
