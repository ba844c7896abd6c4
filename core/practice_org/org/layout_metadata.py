"""What is inside a page layout: finding, placing and removing fields, and what is checked.

A layout is kept in the shape of the Metadata API (Layout, LayoutSection, LayoutColumn, LayoutItem) without its
empty members; `whole` adds those, because the Tooling API answers every member, null where nothing is set.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from core.practice_org.errors import ApiError

Metadata = dict[str, Any]


class Behavior(StrEnum):
    """How a field stands on a layout."""

    EDIT = "Edit"
    REQUIRED = "Required"
    READ_ONLY = "Readonly"


STYLES = ("TwoColumnsTopToBottom", "TwoColumnsLeftToRight", "OneColumn", "CustomLinks")

_LAYOUT_LISTS = (
    "customButtons", "excludeButtons", "headers", "layoutSections", "multilineLayoutFields", "relatedLists",
    "relatedObjects",
)  # fmt: skip
_LAYOUT_SWITCHES = (
    "emailDefault", "runAssignmentRulesDefault", "showEmailCheckbox", "showHighlightsPanel",
    "showInteractionLogPanel", "showKnowledgeComponent", "showRunAssignmentRulesCheckbox", "showSolutionSection",
    "showSubmitAndAttachButton",
)  # fmt: skip
_LAYOUT_OBJECTS = (
    "customConsoleComponents", "feedLayout", "miniLayout", "platformActionList", "quickActionList",
    "relatedContent", "summaryLayout", "urls",
)  # fmt: skip
SECTION = ("customLabel", "detailHeading", "editHeading", "label", "layoutColumns", "style")
ITEM = (
    "analyticsCloudComponent", "behavior", "canvas", "component", "customLink", "emptySpace", "field", "height",
    "page", "reportChartComponent", "scontrol", "showLabel", "showScrollbars", "width",
)  # fmt: skip
LAYOUT = (*_LAYOUT_LISTS, *_LAYOUT_SWITCHES, *_LAYOUT_OBJECTS)
NEWER_LAYOUT, NEWER_ITEM = "showDensityPicker", "fieldDensity"
"""Members that the next release of Salesforce might add, invented: a switch of a layout, a choice of each item."""
USUAL_DENSITY = "Auto"
"""What the release gives to every item by itself."""

COMPOUNDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "Contact": {
        "Name": ("Salutation", "FirstName", "LastName"),
        "MailingAddress": (
            "MailingStreet", "MailingCity", "MailingState", "MailingPostalCode", "MailingCountry",
        ),
    },
    "Lead": {
        "Name": ("Salutation", "FirstName", "LastName"),
        "Address": ("Street", "City", "State", "PostalCode", "Country"),
    },
    "Account": {
        "BillingAddress": (
            "BillingStreet", "BillingCity", "BillingState", "BillingPostalCode", "BillingCountry",
        ),
    },
}  # fmt: skip
"""Fields that a layout names as one, and the fields they consist of."""

ALWAYS_THERE: Mapping[str, tuple[str, ...]] = {
    "Contact": ("Name",),
    "Lead": ("Name", "Company", "Status"),
    "Account": ("Name",),
}
"""What every layout of the object must contain, as required (Help, "Layout must contain an item for ...")."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field stands: its section, column and item, each counted from 0."""

    section: int
    column: int
    item: int
    label: str
    field: str
    behavior: Behavior


def places(metadata: Mapping[str, Any]) -> Iterator[Place]:
    """Every field on a layout, from the top left to the bottom right."""
    for s, section in enumerate(metadata.get("layoutSections") or ()):
        for c, column in enumerate(section.get("layoutColumns") or ()):
            for i, item in enumerate(column.get("layoutItems") or ()):
                if item.get("field"):
                    behavior = Behavior(item.get("behavior") or "Edit")
                    yield Place(s, c, i, section.get("label") or "", item["field"], behavior)


def place_of(metadata: Mapping[str, Any], field: str) -> Place | None:
    """Where a field stands on a layout, None when it does not."""
    return next((place for place in places(metadata) if place.field.lower() == field.lower()), None)


def put_on(metadata: Metadata, field: str, behavior: Behavior, section: int | None = None) -> None:
    """Put a field on a layout, at the end of the shortest column of a section; change its behavior if it is there."""
    place = place_of(metadata, field)
    if place is not None and section in (None, place.section):
        item = _column(metadata, place)[place.item]
        item["behavior"] = behavior.value
        return
    if place is not None:
        take_off(metadata, field)
    columns = metadata["layoutSections"][section or 0]["layoutColumns"]
    for column in columns:
        column["layoutItems"] = column.get("layoutItems") or []
    shortest = min(columns, key=lambda column: len(column["layoutItems"]))
    shortest["layoutItems"].append({"behavior": behavior.value, "field": field})


def take_off(metadata: Metadata, field: str) -> None:
    """Take a field off a layout; nothing happens when it is not there."""
    while (place := place_of(metadata, field)) is not None:
        del _column(metadata, place)[place.item]


def _column(metadata: Metadata, place: Place) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = metadata["layoutSections"][place.section]["layoutColumns"][place.column][
        "layoutItems"
    ]
    return items


