"""Which hosts may be given a secret: Salesforce's own, this very computer, and those that somebody has allowed.

A token, a signed request or the secret of an app is worth as much to whoever runs a look-alike of Salesforce's
sign-in page as a password. So nothing of it goes anywhere else before somebody has read the host's name and said yes.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Collection
from urllib.parse import urlsplit

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category, Problem, ProblemError, Scope, make_problem

HOST_NOT_ALLOWED = "HOST_NOT_ALLOWED"

SALESFORCE_DOMAINS = (
    "salesforce.com",
    "force.com",
    "my.site.com",
    "cloudforce.com",
    # of the government's cloud
    "salesforce.mil",
    "cloudforce.mil",
    "crmforce.mil",
    "force.mil",
    # of Salesforce on Alibaba Cloud, in China
    "sfcrmproducts.cn",
    "sfcrmapps.cn",
)
"""Every name that ends in one of these is Salesforce's own, whoever's org it leads to."""

LOGIN_HOST = "https://login.salesforce.com"
TEST_HOST = "https://test.salesforce.com"
GENERIC_HOSTS = frozenset({LOGIN_HOST, TEST_HOST})
"""The sign-in pages that all orgs share: of production, and of sandboxes."""

_PAGES = {
    ".lightning.force.com": ".my.salesforce.com",
    ".my.salesforce-setup.com": ".my.salesforce.com",
    ".lightning.crmforce.mil": ".my.salesforce.mil",
    ".lightning.sfcrmapps.cn": ".my.sfcrmproducts.cn",
}
"""How the hosts of an org's pages end, which people copy from their browser, and those of its API."""


def api_host(host: str) -> str:
    """The host of an org's API, for one that may be that of its Lightning or Setup pages."""
    for pages, api in _PAGES.items():
        if host.endswith(pages):
            return host.removesuffix(pages) + api
    return host


def host_of(url: str) -> str:
    """The host in a URL, in lower case and without the dot that may end it; empty where there is none."""
    try:
        return (urlsplit(url).hostname or "").lower().rstrip(".")
    except ValueError:
        return ""


def is_loopback(url: str) -> bool:
    """Whether a URL leads to this very computer: to a practice org, or into a tunnel to any other."""
    host = host_of(url)
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def is_salesforce(url: str) -> bool:
    """Whether a URL leads to one of Salesforce's own hosts."""
    host = host_of(url)
    return any(host == domain or host.endswith(f".{domain}") for domain in SALESFORCE_DOMAINS)


def check_host(url: str, allowed: Collection[str]) -> None:
    """Raises ProblemError (HOST_NOT_ALLOWED) where a URL leads to a host that may be given no secret.

    `allowed` are the hosts that somebody has said yes to, in ASCII.
    """
    if not is_salesforce(url) and not is_loopback(url) and host_of(url) not in allowed:
        raise ProblemError(_not_allowed(host_of(url)))


def shown(host: str) -> str:
    """A host for a reader: with its letters, and beside them, where they are not ASCII, the name that is looked up.

    Letters of other alphabets look like those of Salesforce's name; the name that is looked up then begins xn--.
    """
    try:
        letters = ".".join(
            label.encode("ascii").decode("idna") if label.startswith("xn--") else label
            for label in host.split(".")
        )
    except UnicodeError:
        return host
    return host if letters == host else f"{letters} ({host})"


def owner_of(host: str) -> str:
    """The part of a host that somebody has registered: all that stands before it is theirs to choose."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        # Read only here: its list is long, and nearly nobody ever needs it.
        from publicsuffixlist import PublicSuffixList

        return PublicSuffixList().privatesuffix(host) or host
    return host


def host_in(problem: Problem | None) -> str:
    """The host that a problem asks about, in ASCII; empty where it is another problem."""
    if problem is None or problem.code != HOST_NOT_ALLOWED:
        return ""
    return str(problem.fix.values["name"])


def _not_allowed(host: str) -> Problem:
    return make_problem(
        HOST_NOT_ALLOWED,
        Category.OTHER,
        NOOP(
            "core",
            "{host} is not a host of Salesforce: it belongs to {owner}. Nothing secret was sent there.",
        ),
        NOOP(
            "core",
            "If the address is mistyped, correct it. Only if you know that {name} is your company's own way to "
            "Salesforce, allow it: in the window when it asks, or with unsubscribe-sync connect --trust-host "
            "{name}.",
        ),
        scope=Scope.CONNECTION,
        host=shown(host),
        owner=shown(owner_of(host)),
        name=host,
    )
