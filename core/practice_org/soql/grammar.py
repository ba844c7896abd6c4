"""SOQL read into a tree: what is selected, from where, under which conditions, in which order.

Raises ApiError with the codes and the multi-line caret messages that Salesforce answers
(SOQL and SOSL Reference; limits from "SOQL and SOSL Limits for Search Queries").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import Any

from lark import Lark, Token, Transformer, v_args
from lark.exceptions import UnexpectedInput, UnexpectedToken, VisitError

from core.practice_org.errors import ApiError, too_complicated

LONGEST_QUERY = 100_000
LONGEST_STRING = 4_000
DEEPEST_CONDITION = 50
"""Levels of parentheses and NOT; how many Salesforce takes is not documented."""

_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "'": "'", '"': '"', "\\": "\\"}
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)


class Literal(StrEnum):
    """How a value was spelled in the query."""

    STRING = "string"
    NUMBER = "number"
    BOOLEAN = "boolean"
    NULL = "null"
    DATE = "date"
    DATE_TIME = "dateTime"
    NAMED_DATE = "date literal"


@dataclass(frozen=True, slots=True)
class Value:
    """A literal: `text` is the string without quotes, still holding its escapes, or the word as written."""

    kind: Literal
    text: str
    position: int
    number: int | None = None

    def string(self, query: str, *, pattern: bool = False) -> str:
        r"""The string with its escapes undone; a LIKE `pattern` keeps `\_` and `\%` for the comparison."""

        def undo(match: re.Match[str]) -> str:
            mark = match[1]
            if pattern and mark in "_%\\":
                return match[0]
            if mark[0] == "u" and len(mark) == 5:
                return chr(int(mark[1:], 16))
            if mark in _ESCAPES:
                return _ESCAPES[mark]
            raise malformed(
                query, self.position, f"Illegal character sequence '{match[0]}' in string literal"
            )

        return _ESCAPE.sub(undo, self.text)


@dataclass(frozen=True, slots=True)
class Operand:
    """A field path, or a function of one: `function` is empty, or for instance "COUNT"."""

    path: str
    position: int
    function: str = ""
    alias: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """`operator` is one of = != < <= > >= LIKE IN NOT IN; IN has `values` or a `subquery`."""

    operand: Operand
    operator: str
    values: tuple[Value, ...] = ()
    subquery: Query | None = None


@dataclass(frozen=True, slots=True)
class AllOf:
    """Conditions joined by AND."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Conditions joined by OR."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Negation:
    """A condition after NOT."""

    part: Condition


Condition = Comparison | AllOf | AnyOf | Negation


@dataclass(frozen=True, slots=True)
class Ordering:
    """One key of ORDER BY; `nulls_last` is what was asked for, nulls come first unless it was."""

    operand: Operand
    descending: bool = False
    nulls_last: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A whole SELECT; `text` is kept for messages that point into it."""

    text: str
    selected: tuple[Operand, ...]
    object_name: str
    object_position: int
    alias: str | None = None
    where: Condition | None = None
    group: tuple[Operand, ...] = ()
    having: Condition | None = None
    order: tuple[Ordering, ...] = ()
    limit: int | None = None
    offset: int = 0
    children: tuple[Query, ...] = ()
    """Queries in the SELECT clause; their object is the name of a relationship."""


@dataclass(slots=True)
class _Clause:
    name: str
    content: Any


@v_args(inline=True)
class _Reader(Transformer[Token, Query]):
    """Turns lark's tree into ours, from the leaves up."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def column(self, name: Token, alias: Token | None = None) -> Operand:
        return Operand(str(name), name.start_pos or 0, alias=alias and str(alias))

    @v_args(inline=False)
    def function(self, tokens: list[Token]) -> Operand:
        name = tokens[0]
        close = self._text.index(")", name.end_pos or 0)
        inside = [token for token in tokens[1:] if (token.start_pos or 0) < close]
        after = [token for token in tokens[1:] if (token.start_pos or 0) > close]
        path = inside[0] if inside else None
        return Operand(
            str(path) if path else "",
            (path if path else name).start_pos or 0,
            function=str(name).upper(),
            alias=str(after[0]) if after else None,
        )

    @v_args(inline=False)
    def value(self, tokens: list[Token | None]) -> Value:
        token = tokens[0]
        assert token is not None
        position = token.start_pos or 0
        if token.type == "STRING":
            if len(token) - 2 > LONGEST_STRING:
                raise malformed(
                    self._text, position, "string literal is too long: maximum is 4000 characters"
                )
            return Value(Literal.STRING, str(token)[1:-1], position)
        if token.type == "NAME":
            count = tokens[1] if len(tokens) > 1 else None
            return Value(
                Literal.NAMED_DATE, str(token).upper(), position, None if count is None else int(count)
            )
        kinds = {
            "NUMBER": Literal.NUMBER,
            "DATE": Literal.DATE,
            "DATE_TIME": Literal.DATE_TIME,
            "NULL": Literal.NULL,
        }
        return Value(kinds.get(token.type, Literal.BOOLEAN), str(token), position)

    def compared(self, operand: Operand, operator: Token, value: Value) -> Comparison:
        return Comparison(operand, "!=" if operator == "<>" else str(operator), (value,))

    def like(self, operand: Operand, value: Value) -> Comparison:
        return Comparison(operand, "LIKE", (value,))

    def within(self, operand: Operand, members: tuple[Value, ...] | Query) -> Comparison:
        return _membership(operand, "IN", members)

    def not_within(self, operand: Operand, members: tuple[Value, ...] | Query) -> Comparison:
        return _membership(operand, "NOT IN", members)

    def listed(self, *values: Value) -> tuple[Value, ...]:
        return values

    def subquery(self, inner: Query) -> Query:
        return inner

    def children(self, inner: Query) -> Query:
        return inner

    def purpose(self) -> _Clause | None:
        """FOR VIEW and FOR REFERENCE note that a record was looked at, which nothing here shows."""
        return None

    def all_of(self, *parts: Condition) -> AllOf:
        return AllOf(parts)

    def any_of(self, *parts: Condition) -> AnyOf:
        return AnyOf(parts)

    def negation(self, part: Condition) -> Negation:
        return Negation(part)

    @v_args(inline=False)
    def ordering(self, tokens: list[Any]) -> Ordering:
        words = {token.type for token in tokens[1:] if token is not None}
        return Ordering(tokens[0], descending="DESC" in words, nulls_last="LAST" in words)

    def where(self, condition: Condition) -> _Clause:
        return _Clause("where", condition)

    def having(self, condition: Condition) -> _Clause:
        return _Clause("having", condition)

    def group(self, *operands: Operand) -> _Clause:
        return _Clause("group", operands)

    def order(self, *orderings: Ordering) -> _Clause:
        return _Clause("order", orderings)

    def limit(self, number: Token) -> _Clause:
        return _Clause("limit", self._count(number))

    def offset(self, number: Token) -> _Clause:
        return _Clause("offset", self._count(number))

    def _count(self, number: Token) -> int:
        if not number.isdigit():
            raise malformed(self._text, number.start_pos or 0, f"unexpected token: '{number}'")
        return int(number)

    @v_args(inline=False)
    def query(self, parts: list[Any]) -> Query:
        selected = tuple(part for part in parts if isinstance(part, Operand))
        names = [part for part in parts if isinstance(part, Token)]
        clauses = {part.name: part.content for part in parts if isinstance(part, _Clause)}
        return Query(
            text=self._text,
            selected=selected,
            object_name=str(names[0]),
            object_position=names[0].start_pos or 0,
            alias=str(names[1]) if len(names) > 1 else None,
            children=tuple(part for part in parts if isinstance(part, Query)),
            **clauses,
        )


