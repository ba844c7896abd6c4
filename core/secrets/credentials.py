"""The one secret: the access to Salesforce, kept in the operating system's keyring and nowhere else.

What is kept is what lives long: a refresh token, a private key or the secret of an app, or else an access token
that somebody handed in. Access tokens that these are exchanged for stay in memory.

Windows Credential Manager holds about 1,280 characters in an entry and an access token can be longer, so
the access is kept in pieces. A small head entry says which pieces belong together; it is written after
them, so that a program that is killed while saving leaves either the old access or the new one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, MutableMapping
from dataclasses import asdict, dataclass, field

from core.messages import QT_TRANSLATE_NOOP, Category, Problem, ProblemError, Scope, make_problem
from core.secrets.given_secret import SecretKind, secret_from_text
from core.secrets.system_keyring import SystemKeyring, usable_keyring

INSTANCE_URL = "UNSUBSCRIBE_SYNC_INSTANCE_URL"
ACCESS_TOKEN = "UNSUBSCRIBE_SYNC_ACCESS_TOKEN"
CA_FILE = "UNSUBSCRIBE_SYNC_CA_FILE"

PIECE = 1_000
"""Characters in one entry of the keyring; all of them ASCII, so that they are as many UTF-16 units."""

_USER = "Salesforce access"


@dataclass(frozen=True, slots=True)
class StoredAccess:
    """An access token that was handed in. `ca_file` is a PEM file to trust beside the system's authorities."""

    instance_url: str
    access_token: str = field(repr=False)
    ca_file: str | None = None


@dataclass(frozen=True, slots=True)
class RefreshAccess:
    """What a sign-in in the browser left: a refresh token, good at `login_url` for the app `client_id`."""

    instance_url: str
    login_url: str
    client_id: str
    refresh_token: str = field(repr=False)
    organization_id: str
    username: str
    ca_file: str | None = None


@dataclass(frozen=True, slots=True)
class KeyAccess:
    """The private key (PEM) that signs requests for tokens of `username`."""

    instance_url: str
    login_url: str
    client_id: str
    private_key: str = field(repr=False)
    organization_id: str
    username: str
    ca_file: str | None = None


@dataclass(frozen=True, slots=True)
class SecretAccess:
    """The secret of an app, which works as the user `username`; good at the org's own address alone."""

    instance_url: str
    client_id: str
    client_secret: str = field(repr=False)
    organization_id: str
    username: str
    ca_file: str | None = None


AnyAccess = StoredAccess | RefreshAccess | KeyAccess | SecretAccess

_KINDS: Mapping[str, type[RefreshAccess | KeyAccess | SecretAccess]] = {
    "refresh": RefreshAccess,
    "key": KeyAccess,
    "secret": SecretAccess,
}


class Credentials:
    """The access that the keyring holds for one data directory; nothing is touched before the first call.

    Every method raises ProblemError with one of KEYRING_CODES when the keyring cannot be used, and waits a while for
    the user to unlock it. Thread-safe; of several processes only one at a time may save or forget.
    """

    def __init__(self, account: str) -> None:
        """`account` tells data directories apart; ASCII."""
        self._account = account

    def load(self) -> AnyAccess | None:
        """The stored access, None when there is none.

        Raises ProblemError with the code ACCESS_INCOMPLETE when a part of it is missing or not to be read.
        """
        before: _Head | None = None
        with usable_keyring() as backend:
            while True:
                head = self._head(backend)
                if head is None:
                    return None
                access = self._assemble(backend, head)
                if access is not None:
                    return access
                if head == before:
                    raise ProblemError(_incomplete())
                # Another process may have replaced the pieces after the head was read; then it has written another.
                before = head

    def prove(self) -> None:
        """See that an access could be written now, by an entry that says nothing and is gone afterwards."""
        with usable_keyring() as backend:
            backend.set_password(self._service("probe", 1), _USER, "-")
            backend.delete_password(self._service("probe", 1), _USER)

    def save(self, access: AnyAccess) -> None:
        """Store an access in place of the one before."""
        text = _to_text(access)
        pieces = [text[start : start + PIECE] for start in range(0, len(text), PIECE)]
        with usable_keyring() as backend:
            old = self._head(backend)
            slot, other = ("b", "a") if old is not None and old.slot == "a" else ("a", "b")
            for number, piece in enumerate(pieces, 1):
                backend.set_password(self._service(slot, number), _USER, piece)
            head = _Head(slot, len(pieces), _digest(text))
            backend.set_password(self._service(), _USER, head.to_text())
            self._remove(backend, slot, after=len(pieces))
            self._remove_slot(backend, other, old)

    def forget(self) -> None:
        """Remove the access and whatever an interrupted save left behind."""
        with usable_keyring() as backend:
            old = self._head(backend)
            _delete(backend, self._service())
            for slot in ("a", "b"):
                self._remove_slot(backend, slot, old)

    def _service(self, slot: str = "", number: int = 0) -> str:
        # A name of its own for each entry: Windows renames entries that share one.
        return f"Unsubscribe Sync {self._account}" + (f" {slot}{number}" if slot else "")

    def _head(self, backend: SystemKeyring) -> _Head | None:
        text = backend.get_password(self._service(), _USER)
        return None if text is None else _Head.from_text(text)

    def _assemble(self, backend: SystemKeyring, head: _Head) -> AnyAccess | None:
        pieces = []
        for number in range(1, head.pieces + 1):
            piece = backend.get_password(self._service(head.slot, number), _USER)
            if piece is None:
                return None
            pieces.append(piece)
        text = "".join(pieces)
        return _from_text(text) if _digest(text) == head.digest else None

    def _remove_slot(self, backend: SystemKeyring, slot: str, old: _Head | None) -> None:
        known = old.pieces if old is not None and old.slot == slot else 0
        for number in range(1, known + 1):
            _delete(backend, self._service(slot, number))
        self._remove(backend, slot, after=known)

    def _remove(self, backend: SystemKeyring, slot: str, *, after: int) -> None:
        number = after + 1
        while _delete(backend, self._service(slot, number)):
            number += 1


