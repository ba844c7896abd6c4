"""The setup pages beside the Object Manager: packages, rules, leads, the company; and a page for a record.

They open without a sign-in, because they are served on loopback alone, and let everything be changed: whoever practises
owns the org, even when the profile that a program signs in with may do little.
"""

from __future__ import annotations

from core.practice_org.answers import Answer
from core.practice_org.http.calls import Call, Routes
from core.practice_org.ids import full_id
from core.practice_org.org import installed_packages as installed
from core.practice_org.org.schema import Kind
from core.practice_org.org.setup_state import Setup
from core.practice_org.scenarios.reading import apply_scenario
from core.practice_org.scenarios.ready_made import SCENARIOS
from core.practice_org.setup_pages.html import (
    OBJECTS,
    button,
    card,
    checkbox,
    facts,
    form,
    found,
    link,
    moved,
    nothing_here,
    object_path,
    page,
    saved,
    setup_path,
    table,
    text,
)

routes = Routes()

# --- the beginning


@routes("GET", "/")
def root(_call: Call) -> Answer:
    """The org's own address."""
    return moved(setup_path("SetupOneHome/home"))


@routes("GET", "/lightning/setup/SetupOneHome/home")
def home(call: Call) -> Answer:
    """Where Setup begins, with what Quick Find found there."""
    wanted = call.parameters.get("q", "").strip()
    if wanted:
        pages = [(link(path, label),) for path, label in found(wanted)]
        return page(
            call,
            "Quick Find",
            "The pages of Setup whose names have these words.",
            card(table(("Page",), pages, nothing="No page has such a name.")),
        )
    rows = [
        (link(object_path(name, tab), f"{name}: {label}"), text(about))
        for name in ("Contact", "Lead")
        for label, tab, about in (
            ("Fields & Relationships", "FieldsAndRelationships", "who may read and change a field"),
            ("Page Layouts", "PageLayouts", "which fields stand on the page of a record"),
        )
    ]
    rows += [
        (link(setup_path("ImportedPackage/home"), "Installed Packages"), "install and uninstall a package"),
        (link(setup_path("EnhancedProfiles/home"), "Profiles"), "what users may do"),
    ]
    about = "Setup of the practice org, reduced to what opt-outs have to do with."
    return page(call, "Setup", about, card(table(("Page", "What it is for"), rows)))


# --- packages


@routes("GET", "/lightning/setup/ImportedPackage/home")
def packages(call: Call) -> Answer:
    """What is installed, and the package that can be."""
    options = call.org.options
    rows = []
    for package in installed.packages(options):
        major, minor = package.version
        ours = options.package and package.namespace == options.namespace
        rows.append(
            (
                text(package.name),
                text(package.publisher),
                f"{major}.{minor}",
                f"<code>{text(package.namespace or '–')}</code>",
                button("Uninstall", "uninstall", small=True, about=package.name) if ours else "",
            )
        )
    listed = card(form(table(("Package Name", "Publisher", "Version", "Namespace Prefix", ""), rows)))
    if not options.package:
        name = installed.opt_out_package(options).name
        listed += card(
            form(
                f"<p>{text(name)} brings the field Marketo Sales Opt Out to contacts and leads.</p>"
                + button("Install", "install", first=True)
            ),
            "From the AppExchange",
        )
    elif not options.package_field:
        listed += card(
            form(
                "<p>The installed version has no field Marketo Sales Opt Out.</p>"
                + button("Upgrade", "upgrade", first=True)
            ),
            "A newer version is there",
        )
    about = (
        "Packages bring fields and more from other companies. Their fields are on no page layout at first."
    )
    return page(call, "Installed Packages", about, listed)


@routes("POST", "/lightning/setup/ImportedPackage/home")
def save_packages(call: Call) -> Answer:
    """Install the package with the opt-out field, upgrade it, or uninstall it."""
    changes = {
        "install": {"package": True, "package_field": True},
        "upgrade": {"package_field": True},
        "uninstall": {"package": False},
    }.get(call.form().get("do", ""))
    if changes is None:
        return nothing_here(call)
    call.org.change_options(**changes)
    return saved(call)


@routes("GET", "/0A3")
def classic_packages(_call: Call) -> Answer:
    """Installed packages in Salesforce Classic."""
    return moved(setup_path("ImportedPackage/home"))


# --- leads, duplicates, company, app


@routes("GET", "/lightning/setup/LeadSettings/home")
def lead_settings(call: Call) -> Answer:
    """Whether converted leads can be edited."""
    mark = checkbox(
        "converted", "Converted leads can be edited", checked=call.org.options.edit_converted_leads
    )
    content = table(("Setting", "On"), [("Let users view and edit converted leads", mark)], ticks=1)
    about = (
        "Salesforce keeps converted leads from being changed, unless users have the permission View and Edit Converted"
        " Leads. In this org the permission is one switch for everybody."
    )
    return page(call, "Lead Settings", about, card(form(f"{content}<p>{button('Save', first=True)}</p>")))


@routes("POST", "/lightning/setup/LeadSettings/home")
def save_lead_settings(call: Call) -> Answer:
    """Keep the switch."""
    call.org.change_options(edit_converted_leads="converted" in call.form())
    return saved(call)


