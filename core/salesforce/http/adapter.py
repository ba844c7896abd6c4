"""The wire under the HTTP session: TLS that trusts the system's authorities, and lines that can be cut."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import weakref
from base64 import b64encode
from pathlib import Path
from typing import Any

import truststore
from requests import PreparedRequest
from requests.adapters import HTTPAdapter
from requests.utils import get_auth_from_url
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPSConnection


def trust(ca_file: Path | None) -> ssl.SSLContext:
    """What certificates are trusted: those the system trusts, and those of `ca_file`.

    Raises OSError (ssl.SSLError is one) when the file cannot be read or holds no certificate.
    """
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if ca_file is not None:
        context.load_verify_locations(cafile=str(ca_file))
    return context


class Lines:
    """The connections that are open now, so that another thread can cut them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._connections: weakref.WeakSet[HTTPSConnection] = weakref.WeakSet()

    def add(self, connection: HTTPSConnection) -> None:
        with self._lock:
            self._connections.add(connection)

    def cut(self) -> None:
        """End every connection; whoever waits for an answer on one gets an error at once."""
        with self._lock:
            connections = list(self._connections)
        for connection in connections:
            line = connection.sock
            if isinstance(line, socket.socket):
                with contextlib.suppress(OSError):
                    # Not SSLSocket.shutdown, which would take the TLS layer away under the waiting thread.
                    socket.socket.shutdown(line, socket.SHUT_RDWR)


def _pool_class(lines: Lines) -> type[HTTPSConnectionPool]:
    class Connection(HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            lines.add(self)

    class Pool(HTTPSConnectionPool):
        ConnectionCls = Connection

    return Pool


class SalesforceAdapter(HTTPAdapter):
    """HTTPS with our own trust; the environment variables that requests heeds for it have no say.

    requests would add the authorities it ships with, or those of REQUESTS_CA_BUNDLE, to every pool.
    """

    def __init__(self, ca_file: Path | None, lines: Lines) -> None:
        self._context = trust(ca_file)
        self._pools = {"https": _pool_class(lines), "http": HTTPConnectionPool}
        super().__init__(pool_maxsize=2, max_retries=0)

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        super().init_poolmanager(*args, **options, ssl_context=self._context)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, proxy: str, **options: Any) -> Any:
        manager = super().proxy_manager_for(proxy, **options, ssl_context=self._context)
        manager.pool_classes_by_scheme = self._pools
        return manager

    def proxy_headers(self, proxy: str) -> dict[str, str]:
        """User and password for the proxy, whatever characters they have; requests knows Western European ones."""
        user, password = get_auth_from_url(proxy)
        if not user:
            return {}
        return {"Proxy-Authorization": "Basic " + b64encode(f"{user}:{password}".encode()).decode()}

    def build_connection_pool_key_attributes(
        self, request: PreparedRequest, verify: bool | str, cert: Any = None
    ) -> Any:
        return super().build_connection_pool_key_attributes(request, True, None)

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """Certificates are always asked for, and judged by our own trust alone."""
        conn.cert_reqs = "CERT_REQUIRED"
