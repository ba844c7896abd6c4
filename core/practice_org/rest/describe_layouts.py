"""What a user sees of an object's page layouts (REST API Developer Guide, sObject Layouts).

It is the layouts of the caller's own profile, without the fields that field-level security hides from it: an object
with record types answers only which layout belongs to which, and each is then asked for by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from core.practice_org.answers import Answer
from core.practice_org.errors import ApiError, not_found
from core.practice_org.http.calls import Call, Routes
from core.practice_org.ids import full_id
from core.practice_org.org.layout_metadata import COMPOUNDS, Behavior
from core.practice_org.org.objects import MASTER_RECORD_TYPE
from core.practice_org.org.schema import Field, Kind, SObject
from core.practice_org.org.setup_state import Layout
from core.practice_org.rest.describe import field_entry, record_type_infos, unless_unchanged
from core.practice_org.rest.single_records import object_of

routes = Routes()

_COLUMNS = {"OneColumn": 1}


@routes("GET", "/sobjects/{name}/describe/layouts")
def layouts(call: Call, name: str) -> Answer:
    """Every layout when the object has no record types, else null; and which record type uses which."""
    sobject = _layoutable(call, name)
    if not call.org.options.lists_layouts:
        return Answer({"layouts": [], "recordTypeMappings": [], "recordTypeSelectorRequired": [False]})
    infos = record_type_infos(call, sobject)
    several = len(infos) > 1
    master = None if several else _layout_of(call, sobject, None)
    return unless_unchanged(
        call,
        {
            "layouts": None if master is None else [_shown(sobject, master)],
            "recordTypeMappings": [_mapping(call, sobject, info) for info in infos],
            "recordTypeSelectorRequired": [several],
        },
    )


@routes("GET", "/sobjects/{name}/describe/layouts/{record_type_id}")
def layout(call: Call, name: str, record_type_id: str) -> Answer:
    """The layout that the caller sees for one record type, without anything around it."""
    sobject = _layoutable(call, name)
    identifier = full_id(record_type_id)
    known = {info["recordTypeId"] for info in record_type_infos(call, sobject)}
    found = _layout_of(call, sobject, identifier) if identifier in known else None
    if found is None:
        raise not_found()
    return unless_unchanged(call, _shown(sobject, found))


@routes("GET", "/sobjects/{name}/describe/{rest*}")
@routes("GET", "/sobjects/{name}/listviews")
@routes("GET", "/sobjects/{name}/listviews/{rest*}")
@routes("GET", "/sobjects/{name}/quickActions")
@routes("GET", "/sobjects/{name}/quickActions/{rest*}")
def absent(call: Call, name: str, rest: str = "") -> Answer:
    """Compact, named and approval layouts, list views and actions: this org has none of these resources.

    Without routes of their own they would be taken for a record, or for one found by an external id.
    """
    object_of(call, name)
    raise not_found()


def _layoutable(call: Call, name: str) -> SObject:
    sobject = object_of(call, name)
    if not sobject.writable:
        raise ApiError(400, "INVALID_ARGUMENT_TYPE", "Cannot get layout for non-layoutable entity")
    return sobject


def _layout_of(call: Call, sobject: SObject, record_type: str | None) -> Layout | None:
    wanted = None if record_type == MASTER_RECORD_TYPE else record_type
    return call.org.setup.now.assigned(call.profile, sobject.name, wanted)


def _mapping(call: Call, sobject: SObject, info: Mapping[str, Any]) -> dict[str, Any]:
    found = _layout_of(call, sobject, info["recordTypeId"])
    return {
        **info,
        "layoutId": None if found is None else found.id,
        "picklistsForRecordType": [],
    }


def _shown(sobject: SObject, found: Layout) -> dict[str, Any]:
    sections = [section for section in found.metadata["layoutSections"] if section["style"] != "CustomLinks"]
    return {
        "buttonLayoutSection": {"detailButtons": []},
        "detailLayoutSections": _sections(sobject, found, sections, editing=False),
        "editLayoutSections": _sections(sobject, found, sections, editing=True),
        "feedView": None,
        "highlightsPanelLayoutSection": None,
        "id": found.id,
        "multirowEditLayoutSections": [],
        "offlineLinks": [],
        "quickActionList": {"quickActionListItems": []},
        "relatedContent": None,
        "relatedLists": [
            {"name": entry["relatedList"], "label": entry["relatedList"], "columns": [], "sort": []}
            for entry in found.metadata.get("relatedLists", ())
        ],
        "saveOptions": [],
    }


def _sections(
    sobject: SObject, found: Layout, sections: Iterable[Mapping[str, Any]], *, editing: bool
) -> list[dict[str, Any]]:
    shown = []
    order = 0
    for section in sections:
        columns = [
            [
                item
                for given in column.get("layoutItems", ())
                if (item := _item(sobject, given)) is not None and not (editing and _is_fixed(item))
            ]
            for column in section["layoutColumns"]
        ]
        if not any(columns):
            continue
        rows = []
        for number in range(max(len(column) for column in columns)):
            items = [column[number] if number < len(column) else _blank() for column in columns]
            for item in items:
                for component in item["layoutComponents"]:
                    order += 1
                    component["tabOrder"] = order
            rows.append({"layoutItems": items, "numItems": len(items)})
        shown.append(
            {
                "collapsed": False,
                "columns": _COLUMNS.get(section["style"], 2),
                "heading": section["label"],
                "layoutRows": rows,
                "layoutSectionId": None,
                "parentLayoutId": found.id,
                "rows": len(rows),
                "tabOrder": "TopToBottom" if section["style"] == "TwoColumnsTopToBottom" else "LeftToRight",
                "useCollapsibleSection": not editing,
                "useHeading": bool(section["editHeading" if editing else "detailHeading"]),
            }
        )
    return shown


def _blank() -> dict[str, Any]:
    return {
        "editableForNew": False,
        "editableForUpdate": False,
        "label": "",
        "layoutComponents": [],
        "placeholder": True,
        "required": False,
    }


def _is_fixed(item: Mapping[str, Any]) -> bool:
    """Whether Salesforce itself keeps the field, so that the page for editing leaves it out."""
    return all(
        component.get("details", {}).get("name") in ("CreatedById", "LastModifiedById")
        for component in item["layoutComponents"]
    )


def _item(sobject: SObject, given: Mapping[str, Any]) -> dict[str, Any] | None:
    """The item as the user sees it; None when there is no such field, or none that the user may see."""
    name = given.get("field")
    if not name:
        return _blank() if given.get("emptySpace") else None
    fields = [
        entry for part in COMPOUNDS.get(sobject.name, {}).get(name, (name,)) if (entry := sobject.field(part))
    ]
    if not fields:
        return None
    whole = sobject.field(name)
    behavior = Behavior(given.get("behavior") or "Edit")
    closed = behavior is Behavior.READ_ONLY
    label = whole.label if whole is not None else _compound_label(name)
    parts = [_component(entry) for entry in fields]
    if name in COMPOUNDS.get(sobject.name, {}):
        component: dict[str, Any] = {
            "components": parts,
            "details": field_entry(whole) if whole else {"name": name, "label": label, "type": "address"},
            "displayLines": 1,
            "fieldType": "personname" if whole else "address",
            "type": "Field",
            "value": name,
        }
    else:
        [component] = parts
    return {
        "editableForNew": not closed and any(entry.createable for entry in fields),
        "editableForUpdate": not closed and any(entry.updateable for entry in fields),
        "label": label,
        "layoutComponents": [component],
        "placeholder": False,
        "required": behavior is Behavior.REQUIRED,
    }


def _compound_label(name: str) -> str:
    return f"{name.removesuffix('Address')} Address".strip()


def _component(entry: Field) -> dict[str, Any]:
    return {
        "details": field_entry(entry),
        "displayLines": 6 if entry.kind is Kind.TEXTAREA else 1,
        "tabOrder": 0,
        "type": "Field",
        "value": entry.name,
    }
