"""A SOQL tree translated to SQL, checked against what the user may see of the org."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from core.practice_org.errors import ApiError, too_complicated
from core.practice_org.org.schema import (
    ID_KINDS,
    NUMBER_KINDS,
    Field,
    Kind,
    Schema,
    SObject,
    child_relationship,
)
from core.practice_org.soql.conditions import ConditionWriter, Target, sortable
from core.practice_org.soql.functions import DATE_FUNCTIONS, formatted, part_of_date
from core.practice_org.soql.grammar import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Negation,
    Operand,
    Query,
    malformed,
    pointed,
)
from core.practice_org.soql.plan import Children, Column, Parent, Plan

MOST_OFFSET = 2000
MOST_PARENTS = 5
MOST_RELATIONSHIPS = 55
"""Relationships to parents in one query (SOQL and SOSL Reference, Relationship Query Limitations)."""
MOST_COLUMNS, MOST_KEYS = 1_000, 200
"""Columns selected, and keys to group or order by; Salesforce has limits of the like that it does not name."""
_AGGREGATES = ("COUNT", "COUNT_DISTINCT", "MIN", "MAX", "SUM", "AVG")
_HINT = "Please reference your WSDL or the describe call for the appropriate names."


def translate(query: Query, schema: Schema, *, now: int, include_deleted: bool) -> Plan:
    """The plan of a parsed query; `now` in milliseconds decides what TODAY is.

    Raises ApiError with Salesforce's code for an unknown object, field or relationship, a wrong value, a
    field that cannot be filtered, or clauses that do not go together.
    """
    return _Translator(query, schema, now, include_deleted).plan()


class _Translator:
    def __init__(self, query: Query, schema: Schema, now: int, include_deleted: bool, depth: int = 0) -> None:
        self._query = query
        self._schema = schema
        self._now = now
        self._include_deleted = include_deleted
        self._depth = depth
        sobject = schema.object(query.object_name)
        if sobject is None:
            raise pointed(
                "INVALID_TYPE", query.text, query.object_position,
                f"sObject type '{query.object_name}' is not supported. If you are attempting to use a custom"
                f" object, be sure to append the '__c' after the entity name. {_HINT}",
            )  # fmt: skip
        self._plan = Plan(sobject)
        self._writer = ConditionWriter(query, now, self._subquery)

    def plan(self) -> Plan:
        query, plan = self._query, self._plan
        plan.aggregate = bool(query.group) or any(
            operand.function in _AGGREGATES and operand.path for operand in query.selected
        )
        conditions = []
        if query.where is not None:
            conditions.append(self._condition(query.where, self._target))
        if not self._include_deleted and self._plan.sobject.deletable:
            conditions.append('t0."IsDeleted" = 0')
        if self._plan.sobject.hides:
            conditions.append(self._plan.sobject.shown("t0"))
        plan.where = " AND ".join(conditions) or "1"
        plan.parameters = self._writer.parameters
        if len(query.group) > MOST_KEYS or len(query.order) > MOST_KEYS:
            raise too_complicated()
        self._select()
        if len(plan.columns) > MOST_COLUMNS:
            raise too_complicated()
        self._grouping()
        plan.order = ", ".join(self._ordering())
        if query.offset > MOST_OFFSET:
            raise ApiError(400, "NUMBER_OUTSIDE_VALID_RANGE", "Maximum SOQL offset allowed is 2000")
        plan.limit, plan.offset = query.limit, query.offset
        return plan

    # what is selected

    def _select(self) -> None:
        selected = self._query.selected
        if len(selected) == 1 and selected[0].function == "COUNT" and not selected[0].path:
            self._plan.only_count = True
            if self._query.group or self._query.order:
                raise malformed(
                    self._query.text, selected[0].position, "COUNT() cannot be used with GROUP BY or ORDER BY"
                )
            return
        for number, operand in enumerate(selected):
            if operand.function == "FIELDS":
                self._all_fields(operand)
            elif operand.function in _AGGREGATES or operand.function in DATE_FUNCTIONS:
                unnamed = sum(bool(other.function) and not other.alias for other in selected[:number])
                name = operand.alias or f"expr{unnamed}"
                target = self._dated(operand) or self._aggregate(operand)
                function = f"{operand.function.lower()}({operand.path})"
                self._plan.columns.append(Column(name, (), target.field.kind, target.sql, function=function))
            elif operand.function in ("TOLABEL", "FORMAT"):
                self._shown(operand)
            elif operand.function:
                raise malformed(self._query.text, operand.position, f"unexpected token: '{operand.function}'")
            else:
                self._column(operand)
        self._plan.children = [self._children(inner) for inner in self._query.children]
        keys = [(column.parents, column.name) for column in self._plan.columns]
        for index, key in enumerate(keys):
            if key in keys[:index]:
                name = ".".join((*key[0], key[1]))
                raise pointed("INVALID_FIELD", self._query.text, 0, f"duplicate field selected: {name}")

    def _column(self, operand: Operand) -> None:
        target, parents = self._resolve(operand)
        name = target.field.name
        if self._plan.aggregate:
            if target.sql not in self._grouped_by():
                raise malformed(
                    self._query.text, operand.position, f"Field must be grouped or aggregated: {operand.path}"
                )
            name, parents = operand.alias or name, ()
        elif operand.alias:
            raise malformed(
                self._query.text, operand.position, "only aggregate expressions use field aliasing"
            )
        self._plan.columns.append(Column(name, parents, target.field.kind, target.sql, target.field))

    def _all_fields(self, operand: Operand) -> None:
        which = operand.path.upper()
        if which not in ("ALL", "STANDARD", "CUSTOM"):
            raise malformed(self._query.text, operand.position, f"unexpected token: '{operand.path}'")
        limit = self._query.limit
        if which != "STANDARD" and (limit is None or limit > 200):
            raise malformed(
                self._query.text,
                operand.position,
                "The SOQL FIELDS function must have a LIMIT of at most 200",
            )
        for entry in self._plan.sobject.fields:
            if which == "ALL" or entry.custom == (which == "CUSTOM"):
                self._plan.columns.append(Column(entry.name, (), entry.kind, entry.sql("t0"), entry))

    def _dated(self, operand: Operand) -> Target | None:
        """What a date function makes; None when the operand is no such function."""
        if operand.function not in DATE_FUNCTIONS:
            return None
        target, _ = self._resolve(operand)
        made = part_of_date(operand.function, target.field)
        if made is None:
            raise self._not_for(operand)
        sql = made.sql(target.table)
        selected = operand in self._query.selected
        if selected and sql not in self._grouped_by():
            raise malformed(
                self._query.text, operand.position, f"Field must be grouped or aggregated: {operand.path}"
            )
        return Target(made, target.table, sql, operand.path)

    def _shown(self, operand: Operand) -> None:
        """toLabel, which here gives the value itself, as nothing is translated; and FORMAT."""
        target, parents = self._resolve(operand)
        entry = formatted(target.field) if operand.function == "FORMAT" else target.field
        if entry is None or (operand.function == "TOLABEL" and entry.kind is not Kind.PICKLIST):
            raise self._not_for(operand)
        name, above = (operand.alias, ()) if operand.alias else (target.field.name, parents)
        self._plan.columns.append(Column(name, above, entry.kind, entry.sql(target.table), entry))

    def _not_for(self, operand: Operand) -> Exception:
        return pointed(
            "INVALID_FIELD", self._query.text, operand.position,
            f"field {operand.path} does not support the function {operand.function}",
        )  # fmt: skip

    def _grouped_by(self) -> set[str]:
        return {self._key(operand).sql for operand in self._query.group}

    def _key(self, operand: Operand) -> Target:
        """What one entry of GROUP BY stands for."""
        if operand.function and operand.function not in DATE_FUNCTIONS:
            raise malformed(self._query.text, operand.position, f"unexpected token: '{operand.function}'")
        return self._dated(operand) or self._resolve(operand)[0]

    def _children(self, inner: Query) -> Children:
        """The plan of a query in the SELECT clause, which names a relationship to the records below."""
        found = next(
            (
                (child, entry)
                for child in self._schema.objects.values()
                for entry in child.fields
                if self._plan.sobject.name in entry.references
                and (child_relationship(child, entry) or "").lower() == inner.object_name.lower()
            ),
            None,
        )
        if found is None or self._depth:
            raise pointed(
                "INVALID_TYPE", self._query.text, inner.object_position,
                f"Didn't understand relationship '{inner.object_name}' in FROM part of query call. If you are"
                " attempting to use a custom relationship, be sure to append the '__r' after the custom"
                f" relationship name. {_HINT}",
            )  # fmt: skip
        child, link = found
        own = replace(inner, object_name=child.name, limit=None, offset=0)
        plan = _Translator(own, self._schema, self._now, self._include_deleted, self._depth + 1).plan()
        if plan.aggregate or plan.only_count or self._plan.aggregate:
            raise malformed(
                self._query.text, inner.object_position, "a subquery and an aggregate do not go together"
            )
        name = child_relationship(child, link) or ""
        return Children(name, link, plan, inner.limit, inner.offset)

    def _aggregate(self, operand: Operand) -> Target:
        target, _ = self._resolve(operand)
        kind = target.field.kind
        if operand.function.startswith("COUNT"):
            distinct = "DISTINCT " if operand.function == "COUNT_DISTINCT" else ""
            whole = Field(operand.path, operand.path, Kind.INT)
            return Target(whole, target.table, f"count({distinct}{target.sql})", operand.path)
        summed = operand.function in ("SUM", "AVG")
        if kind is Kind.BOOLEAN or (summed and kind not in NUMBER_KINDS):
            raise malformed(
                self._query.text, operand.position,
                f"field {operand.path} does not support aggregate operator {operand.function}",
            )  # fmt: skip
        made = Field(operand.path, operand.path, Kind.DOUBLE if summed else kind)
        return Target(made, target.table, f"{operand.function.lower()}({target.sql})", operand.path)

    def _grouping(self) -> None:
        query = self._query
        if query.group:
            self._plan.tail = " GROUP BY " + ", ".join(self._key(operand).sql for operand in query.group)
        if query.having is not None:
            writer = ConditionWriter(query, self._now, self._subquery)
            self._writer = writer
            self._plan.tail += " HAVING " + self._condition(query.having, self._group_target)
            self._plan.tail_parameters = writer.parameters

    def _ordering(self) -> list[str]:
        keys = []
        for ordering in self._query.order:
            if ordering.operand.function:
                target = self._group_target(ordering.operand)
                sql = target.sql
            else:
                target, _ = self._resolve(ordering.operand)
                sql = sortable(target.field, target.table)
            direction = " DESC" if ordering.descending else ""
            nulls = ""
            if target.field.nillable:
                nulls = " NULLS LAST" if ordering.nulls_last else " NULLS FIRST"
            keys.append(sql + direction + nulls)
        return keys

    # conditions

    def _condition(self, condition: Condition, target_of: Any) -> str:
        match condition:
            case AllOf(parts):
                return _joined([self._condition(part, target_of) for part in parts], "AND")
            case AnyOf(parts):
                return _joined([self._condition(part, target_of) for part in parts], "OR")
            case Negation(part):
                return f"({self._condition(part, target_of)}) IS NOT TRUE"
        return self._writer.write(condition, target_of(condition.operand))

    def _target(self, operand: Operand) -> Target:
        if operand.function and operand.function not in (*DATE_FUNCTIONS, "TOLABEL"):
            raise malformed(self._query.text, operand.position, f"unexpected token: '{operand.function}'")
        return self._dated(operand) or self._resolve(operand)[0]

    def _group_target(self, operand: Operand) -> Target:
        if operand.function in _AGGREGATES:
            return self._aggregate(operand)
        return self._target(operand)

    def _subquery(self, comparison: Comparison, target: Target) -> str:
        inner = comparison.subquery
        assert inner is not None
        if target.field.kind not in ID_KINDS or self._depth:
            raise malformed(
                self._query.text, comparison.operand.position,
                f"The left operand '{target.name}' in the where expression in outer query should be an id field",
            )  # fmt: skip
        more = inner.order or inner.limit is not None or inner.children
        if len(inner.selected) != 1 or inner.selected[0].function or more:
            raise malformed(self._query.text, inner.object_position, "semi join sub-selects select one field")
        translator = _Translator(inner, self._schema, self._now, self._include_deleted, self._depth + 1)
        plan = translator.plan()
        if plan.columns[0].kind not in ID_KINDS:
            raise malformed(
                self._query.text, inner.selected[0].position,
                "Cannot use this field in a semi join sub-select: it must be an id field",
            )  # fmt: skip
        sql, parameters = plan.statement(plan.columns[0].sql)
        self._writer.parameters.extend(parameters)
        return sql

    # names

    def _resolve(self, operand: Operand) -> tuple[Target, tuple[str, ...]]:
        names = operand.path.split(".")
        first = names[0].lower()
        roots = (self._query.alias or "", self._plan.sobject.name)
        if len(names) > 1 and first in [root.lower() for root in roots]:
            names = names[1:]
        sobject, table = self._plan.sobject, "t0"
        path: tuple[str, ...] = ()
        for name in names[:-1]:
            parent = self._joined(sobject, table, (*path, name), operand)
            sobject, table, path = parent.sobject, parent.table, parent.path
        entry = sobject.field(names[-1])
        if entry is None:
            raise pointed(
                "INVALID_FIELD", self._query.text, operand.position,
                f"No such column '{names[-1]}' on entity '{sobject.name}'. If you are attempting to use a custom"
                f" field, be sure to append the '__c' after the custom field name. {_HINT}",
            )  # fmt: skip
        return Target(entry, table, entry.sql(table), entry.name), path

    def _joined(self, sobject: SObject, table: str, path: tuple[str, ...], operand: Operand) -> Parent:
        link = sobject.parent(path[-1])
        target = None if link is None else self._schema.object(link.references[0])
        if link is None or target is None or len(path) > MOST_PARENTS:
            raise pointed(
                "INVALID_FIELD", self._query.text, operand.position,
                f"Didn't understand relationship '{path[-1]}' in field path. If you are attempting to use a"
                f" custom relationship, be sure to append the '__r' after the custom relationship name. {_HINT}",
            )  # fmt: skip
        exact = (*path[:-1], link.relationship or path[-1])
        if exact not in self._plan.parents:
            alias = f"t{len(self._plan.parents) + 1}"
            join = f' LEFT JOIN "{target.name}" {alias} ON {alias}."Id" = {link.sql(table)}'
            self._plan.parents[exact] = Parent(exact, target, alias, join)
            if len(self._plan.parents) > MOST_RELATIONSHIPS:
                raise too_complicated()
        return self._plan.parents[exact]


def _joined(conditions: list[str], word: str) -> str:
    """The conditions in one, as a tree that is no deeper than it must be: SQLite bounds the depth, not the number."""
    if len(conditions) == 1:
        return conditions[0]
    middle = len(conditions) // 2
    return f"({_joined(conditions[:middle], word)} {word} {_joined(conditions[middle:], word)})"
