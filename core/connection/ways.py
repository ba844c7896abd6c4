"""The ways to an org: a practice org of our own, what the environment hands in, what the keyring holds."""

from __future__ import annotations

import hashlib
import logging
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from core.connection.address import checked_address
from core.connection.one_at_a_time import one_at_a_time
from core.connection.practice_child import PracticeChild, PracticeOptions, PracticeTokens
from core.connection.problems import not_connected
from core.connection.stored_tokens import StoredTokens, same_place, take_back
from core.credentials import (
    ACCESS_TOKEN,
    INSTANCE_URL,
    AnyAccess,
    Credentials,
    RefreshAccess,
    StoredAccess,
    from_environment,
)
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import CancelledError, Category, Message, ProblemError
from core.salesforce.errors import explain
from core.salesforce.route import Routes, direct, trusting, trusting_else
from core.salesforce.tokens import HandedInToken, TokenSource

log = logging.getLogger(__name__)

_LOOK_S = 0.1
_JOIN_S = 3.0
_SETTLE_S = 2.0


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


class Way(Protocol):
    """One way to an org; thread-safe."""

    def access(self, stop: threading.Event) -> Access:
        """The access, the same object for all callers as long as it is good; may wait.

        Raises ProblemError when there is none, CancelledError when `stop` is set meanwhile.
        """
        ...

    def close(self) -> None:
        """End what the way has started; it gives no access afterwards."""
        ...


class EnvironmentWay:
    """The access that the environment hands to this process; it is never written down."""

    def __init__(self, environment: Mapping[str, str], routes: Routes) -> None:
        self._environment = environment
        self._routes = routes
        self._access: Access | None = None
        self._lock = threading.Lock()

    @staticmethod
    def is_given(environment: Mapping[str, str]) -> bool:
        """Whether the environment says anything of an access, be it only half of one."""
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
    """A token that only whoever started this process can replace."""

    def renew(self, refused: str) -> str:
        """Always raises ProblemError."""
        advice = Message(
            NOOP("core", "Put a new access token into {variable} and start again."),
            {"variable": ACCESS_TOKEN},
        )
        raise ProblemError(replace(explain("INVALID_SESSION_ID"), fix=advice))


