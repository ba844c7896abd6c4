"""The part of a scenario that changes what the setup screens hold: profiles, page layouts, Lightning pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from core.practice_org.ids import make_id
from core.practice_org.org.fresh_setup import ADMINISTRATOR, fresh_setup
from core.practice_org.org.layout_metadata import (
    ALWAYS_THERE,
    Behavior,
    places,
    put_on,
    take_off,
)
from core.practice_org.org.lightning_pages import Hidden, form_fields, has_dynamic_forms, page
from core.practice_org.org.org import Org
from core.practice_org.org.schema import Access, ObjectAccess, OrgOptions
from core.practice_org.org.seed import ADMIN, BASE, FIRST_ACCOUNT_TYPE, RECORD_TYPES
from core.practice_org.org.setup_state import (
    Assignment,
    Layout,
    Page,
    Permission,
    PermissionSet,
    Profile,
    Setup,
)
from core.practice_org.scenarios.rules import RULE_PARTS
from core.practice_org.scenarios.terms import field_named, known, next_serial, object_named, wrong

Entry = Mapping[str, Any]

_BEHAVIORS = {"edit": Behavior.EDIT, "required": Behavior.REQUIRED, "read_only": Behavior.READ_ONLY}


def begin_anew(org: Org, word: object) -> None:
    """Bring setup and options back to those that the org was made with; the people stay as they are."""
    if word != "fresh":
        raise wrong(f"{word}: setup can only be fresh")
    org.change_options(**OrgOptions().to_json())
    with org.database.writing() as connection:
        connection.execute(
            'DELETE FROM "RecordType" WHERE serial > ? AND serial < ?',
            (len(RECORD_TYPES), FIRST_ACCOUNT_TYPE),
        )
        connection.execute('UPDATE "RecordType" SET "IsActive" = 1')
        connection.execute(
            'UPDATE "User" SET "ProfileId" = ? WHERE "Id" = ?', (make_id("00e", ADMINISTRATOR), ADMIN)
        )
    fresh = fresh_setup()

    def replace(setup: Setup) -> None:
        for name in Setup.__slots__:
            setattr(setup, name, getattr(fresh, name))

    org.change_setup(replace)


def with_fields(org: Org, given: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The org's extra fields with more of them; one of the same object and name is replaced."""
    fields = {(entry["object"], entry["name"]): entry for entry in org.options.extra_fields}
    for entry in given:
        known(entry, {"object", "name", "label", "kind", "required"}, "extra_fields")
        object_named(org, entry["object"])
        fields[entry["object"], entry["name"]] = entry
    return list(fields.values())


def secure_for_all(org: Org, given: Mapping[str, str]) -> None:
    """Field-level security that holds for every profile, whatever a profile said before."""
    found = _security(org, given)

    def forget(setup: Setup) -> None:
        for profile in setup.profiles:
            profile.security = {
                path: access for path, access in profile.security.items() if path not in found
            }

    org.change_options(security=org.options.security | found)
    org.change_setup(forget)


def _security(org: Org, given: Mapping[str, str]) -> dict[str, str]:
    found = {}
    for path, access in given.items():
        object_name, _, name = path.partition(".")
        field = field_named(org, object_name, name)
        if not field.permissionable:
            raise wrong(f"{path}: this field is always visible")
        found[f"{object_named(org, object_name).name}.{field.name}"] = Access(access).value
    return found


def change_setup(org: Org, given: Entry) -> None:
    """Apply every part of `org` that is about setup."""
    for name, function in _PARTS.items():
        for entry in given.get(name, ()):
            function(org, entry)


def setup_report(setup: Setup) -> dict[str, Any]:
    """The setup in short, for whoever asks what is set."""
    return {
        "profiles": [
            {"name": p.name, "permissions": p.permissions, "objects": p.objects, "security": p.security}
            for p in setup.profiles
        ],
        "layouts": [
            {
                "object": layout.object,
                "layout": layout.name,
                "id": layout.id,
                "namespace": layout.namespace,
                "fields": {place.field: place.behavior for place in places(layout.metadata)},
            }
            for layout in setup.layouts
        ],
        "pages": [
            {
                "object": entry.object,
                "page": entry.name,
                "id": entry.id,
                "dynamic_forms": has_dynamic_forms(entry.metadata),
                "fields": form_fields(entry.metadata),
            }
            for entry in setup.pages
        ],
        "validation_rules": [
            {"object": rule.object, "name": rule.name, "field": rule.field, "active": rule.active}
            for rule in setup.validation_rules
        ],
        "duplicate_rules": [
            {"object": r.object, "name": r.name, "active": r.active, "blocks_edit": r.blocks_edit}
            for r in setup.duplicate_rules
        ],
        "automations": [
            {
                "kind": one.kind,
                "object": one.object,
                "name": one.name,
                "field": one.field,
                "active": one.active,
            }
            for one in setup.automations
        ],
    }


