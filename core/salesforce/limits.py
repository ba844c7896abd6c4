"""The org's daily calls by the Limits resource, for a server whose answers do not tell them by the way."""

from __future__ import annotations

from core.messages import ProblemError
from core.salesforce.client import Client
from core.salesforce.errors import NO_SUCH_RESOURCE, CallFailedError, unreadable_answer
from core.salesforce.shapes import ApiUsage

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
        most, left = int(entry["Max"]), int(entry["Remaining"])
    except KeyError:
        return None
    except (TypeError, ValueError):
        raise ProblemError(unreadable_answer(200)) from None
    return ApiUsage(most - left, most)
