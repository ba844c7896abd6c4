"""People, their unsubscribes and their history, as screens and commands get them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Source(StrEnum):
    """Where an unsubscribe came from, in the words of Marketo Sales."""

    SALESFORCE_SYNC = "Salesforce Sync"
    MANUAL = "Manual"
    CLICKED_LINK = "Clicked Link"
    BOUNCE = "Bounce"
    CSV_IMPORT = "CSV Import"


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
    UNTICKED_BY_OTHERS = "unticked_by_others"


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
    """How many people there are.

    `not_syncable` are unsubscribed and without a usable Salesforce record; `without_record` counts all without one.
    """

    people: int
    unsubscribed: int
    not_syncable: int
    without_record: int


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
    cleared: bool = False


class PeopleSort(StrEnum):
    """Order of the list of people; each has an index, so that the first page of a million comes at once."""

    NEWEST = "newest"
    OLDEST = "oldest"
    EMAIL = "email"
    EMAIL_DESCENDING = "email_descending"
