"""The operating system's keyring: found, waited for within bounds, and explained where it cannot be used.

Each question is asked in a thread of its own, because a keyring can hang for ever: its daemon is stopped, or nobody
answers the window in which it asks for its password. Whoever asked waits no longer than LIMIT_S, and not at all once
the work is given up.
"""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TypeVar

import keyring
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.backends.chainer import ChainerBackend
from keyring.core import load_config, load_env
from keyring.errors import KeyringLocked

from core.messages import (
    QT_TRANSLATE_NOOP,
    CancelledError,
    Category,
    Problem,
    ProblemError,
    Scope,
    make_problem,
)

log = logging.getLogger(__name__)

KEYRING_UNAVAILABLE = "KEYRING_UNAVAILABLE"
KEYRING_LOCKED = "KEYRING_LOCKED"
KEYRING_SILENT = "KEYRING_SILENT"
KEYRING_CODES = frozenset({KEYRING_UNAVAILABLE, KEYRING_LOCKED, KEYRING_SILENT})
"""The codes of all that can be wrong with the keyring; every one of them may pass without anybody's doing here."""

LIMIT_S = 30.0
"""For how many seconds a keyring is waited for, which may be asking a person for its password."""
_STILL_SILENT_S = 1.0
"""How long one is waited for that has not answered an earlier question yet."""
_LOOK_S = 0.05

TRIES = 5
"""How often the session bus of Linux is asked that does not answer.

The D-Bus library waits one second for the handshake of each new connection (jeepney, `open_dbus_connection`), and
the keyring library makes a connection for each entry; a busy computer takes longer now and then.
"""

_USABLE_FROM = 1
"""The priority from which the keyring library recommends a backend."""

# The keyring library detects its backend without a lock, and a person should see one prompt at a time.
_lock = threading.Lock()
_left_behind: threading.Thread | None = None
"""Asks a keyring that did not answer in time, and has no answer still. Only for the holder of the lock."""
_callers = threading.local()

Result = TypeVar("Result")


class SystemKeyring:
    """The entries of a keyring; waits for one that is too busy to answer at once, until the moment `ends`."""

    def __init__(self, backend: KeyringBackend, ends: float) -> None:
        self._backend = backend
        self._ends = ends

    def get_password(self, service: str, user: str) -> str | None:
        """What an entry holds; None when there is none."""
        return self._patiently(lambda: self._backend.get_password(service, user))

    def set_password(self, service: str, user: str, password: str) -> None:
        """Write an entry."""
        self._patiently(lambda: self._backend.set_password(service, user, password))

    def delete_password(self, service: str, user: str) -> None:
        """Remove an entry that is there."""
        self._patiently(lambda: self._backend.delete_password(service, user))

    def _patiently(self, act: Callable[[], Result]) -> Result:
        for _ in range(TRIES - 1):
            try:
                return _in_time(act, self._ends)
            except TimeoutError:
                # Raised before anything was asked, so that nothing is done twice.
                log.info("the keyring did not answer in time")
        return _in_time(act, self._ends)


@contextmanager
def given_up_by(stop: threading.Event) -> Iterator[None]:
    """Within this, the calling thread waits for no keyring any longer once `stop` is set: CancelledError."""
    before = getattr(_callers, "stop", None)
    _callers.stop = stop
    try:
        yield
    finally:
        _callers.stop = before


@contextmanager
def usable_keyring() -> Iterator[SystemKeyring]:
    """The system's keyring, for one caller at a time; whatever it raises becomes a ProblemError.

    All that one caller asks within this has LIMIT_S seconds together, then it raises ProblemError (KEYRING_SILENT).
    """
    ends = monotonic() + LIMIT_S
    _wait_until(lambda: _lock.acquire(timeout=_LOOK_S), ends)
    try:
        if _left_behind is not None:
            thread = _left_behind
            _wait_until(lambda: _has_ended(thread), monotonic() + _STILL_SILENT_S)
        yield SystemKeyring(_in_time(_backend, ends), ends)
    except (ProblemError, CancelledError):
        raise
    except Exception as error:
        # Each backend raises errors of its own: D-Bus, Win32, the keyring library's, broken settings.
        raise ProblemError(_explain(error)) from error
    finally:
        _lock.release()


def _in_time(act: Callable[[], Result], ends: float) -> Result:
    """What `act` gives, which goes on by itself where it is not waited for any longer."""
    global _left_behind
    result: list[Result] = []
    failure: list[BaseException] = []

    def run() -> None:
        try:
            result.append(act())
        except BaseException as error:  # noqa: BLE001 - handed to the waiting thread, which raises it
            failure.append(error)

    thread = threading.Thread(target=run, name="keyring", daemon=True)
    _left_behind = thread
    thread.start()
    _wait_until(lambda: _has_ended(thread), ends)
    _left_behind = None
    if failure:
        raise failure[0]
    return result[0]


def _has_ended(thread: threading.Thread) -> bool:
    thread.join(_LOOK_S)
    return not thread.is_alive()


