"""Access to an org from the keyring, which several processes share."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep

from core.connection.access_providers import Access, account_of
from core.connection.address import checked_address
from core.connection.one_at_a_time import HeldElsewhereError, one_at_a_time
from core.connection.problems import access_in_use, not_connected, signed_in_anew, wrong_organization
from core.connection.signed_in import SIGNED_OUT
from core.connection.stored_tokens import StoredTokens, same_place, take_back
from core.messages import Category, ProblemError
from core.salesforce.http.route import Routes, trusting_else
from core.salesforce.http.tokens import HandedInToken
from core.salesforce.org import SalesforceOrg
from core.salesforce.values.record_id import same_id
from core.secrets.credentials import AnyAccess, Credentials, RefreshAccess, StoredAccess
from core.secrets.system_keyring import given_up_by
from core.store.types.orgs import Org

log = logging.getLogger(__name__)

EXCHANGE_S = 20.0
"""For how many seconds another process, which may be suspended, is waited for that exchanges the access."""
AT_LAST_S = 60.0
"""For how many seconds the end of the program waits for a keyring that would not take a renewed access."""
_WRITING_S = 10.0
"""How long another process is waited for that writes the access into the keyring."""
_SETTLE_S = 2.0
_LOOK_S = 0.1


class KeyringAccess:
    """The access that the keyring holds for this data directory; read at the first need."""

    def __init__(
        self,
        data_dir: Path,
        routes: Routes,
        on_move: Callable[[str, str], None] = lambda *_: None,
        *,
        org_here: Callable[[], Org | None] = lambda: None,
        mark: Callable[[], str | None] = lambda: None,
    ) -> None:
        """Of `routes` and the CA file that was given when signing in, the one of the routes is trusted.

        `on_move` is told the addresses before and after, in any thread, when the org has moved; `org_here` is the one
        that the data belongs to, `mark` tells one sign-in from the next (`signed_in`), whichever process makes it.
        """
        self._routes = routes
        self._on_move = on_move
        self._org_here = org_here
        self._mark = mark
        self._seen: str | None = None
        self._credentials = Credentials(account_of(data_dir))
        self._exchanging = data_dir / "exchanging.sqlite"
        self._writing = data_dir / "writing.sqlite"
        self._access: Access | None = None
        self._tokens: StoredTokens | None = None
        self._lock = threading.Lock()
        self._closed = threading.Event()

    def access(self, stop: threading.Event) -> Access:
        """The access; may wait while the system asks the user to unlock the keyring."""
        with self._lock, given_up_by(stop):
            mark = self._mark()
            if mark == SIGNED_OUT:
                # Also where another process could not reach the keyring and had to leave it there.
                self._access = self._tokens = None
                raise ProblemError(not_connected())
            if self._access is not None and mark == self._seen:
                return self._access
            stored = self._credentials.load()
            if stored is None:
                self._access = self._tokens = None
                raise ProblemError(not_connected())
            self._seen = mark
            if self._access is not None and self._tokens is not None and self._tokens.replace(stored):
                return self._access
            return self._take(stored)

    def acknowledge(self) -> None:
        """The sign-in that has just been noted is the one that is used here."""
        self._seen = self._mark()

    def is_signed_out(self) -> bool:
        """Whether somebody has signed out, in whichever process."""
        return self._mark() == SIGNED_OUT

    def require(self, access: Access | None) -> None:
        """Raises ProblemError where an access is not that of the last sign-in; asks the database alone."""
        mark = self._mark()
        if mark == SIGNED_OUT:
            raise ProblemError(not_connected())
        if mark != self._seen or access not in (None, self._access):
            raise ProblemError(signed_in_anew())

    def drop(self) -> Forgotten:
        """Use the access no longer, of which another process has removed what the keyring held."""
        with self._lock:
            stored = self._tokens.stored if self._tokens is not None else None
            used = self._tokens.revoke() if self._tokens is not None else ""
            self._access = self._tokens = None
        # A refresh token was that process's to take back; the token that a key or a secret gave is known here alone.
        return Forgotten(None if isinstance(stored, RefreshAccess) else stored, used, self._routes)

    def store(
        self, stored: AnyAccess, first: str = "", claim: Callable[[], None] = lambda: None
    ) -> tuple[Access, Replaced]:
        """Put another access into the keyring, and use it from now on, also in clients that are open.

        `first` is an access token that it has just been exchanged for. `claim` ties the data to the org; where it
        raises ProblemError, because another process was faster, the access is removed again. What the access
        took the place of comes back as well.
        """
        with self._lock:
            with self._writes():
                before = self._before()
                self._credentials.save(stored)
            try:
                claim()
            except ProblemError:
                with self._writes():
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
        with self._lock, self._writes():
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
            self._keep_at_last(tokens)

    def keep_what_is_left(self) -> None:
        """Keep what a renewal gave and a locked keyring would not take; raises ProblemError while it still does not."""
        tokens = self._tokens
        if tokens is not None:
            tokens.keep_what_is_left()

    @staticmethod
    def _keep_at_last(tokens: StoredTokens) -> None:
        """Wait for a keyring that is locked just now: what was renewed exists nowhere else."""
        ends = monotonic() + AT_LAST_S
        while tokens.has_something_left:
            try:
                tokens.keep_what_is_left()
            except ProblemError as error:
                if monotonic() > ends:
                    log.warning("a renewed access could not be kept: %s", error.problem.code)
                    return
                sleep(_LOOK_S)

    # what StoredTokens asks of its place

    def kept(self) -> AnyAccess | None:
        """What the keyring holds now."""
        with self._lock:
            return self._credentials.load()

    def keep(self, access: AnyAccess, *, instead_of: AnyAccess) -> bool:
        """Put an access into the keyring, unless another was put there meanwhile."""
        with self._lock, self._writes():
            if self._credentials.load() != instead_of:
                return False
            self._credentials.save(access)
            return True

    def can_keep(self) -> None:
        """Raises ProblemError where nothing can be put into the keyring now."""
        self._credentials.prove()

    def check_told(self, access: AnyAccess, organization_id: str) -> None:
        """Raises ProblemError where a token is for another org than the one that the access and the data belong to."""
        org = self._org_here()
        signed_in_to = "" if isinstance(access, StoredAccess) else access.organization_id
        for known in (org.id if org is not None else "", signed_in_to):
            if known and organization_id and not same_id(known, organization_id):
                raise ProblemError(wrong_organization(org, known, organization_id, access.instance_url))

    def check_organization(self, access: AnyAccess, token: str) -> None:
        """The same for a token that does not tell: its org is asked. Raises ProblemError."""
        if self._org_here() is None and (isinstance(access, StoredAccess) or not access.organization_id):
            return
        routes = trusting_else(self._routes, _path(access.ca_file))
        with SalesforceOrg(access.instance_url, HandedInToken(token), routes=routes) as org:
            self.check_told(access, org.describe().org.id)

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

    def alone(self) -> AbstractContextManager[None]:
        """Keeps other processes from exchanging the same access meanwhile."""
        return self._one_process(self._exchanging, self._closed, EXCHANGE_S)

    def _writes(self) -> AbstractContextManager[None]:
        """Keeps other processes from changing what lies in the keyring, of which pieces could get mixed."""
        # Not given up when the program ends: what an exchange gave is to be kept all the same.
        return self._one_process(self._writing, threading.Event(), _WRITING_S)

    @staticmethod
    @contextmanager
    def _one_process(place: Path, stop: threading.Event, patience_s: float) -> Iterator[None]:
        with ExitStack() as stack:
            try:
                stack.enter_context(one_at_a_time(place, stop, patience_s=patience_s))
            except HeldElsewhereError:
                raise ProblemError(access_in_use()) from None
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
        """Revoke a refresh token that is not kept any longer, as far as Salesforce can be reached."""
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
        """Revoke it at Salesforce, which may take a while; False when that failed."""
        return take_back(self.stored, self.access_token, stop, routes=self.routes)


def _path(ca_file: str | None) -> Path | None:
    return Path(ca_file).expanduser() if ca_file else None
