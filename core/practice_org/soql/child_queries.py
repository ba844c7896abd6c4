"""Queries in the SELECT clause: the records below each record of a page, put into the JSON of that record.

They are read for a page at a time, by one statement for each relationship (SOQL and SOSL Reference, Relationship
Queries). A list longer than a page is given whole, where Salesforce would give a url for the rest.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from core.practice_org.soql.plan import Children, Plan
from core.practice_org.soql.record_json import listed, record_sql

Rows = list[tuple[Any, ...]]


def selected_of(plan: Plan, base: str) -> str:
    """SQL of what a page selects: the JSON of a record, and its id where records below it are wanted."""
    record = record_sql(plan, base)
    return f'{record}, t0."Id"' if plan.children else record


def with_children(reader: sqlite3.Connection, plan: Plan, rows: Rows, base: str) -> Rows:
    """The rows that `selected_of` gave, each as JSON alone with the records below it."""
    if not plan.children:
        return rows
    ids = [identifier for _, identifier in rows]
    below = [(children.name, _below(reader, children, ids, base)) for children in plan.children]
    return [
        (text[:-1] + "".join(f",{json.dumps(name)}:{_list(found.get(id_))}" for name, found in below) + "}",)
        for text, id_ in rows
    ]


def _below(
    reader: sqlite3.Connection, children: Children, ids: Sequence[str], base: str
) -> dict[str, list[tuple[str]]]:
    plan = children.plan
    link = children.link.sql("t0")
    narrowed = replace(
        plan,
        where=f"({plan.where}) AND {link} IN ({','.join('?' * len(ids))})",
        parameters=[*plan.parameters, *ids],
    )
    found: dict[str, list[tuple[str]]] = {}
    for parent, text in reader.execute(*narrowed.statement(f"{link}, {record_sql(plan, base)}")):
        found.setdefault(parent, []).append((text,))
    end = None if children.limit is None else children.offset + children.limit
    return {parent: records[children.offset : end] for parent, records in found.items()}


def _list(records: list[tuple[str]] | None) -> str:
    if not records:
        return "null"
    return f'{{"totalSize":{len(records)},"done":true,"records":{listed(records)}}}'
