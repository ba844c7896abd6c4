"""Values of the core as words on the screen: messages in the user's language, numbers and times as read there."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, QTimeZone

from core.connection.orgs import OrgKind
from core.connection.state import ConnectionState
from core.messages import QT_TRANSLATE_NOOP, Category, Message, OrgWord, Problem
from core.store.types.fields import OptOutField
from core.store.types.log import Level, LogKind
from core.store.types.people import HistoryKind, NotSyncableReason, SideState, Source
from core.store.types.pushes import PushState
from core.store.types.records import LinkOrigin, RecordState
from core.store.types.runs import NightState, RunKind, RunOutcome, RunStep

PACIFIC = "America/Los_Angeles"

_WORD_LIST: tuple[tuple[str, str], ...] = (
    (ConnectionState.NOT_CONNECTED, QT_TRANSLATE_NOOP("words", "not connected")),
    (ConnectionState.CONNECTING, QT_TRANSLATE_NOOP("words", "connecting…")),
    (ConnectionState.CONNECTED, QT_TRANSLATE_NOOP("words", "connected")),
    (ConnectionState.OFFLINE, QT_TRANSLATE_NOOP("words", "offline")),
    (ConnectionState.SIGN_IN_NEEDED, QT_TRANSLATE_NOOP("words", "sign-in needed")),
    (ConnectionState.REFUSED, QT_TRANSLATE_NOOP("words", "not usable")),
    (Category.ACCESS_VALIDATION, QT_TRANSLATE_NOOP("words", "Access/Validation")),
    (Category.AUTHENTICATION, QT_TRANSLATE_NOOP("words", "Authentication")),
    (Category.INTERMITTENT, QT_TRANSLATE_NOOP("words", "Intermittent")),
    (Category.OFFLINE, QT_TRANSLATE_NOOP("words", "Offline")),
    (Category.OTHER, QT_TRANSLATE_NOOP("words", "Other")),
    (Source.SALESFORCE_SYNC, QT_TRANSLATE_NOOP("words", "Salesforce Sync")),
    (Source.MANUAL, QT_TRANSLATE_NOOP("words", "Manual")),
    (Source.CLICKED_LINK, QT_TRANSLATE_NOOP("words", "Clicked Link")),
    (Source.BOUNCE, QT_TRANSLATE_NOOP("words", "Bounce")),
    (Source.CSV_IMPORT, QT_TRANSLATE_NOOP("words", "CSV Import")),
    (RecordState.UNSEEN, QT_TRANSLATE_NOOP("words", "not read yet")),
    (RecordState.ACTIVE, QT_TRANSLATE_NOOP("words", "active")),
    (RecordState.CONVERTED, QT_TRANSLATE_NOOP("words", "converted")),
    (RecordState.MERGED, QT_TRANSLATE_NOOP("words", "merged")),
    (RecordState.DELETED, QT_TRANSLATE_NOOP("words", "deleted")),
    (RecordState.NOT_FOUND, QT_TRANSLATE_NOOP("words", "not to be found")),
    (LinkOrigin.ID, QT_TRANSLATE_NOOP("words", "its ID was given")),
    (LinkOrigin.ADDRESS, QT_TRANSLATE_NOOP("words", "same address")),
    (LinkOrigin.FOLLOWED, QT_TRANSLATE_NOOP("words", "took another record's place")),
    (SideState.OPTED_OUT, QT_TRANSLATE_NOOP("words", "Opted out")),
    (SideState.PARTLY, QT_TRANSLATE_NOOP("words", "Partly opted out")),
    (SideState.NOT_OPTED_OUT, QT_TRANSLATE_NOOP("words", "Not opted out")),
    (SideState.UNKNOWN, QT_TRANSLATE_NOOP("words", "Not known yet")),
    (SideState.NONE, QT_TRANSLATE_NOOP("words", "No record seen")),
    (NotSyncableReason.NEVER_LOOKED_FOR, QT_TRANSLATE_NOOP("words", "Not looked for in Salesforce yet")),
    (
        NotSyncableReason.NO_SALESFORCE_RECORD,
        QT_TRANSLATE_NOOP("words", "No Contact or Lead with this address that the connected user can see"),
    ),
    (NotSyncableReason.RECORD_DELETED, QT_TRANSLATE_NOOP("words", "Deleted in Salesforce")),
    (
        NotSyncableReason.RECORD_NOT_FOUND,
        QT_TRANSLATE_NOOP("words", "The connected user finds no record with its Salesforce ID"),
    ),
    (HistoryKind.UNSUBSCRIBED, QT_TRANSLATE_NOOP("words", "Unsubscribed")),
    (HistoryKind.OPTED_OUT_IN_SALESFORCE, QT_TRANSLATE_NOOP("words", "Opted out in Salesforce")),
    (HistoryKind.RESUBSCRIBED, QT_TRANSLATE_NOOP("words", "Re-subscribed")),
    (HistoryKind.CLEARED_IN_SALESFORCE, QT_TRANSLATE_NOOP("words", "Cleared in Salesforce")),
    (HistoryKind.ASKED_AGAIN, QT_TRANSLATE_NOOP("words", "Asked again")),
    (HistoryKind.BOUNCED, QT_TRANSLATE_NOOP("words", "Bounced")),
    (PushState.WAITING, QT_TRANSLATE_NOOP("words", "Waiting")),
    (PushState.SENDING, QT_TRANSLATE_NOOP("words", "Sending")),
    (PushState.DONE, QT_TRANSLATE_NOOP("words", "Done")),
    (PushState.PARKED, QT_TRANSLATE_NOOP("words", "Parked")),
    (PushState.GIVEN_UP, QT_TRANSLATE_NOOP("words", "Given up")),
    (PushState.REFUSED, QT_TRANSLATE_NOOP("words", "Refused")),
    (PushState.UNANSWERED, QT_TRANSLATE_NOOP("words", "Not answered")),
    (RunKind.MANUAL, QT_TRANSLATE_NOOP("words", "Sync now")),
    (RunKind.NIGHTLY, QT_TRANSLATE_NOOP("words", "Nightly sync")),
    (RunKind.CAUGHT_UP, QT_TRANSLATE_NOOP("words", "Caught-up nightly sync")),
    (RunKind.HEADLESS, QT_TRANSLATE_NOOP("words", "Command line")),
    (RunOutcome.RUNNING, QT_TRANSLATE_NOOP("words", "Running")),
    (RunOutcome.DONE, QT_TRANSLATE_NOOP("words", "In step")),
    (RunOutcome.DONE_WITH_FAILURES, QT_TRANSLATE_NOOP("words", "Done, some failed")),
    (RunOutcome.FAILED, QT_TRANSLATE_NOOP("words", "Failed")),
    (RunOutcome.CANCELLED, QT_TRANSLATE_NOOP("words", "Cancelled")),
    (RunOutcome.INTERRUPTED, QT_TRANSLATE_NOOP("words", "Interrupted")),
    (RunOutcome.HELD, QT_TRANSLATE_NOOP("words", "Held for your yes")),
    (RunOutcome.PREVIEWED, QT_TRANSLATE_NOOP("words", "Preview")),
    (RunStep.CHECKING, QT_TRANSLATE_NOOP("words", "Looking at the org")),
    (RunStep.READING_CONTACTS, QT_TRANSLATE_NOOP("words", "Reading Contacts")),
    (RunStep.READING_LEADS, QT_TRANSLATE_NOOP("words", "Reading Leads")),
    (RunStep.READING_ACCOUNTS, QT_TRANSLATE_NOOP("words", "Reading person Accounts")),
    (RunStep.MATCHING, QT_TRANSLATE_NOOP("words", "Looking for people without a Salesforce ID")),
    (RunStep.WRITING, QT_TRANSLATE_NOOP("words", "Opting out in Salesforce")),
    (RunStep.VERIFYING, QT_TRANSLATE_NOOP("words", "Reading back")),
    (RunStep.FINISHING, QT_TRANSLATE_NOOP("words", "Finishing")),
    (NightState.DONE, QT_TRANSLATE_NOOP("words", "done")),
    (NightState.CAUGHT_UP, QT_TRANSLATE_NOOP("words", "caught up")),
    (NightState.FAILED, QT_TRANSLATE_NOOP("words", "failed")),
    (NightState.HELD, QT_TRANSLATE_NOOP("words", "held")),
    (NightState.SKIPPED, QT_TRANSLATE_NOOP("words", "skipped")),
    (Level.INFO, QT_TRANSLATE_NOOP("words", "Information")),
    (Level.WARNING, QT_TRANSLATE_NOOP("words", "Warning")),
    (Level.ERROR, QT_TRANSLATE_NOOP("words", "Error")),
    (LogKind.SYNC, QT_TRANSLATE_NOOP("words", "Sync")),
    (LogKind.PUSH, QT_TRANSLATE_NOOP("words", "Push")),
    (LogKind.COLLECT, QT_TRANSLATE_NOOP("words", "Unsubscribes")),
    (LogKind.CONNECTION, QT_TRANSLATE_NOOP("words", "Connection")),
    (LogKind.SETTINGS, QT_TRANSLATE_NOOP("words", "Settings")),
    (LogKind.CHECKLIST, QT_TRANSLATE_NOOP("words", "Checklist")),
    (LogKind.ALARMS, QT_TRANSLATE_NOOP("words", "Alarms")),
    (OrgKind.PRODUCTION, QT_TRANSLATE_NOOP("words", "Production")),
    (OrgKind.SANDBOX, QT_TRANSLATE_NOOP("words", "Sandbox")),
    (OrgKind.PRACTICE, QT_TRANSLATE_NOOP("words", "Practice org")),
    (OrgKind.UNKNOWN, QT_TRANSLATE_NOOP("words", "Not connected yet")),
    ("Contact", QT_TRANSLATE_NOOP("words", "Contact")),
    ("Lead", QT_TRANSLATE_NOOP("words", "Lead")),
    ("Account", QT_TRANSLATE_NOOP("words", "Account")),
    ("Email Opt Out", QT_TRANSLATE_NOOP("words", "Email Opt Out")),
    ("Marketo Sales Opt Out", QT_TRANSLATE_NOOP("words", "Marketo Sales Opt Out")),
)
# By type and value: members of different enumerations can be equal as texts.
_WORDS = {(type(value), str(value)): text for value, text in _WORD_LIST}


def word(value: str) -> str:
    """The word for a value of the core, in the user's language; an unknown text stays as it is."""
    if isinstance(value, OptOutField):
        value = value.label
    known = _WORDS.get((type(value), str(value)))
    return str(value) if known is None else QCoreApplication.translate("words", known)


