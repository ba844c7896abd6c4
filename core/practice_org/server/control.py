"""The practice-only control surface under /practice/: no token, loopback only, never counted as API calls."""

from __future__ import annotations

from core.practice_org.answers import Answer
from core.practice_org.http.calls import Call, Routes

routes = Routes()


@routes("GET", "/practice/calls")
def calls(call: Call) -> Answer:
    """How many API calls were made, of which kinds, and how many bytes went in and out."""
    return Answer(call.org.call_counter.report() | {"calls_today": call.org.calls_today})


@routes("POST", "/practice/calls/reset")
def reset_calls(call: Call) -> Answer:
    """Begin counting anew; the day's allowance is left as it is."""
    call.org.call_counter.reset()
    return Answer(call.org.call_counter.report())


@routes("POST", "/practice/expire-tokens")
def expire_tokens(call: Call) -> Answer:
    """Expire every access token; POST /practice/tokens gives a new one."""
    return Answer({"expired": call.org.expire_sessions()})


@routes("POST", "/practice/tokens")
def new_token(call: Call) -> Answer:
    """A fresh access token of the administrator."""
    return Answer({"access_token": call.org.open_session().token}, status=201)
