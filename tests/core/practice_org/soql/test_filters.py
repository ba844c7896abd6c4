"""SOQL filters against an independent judge: the same condition evaluated in Python over all records."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers.practice import PracticeOrg

Record = dict[str, Any]
Judge = Callable[[Record], bool]
Filter = tuple[str, Judge]

TEXTS = ("LastName", "FirstName", "Email", "Title")
CHECKBOXES = ("HasOptedOutOfEmail", "mkto_si__Marketo_Sales_Opt_Out__c", "IsConverted")
COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a is not None and a < b,
    "<=": lambda a, b: a is not None and a <= b,
    ">": lambda a, b: a is not None and a > b,
    ">=": lambda a, b: a is not None and a >= b,
}


def folded(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value


def quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def text_filter(field: str, operator: str, text: str) -> Filter:
    compare = COMPARED[operator]
    return f"{field} {operator} {quoted(text)}", lambda record: compare(folded(record[field]), folded(text))


def like_filter(field: str, pattern: str) -> Filter:
    # The judge uses fnmatch, where * and ? are what % and _ are here.
    glob = re.sub(r"([\[\]*?])", r"[\1]", folded(pattern)).replace("%", "*").replace("_", "?")

    def judge(record: Record) -> bool:
        return record[field] is not None and fnmatch.fnmatchcase(folded(record[field]), glob)

    return f"{field} LIKE {quoted(pattern)}", judge


def member_filter(field: str, texts: list[str], negated: bool) -> Filter:
    wanted = {folded(text) for text in texts}
    soql = f"{field} {'NOT IN' if negated else 'IN'} ({', '.join(map(quoted, texts))})"
    return soql, lambda record: (folded(record[field]) in wanted) != negated


def null_filter(field: str, negated: bool) -> Filter:
    return f"{field} {'!=' if negated else '='} null", lambda record: (record[field] is None) != negated


def checkbox_filter(field: str, operator: str, value: bool) -> Filter:
    compare = COMPARED[operator]
    return f"{field} {operator} {str(value).upper()}", lambda record: compare(record[field], value)


def stamp_filter(operator: str, moment: datetime) -> Filter:
    compare = COMPARED[operator]
    moment = moment.replace(microsecond=0, tzinfo=UTC)

    def judge(record: Record) -> bool:
        stamp = datetime.strptime(record["SystemModstamp"], "%Y-%m-%dT%H:%M:%S.%f%z")
        return compare(stamp, moment)

    return f"SystemModstamp {operator} {moment.strftime('%Y-%m-%dT%H:%M:%SZ')}", judge


def both(parts: list[Filter]) -> Filter:
    return (
        "(" + " AND ".join(soql for soql, _ in parts) + ")",
        lambda record: all(judge(record) for _, judge in parts),
    )


def either(parts: list[Filter]) -> Filter:
    return (
        "(" + " OR ".join(soql for soql, _ in parts) + ")",
        lambda record: any(judge(record) for _, judge in parts),
    )


def negation(part: Filter) -> Filter:
    return f"(NOT {part[0]})", lambda record: not part[1](record)


@pytest.fixture(scope="module")
def leads(org: PracticeOrg) -> list[Record]:
    columns = ", ".join(("Id", *TEXTS, *CHECKBOXES, "SystemModstamp"))
    return org.query(f"SELECT {columns} FROM Lead")


def filters(leads: list[Record]) -> st.SearchStrategy[Filter]:
    stamps = [datetime.strptime(r["SystemModstamp"][:19], "%Y-%m-%dT%H:%M:%S") for r in leads[:200]]
    texts = {field: sorted({r[field] for r in leads if r[field]})[:150] for field in TEXTS}
    some_text = st.sampled_from(TEXTS).flatmap(
        lambda field: st.tuples(
            st.just(field),
            st.one_of(
                st.sampled_from(texts[field]),
                st.sampled_from(texts[field]).map(str.upper),
                st.text("aé'%_\\ "),
            ),
        )
    )
    patterns = st.sampled_from(["%son", "M%", "%é%", "_i%", "%@example.%", "%", "佐藤", "%İ%", "a_%", "%ß"])
    leaf = st.one_of(
        st.builds(
            lambda pair, op: text_filter(pair[0], op, pair[1]), some_text, st.sampled_from(list(COMPARED))
        ),
        st.builds(like_filter, st.sampled_from(TEXTS), patterns),
        st.builds(
            lambda pair, more, negated: member_filter(pair[0], [pair[1], *more], negated),
            some_text,
            st.lists(st.text("abcxyz@.", max_size=6), max_size=3),
            st.booleans(),
        ),
        st.builds(null_filter, st.sampled_from(TEXTS), st.booleans()),
        st.builds(checkbox_filter, st.sampled_from(CHECKBOXES), st.sampled_from(["=", "!="]), st.booleans()),
        st.builds(stamp_filter, st.sampled_from(list(COMPARED)), st.sampled_from(stamps)),
    )
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            st.lists(inner, min_size=2, max_size=3).map(both),
            st.lists(inner, min_size=2, max_size=3).map(either),
            inner.map(negation),
        ),
        max_leaves=5,
    )


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_filter_finds_just_the_records_it_describes(
    org: PracticeOrg, leads: list[Record], data: st.DataObject
) -> None:
    soql, judge = data.draw(filters(leads))
    found = {record["Id"] for record in org.query(f"SELECT Id FROM Lead WHERE {soql}")}
    assert found == {record["Id"] for record in leads if judge(record)}
