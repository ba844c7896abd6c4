"""Setup pages of the Object Manager: fields with their field-level security, record types, validation rules."""

from __future__ import annotations

from core.practice_org.answers import Answer
from core.practice_org.http.calls import Call, Routes
from core.practice_org.org.schema import Access, Field, SObject
from core.practice_org.org.setup_state import Setup
from core.practice_org.setup_api.tooling_rows import custom_field_id, data_type, record_types
from core.practice_org.setup_pages.html import (
    OBJECTS,
    button,
    card,
    checkbox,
    facts,
    form,
    link,
    moved,
    nothing_here,
    object_path,
    page,
    saved,
    table,
    text,
)

routes = Routes()

_BASE = "/lightning/setup/ObjectManager"


def object_here(call: Call, name: str) -> SObject | None:
    """The object of a page with all its fields; person accounts have pages of their own name."""
    wanted = "account" if name.lower() == "personaccount" else name.lower()
    sobject = call.org.schema.complete.get(wanted)
    return sobject if sobject is not None and sobject.name in OBJECTS else None


@routes("GET", f"{_BASE}/home")
def objects(call: Call) -> Answer:
    """The objects that people are kept in."""
    rows = [
        (link(object_path(name, "FieldsAndRelationships"), name), f"<code>{name}</code>", "Standard Object")
        for name in OBJECTS
    ]
    return page(
        call,
        "Object Manager",
        "The objects of this org that hold people and their companies.",
        card(table(("Label", "API Name", "Type"), rows)),
    )


@routes("GET", f"{_BASE}/{{name}}/view")
def object_page(call: Call, name: str) -> Answer:
    """An object: its fields come first."""
    return moved(object_path(name, "FieldsAndRelationships"))


@routes("GET", f"{_BASE}/{{name}}/Details/view")
def object_details(call: Call, name: str) -> Answer:
    """The same."""
    return moved(object_path(name, "FieldsAndRelationships"))


# --- fields


@routes("GET", f"{_BASE}/{{name}}/FieldsAndRelationships/view")
def fields(call: Call, name: str) -> Answer:
    """Every field of an object, hidden ones too."""
    sobject = object_here(call, name)
    if sobject is None:
        return nothing_here(call)
    rows = [
        (
            link(_field_path(call, sobject, entry), entry.label),
            f"<code>{text(entry.name)}</code>",
            text(data_type(entry)),
            text(_seen_by(call, sobject, entry)),
        )
        for entry in sorted(sobject.fields, key=lambda entry: entry.label.casefold())
    ]
    return page(
        call,
        f"{sobject.label}: Fields & Relationships",
        "Open a field to see, and to set, which profiles may read and change it.",
        card(table(("Field Label", "Field Name", "Data Type", "Set Field-Level Security"), rows)),
        object_name=sobject.name,
        tab="FieldsAndRelationships",
    )


def _field_path(call: Call, sobject: SObject, entry: Field) -> str:
    identifier = custom_field_id(call.org, sobject, entry) or entry.name
    return object_path(sobject.name, "FieldsAndRelationships", identifier)


def _seen_by(call: Call, sobject: SObject, entry: Field) -> str:
    if not entry.permissionable:
        return "Always visible"
    owner, name = _secured(sobject, entry)
    found = [call.org.schema_for(profile).access(owner, name) for profile in call.org.setup.now.profiles]
    hidden, closed = found.count(Access.HIDDEN), found.count(Access.READ_ONLY)
    told = [f"hidden for {hidden}"] if hidden else []
    told += [f"read-only for {closed}"] if closed else []
    return f"{', '.join(told).capitalize()} of {len(found)} profiles" if told else "Every profile"


def _secured(sobject: SObject, entry: Field) -> tuple[str, str]:
    """The object and field whose security counts: a person account's field follows the contact's."""
    return ("Contact", entry.through) if entry.through else (sobject.name, entry.name)


