"""The address of an org, as people write it."""

from __future__ import annotations

from urllib.parse import urlsplit

from core.connection import problems
from core.messages import ProblemError
from core.salesforce.values.errors import not_an_instance_url
from core.salesforce.values.hosts import LOGIN_HOST, TEST_HOST, api_host, host_of

_SIGN_IN_HOSTS = frozenset(
    {"login.salesforce.com", "test.salesforce.com", "www.salesforce.com", "salesforce.com"}
)
_GENERIC = {
    "login": LOGIN_HOST,
    "production": LOGIN_HOST,
    "login.salesforce.com": LOGIN_HOST,
    "test": TEST_HOST,
    "sandbox": TEST_HOST,
    "test.salesforce.com": TEST_HOST,
}


def checked_address(text: str) -> str:
    """`https://host` or `https://host:port` of what a person gave: a URL with a path, or a bare host name.

    Raises ProblemError with the code NOT_AN_INSTANCE_URL for another scheme, a password in the address,
    Salesforce's sign-in page, and for what is no address at all; the text is never repeated, because it may
    hold a secret. The host of the Lightning pages is left as it is: SalesforceOrg knows what to do with it.
    """
    wanted = text.strip()
    scheme, separator, rest = wanted.partition("://")
    if separator and scheme.lower() != "https":
        raise ProblemError(problems.not_https())
    try:
        parts = urlsplit(f"https://{rest if separator else wanted}")
        host, port = parts.hostname or "", parts.port
        host = host if ":" in host else host.encode("idna").decode("ascii")
    except ValueError:
        host, port = "", None
    if not host or parts.username is not None or not _looks_like_host(host):
        raise ProblemError(not_an_instance_url())
    if host in _SIGN_IN_HOSTS:
        raise ProblemError(problems.sign_in_page(host))
    authority = f"[{host}]" if ":" in host else host
    return f"https://{authority}" if port in (None, 443) else f"https://{authority}:{port}"


def checked_host(text: str) -> str:
    """The host of what a person gave as one, in ASCII; raises ProblemError as checked_address does."""
    return host_of(checked_address(text))


def sign_in_address(text: str) -> str:
    """Where to sign in: `login` (production), `test` (sandboxes), their addresses, or that of an org.

    Raises ProblemError with the code NOT_AN_INSTANCE_URL for anything else.
    """
    wanted = text.strip().lower().removeprefix("https://").rstrip("/")
    if wanted in _GENERIC:
        return _GENERIC[wanted]
    address = checked_address(text)
    return f"https://{api_host(address.removeprefix('https://'))}"


def _looks_like_host(host: str) -> bool:
    if ":" in host:
        return True
    named = host == "localhost" or "." in host.strip(".")
    return named and all(character.isalnum() or character in ".-" for character in host)
