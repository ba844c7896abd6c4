"""What the org says of itself: its resources, its objects, their fields."""

from __future__ import annotations

from typing import Any

from core.practice_org.answers import Answer
from core.practice_org.http.calls import Call, Routes
from core.practice_org.org.objects import MASTER_RECORD_TYPE
from core.practice_org.org.schema import (
    ID_KINDS,
    NUMBER_KINDS,
    TEXT_KINDS,
    Field,
    Kind,
    SObject,
    child_relationship,
)
from core.practice_org.rest.single_records import object_of
from core.practice_org.timestamps import from_http_date, to_http_date

routes = Routes()

_SOAP_TYPES = {
    Kind.ID: "tns:ID", Kind.REFERENCE: "tns:ID", Kind.BOOLEAN: "xsd:boolean", Kind.DATETIME: "xsd:dateTime",
    Kind.DATE: "xsd:date", Kind.DOUBLE: "xsd:double", Kind.CURRENCY: "xsd:double", Kind.INT: "xsd:int",
}  # fmt: skip


@routes("GET", "")
def resources(call: Call) -> Answer:
    """What there is below one version of the API."""
    names = ("sobjects", "query", "queryAll", "search", "composite", "limits", "jobs", "tooling")
    return Answer({name: f"{call.base}/{name}" for name in names} | {"identity": _identity_url(call)})


def _identity_url(call: Call) -> str:
    return f"{call.host}/id/{call.org.identity.organization_id}/{call.session.user_id}"


@routes("GET", "/sobjects")
def describe_global(call: Call) -> Answer:
    """Every object, without its fields."""
    return unless_unchanged(
        call,
        {
            "encoding": "UTF-8",
            "maxBatchSize": 200,
            "sobjects": [_summary(call, sobject) for sobject in call.schema.objects.values()],
        },
    )


@routes("GET", "/sobjects/{name}")
def describe_basic(call: Call, name: str) -> Answer:
    """One object, without its fields."""
    return Answer({"objectDescribe": _summary(call, object_of(call, name)), "recentItems": []})


@routes("GET", "/sobjects/{name}/describe")
def describe(call: Call, name: str) -> Answer:
    """One object with its fields and record types; 304 when nothing changed since If-Modified-Since."""
    sobject = object_of(call, name)
    return unless_unchanged(
        call,
        _summary(call, sobject)
        | {
            "fields": [field_entry(entry) for entry in sobject.fields],
            "recordTypeInfos": record_type_infos(call, sobject),
            "childRelationships": _children(call, sobject),
            "namedLayoutInfos": [],
            "networkScopeFieldName": None,
            "supportedScopes": [
                {"label": f"All {sobject.label_plural}", "name": "everything"},
                {"label": f"My {sobject.label_plural}", "name": "mine"},
            ],
        },
    )


def unless_unchanged(call: Call, content: dict[str, Any]) -> Answer:
    """The content, or 304 when the org's setup did not change since If-Modified-Since."""
    changed = call.org.schema_changed_at // 1000
    headers = {"Last-Modified": to_http_date(changed)}
    since = from_http_date(call.headers.get("if-modified-since", ""))
    if since is not None and since >= changed:
        return Answer(status=304, headers=headers)
    return Answer(content, headers=headers)


def _summary(call: Call, sobject: SObject) -> dict[str, Any]:
    path = f"{call.base}/sobjects/{sobject.name}"
    return {
        "activateable": False,
        "createable": sobject.changeable,
        "custom": False,
        "customSetting": False,
        "deletable": sobject.changeable,
        "deprecatedAndHidden": False,
        "feedEnabled": False,
        "hasSubtypes": False,
        "isSubtype": False,
        "keyPrefix": sobject.prefix,
        "label": sobject.label,
        "labelPlural": sobject.label_plural,
        "layoutable": sobject.writable,
        "mergeable": sobject.writable,
        "mruEnabled": sobject.writable,
        "name": sobject.name,
        "queryable": True,
        "replicateable": True,
        "retrieveable": True,
        "searchable": sobject.writable,
        "triggerable": sobject.writable,
        "undeletable": sobject.changeable,
        "updateable": sobject.changeable,
        "urls": {
            "sobject": path,
            "describe": f"{path}/describe",
            "layouts": f"{path}/describe/layouts",
            "rowTemplate": f"{path}/{{ID}}",
        },
    }


