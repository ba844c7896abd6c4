"""What a sync sends: the records of its plan that are out of step at that moment, each once in a run.

It is kept beside the pushes and in the same way (`sends`), under the number of the run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from core.messages import Problem
from core.store.database import Database
from core.store.out_of_step import UNSUBSCRIBED_OWNER, to_tick
from core.store.push_queue import read_pushes
from core.store.schema import utc_from_text, utc_text
from core.store.sends import STILL_DUE, Sends, endings
from core.store.sqlite import AMONG, BY_ID, listed
from core.store.types.fields import OptOutField
from core.store.types.pushes import QueuedPush

UNANSWERED = "UNANSWERED"
"""Code of what a sync had sent when it ended without an answer."""
DID_NOT_STICK = "DID_NOT_STICK"
"""Code of an opt-out that Salesforce took and that was gone when it was read again."""


class OnItsWay(NamedTuple):
    """An opt-out that was sent to a record and is not answered, and the address because of which it was."""

    push_id: int
    record_id: str
    email: str


class RunSends:
    """What runs have on its way to Salesforce, and what was answered; only for the holder of the sync's lease."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sends = Sends(database)

    def take_again(self, run_id: int, field: OptOutField, limit: int, now: datetime) -> list[QueuedPush]:
        """Take what a run put off and whose time has come, as far as it is still out of step."""
        with self._database.transaction():
            rows = self._database.rows(
                f"SELECT push.id, CASE WHEN NOT {to_tick(field)} THEN 'in_step' "
                f"WHEN {UNSUBSCRIBED_OWNER} IS NULL THEN 'not_theirs' ELSE 'due' END "
                "FROM queued_push AS push JOIN salesforce_record AS record ON record.id = push.record_id "
                "WHERE push.run_id = ? AND push.state = 'waiting' AND push.next_try_at <= ? "
                "ORDER BY push.next_try_at, push.id LIMIT ?",
                (run_id, utc_text(now), limit),
            )
            self._sends.end(endings(rows), now, field)
            return self._sends.on_its_way([push_id for push_id, how in rows if how == STILL_DUE], field, now)

    def take_planned(
        self, run_id: int, field: OptOutField, after: int, limit: int, now: datetime
    ) -> tuple[list[QueuedPush], int]:
        """Take the next planned records of a run that are out of step at this moment, each once in a run.

        Returns them, and the place in the plan after which the next ones come.
        """
        with self._database.transaction():
            due = self._database.rows(
                _PLANNED.format(to_tick=to_tick(field)), (run_id, after, None, None, run_id, limit)
            )
            at = utc_text(now)
            self._database.write_many(
                _SEND, [(person_id, record_id, field, at, at, at, run_id) for _, person_id, record_id in due]
            )
            taken = self.of_run(run_id, [record_id for _, _, record_id in due])
        return taken, due[-1][0] if due else after

    def take_for_job(self, run_id: int, field: OptOutField, object_: str, limit: int, now: datetime) -> int:
        """Take very many records of one object, put-off ones too, as `take_planned` does; returns how many.

        `on_their_way_by` gives their IDs.
        """
        at = utc_text(now)
        with self._database.transaction():
            again = self._database.write(
                _SEND_AGAIN.format(to_tick=to_tick(field)), (field, at, run_id, object_, limit)
            )
            return again + self._database.write(
                f"{_SEND_MANY} {_PLANNED.format(to_tick=to_tick(field))})",
                (field, at, at, at, run_id, run_id, 0, object_, object_, run_id, limit - again),
            )

    def on_their_way_by(self, run_id: int, object_: str) -> Iterator[str]:
        """The IDs of an object's records that a run has taken and that have no answer yet, in bounded memory."""
        after = ""
        while page := self._database.rows(
            "SELECT push.record_id FROM queued_push AS push "
            "CROSS JOIN salesforce_record AS record ON record.id = push.record_id "
            "WHERE push.run_id = ? AND push.record_id > ? AND push.state = 'sending' AND record.object = ? "
            "ORDER BY push.record_id LIMIT 5000",
            (run_id, after, object_),
        ):
            yield from (record_id for (record_id,) in page)
            after = page[-1][0]

    def put_back_run(self, run_id: int, object_: str) -> None:
        """Return what a run has taken of an object and got no answer to; it goes again."""
        self._database.write(
            "UPDATE queued_push SET state = 'waiting' WHERE run_id = ? AND state = 'sending' "
            "AND (SELECT object FROM salesforce_record AS record WHERE record.id = record_id) = ?",
            (run_id, object_),
        )

    def count_planned(self, run_id: int, field: OptOutField) -> dict[str, int]:
        """How many records of each object a run has still to send."""
        return dict(
            self._database.rows(
                "SELECT record.object, count(*) FROM ("
                f"SELECT record_id FROM ({_PLANNED.format(to_tick=to_tick(field))}) UNION ALL "
                "SELECT record_id FROM queued_push WHERE run_id = ? AND state = 'waiting') AS due "
                "JOIN salesforce_record AS record ON record.id = due.record_id "
                "GROUP BY record.object ORDER BY record.object",
                (run_id, 0, None, None, run_id, -1, run_id),
            )
        )

    def of_run(self, run_id: int, record_ids: Sequence[str]) -> list[QueuedPush]:
        """What a run has sent to these records."""
        return read_pushes(
            self._database,
            f"WHERE push.run_id = ? AND push.record_id {AMONG} ORDER BY push.id",
            (run_id, listed(record_ids)),
        )

    def on_their_way_to(self, run_id: int, record_ids: Sequence[str]) -> list[OnItsWay]:
        """What a run has sent to these records and has no answer to yet, in the order of the records."""
        return [
            OnItsWay(*row)
            for row in self._database.rows(
                "SELECT push.id, push.record_id, person.email FROM queued_push AS push "
                "JOIN person ON person.id = push.person_id "
                f"WHERE push.run_id = ? AND push.record_id {AMONG} AND push.state = 'sending' ORDER BY push.record_id",
                (run_id, listed(record_ids)),
            )
        ]

    def saved(self, push_ids: Sequence[int], at: datetime) -> None:
        """Note that Salesforce has saved what was sent by these."""
        self._database.write(
            "UPDATE queued_push SET state = 'done', answered_at = ?, code = '', problem = NULL "
            f"WHERE id {AMONG}",
            (utc_text(at), listed(push_ids)),
        )

    def done_by(self, run_id: int, before: int | None, limit: int) -> list[QueuedPush]:
        """Records that a run opted out in Salesforce, the last ones first, before an id."""
        return read_pushes(
            self._database,
            "WHERE push.run_id = ? AND push.state = 'done' AND push.problem IS NULL AND push.id < ? "
            "ORDER BY push.id DESC LIMIT ?",
            (run_id, before if before is not None else 1 << 62, limit),
        )

    def take_back(self, push_ids: Sequence[int], problem: Problem) -> None:
        """Note of what a run had opted out that it is not opted out any more; when Salesforce answered stays."""
        self._database.write(
            "UPDATE queued_push SET state = 'refused', code = ?, problem = ? "
            f"WHERE id {AMONG} AND state = 'done'",
            (problem.code, problem.to_json(), listed(push_ids)),
        )

    def held(self, object_: str, field: OptOutField) -> tuple[int, int]:
        """Of the newest finished run that opted out records of an object: how many stayed so, and how many did not.

        Both are 0 where no run has opted out any.
        """
        values = (DID_NOT_STICK, object_, field)
        newest = self._database.row(f"SELECT push.run_id {_TICKED} ORDER BY push.run_id DESC LIMIT 1", values)
        if newest is None:
            return 0, 0
        counts = self._database.row(
            f"SELECT count(*), sum(push.code = ?) {_TICKED} AND push.run_id = ?",
            (DID_NOT_STICK, *values, newest[0]),
        )
        return (counts[0] - counts[1], counts[1]) if counts is not None else (0, 0)

    def of_nobody_by_address(self, run_id: int, limit: int) -> list[str]:
        """Records that a run opted out and whose own address nobody here has, though it may be one to be known."""
        return [
            row[0]
            for row in self._database.rows(
                "SELECT record.id FROM queued_push AS push "
                "JOIN salesforce_record AS record ON record.id = push.record_id "
                "WHERE push.run_id = ? AND push.state = 'done' AND record.state = 'active' AND record.email <> '' "
                "AND NOT EXISTS (SELECT 1 FROM link WHERE link.record_id = record.id AND link.reasons & 2) LIMIT ?",
                (run_id, limit),
            )
        ]

    def next_try_of(self, run_id: int) -> datetime | None:
        """When the next record that a run was told to try again may be tried."""
        row = self._database.row(
            "SELECT min(next_try_at) FROM queued_push WHERE run_id = ? AND state = 'waiting'", (run_id,)
        )
        return utc_from_text(row[0]) if row and row[0] is not None else None

    def end_run(self, run_id: int, now: datetime) -> None:
        """Close what a run that is over has left open: what was sent stays unanswered, the rest is not sent."""
        with self._database.transaction():
            self._database.write(
                "UPDATE queued_push SET state = 'unanswered', answered_at = ?, code = ? "
                "WHERE run_id = ? AND state = 'sending'",
                (utc_text(now), UNANSWERED, run_id),
            )
            self._database.write(
                "UPDATE queued_push SET state = 'refused', answered_at = ? WHERE run_id = ? AND state = 'waiting'",
                (utc_text(now), run_id),
            )

    def answered_late(self, record_ids: Sequence[str], field: OptOutField, now: datetime) -> None:
        """Note that Salesforce has carried out after all what an earlier run left unanswered on these records."""
        self._database.write(
            "UPDATE queued_push SET state = 'done', answered_at = ?, code = '' WHERE state = 'unanswered' "
            f"AND field = ? AND record_id {AMONG}",
            (utc_text(now), field, listed(record_ids)),
        )


