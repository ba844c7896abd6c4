"""What the store gives out: frozen values, never model instances or half-read cursors.

All times are aware UTC.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from core.messages import Message, Problem


class OptOutField(StrEnum):
    """Which checkbox of Contact and Lead the two radio buttons stand for."""

    SALESFORCE = "salesforce"
    MARKETO_SALES = "marketo_sales"

    @property
    def column(self) -> str:
        """Its column in the tables; records, snapshots and descriptions of objects call it the same."""
        return FIELDS[self].column

    @property
    def label(self) -> str:
        """What Salesforce calls it in English; where a sentence holds it, screens say it in the user's language."""
        return FIELDS[self].label


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """What an opt-out field is called: in the tables, and in Salesforce."""

    column: str
    label: str


FIELDS: Mapping[OptOutField, FieldSpec] = {
    OptOutField.SALESFORCE: FieldSpec("email_opt_out", "Email Opt Out"),
    OptOutField.MARKETO_SALES: FieldSpec("marketo_sales_opt_out", "Marketo Sales Opt Out"),
}


class Source(StrEnum):
    """Where an unsubscribe came from, in the words of Marketo Sales."""

    SALESFORCE_SYNC = "Salesforce Sync"
    MANUAL = "Manual"
    CLICKED_LINK = "Clicked Link"
    BOUNCE = "Bounce"
    CSV_IMPORT = "CSV Import"


# --- people and their Salesforce records


class RecordState(StrEnum):
    """How a linked Salesforce record stood when it was last seen.

    UNSEEN: its ID is known, it was never read. NOT_FOUND: it was asked for, and is not there for the connected user:
    it never was, is hidden from that user, or was deleted for good.
    """

    UNSEEN = "unseen"
    ACTIVE = "active"
    CONVERTED = "converted"
    MERGED = "merged"
    DELETED = "deleted"
    NOT_FOUND = "not_found"


class LinkOrigin(StrEnum):
    """Why a record belongs to a person: its ID was given, its address is the same, or it took another's place.

    It can be several at once; the one that is told is the first of them in this order.
    """

    ID = "id"
    ADDRESS = "address"
    FOLLOWED = "followed"


class SideState(StrEnum):
    """A person's opt-out in Salesforce, over all linked records, in the selected field."""

    OPTED_OUT = "opted_out"
    PARTLY = "partly"
    NOT_OPTED_OUT = "not_opted_out"
    UNKNOWN = "unknown"
    NONE = "none"


class NotSyncableReason(StrEnum):
    """Why a person cannot be synced."""

    NEVER_LOOKED_FOR = "never_looked_for"
    NO_SALESFORCE_RECORD = "no_salesforce_record"
    RECORD_DELETED = "record_deleted"
    RECORD_NOT_FOUND = "record_not_found"


@dataclass(frozen=True, slots=True)
class LinkedRecord:
    """A Salesforce record of a person as last seen. Both opt-out fields are None while unknown."""

    id: str
    object: str
    name: str
    email: str
    email_opt_out: bool | None
    marketo_sales_opt_out: bool | None
    state: RecordState
    origin: LinkOrigin
    successor_id: str | None = None
    seen_at: datetime | None = None

    def ticked(self, field: OptOutField) -> bool | None:
        """Whether the given checkbox was ticked when it was last seen."""
        box: bool | None = getattr(self, field.column)
        return box


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of the list of people."""

    id: int
    email: str
    name: str
    company: str
    unsubscribed_at: datetime | None
    source: Source | None
    reason: str
    in_salesforce: SideState
    waiting_pushes: int
    parked_pushes: int
    not_syncable: NotSyncableReason | None
    bounced: bool = False


class HistoryKind(StrEnum):
    """What happened to a person's unsubscribe."""

    UNSUBSCRIBED = "unsubscribed"
    OPTED_OUT_IN_SALESFORCE = "opted_out_in_salesforce"
    RESUBSCRIBED = "resubscribed"
    CLEARED_IN_SALESFORCE = "cleared_in_salesforce"
    ASKED_AGAIN = "asked_again"
    BOUNCED = "bounced"