def _profiles_named(setup: Setup, name: str) -> list[Profile]:
    found = [profile for profile in setup.profiles if name in ("*", profile.name)]
    if not found:
        raise wrong(f"{name}: no such profile; there are {', '.join(p.name for p in setup.profiles)}")
    return found


def _profile(org: Org, entry: Entry) -> None:
    known(entry, {"profile", "permissions", "objects", "security"}, "profiles")
    permissions = {Permission(name).value: bool(has) for name, has in entry.get("permissions", {}).items()}
    objects = {
        object_named(org, name).name: ObjectAccess(access).value
        for name, access in entry.get("objects", {}).items()
    }
    security = _security(org, entry.get("security", {}))

    def change(setup: Setup) -> None:
        for profile in _profiles_named(setup, entry.get("profile", "*")):
            kept = [name for name in profile.permissions if permissions.get(name, True)]
            profile.permissions = kept + [
                name for name, has in permissions.items() if has and name not in kept
            ]
            profile.objects |= objects
            profile.security |= security

    org.change_setup(change)


def _permission_set(org: Org, entry: Entry) -> None:
    known(entry, {"label", "security", "users"}, "permission_sets")
    security = _security(org, entry.get("security", {}))

    def change(setup: Setup) -> None:
        others = [one for one in setup.permission_sets if one.label != entry["label"]]
        users = [str(username) for username in entry.get("users", ())]
        made = PermissionSet(next_serial(setup.permission_sets), str(entry["label"]), security, users)
        setup.permission_sets = [*others, made]

    org.change_setup(change)


def _user(org: Org, entry: Entry) -> None:
    known(entry, {"username", "profile"}, "users")
    [profile] = _profiles_named(org.setup.now, entry["profile"])
    with org.database.writing() as connection:
        changed = connection.execute(
            'UPDATE "User" SET "ProfileId" = ? WHERE lower("Username") = lower(?)',
            (profile.id, entry["username"]),
        ).rowcount
    if not changed:
        raise wrong(f"{entry['username']}: no such user")
    org.change_setup(lambda _setup: None)


def _layout(org: Org, entry: Entry) -> None:
    known(entry, {"object", "layout", "field", "behavior", "section", "namespace"}, "layouts")
    name = object_named(org, entry["object"]).name

    def change(setup: Setup) -> None:
        wanted = entry.get("layout", "*")
        chosen = [
            layout for layout in setup.layouts if layout.object == name and wanted in ("*", layout.name)
        ]
        if not chosen:
            raise wrong(f"{wanted}: {name} has no such layout")
        for layout in chosen:
            if "namespace" in entry:
                layout.namespace = entry["namespace"] or None
            if "field" in entry:
                _put(org, layout, entry)

    org.change_setup(change)


def _put(org: Org, layout: Layout, entry: Entry) -> None:
    field = field_named(org, layout.object, entry["field"]).name
    if name_is_fixed(layout.object, field):
        raise wrong(f"{field}: every layout of {layout.object} has this field")
    behavior = entry.get("behavior", "edit")
    if behavior == "absent":
        take_off(layout.metadata, field)
        return
    if behavior not in _BEHAVIORS:
        raise wrong(f"{behavior}: a field is on a layout as {', '.join(_BEHAVIORS)} or absent")
    labels = [section["label"] for section in layout.metadata["layoutSections"]]
    section = entry.get("section")
    if section is not None and section not in labels:
        raise wrong(f"{section}: {layout.name} has no such section; it has {', '.join(labels)}")
    put_on(layout.metadata, field, _BEHAVIORS[behavior], None if section is None else labels.index(section))


def name_is_fixed(object_name: str, field: str) -> bool:
    """Whether every layout of an object must have this field."""
    return field in ALWAYS_THERE.get(object_name, ())


def _new_layout(org: Org, entry: Entry) -> None:
    known(entry, {"object", "name", "like", "namespace", "profiles", "record_type"}, "new_layouts")
    name = object_named(org, entry["object"]).name
    record_type = _record_type_id(org, name, entry["record_type"]) if entry.get("record_type") else None

    def change(setup: Setup) -> None:
        like = entry.get("like")
        models = [x for x in setup.layouts if x.object == name and like in (None, x.name)]
        if not models:
            raise wrong(f"{like}: {name} has no such layout")
        setup.layouts = [x for x in setup.layouts if (x.object, x.name) != (name, entry["name"])]
        layout = Layout(
            next_serial(setup.layouts),
            name,
            entry["name"],
            _copy(models[0]),
            entry.get("namespace"),
            models[0].person,
        )
        setup.layouts.append(layout)
        for profile_name in entry.get("profiles", ()):
            for profile in _profiles_named(setup, profile_name):
                _assign(setup, Assignment(profile.serial, name, record_type, layout.serial))

    org.change_setup(change)


