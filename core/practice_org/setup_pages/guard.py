"""Keeps other sites' pages from sending forms to the pages of the org, or from saying yes to a sign-in.

A browser names the origin of the page whose form it sends, and pages cannot change that. `null` is what it says for
pages in a sandbox, of a file or behind a redirect: whoever hides where he comes from is not let in.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from core.practice_org.errors import ApiError
from core.practice_org.http.calls import Call

_READING = ("GET", "HEAD")
_OWN = ("", "same-origin", "none")
"""What browsers that know Sec-Fetch-Site say of a page of our own, and of an address that a person typed."""


def refuse_other_sites(call: Call) -> None:
    """Raise ApiError (403) for a form that another site's page sent; programs, which name no origin, may pass."""
    if call.method in _READING:
        return
    origin = call.headers.get("origin", "")
    if (origin and _place(origin) != _place(call.host)) or call.headers.get("sec-fetch-site", "") not in _OWN:
        raise ApiError(403, "FORBIDDEN", "This form was sent by a page of another site")


def _place(origin: str) -> str:
    """Host and port, whichever scheme: the pages are served with and without TLS."""
    try:
        return urlsplit(origin).netloc or origin
    except ValueError:
        return origin
