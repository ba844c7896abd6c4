from __future__ import annotations

import os
from pathlib import Path

import pytest

from core.collect.csv_file import CsvShape, inspect, rows_of
from core.messages import Problem, ProblemError
from tests.core.collect.conftest import House


def shape(house: House, text: str | bytes) -> CsvShape:
    return inspect(house.file(text))


def trouble(path: Path, encoding: str | None = None, delimiter: str | None = None) -> Problem:
    with pytest.raises(ProblemError) as caught:
        inspect(path, encoding, delimiter)
    assert caught.value.problem.fix.english()
    return caught.value.problem


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("email,name\na@x.com,Ann\n", ","),
        ("email;name\na@x.com;Lee, Ann\nb@x.com;Roe, Bob\n", ";"),
        ("email\tname\na@x.com\tLee, Ann; x\n", "\t"),
        ("email|name|note\na@x.com|Ann|a,b\n", "|"),
        ("email,note\na@x.com,one;two;three\nb@x.com,four;five\n", ","),
        ('"email","name"\n"a@x.com","Lee; Ann"\n', ","),
        ("email\na@x.com\n", ","),
        ("sep=;\nemail;name\na@x.com;Ann\n", ";"),
        ("email;name", ";"),
    ],
)
def test_the_delimiter_is_recognised(house: House, text: str, delimiter: str) -> None:
    assert shape(house, text).delimiter == delimiter


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp932"])
def test_a_japanese_file_is_read_in_every_encoding(house: House, encoding: str) -> None:
    text = "メールアドレス\t姓\t会社名\r\n" + "taro@example.jp\t山田\t株式会社テスト\r\n" * 3
    found = shape(house, text.encode(encoding))
    assert (found.encoding, found.delimiter) == (encoding, "\t")
    assert found.headers == ("メールアドレス", "姓", "会社名")
    assert found.first_rows[0] == ("taro@example.jp", "山田", "株式会社テスト")
    with rows_of(found) as rows:
        assert [row.cells[1] for row in rows] == ["山田"] * 3


def test_letters_that_tell_the_encoding_may_come_late_in_a_large_file(house: House) -> None:
    plain = "".join(f"person{number}@example.com,Smith\r\n" for number in range(40_000))
    text = f"email,name\r\n{plain}taro@example.jp,山田太郎\r\n"
    assert shape(house, text.encode("cp932")).encoding == "cp932"
    assert shape(house, text.encode("utf-8")).encoding == "utf-8"
    assert shape(house, plain.encode()).encoding == "utf-8"


def test_encoding_and_delimiter_can_be_chosen(house: House) -> None:
    path = house.file("email;name\na@x.com;Café\n".encode("cp1250"))
    found = inspect(path, "windows-1250", "semicolon")
    assert (found.encoding, found.delimiter, found.first_rows) == ("cp1250", ";", (("a@x.com", "Café"),))
    assert inspect(house.file("email,name\n"), None, "tab").headers == ("email,name",)
    assert trouble(path, "martian").code == "ENCODING_UNKNOWN"
    assert trouble(path, None, "both").code == "DELIMITER_UNKNOWN"


def test_a_file_without_a_header_row_says_so_and_loses_no_row(house: House) -> None:
    found = shape(house, "a@x.com,Ann\nb@x.com,Bob\n")
    assert (found.has_header, found.headers) == (False, ("1", "2"))
    assert found.first_rows == (("a@x.com", "Ann"), ("b@x.com", "Bob"))
    with rows_of(found) as rows:
        assert [(row.line, row.cells[0]) for row in rows] == [(1, "a@x.com"), (2, "b@x.com")]


def test_the_first_rows_are_shown_as_they_were_before_they_were_made_safe(house: House) -> None:
    assert shape(house, "email,name\n'+tag@x.com,'=1+1\n").first_rows == (("+tag@x.com", "=1+1"),)


def test_a_header_alone_is_a_file_without_rows(house: House) -> None:
    found = shape(house, "email,name\n")
    assert (found.headers, found.first_rows) == (("email", "name"), ())


# --- files that cannot be read, each with a sentence of its own


@pytest.mark.parametrize("content", [b"", b"\n\n  \r\n,,\n", b"\xef\xbb\xbf", b"sep=;\n", b"\xff\xfe"])
def test_an_empty_file_is_refused(house: House, content: bytes) -> None:
    problem = trouble(house.file(content))
    assert problem.code == "FILE_EMPTY"
    assert "people.csv" in problem.what.english()


def test_a_folder_is_refused(house: House) -> None:
    assert trouble(house.folder).code == "FILE_IS_A_FOLDER"


def test_a_missing_file_is_refused(house: House) -> None:
    assert trouble(house.folder / "gone.csv").code == "FILE_MISSING"
    assert trouble(house.file("email") / "inside.csv").code == "FILE_MISSING"
    assert trouble(Path("zero\0byte.csv")).code == "FILE_MISSING"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_refused_instead_of_waited_for(house: House) -> None:
    path = house.folder / "pipe.csv"
    os.mkfifo(path)
    assert trouble(path).code == "FILE_NOT_ORDINARY"


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to this user"
)
def test_a_file_that_may_not_be_read_is_refused(house: House) -> None:
    path = house.file("email\n")
    path.chmod(0)
    assert trouble(path).code == "FILE_NOT_ALLOWED"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04" + b"\x14\0\x06\0" * 50, "FILE_IS_A_WORKBOOK"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "FILE_IS_A_WORKBOOK"),
        (b"\0" * 4096, "FILE_IS_NO_TEXT"),
        (b"\x7fELF" + bytes(range(32)) * 20, "FILE_IS_NO_TEXT"),
        (b"x" * 2_500_000, "CSV_LINE_TOO_LONG"),
        (b'"' + b"x" * 2_500_000, "CSV_LINE_TOO_LONG"),
    ],
)
def test_what_is_no_csv_file_is_refused_in_its_own_words(house: House, content: bytes, code: str) -> None:
    assert trouble(house.file(content)).code == code
