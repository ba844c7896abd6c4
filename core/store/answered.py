"""What Salesforce answered lately to the opt-outs that were sent: whether the org lets them pass."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.messages import Problem
from core.store.database import Database
from core.store.schema import utc_from_text, utc_text
from core.store.types.fields import OptOutField

_BY_RULES = (
    "FIELD_CUSTOM_VALIDATION_EXCEPTION",
    "FIELD_FILTER_VALIDATION_EXCEPTION",
    "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
    "CANNOT_EXECUTE_FLOW_TRIGGER",
    "DUPLICATES_DETECTED",
    "REQUIRED_FIELD_MISSING",
)
"""Codes of a record that a rule, a trigger or a flow of the org refused."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The newest answers for records of one object: how many were refused by rules of the org, how many were saved.

    `problem` is the newest refusal, which came at `at`.
    """

    object: str
    refused: int
    passed: int
    problem: Problem
    at: datetime


class Answers:
    """The answers that stand beside what was asked, whether a push or a run asked."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def refused_by_rules(self, field: OptOutField, since: datetime) -> dict[str, Answered]:
        """By object, where rules refused a tick of this checkbox since then and nothing has passed for that record."""
        return {
            row[0]: Answered(row[0], row[1], row[2], Problem.from_json(row[4]), utc_from_text(row[3]))
            for row in self._database.rows(_COUNTED, (field, utc_text(since)))
            if row[4] is not None
        }


_LISTED = ", ".join(f"'{code}'" for code in _BY_RULES)
_COUNTED = f"""
WITH newest AS (
    SELECT record.object, push.state, push.code, push.problem, push.answered_at FROM (
        SELECT max(id) AS id FROM queued_push
        WHERE field = ? AND answered_at >= ? AND asked_at IS NOT NULL AND state IN ('done', 'parked', 'refused')
        GROUP BY record_id
    ) AS last JOIN queued_push AS push ON push.id = last.id
    JOIN salesforce_record AS record ON record.id = push.record_id
), refused AS (
    -- SQLite takes the other columns from the row of the maximum.
    SELECT object, count(*) AS count, max(answered_at) AS at, problem FROM newest
    WHERE state <> 'done' AND code IN ({_LISTED}) GROUP BY object
)
SELECT refused.object, refused.count,
    (SELECT count(*) FROM newest WHERE newest.object = refused.object AND newest.state = 'done' AND newest.code = ''),
    refused.at, refused.problem FROM refused
"""
