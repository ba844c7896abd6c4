"""Sending: what is due now, marked as on its way in the same transaction, and what Salesforce answered.

Nothing that waits is a decision. A row of the queue is a reason to look at one record of one person; whether anything
is to be sent is asked of the facts at the moment of sending (`out_of_step`), and the checkbox is the one that the
settings mean then. Rows are never deleted: those that were answered are the proof of what was asked.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from core.messages import Problem
from core.store.database import Database
from core.store.org_state import BULK_JOBS
from core.store.out_of_step import is_held, to_tick
from core.store.push_queue import DUE, FARTHEST_TRY, OPEN, read_pushes
from core.store.schema import utc_text
from core.store.sqlite import AMONG, EACH, listed
from core.store.types.fields import OptOutField
from core.store.types.pushes import PushState, QueuedPush

NOT_THEIRS = "NOT_THEIRS"
"""Code of a push that ended unsent because its record belongs to somebody else by now."""
RECORD_GONE = "RECORD_GONE"
"""Code of a push that ended unsent because its record was converted, merged or deleted."""
_LOOKED_BACK = timedelta(minutes=5)
"""No call to Salesforce is out for longer."""

BOX_CLEARED = "BOX_CLEARED"
"""Code of a push that ended unsent because somebody unticked the box and it waits for the admin, or was left so."""
RESUBSCRIBED = "RESUBSCRIBED"
"""Code of a push that ended because the person was re-subscribed."""


@dataclass(frozen=True, slots=True)
class SendAnswer:
    """What became of one of them: done, to be tried again at a time, parked or refused with a problem."""

    push_id: int
    state: PushState
    problem: Problem | None = None
    next_try_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """Which due pushes have to wait until their records are read: what is known of those may be old.

    Records that were last read before `seen_before`, of pushes that were queued before `queued_before` or tried in
    vain; save those that could not be read, `although`.
    """

    seen_before: datetime
    queued_before: datetime
    although: Collection[str] = ()


class Ending(StrEnum):
    """Why something that waits is not sent: there is no reason for it any more."""

    RESUBSCRIBED = "resubscribed"
    NOT_THEIRS = "not_theirs"
    GONE = "gone"
    IN_STEP = "in_step"
    HELD = "held"


class Sends:
    """What is on its way to Salesforce. Taking and answering is for whoever holds the lease of a push or a sync."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # pushes

    def take_due(
        self, limit: int, now: datetime, field: OptOutField, unread: Unread | None = None, *, least: int = 1
    ) -> tuple[list[QueuedPush], list[tuple[QueuedPush, Ending]]]:
        """Take due pushes to records, to be sent to this checkbox now; the second list tells what ended instead.

        Those for which there is no reason any more end: the person was re-subscribed, the record is opted out
        already, belongs to somebody else or is gone. Whom a gone record belonged to is pushed to its successors.
        What is `unread` is left; what was queued since goes first. Where nothing was, fewer than `least` are left, too.
        """
        ended: list[tuple[QueuedPush, Ending]] = []
        with self._database.transaction():
            while True:
                due, in_a_hurry = self._due(limit, now, field, unread)
                ended += self.end(endings(due), now, field)
                taken = [push_id for push_id, standing in due if standing == STILL_DUE]
                if taken and (in_a_hurry or len(taken) >= least):
                    return self.on_its_way(taken, field, now), ended
                if len(taken) == len(due):
                    return [], ended

    def _due(
        self, limit: int, now: datetime, field: OptOutField, unread: Unread | None
    ) -> tuple[list[tuple[int, str]], bool]:
        """Due pushes and how each stands, and whether there is one among them that was queued just now."""
        at = utc_text(now)
        new: dict[int, str] = {}
        if unread is not None:
            since = utc_text(unread.queued_before)
            new = dict(
                self._database.rows(
                    f"{_standings(field)} WHERE {DUE} AND push.next_try_at >= ? "
                    "AND push.queued_at >= ? AND push.attempts = 0 ORDER BY push.next_try_at, push.id LIMIT ?",
                    (at, since, since, limit),
                )
            )
        if len(new) == limit:
            return list(new.items()), True
        others = self._database.rows(
            f"{_standings(field, _AT_THE_FRONT)} WHERE {_readable(unread)} "
            "ORDER BY push.next_try_at, push.id LIMIT ?",
            (at, *_bounds(unread), limit),
        )
        return list((new | dict(others)).items())[:limit], bool(new)

    def ready(self, limit: int, now: datetime, unread: Unread) -> int:
        """How many pushes to records could be taken now, counted up to `limit`."""
        return len(
            self._database.rows(
                f"SELECT 1 FROM {_AT_THE_FRONT} CROSS JOIN salesforce_record AS record "
                f"ON record.id = push.record_id WHERE {_readable(unread)} LIMIT ?",
                (utc_text(now), *_bounds(unread), limit),
            )
        )

    def take_lookups(
        self, limit: int, now: datetime, field: OptOutField, *, hurried_since: datetime | None = None
    ) -> list[QueuedPush]:
        """Take due looks for records of an address; those of people who were re-subscribed end here.

        With `hurried_since` those are left of whose records one is just being written to, or will be in a moment, as
        the push was queued since: the answer to a look would be from before.
        """
        written_to = "0" if hurried_since is None else _WRITTEN_TO
        since = () if hurried_since is None else (utc_text(hurried_since),)
        with self._database.transaction():
            while True:
                due = self._database.rows(
                    "SELECT push.id, (SELECT unsubscribed_at FROM person WHERE person.id = push.person_id) IS NULL "
                    f"FROM queued_push AS push WHERE {DUE} AND push.record_id IS NULL AND NOT {written_to} "
                    "ORDER BY push.next_try_at, push.id LIMIT ?",
                    (utc_text(now), *since, limit),
                )
                if not due:
                    return []
                self.end({push_id: Ending.RESUBSCRIBED for push_id, ended in due if ended}, now, field)
                if taken := [push_id for push_id, ended in due if not ended]:
                    return self.on_its_way(taken, field, now)

    def waited(
        self, limit: int, now: datetime, unread: Unread, *, to_be_looked_for: bool = True
    ) -> list[tuple[str, str]]:
        """The records of due pushes that are `unread`, as (id, object).

        With `to_be_looked_for` also those of people whose records are due to be looked for by their address.
        """
        looked_for = "1" if to_be_looked_for else f"NOT {_TO_BE_LOOKED_FOR}"
        return [
            (record_id, object_)
            for record_id, object_ in self._database.rows(
                f"SELECT record.id, record.object FROM {_AT_THE_FRONT} "
                "CROSS JOIN salesforce_record AS record ON record.id = push.record_id "
                f"WHERE NOT {_readable(unread)} AND {looked_for} ORDER BY push.next_try_at, push.id LIMIT ?",
                (
                    utc_text(now),
                    *_bounds(unread),
                    *(() if to_be_looked_for else (utc_text(now),)),
                    limit,
                ),
            )
        ]

    def queue_found(self, person_ids: Sequence[int], field: OptOutField, now: datetime) -> int:
        """Queue a push for every record of these people that is out of step and has none of theirs open."""
        at = utc_text(now)
        return self._database.write(
            _QUEUE_FOUND.format(to_tick=to_tick(field)), (field, at, at, listed(person_ids))
        )

    def settle(self, field: OptOutField, now: datetime) -> int:
        """End pushes, parked ones too, for which there is no reason any more; returns how many."""
        with self._database.transaction():
            standing = self._database.rows(
                f"{_standings(field)} WHERE {OPEN} AND push.state IN ('waiting', 'parked')"
            )
            return len(self.end(endings(standing), now, field))

    def recover(self, now: datetime) -> int:
        """After a crash: pushes whose answer is unknown wait again; sending twice does no harm.

        Only for the process that may push, while none of its threads sends. A time to try again that lies too far
        ahead comes from a clock that was wrong, and is brought forward. Returns how many answers were unknown.
        """
        far = (utc_text(now + FARTHEST_TRY),)
        if not self._database.row(f"SELECT 1 FROM queued_push AS push WHERE {_PUT_OFF} LIMIT 1", far) and (
            not self._database.row(f"SELECT 1 FROM queued_push AS push WHERE {_UNANSWERED} LIMIT 1")
        ):
            return 0
        with self._database.transaction():
            self._database.write(
                f"UPDATE queued_push AS push SET next_try_at = ? WHERE {_PUT_OFF}", (utc_text(now), *far)
            )
            return self._database.write(
                f"UPDATE queued_push AS push SET state = 'waiting' WHERE {_UNANSWERED}"
            )

    # both

    def answer(self, answers: Sequence[SendAnswer], at: datetime) -> None:
        """Write each answer beside what was asked; one that was given up meanwhile stays so, unless it is done."""
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

    def put_back(self, push_ids: Collection[int]) -> None:
        """Return what was taken but not sent; the attempt does not count."""
        self._database.write(
            "UPDATE queued_push SET state = 'waiting', attempts = attempts - 1 "
            f"WHERE id {AMONG} AND state = 'sending'",
            (listed(push_ids),),
        )

    def on_their_way(self, record_ids: Sequence[str], now: datetime) -> list[str]:
        """Those among these records to which an opt-out was sent that is not answered yet."""
        return [
            row[0]
            for row in self._database.rows(
                "SELECT DISTINCT push.record_id FROM queued_push AS push "
                f"WHERE push.record_id {AMONG} "
                f"AND (push.state = 'sending' AND push.asked_at > ? OR {_IN_A_JOB})",
                (listed(record_ids), utc_text(now - _LOOKED_BACK), BULK_JOBS),
            )
        ]

    def on_its_way(self, push_ids: Sequence[int], field: OptOutField, now: datetime) -> list[QueuedPush]:
        chosen = listed(push_ids)
        self._database.write(
            "UPDATE queued_push SET state = 'sending', attempts = attempts + 1, field = ?, asked_at = ? "
            f"WHERE id {AMONG}",
            (field, utc_text(now), chosen),
        )
        return read_pushes(
            self._database,
            f"WHERE push.id {AMONG} ORDER BY push.next_try_at, push.id",
            (chosen,),
        )

    def end(
        self, ended: Mapping[int, Ending], now: datetime, field: OptOutField
    ) -> list[tuple[QueuedPush, Ending]]:
        """End what there is no reason for any more, and push to what took the place of records that are gone.

        Returns them as they were before.
        """
        if not ended:
            return []
        pushes = read_pushes(
            self._database,
            f"WHERE push.id {AMONG} ORDER BY push.id",
            (listed(ended),),
        )
        self._database.write_many(
            "UPDATE queued_push SET state = ?1, code = ?2, answered_at = ?3, field = ?4, "
            "problem = CASE WHEN ?2 = '' THEN NULL ELSE problem END WHERE id = ?5",
            [(*_ENDS[ending], utc_text(now), field, push_id) for push_id, ending in ended.items()],
        )
        self.queue_found(
            sorted({push.person_id for push in pushes if ended[push.id] is Ending.GONE}), field, now
        )
        return [(push, ended[push.id]) for push in pushes]


