"""The rows of the Tooling API's objects, made from the org's setup when they are asked for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from core.practice_org.ids import make_id
from core.practice_org.org import installed_packages as installed
from core.practice_org.org.fresh_setup import PERSON_ACCOUNT
from core.practice_org.org.japanese_labels import DATA_TYPES, JAPANESE
from core.practice_org.org.layout_metadata import whole
from core.practice_org.org.org import Org
from core.practice_org.org.schema import Access, Field, Kind, ObjectAccess, SObject
from core.practice_org.org.seed import BASE
from core.practice_org.org.setup_state import Automation, AutomationKind, Layout, Profile

Row = dict[str, Any]

NO_ID = "000000000000000AAA"
"""What Salesforce gives as the id of a definition; nothing is found by it."""

_DATA_TYPES = {
    Kind.BOOLEAN: "Checkbox", Kind.EMAIL: "Email", Kind.PHONE: "Phone", Kind.URL: "URL(255)",
    Kind.PICKLIST: "Picklist", Kind.DATE: "Date", Kind.DATETIME: "Date/Time", Kind.CURRENCY: "Currency(18, 0)",
    Kind.DOUBLE: "Number(18, 0)", Kind.INT: "Number(8, 0)", Kind.TEXTAREA: "Text Area(255)", Kind.ID: "Lookup()",
}  # fmt: skip


def rows(org: Org, profile: Profile, name: str) -> list[Row]:
    """Every row of one object as a user of this profile may see it, `Metadata` as JSON text."""
    return list(_MAKERS[name](org, profile))


def row(org: Org, profile: Profile, name: str, identifier: str) -> Row | None:
    """The row of this Id; an org with hundreds of layouts is read one by one, so the others are not made for it."""
    if name == "Layout":
        return next((_layout(org, entry) for entry in layouts(org) if entry.id == identifier), None)
    return next((found for found in _MAKERS[name](org, profile) if found["Id"] == identifier), None)


def layouts(org: Org) -> list[Layout]:
    """The layouts that this org has: those of person accounts only where there are person accounts."""
    options = org.options
    return [
        layout
        for layout in org.setup.now.layouts
        if (options.person_accounts or not layout.person) and (options.leads or layout.object != "Lead")
    ]


def _stamps() -> Row:
    return {"CreatedDate": BASE, "LastModifiedDate": BASE}


def _managed(namespace: str | None) -> Row:
    return {
        "NamespacePrefix": namespace,
        "ManageableState": "installed" if namespace else "unmanaged",
    }


def _layouts(org: Org, _profile: Profile) -> Iterator[Row]:
    if org.options.lists_layouts:
        yield from (_layout(org, entry) for entry in layouts(org))


def _layout(org: Org, layout: Layout) -> Row:
    table, newer = _table(layout), org.options.newer_release
    return {
        "Id": layout.id, "Name": layout.name, "LayoutType": "Standard", "TableEnumOrId": table,
        "EntityDefinitionId": layout.object, "ShowSubmitAndAttachButton": "false",
        "FullName": full_name(layout), "Metadata": json.dumps(whole(layout.metadata, newer=newer)),
    } | _managed(layout.namespace) | _stamps()  # fmt: skip


def full_name(layout: Layout) -> str:
    """What the Metadata API calls a layout: its object, its namespace and its name, as in `Contact-Contact Layout`.

    In names that people may choose freely, other characters than letters, digits, blanks, hyphens and underlines are
    percent-encoded: `Contact-Contact %28Sales%29 Layout` (seen in many public projects; which characters exactly is
    not documented).
    """
    prefix = f"{layout.namespace}__" if layout.namespace else ""
    name = "".join(
        letter if letter.isalnum() or letter in " -_" else quote(letter, safe="") for letter in layout.name
    )
    return f"{_table(layout)}-{prefix}{name}"


def _table(layout: Layout) -> str:
    """The object that a layout's full name begins with; those of person accounts have one of their own."""
    return "PersonAccount" if layout.person else layout.object


