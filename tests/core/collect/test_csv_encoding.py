from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.collect.csv_encoding import CHOICES, chosen, recognise
from core.messages import ProblemError

JAPANESE = "メールアドレス,姓,名,会社名,登録解除\r\n" + "".join(
    f"taro{number}@example.co.jp,山田,太郎,株式会社テスト{number},はい\r\n" for number in range(5)
)
KANJI_ONLY = "email,last_name\r\na@example.com,森\r\nb@example.com,林\r\n"
MIXED = "email,company\r\na@example.com,ABC商事\r\nb@example.com,ｱｲｳ\r\n"
HALF_WIDTH = "email,last_name\r\na@example.com,ﾔﾏﾀﾞ ﾊﾅｺ\r\n"
FRENCH = "email,last_name,company\r\na@example.com,Lefèvre,Société Générale\r\nb@example.com,Müller,Café “Zürich” –\r\n"
ONE_LETTER = "email,last_name\r\na@example.com,é\r\n"
SPANISH = "email,name\na@example.com,Muñoz\n"
SWEDISH = "email,name\na@example.com,Åsa Öberg\nb@example.com,Ångström\n"
PORTUGUESE = "email,name\na@example.com,João Conceição\n"
GERMAN = "email;name\na@example.com;Jürgen Weiß\nb@example.com;Käthe Größer\n"
RUSSIAN = (
    "email,name\n" + "a@example.com,Иван Иванович Кузнецов из общества с ограниченной ответственностью\n" * 20
)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((JAPANESE, encoding) for encoding in (*CHOICES[:-1], "iso2022_jp", "utf-32")),
        *((KANJI_ONLY, encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be", "cp932", "euc_jp")),
        *((MIXED, encoding) for encoding in ("utf-8", "utf-16-le", "cp932")),
        *((HALF_WIDTH, encoding) for encoding in ("utf-8", "utf-16-be", "cp932")),
        *((FRENCH, encoding) for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252")),
        *((text, "cp1252") for text in (ONE_LETTER, SPANISH, SWEDISH, PORTUGUESE, GERMAN)),
        (RUSSIAN, "cp1251"),
        ("email\na@example.com\n", "utf-8"),
    ],
)
def test_the_encoding_is_recognised_and_nothing_gets_lost(text: str, encoding: str) -> None:
    found = recognise(text.encode(encoding))
    assert found == encoding


def test_a_letter_cut_in_two_at_the_end_of_the_sample_does_no_harm() -> None:
    for encoding in ("utf-8", "cp932", "euc_jp", "utf-16-le"):
        data = JAPANESE.encode(encoding)
        assert {recognise(data[:length]) for length in range(150, 170)} == {encoding}


@pytest.mark.parametrize(
    "data",
    [b"\0" * 1000, bytes(range(32)) * 40, b"\x7fELF\x02\x01\x01" + b"\0" * 60, b"\x01\x02\x03\x04" * 9],
)
def test_what_is_no_text_is_told_apart(data: bytes) -> None:
    assert recognise(data) is None


def test_a_few_zero_bytes_do_not_make_a_text_a_binary_file() -> None:
    assert recognise(b"email\na@example.com\0\n" + b"b@example.com\n" * 9) == "utf-8"


@given(st.binary(max_size=400))
def test_any_bytes_are_judged_the_same_way_twice_and_can_then_be_read(data: bytes) -> None:
    found = recognise(data)
    assert found == recognise(data)
    if found is not None:
        data.decode(found, "replace")


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("Shift_JIS", "cp932"),
        ("sjis", "cp932"),
        ("Windows-31J", "cp932"),
        ("latin-1", "cp1252"),
        ("UTF8", "utf-8"),
        (" utf-16le ", "utf-16-le"),
    ],
)
def test_an_encoding_can_be_chosen_by_any_of_its_names(name: str, encoding: str) -> None:
    assert chosen(name) == encoding


@pytest.mark.parametrize("name", ["nonsense", "rot13", "base64", "", "utf\0"])
def test_what_is_no_encoding_is_refused_with_those_there_are(name: str) -> None:
    with pytest.raises(ProblemError) as caught:
        chosen(name)
    assert caught.value.problem.code == "ENCODING_UNKNOWN"
    assert "cp932" in caught.value.problem.fix.english()
