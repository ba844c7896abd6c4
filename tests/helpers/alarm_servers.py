"""A real mail server and a real web server on loopback, which keep what they receive.

With an authority of their own where they speak TLS; `ca_file` is what has to be trusted then.
"""

from __future__ import annotations

import json
import ssl
import threading
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


class MailServer:
    """Receives mail from entering to leaving. `password`: it lets nobody send without it. `refused`: receivers."""

    def __init__(
        self, directory: Path, *, security: str = "none", password: str = "", refused: tuple[str, ...] = ()
    ) -> None:
        authority = trustme.CA()
        self.ca_file = directory / "mail-ca.pem"
        authority.cert_pem.write_to_path(str(self.ca_file))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("localhost").configure_cert(context)
        self.received: list[EmailMessage] = []
        self.signed_in: list[str] = []
        self._password, self._refused = password, refused
        options: dict[str, Any] = {"hostname": "127.0.0.1", "port": 0}
        if security == "starttls":
            options |= {"tls_context": context, "require_starttls": True}
        elif security == "tls":
            options |= {"ssl_context": context}
        if password:
            options |= {"authenticator": self._authenticate, "auth_require_tls": security == "starttls"}
        self._controller = _AnyPort(self, **options)

    @property
    def port(self) -> str:
        """Where it listens on localhost."""
        return str(self._controller.taken)

    def __enter__(self) -> MailServer:
        self._controller.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._controller.stop(no_assert=True)

    async def handle_RCPT(
        self, _server: SMTP, session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Called by aiosmtpd for each receiver."""
        if self._password and not session.authenticated:
            return "530 5.7.0 Authentication required"
        if address in self._refused:
            return "550 nobody of that name"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        """Called by aiosmtpd for each message."""
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.received.append(message)
        return "250 OK"

    def _authenticate(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _way: str, given: LoginPassword
    ) -> AuthResult:
        self.signed_in.append(given.login.decode())
        return AuthResult(success=given.password.decode() == self._password, handled=False)


class _AnyPort(Controller):
    """Listens on a port that the system chooses."""

    taken = 0

    def _trigger_server(self) -> None:
        assert self.server is not None
        self.port = self.taken = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


class WebServer:
    """Receives calls from entering to leaving. `answers` are given one by one (status, headers, body), then 200."""

    def __init__(self, directory: Path, *, tls: bool = False) -> None:
        self.received: list[tuple[str, str, Any]] = []
        self.answers: list[tuple[int, dict[str, str], bytes]] = []
        self.ca_file = directory / "web-ca.pem"
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._scheme = "https" if tls else "http"
        if tls:
            authority = trustme.CA()
            authority.cert_pem.write_to_path(str(self.ca_file))
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def url(self) -> str:
        """Scheme, host and port."""
        return f"{self._scheme}://localhost:{self._server.server_port}"

    @property
    def texts(self) -> list[str]:
        """The messages that were received as JSON."""
        return [content["message"] for _, _, content in self.received if isinstance(content, dict)]

    def __enter__(self) -> WebServer:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(10)


def _handler(server: WebServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            try:
                content = json.loads(body)
            except ValueError:
                content = body
            self._answer("POST", content)

        def do_GET(self) -> None:
            self._answer("GET", None)

        def _answer(self, method: str, content: Any) -> None:
            server.received.append((method, self.path, content))
            status, headers, body = server.answers.pop(0) if server.answers else (200, {}, b"ok")
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    return Handler
