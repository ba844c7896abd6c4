"""How somebody signed in last, and when. Nothing of it is secret, so that the database may hold it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum

from core.plain_text.moments import from_iso_text, iso_text
from core.secrets.credentials import AnyAccess, KeyAccess, RefreshAccess, SecretAccess
from core.store.org_state import OrgState

KEY = "signed_in"
NOT_REVOKED = "signed_in.not_revoked"
SIGNED_OUT = ""
"""The mark of a data directory that somebody has signed out of."""


class Manner(StrEnum):
    """The ways to sign in."""

    BROWSER = "browser"
    KEY = "key"
    SECRET = "secret"
    TOKEN = "token"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The last sign-in. `host` is where it was made, `at` when; None once signed out.

    `client_id` is the consumer key of the app, which a browser carries in its address line: it is no secret.
    """

    manner: Manner
    host: str
    client_id: str
    at: datetime | None


class SignInMemory:
    """The last sign-in of one data directory, read anew each time: another process may have made it."""

    def __init__(self, org_state: OrgState) -> None:
        self._org_state = org_state

    def last(self) -> SignedIn | None:
        """The last sign-in; None when there was none, or when only another version can read what is kept."""
        text = self._org_state.setting(KEY)
        if text is None:
            return None
        try:
            kept = json.loads(text)
            at = from_iso_text(kept["at"]) if kept["at"] else None
            return SignedIn(Manner(kept["manner"]), kept["host"], kept["client_id"], at)
        except (ValueError, KeyError, TypeError):
            return None

    def mark(self) -> str | None:
        """What tells one sign-in from the next, whichever process made it: SIGNED_OUT, or None where nothing is known.

        To be asked in the transaction that marks something as on its way to Salesforce.
        """
        last = self.last()
        if last is None:
            return None
        return f"{last.manner} {last.client_id} {iso_text(last.at)}" if last.at is not None else SIGNED_OUT

    def not_revoked(self) -> bool:
        """Whether Salesforce did not get to know of the last sign-out, so that its token may still be valid."""
        return bool(self._org_state.setting(NOT_REVOKED))

    def note_revoked(self, revoked: bool) -> None:
        """Remember whether Salesforce got to know of the last sign-out."""
        if not revoked or self.not_revoked():
            self._org_state.set_setting(NOT_REVOKED, "" if revoked else "yes")

    def remember(self, stored: AnyAccess, at: datetime) -> None:
        """Somebody has signed in; the consumer key is remembered even where this way needs none."""
        before = self.last()
        client_id = before.client_id if before is not None else ""
        manner, host = Manner.TOKEN, stored.instance_url
        if isinstance(stored, RefreshAccess):
            manner, host, client_id = Manner.BROWSER, stored.login_url, stored.client_id
        elif isinstance(stored, KeyAccess):
            manner, host, client_id = Manner.KEY, stored.login_url, stored.client_id
        elif isinstance(stored, SecretAccess):
            manner, client_id = Manner.SECRET, stored.client_id
        self._write(SignedIn(manner, host, client_id, at))

    def moved(self, before: str, after: str) -> None:
        """The org has another address: who signed in at the old one signs in at the new one the next time."""
        last = self.last()
        if last is not None and last.host == before:
            self._write(replace(last, host=after))

    def ended(self) -> None:
        """Somebody has signed out; what helps at the next sign-in stays."""
        before = self.last()
        if before is not None:
            self._write(replace(before, at=None))

    def _write(self, signed_in: SignedIn) -> None:
        at = iso_text(signed_in.at) if signed_in.at is not None else None
        self._org_state.set_setting(KEY, json.dumps(asdict(signed_in) | {"at": at}))
