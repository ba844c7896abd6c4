"""What goes wrong with an answer on its way, or is made to go wrong: one change to a recorded one, by chance."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any


@dataclass(frozen=True)
class Recorded:
    """One answer as it came; the body is not packed."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


Mutate = Callable[[Random, Recorded], Recorded]

_STRANGE: tuple[Any, ...] = (
    None, True, False, 0, 5, -1, 1.5, 2**70, "", "5", "true", "00D", "[", "\x00", "\ud800", "é" * 3, "\u202e", {},
    [], [[]], {"a": {}}, [None], "x" * 20_000, "https://evil.invalid/x", "http://[", "../../x",
    "9999-12-31T23:59:59.000+0000",
)  # fmt: skip
_NUMBERS = (
    b"Infinity",
    b"-Infinity",
    b"NaN",
    b"1e999",
    b"9" * 5_000,
    b"-0",
    b"00",
    b"0x10",
    b"1_000",
    b"\xef\xbb\xbf1",
)
_DATES = (
    "Fri, 31 Dec 9999 23:59:59 GMT", "Fri, 31 Dec 9999 23:59:59 -1200", "Sat, 01 Jan 0001 00:00:00 +1400", "x", "", "0",
    "Mon, 30 Feb 2026 00:00:00 GMT", "Mon, 01 Jan 2026 00:00:00 +99999999999", "1, 1 Jan 99999999999 0:0", "\xb2",
)  # fmt: skip
_LOCATIONS = (
    "http://[",
    "//",
    "https://evil.invalid",
    "\xff\xfe",
    "https://login.salesforce.com@evil.invalid",
    "x" * 5_000,
)
_STATUSES = (
    199, 200, 201, 202, 204, 206, 300, 301, 302, 304, 307, 308, 400, 401, 403, 404, 405, 410, 418, 420, 429,
    500, 501, 502, 503, 504, 599, 999,
)  # fmt: skip
_HEADERS = (
    ("Date", _DATES),
    ("Retry-After", ("\xb2", "-1", "9" * 400, "1e5", "Infinity", "999999999", *_DATES)),
    (
        "Sforce-Limit-Info",
        ("api-usage=1/0", "api-usage=" + "9" * 5_000 + "/1", "api-usage=/", "api-usage=1/\u0663"),
    ),
    ("Sforce-Locator", ("null", "../..", "\x7f", "x" * 5_000, "%00", "A B", "&x=1")),
    ("Content-Type", ("text/html; charset=%%%", "application/json; charset=utf-16", "", ";", "multipart/x")),
    ("Content-Encoding", ("gzip", "br", "gzip, gzip", "deflate", "identity", "zstd", "GZIP", "x" * 999)),
    ("Content-Length", ("0", "1", "-5", "99999999999", "abc", "1, 2")),
    ("Set-Cookie", ("a=b; Domain=.com", "=" * 5_000, "a=\x01; expires=Fri, 31 Dec 9999 99:99:99 GMT")),
    ("Location", _LOCATIONS),
    ("Transfer-Encoding", ("chunked", "gzip, chunked")),
)


def mutated(random: Random, answer: Recorded) -> Recorded:
    """The answer with one change, sometimes with two."""
    for _ in range(1 if random.random() < 0.8 else 2):
        kinds = [_header, _status, _bytes, _packed, _replaced]
        start = answer.body.lstrip()[:1]
        if start in (b"{", b"["):
            kinds += [_node] * 8 + [_number, _depth]
        elif start == b"<":
            kinds += [_xml] * 8
        else:
            kinds += [_csv] * 6
        answer = random.choice(kinds)(random, answer)
    return answer


# --- what surrounds a body


def _header(random: Random, answer: Recorded) -> Recorded:
    name, values = random.choice(_HEADERS)
    headers = {**answer.headers, name: random.choice(values)}
    status = random.choice((301, 302, 307)) if name == "Location" else answer.status
    return replace(answer, headers=headers, status=status)


def _status(random: Random, answer: Recorded) -> Recorded:
    return replace(answer, status=random.choice(_STATUSES))


def _packed(random: Random, answer: Recorded) -> Recorded:
    packed = gzip.compress(answer.body, 1)
    body = random.choice(
        (
            lambda: packed,
            lambda: packed[: random.randrange(len(packed) + 1)],
            lambda: packed + packed,
            lambda: packed + b"trailing",
            lambda: gzip.compress(packed, 1),
            lambda: _spoilt(random, packed),
            lambda: gzip.compress(b"[" * 200_000, 1),
            lambda: b"",
        )
    )()
    return replace(answer, body=body, headers={**answer.headers, "Content-Encoding": "gzip"})


# --- bytes


def _spoilt(random: Random, body: bytes) -> bytes:
    if not body:
        return b"\x00"
    at = random.randrange(len(body))
    return body[:at] + bytes([random.randrange(256)]) + body[at + 1 :]


