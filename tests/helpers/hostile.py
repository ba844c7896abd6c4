"""Texts as strangers might send them, for the tests of every border: the same number gives the same texts.

A short form runs with the other tests; `BORDER_INPUTS=100000` in the environment says how many inputs a border gets.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator

INPUTS = int(os.environ.get("BORDER_INPUTS", "2000"))

BITS = (
    "\x1b]0;owned\x07",
    "\x1b[2J\x1b[H",
    "\x9b31m",
    "\x00",
    "\r\n",
    "\n",
    "\t",
    "\x7f",
    "\x85",
    "\u2028",
    "\u2029",
    "\u202e",
    "\u2066",
    "\ufeff",
    "\u200b",
    "\u200d",
    "\xad",
    "\xa0",
    "\ud800",
    "\udcff",
    "\U000e0041",
    "\uffff",
    "山田@例え.テスト",
    "é",
    "ß",
    "😀",
    "e\u0301",
    "<img src=x>",
    "&lt;b>",
    "[/red]",
    "[link=file:///]",
    "{name}",
    "%s%n",
    '"',
    "'",
    "“",
    "”",
    "`",
    "\\",
    "Bearer ",
    "sep=;",
    "=1+1",
    "../",
    "/",
    "//host/",
    "http://[",
    "-",
    "0",
    "٣",
    "20:00",
    "9" * 40,
    "a",
    "Ann",
    " ",
    ",",
    "@",
)


def texts(count: int = INPUTS, *, seed: int = 1, longest: int = 8) -> Iterator[str]:
    """So many texts: bits that mean ill, among characters of any kind."""
    chance = random.Random(seed)
    for _ in range(count):
        yield "".join(
            chance.choice(BITS) if chance.random() < 0.7 else chr(chance.randrange(0x110000))
            for _ in range(chance.randint(0, longest))
        )


def blobs(count: int = INPUTS, *, seed: int = 1) -> Iterator[bytes]:
    """So many byte strings: texts in encodings that tools use, with and without marks, and plain noise."""
    chance = random.Random(seed)
    encodings = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "cp932")
    for text in texts(count, seed=seed):
        if chance.random() < 0.1:
            yield chance.randbytes(chance.randint(0, 40))
        else:
            blob = text.encode(chance.choice(encodings), "ignore" if chance.random() < 0.5 else "replace")
            yield blob[: -1 or None] if chance.random() < 0.1 else blob