def endings(standings: Sequence[tuple[int, str]]) -> dict[int, Ending]:
    return {push_id: Ending(standing) for push_id, standing in standings if standing != STILL_DUE}


def _standings(field: OptOutField, source: str = "queued_push AS push") -> str:
    return _STANDINGS.format(column=field.column, held=is_held(field), source=source)


STILL_DUE = "due"
_ENDS = {
    Ending.RESUBSCRIBED: (PushState.GIVEN_UP, RESUBSCRIBED),
    Ending.NOT_THEIRS: (PushState.GIVEN_UP, NOT_THEIRS),
    Ending.GONE: (PushState.DONE, RECORD_GONE),
    Ending.IN_STEP: (PushState.DONE, ""),
    Ending.HELD: (PushState.GIVEN_UP, BOX_CLEARED),
}
_STANDINGS = """
SELECT push.id, CASE
    WHEN (SELECT unsubscribed_at FROM person WHERE person.id = push.person_id) IS NULL THEN 'resubscribed'
    WHEN NOT EXISTS (SELECT 1 FROM link WHERE link.person_id = push.person_id AND link.record_id = push.record_id)
        THEN 'not_theirs'
    WHEN record.state IN ('converted', 'merged', 'deleted') THEN 'gone'
    WHEN record.{column} = 1 AND record.state = 'active' THEN 'in_step'
    WHEN {held} THEN 'held'
    ELSE 'due'
END
FROM {source} CROSS JOIN salesforce_record AS record ON record.id = push.record_id
"""
_FRONT = 3000
# However long the queue is, this much of it is looked at for what can go: that is made ready in the same order.
_AT_THE_FRONT = (
    f"(SELECT push.id FROM queued_push AS push WHERE {DUE} AND push.record_id IS NOT NULL "
    f"ORDER BY push.next_try_at, push.id LIMIT {_FRONT}) AS front CROSS JOIN queued_push AS push ON push.id = front.id"
)
_WRITTEN_TO = """EXISTS (SELECT 1 FROM queued_push AS other WHERE other.person_id = push.person_id
    AND other.record_id IS NOT NULL AND other.run_id IS NULL AND (other.state = 'sending'
    OR other.state = 'waiting' AND other.attempts = 0 AND other.queued_at >= ?))"""
