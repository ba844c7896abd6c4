"""simple-salesforce behind typed calls: what goes wrong comes out as ProblemError, and nothing magic is left."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from core.messages import ProblemError
from core.salesforce.http.route import Routes, system_route
from core.salesforce.http.tokens import TokenSource
from core.salesforce.values import errors
from core.salesforce.values.answers import SURPRISES, json_of, unreadable_answer
from core.salesforce.values.errors import NO_SUCH_RESOURCE, CallFailedError
from core.salesforce.values.hosts import api_host

if TYPE_CHECKING:
    from core.salesforce.http.transport import Transport

CLOCK_MARGIN = timedelta(minutes=10)
"""What is taken off this computer's clock where a server does not tell its own."""

_VERSION = re.compile(r"[0-9]{1,3}\.[0-9]")
_PATH = re.compile(r"/services/[!-\[\]-~]*")
"""Where an org keeps what it has for programs: a path, so that no part of it can be taken for a host."""


def clean_instance_url(text: str) -> str:
    """`https://host` or `https://host:port` of a URL that a person gave; raises ProblemError when it is none.

    The address of the Lightning pages is turned into that of the API.
    """
    wanted = text.strip()
    try:
        parts = urlsplit(wanted if "://" in wanted else f"https://{wanted}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port = "", None
    if not host or any(character.isspace() or character in "%<>'\"" for character in host):
        raise ProblemError(errors.not_an_instance_url())
    host = api_host(host)
    authority = f"[{host}]" if ":" in host else host
    return f"https://{authority}" if port in (None, 443) else f"https://{authority}:{port}"


class Client:
    """The REST calls that this package makes; paths are relative to the API version.

    Every method raises ProblemError (CallFailedError where Salesforce itself refused) and CancelledError.
    """

    def __init__(
        self,
        instance_url: str,
        tokens: TokenSource,
        *,
        ca_file: Path | None,
        stop: threading.Event | None,
        api_version: str,
        routes: Routes = system_route,
        home: Callable[[], str] = lambda: "",
    ) -> None:
        from core.salesforce.http.transport import Transport

        self._made_for = clean_instance_url(instance_url)
        self._home = home
        self.transport: Transport = Transport(
            tokens, ca_file=ca_file, stop=stop, routes=routes, only=self._made_for, home=home
        )
        self.before_next_page: Callable[[], None] = _nobody_minds
        """Called before each further page of a list is asked for; may raise to keep the org's calls for others."""
        self._speak(api_version.lower().removeprefix("v"))

    @property
    def instance_url(self) -> str:
        """The org's address; another one than this client was made for, once it has moved."""
        return self._home() or self._made_for

    def speak(self, api_version: str) -> None:
        """Use the version of the API that a look, of this client or another, found the server to speak."""
        if api_version != self.api_version and _VERSION.fullmatch(api_version):
            self._speak(api_version)

    def _speak(self, api_version: str) -> None:
        self._without_composite: set[str] = set()
        self._understood = False
        self.api_version = api_version
        self.base_path = f"/services/data/v{api_version}"
        # The token that counts is put on each request by the transport; this one is never sent.
        from core.salesforce.http.library import Library

        self._salesforce = Library(
            session_id="-",
            instance_url=self.instance_url,
            session=self.transport,
            version=api_version,
            object_pairs_hook=None,
        )
        # It would lose the brackets of an IPv6 address.
        self._salesforce.sf_instance = self.instance_url.removeprefix("https://")
        self._salesforce.base_url = f"{self.instance_url}{self.base_path}/"

    def get(self, path: str) -> Any:
        """The JSON of a GET; None for an empty answer."""
        return self._call(path, lambda: self._salesforce.restful(path))

    def send(self, method: str, path: str, content: Any, headers: Mapping[str, str] | None = None) -> Any:
        """The JSON that answers a POST or PATCH of JSON; None for an empty answer."""
        body = json.dumps(content, ensure_ascii=True)
        return self._call(
            path,
            lambda: self._salesforce.restful(path, method=method, data=body, headers=dict(headers or {})),
        )

    def query(self, soql: str, *, deleted: bool = False) -> Any:
        """The first page of a query; with `deleted` also of what is in the recycle bin. See `paging`."""
        return self._call("query", lambda: self._salesforce.query(soql, include_deleted=deleted))

    def query_more(self, next_url: str) -> Any:
        """The next page, by the `nextRecordsUrl` of the one before; raises ProblemError where it leads elsewhere."""
        path = next_url.removeprefix(self.instance_url)
        if not _PATH.fullmatch(path):
            raise ProblemError(errors.leads_elsewhere())
        return self._call("query", lambda: self._salesforce.query_more(path, identifier_is_url=True))

    def compose(self, urls: Sequence[str], service: str = "") -> list[Any]:
        """The answers to up to 25 GETs (at most 5 of them queries), in order; paths relative to the version.

        One API call for all, where the server knows /composite; else one each. An answer is the JSON, or
        the CallFailedError that it would have raised alone. `service` is "tooling/" for what lies below it.
        """
        answers: list[Any] = [None] * len(urls)
        if self.composes(service):
            try:
                answers = self._composed(urls, service)
            except CallFailedError as refusal:
                if refusal.status not in NO_SUCH_RESOURCE:
                    raise
                if not self._understood and self._settled():
                    return self.compose(urls, service)
                self._without_composite.add(service)
        # A server may know a resource and yet not serve it inside /composite.
        return [
            self._alone(url) if answer is None or _is_nothing(answer) else answer
            for url, answer in zip(urls, answers, strict=True)
        ]

    def composes(self, service: str = "") -> bool:
        """Whether several calls may be put into one, as far as is known."""
        return service not in self._without_composite

    def settle_version(self) -> bool:
        """Change to the newest API version that the server speaks up to the present one, else its oldest.

        Says whether that is another one than before; for a server that does not know the present one.
        """
        listed = self.outside("/services/data")
        entries = listed if isinstance(listed, list) else []
        told = (entry.get("version") for entry in entries if isinstance(entry, dict))
        spoken = sorted({float(text) for text in told if isinstance(text, str) and _VERSION.fullmatch(text)})
        before = float(self.api_version)
        chosen = max(
            (version for version in spoken if version <= before), default=min(spoken, default=before)
        )
        if chosen == before:
            return False
        self._speak(f"{chosen:.1f}")
        return True

    def _settled(self) -> bool:
        """Whether it was the version that a server did not know, and another one is spoken now."""
        try:
            return self.settle_version()
        except CallFailedError:
            return False

    def server_time(self) -> datetime:
        """The server's clock at its last answer; this computer's, less a margin, where it did not tell."""
        told = self.transport.server_time
        return told if told is not None else datetime.now(UTC) - CLOCK_MARGIN

    def outside(self, path: str) -> Any:
        """The JSON of a GET outside the versioned API, such as userinfo; raises CallFailedError."""
        answer = self.transport.request("GET", self.instance_url + path)
        if answer.status_code >= 300:
            raise CallFailedError(
                errors.explain_answer(answer.status_code, answer.text, path), answer.status_code, None
            )
        return self._call(path, lambda: json_of(answer))

    def close(self) -> None:
        """Close the connections."""
        self.transport.close()

    def _composed(self, urls: Sequence[str], service: str) -> list[Any]:
        body = {
            "allOrNone": False,
            "compositeRequest": [
                {"method": "GET", "url": f"{self.base_path}/{url}", "referenceId": f"part{number}"}
                for number, url in enumerate(urls)
            ],
        }
        answer = self.send("POST", f"{service}composite", body)
        parts = answer.get("compositeResponse") if isinstance(answer, dict) else None
        if not isinstance(parts, list) or len(parts) != len(urls):
            raise ProblemError(unreadable_answer())
        return [_part(part, url) for part, url in zip(parts, urls, strict=True)]

    def _alone(self, url: str) -> Any:
        try:
            return self.get(url)
        except CallFailedError as refusal:
            return refusal

    def _call(self, path: str, call: Callable[[], Any]) -> Any:
        from core.salesforce.http.library import SalesforceError

        try:
            answer = call()
        except SalesforceError as refusal:
            # str(refusal) holds the URL and the body: addresses, maybe. Only what the catalogue needs goes on.
            retry_after = self.transport.retry_after
            problem = errors.explain_answer(refusal.status, refusal.content, path)
            raise CallFailedError(problem, refusal.status, retry_after) from None
        except SURPRISES:
            # JSON in which simple-salesforce trips, over a bare number for instance.
            raise ProblemError(unreadable_answer()) from None
        self._understood = True
        return answer


def _is_nothing(answer: Any) -> bool:
    """Whether a part of a composite may be refused only because it is a part."""
    return isinstance(answer, CallFailedError) and (
        answer.status in NO_SUCH_RESOURCE
        or (answer.status == 400 and not errors.is_known(answer.problem.code))
    )


def _nobody_minds() -> None:
    """Nobody watches over the calls of the day."""


def _part(part: Any, url: str) -> Any:
    if not isinstance(part, dict):
        raise ProblemError(unreadable_answer())
    status, body = part.get("httpStatusCode"), part.get("body")
    if not isinstance(status, int):
        raise ProblemError(unreadable_answer())
    if status >= 300:
        return CallFailedError(errors.explain_answer(status, body, url), status, None)
    return body
