"""Runs of the two-way sync, and the nights that were planned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.messages import Message
from core.store.types.fields import OptOutField


class RunKind(StrEnum):
    """Why a run was started."""

    MANUAL = "manual"
    NIGHTLY = "nightly"
    CAUGHT_UP = "caught_up"
    HEADLESS = "headless"
    LOOK = "look"


class RunOutcome(StrEnum):
    """How a run ended; RUNNING while it has not. HELD: stopped by the brake before it wrote. PREVIEWED: meant to."""

    RUNNING = "running"
    DONE = "done"
    DONE_WITH_FAILURES = "done_with_failures"
    FAILED = "failed"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"
    HELD = "held"
    PREVIEWED = "previewed"


class RunStep(StrEnum):
    """What a run is doing."""

    CHECKING = "checking"
    READING_CONTACTS = "reading_contacts"
    READING_LEADS = "reading_leads"
    READING_ACCOUNTS = "reading_accounts"
    MATCHING = "matching"
    WRITING = "writing"
    VERIFYING = "verifying"
    FINISHING = "finishing"


@dataclass(frozen=True, slots=True)
class RunCounts:
    """What a run found and did. People: all here. Failed: records that refused. Not seen: records seen before alone.

    Left unticked: boxes that somebody unticked and that wait for the admin, or were left so.
    """

    people: int = 0
    read_from_salesforce: int = 0
    unsubscribed_here: int = 0
    opted_out_in_salesforce: int = 0
    already_agreed: int = 0
    not_syncable: int = 0
    failed: int = 0
    without_address: int = 0
    not_seen: int = 0
    left_unticked: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """One two-way sync. `full`: everything was compared, not only what changed since the watermark.

    `reason` is why it ended early, `code` its problem's; `passes`: that goes by itself, so its night is caught up.
    """

    id: int
    kind: RunKind
    outcome: RunOutcome
    field: OptOutField
    planned_for: datetime | None
    started_at: datetime
    finished_at: datetime | None
    counts: RunCounts
    api_calls: int
    reason: Message | None
    full: bool
    code: str = ""
    passes: bool = False


class NightState(StrEnum):
    """What became of one planned night."""

    DONE = "done"
    CAUGHT_UP = "caught_up"
    FAILED = "failed"
    HELD = "held"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Night:
    """The record of one planned night; `why` explains everything but DONE."""

    planned_for: datetime
    state: NightState
    run_id: int | None
    why: Message | None
