"""Moments as people give them to a command."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from core.cli.mistyped import Mistyped
from core.messages import QT_TRANSLATE_NOOP as NOOP

_SPAN = re.compile(r"([0-9]{1,6})\s*([mhdw])")
_LENGTHS = {
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
}


def moment_given(text: str, now: datetime) -> datetime:
    """The moment, aware and in UTC: so long before `now`, a day, or a time, in this computer's zone if it names none.

    Raises Mistyped for a text that is none of them.
    """
    given = text.strip()
    try:
        if span := _SPAN.fullmatch(given.lower()):
            return now - int(span[1]) * _LENGTHS[span[2]]
        return datetime.fromisoformat(given).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        raise Mistyped(
            NOOP(
                "cli",
                "“{given}” is no time. Give a span such as 90m, 24h or 7d, a date such as 2026-11-30, or a date and "
                "time.",
            ),
            given=given,
        ) from None
