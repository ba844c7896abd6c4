"""How requests leave this computer: through which proxy, whose certificates are trusted, and to which hosts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote, urlsplit

SYSTEM, NONE = "system", "none"


@dataclass(frozen=True, slots=True)
class Route:
    """`proxy`: as the system says (the environment's variables, else the system's own settings), none, or host:port.

    `user` and `password` are for that host alone: to a proxy that the environment names, nothing is given that the
    environment does not name too. This computer itself is never reached through a proxy. `hosts` are those that
    may be given a secret though they are not Salesforce's own (see `hosts.check_host`).
    """

    proxy: str = SYSTEM
    user: str = ""
    password: str = field(default="", repr=False)
    ca_file: Path | None = None
    hosts: frozenset[str] = frozenset()

    def proxies(self, of_the_system: Mapping[str, str]) -> Mapping[str, str]:
        """In the form of requests; `of_the_system` is what the system says, in the same form."""
        if self.proxy == SYSTEM:
            return of_the_system
        if self.proxy == NONE:
            return {}
        access = f"{quote(self.user, safe='')}:{quote(self.password, safe='')}@" if self.user else ""
        return {"https": f"http://{access}{self.proxy}"}


Routes = Callable[[], Route]
"""The route that holds now; asked before each request, so that a change counts at once. May raise ProblemError."""


def system_route() -> Route:
    """As the system says, for callers that have no settings."""
    return Route()


def trusting(routes: Routes, ca_file: Path | None) -> Routes:
    """The same routes, trusting a file in place of theirs; None changes nothing."""
    return routes if ca_file is None else lambda: replace(routes(), ca_file=ca_file)


def trusting_else(routes: Routes, ca_file: Path | None) -> Routes:
    """The same routes, trusting a file where they name none."""

    def route() -> Route:
        found = routes()
        return found if found.ca_file or ca_file is None else replace(found, ca_file=ca_file)

    return route


def direct(ca_file: Path) -> Routes:
    """Past every proxy, trusting a file; for what runs on this computer."""
    return lambda: Route(NONE, ca_file=ca_file)


def clean_proxy(text: str) -> str | None:
    """`host:port` of what a person gave as a proxy's address; None when it is none, or holds user or password."""
    wanted = text.strip()
    try:
        parts = urlsplit(wanted if "://" in wanted else f"http://{wanted}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    plain = parts.scheme == "http" and parts.path in ("", "/") and not parts.query and not parts.fragment
    if not plain or not host or not port or "@" in parts.netloc:
        return None
    if any(character.isspace() or not character.isprintable() or character in "%<>'\"" for character in host):
        return None
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def place_of(proxy_url: str | None) -> str:
    """`host:port` of a proxy in the form of requests, without user and password; empty for none."""
    parts = urlsplit(proxy_url or "")
    return parts.netloc.rpartition("@")[2]
