"""The web application: reading requests, delaying and compressing answers, counting bytes."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote

from starlette.requests import ClientDisconnect, Request
from starlette.types import Receive, Scope, Send

from core.practice_org.answers import Answer
from core.practice_org.bulk import api as bulk
from core.practice_org.errors import ApiError, bad_json
from core.practice_org.http import soap
from core.practice_org.http.calls import UPLOADING, Call
from core.practice_org.org.named_faults import DROPS, RequestTrouble
from core.practice_org.org.org import Org
from core.practice_org.rest.actions import commit_late_saves
from core.practice_org.server.api import Api
from core.practice_org.timestamps import to_http_date

LONGEST_URI = 16_384
LONGEST_HEAD = 16_384
WORKERS = 8
GRACE = 0.5
"""Seconds that answers on their way have when the server ends."""

_SMALLEST_COMPRESSED = 1_000
_FASTEST = 1
_GZIP_FORMAT = 16 + zlib.MAX_WBITS
_BEARER = ("bearer ", "oauth ")


@dataclass(slots=True)
class _Ready:
    """An answer in bytes, ready for the wire."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes | Iterator[bytes]


class PracticeApp:
    """The ASGI application; `latency` (seconds) is waited before each API answer, without blocking others."""

    def __init__(self, org: Org, latency: float = 0.0) -> None:
        self.org = org
        self.api = Api()
        self.latency = latency
        self.connections: list[Callable[[], Iterable[Any]]] = []
        self._pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="practice-org")
        bulk.begin(org)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http":
            with contextlib.suppress(ClientDisconnect):
                await _Exchange(self, Request(scope, receive), send).run()

    async def work(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Run a blocking function in a worker thread."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, function, *arguments)

    def cut(self, client: Any, *, at_once: bool) -> None:
        """End the connection of this client (its address and port), as a broken line would."""
        for connection in (each for connections in self.connections for each in connections()):
            if getattr(connection, "client", None) == client:
                transport = getattr(connection, "transport", None)
                if isinstance(transport, asyncio.Transport):
                    (transport.abort if at_once else transport.close)()

    def close(self) -> None:
        """Let no further work begin, and interrupt what the database is doing."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        self.org.background_tasks.stopping.set()
        self.org.database.interrupt()
        self.org.background_tasks.stop(GRACE)


class _Exchange:
    """One request and its answer."""

    def __init__(self, app: PracticeApp, request: Request, send: Send) -> None:
        self._app, self._org, self._request, self._send = app, app.org, request, send
        self._headers = {key.lower(): value for key, value in request.headers.items()}
        scope = request.scope
        # Clients that join paths to an address with a slash at its end, as Salesforce's own sf does, send two.
        self._path = "/" + unquote(scope["raw_path"].decode("ascii", "replace")).lstrip("/")
        self._uri_length = len(scope["raw_path"]) + len(scope["query_string"])
        self._head_length = self._uri_length + sum(len(k) + len(v) + 4 for k, v in scope["headers"])
        self._is_control = Api.is_for_people(self._path)
        self._bytes_in = self._head_length
        self._bytes_out = 0

    async def run(self) -> None:
        """Read, serve, answer, count."""
        upload: Path | None = None
        try:
            kind, takes_upload = self._kind()
            if not self._is_control:
                self._org.call_counter.count(kind)
            if takes_upload:
                upload = await self._read_to_file()
                body = b""
            else:
                body = await self._read()
            if self._app.latency and not self._is_control:
                await asyncio.sleep(self._app.latency)
            trouble = self._trouble()
            if trouble is None:
                await self._answer(await self._app.work(self._serve, body, upload))
            else:
                await self._suffer(trouble, body, upload)
        finally:
            if upload is not None:
                upload.unlink(missing_ok=True)

    # troubles

    def _trouble(self) -> RequestTrouble | None:
        if not self._app.api.meets_troubles(self._path):
            return None
        query = unquote(self._request.scope["query_string"].decode("ascii", "replace"))
        target = f"{self._path}?{query}" if query else self._path
        return self._org.faults.trouble_for(self._request.method, target)

    async def _suffer(self, trouble: RequestTrouble, body: bytes, upload: Path | None) -> None:
        if trouble.seconds:
            await asyncio.sleep(trouble.seconds)
        if trouble.name == "daily_limit":
            self._org.set_calls_today(self._org.daily_calls)
        answer = trouble.answer()
        ready = None
        if trouble.applied or (answer is None and trouble.name not in DROPS):
            ready = await self._app.work(self._serve, body, upload)
        if answer is not None:
            ready = self._on_the_wire(soap.in_soap(self._path, answer))
        if ready is not None and trouble.name not in ("drop_before", "drop_after"):
            await self._answer(ready, cut=trouble.name == "truncate")
            return
        self._org.call_counter.answered(0, self._bytes_in, 0)
        await self._cut(at_once=True)

    async def _cut(self, *, at_once: bool) -> None:
        """End the connection, throwing away what is not sent when `at_once`."""
        self._app.cut(self._request.scope.get("client"), at_once=at_once)
        while not await self._request.is_disconnected():
            await asyncio.sleep(0.001)

    def _kind(self) -> tuple[str, bool]:
        method = self._request.method
        try:
            route, _, _ = self._app.api.find(method, self._path)
        except ApiError:
            return f"{method} (refused)", False
        return f"{method} {route.kind or '/'}", route.upload

    # reading

    async def _read(self) -> bytes:
        body = await self._request.body()
        self._bytes_in += len(body)
        return body

    async def _read_to_file(self) -> Path:
        descriptor, name = tempfile.mkstemp(prefix=UPLOADING, dir=self._org.database.path.parent)
        with open(descriptor, "wb") as stream:
            async for chunk in self._request.stream():
                self._bytes_in += len(chunk)
                stream.write(chunk)
        return Path(name)

    # serving, in a worker thread

    def _serve(self, body: bytes, upload: Path | None) -> _Ready:
        return self._on_the_wire(self._answer_to(body, upload))

    def _answer_to(self, body: bytes, upload: Path | None) -> Answer:
        if self._uri_length > LONGEST_URI:
            return _refused(ApiError(414, "URI_TOO_LONG", "The URI is longer than 16,384 bytes"))
        if self._head_length > LONGEST_HEAD:
            return _refused(ApiError(431, "REQUEST_HEADER_TOO_LARGE", "URI and headers exceed 16,384 bytes"))
        if self._headers.get("content-encoding", "").lower() == "gzip" and body:
            try:
                body = gzip.decompress(body)
            except (OSError, EOFError, zlib.error):
                return _refused(bad_json("The request body is not what its Content-Encoding says: gzip"))
        session = self._org.session_of(self._token())
        if session is not None and self._app.api.counts(self._path):
            self._org.count_call()
            commit_late_saves(self._org)
        query = self._request.scope["query_string"].decode("ascii", "replace")
        return self._app.api.serve(
            Call(
                org=self._org,
                method=self._request.method,
                path=self._path,
                parameters=dict(parse_qsl(query, keep_blank_values=True)),
                headers=self._headers,
                body=body,
                host=f"https://{self._headers.get('host', '')}",
                session_or_none=session,
                upload=upload,
            )
        )

    def _token(self) -> str:
        header = self._headers.get("authorization", "")
        kind = next((kind for kind in _BEARER if header.lower().startswith(kind)), None)
        return header[len(kind) :].strip() if kind else ""

    def _on_the_wire(self, answer: Answer) -> _Ready:
        body = answer.chunks()
        headers = {"Date": to_http_date(self._org.now() // 1000), **answer.headers}
        # REST's header; the Metadata API is not known to send it.
        if self._path.startswith("/services/") and not self._path.startswith(soap.PREFIX):
            headers["Sforce-Limit-Info"] = f"api-usage={self._org.calls_today}/{self._org.daily_calls}"
        if answer.content is not None:
            headers["Content-Type"] = answer.media_type
        if answer.compressible and "gzip" in self._headers.get("accept-encoding", "").lower():
            if not isinstance(body, bytes):
                headers["Content-Encoding"] = "gzip"
                body = _compressed(body)
            elif len(body) >= _SMALLEST_COMPRESSED:
                headers["Content-Encoding"] = "gzip"
                body = gzip.compress(body, _FASTEST)
        if isinstance(body, bytes) and answer.status not in (204, 304):
            headers["Content-Length"] = str(len(body))
        raw = [(key.encode("latin-1"), value.encode("latin-1")) for key, value in headers.items()]
        return _Ready(answer.status, raw, body)

    # answering

    async def _answer(self, ready: _Ready, *, cut: bool = False) -> None:
        self._bytes_out += sum(len(key) + len(value) + 4 for key, value in ready.headers)
        await self._send({"type": "http.response.start", "status": ready.status, "headers": ready.headers})
        no_body = self._request.method == "HEAD"
        if cut:
            whole = ready.body if isinstance(ready.body, bytes) else next(ready.body, b"")
            await self._send_chunk(whole[: len(whole) // 2], more=True)
            await self._cut(at_once=False)
        elif isinstance(ready.body, bytes):
            await self._send_chunk(b"" if no_body else ready.body, more=False)
        else:
            while not no_body:
                chunk = await self._app.work(next, ready.body, None)
                if chunk is None:
                    break
                await self._send_chunk(chunk, more=True)
            await self._send_chunk(b"", more=False)
        if not self._is_control:
            self._org.call_counter.answered(ready.status, self._bytes_in, self._bytes_out)

    async def _send_chunk(self, chunk: bytes, *, more: bool) -> None:
        self._bytes_out += len(chunk)
        await self._send({"type": "http.response.body", "body": chunk, "more_body": more})


def _refused(refusal: ApiError) -> Answer:
    return Answer(refusal.body(), status=refusal.status)


def _compressed(chunks: Iterator[bytes]) -> Iterator[bytes]:
    squeeze = zlib.compressobj(_FASTEST, wbits=_GZIP_FORMAT)
    for chunk in chunks:
        smaller = squeeze.compress(chunk)
        if smaller:
            yield smaller
    yield squeeze.flush()
