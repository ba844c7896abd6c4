"""The setup pages of users and of their profiles, which decide what a program may do that signs in as one of them."""

from __future__ import annotations

from core.practice_org.answers import Answer
from core.practice_org.http.calls import Call, Routes
from core.practice_org.org.licences import API_INTEGRATION, LICENCES
from core.practice_org.org.schema import ObjectAccess
from core.practice_org.org.setup_state import PERMISSION_LABELS, Profile, Setup
from core.practice_org.setup_pages.html import (
    OBJECTS,
    button,
    card,
    checkbox,
    choice,
    form,
    link,
    moved,
    nothing_here,
    page,
    saved,
    setup_path,
    table,
    text,
)

routes = Routes()

_ACCESS = (
    (ObjectAccess.MODIFY_ALL.value, "Modify All Records"),
    (ObjectAccess.VIEW_ALL.value, "Read and edit, and View All Records"),
    (ObjectAccess.EDIT.value, "Read and edit"),
    (ObjectAccess.READ.value, "Read only"),
    (ObjectAccess.NONE.value, "No access"),
)


def _profile_path(profile: Profile) -> str:
    return setup_path(f"EnhancedProfiles/{profile.id}/view")


@routes("GET", "/lightning/setup/EnhancedProfiles/home")
def profiles(call: Call) -> Answer:
    """The profiles."""
    counted = dict(
        call.org.database.reader()
        .execute('SELECT "ProfileId", count(*) FROM "User" GROUP BY "ProfileId"')
        .fetchall()
    )
    rows = [
        (link(_profile_path(profile), profile.name), text(counted.get(profile.id, 0)))
        for profile in call.org.setup.now.profiles
    ]
    return page(
        call,
        "Profiles",
        "A profile decides what its users may do. This org grants everything by profile and has no permission sets.",
        card(table(("Profile Name", "Users"), rows)),
    )


@routes("GET", "/lightning/setup/PermSets/home")
def permission_sets(call: Call) -> Answer:
    """The same: there are no permission sets here."""
    return profiles(call)


@routes("GET", "/00e")
def classic_profiles(_call: Call) -> Answer:
    """Profiles in Salesforce Classic."""
    return moved(setup_path("EnhancedProfiles/home"))


@routes("GET", "/lightning/setup/EnhancedProfiles/{identifier}/view")
def profile_page(call: Call, identifier: str) -> Answer:
    """One profile: its permissions, and what it may do with people."""
    profile = _profile(call, identifier)
    if profile is None:
        return nothing_here(call)
    permissions = [
        (text(label), checkbox(f"may-{permission.value}", label, checked=profile.may(permission)))
        for permission, label in PERMISSION_LABELS.items()
    ]
    converted = checkbox(
        "converted", "View and Edit Converted Leads", checked=call.org.options.edit_converted_leads
    )
    permissions.append(("View and Edit Converted Leads (for every profile)", converted))
    objects = [
        (
            text(name),
            choice(f"object-{name}", name, _ACCESS, profile.objects.get(name, ObjectAccess.EDIT.value)),
        )
        for name in OBJECTS
    ]
    content = card(table(("Permission", "Granted"), permissions, ticks=1), "Permissions")
    content += card(table(("Object", "Access"), objects), "Object Permissions")
    about = "Programs that sign in as a user of this profile may do what it grants, and no more."
    saving = f"<p>{button('Save', first=True)}</p>"
    return page(call, f"Profile: {profile.name}", about, form(content + saving))


def _profile(call: Call, identifier: str) -> Profile | None:
    found = (profile for profile in call.org.setup.now.profiles if profile.id[:15] == identifier[:15])
    return next(found, None)


@routes("POST", "/lightning/setup/EnhancedProfiles/{identifier}/view")
def save_profile(call: Call, identifier: str) -> Answer:
    """Keep what the profile is granted."""
    given = call.form()
    profile = _profile(call, identifier)
    wanted = {name: given.get(f"object-{name}", "") for name in OBJECTS}
    if profile is None or not set(wanted.values()) <= set(ObjectAccess):
        return nothing_here(call)
    serial = profile.serial

    def grant(setup: Setup) -> None:
        changed = setup.profile(serial)
        changed.permissions = [p.value for p in PERMISSION_LABELS if f"may-{p.value}" in given]
        changed.objects = {name: access for name, access in wanted.items() if access != ObjectAccess.EDIT}

    call.org.change_setup(grant)
    call.org.change_options(edit_converted_leads="converted" in given)
    return saved(call)


@routes("GET", "/lightning/setup/ManageUsers/home")
def users(call: Call) -> Answer:
    """The users and their profiles."""
    listed = [(profile.id, profile.name) for profile in call.org.setup.now.profiles]
    rows = [
        (
            text(f"{first} {last}"),
            text(username),
            "Active" if active else "Inactive",
            choice(
                f"profile-{identifier}", f"Profile of {username}", listed, call.org.profile_of(identifier).id
            ),
        )
        for identifier, first, last, username, active in _users(call)
    ]
    about = "Programs sign in as one of these users. The profile decides what that user may see and do."
    content = form(
        table(("Name", "Username", "State", "Profile"), rows) + f"<p>{button('Save', first=True)}</p>"
    )
    return page(call, "Users", about, card(content) + card(_licence(call), "License"))


def _licence(call: Call) -> str:
    """The licence of the user as whom programs sign in, and the permission set licence that can come with it."""
    options, label = call.org.options, API_INTEGRATION[1]
    fields = choice("licence", "License", [(name, name) for name in LICENCES], options.licence)
    fields += f" {text(label)} {checkbox('api-integration', label, checked=options.api_integration)}"
    return form(f"<p>{text(call.org.identity.username)}</p>{fields}<p>{button('Save', first=True)}</p>")


def _users(call: Call) -> list[tuple[str, str, str, str, int]]:
    return (
        call.org.database.reader()
        .execute('SELECT "Id", "FirstName", "LastName", "Username", "IsActive" FROM "User" ORDER BY serial')
        .fetchall()
    )


@routes("POST", "/lightning/setup/ManageUsers/home")
def save_users(call: Call) -> Answer:
    """Give users other profiles."""
    given = call.form()
    if "licence" in given:
        if given["licence"] not in LICENCES:
            return nothing_here(call)
        call.org.change_options(licence=given["licence"], api_integration="api-integration" in given)
        return saved(call)
    known = {profile.id for profile in call.org.setup.now.profiles}
    wanted = {user[0]: given.get(f"profile-{user[0]}") for user in _users(call)}
    if not set(wanted.values()) <= known:
        return nothing_here(call)
    with call.org.database.writing() as connection:
        connection.executemany(
            'UPDATE "User" SET "ProfileId" = ? WHERE "Id" = ?',
            [(profile, user) for user, profile in wanted.items()],
        )
    call.org.change_setup(lambda _setup: None)
    return saved(call)
