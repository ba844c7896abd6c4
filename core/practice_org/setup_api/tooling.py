"""The Tooling API: queries over the org's setup, single components, and saving a page layout.

What is documented is in Tooling API (REST Resources, Layout, and the other objects); that a layout can be saved with
PATCH is not documented, but done by many. Texts of refusals are Salesforce's where public reports quote them.
"""

from __future__ import annotations

from typing import Any

from core.practice_org.answers import Answer
from core.practice_org.errors import ApiError, no_query, not_found, wrong_method
from core.practice_org.http.calls import Call, Routes
from core.practice_org.ids import full_id
from core.practice_org.org import layout_metadata
from core.practice_org.org.schema import Field, SObject
from core.practice_org.org.setup_state import Layout, Permission, Setup
from core.practice_org.rest import query_columns as soql_columns
from core.practice_org.rest.describe import field_entry
from core.practice_org.setup_api.tooling_objects import NO_SETUP_NEEDED, ONE_ROW_ONLY, REIFIED, TOOLING
from core.practice_org.setup_api.tooling_rows import row, rows
from core.practice_org.soql import virtual_objects as virtual
from core.practice_org.soql.grammar import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Negation,
    Query,
    parse,
    pointed,
)
from core.practice_org.soql.to_sql import translate

routes = Routes()

_MANAGED_ONLY = "Cannot modify managed object: entity=Layout, component={id}, state=installed"


@routes("GET", "/tooling")
def resources(call: Call) -> Answer:
    """What there is below tooling."""
    return Answer({name: f"{call.base}/tooling/{name}" for name in ("sobjects", "query", "composite")})


@routes("GET", "/tooling/sobjects")
def describe_global(call: Call) -> Answer:
    """Every object that the caller may use."""
    return Answer(
        {
            "encoding": "UTF-8",
            "maxBatchSize": 200,
            "sobjects": [_summary(call, s) for s in TOOLING.objects.values() if _allowed(call, s)],
        }
    )


@routes("GET", "/tooling/describe")
def describe_all(call: Call) -> Answer:
    """The same, at its other address."""
    return describe_global(call)


@routes("GET", "/tooling/sobjects/{name}")
def describe_basic(call: Call, name: str) -> Answer:
    """One object, without its fields."""
    return Answer({"objectDescribe": _summary(call, _object_of(call, name)), "recentItems": []})


@routes("GET", "/tooling/sobjects/{name}/describe")
def describe(call: Call, name: str) -> Answer:
    """One object with its fields."""
    sobject = _object_of(call, name)
    return Answer(_summary(call, sobject) | {"fields": [field_entry(entry) for entry in sobject.fields]})


def _summary(call: Call, sobject: SObject) -> dict[str, Any]:
    path = f"{call.base}/tooling/sobjects/{sobject.name}"
    changeable = (
        sobject.writable
        and call.org.options.tooling_saves_layouts
        and call.profile.may(Permission.CUSTOMIZE_APPLICATION)
    )
    return {
        "createable": False, "custom": False, "deletable": False, "keyPrefix": sobject.prefix,
        "label": sobject.label, "labelPlural": sobject.label_plural, "name": sobject.name, "queryable": True,
        "retrieveable": True, "searchable": False, "updateable": changeable,
        "urls": {"sobject": path, "describe": f"{path}/describe", "rowTemplate": f"{path}/{{ID}}"},
    }  # fmt: skip


def _allowed(call: Call, sobject: SObject) -> bool:
    return sobject.name in NO_SETUP_NEEDED or call.profile.may(Permission.VIEW_SETUP)


def _object_of(call: Call, name: str) -> SObject:
    sobject = TOOLING.object(name)
    if sobject is None or not _allowed(call, sobject):
        raise not_found()
    return sobject


# --- queries


@routes("GET", "/tooling/query", takes=("q", "columns"))
def query(call: Call) -> Answer:
    """The whole result: nothing in setup is long enough for a second page."""
    text = call.parameters.get("q")
    if text is None:
        raise no_query()
    asked = parse(text)
    name = asked.object_name.lower()
    sobject = TOOLING.objects.get(name)
    if sobject is None or not _allowed(call, sobject):
        raise pointed(
            "INVALID_TYPE",
            text,
            asked.object_position,
            f"sObject type '{asked.object_name}' is not supported.",
        )
    if soql_columns.wanted(call):
        wanted = translate(asked, TOOLING, now=call.org.now(), include_deleted=False)
        return Answer(soql_columns.metadata(wanted))
    _refuse_unfiltered(sobject, asked)
    plan, total, records = virtual.run(
        asked, TOOLING, lambda wanted: rows(call.org, call.profile, wanted),
        base=f"{call.base}/tooling", now=call.org.now(),
    )  # fmt: skip
    if len(records) > 1 and any(column.name in ONE_ROW_ONLY for column in plan.columns):
        raise ApiError(
            400, "MALFORMED_QUERY",
            "When retrieving results with Metadata or FullName fields, the query qualifications must specify no"
            f" more than one row for retrieval. Result size: {len(records)}",
        )  # fmt: skip
    return Answer(
        {
            "size": total, "totalSize": total, "done": True, "queryLocator": None,
            "entityTypeName": sobject.name, "records": records,
        }
    )  # fmt: skip


