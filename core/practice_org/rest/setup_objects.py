"""Setup as the ordinary API shows it: permissions by profile, and duplicate rules (Object Reference).

Only queries reach these objects. `UserPermissionAccess` has one row, about the caller, and needs no right; a profile
can be read by everybody; the rest asks for "View Setup and Configuration".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from core.practice_org.http.calls import Call
from core.practice_org.ids import make_id
from core.practice_org.org.licences import API_INTEGRATION, LICENCES
from core.practice_org.org.schema import Access, Field, Kind, ObjectAccess, Schema, SObject
from core.practice_org.org.setup_state import (
    PERMISSION_LABELS,
    Automation,
    AutomationKind,
    Permission,
    PermissionSet,
    Profile,
)
from core.practice_org.soql import virtual_objects as virtual
from core.practice_org.soql.grammar import Query, pointed
from core.practice_org.soql.plan import Plan
from core.practice_org.soql.to_sql import translate

Row = dict[str, Any]

_OPEN = ("UserPermissionAccess", "Profile")
OWN_APP = "Unsubscribe Sync"
"""The app by which this program signs in; every org has some."""
_RIGHTS = ("Read", "Create", "Edit", "Delete")
_LED_TO = ("User", "EntityDefinition")
_BEYOND = ("ViewAllRecords", "ModifyAllRecords")
_OBJECTS = ("Account", "Contact", "Lead")


def _text(name: str, label: str, length: int = 255) -> Field:
    return Field(name, label, Kind.STRING, length=length)


def _flag(name: str, label: str) -> Field:
    return Field(name, label, Kind.BOOLEAN, default=False)


def _link(name: str, label: str, to: str) -> Field:
    return Field(
        name, label, Kind.REFERENCE, length=18, references=(to,), relationship=name.removesuffix("Id")
    )


def _object(name: str, prefix: str, *fields: Field) -> SObject:
    return SObject(name, name, name, prefix, (Field("Id", f"{name} ID", Kind.ID), *fields), writable=False)


_PERMISSIONS = tuple(
    _flag(f"Permissions{permission.value}", label) for permission, label in PERMISSION_LABELS.items()
)

SETUP_OBJECTS = Schema(
    (
        _object(
            "UserPermissionAccess", "0W6", Field("LastCacheUpdate", "Last Cache Update", Kind.DATETIME),
            *_PERMISSIONS,
        ),
        _object(
            "Profile", "00e", _text("Name", "Name"), _text("UserType", "User Type", 40),
            _link("UserLicenseId", "User License ID", "UserLicense"), *_PERMISSIONS,
        ),
        _object(
            "UserLicense", "100", _text("Name", "Name", 80), _text("MasterLabel", "Master Label", 80),
        ),
        _object(
            "PermissionSetLicense", "0PL", _text("DeveloperName", "Developer Name", 80),
            _text("MasterLabel", "Label", 80),
        ),
        _object(
            "PermissionSetLicenseAssign", "2LA", _text("AssigneeId", "Assignee ID", 18),
            _link("PermissionSetLicenseId", "Permission Set License ID", "PermissionSetLicense"),
        ),
        _object(
            "PermissionSet", "0PS", _text("Name", "Permission Set Name", 80), _text("Label", "Label", 80),
            _flag("IsOwnedByProfile", "Is Owned By Profile"), _link("ProfileId", "Profile ID", "Profile"),
            *_PERMISSIONS,
        ),
        _object(
            "ObjectPermissions", "110", _link("ParentId", "Parent ID", "PermissionSet"),
            _text("SobjectType", "Object Type Name", 40),
            *(_flag(f"Permissions{right}", f"{right} Records") for right in _RIGHTS),
            *(_flag(f"Permissions{right}", right) for right in _BEYOND),
        ),
        _object(
            "PermissionSetAssignment", "0Pa", _link("AssigneeId", "Assignee ID", "User"),
            _link("PermissionSetId", "Permission Set ID", "PermissionSet"),
        ),
        _object(
            "User", "005", _text("Username", "Username", 80), _text("Name", "Full Name", 121),
            _link("ProfileId", "Profile ID", "Profile"), _flag("IsActive", "Active"),
        ),
        _object(
            "FieldPermissions", "01k", _link("ParentId", "Parent ID", "PermissionSet"),
            _text("SobjectType", "Object Type Name", 40), _text("Field", "Field Name"),
            _flag("PermissionsRead", "Read Field"), _flag("PermissionsEdit", "Edit Field"),
        ),
        _object(
            "FlowDefinitionView", "300", _text("DurableId", "Durable ID", 18), _text("ApiName", "API Name", 80),
            _text("Label", "Label"), _flag("IsActive", "Active"), _text("ActiveVersionId", "Active Version ID", 18),
            _text("ProcessType", "Process Type", 40), _text("TriggerType", "Trigger", 40),
            _text("RecordTriggerType", "Record Trigger", 40), _text("NamespacePrefix", "Namespace Prefix", 15),
            _link("TriggerObjectOrEventId", "Trigger Object or Event ID", "EntityDefinition"),
        ),
        _object(
            "EntityDefinition", "4ie", _text("DurableId", "Durable ID"), _text("QualifiedApiName", "API Name"),
        ),
        _object(
            "DuplicateRule", "0Bm", _text("DeveloperName", "Object Name", 80), _text("MasterLabel", "Rule Name", 80),
            _text("Language", "Master Language", 40), _text("NamespacePrefix", "Namespace Prefix", 15),
            _text("SobjectType", "Object", 40), _text("SobjectSubtype", "Object Subtype", 40),
            _flag("IsActive", "Active"), _flag("IsDeleted", "Deleted"),
        ),
        _object("ConnectedApplication", "0H4", _text("Name", "Connected App Name", 80)),
        _object(
            "OauthToken", "0CQ", _text("AppName", "App Name", 80), _link("UserId", "User ID", "User"),
            Field("UseCount", "Use Count", Kind.INT), Field("LastUsedDate", "Last Used Date", Kind.DATETIME),
        ),
    ),
    {},
)  # fmt: skip


def answers(query: Query) -> bool:
    """Whether a query is about one of these objects, some of which are there only to be led to."""
    found = SETUP_OBJECTS.object(query.object_name)
    return found is not None and found.name not in _LED_TO


def run(call: Call, query: Query) -> dict[str, Any]:
    """The answer to a query of the ordinary API; raises ApiError as Salesforce refuses one."""
    _refuse_unseen(call, query)
    _, total, records = virtual.run(
        query, SETUP_OBJECTS, lambda name: list(_rows(call, name)), base=call.base, now=call.org.now()
    )
    return {"totalSize": total, "done": True, "records": records}


def plan(call: Call, query: Query) -> Plan:
    """What such a query would select, without running it; raises ApiError as Salesforce refuses one."""
    _refuse_unseen(call, query)
    return translate(query, SETUP_OBJECTS, now=call.org.now(), include_deleted=False)


def _refuse_unseen(call: Call, query: Query) -> None:
    sobject = SETUP_OBJECTS.object(query.object_name)
    assert sobject is not None
    if sobject.name not in _OPEN and not call.profile.may(Permission.VIEW_SETUP):
        raise pointed(
            "INVALID_TYPE", query.text, query.object_position,
            f"sObject type '{query.object_name}' is not supported.",
        )  # fmt: skip


def _rows(call: Call, name: str) -> Iterator[Row]:
    setup = call.org.setup.now
    if name == "UserPermissionAccess":
        yield {"Id": make_id("0W6", 1), "LastCacheUpdate": call.org.now()} | _permissions(call.profile)
    elif name == "UserLicense":
        for number, licence in enumerate(LICENCES, 1):
            yield {"Id": make_id("100", number), "Name": licence, "MasterLabel": licence}
    elif name == "PermissionSetLicense":
        developer_name, label = API_INTEGRATION
        yield {"Id": make_id("0PL", 1), "DeveloperName": developer_name, "MasterLabel": label}
    elif name == "PermissionSetLicenseAssign":
        if call.org.options.api_integration:
            yield {
                "Id": make_id("2LA", 1), "AssigneeId": call.org.identity.user_id,
                "PermissionSetLicenseId": make_id("0PL", 1),
            }  # fmt: skip
    elif name == "ConnectedApplication":
        for number, app in enumerate([OWN_APP, *call.org.options.connected_apps], 1):
            yield {"Id": make_id("0H4", number), "Name": app}
    elif name == "OauthToken":
        for number, app in enumerate(call.org.options.connected_apps, 1):
            yield {
                "Id": make_id("0CQ", number), "AppName": app, "UserId": make_id("005", 2), "UseCount": 7,
                "LastUsedDate": call.org.now(),
            }  # fmt: skip
    elif name == "FlowDefinitionView":
        yield from map(_flow, (one for one in setup.automations if one.kind == AutomationKind.FLOW))
    elif name == "EntityDefinition":
        for sobject in _OBJECTS:
            yield {"Id": sobject, "DurableId": sobject, "QualifiedApiName": sobject}
    elif name == "User":
        yield from _users(call)
    elif name == "PermissionSetAssignment":
        for number, user in enumerate(_users(call), 1):
            sets = [make_id("0PS", setup.profile(user["ProfileId"]).serial)]
            sets += [one.id for one in setup.permission_sets if user["Username"] in one.users]
            for place, identifier in enumerate(sets):
                yield {
                    "Id": make_id("0Pa", number * 1000 + place), "AssigneeId": user["Id"],
                    "PermissionSetId": identifier,
                }  # fmt: skip
    elif name == "DuplicateRule":
        for rule in setup.duplicate_rules:
            yield {
                "Id": rule.id, "DeveloperName": rule.name, "MasterLabel": rule.label, "Language": "en_US",
                "SobjectType": rule.object, "SobjectSubtype": "None", "IsActive": int(rule.active), "IsDeleted": 0,
            }  # fmt: skip
    else:
        for profile in setup.profiles:
            yield from _of_profile(call, name, profile)
        for entry in setup.permission_sets:
            yield from _of_set(name, entry)


def _of_profile(call: Call, name: str, profile: Profile) -> Iterator[Row]:
    parent = make_id("0PS", profile.serial)
    if name == "Profile":
        connected = profile.serial == call.org.setup.now.profiles[0].serial
        licence = LICENCES.index(call.org.options.licence) if connected else 0
        yield {
            "Id": profile.id, "Name": profile.name, "UserType": "Standard",
            "UserLicenseId": make_id("100", licence + 1),
        } | _permissions(profile)  # fmt: skip
    elif name == "PermissionSet":
        yield {
            "Id": parent, "Name": f"X{profile.id[:15]}", "Label": profile.name, "IsOwnedByProfile": 1,
            "ProfileId": profile.id,
        } | _permissions(profile)  # fmt: skip
    elif name == "ObjectPermissions":
        for number, sobject in enumerate(_OBJECTS):
            right = ObjectAccess(profile.objects.get(sobject, ObjectAccess.EDIT))
            if right is not ObjectAccess.NONE:
                modifies = right is ObjectAccess.MODIFY_ALL or profile.may(Permission.MODIFY_ALL_DATA)
                views = modifies or right is ObjectAccess.VIEW_ALL or profile.may(Permission.VIEW_ALL_DATA)
                yield {
                    "Id": make_id("110", profile.serial * 100 + number), "ParentId": parent, "SobjectType": sobject,
                    "PermissionsViewAllRecords": int(views), "PermissionsModifyAllRecords": int(modifies),
                } | {f"Permissions{r}": int(r == "Read" or right.edits) for r in _RIGHTS}  # fmt: skip
    else:
        yield from _field_permissions(call, profile, parent)


def _of_set(name: str, entry: PermissionSet) -> Iterator[Row]:
    if name == "PermissionSet":
        yield {
            "Id": entry.id, "Name": entry.label.replace(" ", "_"), "Label": entry.label, "IsOwnedByProfile": 0,
            "ProfileId": None,
        } | {f"Permissions{permission.value}": 0 for permission in Permission}  # fmt: skip
    elif name == "FieldPermissions":
        for number, (path, access) in enumerate(entry.security.items()):
            if access != Access.HIDDEN:
                yield {
                    "Id": make_id("01k", 1_000_000 + entry.serial * 1000 + number), "ParentId": entry.id,
                    "SobjectType": path.partition(".")[0], "Field": path, "PermissionsRead": 1,
                    "PermissionsEdit": int(access == Access.FULL),
                }  # fmt: skip


def _field_permissions(call: Call, profile: Profile, parent: str) -> Iterator[Row]:
    schema = call.org.schema_for(profile)
    number = profile.serial * 1000
    for sobject in schema.complete.values():
        for entry in sobject.fields if sobject.writable else ():
            access = schema.access(sobject.name, entry.name)
            number += 1
            # A field that a profile does not see has no row here.
            if entry.permissionable and not entry.through and access is not Access.HIDDEN:
                yield {
                    "Id": make_id("01k", number), "ParentId": parent, "SobjectType": sobject.name,
                    "Field": f"{sobject.name}.{entry.name}", "PermissionsRead": 1,
                    "PermissionsEdit": int(access is Access.FULL),
                }  # fmt: skip


def _flow(entry: Automation) -> Row:
    return {
        "Id": make_id("300", entry.serial), "DurableId": make_id("300", entry.serial), "ApiName": entry.name,
        "Label": entry.name.replace("_", " "), "IsActive": int(entry.active),
        "ActiveVersionId": entry.id if entry.active else None, "ProcessType": "AutoLaunchedFlow",
        "TriggerType": "RecordBeforeSave", "RecordTriggerType": "Update", "NamespacePrefix": entry.namespace,
        "TriggerObjectOrEventId": entry.object,
    }  # fmt: skip


def _users(call: Call) -> list[Row]:
    found = call.org.database.reader().execute(
        'SELECT "Id", "Username", "FirstName" || \' \' || "LastName", "ProfileId", "IsActive"'
        ' FROM "User" ORDER BY serial'
    )
    names = ("Id", "Username", "Name", "ProfileId", "IsActive")
    return [dict(zip(names, row, strict=True)) for row in found]


def _permissions(profile: Profile) -> Row:
    return {f"Permissions{p.value}": int(profile.may(p)) for p in Permission}
