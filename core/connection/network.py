"""The way to Salesforce through a company network: proxy and CA file from the settings, a password beside them."""

from __future__ import annotations

import threading
import time
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from core.connection.orgs import KnownOrg, Orgs
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category, Problem, ProblemError, Scope, make_problem
from core.salesforce.http.route import NONE, SYSTEM, Route, clean_proxy, place_of
from core.salesforce.values.errors import unusable_ca_file
from core.secrets.given_secret import SecretKind, secret_from_text
from core.secrets.proxy_password import forget_proxy_password, load_proxy_password, save_proxy_password
from core.secrets.system_keyring import KEYRING_UNAVAILABLE
from core.settings import CA_FILE, PROXY, PROXY_USER, TRUSTED_HOSTS, Setting, Settings
from core.settings.accepted import hosts_in
from core.store.store import Store

LONGEST_PASSWORD = 256
"""Characters; entries of the Windows Credential Manager are small."""

_SETTINGS_HOLD_S = 1.0
_PASSWORD_HOLDS_S = 10.0


@dataclass(frozen=True, slots=True)
class NetworkState:
    """`proxy` is system, none or host:port. `of_the_system` is what the system says, empty for no proxy."""

    proxy: str
    user: str
    ca_file: str
    of_the_system: str


class Network:
    """The route of one data directory. Thread-safe; settings that another process changes count within a second."""

    def __init__(self, settings: Settings, orgs: Orgs, data_dir: Path) -> None:
        self._settings = settings
        self._data_dir = data_dir
        self._orgs = orgs
        self._lock = threading.Lock()
        self._route: tuple[float, Route] | None = None
        self._password: tuple[float, str, str, str] | None = None
        settings.on_change(self._setting_changed)

    def route(self) -> Route:
        """The route that holds now. Raises ProblemError when the keyring that has the password cannot be used."""
        with self._lock:
            now = time.monotonic()
            if self._route is None or now - self._route[0] > _SETTINGS_HOLD_S:
                self._route = now, self._read()
            return self._route[1]

    def state(self) -> NetworkState:
        """How things are set; asks neither the network nor the keyring."""
        text = self._settings.text
        return NetworkState(self._proxy(), text(PROXY_USER), text(CA_FILE), of_the_system())

    def change(self, proxy: str, user: str, password: str | None, ca_file: str) -> None:
        """Set all of it, or nothing, also for the other orgs that took the same way until now.

        `password` None keeps the one that is kept.

        User and password are for a proxy of its own alone; without one they are not kept, which whoever asks for them
        tells beforehand (`names_no_proxy`). Raises ProblemError for what cannot be used, and when the keyring cannot
        take the password.
        """
        before = self._proxy(), self._settings.text(PROXY_USER)
        wanted = proxy.strip().lower() if proxy.strip().lower() in (SYSTEM, NONE) else clean_proxy(proxy)
        if wanted is None:
            # Not repeated, for people paste passwords by mistake.
            raise ProblemError(_no_proxy())
        explicit = wanted not in (SYSTEM, NONE)
        user = user.strip() if explicit else ""
        path = str(Path(ca_file.strip()).expanduser().absolute()) if ca_file.strip() else ""
        chosen = ((PROXY, wanted), (PROXY_USER, user), (CA_FILE, path))
        self._check_ca_file(path)
        for setting, text in chosen:
            self._settings.check(setting, text)
        if user and password is not None:
            password = secret_from_text(password, SecretKind.PASSWORD)
            if len(password) > LONGEST_PASSWORD:
                raise ProblemError(_password_too_long())
            save_proxy_password(wanted, user, password)
        others = self._orgs_on_the_same_way()
        self._settings.set_all(chosen)
        for org in others:
            Store(org.folder).org_state.set_settings({setting.key: text for setting, text in chosen})
        if before != (wanted, user):
            self._forget_unused(*before)
        with self._lock:
            self._route = self._password = None

    def allow_host(self, host: str) -> bool:
        """Let secrets of this org go to a host that is not Salesforce's own; False when they may already.

        Raises ProblemError for a setting that would become too long.
        """
        allowed = hosts_in(self._settings.text(TRUSTED_HOSTS))
        if host in allowed:
            return False
        self._settings.set(TRUSTED_HOSTS, ",".join((*allowed, host)))
        return True

    def _proxy(self) -> str:
        text = self._settings.text(PROXY)
        return text if text in (SYSTEM, NONE) else clean_proxy(text) or NONE

    def _read(self) -> Route:
        proxy, user = self._proxy(), self._settings.text(PROXY_USER)
        path = self._settings.text(CA_FILE)
        ca_file = Path(path) if path else None
        hosts = frozenset(hosts_in(self._settings.text(TRUSTED_HOSTS)))
        if not user or proxy in (SYSTEM, NONE):
            return Route(proxy, ca_file=ca_file, hosts=hosts)
        return Route(proxy, user, self._password_of(proxy, user), ca_file, hosts)

    def _password_of(self, proxy: str, user: str) -> str:
        kept, now = self._password, time.monotonic()
        if kept is None or kept[1:3] != (proxy, user) or now - kept[0] > _PASSWORD_HOLDS_S:
            kept = self._password = now, proxy, user, load_proxy_password(proxy, user)
        return kept[3]

    def _orgs_on_the_same_way(self) -> list[KnownOrg]:
        """The other orgs of this computer with the same settings: they are behind the same network."""

        def way(settings: Mapping[str, str]) -> tuple[str, ...]:
            return tuple(
                settings.get(setting.key, setting.default) for setting in (PROXY, PROXY_USER, CA_FILE)
            )

        mine = way({setting.key: self._settings.text(setting) for setting in (PROXY, PROXY_USER, CA_FILE)})
        return [
            org
            for org in self._orgs.all()
            if org.folder != self._data_dir and org.readable and way(org.settings) == mine
        ]

    def _forget_unused(self, proxy: str, user: str) -> None:
        """Remove a password that no org of this home uses any longer."""
        if not user or proxy in (SYSTEM, NONE):
            return
        for org in (*self._orgs.all(), *self._orgs.put_aside()):
            if (clean_proxy(org.settings.get(PROXY.key, "")), org.settings.get(PROXY_USER.key)) == (
                proxy,
                user,
            ):
                return
        try:
            forget_proxy_password(proxy, user)
        except ProblemError as error:
            # Where there is no keyring, nothing could be kept in it, and the rest is changed already.
            if error.problem.code != KEYRING_UNAVAILABLE:
                raise

    @staticmethod
    def _check_ca_file(path: str) -> None:
        if not path:
            return
        try:
            from core.salesforce.http.adapter import trust

            trust(Path(path))
        except OSError as trouble:
            raise ProblemError(unusable_ca_file(path, str(trouble))) from None

    def _setting_changed(self, setting: Setting, _text: str) -> None:
        if setting in (PROXY, PROXY_USER, CA_FILE, TRUSTED_HOSTS):
            with self._lock:
                self._route = None


