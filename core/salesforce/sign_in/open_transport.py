"""The line to the token endpoint: that of every call, but for the access token, which is what it asks for."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import requests

from core.salesforce.http.route import Routes
from core.salesforce.http.tokens import HandedInToken
from core.salesforce.http.transport import Transport


class _NoAuth(requests.auth.AuthBase):
    """Nothing is added, and an entry in .netrc has no say either."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        return request


class OpenTransport(Transport):
    """The same TLS, time-outs, proxies and cancellation as for every call, without an access token."""

    def __init__(self, ca_file: Path | None, stop: threading.Event | None, routes: Routes) -> None:
        super().__init__(HandedInToken(""), ca_file=ca_file, stop=stop, routes=routes)
        self.auth = _NoAuth()

    def _exchange(self, method: str, url: str, **options: Any) -> requests.Response:
        return self._send_once(method, url, "", **options)
