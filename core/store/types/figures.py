"""What is counted by the day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from core.store.types.people import Source

UNSUBSCRIBED = "unsubscribed"
API_CALLS = "api_calls"


class CallsOf(StrEnum):
    """Whose API calls these were."""

    SYNC = "sync"
    PUSH = "push"
    LOAD = "load"
    LOOK = "look"


@dataclass(frozen=True, slots=True)
class DailyFigures:
    """What happened by day; days without anything are absent.

    `waits`: of the opt-outs that Salesforce confirmed on that day for the last of their records, how many had taken
    so many seconds since they were collected. Seconds have two digits of precision.
    """

    unsubscribed: dict[date, dict[Source | None, int]] = field(default_factory=dict)
    calls: dict[date, dict[CallsOf, int]] = field(default_factory=dict)
    waits: dict[date, dict[int, int]] = field(default_factory=dict)
