"""Who gets to see and change what: the sharing of records with the connected user, and field-level security."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from core.messages import Problem
from core.salesforce.http.soql import quoted
from core.salesforce.setup.tooling import Setup
from core.salesforce.values.answers import unreadable_answer
from core.salesforce.values.setup_answers import Row, id_of, part, text
from core.salesforce.values.setup_values import FieldGrant, Reach, Sharing

_OPEN_TO_READ = frozenset({"Read", "Edit", "ReadEditTransfer", "ReadEdit", "All", "FullAccess"})
"""What Organization says of objects whose records everybody may see; the last ones are not documented for all."""
_DEFAULTS = {
    "Contact": "DefaultContactAccess",
    "Lead": "DefaultLeadAccess",
    "Account": "DefaultAccountAccess",
}
_BY_ACCOUNT = "ControlledByParent"


def sharing(setup: Setup, objects: Sequence[str], username: str) -> dict[str, Sharing]:
    """By object, whether the connected user sees and may change every record; one call.

    Three things decide: View All Data and Modify All Data; View All and Modify All of the object, from the profile or a
    permission set; the organization-wide default. Sharing rules and roles only add to the last one, and cannot be added
    up here: who depends on them may see all records or few.
    """
    rights, defaults, assigned, granted = setup.query_together(
        "SELECT PermissionsViewAllData, PermissionsModifyAllData FROM UserPermissionAccess",
        f"SELECT {', '.join(_DEFAULTS.values())} FROM Organization",
        f"SELECT PermissionSetId FROM PermissionSetAssignment WHERE Assignee.Username = {quoted(username)}",
        "SELECT ParentId, SobjectType, PermissionsViewAllRecords, PermissionsModifyAllRecords "
        f"FROM ObjectPermissions WHERE SobjectType IN ({', '.join(map(quoted, objects))}) "
        "AND (PermissionsViewAllRecords = true OR PermissionsModifyAllRecords = true)",
    )
    of_user = _first(rights)
    of_org = _first(defaults)
    if not assigned:
        # Everybody has the permission set of the own profile at least.
        assigned = unreadable_answer()
    problem = next((one for one in (assigned, granted) if isinstance(one, Problem)), None)
    sets = (
        frozenset() if isinstance(assigned, Problem) else {id_of(row, "PermissionSetId") for row in assigned}
    )
    own = [] if isinstance(granted, Problem) else [row for row in granted if id_of(row, "ParentId") in sets]
    found = {}
    for name in objects:
        of_object = [row for row in own if text(row.get("SobjectType")) == name]
        default = _default(of_org, name)
        may_modify = _may("PermissionsModifyAllData", of_user) or _any(
            "PermissionsModifyAllRecords", of_object
        )
        may_view = may_modify or _may("PermissionsViewAllData", of_user)
        may_view = may_view or _any("PermissionsViewAllRecords", of_object)
        found[name] = Sharing(
            _reach(may_view, default, default in _OPEN_TO_READ),
            _reach(may_modify, default, default in _OPEN_TO_READ and default != "Read"),
            problem,
        )
    return found


def _first(rows: Sequence[Row] | Problem) -> Row:
    return {} if isinstance(rows, Problem) or not rows else rows[0]


def _default(organization: Row, name: str) -> str:
    default = text(organization.get(_DEFAULTS[name]))
    # Contacts may follow their Account, which then decides.
    return text(organization.get(_DEFAULTS["Account"])) if default == _BY_ACCOUNT else default


def _may(right: str, row: Row) -> bool:
    return row.get(right) is True


def _any(right: str, rows: Sequence[Row]) -> bool:
    return any(_may(right, row) for row in rows)


def _reach(has_right: bool, default: str, is_open: bool) -> Reach:
    if has_right or is_open:
        return Reach.ALL
    return Reach.SOME if default else Reach.UNKNOWN


def field_grants(setup: Setup, fields: Sequence[tuple[str, str]]) -> list[FieldGrant]:
    """Who may see which of these fields, given as (object, API name): profiles, and permission sets; one call.

    Whoever is not named does not see the field. `field` of the answers is as Salesforce writes it, "Contact.Email".
    """
    named = [f"{object_}.{name}" for object_, name in fields]
    rows = setup.query(
        "SELECT Field, PermissionsRead, PermissionsEdit, ParentId, Parent.Label, Parent.IsOwnedByProfile, "
        "Parent.ProfileId, Parent.Profile.Name FROM FieldPermissions "
        f"WHERE Field IN ({', '.join(map(quoted, named))})"
    )
    return list(_grants(rows))


def _grants(rows: Sequence[Mapping[str, object]]) -> Iterator[FieldGrant]:
    for row in rows:
        if row.get("PermissionsRead") is not True:
            continue
        parent = part(row, "Parent")
        profile = id_of(parent, "ProfileId") if parent.get("IsOwnedByProfile") is True else ""
        name = text(part(parent, "Profile").get("Name")) if profile else text(parent.get("Label"))
        yield FieldGrant(text(row.get("Field")), profile, name, row.get("PermissionsEdit") is True)
