"""Conditions of SOQL as SQL with bound parameters.

SOQL knows two truth values where SQL knows three: a null is simply not equal to anything, so `!=`, NOT IN
and NOT find it. Texts compare without regard to case, dateTimes by the second.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from core.practice_org.ids import full_id
from core.practice_org.org.database import FOLDED
from core.practice_org.org.schema import ID_KINDS, NUMBER_KINDS, TEXT_KINDS, Field, Kind
from core.practice_org.soql.grammar import Comparison, Literal, Operand, Query, Value, malformed, pointed
from core.practice_org.soql.named_dates import named_range
from core.practice_org.timestamps import parse_date, parse_date_time

_WORDS = {Kind.BOOLEAN: "boolean", Kind.DATETIME: "dateTime", Kind.DATE: "date", Kind.INT: "int"}
_ORDERED = ("<", "<=", ">", ">=")


@dataclass(frozen=True, slots=True)
class Target:
    """What a condition is about: a field of a joined table, or an aggregate over one (`sql` holds either)."""

    field: Field
    table: str
    sql: str
    name: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A filter value in time: the half-open range of seconds (or ISO days) that it covers."""

    start: int | str
    end: int | str


class ConditionWriter:
    """Writes comparisons of one query; `today` is the day of now in GMT."""

    def __init__(self, query: Query, now: int, subquery: Callable[[Comparison, Target], str]) -> None:
        self.parameters: list[Any] = []
        self._query = query
        self._today = datetime.fromtimestamp(now / 1000, UTC).date()
        self._subquery = subquery

    def write(self, comparison: Comparison, target: Target) -> str:
        """SQL for one comparison; raises ApiError for a value or operator that does not fit the field."""
        if not target.field.filterable:
            raise self._error(
                "INVALID_FIELD", comparison.operand,
                f"field '{target.name}' can not be filtered in a query call",
            )  # fmt: skip
        if comparison.subquery is not None:
            inner = self._subquery(comparison, target)
            found = f"{target.sql} IN ({inner})"
            return found if comparison.operator == "IN" else f"({found}) IS NOT TRUE"
        if comparison.operator in ("IN", "NOT IN"):
            return self._membership(comparison, target)
        value = comparison.values[0]
        if comparison.operator == "LIKE":
            return self._like(value, comparison.operand, target)
        if value.kind is Literal.NULL:
            return self._null(comparison, target)
        if target.field.kind in (Kind.DATETIME, Kind.DATE):
            return self._in_time(comparison.operator, self._moment(value, target), target)
        bound = self._bound(value, target)
        sql = self._comparable(target)
        if target.field.kind is Kind.BOOLEAN:
            self._refuse_order(comparison, target)
            # Written out rather than bound, so that SQLite can use the index of the ticked ones.
            return f"{sql} = {int(bound)}" if comparison.operator == "=" else f"{sql} = {1 - int(bound)}"
        self.parameters.append(bound)
        return f"{sql} IS NOT ?" if comparison.operator == "!=" else f"{sql} {comparison.operator} ?"

    def _error(self, code: str, operand: Operand, message: str) -> Exception:
        return pointed(code, self._query.text, operand.position, message)

    def _refuse_order(self, comparison: Comparison, target: Target) -> None:
        if comparison.operator in _ORDERED:
            raise self._error(
                "INVALID_QUERY_FILTER_OPERATOR", comparison.operand,
                f"invalid operator '{comparison.operator}' on {target.field.kind} field '{target.name}'",
            )  # fmt: skip

    def _null(self, comparison: Comparison, target: Target) -> str:
        self._refuse_order(comparison, target)
        return f"{target.sql} IS {'NOT ' if comparison.operator == '!=' else ''}NULL"

    def _membership(self, comparison: Comparison, target: Target) -> str:
        wanted = [value for value in comparison.values if value.kind is not Literal.NULL]
        clauses = [f"{target.sql} IS NULL"] if len(wanted) < len(comparison.values) else []
        if target.field.kind in (Kind.DATETIME, Kind.DATE):
            clauses += [self._in_time("=", self._moment(value, target), target) for value in wanted]
        elif wanted:
            # Told apart first: a list of thousands often repeats itself.
            bound = list(dict.fromkeys(self._bound(value, target) for value in wanted))
            self.parameters.extend(bound)
            clauses.append(f"{self._comparable(target)} IN ({','.join('?' * len(bound))})")
        sql = f"({' OR '.join(clauses)})"
        return sql if comparison.operator == "IN" else f"{sql} IS NOT TRUE"

    def _like(self, value: Value, operand: Operand, target: Target) -> str:
        if target.field.kind not in TEXT_KINDS:
            raise self._error(
                "INVALID_QUERY_FILTER_OPERATOR", operand,
                f"invalid operator on {target.field.kind} field '{target.name}'",
            )  # fmt: skip
        if value.kind is not Literal.STRING:
            raise self._wrong_type(value, target, "string", quotes=True)
        if target.field.encrypted:
            raise self._error(
                "INVALID_QUERY_FILTER_OPERATOR", operand,
                f"invalid operator on encrypted field '{target.name}'",
            )  # fmt: skip
        self.parameters.append(value.string(self._query.text, pattern=True).casefold())
        return rf"{self._comparable(target)} LIKE ? ESCAPE '\'"

    def _comparable(self, target: Target) -> str:
        if target.field.kind not in TEXT_KINDS or target.field.minds_case:
            return target.sql
        if target.field.folded and target.field.stored:
            return f'{target.table}."{target.field.column or target.field.name}{FOLDED}"'
        return f"fold({target.sql})"

    def _wrong_type(self, value: Value, target: Target, wanted: str, *, quotes: bool = False) -> Exception:
        enclosed = "should" if quotes else "should not"
        return pointed(
            "INVALID_FIELD", self._query.text, value.position,
            f"value of filter criterion for field '{target.name}' must be of type {wanted}"
            f" and {enclosed} be enclosed in quotes",
        )  # fmt: skip

    def _bound(self, value: Value, target: Target) -> Any:
        kind = target.field.kind
        if kind is Kind.BOOLEAN:
            if value.kind is not Literal.BOOLEAN:
                raise self._wrong_type(value, target, "boolean")
            return value.text.lower() == "true"
        if kind in NUMBER_KINDS:
            if value.kind is not Literal.NUMBER:
                raise self._wrong_type(value, target, _WORDS.get(kind, "double"))
            return float(value.text)
        if value.kind is not Literal.STRING:
            raise self._wrong_type(value, target, "string", quotes=True)
        text = value.string(self._query.text)
        if kind in ID_KINDS:
            identifier = full_id(text)
            if identifier is None:
                raise pointed(
                    "INVALID_QUERY_FILTER_OPERATOR",
                    self._query.text,
                    value.position,
                    f"invalid ID field: {text}",
                )
            return identifier
        return text if target.field.minds_case else text.casefold()

    def _moment(self, value: Value, target: Target) -> Moment:
        timed = target.field.kind is Kind.DATETIME
        if value.kind is Literal.NAMED_DATE:
            days = named_range(value.text, value.number, self._today)
            if days is None:
                raise malformed(self._query.text, value.position, f"unexpected token: '{value.text}'")
            return Moment(*(_second(day) if timed else day.isoformat() for day in days))
        if timed and value.kind is Literal.DATE_TIME:
            milliseconds = parse_date_time(value.text)
            if milliseconds is not None:
                return Moment(milliseconds // 1000, milliseconds // 1000 + 1)
        if not timed and value.kind is Literal.DATE:
            day = parse_date(value.text)
            if day is not None:
                return Moment(day.isoformat(), day.isoformat() + "~")
        raise self._wrong_type(value, target, _WORDS[target.field.kind])

    def _in_time(self, operator: str, moment: Moment, target: Target) -> str:
        sql = sortable(target.field, target.table)
        if operator in ("=", "!="):
            self.parameters += [moment.start, moment.end]
            inside = f"({sql} >= ? AND {sql} < ?)"
            return inside if operator == "=" else f"{inside} IS NOT TRUE"
        edge, written = {
            "<": (moment.start, "<"),
            "<=": (moment.end, "<"),
            ">": (moment.end, ">="),
            ">=": (moment.start, ">="),
        }[operator]
        self.parameters.append(edge)
        return f"{sql} {written} ?"


def _second(day: date) -> int:
    return int(datetime.combine(day, time(), UTC).timestamp())


def sortable(field: Field, table: str) -> str:
    """SQL that a field is put in order by: dateTimes by the second, texts without regard to case."""
    sql = field.sql(table)
    if field.kind is Kind.DATETIME:
        return f"{sql} / 1000"
    if field.kind in TEXT_KINDS:
        if field.folded and field.stored:
            return f'{table}."{field.column or field.name}{FOLDED}"'
        return f"fold({sql})"
    return sql
