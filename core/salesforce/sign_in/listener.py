"""Waits on loopback for the browser to come back from Salesforce.

It answers one path, on this computer only, only while the sign-in waits, and heeds only an answer that carries
the right state: whatever else calls is sent away, and the waiting goes on.

The callback says `localhost`, which browsers look for at 127.0.0.1 or at ::1, as they please: it listens at both, on
the same port, and passes over a port that somebody else has at either. An answer counts once it is read, whatever
becomes of the page that the browser is shown for it.
"""

from __future__ import annotations

import errno
import hmac
import html
import logging
import os
import queue
import selectors
import socket
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from core.messages import CancelledError, ProblemError
from core.salesforce.values.sign_in_problems import no_port, too_late

log = logging.getLogger(__name__)

PORTS = (1717, 8517, 8617, 8717, 8817)
"""Tried in turn. The app in Salesforce lists a callback URL for each: it takes no other, and no wildcard."""

PATH = "/OauthRedirect"

_LOOK_ROUND_S = 0.1
_SILENCE_S = 5.0
_PAGE_S = 2.0
_NO_IPV6 = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT, errno.EPROTONOSUPPORT)
"""What systems say where IPv6 is switched off: there nobody can be at ::1 either."""
_LONGEST_TARGET = 8_192

_ARRIVED = (
    ("Salesforce has answered. You can close this page and go back to Unsubscribe Sync.", "en"),
    ("Salesforce から応答がありました。このページを閉じて、Unsubscribe Sync に戻ってください。", "ja"),
)
_DENIED = (
    ("Salesforce did not let the program in. Unsubscribe Sync says why; you can close this page.", "en"),
    (
        "Salesforce はプログラムを許可しませんでした。理由は Unsubscribe Sync に表示されます。"
        "このページは閉じてかまいません。",
        "ja",
    ),
)
_FOREIGN = (
    (
        "This is not the answer to the sign-in that is waiting. Start the sign-in again in Unsubscribe Sync.",
        "en",
    ),
    (
        "これは、待機中のログインへの応答ではありません。Unsubscribe Sync でログインをやり直してください。",
        "ja",
    ),
)


def callback_urls(ports: Sequence[int] = PORTS) -> tuple[str, ...]:
    """What the app in Salesforce must list, one on a line."""
    return tuple(f"http://localhost:{port}{PATH}" for port in ports)


class Listener:
    """The waiting place of one sign-in; a context manager. Raises ProblemError when every port is taken."""

    def __init__(self, state: str, ports: Sequence[int] = PORTS) -> None:
        self._state = state
        self._answers: queue.SimpleQueue[dict[str, str]] = queue.SimpleQueue()
        self._page_is_out = threading.Event()
        self._servers = self._first_free(ports)
        self.port: int = self._servers[0].server_address[1]
        self.callback_url = f"http://localhost:{self.port}{PATH}"

    def wait(
        self, seconds: float, stop: threading.Event, clock: Callable[[], float] = time.monotonic
    ) -> dict[str, str]:
        """What the browser brought, at most `seconds` from now.

        Raises ProblemError (SIGN_IN_TIMED_OUT) when nothing comes, CancelledError when `stop` is set.
        """
        deadline = clock() + seconds
        while True:
            if stop.is_set():
                raise CancelledError
            try:
                given = self._answers.get_nowait()
            except queue.Empty:
                if clock() >= deadline:
                    raise ProblemError(too_late(max(1, round(seconds / 60)))) from None
                self._look_round()
            else:
                # Whoever waits may end the program next, and a page that is cut off looks like a failure.
                self._page_is_out.wait(_PAGE_S)
                return given

    def close(self) -> None:
        """Listen no longer."""
        for server in self._servers:
            server.server_close()

    def _look_round(self) -> None:
        """Wait a moment for a browser at either address, and let it be answered in a thread of its own."""
        with selectors.DefaultSelector() as waiting:
            for server in self._servers:
                waiting.register(server, selectors.EVENT_READ, server)
            for ready, _ in waiting.select(_LOOK_ROUND_S):
                ready.data.handle_request()

    def __enter__(self) -> Listener:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _first_free(self, ports: Sequence[int]) -> list[_Server]:
        for port in ports:
            try:
                return self._at_both_addresses(port)
            except OSError:
                log.info("port %d is taken", port)
        raise ProblemError(no_port(", ".join(str(port) for port in ports)))

    def _at_both_addresses(self, port: int) -> list[_Server]:
        """Raises OSError where somebody else has the port at either address."""
        four = _Server(socket.AF_INET, ("127.0.0.1", port), self._judge, self._page_is_out.set)
        try:
            return [four, _Server(socket.AF_INET6, ("::1", port), self._judge, self._page_is_out.set)]
        except OSError as error:
            if error.errno not in _NO_IPV6:
                four.server_close()
                raise
            return [four]

    def _judge(self, host: str, target: str) -> tuple[int, str]:
        """Status and page for a request; the awaited answer is kept at once."""
        parts = urlsplit(target)
        here = {f"{name}:{self.port}" for name in ("localhost", "127.0.0.1", "[::1]")}
        if host not in here or parts.path != PATH:
            return 404, _page(_FOREIGN)
        given = dict(parse_qsl(parts.query, keep_blank_values=True))
        state = given.get("state", "").encode("utf-8", "replace")
        if not hmac.compare_digest(state, self._state.encode()) or not ("code" in given or "error" in given):
            return 400, _page(_FOREIGN)
        self._answers.put(given)
        return 200, _page(_DENIED if "error" in given else _ARRIVED)


