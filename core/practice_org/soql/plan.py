"""A query in SQL, its parts kept apart, so that the same query can count, keep its rows for paging, or read a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from core.practice_org.org.schema import Field, Kind, SObject


@dataclass(slots=True)
class Column:
    """One value of a result row: its name in the answer, the parents it hangs below, how it is stored.

    `entry` is the field that it shows, None where a function makes it: `function` then says which, as it was written.
    """

    name: str
    parents: tuple[str, ...]
    kind: Kind
    sql: str
    entry: Field | None = None
    function: str = ""


@dataclass(slots=True)
class Parent:
    """A joined record: the relationship names that lead to it, its object and its alias in SQL."""

    path: tuple[str, ...]
    sobject: SObject
    table: str
    join: str


@dataclass(frozen=True, slots=True)
class Children:
    """The records below each record: the relationship's name, the field that leads up, and how they are read.

    `limit` and `offset` are of the children of one record, so that the plan itself has none.
    """

    name: str
    link: Field
    plan: Plan
    limit: int | None
    offset: int


@dataclass(slots=True)
class Plan:
    """A translated query. `tables` is FROM with its joins; `tail` is GROUP BY and HAVING."""

    sobject: SObject
    columns: list[Column] = field(default_factory=list)
    parents: dict[tuple[str, ...], Parent] = field(default_factory=dict)
    where: str = "1"
    tail: str = ""
    order: str = ""
    limit: int | None = None
    offset: int = 0
    parameters: list[Any] = field(default_factory=list)
    tail_parameters: list[Any] = field(default_factory=list)
    only_count: bool = False
    aggregate: bool = False
    children: list[Children] = field(default_factory=list)

    @property
    def tables(self) -> str:
        """The root table and every joined parent."""
        return f'"{self.sobject.name}" t0' + "".join(parent.join for parent in self.parents.values())

    def statement(self, selected: str, *, most: int | None = None) -> tuple[str, list[Any]]:
        """SQL that selects `selected`, at most `most` rows, and its parameters."""
        sql = f"SELECT {selected} FROM {self.tables} WHERE {self.where}{self.tail}"
        if self.order:
            sql += f" ORDER BY {self.order}"
        limit = min((n for n in (self.limit, most) if n is not None), default=-1)
        if limit >= 0 or self.offset:
            sql += f" LIMIT {limit} OFFSET {self.offset}"
        return sql, [*self.parameters, *self.tail_parameters]
