"""The ways to an org: a practice org of our own, what the environment hands in, what the keyring holds."""

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
from core.credentials import ACCESS_TOKEN, INSTANCE_URL, Credentials, StoredAccess, from_environment
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import CancelledError, Message, ProblemError
from core.salesforce.errors import explain
from core.salesforce.tokens import HandedInToken, TokenSource

log = logging.getLogger(__name__)

_LOOK_S = 0.1
_JOIN_S = 3.0


@dataclass(frozen=True, slots=True, eq=False)
class Access:
    """What a client needs to reach the org. Two of them are never the same, whatever they hold."""

    instance_url: str
    tokens: TokenSource = field(repr=False)
    ca_file: Path | None


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

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
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
                self._access = _access(given, _EnvironmentToken(given.access_token))
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

    def __init__(self, data_dir: Path) -> None:
        self._credentials = Credentials(account_of(data_dir))
        self._access: Access | None = None
        self._token: _StoredToken | None = None
        self._lock = threading.Lock()

    def access(self, stop: threading.Event) -> Access:
        """The access; may wait while the system asks the user to unlock the keyring."""
        with self._lock:
            if self._access is None:
                stored = self._credentials.load()
                if stored is None:
                    raise ProblemError(not_connected())
                return self._take(stored)
            return self._access

    def store(self, stored: StoredAccess) -> Access:
        """Put another access into the keyring, and use it from now on, also in clients that are open."""
        with self._lock:
            self._credentials.save(stored)
            if self._access is not None and self._token is not None and self._token.replace(stored):
                return self._access
            return self._take(stored)

    def forget(self) -> None:
        """Remove the access from the keyring; clients that are open cannot use it any longer either."""
        with self._lock:
            self._credentials.forget()
            if self._token is not None:
                self._token.revoke()
            self._access = self._token = None

    def newer_than(self, refused: StoredAccess) -> StoredAccess | None:
        """What the keyring holds now, if another process has put a newer token for the same place there.

        If not, whatever it holds is read anew at the next need.
        """
        with self._lock:
            stored = self._credentials.load()
            if stored is not None and stored != refused and _same_place(stored, refused):
                return stored
            self._access = self._token = None
            return None

    def close(self) -> None:
        """Nothing was started."""

    def _take(self, stored: StoredAccess) -> Access:
        self._token = _StoredToken(self, stored)
        self._access = _access(stored, self._token)
        return self._access


class _StoredToken:
    """The token of an access in the keyring. When it is refused, a newer one may lie there already."""

    def __init__(self, way: KeyringWay, stored: StoredAccess) -> None:
        self._way = way
        self._stored: StoredAccess | None = stored
        self._renewing = threading.Lock()

    def token(self) -> str:
        stored = self._stored
        if stored is None:
            raise ProblemError(not_connected())
        return HandedInToken(stored.access_token).token()

    def renew(self, refused: str) -> str:
        with self._renewing:
            stored = self._stored
            if stored is not None and stored.access_token == refused:
                newer = self._way.newer_than(stored)
                if newer is None:
                    raise ProblemError(explain("INVALID_SESSION_ID"))
                if self._stored is stored:
                    self._stored = newer
            return self.token()

    def replace(self, stored: StoredAccess) -> bool:
        """Use another token; False when it is for another place, to which nobody has given this one yet."""
        if self._stored is None or not _same_place(self._stored, stored):
            return False
        self._stored = stored
        return True

    def revoke(self) -> None:
        """Give no token any longer."""
        self._stored = None


def _same_place(one: StoredAccess, other: StoredAccess) -> bool:
    return (one.instance_url, one.ca_file) == (other.instance_url, other.ca_file)


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
            access = Access(line.instance_url, PracticeTokens(line), line.ca_file)
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


def _access(stored: StoredAccess, tokens: TokenSource) -> Access:
    ca_file = Path(stored.ca_file).expanduser() if stored.ca_file else None
    return Access(checked_address(stored.instance_url), tokens, ca_file)