def field_entry(entry: Field) -> dict[str, Any]:
    """One field as describe answers it."""
    text = entry.kind in TEXT_KINDS
    filterable = entry.filterable
    return {
        "aggregatable": filterable and not entry.encrypted and entry.kind is not Kind.BOOLEAN,
        "autoNumber": False,
        "byteLength": entry.length * 3 if text else entry.length,
        "calculated": False,
        "calculatedFormula": None,
        "cascadeDelete": False,
        "caseSensitive": entry.minds_case,
        "compoundFieldName": None,
        "controllerName": None,
        "createable": entry.createable,
        "custom": entry.custom,
        "defaultValue": entry.default if entry.kind is Kind.BOOLEAN else None,
        "defaultValueFormula": None,
        "defaultedOnCreate": entry.kind is Kind.BOOLEAN or not entry.createable or entry.name == "OwnerId",
        "dependentPicklist": False,
        "deprecatedAndHidden": False,
        "digits": 8 if entry.kind is Kind.INT else 0,
        "encrypted": entry.encrypted,
        "externalId": False,
        "extraTypeInfo": None,
        "filterable": filterable,
        "groupable": filterable and entry.kind not in (Kind.DATETIME, Kind.DOUBLE, Kind.CURRENCY),
        "highScaleNumber": False,
        "htmlFormatted": False,
        "idLookup": entry.kind is Kind.ID or entry.kind is Kind.EMAIL,
        "inlineHelpText": entry.help_text,
        "label": entry.label,
        "length": entry.length,
        "name": entry.name,
        "nameField": entry.name_field,
        "namePointing": False,
        "nillable": entry.nillable,
        "permissionable": entry.permissionable,
        "picklistValues": [
            {
                "active": True,
                "defaultValue": value == entry.default,
                "label": value,
                "validFor": None,
                "value": value,
            }
            for value in entry.picklist
        ],
        "polymorphicForeignKey": False,
        "precision": 18 if entry.kind in NUMBER_KINDS and entry.kind is not Kind.INT else 0,
        "queryByDistance": False,
        "referenceTo": list(entry.references),
        "relationshipName": entry.relationship,
        "relationshipOrder": None,
        "restrictedDelete": False,
        "restrictedPicklist": entry.restricted,
        "scale": 0,
        "searchPrefilterable": False,
        "soapType": _SOAP_TYPES.get(entry.kind, "xsd:string"),
        "sortable": filterable and not entry.encrypted,
        "type": entry.kind.value,
        "unique": False,
        "updateable": entry.updateable,
        "writeRequiresMasterRead": False,
    }


def record_type_infos(call: Call, sobject: SObject) -> list[dict[str, Any]]:
    """The object's record types with the master one last, as describe lists them."""
    rows = (
        call.org.database.reader()
        .execute(
            'SELECT "Id", "Name", "DeveloperName", "IsActive" FROM "RecordType" WHERE "SobjectType" = ?'
            " ORDER BY serial",
            (sobject.name,),
        )
        .fetchall()
    )
    infos = [
        (identifier, name, developer_name, bool(active), number == 0, False)
        for number, (identifier, name, developer_name, active) in enumerate(rows)
    ]
    infos.append((MASTER_RECORD_TYPE, "Master", "Master", True, not rows, True))
    path = f"{call.base}/sobjects/{sobject.name}/describe/layouts"
    return [
        {
            "active": active,
            "available": True,
            "defaultRecordTypeMapping": default,
            "developerName": developer_name,
            "master": master,
            "name": name,
            "recordTypeId": identifier,
            "urls": {"layout": f"{path}/{identifier}"},
        }
        for identifier, name, developer_name, active, default, master in infos
    ]


def _children(call: Call, sobject: SObject) -> list[dict[str, Any]]:
    return [
        {
            "cascadeDelete": False,
            "childSObject": child.name,
            "deprecatedAndHidden": False,
            "field": entry.name,
            "junctionIdListNames": [],
            "junctionReferenceTo": [],
            "relationshipName": child_relationship(child, entry),
            "restrictedDelete": False,
        }
        for child in call.schema.objects.values()
        for entry in child.fields
        if entry.kind in ID_KINDS and sobject.name in entry.references
    ]
