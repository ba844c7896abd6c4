"""The durable queue of opt-outs on their way to Salesforce."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.messages import Problem
from core.store.database import Database
from core.store.nouns import OptOutField, PushErrorGroup, PushState, QueuedPush, QueueState
from core.store.records import COLUMN
from core.store.schema import utc_from_text, utc_text

RESUBSCRIBED = "RESUBSCRIBED"
"""Code of a push that was given up because the person was re-subscribed."""
FARTHEST_TRY = timedelta(hours=1)
"""No push is ever put off for longer."""


@dataclass(frozen=True, slots=True)
class PushAnswer:
    """What became of one push: done, to be tried again at a time, or parked with a problem."""

    push_id: int
    state: PushState
    problem: Problem | None = None
    next_try_at: datetime | None = None


class PushQueue:
    """Queued pushes. They are never deleted: done ones are the proof of what was sent."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def take(self, limit: int, now: datetime, *, looks: bool) -> list[QueuedPush]:
        """Take due pushes to send, one field at a time, marking them as on their way.

        With `looks`, takes looks for records of an address instead of pushes to records.
        A push of somebody who was re-subscribed meanwhile is given up instead.
        """
        kind = "IS NULL" if looks else "IS NOT NULL"
        at = utc_text(now)
        with self._database.transaction() as db:
            while True:
                first = db.execute_sql(
                    f"SELECT push.field FROM queued_push AS push WHERE {_DUE} AND push.record_id {kind} "
                    "ORDER BY push.next_try_at, push.id LIMIT 1",
                    (at,),
                ).fetchone()
                if first is None:
                    return []
                due = self._read(
                    f"WHERE {_DUE} AND push.field = ? AND push.record_id {kind} "
                    "ORDER BY push.next_try_at, push.id LIMIT ?",
                    (at, first[0], limit),
                )
                ended = self._of_resubscribed(due)
                db.execute_sql(
                    "UPDATE queued_push SET state = 'given_up', answered_at = ?, code = ? "
                    "WHERE id IN (SELECT value FROM json_each(?))",
                    (at, RESUBSCRIBED, json.dumps(sorted(ended))),
                )
                taken = [push for push in due if push.id not in ended]
                db.execute_sql(
                    "UPDATE queued_push SET state = 'sending', attempts = attempts + 1 "
                    "WHERE id IN (SELECT value FROM json_each(?))",
                    (json.dumps([push.id for push in taken]),),
                )
                if taken:
                    return [
                        replace(push, state=PushState.SENDING, attempts=push.attempts + 1) for push in taken
                    ]

    def answer(self, answers: Sequence[PushAnswer], at: datetime) -> None:
        """Write each push's answer beside it; one that was given up meanwhile stays so, unless it is done."""
        self._database.write_many(
            "UPDATE queued_push SET state = ?, answered_at = ?, code = ?, problem = ?, "
            "next_try_at = coalesce(?, next_try_at) WHERE id = ? AND (state = 'sending' OR ? = 'done')",
            [
                (
                    answer.state,
                    utc_text(at),
                    answer.problem.code if answer.problem else "",
                    answer.problem.to_json() if answer.problem else None,
                    utc_text(answer.next_try_at) if answer.next_try_at else None,
                    answer.push_id,
                    answer.state,
                )
                for answer in answers
            ],
        )

    def put_back(self, push_ids: Sequence[int]) -> None:
        """Return pushes that were taken but not sent; the attempt does not count."""
        self._database.write(
            "UPDATE queued_push SET state = 'waiting', attempts = attempts - 1 "
            "WHERE id IN (SELECT value FROM json_each(?)) AND state = 'sending'",
            (json.dumps(list(push_ids)),),
        )

    def recover(self, now: datetime) -> int:
        """After a crash: pushes whose answer is unknown wait again; sending twice does no harm.

        Only for the process that may push. A time to try again that lies too far ahead comes from a clock that
        was wrong, and is brought forward. Returns how many answers were unknown.
        """
        with self._database.transaction():
            self._database.write(
                f"UPDATE queued_push AS push SET next_try_at = ? WHERE {_OPEN} AND push.state = 'waiting' "
                "AND push.next_try_at > ?",
                (utc_text(now), utc_text(now + FARTHEST_TRY)),
            )
            return self._database.write(
                f"UPDATE queued_push AS push SET state = 'waiting' WHERE {_OPEN} AND push.state = 'sending'"
            )

    def queue_records(
        self, person_id: int, record_ids: Sequence[str], field: OptOutField, now: datetime
    ) -> None:
        """Queue a push for each of these records that has none of this person open."""
        at = utc_text(now)
        self._database.write_many(
            "INSERT INTO queued_push (person_id, record_id, field, state, attempts, queued_at, next_try_at, code) "
            "SELECT ?, ?, ?, 'waiting', 0, ?, ?, '' WHERE NOT EXISTS (SELECT 1 FROM queued_push "
            "WHERE record_id = ? AND field = ? AND state IN ('waiting', 'sending', 'parked'))",
            [(person_id, record_id, field, at, at, record_id, field) for record_id in record_ids],
        )

    def queue_found(self, person_ids: Sequence[int], field: OptOutField, now: datetime) -> int:
        """Queue a push for every live record of these people that is not opted out and has none open."""
        at = utc_text(now)
        return self._database.write(
            "INSERT INTO queued_push (person_id, record_id, field, state, attempts, queued_at, next_try_at, code) "
            "SELECT min(link.person_id), link.record_id, ?, 'waiting', 0, ?, ?, '' "
            "FROM link JOIN salesforce_record AS record ON record.id = link.record_id "
            "WHERE link.person_id IN (SELECT value FROM json_each(?)) AND record.state = 'active' "
            f"AND coalesce(record.{COLUMN[field]}, 0) = 0 "
            "AND NOT EXISTS (SELECT 1 FROM queued_push AS push WHERE push.record_id = link.record_id "
            f"AND push.field = ? AND {_OPEN}) GROUP BY link.record_id",
            (field, at, at, json.dumps(list(person_ids)), field),
        )

    def settle(self, record_ids: Sequence[str], field: OptOutField, at: datetime) -> None:
        """Mark open pushes to these records as done, because Salesforce has confirmed their tick."""
        self._database.write(
            "UPDATE queued_push SET state = 'done', answered_at = ?, code = '', problem = NULL "
            "WHERE record_id IN (SELECT value FROM json_each(?)) AND field = ? AND state IN ('waiting', 'parked')",
            (utc_text(at), json.dumps(list(record_ids)), field),
        )

    def settle_overtaken(self, at: datetime) -> int:
        """Mark pushes as done that a reading of Salesforce has overtaken; returns how many.

        Somebody else ticked the checkbox; or a parked push's record was converted, merged or deleted, and the
        answer stays beside it, to explain what became of it.
        """
        now = utc_text(at)
        with self._database.transaction():
            ticked = sum(
                self._database.write(
                    "UPDATE queued_push AS push SET state = 'done', answered_at = ?, code = '', problem = NULL "
                    f"WHERE {_OPEN} AND push.state IN ('waiting', 'parked') AND push.field = ? AND EXISTS ("
                    "SELECT 1 FROM salesforce_record AS record WHERE record.id = push.record_id "
                    f"AND record.state = 'active' AND record.{COLUMN[field]} = 1)",
                    (now, field),
                )
                for field in OptOutField
            )
            return ticked + self._database.write(
                "UPDATE queued_push AS push SET state = 'done', answered_at = ? "
                f"WHERE {_OPEN} AND push.state = 'parked' AND EXISTS ("
                "SELECT 1 FROM salesforce_record AS record WHERE record.id = push.record_id "
                "AND record.state IN ('converted', 'merged', 'deleted'))",
                (now,),
            )

    def retry(
        self,
        now: datetime,
        *,
        field: OptOutField | None = None,
        push_ids: Sequence[int] | None = None,
        code: str | None = None,
    ) -> int:
        """Send parked pushes again: these, or all with a code, or all; returns how many.

        With `field` they go to that checkbox, whichever they were meant for.
        """
        return self._database.write(
            "UPDATE queued_push AS push SET state = 'waiting', attempts = 0, next_try_at = ?, "
            f"field = coalesce(?, field) WHERE {_OPEN} AND push.state = 'parked' "
            "AND (? IS NULL OR id IN (SELECT value FROM json_each(?))) AND (? IS NULL OR code = ?)",
            (
                utc_text(now),
                field,
                None if push_ids is None else 1,
                json.dumps(list(push_ids or ())),
                code,
                code,
            ),
        )

    def give_up(self, push_ids: Sequence[int], at: datetime) -> list[QueuedPush]:
        """End these pushes unsent, if they wait or are parked; returns those that were ended."""
        chosen = json.dumps(list(push_ids))
        with self._database.transaction():
            ended = self._read(
                "WHERE push.id IN (SELECT value FROM json_each(?)) AND push.state IN ('waiting', 'parked')",
                (chosen,),
            )
            self._database.write(
                "UPDATE queued_push SET state = 'given_up', answered_at = ? "
                "WHERE id IN (SELECT value FROM json_each(?))",
                (utc_text(at), json.dumps([push.id for push in ended])),
            )
        return ended

    def state(self) -> QueueState:
        """How many pushes wait and how many are parked."""
        counts = dict(
            self._database.rows(
                f"SELECT push.state, count(*) FROM queued_push AS push WHERE {_OPEN} GROUP BY push.state"
            )
        )
        return QueueState(
            waiting=counts.get("waiting", 0) + counts.get("sending", 0), parked=counts.get("parked", 0)
        )

    def next_due(self) -> datetime | None:
        """When the next waiting push may be sent."""
        row = self._database.row(
            f"SELECT min(push.next_try_at) FROM queued_push AS push WHERE {_OPEN} AND push.state = 'waiting'"
        )
        return utc_from_text(row[0]) if row and row[0] else None

    def is_due(self, now: datetime) -> bool:
        """Whether there is work for whoever may push: due pushes, unanswered ones of a process that died, or
        ones that a wrong clock put off."""
        row = self._database.row(
            f"SELECT 1 FROM queued_push AS push WHERE {_OPEN} AND push.state = 'waiting' "
            "AND push.next_try_at <= ? UNION ALL "
            f"SELECT 1 FROM queued_push AS push WHERE {_OPEN} AND push.state = 'waiting' "
            "AND push.next_try_at > ? UNION ALL "
            f"SELECT 1 FROM queued_push AS push WHERE {_OPEN} AND push.state = 'sending' LIMIT 1",
            (utc_text(now), utc_text(now + FARTHEST_TRY)),
        )
        return row is not None

    def of_person(self, person_id: int) -> list[QueuedPush]:
        """All pushes of a person, newest first."""
        return self._read("WHERE push.person_id = ? ORDER BY push.id DESC", (person_id,))

    def of_people(self, person_ids: Sequence[int]) -> dict[int, list[QueuedPush]]:
        """All pushes of these people, by person, oldest first."""
        found: dict[int, list[QueuedPush]] = {}
        chosen = json.dumps(list(person_ids))
        for push in self._read(
            "WHERE push.person_id IN (SELECT value FROM json_each(?)) ORDER BY push.id", (chosen,)
        ):
            found.setdefault(push.person_id, []).append(push)
        return found

    def parked(
        self, limit: int, *, code: str | None = None, before_id: int | None = None
    ) -> list[QueuedPush]:
        """Parked pushes, newest first: all or those with a code, older than `before_id`."""
        return self._read(
            f"WHERE {_OPEN} AND push.state = 'parked' AND (? IS NULL OR push.code = ?) "
            "AND (? IS NULL OR push.id < ?) ORDER BY push.id DESC LIMIT ?",
            (code, code, before_id, before_id, limit),
        )

    def parked_ids(self, code: str | None = None) -> list[int]:
        """The ids of all parked pushes, or of those with a code."""
        return [
            row[0]
            for row in self._database.rows(
                f"SELECT push.id FROM queued_push AS push WHERE {_OPEN} AND push.state = 'parked' "
                "AND (? IS NULL OR push.code = ?)",
                (code, code),
            )
        ]

    def error_groups(self) -> list[PushErrorGroup]:
        """Pushes held up, grouped by code, the largest group first."""
        return [
            PushErrorGroup(Problem.from_json(problem), PushState(state), count)
            for problem, state, count in self._database.rows(
                f"SELECT max(problem), state, count(*) FROM queued_push AS push WHERE {_OPEN} "
                "AND state IN ('waiting', 'parked') AND problem IS NOT NULL "
                "GROUP BY code, state ORDER BY count(*) DESC"
            )
        ]

    def _of_resubscribed(self, pushes: Sequence[QueuedPush]) -> set[int]:
        return {
            row[0]
            for row in self._database.rows(
                "SELECT push.id FROM queued_push AS push JOIN person ON person.id = push.person_id "
                "WHERE push.id IN (SELECT value FROM json_each(?)) AND person.unsubscribed_at IS NULL",
                (json.dumps([push.id for push in pushes]),),
            )
        }

    def _read(self, where: str, values: Sequence[object]) -> list[QueuedPush]:
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
                answered_at=utc_from_text(row[10]) if row[10] else None,
                problem=Problem.from_json(row[11]) if row[11] else None,
            )
            for row in self._database.rows(
                "SELECT push.id, push.person_id, person.email, push.record_id, record.object, push.field, "
                "push.state, push.attempts, push.queued_at, push.next_try_at, push.answered_at, push.problem "
                "FROM queued_push AS push JOIN person ON person.id = push.person_id "
                f"LEFT JOIN salesforce_record AS record ON record.id = push.record_id {where}",
                values,
            )
        ]


# The words of the index's own condition: SQLite does not see that state = 'waiting' implies it.
_OPEN = "push.state IN ('waiting', 'sending', 'parked')"
_DUE = f"{_OPEN} AND push.state = 'waiting' AND push.next_try_at <= ?"