def our_word(english: str) -> str:
    """Our word for something that stands on Salesforce's screens, in the user's language."""
    known = word(english)
    return known if known != english else QCoreApplication.translate("guide", english)


def shown(named: OrgWord) -> str:
    """The org's word for something, with ours beside it where that is another."""
    return named.beside(our_word(named.ours))


def new_org(number: str) -> str:
    """What an org is called that nobody has connected or named yet; the first one needs no number."""
    named = QCoreApplication.translate("words", "New org {number}").format(number=number)
    return QCoreApplication.translate("words", "New org") if number in ("", "1") else named


def text_of(message: Message) -> str:
    """A sentence of the core in the user's language."""
    template = QCoreApplication.translate("core", message.template)
    return template.format(**{name: _shown(value) for name, value in message.values.items()})


def text_of_problem(problem: Problem) -> str:
    """What happened and what to do."""
    return f"{text_of(problem.what)} {text_of(problem.fix)}".strip()


def number(value: int) -> str:
    """A whole number, grouped as the user writes it."""
    return QLocale().toString(value)


def moment(value: datetime, zone: str | None = None) -> str:
    """A time that is near, with its weekday and the name of its zone: local, or that of `zone`."""
    at = value.astimezone(ZoneInfo(zone)) if zone else value.astimezone()
    return f"{_day_and_time(at)} {zone_name(at, zone)}"