def of_the_system() -> str:
    """host:port of the proxy that the system names for Salesforce, empty when it names none."""
    proxies = urllib.request.getproxies()
    return place_of(proxies.get("https") or proxies.get("all"))


def _no_proxy() -> Problem:
    return make_problem(
        "NOT_A_PROXY",
        Category.OTHER,
        NOOP("core", "What was given is not the address of a proxy."),
        NOOP(
            "core",
            "Give it like this: proxy.example.com:8080, with the user and the password in fields of their own.",
        ),
        scope=Scope.RECORD,
    )


def names_no_proxy() -> Problem:
    """A user or a password was given, and they would not be kept."""
    return make_problem(
        "PROXY_NEEDED",
        Category.OTHER,
        NOOP("core", "A user or a password was given, but no proxy of its own that they are for."),
        NOOP(
            "core",
            "Name the proxy as well (--proxy proxy.example.com:8080), even where the system names it too. Nothing "
            "was changed.",
        ),
        scope=Scope.RECORD,
    )


def same_proxy(one: str, other: str) -> bool:
    """Whether two texts that a person gave mean the same proxy, with http:// or without."""

    def meant(text: str) -> str:
        word = text.strip().lower()
        return word if word in (SYSTEM, NONE) else clean_proxy(text) or word

    return meant(one) == meant(other)


def _password_too_long() -> Problem:
    return make_problem(
        "PASSWORD_TOO_LONG",
        Category.OTHER,
        NOOP("core", "The password of the proxy is too long to be kept."),
        NOOP("core", "It may have {longest} characters at most."),
        scope=Scope.RECORD,
        longest=LONGEST_PASSWORD,
    )
