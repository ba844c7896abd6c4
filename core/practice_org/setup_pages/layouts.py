"""Setup pages for what a record looks like: page layouts and Lightning record pages, each with a simple editor."""

from __future__ import annotations

from collections.abc import Iterable

from core.practice_org.answers import Answer
from core.practice_org.http.calls import Call, Routes
from core.practice_org.org.layout_metadata import (
    ALWAYS_THERE,
    COMPOUNDS,
    Behavior,
    place_of,
    places,
    put_on,
    take_off,
)
from core.practice_org.org.lightning_pages import form_fields, put_on_page, take_off_page
from core.practice_org.org.lightning_pages import page as lightning_page
from core.practice_org.org.schema import Kind, SObject
from core.practice_org.org.setup_state import Layout, Page, Setup
from core.practice_org.setup_api.tooling_rows import layouts as layouts_of
from core.practice_org.setup_pages.html import (
    button,
    card,
    choice,
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
from core.practice_org.setup_pages.objects import object_here

routes = Routes()

_BASE = "/lightning/setup/ObjectManager"
_BEHAVIORS = (
    (Behavior.EDIT.value, "Editable"),
    (Behavior.REQUIRED.value, "Required"),
    (Behavior.READ_ONLY.value, "Read-only"),
)


def _layouts(call: Call, sobject: SObject, name: str) -> list[Layout]:
    """The layouts under the name in the address: person accounts have their own part of the Object Manager."""
    person = name.lower() == "personaccount"
    return [x for x in layouts_of(call.org) if x.object == sobject.name and (x.person or not person)]


def _label(sobject: SObject, field: str) -> str:
    entry = sobject.field(field)
    return entry.label if entry is not None else f"{field.removesuffix('Address')} Address".strip()


# --- page layouts


@routes("GET", f"{_BASE}/{{name}}/PageLayouts/view")
def page_layouts(call: Call, name: str) -> Answer:
    """The page layouts of an object, who sees them, and whether Email Opt Out is on them."""
    sobject = object_here(call, name)
    if sobject is None:
        return nothing_here(call)
    rows = [
        (
            link(object_path(sobject.name, "PageLayouts", layout.id), layout.name),
            text(layout.namespace or "–"),
            text(", ".join(_users(call, layout)) or "Nobody"),
            text(len(list(places(layout.metadata)))),
            link(object_path(sobject.name, "PageLayouts", layout.id), "Edit"),
        )
        for layout in _layouts(call, sobject, name)
    ]
    return page(
        call,
        f"{sobject.label}: Page Layouts",
        "A page layout decides which fields stand on the page of a record, and where. Open one to change it.",
        card(table(("Page Layout Name", "Managed Package", "Seen by", "Fields", ""), rows)),
        object_name=sobject.name,
        tab="PageLayouts",
    )


def _users(call: Call, layout: Layout) -> list[str]:
    setup = call.org.setup.now
    serials = {entry.profile for entry in setup.assignments if entry.layout == layout.serial}
    return [profile.name for profile in setup.profiles if profile.serial in serials]


def _layout(call: Call, sobject: SObject | None, component: str) -> Layout | None:
    for layout in layouts_of(call.org):
        if sobject is not None and layout.object == sobject.name and layout.id[:15] == component[:15]:
            return layout
    return None


@routes("GET", f"{_BASE}/{{name}}/PageLayouts/{{component}}/view")
def page_layout(call: Call, name: str, component: str) -> Answer:
    """One page layout: what is on it, section by section, and what can be added."""
    sobject = object_here(call, name)
    layout = _layout(call, sobject, component)
    if sobject is None or layout is None:
        return nothing_here(call)
    about = "Add a field to a section, take one off, or change how it stands there, then save."
    if layout.namespace:
        about += f" This layout came with the managed package {layout.namespace}."
    return page(
        call,
        f"{sobject.label}: {layout.name}",
        about,
        card(_adding(sobject, layout), "Fields: add one to the layout") + form(_sections(sobject, layout)),
        object_name=sobject.name,
        tab="PageLayouts",
    )


def _addable(sobject: SObject, taken: Iterable[str]) -> list[tuple[str, str]]:
    """The fields that can still be put somewhere, by label; parts of a compound field stand there with the whole."""
    parts = {part for whole in COMPOUNDS.get(sobject.name, {}).values() for part in whole}
    out = {*taken, *parts, "Id", "IsDeleted", "MasterRecordId", "SystemModstamp"}
    free = [
        (f.name, f"{f.label} ({f.name})")
        for f in sobject.fields
        if f.name not in out and f.kind is not Kind.ID
    ]
    return sorted(free, key=lambda pair: pair[1].casefold())


def _likely(free: list[tuple[str, str]]) -> str:
    """The field that is offered first: an opt-out, because that is what people practise here."""
    return next((name for name, _ in free if name.lower().endswith(("optedoutofemail", "opt_out__c"))), "")


def _adding(sobject: SObject, layout: Layout) -> str:
    free = _addable(sobject, (place.field for place in places(layout.metadata)))
    sections = [
        (str(number), section["label"])
        for number, section in enumerate(layout.metadata["layoutSections"])
        if section["style"] != "CustomLinks"
    ]
    return form(
        '<div class="row">'
        f"<div><label>Field</label>{choice('field', 'Field', free, _likely(free))}</div>"
        f"<div><label>Section</label>{choice('section', 'Section', sections)}</div>"
        f"<div><label>Stands there as</label>{choice('behavior', 'Stands there as', _BEHAVIORS)}</div>"
        f"{button('Add and save', 'add', first=True)}</div>"
    )


def _sections(sobject: SObject, layout: Layout) -> str:
    shown = []
    for s, section in enumerate(layout.metadata["layoutSections"]):
        columns = []
        for c, _ in enumerate(section["layoutColumns"]):
            rows = [
                _row(sobject, place.field, place.behavior)
                for place in places(layout.metadata)
                if (place.section, place.column) == (s, c)
            ]
            columns.append(table(("Field", "Stands there as", ""), rows, nothing="No field here."))
        shown.append(card(f'<div class="columns">{"".join(columns)}</div>', section["label"]))
    return f"{''.join(shown)}<p>{button('Save', first=True)}</p>"


def _row(sobject: SObject, field: str, behavior: Behavior) -> tuple[str, str, str]:
    label = _label(sobject, field)
    if field in ALWAYS_THERE.get(sobject.name, ()):
        return text(label), "Required", '<span class="soft">Always there</span>'
    return (
        text(label),
        choice(f"behavior-{field}", f"{label} stands there as", _BEHAVIORS, behavior.value),
        button("Remove", f"remove-{field}", small=True, about=label),
    )


@routes("POST", f"{_BASE}/{{name}}/PageLayouts/{{component}}/view")
def save_page_layout(call: Call, name: str, component: str) -> Answer:
    """Add a field, take one off, or keep how the fields stand."""
    given = call.form()
    sobject = object_here(call, name)
    layout = _layout(call, sobject, component)
    if sobject is None or layout is None:
        return nothing_here(call)
    serial, action = layout.serial, given.get("do", "save")
    free = {value for value, _ in _addable(sobject, (place.field for place in places(layout.metadata)))}
    section = given.get("section", "")
    sections = layout.metadata["layoutSections"]
    if action == "add" and not (
        given.get("field") in free
        and section.isdecimal()
        and int(section) < len(sections)
        and sections[int(section)]["style"] != "CustomLinks"
        and given.get("behavior") in list(Behavior)
    ):
        return nothing_here(call)

    def change(setup: Setup) -> None:
        changed = setup.layout(serial)
        assert changed is not None
        metadata = changed.metadata
        if action == "add":
            put_on(metadata, given["field"], Behavior(given["behavior"]), int(section))
        elif action.startswith("remove-"):
            field = action.removeprefix("remove-")
            if field not in ALWAYS_THERE.get(changed.object, ()):
                take_off(metadata, field)
        else:
            for key, behavior in given.items():
                field = key.removeprefix("behavior-")
                if field != key and behavior in list(Behavior) and place_of(metadata, field):
                    put_on(metadata, field, Behavior(behavior))

    call.org.change_setup(change)
    return saved(call)


# --- Lightning record pages


@routes("GET", f"{_BASE}/{{name}}/LightningPages/view")
def lightning_pages(call: Call, name: str) -> Answer:
    """The Lightning record pages of an object."""
    sobject = object_here(call, name)
    if sobject is None:
        return nothing_here(call)
    rows = [
        (
            link(object_path(sobject.name, "LightningPages", entry.id), entry.label),
            f"<code>{text(entry.name)}</code>",
            "Dynamic Forms" if form_fields(entry.metadata) else "The page layout's details",
        )
        for entry in call.org.setup.now.pages
        if entry.object == sobject.name
    ]
    return page(
        call,
        f"{sobject.label}: Lightning Record Pages",
        "With Dynamic Forms a page holds its fields itself, whatever the page layout says.",
        card(table(("Label", "Name", "Shows"), rows, nothing="This object uses the standard page.")),
        object_name=sobject.name,
        tab="LightningPages",
    )


def _page(call: Call, sobject: SObject | None, component: str) -> Page | None:
    for entry in call.org.setup.now.pages:
        if sobject is not None and entry.object == sobject.name and entry.id[:15] == component[:15]:
            return entry
    return None


@routes("GET", f"{_BASE}/{{name}}/LightningPages/{{component}}/view")
def lightning_record_page(call: Call, name: str, component: str) -> Answer:
    """One Lightning page with its fields, or with the way to give it some."""
    sobject = object_here(call, name)
    entry = _page(call, sobject, component)
    if sobject is None or entry is None:
        return nothing_here(call)
    fields = form_fields(entry.metadata)
    free = _addable(sobject, fields)
    if fields:
        rows = [
            (
                text(_label(sobject, f)),
                f"<code>{text(f)}</code>",
                button("Remove", f"remove-{f}", small=True, about=f),
            )
            for f in fields
        ]
        adding = form(
            '<div class="row">'
            f"<div><label>Field</label>{choice('field', 'Field', free, _likely(free))}</div>"
            f"{button('Add and save', 'add', first=True)}</div>"
        )
        content = (
            card(adding, "Fields: add one to the page")
            + card(form(table(("Field", "Field Name", ""), rows)), "Fields of this page")
            + card(
                form(
                    "<p>The page can show the details of the page layout instead of fields of its own.</p>"
                    + button("Show the page layout's details", "details")
                )
            )
        )
    else:
        content = card(
            form(
                "<p>This page shows the details of the page layout.</p>"
                + button("Upgrade to Dynamic Forms", "upgrade")
            )
        )
    return page(
        call,
        f"{sobject.label}: {entry.label}",
        "With Dynamic Forms a page holds its fields itself, whatever the page layout says.",
        content,
        object_name=sobject.name,
        tab="LightningPages",
    )


@routes("POST", f"{_BASE}/{{name}}/LightningPages/{{component}}/view")
def save_lightning_page(call: Call, name: str, component: str) -> Answer:
    """Add or remove a field, or go over to Dynamic Forms or back."""
    given = call.form()
    sobject = object_here(call, name)
    entry = _page(call, sobject, component)
    if sobject is None or entry is None:
        return nothing_here(call)
    fields, action = form_fields(entry.metadata), given.get("do", "")
    free = [value for value, _ in _addable(sobject, fields)]
    field = given.get("field", "") if action == "add" else action.removeprefix("remove-")
    allowed = action in ("details", "upgrade") or field in (free if action == "add" and fields else fields)
    if not allowed:
        return nothing_here(call)

    def change(setup: Setup) -> None:
        changed = setup.page(entry.id)
        assert changed is not None
        if action == "add":
            put_on_page(changed.metadata, field)
        elif action == "details":
            changed.metadata = lightning_page(changed.object)
        elif action == "upgrade":
            changed.metadata = lightning_page(changed.object, _of_first_layout(setup, changed.object))
        else:
            take_off_page(changed.metadata, field)

    call.org.change_setup(change)
    return saved(call)


def _of_first_layout(setup: Setup, object_name: str) -> list[str]:
    """The fields of the administrator's layout, which an upgrade begins with."""
    layout = setup.assigned(setup.profiles[0], object_name, None)
    assert layout is not None
    return [place.field for place in places(layout.metadata)]


# --- Classic


@routes("GET", "/layouteditor/layoutEditor.apexp")
def classic_layout(call: Call) -> Answer:
    """The layout editor of Salesforce Classic."""
    name, identifier = call.parameters.get("type", ""), call.parameters.get("lid", "")
    if object_here(call, name) is None or not identifier:
        return nothing_here(call)
    return moved(object_path(name, "PageLayouts", identifier))


@routes("GET", "/ui/setup/layout/PageLayouts")
def classic_layouts(call: Call) -> Answer:
    """The list of layouts of Salesforce Classic."""
    name = call.parameters.get("type", "")
    return moved(object_path(name, "PageLayouts")) if object_here(call, name) else nothing_here(call)


@routes("GET", "/p/setup/layout/LayoutFieldList")
def classic_fields(call: Call) -> Answer:
    """The list of fields of Salesforce Classic."""
    name = call.parameters.get("type", "")
    return (
        moved(object_path(name, "FieldsAndRelationships")) if object_here(call, name) else nothing_here(call)
    )
