"""Access tokens out of what the keyring holds: handed in as they are, or exchanged for something that lives long."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from core.connection.address import checked_address
from core.connection.problems import not_connected
from core.messages import CancelledError, Category, ProblemError
from core.salesforce.http.route import Routes, system_route, trusting_else
from core.salesforce.http.tokens import HandedInToken, LastingRefusalError, RefreshingTokens
from core.salesforce.sign_in.browser import refreshed
from core.salesforce.sign_in.client_credentials import sign_in_with_secret
from core.salesforce.sign_in.jwt import sign_in_with_key
from core.salesforce.sign_in.token_endpoint import TokenAnswer, organization_in, revoke
from core.salesforce.values.errors import explain, moved
from core.salesforce.values.hosts import check_host, host_of, shown
from core.salesforce.values.record_id import same_id
from core.secrets.credentials import AnyAccess, KeyAccess, RefreshAccess, SecretAccess, StoredAccess

log = logging.getLogger(__name__)


Exchangeable = RefreshAccess | KeyAccess | SecretAccess
"""What is kept to be exchanged for access tokens."""


class AccessPlace(Protocol):
    """Where the access is kept; other processes use it too."""

    def kept(self) -> AnyAccess | None:
        """The access that is kept now."""
        ...

    def keep(self, access: AnyAccess, *, instead_of: AnyAccess) -> bool:
        """Keep an access, unless another than `instead_of` was put there meanwhile."""
        ...

    def can_keep(self) -> None:
        """Raises ProblemError where nothing could be put there now."""
        ...

    def check_told(self, access: AnyAccess, organization_id: str) -> None:
        """Raises ProblemError where a token is for another org than the one that the access and the data belong to."""
        ...

    def check_organization(self, access: AnyAccess, token: str) -> None:
        """The same for a token that does not tell: its org is asked. Raises ProblemError."""
        ...

    def newer_than(self, refused: AnyAccess) -> AnyAccess | None:
        """What lies there, if it is something else, for the same place, than what was refused."""
        ...

    def moved(self, before: str, after: str) -> None:
        """The org has another address; what is kept says so already."""
        ...

    def alone(self) -> AbstractContextManager[None]:
        """Keeps other processes from exchanging the same access meanwhile; may raise CancelledError."""
        ...


class StoredTokens:
    """The tokens of the access in the keyring. A TokenSource; when the access is replaced, so are they.

    When it is refused for good, another process may have put a newer one there.
    """

    def __init__(
        self, place: AccessPlace, stored: AnyAccess, first: str = "", routes: Routes = system_route
    ) -> None:
        """`first` is an access token that `stored` has just been exchanged for."""
        self._routes = routes
        self._place = place
        self._adopting = threading.Lock()
        self._now: _Given | _Exchanged | None = self._made(stored, first)

    def token(self) -> str:
        """The token to send."""
        return self._from_now(lambda now: now.token())

    def renew(self, refused: str) -> str:
        """A newer token than the one that was refused."""
        return self._from_now(lambda now: now.renew(refused))

    @property
    def stored(self) -> AnyAccess | None:
        """What the tokens are made from; None once there is no access any longer."""
        now = self._now
        return now.stored if now is not None else None

    def home(self) -> str:
        """The address of the org, as the last exchange told it; empty when there is no access any longer."""
        now = self._now
        return now.stored.instance_url if now is not None else ""

    def replace(self, stored: AnyAccess, first: str = "") -> bool:
        """Use another access; False when it is for another address, to which this one was not given yet."""
        now = self._now
        if now is None or not same_place(now.stored, stored):
            return False
        self._now = self._made(stored, first)
        return True

    def revoke(self) -> str:
        """Give no token any longer; the answer is the one that was used last, empty when there was none."""
        now, self._now = self._now, None
        return now.tokens.current if isinstance(now, _Exchanged) else ""

    def settle(self, seconds: float) -> None:
        """Wait so long at most for an exchange that is on its way, so that what it gives is kept."""
        now = self._now
        if isinstance(now, _Exchanged):
            now.tokens.settle(seconds)

    @property
    def has_something_left(self) -> bool:
        """Whether an exchange gave something that the keyring has not taken yet."""
        now = self._now
        return isinstance(now, _Exchanged) and now.has_something_left

    def keep_what_is_left(self) -> None:
        """Try once more to keep it; raises ProblemError while the keyring does not take it."""
        now = self._now
        if isinstance(now, _Exchanged):
            now.keep_what_is_left()

    def _made(self, stored: AnyAccess, first: str) -> _Given | _Exchanged:
        if isinstance(stored, StoredAccess):
            return _Given(self._place, stored)
        return _Exchanged(self._place, stored, first, self._routes)

    def _from_now(self, work: Callable[[_Given | _Exchanged], str]) -> str:
        now = self._now
        if now is None:
            raise ProblemError(not_connected())
        try:
            return work(now)
        except ProblemError as error:
            if error.problem.category is not Category.AUTHENTICATION or not self._adopted_newer(now):
                raise
        return self.token()

    def _adopted_newer(self, refused: _Given | _Exchanged) -> bool:
        with self._adopting:
            if self._now is not refused:
                return self._now is not None
            newer = self._place.newer_than(refused.stored)
            if newer is None:
                return False
            self._now = self._made(newer, "")
            return True


class _Given:
    """An access token that was handed in; the org that it is for is compared once, before it is sent anywhere else."""

    def __init__(self, place: AccessPlace, stored: StoredAccess) -> None:
        self._place = place
        self.stored = stored
        self._is_checked = False

    def token(self) -> str:
        token = HandedInToken(self.stored.access_token).token()
        if not self._is_checked:
            told = organization_in(token)
            if told:
                self._place.check_told(self.stored, told)
            else:
                self._place.check_organization(self.stored, token)
            self._is_checked = True
        return token

    def renew(self, refused: str) -> str:
        if self.stored.access_token != refused:
            return self.token()
        raise ProblemError(explain("INVALID_SESSION_ID"))


class _Exchanged:
    """Something that lives long, and the access tokens for which it is exchanged."""

    def __init__(self, place: AccessPlace, stored: Exchangeable, first: str, routes: Routes) -> None:
        self._routes = routes
        self._place = place
        self.stored = stored
        self.tokens = RefreshingTokens(self._ask, first)
        self._unsaved: Exchangeable | None = None

    def token(self) -> str:
        return self.tokens.token()

    def renew(self, refused: str) -> str:
        return self.tokens.renew(refused)

    def _ask(self) -> str:
        # Only a refresh token is used up by an exchange; with a key or a secret nobody takes anything from another.
        with self._place.alone() if isinstance(self.stored, RefreshAccess) else nullcontext():
            self.keep_what_is_left()
            kept = self._place.kept()
            if kept is None:
                raise ProblemError(not_connected())
            if type(kept) is not type(self.stored) or not same_place(kept, self.stored):
                raise ProblemError(explain("INVALID_SESSION_ID"))
            self.stored = kept
            if isinstance(kept, RefreshAccess):
                # What comes back may be all there is: nothing is asked for that could not be kept.
                self._place.can_keep()
            answer = exchanged(self.stored, self._routes)
            self._refuse_another_organization(answer)
            if isinstance(self.stored, RefreshAccess) and answer.refresh_token:
                self._save(replace(self.stored, refresh_token=answer.refresh_token))
            self._follow(answer)
            if not answer.organization_id:
                # Nothing else is asked with it before the org itself has said which one it is.
                self._place.check_organization(self.stored, answer.access_token)
        return answer.access_token

    def _refuse_another_organization(self, answer: TokenAnswer) -> None:
        """Nothing is asked with a token of another org than the one that was signed in to."""
        try:
            self._place.check_told(self.stored, answer.organization_id)
        except ProblemError as error:
            given = self.stored
            if isinstance(given, RefreshAccess):
                given = replace(given, refresh_token=answer.refresh_token)
            take_back(given, answer.access_token, routes=self._routes)
            raise LastingRefusalError(error.problem) from None

    def _follow(self, answer: TokenAnswer) -> None:
        """Where the org has another address now, keep that one, so that the token goes there and nowhere else."""
        before, after = self.stored.instance_url, checked_address(answer.instance_url)
        if after == before:
            return
        check_host(after, self._routes().hosts)
        if not self.stored.organization_id or not answer.organization_id:
            # Nothing says that it is the same org.
            raise ProblemError(moved(shown(host_of(after))))
        new = replace(self.stored, instance_url=after)
        if not isinstance(new, SecretAccess) and new.login_url == before:
            new = replace(new, login_url=after)
        self._save(new)
        self._place.moved(before, after)

    def _save(self, new: Exchangeable) -> None:
        """Keep what an exchange changed; of a rotated refresh token the old one is good for nothing any more."""
        self._unsaved = new
        self.keep_what_is_left()

    @property
    def has_something_left(self) -> bool:
        """Whether an exchange gave something that the keyring has not taken yet."""
        return self._unsaved is not None

    def keep_what_is_left(self) -> None:
        """Keep what an exchange changed and the keyring would not take; raises ProblemError while it still does not."""
        new = self._unsaved
        if new is None:
            return
        kept = self._place.keep(new, instead_of=self.stored)
        self._unsaved = None
        if kept:
            self.stored = new
            return
        # Somebody has signed in anew, or out, meanwhile: nobody will use or revoke this one.
        take_back(new, routes=self._routes)
        raise ProblemError(explain("INVALID_SESSION_ID"))


def exchanged(stored: Exchangeable, routes: Routes = system_route) -> TokenAnswer:
    """Exchange an access for an access token; raises ProblemError.

    Nothing cuts it short, because with a rotated refresh token the answer is all there is; it has time-outs.
    """
    routes = trusting_else(routes, Path(stored.ca_file) if stored.ca_file else None)
    match stored:
        case RefreshAccess():
            return refreshed(
                stored.login_url,
                stored.client_id,
                stored.refresh_token,
                ca_file=None,
                stop=None,
                routes=routes,
            )
        case KeyAccess():
            return sign_in_with_key(
                stored.login_url,
                stored.client_id,
                stored.username,
                stored.private_key,
                ca_file=None,
                stop=None,
                routes=routes,
            )
        case SecretAccess():
            return sign_in_with_secret(
                stored.instance_url,
                stored.client_id,
                stored.client_secret,
                ca_file=None,
                stop=None,
                routes=routes,
            )


def take_back(
    stored: AnyAccess | None,
    access_token: str = "",
    stop: threading.Event | None = None,
    *,
    routes: Routes = system_route,
) -> bool:
    """Revoke an access at Salesforce; False when that failed.

    A token that was handed in is left alone: it is somebody else's session. A private key and a secret belong to
    the app; the access token that they were exchanged for is taken back.
    """
    if stored is None or isinstance(stored, StoredAccess):
        return True
    token = (stored.refresh_token if isinstance(stored, RefreshAccess) else "") or access_token
    if not token:
        return True
    host = stored.login_url if isinstance(stored, RefreshAccess) else stored.instance_url
    try:
        routes = trusting_else(routes, Path(stored.ca_file) if stored.ca_file else None)
        revoke(host, token, ca_file=None, stop=stop, routes=routes)
    except ProblemError as error:
        log.warning("an access could not be revoked: %s", error.problem.code)
        return False
    except CancelledError:
        return False
    return True


def same_place(one: AnyAccess, other: AnyAccess) -> bool:
    """Whether two accesses lead to the same org, trusting the same authorities: it may have moved in between."""
    if one.ca_file != other.ca_file:
        return False
    if isinstance(one, StoredAccess) or isinstance(other, StoredAccess):
        return one.instance_url == other.instance_url
    if one.organization_id and other.organization_id:
        return same_id(one.organization_id, other.organization_id)
    return one.instance_url == other.instance_url
