"""The one place where answers are read: bounded in length, unpacked length and depth, and understood or refused.

Whatever stands between this program and Salesforce (a proxy's page, a gateway, somebody who means harm) can answer
in its place. So an answer is read only so far, and everything about it that is not as Salesforce has it becomes one
problem, UNREADABLE_ANSWER, which holds the beginning of what was really sent.
"""

from __future__ import annotations

import json
import math
import re
import threading
import zlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NoReturn

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import UNREADABLE_CODE, Category, Problem, ProblemError, Scope, make_problem
from core.plain_text.redaction import without_tokens

if TYPE_CHECKING:
    import requests

MOST_BYTES = 32 << 20
"""Unpacked bytes of an answer that is read whole; three descriptions of large objects in one have some 20 MB."""
MOST_VALUES = 2_000_000
"""Values in an answer of JSON or XML: each takes far more room than the few characters that it is written with."""
MOST_DEPTH = 100
"""How deep lists and objects may lie within each other."""
ENCODINGS = "gzip"
"""How an answer may be packed; said with every request."""

SURPRISES = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What working with an answer that has another shape than expected can raise."""

_CHUNK = 1 << 16
_START = 300
_LONE_SURROGATE = re.compile(rb"\\u[dD][89abAB]")
_NOT_SHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


# --- what was read last


class _Latest(threading.local):
    """The answer that this thread read last. Each worker has a line of its own, and reads one answer at a time."""

    def __init__(self) -> None:
        self.status = 0
        self.start = b""


_latest = _Latest()


def remember(status: int, start: bytes) -> None:
    """Note the answer that the calling thread works on from now on, and how it begins."""
    _latest.status, _latest.start = status, start[:_START]


def unreadable_answer(status: int | None = None) -> Problem:
    """The answer that was read last is not Salesforce's: a proxy's page, a truncated body, another shape.

    `status` is that of a part of it, where the part has one of its own.
    """
    return _unreadable(_latest.status if status is None else status, _latest.start)


def _unreadable(status: int, start: bytes) -> Problem:
    return make_problem(
        "UNREADABLE_ANSWER",
        Category.INTERMITTENT,
        NOOP("core", "The answer from the network was not one of Salesforce (HTTP status {status})."),
        NOOP("core", "It is tried again; if it persists, check the proxy and the instance URL."),
        retry=True,
        detail=_shown(start),
        scope=Scope.CALL,
        status=str(status),
    )


def _shown(start: bytes) -> str:
    """How an answer begins: without tokens, and with what cannot be seen made visible."""
    text = without_tokens(start[:_START].decode("utf-8", "replace"))
    return _NOT_SHOWN.sub(lambda found: ascii(found[0])[1:-1], text)


def too_large(start: bytes) -> Problem:
    """An answer, or a line of one, does not come to its end; `start` is how it begins."""
    return make_problem(
        "ANSWER_TOO_LARGE",
        Category.OTHER,
        NOOP(
            "core",
            "The answer from the network was longer than any of Salesforce; only its start was read.",
        ),
        NOOP("core", "Check the proxy and the address of the org, then try again."),
        detail=_shown(start),
        scope=Scope.CALL,
    )


def refuse() -> NoReturn:
    """Raise that the answer which was read last cannot be understood."""
    raise ProblemError(unreadable_answer()) from None


def unreadable_code(code: str, detail: str, category: Category, scope: Scope) -> Problem:
    """What was sent in the place of a code is none; the start of it is kept among the raw text."""
    return make_problem(
        UNREADABLE_CODE,
        category,
        NOOP("core", "Salesforce answered with an error that this program cannot read."),
        NOOP(
            "core",
            "The details hold what was sent. If it persists, check the proxy and the address of the org.",
        ),
        detail=f"{code[:1_000]}\n{detail}",
        scope=scope,
    )


# --- bytes


def read_body(answer: requests.Response) -> None:
    """Read the whole body of a streamed answer into it, so that `content` and `text` are there.

    Raises ProblemError for a body that is too long or packed in a way nobody asked for, and what reading from the
    line raises.
    """
    try:
        answer._content = joined(pieces_of(answer, _CHUNK))
    except BaseException:
        # Whatever else is on that line belongs to this answer.
        answer.close()
        raise
    answer._content_consumed = True  # type: ignore[attr-defined]
    # Never guessed: guessing takes long on a long text, and Salesforce writes nothing else.
    answer.encoding = "utf-8-sig"


def joined(pieces: Iterable[bytes]) -> bytes:
    """The pieces of a body as one; raises ProblemError when there is no end of them."""
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > MOST_BYTES:
            raise ProblemError(too_large(bytes(body[:_START])))
    return bytes(body)


def pieces_of(answer: requests.Response, size: int) -> Iterator[bytes]:
    """The body of a streamed answer as it comes, unpacked, at most `size` bytes at a time.

    However small a packed body is, no more of it is unpacked than is asked for.
    """
    packed = answer.raw.stream(size, decode_content=False)
    encoding = answer.headers.get("Content-Encoding", "").strip().lower()
    if encoding in ("", "identity"):
        yield from packed
        return
    if encoding not in ("gzip", "x-gzip"):
        raise ProblemError(_unreadable(answer.status_code, b""))
    try:
        yield from _unpacked(packed, size)
    except zlib.error:
        raise ProblemError(_unreadable(answer.status_code, b"")) from None


def _unpacked(packed: Iterator[bytes], size: int) -> Iterator[bytes]:
    unpacker = None
    for piece in packed:
        while piece:
            if unpacker is None or unpacker.eof:
                if unpacker is not None and not piece.startswith(b"\x1f\x8b"):
                    # Whatever follows the end is no part of it.
                    break
                unpacker = zlib.decompressobj(wbits=31)
            yield from _some(unpacker, piece, size)
            piece = unpacker.unconsumed_tail or unpacker.unused_data
    while unpacker is not None and not unpacker.eof:
        rest = list(_some(unpacker, b"", size))
        if not rest:
            from urllib3.exceptions import ProtocolError

            raise ProtocolError("the packed body ended before its end")
        yield from rest


def _some(unpacker: Any, piece: bytes, size: int) -> Iterator[bytes]:
    unpacked = unpacker.decompress(piece, size)
    if unpacked:
        yield unpacked


# --- JSON


def json_of(answer: requests.Response) -> Any:
    """The JSON of an answer that was read; raises ProblemError for what is none, or is too deep."""
    return json_in(answer.content, answer.text)


def json_in(body: bytes, text: str) -> Any:
    """The JSON in a text, whose bytes are `body`; see `json_of`."""
    check_values(body, b",", b"[", b"{")
    try:
        value = json.loads(text, parse_constant=_no_number, parse_float=_finite)
    except (ValueError, RecursionError):
        refuse()
    if not _is_shallow(value):
        refuse()
    # Salesforce cuts texts that are too long, through the middle of an emoji too. No database takes half of one.
    return _whole(value) if _LONE_SURROGATE.search(body) else value


def check_values(body: bytes, *marks: bytes) -> None:
    """Raises ProblemError for a body with more values than are read, as counted by what stands at each of them."""
    if sum(map(body.count, marks)) > MOST_VALUES:
        raise ProblemError(too_large(body))


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


def _finite(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise ValueError(text)
    return number


def _is_shallow(value: Any) -> bool:
    level = [value]
    for _ in range(MOST_DEPTH):
        if not level:
            return True
        level = [
            inner
            for outer in level
            if type(outer) is dict or type(outer) is list
            for inner in (outer.values() if type(outer) is dict else outer)
            if type(inner) is dict or type(inner) is list
        ]
    return not level


def _whole(value: Any) -> Any:
    """The same with the halves of surrogate pairs replaced, as a decoder of UTF-8 does it."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_whole(inner) for inner in value]
    if isinstance(value, dict):
        return {_whole(name): _whole(inner) for name, inner in value.items()}
    return value