def _field(call: Call, sobject: SObject, component: str) -> Field | None:
    wanted = component.lower()
    for entry in sobject.fields:
        identifier = custom_field_id(call.org, sobject, entry) or ""
        if wanted == entry.name.lower() or component[:15] == identifier[:15] != "":
            return entry
    return None


@routes("GET", f"{_BASE}/{{name}}/FieldsAndRelationships/{{component}}/view")
def field(call: Call, name: str, component: str) -> Answer:
    """One field with its field-level security, profile by profile."""
    sobject = object_here(call, name)
    entry = None if sobject is None else _field(call, sobject, component)
    if sobject is None or entry is None:
        return nothing_here(call)
    about = (
        ("Field Label", text(entry.label)),
        ("Field Name", f"<code>{text(entry.name)}</code>"),
        ("Data Type", text(data_type(entry))),
        ("Description", text(entry.help_text or "–")),
    )
    return page(
        call,
        f"{sobject.label}: {entry.label}",
        "Field-level security decides whether people of a profile, and programs that sign in as one of them, see this"
        " field at all, and whether they may change it.",
        card(facts(about)) + card(_security(call, sobject, entry), "Set Field-Level Security"),
        object_name=sobject.name,
        tab="FieldsAndRelationships",
    )


def _security(call: Call, sobject: SObject, entry: Field) -> str:
    if not entry.permissionable:
        return (
            '<p class="soft">Salesforce keeps this field visible for everybody: there is nothing to set.</p>'
        )
    if entry.through:
        path = object_path("Contact", "FieldsAndRelationships", entry.through)
        return (
            "<p>The fields of person accounts follow the security of the contact's field:"
            f" {link(path, f'Contact: {entry.label}')}</p>"
        )
    rows = []
    for profile in call.org.setup.now.profiles:
        access = call.org.schema_for(profile).access(sobject.name, entry.name)
        rows.append(
            (
                text(profile.name),
                checkbox(
                    f"visible-{profile.serial}",
                    f"Visible for {profile.name}",
                    checked=access is not Access.HIDDEN,
                ),
                checkbox(
                    f"readonly-{profile.serial}",
                    f"Read-only for {profile.name}",
                    checked=access is Access.READ_ONLY,
                ),
            )
        )
    return form(
        table(("Profile", "Visible", "Read-Only"), rows, ticks=2) + f"<p>{button('Save', first=True)}</p>"
    )


@routes("POST", f"{_BASE}/{{name}}/FieldsAndRelationships/{{component}}/view")
def save_field(call: Call, name: str, component: str) -> Answer:
    """Keep what was ticked."""
    given = call.form()
    sobject = object_here(call, name)
    entry = None if sobject is None else _field(call, sobject, component)
    if sobject is None or entry is None or not entry.permissionable or entry.through:
        return nothing_here(call)
    path = f"{sobject.name}.{entry.name}"

    def secure(setup: Setup) -> None:
        for profile in setup.profiles:
            access = Access.READ_ONLY if f"readonly-{profile.serial}" in given else Access.FULL
            if f"visible-{profile.serial}" not in given:
                access = Access.HIDDEN
            profile.security[path] = access.value

    call.org.change_setup(secure)
    return saved(call)


# --- record types


@routes("GET", f"{_BASE}/{{name}}/RecordTypes/view")
def types(call: Call, name: str) -> Answer:
    """The record types of an object, and which layouts the profiles see for them."""
    sobject = object_here(call, name)
    if sobject is None:
        return nothing_here(call)
    rows = [
        (
            link(object_path(sobject.name, "RecordTypes", row["Id"]), row["Name"]),
            "Active" if row["IsActive"] else "Inactive",
        )
        for row in record_types(call.org).values()
        if row["SobjectType"] == sobject.name
    ]
    nothing = "This object has no record types: every record has the master record type."
    return page(
        call,
        f"{sobject.label}: Record Types",
        "A record type decides, with the profile, which page layout somebody sees.",
        card(table(("Record Type", "State"), rows, nothing=nothing))
        + card(_assignments(call, sobject), "Page Layout Assignment"),
        object_name=sobject.name,
        tab="RecordTypes",
    )


