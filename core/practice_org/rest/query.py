"""Running SOQL: one page as REST answers it, and the locators that lead to the next.

The rows of a result that is longer than a page are kept by number in a table of their own, so that any
page of a million rows costs the same, also after a restart. Salesforce keeps results for two days
(API Query Cursor Limits).
"""

from __future__ import annotations

import json
import re
from typing import Any

from core.practice_org.answers import Answer, JsonText
from core.practice_org.errors import ApiError, locator_invalid, no_query
from core.practice_org.http.calls import Call, Routes
from core.practice_org.ids import full_id, make_id
from core.practice_org.org.org import Org
from core.practice_org.org.schema import Kind, Schema
from core.practice_org.rest import query_columns as soql_columns
from core.practice_org.rest import setup_objects
from core.practice_org.rest.query_explain import explained
from core.practice_org.soql.child_queries import selected_of, with_children
from core.practice_org.soql.grammar import Query, parse
from core.practice_org.soql.plan import Plan
from core.practice_org.soql.record_json import listed, shown
from core.practice_org.soql.to_sql import translate

LARGEST_PAGE = 2000
SMALLEST_PAGE = 200
KEPT_MS = 2 * 24 * 3600 * 1000

routes = Routes()
_LOCATOR = re.compile(r"(0r8[0-9A-Za-z]{15})-(\d+)\Z")
_BATCH_SIZE = re.compile(r"batchSize\s*=\s*(\d+)", re.IGNORECASE)


@routes("GET", "/query", takes=("q", "explain", "columns"))
def query(call: Call) -> Answer:
    """Rows that are not deleted; or the columns that they would have; or how they would be looked for."""
    if "explain" in call.parameters:
        return Answer(explained(call))
    if soql_columns.wanted(call):
        return Answer(soql_columns.metadata(_plan(call, parse(_soql_of(call)), include_deleted=False)))
    return Answer(first_page(call, _soql_of(call), include_deleted=False))


@routes("GET", "/queryAll", takes=("q",))
def query_all(call: Call) -> Answer:
    """Rows with those in the recycle bin."""
    return Answer(first_page(call, _soql_of(call), include_deleted=True))


@routes("GET", "/query/{locator}")
def query_more(call: Call, locator: str) -> Answer:
    """The next page of an earlier query."""
    return Answer(next_page(call, locator))


@routes("GET", "/queryAll/{locator}")
def query_all_more(call: Call, locator: str) -> Answer:
    """The next page of an earlier queryAll."""
    return Answer(next_page(call, locator))


def _soql_of(call: Call) -> str:
    soql = call.parameters.get("q")
    if soql is None:
        raise no_query()
    return soql


def page_size(call: Call) -> int:
    """Rows per page as Sforce-Query-Options asks for, within what Salesforce allows (200 to 2000)."""
    match = _BATCH_SIZE.search(call.headers.get("sforce-query-options", ""))
    return min(max(int(match[1]), SMALLEST_PAGE), LARGEST_PAGE) if match else LARGEST_PAGE


def plan_of(org: Org, soql: str, *, include_deleted: bool, schema: Schema | None = None) -> Plan:
    """Parse and translate for whoever sees the org as `schema`, the administrator unless it is given.

    Raises ApiError as Salesforce refuses a query.
    """
    return translate(parse(soql), schema or org.schema, now=org.now(), include_deleted=include_deleted)


def first_page(call: Call, soql: str, *, include_deleted: bool) -> dict[str, Any] | JsonText:
    """The JSON answer to a query: everything, or the first page and the url of the next."""
    asked = parse(soql)
    if setup_objects.answers(asked):
        return setup_objects.run(call, asked)
    plan = _plan(call, asked, include_deleted=include_deleted)
    reader = call.org.database.reader()
    if plan.only_count:
        sql, parameters = plan.statement("1")
        total = reader.execute(f"SELECT count(*) FROM ({sql})", parameters).fetchone()[0]
        return {"totalSize": total, "done": True, "records": []}
    size = call.org.faults.page_size(page_size(call))
    if plan.aggregate:
        selected = ", ".join(shown(column) for column in plan.columns)
        return _aggregates(plan, reader.execute(*plan.statement(selected, most=size + 1)).fetchall(), size)
    rows = reader.execute(*plan.statement(selected_of(plan, call.base), most=size + 1)).fetchall()
    if len(rows) <= size:
        return _answer(len(rows), with_children(reader, plan, rows, call.base))
    locator, total = _keep(call, plan, soql, include_deleted)
    return _page(call, plan, locator, total, 0, size)


def _plan(call: Call, asked: Query, *, include_deleted: bool) -> Plan:
    if setup_objects.answers(asked):
        return setup_objects.plan(call, asked)
    return translate(asked, call.schema, now=call.org.now(), include_deleted=include_deleted)


