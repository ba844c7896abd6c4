"""Records found by another field than their id: to read, to upsert and to delete.

See the REST API Developer Guide, sObject Rows by External ID.

An upsert may go by a field that describe shows as idLookup: here the id itself, and the e-mail address.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from core.practice_org.answers import Answer
from core.practice_org.errors import ApiError, RecordError, not_found
from core.practice_org.http.calls import Call, Routes
from core.practice_org.ids import full_id
from core.practice_org.org.database import FOLDED, fold
from core.practice_org.org.org import Org
from core.practice_org.org.schema import Kind, SObject, child_relationship
from core.practice_org.rest.query import first_page
from core.practice_org.rest.saving import writer_for
from core.practice_org.rest.single_records import alone, delete, object_of, read, values_of, wanted_fields

MOST_LISTED = 10

routes = Routes()


def may_match(sobject: SObject, name: str) -> str | None:
    """The exact name of a field by which an upsert may look for records; None when it may not."""
    entry = sobject.field(name)
    if entry is None or not (entry.kind is Kind.ID or (entry.kind is Kind.EMAIL and entry.folded)):
        return None
    return entry.name


def one_match(org: Org, sobject: SObject, name: str, value: str) -> str | None:
    """The id of the live record whose field has this value; None when there is none.

    Raises RecordError (DUPLICATE_EXTERNAL_ID) when there are several.
    """
    found = _matches(org, sobject, name, value)
    if len(found) > 1:
        raise RecordError(
            "DUPLICATE_EXTERNAL_ID",
            f"{name}: more than one record found for external id field: [{', '.join(found)}]",
            [name],
        )
    return found[0] if found else None


def _matches(org: Org, sobject: SObject, name: str, value: str) -> list[str]:
    column, wanted = (name, full_id(value) or "") if name == "Id" else (name + FOLDED, fold(value))
    rows = org.database.reader().execute(
        f'SELECT "Id" FROM "{sobject.name}" t WHERE "{column}" = ? AND "IsDeleted" = 0 AND {sobject.shown("t")}'
        ' ORDER BY "Id" LIMIT ?',
        (wanted, MOST_LISTED),
    )
    return [row[0] for row in rows]


@routes("GET", "/sobjects/{name}/{field}/{value*}", takes=("fields",))
def read_by_value(call: Call, name: str, field: str, value: str) -> Answer:
    """One record, or 300 with the addresses of all that have this value.

    With a record's id in the field's place the value is a relationship: the record above, or those below it.
    """
    if full_id(field):
        return _related(call, object_of(call, name), field, value)
    found = _found(call, name, field, value)
    if len(found) > 1:
        return _several(call, name, found)
    if not found:
        raise not_found()
    return read(call, name, found[0])


@routes("PATCH", "/sobjects/{name}/{field}/{value*}")
def upsert(call: Call, name: str, field: str, value: str) -> Answer:
    """Change the record that has this value (200), or make it (201)."""
    sobject = object_of(call, name)
    found = _found(call, name, field, value)
    if len(found) > 1:
        return _several(call, name, found)
    exact = may_match(sobject, field) or field
    if not found and exact == "Id":
        raise not_found()
    values = values_of(call)
    if any(key.lower() == exact.lower() for key in values):
        raise ApiError(
            400, "INVALID_FIELD", f"The {exact} field should not be specified in the sobject data.", [exact]
        )
    with call.org.database.writing() as connection:
        writer = writer_for(call, connection)
        try:
            if found:
                writer.update(sobject, found[0], values)
            else:
                found = [writer.insert(sobject, {**values, exact: value})]
                return _upserted(found[0], made=True)
        except RecordError as refusal:
            raise alone(refusal) from None
    return _upserted(found[0], made=False)


@routes("POST", "/sobjects/{name}/Id")
def create_by_id(call: Call, name: str) -> Answer:
    """Make a record as an upsert by the id does that leaves the id out."""
    sobject = object_of(call, name)
    values = values_of(call)
    with call.org.database.writing() as connection:
        try:
            return _upserted(writer_for(call, connection).insert(sobject, values), made=True)
        except RecordError as refusal:
            raise alone(refusal) from None


@routes("DELETE", "/sobjects/{name}/{field}/{value*}")
def delete_by_value(call: Call, name: str, field: str, value: str) -> Answer:
    """Delete the record that has this value."""
    found = _found(call, name, field, value)
    if len(found) > 1:
        return _several(call, name, found)
    if not found:
        raise not_found()
    return delete(call, name, found[0])


def _related(call: Call, sobject: SObject, record_id: str, relationship: str) -> Answer:
    link = sobject.parent(relationship)
    if link is not None:
        own = replace(call, parameters={"fields": link.name})
        above = read(own, sobject.name, record_id).value()[link.name]
        if above is None:
            raise not_found()
        return read(call, link.references[0], above)
    for child in call.schema.objects.values():
        for entry in child.fields:
            if sobject.name in entry.references and child_relationship(child, entry) == relationship:
                read(replace(call, parameters={}), sobject.name, record_id)
                soql = f"SELECT {wanted_fields(call, child)} FROM {child.name} WHERE {entry.name} = '{record_id}'"
                return Answer(first_page(call, soql, include_deleted=False))
    raise not_found()


def _found(call: Call, name: str, field: str, value: str) -> list[str]:
    sobject = object_of(call, name)
    exact = may_match(sobject, field)
    if exact is None:
        raise ApiError(
            404, "NOT_FOUND", f"Provided external ID field does not exist or is not accessible: {field}"
        )
    return _matches(call.org, sobject, exact, value)


def _several(call: Call, name: str, found: list[str]) -> Answer:
    sobject = object_of(call, name)
    return Answer([f"{call.base}/sobjects/{sobject.name}/{identifier}" for identifier in found], status=300)


def _upserted(identifier: str, *, made: bool) -> Answer:
    body: dict[str, Any] = {"id": identifier, "success": True, "errors": [], "created": made}
    return Answer(body, status=201 if made else 200)