def _assignments(call: Call, sobject: SObject) -> str:
    setup = call.org.setup.now
    named = {
        row["Id"]: row["Name"]
        for row in record_types(call.org).values()
        if row["SobjectType"] == sobject.name
    }
    heads = ["Profile", "Master", *named.values()]
    rows = []
    for profile in setup.profiles:
        cells = [text(profile.name)]
        for identifier in (None, *named):
            layout = setup.assigned(profile, sobject.name, identifier)
            shown = link(object_path(sobject.name, "PageLayouts", layout.id), layout.name) if layout else "–"
            cells.append(shown)
        rows.append(cells)
    return table(heads, rows)


@routes("GET", f"{_BASE}/{{name}}/RecordTypes/{{component}}/view")
def record_type(call: Call, name: str, component: str) -> Answer:
    """One record type."""
    sobject = object_here(call, name)
    row = _type(call, sobject, component)
    if sobject is None or row is None:
        return nothing_here(call)
    action = "Deactivate" if row["IsActive"] else "Activate"
    return page(
        call,
        f"{sobject.label}: {row['Name']}",
        "New records can be given an active record type; it counts for the page layout either way.",
        card(
            form(
                f"<p>This record type is {'active' if row['IsActive'] else 'inactive'}.</p>{button(action, action)}"
            )
        )
        + card(_assignments(call, sobject), "Page Layout Assignment"),
        object_name=sobject.name,
        tab="RecordTypes",
    )


def _type(call: Call, sobject: SObject | None, component: str) -> dict[str, object] | None:
    for identifier, row in record_types(call.org).items():
        if sobject is not None and identifier[:15] == component[:15] and row["SobjectType"] == sobject.name:
            return row
    return None


@routes("POST", f"{_BASE}/{{name}}/RecordTypes/{{component}}/view")
def save_record_type(call: Call, name: str, component: str) -> Answer:
    """Make a record type active, or no longer."""
    call.form()
    row = _type(call, object_here(call, name), component)
    if row is None:
        return nothing_here(call)
    with call.org.database.writing() as connection:
        connection.execute(
            'UPDATE "RecordType" SET "IsActive" = ? WHERE "Id" = ?', (int(not row["IsActive"]), row["Id"])
        )
    call.org.change_setup(lambda _setup: None)
    return saved(call)


# --- validation rules


@routes("GET", f"{_BASE}/{{name}}/ValidationRules/view")
def validation_rules(call: Call, name: str) -> Answer:
    """The validation rules of an object, each with its switch."""
    sobject = object_here(call, name)
    if sobject is None:
        return nothing_here(call)
    rows = [
        (
            text(rule.name),
            f"<code>{text(rule.formula)}</code>",
            text(rule.message),
            "Active" if rule.active else "Inactive",
            button(
                "Deactivate" if rule.active else "Activate", str(rule.serial), small=True, about=rule.name
            ),
        )
        for rule in call.org.setup.now.validation_rules
        if rule.object == sobject.name
    ]
    listed = table(
        ("Rule Name", "Error Condition Formula", "Error Message", "State", ""),
        rows,
        nothing="This object has no validation rules.",
    )
    return page(
        call,
        f"{sobject.label}: Validation Rules",
        "An active rule refuses to save a record for which its formula is true, whatever the save is about.",
        card(form(listed)),
        object_name=sobject.name,
        tab="ValidationRules",
    )


@routes("POST", f"{_BASE}/{{name}}/ValidationRules/view")
def save_validation_rules(call: Call, name: str) -> Answer:
    """Switch one rule on or off."""
    given = call.form()
    sobject = object_here(call, name)
    known = {
        str(rule.serial)
        for rule in call.org.setup.now.validation_rules
        if sobject and rule.object == sobject.name
    }
    if given.get("do") not in known:
        return nothing_here(call)

    def switch(setup: Setup) -> None:
        for rule in setup.validation_rules:
            if str(rule.serial) == given["do"]:
                rule.active = not rule.active

    call.org.change_setup(switch)
    return saved(call)
