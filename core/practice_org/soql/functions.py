"""SOQL's functions of a field: the parts of a date, and what FORMAT makes of a value for people.

Days are those of the API user's zone, which is GMT; the fiscal year is the calendar's, as in an org that never
changed it (SOQL and SOSL Reference, Date Functions, FORMAT).
"""

from __future__ import annotations

from dataclasses import replace

from core.practice_org.org.schema import NUMBER_KINDS, Field, Kind

_MONTH = "CAST(strftime('%m', {0}) AS INTEGER)"
_QUARTER = "((CAST(strftime('%m', {0}) AS INTEGER) + 2) / 3)"
_YEAR = "CAST(strftime('%Y', {0}) AS INTEGER)"
_PARTS = {
    "CALENDAR_MONTH": _MONTH,
    "CALENDAR_QUARTER": _QUARTER,
    "CALENDAR_YEAR": _YEAR,
    "FISCAL_MONTH": _MONTH,
    "FISCAL_QUARTER": _QUARTER,
    "FISCAL_YEAR": _YEAR,
    "DAY_IN_MONTH": "CAST(strftime('%d', {0}) AS INTEGER)",
    "DAY_IN_WEEK": "(CAST(strftime('%w', {0}) AS INTEGER) + 1)",
    "DAY_IN_YEAR": "CAST(strftime('%j', {0}) AS INTEGER)",
    "DAY_ONLY": "strftime('%Y-%m-%d', {0})",
    "HOUR_IN_DAY": "CAST(strftime('%H', {0}) AS INTEGER)",
    "WEEK_IN_MONTH": "((CAST(strftime('%d', {0}) AS INTEGER) + 6) / 7)",
    "WEEK_IN_YEAR": "((CAST(strftime('%j', {0}) AS INTEGER) + 6) / 7)",
}
_OF_TIMES_ALONE = ("DAY_ONLY", "HOUR_IN_DAY")
_DATE = "ltrim(strftime('%m', {0}), '0') || '/' || ltrim(strftime('%d', {0}), '0') || strftime('/%Y', {0})"
_TIME = (
    "((CAST(strftime('%H', {0}) AS INTEGER) + 11) % 12 + 1) || strftime(':%M', {0})"
    " || CASE WHEN strftime('%H', {0}) < '12' THEN ' AM' ELSE ' PM' END"
)

DATE_FUNCTIONS = frozenset(_PARTS)


def part_of_date(function: str, entry: Field) -> Field | None:
    """The field that a date function makes of another one; None when it does not take that kind."""
    if entry.kind is not Kind.DATETIME and (entry.kind is not Kind.DATE or function in _OF_TIMES_ALONE):
        return None
    kind = Kind.DATE if function == "DAY_ONLY" else Kind.INT
    return _made(entry, kind, _PARTS[function])


def formatted(entry: Field) -> Field | None:
    """The field as a text for people, in the locale en_US; None for a kind that FORMAT does not take."""
    if entry.kind is Kind.DATETIME:
        return _made(entry, Kind.STRING, f"{_DATE} || ', ' || {_TIME}")
    if entry.kind is Kind.DATE:
        return _made(entry, Kind.STRING, _DATE)
    if entry.kind in NUMBER_KINDS:
        return _made(entry, Kind.STRING, "printf('%,g', {0})")
    return None


def _made(entry: Field, kind: Kind, sql: str) -> Field:
    stored = entry.sql("{t}")
    value = f"{stored} / 1000, 'unixepoch'" if entry.kind is Kind.DATETIME else stored
    return replace(entry, kind=kind, folded=False, column="", expression=sql.format(value))
