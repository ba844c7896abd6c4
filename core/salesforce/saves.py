"""The collections call under every write: which records go, in which calls, and whose answer is whose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from core.messages import Problem, ProblemError
from core.salesforce.client import Client
from core.salesforce.errors import explain, explain_record, unreadable_answer
from core.salesforce.record_id import to_18
from core.salesforce.shapes import OrgShape, WriteAnswer
from core.store.nouns import OptOutField

MOST_RECORDS = 200
"""Records in one write of a collection."""

_HEADERS = {"Sforce-Duplicate-Rule-Header": "allowSave=true"}
"""A duplicate rule that only warns must not keep an opt-out from being saved."""


@dataclass(frozen=True, slots=True)
class Target:
    """One checkbox of one record; the ID in 18 characters."""

    record_id: str
    object: str
    field: str


def save(
    client: Client,
    records: Sequence[tuple[str, str]],
    wanted: OptOutField,
    shape: OrgShape,
    element: Callable[[Target], dict[str, object]],
) -> list[WriteAnswer]:
    """Send what `element` makes of each record, and give the answers in the order of `records`.

    A record named twice is sent once. One that cannot be sent at all (no ID, no such checkbox) is answered
    here. Raises ProblemError when a call fails as a whole: nothing of that call is known to be saved,
    what earlier calls saved is saved.
    """
    targets: dict[str, Target] = {}
    refused: dict[str, Problem] = {}
    for record_id, object_name in records:
        try:
            target = _target(record_id, object_name, wanted, shape)
        except ProblemError as trouble:
            refused[record_id] = trouble.problem
        else:
            targets.setdefault(target.record_id, target)
    # Runs of one type: Salesforce takes at most ten runs a call.
    ordered = sorted(targets.values(), key=lambda target: target.object)
    problems: dict[str, Problem | None] = {}
    for start in range(0, len(ordered), MOST_RECORDS):
        chunk = ordered[start : start + MOST_RECORDS]
        body = {"allOrNone": False, "records": [element(target) for target in chunk]}
        answer = client.send("PATCH", "composite/sobjects", body, _HEADERS)
        problems |= dict(
            zip((target.record_id for target in chunk), _problems(answer, len(chunk)), strict=True)
        )
    return [
        WriteAnswer(record_id, refused[record_id])
        if record_id in refused
        else WriteAnswer(record_id, problems[to_18(record_id)])
        for record_id, _ in records
    ]


def _target(record_id: str, object_name: str, wanted: OptOutField, shape: OrgShape) -> Target:
    try:
        full = to_18(record_id)
    except ValueError:
        raise ProblemError(explain("MALFORMED_ID")) from None
    object_shape = shape.objects.get(object_name)
    if object_shape is None:
        raise ProblemError(explain("INVALID_TYPE", object_name))
    access = object_shape.field(wanted)
    if access is None:
        raise ProblemError(explain("INVALID_FIELD"))
    return Target(full, object_name, access.name)


def _problems(answer: Any, count: int) -> list[Problem | None]:
    """One entry per record sent, None where it is saved; by position, for a refused record bears no ID."""
    if not isinstance(answer, list) or len(answer) != count:
        raise ProblemError(unreadable_answer(200))
    return [
        None
        if isinstance(entry, dict) and entry.get("success") is True
        else explain_record(entry.get("errors") if isinstance(entry, dict) else None)
        for entry in answer
    ]
