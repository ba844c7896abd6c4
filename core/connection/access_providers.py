"""Where access to an org comes from: a practice org that is started here, the environment, or the keyring."""

from __future__ import annotations

import hashlib
import logging
import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from core.connection.address import checked_address
from core.connection.practice_child import PracticeChild, PracticeOptions, PracticeTokens
from core.connection.problems import not_connected
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import CancelledError, Message, ProblemError
from core.salesforce.http.route import Routes, direct, trusting
from core.salesforce.http.tokens import HandedInToken, TokenSource
from core.salesforce.values.errors import explain
from core.secrets.credentials import (
    ACCESS_TOKEN,
    INSTANCE_URL,
    from_environment,
)

log = logging.getLogger(__name__)

_LOOK_S = 0.1
_JOIN_S = 3.0


@dataclass(frozen=True, slots=True, eq=False)
class Access:
    """What a client needs to reach the org. Two of them are never the same, whatever they hold."""

    instance_url: str
    tokens: TokenSource = field(repr=False)
    routes: Routes = field(repr=False)
    pages_url: str = ""
    """Where the org's pages open in a browser, if not at `instance_url`."""
    home: Callable[[], str] = field(default=lambda: "", repr=False)
    """Where the org is now, should it have moved from `instance_url`."""


class AccessProvider(Protocol):
    """Gives access to an org; thread-safe."""

    def access(self, stop: threading.Event) -> Access:
        """The access, the same object for all callers as long as it is good; may wait.

        Raises ProblemError when there is none, CancelledError when `stop` is set meanwhile.
        """
        ...

    def close(self) -> None:
        """End what was started for the access; none is given afterwards."""
        ...


class EnvironmentAccess:
    """The access that the environment hands to this process; it is never written down."""

    def __init__(self, environment: Mapping[str, str], routes: Routes) -> None:
        self._environment = environment
        self._routes = routes
        self._access: Access | None = None
        self._lock = threading.Lock()

    @staticmethod
    def is_given(environment: Mapping[str, str]) -> bool:
        """Whether the environment holds an access, or part of one."""
        return any(environment.get(name, "").strip() for name in (INSTANCE_URL, ACCESS_TOKEN))

    def access(self, stop: threading.Event) -> Access:
        """The access; raises ProblemError for an address that is none and for half an access."""
        with self._lock:
            if self._access is None:
                given = from_environment(self._environment)
                if given is None:
                    raise ProblemError(not_connected())
                routes = trusting(self._routes, _path(given.ca_file))
                self._access = Access(
                    checked_address(given.instance_url), _EnvironmentToken(given.access_token), routes
                )
            return self._access

    def close(self) -> None:
        """Nothing was started."""


class _EnvironmentToken(HandedInToken):
    """The access token of the environment, which this process cannot renew."""

    def renew(self, refused: str) -> str:
        """Always raises ProblemError."""
        advice = Message(
            NOOP("core", "Put a new access token into {variable} and start again."),
            {"variable": ACCESS_TOKEN},
        )
        raise ProblemError(replace(explain("INVALID_SESSION_ID"), fix=advice))


class PracticeAccess:
    """A practice org of our own, started in the background at the first need; one at a time.

    Should it end by itself, the next call starts it anew. `prepare` is called in the background with the
    access before anybody else gets it.
    """

    def __init__(self, folder: Path, options: PracticeOptions, prepare: Callable[[Access], None]) -> None:
        self._folder = folder
        self._options = options
        self._prepare = prepare
        self._start: _Start | None = None
        self._lock = threading.Lock()
        self._closed = threading.Event()

    def begin(self) -> _Start:
        """Start the practice org if there is none; returns at once. Raises CancelledError once closed."""
        with self._lock:
            if self._closed.is_set():
                raise CancelledError
            start = self._start
            if start is None or (start.done.is_set() and not start.child.alive):
                if start is not None:
                    start.child.close()
                start = self._start = _Start(PracticeChild(self._folder, self._options))
                start.thread = threading.Thread(
                    target=self._run, args=(start,), name="practice-org-start", daemon=True
                )
                start.thread.start()
            return start

    def access(self, stop: threading.Event) -> Access:
        """The access; waits until the practice org is ready."""
        start = self.begin()
        while not start.done.wait(_LOOK_S):
            if stop.is_set():
                raise CancelledError
        if start.error is not None:
            raise start.error
        if start.access is None:
            raise CancelledError
        return start.access

    def close(self) -> None:
        """End the practice org."""
        with self._lock:
            self._closed.set()
            start = self._start
        if start is not None:
            start.child.close()
            if start.thread is not threading.current_thread():
                start.thread.join(_JOIN_S)

    def _run(self, start: _Start) -> None:
        try:
            line = start.child.start(self._closed)
            access = Access(line.instance_url, PracticeTokens(line), direct(line.ca_file), line.setup_url)
            self._prepare(access)
            start.access = access
        except CancelledError:
            log.info("the start of the practice org was given up")
        except Exception as error:  # noqa: BLE001 - handed to those who wait, who raise it
            start.error = error
        finally:
            start.done.set()


class _Start:
    """One attempt to start a practice org: when it is done there is an access, an error, or it was closed."""

    def __init__(self, child: PracticeChild) -> None:
        self.child = child
        self.done = threading.Event()
        self.access: Access | None = None
        self.error: Exception | None = None
        self.thread: threading.Thread


def account_of(data_dir: Path) -> str:
    """The name under which the keyring holds the access of a data directory."""
    place = os.path.normcase(data_dir.expanduser().resolve())
    return hashlib.sha256(place.encode()).hexdigest()[:16]


def _path(ca_file: str | None) -> Path | None:
    return Path(ca_file).expanduser() if ca_file else None
