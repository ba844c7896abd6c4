"""The way from a program into a browser: an address that signs in once (Help, UI Bridge API; frontdoor.jsp).

The org's pages ask nobody who he is; what is kept faithful is the address, that it works once and only for a minute,
and that it leads to pages of this org alone.
"""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from core.practice_org.answers import Answer
from core.practice_org.http.calls import Call, Routes
from core.practice_org.setup_pages.html import moved, nothing_here, setup_path

routes = Routes()


@routes("GET", "/services/oauth2/singleaccess")
@routes("POST", "/services/oauth2/singleaccess")
def single_access(call: Call) -> Answer:
    """The address that opens the org in a browser, for whoever shows an access token."""
    if call.session_or_none is None:
        return Answer(b"Bad_OAuth_Token", status=403, media_type="text/html;charset=UTF-8")
    form = call.form() if call.method == "POST" else {}
    wanted = form.get("redirect_uri") or call.parameters.get("redirect_uri", "")
    start = f"&startURL={quote(_own_path(call, wanted), safe='')}" if wanted else ""
    return Answer(
        {
            "frontdoor_uri": f"{call.host}/secur/frontdoor.jsp?otp={call.org.front_door.password()}{start}",
        },
        headers={"Cache-Control": "no-store"},
    )


@routes("GET", "/secur/frontdoor.jsp")
def open_door(call: Call) -> Answer:
    """Into the pages, with a password for one use or with a session; older programs send the latter."""
    given = call.parameters
    session = call.org.session_of(given.get("sid", "")) if "sid" in given else None
    if session is None and not call.org.front_door.used(given.get("otp", "")):
        return nothing_here(call)
    return moved(_own_path(call, given.get("startURL") or given.get("retURL", "")))


def _own_path(call: Call, wanted: str) -> str:
    """A page of this org, whatever was asked for: the beginning of Setup where that leads elsewhere."""
    # Browsers read a backslash as a slash, and drop tabs and line breaks: neither is in an address of this org.
    if any(character in wanted for character in "\\\t\r\n"):
        return setup_path("SetupOneHome/home")
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return setup_path("SetupOneHome/home")
    if parts.netloc and f"{parts.scheme}://{parts.netloc}" != call.host:
        return setup_path("SetupOneHome/home")
    path = "/" + parts.path.lstrip("/")
    if path == "/" or (parts.scheme and not parts.netloc):
        return setup_path("SetupOneHome/home")
    # An address in a header holds nothing but ASCII; what was encoded already stays as it is.
    return quote(path, safe="/%") + (f"?{quote(parts.query, safe='=&%')}" if parts.query else "")