def _profile_layouts(org: Org, _profile: Profile) -> Iterator[Row]:
    setup = org.setup.now
    there = {layout.serial: layout for layout in layouts(org)}
    active = record_types(org)
    for number, entry in enumerate(setup.assignments, 1):
        if entry.layout in there and (entry.record_type is None or entry.record_type in active):
            yield {
                "Id": make_id("01G", number), "LayoutId": make_id("00h", entry.layout),
                "ProfileId": make_id("00e", entry.profile), "RecordTypeId": entry.record_type,
                "TableEnumOrId": _table(there[entry.layout]),
            }  # fmt: skip


def _profiles(org: Org, _profile: Profile) -> Iterator[Row]:
    setup = org.setup.now
    types = record_types(org)
    there = {layout.serial: layout for layout in layouts(org)}
    for profile in setup.profiles:
        assigned = [
            {
                "layout": full_name(there[entry.layout]),
                "recordType": types[entry.record_type]["FullName"] if entry.record_type else None,
            }
            for entry in setup.assignments
            if entry.profile == profile.serial
            and entry.layout in there
            and (entry.record_type is None or entry.record_type in types)
        ]
        metadata = {
            "custom": profile.serial != 1,
            "description": None,
            "fieldPermissions": _field_permissions(org, profile),
            "layoutAssignments": assigned,
            "objectPermissions": [
                {
                    "object": name,
                    "allowRead": right is not ObjectAccess.NONE,
                    "allowEdit": right.edits,
                    "viewAllRecords": right in (ObjectAccess.VIEW_ALL, ObjectAccess.MODIFY_ALL),
                    "modifyAllRecords": right is ObjectAccess.MODIFY_ALL,
                }
                for name in ("Account", "Contact", "Lead")
                for right in (ObjectAccess(profile.objects.get(name, ObjectAccess.EDIT)),)
            ],
            "userPermissions": [{"enabled": True, "name": name} for name in profile.permissions],
        }
        yield {
            "Id": profile.id, "Name": profile.name, "Description": None,
            "FullName": "Admin" if profile.serial == 1 else profile.name, "Metadata": json.dumps(metadata),
        } | _stamps()  # fmt: skip


def _field_permissions(org: Org, profile: Profile) -> list[Row]:
    schema = org.schema_for(profile)
    return [
        {
            "field": f"{sobject.name}.{entry.name}",
            "readable": access is not Access.HIDDEN,
            "editable": access is Access.FULL,
        }
        for sobject in schema.complete.values()
        if sobject.writable
        for entry in sobject.fields
        if entry.permissionable and not entry.through
        for access in (schema.access(sobject.name, entry.name),)
    ]


def record_types(org: Org) -> dict[str, Row]:
    """The org's record types by id."""
    found = (
        org.database.reader()
        .execute(
            'SELECT "Id", "Name", "DeveloperName", "Description", "SobjectType", "IsActive", "NamespacePrefix"'
            ' FROM "RecordType" ORDER BY serial'
        )
        .fetchall()
    )
    rows: dict[str, Row] = {}
    for identifier, name, developer_name, description, sobject, active, namespace in found:
        table = "PersonAccount" if identifier == PERSON_ACCOUNT else sobject
        metadata = {"active": bool(active), "label": name, "description": description}
        rows[identifier] = {
            "Id": identifier, "Name": name, "Description": description, "SobjectType": sobject,
            "EntityDefinitionId": sobject, "IsActive": active, "FullName": f"{table}.{developer_name}",
            "Metadata": json.dumps(metadata),
        } | _managed(namespace) | _stamps()  # fmt: skip
    return rows


def _record_types(org: Org, _profile: Profile) -> Iterator[Row]:
    yield from record_types(org).values()


def _pages(org: Org, _profile: Profile) -> Iterator[Row]:
    for page in org.setup.now.pages:
        yield {
            "Id": page.id, "DeveloperName": page.name, "MasterLabel": page.label, "Type": "RecordPage",
            "Description": None, "ParentFlexiPage": None, "EntityDefinitionId": page.object,
            "FullName": f"{page.namespace}__{page.name}" if page.namespace else page.name,
            "Metadata": json.dumps(page.metadata),
        } | _managed(page.namespace) | _stamps()  # fmt: skip


def _installed(org: Org, _profile: Profile) -> Iterator[Row]:
    for package in installed.packages(org.options):
        yield {
            "Id": package.installed_id, "SubscriberPackageId": package.package_id,
            "SubscriberPackageVersionId": package.version_id, "MinPackageVersionId": package.version_id,
        }  # fmt: skip


