"""The clock of an opt-out: from the moment it was collected to the moment Salesforce confirmed the last record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.store.types.people import Source


class DeadlineRule(StrEnum):
    """The rule that the admin chose, by which an opt-out has to be everywhere in time."""

    MAILBOX_PROVIDERS = "mailbox_providers"
    CAN_SPAM = "can_spam"
    CASL = "casl"
    AUSTRALIA = "australia"
    GDPR = "gdpr"


class ClockEnd(StrEnum):
    """Why a clock stands still.

    CONFIRMED: every record of the person that can be ticked is. NO_RECORD: Salesforce was looked through after the
    opt-out was collected and had no such record, so that there was nothing to confirm; one that turns up later is
    ticked by the next sync, and starts no clock. RESUBSCRIBED: the opt-out was ended before it was confirmed.
    """

    CONFIRMED = "confirmed"
    NO_RECORD = "no_record"
    RESUBSCRIBED = "resubscribed"


@dataclass(frozen=True, slots=True)
class OptOutClock:
    """One opt-out of one person. It is open as long as `ended_at` is None.

    `collected_at` is when it reached this program, from which the rule counts; `dated_at` the date that it bears, which
    in a file may be an earlier one.
    """

    person_id: int
    email: str
    collected_at: datetime
    dated_at: datetime
    source: Source | None
    ended_at: datetime | None = None
    end: ClockEnd | None = None


@dataclass(frozen=True, slots=True)
class OpenClocks:
    """How many clocks run, and how many of them since before two moments."""

    open: int
    passed: int
    near: int