Judge = Callable[[str, str], tuple[int, str]]


class _Server(ThreadingHTTPServer):
    """One thread for each connection: browsers open some on which they say nothing."""

    daemon_threads = True
    block_on_close = False
    # On Windows this option would let another program listen on the same port.
    allow_reuse_address = os.name == "posix"
    timeout = 0  # it is asked only when somebody is there

    def __init__(
        self,
        family: socket.AddressFamily,
        address: tuple[str, int],
        judge: Judge,
        page_is_out: Callable[[], None],
    ) -> None:
        self.address_family = family
        self.judge, self.page_is_out = judge, page_is_out
        super().__init__(address, _Handler)

    def server_bind(self) -> None:
        if self.address_family == socket.AF_INET6:
            self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        exclusive = getattr(socket, "SO_EXCLUSIVEADDRUSE", None)
        if exclusive is not None:
            self.socket.setsockopt(socket.SOL_SOCKET, exclusive, 1)
        # Not that of HTTPServer, which asks the name server what this computer is called.
        TCPServer.server_bind(self)
        self.server_name, self.server_port = "localhost", self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        # The base class prints the traceback; a browser that hangs up is no matter for anybody.
        log.info("a connection to the sign-in page broke off")


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = _SILENCE_S

    def do_GET(self) -> None:
        status, page = 414, ""
        if len(self.path) <= _LONGEST_TARGET:
            status, page = self.server.judge(self.headers.get("Host", "").lower(), self.path)
        try:
            self._send(status, page.encode())
        finally:
            if status == 200:
                self.server.page_is_out()

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def version_string(self) -> str:
        return "UnsubscribeSync"

    def log_message(self, format: str, *args: Any) -> None:
        # The base class would print the address of the request, which holds the code.
        log.debug("the sign-in page was asked for")


_HEADERS: Mapping[str, str] = {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "Connection": "close",
}


def _page(sentences: Sequence[tuple[str, str]]) -> str:
    body = "".join(f'<p lang="{language}">{html.escape(text)}</p>' for text, language in sentences)
    return (
        '<!doctype html><html><head><meta charset="utf-8"><title>Unsubscribe Sync</title>'
        '<meta name="viewport" content="width=device-width"><style>'
        "body{font:16px/1.6 system-ui,sans-serif;background:#f3f5f8;color:#1d2733;margin:0}"
        "main{max-width:30rem;margin:15vh auto;background:#fff;padding:2rem;border-radius:12px}"
        f"h1{{font-size:1.3rem}}</style></head><body><main><h1>Unsubscribe Sync</h1>{body}</main></body></html>"
    )