def _copy(layout: Layout) -> dict[str, Any]:
    # Setup is copied whole before it is changed, but two layouts must not share what is inside them.
    return Setup.from_json(Setup([], [layout], [], []).to_json()).layouts[0].metadata


def _assign(setup: Setup, wanted: Assignment) -> None:
    key = (wanted.profile, wanted.object, wanted.record_type)
    setup.assignments = [x for x in setup.assignments if (x.profile, x.object, x.record_type) != key]
    setup.assignments.append(wanted)


def _record_type(org: Org, entry: Entry) -> None:
    known(entry, {"object", "name", "active"}, "record_types")
    name = object_named(org, entry["object"]).name
    developer_name = entry["name"].replace(" ", "_")
    active = int(entry.get("active", True))
    with org.database.writing() as connection:
        changed = connection.execute(
            'UPDATE "RecordType" SET "IsActive" = ? WHERE "SobjectType" = ? AND "Name" = ?',
            (active, name, entry["name"]),
        ).rowcount
        if not changed:
            [last] = connection.execute(
                'SELECT max(serial) FROM "RecordType" WHERE serial < ?', (FIRST_ACCOUNT_TYPE,)
            ).fetchone()
            serial = (last or 0) + 1
            connection.execute(
                'INSERT INTO "RecordType" (serial, "Id", "Name", "DeveloperName", "SobjectType", "IsActive",'
                ' "CreatedDate", "LastModifiedDate", "SystemModstamp") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
                (
                    serial,
                    make_id("012", serial),
                    entry["name"],
                    developer_name,
                    name,
                    active,
                    BASE,
                    BASE,
                    BASE,
                ),
            )
    identifier = _record_type_id(org, name, entry["name"])

    def change(setup: Setup) -> None:
        for profile in setup.profiles:
            if not any((x.profile, x.record_type) == (profile.serial, identifier) for x in setup.assignments):
                master = setup.assigned(profile, name, None)
                if master is not None:
                    _assign(setup, Assignment(profile.serial, name, identifier, master.serial))

    org.change_setup(change)


def _record_type_id(org: Org, object_name: str, name: str) -> str:
    row = (
        org.database.reader()
        .execute('SELECT "Id" FROM "RecordType" WHERE "SobjectType" = ? AND "Name" = ?', (object_name, name))
        .fetchone()
    )
    if row is None:
        raise wrong(f"{name}: {object_name} has no such record type")
    return str(row[0])


def _page(org: Org, entry: Entry) -> None:
    looks = {"highlights", "read_only", "hidden_in", "layout_too"}
    known(entry, {"object", "page", "dynamic_forms", "fields", "namespace", *looks}, "pages")
    name = object_named(org, entry["object"]).name

    def named(key: str, otherwise: Sequence[str] = ()) -> list[str]:
        return [field_named(org, name, field).name for field in entry.get(key, otherwise)]

    fields = named("fields", ("Phone", "Email")) if entry.get("dynamic_forms", True) else []
    hidden_in = entry.get("hidden_in") or ""
    if hidden_in and hidden_in not in list(Hidden):
        raise wrong(f"{hidden_in}: no such part of a page; there are {', '.join(Hidden)}")

    def change(setup: Setup) -> None:
        wanted = entry.get("page", f"{name}_Record_Page")
        found = next((x for x in setup.pages if (x.object, x.name) == (name, wanted)), None)
        if found is None:
            found = Page(next_serial(setup.pages), name, wanted, wanted.replace("_", " "), {})
            setup.pages.append(found)
        found.namespace = entry.get("namespace", found.namespace)
        found.metadata = page(
            name,
            fields,
            highlights=named("highlights"),
            read_only=named("read_only"),
            hidden_in=hidden_in,
            layout_too=bool(entry.get("layout_too", False)),
        )

    org.change_setup(change)


_PARTS: Mapping[str, Callable[[Org, Entry], None]] = {
    "record_types": _record_type,
    "profiles": _profile,
    "users": _user,
    "permission_sets": _permission_set,
    "new_layouts": _new_layout,
    "layouts": _layout,
    "pages": _page,
    **RULE_PARTS,
}

SETUP_KEYS = frozenset({"setup", *_PARTS})
"""The keys of `org` in a scenario that are read here."""
