"""Values on their way into a record: each is checked against its field, and refused as Salesforce refuses it."""

from __future__ import annotations

import math
import re
from typing import Any

from core.practice_org.errors import RecordError
from core.practice_org.ids import full_id
from core.practice_org.org.schema import ID_KINDS, NUMBER_KINDS, Field, Kind
from core.practice_org.timestamps import parse_date, parse_date_time

_EMAIL = re.compile(r"[^\s@<>,;:()\[\]\\\"]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\.[A-Za-z]{2,}\Z")

_LARGEST_INT = 2**31 - 1
_LARGEST_NUMBER = 10**18 - 1
"""Numbers have 18 digits at most."""

# Salesforce's Bulk API takes these spellings in any letter case (Bulk API guide, Valid CSV Record Rows).
_TRUE = frozenset({"true", "t", "yes", "y", "on", "1"})
_FALSE = frozenset({"false", "f", "no", "n", "off", "0"})


def from_json(field: Field, value: Any) -> Any:
    """The stored form of a JSON value; raises RecordError for a wrong type or a value the field refuses."""
    if value is None or value == "":
        return _empty(field)
    if field.kind is Kind.BOOLEAN:
        if isinstance(value, bool):
            return int(value)
        if isinstance(value, str) and value.lower() in ("true", "false"):
            return int(value.lower() == "true")
        raise _wrong_type(field, value)
    if field.kind in NUMBER_KINDS:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise _wrong_type(field, value)
        return _in_range(field, value)
    if not isinstance(value, str):
        raise _wrong_type(field, value)
    return _from_text(field, value)


def from_csv(field: Field, text: str) -> Any:
    """The stored form of a CSV value; `#N/A` empties the field. Raises RecordError like `from_json`."""
    if text == "#N/A":
        return _empty(field)
    if field.kind is Kind.BOOLEAN:
        word = text.lower()
        if word in _TRUE or word in _FALSE:
            return int(word in _TRUE)
        raise _wrong_type(field, text)
    if field.kind in NUMBER_KINDS:
        try:
            number = int(text) if field.kind is Kind.INT else float(text)
        except ValueError:
            raise _wrong_type(field, text) from None
        if "_" in text or math.isnan(number):
            raise _wrong_type(field, text)
        return _in_range(field, number)
    return _from_text(field, text)


def _in_range(field: Field, number: float) -> float:
    if abs(number) > (_LARGEST_INT if field.kind is Kind.INT else _LARGEST_NUMBER):
        raise RecordError(
            "NUMBER_OUTSIDE_VALID_RANGE",
            f"{field.label}: value outside of valid range on numeric field: {number}",
            [field.name],
        )
    return number


def _empty(field: Field) -> None:
    if field.kind is Kind.BOOLEAN:
        raise RecordError(
            "INVALID_TYPE_ON_FIELD_IN_RECORD",
            f"{field.label}: value not of required type: null",
            [field.name],
        )
    if field.required:
        raise RecordError(
            "REQUIRED_FIELD_MISSING", f"Required fields are missing: [{field.name}]", [field.name]
        )


def _wrong_type(field: Field, value: Any) -> RecordError:
    return RecordError(
        "INVALID_TYPE_ON_FIELD_IN_RECORD", f"{field.label}: value not of required type: {value}", [field.name]
    )


def _from_text(field: Field, text: str) -> Any:
    if field.kind in ID_KINDS:
        identifier = full_id(text)
        if identifier is None:
            raise RecordError(
                "MALFORMED_ID", f"{field.label}: id value of incorrect type: {text}", [field.name]
            )
        return identifier
    if field.kind is Kind.DATETIME:
        moment = parse_date_time(text)
        if moment is None:
            raise _wrong_type(field, text)
        return moment
    if field.kind is Kind.DATE:
        if parse_date(text[:10]) is None:
            raise _wrong_type(field, text)
        return text[:10]
    if field.length and len(text) > field.length:
        raise RecordError(
            "STRING_TOO_LONG",
            f"{field.label}: data value too large: {text} (max length={field.length})",
            [field.name],
        )
    if field.kind is Kind.EMAIL and not _EMAIL.match(text):
        raise RecordError(
            "INVALID_EMAIL_ADDRESS", f"{field.label}: invalid email address: {text}", [field.name]
        )
    if field.restricted and text not in field.picklist:
        raise RecordError(
            "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
            f"{field.label}: bad value for restricted picklist field: {text}",
            [field.name],
        )
    return text
