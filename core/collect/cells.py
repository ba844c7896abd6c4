"""What is written in a cell: yes or no, a date, a source, Salesforce IDs, a history.

A cell that cannot be understood raises ProblemError; whether it costs the row is for the caller to say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum
from functools import lru_cache

from core.collect.problems import problem, refuse
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Problem, ProblemError
from core.salesforce.record_id import MistypedIdError, check_characters, to_18
from core.store.nouns import HistoryEvent, HistoryKind, PushState, QueuedPush, Source
from core.store.people import object_of_id
from core.store.schema import utc_text

_YES = frozenset((
    "true", "t", "yes", "y", "1", "1.0", "x", "on", "unsubscribed", "unsubscribe", "opted out", "opted-out", "opt out",
    "opt-out", "optout", "✓", "✔", "☑", "はい", "有", "あり", "済", "済み", "○", "〇", "◯", "登録解除", "登録解除済み",
    "オプトアウト", "配信停止", "送信除外", "真",
))  # fmt: skip
_NO = frozenset((
    "", "false", "f", "no", "n", "0", "0.0", "off", "null", "none", "n/a", "-", "subscribed", "opted in", "opt in",
    "☐", "いいえ", "無", "なし", "未", "偽",
))  # fmt: skip


class DateOrder(StrEnum):
    """How dates of the form 3/4/2026 are meant; UNKNOWN: only those that can mean one day are taken."""

    UNKNOWN = "unknown"
    MONTH_FIRST = "month_first"
    DAY_FIRST = "day_first"


@lru_cache(maxsize=4096)
def yes_or_no(cell: str) -> bool:
    """Whether a cell says yes; an empty one says no. Raises ProblemError when it says neither."""
    word = unicodedata.normalize("NFKC", cell).strip().lower()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise refuse(
        "CELL_NEITHER_YES_NOR_NO",
        NOOP("core", "“{text}” in the column unsubscribed means neither yes nor no."),
        NOOP("core", "Write true or false, then import the line again."),
        text=cell[:50],
    )


# --- dates

_EXACT = re.compile(r"\d{4}-\d\d-\d\dt\d\d:\d\d:\d\d\.\d{6}\+00:00")
_ISO_DAY = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[t ]+(.+))?")
_JAPANESE_DAY = re.compile(r"(\d{4})年\s*(\d{1,2})月\s*(\d{1,2})日(?:\s*(.+))?")
_EITHER_DAY = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?:[ t,]+(.+))?")
_WORDED_DAY = re.compile(
    r"(?:(\d{1,2})[ -]+)?([a-z]{3,9})\.?[ -]+(?:(\d{1,2})(?:st|nd|rd|th)?,?[ ]+)?(\d{4})(?:[ ,]+(.+))?"
)
_CLOCK = re.compile(
    r"(午前|午後)?\s*(\d{1,2})(?::|時)(\d{2})(?:(?::|分)(\d{2})(?:[.,](\d{1,9}))?秒?|分)?\s*(am|pm|a\.m\.|p\.m\.)?"
    r"\s*(z|utc|gmt|[+-]\d{2}:?\d{2}|[+-]\d{2})?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FIRST_YEAR = 1970


@lru_cache(maxsize=4096)
def date_of(cell: str, order: DateOrder = DateOrder.UNKNOWN, zone: tzinfo | None = None) -> datetime:
    """The moment a cell names, aware UTC; without a zone of its own in `zone`, or else this computer's.

    A day without a time is its midnight. Raises ProblemError when the cell is no date, or can mean two days.
    """
    text = unicodedata.normalize("NFKC", cell).strip().lower()
    try:
        moment = _moment(text, cell, order)
        if moment.tzinfo is None and zone is not None:
            moment = moment.replace(tzinfo=zone)
        moment = moment.astimezone(UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise refuse(
            "CELL_NO_DATE",
            NOOP("core", "“{text}” is not a date."),
            NOOP("core", "Write it like 2026-11-24 or 2026-11-24T08:30:00Z, then import the line again."),
            text=cell[:50],
        ) from error
    return moment


def not_in_the_future(moment: datetime, now: datetime) -> datetime:
    """The moment itself; raises ProblemError for one that is yet to come (a day of grace for other zones)."""
    if moment > now + timedelta(days=1):
        raise refuse(
            "CELL_DATE_IN_FUTURE",
            NOOP("core", "The date {date} lies in the future."),
            NOOP("core", "Correct the date, then import the line again."),
            date=moment,
        )
    return moment


def _moment(text: str, cell: str, order: DateOrder) -> datetime:
    """The moment, with a zone if the text has one; raises ValueError or ProblemError."""
    if _EXACT.fullmatch(text):  # as this program writes it
        moment = datetime.fromisoformat(text)
    else:
        year, month, day, clock = _day(text, cell, order)
        moment = _at_clock(datetime(year, month, day), clock)
    if moment.year < _FIRST_YEAR:
        raise ValueError("older than e-mail lists are")
    return moment


def _day(text: str, cell: str, order: DateOrder) -> tuple[int, int, int, str]:
    """Year, month, day and what is left for the time; raises ValueError or ProblemError."""
    if found := _ISO_DAY.fullmatch(text):
        return int(found[1]), int(found[3]), int(found[4]), found[5] or ""
    if found := _JAPANESE_DAY.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3]), found[4] or ""
    if re.fullmatch(r"\d{8}", text):
        return int(text[:4]), int(text[4:6]), int(text[6:]), ""
    if found := _WORDED_DAY.fullmatch(text):
        day = found[1] or found[3]
        if not day or (found[1] and found[3]):
            raise ValueError("no day")
        return int(found[4]), _MONTHS.index(found[2][:3]) + 1, int(day), found[5] or ""
    if found := _EITHER_DAY.fullmatch(text):
        if len(found[4]) == 2:
            raise _ambiguous(cell)
        return (
            int(found[4]),
            *_month_and_day(int(found[1]), int(found[3]), found[2], cell, order),
            found[5] or "",
        )
    raise ValueError("no form of a date")


def _month_and_day(first: int, second: int, mark: str, cell: str, order: DateOrder) -> tuple[int, int]:
    """Which of two numbers is the month. Dates with dots are written day first wherever they are written."""
    if first == second or first > 12 or mark == ".":
        return second, first
    if second > 12 or order is DateOrder.MONTH_FIRST:
        return first, second
    if order is DateOrder.DAY_FIRST:
        return second, first
    raise _ambiguous(cell)


def _ambiguous(cell: str) -> ProblemError:
    return refuse(
        "CELL_AMBIGUOUS_DATE",
        NOOP("core", "“{text}” can mean two different days."),
        NOOP(
            "core",
            "Write the year first (2026-11-24), or choose the order of day and month for the whole file.",
        ),
        text=cell[:50],
    )


def _at_clock(day: datetime, clock: str) -> datetime:
    """The day at the time that was left of the cell; raises ValueError."""
    if not clock:
        return day
    found = _CLOCK.fullmatch(clock.strip())
    if not found:
        raise ValueError("no time of day")
    japanese, hour, minute, second, fraction, english, offset = found.groups()
    hours = int(hour)
    half = {"午前": "a", "午後": "p"}.get(japanese or "", (english or "")[:1])
    if half:
        if hours > 12 or (hours == 0 and english):
            raise ValueError("no hour of half a day")
        hours = hours % 12 + (12 if half == "p" else 0)
    moment = day.replace(
        hour=hours,
        minute=int(minute),
        second=int(second or 0),
        microsecond=int((fraction or "0").ljust(6, "0")[:6]),
    )
    if not offset:
        return moment
    if offset in ("z", "utc", "gmt"):
        return moment.replace(tzinfo=UTC)
    digits = offset[1:].replace(":", "").ljust(4, "0")
    away = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return (moment - away if offset[0] == "+" else moment + away).replace(tzinfo=UTC)


# --- sources and IDs

_SOURCES = {source.value.lower(): source for source in Source} | {
    source.name.lower().replace("_", " "): source for source in Source
}


@lru_cache(maxsize=1024)
def source_of(cell: str) -> Source:
    """The source a cell names, in the words of Marketo Sales; raises ProblemError for any other word."""
    word = unicodedata.normalize("NFKC", cell).strip().lower().replace("_", " ")
    try:
        return _SOURCES[word]
    except KeyError:
        raise refuse(
            "CELL_SOURCE_UNKNOWN",
            NOOP("core", "“{text}” is not a source; CSV Import is kept instead."),
            NOOP("core", "The sources are: {sources}."),
            text=cell[:50],
            sources=", ".join(Source),
        ) from None


# An ID in its long form that has kept its letter case, as most have: nothing is to be put right.
_WHOLE_ID = re.compile(r"(?=[^a-z]*[a-z])(?:003|00Q|001)[A-Za-z0-9]{12}[A-Z0-5]{3}")
_BETWEEN_IDS = re.compile(r"[\s;,|]+")


def ids_of(cell: str) -> tuple[tuple[str, ...], Problem | None]:
    """The Salesforce IDs in a cell, in their 18-character form, and what is wrong with the others if any are."""
    if _WHOLE_ID.fullmatch(cell) and cell.endswith(check_characters(cell)):
        return (cell,), None
    found, wrong = [], None
    for text in _BETWEEN_IDS.split(cell):
        try:
            record_id = to_18(text)
        except MistypedIdError:
            wrong = problem(
                "CELL_ID_MISTYPED",
                NOOP(
                    "core",
                    "The Salesforce ID “{text}” is mistyped: its last three characters do not fit the others. It is "
                    "left out.",
                ),
                NOOP(
                    "core",
                    "Copy the ID from the address of the record in Salesforce, then import the row again.",
                ),
                text=text,
            )
            continue
        except ValueError:
            record_id = ""
        if object_of_id(record_id):
            found.append(record_id)
        elif text:
            wrong = problem(
                "CELL_NO_PERSON_ID",
                NOOP("core", "“{text}” is not the ID of a Contact, a Lead or an Account; it is left out."),
                NOOP("core", "Such an ID has 15 or 18 characters and begins with 003, 00Q or 001."),
                text=text[:50],
            )
    return tuple(found), wrong


# --- history and pushes

_BETWEEN = " | "
_ESCAPES = str.maketrans({"\\": "\\\\", "|": "\\p", "\n": "\\n", "\r": "\\r"})
_ESCAPED = re.compile(r"\\(.)")
_MEANT = {"p": "|", "n": "\n", "r": "\r"}


def history_cell(events: Iterable[HistoryEvent]) -> str:
    """A history, oldest first, as a cell: one line for each event, readable as it stands."""
    return "\n".join(
        _BETWEEN.join(
            text.translate(_ESCAPES)
            for text in (
                utc_text(event.at),
                event.source or "",
                event.reason,
                event.who,
                event.salesforce_id,
                event.what,  # last, because it is never empty: blanks at the end of a cell get lost
            )
        )
        for event in events
    )


def pushes_cell(pushes: Iterable[QueuedPush]) -> str:
    """What was sent to Salesforce and what it answered, oldest first: one line for each record.

    A look for records of the address shows only while it has no answer: what it found is there by itself.
    """
    return "\n".join(
        _BETWEEN.join(
            text.translate(_ESCAPES)
            for text in (
                utc_text(push.queued_at),
                utc_text(push.answered_at) if push.answered_at else "",
                push.field,
                push.salesforce_id or "",
                push.problem.code if push.problem else "",
                push.problem.detail if push.problem else "",
                push.state,
            )
        )
        for push in pushes
        if push.salesforce_id or push.state is not PushState.DONE
    )


def history_of(cell: str) -> tuple[HistoryEvent, ...]:
    """The events that `history_cell` wrote; raises ProblemError for anything else."""
    try:
        return tuple(_event(line) for line in cell.replace("\r\n", "\n").split("\n") if line.strip())
    except ValueError as error:
        raise refuse(
            "CELL_NO_HISTORY",
            NOOP("core", "The history is not written as this program exports it; it is left out."),
            NOOP("core", "Import the column as it was exported, or leave it out."),
        ) from error


def _event(line: str) -> HistoryEvent:
    at, source, reason, who, record_id, what = (
        _ESCAPED.sub(lambda found: _MEANT.get(found[1], found[1]), part) for part in line.split(_BETWEEN)
    )
    return HistoryEvent(
        at=datetime.fromisoformat(at).astimezone(UTC),
        what=HistoryKind(what),
        source=Source(source) if source else None,
        reason=reason,
        who=who,
        salesforce_id=record_id,
    )
