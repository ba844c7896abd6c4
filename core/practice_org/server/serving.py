"""The servers on loopback: the org itself over TLS, and its pages for people once more without it.

A browser does not know the org's throw-away authority and warns of every page over TLS. Pages hold nothing but what is
invented, so that whoever follows a link may do without; programs cannot.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Iterator
from typing import Any

import uvicorn
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from core.practice_org.server.certificates import Certificates
from core.practice_org.server.web import GRACE, PracticeApp

_PAGES = ("/", "/lightning/", "/layouteditor/", "/ui/setup/", "/p/setup/", "/services/oauth2/authorize")


def listen(port: int | None) -> socket.socket:
    """A socket on loopback; raises OSError when the port is taken. None or 0 takes a free one."""
    # asyncio turns Nagle's algorithm off only where the protocol is named; left on, it and the client's delayed
    # acknowledgement hold back the body of every answer for 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        # On Windows this option would let two servers share a port.
        if hasattr(socket, "SO_REUSEPORT"):
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port or 0))
    except OSError:
        listener.close()
        raise
    return listener


class _LoopbackServer(uvicorn.Server):
    """uvicorn without its own signal handling, which would end the process with the signal's number."""

    def __init__(self, app: ASGIApp, practice: PracticeApp, **options: Any) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                lifespan="off",
                log_level="warning",
                access_log=False,
                server_header=False,
                # The application says the time itself, by the org's own clock.
                date_header=False,
                # Clients keep connections while they think; five seconds would break them in between.
                timeout_keep_alive=300,
                # Above Salesforce's own limit for a head, so that our refusal can be sent.
                h11_max_incomplete_event_size=1 << 20,
                **options,
            )
        )
        practice.connections.append(lambda: list(self.server_state.connections))

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End soon: answers on their way get half a second, kept connections are cut at once."""
        for server in self.servers:
            server.close()
        for listener in sockets or []:
            listener.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        if self.server_state.tasks:
            await asyncio.wait(list(self.server_state.tasks), timeout=GRACE)
        for connection in list(self.server_state.connections):
            transport = getattr(connection, "transport", None)
            if isinstance(transport, asyncio.Transport):
                transport.abort()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to the caller."""
        yield


class PracticeServer(_LoopbackServer):
    """The org over TLS: everything there is."""

    def __init__(self, app: PracticeApp, certificates: Certificates) -> None:
        super().__init__(app, app, ssl_keyfile=str(certificates.key), ssl_certfile=str(certificates.chain))


class PagesServer(_LoopbackServer):
    """The pages for people alone, without TLS; `port` is the one that it listens on."""

    def __init__(self, app: PracticeApp, port: int) -> None:
        super().__init__(_PagesOnly(app, port), app)


class _PagesOnly:
    """Lets nothing through but pages, and nobody who came by another name than this machine's own."""

    def __init__(self, app: PracticeApp, port: int) -> None:
        self._app = app
        self._hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost")}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        host = dict(scope["headers"]).get(b"host", b"").decode("latin-1")
        path = str(scope["path"])
        is_page = path.count("/") == 1 or path.startswith(_PAGES[1:])
        if host in self._hosts and is_page:
            await self._app(scope, receive, send)
            return
        refusal = PlainTextResponse("Only the pages of this practice org are served here.", status_code=403)
        await refusal(scope, receive, send)
