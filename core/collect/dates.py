"""Dates as they are written in lists: which moment a cell names.

The forms of spreadsheets, databases and mail, and those of Japanese, are read here; what is written with the name of
a month is left to dateutil. Decisions:

- A number of a spreadsheet counts days from 1900, as every spreadsheet program has written for years; the system
  of 1904 cannot be told from it by looking.
- A number of 9 or 10 digits counts seconds since 1970, one of 13, 16 or 19 digits parts of them.
- Dates with dots are written day first wherever they are written. For others the order of day, month and a year
  of two digits is that of the whole column (`date_order`).
- A clock without a zone is that of this computer.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, available_timezones

from dateutil.parser import ParserError
from dateutil.parser import parse as parse_written

from core.collect.list_words import list_words
from core.files.problems import refuse
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import ProblemError


class DateOrder(StrEnum):
    """How dates of the form 3/4/2026 are meant; UNKNOWN: only those that can mean one day are taken."""

    UNKNOWN = "unknown"
    MONTH_FIRST = "month_first"
    DAY_FIRST = "day_first"
    YEAR_FIRST = "year_first"


AMBIGUOUS = "CELL_AMBIGUOUS_DATE"
ORDERS = (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST, DateOrder.YEAR_FIRST)
_GRACE = timedelta(days=1)
_FIRST_DAY = date(1970, 1, 2)
"""The day before is what an empty counter shows."""

_EXACT = re.compile(r"\d{4}-\d\d-\d\dt\d\d:\d\d:\d\d\.\d{6}\+00:00")
_NUMBER = re.compile(r"(\d{1,19})(?:\.\d{1,12})?")
_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)[t ]?(?:(\d\d)(\d\d)(\d\d)?(?:[.,]\d+)?)?\s*(\S.*)?")
_ISO_DAY = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[t ,]+(.+))?")
_JAPANESE_DAY = re.compile(r"(\d{4})年\s*(\d{1,2})月\s*(\d{1,2})日(?:\s*(.+))?")
_ERA_DAY = re.compile(
    r"(令和|平成|昭和|r|h|s)\.?\s*(\d{1,2}|元)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})日?(?:\s*(\D*\d.*))?"
)
_BEFORE_ERA = {"令和": 2018, "r": 2018, "平成": 1988, "h": 1988, "昭和": 1925, "s": 1925}
EITHER_DAY = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{1,2})(?!\d)(?:[t ,]+(.+))?")
_CLOCK = re.compile(
    r"(午前|午後)?\s*(\d{1,2})(?:(?:[:.]|時)(\d{2})(?:(?:[:.]|分)(\d{2})(?:[.,](\d{1,9}))?秒?|分)?|時)?"
    r"\s*(?:([ap])\.?\s?m\.?(?![a-z/]))?\s*(?:uhr)?\s*(.*)"
)
_OFFSET = re.compile(r"(?:utc|gmt|z)?\s*([+-])\s*(\d{1,2}):?(\d{2})?")
_SIGNED_ZONE = re.compile(r"\b(?:utc|gmt)\s*(?=[+-]\d)")
_IN_BRACKETS = re.compile(r"\s*\([^()]{0,60}\)")
_WRITTEN_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_DATE = 80


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
        if moment.date() < _FIRST_DAY:
            raise ValueError("older than e-mail lists are")  # noqa: TRY301 - told as any other
    except (ValueError, OverflowError, OSError) as error:
        raise refuse(
            "CELL_NO_DATE",
            NOOP("core", "“{text}” is not a date."),
            NOOP("core", "Write it like 2026-11-24 or 2026-11-24T08:30:00Z, then import the line again."),
            text=cell[:50],
        ) from error
    return moment


def names_a_day(cell: str, order: DateOrder = DateOrder.UNKNOWN, zone: tzinfo | None = None) -> bool:
    """Whether a cell is a date, even one that can mean two days."""
    try:
        date_of(cell, order, zone)
    except ProblemError as error:
        return error.problem.code == AMBIGUOUS
    return True


def not_in_the_future(moment: datetime, now: datetime) -> datetime:
    """The moment itself; raises ProblemError for one that is yet to come (a day of grace for other zones)."""
    if moment > now + _GRACE:
        raise refuse(
            "CELL_DATE_IN_FUTURE",
            NOOP("core", "The date {date} lies in the future."),
            NOOP("core", "Correct the date, then import the line again."),
            date=moment,
        )
    return moment


def day_in(order: DateOrder, first: str, mark: str, second: str, third: str) -> date | None:
    """The day that three numbers name in an order; None where they name none."""
    if order is DateOrder.YEAR_FIRST:
        year, month, day = first, second, third
        if len(third) == 4 or len(first) != 2:
            return None
    elif order is DateOrder.MONTH_FIRST and mark != ".":
        month, day, year = first, second, third
    elif order is DateOrder.DAY_FIRST:
        day, month, year = first, second, third
    else:
        return None
    if len(year) == 1:
        return None
    whole = int(year) if len(year) == 4 else _whole_year(int(year))
    try:
        return date(whole, int(month), int(day))
    except ValueError:
        return None


def _whole_year(short: int) -> int:
    return 2000 + short if short < 69 else 1900 + short


def _moment(text: str, cell: str, order: DateOrder) -> datetime:
    """The moment, with a zone if the text has one; raises ValueError or ProblemError."""
    if len(text) > _LONGEST_DATE:
        raise ValueError("too long for a date")
    if _EXACT.fullmatch(text):  # as this program writes it
        return datetime.fromisoformat(text)
    if _NUMBER.fullmatch(text):
        return _of_number(text)
    text = _IN_BRACKETS.sub("", text)
    if found := _BASIC.fullmatch(text):
        year, month, day, hour, minute, second, zone = found.groups()
        day_of = datetime(int(year), int(month), int(day))
        moment = day_of.replace(hour=int(hour or 0), minute=int(minute or 0), second=int(second or 0))
        return _in_zone(moment, zone or "")
    if found := _ISO_DAY.fullmatch(text):
        return _at_clock(datetime(int(found[1]), int(found[3]), int(found[4])), found[5] or "")
    if found := _JAPANESE_DAY.fullmatch(text):
        return _at_clock(datetime(int(found[1]), int(found[2]), int(found[3])), found[4] or "")
    if found := _ERA_DAY.fullmatch(text):
        year_of_era = 1 if found[2] == "元" else int(found[2])
        day = datetime(_BEFORE_ERA[found[1]] + year_of_era, int(found[3]), int(found[4]))
        return _at_clock(day, found[5] or "")
    if found := EITHER_DAY.fullmatch(text):
        first, mark, second, third, clock = found.groups()
        return _at_clock(_either_day(order, first, mark, second, third, cell), clock or "")
    return _written(text)


def _of_number(text: str) -> datetime:
    digits = text.partition(".")[0]
    count, value = len(digits), float(text)
    if count in (8, 12, 14) and digits[:2] in ("19", "20"):
        return datetime.strptime(digits, "%Y%m%d%H%M%S"[: {8: 6, 12: 10, 14: 12}[count]])
    if count in (9, 10):
        return datetime.fromtimestamp(value, UTC)
    if count in (13, 16, 19):
        return datetime.fromtimestamp(int(digits) / 10 ** (count - 10), UTC)
    if count == 5:
        return datetime(1899, 12, 30) + timedelta(seconds=round(value * 86_400))
    raise ValueError("no number of a date")


def _either_day(order: DateOrder, first: str, mark: str, second: str, third: str, cell: str) -> datetime:
    orders = ORDERS if order is DateOrder.UNKNOWN or (mark == "." and len(third) == 4) else (order,)
    days = {day for one in orders if (day := day_in(one, first, mark, second, third)) is not None}
    if not days:
        raise ValueError("no day of that order")
    if len(days) > 1:
        raise _ambiguous(cell)
    [day] = days
    return datetime(day.year, day.month, day.day)


def _ambiguous(cell: str) -> ProblemError:
    return refuse(
        AMBIGUOUS,
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
    japanese, hour, minute, second, fraction, half, zone = found.groups()
    hours = int(hour)
    if minute is None and "時" not in clock and not half:
        raise ValueError("no time of day")
    half = {"午前": "a", "午後": "p"}.get(japanese or "", half)
    if half:
        if hours > 12 or (hours == 0 and not japanese):
            raise ValueError("no hour of half a day")
        hours = hours % 12 + (12 if half == "p" else 0)
    moment = day.replace(
        hour=hours,
        minute=int(minute or 0),
        second=int(second or 0),
        microsecond=int((fraction or "0").ljust(6, "0")[:6]),
    )
    return _in_zone(moment, zone)


def _in_zone(moment: datetime, zone: str) -> datetime:
    """The moment in the zone that is written behind it; raises ValueError for what is none."""
    zone = zone.strip()
    if not zone:
        return moment
    if found := _OFFSET.fullmatch(zone):
        sign, hours, minutes = found.groups()
        away = timedelta(hours=int(hours), minutes=int(minutes or 0))
        return (moment - away if sign == "+" else moment + away).replace(tzinfo=UTC)
    minutes_east = list_words().zones.get(zone)
    if minutes_east is not None:
        return (moment - timedelta(minutes=minutes_east)).replace(tzinfo=UTC)
    name = _zone_names().get(zone)
    if name is None:
        raise ValueError("no time zone")
    return moment.replace(tzinfo=ZoneInfo(name))


@cache
def _zone_names() -> dict[str, str]:
    return {name.lower(): name for name in available_timezones() if "/" in name}


def _written(text: str) -> datetime:
    """A date with the name of a month, in any order; raises ValueError. Nothing but known words may stand in it."""
    words = list_words()
    months = 0

    def known(found: re.Match[str]) -> str:
        nonlocal months
        word = _bare(found[0])
        if word in words.months and not (word == "mar" and months == 0 and _names_month(text[found.end() :])):
            months += 1
            return f" {_ENGLISH[words.months[word] - 1]} "
        if word in ("am", "pm", "t"):
            return word
        if word in words.zones:
            return word.upper()
        if word in words.dropped_in_dates or word == "mar":
            return " "
        raise ValueError("an unknown word")

    half_days = re.sub(r"\b([ap])\.\s?m\.?(?!\w)", r"\1m", text)
    readable = _WRITTEN_WORD.sub(known, _SIGNED_ZONE.sub("", half_days))
    if months != 1:
        raise ValueError("no month by its name")
    readable = re.sub(r"\.(?!\d)", " ", readable)
    zones = {name.upper(): minutes * 60 for name, minutes in words.zones.items()}
    moments = set()
    for start in (datetime(2000, 1, 1), datetime(2004, 2, 2)):
        try:
            moments.add(parse_written(readable, default=start, tzinfos=zones, dayfirst=True))
        except (ParserError, TypeError, AttributeError) as error:
            raise ValueError("no form of a date") from error
    if len(moments) != 1:
        raise ValueError("day or year are missing")
    return moments.pop()


def _names_month(rest: str) -> bool:
    return any(_bare(word) in list_words().months for word in _WRITTEN_WORD.findall(rest))


def _bare(word: str) -> str:
    """A word without accents."""
    return "".join(
        letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter)
    )


_ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
