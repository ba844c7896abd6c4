"""A second, much simpler server that speaks some of Salesforce's API: for everything that is optional.

It knows queries without conditions, describes with the barest of keys, and single records. It has no
composite resources, no userinfo, no Date and no Sforce-Limit-Info header, and speaks one version of the API.
`replies` are answered first, one by one, whatever is asked: (status, headers, body). While `hangs_up`, each
answer is followed by the end of the connection.
"""

from __future__ import annotations

import json
import re
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs, urlsplit

import trustme

VERSION = "58.0"

Reply = tuple[int, dict[str, str], bytes]


class OtherServer:
    """Serves on loopback from entering to leaving. `people` are rows of Contact, changed by PATCH."""

    def __init__(self, directory: Path) -> None:
        authority = trustme.CA()
        self.ca_file = directory / "other-ca.pem"
        authority.cert_pem.write_to_path(str(self.ca_file))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("127.0.0.1").configure_cert(context)
        self.people: dict[str, dict[str, Any]] = {}
        self.replies: list[Reply] = []
        self.seen: list[str] = []
        self.connections = 0
        self.hangs_up = False
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def url(self) -> str:
        """Scheme, host and port."""
        return f"https://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> OtherServer:
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

    def reply(self, method: str, target: str, body: bytes) -> Reply:
        """The answer to one request."""
        parts = urlsplit(target)
        self.seen.append(f"{method} {parts.path}")
        if self.replies:
            return self.replies.pop(0)
        if parts.path == "/services/data":
            return _json([{"version": "31.0"}, {"version": VERSION}, {"version": "99.0"}])
        resource = parts.path.removeprefix(f"/services/data/v{VERSION}/").rstrip("/")
        if resource in ("query", "queryAll"):
            return self._query(parse_qs(parts.query)["q"][0])
        described = re.fullmatch(r"sobjects/(Contact|Lead)/describe", resource)
        if described:
            fields = [{"name": "Id"}, {"name": "Email"}, {"name": "HasOptedOutOfEmail", "type": "boolean"}]
            return _json(
                {"fields": [*fields, {"name": "X__c", "type": "boolean", "label": "Marketo  sales opt out"}]}
            )
        record = re.fullmatch(r"sobjects/Contact/(\w+)", resource)
        if record and method == "PATCH" and record[1] in self.people:
            if self.people[record[1]].get("locked"):
                return _json([{"errorCode": "UNABLE_TO_LOCK_ROW", "message": "busy"}], 400)
            self.people[record[1]] |= json.loads(body)
            return 204, {}, b""
        return _json([{"errorCode": "NOT_FOUND", "message": "The requested resource does not exist"}], 404)

    def _query(self, soql: str) -> Reply:
        if "IsSandbox" in soql:
            return _json([{"errorCode": "INVALID_FIELD", "message": "No such column 'IsSandbox'"}], 400)
        if "FROM Organization" in soql:
            return _json({"records": [{"Id": "00D000000000001", "Name": "Another"}]})
        return _json({"records": list(self.people.values()), "done": True})


def _json(content: Any, status: int = 200) -> Reply:
    return status, {"Content-Type": "application/json"}, json.dumps(content).encode()


def _handler(server: OtherServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def setup(self) -> None:
            super().setup()
            server.connections += 1

        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, headers, content = server.reply(self.command, self.path, body)
            # send_response_only, because send_response would add a Date header.
            self.send_response_only(status)
            for name, value in (headers | {"Content-Length": str(len(content))}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)
            self.close_connection = server.hangs_up

        do_POST = do_PATCH = do_GET

        def log_message(self, *_: Any) -> None:
            pass

    return Handler
