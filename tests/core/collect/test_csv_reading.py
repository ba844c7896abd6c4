from __future__ import annotations

import csv
import io
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.collect.csv_reading import LONGEST_LINE, CsvRow, Rows, unreadable
from core.messages import ProblemError


def read(text: str, *, width: int | None = None, delimiter: str = ",") -> list[CsvRow]:
    return list(Rows(io.BytesIO(text.encode()), "utf-8", delimiter, width=width))


def told(text: str, *, width: int | None = None) -> list[tuple[int, list[str] | str]]:
    """Line and cells of good rows, line and code of bad ones."""
    return [(row.line, row.problem.code if row.problem else row.cells) for row in read(text, width=width)]


def test_rows_come_with_the_line_on_which_they_begin() -> None:
    assert told('email,note\na@x.com,"one\ntwo"\n\nb@x.com,three\n') == [
        (1, ["email", "note"]),
        (2, ["a@x.com", "one\ntwo"]),
        (5, ["b@x.com", "three"]),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_are_understood(end: str) -> None:
    assert told(f"email{end}a@x.com{end}b@x.com") == [(1, ["email"]), (2, ["a@x.com"]), (3, ["b@x.com"])]


def test_blank_rows_are_passed_over() -> None:
    assert told("\n\nemail,name\n , \n,\na@x.com,Ann\n  \n") == [
        (3, ["email", "name"]),
        (6, ["a@x.com", "Ann"]),
    ]


def test_wild_quoting_on_one_line_is_forgiven() -> None:
    assert told('a@x.com,"Ann "Annie" Lee",x\nb@x.com,5" nails,y\n"c@x.com" ,z,"q"\n') == [
        (1, ["a@x.com", 'Ann Annie" Lee"', "x"]),
        (2, ["b@x.com", '5" nails', "y"]),
        (3, ["c@x.com ", "z", "q"]),
    ]


@pytest.mark.parametrize(
    "bad",
    [
        'b@x.com,"never closed',
        'b@x.com,"never closed" no, more',
        '"b@x.com,never closed',
    ],
)
def test_a_quote_that_is_never_closed_costs_its_own_line_only(bad: str) -> None:
    rest = [f"p{number}@x.com,fine" for number in range(20)]
    rows = told("\n".join(["a@x.com,ok", bad, *rest, ""]))
    assert rows[0] == (1, ["a@x.com", "ok"])
    others = [row for row in rows if row[0] != 2]
    assert others == [(1, ["a@x.com", "ok"])] + [(3 + at, line.split(",")) for at, line in enumerate(rest)]


def test_a_quote_left_open_that_a_later_quote_would_close_swallows_nobody() -> None:
    assert told('a@x.com,"open\nb@x.com,"Bob"\nc@x.com,"Cleo"\n') == [
        (1, "CSV_QUOTES"),
        (2, ["b@x.com", "Bob"]),
        (3, ["c@x.com", "Cleo"]),
    ]


def test_the_last_line_with_an_open_quote_is_reported() -> None:
    assert told('a@x.com,ok\nb@x.com,"open') == [(1, ["a@x.com", "ok"]), (2, "CSV_QUOTES")]
    assert told('a@x.com,"open\nb@x.com\nc@x.com') == [(1, "CSV_QUOTES"), (2, ["b@x.com"]), (3, ["c@x.com"])]


def test_an_open_quote_before_a_hundred_thousand_lines_is_found_again_without_holding_them() -> None:
    text = 'a@x.com,"open\n' + "".join(f"p{number}@x.com,x\n" for number in range(100_000))
    rows = Rows(io.BytesIO(text.encode()), "utf-8", ",")
    tracemalloc.start()
    try:
        count = sum(row.problem is None for row in rows)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 100_000
    assert peak < 10_000_000


def test_a_giant_line_is_reported_and_the_next_one_read() -> None:
    giant = "x" * (3 * LONGEST_LINE + 17)
    assert told(f"a@x.com\n{giant}\nb@x.com\n") == [
        (1, ["a@x.com"]),
        (2, "CSV_LINE_TOO_LONG"),
        (3, ["b@x.com"]),
    ]
    assert told(giant) == [(1, "CSV_LINE_TOO_LONG")]
    assert told(f'a@x.com,"open\n{giant}\nb@x.com\n') == [
        (1, "CSV_QUOTES"),
        (2, "CSV_LINE_TOO_LONG"),
        (3, ["b@x.com"]),
    ]


def test_a_giant_cell_is_reported_and_the_next_line_read() -> None:
    assert told(f"a@x.com,{'x' * 140_000}\nb@x.com,y\n") == [(1, "CSV_CELL_TOO_LONG"), (2, ["b@x.com", "y"])]


def test_more_cells_than_the_header_has_are_never_guessed_at() -> None:
    assert told("a@x.com,Smith, Inc,true\nb@x.com,Acme,true,,\nc@x.com\n", width=3) == [
        (1, "CSV_TOO_MANY_CELLS"),
        (2, ["b@x.com", "Acme", "true", "", ""]),
        (3, ["c@x.com"]),
    ]


def test_the_line_that_tells_excel_the_delimiter_is_no_row() -> None:
    rows = read("\ufeffsep=;\r\nemail;name\r\n", delimiter=";")
    assert [(row.line, row.cells) for row in rows] == [(2, ["email", "name"])]


def test_zero_bytes_and_unreadable_bytes_do_not_end_the_reading() -> None:
    data = b"a@x.com,x\0y\nb@x.com,caf\xe9\nc@x.com,z\n"
    rows = list(Rows(io.BytesIO(data), "utf-8", ","))
    assert [row.cells[0] for row in rows] == ["a@x.com", "b@x.com", "c@x.com"]
    assert rows[1].cells[1] == "caf\ufffd"


@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=2, max_size=4
        ).filter(lambda cells: "".join(cells).strip() != ""),
        max_size=8,
    )
)
def test_what_a_csv_program_writes_is_read_back(rows: list[list[str]]) -> None:
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    text = stream.getvalue()
    if not text.startswith("\ufeff") and not text.lower().startswith("sep="):
        assert [row.cells for row in read(text)] == rows


@given(st.text(st.sampled_from('ab",\n\r ;'), max_size=60))
def test_any_text_is_read_to_its_end_with_lines_in_order(text: str) -> None:
    lines = [row.line for row in read(text)]
    assert lines == sorted(set(lines))
    assert not lines or lines[-1] <= len(io.StringIO(text, newline="").read().splitlines())


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (FileNotFoundError(), "FILE_MISSING"),
        (PermissionError(), "FILE_NOT_ALLOWED"),
        (OSError(5, "Input/output error"), "FILE_UNREADABLE"),
    ],
)
def test_what_the_system_will_not_give_is_told_in_words(error: OSError, code: str) -> None:
    problem = unreadable("people.csv", error).problem
    assert problem.code == code
    assert "people.csv" in problem.what.english()


def test_a_disk_that_fails_in_the_middle_is_told_and_not_taken_for_the_end() -> None:
    class Failing(io.BytesIO):
        def read1(self, size: int | None = -1, /) -> bytes:
            data = super().read1(8)
            if not data:
                raise OSError(5, "Input/output error")
            return data

    seen: list[list[str]] = []
    with pytest.raises(ProblemError) as caught:
        seen.extend(row.cells for row in Rows(Failing(b"a@x.com\nb@x.com\n"), "utf-8", ","))
    assert seen == [["a@x.com"], ["b@x.com"]]
    assert caught.value.problem.code == "FILE_UNREADABLE"
