"""Alarms as they are kept: what was told, what is to be told, and how each way of telling stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.messages import Message, Problem

DESKTOP, EMAIL, HEARTBEAT = "desktop", "email", "heartbeat"
"""Ways of telling. An address of a chat or a webhook is one as well: CHAT and its number."""
CHAT = "chat:"


@dataclass(frozen=True, slots=True)
class KnownAlarm:
    """Something that was told, or is about to be; `gone_at` is since when it is over, unless it comes back."""

    key: str
    kind: str
    what: Message
    since: datetime
    gone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AlarmLine:
    """One line that is to be told in one way. `over`: that it is over.

    `begun` is how often its sending was begun without anybody knowing how that ended.
    """

    channel: str
    key: str
    kind: str
    over: bool
    what: Message
    fix: Message | None
    at: datetime
    id: int = 0
    begun: int = 0


@dataclass(frozen=True, slots=True)
class ChannelState:
    """How one way of telling stands: failures in a row, the newest reason, and when it is tried again."""

    channel: str
    failures: int = 0
    next_try_at: datetime | None = None
    problem: Problem | None = None
