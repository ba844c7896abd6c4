from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from core.messages import ProblemError
from core.salesforce.sign_in.jwt import checked_key, key_in_file
from core.secrets.credentials import ACCESS_TOKEN, CA_FILE, INSTANCE_URL, from_environment, taken_from
from core.secrets.given_secret import LONGEST, SecretKind, secret_from_bytes, secret_from_text
from tests.helpers import hostile

TOKEN = "00D000000000001!AQEAQFwxyz.z_-AB"
SECRET = "1A2B3C4D5E6F+/="
PASSWORD = " pa ss“wörd山 "


def wrapped(text: str) -> list[bytes]:
    """The text as the tools of three systems hand it over."""
    return [
        text.encode(),
        f"{text}\n".encode(),
        f"{text}\r\n".encode(),
        codecs.BOM_UTF8 + text.encode(),
        codecs.BOM_UTF16_LE + f"{text}\r\n".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + f"{text}\r\n".encode("utf-16-be"),
        codecs.BOM_UTF32_LE + f"{text}\n".encode("utf-32-le"),
    ]


@pytest.mark.parametrize(
    ("secret", "kind"),
    [
        (TOKEN, SecretKind.ACCESS_TOKEN),
        (SECRET, SecretKind.CONSUMER_SECRET),
        (PASSWORD, SecretKind.PASSWORD),
    ],
)
def test_what_pipes_and_files_put_around_a_secret_is_taken_off(secret: str, kind: SecretKind) -> None:
    assert [secret_from_bytes(given, kind) for given in wrapped(secret)] == [secret] * 7


def test_utf_16_without_a_mark_is_understood() -> None:
    for encoding in ("utf-16-le", "utf-16-be"):
        assert secret_from_bytes(f"{TOKEN}\r\n".encode(encoding), SecretKind.ACCESS_TOKEN) == TOKEN


@pytest.mark.parametrize(
    "given",
    [
        f'"{TOKEN}"',
        f"'{TOKEN}'",
        f"“{TOKEN}”",
        f"Bearer {TOKEN}",
        f"bearer  {TOKEN}\n",
        f"Authorization: Bearer {TOKEN}",
        f'"Bearer {TOKEN}"',
        f"OAuth {TOKEN}",
        f"\u200b{TOKEN}\u2060",
        f"\xa0{TOKEN}\t\n\n",
        f"{TOKEN[:9]}\xad{TOKEN[9:]}",
        f"\ufeff{TOKEN}",
    ],
)
def test_an_access_token_is_found_in_what_people_paste(given: str) -> None:
    assert secret_from_text(given, SecretKind.ACCESS_TOKEN) == TOKEN
    assert secret_from_bytes(given.encode(), SecretKind.ACCESS_TOKEN) == TOKEN


@pytest.mark.parametrize(
    ("given", "kind", "why"),
    [
        (f"{TOKEN}\n{TOKEN}\n", SecretKind.ACCESS_TOKEN, "several lines"),
        (f'{{"access_token": "{TOKEN}"}}', SecretKind.ACCESS_TOKEN, "character at place 2"),
        (f"{TOKEN}山", SecretKind.ACCESS_TOKEN, f"character at place {len(TOKEN) + 1}"),
        (f"{TOKEN}\x1b[2J", SecretKind.ACCESS_TOKEN, "character at place"),
        (f"Bearer {SECRET}", SecretKind.CONSUMER_SECRET, "character at place 7"),
        ("pass\nword", SecretKind.PASSWORD, "several lines"),
        ("pass\u200bword", SecretKind.PASSWORD, "place 5 that nobody sees"),
        ('"password"\n', SecretKind.PASSWORD, "quotation marks"),
        ("x" * (LONGEST + 1), SecretKind.PASSWORD, "far too long"),
    ],
)
def test_what_cannot_be_the_secret_is_refused_in_words_that_do_not_repeat_it(
    given: str, kind: SecretKind, why: str
) -> None:
    with pytest.raises(ProblemError) as caught:
        secret_from_bytes(given.encode(), kind)
    said = caught.value.problem.english()
    assert why in said
    assert caught.value.problem.fix.english()
    assert not [part for part in (TOKEN, SECRET, "pass") if part in said.replace("password", "")]


def test_bytes_of_an_old_code_page_are_not_guessed() -> None:
    with pytest.raises(ProblemError) as caught:
        secret_from_bytes("pässwörd".encode("cp1252"), SecretKind.PASSWORD)
    assert "encoding" in caught.value.problem.english()


def test_a_password_that_has_quotation_marks_of_its_own_gets_a_second_pair_in_a_pipe() -> None:
    assert secret_from_bytes(b'""word""\n', SecretKind.PASSWORD) == '"word"'
    assert secret_from_text('"word"', SecretKind.PASSWORD) == '"word"'


@pytest.fixture(scope="module")
def pem() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()


def test_a_private_key_is_good_however_it_was_kept(pem: str, tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    ways = [
        pem.replace("\n", "\r\n").encode(),
        codecs.BOM_UTF8 + pem.encode(),
        pem.encode("utf-16"),
        f'"{pem}"'.encode(),
        pem.strip().replace("\n", "\\n").encode(),
        pem.replace("\n", " ").encode(),
        f"my key:\n{pem}\nsaved yesterday\n".encode(),
        pem.replace("M", "M\u200b").encode(),
    ]
    for way in ways:
        path.write_bytes(way)
        assert checked_key(key_in_file(path)) == pem


def test_a_key_with_a_password_of_its_own_is_told_as_such() -> None:
    encrypted = (
        rsa.generate_private_key(public_exponent=65537, key_size=2048)
        .private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.TraditionalOpenSSL,
            serialization.BestAvailableEncryption(b"x"),
        )
        .decode()
    )
    with pytest.raises(ProblemError) as caught:
        checked_key(encrypted.replace("\n", "\r\n"))
    assert caught.value.problem.code == "KEY_NEEDS_PASSWORD"


def test_the_environment_is_read_by_the_same_reader_and_inherited_by_no_child() -> None:
    environment = {
        INSTANCE_URL: "https://a.my.salesforce.com",
        ACCESS_TOKEN: f'"Bearer {TOKEN}"\n',
        CA_FILE: "",
        "PATH": "/bin",
    }
    whole = taken_from(environment)
    assert environment == {"PATH": "/bin"}
    access = from_environment(whole)
    assert access is not None
    assert access.access_token == TOKEN


@pytest.mark.parametrize("kind", list(SecretKind))
def test_whatever_is_piped_in_is_a_clean_secret_or_refused_in_words(kind: SecretKind) -> None:
    for given in hostile.blobs(seed=3):
        try:
            secret = secret_from_bytes(given, kind)
        except ProblemError as error:
            said = error.problem.english()
            assert "secret" in said or "password" in said
            continue
        if kind in (SecretKind.ACCESS_TOKEN, SecretKind.CONSUMER_SECRET):
            assert all("!" <= letter <= "~" for letter in secret)
        elif kind is SecretKind.PASSWORD:
            assert not set(secret) & set("\r\n\0\x1b\u200b\ufeff")
