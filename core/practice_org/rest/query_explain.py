"""How a query would be answered, without running it: `query?explain=` (REST API, Query Performance Feedback).

The plans come from what the org knows: how many records there are, how many of them the conditions on an indexed field
would leave. Relative costs are made so that one above 1 means what Salesforce says it means: not selective.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from core.practice_org.errors import ApiError
from core.practice_org.http.calls import Call
from core.practice_org.ids import full_id
from core.practice_org.org.schema import Field, Kind, SObject
from core.practice_org.rest import setup_objects
from core.practice_org.soql.grammar import AllOf, AnyOf, Comparison, Condition, Negation, Query, parse
from core.practice_org.soql.plan import Plan
from core.practice_org.soql.to_sql import translate

_INDEXED = ("Id", "Name", "OwnerId", "CreatedDate", "SystemModstamp", "LastModifiedDate", "RecordTypeId")
_NOT_BY_INDEX = ("!=", "NOT IN", "LIKE")
_WHOLE = 0.65
"""The relative cost of reading a whole table, as Salesforce's documentation shows it."""


def explained(call: Call) -> dict[str, Any]:
    """The plans of a query, cheapest first; raises ApiError for a query, or the id of a report, that is none."""
    asked = call.parameters["explain"]
    if full_id(asked) is not None:
        raise ApiError(400, "INVALID_ID", f"The report or list view ID is invalid: {asked}")
    query = parse(asked)
    if setup_objects.answers(query):
        sobject = setup_objects.plan(call, query).sobject
        found = setup_objects.run(call, query)["totalSize"]
        return {"plans": [_plan(sobject, found, found, [], None)]}
    plan = translate(query, call.schema, now=call.org.now(), include_deleted=False)
    reader = call.org.database.reader()
    [everything] = reader.execute(f'SELECT count(*) FROM "{plan.sobject.name}"').fetchone()

    def counted(counting: Plan) -> int:
        sql, parameters = replace(counting, tail="", tail_parameters=[], order="").statement("1")
        [found] = reader.execute(f"SELECT count(*) FROM ({sql})", parameters).fetchone()
        return int(found)

    notes = [
        {
            "description": "Not considering filter for optimization because unindexed",
            "fields": [entry.name],
            "tableEnumOrId": plan.sobject.name,
        }
        for entry in _fields(plan.sobject, query)
        if not _indexed(entry)
    ]
    plans = [
        _plan(plan.sobject, counted(translate(narrowed, call.schema, now=call.org.now(), include_deleted=False)),
              everything, notes, entry)
        for entry, narrowed in _narrowed(plan.sobject, query)
    ]  # fmt: skip
    plans.append(_plan(plan.sobject, counted(plan), everything, notes, None))
    return {"plans": sorted(plans, key=_cost)}


def _cost(plan: Mapping[str, Any]) -> float:
    return float(plan["relativeCost"])


def _plan(
    sobject: SObject, found: int, everything: int, notes: list[dict[str, Any]], index: Field | None
) -> dict[str, Any]:
    # A standard index is used for less than 30 percent of the first million records, and 15 percent of the rest.
    selective = 0.3 * min(everything, 1_000_000) + 0.15 * max(0, everything - 1_000_000)
    return {
        "cardinality": found,
        "fields": [] if index is None else [index.name],
        "leadingOperationType": "TableScan" if index is None else "Index",
        "notes": notes,
        "relativeCost": _WHOLE if index is None else round(found / max(selective, 1), 3),
        "sobjectCardinality": everything,
        "sobjectType": sobject.name,
    }


def _indexed(entry: Field) -> bool:
    return entry.name in _INDEXED or entry.kind in (Kind.REFERENCE, Kind.EMAIL)


def _narrowed(sobject: SObject, query: Query) -> Iterator[tuple[Field, Query]]:
    """Each indexed field that every record found must fulfil a condition on, with the query of that condition alone."""
    conditions = query.where.parts if isinstance(query.where, AllOf) else (query.where,)
    for condition in conditions:
        if isinstance(condition, Comparison) and condition.operator not in _NOT_BY_INDEX:
            entry = sobject.field(condition.operand.path)
            if entry is not None and not condition.operand.function and _indexed(entry):
                yield entry, replace(query, where=condition, limit=None, offset=0)


def _fields(sobject: SObject, query: Query) -> Iterator[Field]:
    """The object's own fields in the conditions; the first is the one that keeps what is deleted out."""
    if (deleted := sobject.field("IsDeleted")) is not None:
        yield deleted
    seen = set()
    for condition in _leaves(query.where):
        entry = sobject.field(condition.operand.path)
        if entry is not None and entry.name not in seen:
            seen.add(entry.name)
            yield entry


def _leaves(condition: Condition | None) -> Iterator[Comparison]:
    match condition:
        case Comparison():
            yield condition
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _leaves(part)
        case Negation(part):
            yield from _leaves(part)
