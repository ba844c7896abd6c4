"""The org's daily calls by the Limits resource, for a server whose answers do not tell them by the way."""

from __future__ import annotations

from core.messages import ProblemError
from core.salesforce.http.client import Client
from core.salesforce.values.answers import SURPRISES, unreadable_answer
from core.salesforce.values.describe import ApiUsage
from core.salesforce.values.errors import NO_SUCH_RESOURCE, CallFailedError

_REFUSED = NO_SUCH_RESOURCE | {403}


def daily_usage(client: Client) -> ApiUsage | None:
    """Calls used and allowed in 24 hours; None where the user or the server does not get to know."""
    try:
        answer = client.get("limits")
    except CallFailedError as refusal:
        if refusal.status not in _REFUSED:
            raise
        return None
    try:
        entry = answer["DailyApiRequests"]
        most, left = entry["Max"], entry["Remaining"]
    except KeyError:
        return None
    except SURPRISES:
        raise ProblemError(unreadable_answer()) from None
    if type(most) is not int or type(left) is not int:
        raise ProblemError(unreadable_answer())
    return ApiUsage(most - left, most) if most > 0 else None
