"""SOQL over objects whose rows are made when they are asked for, rather than kept: setup, as the APIs show it.

The rows are put into a small database in memory, so that such a query is read, checked and refused just like any other.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from typing import Any

from core.practice_org.org.database import fold
from core.practice_org.org.schema import Kind, Schema
from core.practice_org.soql.grammar import Query
from core.practice_org.soql.plan import Plan
from core.practice_org.soql.record_json import record_sql
from core.practice_org.soql.to_sql import translate

Row = Mapping[str, Any]


def run(
    query: Query, schema: Schema, rows_of: Callable[[str], Sequence[Row]], *, base: str, now: int
) -> tuple[Plan, int, list[dict[str, Any]]]:
    """The plan of a query, how many rows it found, and its records; `rows_of` gives the rows of an object.

    Raises ApiError as Salesforce refuses a query. For `COUNT()` there are no records.
    """
    plan = translate(query, schema, now=now, include_deleted=False)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.create_function("fold", 1, fold, deterministic=True)
        names = dict.fromkeys([plan.sobject.name, *(parent.sobject.name for parent in plan.parents.values())])
        for name in names:
            _fill(connection, schema, name, rows_of(name))
        if plan.only_count:
            sql, parameters = plan.statement("1")
            [total] = connection.execute(f"SELECT count(*) FROM ({sql})", parameters).fetchone()
            return plan, int(total), []
        if plan.aggregate:
            records = _aggregates(connection, plan)
        else:
            found = connection.execute(*plan.statement(record_sql(plan, base)))
            records = [_unfolded(json.loads(text)) for (text,) in found]
    return plan, len(records), records


def _fill(connection: sqlite3.Connection, schema: Schema, name: str, rows: Sequence[Row]) -> None:
    sobject = schema.object(name)
    assert sobject is not None
    # The id that a row is found by need not be the one that is shown.
    columns = list(dict.fromkeys(["Id", *(entry.column or entry.name for entry in sobject.fields)]))
    listed = ", ".join(f'"{column}"' for column in columns)
    connection.execute(f'CREATE TABLE "{name}" ({listed})')
    marks = ", ".join("?" * len(columns))
    connection.executemany(
        f'INSERT INTO "{name}" ({listed}) VALUES ({marks})',
        [[row.get(column) for column in columns] for row in rows],
    )


def _aggregates(connection: sqlite3.Connection, plan: Plan) -> list[dict[str, Any]]:
    selected = ", ".join(column.sql for column in plan.columns)
    return [
        {"attributes": {"type": "AggregateResult"}}
        | {
            column.name: bool(value) if column.kind is Kind.BOOLEAN and value is not None else value
            for column, value in zip(plan.columns, row, strict=True)
        }
        for row in connection.execute(*plan.statement(selected))
    ]


def _unfolded(record: dict[str, Any]) -> dict[str, Any]:
    """The record with the document in `Metadata` as an object rather than as text, in its parents too."""
    for name, value in record.items():
        if name == "Metadata" and isinstance(value, str):
            record[name] = json.loads(value)
        elif isinstance(value, dict) and name != "attributes":
            _unfolded(value)
    return record
