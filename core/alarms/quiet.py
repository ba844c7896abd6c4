"""Quiet hours: from one local time of day to another, over midnight too."""

from __future__ import annotations

from datetime import datetime, time

from core.settings import Settings
from core.settings.alarms import ALARMS_QUIET_FROM, ALARMS_QUIET_TO


def is_quiet(settings: Settings, now: datetime) -> bool:
    """Whether alarms are kept back at this moment; never while one of both times is not set, or both are the same."""
    begins, ends = settings.text(ALARMS_QUIET_FROM), settings.text(ALARMS_QUIET_TO)
    if not begins or not ends:
        return False
    return within(now.astimezone().time(), time.fromisoformat(begins), time.fromisoformat(ends))


def within(at: time, begins: time, ends: time) -> bool:
    """Whether a time of day lies between two others; the second one does not belong to it."""
    if begins <= ends:
        return begins <= at < ends
    return at >= begins or at < ends
