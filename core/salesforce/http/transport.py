"""The HTTP session under simple-salesforce: every call of every kind passes through `Transport.request`."""

from __future__ import annotations

import logging
import re
import threading
import time
from collections.abc import Callable, Generator, Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import requests
import urllib3

from core.messages import CancelledError, ProblemError
from core.salesforce.http.adapter import Lines, SalesforceAdapter
from core.salesforce.http.route import Routes, place_of, system_route
from core.salesforce.http.tokens import TokenSource
from core.salesforce.values import answers, errors
from core.salesforce.values.describe import ApiUsage
from core.salesforce.values.hosts import check_host, host_of, is_loopback, shown

CONNECT_SECONDS = 10.0
READ_SECONDS = 60.0
LONGEST_EXCHANGE_S = 1_800.0
"""An answer of which something comes now and then, and never the end, is not waited for any longer than this."""
IDLE_SECONDS = 60.0
"""A connection that was idle for longer is not used again: something between may have dropped it silently."""

_LOOK_ROUND_SECONDS = 0.1
_API_CALL = re.compile(r"/services/data/v[\d.]+(/|$)")
_USAGE = re.compile(r"(?:^|[\s;,])api-usage=(\d{1,12})/(\d{1,12})(?!\d)", re.ASCII)
_SECONDS = re.compile(r"\s*(\d{1,9})\s*", re.ASCII)
_YEARS = range(2020, 2100)
"""A clock that tells another year is none that watermarks may be set by."""
_NOT_OURS = frozenset({"authorization", "x-prettyprint"})

Result = TypeVar("Result")


class _WithoutQueries(logging.Filter):
    """Cuts the query off every URL that urllib3 logs: SOQL holds addresses."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(
                value.partition("?")[0] if isinstance(value, str) else value for value in record.args
            )
        return True


logging.getLogger("urllib3.connectionpool").addFilter(_WithoutQueries())


class _Bearer(requests.auth.AuthBase):
    """Puts the token on a request. Being the session's `auth`, it keeps an entry in .netrc from winning."""

    def __init__(self) -> None:
        self.token = ""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self.token}"
        return request


