"""A page layout between the XML of the Metadata API and the shape that the Tooling API gives it in JSON.

What is a list, a structure, a switch or a number is as Salesforce's Metadata WSDL says of Layout and the types below
it. There the members of each of them stand in the order of the alphabet, after `fullName`. What a newer version adds
is kept: as text, as a structure, and as a list where it comes more than once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from core.salesforce.values.setup_values import Metadata

FULL_NAME = "fullName"
"""The member that a layout has only where it comes from the Metadata API."""

METADATA = "http://soap.sforce.com/2006/04/metadata"
XSI = "http://www.w3.org/2001/XMLSchema-instance"

_LISTS = frozenset(
    {
        *(
            "containers",
            "customButtons",
            "excludeButtons",
            "feedFilters",
            "fields",
            "headers",
            "layoutColumns",
        ),
        *(
            "layoutItems",
            "layoutSections",
            "leftComponents",
            "multilineLayoutFields",
            "platformActionListItems",
        ),
        *("quickActionListItems", "quickActions", "relatedContentItems", "relatedLists", "relatedObjects"),
        *("rightComponents", "sidebarComponents", "summaryLayoutItems"),
    }
)
_STRUCTURES = frozenset(
    {
        *("analyticsCloudComponent", "containers", "customConsoleComponents", "feedFilters", "feedLayout"),
        *("layoutColumns", "layoutItem", "layoutItems", "layoutSections", "leftComponents", "miniLayout"),
        *("platformActionList", "platformActionListItems", "primaryTabComponents", "quickActionList"),
        *("quickActionListItems", "relatedContent", "relatedContentItems", "relatedLists"),
        *(
            "reportChartComponent",
            "rightComponents",
            "sidebarComponents",
            "subtabComponents",
            "summaryLayout",
        ),
        "summaryLayoutItems",
    }
)
_SWITCHES = frozenset(
    {
        *("autocollapsePublisher", "cacheData", "compactFeed", "customLabel", "detailHeading", "editHeading"),
        *("emailDefault", "emptySpace", "enableLinking", "fullWidthFeed", "hideOnDetail", "hideOnError"),
        *("hideSidebar", "highlightExternalFeedItems", "includeContext", "isContainerAutoSizeEnabled"),
        *("runAssignmentRulesDefault", "showEmailCheckbox", "showHeader", "showHighlightsPanel"),
        *("showInteractionLogPanel", "showKnowledgeComponent", "showLabel", "showRunAssignmentRulesCheckbox"),
        *("showScrollbars", "showSharing", "showSolutionSection", "showSubmitAndAttachButton", "showTitle"),
        "useInlineFiltersInConsole",
    }
)
# `width` is a number in some types and a text such as 50% in others: as text it is right in all of them.
_NUMBERS = frozenset({"height", "posX", "posY", "posZ", "sizeX", "sizeY", "sizeZ", "sortOrder"})
_TRUTH = {"true": True, "1": True, "false": False, "0": False}


def layout_from(record: Element) -> Metadata:
    """A layout as the Metadata API tells it; raises ValueError for what is none."""
    found = _structure(record)
    if not isinstance(found.get(FULL_NAME), str) or not found[FULL_NAME]:
        raise ValueError("a layout without a name")
    return found


def layout_to(metadata: Metadata) -> str:
    """The elements of a layout, its name first; what is not set is left out."""
    name = metadata[FULL_NAME]
    others = {key: value for key, value in metadata.items() if key != FULL_NAME}
    return f"<{FULL_NAME}>{escape(name)}</{FULL_NAME}>{''.join(_elements(others))}"


def is_nil(element: Element) -> bool:
    """Whether an element says that there is nothing."""
    return element.get(f"{{{XSI}}}nil") in ("true", "1")


def _structure(element: Element) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for child in element:
        space, _, name = str(child.tag).rpartition("}")
        if space != f"{{{METADATA}":
            raise ValueError("an element of another namespace")
        value = _value(child, name)
        if name in _LISTS:
            found.setdefault(name, []).extend([] if value is None else [value])
        elif name in found:
            before = found[name]
            if isinstance(before, list):
                before.append(value)
            else:
                found[name] = [before, value]
        else:
            found[name] = value
    return found


def _value(element: Element, name: str) -> Any:
    if is_nil(element):
        return None
    if len(element) or name in _STRUCTURES:
        return _structure(element)
    text = element.text or ""
    if name in _SWITCHES:
        return _TRUTH.get(text, text)
    if name in _NUMBERS and text.lstrip("-").isdecimal():
        return int(text)
    return text


def _elements(members: Mapping[str, Any]) -> Iterator[str]:
    for name in sorted(members):
        value = members[name]
        for entry in value if isinstance(value, list) else [value]:
            if isinstance(entry, Mapping):
                yield f"<{name}>{''.join(_elements(entry))}</{name}>"
            elif isinstance(entry, bool):
                yield f"<{name}>{'true' if entry else 'false'}</{name}>"
            elif entry is not None:
                yield f"<{name}>{escape(str(entry))}</{name}>"
