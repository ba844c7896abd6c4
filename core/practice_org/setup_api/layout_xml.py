"""A page layout in the XML of the Metadata API, and back (Metadata WSDL, Layout and the types below it).

In the WSDL the members of each of these types stand in the order of the alphabet, after `fullName`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from core.practice_org.http.soap import METADATA, XSI, SoapFault, element, local
from core.practice_org.org.layout_metadata import (
    ITEM,
    LAYOUT,
    NEWER_ITEM,
    NEWER_LAYOUT,
    SECTION,
    STYLES,
    Behavior,
    Metadata,
)

_LISTS = frozenset(
    {"containers", "customButtons", "excludeButtons", "feedFilters", "fields", "headers", "layoutColumns",
     "layoutItems", "layoutSections", "leftComponents", "multilineLayoutFields", "platformActionListItems",
     "quickActionListItems", "quickActions", "relatedContentItems", "relatedLists", "relatedObjects",
     "rightComponents", "sidebarComponents", "summaryLayoutItems"}
)  # fmt: skip
_STRUCTURES = frozenset(
    {"analyticsCloudComponent", "containers", "customConsoleComponents", "feedFilters", "feedLayout", "layoutColumns",
     "layoutItem", "layoutItems", "layoutSections", "leftComponents", "miniLayout", "platformActionList",
     "platformActionListItems", "primaryTabComponents", "quickActionList", "quickActionListItems", "relatedContent",
     "relatedContentItems", "relatedLists", "reportChartComponent", "rightComponents", "sidebarComponents",
     "subtabComponents", "summaryLayout", "summaryLayoutItems"}
)  # fmt: skip
_SWITCHES = frozenset(
    {"autocollapsePublisher", "cacheData", "compactFeed", "customLabel", "detailHeading", "editHeading",
     "emailDefault", "emptySpace", "enableLinking", "fullWidthFeed", "hideOnDetail", "hideOnError", "hideSidebar",
     "highlightExternalFeedItems", "includeContext", "isContainerAutoSizeEnabled", "runAssignmentRulesDefault",
     "showEmailCheckbox", "showHeader", "showHighlightsPanel", "showInteractionLogPanel", "showKnowledgeComponent",
     "showLabel", "showRunAssignmentRulesCheckbox", "showScrollbars", "showSharing", "showSolutionSection",
     "showSubmitAndAttachButton", "showTitle", "useInlineFiltersInConsole"}
)  # fmt: skip
_NUMBERS = frozenset({"height", "posX", "posY", "posZ", "sizeX", "sizeY", "sizeZ", "sortOrder"})
_TRUTH = {"true": True, "1": True, "false": False, "0": False}

_TYPES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "layoutSections": ("LayoutSection", SECTION),
    "layoutColumns": ("LayoutColumn", ("layoutItems", "reserved")),
    # Whether this release has them is asked when the layout is saved.
    "layoutItems": ("LayoutItem", (*ITEM, NEWER_ITEM)),
}
_ENUMS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "behavior": ("UiBehavior", tuple(Behavior)),
    "style": ("LayoutSectionStyle", STYLES),
}


def record(full_name: str, metadata: Mapping[str, Any]) -> str:
    """A layout as a record of readMetadata. `full_name` is as it goes out; what is not set is left out."""
    return (
        f'<records xsi:type="Layout">{element("fullName", full_name)}{"".join(_members(metadata))}</records>'
    )


def _members(members: Mapping[str, Any]) -> Iterator[str]:
    for name in sorted(members):
        entries = members[name] if isinstance(members[name], list) else [members[name]]
        for entry in entries:
            if isinstance(entry, Mapping):
                yield element(name, _members(entry))
            elif isinstance(entry, bool):
                yield element(name, "true" if entry else "false")
            elif entry is not None:
                yield element(name, str(entry))


def read(given: Element) -> tuple[str, Metadata]:
    """The full name (empty without one) and the layout of an element of type Layout; raises SoapFault."""
    children = [child for child in given if local(child.tag) != "fullName"]
    full_name = next((child.text or "" for child in given if local(child.tag) == "fullName"), "")
    return full_name, _structure(children, "Layout", (*LAYOUT, NEWER_LAYOUT))


def _structure(children: Iterable[Element], kind: str, known: tuple[str, ...] | None) -> Metadata:
    found: Metadata = {}
    before = ""
    for child in children:
        name = local(child.tag)
        # Unverified for calls, documented by many for deployed files: what is unknown or out of its order.
        if not name or name < before or (known is not None and name not in known):
            raise SoapFault(
                "soapenv:Client",
                f"Element {child.tag} invalid at this location in type {kind}"
                if child.tag.startswith("{")
                else f"Element {{{METADATA}}}{child.tag} invalid at this location in type {kind}",
            )
        before = name
        value = _value(child, name, kind)
        if name in _LISTS:
            found.setdefault(name, []).append(value)
        else:
            found[name] = value
    return found


def _value(given: Element, name: str, kind: str) -> Any:
    if given.get(f"{{{XSI}}}nil") in ("true", "1"):
        return None
    if len(given) or name in _STRUCTURES:
        return _structure(given, *_TYPES.get(name, (name, None)))
    text = given.text or ""
    if name in _SWITCHES:
        return _known(text, "boolean", _TRUTH)
    if name in _NUMBERS and text.lstrip("-").isdigit():
        return int(text)
    enum = _ENUMS.get(name) if kind in ("LayoutItem", "LayoutSection") else None
    return _known(text, enum[0], {value: value for value in enum[1]}) if enum else text


def _known(text: str, kind: str, values: Mapping[str, Any]) -> Any:
    if text not in values:
        raise SoapFault("soapenv:Client", f"'{text}' is not a valid value for the enum '{kind}'")
    return values[text]