class Transport(requests.Session):
    """One session for one thread.

    Each call: stops at once when `stop` is set, even while the server says nothing; has time-outs; carries
    the current token, and after a 401 is sent once more with a renewed one; takes the route that holds now;
    follows no redirect; goes to no host that may be given no secret; notes the org's usage and clock. `calls`
    counts API calls as Salesforce does: those refused with 401 are free.

    Raises CancelledError, and ProblemError for everything that is not an answer.
    """

    def __init__(
        self,
        tokens: TokenSource,
        *,
        ca_file: Path | None,
        stop: threading.Event | None,
        routes: Routes = system_route,
        only: str = "",
        home: Callable[[], str] = lambda: "",
    ) -> None:
        """`ca_file` is trusted in place of that of the route.

        `only` is the one place that calls are made for, as https://host:port, any place where it is empty. `home`
        tells the org's address, which after an exchange of a token may be another one: calls go there instead; empty
        where that is not known.
        """
        super().__init__()
        self._only = _origin(only) if only else None
        self._home = home
        self._tokens = tokens
        self._stop = threading.Event() if stop is None else stop
        self._bearer = _Bearer()
        self._lines = Lines()
        self._last_use = time.monotonic()
        self.calls = 0
        self.usage: ApiUsage | None = None
        self.last_contact_at: datetime | None = None
        self.server_time: datetime | None = None
        self.retry_after: float | None = None
        self._ca_file = ca_file
        self._routes = routes
        self._through = ""
        self._trusted: Path | None = None
        self.adapters.clear()
        self._route = routes()
        self._trust(ca_file or self._route.ca_file)
        self.auth = self._bearer
        self.headers["User-Agent"] = "unsubscribe-sync"
        self.headers["Accept-Encoding"] = answers.ENCODINGS
        # The token says who calls; nothing else that a server hands out is kept.
        self.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))

    @property
    def stop(self) -> threading.Event:
        """Set by whoever wants the calls to end."""
        return self._stop

    def request(self, method: str, url: str, **options: Any) -> requests.Response:  # type: ignore[override]
        """Send one request and give its answer, whatever its status."""
        headers = {
            name: value
            for name, value in (options.pop("headers", None) or {}).items()
            if name.lower() not in _NOT_OURS
        }
        if options.get("timeout") is None:
            options["timeout"] = (CONNECT_SECONDS, READ_SECONDS)
        options["allow_redirects"] = False
        self._take_route()
        streamed = bool(options.get("stream"))
        answer = self._cancellable(lambda: self._exchange(method, url, headers=headers, **options))
        answers.remember(answer.status_code, b"" if streamed else answer.content)
        return answer

    def post_with_token(
        self,
        url: str,
        body_for: Callable[[str], bytes],
        is_expired: Callable[[requests.Response], bool],
        *,
        headers: Mapping[str, str],
    ) -> requests.Response:
        """POST a body that holds the access token itself, as SOAP wants it, and give its answer.

        `is_expired` says whether an answer means what a 401 means elsewhere: then it is sent once more, with a renewed
        token.
        """
        options = {
            "headers": dict(headers),
            "timeout": (CONNECT_SECONDS, READ_SECONDS),
            "allow_redirects": False,
        }

        def send(token: str) -> requests.Response:
            return self._send_once("POST", self._at_home(url), token, data=body_for(token), **options)

        def exchange() -> requests.Response:
            token = self._tokens.token()
            answer = send(token)
            if answer.status_code == 401 or is_expired(answer):
                answer = send(self._tokens.renew(token))
            if answer.status_code != 401 and not is_expired(answer):
                self.calls += 1
            return answer

        self._take_route()
        answer = self._cancellable(exchange)
        answers.remember(answer.status_code, answer.content)
        return answer

    def wait(self, seconds: float) -> None:
        """Wait between two tries; raises CancelledError when asked to stop meanwhile."""
        if self._stop.wait(seconds):
            raise CancelledError

    def chunks_of(self, answer: requests.Response, size: int) -> Generator[bytes, None, None]:
        """The body of an answer that was asked for with `stream`, some `size` bytes at a time, decompressed."""
        chunks = answers.pieces_of(answer, size)
        first = True
        try:
            while (chunk := self._cancellable(lambda: self._next_of(chunks))) is not None:
                if first:
                    answers.remember(answer.status_code, chunk)
                    first = False
                yield chunk
        finally:
            answer.close()

    def text_of(self, answer: requests.Response) -> str:
        """The whole body of a streamed answer as text: a refusal, which is short."""
        return answers.joined(self.chunks_of(answer, 1 << 16)).decode("utf-8", "replace")

    @staticmethod
    def _next_of(chunks: Iterator[bytes]) -> bytes | None:
        try:
            return next(chunks, None)
        except (requests.exceptions.RequestException, urllib3.exceptions.HTTPError, OSError) as trouble:
            raise ProblemError(errors.explain_transport(trouble)) from None

    def send(self, request: requests.PreparedRequest, **options: Any) -> requests.Response:
        """The one door through which every request leaves, with whatever secret it bears."""
        check_host(request.url or "", self._route.hosts)
        return super().send(request, **options)

    def get_redirect_target(self, resp: requests.Response) -> str | None:
        """None: redirects are not followed, and so neither prepared, for which requests would read their bodies."""
        return None

    def merge_environment_settings(self, url: Any, proxies: Any, stream: Any, verify: Any, cert: Any) -> Any:
        """Proxies as the route says; verification as the adapter does it, whatever else is set."""
        settings = super().merge_environment_settings(url, proxies, stream, True, cert)
        settings["verify"] = True
        own = {} if is_loopback(str(url)) else self._route.proxies(settings["proxies"])
        settings["proxies"] = dict(own)
        self._through = place_of(requests.utils.select_proxy(str(url), settings["proxies"]))
        return settings

    def _take_route(self) -> None:
        route = self._routes()
        if route != self._route:
            # Lines that are open lead the old way, or were trusted for another reason.
            self._drop_idle()
            self._trust(self._ca_file or route.ca_file)
            # Last: while its CA file cannot be used, no call takes the new way with the old trust.
            self._route = route

    def _trust(self, ca_file: Path | None) -> None:
        if self.adapters and ca_file == self._trusted:
            return
        try:
            adapter = SalesforceAdapter(ca_file, self._lines)
        except OSError as trouble:
            raise ProblemError(errors.unusable_ca_file(str(ca_file), str(trouble))) from None
        self._trusted = ca_file
        self.mount("https://", adapter)

    # one exchange

    def _exchange(self, method: str, url: str, **options: Any) -> requests.Response:
        token = self._tokens.token()
        body: Any = options.get("data")
        start = body.tell() if hasattr(body, "seek") else None
        answer = self._send_once(method, self._at_home(url), token, **options)
        if answer.status_code == 401:
            answer.close()
            if start is not None:
                # An uploaded file is at its end now, and would be sent again as an empty one.
                body.seek(start)
            token = self._tokens.renew(token)
            answer = self._send_once(method, self._at_home(url), token, **options)
        return answer

    def _at_home(self, url: str) -> str:
        """The same place at the address that the org has now; to be asked once the token is there."""
        home = self._home()
        if self._only is not None and _origin(url) not in (self._only, _origin(home)):
            # Whatever an answer put into the address: the token goes to the org and to nobody else.
            raise ProblemError(errors.leads_elsewhere())
        return urlsplit(url)._replace(netloc=urlsplit(home).netloc).geturl() if home else url

    def _send_once(self, method: str, url: str, token: str, **options: Any) -> requests.Response:
        self._stop_here()
        if time.monotonic() - self._last_use > IDLE_SECONDS:
            self._drop_idle()
        self._bearer.token = token
        streamed = options.pop("stream", False)
        try:
            answer = super().request(method, url, stream=True, **options)
            if not streamed:
                answers.read_body(answer)
        except (requests.exceptions.RequestException, urllib3.exceptions.HTTPError, OSError) as trouble:
            raise ProblemError(errors.explain_transport(trouble, self._through)) from None
        finally:
            self._last_use = time.monotonic()
        self._note(answer)
        if answer.is_redirect:
            raise ProblemError(errors.moved(shown(host_of(answer.headers["Location"]))))
        return answer

    def _stop_here(self) -> None:
        if self._stop.is_set():
            raise CancelledError

    def _drop_idle(self) -> None:
        for adapter in self.adapters.values():
            adapter.close()

    def _note(self, answer: requests.Response) -> None:
        self.last_contact_at = datetime.now(UTC)
        path = urlsplit(answer.url or "").path
        if answer.status_code != 401 and _API_CALL.match(path):
            self.calls += 1
        usage = _USAGE.search(answer.headers.get("Sforce-Limit-Info", ""))
        if usage and int(usage[2]):
            self.usage = ApiUsage(int(usage[1]), int(usage[2]))
        self.server_time = _http_date(answer.headers.get("Date", ""))
        self.retry_after = self._seconds_asked_for(answer.headers.get("Retry-After", ""))

    def _seconds_asked_for(self, text: str) -> float | None:
        if seconds := _SECONDS.fullmatch(text):
            return float(seconds[1])
        moment = _http_date(text)
        if moment is None:
            return None
        return max(0.0, (moment - (self.server_time or datetime.now(UTC))).total_seconds())

    def _cancellable(self, work: Callable[[], Result]) -> Result:
        """Do `work` in a thread of its own, so that a name server or a silent peer cannot hold the caller.

        After a cancellation that thread is left to end by itself, which cutting its line hastens.
        """
        self._stop_here()
        result: list[Result] = []
        failure: list[BaseException] = []
        done = threading.Event()

        def run() -> None:
            try:
                result.append(work())
            except BaseException as trouble:  # noqa: BLE001 - handed to the waiting thread, which raises it
                failure.append(trouble)
            finally:
                done.set()

        threading.Thread(target=run, name="salesforce-call", daemon=True).start()
        until = time.monotonic() + LONGEST_EXCHANGE_S
        try:
            while not done.wait(_LOOK_ROUND_SECONDS):
                self._stop_here()
                _end_at(until)
        except BaseException:
            self._lines.cut()
            raise
        if not failure:
            return result[0]
        trouble = failure.pop()
        try:
            raise trouble
        finally:
            # Else the exception and this frame would keep each other, and the answer's body, alive.
            del trouble


def _end_at(moment: float) -> None:
    if time.monotonic() > moment:
        raise ProblemError(errors.timed_out())


def _origin(url: str) -> tuple[str | None, str | None, int | None]:
    """Scheme, host and port of an address, as urllib3 will read it; all None for what is no address."""
    try:
        parts = urllib3.util.parse_url(url)
    except urllib3.exceptions.LocationParseError:
        return None, None, None
    return parts.scheme, parts.host, parts.port or 443


def _http_date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
        if moment.year not in _YEARS:
            return None
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except answers.SURPRISES:
        return None