def _membership(operand: Operand, operator: str, members: tuple[Value, ...] | Query) -> Comparison:
    if isinstance(members, Query):
        return Comparison(operand, operator, subquery=members)
    return Comparison(operand, operator, members)


@lru_cache(maxsize=1)
def _parser() -> Lark:
    grammar = files("core.practice_org.soql").joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(grammar, start="query", parser="lalr", maybe_placeholders=True)


def warm_up() -> None:
    """Build the parser now, so that the first query need not wait for it."""
    _parser()


def parse(text: str) -> Query:
    """The tree of a SOQL statement; raises ApiError (400 MALFORMED_QUERY) when it is none."""
    if len(text) > LONGEST_QUERY:
        raise ApiError(400, "MALFORMED_QUERY", "SOQL statements cannot be longer than 100000 characters.")
    try:
        return _read(text)
    except RecursionError:
        raise too_complicated() from None


def _read(text: str) -> Query:
    try:
        tree = _parser().parse(text)
    except UnexpectedToken as trouble:
        token = trouble.token
        at_end = token.type == "$END"
        position = len(text) if at_end else token.start_pos or 0
        raise malformed(text, position, f"unexpected token: '{'<EOF>' if at_end else token}'") from None
    except UnexpectedInput as trouble:
        position = trouble.pos_in_stream or 0
        raise malformed(text, position, f"unexpected character '{text[position : position + 1]}'") from None
    try:
        query = _Reader(text).transform(tree)
    except VisitError as trouble:
        if isinstance(trouble.orig_exc, ApiError | RecursionError):
            raise trouble.orig_exc from None
        raise
    _refuse_depth(query)
    return query


def _refuse_depth(query: Query) -> None:
    waiting: list[tuple[Query | Condition | None, int]] = [(query, 0)]
    while waiting:
        part, depth = waiting.pop()
        if depth > DEEPEST_CONDITION:
            raise too_complicated()
        match part:
            case Query():
                waiting += [(inner, depth) for inner in (part.where, part.having, *part.children)]
            case AllOf(parts) | AnyOf(parts):
                waiting += [(inner, depth + 1) for inner in parts]
            case Negation(inner):
                waiting.append((inner, depth + 1))
            case Comparison():
                waiting.append((part.subquery, depth + 1))


def pointed(code: str, text: str, position: int, message: str) -> ApiError:
    """An error that shows the place in the query with a caret, row and column, as Salesforce does."""
    row = text.count("\n", 0, position) + 1
    line_start = text.rfind("\n", 0, position) + 1
    start = max(line_start, position - 40)
    end = text.find("\n", position)
    shown = text[start : min(len(text) if end < 0 else end, position + 40)]
    caret = " " * (position - start) + "^"
    column = position - line_start + 1
    return ApiError(400, code, f"\n{shown}\n{caret}\nERROR at Row:{row}:Column:{column}\n{message}")


def malformed(text: str, position: int, message: str) -> ApiError:
    """A syntax error at a place in the query."""
    return pointed("MALFORMED_QUERY", text, position, message)