def day_and_time(value: datetime) -> str:
    """A local time that is near, with its weekday, where the zone is clear."""
    return _day_and_time(value.astimezone())


def date_and_time(value: datetime) -> str:
    """A local time that may lie years back: for tables, histories and whatever is kept."""
    form = QCoreApplication.translate(
        "words", "d MMM yyyy, h:mm ap", "the form of a date and a time, see QDateTime"
    )
    return QLocale().toString(_qt(value.astimezone()), form)


def to_the_second(value: datetime) -> str:
    """A local time with its date and seconds: for the log, where order counts."""
    form = QCoreApplication.translate(
        "words", "d MMM yyyy, h:mm:ss ap", "the form of a date and a time with seconds, see QDateTime"
    )
    return QLocale().toString(_qt(value.astimezone()), form)


def day(value: datetime) -> str:
    """The local date of a time."""
    return QLocale().toString(_qt(value.astimezone()), date_form())


def date_form() -> str:
    """How dates are written, as QDateTime takes it: the month a word or the year first, for 11/12/26 reads two ways."""
    return QCoreApplication.translate("words", "d MMM yyyy", "the form of a date, see QDateTime")


def clock(value: datetime) -> str:
    """A local time of day with seconds."""
    form = QCoreApplication.translate("words", "h:mm:ss ap", "the form of a time of day, see QDateTime")
    return QLocale().toString(_qt(value.astimezone()), form)


def zone_name(at: datetime, zone: str | None) -> str:
    """How people call a time zone; Pacific is called so all year, as Marketo Sales does."""
    if zone == PACIFIC:
        return QCoreApplication.translate("words", "Pacific")
    return at.tzname() or ""


def _day_and_time(at: datetime) -> str:
    form = QCoreApplication.translate(
        "words", "ddd d MMM, h:mm ap", "the form of a day and a time, see QDateTime"
    )
    return QLocale().toString(_qt(at), form)


def _qt(at: datetime) -> QDateTime:
    offset = at.utcoffset()
    zone = QTimeZone.fromSecondsAheadOfUtc(int(offset.total_seconds()) if offset else 0)
    return QDateTime.fromSecsSinceEpoch(int(at.timestamp()), zone)


def _shown(value: object) -> str:
    if isinstance(value, Message):
        return text_of(value)
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, OrgWord):
        return shown(value)
    # Names of Salesforce's objects are words of the user's language, too.
    return number(value) if isinstance(value, int) else word(str(value))
