"""What an exception of requests or urllib3 is made of: the causes that tell one broken line from another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

NEVER_CONNECTED = frozenset(
    {"NewConnectionError", "NameResolutionError", "ConnectTimeout", "ConnectTimeoutError", "ProxyError"}
    | {"InvalidProxyURL", "ConnectionRefusedError", "gaierror"}
)


TUNNEL = re.compile(r"Tunnel connection failed: (\d{3})")
NOT_TLS = frozenset({"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "UNKNOWN_PROTOCOL"})


def why_untrusted(causes: Sequence[BaseException]) -> str:
    """Why a certificate was not trusted, in the words of the TLS library; empty where none of these say."""
    reasons = (getattr(cause, "verify_message", "") for cause in causes)
    return next((reason for reason in reasons if isinstance(reason, str) and reason), "")


def system_text(cause: BaseException) -> str:
    """What the operating system or a proxy said, which holds no URL."""
    if not isinstance(cause, OSError):
        return ""
    if isinstance(cause.strerror, str) and cause.strerror:
        return cause.strerror
    first = cause.args[0] if cause.args else ""
    return first if isinstance(first, str) and first.startswith("Tunnel connection failed") else ""


def causes_of(trouble: BaseException) -> Iterator[BaseException]:
    """An exception and those it was made of, wherever requests and urllib3 keep them."""
    waiting: list[BaseException] = [trouble]
    seen: set[int] = set()
    while waiting:
        cause = waiting.pop(0)
        if id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        inner = [*cause.args, getattr(cause, "reason", None), cause.__cause__, cause.__context__]
        waiting += [part for part in inner if isinstance(part, BaseException)]
