"""Waits on loopback for the browser to come back from Salesforce.

It answers one path, on this computer only, only while the sign-in waits, and heeds only an answer that carries
the right state: whatever else calls is sent away, and the waiting goes on.
"""

from __future__ import annotations

import hmac
import html
import logging
import os
import queue
import socket
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from core.messages import CancelledError, ProblemError
from core.salesforce.sign_in_problems import no_port, too_late

log = logging.getLogger(__name__)

PORTS = (1717, 8517, 8617, 8717, 8817)
"""Tried in turn. The app in Salesforce lists a callback URL for each: it takes no other, and no wildcard."""

PATH = "/OauthRedirect"

_LOOK_ROUND_S = 0.1
_SILENCE_S = 5.0
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
        self._server = self._first_free(ports)
        self.port: int = self._server.server_address[1]
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
                return self._answers.get_nowait()
            except queue.Empty:
                if clock() >= deadline:
                    raise ProblemError(too_late(max(1, round(seconds / 60)))) from None
            self._server.handle_request()

    def close(self) -> None:
        """Listen no longer."""
        self._server.server_close()

    def __enter__(self) -> Listener:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _first_free(self, ports: Sequence[int]) -> _Server:
        for port in ports:
            try:
                return _Server(port, self._judge)
            except OSError:
                log.info("port %d is taken", port)
        raise ProblemError(no_port(", ".join(str(port) for port in ports)))

    def _judge(self, host: str, target: str) -> tuple[int, str, Callable[[], None]]:
        """Status and page for a request, and what is to be done once the page is sent."""
        parts = urlsplit(target)
        if host not in (f"localhost:{self.port}", f"127.0.0.1:{self.port}") or parts.path != PATH:
            return 404, _page(_FOREIGN), _nothing
        given = dict(parse_qsl(parts.query, keep_blank_values=True))
        state = given.get("state", "").encode("utf-8", "replace")
        if not hmac.compare_digest(state, self._state.encode()) or not ("code" in given or "error" in given):
            return 400, _page(_FOREIGN), _nothing
        return 200, _page(_DENIED if "error" in given else _ARRIVED), lambda: self._answers.put(given)


class _Server(ThreadingHTTPServer):
    """One thread for each connection: browsers open some on which they say nothing."""

    daemon_threads = True
    block_on_close = False
    # On Windows this option would let another program listen on the same port.
    allow_reuse_address = os.name == "posix"
    timeout = _LOOK_ROUND_S

    def __init__(self, port: int, judge: Callable[[str, str], tuple[int, str, Callable[[], None]]]) -> None:
        self.judge = judge
        super().__init__(("127.0.0.1", port), _Handler)

    def server_bind(self) -> None:
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
        status, page, afterwards = 414, "", _nothing
        if len(self.path) <= _LONGEST_TARGET:
            status, page, afterwards = self.server.judge(self.headers.get("Host", "").lower(), self.path)
        body = page.encode()
        self.send_response(status)
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True
        afterwards()

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


def _nothing() -> None:
    """What is done after a request that is not the awaited one."""