@routes("GET", "/lightning/setup/DuplicateRules/home")
def duplicate_rules(call: Call) -> Answer:
    """The duplicate rules, each with its switches."""
    rows = [
        (
            text(rule.label),
            text(rule.object),
            checkbox(f"active-{rule.serial}", f"{rule.label} is active", checked=rule.active),
            checkbox(f"blocks-{rule.serial}", f"{rule.label} blocks saving", checked=rule.blocks_edit),
        )
        for rule in call.org.setup.now.duplicate_rules
    ]
    content = table(("Rule Name", "Object", "Active", "Blocks edits"), rows, ticks=2)
    about = "A rule that blocks edits refuses to save a record while another one has the same e-mail address."
    return page(call, "Duplicate Rules", about, card(form(f"{content}<p>{button('Save', first=True)}</p>")))


@routes("POST", "/lightning/setup/DuplicateRules/home")
def save_duplicate_rules(call: Call) -> Answer:
    """Keep the switches."""
    given = call.form()

    def switch(setup: Setup) -> None:
        for rule in setup.duplicate_rules:
            rule.active = f"active-{rule.serial}" in given
            rule.blocks_edit = f"blocks-{rule.serial}" in given

    call.org.change_setup(switch)
    return saved(call)


@routes("GET", "/lightning/setup/CompanyProfileInfo/home")
def company(call: Call) -> Answer:
    """The org and the API calls it made today."""
    identity, org = call.org.identity, call.org
    left = max(0, org.daily_calls - org.calls_today)
    rows = [
        ("Organization Name", text(identity.organization_name)),
        ("Salesforce.com Organization ID", f"<code>{text(identity.organization_id)}</code>"),
        ("API Requests, Last 24 Hours", f"{org.calls_today:,} ({org.daily_calls:,} max, {left:,} left)"),
    ]
    return page(
        call,
        "Company Information",
        "Every program that uses the API shares the calls of a day.",
        card(facts(rows)),
    )


# --- what no org of Salesforce has


@routes("GET", "/lightning/setup/PracticeScenarios/home")
def scenarios(call: Call) -> Answer:
    """The ready-made scenarios, to be tried one after the other."""
    rows = [
        (text(about), button("Begin", name, small=True, about=name)) for name, (about, _) in SCENARIOS.items()
    ]
    return page(
        call,
        "Scenarios",
        "Bring this org into a state that admins meet, and see what the program says of it. Each begins with the"
        " setup of a new org; the people stay as they are.",
        card(form(table(("State of the org", ""), rows))),
    )


@routes("POST", "/lightning/setup/PracticeScenarios/home")
def begin_scenario(call: Call) -> Answer:
    """Bring the org into one of these states."""
    name = call.form().get("do", "")
    if name not in SCENARIOS:
        return nothing_here(call)
    apply_scenario(call.org, {"scenario": name})
    return saved(call)


# --- one record


@routes("GET", "/lightning/r/{name}/{record_id}/view")
def record(call: Call, name: str, record_id: str) -> Answer:
    """A record as an administrator sees it, with every field that has a value."""
    identifier = full_id(record_id)
    sobject = call.org.schema.by_id(identifier) if identifier else None
    if (
        identifier is None
        or sobject is None
        or sobject.name not in OBJECTS
        or sobject.name.lower() != name.lower()
    ):
        return nothing_here(call)
    selected = ", ".join(entry.sql("t") for entry in sobject.fields)
    row = (
        call.org.database.reader()
        .execute(f'SELECT {selected} FROM "{sobject.name}" t WHERE t."Id" = ?', (identifier,))
        .fetchone()
    )
    if row is None:
        return nothing_here(call)
    values = dict(zip(sobject.fields, row, strict=True))
    shown = [
        (f.label, text("Yes" if value else "No") if f.kind is Kind.BOOLEAN else text(value))
        for f, value in values.items()
        if value is not None and f.kind not in (Kind.ID, Kind.DATETIME)
    ]
    title = next((value for f, value in values.items() if f.name_field), identifier)
    about = f"{sobject.label} {identifier}: every field that the administrator may see and that has a value."
    return page(call, str(title), about, card(facts(shown)))


@routes("GET", "/favicon.ico")
def icon(_call: Call) -> Answer:
    """There is none, and a browser that asks need not be told in a page."""
    return Answer(b"", status=404, media_type="text/plain")


@routes("GET", "/{record_id}")
def by_id(call: Call, record_id: str) -> Answer:
    """Whatever has this id."""
    identifier = full_id(record_id)
    sobject = call.org.schema.by_id(identifier) if identifier else None
    if identifier is None:
        return nothing_here(call)
    layout = call.org.setup.now.layout(identifier)
    if layout is not None:
        return moved(object_path(layout.object, "PageLayouts", layout.id))
    if sobject is None or sobject.name not in OBJECTS:
        return nothing_here(call)
    return moved(f"/lightning/r/{sobject.name}/{identifier}/view")


@routes("GET", "/lightning/{rest*}")
def unknown(call: Call, rest: str) -> Answer:
    """Any other page of Lightning; `rest` is its address."""
    return nothing_here(call)
