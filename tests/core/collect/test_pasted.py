from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.collect.pasted import split_pasted


def taken_apart(text: str) -> list[tuple[str, str]]:
    return [(one.address, one.name) for one in split_pasted(text)]


@pytest.mark.parametrize(
    "text",
    [
        "a@x.com\nb@x.com\r\n\nc@x.com",
        "a@x.com, b@x.com,c@x.com",
        "a@x.com; b@x.com;c@x.com;",
        "a@x.com b@x.com  c@x.com",
        "a@x.com\tb@x.com\tc@x.com",
        "a@x.com、b@x.com；c@x.com",
        "<a@x.com>, <b@x.com>; <c@x.com>",
    ],
)
def test_addresses_may_stand_in_any_kind_of_list(text: str) -> None:
    assert [address for address, _ in taken_apart(text)] == ["a@x.com", "b@x.com", "c@x.com"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ann Lee <a@x.com>", [("a@x.com", "Ann Lee")]),
        ('"Lee, Ann" <a@x.com>, Bob <b@x.com>', [("a@x.com", "Lee, Ann"), ("b@x.com", "Bob")]),
        ("Lee, Ann <a@x.com>; Roe, Bob <b@x.com>", [("a@x.com", "Lee, Ann"), ("b@x.com", "Roe, Bob")]),
        ("Ann\tLee\ta@x.com\nBob\tRoe\tb@x.com", [("a@x.com", "Ann Lee"), ("b@x.com", "Bob Roe")]),
        ("山田 太郎＜t@x.jp＞", [("t@x.jp", "山田 太郎")]),
        ('"ann lee"@x.com', [('"ann lee"@x.com', "")]),
    ],
)
def test_names_beside_addresses_are_recognised(text: str, found: list[tuple[str, str]]) -> None:
    assert taken_apart(text) == found


def test_what_is_no_address_comes_along_to_be_refused_by_name() -> None:
    assert taken_apart("E-mail\na@x.com\nnobody; b@x.com") == [
        ("E-mail", ""),
        ("a@x.com", ""),
        ("nobody", ""),
        ("b@x.com", ""),
    ]


def test_a_quote_that_is_never_closed_does_not_swallow_the_list() -> None:
    assert [address for address, _ in taken_apart('"a@x.com, b@x.com\nc@x.com')] == [
        '"a@x.com',
        "b@x.com",
        "c@x.com",
    ]


@given(st.text())
def test_any_text_can_be_pasted(text: str) -> None:
    assert all(one.address.strip() for one in split_pasted(text))
