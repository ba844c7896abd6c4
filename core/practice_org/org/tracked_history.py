"""Field history and Individuals: what an org has only where an admin switched it on in Setup.

A change of a tracked field leaves a row in the object's history, with the old and the new value, when and by whom
(Object Reference, ContactHistory and LeadHistory). Individual holds what a person wants done with their data; a Contact
or Lead points to theirs (Object Reference, Individual).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from core.practice_org.ids import make_id
from core.practice_org.org.schema import Field, Kind, OrgOptions, SObject

_OBJECTS = ("Contact", "Lead")
_PREFIX = "017"
INDIVIDUAL_WISHES = (
    ("HasOptedOutProcessing", "Don't Process"),
    ("HasOptedOutProfiling", "Don't Profile"),
    ("HasOptedOutSolicit", "Don't Market"),
    ("HasOptedOutTracking", "Don't Track"),
    ("HasOptedOutGeoTracking", "OK to Store PII Data Elsewhere"),
    ("ShouldForget", "Forget this Individual"),
    ("SendIndividualData", "Export Individual's Data"),
)


def tracked_fields(options: OrgOptions, object_name: str) -> list[str]:
    """The fields of an object of which the org keeps the history, by their API names."""
    prefix = f"{object_name}."
    return [path.removeprefix(prefix) for path in options.history_fields if path.startswith(prefix)]


def history_objects(options: OrgOptions) -> tuple[SObject, ...]:
    """The history objects of an org; there is one for each object of which a field is tracked."""
    return tuple(_history(name) for name in _OBJECTS if tracked_fields(options, name))


def note_changes(
    connection: sqlite3.Connection,
    sobject: SObject,
    record_id: str,
    changes: Mapping[str, tuple[Any, Any]],
    *,
    user: str,
    stamp: int,
) -> None:
    """Write the rows of a save: `changes` are the tracked fields that it gave, each with its old and new value."""
    table = f"{sobject.name}History"
    for name, (before, after) in changes.items():
        if before == after:
            continue
        [last] = connection.execute(f'SELECT max(serial) FROM "{table}"').fetchone()
        serial = (last or 0) + 1
        connection.execute(
            f'INSERT INTO "{table}" (serial, "Id", "{sobject.name}Id", "Field", "OldValue", "NewValue",'
            ' "DataType", "IsDeleted", "CreatedDate", "CreatedById") VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, ?)',
            (serial, make_id(_PREFIX, serial), record_id, name, before, after, "Boolean", stamp, user),
        )


def individual() -> SObject:
    """The object Individual."""
    fields = (
        _kept("Id", "Individual ID", Kind.ID, 18),
        _kept("IsDeleted", "Deleted", Kind.BOOLEAN, default=False),
        Field("LastName", "Last Name", Kind.STRING, length=80, required=True, permissionable=False),
        Field("FirstName", "First Name", Kind.STRING, length=40),
        Field(
            "Name", "Name", Kind.STRING, length=121, createable=False, updateable=False, permissionable=False,
            name_field=True, expression="""trim(coalesce({t}."FirstName" || ' ', '') || {t}."LastName")""",
        ),
        *(Field(name, label, Kind.BOOLEAN, default=False) for name, label in INDIVIDUAL_WISHES),
        *_stamps(("CreatedDate", "Created"), ("LastModifiedDate", "Last Modified")),
        _kept("SystemModstamp", "System Modstamp", Kind.DATETIME, required=True),
    )  # fmt: skip
    return SObject("Individual", "Individual", "Individuals", "0PK", fields)


def link_to_individual() -> Field:
    """The field of a Contact or Lead that points to its Individual."""
    return Field(
        "IndividualId", "Individual ID", Kind.REFERENCE, length=18, references=("Individual",),
        relationship="Individual",
    )  # fmt: skip


def _history(name: str) -> SObject:
    value: dict[str, Any] = {"filterable": False}
    return SObject(
        f"{name}History", f"{name} History", f"{name} Histories", _PREFIX,
        (
            _kept("Id", "History ID", Kind.ID, 18),
            _kept("IsDeleted", "Deleted", Kind.BOOLEAN, default=False),
            _kept(f"{name}Id", f"{name} ID", Kind.REFERENCE, 18, references=(name,), relationship=name),
            _kept("Field", "Changed Field", Kind.PICKLIST, 255),
            _kept("DataType", "Datatype", Kind.PICKLIST, 40),
            _kept("OldValue", "Old Value", Kind.BOOLEAN, **value),
            _kept("NewValue", "New Value", Kind.BOOLEAN, **value),
            *_stamps(("CreatedDate", "Created")),
        ),
        writable=False,
    )  # fmt: skip


def _stamps(*pairs: tuple[str, str]) -> Iterable[Field]:
    for name, words in pairs:
        yield _kept(name, f"{words} Date", Kind.DATETIME, required=True)
        by = name.replace("Date", "ById")
        yield _kept(
            by, f"{words} By ID", Kind.REFERENCE, 18, required=True, references=("User",),
            relationship=by.removesuffix("Id"),
        )  # fmt: skip


def _kept(name: str, label: str, kind: Kind, length: int = 0, **more: Any) -> Field:
    return Field(
        name, label, kind, length=length, createable=False, updateable=False, permissionable=False, **more
    )