@dataclass(frozen=True, slots=True)
class HistoryEvent:
    """One line of a person's history. `who` is a user name, or empty where nobody acted by hand."""

    at: datetime
    what: HistoryKind
    source: Source | None
    reason: str
    who: str
    salesforce_id: str = ""


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A person on the way into the database; empty texts are unknown and never overwrite known ones."""

    email: str
    first_name: str = ""
    last_name: str = ""
    company: str = ""
    title: str = ""
    salesforce_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Totals:
    """How many people there are. `not_syncable` counts those without a usable Salesforce record."""

    people: int
    unsubscribed: int
    not_syncable: int


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """Which people to list; an empty filter lists all who are unsubscribed."""

    text: str = ""
    unsubscribed_only: bool = True
    sources: frozenset[Source] = frozenset()
    since: datetime | None = None
    until: datetime | None = None
    in_salesforce: SideState | None = None
    not_syncable: bool = False


class PeopleSort(StrEnum):
    """Order of the list of people; each has an index, so that the first page of a million comes at once."""

    NEWEST = "newest"
    OLDEST = "oldest"
    EMAIL = "email"
    EMAIL_DESCENDING = "email_descending"


# --- pushes


class PushState(StrEnum):
    """An opt-out on its way: waiting for its turn, sent and not answered yet, answered, parked for the admin, given up.

    REFUSED and UNANSWERED are those of a sync, which the next one tries again.
    """

    WAITING = "waiting"
    SENDING = "sending"
    DONE = "done"
    PARKED = "parked"
    GIVEN_UP = "given_up"
    REFUSED = "refused"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class QueuedPush:
    """A reason to look at one record of one person, and what was asked of Salesforce and answered because of it.

    Without a record it is a look for records of the address. `field` is the checkbox that was meant last: what is sent
    next follows the settings of that moment. `run_id` is that of the sync that sent it, None for a push.
    """

    id: int
    person_id: int
    email: str
    salesforce_id: str | None
    object: str | None
    field: OptOutField
    state: PushState
    attempts: int
    queued_at: datetime
    next_try_at: datetime
    answered_at: datetime | None
    problem: Problem | None
    run_id: int | None = None
    asked_at: datetime | None = None


# --- runs and nights


class RunKind(StrEnum):
    """Why a run was started."""

    MANUAL = "manual"
    NIGHTLY = "nightly"
    CAUGHT_UP = "caught_up"
    HEADLESS = "headless"


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
    """What a run found and did. People: all here. Failed: records that refused. Not seen: records seen before alone."""

    people: int = 0
    read_from_salesforce: int = 0
    unsubscribed_here: int = 0
    opted_out_in_salesforce: int = 0
    already_agreed: int = 0
    not_syncable: int = 0
    failed: int = 0
    without_address: int = 0
    not_seen: int = 0


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


# --- status log


class Level(StrEnum):
    """How much an entry of the status log matters."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class LogKind(StrEnum):
    """Which part of the program an entry of the status log comes from."""

    SYNC = "sync"
    PUSH = "push"
    COLLECT = "collect"
    CONNECTION = "connection"
    SETTINGS = "settings"
    CHECKLIST = "checklist"


@dataclass(frozen=True, slots=True)
class NewLogEntry:
    """An entry on its way into the status log."""

    level: Level
    kind: LogKind
    message: Message
    run_id: int | None = None
    fix: Message | None = None
    email: str = ""
    salesforce_id: str = ""
    code: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One entry of the status log."""

    id: int
    at: datetime
    level: Level
    kind: LogKind
    message: Message
    run_id: int | None
    fix: Message | None
    email: str
    salesforce_id: str
    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which entries to show; empty sets and None mean all."""

    levels: frozenset[Level] = frozenset()
    kinds: frozenset[LogKind] = frozenset()
    run_id: int | None = None
    text: str = ""
    since: datetime | None = None


# --- the org that the data belongs to


@dataclass(frozen=True, slots=True)
class Org:
    """The Salesforce org that this database belongs to."""

    id: str
    name: str
    instance_url: str
    is_sandbox: bool
    is_practice: bool
    username: str
    api_version: str
    pages_url: str = field(default="", compare=False)
    """Where its pages open in a browser, if not at `instance_url`: only a practice org that runs has such a place."""

    @property
    def browser_url(self) -> str:
        """What the addresses of its pages begin with, without a slash at the end."""
        return (self.pages_url or self.instance_url).rstrip("/")