def next_page(call: Call, text: str) -> JsonText:
    """The JSON answer for a locator; raises ApiError (400 INVALID_QUERY_LOCATOR) for one that is not kept."""
    match = _LOCATOR.match(text)
    locator = full_id(match[1]) if match else None
    org = call.org
    if org.faults.locators_expire_now():
        _forget_locators(org, before=org.now() + 1)
    if match is None or locator is None:
        raise locator_invalid()
    row = (
        org.database.reader()
        .execute(
            "SELECT soql, include_deleted, total, user_id, created FROM cursors.locator WHERE locator = ?",
            (locator,),
        )
        .fetchone()
    )
    if (
        row is None
        or row[3] != call.session.user_id
        or row[4] + KEPT_MS < org.now()
        or int(match[2]) > row[2]
    ):
        raise locator_invalid()
    plan = plan_of(org, row[0], include_deleted=bool(row[1]), schema=call.schema)
    size = org.faults.page_size(page_size(call))
    return _page(call, plan, locator, row[2], int(match[2]), size)


def prepare_cursors(org: Org) -> None:
    """Create the table of locators and drop the results that are older than two days."""
    with org.database.writing_cursors() as connection:
        connection.execute(
            "CREATE TABLE IF NOT EXISTS cursors.locator (serial INTEGER PRIMARY KEY, locator TEXT UNIQUE,"
            " soql TEXT, include_deleted INTEGER, total INTEGER, user_id TEXT, created INTEGER)"
        )
    _forget_locators(org, before=org.now() - KEPT_MS)


def _forget_locators(org: Org, *, before: int) -> None:
    with org.database.writing_cursors() as connection:
        old = connection.execute("SELECT serial FROM cursors.locator WHERE created < ?", (before,)).fetchall()
        for (serial,) in old:
            connection.execute(f"DROP TABLE IF EXISTS cursors.rows_{serial}")
            # The number stays taken, so that no later locator is mistaken for this one.
            connection.execute(
                "UPDATE cursors.locator SET locator = NULL, soql = NULL WHERE serial = ?", (serial,)
            )


def keep_rows(
    org: Org, plan: Plan, soql: str, *, include_deleted: bool, user_id: str
) -> tuple[int, str, int]:
    """Keep the row numbers of a result: the number of its table, its locator and how many rows there are."""
    sql, parameters = plan.statement("t0.serial")
    with org.database.writing_cursors() as connection:
        serial = connection.execute("SELECT coalesce(max(serial), 0) + 1 FROM cursors.locator").fetchone()[0]
        locator = make_id("0r8", serial)
        table = f"cursors.rows_{serial}"
        connection.execute(f"CREATE TABLE {table} (position INTEGER PRIMARY KEY, serial INTEGER NOT NULL)")
        total = connection.execute(f"INSERT INTO {table} (serial) {sql}", parameters).rowcount
        connection.execute(
            "INSERT INTO cursors.locator (serial, locator, soql, include_deleted, total, user_id, created)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (serial, locator, soql, int(include_deleted), total, user_id, org.now()),
        )
    return serial, locator, total


def _keep(call: Call, plan: Plan, soql: str, include_deleted: bool) -> tuple[str, int]:
    _, locator, total = keep_rows(
        call.org, plan, soql, include_deleted=include_deleted, user_id=call.session.user_id
    )
    return locator, total


def kept_rows_sql(plan: Plan, selected: str, serial: int) -> str:
    """SQL that reads a stretch of a kept result; its two parameters are the first and last position, from 1."""
    return (
        f"SELECT {selected} FROM cursors.rows_{serial} kept CROSS JOIN {plan.tables}"
        " WHERE t0.serial = kept.serial AND kept.position BETWEEN ? AND ? ORDER BY kept.position"
    )


def _page(call: Call, plan: Plan, locator: str, total: int, start: int, size: int) -> JsonText:
    reader = call.org.database.reader()
    serial = reader.execute("SELECT serial FROM cursors.locator WHERE locator = ?", (locator,)).fetchone()[0]
    rows = reader.execute(
        kept_rows_sql(plan, selected_of(plan, call.base), serial), (start + 1, start + size)
    ).fetchall()
    end = start + size
    if call.org.faults.repeats_pages and total > size:
        return _answer(
            total, with_children(reader, plan, rows, call.base), f"{call.base}/query/{locator}-{size}"
        )
    return _answer(
        total,
        with_children(reader, plan, rows, call.base),
        f"{call.base}/query/{locator}-{end}" if end < total else "",
    )


def _answer(total: int, rows: list[Any], following: str = "") -> JsonText:
    """A page of records in JSON, with the url of the next one if there is one."""
    head: dict[str, Any] = {"totalSize": total, "done": not following}
    if following:
        head["nextRecordsUrl"] = following
    start = json.dumps(head, separators=(",", ":"))
    return JsonText(f'{start[:-1]},"records":{listed(rows)}}}')


def _aggregates(plan: Plan, rows: list[Any], size: int) -> dict[str, Any]:
    if len(rows) > size:
        raise ApiError(
            400,
            "EXCEEDED_ID_LIMIT",
            "Aggregate query does not support queryMore(), use LIMIT to restrict the results to a single batch",
        )
    booleans = [column.kind is Kind.BOOLEAN for column in plan.columns]
    records = [
        {"attributes": {"type": "AggregateResult"}}
        | {
            column.name: bool(value) if boolean and value is not None else value
            for column, value, boolean in zip(plan.columns, row, booleans, strict=False)
        }
        for row in rows
    ]
    return {"totalSize": len(records), "done": True, "records": records}
