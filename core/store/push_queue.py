"""The durable queue of opt-outs on their way to Salesforce, as the screens and commands see it.

Each row is a reason to look, no decision: what is sent, and whether anything is, is found out in `sends`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.messages import Message, Problem
from core.store.database import Database
from core.store.schema import utc_from_text, utc_text
from core.store.sqlite import AMONG, listed
from core.store.types.fields import OptOutField
from core.store.types.pushes import PushState, QueuedPush

# The words of the index's own condition: SQLite does not see that state = 'waiting' implies it.
OPEN = "push.state IN ('waiting', 'sending', 'parked') AND push.run_id IS NULL"
"""SQL: a row `push` is no proof yet, and not a sync's."""
FARTHEST_TRY = timedelta(hours=1)
"""No push is ever put off for longer."""
DUE = f"{OPEN} AND push.state = 'waiting' AND push.next_try_at <= ?"
"""SQL: it may be sent at a time."""


@dataclass(frozen=True, slots=True)
class PushErrorGroup:
    """All pushes held up by one code."""

    problem: Problem
    state: PushState
    count: int


@dataclass(frozen=True, slots=True)
class QueueState:
    """The push queue at a glance; `paused_until` and `reason` are set while it waits for the org.

    `looks_paused_until` and `looks_reason` are set while addresses are not looked up, for a reason that does not keep
    pushes to known records from going.
    """

    waiting: int
    parked: int
    paused_until: datetime | None = None
    reason: Message | None = None
    looks_paused_until: datetime | None = None
    looks_reason: Message | None = None


