import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.practice_org.bulk.csv_files import (
    CHUNK,
    ResultReader,
    ResultWriter,
    UnusableUpload,
    Upload,
    stretch,
    written,
)

VALUE = st.text(st.sampled_from(" a,;\"\n\r\t'ü案😀\u2028\x85"), max_size=6)
ROWS = st.lists(st.tuples(VALUE, VALUE), min_size=1, max_size=12)
ROW_END = st.sampled_from(["\n", "\r\n"])


@given(rows=ROWS, row_end=ROW_END, copies=st.sampled_from([1, 90, 400]), data=st.data())
@settings(max_examples=60, deadline=None)
def test_any_stretch_of_a_result_is_the_rows_it_should_be(
    rows: list[tuple[str, str]], row_end: str, copies: int, data: st.DataObject
) -> None:
    rows = rows * copies
    with TemporaryDirectory() as directory:
        result, places = Path(directory, "result"), Path(directory, "places")
        writer = ResultWriter(result, places, written(["A", "B"], ",", row_end))
        for start in range(0, len(rows), CHUNK):
            writer.write("".join(written(row, ",", row_end) for row in rows[start : start + CHUNK]))
        writer.close()
        reader = ResultReader(result, places)
        first = data.draw(st.integers(0, len(rows)))
        last = data.draw(st.integers(first, len(rows)))
        content = b"".join(stretch(result, reader.place_of(first), reader.place_of(last), reader.header()))
    found = list(csv.reader(io.StringIO(content.decode(), newline="")))
    assert found == [["A", "B"], *map(list, rows[first:last])]


@pytest.mark.parametrize(
    ("separator", "values"), [("\t", ["", '\t\t"']), (",", [' "', 'a, "b']), (",", ['\t, "', "x"])]
)
def test_a_blank_before_a_quote_inside_a_quoted_value_is_no_fault(separator: str, values: list[str]) -> None:
    content = written(values, separator, "\n").encode()
    [row] = Upload(io.BytesIO(content), separator, "\n")
    assert (row.values, row.fault) == (values, "")


@given(rows=ROWS, row_end=ROW_END, separator=st.sampled_from(",;\t|^`"), data=st.data())
@settings(max_examples=100, deadline=None)
def test_an_upload_can_be_read_on_from_the_end_of_any_row(
    rows: list[tuple[str, str]], row_end: str, separator: str, data: st.DataObject
) -> None:
    content = "".join(written(row, separator, row_end) for row in rows).encode()
    whole = list(Upload(io.BytesIO(content), separator, row_end))
    assert [tuple(row.values) for row in whole] == rows
    assert not [row.fault for row in whole if row.fault]
    assert whole[-1].end == len(content)
    index = data.draw(st.integers(0, len(rows) - 1))
    stream = io.BytesIO(content)
    stream.seek(whole[index].end)
    rest = list(Upload(stream, separator, row_end))
    assert [(row.values, row.end) for row in rest] == [(row.values, row.end) for row in whole[index + 1 :]]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (b'1,"a" \n', "unescaped quote"),
        (b'1, "a"\n', "unescaped quote"),
        (b'1,"a"b\n', "unescaped quote"),
        (b'1,"never ends', "unescaped quote"),
        (b"1,a\rb\n", "line break"),
    ],
)
def test_a_row_that_is_no_csv_is_told_and_the_next_is_read(line: bytes, fault: str) -> None:
    first, *others = Upload(io.BytesIO(line + b"2,fine\n"), ",", "\n")
    assert fault in first.fault
    if b"never" not in line:
        assert [row.values for row in others] == [["2", "fine"]]


def test_quotes_after_other_characters_belong_to_the_value() -> None:
    [row] = Upload(io.BytesIO(b'a"b,c"d"\n'), ",", "\n")
    assert (row.values, row.fault) == (['a"b', 'c"d"'], "")


def test_an_unfinished_last_line_is_a_row() -> None:
    assert [row.values for row in Upload(io.BytesIO(b"1,2\n3,4"), ",", "\n")] == [["1", "2"], ["3", "4"]]


@pytest.mark.parametrize(("content", "row_end"), [(b"1\r\n", "\n"), (b"1\n", "\r\n"), (b"\xff\n", "\n")])
def test_an_upload_in_the_wrong_dress_is_refused(content: bytes, row_end: str) -> None:
    with pytest.raises(UnusableUpload):
        list(Upload(io.BytesIO(content), ",", row_end))