def _wait_until(done: Callable[[], bool], ends: float) -> None:
    stop: threading.Event | None = getattr(_callers, "stop", None)
    while not done():
        if stop is not None and stop.is_set():
            raise CancelledError
        if monotonic() > ends:
            raise ProblemError(_silent())


def _backend() -> KeyringBackend:
    found = _found()
    # A chain would fall back to a plaintext file when the real keyring is missing.
    for backend in found.backends if isinstance(found, ChainerBackend) else [found]:
        if _keeps_secrets(backend):
            return backend
    raise ProblemError(_unavailable(f"{type(found).__module__}.{type(found).__name__}"))


def _found() -> KeyringBackend:
    """What the keyring library gives; where it found nothing, what there is now.

    It looks once in the life of a process, and takes a keyring that starts only later, as at a login, or a session bus
    that is too busy, for none at all. What somebody has set for the library is left alone.
    """
    found = keyring.get_keyring()
    if type(found) is not fail.Keyring or load_env() is not None or load_config() is not None:
        return found
    for _ in range(TRIES):
        ranked = {kind: _priority(kind) for kind in KeyringBackend.get_viable_backends()}
        best = max(ranked, key=lambda kind: ranked[kind], default=None)
        if best is not None and ranked[best] >= _USABLE_FROM:
            now: KeyringBackend = best()
            keyring.set_keyring(now)
            log.info("the keyring answers now")
            return now
    return found


def _priority(kind: type[KeyringBackend]) -> float:
    if issubclass(kind, ChainerBackend):
        # It goes by what was there when the library looked.
        return 0.0
    try:
        return float(kind.priority)
    except (RuntimeError, OSError):
        return 0.0


def _keeps_secrets(backend: KeyringBackend) -> bool:
    kind = type(backend)
    return not (
        isinstance(backend, fail.Keyring | null.Keyring)
        or kind.__module__.startswith("keyrings.alt")
        or "plaintext" in kind.__name__.lower()
    )


def _explain(error: Exception) -> Problem:
    detail = f"{type(error).__name__}: {error}"
    cause: BaseException | None = error
    while cause is not None:
        # The last two are SecretStorage's, which exists on Linux alone.
        if isinstance(cause, KeyringLocked) or type(cause).__name__ in (
            "LockedException",
            "PromptDismissedException",
        ):
            return _locked(detail)
        cause = cause.__cause__
    return _unavailable(detail)


def _unavailable(detail: str) -> Problem:
    return make_problem(
        KEYRING_UNAVAILABLE,
        Category.OTHER,
        QT_TRANSLATE_NOOP(
            "core", "This computer offers no keyring in which the Salesforce access could be kept."
        ),
        _UNAVAILABLE_ADVICE.get(sys.platform, _LINUX_UNAVAILABLE),
        detail=detail,
        scope=Scope.CONNECTION,
    )


def _locked(detail: str) -> Problem:
    return make_problem(
        KEYRING_LOCKED,
        Category.OTHER,
        QT_TRANSLATE_NOOP("core", "The keyring that holds the Salesforce access is locked."),
        _LOCKED_ADVICE.get(sys.platform, _LINUX_LOCKED),
        detail=detail,
        scope=Scope.CONNECTION,
    )


def _silent() -> Problem:
    return make_problem(
        KEYRING_SILENT,
        Category.OTHER,
        QT_TRANSLATE_NOOP("core", "The keyring of this computer has not answered for {seconds} seconds."),
        QT_TRANSLATE_NOOP(
            "core",
            "If it asks for its password somewhere, give it; otherwise log in to this computer anew. Then try "
            "again.",
        ),
        scope=Scope.CONNECTION,
        seconds=round(LIMIT_S),
    )


_LINUX_UNAVAILABLE = QT_TRANSLATE_NOOP(
    "core",
    "Run in a desktop session with GNOME Keyring or KWallet; on a server without one, set "
    "UNSUBSCRIBE_SYNC_INSTANCE_URL and UNSUBSCRIBE_SYNC_ACCESS_TOKEN for this process.",
)
_UNAVAILABLE_ADVICE = {
    "win32": QT_TRANSLATE_NOOP(
        "core",
        "Sign in to Windows as a normal user, so that the Credential Manager is there; in a service, set "
        "UNSUBSCRIBE_SYNC_INSTANCE_URL and UNSUBSCRIBE_SYNC_ACCESS_TOKEN for this process.",
    ),
    "darwin": QT_TRANSLATE_NOOP(
        "core",
        "Log in at the screen, so that the login keychain is there; in a remote session, set "
        "UNSUBSCRIBE_SYNC_INSTANCE_URL and UNSUBSCRIBE_SYNC_ACCESS_TOKEN for this process.",
    ),
}
_LINUX_LOCKED = QT_TRANSLATE_NOOP(
    "core",
    "Unlock the login keyring, for instance in the program Passwords and Keys or KWalletManager, then try again.",
)
_LOCKED_ADVICE = {
    "win32": QT_TRANSLATE_NOOP("core", "Sign in to Windows again, then try again."),
    "darwin": QT_TRANSLATE_NOOP(
        "core",
        "Unlock the login keychain in Keychain Access and allow Unsubscribe Sync to use it, then try again.",
    ),
}