def _to_text(access: AnyAccess) -> str:
    if isinstance(access, StoredAccess):
        # As it was written before there were other kinds, so that either version reads what the other left.
        return json.dumps([access.instance_url, access.access_token, access.ca_file])
    name = next(name for name, kind in _KINDS.items() if isinstance(access, kind))
    return json.dumps({name: asdict(access)})


def _from_text(text: str) -> AnyAccess | None:
    """The access in a text; None for a kind that only a later version knows."""
    stored = json.loads(text)
    if isinstance(stored, list):
        return StoredAccess(*stored)
    [(name, content)] = stored.items()
    try:
        return _KINDS[name](**content)
    except (KeyError, TypeError):
        return None


@dataclass(frozen=True, slots=True)
class _Head:
    """Which entries make up the access. An unreadable head has no pieces, and no text has its digest."""

    slot: str
    pieces: int
    digest: str

    def to_text(self) -> str:
        return json.dumps({"slot": self.slot, "pieces": self.pieces, "digest": self.digest})

    @staticmethod
    def from_text(text: str) -> _Head:
        try:
            stored = json.loads(text)
            return _Head(str(stored["slot"]), int(stored["pieces"]), str(stored["digest"]))
        except (ValueError, KeyError, TypeError):
            return _Head("", 0, "")


def from_environment(environment: Mapping[str, str]) -> StoredAccess | None:
    """The access that the environment hands to this process, None when it hands none; never written down.

    Raises ProblemError with the code ENVIRONMENT_INCOMPLETE when one of the two variables is missing, and for a
    token that cannot be one.
    """
    url, ca_file = (environment.get(name, "").strip() for name in (INSTANCE_URL, CA_FILE))
    token = secret_from_text(environment.get(ACCESS_TOKEN, ""), SecretKind.ACCESS_TOKEN)
    if not url and not token:
        return None
    if not url or not token:
        present, absent = (ACCESS_TOKEN, INSTANCE_URL) if token else (INSTANCE_URL, ACCESS_TOKEN)
        raise ProblemError(_half_an_environment(present, absent))
    return StoredAccess(url, token, ca_file or None)


def without_access(environment: Mapping[str, str]) -> dict[str, str]:
    """An environment without what hands over the access: for a child, which has no business with it."""
    hidden = (INSTANCE_URL, ACCESS_TOKEN, CA_FILE)
    return {name: value for name, value in environment.items() if name not in hidden}


def taken_from(environment: MutableMapping[str, str]) -> Mapping[str, str]:
    """All of an environment; what it hands over of the access is taken out of it, so that no child inherits it."""
    whole, kept = dict(environment), without_access(environment)
    for name in whole.keys() - kept.keys():
        del environment[name]
    return whole


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _delete(backend: SystemKeyring, service: str) -> bool:
    if backend.get_password(service, _USER) is None:
        return False
    backend.delete_password(service, _USER)
    return True


def _incomplete() -> Problem:
    return make_problem(
        "ACCESS_INCOMPLETE",
        Category.AUTHENTICATION,
        QT_TRANSLATE_NOOP("core", "A part of the stored Salesforce access is missing from the keyring."),
        QT_TRANSLATE_NOOP("core", "Connect to Salesforce again on the Salesforce page of the settings."),
        scope=Scope.CONNECTION,
    )


def _half_an_environment(present: str, absent: str) -> Problem:
    return make_problem(
        "ENVIRONMENT_INCOMPLETE",
        Category.OTHER,
        QT_TRANSLATE_NOOP("core", "The environment sets {present}, but not {absent}."),
        QT_TRANSLATE_NOOP("core", "Set both variables, or none of them."),
        scope=Scope.CONNECTION,
        present=present,
        absent=absent,
    )
