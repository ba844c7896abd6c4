"""Searching by SOSL: words found in the texts of Contacts, Leads and Accounts (SOQL and SOSL Reference, SOSL Syntax).

A word is found whole, or with `*` and `?` in part; letter case and punctuation do not matter. AND, OR, AND NOT and
phrases in quotes are understood; WITH, UPDATE and HIGHLIGHT are not, and are refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from core.practice_org.answers import Answer
from core.practice_org.errors import ApiError
from core.practice_org.http.calls import Call, Routes
from core.practice_org.org.database import fold
from core.practice_org.org.schema import TEXT_KINDS, Field, Kind, SObject
from core.practice_org.soql.grammar import parse
from core.practice_org.soql.record_json import record_sql
from core.practice_org.soql.to_sql import translate

MOST_FOUND = 2_000

routes = Routes()

_SEARCH = re.compile(
    r"\s*FIND\s*\{((?:\\.|[^}\\])*)\}(?:\s*IN\s+(ALL|NAME|EMAIL|PHONE|SIDEBAR)\s+FIELDS\b)?"
    r"(?:\s*RETURNING\s+(.*?))?(?:\s+LIMIT\s+(\d+))?\s*\Z",
    re.IGNORECASE | re.DOTALL,
)
_WANTED = re.compile(r"\s*(\w+)\s*(?:\(((?:'(?:\\.|[^'\\])*'|\([^()]*\)|[^()'])*)\))?\s*(,|\Z)", re.DOTALL)
_CLAUSE = re.compile(r"\b(?:WHERE|ORDER\s+BY|LIMIT|OFFSET)\b", re.IGNORECASE)
_TOKEN = re.compile(r'"([^"]*)"|(\S+)')
_PUNCTUATION = "@.-_,;:/()'+&"
_SPACES = str.maketrans(_PUNCTUATION, " " * len(_PUNCTUATION))
_KINDS = {"EMAIL": (Kind.EMAIL,), "PHONE": (Kind.PHONE,)}
_NAMES = ("Name", "FirstName", "LastName")


@routes("GET", "/search", takes=("q",))
def search(call: Call) -> Answer:
    """The records that hold the words, object by object as RETURNING lists them, or the ids of all."""
    match = _SEARCH.match(call.parameters.get("q", ""))
    if match is None:
        raise _malformed("No search term found. The search term must be enclosed in braces.")
    terms, scope, returning, limit = match.groups()
    condition = _Terms(terms)
    most = min(int(limit), MOST_FOUND) if limit else MOST_FOUND
    records: list[dict[str, Any]] = []
    for soql in _statements(call, returning):
        records += _found(call, soql, condition, (scope or "ALL").upper(), most - len(records))
    return Answer({"searchRecords": records})


def _statements(call: Call, returning: str | None) -> Iterator[str]:
    """What each object is asked for, as SOQL."""
    if returning is None:
        yield from (f"SELECT Id FROM {each.name}" for each in call.schema.objects.values() if each.writable)
        return
    at = 0
    while at < len(returning):
        match = _WANTED.match(returning, at)
        if match is None:
            raise _malformed(f"unexpected token: '{returning[at : at + 20].strip()}'")
        name, inside, _ = match.groups()
        clause = _CLAUSE.search(inside or "")
        fields = (inside or "")[: clause.start() if clause else None].strip() or "Id"
        yield f"SELECT {fields} FROM {name} {(inside or '')[clause.start() :] if clause else ''}"
        at = match.end()


def _found(call: Call, soql: str, terms: _Terms, scope: str, most: int) -> list[dict[str, Any]]:
    query = parse(soql)
    plan = translate(query, call.schema, now=call.org.now(), include_deleted=False)
    if plan.aggregate or plan.only_count or plan.children or not plan.sobject.writable:
        raise _malformed(f"entity type {query.object_name} cannot be searched like this")
    texts = [entry.sql("t0") for entry in _searched(plan.sobject, scope)]
    if not texts or most <= 0:
        return []
    where, parameters = terms.condition(" || ' ' || ".join(f"coalesce({text}, '')" for text in texts))
    plan.where = f"({plan.where}) AND {where}"
    plan.parameters = [*plan.parameters, *parameters]
    rows = call.org.database.reader().execute(*plan.statement(record_sql(plan, call.base), most=most))
    return [json.loads(text) for (text,) in rows]


def _searched(sobject: SObject, scope: str) -> list[Field]:
    if scope == "NAME":
        return [entry for name in _NAMES if (entry := sobject.field(name))]
    kinds = _KINDS.get(scope, tuple(TEXT_KINDS))
    return [entry for entry in sobject.fields if entry.kind in kinds and entry.filterable]


class _Terms:
    """The words between the braces: alternatives, each of them words that must, or must not, be there."""

    def __init__(self, text: str) -> None:
        self._alternatives: list[list[tuple[bool, str]]] = [[]]
        wanted = True
        for phrase, word in _TOKEN.findall(re.sub(r"\\(.)", r"\1", text)):
            if word.upper() == "OR":
                self._alternatives.append([])
            elif word.upper() == "NOT":
                wanted = False
            elif word.upper() != "AND":
                self._alternatives[-1].append((wanted, self._pattern(phrase or word)))
                wanted = True
        if not all(self._alternatives) or not wanted:
            raise _malformed("unexpected end of the search term")

    @staticmethod
    def _pattern(text: str) -> str:
        folded = " ".join((fold(text) or "").translate(_SPACES).split())
        if len(folded.replace("*", "").replace("?", "").replace(" ", "")) < 2:
            raise _malformed(f"search term must be longer than one character: {text}")
        return "% " + folded.replace("%", "").replace("*", "%").replace("?", "_") + " %"

    def condition(self, text: str) -> tuple[str, list[str]]:
        """SQL that is true of a text that holds the words, and its parameters."""
        spaced = f"fold({text})"
        for mark in _PUNCTUATION:
            quoted = "''" if mark == "'" else mark
            spaced = f"replace({spaced}, '{quoted}', ' ')"
        spaced = f"' ' || {spaced} || ' '"
        parts, parameters = [], []
        for words in self._alternatives:
            parts.append(" AND ".join(f"({spaced}) {'' if wanted else 'NOT '}LIKE ?" for wanted, _ in words))
            parameters += [pattern for _, pattern in words]
        return f"(({') OR ('.join(parts)}))", parameters


def _malformed(message: str) -> ApiError:
    return ApiError(400, "MALFORMED_SEARCH", message)
