"""Reading a secret that somebody hands in: piped, from a file, pasted into a field, or in the environment.

What tools put around a secret on its way is taken off where it is certain that it is not part of it: the mark at the
beginning of a file, UTF-16 of PowerShell, the end of the line, quotation marks of the shell, "Bearer ", characters
that nobody sees. Whatever else cannot belong to it is refused in words, for a wrong secret costs a sign-in and, in
some orgs, an account. No sentence here repeats anything of it.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from enum import Enum

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category, Message, Problem, ProblemError, Scope, make_problem

LONGEST = 100_000
"""Bytes of what is handed in; no secret comes near it."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_QUOTES = ("''", '""', "``", "“”", "‘’", "„“", "‚‘", "«»", "「」", "『』", """＂＂""", "＇＇")
_SCHEME = re.compile(r"(?:authorization\s*:\s*)?(?:bearer|oauth)\s+", re.IGNORECASE)
_KEY_BLOCK = re.compile(r"-----BEGIN ([A-Z0-9 ]*PRIVATE KEY)-----(.*?)-----END \1-----", re.DOTALL)
_PEM_LINE = 64


class SecretKind(Enum):
    """What a secret is, which decides what can be part of it."""

    ACCESS_TOKEN = "access token"
    CONSUMER_SECRET = "consumer secret"
    PRIVATE_KEY = "private key"
    PASSWORD = "password"


def secret_from_bytes(given: bytes, kind: SecretKind) -> str:
    """The secret in what was piped or lies in a file; empty where there is none. Raises ProblemError in words."""
    if len(given) > LONGEST:
        raise ProblemError(_refused(_TOO_LONG, _GIVE_IT_ALONE))
    return secret_from_text(_decoded(given), kind, quoted=True)


def secret_from_text(given: str, kind: SecretKind, *, quoted: bool = False) -> str:
    """The secret in a text that was typed, pasted or set; empty where there is none. Raises ProblemError in words.

    `quoted`: it came through a shell or a file, where a password can have got quotation marks on the way; in a
    field they are part of it.
    """
    if len(given) > LONGEST:
        raise ProblemError(_refused(_TOO_LONG, _GIVE_IT_ALONE))
    if kind is SecretKind.PRIVATE_KEY:
        return _key(given)
    if kind is SecretKind.PASSWORD:
        return _password(given, quoted=quoted)
    return _word(given, kind)


def _decoded(given: bytes) -> str:
    for mark, encoding in _MARKS:
        if given.startswith(mark):
            return _text(given[len(mark) :], encoding)
    if b"\0" in given:
        # Without a mark: text of mostly ASCII has its zero bytes all on one side.
        even, odd = given[::2].count(0), given[1::2].count(0)
        return _text(given, "utf-16-le" if odd > even else "utf-16-be")
    return _text(given, "utf-8")


def _text(given: bytes, encoding: str) -> str:
    try:
        return given.decode(encoding)
    except UnicodeDecodeError:
        pass
    raise ProblemError(_refused(_NOT_TEXT, _SAVE_AS_UTF_8))


def _password(given: str, *, quoted: bool) -> str:
    """A password may hold nearly anything, blanks and quotation marks too: only the end of the line goes."""
    text = given.removeprefix("\ufeff")
    text = text.rstrip("\r\n") if quoted else text
    _refuse_control(text)
    if quoted and (inner := _unquoted(text)) != text:
        if _unquoted(inner) == inner:
            raise ProblemError(_refused(_QUOTED, _WITHOUT_QUOTES))
        return inner
    return text


def _word(given: str, kind: SecretKind) -> str:
    """A token or a secret of an app: one word of plain ASCII."""
    text = "".join(letter for letter in given if unicodedata.category(letter) != "Cf").strip().strip("\0")
    before = None
    while text != before:
        before = text
        text = _unquoted(text).strip()
        if kind is SecretKind.ACCESS_TOKEN:
            text = _SCHEME.sub("", text, count=1) if _SCHEME.match(text) else text
    if kind is SecretKind.ACCESS_TOKEN and text.lower() in ("bearer", "oauth"):
        return ""
    if len(text.splitlines()) > 1:
        raise ProblemError(_refused(_SEVERAL_LINES, _GIVE_IT_ALONE))
    wrong = next((at for at, letter in enumerate(text) if not "!" <= letter <= "~" or letter in "\"'`"), None)
    if wrong is not None:
        raise ProblemError(_refused(_FOREIGN_CHARACTER, _GIVE_IT_ALONE, place=wrong + 1))
    return text


def _key(given: str) -> str:
    """A private key, by the book again: what stands around it or was done to its lines is taken back."""
    text = "".join(letter for letter in given if unicodedata.category(letter) != "Cf")
    text = text.replace("\\r", "").replace("\\n", "\n").replace("\r\n", "\n").replace("\r", "\n").strip()
    found = _KEY_BLOCK.search(text)
    if found is None:
        return text
    label, body = found[1], found[2]
    if ":" in body:  # a header of a key with a password of its own; its lines mean something
        return found[0]
    letters = "".join(body.split())
    lines = [letters[at : at + _PEM_LINE] for at in range(0, len(letters), _PEM_LINE)]
    return "\n".join([f"-----BEGIN {label}-----", *lines, f"-----END {label}-----"])


def _unquoted(text: str) -> str:
    pair = text[:1] + text[-1:]
    return text[1:-1] if len(text) > 1 and pair in _QUOTES else text


def _refuse_control(text: str) -> None:
    if any(mark in text for mark in "\r\n\u2028\u2029\x85"):
        raise ProblemError(_refused(_SEVERAL_LINES, _GIVE_IT_ALONE))
    for at, letter in enumerate(text):
        if unicodedata.category(letter) in ("Cc", "Cf", "Cs"):
            raise ProblemError(_refused(_UNSEEN_CHARACTER, _GIVE_IT_ALONE, place=at + 1))


def _refused(what: str, fix: str, **values: int) -> Problem:
    return make_problem(
        "SECRET_NOT_USABLE",
        Category.AUTHENTICATION,
        Message(what, values),
        fix,
        scope=Scope.RECORD,
    )


_TOO_LONG = NOOP("core", "What was given is far too long to be a secret.")
_NOT_TEXT = NOOP("core", "The secret that was given is in an encoding that cannot be told for certain.")
_SEVERAL_LINES = NOOP("core", "What was given has several lines, and the secret is one.")
_FOREIGN_CHARACTER = NOOP(
    "core", "The secret that was given has a character at place {place} that none can have."
)
_UNSEEN_CHARACTER = NOOP(
    "core", "The password that was given has a character at place {place} that nobody sees."
)
_QUOTED = NOOP("core", "The password that was given stands in quotation marks.")
_GIVE_IT_ALONE = NOOP("core", "Give the secret alone, as it was shown where you copied it.")
_SAVE_AS_UTF_8 = NOOP("core", "Save it as UTF-8, and give it again.")
_WITHOUT_QUOTES = NOOP(
    "core", "Give it without them; where they are part of the password, put a second pair around it."
)
