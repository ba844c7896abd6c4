"""The password of a proxy, kept in the operating system's keyring and nowhere else.

Its entry is named after the proxy, so that all orgs behind the same proxy share it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message, ProblemError
from core.secrets.system_keyring import KEYRING_UNAVAILABLE, SystemKeyring, usable_keyring


def load_proxy_password(proxy: str, user: str) -> str:
    """The password for a user of the proxy at host:port, empty when none is kept; raises ProblemError."""
    with _keyring() as backend:
        return backend.get_password(_service(proxy), user) or ""


def save_proxy_password(proxy: str, user: str, password: str) -> None:
    """Keep a password in place of the one before; raises ProblemError."""
    with _keyring() as backend:
        backend.set_password(_service(proxy), user, password)


def forget_proxy_password(proxy: str, user: str) -> None:
    """Remove a password; harmless when there is none. Raises ProblemError."""
    with _keyring() as backend:
        if backend.get_password(_service(proxy), user) is not None:
            backend.delete_password(_service(proxy), user)


@contextmanager
def _keyring() -> Iterator[SystemKeyring]:
    """The system's keyring; where there is none, the advice is about proxies."""
    try:
        with usable_keyring() as backend:
            yield backend
    except ProblemError as error:
        if error.problem.code != KEYRING_UNAVAILABLE:
            raise
        raise ProblemError(replace(error.problem, what=_NO_KEYRING, fix=_WITHOUT_KEYRING)) from None


def _service(proxy: str) -> str:
    return f"Unsubscribe Sync proxy {proxy}"


_NO_KEYRING = Message(
    NOOP("core", "This computer offers no keyring in which the password of the proxy could be kept.")
)
_WITHOUT_KEYRING = Message(
    NOOP(
        "core",
        "Run in a desktop session; on a server, set HTTPS_PROXY for this process, with user and password in it, and "
        "leave the proxy as the system says.",
    )
)
