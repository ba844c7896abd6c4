"""Runs of the two-way sync, the planned nights, and the lease that lets only one process run."""

from __future__ import annotations

from datetime import datetime, timedelta

from peewee import Expression

from core.messages import Message
from core.store import schema
from core.store.columns import put, read_as
from core.store.database import Database
from core.store.schema import Lease, utc_text
from core.store.sqlite import member
from core.store.types.fields import OptOutField
from core.store.types.runs import Night, Run, RunCounts, RunKind, RunOutcome


class Runs:
    """The runs, newest first where a list comes back."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(
        self, kind: RunKind, field: OptOutField, now: datetime, *, full: bool, planned_for: datetime | None
    ) -> int:
        """Open a run and return its number."""
        return self._database.execute(
            schema.Run.insert(
                kind=kind,
                outcome=RunOutcome.RUNNING,
                field=field,
                full=full,
                planned_for=planned_for,
                started_at=now,
            )
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
        self._database.execute(
            schema.Run.update(
                outcome=outcome,
                counts=counts,
                finished_at=now,
                api_calls=api_calls,
                full=full,
                reason=reason,
                code=code,
                passes=passes,
            ).where(schema.Run.id == run_id)
        )
        closed = self.get(run_id)
        if closed is None:
            raise LookupError(f"run {run_id} is gone")
        return closed

    def mark_interrupted(self, now: datetime, reason: Message) -> list[int]:
        """Runs left open by a process that died are marked as interrupted; returns their numbers."""
        with self._database.transaction():
            open_runs = self._read(schema.Run.outcome == RunOutcome.RUNNING)
            self._database.execute(
                schema.Run.update(outcome=RunOutcome.INTERRUPTED, finished_at=now, reason=reason).where(
                    schema.Run.outcome == RunOutcome.RUNNING
                )
            )
        return sorted(run.id for run in open_runs)

    def get(self, run_id: int) -> Run | None:
        """One run, or None."""
        found = self._read(schema.Run.id == run_id)
        return found[0] if found else None

    def last(self) -> Run | None:
        """The newest sync that has ended; a preview is none, nor is a look between the nights."""
        ended = schema.Run.outcome.not_in((RunOutcome.RUNNING, RunOutcome.PREVIEWED))
        found = self._read(ended & _IS_SYNC, limit=1)
        return found[0] if found else None

    def last_with_plan(self) -> Run | None:
        """The preview, or the held sync, that can be looked at and applied: none has ended after it."""
        found = self._read((schema.Run.outcome != RunOutcome.RUNNING) & _IS_SYNC, limit=1)
        return found[0] if found and found[0].outcome in (RunOutcome.HELD, RunOutcome.PREVIEWED) else None

    def last_to_write(self) -> Run | None:
        """The newest run that was to change something and came to an end: done, failed, or held by the brake."""
        found = self._read(schema.Run.outcome.in_(_TO_WRITE) & _IS_SYNC, limit=1)
        return found[0] if found else None

    def ever_wrote(self) -> bool:
        """Whether any run has changed something, here or in Salesforce, or was refused it.

        Also one that was cut off on the way: of one that was killed tells only what it had sent, not its counts.
        """
        return self._database.row(_WROTE) is not None

    def newest(self, limit: int, before_id: int | None = None) -> list[Run]:
        """Runs, newest first, older than `before_id`."""
        return self._read(None if before_id is None else schema.Run.id < before_id, limit=limit)

    def newest_syncs(self, limit: int) -> list[Run]:
        """Runs, newest first, without looks between the nights."""
        return self._read(_IS_SYNC, limit=limit)

    def record_night(self, night: Night) -> None:
        """Write down what became of a planned night; a later word on the same night replaces the earlier."""
        self._database.execute(
            put(
                schema.Night,
                planned_for=night.planned_for,
                state=night.state,
                run=night.run_id,
                why=night.why,
            )
        )

    def nights(self, limit: int) -> list[Night]:
        """The last planned nights, newest first."""
        newest_first = read_as(Night, schema.Night).order_by(schema.Night.planned_for.desc())
        return self._database.select(newest_first.limit(limit))

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
        expires_at = now + timedelta(seconds=seconds)
        return self._database.execute(Lease.update(expires_at=expires_at).where(*_held(job, holder))) > 0

    def lease(self, job: str) -> tuple[str, datetime] | None:
        """Who does a job, and until when unless it is renewed."""
        held = Lease.select(Lease.holder, Lease.expires_at).where(Lease.job == job, Lease.holder != "")
        found = self._database.select(held.tuples())
        return found[0] if found else None

    def lease_number(self, job: str, holder: str) -> int | None:
        """The fencing number of a holder; None when the job is not this holder's any more."""
        # SQL, because every transaction of a worker asks.
        row = self._database.row("SELECT number FROM lease WHERE job = ? AND holder = ?", (job, holder))
        return int(row[0]) if row else None

    def give_up_lease(self, job: str, holder: str) -> None:
        """Let others do the job. Its number stays, so that no later holder ever has the same."""
        self._database.execute(Lease.update(holder="").where(*_held(job, holder)))

    def _read(self, condition: Expression | None, *, limit: int | None = None) -> list[Run]:
        runs = read_as(Run, schema.Run).order_by(schema.Run.id.desc()).limit(limit)
        return self._database.select(runs if condition is None else runs.where(condition))


_IS_SYNC = schema.Run.kind != RunKind.LOOK
_TO_WRITE = (RunOutcome.DONE, RunOutcome.DONE_WITH_FAILURES, RunOutcome.FAILED, RunOutcome.HELD)


def _held(job: str, holder: str) -> tuple[Expression, Expression]:
    return Lease.job == job, Lease.holder == holder


_WROTE = f"""
SELECT 1 FROM queued_push WHERE run_id IS NOT NULL
UNION ALL
SELECT 1 FROM run WHERE outcome NOT IN ('held', 'previewed') AND (
    {member("counts", "unsubscribed_here")} > 0
    OR {member("counts", "opted_out_in_salesforce")} > 0
    OR {member("counts", "failed")} > 0
) LIMIT 1
"""