class PushQueue:
    """Queued pushes. They are never deleted: done ones are the proof of what was sent."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def queue_records(
        self, person_id: int, record_ids: Sequence[str], field: OptOutField, now: datetime
    ) -> None:
        """Queue a push for each of these records that has none of this person open."""
        at = utc_text(now)
        self._database.write_many(
            "INSERT INTO queued_push (person_id, record_id, field, state, attempts, queued_at, next_try_at, code) "
            "SELECT ?, ?, ?, 'waiting', 0, ?, ?, '' WHERE NOT EXISTS (SELECT 1 FROM queued_push AS push "
            f"WHERE push.person_id = ? AND push.record_id = ? AND {OPEN})",
            [(person_id, record_id, field, at, at, person_id, record_id) for record_id in record_ids],
        )

    def retry(self, now: datetime, *, push_ids: Sequence[int] | None = None, code: str | None = None) -> int:
        """Send parked pushes again: these, or all with a code, or all; returns how many."""
        return self._database.write(
            "UPDATE queued_push AS push SET state = 'waiting', attempts = 0, next_try_at = ? "
            f"WHERE {OPEN} AND push.state = 'parked' "
            f"AND (? IS NULL OR id {AMONG}) AND (? IS NULL OR code = ?)",
            (utc_text(now), None if push_ids is None else 1, listed(push_ids or ()), code, code),
        )

    def hasten(self, now: datetime) -> int:
        """Let pushes that were put off be due at once; returns how many."""
        return self._database.write(
            "UPDATE queued_push AS push SET next_try_at = ? "
            f"WHERE {OPEN} AND push.state = 'waiting' AND push.next_try_at > ?",
            (utc_text(now), utc_text(now)),
        )

    def release(self, now: datetime) -> int:
        """Let pushes wait that were parked for what concerns none of them, but the line, this computer or the org.

        An earlier version, or whoever judged a trouble differently, may have parked them. Returns how many.
        """
        codes = {
            group.problem.code
            for group in self.error_groups()
            if group.state is PushState.PARKED and group.problem.stops_everything
        }
        return sum(self.retry(now, code=code) for code in sorted(codes))

    def give_up(self, push_ids: Sequence[int], at: datetime) -> list[QueuedPush]:
        """End these pushes unsent, if they wait or are parked; returns those that were ended."""
        chosen = listed(push_ids)
        with self._database.transaction():
            ended = self._read(
                f"WHERE push.id {AMONG} AND push.run_id IS NULL AND push.state IN ('waiting', 'parked')",
                (chosen,),
            )
            self._database.write(
                f"UPDATE queued_push SET state = 'given_up', answered_at = ? WHERE id {AMONG}",
                (utc_text(at), listed([push.id for push in ended])),
            )
        return ended

    def state(self) -> QueueState:
        """How many pushes wait and how many are parked."""
        counts = dict(
            self._database.rows(
                f"SELECT push.state, count(*) FROM queued_push AS push WHERE {OPEN} GROUP BY push.state"
            )
        )
        return QueueState(
            waiting=counts.get("waiting", 0) + counts.get("sending", 0), parked=counts.get("parked", 0)
        )

    def next_due(self) -> datetime | None:
        """When the next waiting push may be sent."""
        row = self._database.row(
            f"SELECT min(push.next_try_at) FROM queued_push AS push WHERE {OPEN} AND push.state = 'waiting'"
        )
        return utc_from_text(row[0]) if row and row[0] is not None else None

    def is_due(self, now: datetime) -> bool:
        """Whether there is work for whoever may push: due pushes, unanswered ones of a process that died, or
        ones that a wrong clock put off."""
        row = self._database.row(
            f"SELECT 1 FROM queued_push AS push WHERE {OPEN} AND push.state = 'waiting' "
            "AND push.next_try_at <= ? UNION ALL "
            f"SELECT 1 FROM queued_push AS push WHERE {OPEN} AND push.state = 'waiting' "
            "AND push.next_try_at > ? UNION ALL "
            f"SELECT 1 FROM queued_push AS push WHERE {OPEN} AND push.state = 'sending' LIMIT 1",
            (utc_text(now), utc_text(now + FARTHEST_TRY)),
        )
        return row is not None

    def of_person(self, person_id: int) -> list[QueuedPush]:
        """All pushes of a person, newest first."""
        return self._read("WHERE push.person_id = ? ORDER BY push.id DESC", (person_id,))

    def of_people(self, person_ids: Sequence[int]) -> dict[int, list[QueuedPush]]:
        """All pushes of these people, by person, oldest first."""
        found: dict[int, list[QueuedPush]] = {}
        chosen = listed(person_ids)
        for push in self._read(f"WHERE push.person_id {AMONG} ORDER BY push.id", (chosen,)):
            found.setdefault(push.person_id, []).append(push)
        return found

    def parked(
        self, limit: int, *, code: str | None = None, before_id: int | None = None
    ) -> list[QueuedPush]:
        """Parked pushes, newest first: all or those with a code, older than `before_id`."""
        return self._read(
            f"WHERE {OPEN} AND push.state = 'parked' AND (? IS NULL OR push.code = ?) "
            "AND (? IS NULL OR push.id < ?) ORDER BY push.id DESC LIMIT ?",
            (code, code, before_id, before_id, limit),
        )

    def unsent(self, limit: int) -> list[QueuedPush]:
        """Pushes that are not sent yet, or not answered, oldest first."""
        return self._read(
            f"WHERE {OPEN} AND push.state IN ('waiting', 'sending', 'parked') ORDER BY push.id LIMIT ?",
            (limit,),
        )

    def parked_ids(self, code: str | None = None) -> list[int]:
        """The ids of all parked pushes, or of those with a code."""
        return [
            row[0]
            for row in self._database.rows(
                f"SELECT push.id FROM queued_push AS push WHERE {OPEN} AND push.state = 'parked' "
                "AND (? IS NULL OR push.code = ?)",
                (code, code),
            )
        ]

    def error_groups(self) -> list[PushErrorGroup]:
        """Pushes held up, grouped by code, the largest group first."""
        return [
            PushErrorGroup(Problem.from_json(problem), PushState(state), count)
            for problem, state, count in self._database.rows(
                f"SELECT max(problem), state, count(*) FROM queued_push AS push WHERE {OPEN} "
                "AND state IN ('waiting', 'parked') AND problem IS NOT NULL "
                "GROUP BY code, state ORDER BY count(*) DESC"
            )
        ]

    def _read(self, where: str, values: Sequence[object]) -> list[QueuedPush]:
        return read_pushes(self._database, where, values)


def read_pushes(database: Database, where: str, values: Sequence[object]) -> list[QueuedPush]:
    """The rows `push` that a condition means."""
    return [
        QueuedPush(
            id=row[0],
            person_id=row[1],
            email=row[2],
            salesforce_id=row[3],
            object=row[4],
            field=OptOutField(row[5]),
            state=PushState(row[6]),
            attempts=row[7],
            queued_at=utc_from_text(row[8]),
            next_try_at=utc_from_text(row[9]),
            answered_at=utc_from_text(row[10]) if row[10] is not None else None,
            problem=Problem.from_json(row[11]) if row[11] else None,
            run_id=row[12],
            asked_at=utc_from_text(row[13]) if row[13] is not None else None,
        )
        for row in database.rows(
            "SELECT push.id, push.person_id, person.email, push.record_id, record.object, push.field, "
            "push.state, push.attempts, push.queued_at, push.next_try_at, push.answered_at, push.problem, "
            "push.run_id, push.asked_at FROM queued_push AS push JOIN person ON person.id = push.person_id "
            f"LEFT JOIN salesforce_record AS record ON record.id = push.record_id {where}",
            values,
        )
    ]