def _refuse_unfiltered(sobject: SObject, asked: Query) -> None:
    needed = REIFIED.get(sobject.name, ())
    if not needed:
        return
    roots = {name.removesuffix("Id").lower() for name in needed} | {name.lower() for name in needed}
    if not any(path.lower().split(".")[0] in roots for path in _filtered(asked.where)):
        raise ApiError(
            400, "MALFORMED_QUERY",
            f"{sobject.name}: a filter on a reified column is required [{','.join(needed)}]",
        )  # fmt: skip


def _filtered(condition: Condition | None) -> list[str]:
    match condition:
        case Comparison(operand, "=" | "IN"):
            return [operand.path]
        case AllOf(parts):
            return [path for part in parts for path in _filtered(part)]
        case AnyOf(parts):
            return _filtered(parts[0]) if all(_filtered(part) for part in parts) else []
        case Negation() | Comparison() | None:
            return []


# --- single components


@routes("GET", "/tooling/sobjects/{name}/{record_id}", takes=("fields",))
def read(call: Call, name: str, record_id: str) -> Answer:
    """One component with all its fields, or those that `fields` lists."""
    sobject = _object_of(call, name)
    wanted = _wanted(sobject, call.parameters.get("fields", ""))
    found = row(call.org, call.profile, sobject.name, full_id(record_id) or record_id)
    if found is None:
        raise not_found()
    listed = ", ".join(entry.name for entry in wanted)
    _, _, records = virtual.run(
        parse(f"SELECT {listed} FROM {sobject.name}"), TOOLING, lambda _: [found],
        base=f"{call.base}/tooling", now=call.org.now(),
    )  # fmt: skip
    return Answer(records[0])


def _wanted(sobject: SObject, listed: str) -> list[Field]:
    if not listed:
        return list(sobject.fields)
    wanted = []
    for name in dict.fromkeys(part.strip() for part in listed.split(",")):
        entry = sobject.field(name)
        if entry is None:
            raise ApiError(400, "INVALID_FIELD", f"No such column '{name}' on sobject of type {sobject.name}")
        wanted.append(entry)
    return wanted


@routes("PATCH", "/tooling/sobjects/{name}/{record_id}")
def change(call: Call, name: str, record_id: str) -> Answer:
    """Save a page layout: `Metadata` is the whole of it and replaces what was there. 204 without a body."""
    sobject = _object_of(call, name)
    if not sobject.writable or not call.org.options.tooling_saves_layouts:
        raise wrong_method("PATCH", ("GET", "HEAD"))
    if not call.profile.may(Permission.CUSTOMIZE_APPLICATION):
        raise ApiError(403, "INSUFFICIENT_ACCESS", "insufficient access rights on object id", [])
    body = call.json_object()
    for given in body:
        entry = sobject.field(given)
        if given.lower() == "id":
            raise ApiError(
                400, "INVALID_FIELD", "The Id field should not be specified in the sobject data.", ["Id"]
            )
        if entry is None:
            raise ApiError(
                400, "INVALID_FIELD", f"No such column '{given}' on sobject of type {sobject.name}", [given]
            )
        if entry.name not in ONE_ROW_ONLY:
            raise ApiError(
                400, "INVALID_FIELD_FOR_INSERT_UPDATE",
                f"Unable to create/update fields: {entry.name}. Please check the security settings of this field"
                " and verify that it is read/write for your profile or permission set.",
                [entry.name],
            )  # fmt: skip
    if "Metadata" not in body:
        raise ApiError(400, "REQUIRED_FIELD_MISSING", "Required fields are missing: [Metadata]", ["Metadata"])
    save_layout(call, full_id(record_id) or record_id, body["Metadata"])
    return Answer(status=204)


def save_layout(call: Call, identifier: str, metadata: object) -> None:
    """Check and keep a whole layout; raises ApiError as Salesforce refuses one."""

    def save(setup: Setup) -> None:
        layout = setup.layout(identifier)
        if layout is None or (layout.person and not call.org.options.person_accounts):
            raise not_found()
        if layout.namespace:
            raise ApiError(400, "CANNOT_MODIFY_MANAGED_OBJECT", _MANAGED_ONLY.format(id=layout.id), [])
        layout_metadata.check(
            metadata,
            layout.object,
            lambda field: may_stand_on(call, layout, field),
            newer=call.org.options.newer_release,
        )
        assert isinstance(metadata, dict)
        layout.metadata = layout_metadata.compact(metadata)

    call.org.change_setup(save)


def may_stand_on(call: Call, layout: Layout, field: str) -> bool:
    """Whether a layout's object has a field of exactly this name, whatever security hides."""
    if field in layout_metadata.COMPOUNDS.get(layout.object, {}):
        return True
    sobject = call.org.schema.complete[layout.object.lower()]
    return any(entry.name == field for entry in sobject.fields)