def _bytes(random: Random, answer: Recorded) -> Recorded:
    body = answer.body
    at, until = sorted((random.randrange(len(body) + 1), random.randrange(len(body) + 1)))
    body = random.choice(
        (
            lambda: body[:at],
            lambda: body[at:],
            lambda: body[:at] + body[until:],
            lambda: body[:until] + body[at:],
            lambda: _spoilt(random, body),
            lambda: body[:at] + random.randbytes(random.randrange(1, 40)) + body[at:],
            lambda: b"\xef\xbb\xbf" + body,
            lambda: body.decode("utf-8", "replace").encode("utf-16"),
            lambda: body.replace(b'"', b"'"),
            lambda: body + b"\x00" * 50,
        )
    )()
    return replace(answer, body=body)


def _replaced(random: Random, answer: Recorded) -> Recorded:
    body = random.choice(
        (
            b"", b"null", b"0", b"true", b'""', b"[]", b"{}", b"[{}]", b"[null]", b'{"records":[]}', b"[[[[]]]]",
            b"<html><body>Sign in to the guest network</body></html>", b"\x00" * 100, b'[{"errorCode":5}]',
            b'[{"errorCode":"X","message":{}}]', b'{"error":"invalid_grant","error_description":[]}',
            b'{"records":[{}],"done":true}', b'{"records":[{"Id":5}],"done":true}', b'{"records":[null]}',
            b'{"records":[],"done":false}', b'{"records":[],"done":false,"nextRecordsUrl":"//evil.invalid/x"}',
            b'{"totalSize":"5","records":[],"done":true}', b"<?xml version='1.0' encoding='utf-16'?><a/>",
        )
    )  # fmt: skip
    return replace(answer, body=body)


# --- JSON


def _places(value: Any, found: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in inner:
        found.append((value, key))
        if len(found) < 5_000:
            _places(child, found)
    return found


def _node(random: Random, answer: Recorded) -> Recorded:
    try:
        value = json.loads(answer.body)
        places = _places(value, [])
    except (ValueError, RecursionError):
        # Changed already, so that it is none or too deep.
        return _bytes(random, answer)
    if not places:
        return replace(answer, body=json.dumps(random.choice(_STRANGE)).encode())
    # Half of them near the top, where what decides about the rest is.
    near = places[: max(1, len(places) // 20)]
    holder, key = random.choice(near if random.random() < 0.5 else places)
    deed = random.randrange(5)
    if deed == 0:
        del holder[key]
    elif deed == 1 and isinstance(holder, list):
        holder.extend([holder[key]] * random.randrange(1, 5))
    elif deed == 1:
        holder[str(key) + random.choice(("", "x", "__c"))] = holder.pop(key)
    elif deed == 2:
        holder[key] = {"inside": holder[key]} if random.random() < 0.5 else [holder[key]]
    else:
        holder[key] = random.choice(_STRANGE)
    return replace(answer, body=json.dumps(value).encode())


def _number(random: Random, answer: Recorded) -> Recorded:
    found = list(re.finditer(rb"(?<=[:,\[])(?:-?[\d.]+|true|false|null)(?=[,}\]])", answer.body))
    if not found:
        return _bytes(random, answer)
    at = random.choice(found)
    return replace(answer, body=answer.body[: at.start()] + random.choice(_NUMBERS) + answer.body[at.end() :])


def _depth(random: Random, answer: Recorded) -> Recorded:
    deep = random.choice((50, 99, 101, 500, 990, 1_100, 50_000))
    before, after = (b"[", b"]") if random.random() < 0.5 else (b'{"records":', b"}")
    return replace(answer, body=before * deep + answer.body[:200_000] + after * deep)


# --- CSV and XML


def _csv(random: Random, answer: Recorded) -> Recorded:
    lines = answer.body.split(b"\n")
    at = random.randrange(len(lines))
    line = lines[at]
    lines[at] = random.choice(
        (
            lambda: line + b",more",
            lambda: line.rpartition(b",")[0],
            lambda: line.replace(b'"', b""),
            lambda: b'"' + line,
            lambda: line + b'"',
            lambda: line.replace(b",", b"\n"),
            lambda: line.replace(b",", b'","'),
            lambda: line + b"\r",
            lambda: line + b"\x00",
            lambda: b"\xff" + line,
            lambda: b",".join(reversed(line.split(b","))),
            lambda: b"x" * 200_000,
            lambda: b"",
            lambda: b"," * 10_000,
        )
    )()
    return replace(answer, body=b"\n".join(lines))


def _xml(random: Random, answer: Recorded) -> Recorded:
    tags = list(re.finditer(rb"<[^>]*>", answer.body))
    if not tags:
        return _bytes(random, answer)
    at, other = random.choice(tags), random.choice(tags)
    instead = random.choice(
        (
            b"", other[0], at[0] * 3, b"<a>" * 5_000, b"<a/>" * 1_000, b"<!--", b"<![CDATA[", b"&lt;", b"&nothing;",
            b'<!DOCTYPE a [<!ENTITY b "bbbbbbbb">]>', b"<x xmlns='y'>", at[0][:-1] + b" xsi:nil='true'>", b"</",
            b"\x00", b"\xff", b'<?xml version="1.0" encoding="cp037"?>', b"<result>", b"text",
        )
    )  # fmt: skip
    return replace(answer, body=answer.body[: at.start()] + instead + answer.body[at.end() :])
