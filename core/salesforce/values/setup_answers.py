"""From what an org's Setup answers to values; what has another shape than documented raises ProblemError."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from core.messages import ProblemError
from core.salesforce.values.answers import unreadable_answer
from core.salesforce.values.record_id import to_18
from core.salesforce.values.setup_values import LayoutSummary, Metadata, OwnLayout

PERSON_ACCOUNT = "PersonAccount"
"""The name under which Setup keeps the layouts of person accounts."""

Row = Mapping[str, Any]

_OF_PERSONS = re.compile(r"Person[A-Z][A-Za-z0-9]*")
"""Standard fields of person accounts: PersonEmail. What a company makes itself has an underline in its name."""

UNMANAGED = frozenset({"", "unmanaged"})
"""What Setup tells as the state of what belongs to no package."""


def text(value: Any) -> str:
    """A text; empty where there is none."""
    return value if isinstance(value, str) else ""


def id_of(row: Row, name: str = "Id") -> str:
    """An ID in the form in which it can be compared with others; empty where there is none."""
    told = text(row.get(name))
    try:
        return to_18(told)
    except ValueError:
        return told


def name_of(row: Row, name: str) -> str:
    """What a thing is called; raises ProblemError where that was asked for and is not in the answer."""
    if name not in row:
        raise ProblemError(unreadable_answer())
    return text(row[name])


def part(row: Row, name: str) -> Row:
    """What a row says of something related; nothing where it says nothing."""
    found = row.get(name)
    return found if isinstance(found, dict) else {}


def rows_in(value: Any) -> list[Row]:
    """A list of objects, which may be left out; raises ProblemError for anything else."""
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise ProblemError(unreadable_answer())
    return value


def is_managed(row: Row) -> bool:
    """Whether something of Setup belongs to a package."""
    state = text(row.get("ManageableState")).casefold()
    return bool(row.get("NamespacePrefix")) or state not in UNMANAGED


def summary_of(row: Any) -> LayoutSummary:
    """A layout without what is on it."""
    if not isinstance(row, dict):
        raise ProblemError(unreadable_answer())
    return LayoutSummary(
        id_of(row),
        text(row.get("Name")),
        text(row.get("TableEnumOrId")),
        is_managed=is_managed(row),
        full_name=text(row.get("FullName")),
    )


def layout_in(row: Row) -> Metadata:
    """What is on a layout, of which every section, column and item is an object."""
    metadata = metadata_in(row)
    for section in rows_in(metadata.get("layoutSections")):
        for column in rows_in(section.get("layoutColumns")):
            rows_in(column.get("layoutItems"))
    return metadata


def own_layout(layout: Row, record_type: str) -> OwnLayout:
    """A layout as the connected user gets it."""
    shown = set(_fields_in(layout.get("detailLayoutSections")))
    edited: set[str] = set()
    for name, editable in _items_in(layout.get("editLayoutSections")):
        shown.add(name)
        if editable:
            edited.add(name)
    return OwnLayout(id_of(layout, "id"), record_type, frozenset(shown), frozenset(edited))


def is_for_people(summary: LayoutSummary, metadata: Metadata) -> bool:
    """Whether a layout of Account is one for person accounts: companies have no fields of persons."""
    return summary.object == PERSON_ACCOUNT or any(map(is_of_persons, _fields_on(metadata)))


def is_of_persons(name: str) -> bool:
    """Whether a field of Account is one of persons, by its API name: a company may have its own Personnel_Count__c."""
    return name.endswith("__pc") or _OF_PERSONS.fullmatch(name) is not None


def _fields_on(metadata: Metadata) -> Iterator[str]:
    for section in metadata.get("layoutSections") or []:
        for column in section.get("layoutColumns") or []:
            for item in column.get("layoutItems") or []:
                if name := text(item.get("field")):
                    yield name


def metadata_in(row: Row) -> Metadata:
    """What a part of Setup consists of; raises ProblemError where that is not told."""
    metadata = row.get("Metadata")
    if not isinstance(metadata, dict):
        raise ProblemError(unreadable_answer())
    return metadata


def _items_in(sections: Any) -> Iterator[tuple[str, bool]]:
    """The fields of describe's sections, with whether each can be edited on a record that exists."""
    for section in rows_in(sections):
        for row in rows_in(section.get("layoutRows")):
            for item in rows_in(row.get("layoutItems")):
                for name in _fields_in(item.get("layoutComponents")):
                    yield name, bool(item.get("editableForUpdate"))


def _fields_in(place: Any) -> Iterator[str]:
    """The API names of all fields anywhere below; compound fields nest theirs."""
    if isinstance(place, list):
        for entry in place:
            yield from _fields_in(entry)
    elif isinstance(place, dict):
        if place.get("type") == "Field" and isinstance(place.get("value"), str):
            yield place["value"]
        for key in ("layoutRows", "layoutItems", "layoutComponents", "components"):
            yield from _fields_in(place.get(key))