def _packages(org: Org, _profile: Profile) -> Iterator[Row]:
    for package in installed.packages(org.options):
        yield {
            "Id": package.package_id, "Name": package.name, "NamespacePrefix": package.namespace or None,
            "Description": None, "IsPackageValid": 1,
        }  # fmt: skip


def _versions(org: Org, _profile: Profile) -> Iterator[Row]:
    for package in installed.packages(org.options):
        major, minor = package.version
        yield {
            "Id": package.version_id, "SubscriberPackageId": package.package_id, "Name": f"{major}.{minor}",
            "MajorVersion": major, "MinorVersion": minor, "PatchVersion": 0, "BuildNumber": 1,
            "ReleaseState": "Released", "IsBeta": 0, "IsManaged": int(bool(package.namespace)),
        }  # fmt: skip


def _entities(org: Org, profile: Profile) -> Iterator[Row]:
    for sobject in org.schema_for(profile).objects.values():
        yield {
            "Id": sobject.name, "SameForAll": NO_ID, "DurableId": sobject.name,
            "QualifiedApiName": sobject.name, "DeveloperName": sobject.name, "Label": sobject.label,
            "MasterLabel": sobject.label, "PluralLabel": sobject.label_plural, "KeyPrefix": sobject.prefix,
            "NamespacePrefix": None, "IsCustomizable": int(sobject.writable),
            "IsLayoutable": int(sobject.writable), "IsQueryable": 1, "IsEverUpdatable": int(sobject.writable),
            "IsCustomSetting": 0,
        }  # fmt: skip


def _fields(org: Org, profile: Profile) -> Iterator[Row]:
    schema = org.schema_for(profile)
    # The definitions of hidden fields are for those who set fields up.
    seen = schema.complete if "ViewSetup" in profile.permissions else schema.objects
    for sobject in seen.values():
        if sobject.name == "Lead" and not org.options.leads:
            continue
        for entry in sobject.fields:
            namespace, developer_name = name_parts(entry)
            durable = f"{sobject.name}.{custom_field_id(org, sobject, entry) or entry.name}"
            yield {
                "Id": durable, "SameForAll": NO_ID, "DurableId": durable, "QualifiedApiName": entry.name,
                "DeveloperName": developer_name, "Label": entry.label, "MasterLabel": entry.label,
                "DataType": data_type(entry, org.options.language), "ValueTypeId": entry.kind.value,
                "Length": entry.length, "EntityDefinitionId": sobject.name,
                "IsCalculated": 0, "IsNillable": int(entry.nillable),
                "IsApiFilterable": int(entry.filterable),
            } | _managed(namespace)  # fmt: skip


def data_type(entry: Field, language: str = "") -> str:
    """The type of a field as setup pages name it, in the language of the user."""
    if entry.references:
        return f"Lookup({', '.join(entry.references)})"
    name = _DATA_TYPES.get(entry.kind, f"Text({entry.length})")
    return DATA_TYPES.get(name, name) if language == JAPANESE else name


def name_parts(entry: Field) -> tuple[str | None, str]:
    """Namespace and developer name of a field: ("mkto_si", "Opt_Out") of mkto_si__Opt_Out__c."""
    if not entry.custom:
        return None, entry.name
    parts = entry.name.rsplit("__", 1)[0].split("__", 1)
    return (parts[0], parts[1]) if len(parts) == 2 else (None, parts[0])


def custom_field_id(org: Org, sobject: SObject, entry: Field) -> str | None:
    """The id of a custom field; None for a standard one, and for what shows a custom field of another object."""
    if not entry.custom or entry.through:
        return None
    complete = org.schema.complete
    everything = [(s.name, f.name) for s in complete.values() for f in s.fields if f.custom and not f.through]
    return make_id("00N", 1 + everything.index((sobject.name, entry.name)))


