"""What a query would select, without running it: the answer to `query?q=...&columns=true`.

Salesforce documents the shape as QueryResultMetadata (Tooling API, SOQLResult); its own command line asks for it to
know which columns its tables have.
"""

from __future__ import annotations

from typing import Any

from core.practice_org.errors import ApiError
from core.practice_org.http.calls import Call
from core.practice_org.org.schema import ID_KINDS, NUMBER_KINDS, TEXT_KINDS, Kind
from core.practice_org.soql.plan import Column, Plan

_APEX_TYPES = {
    Kind.BOOLEAN: "Boolean", Kind.DATETIME: "Datetime", Kind.DATE: "Date", Kind.DOUBLE: "Double",
    Kind.CURRENCY: "Decimal", Kind.INT: "Integer", Kind.COMPLEX: "ComplexValue",
}  # fmt: skip


def wanted(call: Call) -> bool:
    """Whether the columns are asked for rather than the records; raises ApiError for anything but true and false."""
    given = call.parameters.get("columns", "false").lower()
    if given not in ("true", "false"):
        raise ApiError(400, "ILLEGAL_QUERY_PARAMETER_VALUE", f"columns must be true or false: {given}")
    return given == "true"


def metadata(plan: Plan) -> dict[str, Any]:
    """The columns of a query in the order in which they are selected, queries in its SELECT clause last."""
    return {
        "columnMetadata": _columns(plan),
        "entityName": plan.sobject.name,
        "groupBy": bool(plan.tail),
        "idSelected": any(column.name == "Id" and not column.parents for column in plan.columns),
        "keyPrefix": plan.sobject.prefix,
    }


def _columns(plan: Plan) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = []
    for column in plan.columns:
        place = listed
        for parent in column.parents:
            place = _parent(place, parent)["joinColumns"]
        place.append(_column(column))
    listed += [
        _entry(children.name, aggregate=True, joinColumns=_columns(children.plan))
        for children in plan.children
    ]
    return listed


def _parent(place: list[dict[str, Any]], name: str) -> dict[str, Any]:
    """The entry of a relationship, made where its first field stands."""
    for entry in place:
        if entry["columnName"] == name and entry["joinColumns"]:
            return entry
    place.append(_entry(name))
    return place[-1]


def _column(column: Column) -> dict[str, Any]:
    entry = column.entry
    return _entry(
        column.name,
        displayName=column.function or column.name,
        aggregate=bool(column.function),
        apexType=None if column.function else _apex_type(column.kind),
        booleanType=column.kind is Kind.BOOLEAN,
        numberType=column.kind in NUMBER_KINDS,
        textType=column.kind in TEXT_KINDS,
        custom=bool(entry and entry.custom),
        insertable=bool(entry and entry.createable and entry.kind is not Kind.ID),
        updatable=bool(entry and entry.updateable and entry.kind is not Kind.ID),
    )


def _apex_type(kind: Kind) -> str:
    return "Id" if kind in ID_KINDS else _APEX_TYPES.get(kind, "String")


def _entry(name: str, **more: Any) -> dict[str, Any]:
    return {
        "aggregate": False, "apexType": None, "booleanType": False, "columnName": name, "custom": False,
        "displayName": name, "foreignKeyName": None, "insertable": False, "joinColumns": [], "numberType": False,
        "textType": False, "updatable": False,
    } | more  # fmt: skip
