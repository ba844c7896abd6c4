"""Single records over REST: read, make, change, delete (REST API Developer Guide, sObject Rows)."""

from __future__ import annotations

import re
from typing import Any

from core.practice_org.answers import Answer, JsonText
from core.practice_org.errors import ApiError, RecordError, bad_json, not_found
from core.practice_org.http.calls import Call, Routes
from core.practice_org.ids import full_id
from core.practice_org.org.schema import SObject
from core.practice_org.rest.query import plan_of
from core.practice_org.rest.saving import RecordWriter, writer_for
from core.practice_org.soql.record_json import record_sql
from core.practice_org.timestamps import from_http_date

routes = Routes()

_FIELD = re.compile(r"\w+(?:\.\w+)*")


def object_of(call: Call, name: str) -> SObject:
    """The object that a path names; raises ApiError (404) when the org has none of that name."""
    sobject = call.schema.object(name)
    if sobject is None:
        raise not_found()
    return sobject


@routes("GET", "/sobjects/{name}/{record_id}", takes=("fields",))
def read(call: Call, name: str, record_id: str) -> Answer:
    """One record with all fields, or those that `fields` lists."""
    sobject = object_of(call, name)
    identifier = _identifier(sobject, record_id)
    wanted = wanted_fields(call, sobject)
    plan = plan_of(call.org, f"SELECT {wanted} FROM {sobject.name}", include_deleted=True, schema=call.schema)
    plan.where = f't0."Id" = ? AND {sobject.shown("t0")}'
    plan.parameters = [identifier]
    reader = call.org.database.reader()
    row = reader.execute(*plan.statement(record_sql(plan, call.base))).fetchone()
    if row is None:
        raise not_found()
    if sobject.deletable and reader.execute(
        f'SELECT "IsDeleted" FROM "{sobject.name}" WHERE "Id" = ?', (identifier,)
    ).fetchone() == (1,):
        raise ApiError(404, "ENTITY_IS_DELETED", "entity is deleted", [])
    return Answer(JsonText(row[0]))


def wanted_fields(call: Call, sobject: SObject) -> str:
    """The fields that `fields` lists, or all, as SOQL selects them; raises ApiError when it lists anything else."""
    wanted = call.parameters.get("fields") or ",".join(entry.name for entry in sobject.fields)
    for path in wanted.split(","):
        if not _FIELD.fullmatch(path.strip()):
            raise ApiError(400, "INVALID_FIELD", f"No such column '{path}' on entity '{sobject.name}'")
    return wanted


@routes("POST", "/sobjects/{name}")
def create(call: Call, name: str) -> Answer:
    """Make a record: 201 with its id."""
    sobject = object_of(call, name)
    values = values_of(call)
    with call.org.database.writing() as connection:
        try:
            identifier = writer_for(call, connection).insert(sobject, values)
        except RecordError as refusal:
            raise alone(refusal) from None
    return Answer(
        {"id": identifier, "success": True, "errors": []},
        status=201,
        headers={"Location": f"{call.base}/sobjects/{sobject.name}/{identifier}"},
    )


@routes("PATCH", "/sobjects/{name}/{record_id}")
def change(call: Call, name: str, record_id: str) -> Answer:
    """Change some fields: 204 without a body."""
    sobject = object_of(call, name)
    identifier = _identifier(sobject, record_id)
    values = values_of(call)
    if any(key.lower() == "id" for key in values):
        raise ApiError(
            400, "INVALID_FIELD", "The Id field should not be specified in the sobject data.", ["Id"]
        )
    with call.org.database.writing() as connection:
        writer = writer_for(call, connection)
        _check_unmodified(call, writer, sobject, identifier)
        try:
            writer.update(sobject, identifier, values)
        except RecordError as refusal:
            raise alone(refusal) from None
    return Answer(status=204)


@routes("DELETE", "/sobjects/{name}/{record_id}")
def delete(call: Call, name: str, record_id: str) -> Answer:
    """Put a record into the recycle bin: 204 without a body."""
    sobject = object_of(call, name)
    identifier = _identifier(sobject, record_id)
    with call.org.database.writing() as connection:
        try:
            writer_for(call, connection).delete(sobject, identifier)
        except RecordError as refusal:
            raise alone(refusal) from None
    return Answer(status=204)


def _identifier(sobject: SObject, text: str) -> str:
    identifier = full_id(text)
    if identifier is None:
        raise ApiError(400, "MALFORMED_ID", f"{sobject.label} ID: id value of incorrect type: {text}", ["Id"])
    if not identifier.startswith(sobject.prefix):
        raise not_found()
    return identifier


def values_of(call: Call) -> dict[str, Any]:
    """The fields that the body of a single record gives; raises ApiError when it is no JSON object."""
    values = call.json_object()
    values.pop("attributes", None)
    return values


def alone(refusal: RecordError) -> ApiError:
    """What a refusal of one record becomes when that record was the whole call."""
    if refusal.code == "INVALID_TYPE_ON_FIELD_IN_RECORD":
        # The body of a single record is read with the field types in hand, so the JSON reader complains.
        return bad_json(f"Cannot deserialize the request body: {refusal.message} at [line:1, column:1]")
    if refusal.code == "INVALID_CROSS_REFERENCE_KEY" and not refusal.fields:
        return not_found()
    return refusal.alone()


def _check_unmodified(call: Call, writer: RecordWriter, sobject: SObject, identifier: str) -> None:
    since = from_http_date(call.headers.get("if-unmodified-since", ""))
    row = writer.find(sobject, identifier) if since is not None else None
    if since is not None and row is not None and row["LastModifiedDate"] // 1000 > since:
        raise ApiError(
            412, "PRECONDITION_FAILED", "The resource has been modified since the time in If-Unmodified-Since"
        )
