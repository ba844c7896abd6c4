"""Up to 200 records in one call, each with an answer of its own (REST API Developer Guide, sObject Collections)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import Any

from core.practice_org.answers import Answer, JsonText
from core.practice_org.errors import ApiError, RecordError, bad_json
from core.practice_org.http.calls import Call, Routes
from core.practice_org.ids import full_id
from core.practice_org.org.database import fold
from core.practice_org.org.schema import SObject
from core.practice_org.rest.external_ids import may_match, one_match
from core.practice_org.rest.query import plan_of
from core.practice_org.rest.saving import RecordWriter, writer_for
from core.practice_org.rest.single_records import object_of
from core.practice_org.soql.record_json import record_sql

MOST_WRITTEN = 200
MOST_READ = 2000
MOST_RUNS = 10

routes = Routes()
Result = dict[str, Any]
Work = Callable[[RecordWriter], str]


class _RollBack(Exception):
    """Leaves the transaction so that it is undone."""


@routes("PATCH", "/composite/sobjects")
def change(call: Call) -> Answer:
    """Change records of any type."""
    records, all_or_none = _records_of(call)
    seen: set[str] = set()
    return Answer(_run(call, [_change(call, record, seen) for record in records], all_or_none))


@routes("POST", "/composite/sobjects")
def create(call: Call) -> Answer:
    """Make records of any type."""
    records, all_or_none = _records_of(call)
    return Answer(_run(call, [_create(call, record) for record in records], all_or_none))


@routes("PATCH", "/composite/sobjects/{name}/{field}")
def upsert(call: Call, name: str, field: str) -> Answer:
    """Change the records whose field has the value given, and make those that are not there yet."""
    sobject = object_of(call, name)
    exact = may_match(sobject, field)
    if exact is None:
        raise ApiError(
            404, "NOT_FOUND", f"Provided external ID field does not exist or is not accessible: {field}"
        )
    records, all_or_none = _records_of(call)
    seen: set[str] = set()
    made: list[bool] = []
    results = _run(call, [_upsert(call, record, exact, seen, made) for record in records], all_or_none)
    succeeded = iter(made)
    return Answer([r | {"created": next(succeeded)} if r["success"] else r for r in results])


@routes("DELETE", "/composite/sobjects", takes=("ids", "allOrNone"))
def delete(call: Call) -> Answer:
    """Delete the records that `ids` lists."""
    ids = [text.strip() for text in call.parameters.get("ids", "").split(",") if text.strip()]
    _refuse_many(len(ids), MOST_WRITTEN)
    all_or_none = call.parameters.get("allOrNone", "false").lower() == "true"
    return Answer(_run(call, [_delete(call, text) for text in ids], all_or_none))


@routes("POST", "/composite/sobjects/{name}")
def read(call: Call, name: str) -> Answer:
    """Read up to 2,000 records by id, in the order asked for; null for one that is not to be had."""
    body = call.json_object()
    ids, fields = body.get("ids"), body.get("fields")
    if not isinstance(ids, list) or not isinstance(fields, list) or not fields:
        raise bad_json("The request body must hold the lists 'ids' and 'fields' at [line:1, column:1]")
    return Answer(_read(call, object_of(call, name), [str(i) for i in ids], [str(f) for f in fields]))


@routes("GET", "/composite/sobjects/{name}", takes=("ids", "fields"))
def read_by_url(call: Call, name: str) -> Answer:
    """The same as a GET; the length of the url allows about 800 ids."""
    ids = [text for text in call.parameters.get("ids", "").split(",") if text]
    fields = [text for text in call.parameters.get("fields", "Id").split(",") if text]
    return Answer(_read(call, object_of(call, name), ids, fields))


def _read(call: Call, sobject: SObject, ids: list[str], fields: list[str]) -> JsonText:
    _refuse_many(len(ids), MOST_READ)
    plan = plan_of(
        call.org,
        f"SELECT {','.join(dict.fromkeys(fields))} FROM {sobject.name}",
        include_deleted=False,
        schema=call.schema,
    )
    wanted = [full_id(text) for text in ids]
    known = list({identifier for identifier in wanted if identifier})
    plan.where += f' AND t0."Id" IN ({",".join("?" * len(known))})'
    plan.parameters = [*plan.parameters, *known]
    selected = f't0."Id", {record_sql(plan, call.base)}'
    found = dict(call.org.database.reader().execute(*plan.statement(selected)))
    return JsonText(f"[{','.join([found.get(identifier, 'null') for identifier in wanted])}]")


def _records_of(call: Call) -> tuple[list[dict[str, Any]], bool]:
    body = call.json_object()
    records = body.get("records")
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        raise bad_json("The request body must hold the list 'records' at [line:1, column:1]")
    _refuse_many(len(records), MOST_WRITTEN)
    types = [_type_of(record).lower() for record in records]
    runs = [key for key, _ in groupby(types)]
    if len(runs) > MOST_RUNS:
        raise ApiError(
            400,
            "LIMIT_EXCEEDED",
            "Cannot have more than 10 chunks in a single operation. Please rearrange the data to reduce chunking.",
        )
    return records, body.get("allOrNone") is True


def _type_of(record: dict[str, Any]) -> str:
    attributes = record.get("attributes")
    name = attributes.get("type") if isinstance(attributes, dict) else None
    if not isinstance(name, str):
        raise ApiError(400, "INVALID_FIELD", "Every record must name its type in attributes", ["attributes"])
    return name


def _refuse_many(count: int, most: int) -> None:
    if count > most:
        raise ApiError(
            400,
            "EXCEEDED_ID_LIMIT",
            f"record limit reached. cannot submit more than {most} records into this call",
        )


def _object_of(call: Call, record: dict[str, Any]) -> SObject:
    name = _type_of(record)
    sobject = call.schema.object(name)
    if sobject is None:
        raise RecordError("INVALID_TYPE", f"sObject type '{name}' is not supported.")
    return sobject


def _change(call: Call, record: dict[str, Any], seen: set[str]) -> Work:
    def work(writer: RecordWriter) -> str:
        sobject = _object_of(call, record)
        given = {key: value for key, value in record.items() if key != "attributes" and key.lower() != "id"}
        text = next((value for key, value in record.items() if key.lower() == "id"), None)
        if not text:
            raise RecordError("MISSING_ARGUMENT", "Id not specified in an update call", ["Id"])
        identifier = full_id(str(text)) or str(text)
        if identifier in seen:
            raise RecordError("DUPLICATE_VALUE", f"duplicate id specified: {identifier}", ["Id"])
        seen.add(identifier)
        writer.update(sobject, identifier, given)
        return identifier

    return work


def _upsert(call: Call, record: dict[str, Any], field: str, seen: set[str], made: list[bool]) -> Work:
    def work(writer: RecordWriter) -> str:
        sobject = _object_of(call, record)
        values = {key: value for key, value in record.items() if key != "attributes"}
        value = next((values.pop(key) for key in list(values) if key.lower() == field.lower()), None)
        if not value and field != "Id":
            raise RecordError("MISSING_ARGUMENT", f"{field} not specified", [field])
        key = fold(str(value)) or ""
        if value and key in seen:
            raise RecordError("DUPLICATE_VALUE", f"Duplicate external id specified: {value}", [field])
        seen.add(key)
        found = one_match(call.org, sobject, field, str(value)) if value else None
        if found is not None:
            writer.update(sobject, found, values)
            made.append(False)
            return found
        if value and field == "Id":
            raise RecordError("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id")
        identifier = writer.insert(sobject, {**values, field: value} if value else values)
        made.append(True)
        return identifier

    return work


def _create(call: Call, record: dict[str, Any]) -> Work:
    def work(writer: RecordWriter) -> str:
        values = {key: value for key, value in record.items() if key != "attributes"}
        return writer.insert(_object_of(call, record), values)

    return work


def _delete(call: Call, text: str) -> Work:
    def work(writer: RecordWriter) -> str:
        identifier = full_id(text)
        sobject = call.schema.by_id(identifier) if identifier else None
        if identifier is None or sobject is None:
            raise RecordError("MALFORMED_ID", f"malformed id {text}", ["Id"])
        writer.delete(sobject, identifier)
        return identifier

    return work


def _run(call: Call, tasks: list[Work], all_or_none: bool) -> list[Result]:
    results: list[Result] = []
    try:
        with call.org.database.writing() as connection:
            writer = writer_for(call, connection)
            writer.together = len(tasks)
            results += [_result_of(task, writer) for task in tasks]
            if all_or_none:
                _undo_unless_all(results)
    except _RollBack:
        rolled_back = RecordError(
            "ALL_OR_NONE_OPERATION_ROLLED_BACK",
            "Record rolled back because not all records were valid and the request was using AllOrNone header",
        )
        undone = {"success": False, "errors": [rolled_back.in_collection()]}
        return [undone if result["success"] else result for result in results]
    return results


def _result_of(task: Work, writer: RecordWriter) -> Result:
    try:
        return {"id": task(writer), "success": True, "errors": []}
    except RecordError as refusal:
        return {"success": False, "errors": [refusal.in_collection()]}


def _undo_unless_all(results: list[Result]) -> None:
    if not all(result["success"] for result in results):
        raise _RollBack