def _custom_fields(org: Org, _profile: Profile) -> Iterator[Row]:
    for sobject in org.schema.complete.values():
        for entry in sobject.fields:
            identifier = custom_field_id(org, sobject, entry)
            if identifier is None:
                continue
            namespace, developer_name = name_parts(entry)
            metadata = {
                "label": entry.label, "type": "Checkbox" if entry.kind is Kind.BOOLEAN else "Text",
                "required": entry.required, "inlineHelpText": entry.help_text,
                "defaultValue": "false" if entry.kind is Kind.BOOLEAN else None,
            }  # fmt: skip
            yield {
                "Id": identifier, "DeveloperName": developer_name, "TableEnumOrId": sobject.name,
                "EntityDefinitionId": sobject.name, "InlineHelpText": entry.help_text,
                "FullName": f"{sobject.name}.{entry.name}", "Metadata": json.dumps(metadata),
            } | _managed(namespace) | _stamps()  # fmt: skip


def _validation_rules(org: Org, _profile: Profile) -> Iterator[Row]:
    for rule in org.setup.now.validation_rules:
        metadata = {
            "active": rule.active, "description": None, "errorConditionFormula": rule.formula,
            "errorDisplayField": rule.field, "errorMessage": rule.message, "urls": None,
        }  # fmt: skip
        yield {
            "Id": rule.id, "ValidationName": rule.name, "Active": int(rule.active), "Description": None,
            "EntityDefinitionId": rule.object, "ErrorDisplayField": rule.field, "ErrorMessage": rule.message,
            "FullName": f"{rule.object}.{rule.name}", "Metadata": json.dumps(metadata),
        } | _managed(None) | _stamps()  # fmt: skip


def _triggers(org: Org, _profile: Profile) -> Iterator[Row]:
    for entry in org.setup.now.automations:
        if entry.kind == AutomationKind.TRIGGER:
            yield {
                "Id": entry.id, "Name": entry.name, "TableEnumOrId": entry.object, "EntityDefinitionId": entry.object,
                "Status": "Active" if entry.active else "Inactive", "Body": _code(entry), "UsageBeforeUpdate": 1,
                "UsageAfterUpdate": 0, "IsValid": 1,
            } | _managed(entry.namespace) | _stamps()  # fmt: skip


def _code(trigger: Automation) -> str:
    if trigger.namespace:
        return "(hidden)"
    head = f"trigger {trigger.name} on {trigger.object} (before update) {{\n"
    if trigger.handler:
        return f"{head}    new {trigger.name}Handler().run(Trigger.new, Trigger.oldMap);\n}}"
    changed = f"record.{trigger.field} != Trigger.oldMap.get(record.Id).{trigger.field}"
    return (
        f"{head}    for ({trigger.object} record : Trigger.new) {{\n"
        f"        if ({changed}) {{ {trigger.name}.note(record); }}\n    }}\n}}"
    )


def _flows(org: Org, _profile: Profile) -> Iterator[Row]:
    for entry in org.setup.now.automations:
        if entry.kind == AutomationKind.FLOW:
            condition = {"field": entry.field, "operator": "IsChanged", "value": {"booleanValue": True}}
            metadata = {
                "label": entry.name, "processType": "AutoLaunchedFlow",
                "status": "Active" if entry.active else "Draft",
                "start": {
                    "object": entry.object, "triggerType": "RecordBeforeSave", "recordTriggerType": "Update",
                    "filterLogic": "and", "filters": [condition],
                },
            }  # fmt: skip
            yield {
                "Id": entry.id, "DefinitionId": make_id("300", entry.serial), "MasterLabel": entry.name,
                "Status": "Active" if entry.active else "Draft", "ProcessType": "AutoLaunchedFlow",
                "VersionNumber": 1, "FullName": f"{entry.name}-1", "Metadata": json.dumps(metadata),
            } | _managed(entry.namespace) | _stamps()  # fmt: skip


_MAKERS: Mapping[str, Callable[[Org, Profile], Iterator[Row]]] = {
    "Layout": _layouts,
    "ProfileLayout": _profile_layouts,
    "Profile": _profiles,
    "RecordType": _record_types,
    "FlexiPage": _pages,
    "InstalledSubscriberPackage": _installed,
    "SubscriberPackage": _packages,
    "SubscriberPackageVersion": _versions,
    "EntityDefinition": _entities,
    "FieldDefinition": _fields,
    "CustomField": _custom_fields,
    "ValidationRule": _validation_rules,
    "ApexTrigger": _triggers,
    "Flow": _flows,
}
