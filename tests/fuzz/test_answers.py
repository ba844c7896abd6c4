"""A short run of the fuzzer of answers, and what a hostile server sends over a real line."""

from __future__ import annotations

import gzip
import http.server
import json
import socketserver
import ssl
import threading
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import trustme

from core.messages import CancelledError, ProblemError
from core.salesforce.http import transport
from core.salesforce.http.csv_rows import CsvRows
from core.salesforce.http.tokens import HandedInToken
from core.salesforce.org import SalesforceOrg
from tests.fuzz import answers
from tests.helpers.practice import PracticeOrg

SHORT = 1_500
MEGABYTE = 1 << 20


@pytest.fixture(scope="module")
def tape() -> answers.Tape:
    with PracticeOrg(people=60, opted_out=6) as practice:
        return answers.record(practice)


def test_a_conversation_that_nobody_changed_is_understood(tape: answers.Tape) -> None:
    player = answers.Player()
    with answers.beneath(lambda *_: player):
        for name, verb in answers.VERBS.items():
            player.waiting = list(tape.answers[name])
            with answers.client(tape) as org:
                assert answers._untrue(verb(org, tape.shape)) == "", name


def test_every_surprise_is_understood_or_one_problem(tape: answers.Tape) -> None:
    figures = answers.fuzz(tape, SHORT, seed=20_26)
    assert figures.failures == []
    assert figures.understood > SHORT // 10
    assert figures.problems["UNREADABLE_ANSWER"] > SHORT // 10


# --- a hostile server on a real line


