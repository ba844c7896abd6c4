"""Writing to chat services and webhooks, and calling the heartbeat address. Runs in the sending process.

Apprise knows what each service wants; how its requests go out is decided here. It makes each with the library
requests, which takes its adapter from one place: there ours is put, which trusts whom the rest of the program trusts,
follows nobody to another address, and reads no more of an answer than a service needs.
"""

from __future__ import annotations

import logging
import os
import ssl
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import requests
from requests.models import PreparedRequest, Response

from core.alarms.orders import ARRIVED, CallOrder, ChatOrder, Outcome, Way
from core.salesforce.http.adapter import Lines, SalesforceAdapter

_PATIENCE_S = (5.0, 8.0)
_LONGEST_ANSWER = 1_000_000
_REFUSED = frozenset({400, 401, 403, 404, 405, 410})
"""Statuses of an address that is not good any more; what else is refused may pass."""
_OWN_COMPUTER = "localhost,127.0.0.1,::1"


def send_chat(order: ChatOrder, way: Way) -> Outcome:
    """Write to the service behind an address; only looks whether the address is understood where that is asked."""
    with_apprise = _plugin(order.address)
    if with_apprise is None:
        return Outcome("ALARM_ADDRESS_NOT_UNDERSTOOD")
    if order.only_look:
        return ARRIVED
    wire = _take_over(way)
    kind = "warning" if order.grave else "success"
    arrived = bool(with_apprise.notify(body=order.text, title=order.title, notify_type=kind))
    if arrived:
        return ARRIVED
    return wire.why or Outcome("CHAT_FAILED", wire.status)


def call(order: CallOrder, way: Way) -> Outcome:
    """Call an address, which tells its owner that this program lives."""
    wire = _take_over(way)
    try:
        answer = requests.get(order.address, timeout=_PATIENCE_S, allow_redirects=False)
    except requests.RequestException:
        return wire.why or Outcome("CHAT_NOT_REACHED")
    return ARRIVED if answer.ok else _of_status(answer.status_code)


class _Wire(SalesforceAdapter):
    """Certificates as everywhere in the program; remembers why a request failed, which Apprise keeps to itself."""

    def __init__(self, ca_file: Path | None) -> None:
        super().__init__(ca_file, Lines())
        self.why: Outcome | None = None
        self.status = 0

    def send(self, request: PreparedRequest, *_given: Any, **options: Any) -> Response:
        """Send one request, and read a bounded answer."""
        options |= {"stream": True, "timeout": _PATIENCE_S, "verify": True}
        try:
            answer = super().send(request, **options)
        except requests.RequestException as trouble:
            untrusted = any(isinstance(cause, ssl.SSLCertVerificationError) for cause in _causes(trouble))
            self.why = Outcome(
                "CHAT_NOT_TRUSTED" if untrusted else "CHAT_NOT_REACHED", detail=type(trouble).__name__
            )
            raise
        self.status = answer.status_code
        if answer.is_redirect:
            answer.close()
            self.why = Outcome("CHAT_REDIRECTED", answer.status_code)
            raise requests.TooManyRedirects("redirects are not followed")
        content = answer.raw.read(_LONGEST_ANSWER + 1, decode_content=True)
        answer.close()
        if len(content) > _LONGEST_ANSWER:
            self.why = Outcome("CHAT_TOO_LONG_AN_ANSWER", answer.status_code)
            raise requests.exceptions.ContentDecodingError("the answer is too long")
        answer._content = content
        answer._content_consumed = True  # type: ignore[attr-defined]
        self.why = None if answer.ok else _of_status(answer.status_code)
        return answer


def _take_over(way: Way) -> _Wire:
    """Let every request of this process go out by our adapter, and through the proxy that the program uses."""
    wire = _Wire(Path(way.ca_file) if way.ca_file else None)
    requests.sessions.HTTPAdapter = lambda: wire  # type: ignore[misc,assignment]
    # Passwords for other programs' hosts are no business of ours.
    os.environ["NETRC"] = os.devnull
    if way.proxies is not None:
        for name in ("http", "https", "all", "no"):
            os.environ.pop(f"{name}_proxy", None)
            os.environ.pop(f"{name.upper()}_PROXY", None)
        if way.proxies:
            os.environ["HTTPS_PROXY"] = os.environ["HTTP_PROXY"] = way.proxies["https"]
        else:
            os.environ["NO_PROXY"] = "*"
            return wire
    before = os.environ.get("no_proxy") or os.environ.get("NO_PROXY") or ""
    os.environ["NO_PROXY"] = os.environ["no_proxy"] = ",".join(filter(None, (before, _OWN_COMPUTER)))
    return wire


def _plugin(address: str) -> Any:
    """The service behind an address, None where there is none that is reached over the web."""
    from apprise import Apprise, AppriseAsset

    # It writes addresses into its log, which is nobody's business.
    logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)
    asset = AppriseAsset(plugin_paths=[], storage_mode="memory", app_id="Unsubscribe Sync", async_mode=False)
    for form in _forms(address):
        found = Apprise.instantiate(form, asset=asset)
        if found is not None:
            # Others write to this computer's own desktop or log, or send mail past our own trust.
            module = sys.modules[type(found).__module__]
            return found if getattr(module, "requests", None) is requests else None
    return None


def _forms(address: str) -> Iterator[str]:
    """An address as it was given, and, where it is plain https or http, as that of a webhook that takes JSON."""
    yield address
    try:
        parts = urlsplit(address)
    except ValueError:
        return
    if parts.scheme not in ("https", "http") or not parts.hostname:
        return
    # Apprise takes what stands in a query for itself, unless it is marked as meant for the other side.
    query = "&".join(f"-{one}" for one in parts.query.split("&") if one)
    scheme = "jsons" if parts.scheme == "https" else "json"
    yield urlunsplit(parts._replace(scheme=scheme, query=query, fragment=""))


def _of_status(status: int) -> Outcome:
    return Outcome("CHAT_REFUSED" if status in _REFUSED else "CHAT_FAILED", status)


def _causes(trouble: BaseException) -> Iterator[BaseException]:
    """An exception and what is behind it; requests and urllib3 hand it on as an argument."""
    left: list[Any] = [trouble]
    seen: set[int] = set()
    while left:
        one = left.pop()
        if not isinstance(one, BaseException) or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        left += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]