_TO_BE_LOOKED_FOR = """EXISTS (SELECT 1 FROM queued_push AS other WHERE other.person_id = push.person_id
    AND other.state = 'waiting' AND other.record_id IS NULL AND other.run_id IS NULL AND other.next_try_at <= ?)"""
_PUT_OFF = f"{OPEN} AND push.state = 'waiting' AND push.next_try_at > ?"
_UNANSWERED = f"{OPEN} AND push.state = 'sending'"


def _readable(unread: Unread | None) -> str:
    """SQL: a `push` needs no reading first; the values for it are its `_bounds`."""
    if unread is None:
        return "1"
    return (
        "(coalesce(record.seen_at, 0) >= ? OR (push.queued_at >= ? AND push.attempts = 0) "
        f"OR record.id {AMONG})"
    )


def _bounds(unread: Unread | None) -> tuple[int | str, ...]:
    if unread is None:
        return ()
    return utc_text(unread.seen_before), utc_text(unread.queued_before), listed(unread.although)


_IN_A_JOB = (
    "push.state IN ('sending', 'unanswered') AND push.run_id IS NOT NULL "
    "AND EXISTS (SELECT 1 FROM setting WHERE key = ? AND value <> '{}')"
)
_QUEUE_FOUND = f"""
INSERT INTO queued_push (person_id, record_id, field, state, attempts, queued_at, next_try_at, code)
SELECT person.id, record.id, ?, 'waiting', 0, ?, ?, '' FROM {EACH} AS chosen
CROSS JOIN person ON person.id = chosen.value CROSS JOIN link ON link.person_id = person.id
CROSS JOIN salesforce_record AS record ON record.id = link.record_id
WHERE person.unsubscribed_at IS NOT NULL AND {{to_tick}} AND NOT EXISTS (
    SELECT 1 FROM queued_push AS push
    WHERE push.person_id = person.id AND push.record_id = record.id AND {OPEN})
"""
