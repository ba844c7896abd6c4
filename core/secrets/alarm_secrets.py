"""The secrets of alarms, in the operating system's keyring and nowhere else: chat addresses and a mail password.

The address of a chat service or a webhook holds what lets anybody write there. Entries are named after the data
directory; a password also after user and server, so that it is never given to another server than its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message, ProblemError
from core.secrets.system_keyring import KEYRING_UNAVAILABLE, SystemKeyring, usable_keyring

LONGEST_SECRET = 1_000
"""Characters of one; entries of the Windows Credential Manager are small."""


class AlarmSecrets:
    """Every method raises ProblemError when the keyring cannot be used."""

    def __init__(self, account: str) -> None:
        """`account` tells data directories apart; ASCII."""
        self._account = account

    def chat_address(self, number: str) -> str:
        """The address that is kept under a number, empty when there is none."""
        return self._get("chat", number)

    def save_chat_address(self, number: str, address: str) -> None:
        """Keep an address."""
        self._set("chat", number, address)

    def forget_chat_address(self, number: str) -> None:
        """Remove an address; harmless when there is none."""
        self._forget("chat", number)

    def mail_password(self, place: str, user: str) -> str:
        """The password of a user at the mail server host:port, empty when none is kept."""
        return self._get(f"mail {place}", user)

    def save_mail_password(self, place: str, user: str, password: str) -> None:
        """Keep a password in place of the one before."""
        self._set(f"mail {place}", user, password)

    def forget_mail_password(self, place: str, user: str) -> None:
        """Remove a password; harmless when there is none."""
        self._forget(f"mail {place}", user)

    def _get(self, what: str, user: str) -> str:
        with _keyring() as backend:
            return backend.get_password(self._service(what), user) or ""

    def _set(self, what: str, user: str, secret: str) -> None:
        with _keyring() as backend:
            backend.set_password(self._service(what), user, secret)

    def _forget(self, what: str, user: str) -> None:
        with _keyring() as backend:
            if backend.get_password(self._service(what), user) is not None:
                backend.delete_password(self._service(what), user)

    def _service(self, what: str) -> str:
        return f"Unsubscribe Sync alarms {self._account} {what}"


@contextmanager
def _keyring() -> Iterator[SystemKeyring]:
    """The system's keyring; where there is none, the advice is about alarms."""
    try:
        with usable_keyring() as backend:
            yield backend
    except ProblemError as error:
        if error.problem.code != KEYRING_UNAVAILABLE:
            raise
        raise ProblemError(replace(error.problem, what=_NO_KEYRING, fix=_WITHOUT_KEYRING)) from None


_NO_KEYRING = Message(
    NOOP("core", "This computer offers no keyring in which the secrets of alarms could be kept.")
)
_WITHOUT_KEYRING = Message(
    NOOP(
        "core",
        "Run in a desktop session; on a server, use a mail server that asks for no password, and the heartbeat.",
    )
)
