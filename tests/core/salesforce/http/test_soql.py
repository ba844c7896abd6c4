"""SOQL of our making: nothing in a value can leave its quotes, and no statement is too long for its URL."""

import re
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.salesforce.http.soql import (
    LONGEST_URI,
    can_be_asked_for,
    encoded,
    moment,
    quoted,
    select,
    statements_in,
)

_STRING = re.compile(r"'(?:[^'\\]|\\['\"\\nrtbf])*'")


@given(st.text())
def test_no_text_can_leave_its_quotes(text: str) -> None:
    assert _STRING.fullmatch(quoted(text))


@given(st.text())
def test_what_is_quoted_can_be_read_back(text: str) -> None:
    marks = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
    inner = quoted(text)[1:-1]
    assert re.sub(r"\\(.)", lambda match: marks.get(match[1], match[1]), inner, flags=re.DOTALL) == text


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=200), max_size=300))
def test_statements_hold_every_value_once_and_fit_a_url(values: list[str]) -> None:
    statements = list(statements_in("SELECT Id FROM Lead WHERE Email IN", values))
    found = [literal for soql in statements for literal in _STRING.findall(soql)]
    assert found == [quoted(value) for value in values]
    assert all(len(encoded(soql)) < LONGEST_URI - 1000 for soql in statements)


def test_a_number_of_values_can_be_set() -> None:
    assert list(statements_in("X IN", "abc", most=2)) == ["X IN ('a','b')", "X IN ('c')"]
    assert list(statements_in("X IN", [])) == []


def test_a_moment_is_told_in_utc_and_whole_seconds() -> None:
    tokyo = timezone(timedelta(hours=9))
    assert moment(datetime(2026, 11, 24, 7, 35, 0, 999_999, tzinfo=tokyo)) == "2026-11-23T22:35:00Z"
    assert moment(datetime(2026, 1, 2, tzinfo=UTC)) == "2026-01-02T00:00:00Z"


@pytest.mark.parametrize(
    ("text", "possible"),
    [
        ("a@b.c", True),
        ("日本@例え.jp", True),
        ("a\nb", True),
        ("", False),
        ("\x00", False),
        ("\x1b", False),
        ("\x7f", False),
        ("\udcff", False),
        ("x" * 4000, True),
        ("x" * 4001, False),
    ],
)
def test_what_can_stand_in_a_condition_is_known(text: str, possible: bool) -> None:
    assert can_be_asked_for(text) is possible


def test_a_plain_statement_reads_as_soql() -> None:
    assert select(["Id", "Name"], "Lead") == "SELECT Id, Name FROM Lead"
    assert (
        select(["Id"], "Lead", ["A = 1", "B = 2"], "Id")
        == "SELECT Id FROM Lead WHERE A = 1 AND B = 2 ORDER BY Id"
    )
