"""The collections call under every write: which records go, in which calls, and whose answer is whose."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.messages import Problem, ProblemError
from core.salesforce.http.client import Client
from core.salesforce.values.answers import unreadable_answer
from core.salesforce.values.describe import OrgSchema, WriteAnswer
from core.salesforce.values.errors import (
    NO_SUCH_RESOURCE,
    CallFailedError,
    explain,
    explain_record,
)
from core.salesforce.values.record_id import to_18
from core.store.types.fields import OptOutField

MOST_RECORDS = 200
"""Records in one write of a collection."""

_HEADERS = {
    # A duplicate rule that only warns must not keep an opt-out from being saved.
    "Sforce-Duplicate-Rule-Header": "allowSave=true",
    # Unless told not to, REST gives a Lead that is saved to whomever the org's active assignment rule names, and an
    # Account to its territories: an opt-out is no reason for a new owner.
    "Sforce-Auto-Assign": "FALSE",
}


@dataclass(frozen=True, slots=True)
class Target:
    """One checkbox of one record; the ID in 18 characters."""

    record_id: str
    object: str
    field: str


Values = Callable[[Target], Mapping[str, bool]]
"""What is to be written to a record: API names of fields and their values."""


def save(
    client: Client,
    records: Sequence[tuple[str, str]],
    wanted: OptOutField,
    shape: OrgSchema,
    values: Values,
) -> list[WriteAnswer]:
    """Write `values` of each record, and give the answers in the order of `records`.

    A record named twice is sent once. One that cannot be sent at all (no ID, no such checkbox) is answered
    here. Raises ProblemError when a call fails as a whole (CallFailedError where Salesforce refused it), and its
    problem's scope says what would fare better: smaller calls, or nothing for now. Nothing of that call is known to
    be saved; what earlier calls saved is saved.
    """
    planned = [_target(record_id, object_name, wanted, shape) for record_id, object_name in records]
    targets: dict[str, Target] = {}
    for plan in planned:
        if isinstance(plan, Target):
            targets.setdefault(plan.record_id, plan)
    # In runs of one object: Salesforce takes at most ten runs a call.
    ordered = sorted(targets.values(), key=lambda target: target.object)
    problems: dict[str, Problem | None] = {}
    for start in range(0, len(ordered), MOST_RECORDS):
        chunk = ordered[start : start + MOST_RECORDS]
        answers = _save_together(client, chunk, values)
        problems |= {target.record_id: answer for target, answer in zip(chunk, answers, strict=True)}
    return [
        WriteAnswer(record_id, problems[plan.record_id] if isinstance(plan, Target) else plan)
        for (record_id, _), plan in zip(records, planned, strict=True)
    ]


def _target(record_id: str, object_name: str, wanted: OptOutField, shape: OrgSchema) -> Target | Problem:
    """Where the write goes, or why it can go nowhere."""
    try:
        full = to_18(record_id)
    except ValueError:
        return explain("MALFORMED_ID")
    object_shape = shape.objects.get(object_name)
    if object_shape is None:
        return explain("INVALID_TYPE", object_name)
    access = object_shape.field(wanted)
    return explain("INVALID_FIELD") if access is None else Target(full, object_name, access.name)


def _save_together(client: Client, targets: Sequence[Target], values: Values) -> list[Problem | None]:
    """One entry per record, None where it is saved."""
    elements = [
        {"attributes": {"type": target.object}, "id": target.record_id, **values(target)}
        for target in targets
    ]
    body = {"allOrNone": False, "records": elements}
    try:
        answer = client.send("PATCH", "composite/sobjects", body, _HEADERS)
    except CallFailedError as refusal:
        if refusal.status not in NO_SUCH_RESOURCE:
            raise
        return [_save_alone(client, target, values) for target in targets]
    if not isinstance(answer, list) or len(answer) != len(targets):
        raise ProblemError(unreadable_answer())
    return [_outcome(entry, target) for entry, target in zip(answer, targets, strict=True)]


def _outcome(entry: Any, target: Target) -> Problem | None:
    """What one element of an answer says of the record at its place; a refused one need not bear its ID."""
    if not isinstance(entry, dict):
        raise ProblemError(unreadable_answer())
    told = entry.get("id")
    if told and str(told)[:15].lower() != target.record_id[:15].lower():
        # Answers in another order than the records would mark the wrong ones as saved.
        raise ProblemError(unreadable_answer())
    return None if entry.get("success") is True else explain_record(entry.get("errors"))


def _save_alone(client: Client, target: Target, values: Values) -> Problem | None:
    """The same for one record, at a server that has no collections."""
    try:
        client.send("PATCH", f"sobjects/{target.object}/{target.record_id}", dict(values(target)), _HEADERS)
    except CallFailedError as refusal:
        if refusal.problem.stops_everything:
            raise
        return refusal.problem
    return None
