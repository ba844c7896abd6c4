"""A small HTTP proxy that makes tunnels (CONNECT), and an org that can only be reached through one.

    with ConnectProxy() as proxy, org_behind(proxy, tmp_path) as org:
        SalesforceOrg(FAR, HandedInToken(org.token), ca_file=..., routes=lambda: Route(proxy.place))

The org runs on loopback, where no proxy is ever used. So it gets a name of its own, which its certificate bears and
only the proxy can resolve, as it is with names outside a company.
"""

from __future__ import annotations

import base64
import contextlib
import select
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from urllib.parse import urlsplit

import trustme

from tests.helpers.practice import PracticeOrg

FAR_NAME = "org.practice.invalid"
FAR = f"https://{FAR_NAME}"
_LONGEST_HEAD = 16_384


class ConnectProxy:
    """Serves on loopback from entering to leaving. `names`: where the hosts are that it knows.

    With `user` it wants that user and the password (Basic). `answer` is said instead of making a tunnel, if set;
    while `silent` it says nothing. `asked` are the hosts that were asked for, `let_through` those that were reached.
    """

    def __init__(self, user: str = "", password: str = "") -> None:
        self.user, self.password = user, password
        self.names: dict[str, tuple[str, int]] = {}
        self.answer = b""
        self.silent = False
        self.asked: list[str] = []
        self.let_through: list[str] = []
        self._server = socket.create_server(("127.0.0.1", 0))
        self._end = threading.Event()
        self._lines: list[socket.socket] = []
        self._thread = threading.Thread(target=self._serve, daemon=True)

    @property
    def place(self) -> str:
        """host:port."""
        return f"127.0.0.1:{self._server.getsockname()[1]}"

    def __enter__(self) -> ConnectProxy:
        self._server.settimeout(0.05)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._end.set()
        self._thread.join(10)
        self._server.close()
        for line in self._lines:
            line.close()

    def _serve(self) -> None:
        while not self._end.is_set():
            try:
                line, _ = self._server.accept()
            except TimeoutError:
                continue
            line.settimeout(30)
            self._lines.append(line)
            threading.Thread(target=self._hear, args=(line,), daemon=True).start()

    def _hear(self, line: socket.socket) -> None:
        # A peer that hangs up in the middle is no trouble of the proxy's.
        with contextlib.suppress(OSError), line:
            self._answer(line)

    def _answer(self, line: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head and len(head) < _LONGEST_HEAD:
            part = line.recv(4096)
            if not part:
                return
            head += part
        first, *rest = head.decode("latin-1").split("\r\n")
        method, target, _ = first.split(" ")
        headers = {name.lower(): value.strip() for name, _, value in (row.partition(":") for row in rest)}
        self.asked.append(target)
        if self.silent:
            self._end.wait(30)
            return
        if self.answer:
            line.sendall(self.answer)
        elif self.user and headers.get("proxy-authorization") != self._wanted():
            line.sendall(
                b"HTTP/1.1 407 Proxy Authentication Required\r\n"
                b'Proxy-Authenticate: Basic realm="proxy"\r\nContent-Length: 0\r\n\r\n'
            )
        elif method != "CONNECT" or target not in self.names:
            line.sendall(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")
        else:
            self.let_through.append(target)
            with socket.create_connection(self.names[target], 10) as far:
                line.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                self._pass_on(line, far)

    def _wanted(self) -> str:
        return "Basic " + base64.b64encode(f"{self.user}:{self.password}".encode()).decode()

    def _pass_on(self, line: socket.socket, far: socket.socket) -> None:
        other = {line: far, far: line}
        while not self._end.is_set():
            for ready in select.select([line, far], [], [], 0.1)[0]:
                part = ready.recv(65_536)
                if not part:
                    return
                other[ready].sendall(part)


@contextmanager
def org_behind(proxy: ConnectProxy, folder: Path, **options: int) -> Iterator[PracticeOrg]:
    """A practice org that is called FAR, which only this proxy can resolve."""
    folder.mkdir(parents=True, exist_ok=True)
    authority = trustme.CA()
    server = authority.issue_cert(FAR_NAME, "127.0.0.1")
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    server.private_key_pem.write_to_path(str(folder / "server-key.pem"))
    (folder / "server-chain.pem").write_bytes(b"".join(blob.bytes() for blob in server.cert_chain_pems))
    with PracticeOrg(**{"people": 20, "opted_out": 2} | options, data_dir=folder) as org:
        proxy.names[f"{FAR_NAME}:443"] = "127.0.0.1", urlsplit(org.url).port or 0
        yield org
