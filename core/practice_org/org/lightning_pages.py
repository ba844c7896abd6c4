"""What is inside a Lightning record page, in the shape of the Metadata API (FlexiPage, FlexiPageRegion, ItemInstance).

Components stand in regions. What is inside a component stands in a region of its own, a facet, which a property of the
component names: a tab set names the facet of its tabs, a tab that of its body, a field section that of its columns, a
column that of its fields (seen in many public projects).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from typing import Any

Metadata = dict[str, Any]

_FIELDS, _HIGHLIGHTS = "Facet-fields", "Facet-highlights"
_RULE = {
    "booleanFilter": None,
    "criteria": [
        {"leftValue": "{!$User.Profile.Name}", "operator": "EQUAL", "rightValue": "Marketing User"},
    ],
}


class Hidden(StrEnum):
    """On what a visibility rule lies that hides the fields from some users."""

    FIELD = "field"
    COLUMN = "column"
    SECTION = "section"
    TAB = "tab"


def page(
    object_name: str,
    fields: Sequence[str] = (),
    *,
    highlights: Sequence[str] = (),
    read_only: Collection[str] = (),
    hidden_in: str = "",
    layout_too: bool = False,
) -> Metadata:
    """A Lightning record page: with Dynamic Forms when `fields` are given, else with the details of the layout.

    `highlights` are the fields of a Dynamic Highlights Panel, `read_only` those among `fields` that cannot be changed
    here, `hidden_in` is a value of Hidden. `layout_too` shows the details of the layout beside the fields.
    """

    def rule(part: Hidden) -> Metadata | None:
        return _RULE if hidden_in == part else None

    regions = []
    if highlights:
        regions.append(_region(_HIGHLIGHTS, [_field(name) for name in highlights], facet=True))
        top = _component("record_flexipage:dynamicHighlights", secondaryFields=_HIGHLIGHTS)
    else:
        top = _component("force:highlightsPanel")
    details = []
    if fields:
        shown = [_field(name, read_only=name in read_only, rule=rule(Hidden.FIELD)) for name in fields]
        regions.append(_region(_FIELDS, shown, facet=True))
        column = _component("flexipage:column", rule(Hidden.COLUMN), body=_FIELDS)
        regions.append(_region("Facet-columns", [column], facet=True))
        details.append(_component("flexipage:fieldSection", rule(Hidden.SECTION), columns="Facet-columns"))
    if layout_too or not fields:
        details.append(_component("force:detailPanel"))
    tab = _component("flexipage:tab", rule(Hidden.TAB), body="Facet-details", title="Standard.Tab.detail")
    regions += [
        _region("Facet-details", details, facet=True),
        _region("Facet-tabs", [tab], facet=True),
        _region("header", [top]),
        _region("main", [_component("flexipage:tabset", tabs="Facet-tabs")]),
    ]
    return {
        "description": None, "events": [], "flexiPageRegions": regions,
        "masterLabel": f"{object_name} Record Page", "pageTemplate": None, "parentFlexiPage": None,
        "platformActionlist": None, "quickActionList": None, "sobjectType": object_name,
        "template": {"name": "flexipage:recordHomeTemplateDesktop", "properties": []}, "type": "RecordPage",
    }  # fmt: skip


def _region(name: str, items: list[Metadata], *, facet: bool = False) -> Metadata:
    return {"itemInstances": items, "mode": None, "name": name, "type": "Facet" if facet else "Region"}


def _component(name: str, rule: Metadata | None = None, **properties: str) -> Metadata:
    return {
        "componentInstance": {
            "componentInstanceProperties": [
                {"name": key, "value": value, "valueList": None} for key, value in properties.items()
            ],
            "componentName": name,
            "identifier": name.replace(":", "_"),
            "visibilityRule": rule,
        },
        "fieldInstance": None,
    }


def _field(field: str, *, read_only: bool = False, rule: Metadata | None = None) -> Metadata:
    behavior = "readonly" if read_only else "none"
    return {
        "componentInstance": None,
        "fieldInstance": {
            "fieldInstanceProperties": [{"name": "uiBehavior", "value": behavior, "valueList": None}],
            "fieldItem": f"Record.{field}",
            "identifier": f"Record{field.replace('_', '')}Field",
            "visibilityRule": rule,
        },
    }


def form_fields(page: Mapping[str, Any]) -> list[str]:
    """The fields that a Lightning page shows by Dynamic Forms, by API name; none when it shows the page layout."""
    return [
        str(item["fieldInstance"]["fieldItem"]).removeprefix("Record.")
        for region in page.get("flexiPageRegions") or ()
        if region.get("name") != _HIGHLIGHTS
        for item in region.get("itemInstances") or ()
        if item.get("fieldInstance")
    ]


def has_dynamic_forms(page: Mapping[str, Any]) -> bool:
    """Whether a Lightning page holds its fields itself."""
    return bool(form_fields(page))


def put_on_page(page: Metadata, field: str, *, read_only: bool = False) -> None:
    """Add a field to the first region that holds fields; raises ValueError on a page without Dynamic Forms."""
    if field in form_fields(page):
        take_off_page(page, field)
    for region in page["flexiPageRegions"]:
        if region["name"] != _HIGHLIGHTS and any(
            item.get("fieldInstance") for item in region["itemInstances"]
        ):
            region["itemInstances"].append(_field(field, read_only=read_only))
            return
    raise ValueError("a page without Dynamic Forms has no place for a field")


def take_off_page(page: Metadata, field: str) -> None:
    """Take a field off a Lightning page."""
    for region in page["flexiPageRegions"]:
        region["itemInstances"] = [
            item
            for item in region["itemInstances"]
            if (item.get("fieldInstance") or {}).get("fieldItem") != f"Record.{field}"
        ]
