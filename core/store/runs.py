"""Runs of the two-way sync, the planned nights, and the lease that lets only one process run."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from core.messages import Message
from core.store.database import Database
from core.store.schema import utc_from_text, utc_text
from core.store.types.fields import OptOutField
from core.store.types.runs import Night, NightState, Run, RunCounts, RunKind, RunOutcome


class Runs:
    """The runs, newest first where a list comes back."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(
        self, kind: RunKind, field: OptOutField, now: datetime, *, full: bool, planned_for: datetime | None
    ) -> int:
        """Open a run and return its number."""
        return self._database.insert(
            'INSERT INTO run (kind, outcome, field, "full", planned_for, started_at, counts, api_calls) '
            "VALUES (?, 'running', ?, ?, ?, ?, '{}', 0)",
            (kind, field, full, utc_text(planned_for) if planned_for else None, utc_text(now)),
        )

    def close(
        self,
        run_id: int,
        outcome: RunOutcome,
        counts: RunCounts,
        now: datetime,
        *,
        api_calls: int,
        full: bool,
        reason: Message | None = None,
        code: str = "",
        passes: bool = False,
    ) -> Run:
        """Close a run with its counts; see Run for `reason`, `code` and `passes`."""
        self._database.write(
            'UPDATE run SET outcome = ?, counts = ?, finished_at = ?, api_calls = ?, "full" = ?, reason = ?, '
            "code = ?, passes = ? WHERE id = ?",
            (
                outcome,
                json.dumps(asdict(counts)),
                utc_text(now),
                api_calls,
                full,
                reason.to_json() if reason else None,
                code,
                passes,
                run_id,
            ),
        )
        closed = self.get(run_id)
        if closed is None:
            raise LookupError(f"run {run_id} is gone")
        return closed

    def mark_interrupted(self, now: datetime, reason: Message) -> list[int]:
        """Runs left open by a process that died are marked as interrupted; returns their numbers."""
        ids = [row[0] for row in self._database.rows("SELECT id FROM run WHERE outcome = 'running'")]
        self._database.write(
            "UPDATE run SET outcome = 'interrupted', finished_at = ?, reason = ? WHERE outcome = 'running'",
            (utc_text(now), reason.to_json()),
        )
        return ids

    def get(self, run_id: int) -> Run | None:
        """One run, or None."""
        found = self._read("WHERE id = ?", (run_id,))
        return found[0] if found else None

    def last(self) -> Run | None:
        """The newest run that has ended."""
        found = self._read("WHERE outcome <> 'running' ORDER BY id DESC LIMIT 1", ())
        return found[0] if found else None

    def ever_wrote(self) -> bool:
        """Whether any run has changed something, here or in Salesforce, or was refused it.

        Also one that was cut off on the way: of one that was killed tells only what it had sent, not its counts.
        """
        return self._database.row(_WROTE) is not None

    def newest(self, limit: int, before_id: int | None = None) -> list[Run]:
        """Runs, newest first, older than `before_id`."""
        return self._read("WHERE ? IS NULL OR id < ? ORDER BY id DESC LIMIT ?", (before_id, before_id, limit))

    def record_night(self, night: Night) -> None:
        """Write down what became of a planned night; a later word on the same night replaces the earlier."""
        self._database.write(
            "INSERT INTO night (planned_for, state, run_id, why) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (planned_for) DO UPDATE SET state = excluded.state, run_id = excluded.run_id, "
            "why = excluded.why",
            (
                utc_text(night.planned_for),
                night.state,
                night.run_id,
                night.why.to_json() if night.why else None,
            ),
        )

    def nights(self, limit: int) -> list[Night]:
        """The last planned nights, newest first."""
        return [
            Night(
                utc_from_text(planned_for), NightState(state), run_id, Message.from_json(why) if why else None
            )
            for planned_for, state, run_id, why in self._database.rows(
                "SELECT planned_for, state, run_id, why FROM night ORDER BY planned_for DESC LIMIT ?",
                (limit,),
            )
        ]

    def take_lease(self, job: str, holder: str, now: datetime, seconds: float) -> bool:
        """Take or renew the right to do a job for some seconds; False while another process holds it."""
        changed = self._database.write(
            "INSERT INTO lease (job, holder, expires_at, number) VALUES (?, ?, ?, 1) ON CONFLICT (job) DO UPDATE SET "
            "holder = excluded.holder, expires_at = excluded.expires_at, number = lease.number + 1 "
            "WHERE lease.holder IN ('', excluded.holder) OR lease.expires_at <= ?",
            (job, holder, utc_text(now + timedelta(seconds=seconds)), utc_text(now)),
        )
        return changed > 0

    def renew_lease(self, job: str, holder: str, now: datetime, seconds: float) -> bool:
        """Keep a lease for some more seconds; False when another process has taken it meanwhile."""
        changed = self._database.write(
            "UPDATE lease SET expires_at = ? WHERE job = ? AND holder = ?",
            (utc_text(now + timedelta(seconds=seconds)), job, holder),
        )
        return changed > 0

    def lease(self, job: str) -> tuple[str, datetime] | None:
        """Who does a job, and until when unless it is renewed."""
        row = self._database.row(
            "SELECT holder, expires_at FROM lease WHERE job = ? AND holder <> ''", (job,)
        )
        return (str(row[0]), utc_from_text(row[1])) if row else None

    def lease_number(self, job: str, holder: str) -> int | None:
        """The fencing number of a holder; None when the job is not this holder's any more."""
        row = self._database.row("SELECT number FROM lease WHERE job = ? AND holder = ?", (job, holder))
        return int(row[0]) if row else None

    def give_up_lease(self, job: str, holder: str) -> None:
        """Let others do the job. Its number stays, so that no later holder ever has the same."""
        self._database.write("UPDATE lease SET holder = '' WHERE job = ? AND holder = ?", (job, holder))

    def _read(self, where: str, values: Sequence[object]) -> list[Run]:
        return [
            Run(
                id=row[0],
                kind=RunKind(row[1]),
                outcome=RunOutcome(row[2]),
                field=OptOutField(row[3]),
                full=bool(row[4]),
                planned_for=utc_from_text(row[5]) if row[5] else None,
                started_at=utc_from_text(row[6]),
                finished_at=utc_from_text(row[7]) if row[7] else None,
                counts=RunCounts(**json.loads(row[8])),
                api_calls=row[9],
                reason=Message.from_json(row[10]) if row[10] else None,
                code=row[11],
                passes=bool(row[12]),
            )
            for row in self._database.rows(
                'SELECT id, kind, outcome, field, "full", planned_for, started_at, finished_at, counts, '
                f"api_calls, reason, code, passes FROM run {where}",
                values,
            )
        ]


_WROTE = """
SELECT 1 FROM queued_push WHERE run_id IS NOT NULL
UNION ALL
SELECT 1 FROM run WHERE outcome NOT IN ('held', 'previewed') AND (
    json_extract(counts, '$.unsubscribed_here') > 0
    OR json_extract(counts, '$.opted_out_in_salesforce') > 0
    OR json_extract(counts, '$.failed') > 0
) LIMIT 1
"""
