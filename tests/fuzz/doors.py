"""Knocks at every door of a practice org with inputs that nobody would send: paths, headers, JSON, SOQL, SOAP, forms.

    python -m tests.fuzz.doors --inputs 100000 --seed 1

Whatever comes, the org must answer in its own words: never with UNKNOWN_EXCEPTION, never not at all, never with JSON
that is none. The command prints what it found, and how long the slowest answer took.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import json
import logging
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

from core.practice_org.command import DATA_FILE
from core.practice_org.org.database import Database
from core.practice_org.org.org import Org
from core.practice_org.org.seed import SeedOptions, seed_org
from core.practice_org.rest.query import prepare_cursors
from core.practice_org.scenarios.reading import apply_scenario
from core.practice_org.server.web import PracticeApp
from tests.fuzz.door_inputs import Knock, Spoiler

LONGEST_S = 20.0
"""Seconds after which an input counts as one that hangs."""


@dataclass(slots=True)
class Found:
    """What so many inputs led to; `wrong` are sentences about those that were not answered as they must be."""

    inputs: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    slowest_s: float = 0.0
    slowest: Knock | None = None
    wrong: list[str] = field(default_factory=list)


class Doors:
    """One practice org in this process, without a socket: what a web server would hand it, and what it answers."""

    def __init__(self, folder: Path) -> None:
        database = Database(folder / DATA_FILE)
        seed_org(database, SeedOptions(people=60, opted_out=6, seed=1, package=True, namespace="mkto_si"))
        self.org = Org(database)
        prepare_cursors(self.org)
        self.app = PracticeApp(self.org)

    def token(self) -> str:
        """An access token that works."""
        return self.org.open_session().token

    def close(self) -> None:
        """End it."""
        self.app.close()
        self.org.database.close()

    async def answer(self, knock: Knock) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of the answer to one request; raises whatever goes past the org."""
        raw = quote(knock.path, safe="/%?#[]@!$&'()*+,;=~{}<>\\\"|^`", errors="surrogatepass").encode(
            "ascii", "replace"
        )
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "scheme": "https",
            "method": knock.method, "path": knock.path, "raw_path": raw, "root_path": "",
            "query_string": knock.query.encode("ascii", "replace"),
            "headers": [(k.encode(), v.encode("latin-1", "replace")) for k, v in knock.headers],
            "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 1),
        }  # fmt: skip
        told = [{"type": "http.request", "body": knock.body, "more_body": False}]
        said: list[Any] = []

        async def receive() -> dict[str, Any]:
            return told.pop(0) if told else {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            said.append(message)

        await self.app(scope, receive, send)
        body = b"".join(message.get("body", b"") for message in said)
        if not said:
            return 0, {}, body
        return said[0]["status"], {k.decode(): v.decode("latin-1") for k, v in said[0]["headers"]}, body


class _Logged(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.records: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        trouble = record.exc_info[1] if record.exc_info else None
        self.records.append(f"{record.getMessage()[:200]}: {type(trouble).__name__}: {str(trouble)[:200]}")


async def knock_at(doors: Doors, inputs: int, seed: int) -> Found:
    """So many inputs, one after the other; what is wrong is told at the end, at most a hundred times."""
    logged = _Logged()
    logger = logging.getLogger("core.practice_org")
    logger.addHandler(logged)
    found = Found()
    spoiler = Spoiler(seed, doors.token())
    try:
        while found.inputs < inputs and len(found.wrong) < 100:
            knock = spoiler.knock()
            found.inputs += 1
            began = time.monotonic()
            # Whatever goes past the org is what is looked for.
            [answer] = await asyncio.gather(
                asyncio.wait_for(doors.answer(knock), LONGEST_S), return_exceptions=True
            )
            if isinstance(answer, BaseException):
                status, fault = 0, f"{type(answer).__name__}: {str(answer)[:200]}"
            else:
                status, fault = answer[0], _fault(knock, *answer)
            found.statuses[status] += 1
            took = time.monotonic() - began
            if took > found.slowest_s:
                found.slowest_s, found.slowest = took, knock
            if logged.records:
                fault = logged.records.pop()
                logged.records.clear()
            if fault:
                found.wrong.append(f"{fault} | {_short(knock)}")
            if found.inputs % 200 == 0:
                _put_right(doors)
                # Some inputs are fair: they expire the token, or revoke it.
                spoiler = Spoiler(seed + found.inputs, doors.token())
    finally:
        logger.removeHandler(logged)
    return found


def _put_right(doors: Doors) -> None:
    """Take back what fair inputs changed, so that later ones meet an org that works."""
    apply_scenario(
        doors.org, {"clear": True, "org": {"setup": "fresh", "limits": {"daily": 10**9, "used": 0}}}
    )


def _fault(knock: Knock, status: int, headers: dict[str, str], body: bytes) -> str:
    """What is wrong with an answer; empty when nothing is."""
    if status == 0:
        return "no answer"
    try:
        return _nonsense(knock, status, headers, body)
    except (ValueError, OSError, ElementTree.ParseError) as trouble:
        return f"{type(trouble).__name__}: {trouble}"


def _nonsense(knock: Knock, status: int, headers: dict[str, str], body: bytes) -> str:
    text = gzip.decompress(body) if headers.get("Content-Encoding") == "gzip" and body else body
    if b"UNKNOWN_EXCEPTION" in text or b"Traceback" in text:
        return "UNKNOWN_EXCEPTION"
    kind = headers.get("Content-Type", "")
    if status >= 500 and knock.method != "HEAD":
        # SOAP puts every refusal into a fault with this status.
        if "xml" not in kind or b"faultcode" not in text:
            return f"status {status}"
        ElementTree.fromstring(text)
    if any("\r" in value or "\n" in value for value in headers.values()):
        return "a header with a line break"
    if kind.startswith("application/json") and text and knock.method != "HEAD":
        json.loads(text.decode(), parse_constant=_no_json)
    return ""


def _no_json(word: str) -> None:
    raise ValueError(f"{word} is no JSON")


def _short(knock: Knock) -> str:
    text = f"{knock.method} {knock.path[:120]!r} ?{knock.query[:160]} {dict(knock.headers)!r} {knock.body[:300]!r}"
    return text.replace("Bearer ", "")[:900]


def main() -> int:
    """Print what was found; 1 when anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    logging.getLogger("core.practice_org").propagate = False
    with tempfile.TemporaryDirectory() as folder:
        doors = Doors(Path(folder))
        began = time.monotonic()
        found = asyncio.run(knock_at(doors, arguments.inputs, arguments.seed))
        seconds = time.monotonic() - began
        doors.close()
    slowest = "" if found.slowest is None else _short(found.slowest)
    lines = [
        *found.wrong,
        f"{found.inputs:,} inputs in {seconds:.0f} s; statuses {dict(sorted(found.statuses.items()))}",
        f"{len(found.wrong)} wrong; the slowest answer took {found.slowest_s:.2f} s: {slowest[:300]}",
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if found.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