_TICKED = """
FROM queued_push AS push JOIN run ON run.id = push.run_id JOIN salesforce_record AS record ON record.id = push.record_id
WHERE push.run_id IS NOT NULL AND run.outcome IN ('done', 'done_with_failures')
    AND (push.state = 'done' AND push.problem IS NULL OR push.state = 'refused' AND push.code = ?)
    AND record.object = ? AND push.field = ?
"""
_PLANNED = f"""
SELECT change_id, person_id, record_id FROM (
    SELECT change.id AS change_id, change.record_id, {UNSUBSCRIBED_OWNER} AS person_id
    FROM working_plan AS change {BY_ID}
    JOIN salesforce_record AS record ON record.id = change.record_id
    WHERE change.run_id = ? AND change.side = 'there' AND change.id > ? AND (? IS NULL OR record.object = ?)
        AND {{to_tick}} AND NOT EXISTS (
            SELECT 1 FROM queued_push AS sent WHERE sent.run_id = ? AND sent.record_id = change.record_id)
) WHERE person_id IS NOT NULL ORDER BY change_id LIMIT ?
"""
_COLUMNS = """
INSERT INTO queued_push (person_id, record_id, field, state, attempts, queued_at, next_try_at, asked_at, code, run_id)
"""
_SEND = f"{_COLUMNS} VALUES (?, ?, ?, 'sending', 1, ?, ?, ?, '', ?)"
_SEND_AGAIN = f"""
UPDATE queued_push SET state = 'sending', attempts = attempts + 1, field = ?, asked_at = ? WHERE id IN (
    SELECT push.id FROM queued_push AS push JOIN salesforce_record AS record ON record.id = push.record_id
    WHERE push.run_id = ? AND push.state = 'waiting' AND record.object = ? AND {{to_tick}}
        AND {UNSUBSCRIBED_OWNER} IS NOT NULL LIMIT ?)
"""
_SEND_MANY = f"{_COLUMNS} SELECT person_id, record_id, ?, 'sending', 1, ?, ?, ?, '', ? FROM ("