class KeyringWay:
    """The access that the keyring holds for this data directory; read at the first need."""

    def __init__(
        self, data_dir: Path, routes: Routes, on_move: Callable[[str, str], None] = lambda *_: None
    ) -> None:
        """Of `routes` and the CA file that was given when signing in, the one of the routes is trusted.

        `on_move` is told the addresses before and after, in any thread, when the org has moved.
        """
        self._routes = routes
        self._on_move = on_move
        self._credentials = Credentials(account_of(data_dir))
        self._exchanging = data_dir / "exchanging.sqlite"
        self._access: Access | None = None
        self._tokens: StoredTokens | None = None
        self._lock = threading.Lock()
        self._closed = threading.Event()

    def access(self, stop: threading.Event) -> Access:
        """The access; may wait while the system asks the user to unlock the keyring."""
        with self._lock:
            if self._access is None:
                stored = self._credentials.load()
                if stored is None:
                    raise ProblemError(not_connected())
                return self._take(stored)
            return self._access

    def store(
        self, stored: AnyAccess, first: str = "", claim: Callable[[], None] = lambda: None
    ) -> tuple[Access, Replaced]:
        """Put another access into the keyring, and use it from now on, also in clients that are open.

        `first` is an access token that it has just been exchanged for. `claim` ties the data to the org; where it
        raises ProblemError, because another process was faster, the access is removed again. What the access
        took the place of comes back as well.
        """
        with self._lock:
            before = self._before()
            self._credentials.save(stored)
            try:
                claim()
            except ProblemError:
                self._put_back(before, instead_of=stored)
                raise
            replaced = Replaced(before, stored, self._routes)
            if self._access is not None and self._tokens is not None and self._tokens.replace(stored, first):
                return self._access, replaced
            return self._take(stored, first), replaced

    def _put_back(self, before: AnyAccess | None, *, instead_of: AnyAccess) -> None:
        if self._before() != instead_of:
            # The faster one has put its own there.
            return
        if before is None:
            self._credentials.forget()
        else:
            self._credentials.save(before)

    def _before(self) -> AnyAccess | None:
        try:
            return self._credentials.load()
        except ProblemError as error:
            # Half an access can be replaced, but neither used nor taken back.
            if error.problem.category is not Category.AUTHENTICATION:
                raise
            return None

    def forget(self) -> Forgotten:
        """Remove the access from the keyring; clients that are open cannot use it any longer either."""
        with self._lock:
            stored = self._before()
            self._credentials.forget()
            used = self._tokens.revoke() if self._tokens is not None else ""
            self._access = self._tokens = None
        return Forgotten(stored, used, self._routes)

    def close(self) -> None:
        """Give an exchange that is on its way a moment, so that what it gives is not lost."""
        self._closed.set()
        tokens = self._tokens
        if tokens is not None:
            tokens.settle(_SETTLE_S)

    # what StoredTokens asks of its shelf

    def kept(self) -> AnyAccess | None:
        """What the keyring holds now."""
        with self._lock:
            return self._credentials.load()

    def keep(self, access: AnyAccess, *, instead_of: AnyAccess) -> bool:
        """Put an access into the keyring, unless something else has come to lie there meanwhile."""
        with self._lock:
            if self._credentials.load() != instead_of:
                return False
            self._credentials.save(access)
            return True

    def moved(self, before: str, after: str) -> None:
        """The org has another address, and the keyring holds it."""
        self._on_move(before, after)

    def newer_than(self, refused: AnyAccess) -> AnyAccess | None:
        """What the keyring holds now, if another process has put a newer access to the same place there.

        If not, whatever it holds is read anew at the next need; but what is exchanged for tokens remembers that
        it was refused, and stays.
        """
        with self._lock:
            stored = self._credentials.load()
            if stored is not None and stored != refused and same_place(stored, refused):
                return stored
            if stored != refused or isinstance(refused, StoredAccess):
                self._access = self._tokens = None
            return None

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keeps other processes from exchanging the same access meanwhile."""
        with ExitStack() as stack:
            try:
                stack.enter_context(one_at_a_time(self._exchanging, self._closed))
            except (sqlite3.Error, OSError) as trouble:
                log.warning("no lock between processes: %s", type(trouble).__name__)
            yield

    def _take(self, stored: AnyAccess, first: str = "") -> Access:
        self._tokens = StoredTokens(self, stored, first, self._routes)
        routes = trusting_else(self._routes, _path(stored.ca_file))
        address = checked_address(stored.instance_url)
        self._access = Access(address, self._tokens, routes, home=self._tokens.home)
        return self._access


@dataclass(frozen=True, slots=True)
class Replaced:
    """What another access has taken the place of, None where nothing lay there, and that other one."""

    stored: AnyAccess | None = field(repr=False)
    by: AnyAccess = field(repr=False)
    routes: Routes = field(repr=False)

    def take_back(self, stop: threading.Event) -> None:
        """Tell Salesforce of a refresh token that nobody holds any longer, as far as it can be told."""
        old, new = self.stored, self.by
        if isinstance(old, RefreshAccess) and (
            not isinstance(new, RefreshAccess) or new.refresh_token != old.refresh_token
        ):
            take_back(old, stop=stop, routes=self.routes)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was forgotten, and the access token that was used last; empty when there was none."""

    stored: AnyAccess | None = field(repr=False)
    access_token: str = field(repr=False)
    routes: Routes = field(repr=False)

    def take_back(self, stop: threading.Event) -> bool:
        """Tell Salesforce, which may take a while; False when it could not be told."""
        return take_back(self.stored, self.access_token, stop, routes=self.routes)


class PracticeWay:
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
