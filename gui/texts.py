"""Values of the core as words on the screen: messages in the user's language, numbers and times as read there."""

from __future__ import annotations

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale, QTimeZone

from core.messages import Message, OrgWord, Problem
from core.support.words import english_word

_HOURS_OF_24 = re.compile(r"HH?(:mm(?::ss)?)")
PACIFIC = "America/Los_Angeles"


def word(value: str) -> str:
    """The word for a value of the core, in the user's language; an unknown text stays as it is."""
    known = english_word(value)
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


def moment(value: datetime) -> str:
    """A time that is near, local, with its weekday and the name of its zone."""
    at = value.astimezone()
    return f"{_day_and_time(at)} {zone_name(at)}"


def night(planned: datetime, zone: str) -> str:
    """The time of a night, local, and in brackets as the schedule has it where that is another clock."""
    here, there = planned.astimezone(), planned.astimezone(ZoneInfo(zone))
    if here.utcoffset() == there.utcoffset():
        return moment(planned)
    same_day = here.date() == there.date()
    time = QLocale().toString(_qt(there), _hours(_time_form())) if same_day else _day_and_time(there)
    return QCoreApplication.translate("words", "{here} ({there})").format(
        here=moment(planned), there=f"{time} {zone_name(there, zone)}"
    )


def day_and_time(value: datetime) -> str:
    """A local time that is near, with its weekday, where the zone is clear."""
    return _day_and_time(value.astimezone())


def date_and_time(value: datetime) -> str:
    """A local time that may lie years back: for tables, histories and whatever is kept."""
    form = QCoreApplication.translate(
        "words", "d MMM yyyy, h:mm ap", "the form of a date and a time, see QDateTime"
    )
    return QLocale().toString(_qt(value.astimezone()), _hours(form))


def to_the_second(value: datetime) -> str:
    """A local time with its date and seconds: for the log, where order counts."""
    form = QCoreApplication.translate(
        "words", "d MMM yyyy, h:mm:ss ap", "the form of a date and a time with seconds, see QDateTime"
    )
    return QLocale().toString(_qt(value.astimezone()), _hours(form))


def day(value: datetime) -> str:
    """The local date of a time."""
    return QLocale().toString(_qt(value.astimezone()), date_form())


def date_of(value: date) -> str:
    """A day of the calendar."""
    return QLocale().toString(QDate(value.year, value.month, value.day), date_form())


def day_of(value: date) -> str:
    """A day of the calendar without its year, where that is clear."""
    form = QCoreApplication.translate("words", "d MMM", "the form of a day and its month, see QDateTime")
    return QLocale().toString(QDate(value.year, value.month, value.day), form)


def month(value: date) -> str:
    """The short name of a month."""
    return QLocale().standaloneMonthName(value.month, QLocale.FormatType.ShortFormat)


def date_form() -> str:
    """How dates are written, as QDateTime takes it: the month a word or the year first, for 11/12/26 reads two ways."""
    return QCoreApplication.translate("words", "d MMM yyyy", "the form of a date, see QDateTime")


def clock(value: datetime) -> str:
    """A local time of day with seconds."""
    form = QCoreApplication.translate("words", "h:mm:ss ap", "the form of a time of day, see QDateTime")
    return QLocale().toString(_qt(value.astimezone()), _hours(form))


def zone_name(at: datetime, zone: str | None = None) -> str:
    """How people call a time zone; Pacific is called so all year, as Marketo Sales does."""
    if zone == PACIFIC:
        return QCoreApplication.translate("words", "Pacific")
    return at.tzname() or ""


def _day_and_time(at: datetime) -> str:
    form = QCoreApplication.translate(
        "words", "ddd d MMM, h:mm ap", "the form of a day and a time, see QDateTime"
    )
    return QLocale().toString(_qt(at), _hours(form))


def _time_form() -> str:
    return QCoreApplication.translate("words", "h:mm ap", "the form of a time of day, see QDateTime")


def _hours(form: str) -> str:
    """A form of time with the hours as the system counts them, 12 or 24, whatever the language is.

    A system that was told nothing, as in a bare shell, has no wish: then as the language does.
    """
    system = QLocale.system()
    if system.language() is QLocale.Language.C:
        return form
    wants_24 = "H" in system.timeFormat(QLocale.FormatType.ShortFormat)
    has_24 = "H" in form
    if wants_24 == has_24:
        return form
    if wants_24:
        return form.replace(" ap", "").replace("h:", "HH:")
    return _HOURS_OF_24.sub(r"h\1 ap", form)


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
    return number(value) if isinstance(value, int) else word(value if isinstance(value, str) else str(value))
