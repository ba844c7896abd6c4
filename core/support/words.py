"""What states, outcomes, sides and the like are called: one table for the window and the command line."""

from __future__ import annotations

from core.connection.orgs import OrgKind
from core.connection.state import ConnectionState
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category
from core.store.import_batches import BatchState
from core.store.plans import PlanReason, Side
from core.store.types.fields import OptOutField
from core.store.types.log import Level, LogKind
from core.store.types.people import HistoryKind, NotSyncableReason, SideState, Source
from core.store.types.pushes import PushState
from core.store.types.records import LinkOrigin, RecordState
from core.store.types.runs import NightState, RunKind, RunOutcome, RunStep

_WORDS: tuple[tuple[str, str], ...] = (
    (ConnectionState.NOT_CONNECTED, NOOP("words", "not connected")),
    (ConnectionState.CONNECTING, NOOP("words", "connecting…")),
    (ConnectionState.CONNECTED, NOOP("words", "connected")),
    (ConnectionState.OFFLINE, NOOP("words", "offline")),
    (ConnectionState.SIGN_IN_NEEDED, NOOP("words", "sign-in needed")),
    (ConnectionState.REFUSED, NOOP("words", "configuration error")),
    (Category.ACCESS_VALIDATION, NOOP("words", "Access/Validation")),
    (Category.AUTHENTICATION, NOOP("words", "Authentication")),
    (Category.INTERMITTENT, NOOP("words", "Intermittent")),
    (Category.OFFLINE, NOOP("words", "Offline")),
    (Category.OTHER, NOOP("words", "Other")),
    (Source.SALESFORCE_SYNC, NOOP("words", "Salesforce Sync")),
    (Source.MANUAL, NOOP("words", "Manual")),
    (Source.CLICKED_LINK, NOOP("words", "Clicked Link")),
    (Source.BOUNCE, NOOP("words", "Bounce")),
    (Source.CSV_IMPORT, NOOP("words", "CSV Import")),
    (RecordState.UNSEEN, NOOP("words", "not read yet")),
    (RecordState.ACTIVE, NOOP("words", "active")),
    (RecordState.CONVERTED, NOOP("words", "converted")),
    (RecordState.MERGED, NOOP("words", "merged")),
    (RecordState.DELETED, NOOP("words", "deleted")),
    (RecordState.NOT_FOUND, NOOP("words", "not to be found")),
    (LinkOrigin.ID, NOOP("words", "its ID was given")),
    (LinkOrigin.ADDRESS, NOOP("words", "same address")),
    (LinkOrigin.FOLLOWED, NOOP("words", "took another record's place")),
    (SideState.OPTED_OUT, NOOP("words", "Opted out")),
    (SideState.PARTLY, NOOP("words", "Partly opted out")),
    (SideState.NOT_OPTED_OUT, NOOP("words", "Not opted out")),
    (SideState.UNKNOWN, NOOP("words", "Not known yet")),
    (SideState.NONE, NOOP("words", "No record seen")),
    (NotSyncableReason.NEVER_LOOKED_FOR, NOOP("words", "Not looked for in Salesforce yet")),
    (
        NotSyncableReason.NO_SALESFORCE_RECORD,
        NOOP("words", "No Contact or Lead with this address that the connected user can see"),
    ),
    (NotSyncableReason.RECORD_DELETED, NOOP("words", "Deleted in Salesforce")),
    (
        NotSyncableReason.RECORD_NOT_FOUND,
        NOOP("words", "The connected user finds no record with its Salesforce ID"),
    ),
    (HistoryKind.UNSUBSCRIBED, NOOP("words", "Unsubscribed")),
    (HistoryKind.OPTED_OUT_IN_SALESFORCE, NOOP("words", "Opted out in Salesforce")),
    (HistoryKind.RESUBSCRIBED, NOOP("words", "Re-subscribed")),
    (HistoryKind.CLEARED_IN_SALESFORCE, NOOP("words", "Cleared in Salesforce")),
    (HistoryKind.ASKED_AGAIN, NOOP("words", "Asked again")),
    (HistoryKind.BOUNCED, NOOP("words", "Bounced")),
    (PushState.WAITING, NOOP("words", "Waiting")),
    (PushState.SENDING, NOOP("words", "Sending")),
    (PushState.DONE, NOOP("words", "Done")),
    (PushState.PARKED, NOOP("words", "Parked")),
    (PushState.GIVEN_UP, NOOP("words", "Given up")),
    (PushState.REFUSED, NOOP("words", "Refused")),
    (PushState.UNANSWERED, NOOP("words", "Not answered")),
    (RunKind.MANUAL, NOOP("words", "Sync now")),
    (RunKind.NIGHTLY, NOOP("words", "Nightly sync")),
    (RunKind.CAUGHT_UP, NOOP("words", "Caught-up nightly sync")),
    (RunKind.HEADLESS, NOOP("words", "Command line")),
    (RunOutcome.RUNNING, NOOP("words", "Running")),
    (RunOutcome.DONE, NOOP("words", "In step")),
    (RunOutcome.DONE_WITH_FAILURES, NOOP("words", "Done, some failed")),
    (RunOutcome.FAILED, NOOP("words", "Failed")),
    (RunOutcome.CANCELLED, NOOP("words", "Cancelled")),
    (RunOutcome.INTERRUPTED, NOOP("words", "Interrupted")),
    (RunOutcome.HELD, NOOP("words", "Waiting for your approval")),
    (RunOutcome.PREVIEWED, NOOP("words", "Preview")),
    (RunStep.CHECKING, NOOP("words", "Looking at the org")),
    (RunStep.READING_CONTACTS, NOOP("words", "Reading Contacts")),
    (RunStep.READING_LEADS, NOOP("words", "Reading Leads")),
    (RunStep.READING_ACCOUNTS, NOOP("words", "Reading person Accounts")),
    (RunStep.MATCHING, NOOP("words", "Looking for people without a Salesforce ID")),
    (RunStep.WRITING, NOOP("words", "Opting out in Salesforce")),
    (RunStep.VERIFYING, NOOP("words", "Reading back")),
    (RunStep.FINISHING, NOOP("words", "Finishing")),
    (NightState.DONE, NOOP("words", "done")),
    (NightState.CAUGHT_UP, NOOP("words", "caught up")),
    (NightState.FAILED, NOOP("words", "failed")),
    (NightState.HELD, NOOP("words", "held")),
    (NightState.SKIPPED, NOOP("words", "skipped")),
    (Level.INFO, NOOP("words", "Information")),
    (Level.WARNING, NOOP("words", "Warning")),
    (Level.ERROR, NOOP("words", "Error")),
    (LogKind.SYNC, NOOP("words", "Sync")),
    (LogKind.PUSH, NOOP("words", "Push")),
    (LogKind.COLLECT, NOOP("words", "Unsubscribes")),
    (LogKind.CONNECTION, NOOP("words", "Connection")),
    (LogKind.SETTINGS, NOOP("words", "Settings")),
    (LogKind.CHECKLIST, NOOP("words", "Checklist")),
    (OrgKind.PRODUCTION, NOOP("words", "Production")),
    (OrgKind.SANDBOX, NOOP("words", "Sandbox")),
    (OrgKind.PRACTICE, NOOP("words", "Practice org")),
    (OrgKind.UNKNOWN, NOOP("words", "Not connected yet")),
    (Side.HERE, NOOP("words", "Unsubscribe here")),
    (Side.THERE, NOOP("words", "Opt out in Salesforce")),
    (PlanReason.RECORD, NOOP("words", "Opted out in Salesforce")),
    (PlanReason.PERSON, NOOP("words", "Unsubscribed here")),
    (PlanReason.SAME_ADDRESS, NOOP("words", "Another record of the address is opted out")),
    (BatchState.RUNNING, NOOP("words", "running")),
    (BatchState.DONE, NOOP("words", "done")),
    (BatchState.CANCELLED, NOOP("words", "cancelled")),
    (BatchState.FAILED, NOOP("words", "failed")),
    (BatchState.INTERRUPTED, NOOP("words", "interrupted")),
    ("Contact", NOOP("words", "Contact")),
    ("Lead", NOOP("words", "Lead")),
    ("Account", NOOP("words", "Account")),
    *((field, field.label) for field in OptOutField),
    *((field.label, field.label) for field in OptOutField),
)
# By type and value: members of different enumerations can be equal as texts.
_ENGLISH = {(type(value), str(value)): text for value, text in _WORDS}


def english_word(value: str) -> str | None:
    """The English word for a value, to be translated in the context "words"; None for a text that is none of them."""
    return _ENGLISH.get((type(value), str(value)))