class EvilServer:
    """Answers whatever is asked with what `say` writes to the line, head and all."""

    def __init__(self, folder: Path) -> None:
        authority = trustme.CA()
        self.ca_file = folder / "evil.pem"
        authority.cert_pem.write_to_path(str(self.ca_file))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("127.0.0.1").configure_cert(context)
        self.say: Callable[[Callable[[bytes], object]], None] = lambda _: None
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def handle(self) -> None:
                length, line = 0, self.rfile.readline()
                while line.strip():
                    name, _, value = line.partition(b":")
                    length = int(value) if name.lower() == b"content-length" else length
                    line = self.rfile.readline()
                self.rfile.read(length)
                try:
                    outer.say(self.wfile.write)
                except OSError:
                    self.close_connection = True

        class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
            daemon_threads = True

            def handle_error(self, *_: Any) -> None:
                """Whoever hung up in the middle has had enough."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.url = f"https://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EvilServer]:
    server = EvilServer(tmp_path_factory.mktemp("evil"))
    yield server
    server.close()


def head(*lines: str, status: str = "200 OK") -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "Connection: close", "", ""]).encode()


JSON = "Content-Type: application/json"


@contextmanager
def peak_below(megabytes: int) -> Iterator[None]:
    """What is held meanwhile, at most."""
    tracemalloc.start()
    try:
        yield
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < megabytes * MEGABYTE, f"{peak / MEGABYTE:.0f} MB"


def asked(evil: EvilServer, do: Callable[[SalesforceOrg], object]) -> ProblemError:
    with (
        SalesforceOrg(
            evil.url,
            HandedInToken("00Dx!secret"),
            ca_file=evil.ca_file,
            patience=answers.ONCE,
            short_patience=answers.ONCE,
        ) as org,
        pytest.raises(ProblemError) as caught,
    ):
        do(org)
    return caught.value


def rows(org: SalesforceOrg) -> list[list[str]]:
    return list(CsvRows(org.client, "jobs/query/750000000000001/results", None))


def test_a_small_packed_answer_that_unpacks_to_no_end_is_not_unpacked(evil: EvilServer) -> None:
    packed = gzip.compress(b" " * 300 * MEGABYTE, 9)
    assert len(packed) < MEGABYTE
    evil.say = lambda write: write(
        head(JSON, "Content-Encoding: gzip", f"Content-Length: {len(packed)}") + packed
    )
    with peak_below(100):
        problem = asked(evil, lambda org: org.describe()).problem
    assert problem.code == "ANSWER_TOO_LARGE"


def test_packed_again_and_again_it_is_refused(evil: EvilServer) -> None:
    body = gzip.compress(gzip.compress(b" " * 100 * MEGABYTE))
    evil.say = lambda write: write(
        head(JSON, "Content-Encoding: gzip, gzip", f"Content-Length: {len(body)}") + body
    )
    assert asked(evil, lambda org: org.describe()).problem.code == "UNREADABLE_ANSWER"


def test_an_answer_without_end_is_read_only_so_far(evil: EvilServer) -> None:
    def endless(write: Callable[[bytes], object]) -> None:
        write(head(JSON))
        while True:
            write(b'{"a":' + b" " * MEGABYTE)

    evil.say = endless
    with peak_below(150):
        problem = asked(evil, lambda org: org.describe()).problem
    assert problem.code == "ANSWER_TOO_LARGE"
    assert problem.detail.startswith('{"a":')


def test_many_small_values_are_not_made_into_objects(evil: EvilServer) -> None:
    body = b"[" + b"{}," * 9_000_000 + b"{}]"
    evil.say = lambda write: write(head(JSON, f"Content-Length: {len(body)}") + body)
    with peak_below(200):
        assert asked(evil, lambda org: org.describe()).problem.code == "ANSWER_TOO_LARGE"


@pytest.mark.parametrize(
    "row",
    [b"x" * MEGABYTE, b'"' + b"line\n" * 200_000, b'"a\n",' * 200_000, b"," * MEGABYTE],
    ids=["one line", "one field of many lines", "one row of many lines", "one row of many fields"],
)
def test_a_row_of_csv_without_end_is_read_only_so_far(evil: EvilServer, row: bytes) -> None:
    def endless(write: Callable[[bytes], object]) -> None:
        write(head("Content-Type: text/csv") + b"Id,Name\n")
        while True:
            write(row)

    evil.say = endless
    with peak_below(120):
        assert asked(evil, rows).problem.code in ("ANSWER_TOO_LARGE", "UNREADABLE_ANSWER")


@pytest.mark.parametrize("deep", [b"[", b'{"a":'])
def test_what_lies_too_deep_is_one_problem(evil: EvilServer, deep: bytes) -> None:
    for depth in (101, 900, 5_000, 1_000_000):
        body = deep * depth + b"1" + (b"]" if deep == b"[" else b"}") * depth
        evil.say = lambda write, body=body: write(head(JSON, f"Content-Length: {len(body)}") + body)  # type: ignore[misc]
        assert asked(evil, lambda org: org.ask_usage()).problem.code == "UNREADABLE_ANSWER"


@pytest.mark.parametrize(
    "lines",
    [
        [f"X-{number}: y" for number in range(5_000)],
        ["X-Long: " + "y" * 1_000_000],
        ["Transfer-Encoding: chunked", "", "zzz"],
    ],
    ids=["many", "long", "a chunk of no size"],
)
def test_headers_without_end_or_sense_are_one_problem(evil: EvilServer, lines: list[str]) -> None:
    evil.say = lambda write: write(head(JSON, *lines) + b"{}")
    with peak_below(60):
        assert asked(evil, lambda org: org.ask_usage()).problem.retry


def test_an_answer_that_never_begins_is_waited_for_only_so_long(
    evil: EvilServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = threading.Event()

    def hesitant(write: Callable[[bytes], object]) -> None:
        while not over.wait(0.05):
            write(b"HTTP/1.1 100 Continue\r\n\r\n")

    evil.say = hesitant
    monkeypatch.setattr(transport, "LONGEST_EXCHANGE_S", 1.0)
    try:
        assert asked(evil, lambda org: org.ask_usage()).problem.code == "NO_ANSWER_IN_TIME"
    finally:
        over.set()


def test_cancel_is_heard_while_a_server_drips(evil: EvilServer) -> None:
    over, stop = threading.Event(), threading.Event()

    def dripping(write: Callable[[bytes], object]) -> None:
        write(head("Content-Type: text/csv") + b"Id,Name\n")
        stop.set()
        while not over.wait(0.05):
            write(b"x")

    evil.say = dripping
    with SalesforceOrg(evil.url, HandedInToken("t"), ca_file=evil.ca_file, stop=stop) as org:
        stop.clear()
        try:
            with pytest.raises(CancelledError):
                rows(org)
        finally:
            over.set()


@pytest.mark.parametrize(
    ("status", "lines", "body", "shown"),
    [
        ("204 No Content", [], b"", "HTTP status 204"),
        ("200 OK", [JSON], b"<html>guest network</html>", "HTTP status 200"),
        ("418 I'm a teapot", [JSON], b"tea", "HTTP status 418"),
    ],
)
def test_the_status_and_the_start_of_what_was_sent_are_told(
    evil: EvilServer, status: str, lines: list[str], body: bytes, shown: str
) -> None:
    evil.say = lambda write: write(head(*lines, f"Content-Length: {len(body)}", status=status) + body)
    problem = asked(evil, lambda org: org.client.compose(["limits"])).problem
    assert problem.code == "UNREADABLE_ANSWER"
    assert shown in problem.english()
    assert problem.detail == body.decode()


def test_what_is_told_of_an_answer_holds_no_token_and_nothing_unseen(evil: EvilServer) -> None:
    sent = {
        "access_token": "00D000000000001!AQ0AQsecret",
        "id_token": "eyJsecret",
        "x": "\x1b]0;evil\x07\u202e",
    }
    body = json.dumps(sent, ensure_ascii=False).replace("\\u001b", "\x1b").encode()
    evil.say = lambda write: write(head(JSON, f"Content-Length: {len(body)}") + body)
    detail = asked(evil, lambda org: org.client.compose(["limits"])).problem.detail
    assert "secret" not in detail
    assert "\x1b" not in detail
    assert "\u202e" not in detail
    assert "\\x1b" in detail


@pytest.mark.parametrize("where", ["http://[", "https://evil.invalid/x", "//", "\xff"])
def test_a_redirect_leads_nowhere_whatever_it_names(evil: EvilServer, where: str) -> None:
    evil.say = lambda write: write(
        b"HTTP/1.1 302 Found\r\nLocation: "
        + where.encode("latin-1")
        + b"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    )
    assert asked(evil, lambda org: org.ask_usage()).problem.code == "ORG_MOVED"


@pytest.mark.parametrize(
    "lines",
    [
        ["Date: Fri, 31 Dec 9999 23:59:59 -1200"],
        ["Date: Mon, 01 Jan 2026 00:00:00 +99999999999"],
        ["Retry-After: " + "9" * 5_000],
        ["Sforce-Limit-Info: api-usage=" + "9" * 5_000 + "/1"],
        ["Sforce-Limit-Info: api-usage=1/0"],
    ],
)
def test_a_header_that_nobody_can_mean_is_as_good_as_none(evil: EvilServer, lines: list[str]) -> None:
    body = b'{"DailyApiRequests":{"Max":10,"Remaining":4}}'
    evil.say = lambda write: write(head(JSON, *lines, f"Content-Length: {len(body)}") + body)
    with SalesforceOrg(evil.url, HandedInToken("t"), ca_file=evil.ca_file) as org:
        usage = org.ask_usage()
        assert usage is not None
        assert (usage.used, usage.total) == (6, 10)
        assert org.server_time is None
