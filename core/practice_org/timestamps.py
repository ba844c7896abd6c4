"""Points in time: kept as milliseconds since 1970 UTC, read and written in Salesforce's two spellings."""

from __future__ import annotations

import re
import time
from datetime import UTC, date, datetime, timedelta, timezone

_DATE_TIME = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)\Z", re.IGNORECASE
)
_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z")

JSON_FORMAT = "%Y-%m-%dT%H:%M:%S.000+0000"
"""How REST writes a dateTime; Salesforce keeps milliseconds but always shows zeros."""

CSV_FORMAT = "%Y-%m-%dT%H:%M:%S.000Z"
"""How the results of a bulk job write a dateTime."""


def now_ms() -> int:
    """The present moment in milliseconds since 1970 UTC."""
    return time.time_ns() // 1_000_000


def parse_date_time(text: str) -> int | None:
    """Milliseconds since 1970 UTC of an ISO dateTime with `Z` or an offset; None when it is none."""
    match = _DATE_TIME.match(text)
    if not match:
        return None
    year, month, day, hour, minute = (int(match[group]) for group in range(1, 6))
    zone = match[8].upper()
    offset = timedelta()
    if zone != "Z":
        offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:])) * (-1 if zone[0] == "-" else 1)
    try:
        moment = datetime(year, month, day, hour, minute, int(match[6] or 0), tzinfo=timezone(offset))
    except ValueError:
        return None
    milliseconds = int((match[7] or "0").ljust(3, "0")[:3])
    return round(moment.timestamp()) * 1000 + milliseconds


def parse_date(text: str) -> date | None:
    """The day of an ISO date; None when it is none."""
    if not _DATE.match(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def to_json(milliseconds: int) -> str:
    """The dateTime as REST writes it, for instance `2026-11-23T10:00:00.000+0000`."""
    return datetime.fromtimestamp(milliseconds // 1000, UTC).strftime(JSON_FORMAT)


def from_http_date(text: str) -> int | None:
    """Seconds since 1970 UTC of an HTTP date header; None when it cannot be read."""
    try:
        return round(datetime.strptime(text, "%a, %d %b %Y %H:%M:%S GMT").replace(tzinfo=UTC).timestamp())
    except ValueError:
        return None


def to_http_date(seconds: int) -> str:
    """An HTTP date for a header such as Last-Modified."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%a, %d %b %Y %H:%M:%S GMT")
