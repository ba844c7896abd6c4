from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.files.safe_cells import guarded, unguarded


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+49 30 1234",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1+1",
        "＝1+1",
        "＋1",
        "－1",
        "＠x",
        '=HYPERLINK("http://x")',
        "+tag@example.com",
        "-@example.com",
        "'=1+1",
        "''=1",
    ],
)
def test_no_cell_can_run_as_a_formula(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize(
    "text", ["", "Ann", "O'Neil", "'tis", "a=b", "1-2", "ann@example.com", "2026-06-10", "'"]
)
def test_everyday_cells_stay_as_they_are(text: str) -> None:
    assert guarded(text) == text
    assert unguarded(text) == text


@given(st.text() | st.text(st.sampled_from("'=+-@ \t\r\na＝")))
def test_what_was_made_safe_is_read_back_exactly(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(st.text(st.sampled_from("'=+-@ \t\r\na")))
def test_what_is_safe_begins_with_nothing_dangerous(text: str) -> None:
    assert not guarded(text).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