def of_release(metadata: Mapping[str, Any], *, newer: bool) -> Metadata:
    """The layout as this release of Salesforce has it: a newer one gives every item what it adds."""
    layout: Metadata = copy.deepcopy(dict(metadata))
    if newer:
        for item in _items(layout):
            item.setdefault(NEWER_ITEM, USUAL_DENSITY)
    else:
        layout.pop(NEWER_LAYOUT, None)
        for item in _items(layout):
            item.pop(NEWER_ITEM, None)
    return layout


def _items(metadata: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for section in metadata.get("layoutSections") or ():
        for column in section.get("layoutColumns") or ():
            yield from column.get("layoutItems") or ()


def whole(metadata: Mapping[str, Any], *, newer: bool = False) -> Metadata:
    """The layout as the Tooling API answers it: every member there, null or an empty list where nothing is set."""
    metadata = of_release(metadata, newer=newer)
    full: Metadata = {name: copy.deepcopy(metadata.get(name)) for name in sorted(LAYOUT)}
    for name in _LAYOUT_LISTS:
        full[name] = full[name] or []
    for name in _LAYOUT_SWITCHES:
        full[name] = bool(full[name])
    if newer:
        full[NEWER_LAYOUT] = bool(metadata.get(NEWER_LAYOUT))
    members = (*ITEM, NEWER_ITEM) if newer else ITEM
    full["layoutSections"] = [_whole_section(section, members) for section in full["layoutSections"]]
    return full


def _whole_section(section: Mapping[str, Any], members: tuple[str, ...]) -> dict[str, Any]:
    columns = [
        {
            "layoutItems": [
                {name: item.get(name) for name in members} for item in column.get("layoutItems") or ()
            ],
            "reserved": None,
        }
        for column in section.get("layoutColumns") or ()
    ]
    return {name: section.get(name) for name in SECTION} | {"layoutColumns": columns}


def compact(metadata: Mapping[str, Any]) -> Metadata:
    """The layout without its empty members, as it is kept."""
    kept: Metadata = {name: value for name, value in metadata.items() if value not in (None, [], False)}
    kept["layoutSections"] = [
        {name: section[name] for name in SECTION if section.get(name) is not None and name != "layoutColumns"}
        | {
            "layoutColumns": [
                {
                    "layoutItems": [
                        {name: value for name, value in item.items() if value is not None}
                        for item in column.get("layoutItems") or ()
                    ]
                }
                for column in section.get("layoutColumns") or ()
            ]
        }
        for section in metadata.get("layoutSections") or ()
    ]
    return kept


# --- what Salesforce refuses


def check(metadata: object, object_name: str, known: Callable[[str], bool], *, newer: bool = False) -> None:
    """Raise ApiError (400) for a layout that Salesforce would not save; `known` says whether a field exists.

    JSON_PARSER_ERROR for what is no layout at all, FIELD_INTEGRITY_EXCEPTION for one that does not fit the object.
    """
    layout = _object(metadata, "Layout", (*LAYOUT, NEWER_LAYOUT) if newer else LAYOUT)
    members = (*ITEM, NEWER_ITEM) if newer else ITEM
    seen: set[str] = set()
    for section in _list(layout, "layoutSections"):
        _object(section, "LayoutSection", SECTION)
        _one_of(section.get("style"), STYLES, "LayoutSectionStyle")
        for column in _list(section, "layoutColumns"):
            _object(column, "LayoutColumn", ("layoutItems", "reserved"))
            for item in _list(column, "layoutItems"):
                _check_item(_object(item, "LayoutItem", members), object_name, known, seen)
    required = {place.field for place in places(layout) if place.behavior is Behavior.REQUIRED}
    for name in ALWAYS_THERE.get(object_name, ()):
        if name not in seen:
            raise _unfit(f"Layout must contain an item for required layout field: {name}")
        if name not in required:
            raise _unfit(f"Field:{name} must be Required")


def _check_item(
    item: Mapping[str, Any], object_name: str, known: Callable[[str], bool], seen: set[str]
) -> None:
    field = item.get("field")
    if field is None:
        return
    _one_of(item.get("behavior"), tuple(Behavior), "UiBehavior")
    if not isinstance(field, str) or not known(field):
        raise _unfit(f"In field: field - no CustomField named {object_name}.{field} found")
    if field in seen:
        raise _unfit(f"Duplicate field on layout: {field}")
    seen.add(field)


def _unfit(message: str) -> ApiError:
    return ApiError(400, "FIELD_INTEGRITY_EXCEPTION", message, ["Metadata"])


def _unreadable(detail: str) -> ApiError:
    return ApiError(400, "JSON_PARSER_ERROR", f"{detail} at [line:1, column:1]")


def _object(given: object, kind: str, members: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise _unreadable(f"Cannot deserialize instance of {kind} from {type(given).__name__} value")
    unknown = next((name for name in given if name not in members), None)
    if unknown is not None:
        raise _unreadable(f'Unrecognized field "{unknown}" ({kind})')
    return given


def _list(given: Mapping[str, Any], name: str) -> list[Any]:
    content = given.get(name)
    if content is None:
        return []
    if not isinstance(content, list):
        raise _unreadable(f"Cannot deserialize instance of list from the value of {name}")
    return content


def _one_of(given: object, known: tuple[str, ...], kind: str) -> None:
    if given not in known:
        raise _unreadable(f"{given} is not a valid value for the enum {kind}: {', '.join(known)}")
